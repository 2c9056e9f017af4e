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

enum status backlog_each(struct desk *desk,
                         enum status (*visit)(void *context, const struct record *row,
                                              struct error *error),
                         void *context, struct error *error)
{
    /* the list is newest first: its pages are read from the end */
    struct case_filter filter = {
        .queue = QUEUE_ALL, .today = desk_today(desk), .limit = PAGE, .is_backwards = true};
    struct arena arena = {0};
    struct case_row *rows;
    struct record record;
    enum status status;
    size_t count;

    do {
        arena_reset(&arena);
        TRY(sight_page(desk, &filter, &arena, &rows, &count, error));
        for (size_t i = count; i-- > 0;) {
            fill(&rows[i], &arena, &record);
            TRY(visit(context, &record, error));
        }
        if (count) {
            filter.has_start = true;
            filter.start_key = rows[0].key;
            filter.start_seq = rows[0].seq;
        }
    } while (count == PAGE);
done:
    arena_release(&arena);
    return status;
}
