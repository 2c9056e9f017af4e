/* SPDX-License-Identifier: MIT */
/* crypto: hashes, randomness and signing keys; the only user of libsodium.
 * Nothing here needs initialising by the caller. */
#ifndef SHOUWEN_BASE_CRYPTO_H
#define SHOUWEN_BASE_CRYPTO_H

#include <stddef.h>
#include <stdint.h>

enum { CRYPTO_ID = 16, CRYPTO_CHAIN = 32, CRYPTO_PUBLIC = 32, CRYPTO_SECRET = 64 };

/* BLAKE2b-128 of length bytes into out[CRYPTO_ID]: ids of acts, hashes of bodies (sync.md 1). */
void crypto_id(const void *bytes, size_t length, uint8_t *out);
/* BLAKE2b-256 of a then b into out[CRYPTO_CHAIN]; b may be NULL with length 0. */
void crypto_chain(const void *a, size_t a_length, const void *b, size_t b_length, uint8_t *out);

/* A running BLAKE2b-256, for digests of many rows. */
struct crypto_digest {
    _Alignas(64) unsigned char state[384];
};
void crypto_digest_start(struct crypto_digest *digest);
void crypto_digest_add(struct crypto_digest *digest, const void *bytes, size_t length);
void crypto_digest_end(struct crypto_digest *digest, uint8_t *out);

void crypto_random(void *bytes, size_t length);
/* A new Ed25519 pair into public_key[CRYPTO_PUBLIC] and secret_key[CRYPTO_SECRET]. */
void crypto_key_pair(uint8_t *public_key, uint8_t *secret_key);
/* Overwrites memory that held a secret. */
void crypto_forget(void *bytes, size_t length);

#endif
