/* SPDX-License-Identifier: MIT */
/* stage: station files with people and cases, a folder between them, and a hub played by hand that
 * takes what they send and answers what a test tells it to. */
#ifndef SHOUWEN_TESTS_SYNC_STAGE_H
#define SHOUWEN_TESTS_SYNC_STAGE_H

#include "shouwen/sync/bundle.h"
#include "shouwen/sync/exchange.h"
#include "tree.h"

#define STAGE_STATION "310115007001"
#define STAGE_STREET "310115007"

/* The hub as it is played: one log of one client, and what it said. */
struct stage_hub {
    struct arena arena;
    uint8_t public_key[CRYPTO_PUBLIC], secret_key[CRYPTO_SECRET];
    const char *client;
    uint8_t client_key[CRYPTO_PUBLIC];
    char log[64];
    uint8_t start[CRYPTO_CHAIN], chain[CRYPTO_CHAIN];
    struct bundle_act *acts; /* of that log, in its order */
    size_t count, room;
    int64_t serial, seen;
    int64_t epoch, position; /* of the feed to that client */
    uint8_t feed_chain[CRYPTO_CHAIN];
    size_t opened; /* bundles taken in so far */
    int stop_at;   /* the client is stopped when it asks for the so-manieth time; 0: never */
    void (*at_take)(void); /* called before the client takes a bundle in; NULL: nothing */
    struct text said;      /* sentences of the client's exchanges */
};

/* Works in the test's folder. */
void stage_start(const char *folder);
/* A station file NAME.db with two people, who trusts the hub. */
void stage_make(struct stage_hub *hub, const char *name, const char *node);
/* A station file, open. */
struct ledger *stage_open(const char *name);
/* Its check finds nothing. */
void stage_assert_clean(const char *name);
/* A case with a note in a station file. */
void stage_case(const char *name, const char *subject);
/* One exchange of a file over the folder "mail"; sentences go to hub->said. */
enum status stage_exchange(struct stage_hub *hub, const char *name, struct outcome *outcome,
                           struct error *why);
void stage_done(struct stage_hub *hub);

/* The hub takes everything in its mailbox: acts that continue what it has; its answer is a view. */
void stage_take(struct stage_hub *hub);
/* Puts acts first to first + count - 1 (from 0) of another hub's log as this client's feed. */
void stage_feed(struct stage_hub *hub, const struct stage_hub *from, size_t first, size_t count);
/* Puts acts of the client's own log from number first on back to it. */
void stage_give_back(struct stage_hub *hub, int64_t first);
void stage_view(struct stage_hub *hub);

/* How many bundles lie in a mailbox. */
size_t stage_lying(const char *mailbox);
/* The path of the n-th of them, from 0 on. */
const char *stage_path(const char *mailbox, size_t n);

#endif
