/* SPDX-License-Identifier: MIT */
/* Names as people really have them, through import, list and search. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "trial.h"

#include "shouwen/base/utf8.h"
#include "shouwen/desk/reference.h"
#include "shouwen/intake/csv.h"
#include "shouwen/store/records.h"
#include "shouwen/store/search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { NAME_COLUMNS = 24 };

struct names {
    struct arena arena;
    const char **at;
    size_t count, room;
    size_t column; /* of the file */
};

static enum status take_row(void *context, const struct csv_row *row, struct error *error)
{
    struct names *names = context;

    (void)error;
    if (row->line == 1) {
        while (names->column < row->count && !text_same(row->cells[names->column], "name"))
            names->column++;
        assert_true(names->column < row->count);
        return STATUS_OK;
    }
    names->at =
        arena_grow(&names->arena, names->at, names->count, &names->room, sizeof(*names->at));
    names->at[names->count++] = arena_copy(&names->arena, row->cells[names->column]);
    return STATUS_OK;
}

static void read_names(const char *path, struct names *names)
{
    struct csv_reader *reader = csv_reader_new((struct csv_sink){names, take_row});
    FILE *file = fopen(path, "rb");
    struct error error;
    char bytes[4096];
    size_t length;

    assert_non_null(file);
    while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
        assert_int_equal(csv_reader_feed(reader, bytes, length, &error), STATUS_OK);
    assert_int_equal(csv_reader_end(reader, &error), STATUS_OK);
    fclose(file);
    csv_reader_free(reader);
}

static bool finds(struct trial *trial, const char *name)
{
    const struct search_context context = {
        .node = "330106001001", .limit = 50, .deadline_ms = 5000};
    struct arena arena = {0};
    struct search_hits hits;
    struct error error;
    bool found = false;

    assert_int_equal(search_query(desk_reader(trial->desk), name, &context, &arena, &hits, &error),
                     STATUS_OK);
    for (size_t i = 0; i < hits.resident_count; i++)
        found = found || text_same(hits.residents[i].name, name);
    arena_release(&arena);
    return found;
}

static enum status find_name(void *context, const struct record *record, struct error *error)
{
    struct names *names = context;
    size_t i = 0;

    (void)error;
    while (i < names->count && !text_same(names->at[i], record_text(record, RECORD_RESIDENTS_NAME)))
        i++;
    if (i == names->count)
        fail_msg("%s", record_text(record, RECORD_RESIDENTS_NAME));
    return STATUS_OK;
}

/* Every character stays, the columns hold, and each is found. */
static void import_and_find(struct trial *trial, const char *path, size_t expected)
{
    struct names names = {0};
    struct text rows = TEXT_EMPTY, cell = TEXT_EMPTY;
    struct error error;

    read_names(path, &names);
    assert_int_equal(names.count, expected);
    text_add(&rows, "name,door\r\n");
    for (size_t i = 0; i < names.count; i++) {
        csv_add_cell(&rows, names.at[i]);
        text_addf(&rows, ",7-%zu\r\n", i + 1);
    }
    assert_int_equal(trial_import(trial, RECORD_RESIDENTS, rows.at)->refused_count, 0);
    assert_int_equal(trial->report.added_count, names.count);
    assert_int_equal(reference_each(trial->desk, RECORD_RESIDENTS, find_name, &names, &error),
                     STATUS_OK);
    for (size_t i = 0; i < names.count; i++) {
        text_clear(&cell);
        utf8_pad(&cell, names.at[i], NAME_COLUMNS);
        if (utf8_columns(cell.at) != NAME_COLUMNS)
            fail_msg("%s takes %d columns", names.at[i], utf8_columns(cell.at));
        if (!finds(trial, names.at[i]))
            fail_msg("%s is not found", names.at[i]);
    }
    text_release(&rows);
    text_release(&cell);
    arena_release(&names.arena);
}

static void odd_names_stay_and_are_found(void **state)
{
    struct arena arena = {0};

    import_and_find(*state, trial_data(&arena, "odd-names.csv"), 27);
    arena_release(&arena);
}

/* The list that lies beside the project; without it there is nothing to see. */
static void odd_names_of_others_stay_and_are_found(void **state)
{
    struct arena arena = {0};
    const char *shared = getenv("SHOUWEN_SHARED");
    const char *path = arena_format(&arena, "%s/data/odd-names.csv", shared ? shared : "");
    bool is_there = access(path, R_OK) == 0;

    if (is_there)
        import_and_find(*state, path, 26);
    arena_release(&arena);
    if (!is_there)
        skip();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(odd_names_stay_and_are_found, trial_set_up,
                                        trial_tear_down),
        cmocka_unit_test_setup_teardown(odd_names_of_others_stay_and_are_found, trial_set_up,
                                        trial_tear_down),
    };

    return cmocka_run_group_tests_name("import_names", tests, NULL, NULL);
}
