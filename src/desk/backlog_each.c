/* SPDX-License-Identifier: MIT */
/* Cases given out as rows, in the form in which they come in. */
#include "config.h"

#include "shouwen/desk/backlog.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/sight.h"

enum { PAGE = 500 };

static void fill(const struct case_row *row, struct arena *arena, struct record *record)
{
    char at[CLOCK_TEXT];

    *record = (struct record){.kind = RECORD_CASES, .id = row->number};
    record->value[RECORD_CASES_CHANNEL] = row->channel;
    record->value[RECORD_CASES_SUBJECT] = row->subject;
    record->value[RECORD_CASES_RESIDENT] = row->name;
    record->value[RECORD_CASES_PHONE] = row->phone;
    record->value[RECORD_CASES_DOOR] = row->door;
    record->value[RECORD_CASES_SERVICE] = row->service;
    record->value[RECORD_CASES_GRID] = row->grid;
    record->value[RECORD_CASES_URGENCY] = row->urgency;
    record->value[RECORD_CASES_OPENED_AT] = arena_copy(arena, clock_format_at(row->opened_at, at));
    record->value[RECORD_CASES_STAFF] = row->first_contact;
    record->value[RECORD_CASES_REF] = row->ref;
}

/* One page, in the order of the filter; *last is where the next one begins. */
struct pages {
    struct desk *desk;
    struct case_filter filter;
    bool is_from_end; /* the list is newest first: its pages are read from the end */
};

static enum status read_page(struct pages *pages, struct arena *arena, struct case_row **rows,
                             size_t *count, struct error *error)
{
    enum status status;

    arena_reset(arena);
    TRY(sight_page(pages->desk, &pages->filter, arena, rows, count, error));
    if (!*count)
        goto done;
    const struct case_row *next = &(*rows)[pages->is_from_end ? 0 : *count - 1];
    pages->filter.has_start = true;
    pages->filter.start_key = next->key;
    pages->filter.start_seq = next->seq;
done:
    return status;
}

enum status backlog_each_of(struct desk *desk, const struct case_filter *wanted,
                            enum status (*visit)(void *context, const struct record *record,
                                                 const struct case_row *row, struct error *error),
                            void *context, struct error *error)
{
    struct pages pages = {.desk = desk,
                          .filter = {.queue = QUEUE_ALL, .today = desk_today(desk)},
                          .is_from_end = !wanted};
    struct arena arena = {0};
    struct case_row *rows;
    struct record record;
    enum status status;
    size_t count;

    if (wanted)
        pages.filter = *wanted;
    pages.filter.limit = PAGE;
    pages.filter.is_backwards = !wanted;
    do {
        TRY(read_page(&pages, &arena, &rows, &count, error));
        for (size_t i = 0; i < count; i++) {
            const struct case_row *row = &rows[pages.is_from_end ? count - 1 - i : i];
            fill(row, &arena, &record);
            TRY(visit(context, &record, row, error));
        }
    } while (count == PAGE);
done:
    arena_release(&arena);
    return status;
}

struct plain_visit {
    enum status (*visit)(void *context, const struct record *row, struct error *error);
    void *context;
};

static enum status visit_plain(void *context, const struct record *record,
                               const struct case_row *row, struct error *error)
{
    const struct plain_visit *plain = context;

    (void)row;
    return plain->visit(plain->context, record, error);
}

enum status backlog_each(struct desk *desk,
                         enum status (*visit)(void *context, const struct record *row,
                                              struct error *error),
                         void *context, struct error *error)
{
    struct plain_visit plain = {visit, context};

    return backlog_each_of(desk, NULL, visit_plain, &plain, error);
}
