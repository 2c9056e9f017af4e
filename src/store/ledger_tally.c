/* SPDX-License-Identifier: MIT */
/* A day's tallies, and the day's own run. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/domain/vocabulary.h"
#include "shouwen/store/schema.h"
#include "store/ledger_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_tally(const void *a, const void *b)
{
    const struct act *one = a, *two = b;
    int order = strcmp(act_text(one, FIELD_TALLY), act_text(two, FIELD_TALLY));

    return order ? order : strcmp(act_text(one, FIELD_NODE), act_text(two, FIELD_NODE));
}

enum status ledger_refold_tally(struct ledger *ledger, const char *subject, struct arena *arena,
                                struct error *error)
{
    struct act *acts;
    size_t count;
    enum status status;
    int32_t day;

    if (!clock_parse_day(strchr(subject, '/') + 1, &day))
        return error_set(error, STATUS_BROKEN, "", _("a tally has no day: %s"), subject);
    TRY(journal_read(ledger->db, subject, arena, &acts, &count, error));
    if (count)
        qsort(acts, count, sizeof(*acts), by_tally);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && by_tally(&acts[i], &acts[end]) == 0;)
            end++;
        struct query *query = db_query(ledger->db, SQL_TALLY_PUT);
        query_bind_integer(query, 1, day);
        query_bind_text(query, 2, act_text(&acts[i], FIELD_NODE));
        query_bind_text(query, 3, act_text(&acts[i], FIELD_TALLY));
        query_bind_integer(query, 4, (int64_t)(end - i));
        TRY(query_run(query, error));
    }
done:
    return status;
}

enum status ledger_tally(struct ledger *ledger, const char *by, const char *kind,
                         struct error *error)
{
    struct arena arena = {0};
    struct act act = {.kind = ACT_TALLY};
    char day[CLOCK_TEXT];
    enum status status;

    if (word_index(word_tallies, kind) < 0)
        return error_set(error, STATUS_INVALID, "kind",
                         _("\"%s\" is not tallied; kinds are print, way, loan and consult"), kind);
    TRY(db_begin(ledger->db, error));
    TRY(journal_own_log(ledger->db, &ledger->log, error));
    ledger_sign(ledger, &act, by ? by : LEDGER_PROGRAM);
    act.subject =
        arena_format(&arena, "tally/%s", clock_format_day(clock_day_of(act.entered_at), day));
    act.value[FIELD_NODE] = ledger->node;
    act.value[FIELD_TALLY] = kind;
    TRY(journal_latest(ledger->db, act.subject, &arena, &act.on, &act.on_count, error));
    TRY(journal_append(ledger->db, &ledger->log, &act, error));
    TRY(ledger_refold_tally(ledger, act.subject, &arena, error));
    TRY(db_commit(ledger->db, error));
done:
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    arena_release(&arena);
    return status;
}

/* --- the day's own run: "2026-11-23 2026-11-20", the last day and the one before --- */
static const char run_key[] = "daily_on";

enum status ledger_last_run(struct db *db, int32_t *on, int32_t *before, struct error *error)
{
    struct text noted = TEXT_EMPTY;
    enum status status;

    *on = *before = CLOCK_NO_DAY;
    TRY(schema_meta_get(db, run_key, &noted, error));
    size_t length = strcspn(noted.at, " ");
    if (noted.at[length] && !clock_parse_day(noted.at + length + 1, before))
        *before = CLOCK_NO_DAY;
    text_cut(&noted, length);
    if (!clock_parse_day(noted.at, on))
        *on = CLOCK_NO_DAY;
done:
    text_release(&noted);
    return status;
}

enum status ledger_note_run(struct ledger *ledger, int32_t on, struct error *error)
{
    char day[CLOCK_TEXT], before[CLOCK_TEXT], noted[2 * CLOCK_TEXT];
    int32_t last, earlier;
    enum status status;

    TRY(db_begin(ledger->db, error));
    TRY(ledger_last_run(ledger->db, &last, &earlier, error));
    if (last == on) {
        db_rollback(ledger->db);
        return STATUS_OK;
    }
    snprintf(noted, sizeof(noted), "%s %s", clock_format_day(on, day),
             clock_format_day(last, before));
    TRY(schema_meta_put(ledger->db, run_key, noted, error));
    TRY(db_commit(ledger->db, error));
done:
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    return status;
}
