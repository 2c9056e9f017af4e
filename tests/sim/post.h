/* SPDX-License-Identifier: MIT */
/* post: a carrier in memory, as bad as folders, sticks and copies of them are: it cannot be
 * reached, says that something failed which was done, shows only a part, cuts off and flips bits,
 * brings back what was taken away, and puts things where they don't belong. */
#ifndef SHOUWEN_TESTS_SIM_POST_H
#define SHOUWEN_TESTS_SIM_POST_H

#include "shouwen/sync/carrier.h"

/* Each is met once in so many calls; 0: never. */
struct post_faults {
    uint64_t unreachable;  /* any call */
    uint64_t unsaid;       /* done, but said to have failed */
    uint64_t hidden;       /* a bundle is not in the list yet */
    uint64_t cut, flipped; /* a bundle as it was put, or as it is taken */
    uint64_t comes_back;   /* a bundle that was removed lies there again */
    uint64_t endless;      /* a bundle is written without the mark of its end, rightly signed */
    bool is_partition;     /* nothing goes through at all */
};

/* Everything lies there no more. */
void post_empty(void);
void post_set(const struct post_faults *faults);
/* For carrier_close(). */
struct carrier *post_open(void);
/* A bundle from some time ago lies in its mailbox again, or in somebody else's. */
void post_replay(bool is_elsewhere);
/* Calls visit for everything that lies unread and whole and was not put there by a fault. */
void post_each(void (*visit)(void *context, const char *mailbox, const void *bytes, size_t length),
               void *context);
/* What must not be: a bundle that was spoiled, or lay in another's mailbox, was taken away by who
 * reads there and is not in quarantine; NULL if there was none since it was asked. */
const char *post_believed(void);

#endif
