/* SPDX-License-Identifier: MIT */
/* import_piece: the transactions of an import, how far it is, and where it goes on. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "intake/import_inside.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A piece is so long that its commit is a small part of it, and so short that others may write in
 * between and that little is lost. It is measured by the program's own time, that of the hand too;
 * on a machine that has other things to do the clock ends it, before who waits gives up (db.c:
 * BUSY_MS). They look every millisecond or so, and get their turn in the gap behind each piece. */
enum { PIECE_MS = 3000, CLOCK_MS = 2000, GAP_MS = 10, WATCH_MS = 100, LOOK_ROWS = 16 };

static int64_t now_ms(void)
{
    return clock_ms_of(CLOCK_MONOTONIC);
}

static int64_t used_ms(void)
{
    return clock_ms_of(CLOCK_PROCESS_CPUTIME_ID);
}

/* The file's bytes and all that decides what is read from them. */
static const char *digest_of(struct import_run *run)
{
    const int what[] = {(int)run->kind, (int)run->found.encoding, (int)run->found.separator,
                        run->how->clears, (int)run->heading_line};
    struct crypto_digest digest;
    uint8_t bytes[CRYPTO_CHAIN];
    char hex[2 * CRYPTO_CHAIN + 1];

    crypto_digest_start(&digest);
    crypto_digest_add(&digest, run->digest, sizeof(run->digest));
    crypto_digest_add(&digest, what, sizeof(what));
    crypto_digest_add(&digest, run->columns.fields,
                      run->columns.count * sizeof(run->columns.fields[0]));
    crypto_digest_end(&digest, bytes);
    ident_hex(bytes, sizeof(bytes), hex);
    return arena_copy(&run->pieces.arena, hex);
}

bool import_is_whole(const struct import_run *run)
{
    return run->kind == RECORD_CALENDAR || run->kind == RECORD_STAFF;
}

static void read_refused(struct import_pieces *pieces, const char *text)
{
    size_t room = 0;
    char *end;

    for (long long row; (row = strtoll(text, &end, 10)) > 0; text = end) {
        pieces->refused = arena_grow(&pieces->arena, pieces->refused, pieces->refused_count, &room,
                                     sizeof(*pieces->refused));
        pieces->refused[pieces->refused_count++] = row;
    }
}

/* The file is looked for again later, from wherever the program runs then. */
static const char *whole_path(struct import_run *run)
{
    char *whole = run->how->paste || *run->path == '/' ? NULL : realpath(run->path, NULL);
    const char *path = whole ? arena_copy(&run->arena, whole) : run->path;

    free(whole);
    return path;
}

enum status import_resume(struct import_run *run, struct error *error)
{
    struct import_pieces *pieces = &run->pieces;
    struct import_report *report = run->report;
    const char *digest = digest_of(run);
    enum status status = STATUS_OK;
    bool found = false;

    pieces->begun_ms = pieces->watched_ms = now_ms();
    pieces->piece_ms = used_ms();
    pieces->piece_at_ms = now_ms();
    if (!import_is_whole(run))
        TRY(reference_find_open(run->desk, digest, &pieces->arena, &pieces->entry, &found, error));
    if (!found) {
        pieces->entry = (struct imports_entry){.at = clock_now_at(),
                                               .kind = run->row->name,
                                               .path = whole_path(run),
                                               .state = IMPORTS_OPEN,
                                               .digest = digest};
        goto done;
    }
    pieces->kept = pieces->entry;
    read_refused(pieces, pieces->entry.refused);
    pieces->in_count = pieces->entry.row_count;
    report->resumed_count += pieces->entry.row_count;
    report->added_count += pieces->entry.added_count;
    report->changed_count += pieces->entry.changed_count;
    report->unchanged_count += pieces->entry.unchanged_count;
done:
    return status;
}

bool import_is_in(struct import_run *run)
{
    struct import_pieces *pieces = &run->pieces;

    if (run->row_count > pieces->in_count)
        return false;
    while (pieces->refused_next < pieces->refused_count &&
           pieces->refused[pieces->refused_next] < run->row_count)
        pieces->refused_next++;
    return pieces->refused_next == pieces->refused_count ||
           pieces->refused[pieces->refused_next] != run->row_count;
}

static enum status commit(struct import_run *run, const char *state, struct error *error)
{
    struct imports_entry *entry = &run->pieces.entry;
    enum status status;

    entry->state = state;
    entry->row_count = run->row_count;
    entry->added_count = run->report->added_count - run->before->added_count;
    entry->changed_count = run->report->changed_count - run->before->changed_count;
    entry->unchanged_count = run->report->unchanged_count - run->before->unchanged_count;
    entry->refused = run->pieces.now_refused.at;
    TRY(reference_commit_piece(run->desk, entry, error));
    run->pieces.kept = *entry;
done:
    return status;
}

enum status import_fell(struct import_run *run, const struct error *fault, struct error *error)
{
    const struct imports_entry *kept = &run->pieces.kept;

    *error = *fault;
    if (!kept->row_count)
        return fault->kind;
    run->report->added_count = run->before->added_count + kept->added_count;
    run->report->changed_count = run->before->changed_count + kept->changed_count;
    run->report->unchanged_count = run->before->unchanged_count + kept->unchanged_count;
    return error_set(error, fault->kind, fault->field,
                     _("the first %lld of %lld rows are kept, and the same list imported again "
                       "goes on there; of the others: %s"),
                     (long long)kept->row_count, (long long)run->row_total, fault->message);
}

/* Rows that were in already cost next to nothing and say nothing of the speed. */
static void tell(struct import_run *run, int64_t now)
{
    struct import_pieces *pieces = &run->pieces;
    struct import_progress progress = {.row_count = run->row_count,
                                       .row_total = run->row_total,
                                       .resumed_count = pieces->in_count,
                                       .seconds_left = IMPORT_UNKNOWN_TIME};
    int64_t took = now - pieces->begun_ms, done = run->row_count - pieces->in_count;

    if (done <= 0)
        pieces->begun_ms = now;
    else
        import_progress_rate(&progress, done, took);
    pieces->watched_ms = now;
    if (run->how->watch && !run->how->watch(run->how->watch_context, &progress))
        run->is_stopped = true;
}

static bool is_full(const struct import_run *run)
{
    const struct import_pieces *pieces = &run->pieces;

    if (run->how->is_dry || import_is_whole(run) || run->row_count <= pieces->in_count)
        return false;
    if (run->how->piece_rows)
        return run->row_count - pieces->piece_row >= run->how->piece_rows;
    return used_ms() - pieces->piece_ms >= PIECE_MS || now_ms() - pieces->piece_at_ms >= CLOCK_MS;
}

static enum status keep_piece(struct import_run *run, struct error *error)
{
    enum status status;

    TRY(commit(run, IMPORTS_OPEN, error));
    nanosleep(&(struct timespec){.tv_nsec = GAP_MS * 1000000L}, NULL);
    TRY(reference_begin(run->desk, error));
    run->pieces.piece_row = run->row_count;
    run->pieces.piece_ms = used_ms();
    run->pieces.piece_at_ms = now_ms();
    tell(run, now_ms());
done:
    return status;
}

enum status import_step(struct import_run *run, bool is_refused, struct error *error)
{
    enum status status = STATUS_OK;

    if (is_refused)
        text_addf(&run->pieces.now_refused, "%lld ", (long long)run->row_count);
    if (run->row_count % LOOK_ROWS && !run->how->piece_rows)
        return STATUS_OK;
    int64_t now = now_ms();
    if (now - run->pieces.watched_ms >= WATCH_MS)
        tell(run, now);
    if (!run->is_stopped && is_full(run))
        TRY(keep_piece(run, error));
    if (run->is_stopped)
        status = error_set(error, STATUS_BUSY, "", _("stopped"));
done:
    return status;
}

enum status import_keep(struct import_run *run, struct error *error)
{
    /* somebody stopped before the rows that were still to come */
    if (run->row_count < run->pieces.in_count)
        return STATUS_OK;
    return commit(run, run->is_stopped ? IMPORTS_OPEN : IMPORTS_DONE, error);
}

void import_end_watch(struct import_run *run)
{
    struct import_report *report = run->report;

    if (!run->is_stopped)
        tell(run, now_ms());
    /* after the last row there is nothing left to stop */
    run->is_stopped = run->is_stopped && run->row_count < run->row_total;
    report->is_stopped = report->is_stopped || run->is_stopped;
    if (run->is_stopped) {
        report->stopped_row = run->row_count;
        report->stopped_total = run->row_total;
    }
}
