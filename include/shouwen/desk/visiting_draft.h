/* SPDX-License-Identifier: MIT */
/* visiting_draft: a visit that is not recorded yet, as it stands on the desk.
 * One a household, kept in the station file for the person who made the visit, so that a crash
 * loses no word; its request id is the one it is recorded under, so that going on with one that was
 * recorded already changes nothing. Used by the screen of a visit. */
#ifndef SHOUWEN_DESK_VISITING_DRAFT_H
#define SHOUWEN_DESK_VISITING_DRAFT_H

#include "shouwen/desk/visiting.h"

enum { VISITING_DRAFTS = 20, VISITING_FIELDS = VISITING_LINES + 2 };

struct visiting_draft {
    const char *household; /* its key */
    const char *door;      /* what it is called */
    const char *request;
    bool has_result; /* the two below */
    enum visit_result result;
    bool asks_contact;
    const char *met;                    /* ids of those ticked, ';' between */
    const char *typed[VISITING_FIELDS]; /* what stands in each field */
    int field;                          /* the one with the cursor */
    const struct visiting_line *lines;  /* that were finished */
    size_t line_count;
};

/* How long keeping it waits for others who write: not to be felt, or until it is surely kept. */
enum visiting_patience { VISITING_SOON, VISITING_SURELY };
/* Keeps it in place of what stood there for the household; STATUS_BUSY: try again. Of more than
 * VISITING_DRAFTS the oldest gives way. */
MUST_CHECK enum status visiting_draft_save(struct desk *desk, const struct visiting_draft *draft,
                                           enum visiting_patience patience, struct error *error);
/* Nothing is left of it. */
MUST_CHECK enum status visiting_draft_drop(struct desk *desk, const char *household,
                                           struct error *error);
/* What the person signed in left unfinished there; texts in the arena. */
MUST_CHECK enum status visiting_draft_load(struct desk *desk, const char *household,
                                           struct arena *arena, struct visiting_draft *draft,
                                           bool *found, struct error *error);
/* The doors of all that they left unfinished, the latest last. */
MUST_CHECK enum status visiting_draft_doors(struct desk *desk, struct arena *arena,
                                            const char ***doors, size_t *count,
                                            struct error *error);

#endif
