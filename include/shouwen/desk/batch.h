/* SPDX-License-Identifier: MIT */
/* batch: one act on many cases at once: looked at before anything is written, recorded in bounded
 * steps under one request id, and taken back together while nothing followed (domain.md 3, undo).
 * Each case is accepted or refused on its own; nothing is ever half recorded. For the queue's marks
 * and the `case` verbs with several numbers. */
#ifndef SHOUWEN_DESK_BATCH_H
#define SHOUWEN_DESK_BATCH_H

#include "shouwen/desk/desk.h"

enum {
    BATCH_MOST = 1000, /* cases of one batch */
    BATCH_STEP = 20    /* cases of one transaction */
};

enum batch_fate { BATCH_WAITING, BATCH_DONE, BATCH_REFUSED, BATCH_FATES };

struct batch_row {
    const char *number, *subject, *name, *door;
    const char *request; /* undo: what is taken back; otherwise the batch's own */
    enum act_kind kind;
    enum batch_fate fate;
    bool is_unseen;      /* there is none for them: noted when it was looked at */
    enum status refusal; /* BATCH_REFUSED: its kind, the field it is about, and the sentence */
    const char *field, *reason;
};

/* Begin with batch_start(); texts live in its arena. */
struct batch {
    struct arena arena;
    struct act act;      /* kind, and the fields that all have */
    enum act_kind also;  /* done where kind is not possible; ACT_OPEN: nothing */
    bool takes_doubtful; /* closes what has doubts (closing.h) too, which it refuses otherwise */
    struct batch_row *rows;
    size_t count, room, next; /* next: rows before it have been through batch_step() */
};

/* Equal refusals of a batch: how many, and the sentence. */
struct batch_reason {
    const char *reason;
    size_t count;
};

/* fields: by enum act_field, NULL where there is none; copied. A request id is made if none is
 * among them. */
void batch_start(struct batch *batch, enum act_kind kind, enum act_kind also,
                 const char *const fields[ACT_FIELD_COUNT]);
void batch_release(struct batch *batch);
/* True for acts that make sense on many cases: not those that each case needs its own words or
 * marks for. */
bool batch_may(enum act_kind kind);
/* Which acts the person signed in could do now on at least one of these cases; possible is by enum
 * act_kind, false for those that batch_may() leaves out but a session, which is called for all of
 * them at once. Cases that are gone count for nothing. */
MUST_CHECK enum status batch_possible(struct desk *desk, const char *const *numbers, size_t count,
                                      bool possible[ACT_CASE_KINDS], struct error *error);
/* Adds a case by number or query code, once, and looks whether the act would go through now; what
 * refuses it is in the row, so STATUS_OK. An undo brings along the other cases of the request that
 * it takes back. STATUS_INVALID beyond BATCH_MOST. */
MUST_CHECK enum status batch_add(struct desk *desk, struct batch *batch, const char *number,
                                 struct error *error);
/* The batch that the person signed in recorded last, if it can still be taken back: an undo of it.
 * *found false: there is none; what was recorded last was no batch, or too long ago. */
MUST_CHECK enum status batch_find_last(struct desk *desk, struct batch *batch, bool *found,
                                       struct error *error);
/* How many cases share the latest act's request of a case: 1 for an act of its own. */
MUST_CHECK enum status batch_size_at(struct desk *desk, const struct matter *matter, size_t *size,
                                     struct error *error);
/* Records the next BATCH_STEP cases; those that were refused when they were added are left out, and
 * what refuses one now is in its row. A failure (the file) leaves this step undone. */
MUST_CHECK enum status batch_step(struct desk *desk, struct batch *batch, struct error *error);
bool batch_is_over(const struct batch *batch);

/* Without a file: rows of a fate; the kinds of refusals, the most frequent first. */
size_t batch_count(const struct batch *batch, enum batch_fate fate);
size_t batch_reasons(const struct batch *batch, struct arena *arena, struct batch_reason **reasons);

#endif
