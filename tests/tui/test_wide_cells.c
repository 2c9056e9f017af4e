/* SPDX-License-Identifier: MIT */
/* Wide characters at the edges of columns, in the cells of a real terminal: each takes its two
 * cells or is not there at all, and the mark of the cut stands behind the last whole one. */
#include "config.h"

#include "workplace.h"

#include "shouwen/base/utf8.h"
#include "shouwen/desk/follow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* No character stands twice, nor anywhere else on the screen. */
#define NAME "驫鱺鸞麷爩灪"
#define SUBJECT "爨龘靐齉齾龗麤鱻籱鸜龖厵灥"

enum { NARROW = 50, WIDE = 100, ROWS = 24, CHARACTERS = 16 };

/* What became of a text on the screen. */
struct look {
    const char *text;
    int columns;
    int whole, cut, broken;
};

static bool is_character(struct pty *pty, int row, int column, uint32_t wanted)
{
    uint32_t character;

    return pty_cell(pty, row, column, &character) > 0 && character == wanted;
}

/* It begins at this cell. */
static void look_at(struct pty *pty, const uint32_t *characters, size_t count, int row, int column,
                    struct look *look)
{
    uint32_t ignored;
    size_t i = 0;

    for (;
         i < count && column + 1 < look->columns && is_character(pty, row, column, characters[i]) &&
         pty_cell(pty, row, column, &ignored) == 2 && pty_cell(pty, row, column + 1, &ignored) == 0;
         i++)
        column += 2;
    if (i == count)
        look->whole++;
    else if (i && column + 1 < look->columns && is_character(pty, row, column, '.') &&
             is_character(pty, row, column + 1, '.'))
        look->cut++;
    else
        look->broken++;
}

/* Everywhere on the screen where its first character stands. */
static void look_for(struct pty *pty, struct look *look)
{
    uint32_t characters[CHARACTERS];
    size_t count = 0, used, length = strlen(look->text);

    for (size_t at = 0; at < length; at += used)
        characters[count++] = utf8_decode(look->text + at, length - at, &used);
    look->whole = look->cut = look->broken = 0;
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < look->columns; column++)
            if (is_character(pty, row, column, characters[0]))
                look_at(pty, characters, count, row, column, look);
}

/* What is half drawn while the screen is being drawn is whole a moment later, or never. */
static bool is_whole(struct pty *pty, void *context)
{
    struct look *look = context;

    look_for(pty, look);
    return look->whole + look->cut > 0 && !look->broken;
}

/* At each width from narrow to wide, so that each edge falls on either half of a character. */
static void check_at_all_widths(struct pty *pty, bool is_ever_cut)
{
    struct look name = {.text = NAME}, subject = {.text = SUBJECT};
    int subjects_cut = 0, subjects_whole = 0, names = 0;
    char rule[WIDE + 1];

    for (int columns = NARROW; columns <= WIDE; columns++) {
        memset(rule, '-', (size_t)columns);
        rule[columns] = '\0';
        pty_resize(pty, ROWS, columns);
        pty_expect(pty, rule);
        name.columns = subject.columns = columns;
        pty_until(pty, is_whole, &subject);
        subjects_cut += subject.cut;
        subjects_whole += subject.whole;
        look_for(pty, &name);
        if (name.broken)
            pty_until(pty, is_whole, &name);
        names += name.whole + name.cut;
    }
    assert_int_equal(subjects_cut > 0, is_ever_cut);
    assert_true(subjects_whole > 0);
    assert_true(names > 0);
}

static void open_a_case(void)
{
    struct act act = {.kind = ACT_OPEN};
    struct desk *desk = workplace_desk();
    struct arena arena = {0};
    struct error error;
    const char *number;

    act.value[FIELD_NAME] = NAME;
    act.value[FIELD_SUBJECT] = SUBJECT;
    act.value[FIELD_URGENCY] = "urgent";
    if (follow_record(desk, &act, 1, &arena, &number, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    arena_release(&arena);
    desk_free(desk);
}

/* By its code: what is typed stands on the screen too. */
static struct pty *start(const char *before, const char *after)
{
    char keys[64];

    open_a_case();
    snprintf(keys, sizeof(keys), "%s%s%s", before, strrchr(workplace_newest(SUBJECT), '-') + 1,
             after);
    struct pty *pty = workplace_open();
    pty_keys(pty, keys);
    pty_resize(pty, ROWS, NARROW);
    return pty;
}

static void are_whole_in_the_queue(void **state)
{
    struct pty *pty = start("<F4>/", "<Enter>");

    (void)state;
    pty_refuse(pty, "什么事:");
    check_at_all_widths(pty, true);
    workplace_leave(pty);
}

static void are_whole_among_hits_and_beside_them(void **state)
{
    struct pty *pty = start("", "");

    (void)state;
    check_at_all_widths(pty, true);
    workplace_leave(pty);
}

static void are_whole_in_the_case_file(void **state)
{
    struct pty *pty = start("", "<Enter>");

    (void)state;
    pty_refuse(pty, "什么事:");
    check_at_all_widths(pty, false);
    workplace_leave(pty);
}

/* What this test must find: the mark over the right half of a character leaves a blank cell. */
static void a_half_drawn_one_is_noticed(void **state)
{
    static const char *const drawn[] = {
        "/bin/sh", "-c", "printf 'A " SUBJECT "\\033[1;10H..\\r\\n" NAME "\\r\\n'; read line",
        NULL};
    struct pty *pty = pty_start(&(struct pty_options){.rows = ROWS, .columns = 80, .argv = drawn});
    struct look name = {.text = NAME, .columns = 80}, subject = {.text = SUBJECT, .columns = 80};

    (void)state;
    pty_until(pty, is_whole, &name);
    look_for(pty, &subject);
    assert_int_equal(subject.broken, 1);
    assert_int_equal(subject.cut + subject.whole, 0);
    pty_keys(pty, "<Enter>");
    assert_int_equal(pty_end(pty, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(are_whole_in_the_queue, workplace_copy),
        cmocka_unit_test_setup(are_whole_among_hits_and_beside_them, workplace_copy),
        cmocka_unit_test_setup(are_whole_in_the_case_file, workplace_copy),
        cmocka_unit_test(a_half_drawn_one_is_noticed),
    };

    return cmocka_run_group_tests_name("wide_cells", tests, workplace_make, workplace_remove);
}
