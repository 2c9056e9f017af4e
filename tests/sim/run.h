/* SPDX-License-Identifier: MIT */
/* run: one seed: some weeks of work and exchange, with whatever goes wrong, then everything heals.
 */
#ifndef SHOUWEN_TESTS_SIM_RUN_H
#define SHOUWEN_TESTS_SIM_RUN_H

#include "world.h"

/* X(NAME, "word"): what may go wrong, as bits. */
#define RUN_FAULT_TABLE(X)                                                                         \
    X(LINK, "link")       /* the carrier (post.h) */                                               \
    X(REPLAY, "replay")   /* bundles of some time ago lie there again, or elsewhere */             \
    X(CRASH, "crash")     /* a machine stops at any write */                                       \
    X(FULL, "full")       /* its disk has no room from any write on */                             \
    X(CLOCK, "clock")     /* clocks ten years off */                                               \
    X(RESTORE, "restore") /* a file is put back as it was at any time before */                    \
    X(HUB_RESTORE, "hub") /* the hub's */                                                          \
    X(CLONE, "clone")     /* a station's file runs on two machines */                              \
    X(LIES, "lies")       /* a station says what it may not (lies.h) */

#define RUN_FAULT_NUMBER(name, word) RUN_FAULT_##name,
enum run_fault { RUN_FAULT_TABLE(RUN_FAULT_NUMBER) RUN_FAULTS };
extern const char *const run_fault_words[RUN_FAULTS];

struct run_how {
    unsigned may;     /* bits of the faults that may come, of which each seed takes some */
    bool is_thorough; /* everything is asked at every step, every file is rebuilt */
    bool is_told;     /* each step is printed */
};

struct run_counts {
    int64_t seeds, steps, acts, erased, faults[RUN_FAULTS];
};

/* Runs a seed; world->wrong says what came of it. */
void run_seed(struct world *world, uint64_t seed, const struct run_how *how,
              struct run_counts *counts);

#endif
