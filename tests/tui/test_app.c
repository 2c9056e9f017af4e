/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "drive.h"

#include "shouwen/base/clock.h"
#include "shouwen/tui/help.h"
#include "shouwen/tui/messages.h"
#include "shouwen/tui/line.h"
#include "shouwen/tui/palette.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* The little world that the screens below show. */
struct world {
    int value, loads, entered, left, ticks;
    bool is_broken, is_closed, has_changed;
    char answer[64];
};

static const struct screen_kind note_screen, pick_screen, closed_screen;

struct home {
    const char *value; /* of the snapshot */
};

static enum status load_home(struct screen *screen, struct error *error)
{
    struct world *world = screen_context(screen);
    struct home *home = screen->state;

    world->loads++;
    if (world->is_broken)
        return error_set(error, STATUS_BROKEN, "", "the file cannot be read");
    home->value = arena_format(&screen->arena, "value %d", world->value);
    return STATUS_OK;
}

static void draw_home(struct screen *screen, struct pane body)
{
    const struct home *home = screen->state;

    pane_put(body, 0, 1, -1, STYLE_NORMAL, home->value);
    pane_putf(body, 1, 1, STYLE_NORMAL, "%d x %d", body.columns, body.rows);
}

static enum next picked(struct screen *asker, const struct answer *answer)
{
    struct world *world = screen_context(asker);

    snprintf(world->answer, sizeof(world->answer), "%s %d %ld", answer->text, answer->is_given,
             answer->number);
    return answer->number == 7 ? screen_push(asker, &note_screen, NULL) : NEXT_STAY;
}

static enum next handle_home(struct screen *screen, const struct event *event)
{
    struct world *world = screen_context(screen);

    if (event->kind == EVENT_TICK)
        world->ticks++;
    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_SELECT)
        return screen_ask(screen, &pick_screen, NULL, picked);
    if (event->command == COMMAND_DIGIT_1) {
        world->value++;
        app_mark_stale(screen->app);
        app_say(screen->app, "one more");
        return NEXT_STAY;
    }
    if (event->command == COMMAND_DIGIT_2)
        return screen_push(screen, &closed_screen, NULL);
    if (event->command == COMMAND_DIGIT_3) {
        screen_wake(screen, 0);
        return NEXT_STAY;
    }
    return NEXT_IGNORED;
}

static const char *label_home(const struct screen *screen, enum command command, const char *usual)
{
    const struct world *world = screen_context(screen);
    int digit = command_digit(command);

    if (digit == 4 || digit == 5)
        return world->is_closed ? NULL : "same";
    return digit >= 0 && digit != 1 ? NULL : usual;
}

static const struct screen_kind home_screen = {
    .name = "home",
    .title = "home",
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_DIGITS,
    .size = sizeof(struct home),
    .load = load_home,
    .draw = draw_home,
    .handle = handle_home,
    .label = label_home,
};

struct note {
    struct line line;
};

static enum status enter_note(struct screen *screen, const void *argument, struct error *error)
{
    struct world *world = screen_context(screen);
    struct note *note = screen->state;

    (void)argument;
    (void)error;
    world->entered++;
    line_init(&note->line, 0);
    return STATUS_OK;
}

static void leave_note(struct screen *screen)
{
    struct world *world = screen_context(screen);
    struct note *note = screen->state;

    world->left++;
    line_release(&note->line);
}

static void draw_note(struct screen *screen, struct pane body)
{
    struct note *note = screen->state;

    line_draw(&note->line, body, 0, 1, 20, true, 0);
}

static enum next handle_note(struct screen *screen, const struct event *event)
{
    struct note *note = screen->state;

    if (event->kind == EVENT_TEXT) {
        line_insert(&note->line, event->text, event->length);
        return NEXT_STAY;
    }
    return event->kind == EVENT_KEY && line_key(&note->line, event->key) ? NEXT_STAY : NEXT_IGNORED;
}

static bool always(const struct screen *screen)
{
    (void)screen;
    return true;
}

static const struct screen_kind note_screen = {
    .name = "note",
    .title = "note",
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_FORM,
    .opens = COMMAND_QUEUE,
    .size = sizeof(struct note),
    .enter = enter_note,
    .leave = leave_note,
    .draw = draw_note,
    .handle = handle_note,
    .in_text = always,
};

static void draw_pick(struct screen *screen, struct pane body)
{
    (void)screen;
    pane_put(body, 4, 1, -1, STYLE_NORMAL, "pick a digit");
}

static enum next handle_pick(struct screen *screen, const struct event *event)
{
    char *text = screen->state;
    int digit = event->kind == EVENT_COMMAND ? command_digit(event->command) : -1;

    if (digit < 0)
        return NEXT_IGNORED;
    memcpy(text, "picked", 7);
    return screen_answer(screen, (struct answer){true, text, digit, NULL});
}

static const struct screen_kind pick_screen = {
    .name = "pick",
    .title = "pick",
    .contexts = CONTEXT_OVERLAY | CONTEXT_DIGITS,
    .shape = SHAPE_OVERLAY,
    .size = 16,
    .draw = draw_pick,
    .handle = handle_pick,
};

static enum status refuse(struct screen *screen, const void *argument, struct error *error)
{
    (void)screen;
    (void)argument;
    return error_set(error, STATUS_DENIED, "", "only the secretary may see this");
}

static const struct screen_kind closed_screen = {
    .name = "closed",
    .title = "closed",
    .contexts = CONTEXT_EVERYWHERE,
    .enter = refuse,
    .draw = draw_pick,
};

static void load_frame(void *context, struct frame *frame)
{
    const struct world *world = context;

    text_add(&frame->node, "station");
    text_addf(&frame->status, "value is %d", world->value);
    text_add(&frame->exchange, "sent 0");
}

static bool has_changed(void *context)
{
    struct world *world = context;
    bool changed = world->has_changed;

    world->has_changed = false;
    return changed;
}

static const struct screen_kind *const screens[] = {&home_screen,     &note_screen,    &help_screen,
                                                    &messages_screen, &palette_screen, NULL};

static void start(struct drive *drive, struct world *world)
{
    const struct app_config config = {
        .screens = screens, .context = world, .load_frame = load_frame, .has_changed = has_changed};

    drive_start(drive, &config, 24, 80);
}

static void draws_the_frame(void **state)
{
    struct world world = {.value = 3};
    struct drive drive;

    (void)state;
    start(&drive, &world);
    assert_string_equal(
        drive_row(&drive, 0),
        " home  station                                                  11-23 Mon 10:42");
    assert_string_equal(drive_row(&drive, 2), " value 3");
    assert_string_equal(drive_row(&drive, 3), " 80 x 17");
    assert_string_equal(drive_row(&drive, -4),
                        " Enter choose  1 pick  4-5 same  F4 queues  F12 help  Ctrl-P commands");
    assert_string_equal(
        drive_row(&drive, -1),
        " value is 3                                                              sent 0");
    drive_resize(&drive, 40, 120);
    drive_expect(&drive, " 120 x 33");
    drive_resize(&drive, 13, 80);
    drive_expect(&drive, "this window is 80 x 13; the desk needs 50 x 14");
    drive_end(&drive);
}

static void loads_only_what_is_stale(void **state)
{
    struct world world = {.value = 3};
    struct drive drive;

    (void)state;
    start(&drive, &world);
    assert_int_equal(world.loads, 1);
    drive_keys(&drive, "<Down><Up>");
    assert_int_equal(world.loads, 1);
    drive_keys(&drive, "<1>");
    assert_int_equal(world.loads, 2);
    drive_expect(&drive, " value 4\n");
    drive_expect(&drive, "one more");
    drive_keys(&drive, "<Down>");
    drive_expect(&drive, "one more");
    drive_keys(&drive, "x");
    drive_refuse(&drive, "one more");
    world.value = 9;
    world.has_changed = true;
    app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    drive_expect(&drive, " value 9\n");
    assert_int_equal(world.loads, 3);
    drive_end(&drive);
}

static void shows_what_could_not_be_loaded(void **state)
{
    struct world world = {.is_broken = true};
    struct drive drive;

    (void)state;
    start(&drive, &world);
    drive_expect(&drive, "the file cannot be read");
    drive_keys(&drive, "<1>");
    world.is_broken = false;
    drive_keys(&drive, "<Ctrl-L>");
    drive_expect(&drive, " value 0\n");
    drive_end(&drive);
}

static void opens_and_leaves_screens(void **state)
{
    struct world world = {0};
    struct drive drive;

    (void)state;
    start(&drive, &world);
    drive_keys(&drive, "<F4>q/1");
    drive_expect(&drive, " q/1\n");
    drive_keys(&drive, "<F4>");
    assert_int_equal(world.entered, 1);
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, " value 0\n");
    assert_int_equal(world.left, 1);
    drive_keys(&drive, "q");
    drive_expect(&drive, "this is the first screen");
    drive_keys(&drive, "<2>");
    drive_expect(&drive, "only the secretary may see this");
    drive_expect(&drive, " value 0\n");
    drive_keys(&drive, "<F4><Ctrl-R>");
    drive_expect(&drive, " value 0\n");
    assert_int_equal(world.left, 2);
    assert_true(drive.is_running);
    drive_keys(&drive, "<F4><Ctrl-Q>");
    assert_false(drive.is_running);
    drive_end(&drive);
    assert_int_equal(world.left, 3);
}

static void brings_answers_to_who_asked(void **state)
{
    struct world world = {0};
    struct drive drive;

    (void)state;
    start(&drive, &world);
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, " value 0\n");
    drive_expect(&drive, "pick a digit");
    drive_keys(&drive, "<5>");
    assert_string_equal(world.answer, "picked 1 5");
    drive_refuse(&drive, "pick a digit");
    drive_keys(&drive, "<Enter><Esc>");
    assert_string_equal(world.answer, " 0 0");
    drive_keys_ahead(&drive, "<Enter>７张");
    assert_string_equal(world.answer, "picked 1 7");
    drive_expect(&drive, " 张\n");
    drive_end(&drive);
}

static void follows_hints_to_what_is_possible(void **state)
{
    struct world world = {.is_closed = true};
    struct drive drive;

    (void)state;
    start(&drive, &world);
    drive_refuse(&drive, "4-5");
    drive_keys(&drive, "<F4>");
    drive_expect(&drive, "Esc back");
    drive_end(&drive);
}

static void ticks_when_asked_to(void **state)
{
    struct world world = {0};
    struct drive drive;

    (void)state;
    start(&drive, &world);
    assert_in_range(app_wait(drive.app), 1, CLOCK_MINUTE);
    drive_keys(&drive, "<3>");
    assert_int_equal(app_wait(drive.app), 0);
    app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    assert_int_equal(world.ticks, 1);
    assert_in_range(app_wait(drive.app), 1, CLOCK_MINUTE);
    drive_end(&drive);
}

static void says_where_a_paste_cannot_go(void **state)
{
    struct world world = {0};
    struct drive drive;

    (void)state;
    start(&drive, &world);
    drive_paste(&drive, "张三\t5号\n");
    drive_expect(&drive, "there is no field here to paste into");
    drive_end(&drive);
}

static void keeps_what_was_said_within_reach(void **state)
{
    struct world world = {0};
    struct drive drive;

    (void)state;
    start(&drive, &world);
    drive_keys(&drive, "<Ctrl-N>");
    drive_expect(&drive, "nothing yet");
    drive_keys(&drive, "<Esc>");
    app_say(drive.app, "taken on: query code %s", "5KVA38074");
    drive_keys(&drive, "<Down><End><Up><Ctrl-L>");
    drive_expect(&drive, "query code 5KVA38074");
    drive_keys(&drive, "<1>");
    drive_refuse(&drive, "query code 5KVA38074");
    for (int i = 0; i < 3; i++)
        app_say(drive.app, "the same once more");
    drive_keys(&drive, "<Ctrl-N>");
    drive_expect(&drive, "| 10:42  the same once more");
    drive_expect(&drive, "| 10:42  taken on: query code 5KVA38074");
    assert_null(
        strstr(strstr(drive_screen(&drive), "once more") + 1, "| 10:42  the same once more"));
    drive_keys(&drive, "<Enter>");
    for (int i = 0; i < 50; i++)
        app_say(drive.app, "number %d", i);
    drive_keys(&drive, "<Ctrl-N>");
    drive_expect(&drive, "number 49");
    drive_expect(&drive, "number 38");
    drive_refuse(&drive, "number 37");
    drive_end(&drive);
}

static void survives_any_keys(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 20; seed++) {
        struct world world = {0};
        struct drive drive;
        start(&drive, &world);
        drive_monkey(&drive, seed, 400);
        drive_end(&drive);
        assert_int_equal(world.entered, world.left);
    }
}

static void note_fd(struct app *app, int fd, void *context)
{
    (void)app;
    *(int *)context = fd;
}

static void watches_descriptors(void **state)
{
    struct world world = {0};
    struct drive drive;
    int fds[APP_WATCHES], ready = 0;

    (void)state;
    start(&drive, &world);
    app_watch(drive.app, 5, note_fd, &ready);
    app_watch(drive.app, 6, note_fd, &ready);
    app_unwatch(drive.app, 5);
    assert_int_equal(app_watched(drive.app, fds), 1);
    assert_int_equal(fds[0], 6);
    app_ready(drive.app, 5);
    assert_int_equal(ready, 0);
    app_ready(drive.app, 6);
    assert_int_equal(ready, 6);
    drive_end(&drive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_the_frame),
        cmocka_unit_test(loads_only_what_is_stale),
        cmocka_unit_test(shows_what_could_not_be_loaded),
        cmocka_unit_test(opens_and_leaves_screens),
        cmocka_unit_test(brings_answers_to_who_asked),
        cmocka_unit_test(follows_hints_to_what_is_possible),
        cmocka_unit_test(ticks_when_asked_to),
        cmocka_unit_test(says_where_a_paste_cannot_go),
        cmocka_unit_test(keeps_what_was_said_within_reach),
        cmocka_unit_test(survives_any_keys),
        cmocka_unit_test(watches_descriptors),
    };

    setlocale(LC_ALL, "C.UTF-8");
    clock_fix(clock_at_from(clock_day_from(2026, 11, 23), 10, 42));
    return cmocka_run_group_tests_name("app", tests, NULL, NULL);
}
