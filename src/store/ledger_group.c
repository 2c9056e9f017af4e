/* SPDX-License-Identifier: MIT */
/* Several puts in one transaction, and what follows from them at its end. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/moved.h"
#include "store/ledger_inside.h"

/* For someone who left, or moved, every open case of where they were falls back, by an act of its
 * own (design.md 3). */
static enum status fall_back_from(struct ledger *ledger, const char *id, struct error *error)
{
    struct arena arena = {0};
    const char **numbers;
    size_t count;
    enum status status;

    TRY(matters_open_numbers(ledger->db, id, &arena, &numbers, &count, error));
    for (size_t i = 0; i < count; i++) {
        struct act act = {.kind = ACT_FALL_BACK, .subject = matters_subject(&arena, numbers[i])};
        struct matter matter;
        TRY(matters_load(ledger->db, numbers[i], &ledger->calendar, ledger->policy, &arena, &matter,
                         error));
        enum responsibility_gone gone = responsibility_gone(&ledger->people, id, matter.node);
        /* a copy of what another file opened falls back there */
        if (gone == RESPONSIBILITY_HERE || !matter_is_of_file(&matter, ledger->node) ||
            !responsibility_heir(&ledger->people, matter.rule, matter.node))
            continue;
        act.value[FIELD_WHY] = word_whys[gone == RESPONSIBILITY_LEFT ? WHY_LEFT : WHY_MOVED].word;
        ledger_sign(ledger, &act, LEDGER_PROGRAM);
        TRY(ledger_act(ledger, &act, &arena, error));
    }
done:
    arena_release(&arena);
    return status;
}

void ledger_note_calendar(struct ledger *ledger, const char *subject)
{
    static const char kind[] = "calendar/";
    int32_t day;

    if (!text_starts(subject, kind))
        return;
    if (!clock_parse_day(subject + sizeof(kind) - 1, &day))
        day = INT32_MIN;
    if (day < ledger->calendar_from)
        ledger->calendar_from = day;
}

/* What is closed keeps the days that its acts give by the calendar as it is now. */
static enum status refold_closed(struct ledger *ledger, struct arena *arena, struct error *error)
{
    struct arena one = {0};
    struct matter matter;
    const char **numbers;
    size_t count;
    enum status status;

    TRY(matters_closed_numbers(ledger->db, ledger->calendar_from, arena, &numbers, &count, error));
    for (size_t i = 0; i < count; i++) {
        arena_reset(&one);
        TRY(ledger_refold(ledger, numbers[i], &matter, &one, error));
    }
done:
    arena_release(&one);
    return status;
}

/* Every open case by the new calendar; which days moved is kept as a list. */
static enum status move_due_days(struct ledger *ledger, struct error *error)
{
    struct arena arena = {0}, one = {0};
    struct moved last, moved = {0};
    const char **numbers;
    size_t count;
    enum status status;

    TRY(moved_read(ledger->db, &arena, &last, error));
    moved.turn = last.turn + 1;
    moved.at = clock_now_at();
    TRY(matters_open_numbers(ledger->db, NULL, &arena, &numbers, &count, error));
    for (size_t i = 0; i < count; i++) {
        struct moved_days before;
        struct matter matter;
        arena_reset(&one);
        TRY(moved_look(ledger->db, numbers[i], &before, error));
        TRY(ledger_refold(ledger, numbers[i], &matter, &one, error));
        moved_add(&moved, &arena, numbers[i], before,
                  (struct moved_days){matter.due_on, matter.unit_due_on});
    }
    if (moved.total)
        TRY(moved_write(ledger->db, &moved, error));
    TRY(refold_closed(ledger, &arena, error));
done:
    arena_release(&arena);
    arena_release(&one);
    return status;
}

static void forget_group(struct ledger *ledger)
{
    /* the hand may still be at the records' batch */
    ledger_forget_import(ledger);
    ledger_forget_records(ledger);
    ledger->calendar_from = INT32_MAX;
    ledger_forget_twins(ledger);
    ledger->left = NULL;
    ledger->left_count = ledger->left_room = 0;
    arena_release(&ledger->left_arena);
}

enum status ledger_count_days(struct ledger *ledger, struct error *error)
{
    ledger->calendar_from = INT32_MIN;
    return ledger_settle(ledger, error);
}

enum status ledger_begin(struct ledger *ledger, struct error *error)
{
    enum status status;

    forget_group(ledger);
    TRY(db_begin(ledger->db, error));
    TRY(ledger_refresh(ledger, error));
    TRY(journal_own_log(ledger->db, &ledger->log, error));
    ledger->begun_n = ledger->log.n;
    /* others may have brought residents since the last piece */
    if ((ledger->census || ledger->requests) && db_version(ledger->db) != ledger->census_version)
        ledger_drop_census(ledger);
done:
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    return status;
}

enum status ledger_settle(struct ledger *ledger, struct error *error)
{
    enum status status;

    TRY(ledger_follow_twins(ledger, error));
    TRY(ledger_finish_records(ledger, error));
    TRY(ledger_finish_import(ledger, error));
    TRY(ledger_refresh(ledger, error));
    for (size_t i = 0; i < ledger->left_count; i++)
        TRY(fall_back_from(ledger, ledger->left[i], error));
    ledger->left_count = 0;
    if (ledger->calendar_from < INT32_MAX)
        TRY(move_due_days(ledger, error));
    ledger->calendar_from = INT32_MAX;
done:
    return status;
}

enum status ledger_commit(struct ledger *ledger, struct error *error)
{
    enum status status;

    TRY(ledger_settle(ledger, error));
    TRY(db_commit(ledger->db, error));
done:
    forget_group(ledger);
    if (status != STATUS_OK)
        ledger_rollback(ledger);
    return status;
}

/* The numbers of the acts since ledger_begin(). */
static enum status note_piece(struct ledger *ledger, struct imports_entry *entry,
                              struct error *error)
{
    struct imports_piece piece = {
        .log = ledger->log.name, .first_n = ledger->begun_n + 1, .last_n = ledger->log.n};
    bool has_acts = piece.last_n >= piece.first_n;
    enum status status = STATUS_OK;

    /* what changed nothing leaves no trace */
    if (!entry->id && !has_acts)
        return STATUS_OK;
    TRY(imports_put(ledger->db, entry, error));
    if (has_acts)
        TRY(imports_add_piece(ledger->db, entry->id, &piece, error));
done:
    return status;
}

enum status ledger_commit_piece(struct ledger *ledger, struct imports_entry *entry,
                                struct error *error)
{
    struct imports_entry before = *entry;
    enum status status;

    TRY(ledger_settle(ledger, error));
    TRY(note_piece(ledger, entry, error));
    TRY(db_commit(ledger->db, error));
    entry->kept_count = entry->row_count;
done:
    forget_group(ledger);
    if (status != STATUS_OK) {
        *entry = before;
        ledger_rollback(ledger);
    }
    return status;
}

void ledger_rollback(struct ledger *ledger)
{
    db_rollback(ledger->db);
    forget_group(ledger);
    ledger_drop_census(ledger);
    db_set_bulk(ledger->db, false);
    ledger->has_view = false;
    if (ledger->has_late_index)
        ledger_make_late_index(ledger);
}

enum status ledger_sent_put(struct ledger *ledger, const char *layout, enum record_kind kind,
                            const char *const *ids, size_t count, struct error *error)
{
    struct text subject = TEXT_EMPTY;
    enum status status;

    TRY(db_begin(ledger->db, error));
    for (size_t i = 0; i < count; i++) {
        struct query *query = db_query(ledger->db, SQL_SENT_PUT);
        text_clear(&subject);
        text_addf(&subject, "%s/%s", record_rows[kind].name, ids[i]);
        query_bind_text(query, 1, layout);
        query_bind_text(query, 2, subject.at);
        query_bind_integer(query, 3, clock_now_at());
        TRY(query_run(query, error));
    }
    TRY(db_commit(ledger->db, error));
done:
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    text_release(&subject);
    return status;
}
