/* SPDX-License-Identifier: MIT */
/* journal: the table of acts and its hash chain (sync.md 1).
 * One log per station file; c_n = BLAKE2b-256(c_(n-1) || id_n), c_0 = BLAKE2b-256(log name ||
 * public key). Each log's last (n, chain) is stored apart, so that a cut-off tail is found too.
 * Rows are never changed; only a body may be erased. */
#ifndef SHOUWEN_STORE_JOURNAL_H
#define SHOUWEN_STORE_JOURNAL_H

#include "shouwen/domain/act.h"
#include "shouwen/store/db.h"

struct journal_log {
    char name[64]; /* node code, '-', first 8 hex of BLAKE2b-128 of the public key */
    uint8_t public_key[CRYPTO_PUBLIC];
    int64_t n; /* of the last act; 0: none yet */
    uint8_t chain[CRYPTO_CHAIN];
};

/* "310115007001-1a2b3c4d" for a node and a key, into name[64]. */
void journal_log_name(const char *node, const uint8_t *public_key, char *name);
/* Puts the file's own log, still empty; inside a transaction, once in a file's life. */
MUST_CHECK enum status journal_start(struct db *db, const char *name, const uint8_t *public_key,
                                     struct error *error);
/* The file's own log, inside or outside a transaction. */
MUST_CHECK enum status journal_own_log(struct db *db, struct journal_log *log, struct error *error);
/* Gives act its log and number, encodes it, appends it and moves the log on; inside a
 * transaction. log is brought up to date. act->on must hold the subject's latest acts. After a
 * db_mark_undo() read the log again. */
MUST_CHECK enum status journal_append(struct db *db, struct journal_log *log, struct act *act,
                                      struct error *error);
/* An act encoded, with its place in the chain; texts and bytes in an arena. */
struct journal_new {
    const char *log, *subject;
    int64_t n;
    const void *head, *body;
    size_t head_length, body_length;
    uint8_t id[CRYPTO_ID], chain[CRYPTO_CHAIN];
};
/* journal_append() in two parts: as if it were appended, without a look at the file; log is moved
 * on in memory. */
MUST_CHECK enum status journal_prepare(struct journal_log *log, struct act *act,
                                       struct arena *arena, struct journal_new *out,
                                       struct error *error);
/* ... and into the file; after several, one after the other, the log is moved on once: from the
 * number before the first to the last of them. */
MUST_CHECK enum status journal_add(struct db *db, const struct journal_new *act,
                                   struct error *error);
MUST_CHECK enum status journal_move(struct db *db, const struct journal_new *last, int64_t before_n,
                                    struct error *error);
/* All acts of a subject in the order they came in, decoded into the arena; the ids of people in
 * them as this file knows them (twins.h). */
MUST_CHECK enum status journal_read(struct db *db, const char *subject, struct arena *arena,
                                    struct act **acts, size_t *count, struct error *error);
/* True in *has if there is any act of a subject. */
MUST_CHECK enum status journal_has(struct db *db, const char *subject, bool *has,
                                   struct error *error);
/* ... of any subject from one to another, in the order of their bytes. */
MUST_CHECK enum status journal_has_between(struct db *db, const char *from, const char *to,
                                           bool *has, struct error *error);
/* Of some acts those that no other one of them names, the last ACT_ON_MOST, in the arena. */
const uint64_t *journal_latest_of(const struct act *acts, size_t act_count, struct arena *arena,
                                  size_t *count);
/* The same of all acts of a subject that is folded field by field. */
MUST_CHECK enum status journal_latest(struct db *db, const char *subject, struct arena *arena,
                                      const uint64_t **on, size_t *count, struct error *error);
/* Calls visit for every act in the order they came in, so those of each log by number; stops at the
 * first status that is not OK. The arena is reset before each act. */
MUST_CHECK enum status journal_each(struct db *db, struct arena *arena,
                                    enum status (*visit)(void *context, const struct act *act,
                                                         struct error *error),
                                    void *context, struct error *error);
/* Calls visit for the acts of a log from number first to last, in their order. seq: rises with when
 * they came in, whatever log they stand in now. */
MUST_CHECK enum status
journal_each_of_log(struct db *db, const char *log, int64_t first, int64_t last,
                    enum status (*visit)(void *context, const char *subject, const uint8_t *id,
                                         int64_t seq, struct error *error),
                    void *context, struct error *error);
/* Calls visit for every act that came in after a certain one, the latest first, but for those that
 * are to be skipped. The arena holds the act and is reset before each. */
MUST_CHECK enum status journal_each_since(struct db *db, const char *log, int64_t n,
                                          bool (*skip)(void *context, const char *log, int64_t n),
                                          enum status (*visit)(void *context, struct arena *arena,
                                                               const struct act *act,
                                                               struct error *error),
                                          void *context, struct error *error);
/* The latest act of an author since a time, without its body, among the latest `most` of all;
 * *found false: there is none. */
MUST_CHECK enum status journal_find_back(struct db *db, const char *by, int64_t since_at,
                                         int64_t most, struct arena *arena, struct act *act,
                                         bool *found, struct error *error);
/* Recomputes every id, body hash and chain and compares each column with what the head says, each
 * log with its end, the tables with their indexes; problem is called with one sentence naming log
 * and act number for each thing that is wrong. An erased body (NULL) is none. *act_count: acts
 * seen. */
MUST_CHECK enum status journal_verify(struct db *db,
                                      void (*problem)(void *context, const char *sentence),
                                      void *context, int64_t *act_count, struct error *error);

#endif
