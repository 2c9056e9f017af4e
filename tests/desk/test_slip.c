/* SPDX-License-Identifier: MIT */
/* Every slip against a text file in goldens/ (SHOUWEN_GOLDENS=write makes them anew), in Chinese,
 * at a fixed time; and what holds of every slip at every width. */
#include "config.h"

#include "office.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/session.h"
#include "shouwen/desk/session.h"
#include "shouwen/desk/slip.h"

#define GRID "310115007001-G03"

/* The cases that the slips are about. */
static struct {
    const char *taken, *ticked, *waiting, *dispute, *stand_in;
} cases;

static void make_cases(void)
{
    office_at("2026-11-20T16:00"); /* before S07 went */
    cases.stand_in = office_take("S01", "中心花园路灯不亮", "grid=" GRID, NULL);
    must(office_act("S05", cases.stand_in, "assign", "to=S07", NULL));
    office_at("2026-11-23T10:42");
    cases.taken = office_take("S01", "本子写完了，想换一本", "name=周美芳", "phone=13900002208",
                              "service=YB01", NULL);
    must(office_act("S01", cases.taken, "tick", "have=1,2", NULL));
    cases.ticked =
        office_take("S01", "满八十了，高龄补贴怎么领", "name=黄翠英", "phone=13700001111",
                    "by-name=黄敏", "relation=女儿", "service=MZ02", NULL);
    must(office_act("S01", cases.ticked, "tick", "have=1,3", NULL));
    must(office_act("S01", cases.ticked, "assign", "to=S03", NULL));
    cases.waiting =
        office_take("S01", "入职要居住情况说明", "urgency=difficult", "service=SH02", NULL);
    const char *until = arena_format(&office.arena, "until=%s", office_until("2026-12-01"));
    must(office_act("S01", cases.waiting, "wait", "reason=等劳动合同", until, NULL));
    cases.dispute = office_take("S01", "楼上漏水，两家谈不拢", "name=李桂珍", "phone=13700005512",
                                "party=赵刚", NULL);
    must(office_act("S01", cases.dispute, "note", "text=赵刚说是楼板老化，不肯赔", NULL));
    must(office_act("S01", cases.dispute, "tell", "text=约好周三三方到场看漏点", NULL));
    must(office_act("S01", cases.dispute, "close", "outcome=solved", "reason=赵刚私下赔了 500 元",
                    "text=楼上已换管，顶上重新粉刷", NULL));
}

static int set_up(void **state)
{
    office_open(state);
    i18n_start("zh_CN");
    if (!i18n_is_chinese())
        fail_msg("no Chinese messages in SHOUWEN_LOCALEDIR");
    office_as("S01");
    make_cases();
    return 0;
}

static int tear_down(void **state)
{
    i18n_start("en");
    return office_close(state);
}

static const char *write_slip(enum slip slip, const char *about, bool is_large)
{
    struct text out = TEXT_EMPTY;

    must(slip_write(office.desk, slip, about, is_large, &out, &error));
    const char *written = arena_copy(&office.arena, out.at);
    text_release(&out);
    return written;
}

static const char *session_code; /* of the on-site session, once it was called */

/* The random part of a number is the same in every run. */
static char *settled(const char *slip_text)
{
    const char *const numbers[] = {cases.taken, cases.ticked, cases.waiting, cases.dispute,
                                   cases.stand_in};
    char *text = arena_copy(&office.arena, slip_text);

    for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
        for (char *at; (at = strstr(text, ident_query_code(numbers[i])));)
            memcpy(at, "ABCDEFGHJ", 9);
    for (char *at; session_code && (at = strstr(text, session_code));)
        memcpy(at, "X......", 7);
    return text;
}

static void check_golden(const char *name, const char *slip_text)
{
    const char *source = getenv("SHOUWEN_SRCDIR"), *mode = getenv("SHOUWEN_GOLDENS");
    const char *path =
        arena_format(&office.arena, "%s/tests/desk/goldens/%s.txt", source ? source : "..", name);
    const char *text = settled(slip_text);
    struct text golden = TEXT_EMPTY;

    if (mode && strcmp(mode, "write") == 0) {
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fputs(text, file);
        fclose(file);
    }
    office_read(path, &golden);
    if (strcmp(golden.at, text) != 0)
        fail_msg("%s.txt differs:\n%s", name, text);
    text_release(&golden);
}

static void goldens(void **state)
{
    const struct {
        const char *name;
        enum slip slip;
        const char *about;
        bool is_large;
    } slips[] = {
        {"receipt", SLIP_RECEIPT, cases.taken, false},
        {"receipt-waiting", SLIP_RECEIPT, cases.waiting, false},
        {"receipt-stand-in", SLIP_RECEIPT, cases.stand_in, false},
        {"receipt-large", SLIP_RECEIPT, cases.ticked, true},
        {"notice", SLIP_NOTICE, cases.ticked, false},
        {"notice-large", SLIP_NOTICE, cases.ticked, true},
        {"notice-item", SLIP_NOTICE, "YB01", false},
        {"notice-none", SLIP_NOTICE, "ZM01", false},
        {"letter", SLIP_LETTER, cases.dispute, false},
        {"card", SLIP_CARD, GRID, false},
        {"card-large", SLIP_CARD, GRID, true},
        {"plate", SLIP_PLATE, NULL, false},
        {"wall", SLIP_WALL, NULL, false},
        {"wall-large", SLIP_WALL, NULL, true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(slips) / sizeof(*slips); i++)
        check_golden(slips[i].name, write_slip(slips[i].slip, slips[i].about, slips[i].is_large));
    office_set("[print]\ncolumns = 48\n");
    check_golden("receipt-48", write_slip(SLIP_RECEIPT, cases.ticked, false));
    check_golden("notice-48", write_slip(SLIP_NOTICE, cases.ticked, false));
    check_golden("card-48", write_slip(SLIP_CARD, GRID, false));
    check_golden("wall-48", write_slip(SLIP_WALL, NULL, false));
}

/* An on-site session for two cases: what goes out before, and what was written down afterwards. */
static void goldens_of_a_session(void **state)
{
    static const struct session_guest guests[] = {
        {.name = "区房管局"}, {.name = "司法所"}, {.name = "上南物业服务中心"}};
    const char *const numbers[] = {cases.ticked, cases.stand_in};
    const struct session_calling calling = {.at =
                                                clock_at_from(clock_day_from(2026, 11, 24), 15, 0),
                                            .place = "本站议事区",
                                            .subject = "外墙渗水与路灯",
                                            .previous = "",
                                            .guests = guests,
                                            .guest_count = 3,
                                            .numbers = numbers,
                                            .number_count = 2};
    const struct session_task task = {"S03", "告知施工日期", clock_day_from(2026, 11, 27), ""};
    struct session session;

    (void)state;
    office_as("S05");
    must(session_call(office.desk, &calling, &office.arena, &session_code, &error));
    check_golden("invitation", write_slip(SLIP_INVITATION, session_code, false));
    check_golden("invitation-large", write_slip(SLIP_INVITATION, session_code, true));
    office_at("2026-11-24T16:30");
    must(session_load(office.desk, session_code, &office.arena, &session, &error));
    session.guests[0].presence = SESSION_CAME;
    session.guests[1].answer = SESSION_DECLINED;
    session.guests[2].presence = SESSION_ABSENT;
    must(session_save_guests(office.desk, &session, &error));
    must(session_add_task(office.desk, &session, &task, &error));
    must(session_conclude(office.desk, &session, "先鉴定，后定责；路灯由路灯管理所三日内修复",
                          &error));
    check_golden("minutes", write_slip(SLIP_MINUTES, session_code, false));
    office_set("[print]\ncolumns = 48\n");
    check_golden("minutes-48", write_slip(SLIP_MINUTES, session_code, false));
}

/* --- what holds of every slip --- */

static bool is_rule(const char *line)
{
    return strspn(line, "-") == strlen(line) && *line;
}

static void check_page(const char *slip_text, int columns)
{
    char *rest = arena_copy(&office.arena, slip_text), *line;
    bool was_rule = true;

    assert_true(*slip_text);
    assert_int_equal(slip_text[strlen(slip_text) - 1], '\n');
    while ((line = strsep(&rest, "\n"))) {
        if (!*line)
            continue;
        if (utf8_columns(line) > columns)
            fail_msg("\"%s\" has more than %d columns", line, columns);
        if (line[strlen(line) - 1] == ' ')
            fail_msg("\"%s\" ends with a blank", line);
        if (is_rule(line) && was_rule)
            fail_msg("two rules with nothing between, or one on top:\n%s", slip_text);
        if (is_rule(line))
            assert_int_equal(utf8_columns(line), columns);
        was_rule = is_rule(line);
    }
    if (was_rule)
        fail_msg("a rule at the end:\n%s", slip_text);
}

static void each_slip(void (*check)(const char *slip_text, int columns), int columns, bool is_large)
{
    static const char *const codes[] = {"YB01", "MZ02", "ZM01", "SH01", "FL01", "DQ01"};
    const char *const numbers[] = {cases.taken, cases.ticked, cases.waiting, cases.dispute,
                                   cases.stand_in};

    columns = is_large ? columns / 2 : columns;
    columns = columns < 24 ? 24 : columns;
    for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
        check(write_slip(SLIP_RECEIPT, numbers[i], is_large), columns);
    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
        check(write_slip(SLIP_NOTICE, codes[i], is_large), columns);
    check(write_slip(SLIP_NOTICE, cases.taken, is_large), columns);
    check(write_slip(SLIP_NOTICE, cases.ticked, is_large), columns);
    check(write_slip(SLIP_LETTER, cases.dispute, is_large), columns);
    check(write_slip(SLIP_CARD, GRID, is_large), columns);
    check(write_slip(SLIP_PLATE, NULL, is_large), columns);
    check(write_slip(SLIP_WALL, NULL, is_large), columns);
}

static void no_line_is_longer_than_the_page(void **state)
{
    static const int widths[] = {32, 40, 48, 57, 64, 80, 132};
    static const char *const languages[] = {"zh_CN", "en"};

    (void)state;
    for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++)
        for (int j = 0; j < 2; j++) {
            office_set(arena_format(&office.arena, "[desk]\nlanguage = %s\n[print]\ncolumns = %d\n",
                                    languages[j], widths[i]));
            each_slip(check_page, widths[i], false);
            each_slip(check_page, widths[i], true);
        }
}

/* Columns before `part` in the line that has it; -1 if none has. */
static int column_of(const char *slip_text, const char *line_has, const char *part)
{
    const char *line = strstr(slip_text, line_has);
    const char *at = line ? strstr(line, part) : NULL;

    if (!at)
        return -1;
    while (line > slip_text && line[-1] != '\n')
        line--;
    return utf8_columns(arena_copy_part(&office.arena, line, (size_t)(at - line)));
}

static void materials_stand_in_columns(void **state)
{
    const char *notice = write_slip(SLIP_NOTICE, cases.ticked, false);
    int form = column_of(notice, "高龄津贴申请书", "原件1份");
    int standing = column_of(notice, "高龄津贴申请书", "已带");

    (void)state;
    assert_true(form > 7);
    assert_true(standing > form);
    assert_int_equal(column_of(notice, "居民身份证", "复印件1份"), form);
    assert_int_equal(column_of(notice, "居民身份证", "尚缺"), standing);
    assert_int_equal(column_of(notice, "本人银行卡", "复印件2份"), form);
    assert_int_equal(column_of(notice, "本人银行卡", "已带"), standing);
    assert_int_equal(column_of(notice, "近期照片", "原件及复印件2份"), form);
    assert_int_equal(column_of(notice, "低保证", "视情况"), standing);
}

static void check_secrets(const char *slip_text, int columns)
{
    static const char *const secrets[] = {"13900002208", "13700001111", "13700005512",       "赵刚",
                                          "楼板老化",    "500 元",      "310115194803021226"};

    (void)columns;
    for (size_t i = 0; i < sizeof(secrets) / sizeof(*secrets); i++)
        if (strstr(slip_text, secrets[i]))
            fail_msg("%s stands in\n%s", secrets[i], slip_text);
}

static void nothing_of_others_and_no_full_number(void **state)
{
    (void)state;
    each_slip(check_secrets, 64, false);
    assert_non_null(strstr(write_slip(SLIP_RECEIPT, cases.dispute, false), "137****5512"));
    assert_non_null(strstr(write_slip(SLIP_RECEIPT, cases.ticked, false), "黄敏(女儿)"));
}

static void what_must_not_be_issued_says_where_to_go(void **state)
{
    const char *notice = write_slip(SLIP_NOTICE, "ZM01", false);

    (void)state;
    assert_non_null(strstr(notice, "不应由居委会出具"));
    assert_non_null(strstr(notice, "民发〔2020〕20号"));
    assert_non_null(strstr(notice, "派出所"));
    assert_null(strstr(notice, "材料"));
}

static void a_code_does_for_a_number(void **state)
{
    (void)state;
    assert_string_equal(write_slip(SLIP_RECEIPT, ident_query_code(cases.taken), false),
                        write_slip(SLIP_RECEIPT, cases.taken, false));
}

static void the_plate_names_those_who_come(void **state)
{
    (void)state;
    office_at("2026-11-24T09:00");
    const char *plate = write_slip(SLIP_PLATE, NULL, false);
    assert_non_null(strstr(plate, "曹敏"));
    assert_null(strstr(plate, "陆伟"));
    office_at("2026-11-25T09:00");
    assert_non_null(strstr(write_slip(SLIP_PLATE, NULL, false), "今天没有排班"));
}

static void a_fault_leaves_the_text_as_it_was(void **state)
{
    struct text out = TEXT_EMPTY;
    const struct {
        enum slip slip;
        const char *about;
        enum status status;
        const char *part;
    } faults[] = {
        {SLIP_RECEIPT, NULL, STATUS_INVALID, "查询码"},
        {SLIP_RECEIPT, "", STATUS_INVALID, "查询码"},
        {SLIP_RECEIPT, "007001-261123-ABCDEFGHJ", STATUS_NOT_FOUND, "ABCDEFGHJ"},
        {SLIP_NOTICE, "XX99", STATUS_NOT_FOUND, "XX99"},
        {SLIP_NOTICE, cases.stand_in, STATUS_REFUSED, "材料清单"},
        {SLIP_LETTER, cases.taken, STATUS_REFUSED, "办结"},
        {SLIP_CARD, NULL, STATUS_INVALID, "网格"},
        {SLIP_CARD, "310115007001-G09", STATUS_NOT_FOUND, "G09"},
    };

    (void)state;
    text_add(&out, "before");
    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
        fails(slip_write(office.desk, faults[i].slip, faults[i].about, false, &out, &error),
              faults[i].status, faults[i].part);
        assert_string_equal(out.at, "before");
    }
    text_release(&out);
}

static void words_name_the_slips(void **state)
{
    (void)state;
    for (int slip = 0; slip < SLIP_COUNT; slip++)
        assert_int_equal(slip_find(slip_rows[slip].word), slip);
    assert_int_equal(slip_find("poster"), SLIP_COUNT);
    assert_int_equal(slip_find(NULL), SLIP_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(goldens, set_up, tear_down),
        cmocka_unit_test_setup_teardown(goldens_of_a_session, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_line_is_longer_than_the_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(materials_stand_in_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_of_others_and_no_full_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_must_not_be_issued_says_where_to_go, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_code_does_for_a_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_plate_names_those_who_come, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_fault_leaves_the_text_as_it_was, set_up, tear_down),
        cmocka_unit_test(words_name_the_slips),
    };

    return cmocka_run_group_tests_name("slip", tests, NULL, NULL);
}
