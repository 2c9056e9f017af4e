/* SPDX-License-Identifier: MIT */
/* Erasing a resident takes what is theirs from everybody's desks, and nothing of somebody whose
 * name only contains theirs; what names them in a text of others is told. */
#include "config.h"

#include "shouwen/desk/erasing.h"
#include "shouwen/desk/form_draft.h"
#include "shouwen/desk/receive_draft.h"
#include "shouwen/desk/receive_parked.h"
#include "shouwen/desk/saved.h"
#include "shouwen/store/erasure_kept.h"
#include "tests/desk/office.h"

static const char residents[] = "id,name,phone,door\n"
                                "R1,李明,13900000001,1-1\n"
                                "R2,李明华,13900000009,1-2\n"
                                "R3,王芳,13900000001,1-1\n";

struct typed {
    const char *who, *what, *resident, *phone;
};

static void park(const char *staff, struct typed typed)
{
    struct receive_draft drafts[RECEIVE_SLOTS];

    office_as(staff);
    for (int i = 0; i < RECEIVE_SLOTS; i++)
        receive_draft_init(&drafts[i]);
    must(receive_draft_load(office.desk, drafts, RECEIVE_ALL, &error));
    text_add(&drafts[0].who, typed.who);
    text_add(&drafts[0].what, typed.what);
    text_add(&drafts[0].resident, typed.resident);
    text_add(&drafts[0].phone, typed.phone);
    must(receive_draft_exchange(office.desk, drafts, 0, &error));
    for (int i = 0; i < RECEIVE_SLOTS; i++)
        receive_draft_release(&drafts[i]);
}

static const char *parked_of(const char *staff)
{
    struct text out = TEXT_EMPTY;
    struct receive_parked *rows;
    size_t count;

    must(receive_parked_load(office.desk, staff, &office.arena, &rows, &count, &error));
    for (size_t i = 0; i < count; i++)
        text_addf(&out, "%s;", rows[i].words);
    const char *said = arena_copy(&office.arena, out.at);
    text_release(&out);
    return said;
}

static void save(char key, const char *name, const char *search)
{
    struct saved saved = {.key = key, .name = name, .argument = "", .search = search};

    for (int i = 0; i < SAVED_CONDITIONS; i++)
        saved.conditions[i] = "";
    saved.queue = QUEUE_ALL;
    must(saved_put(office.desk, &saved, &office.arena, &error));
}

static struct erasing erase(const char *id)
{
    struct erasing erasing;
    bool is_done;

    office_as("S12");
    must(erasing_look(office.desk, id, &office.arena, &erasing, &error));
    must(erasing_resident(office.desk, &erasing, "居民申请", &is_done, &error));
    return erasing;
}

static void nobody_of_a_longer_name_loses_an_intake(void **state)
{
    (void)state;
    office_import(RECORD_RESIDENTS, residents);
    park("S01", (struct typed){"李明华", "三楼漏水很急", "", ""});
    park("S01", (struct typed){"李明华", "李明也来了", "R2-007001", "13900000009"});
    park("S01", (struct typed){"王芳", "低保", "R3-007001", "13900000001"});
    park("S02", (struct typed){"李明", "低保", "", ""});
    park("S02", (struct typed){"李明 1-1", "医保", "R1-007001", ""});
    park("S02", (struct typed){"李明（女）", "社保", "", ""});
    park("S02", (struct typed){"", "回电", "", "13900000001"});
    park("S02", (struct typed){"", "门禁", "", "139000000011"});
    park("S02", (struct typed){"", "李明的事", "", ""});
    struct erasing erasing = erase("R1-007001");
    assert_string_equal(parked_of("S01"),
                        "walk-in 李明华 三楼漏水很急;walk-in 李明华 李明也来了;walk-in 王芳 低保;");
    assert_string_equal(parked_of("S02"), "walk-in no name 门禁;walk-in no name 李明的事;");
    assert_int_equal(erasing.taken.count, 4);
    assert_string_equal(erasing.taken.owners, "S02");
    /* the one that has their telephone number as well, two that name them, and the one of whom
     * nobody can tell but who typed it: 李明华 may be another one's name, or more than the name */
    assert_int_equal(erasing.named.count, 4);
    assert_string_equal(erasing.named.owners, "S01, S02");
}

static void lists_go_by_what_they_look_for(void **state)
{
    struct saved *rows;
    size_t count;

    (void)state;
    office_import(RECORD_RESIDENTS, residents);
    office_as("S01");
    save('1', "longer", "李明华");
    save('2', "whole", "李明");
    save('3', "number", "13900000001");
    save('4', "among", "漏水 李明");
    save('5', "李明的事", "漏水");
    struct erasing erasing = erase("R1-007001");
    assert_int_equal(erasing.taken.count, 3);
    assert_int_equal(erasing.named.count, 2);
    office_as("S01");
    must(saved_load(office.desk, &office.arena, &rows, &count, &error));
    assert_int_equal(count, 2);
    assert_string_equal(rows[0].name, "longer");
    assert_string_equal(rows[1].name, "李明的事");
}

static void forms_go_by_whom_they_are_of(void **state)
{
    struct json *fields = json_new_object(), *others = json_new_object(), *kept;

    (void)state;
    office_import(RECORD_RESIDENTS, residents);
    office_as("S01");
    json_put_text(fields, "name", "李明");
    must(form_draft_save(office.desk, "newcomer/李明", fields, &error));
    json_put_text(others, "name", "李明华");
    must(form_draft_save(office.desk, "newcomer/李", others, &error));
    json_release(fields);
    json_release(others);
    struct erasing erasing = erase("R1-007001");
    assert_int_equal(erasing.taken.count, 1);
    assert_int_equal(erasing.named.count, 1);
    office_as("S01");
    must(form_draft_load(office.desk, "newcomer/李明", &kept, &error));
    assert_null(kept);
    must(form_draft_load(office.desk, "newcomer/李", &kept, &error));
    assert_string_equal(json_get_text(kept, "name"), "李明华");
    json_release(kept);
}

/* Who was called otherwise when an intake was parked is the same person. */
static void former_names_and_numbers_go_as_well(void **state)
{
    (void)state;
    office_import(RECORD_RESIDENTS, "id,name,phone\nR1,金丝雀,13912345678\n");
    office_import(RECORD_RESIDENTS, "id,name,phone\nR1,王美丽,13700000000\n");
    park("S01", (struct typed){"金丝雀", "三楼漏水", "", ""});
    park("S01", (struct typed){"", "回电", "", "13912345678"});
    park("S01", (struct typed){"金丝雀儿", "门禁", "", ""});
    office_as("S01");
    save('1', "former", "金丝雀");
    struct erasing erasing = erase("R1-007001");
    assert_string_equal(parked_of("S01"), "walk-in 金丝雀儿 门禁;");
    assert_int_equal(erasing.taken.count, 3);
}

static void whose_emergency_contact_they_are_is_told(void **state)
{
    (void)state;
    office_import(RECORD_RESIDENTS, "id,name,phone,contact,contact_phone\n"
                                    "R1,金丝雀,13912345678,,\n"
                                    "R2,李乙,13900000002,金丝雀(女儿),\n"
                                    "R3,李丙,13900000003,女儿,13912345678\n"
                                    "R4,李丁,13900000004,王芳,13900000001\n");
    struct erasing erasing = erase("R1-007001");
    assert_string_equal(erasing.contacts, "R2-007001, R3-007001");
}

static void the_code_of_a_sheet_takes_nothing(void **state)
{
    static const char *const sheets[] = {"handovers/0", "handovers/1", "sessions/1", "demands/1"};
    struct erasure_kept *kept;
    size_t count;

    (void)state;
    park("S01", (struct typed){"王五", "三楼漏水", "", ""});
    for (size_t i = 0; i < sizeof(sheets) / sizeof(sheets[0]); i++) {
        must(erasure_kept(desk_reader(office.desk), sheets[i], &office.arena, &kept, &count,
                          &error));
        assert_int_equal(count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nobody_of_a_longer_name_loses_an_intake, office_open,
                                        office_close),
        cmocka_unit_test_setup_teardown(lists_go_by_what_they_look_for, office_open, office_close),
        cmocka_unit_test_setup_teardown(forms_go_by_whom_they_are_of, office_open, office_close),
        cmocka_unit_test_setup_teardown(former_names_and_numbers_go_as_well, office_open,
                                        office_close),
        cmocka_unit_test_setup_teardown(whose_emergency_contact_they_are_is_told, office_open,
                                        office_close),
        cmocka_unit_test_setup_teardown(the_code_of_a_sheet_takes_nothing, office_open,
                                        office_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
