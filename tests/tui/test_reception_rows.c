/* SPDX-License-Identifier: MIT */
/* What is offered below the intake line: what Enter takes stays where it is. */
#include "config.h"

#include "drive.h"
#include "workplace.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/receive.h"
#include "shouwen/tui/workstation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

enum { FIRST_ROW = 5 }; /* the first hit, below the heading of its group */

static struct desk *desk;
static struct drive drive;

static int open_desk(void **state)
{
    workplace_copy(state);
    desk = workplace_desk();
    drive = (struct drive){.app = workstation_app(desk), .is_running = true, .dump = TEXT_EMPTY};
    drive_resize(&drive, 24, 80);
    return 0;
}

static int close_desk(void **state)
{
    (void)state;
    drive_end(&drive);
    desk_free(desk);
    return 0;
}

/* Another desk puts a resident on the list. */
static void somebody_adds(const char *name)
{
    struct desk *other = workplace_desk();
    struct record record = {.kind = RECORD_RESIDENTS};
    struct arena arena = {0};
    struct error error;

    record.value[RECORD_RESIDENTS_NAME] = name;
    record.value[RECORD_RESIDENTS_DOOR] = "1-101";
    record.value[RECORD_RESIDENTS_GRID] = "310115007001-G01";
    if (receive_resident(other, &arena, &record, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    arena_release(&arena);
    desk_free(other);
    app_mark_stale(drive.app);
}

static void the_row_under_the_cursor_never_moves(void **state)
{
    char before[200];

    (void)state;
    drive_keys(&drive, "周<Down*2>");
    snprintf(before, sizeof(before), "%s", drive_row(&drive, FIRST_ROW + 2));
    assert_non_null(strstr(before, "> 周"));
    somebody_adds("周安安");
    assert_string_equal(drive_row(&drive, FIRST_ROW + 2), before);
    drive_expect(&drive, "周安安");
    drive_keys(&drive, "<Up>");
    assert_non_null(strstr(drive_row(&drive, FIRST_ROW + 1), "> 周"));
}

/* The same for the row that Enter would take without any movement. */
static void what_enter_would_take_stays(void **state)
{
    (void)state;
    drive_keys(&drive, "周");
    const char *row = drive_row(&drive, FIRST_ROW);
    char before[200];
    snprintf(before, sizeof(before), "%s", row);
    assert_non_null(strstr(before, "> 周"));
    somebody_adds("周阿宝");
    assert_string_equal(drive_row(&drive, FIRST_ROW), before);
}

static void other_text_begins_at_the_top(void **state)
{
    (void)state;
    drive_keys(&drive, "周<Down*3>");
    assert_null(strstr(drive_row(&drive, FIRST_ROW), "> "));
    drive_keys(&drive, "国");
    assert_non_null(strstr(drive_row(&drive, FIRST_ROW), "> 周国强"));
    drive_keys(&drive, "<Backspace*2>");
    drive_expect(&drive, "Type a name");
}

static void letters_find_persons_first_and_items_later(void **state)
{
    (void)state;
    drive_keys(&drive, "zmf");
    assert_non_null(strstr(drive_row(&drive, 4), "residents 1"));
    drive_keys(&drive, "<Ctrl-U>hfjyjlc");
    assert_non_null(strstr(drive_row(&drive, 4), "service items 1"));
    /* an item taken while a person is looked for leaves the slot to the person */
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "what: 换发就医");
    drive_keys(&drive, "周美芳<Enter>");
    drive_expect(&drive, "[ ] 社会保障卡或医保卡");
}

static void a_digit_picks_only_in_the_empty_second_slot(void **state)
{
    (void)state;
    drive_keys(&drive, "1");
    drive_expect(&drive, "who: 1");
    drive_keys(&drive, "<Backspace><Enter>2");
    drive_refuse(&drive, "asked for often");
    drive_expect(&drive, "what was brought?");
    drive_keys(&drive, "<Esc><Ctrl-U>灯2");
    drive_expect(&drive, "what: 灯2");
}

/* Who has another matter, or wants the slip, is a key away; nothing of it is left for the next. */
static void the_last_one_has_another_matter_or_wants_the_slip(void **state)
{
    (void)state;
    drive_refuse(&drive, "same person again");
    drive_keys(&drive, "<Ctrl-S>");
    drive_expect(&drive, "nobody was here before");
    drive_keys(&drive, "周美芳<Enter>堆物<Enter><5>");
    drive_expect(&drive, "taken on: 周美芳 堆物");
    drive_expect(&drive, "Ctrl-Y print the slip");
    drive_keys(&drive, "<Ctrl-Y>");
    drive_expect(&drive, "case receipt:");
    drive_keys(&drive, "<Ctrl-S>");
    drive_expect(&drive, "who: 周美芳");
    drive_expect(&drive, "周美芳 女 78");
    drive_refuse(&drive, "what: 堆物");
    drive_keys(&drive, "堆物两次<Enter><3>");
    drive_keys(&drive, "<0>");
    drive_refuse(&drive, "print the slip"); /* it is closed */
    drive_expect(&drive, "same person again");
    drive_keys(&drive, "余");
    drive_refuse(&drive, "same person again");
    drive_keys(&drive, "<Ctrl-S>");
    drive_expect(&drive, "finish or park (F8)");
}

/* The digit is the quickest way, and asks no less whether it is the same again. */
static void a_digit_too_tells_of_an_open_case(void **state)
{
    (void)state;
    drive_keys(&drive, "余妙珍<Enter>2<Enter><5>");
    drive_keys(&drive, "余妙珍<Enter>2");
    drive_expect(&drive, "what was brought?");
    drive_expect(&drive, "note: there is an");
}

/* Where a code led to is looked at; it is no name of the next person. */
static void a_code_does_not_stay_in_the_line(void **state)
{
    char keys[64];

    (void)state;
    snprintf(keys, sizeof(keys), "%s<Enter>", strrchr(workplace_newest("楼道灯"), '-') + 1);
    drive_keys(&drive, keys);
    drive_expect(&drive, "history");
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, "who:  ");
    drive_refuse(&drive, "what was not finished");
}

static void ctrl_and_a_letter_work_in_an_empty_line(void **state)
{
    (void)state;
    drive_keys(&drive, "ab<Ctrl-A>c");
    drive_expect(&drive, "who: cab");
    drive_keys(&drive, "<Ctrl-E>d");
    drive_expect(&drive, "who: cabd");
    drive_keys(&drive, "<Ctrl-U><Ctrl-E>");
    drive_refuse(&drive, "who:");
    drive_expect(&drive, "Enter write the file");
}

static void steps_back_without_losing_a_long_text(void **state)
{
    (void)state;
    drive_keys(&drive, "周美芳<Enter>楼道灯坏了好多天<Esc>");
    drive_expect(&drive, "楼道灯坏了");
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, "楼道灯坏了");
    drive_keys(&drive, "余妙珍<Enter>");
    drive_expect(&drive, "余妙珍 女 72");
    drive_expect(&drive, "楼道灯坏了");
    drive_keys(&drive, "<Esc><Esc><Esc>");
    drive_refuse(&drive, "楼道灯坏了");
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, "this is the first screen");
}

static void down_reaches_what_was_promised(void **state)
{
    (void)state;
    drive_expect(&drive, "Enter no name");
    drive_keys(&drive, "<Down*3>");
    drive_refuse(&drive, "Enter no name");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "who: 刘杰");
    drive_expect(&drive, "still missing 1, 1 more if it applies");
}

/* While another program writes for long, typing goes on, and the draft is kept afterwards. */
static void a_long_write_elsewhere_keeps_nobody_waiting(void **state)
{
    struct desk *other = workplace_desk();
    struct ledger *ledger;
    struct error error;

    (void)state;
    assert_int_equal(desk_ledger(other, &ledger, &error), STATUS_OK);
    assert_int_equal(ledger_begin(ledger, &error), STATUS_OK);
    drive_keys(&drive, "周美芳");
    for (int i = 0; i < 3; i++) {
        struct screen *top = app_top(drive.app);
        assert_true(top->wake_at != 0);
        top->wake_at = 1;
        app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    }
    drive_expect(&drive, "周美芳 女 78");
    ledger_rollback(ledger);
    desk_free(other);
    app_top(drive.app)->wake_at = 1;
    app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    workplace_wait_draft("S01", 0, "周美芳", "");
}

static void says_when_the_committee_must_not(void **state)
{
    (void)state;
    drive_keys(&drive, "<Enter>无犯罪");
    drive_expect(&drive, "not issued by the committee");
    drive_expect(&drive, "go to: 到户籍地或居住地派出所申请");
    drive_keys(&drive, "<Enter><5>");
    drive_expect(&drive, "taken on");
}

static void the_help_says_what_a_digit_does_here(void **state)
{
    (void)state;
    drive_keys(&drive, "<Enter>本子<Enter><F12>");
    drive_expect(&drive, "1                here or not (社会保障卡或医保卡)");
    drive_keys(&drive, "<Esc><1><Enter><F12>");
    drive_expect(&drive, "3                answer (it was explained)");
    drive_expect(&drive, "7                print the notice (missing 1)");
    drive_keys(&drive, "<Esc><F6><F12>");
    drive_expect(&drive, "1                list: services");
}

static void what_is_odd_about_a_newcomer_is_seen_before_it_is_saved(void **state)
{
    (void)state;
    drive_keys(&drive, "欧阳新来<Enter>1391234<Enter>");
    drive_expect(&drive, "1391234");
    drive_expect(&drive, "a mobile number has 11 digits");
    drive_keys(&drive, "<Up>0000<Enter>");
    drive_refuse(&drive, "11 digits");
    drive_keys(&drive, "<Enter><1>");
    drive_expect(&drive, "[1 male]");
    drive_keys(&drive, "<Enter><Enter>310115195003050013<Ctrl-S>");
    drive_expect(&drive, "check");
    drive_expect(&drive, "saving again takes it as it is");
    drive_keys(&drive, "<Ctrl-S>");
    drive_expect(&drive, "who: 欧阳新来");
}

static void the_parked_are_numbered_once(void **state)
{
    (void)state;
    drive_keys(&drive, "zmf<Enter>灯<F8>余妙珍<Enter>锁<F8>");
    drive_expect(&drive, "2 walk-in 余妙珍 锁");
    drive_keys(&drive, "<F9>");
    drive_expect(&drive, " 2  walk-in 余妙珍 锁");
    drive_refuse(&drive, "2 walk-in 余妙珍 锁");
    drive_keys(&drive, "<2>");
    drive_expect(&drive, "who: 余妙珍");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_row_under_the_cursor_never_moves, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(what_enter_would_take_stays, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(other_text_begins_at_the_top, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(letters_find_persons_first_and_items_later, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(a_digit_picks_only_in_the_empty_second_slot, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(the_last_one_has_another_matter_or_wants_the_slip,
                                        open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_digit_too_tells_of_an_open_case, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_code_does_not_stay_in_the_line, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(ctrl_and_a_letter_work_in_an_empty_line, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(steps_back_without_losing_a_long_text, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(down_reaches_what_was_promised, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_long_write_elsewhere_keeps_nobody_waiting, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(says_when_the_committee_must_not, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(the_help_says_what_a_digit_does_here, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(what_is_odd_about_a_newcomer_is_seen_before_it_is_saved,
                                        open_desk, close_desk),
        cmocka_unit_test_setup_teardown(the_parked_are_numbered_once, open_desk, close_desk),
    };

    i18n_start("en"); /* columns are those of a UTF-8 locale */
    return cmocka_run_group_tests(tests, workplace_make, workplace_remove);
}
