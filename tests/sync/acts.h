/* SPDX-License-Identifier: MIT */
/* acts: a log of acts as a station writes them, made by hand, and who sends it to whom. */
#ifndef SHOUWEN_TESTS_SYNC_ACTS_H
#define SHOUWEN_TESTS_SYNC_ACTS_H

#include "shouwen/sync/bundle.h"

#define ACTS_STATION "310115007001"
#define ACTS_OTHER "310115007002"
#define ACTS_HUB "hub"
#define ACTS_LOG "310115007001-1a2b3c4d"

/* A party with its keys, and the only sender it knows. */
struct acts_party {
    const char *name;
    uint8_t public_key[CRYPTO_PUBLIC], secret_key[CRYPTO_SECRET];
};
void acts_party_init(struct acts_party *party, const char *name);
/* receiver takes what sender signed, and refuses every other name. */
struct bundle_receiver acts_receiver(const struct acts_party *receiver,
                                     const struct acts_party *sender);

struct acts {
    struct arena arena;
    struct bundle_act *list;
    size_t count;
    uint8_t start[CRYPTO_CHAIN]; /* of the log */
};
/* So many acts of ACTS_LOG from 1 on: cases opened, followed and closed, and records, as a night's
 * exchange brings them. The same seed gives the same but for the salts. */
void acts_make(struct acts *acts, size_t count, uint64_t seed);
void acts_release(struct acts *acts);
uint64_t acts_random(uint64_t *seed, uint64_t below);

/* Writes acts first to first + count - 1 of the list as one bundle of the log, all of which must
 * fit; serial 7, seen 3. */
void acts_write(const struct acts *acts, size_t first, size_t count, const struct acts_party *from,
                const struct acts_party *to, struct text *out);

#endif
