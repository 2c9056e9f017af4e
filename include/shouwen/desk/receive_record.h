/* SPDX-License-Identifier: MIT */
/* receive_record: an intake becomes a case, or goes on with one, at one key press.
 * All acts of the key go into one request of the ledger, under the request id that the intake got
 * when it began: all of them or none, and pressing twice is the same case. Used by the reception.
 * */
#ifndef SHOUWEN_DESK_RECEIVE_RECORD_H
#define SHOUWEN_DESK_RECEIVE_RECORD_H

#include "shouwen/desk/receive_draft.h"

/* What is done about it; texts may be NULL. */
struct receive_deed {
    /* ACT_ANSWER ACT_SOLVE ACT_ACCEPT ACT_ASSIGN ACT_PROMISE; ACT_WAIT: for the missing materials;
     * ACT_OPEN: nothing beyond taking it in, or noting what was brought */
    enum act_kind kind;
    const char *to;      /* staff: whom to assign to, or who keeps the promise */
    const char *promise; /* word_promises */
    int64_t until_at;
};

/* Opens the case, or goes on with draft->number: then a case that waited for materials is resumed,
 * and one that somebody else holds is taken over first where the deed is for the accountable
 * person. Ticks the checklist if that was gone through, and does the deed. The case number is in
 * the arena. */
MUST_CHECK enum status receive_record(struct desk *desk, const struct receive_draft *draft,
                                      const struct receive_deed *deed, struct arena *arena,
                                      const char **number, struct error *error);
/* Who will be accountable for what the person signed in takes in now: a staff id, in the arena;
 * "" if nobody is known. */
MUST_CHECK enum status receive_record_holder(struct desk *desk, const struct receive_draft *draft,
                                             struct arena *arena, const char **staff_id,
                                             struct error *error);
/* True if a deed on a case would begin by taking it over. */
bool receive_record_takes_over(struct desk *desk, const struct matter *matter, enum act_kind kind);
/* Notes what was asked for in the demand list instead. */
MUST_CHECK enum status receive_record_demand(struct desk *desk, const struct receive_draft *draft,
                                             struct arena *arena, struct error *error);
/* Records what the resident pressed, 1 to 5 each. source is a word of word_rating_sources. */
MUST_CHECK enum status receive_record_rating(struct desk *desk, const char *number, int attitude,
                                             int ability, const char *source, struct arena *arena,
                                             struct error *error);

#endif
