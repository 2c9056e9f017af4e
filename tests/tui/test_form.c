/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "drive.h"

#include "shouwen/base/clock.h"
#include "shouwen/tui/form.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const struct choice channels[] = {{"walk-in", "来访", NULL},
                                         {"phone", "来电", NULL},
                                         {"visit", "走访", NULL},
                                         {NULL, NULL, NULL}};

static const struct choice many[] = {
    {"c0", "第一", NULL}, {"c1", "第二", NULL}, {"c2", "第三", NULL}, {"c3", "第四", NULL},
    {"c4", "第五", NULL}, {"c5", "第六", NULL}, {"c6", "第七", NULL}, {"c7", "第八", NULL},
    {"c8", "第九", NULL}, {"c9", "第十", NULL}, {NULL, NULL, NULL}};

static const struct choice grades[] = {{"1", "非常不满意", NULL}, {"2", "不满意", NULL},
                                       {"3", "基本满意", NULL},   {"4", "满意", NULL},
                                       {"5", "非常满意", NULL},   {NULL, NULL, NULL}};

static enum next look_up(struct screen *screen, size_t field, const char *typed);

static const struct form_field fields[] = {
    {.name = "channel", .label = "来源", .kind = FORM_CHOICE, .choices = channels},
    {.name = "who",
     .label = "谁",
     .kind = FORM_LOOKUP,
     .columns = 20,
     .lookup = look_up,
     .hint = "name, door or phone"},
    {.name = "subject", .label = "什么事", .kind = FORM_TEXT, .rows = 2, .is_required = true},
    {.name = "copies", .label = "份数", .kind = FORM_NUMBER, .low = 1, .high = 9, .columns = 10},
    {.name = "on", .label = "哪天", .kind = FORM_DAY, .columns = 16},
    {.name = "at", .label = "约定", .kind = FORM_MOMENT, .columns = 16},
    {.name = "pin", .label = "口令", .kind = FORM_TEXT, .limit = 6, .columns = 10, .hidden = '*'},
    {.name = "grid", .label = "网格", .kind = FORM_CHOICE, .choices = many},
    {.name = "grade", .label = "评价", .kind = FORM_CHOICE, .choices = grades},
    {.name = NULL},
};

struct intake {
    struct form form;
};

static int done_count;

static enum next look_up(struct screen *screen, size_t field, const char *typed)
{
    struct intake *intake = screen->state;

    if (strcmp(typed, "周") == 0) {
        form_put(&intake->form, field, "R007", "周美芳");
        return NEXT_STAY;
    }
    struct error error;
    error_set(&error, STATUS_NOT_FOUND, "who", "nobody is called %s", typed);
    assert_true(form_refuse(&intake->form, &error));
    return NEXT_STAY;
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct intake *intake = screen->state;

    (void)argument;
    (void)error;
    form_init(&intake->form, fields);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct intake *intake = screen->state;

    form_release(&intake->form);
}

static void draw(struct screen *screen, struct pane body)
{
    struct intake *intake = screen->state;

    form_draw(&intake->form, body);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct intake *intake = screen->state;
    enum next next = NEXT_STAY;

    switch (form_handle(&intake->form, screen, event, &next)) {
    case FORM_NEXT:
        return next;
    case FORM_DONE:
        done_count += form_check(&intake->form);
        return NEXT_STAY;
    case FORM_STAY:
        return NEXT_STAY;
    case FORM_IGNORED:
        break;
    }
    return NEXT_IGNORED;
}

static bool in_text(const struct screen *screen)
{
    (void)screen;
    return true;
}

static const struct screen_kind intake_screen = {
    .name = "intake",
    .title = "intake",
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_FORM,
    .size = sizeof(struct intake),
    .enter = enter,
    .leave = leave,
    .draw = draw,
    .handle = handle,
    .in_text = in_text,
};

static const struct screen_kind *const screens[] = {&intake_screen, NULL};

static struct form *start(struct drive *drive, int rows)
{
    const struct app_config config = {.screens = screens};

    done_count = 0;
    drive_start(drive, &config, rows, 80);
    return &((struct intake *)app_top(drive->app)->state)->form;
}

static void is_filled_in_with_few_keys(void **state)
{
    struct drive drive;
    struct form *form = start(&drive, 24);

    (void)state;
    drive_keys(&drive,
               "<2>周<Enter>楼道灯不亮<Enter>2<Enter>周五<Enter>明天 15:00<Enter>123456<Enter>");
    assert_string_equal(form_get(form, "channel"), "phone");
    assert_string_equal(form_get(form, "who"), "R007");
    assert_string_equal(form_typed(form, "who"), "周美芳");
    assert_string_equal(form_get(form, "subject"), "楼道灯不亮");
    assert_string_equal(form_get(form, "on"), "2026-11-27");
    assert_string_equal(form_get(form, "at"), "2026-11-24T15:00");
    assert_string_equal(form_get(form, "pin"), "123456");
    drive_expect(&drive, "[2 来电]");
    drive_expect(&drive, "= 11-27 Fri");
    drive_expect(&drive, "= 11-24 Tue 15:00");
    drive_refuse(&drive, "123456");
    drive_keys(&drive, "<Enter>shi<Backspace*3>第十<Enter>");
    assert_string_equal(form_get(form, "grid"), "c9");
    drive_keys(&drive, "<5><Enter>");
    assert_string_equal(form_get(form, "grade"), "5");
    assert_int_equal(done_count, 1);
    assert_int_equal(drive.presses, 14);
    drive_end(&drive);
}

static void keeps_what_was_typed_when_it_refuses(void **state)
{
    struct drive drive;
    struct form *form = start(&drive, 24);

    (void)state;
    drive_keys(&drive, "<Tab>吴<Enter>");
    drive_expect(&drive, "nobody is called 吴");
    assert_int_equal(form->focus, 1);
    drive_keys(&drive, "<Tab><Tab>12<Tab>周八<Ctrl-S>");
    assert_int_equal(done_count, 0);
    assert_int_equal(form->focus, 2);
    drive_expect(&drive, "must be filled in");
    drive_expect(&drive, "must be a number from 1 to 9");
    drive_expect(&drive, "is no day");
    drive_expect(&drive, "周八");
    drive_keys(&drive, "灯<Tab><Backspace><Tab><Ctrl-U>+1<Ctrl-S>");
    assert_int_equal(done_count, 1);
    assert_string_equal(form_get(form, "copies"), "1");
    assert_string_equal(form_get(form, "who"), "");
    drive_end(&drive);
}

static void never_leaves_by_a_key_of_typing(void **state)
{
    struct drive drive;
    struct form *form = start(&drive, 24);

    (void)state;
    drive_keys(&drive, "<Left>q<Right>");
    assert_string_equal(form_get(form, "channel"), "walk-in");
    drive_keys(&drive, "<Left>");
    assert_string_equal(form_get(form, "channel"), "visit");
    drive_keys(&drive, "<Delete>２");
    assert_string_equal(form_get(form, "channel"), "phone");
    drive_keys(&drive, "<Up> ");
    drive_expect(&drive, ">来访");
    drive_keys(&drive, "<Enter>");
    assert_string_equal(form_get(form, "channel"), "walk-in");
    drive_end(&drive);
}

static void forgets_who_it_was_when_the_name_is_changed(void **state)
{
    struct drive drive;
    struct form *form = start(&drive, 24);

    (void)state;
    drive_keys(&drive, "<Tab>周<Enter><Up><Backspace>");
    assert_string_equal(form_get(form, "who"), "");
    assert_string_equal(form_typed(form, "who"), "周美");
    form_set(form, "who", "");
    drive_expect(&drive, "name, door or phone");
    assert_true(form_is_empty(form));
    drive_end(&drive);
}

static void wraps_and_scrolls(void **state)
{
    struct drive drive;
    struct form *form = start(&drive, 14);
    char line[400] = "";

    (void)state;
    for (int i = 0; i < 40; i++)
        memcpy(line + 3 * i, "灯", 4);
    form_set(form, "subject", line);
    form->focus = 2;
    /* 40 characters on two rows: the line's last row is the fourth of the body */
    struct surface *surface = app_draw(drive.app);
    assert_int_equal(surface->cursor_row, 5);
    form->focus = 7;
    drive_expect(&drive, "网格");
    drive_refuse(&drive, "来源");
    form->focus = 0;
    drive_expect(&drive, "来源");
    drive_end(&drive);
}

/* Which digit is what stays on the row however narrow it is. */
static void choices_keep_their_digits(void **state)
{
    struct drive drive;
    struct form *form = start(&drive, 24);

    (void)state;
    form->focus = 8;
    drive_expect(&drive, " 1 非常不满意   2 不满意   3 基本满意   4 满意   5 非常满意\n");
    drive_resize(&drive, 24, 68);
    drive_expect(&drive, " 1 非常不满意  2 不满意  3 基本满意  4 满意  5 非常满意\n");
    drive_resize(&drive, 24, 64);
    drive_expect(&drive, " 1 非常不满意  2  3  4  5 非常满意   Space shows all\n");
    drive_resize(&drive, 24, 60);
    drive_expect(&drive, " 1 非常不满意  2  3  4  5 非常满意\n");
    drive_keys(&drive, "<2>");
    drive_expect(&drive, " 1 非常不满意 [2 不满意] 3  4  5 非常满意\n");
    /* ten have no digits */
    drive_expect(&drive, "网格  Space shows all");
    drive_end(&drive);
}

static void survives_any_keys(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 20; seed++) {
        struct drive drive;
        start(&drive, 24);
        drive_monkey(&drive, seed, 400);
        drive_end(&drive);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_filled_in_with_few_keys),
        cmocka_unit_test(keeps_what_was_typed_when_it_refuses),
        cmocka_unit_test(never_leaves_by_a_key_of_typing),
        cmocka_unit_test(forgets_who_it_was_when_the_name_is_changed),
        cmocka_unit_test(wraps_and_scrolls),
        cmocka_unit_test(choices_keep_their_digits),
        cmocka_unit_test(survives_any_keys),
    };

    setlocale(LC_ALL, "C.UTF-8");
    clock_fix(clock_at_from(clock_day_from(2026, 11, 23), 10, 42));
    return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
