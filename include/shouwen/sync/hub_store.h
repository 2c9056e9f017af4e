/* SPDX-License-Identifier: MIT */
/* hub_store: what a hub keeps: its clients, their logs, all acts with who is to see them, and a
 * feed per client (sync.md 2, 5). In a SQLite file, or in PostgreSQL; nothing outside of
 * hub_store*.c knows which.
 * Everything that writes stands between hub_store_begin() and hub_store_commit(), one transaction
 * per group of bundles. Texts that are read go into the caller's arena.
 * Used by the room hub. */
#ifndef SHOUWEN_SYNC_HUB_STORE_H
#define SHOUWEN_SYNC_HUB_STORE_H

#include "shouwen/base/crypto.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"
#include "shouwen/domain/circle.h"
#include "shouwen/domain/fact.h"
#include "shouwen/sync/bundle.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hub_store; /* opaque */

/* Makes what is to be kept in, "sqlite:FILE" or "pg:CONNINFO", or opens it. STATUS_BROKEN if it is
 * there already, or is none. */
MUST_CHECK enum status hub_store_make(const char *address, struct hub_store **store,
                                      struct error *error);
MUST_CHECK enum status hub_store_open(const char *address, bool may_write, struct hub_store **store,
                                      struct error *error);
void hub_store_close(struct hub_store *store); /* NULL is fine */

MUST_CHECK enum status hub_store_begin(struct hub_store *store, struct error *error);
MUST_CHECK enum status hub_store_commit(struct hub_store *store, struct error *error);
void hub_store_rollback(struct hub_store *store); /* fine outside a transaction */
/* True if what it failed at (STATUS_BROKEN) says nothing of what comes next: a server refused it,
 * and is there. */
bool hub_store_bears_faults(const struct hub_store *store);

/* Bodies that were taken away are gone from its files too, as far as its own hand reaches; outside
 * of a transaction. *is_done false: somebody reads there, try again later. */
MUST_CHECK enum status hub_store_scrub(struct hub_store *store, bool *is_done, struct error *error);
/* Something to do while a store that is far away works, until it says that nothing is left; it must
 * not use the store. NULL: nothing. */
void hub_store_while_waiting(struct hub_store *store, bool (*work)(void *context), void *context);
/* Changes whenever another program changed what is kept. */
int64_t hub_store_version(struct hub_store *store);

/* "" if nothing was put under that key. */
MUST_CHECK enum status hub_store_get(struct hub_store *store, const char *key, struct text *value,
                                     struct error *error);
MUST_CHECK enum status hub_store_put(struct hub_store *store, const char *key, const char *value,
                                     struct error *error);

/* --- clients and their logs --- */

struct hub_client {
    const char *name, *title; /* the node's code; what people call it */
    uint8_t public_key[CRYPTO_PUBLIC];
    const char *log; /* its own log: acts of it and of its branches never come by its feed */
    bool is_active;  /* false: revoked */
    int64_t enrolled_at;
    int64_t feed_n; /* where its feed ends */
    uint8_t feed_chain[CRYPTO_CHAIN];
    int64_t acked_n; /* how far it last said that it has it; -1: nothing in this epoch yet */
    int64_t sent_serial;
    int64_t sent_epoch;             /* of what lies in its mailbox; 0: all of it is to go */
    int64_t heard_serial, heard_at; /* of its latest view, 0: none yet */
    const char *heard_view;         /* JSON; "" */
    int64_t kept_epoch;             /* a feed of before a restore, and how far it holds; 0: none */
    int64_t kept_n;
    uint8_t kept_chain[CRYPTO_CHAIN];
    bool is_due;     /* it waits for an answer */
    bool is_changed; /* since it was read; not stored */
};
/* All of them by name, one array; each with room to be changed. */
MUST_CHECK enum status hub_store_clients(struct hub_store *store, struct arena *arena,
                                         struct hub_client **clients, size_t *count,
                                         struct error *error);
MUST_CHECK enum status hub_store_client_put(struct hub_store *store,
                                            const struct hub_client *client, struct error *error);

struct hub_log {
    const char *name, *client;
    uint8_t public_key[CRYPTO_PUBLIC]; /* its chain begins with name and key */
    const char *parent;                /* of a branch; "" */
    int64_t parent_n;
    int64_t n;
    uint8_t chain[CRYPTO_CHAIN];
};
/* The chain of a log before its first act. */
void hub_store_log_start(const struct hub_log *log, uint8_t *chain);
MUST_CHECK enum status hub_store_log_get(struct hub_store *store, const char *name,
                                         struct arena *arena, struct hub_log *log, bool *found,
                                         struct error *error);
MUST_CHECK enum status hub_store_log_put(struct hub_store *store, const struct hub_log *log,
                                         struct error *error);
/* Of a client, a branch behind its parent. */
MUST_CHECK enum status hub_store_logs_of(struct hub_store *store, const char *client,
                                         struct arena *arena, struct hub_log **logs, size_t *count,
                                         struct error *error);
/* The id (may be NULL) and the chain after act n of a log; n 0: only the chain. */
MUST_CHECK enum status hub_store_log_at(struct hub_store *store, const struct hub_log *log,
                                        int64_t n, uint8_t *id, uint8_t *chain, bool *found,
                                        struct error *error);

/* --- acts --- */

/* These acts, of which acts[i] is what facts[i] says, are about to be placed: a store that is far
 * away looks up in one go what will be asked about them and their logs. */
MUST_CHECK enum status hub_store_expect(struct hub_store *store, const struct act **acts,
                                        const struct fact *facts, size_t count,
                                        struct error *error);

struct hub_act {
    int64_t seq; /* in the order in which they came */
    uint8_t id[CRYPTO_ID];
    const char *author, *log;
    int64_t n, circle;
    bool is_placed; /* it stands in its author's log; false: given back by others */
    bool has_body;
};
/* The act with the id of a fact, in its log or in a branch of it. */
MUST_CHECK enum status hub_store_act_find(struct hub_store *store, const struct fact *fact,
                                          struct arena *arena, struct hub_act *act, bool *found,
                                          struct error *error);
/* chain NULL: not placed. */
MUST_CHECK enum status hub_store_act_add(struct hub_store *store, const struct fact *fact,
                                         const char *author, int64_t circle, const uint8_t *chain,
                                         int64_t *seq, struct error *error);
MUST_CHECK enum status hub_store_act_place(struct hub_store *store, const struct hub_act *act,
                                           const struct fact *fact, const uint8_t *chain,
                                           struct error *error);
/* Adds a body that was missing. */
MUST_CHECK enum status hub_store_act_body(struct hub_store *store, const struct hub_act *act,
                                          const struct fact *fact, struct error *error);
/* Acts of a log after number n, or of a feed after a position, at most `most`. */
MUST_CHECK enum status hub_store_acts_of_log(struct hub_store *store, const char *log, int64_t n,
                                             size_t most, struct arena *arena,
                                             struct bundle_act **acts, size_t *count,
                                             struct error *error);
MUST_CHECK enum status hub_store_acts_of_feed(struct hub_store *store, const char *client,
                                              int64_t n, size_t most, struct arena *arena,
                                              struct bundle_act **acts, size_t *count,
                                              struct error *error);
MUST_CHECK enum status hub_store_act_count(struct hub_store *store, int64_t *count,
                                           struct error *error);

/* --- circles --- */

struct hub_circle {
    int64_t id;
    const char *author; /* who said it first; for what is told apart by author */
    struct circle circle;
};
MUST_CHECK enum status hub_store_circle_get(struct hub_store *store, int64_t id,
                                            struct arena *arena, struct hub_circle *circle,
                                            struct error *error);
/* Those of a subject; author NULL: of all. */
MUST_CHECK enum status hub_store_circles_of(struct hub_store *store, const char *subject,
                                            const char *author, struct arena *arena,
                                            struct hub_circle **circles, size_t *count,
                                            struct error *error);
/* Those of the acts of a subject whose ids begin so. */
MUST_CHECK enum status hub_store_circles_named(struct hub_store *store, const char *subject,
                                               uint64_t prefix, struct arena *arena,
                                               int64_t **circles, size_t *count,
                                               struct error *error);
/* Takes the bodies of all acts in a circle away, all but those of erasings. */
MUST_CHECK enum status hub_store_circle_erase(struct hub_store *store, int64_t circle,
                                              struct error *error);
/* A new one gets its id. */
MUST_CHECK enum status hub_store_circle_put(struct hub_store *store, struct hub_circle *circle,
                                            struct error *error);
MUST_CHECK enum status hub_store_acts_of_circle(struct hub_store *store, int64_t circle,
                                                struct arena *arena, struct hub_act **acts,
                                                size_t *count, struct error *error);
/* All acts in the circles of a subject, in the order in which they came, without what they say. */
struct hub_head {
    int64_t circle;
    const char *author;
    struct act act;
};
MUST_CHECK enum status hub_store_heads_of(struct hub_store *store, const char *subject,
                                          struct arena *arena, struct hub_head **heads,
                                          size_t *count, struct error *error);
/* Acts of a log that were given back and do not stand in it, by their numbers. */
MUST_CHECK enum status hub_store_acts_loose(struct hub_store *store, const char *log,
                                            struct arena *arena, struct hub_act **acts,
                                            size_t *count, struct error *error);
/* What is in one is in the other from now on, and the first is gone. */
MUST_CHECK enum status hub_store_circle_move(struct hub_store *store, int64_t from, int64_t to,
                                             struct error *error);
/* An act that one in this circle names and that has not come; and the circles that wait for one,
 * which wait no more. */
MUST_CHECK enum status hub_store_missing_put(struct hub_store *store, uint64_t prefix,
                                             int64_t circle, struct error *error);
MUST_CHECK enum status hub_store_missing_take(struct hub_store *store, uint64_t prefix,
                                              const char *subject, struct arena *arena,
                                              int64_t **circles, size_t *count,
                                              struct error *error);
/* A case's circle that names a resident by their id; and those that do. */
MUST_CHECK enum status hub_store_named_put(struct hub_store *store, const char *resident,
                                           int64_t circle, struct error *error);
MUST_CHECK enum status hub_store_named_of(struct hub_store *store, const char *resident,
                                          struct arena *arena, struct hub_circle **circles,
                                          size_t *count, struct error *error);
/* Calls visit for every act and its circle, in the order in which they came. */
MUST_CHECK enum status hub_store_each(struct hub_store *store,
                                      enum status (*visit)(void *context, const struct hub_act *act,
                                                           const struct circle *circle,
                                                           struct error *error),
                                      void *context, struct error *error);

/* --- feeds --- */

MUST_CHECK enum status hub_store_feed_add(struct hub_store *store, const char *client, int64_t n,
                                          const struct hub_act *act, bool is_whole,
                                          const uint8_t *chain, struct error *error);
/* The chain after position n > 0. */
MUST_CHECK enum status hub_store_feed_chain(struct hub_store *store, const char *client, int64_t n,
                                            uint8_t *chain, bool *found, struct error *error);
/* Works all chains of a feed out again from the one before its first act; *chain is the last. */
MUST_CHECK enum status hub_store_feed_rechain(struct hub_store *store, const char *client,
                                              uint8_t *chain, struct error *error);

/* --- what happened --- */

MUST_CHECK enum status hub_store_event(struct hub_store *store, const char *what,
                                       const char *client, const char *detail, struct error *error);
/* Two stations gave out one id; *is_new: it was not known yet. */
MUST_CHECK enum status hub_store_clash_put(struct hub_store *store, const char *subject,
                                           const char *author, const char *other, bool *is_new,
                                           struct error *error);
struct hub_clash {
    const char *subject, *author, *other;
};
MUST_CHECK enum status hub_store_clashes(struct hub_store *store, struct arena *arena,
                                         struct hub_clash **clashes, size_t *count,
                                         struct error *error);

#endif
