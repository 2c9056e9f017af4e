/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/list.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { MOST = 100 };

/* A file of rows, some of which may be gone, as another desk may do at any time. */
struct shelf {
    struct list_row rows[MOST];
    char ids[MOST][8];
    size_t count;
    int asked;
    bool is_broken;
};

static void fill(struct shelf *shelf, size_t count)
{
    *shelf = (struct shelf){.count = count};
    for (size_t i = 0; i < count; i++) {
        snprintf(shelf->ids[i], sizeof(shelf->ids[i]), "r%02zu", i);
        shelf->rows[i] = (struct list_row){shelf->ids[i], NULL, STYLE_NORMAL};
    }
}

static void drop(struct shelf *shelf, size_t at)
{
    shelf->count--;
    memmove(&shelf->rows[at], &shelf->rows[at + 1], (shelf->count - at) * sizeof(shelf->rows[0]));
}

static enum status page(void *context, enum list_from from, const struct list_row *anchor,
                        size_t most, struct arena *arena, struct list_row *rows, size_t *count,
                        struct error *error)
{
    struct shelf *shelf = context;

    shelf->asked++;
    if (shelf->is_broken)
        return error_set(error, STATUS_BROKEN, "", "the file is gone");
    list_page_of(shelf->rows, shelf->count, from, anchor, most, rows, count);
    for (size_t i = 0; i < *count; i++)
        rows[i].id = arena_copy(arena, rows[i].id);
    return STATUS_OK;
}

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    (void)context;
    text_addf(out, column ? "%s 阿卜杜拉·买买提" : "%s", row->id);
}

static const struct list_column columns[] = {
    {"id", 4, 6, 1, true},
    {"name", 6, LIST_REST, 2, false},
};

static const struct list_source source = {page, cell, columns, 2, "nothing here"};

static void start(struct list *list, struct shelf *shelf, size_t count, int rows)
{
    struct error error;

    fill(shelf, count);
    list_init(list, &source, shelf);
    assert_int_equal(list_restart(list, rows, &error), STATUS_OK);
    shelf->asked = 0;
}

static const char *at(const struct list *list)
{
    const struct list_row *row = list_selected(list);

    return row ? row->id : "none";
}

static void give(struct list *list, enum command command, int times)
{
    while (times-- > 0)
        assert_true(list_handle(list, command));
}

static void moves_inside_a_page_without_asking(void **state)
{
    struct shelf shelf;
    struct list list;

    (void)state;
    start(&list, &shelf, 50, 10);
    give(&list, COMMAND_DOWN, 9);
    assert_string_equal(at(&list), "r09");
    give(&list, COMMAND_UP, 12);
    assert_string_equal(at(&list), "r00");
    assert_int_equal(shelf.asked, 0);
    assert_false(list_handle(&list, COMMAND_SELECT));
    list_release(&list);
}

static void meets_every_row_on_the_way_down_and_up(void **state)
{
    struct shelf shelf;
    struct list list;
    char id[8];

    (void)state;
    for (int rows = 1; rows <= 12; rows++) {
        start(&list, &shelf, 41, rows);
        for (int i = 0; i < 41; i++) {
            snprintf(id, sizeof(id), "r%02d", i);
            assert_string_equal(at(&list), id);
            give(&list, COMMAND_DOWN, 1);
        }
        assert_string_equal(at(&list), "r40");
        for (int i = 40; i >= 0; i--) {
            snprintf(id, sizeof(id), "r%02d", i);
            assert_string_equal(at(&list), id);
            give(&list, COMMAND_UP, 1);
        }
        assert_string_equal(at(&list), "r00");
        list_release(&list);
    }
}

static void turns_pages(void **state)
{
    struct shelf shelf;
    struct list list;

    (void)state;
    start(&list, &shelf, 25, 10);
    give(&list, COMMAND_PAGE_DOWN, 1);
    assert_string_equal(list.rows[0].id, "r10");
    give(&list, COMMAND_PAGE_DOWN, 1);
    assert_string_equal(list.rows[0].id, "r15");
    assert_string_equal(at(&list), "r20");
    give(&list, COMMAND_PAGE_DOWN, 1);
    assert_string_equal(at(&list), "r24");
    give(&list, COMMAND_PAGE_UP, 1);
    assert_string_equal(list.rows[0].id, "r05");
    give(&list, COMMAND_PAGE_UP, 1);
    assert_string_equal(list.rows[0].id, "r00");
    give(&list, COMMAND_PAGE_UP, 1);
    assert_string_equal(at(&list), "r00");
    give(&list, COMMAND_LAST, 1);
    assert_string_equal(at(&list), "r24");
    assert_int_equal(list.count, 10);
    give(&list, COMMAND_FIRST, 1);
    assert_string_equal(at(&list), "r00");
    list_release(&list);
}

static void keeps_the_selected_row_when_loaded_again(void **state)
{
    struct error error;
    struct shelf shelf;
    struct list list;

    (void)state;
    start(&list, &shelf, 50, 10);
    give(&list, COMMAND_PAGE_DOWN, 1);
    give(&list, COMMAND_DOWN, 4);
    assert_string_equal(at(&list), "r14");
    drop(&shelf, 12);
    assert_int_equal(list_reload(&list, 10, &error), STATUS_OK);
    assert_string_equal(at(&list), "r14");
    /* the row itself is gone: the cursor stays where it was */
    drop(&shelf, 13);
    assert_int_equal(list_reload(&list, 10, &error), STATUS_OK);
    assert_string_equal(at(&list), "r15");
    assert_int_equal(list_reload(&list, 3, &error), STATUS_OK);
    assert_int_equal(list.count, 3);
    list_release(&list);
}

static void shows_what_is_new_at_the_top(void **state)
{
    struct error error;
    struct shelf shelf;
    struct list list;

    (void)state;
    start(&list, &shelf, 5, 10);
    struct list_row added = {"new", NULL, STYLE_NORMAL};
    memmove(&shelf.rows[1], &shelf.rows[0], 5 * sizeof(shelf.rows[0]));
    shelf.rows[0] = added;
    shelf.count++;
    assert_int_equal(list_reload(&list, 10, &error), STATUS_OK);
    assert_string_equal(list.rows[0].id, "new");
    assert_string_equal(at(&list), "r00");
    list_release(&list);
}

static void survives_losing_all_rows(void **state)
{
    struct error error;
    struct shelf shelf;
    struct list list;

    (void)state;
    start(&list, &shelf, 30, 10);
    give(&list, COMMAND_LAST, 1);
    shelf.count = 0;
    assert_int_equal(list_reload(&list, 10, &error), STATUS_OK);
    assert_null(list_selected(&list));
    for (enum command command = COMMAND_UP; command <= COMMAND_LAST; command++)
        give(&list, command, 1);
    list_release(&list);
}

static void stays_as_it_is_when_a_page_fails(void **state)
{
    struct shelf shelf;
    struct list list;

    (void)state;
    start(&list, &shelf, 30, 10);
    shelf.is_broken = true;
    give(&list, COMMAND_PAGE_DOWN, 1);
    assert_int_equal(list.failure.kind, STATUS_BROKEN);
    assert_string_equal(list.failure.message, "the file is gone");
    assert_string_equal(at(&list), "r00");
    assert_int_equal(list.count, 10);
    give(&list, COMMAND_DOWN, 1);
    assert_int_equal(list.failure.kind, STATUS_OK);
    list_release(&list);
}

static void draws_what_fits(void **state)
{
    struct surface surface;
    struct text dump = TEXT_EMPTY;
    struct shelf shelf;
    struct list list;

    (void)state;
    surface_init(&surface, 4, 22);
    start(&list, &shelf, 30, 3);
    give(&list, COMMAND_DOWN, 1);
    list_draw(&list, pane_of(&surface));
    surface_dump(&surface, &dump);
    assert_string_equal(dump.at, "     id name\n"
                                 "    r00 r00 阿卜杜拉..\n"
                                 ">   r01 r01 阿卜杜拉..\n"
                                 "    r02 r02 阿卜杜拉..\n");
    assert_int_equal(surface.cursor_row, 2);
    text_clear(&dump);
    surface_resize(&surface, 2, 9);
    list_draw(&list, pane_of(&surface));
    surface_dump(&surface, &dump);
    assert_string_equal(dump.at, "     id\n>   r01\n");
    text_clear(&dump);
    shelf.count = 0;
    struct error error;
    assert_int_equal(list_restart(&list, 3, &error), STATUS_OK);
    surface_resize(&surface, 2, 20);
    list_draw(&list, pane_of(&surface));
    surface_dump(&surface, &dump);
    assert_string_equal(dump.at, "     id name\n nothing here\n");
    text_release(&dump);
    list_release(&list);
    surface_release(&surface);
}

static void shares_width_by_priority(void **state)
{
    static const struct list_column four[] = {
        {"a", 4, 8, 1, false},
        {"b", 6, LIST_REST, 2, false},
        {"c", 5, 10, 3, false},
        {"d", 5, 5, 3, false},
    };
    int widths[4];

    (void)state;
    list_layout(four, 4, 23, widths);
    assert_memory_equal(widths, ((int[]){4, 6, 5, 5}), sizeof(widths));
    list_layout(four, 4, 22, widths);
    assert_memory_equal(widths, ((int[]){8, 6, 6, 0}), sizeof(widths));
    list_layout(four, 4, 40, widths);
    assert_memory_equal(widths, ((int[]){8, 14, 10, 5}), sizeof(widths));
    list_layout(four, 4, 5, widths);
    assert_memory_equal(widths, ((int[]){5, 0, 0, 0}), sizeof(widths));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moves_inside_a_page_without_asking),
        cmocka_unit_test(meets_every_row_on_the_way_down_and_up),
        cmocka_unit_test(turns_pages),
        cmocka_unit_test(keeps_the_selected_row_when_loaded_again),
        cmocka_unit_test(shows_what_is_new_at_the_top),
        cmocka_unit_test(survives_losing_all_rows),
        cmocka_unit_test(stays_as_it_is_when_a_page_fails),
        cmocka_unit_test(draws_what_fits),
        cmocka_unit_test(shares_width_by_priority),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
