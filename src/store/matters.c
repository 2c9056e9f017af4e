/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/matters.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/store/audience.h"
#include "shouwen/store/journal.h"
#include "shouwen/store/past.h"
#include "store/matters_inside.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define COLUMN(column, is_text) #column,
static const char *const columns[CELLS] = {MATTERS_CELL_TABLE(COLUMN)};

static int64_t day_cell(int32_t day)
{
    return day == CLOCK_NO_DAY ? NO_DAY_LAST : day;
}

/* When the resident is waiting for a word: since the reply, or at the earliest promised call. */
static int64_t callback_at(const struct matter *m)
{
    int64_t at = m->state == STATE_REPLIED ? m->replied_at : 0;

    for (size_t i = 0; i < m->promise_count; i++) {
        const struct matter_promise *promise = &m->promises[i];
        if (!promise->is_kept && strcmp(promise->kind, "call") == 0 && (!at || promise->at < at))
            at = promise->at;
    }
    return m->is_open ? at : 0;
}

/* The day of a clock by which it is late once that is over: while the clocks stand only what was
 * overdue before they stopped. */
static int64_t late_on(const struct matter *m, int32_t due_on)
{
    bool stands = m->waiting_on != CLOCK_NO_DAY && due_on >= m->waiting_on;

    return stands ? NO_DAY_LAST : day_cell(due_on);
}

/* By the handling unit's clock, where it has one. */
static int64_t unit_late_on(const struct matter *m)
{
    return late_on(m, m->unit_due_on != CLOCK_NO_DAY ? m->unit_due_on : m->due_on);
}

/* Since when it is assigned to a person who has not accepted it; 0: it is not. */
static int64_t unaccepted_at(const struct matter *m)
{
    return m->is_open && m->rule == RULE_ASSIGNED && !m->is_accepted ? m->rule_since_at : 0;
}

/* The query code: the last nine characters. */
static const char *code_of(const char *number)
{
    enum { CODE = 9 };
    const char *code = number + strlen(number);

    for (int left = CODE; left && code > number; left -= ((unsigned char)*code & 0xC0) != 0x80)
        code--;
    return code;
}

void matters_fill(const struct matter *m, struct matters_cell cells[CELLS])
{
    const struct matter_party *contact = matter_party_contact(m->parties, m->party_count, m->phone);
    const struct matters_cell row[CELLS] = {
        [CELL_number] = {m->number, 0},
        [CELL_node] = {m->node, 0},
        [CELL_state] = {word_states[m->state].word, 0},
        [CELL_is_open] = {NULL, m->is_open},
        [CELL_rule] = {rule_rows[m->rule].word, 0},
        [CELL_holder] = {m->holder, 0},
        [CELL_first_contact] = {m->first_contact, 0},
        [CELL_unit] = {m->unit, 0},
        [CELL_channel] = {m->channel, 0},
        [CELL_via] = {m->via, 0},
        [CELL_urgency] = {m->urgency, 0},
        [CELL_service] = {m->service, 0},
        [CELL_category] = {m->category, 0},
        [CELL_grid] = {m->grid, 0},
        [CELL_ref] = {m->ref, 0},
        [CELL_subject] = {m->subject, 0},
        [CELL_resident] = {m->resident, 0},
        [CELL_name] = {m->name, 0},
        [CELL_phone] = {m->phone, 0},
        [CELL_door] = {m->door, 0},
        [CELL_opened_at] = {NULL, m->opened_at},
        [CELL_closed_at] = {NULL, m->closed_at},
        [CELL_due_on] = {NULL, day_cell(m->due_on)},
        [CELL_unit_due_on] = {NULL, day_cell(m->unit_due_on)},
        [CELL_outcome] = {m->outcome, 0},
        [CELL_flags] = {NULL, m->flags},
        [CELL_bounces] = {NULL, m->bounces},
        [CELL_attitude] = {NULL, m->attitude},
        [CELL_ability] = {NULL, m->ability},
        [CELL_callback_at] = {NULL, callback_at(m)},
        [CELL_pause_until_at] = {NULL, m->is_open ? m->pause_until_at : 0},
        [CELL_late_on] = {NULL, late_on(m, m->due_on)},
        [CELL_unaccepted_at] = {NULL, unaccepted_at(m)},
        [CELL_unit_late_on] = {NULL, unit_late_on(m)},
        [CELL_reminds] = {NULL, m->reminds},
        [CELL_source] = {m->source, 0},
        [CELL_merged_into] = {m->merged_into, 0},
        [CELL_contact] = {contact ? contact->name : "", 0},
        [CELL_contact_phone] = {contact ? contact->phone : "", 0},
        [CELL_code] = {code_of(m->number), 0},
    };

    memcpy(cells, row, sizeof(row));
}

const char *matters_subject(struct arena *arena, const char *number)
{
    return arena_format(arena, "case/%s", number);
}

/* A full number as it is; a query code as the number that ends in it. */
static enum status resolve_number(struct db *db, const char *given, struct arena *arena,
                                  const char **number, struct error *error)
{
    char code[IDENT_CODE];

    *number = given;
    if (!ident_code_read(given, code))
        return STATUS_OK;
    struct query *query = db_query(db, SQL_MATTERS_FIND_CODE);
    query_bind_text(query, 1, code);
    return query_one_copy(query, arena, number, error);
}

enum status matters_load(struct db *db, const char *number, const struct calendar *calendar,
                         const struct matter_policy *policy, struct arena *arena,
                         struct matter *matter, struct error *error)
{
    struct act *acts;
    size_t count;
    enum status status;
    const char *full;

    TRY(resolve_number(db, number, arena, &full, error));
    TRY(journal_read(db, matters_subject(arena, full), arena, &acts, &count, error));
    if (!count)
        return error_set(error, STATUS_NOT_FOUND, "number", _("there is no case %s"), number);
    TRY(matter_fold(arena, acts, count, calendar, policy, matter, error));
done:
    return status;
}

static bool promises_same(struct query *query, const struct matter *m, size_t i)
{
    const struct matter_promise *promise = &m->promises[i];

    return i < m->promise_count && query_integer(query, 1) == promise->at &&
           text_same(query_text(query, 2), promise->kind) &&
           text_same(query_text(query, 3), promise->staff) &&
           text_same(query_text(query, 4), promise->text) &&
           query_integer(query, 5) == (promise->is_kept || !m->is_open);
}

static enum status compare_promises(struct db *db, const struct matter *m, bool *same,
                                    struct error *error)
{
    struct query *query = db_query(db, SQL_PROMISE_GET);
    enum status status;
    size_t count = 0;
    bool row;

    query_bind_text(query, 1, m->number);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        if (!promises_same(query, m, count++))
            *same = false;
    }
    if (count != m->promise_count)
        *same = false;
done:
    query_reset(query);
    return status;
}

enum status matters_compare(struct db *db, const struct matter *m, bool *same, const char **column,
                            struct error *error)
{
    struct query *query = db_query(db, SQL_MATTERS_GET);
    struct matters_cell cells[CELLS];
    enum status status;
    bool row;

    matters_fill(m, cells);
    *column = "number";
    query_bind_text(query, 1, m->number);
    TRY(query_step(query, &row, error));
    *same = row;
    for (int i = 0; row && *same && i < CELLS; i++) {
        *same = cells[i].text ? strcmp(query_text(query, i), cells[i].text) == 0
                              : query_integer(query, i) == cells[i].number;
        *column = columns[i];
    }
    query_reset(query);
    if (*same) {
        *column = "promise";
        TRY(compare_promises(db, m, same, error));
    }
    if (*same) {
        *column = "audience";
        TRY(audience_compare(db, m, same, error));
    }
done:
    query_reset(query);
    return status;
}

static void digest_row(struct crypto_digest *digest, struct query *query, int width)
{
    for (int i = 0; i < width; i++) {
        const char *text = query_text(query, i);
        crypto_digest_add(digest, text, strlen(text) + 1);
    }
}

/* The query code is left out: the number says it. */
enum status matters_digest(struct db *db, struct crypto_digest *digest, struct error *error)
{
    static const struct {
        enum sql sql;
        int columns;
        bool is_keyed;
    } parts[] = {{SQL_MATTERS_DIGEST, CELL_code, false},
                 {SQL_PROMISE_DIGEST, 7, false},
                 {SQL_AUDIENCE_DIGEST, 6, false},
                 {SQL_LOAD_ALL, 5, false},
                 {SQL_QUEUE_COUNT_ALL, 7, false},
                 {SQL_TALLY_ALL, 4, false},
                 {SQL_HOME_EACH, 1, false}};
    enum status status = STATUS_OK;
    bool row = true;

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        struct query *query = db_query(db, parts[i].sql);
        for (;;) {
            TRY(query_step(query, &row, error));
            if (!row)
                break;
            digest_row(digest, query, parts[i].columns);
        }
    }
done:
    return status;
}

enum status matters_each_load(struct db *db, int32_t today, struct arena *arena,
                              struct matters_load_row **rows, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_LOAD_EACH);
    enum status status;
    size_t room = 0;
    bool row;

    *rows = NULL;
    *count = 0;
    query_bind_integer(query, 1, today);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *rows = arena_grow(arena, *rows, *count, &room, sizeof(**rows));
        (*rows)[(*count)++] = (struct matters_load_row){
            query_copy(query, 0, arena), query_copy(query, 1, arena), query_integer(query, 2),
            query_integer(query, 3), query_integer(query, 4)};
    }
done:
    query_reset(query);
    return status;
}

enum status matters_each_holder(struct db *db, struct arena *arena, struct matters_load_row **rows,
                                size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_LOAD_HOLDERS);
    enum status status;
    size_t room = 0;
    bool row;

    *rows = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *rows = arena_grow(arena, *rows, *count, &room, sizeof(**rows));
        (*rows)[(*count)++] = (struct matters_load_row){.holder = query_copy(query, 0, arena),
                                                        .node = query_copy(query, 1, arena)};
    }
done:
    query_reset(query);
    return status;
}

/* What the days before *from were counted as; *from is earlier than every day if they are to be
 * counted one by one. */
static enum status add_past(struct db *db, int32_t today, struct matters_load_row *row,
                            int64_t *from, struct error *error)
{
    struct query *query = db_query(db, SQL_LOAD_PAST_OF);
    enum status status;
    bool found;

    TRY(past_day(db, from, error));
    if (*from > today)
        *from = INT64_MIN;
    if (*from == INT64_MIN)
        goto done;
    query_bind_text(query, 1, row->holder);
    query_bind_text(query, 2, row->node);
    TRY(query_step(query, &found, error));
    row->open_count = row->late_count = query_integer(query, 0);
    row->replied_count = query_integer(query, 1);
done:
    query_reset(query);
    return status;
}

enum status matters_load_of(struct db *db, int32_t today, struct matters_load_row *row,
                            struct error *error)
{
    struct query *query = db_query(db, SQL_LOAD_OF);
    enum status status;
    int64_t from;
    bool found;

    row->open_count = row->late_count = row->replied_count = 0;
    TRY(add_past(db, today, row, &from, error));
    query_bind_text(query, 1, row->holder);
    query_bind_text(query, 2, row->node);
    query_bind_integer(query, 3, today);
    query_bind_integer(query, 4, from);
    TRY(query_step(query, &found, error));
    row->open_count += query_integer(query, 0);
    row->late_count += query_integer(query, 1);
    row->replied_count += query_integer(query, 2);
done:
    query_reset(query);
    return status;
}

enum status matters_open_numbers(struct db *db, const char *holder, struct arena *arena,
                                 const char ***numbers, size_t *count, struct error *error)
{
    struct query *query = db_query(db, holder ? SQL_MATTERS_OPEN_OF_HOLDER : SQL_MATTERS_OPEN);

    if (holder)
        query_bind_text(query, 1, holder);
    return query_all_text(query, arena, numbers, count, error);
}

enum status matters_closed_numbers(struct db *db, int32_t from_on, struct arena *arena,
                                   const char ***numbers, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_MATTERS_CLOSED_SINCE);

    query_bind_integer(query, 1, from_on);
    query_bind_integer(query, 2, FLAG_CALENDAR);
    return query_all_text(query, arena, numbers, count, error);
}

enum status matters_subject_of(struct db *db, const char *number, struct arena *arena,
                               const char **subject, struct error *error)
{
    struct query *query = db_query(db, SQL_MATTERS_SUBJECT_OF);

    *subject = NULL;
    query_bind_text(query, 1, number);
    return query_one_copy(query, arena, subject, error);
}
