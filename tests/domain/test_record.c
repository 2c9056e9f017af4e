/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/record.h"

#include "shouwen/domain/person.h"
#include "shouwen/domain/vocabulary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static struct arena arena;

static int release(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* The headings that are always understood, as the plan's section on the command line lists them. */
static void the_columns_are_those_of_the_contract(void **state)
{
    static const char *const columns[RECORD_KIND_COUNT] = {
        [RECORD_NODES] = "code,name,parent,level,hours,phone,address",
        [RECORD_GRIDS] = "code,name,leader,places",
        [RECORD_STAFF] = "id,name,title,duties,backup,roles,node,grids,phone,status,away_from,"
                         "away_until,cover",
        [RECORD_DUTY] = "on,shift,from,to,staff_id,seat",
        [RECORD_RESIDENTS] = "id,name,sex,birth_on,id_number,phone,door,grid,class,tags,contact,"
                             "contact_phone,liaison,joined,apart,node",
        [RECORD_SERVICES] = "code,name,aliases,category,origin,department,limit,materials,steps,"
                            "legal_basis,coverage,cost,place,hours,instead,supplement",
        [RECORD_RESOURCES] = "code,name,owner,kind,quantity,how,lead_time,phone",
        [RECORD_DEMANDS] = "on,kind,subject,resident,phone,grid,source,state,node",
        [RECORD_VISITS] = "id,at,staff,resident,door,grid,class,result,whom,met,text,cases,demands,"
                          "state,entered_at,node",
        [RECORD_CALENDAR] = "date,kind,name",
        [RECORD_SESSIONS] = "code,at,place,subject,node,caller,cases,guests,conclusions,tasks,"
                            "previous,status",
        [RECORD_HANDOVERS] = "code,on,node,giver,to,lines,status,taker,taken_at",
    };

    (void)state;
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        struct text joined = TEXT_EMPTY;
        for (size_t i = 0; i < record_rows[kind].field_count; i++)
            text_addf(&joined, "%s%s", i ? "," : "", record_rows[kind].fields[i].name);
        assert_string_equal(joined.at, columns[kind]);
        text_release(&joined);
        assert_int_equal(record_kind_find(record_rows[kind].name), kind);
    }
    assert_int_equal(record_kind_find("people"), RECORD_NO_KIND);
    assert_int_equal(record_kind_find("cases"), RECORD_NO_KIND);
    assert_string_equal(record_rows[RECORD_CASES].name, "cases");
    assert_string_equal(record_rows[RECORD_CASES].fields[RECORD_CASES_REF].name, "ref");
    assert_int_equal(RECORD_SERVICES_SUPPLEMENT, record_rows[RECORD_SERVICES].field_count - 1);
}

static void every_heading_leads_to_its_field_only(void **state)
{
    (void)state;
    for (int kind = 0; kind < RECORD_ROW_COUNT; kind++) {
        const struct record_row *row = &record_rows[kind];
        for (size_t i = 0; i < row->field_count; i++) {
            const char *headings = row->fields[i].headings;
            assert_int_equal(record_field_find((enum record_kind)kind, row->fields[i].name), i);
            while (*headings) {
                size_t length = strcspn(headings, "|");
                char *one = arena_copy_part(&arena, headings, length);
                if (record_field_find((enum record_kind)kind, one) != (int)i)
                    fail_msg("%s: %s is not %s alone", row->name, one, row->fields[i].name);
                headings += length + (headings[length] == '|');
            }
        }
    }
    assert_int_equal(record_field_find(RECORD_NODES, " ＮＡＭＥ "), RECORD_NODES_NAME);
    assert_int_equal(record_field_find(RECORD_NODES, "colour"), -1);
    assert_int_equal(record_field_find(RECORD_NODES, ""), -1);
    assert_int_equal(record_field_find(RECORD_RESIDENTS, "姓　名 *（必填）"),
                     RECORD_RESIDENTS_NAME);
    assert_int_equal(record_field_find(RECORD_RESIDENTS, "ID Number:"), RECORD_RESIDENTS_ID_NUMBER);
    assert_int_equal(record_field_find(RECORD_RESIDENTS, "(姓名)"), -1);
    assert_int_equal(record_field_find(RECORD_RESIDENTS, "户主姓名"), -1);
    assert_int_equal(record_field_guess(RECORD_RESIDENTS, "户主姓名"), RECORD_RESIDENTS_NAME);
    assert_int_equal(record_field_guess(RECORD_RESIDENTS, "紧急联系人电话"),
                     RECORD_RESIDENTS_CONTACT_PHONE);
    assert_int_equal(record_field_guess(RECORD_RESIDENTS, "户籍"), RECORD_RESIDENTS_DOOR);
    assert_int_equal(record_field_guess(RECORD_RESIDENTS, "颜色"), -1);
}

static void tables_hold_together(void **state)
{
    (void)state;
    for (int kind = 0; kind < RECORD_ROW_COUNT; kind++)
        for (size_t i = 0; i < record_rows[kind].field_count; i++) {
            const struct record_field *field = &record_rows[kind].fields[i];
            bool chosen = field->type == VALUE_CHOICE || field->type == VALUE_CHOICES;
            assert_int_equal(field->choices != NULL, chosen);
            for (int row = 0; chosen && field->choices[row].word; row++)
                assert_int_equal(value_choice_find(field->choices, field->choices[row].word), row);
        }
    const struct value_choice *roles = record_rows[RECORD_STAFF].fields[RECORD_STAFF_ROLES].choices;
    const struct record_field *cases = record_rows[RECORD_CASES].fields;
    for (int role = 0; role < ROLE_COUNT; role++)
        assert_int_equal(value_choice_find(roles, role_rows[role].word), role);
    for (int i = 0; word_channels[i].word; i++)
        assert_int_equal(
            value_choice_find(cases[RECORD_CASES_CHANNEL].choices, word_channels[i].word), i);
    for (int i = 0; word_urgencies[i].word; i++)
        assert_int_equal(
            value_choice_find(cases[RECORD_CASES_URGENCY].choices, word_urgencies[i].word), i);
    assert_null(roles[ROLE_COUNT].word);
}

static struct record_problems check(struct record *record, bool good)
{
    struct record_problems problems = {0};

    if (record_check(&arena, record, &problems) != good)
        fail_msg("%s", problems.count ? problems.items[0].message : "no problem");
    return problems;
}

static void a_node_gets_its_levels_length_and_word(void **state)
{
    struct record record = {.kind = RECORD_NODES,
                            .value = {"310115007000", "三林镇", "310115000000", "town"}};

    (void)state;
    assert_int_equal(check(&record, true).count, 0);
    assert_string_equal(record.value[RECORD_NODES_CODE], "310115007");
    assert_string_equal(record.value[RECORD_NODES_PARENT], "310115");
    assert_string_equal(record.value[RECORD_NODES_LEVEL], "street");
    assert_null(record.value[RECORD_NODES_HOURS]);
    assert_true(record_make_id(&arena, &record, ""));
    assert_string_equal(record.id, "310115007");
    record = (struct record){.kind = RECORD_NODES, .value = {"310115-mzj", "区民政局"}};
    check(&record, true);
    assert_string_equal(record.value[RECORD_NODES_LEVEL], "department");
}

static void a_node_that_contradicts_itself_is_refused(void **state)
{
    struct record wrong_level = {.kind = RECORD_NODES,
                                 .value = {"310115007", "三林镇", "310115", "station"}};
    struct record no_level = {.kind = RECORD_NODES,
                              .value = {"310115007", "三林镇", "310115", "hamlet"}};
    struct record wrong_parent = {.kind = RECORD_NODES,
                                  .value = {"310115007", "三林镇", "310116", ""}};
    struct record_problems problems = check(&wrong_level, false);

    (void)state;
    assert_int_equal(problems.items[0].field, RECORD_NODES_CODE);
    assert_string_equal(problems.items[0].message,
                        "this is not the code that is wanted here; a station's code has 12 digits, "
                        "like 310115007001");
    problems = check(&no_level, false);
    assert_int_equal(problems.items[0].field, RECORD_NODES_LEVEL);
    assert_string_equal(problems.items[0].value, "hamlet");
    assert_int_equal(check(&wrong_parent, false).items[0].field, RECORD_NODES_PARENT);
}

static void a_required_value_must_be_there(void **state)
{
    struct record nothing = {.kind = RECORD_STAFF, .value = {"  ", "陆伟"}};
    struct record absent = {.kind = RECORD_RESIDENTS, .value = {"R1"}};
    struct record nameless_id = {.kind = RECORD_RESIDENTS, .value = {NULL, "周美芳"}};

    (void)state;
    assert_string_equal(check(&nothing, false).items[0].message,
                        "this must not be empty; fill it in");
    assert_int_equal(check(&absent, false).items[0].field, RECORD_RESIDENTS_NAME);
    check(&nameless_id, true);
    assert_false(record_make_id(&arena, &nameless_id, ""));
    /* the lower 40 bits, in their order */
    assert_string_equal(record_resident_id(&arena, 0), "R00000000");
    assert_string_equal(record_resident_id(&arena, (1ULL << 40) + 33), "R00000011");
    assert_string_equal(record_resident_id(&arena, ~0ULL), "RZZZZZZZZ");
}

static void a_person_is_never_refused_for_a_card_number(void **state)
{
    struct record record = {.kind = RECORD_RESIDENTS,
                            .value = {NULL, "周美芳", "女", "1948-3-5", "310115194803050021",
                                      "138-0013-8000", "5号502", NULL, "特殊", "独居；高龄"}};
    struct record_problems problems = check(&record, true);

    (void)state;
    assert_int_equal(problems.count, 1);
    assert_false(problems.items[0].is_refusal);
    assert_int_equal(problems.items[0].field, RECORD_RESIDENTS_ID_NUMBER);
    assert_string_equal(problems.items[0].value, "**************0021");
    assert_string_equal(record.value[RECORD_RESIDENTS_BIRTH_ON], "1948-03-05");
    assert_string_equal(record.value[RECORD_RESIDENTS_DOOR], "5-502");
    assert_string_equal(record.value[RECORD_RESIDENTS_CLASS], "special");
    assert_string_equal(record.value[RECORD_RESIDENTS_TAGS], "独居;高龄");
}

static void the_rules_of_the_other_kinds(void **state)
{
    struct record staff = {.kind = RECORD_STAFF,
                           .value = {"S1", [RECORD_STAFF_ROLES] = "书记;desk"}};
    struct record away = {.kind = RECORD_STAFF,
                          .value = {"S1", [RECORD_STAFF_AWAY_FROM] = "2026-11-21",
                                    [RECORD_STAFF_AWAY_UNTIL] = "2026-11-20"}};
    struct record own_cover = {.kind = RECORD_STAFF, .value = {"S1", [RECORD_STAFF_COVER] = "S1"}};
    struct record none = {.kind = RECORD_SERVICES,
                          .value = {"X1", "亲属关系证明", [RECORD_SERVICES_PLACE] = "none"}};
    struct record duty = {.kind = RECORD_DUTY, .value = {"2026-11-21", "早/中"}};

    (void)state;
    check(&staff, true);
    assert_string_equal(staff.value[RECORD_STAFF_ROLES], "desk;secretary");
    assert_int_equal(check(&away, false).items[0].field, RECORD_STAFF_AWAY_UNTIL);
    assert_int_equal(check(&own_cover, false).items[0].field, RECORD_STAFF_COVER);
    assert_int_equal(check(&none, true).items[0].field, RECORD_SERVICES_INSTEAD);
    assert_int_equal(check(&duty, false).items[0].field, RECORD_DUTY_SHIFT);
}

static void one_fact_has_one_id(void **state)
{
    struct record duty = {.kind = RECORD_DUTY,
                          .value = {"2026/11/21", "day", "8:30", "17:00", "S01", "desk"}};
    struct record seatless = {.kind = RECORD_DUTY, .value = {"2026-11-21"}};
    struct record demand = {.kind = RECORD_DEMANDS,
                            .value = {"2026-11-21", "心愿", "放大镜", "查文英"}};
    struct record again = {.kind = RECORD_DEMANDS,
                           .value = {"2026/11/21", "wish", "放大镜 ", "查文英", "13900000000"}};
    struct record other = {.kind = RECORD_DEMANDS,
                           .value = {"2026-11-21", "wish", "放大", "镜查文英"}};

    (void)state;
    check(&duty, true);
    assert_true(record_make_id(&arena, &duty, "310115007001"));
    assert_string_equal(duty.id, "2026-11-21/day/desk/310115007001");
    assert_true(record_make_id(&arena, &seatless, ""));
    assert_string_equal(seatless.id, "2026-11-21///");
    check(&demand, true);
    check(&again, true);
    check(&other, true);
    record_make_id(&arena, &demand, "");
    record_make_id(&arena, &again, "");
    record_make_id(&arena, &other, "");
    assert_int_equal(strlen(demand.id), 17);
    assert_string_equal(demand.id, again.id);
    assert_string_not_equal(demand.id, other.id);
    again.id = "given";
    assert_true(record_make_id(&arena, &again, ""));
    assert_string_equal(again.id, "given");
}

static void what_does_not_fit_into_one_act_is_refused(void **state)
{
    char *steps = arena_alloc(&arena, 19001), *basis = arena_alloc(&arena, 19001);
    struct record record = {
        .kind = RECORD_SERVICES,
        .value = {"X1", [RECORD_SERVICES_STEPS] = steps, [RECORD_SERVICES_LEGAL_BASIS] = basis}};

    (void)state;
    memset(steps, 'x', 19000);
    memset(basis, 'x', 19000);
    assert_int_equal(check(&record, false).items[0].field, 0);
}

static void fields_say_their_names(void **state)
{
    struct text out = TEXT_EMPTY;

    (void)state;
    record_field_say(&out, &record_rows[RECORD_NODES].fields[RECORD_NODES_HOURS]);
    assert_string_equal(out.at, "hours");
    text_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_columns_are_those_of_the_contract),
        cmocka_unit_test(every_heading_leads_to_its_field_only),
        cmocka_unit_test(tables_hold_together),
        cmocka_unit_test(a_node_gets_its_levels_length_and_word),
        cmocka_unit_test(a_node_that_contradicts_itself_is_refused),
        cmocka_unit_test(a_required_value_must_be_there),
        cmocka_unit_test(a_person_is_never_refused_for_a_card_number),
        cmocka_unit_test(the_rules_of_the_other_kinds),
        cmocka_unit_test(one_fact_has_one_id),
        cmocka_unit_test(what_does_not_fit_into_one_act_is_refused),
        cmocka_unit_test(fields_say_their_names),
    };

    return cmocka_run_group_tests_name("record", tests, NULL, release);
}
