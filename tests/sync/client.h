/* SPDX-License-Identifier: MIT */
/* client: a station, street or department as the hub sees it: keys, logs of acts, a feed that it
 * got, and its mailbox; without a station file, so that a test can make it do what none would. */
#ifndef SHOUWEN_TESTS_SYNC_CLIENT_H
#define SHOUWEN_TESTS_SYNC_CLIENT_H

#include "shouwen/domain/act.h"
#include "shouwen/sync/carrier.h"
#include "shouwen/sync/hub.h"
#include "shouwen/sync/view.h"

enum { CLIENT_ACTS_MOST = 4096 };

/* One act of its log, or of its feed. */
struct client_act {
    struct bundle_act act;
    uint8_t chain[CRYPTO_CHAIN]; /* after it */
    bool has_proof;              /* of its feed: the hub's, of it and all before */
    uint8_t proof[CRYPTO_SIGNATURE];
};

struct client {
    const char *node;
    uint8_t public_key[CRYPTO_PUBLIC], secret_key[CRYPTO_SECRET];
    uint8_t hub_key[CRYPTO_PUBLIC];
    struct carrier *carrier;
    struct arena arena;
    char log[64];
    const char *parent; /* of a branch that it sends instead of its own log */
    int64_t parent_n;
    uint8_t start[CRYPTO_CHAIN];
    struct client_act *own;
    size_t own_count;
    int64_t epoch;
    struct client_act *feed; /* of that epoch */
    size_t feed_count;
    struct client_act *back; /* of its own log, as the hub gave it back */
    size_t back_count;
    int64_t back_first;
    int64_t serial, seen;
    struct view view; /* the hub's latest */
    bool is_answered;
};

/* Keys and an empty log; code is what it prints to be enrolled. */
void client_make(struct client *client, const char *node, char code[KEYCODE]);
/* Trusts the hub, whose mailboxes lie at address. */
void client_trust(struct client *client, const struct hub *hub, const char *address);
void client_release(struct client *client);

/* Adds an act to its log: kind, subject and values are taken from act, and the acts of its log that
 * it names. The act's id is left in it. */
void client_write(struct client *client, struct act *act);
/* Puts so many of its acts, from first on (from 1), into the hub's mailbox. */
void client_send(struct client *client, size_t first, size_t count);
/* Says what it has of its feed and of its log. */
void client_tell(struct client *client);
/* Says something else. */
void client_tell_view(struct client *client, const struct view *view);
/* Puts acts of its feed, from position first on, as what the hub lost. */
void client_give_back(struct client *client, size_t first, size_t count);
/* What is written into the mailbox instead, as name of a range. */
void client_put(struct client *client, int64_t first, int64_t last, const struct text *bytes);
/* The bundle that client_send() would put. */
void client_bundle(struct client *client, size_t first, size_t count, struct text *out);
/* Takes everything out of its mailbox; how many bundles there were. */
size_t client_take(struct client *client);
/* How it sees an act by its feed, at its best. */
enum sight client_sees(const struct client *client, const struct act *act);

#endif
