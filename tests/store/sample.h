/* SPDX-License-Identifier: MIT */
/* sample: a station file with acts, for the tests of the store. */
#ifndef SHOUWEN_TESTS_STORE_SAMPLE_H
#define SHOUWEN_TESTS_STORE_SAMPLE_H

#include "shouwen/base/text.h"
#include "shouwen/store/journal.h"
#include "shouwen/store/station.h"
#include "tests/store/scratch.h"

#define SAMPLE_NODE "310115007001"

static inline void sample_make(const char *path)
{
    assert_ok(station_init(path, NULL, SAMPLE_NODE, "塘桥新村居委会", &error));
}

/* Appends one note to a subject, in a transaction of its own; *n (may be NULL) is its number. */
static inline enum status sample_append(struct db *db, const char *subject, const char *text,
                                        int64_t *n)
{
    enum status status = STATUS_OK;
    struct arena arena = {0};
    struct journal_log log;
    struct act act = {
        .kind = ACT_NOTE, .subject = subject, .by = "S01", .entered_at = 1795230000000};

    act.happened_at = act.entered_at;
    act.value[FIELD_TEXT] = text;
    TRY(db_begin(db, &error));
    TRY(journal_own_log(db, &log, &error));
    TRY(journal_latest(db, subject, &arena, &act.on, &act.on_count, &error));
    TRY(journal_append(db, &log, &act, &error));
    TRY(db_commit(db, &error));
    if (n)
        *n = act.n;
done:
    db_rollback(db);
    arena_release(&arena);
    return status;
}

static inline void sample_tell(void *context, const char *sentence)
{
    text_add(context, sentence);
    text_add_char(context, '\n');
}

/* Problems of the journal into out, one a line; returns the number of acts seen. */
static inline int64_t sample_verify(struct db *db, struct text *out)
{
    int64_t count;

    text_clear(out);
    assert_ok(journal_verify(db, sample_tell, out, &count, &error));
    return count;
}

/* The journal must be without a problem; returns the number of acts. */
static inline int64_t sample_verify_clean(struct db *db)
{
    struct text problems = TEXT_EMPTY;
    int64_t count = sample_verify(db, &problems);

    if (problems.length)
        fail_msg("%s", problems.at);
    text_release(&problems);
    return count;
}

#endif
