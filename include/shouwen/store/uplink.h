/* SPDX-License-Identifier: MIT */
/* uplink: the hub that a station file exchanges with, and how far the two know each other (sync.md
 * 2). There from the moment a hub is trusted; neither folded nor exchanged. The ledger writes it
 * together with what a bundle brought; sync and the desk read it. */
#ifndef SHOUWEN_STORE_UPLINK_H
#define SHOUWEN_STORE_UPLINK_H

#include "shouwen/base/crypto.h"
#include "shouwen/base/memory.h"
#include "shouwen/store/db.h"

struct uplink {
    uint8_t public_key[CRYPTO_PUBLIC]; /* the hub's, pinned when it was trusted */
    const char *address;               /* "dir:/media/usb/swb"; "": none was given yet */
    /* its feed to this file, as far as it was taken in */
    int64_t epoch, position;
    uint8_t chain[CRYPTO_CHAIN];
    int64_t sent_serial;    /* of the last bundle to it */
    int64_t heard_serial;   /* of its latest view that was taken in */
    const char *heard_view; /* that view, JSON; "": none yet */
    int64_t heard_at;       /* when it was taken in, ms; 0: never */
    int64_t whole_at;       /* when nothing was left to exchange, ms; 0: never */
    const char *said;       /* the outcome of the last exchange, JSON; "": none yet */
};

/* *found false: no hub is trusted yet. Texts go into the arena. */
MUST_CHECK enum status uplink_read(struct db *db, struct arena *arena, struct uplink *uplink,
                                   bool *found, struct error *error);
/* Writes all of it; inside a transaction. */
MUST_CHECK enum status uplink_put(struct db *db, const struct uplink *uplink, struct error *error);
/* When a hub was trusted first, ms; 0: not kept, by an earlier version. The second one inside a
 * transaction. */
MUST_CHECK enum status uplink_trusted(struct db *db, int64_t *at, struct error *error);
MUST_CHECK enum status uplink_put_trusted(struct db *db, int64_t at, struct error *error);

/* The chain of a feed (sync.md 2): before its first act, and after one that came with its body or
 * without. out[CRYPTO_CHAIN]. */
void uplink_feed_start(int64_t epoch, const char *node, uint8_t *out);
void uplink_feed_step(const uint8_t *before, const uint8_t *id, bool is_whole, uint8_t *out);
/* The chain of this file's feed of an epoch after a position (0: before its first act); *found
 * false: it never came so far. */
MUST_CHECK enum status uplink_feed_chain(struct db *db, const char *node, int64_t epoch,
                                         int64_t position, uint8_t *chain, bool *found,
                                         struct error *error);
/* The hub's signature for the feed of an epoch up to a position, CRYPTO_SIGNATURE bytes, kept as it
 * came; inside a transaction. */
MUST_CHECK enum status uplink_prove(struct db *db, int64_t epoch, int64_t position,
                                    const uint8_t *proof, struct error *error);
/* The first position from *position on that there is one for; *found false: none. */
MUST_CHECK enum status uplink_proof(struct db *db, int64_t epoch, int64_t *position, uint8_t *proof,
                                    bool *found, struct error *error);

#endif
