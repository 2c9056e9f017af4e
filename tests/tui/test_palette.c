/* SPDX-License-Identifier: MIT */
/* What is made from the command table: palette and help, and the screen that covers the desk. */
#include "config.h"

#include "drive.h"

#include "shouwen/base/clock.h"
#include "shouwen/tui/blank.h"
#include "shouwen/tui/help.h"
#include "shouwen/tui/palette.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static int picked;

static void draw_home(struct screen *screen, struct pane body)
{
    (void)screen;
    pane_putf(body, 0, 1, STYLE_NORMAL, "picked %d", picked);
}

static enum next handle_home(struct screen *screen, const struct event *event)
{
    (void)screen;
    if (event->kind != EVENT_COMMAND || event->command != COMMAND_DIGIT_1)
        return NEXT_IGNORED;
    picked++;
    return NEXT_STAY;
}

static const char *label_home(const struct screen *screen, enum command command, const char *usual)
{
    (void)screen;
    return command_digit(command) < 0 || command == COMMAND_DIGIT_1 ? usual : NULL;
}

static void explain_home(const struct screen *screen, enum command command, struct text *out)
{
    (void)screen;
    if (command == COMMAND_DIGIT_1)
        text_addf(out, "picked %d times as yet", picked);
}

static const struct screen_kind home_screen = {
    .name = "home",
    .title = "home",
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_DIGITS,
    .draw = draw_home,
    .handle = handle_home,
    .label = label_home,
    .explain = explain_home,
};

static void draw_queue(struct screen *screen, struct pane body)
{
    (void)screen;
    pane_put(body, 0, 1, -1, STYLE_NORMAL, "the queue");
}

static bool always(const struct screen *screen)
{
    (void)screen;
    return true;
}

static const struct screen_kind queue_screen = {
    .name = "queue",
    .title = "queue",
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_FORM,
    .opens = COMMAND_QUEUE,
    .draw = draw_queue,
    .in_text = always,
};

static void find_jumps(void *context, const char *typed,
                       void (*found)(void *palette, const struct jump *jump), void *palette)
{
    const struct jump jump = {"case 0317", &queue_screen, NULL};

    (void)context;
    if (strcmp(typed, "0317") == 0)
        found(palette, &jump);
}

static void start(struct drive *drive)
{
    static const struct screen_kind *const screens[] = {
        &home_screen, &queue_screen, &help_screen, &palette_screen, &blank_screen, NULL};
    const struct app_config config = {.screens = screens, .find_jumps = find_jumps};

    picked = 0;
    drive_start(drive, &config, 24, 80);
}

static void finds_commands_by_typing(void **state)
{
    struct drive drive;

    (void)state;
    start(&drive);
    drive_keys(&drive, "<Ctrl-P>");
    drive_expect(&drive, "pick  Pick what is numbered 1");
    drive_refuse(&drive, "numbered 2");
    drive_keys(&drive, "QUEUES of");
    drive_refuse(&drive, "numbered 1");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, " the queue\n");
    drive_keys(&drive, "<Esc>:");
    drive_expect(&drive, "+- commands -");
    drive_keys(&drive, "xyzzy<Enter>");
    drive_expect(&drive, "nothing fits");
    drive_keys(&drive, "<Ctrl-U><Esc>");
    drive_expect(&drive, " picked 0\n");
    drive_keys_ahead(&drive, "<Ctrl-P>digit-1<Enter>");
    drive_expect(&drive, " picked 1\n");
    drive_end(&drive);
}

static void jumps_to_what_the_desk_knows(void **state)
{
    struct drive drive;

    (void)state;
    start(&drive);
    drive_keys(&drive, "<Ctrl-P>0317");
    drive_expect(&drive, ">case 0317");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, " the queue\n");
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, " picked 0\n");
    drive_end(&drive);
}

static void helps_with_the_keys_of_the_screen(void **state)
{
    struct drive drive;

    (void)state;
    start(&drive);
    drive_resize(&drive, 18, 80);
    drive_keys(&drive, "<F12>");
    drive_expect(&drive, "keys that work in: home");
    drive_expect(&drive, "PageDown Space   One page down");
    drive_expect(&drive, "1                picked 0 times as yet");
    drive_refuse(&drive, "Leave the program");
    drive_expect(&drive, "more below: PageDown");
    drive_keys(&drive, "<End>");
    drive_expect(&drive, "Leave the program");
    drive_expect(&drive, "that is all; PageUp goes back up");
    drive_refuse(&drive, "more below");
    drive_keys(&drive, "<Up><PageUp><Enter>");
    drive_refuse(&drive, "keys that work in");
    drive_end(&drive);
}

/* What fits has nothing below it. */
static void help_that_fits_says_no_more(void **state)
{
    struct drive drive;

    (void)state;
    start(&drive);
    drive_resize(&drive, 40, 80);
    drive_keys(&drive, "<F12>");
    drive_expect(&drive, "Leave the program");
    drive_refuse(&drive, "more below");
    drive_refuse(&drive, "that is all");
    /* in a box, too; once */
    drive_keys(&drive, "<F12><Esc>");
    drive_expect(&drive, " picked 0\n");
    drive_keys(&drive, "<Ctrl-P>pick<F12>");
    drive_expect(&drive, "keys that work in: commands");
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, "> pick");
    drive_end(&drive);
}

static void helps_a_text_field_with_what_works_in_it(void **state)
{
    struct drive drive;

    (void)state;
    start(&drive);
    drive_keys(&drive, "<F4><F12>");
    drive_expect(&drive, "| Up               One row up");
    drive_expect(&drive, "| Esc              One step back");
    drive_end(&drive);
}

static void covers_the_desk(void **state)
{
    struct drive drive;

    (void)state;
    start(&drive);
    drive_keys(&drive, "<Ctrl-O>");
    drive_refuse(&drive, "picked");
    drive_refuse(&drive, "home");
    drive_expect(&drive, "10:42");
    drive_keys(&drive, "<F12>");
    drive_refuse(&drive, "keys that work in");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, " picked 0\n");
    drive_end(&drive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_commands_by_typing),
        cmocka_unit_test(jumps_to_what_the_desk_knows),
        cmocka_unit_test(helps_with_the_keys_of_the_screen),
        cmocka_unit_test(help_that_fits_says_no_more),
        cmocka_unit_test(helps_a_text_field_with_what_works_in_it),
        cmocka_unit_test(covers_the_desk),
    };

    setlocale(LC_ALL, "C.UTF-8");
    clock_fix(clock_at_from(clock_day_from(2026, 11, 23), 10, 42));
    return cmocka_run_group_tests_name("palette", tests, NULL, NULL);
}
