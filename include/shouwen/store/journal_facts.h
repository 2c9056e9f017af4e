/* SPDX-License-Identifier: MIT */
/* journal_facts: acts that were decided elsewhere, put into the journal as the bytes they came in,
 * and acts of the own logs as they are shipped (sync.md 1, 2).
 * Acts of other files stand in no log of this file: they come by the feed, with gaps. A tail of the
 * own log that the hub does not know becomes a branch log; ids and heads stay. Inside a
 * transaction. */
#ifndef SHOUWEN_STORE_JOURNAL_FACTS_H
#define SHOUWEN_STORE_JOURNAL_FACTS_H

#include "shouwen/domain/fact.h"
#include "shouwen/store/journal.h"

enum journal_fate {
    JOURNAL_KNOWN,     /* nothing changed */
    JOURNAL_COMPLETED, /* its body had not come yet, or only its head */
    JOURNAL_ADDED
};
/* Puts a fact that was read as act. chain: of the feed after it. Where another act has its place
 * already it stands in a branch by itself; STATUS_CONFLICT if that cannot be. */
MUST_CHECK enum status journal_put_fact(struct db *db, const struct fact *fact,
                                        const struct act *act, const uint8_t *chain,
                                        enum journal_fate *fate, struct error *error);
/* Puts the next act of the own log back that the hub still has. */
MUST_CHECK enum status journal_put_back(struct db *db, struct journal_log *log,
                                        const struct fact *fact, const struct act *act,
                                        struct error *error);
/* Acts of a log after number n, at most `most`, in their order; bytes in the arena. */
MUST_CHECK enum status journal_facts_of(struct db *db, const char *log, int64_t n, size_t most,
                                        struct arena *arena, struct fact **facts, size_t *count,
                                        struct error *error);
/* Acts of the feed of an epoch after a position, at most `most`; bytes in the arena. */
MUST_CHECK enum status journal_facts_of_feed(struct db *db, int64_t epoch, int64_t position,
                                             size_t most, struct arena *arena, struct fact **facts,
                                             size_t *count, struct error *error);
/* The chain of a log of this file after act n (0: before the first); *found false: not so many. */
MUST_CHECK enum status journal_chain_at(struct db *db, const struct journal_log *log, int64_t n,
                                        uint8_t *chain, bool *found, struct error *error);
/* The own log's acts after number n become a branch, and the log ends with act n. *name, in the
 * arena, is the branch's. */
MUST_CHECK enum status journal_branch_off(struct db *db, struct journal_log *log, int64_t n,
                                          struct arena *arena, const char **name,
                                          struct error *error);
/* The hub has the act with this id as the next one of that log. Where it stands in another log of
 * this file, that log's tail from it on goes there, and *name, in the arena, is that log; NULL: it
 * stands in none. A branch that nothing is left of is gone. */
MUST_CHECK enum status journal_take_over(struct db *db, struct journal_log *log, const uint8_t *id,
                                         struct arena *arena, const char **name,
                                         struct error *error);
/* A branch that the hub has and this file has not: still empty, behind act parent_n of its parent,
 * which is a log of this file. */
MUST_CHECK enum status journal_branch_begin(struct db *db, const char *name,
                                            const struct journal_log *parent, int64_t parent_n,
                                            struct journal_log *branch, struct error *error);

/* A log of this file: the own one or a branch of it. */
struct journal_branch {
    struct journal_log log;
    const char *parent; /* NULL: the own log */
    int64_t parent_n;
};
/* All of them, a branch behind its parent, the oldest fork first; texts in the arena. */
MUST_CHECK enum status journal_logs(struct db *db, struct arena *arena,
                                    struct journal_branch **logs, size_t *count,
                                    struct error *error);

#endif
