/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/layout.h"

#include "trial.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/reference.h"
#include "shouwen/intake/export.h"
#include "shouwen/store/query_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static int set_up(void **state)
{
    if (trial_set_up(state) != 0)
        return -1;
    struct trial *trial = *state;
    clock_fix(clock_at_from(clock_day_from(2026, 11, 21), 10, 42));
    trial_import(trial, RECORD_STAFF,
                 "id,name,roles,node,status\nS05,王建国,secretary,330106001001,active\n");
    trial_import(trial, RECORD_CASES,
                 "channel,subject,resident,phone,opened_at,ref\n"
                 "hotline,=1+1 噪音,李桂珍,13900002208,2026-11-05 09:05,20261105123456789\n"
                 "walk-in,换灯,周美芳,,2026-11-20 14:00,\n");
    return 0;
}

static int tear_down(void **state)
{
    clock_fix(0);
    return trial_tear_down(state);
}

static struct layout read_layout(struct trial *trial, struct arena *arena, const char *ini)
{
    struct layout layout;
    struct error error;

    if (layout_read(trial_write(trial, ini, strlen(ini)), arena, &layout, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return layout;
}

static enum status add_bytes(void *context, const char *bytes, size_t length, struct error *error)
{
    (void)error;
    text_add_bytes(context, bytes, length);
    return STATUS_OK;
}

/* What is given out; marked as sent where only what is new was wanted. */
static size_t give(struct trial *trial, const struct layout *layout,
                   const struct case_filter *filter, bool only_new, struct text *out)
{
    struct export_given given = {0};
    struct error error;

    text_clear(out);
    if (export_layout(trial->desk, layout, filter, false, only_new,
                      (struct export_sink){out, add_bytes}, &given, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    size_t count = given.count;
    if (only_new)
        assert_int_equal(reference_note_sent(trial->desk, layout->name, layout->kind, given.ids,
                                             given.count, &error),
                         STATUS_OK);
    arena_release(&given.arena);
    return count;
}

static void columns_are_as_the_department_wants_them(void **state)
{
    struct trial *trial = *state;
    struct arena arena = {0};
    struct text out = TEXT_EMPTY;
    struct layout layout = read_layout(trial, &arena,
                                       "[layout]\nkind = cases\ndate = YYYY/M/D hh:mm\n"
                                       "columns = ref|opened_at|subject|phone|state\n"
                                       "[headings]\nref = 工单编号\nsubject = 诉求\n");

    assert_int_equal(give(trial, &layout, NULL, false, &out), 2);
    assert_string_equal(
        out.at, "\xEF\xBB\xBF"
                "工单编号,opened_at,诉求,phone,state\r\n"
                "\"\t20261105123456789\",2026/11/5 09:05,'=1+1 噪音,139****2208,received\r\n"
                ",2026/11/20 14:00,换灯,,received\r\n");
    layout = read_layout(trial, &arena,
                         "[layout]\nkind = cases\nencoding = gb18030\ndate = YYYY年M月D日\n"
                         "columns = opened_at\n");
    give(trial, &layout, NULL, false, &out);
    assert_non_null(strstr(out.at, "2026\xC4\xEA"
                                   "11\xD4\xC2"
                                   "5\xC8\xD5\r\n"));
    text_release(&out);
    arena_release(&arena);
}

static void what_was_sent_is_not_sent_again(void **state)
{
    struct trial *trial = *state;
    struct arena arena = {0};
    struct text out = TEXT_EMPTY;
    struct layout layout = read_layout(trial, &arena,
                                       "[layout]\nname = monthly\nkind = cases\n"
                                       "columns = subject\n");

    assert_int_equal(give(trial, &layout, NULL, true, &out), 2);
    assert_int_equal(give(trial, &layout, NULL, true, &out), 0);
    trial_import(trial, RECORD_CASES, "channel,subject\nwalk-in,新的\n");
    assert_int_equal(give(trial, &layout, NULL, true, &out), 1);
    assert_non_null(strstr(out.at, "新的\r\n"));
    /* another layout was sent nothing yet */
    layout.name = "weekly";
    assert_int_equal(give(trial, &layout, NULL, true, &out), 3);
    assert_int_equal(give(trial, &layout, NULL, false, &out), 3);
    text_release(&out);
    arena_release(&arena);
}

static void a_queue_is_given_out_in_its_order(void **state)
{
    struct trial *trial = *state;
    struct case_filter filter = {
        .queue = QUEUE_OPEN, .today = clock_day_of(clock_now_at()), .search = "换灯"};
    struct arena arena = {0};
    struct text out = TEXT_EMPTY;
    struct layout layout;

    layout_of_queue(&arena, &layout);
    assert_int_equal(give(trial, &layout, &filter, false, &out), 1);
    assert_non_null(strstr(out.at, "换灯"));
    assert_non_null(strstr(out.at, "王建国"));
    filter.search = NULL;
    assert_int_equal(give(trial, &layout, &filter, false, &out), 2);
    /* the most urgent first */
    assert_true(strstr(out.at, "噪音") < strstr(out.at, "换灯"));
    text_release(&out);
    arena_release(&arena);
}

static void other_kinds_have_layouts_too(void **state)
{
    struct trial *trial = *state;
    struct arena arena = {0};
    struct text out = TEXT_EMPTY;
    struct layout layout =
        read_layout(trial, &arena, "[layout]\nkind = staff\ncolumns = name|roles|status\n");

    assert_int_equal(give(trial, &layout, NULL, false, &out), 1);
    assert_non_null(strstr(out.at, "王建国,secretary,active\r\n"));
    text_release(&out);
    arena_release(&arena);
}

static void slips_of_the_pen_are_named(void **state)
{
    static const char *const wrong[][2] = {
        {"[layout]\nkind = cats\ncolumns = a\n", "needs a kind"},
        {"[layout]\nkind = cases\ncolumns = number|colour\n", "no column \"colour\""},
        {"[layout]\nkind = cases\n", "needs columns"},
        {"[layout]\nkind = cases\nencoding = big5\ncolumns = number\n", "big5"},
        {"[layout]\nkind = cases\ncolour = red\n", "line 3"},
    };
    struct trial *trial = *state;
    struct arena arena = {0};
    struct layout layout;
    struct error error;

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        const char *path = trial_write(trial, wrong[i][0], strlen(wrong[i][0]));
        assert_int_equal(layout_read(path, &arena, &layout, &error), STATUS_INVALID);
        if (!strstr(error.message, wrong[i][1]))
            fail_msg("%s", error.message);
    }
    arena_release(&arena);
}

static void the_shipped_layout_is_good(void **state)
{
    struct arena arena = {0};
    struct layout layout;
    struct error error;

    (void)state;
    const char *path =
        arena_format(&arena, "%s/data/layouts/cases-monthly.ini", getenv("SHOUWEN_SRCDIR"));
    if (layout_read(path, &arena, &layout, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    assert_int_equal(layout.column_count, 11);
    assert_string_equal(layout.columns[0].heading, "工单编号");
    arena_release(&arena);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(columns_are_as_the_department_wants_them),
        TEST(what_was_sent_is_not_sent_again),
        TEST(a_queue_is_given_out_in_its_order),
        TEST(other_kinds_have_layouts_too),
        TEST(slips_of_the_pen_are_named),
        cmocka_unit_test(the_shipped_layout_is_good),
    };

    return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
