/* SPDX-License-Identifier: MIT */
/* broken: variants of the product that are wrong on purpose, each of which the simulator must
 * catch: the test of the test. A variant stands in front of a function of the product, put there by
 * the linker in this program alone (--wrap in sources.am). */
#ifndef SHOUWEN_TESTS_SIM_BROKEN_H
#define SHOUWEN_TESTS_SIM_BROKEN_H

#include <stdbool.h>

/* The table of concurrent pairs (sync.md 6), each row read wrongly: as in enum who_row. */
#define BROKEN_ROWS(X)                                                                             \
    X(ASSIGN_ASSIGN, "assign-assign")         /* the first one holds */                            \
    X(ASSIGN_FALL_BACK, "assign-fall-back")   /* the assigned one holds */                         \
    X(DISPATCH_DISPATCH, "dispatch-dispatch") /* a dispatch after the reply counts */              \
    X(GIVE_BACK_REPLY, "give-back-reply")     /* the unit gave it back */                          \
    X(EXTEND_EXTEND, "extend-extend")         /* the earlier day */                                \
    X(RATING_RATING, "rating-rating")         /* the higher one counts */                          \
    X(RESOLVE_RESOLVE, "resolve-resolve")     /* the lower level's holds */

/* X(NAME, "name") */
#define BROKEN_TABLE(X)                                                                            \
    X(DISPATCH, "dispatch")   /* a dispatch moves accountability to whoever dispatches */          \
    X(CLOSE, "close")         /* the last writer closes, whatever they knew of */                  \
    X(NUMBERS, "numbers")     /* the handshake compares numbers, not hashes */                     \
    X(BACK_FILL, "back-fill") /* who comes to see a subject doesn't get its earlier acts */        \
    X(SEQUENCE, "sequence")   /* a feed goes on behind the highest number it ever had */           \
    X(FINAL_TAG, "final-tag") /* a bundle whose stream has no end is believed */                   \
    X(ERASED, "erased")       /* the hub keeps the texts of what was erased */                     \
    X(UNREAD, "unread")       /* what lies in mailboxes keeps them */                              \
    X(AUDIENCE, "audience")   /* a case is for every station */                                    \
    X(PROOF, "proof")         /* what the hub signed of a feed is never believed */                \
    X(LATE_BODY, "late-body") /* the hub drops a body that comes after its head */                 \
    X(BELIEVED, "believed")   /* whatever a client says counts, whoever may say it */              \
    X(HOLDER, "holder")       /* from six acts on somebody else is shown */                        \
    X(UNTOLD, "untold")       /* who gets somebody is not told what is known of them */            \
    X(ANYBODY, "anybody")     /* of reference data anybody says anything */                        \
    BROKEN_ROWS(X)

#define BROKEN_NUMBER(name, word) BROKEN_##name,
enum broken { BROKEN_TABLE(BROKEN_NUMBER) BROKEN_COUNT };
extern const char *const broken_words[BROKEN_COUNT];

/* From here on; BROKEN_COUNT: none is. */
void broken_set(enum broken which);
/* False if there is no such variant. */
bool broken_find(const char *name, enum broken *which);

#endif
