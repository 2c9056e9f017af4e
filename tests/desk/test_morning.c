/* SPDX-License-Identifier: MIT */
/* What somebody sees first: that they were given a case, or reminded of one. */
#include "config.h"

#include "shouwen/desk/morning.h"
#include "tests/desk/office.h"

/* The news of somebody, a line each: "label|number\n". */
static const char *news_of(const char *staff)
{
    struct text out = TEXT_EMPTY;
    struct morning_line *lines;
    size_t count;

    office_as(staff);
    must(morning_load(office.desk, &office.arena, &lines, &count, &error));
    for (size_t i = 0; i < count; i++)
        if (lines[i].is_news) {
            assert_int_equal(lines[i].way, MORNING_CASE);
            assert_true(*lines[i].due);
            text_addf(&out, "%s|%s\n", lines[i].label, lines[i].id);
        }
    const char *said = arena_copy(&office.arena, out.length ? out.at : "");
    text_release(&out);
    return said;
}

static const char *line(const char *label, const char *number)
{
    return arena_format(&office.arena, "%s|%s\n", label, number);
}

static void what_was_given_is_news_until_something_is_done(void **state)
{
    const char *number = office_take("S01", "water", NULL);

    (void)state;
    assert_string_equal(news_of("S01"), "");
    must(office_act("S01", number, "assign", "to=S03", NULL));
    assert_string_equal(news_of("S03"), line("陆伟 gave you: water", number));
    assert_string_equal(news_of("S01"), "");
    must(office_act("S03", number, "accept", NULL));
    assert_string_equal(news_of("S03"), "");
}

static void a_reminder_is_news_to_whoever_answers_for_the_case(void **state)
{
    const char *number = office_take("S01", "light", NULL);

    (void)state;
    must(office_act("S05", number, "remind", "text=soon", NULL));
    assert_string_equal(news_of("S01"), line("王建国 reminds you: light", number));
    assert_string_equal(news_of("S03"), "");
    must(office_act("S01", number, "note", "text=on it", NULL));
    assert_string_equal(news_of("S01"), "");
    must(office_act("S05", number, "remind", "text=again", NULL));
    assert_string_equal(news_of("S01"), line("王建国 reminds you: light", number));
    must(office_act("S01", number, "solve", NULL));
    assert_string_equal(news_of("S01"), "");
}

static void what_the_secretary_designates_is_news_too(void **state)
{
    const char *number = office_take("S01", "noise", NULL);

    (void)state;
    must(office_act("S01", number, "fall-back", "reason=beyond", NULL));
    must(office_act("S05", number, "designate", "to=S04", NULL));
    assert_string_equal(news_of("S04"), line("王建国 gave you: noise", number));
    must(office_act("S05", number, "designate", "to=S03", NULL));
    assert_string_equal(news_of("S04"), "");
    assert_string_equal(news_of("S03"), line("王建国 gave you: noise", number));
}

static void what_is_new_is_said_though_much_was_reminded_of_before(void **state)
{
    const char *number;

    (void)state;
    for (int i = 0; i < 8; i++) {
        number = office_take("S01", "old", "urgency=urgent", NULL);
        must(office_act("S05", number, "remind", "text=soon", NULL));
        must(office_act("S01", number, "note", "text=on it", NULL));
    }
    number = office_take("S03", "new", NULL);
    must(office_act("S03", number, "assign", "to=S01", NULL));
    assert_string_equal(news_of("S01"), line("陈静 gave you: new", number));
}

/* Others may take back what they did on the case meanwhile. */
static void what_another_took_back_was_no_news(void **state)
{
    const char *number = office_take("S03", "pipe", NULL);

    (void)state;
    must(office_act("S03", number, "assign", "to=S01", NULL));
    must(office_act("S05", number, "note", "text=seen", NULL));
    must(office_act("S05", number, "undo", NULL));
    assert_string_equal(news_of("S01"), line("陈静 gave you: pipe", number));
}

/* Three lines at most: the most urgent ones, the rest stands in the list. */
static void the_most_urgent_news_are_said(void **state)
{
    const char *first = NULL;

    (void)state;
    for (int i = 0; i < 4; i++) {
        const char *number =
            office_take("S01", i ? "routine" : "fire", i ? NULL : "urgency=urgent", NULL);
        must(office_act("S01", number, "assign", "to=S03", NULL));
        first = i ? first : number;
    }
    const char *said = news_of("S03");
    assert_true(text_starts(said, line("陆伟 gave you: fire", first)));
    size_t lines = 0;
    for (const char *at = said; (at = strchr(at, '\n')); at++)
        lines++;
    assert_int_equal(lines, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_given_is_news_until_something_is_done, office_open,
                                        office_close),
        cmocka_unit_test_setup_teardown(a_reminder_is_news_to_whoever_answers_for_the_case,
                                        office_open, office_close),
        cmocka_unit_test_setup_teardown(what_the_secretary_designates_is_news_too, office_open,
                                        office_close),
        cmocka_unit_test_setup_teardown(what_is_new_is_said_though_much_was_reminded_of_before,
                                        office_open, office_close),
        cmocka_unit_test_setup_teardown(what_another_took_back_was_no_news, office_open,
                                        office_close),
        cmocka_unit_test_setup_teardown(the_most_urgent_news_are_said, office_open, office_close),
    };

    return cmocka_run_group_tests_name("morning", tests, NULL, NULL);
}
