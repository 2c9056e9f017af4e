/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "drive.h"

#include "shouwen/tui/prompt.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static char answered_with[64];

static enum next answered(struct screen *asker, const struct answer *answer)
{
    (void)asker;
    snprintf(answered_with, sizeof(answered_with), "%d [%s] %ld", answer->is_given, answer->text,
             answer->number);
    return NEXT_STAY;
}

static enum status check(struct screen *asker, const char *text, struct error *error)
{
    (void)asker;
    return *text ? STATUS_OK : error_set(error, STATUS_REFUSED, "", "a reason is needed");
}

static enum next ask(struct screen *screen, const struct event *event)
{
    static const struct choice staff[] = {
        {"P01", "陆伟", "6"}, {"P02", "张欣", "3"}, {"P03", "单雄信", NULL}};
    const struct prompt prompt = {.title = "退回",
                                  .question = "为什么退回?责任人转为书记。",
                                  .initial = "超出",
                                  .limit = 20,
                                  .check = check};

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_DIGIT_1)
        return prompt_text(screen, &prompt, answered);
    if (event->command == COMMAND_DIGIT_2)
        return prompt_yes_no(screen, "合并", "真的合并?", answered);
    if (event->command == COMMAND_DIGIT_3)
        return prompt_choose(screen, "指定给", staff, 3, answered);
    return NEXT_IGNORED;
}

static void draw(struct screen *screen, struct pane body)
{
    (void)screen;
    pane_put(body, 0, 0, -1, STYLE_NORMAL, "below");
}

static const struct screen_kind asker_screen = {
    .name = "asker",
    .title = "asker",
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_DIGITS,
    .draw = draw,
    .handle = ask,
};

static void start(struct drive *drive)
{
    static const struct screen_kind *const screens[] = {&asker_screen, NULL};
    const struct app_config config = {.screens = screens};

    drive_start(drive, &config, 24, 80);
    *answered_with = '\0';
}

static void asks_for_a_line(void **state)
{
    struct drive drive;

    (void)state;
    start(&drive);
    drive_keys(&drive, "<1>");
    drive_expect(&drive, "为什么退回");
    drive_expect(&drive, "below");
    drive_keys(&drive, "<Ctrl-U> <Enter>");
    drive_expect(&drive, "a reason is needed");
    drive_keys(&drive, "职责 <Enter>");
    assert_string_equal(answered_with, "1 [职责] 0");
    drive_refuse(&drive, "为什么");
    drive_keys(&drive, "<1><Esc>");
    assert_string_equal(answered_with, "0 [] 0");
    drive_end(&drive);
}

static void asks_for_yes_or_no(void **state)
{
    static const struct {
        const char *keys, *answer;
    } answers[] = {
        {"<2><1>", "1 [] 1"}, {"<2>y", "1 [] 1"}, {"<2><Enter>", "1 [] 1"}, {"<2><0>", "1 [] 0"},
        {"<2>ｎ", "1 [] 0"},  {"<2>q", "0 [] 0"}, {"<2><7>１", "1 [] 1"},
    };
    struct drive drive;

    (void)state;
    start(&drive);
    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        drive_keys(&drive, answers[i].keys);
        assert_string_equal(answered_with, answers[i].answer);
        drive_refuse(&drive, "真的");
    }
    drive_end(&drive);
}

static void asks_for_one_of_several(void **state)
{
    struct drive drive;

    (void)state;
    start(&drive);
    drive_keys(&drive, "<3><Down><Enter>");
    assert_string_equal(answered_with, "1 [P02] 1");
    drive_keys(&drive, "<3>sxx");
    drive_expect(&drive, ">单雄信");
    drive_refuse(&drive, "陆伟");
    drive_keys(&drive, "<Enter>");
    assert_string_equal(answered_with, "1 [P03] 2");
    drive_keys(&drive, "<3>p01<Enter>");
    assert_string_equal(answered_with, "1 [P01] 0");
    drive_keys(&drive, "<3>nobody<Enter><Esc>");
    assert_string_equal(answered_with, "0 [] 0");
    drive_end(&drive);
}

/* A long paste is cut where the field ends, and that is said: in a question and in a choice. */
static void says_that_a_paste_was_cut(void **state)
{
    struct text long_text = TEXT_EMPTY;
    struct drive drive;

    (void)state;
    for (int i = 0; i < 1000; i++)
        text_add(&long_text, "水");
    start(&drive);
    drive_keys(&drive, "<1>");
    drive_paste(&drive, long_text.at);
    drive_expect(&drive, "20 characters fit here; what is beyond was left out");
    drive_keys(&drive, "<Esc><3>");
    drive_refuse(&drive, "characters fit here");
    drive_paste(&drive, long_text.at);
    drive_expect(&drive, "characters fit here; what is beyond was left out");
    drive_end(&drive);
    text_release(&long_text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_that_a_paste_was_cut),
        cmocka_unit_test(asks_for_a_line),
        cmocka_unit_test(asks_for_yes_or_no),
        cmocka_unit_test(asks_for_one_of_several),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests_name("prompt", tests, NULL, NULL);
}
