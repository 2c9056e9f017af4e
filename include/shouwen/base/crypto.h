/* SPDX-License-Identifier: MIT */
/* crypto: hashes, PINs, randomness and signing keys; the only user of libsodium.
 * Nothing here needs initialising by the caller. */
#ifndef SHOUWEN_BASE_CRYPTO_H
#define SHOUWEN_BASE_CRYPTO_H

#include <stdbool.h>
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

/* A PIN as it is kept: argon2id with a salt of its own, about 80 ms and 64 MB; a text. False if
 * that much memory cannot be had. */
enum { CRYPTO_PIN = 128 };
bool crypto_pin_hash(const char *pin, char out[CRYPTO_PIN]);
/* True if the hash was made of that PIN. */
bool crypto_pin_matches(const char *hash, const char *pin);

void crypto_random(void *bytes, size_t length);
/* A new Ed25519 pair into public_key[CRYPTO_PUBLIC] and secret_key[CRYPTO_SECRET]. */
void crypto_key_pair(uint8_t *public_key, uint8_t *secret_key);
/* Overwrites memory that held a secret. */
void crypto_forget(void *bytes, size_t length);

#endif
