/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/value.h"

#include "shouwen/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct value_choice fruits[] = {
    {"apple", "苹果|pomme"}, {"pear", "梨"}, {"plum", ""}, {NULL, NULL}};

static const struct {
    enum value_type type;
    const char *given, *kept;
    enum value_result result;
} values[] = {
    {VALUE_TEXT, "  甲\ttab\r\n乙 ", "甲 tab 乙", VALUE_GOOD},
    {VALUE_LINES, "甲\r\n乙", "甲\n乙", VALUE_GOOD},
    {VALUE_NAME, "迪丽热巴·迪力木拉提", "迪丽热巴·迪力木拉提", VALUE_GOOD},
    {VALUE_NAME, "王𬍛", "王𬍛", VALUE_GOOD},
    {VALUE_CODE, "YB01", "YB01", VALUE_GOOD},
    {VALUE_CODE, "YB 01", "", VALUE_BAD},
    {VALUE_CODE, "a;b", "", VALUE_BAD},
    {VALUE_CODE, "3.1E+11", "", VALUE_BAD},
    {VALUE_NODE, "310115007000", "310115007", VALUE_GOOD},
    {VALUE_NODE, "三林镇", "", VALUE_BAD},
    {VALUE_NODE, "310115007001-G03", "", VALUE_BAD},
    {VALUE_GRID, "310115007001-g03", "310115007001-G03", VALUE_GOOD},
    {VALUE_GRID, "310115007001", "", VALUE_BAD},
    {VALUE_GRIDS, "310115007001-G03、310115007001-G01", "310115007001-G03;310115007001-G01",
     VALUE_GOOD},
    {VALUE_DAY, "2026-11-21", "2026-11-21", VALUE_GOOD},
    {VALUE_DAY, "2026/1/2", "2026-01-02", VALUE_GOOD},
    {VALUE_DAY, "2026.11.21", "2026-11-21", VALUE_GOOD},
    {VALUE_DAY, "20261121", "2026-11-21", VALUE_GOOD},
    {VALUE_DAY, "２０２６年１月２日", "2026-01-02", VALUE_GOOD},
    {VALUE_DAY, "46086", "2026-03-05", VALUE_GOOD},
    {VALUE_DAY, "10000", "1927-05-18", VALUE_GOOD},
    {VALUE_DAY, "46086.0", "2026-03-05", VALUE_GOOD},
    {VALUE_DAY, "2026/3/5 0:00:00", "2026-03-05", VALUE_GOOD},
    {VALUE_DAY, "2026-03-05 09:30", "", VALUE_BAD},
    {VALUE_DAY, "46086.5", "", VALUE_BAD},
    {VALUE_DAY, "04608", "", VALUE_BAD},
    {VALUE_DAY, "460866", "", VALUE_BAD},
    {VALUE_MOMENT, "46086.395833", "2026-03-05T09:30:00+08:00", VALUE_GOOD},
    {VALUE_MOMENT, "46086.99999", "2026-03-06T00:00:00+08:00", VALUE_GOOD},
    {VALUE_MOMENT, "46086", "2026-03-05T00:00:00+08:00", VALUE_GOOD},
    {VALUE_MOMENT, "2026年3月5日 9:30:00", "2026-03-05T09:30:00+08:00", VALUE_GOOD},
    {VALUE_DAY, "2026-02-30", "", VALUE_BAD},
    {VALUE_DAY, "2026-1/2", "", VALUE_BAD},
    {VALUE_DAY, "21/11/2026", "", VALUE_BAD},
    {VALUE_TIME, "8：30", "08:30", VALUE_GOOD},
    {VALUE_TIME, "08:30:00", "08:30", VALUE_GOOD},
    {VALUE_TIME, "24:00", "24:00", VALUE_GOOD},
    {VALUE_TIME, "8:3", "", VALUE_BAD},
    {VALUE_TIME, "24:01", "", VALUE_BAD},
    {VALUE_MOMENT, "2026-11-21T10:42:30", "2026-11-21T10:42:30+08:00", VALUE_GOOD},
    {VALUE_MOMENT, "2026/1/2 8:30", "2026-01-02T08:30:00+08:00", VALUE_GOOD},
    {VALUE_MOMENT, "2026-11-21", "2026-11-21T00:00:00+08:00", VALUE_GOOD},
    {VALUE_MOMENT, "2026-11-21 25:00", "", VALUE_BAD},
    {VALUE_MOMENT, "yesterday", "", VALUE_BAD},
    {VALUE_PHONE, "１３８ 0013-8000", "13800138000", VALUE_GOOD},
    {VALUE_PHONE, "+86 138 0013 8000", "13800138000", VALUE_GOOD},
    {VALUE_PHONE, "021-58881234", "021-58881234", VALUE_GOOD},
    {VALUE_PHONE, "12345", "12345", VALUE_GOOD},
    {VALUE_PHONE, "1391234000", "1391234000", VALUE_DOUBTFUL},
    {VALUE_PHONE, "139123400000", "139123400000", VALUE_DOUBTFUL},
    {VALUE_PHONE, "无", "无", VALUE_DOUBTFUL},
    {VALUE_PHONE, "139****2208 女儿", "139****2208 女儿", VALUE_DOUBTFUL},
    {VALUE_PHONE, "1.38E+10", "", VALUE_BAD},
    {VALUE_CARD, "11010519491231002x", "11010519491231002X", VALUE_GOOD},
    {VALUE_CARD, "372925 700101 001", "372925700101001", VALUE_GOOD},
    {VALUE_CARD, "110105194912310021", "110105194912310021", VALUE_DOUBTFUL},
    {VALUE_CARD, "3.30106E+17", "", VALUE_BAD},
    {VALUE_DOOR, "5号502室", "5-502", VALUE_GOOD},
    {VALUE_DOOR, "东方路某弄深处", "东方路某弄深处", VALUE_DOUBTFUL},
    {VALUE_NUMBER, "０2１", "21", VALUE_GOOD},
    {VALUE_NUMBER, "-1", "", VALUE_BAD},
    {VALUE_NUMBER, "若干", "", VALUE_BAD},
    {VALUE_CHOICE, "ＡＰＰＬＥ", "apple", VALUE_GOOD},
    {VALUE_CHOICE, "梨", "pear", VALUE_GOOD},
    {VALUE_CHOICE, "pomme", "apple", VALUE_GOOD},
    {VALUE_CHOICE, "app", "", VALUE_BAD},
    {VALUE_CHOICE, "苹果|pomme", "", VALUE_BAD},
    {VALUE_CHOICES, "梨、apple,梨", "apple;pear", VALUE_GOOD},
    {VALUE_CHOICES, "apple;grape", "", VALUE_BAD},
    {VALUE_LIST, "a； b;;c\\;d", "a;b;c\\;d", VALUE_GOOD},
    {VALUE_LIMIT, "20日/7个工作日", "20d/7w", VALUE_GOOD},
    {VALUE_LIMIT, "soon", "", VALUE_BAD},
    {VALUE_HOURS, "周一至周五 9:00-17:00", "1-5 09:00-17:00", VALUE_GOOD},
    {VALUE_HOURS, "以公告为准", "以公告为准", VALUE_DOUBTFUL},
    {VALUE_MATERIALS, "身份证/原件|照片//2", "身份证/original/1|照片//2", VALUE_GOOD},
    {VALUE_MATERIALS, "甲/乙证明", "甲\\/乙证明", VALUE_DOUBTFUL},
};

static void each_type_has_one_canonical_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        struct text out = TEXT_EMPTY;
        struct flaw found = FLAW_NONE;
        enum value_result result = value_clean(values[i].type, fruits, values[i].given,
                                               strlen(values[i].given), &out, &found);
        if (result != values[i].result)
            fail_msg("\"%s\" gives %d, reason %d", values[i].given, result, found.reason);
        if (result != VALUE_BAD)
            assert_string_equal(out.at, values[i].kept);
        assert_int_equal(found.reason != REASON_NONE, result != VALUE_GOOD);
        text_release(&out);
        reason_release(&found);
    }
}

static void canonical_forms_stay_as_they_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        struct text out = TEXT_EMPTY;
        struct flaw found = FLAW_NONE;
        if (values[i].result == VALUE_GOOD) {
            assert_int_equal(value_clean(values[i].type, fruits, values[i].kept,
                                         strlen(values[i].kept), &out, &found),
                             VALUE_GOOD);
            assert_string_equal(out.at, values[i].kept);
        }
        text_release(&out);
        reason_release(&found);
    }
}

static void empty_is_fine_and_too_long_is_not(void **state)
{
    static char long_text[20001];
    struct text out = TEXT_EMPTY;
    struct flaw found = FLAW_NONE;

    (void)state;
    for (int type = 0; type < VALUE_TYPES; type++)
        assert_int_equal(value_clean((enum value_type)type, fruits, "  ", 2, &out, &found),
                         VALUE_GOOD);
    assert_int_equal(out.length, 0);
    memset(long_text, '1', sizeof(long_text));
    for (int type = 0; type < VALUE_TYPES; type++)
        assert_int_equal(
            value_clean((enum value_type)type, fruits, long_text, sizeof(long_text), &out, &found),
            VALUE_BAD);
    text_release(&out);
    reason_release(&found);
}

static void a_refused_choice_names_the_choices(void **state)
{
    struct text out = TEXT_EMPTY;
    struct text said = TEXT_EMPTY;
    struct flaw found = FLAW_NONE;

    (void)state;
    value_clean(VALUE_CHOICE, fruits, "fig", 3, &out, &found);
    reason_say_remedy(&said, found.reason, found.detail.at);
    assert_string_equal(said.at, "write one of: apple, pear, plum");
    text_release(&said);
    value_choice_say(&out, fruits, "pear");
    assert_string_equal(out.at, "pear");
    text_release(&out);
    reason_release(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_type_has_one_canonical_form),
        cmocka_unit_test(canonical_forms_stay_as_they_are),
        cmocka_unit_test(empty_is_fine_and_too_long_is_not),
        cmocka_unit_test(a_refused_choice_names_the_choices),
    };

    return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
