/* SPDX-License-Identifier: MIT */
/* fact: an act that was decided elsewhere, as the bytes that were written (sync.md 1).
 * Nobody asks the rules about it any more; it is only verified. Its place (log, n) is a shipping
 * cursor and differs from what the head says in a branch log, whose acts keep the heads that they
 * had in the parent; the id is the identity. Used by store and sync. */
#ifndef SHOUWEN_DOMAIN_FACT_H
#define SHOUWEN_DOMAIN_FACT_H

#include "shouwen/domain/act.h"

enum { FACT_LOG_MOST = 63, FACT_SUBJECT_MOST = 200 };

/* Everything is borrowed. */
struct fact {
    uint8_t id[CRYPTO_ID];
    const char *log;
    int64_t n;
    const void *head;
    size_t head_length;
    const void *body; /* NULL, 0: a head only, or an erased body */
    size_t body_length;
    bool is_whole; /* of a feed: its body was to come along, if it has one still */
};

/* Reads the fact as an act, text in arena, and verifies what holds for every act whoever wrote it:
 * head and body by their hashes and limits, a subject "kind/id", a resident whose number is not
 * longer, an author, times of the calendar, a place that fits the head. STATUS_INVALID says what is
 * wrong. */
MUST_CHECK enum status fact_read(struct arena *arena, const struct fact *fact, struct act *act,
                                 struct error *error);

/* The same for a fact whose head and body act_decode() has read as this act. */
MUST_CHECK enum status fact_check(const struct fact *fact, const struct act *act,
                                  struct error *error);

/* The name of the branch of a log whose first act has this id: "LOG~1a2b3c4d", into
 * out[FACT_LOG_MOST + 1]. False if the log's name has no room for it. */
bool fact_branch_name(const char *log, const uint8_t *id, char *out);

#endif
