/* SPDX-License-Identifier: MIT */
/* crypto: hashes, PINs, randomness, keys, and what is signed and sealed with them; the only user of
 * libsodium.
 * Nothing here needs initialising by the caller. */
#ifndef SHOUWEN_BASE_CRYPTO_H
#define SHOUWEN_BASE_CRYPTO_H

#include "shouwen/base/error.h"

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
/* The public half inside a secret key. */
const uint8_t *crypto_public_of(const uint8_t *secret_key);

/* Ed25519 over length bytes, into signature[CRYPTO_SIGNATURE]. */
enum { CRYPTO_SIGNATURE = 64 };
void crypto_signature_of(const void *bytes, size_t length, const uint8_t *secret_key,
                         uint8_t *signature);
/* True if the owner of public_key signed exactly these bytes. */
bool crypto_signed_by(const void *bytes, size_t length, const uint8_t *signature,
                      const uint8_t *public_key);

/* A short secret that only the owner of a key can read: a sealed box to the Ed25519 key's X25519
 * form; length + CRYPTO_SEAL bytes go to sealed. Who sealed it cannot be told. False if public_key
 * is none. */
enum { CRYPTO_SEAL = 48 };
bool crypto_seal(const void *bytes, size_t length, const uint8_t *public_key, uint8_t *sealed);
/* The reverse, length bytes into out; false if it was sealed to another key or changed. */
bool crypto_unseal(const uint8_t *sealed, size_t length, const uint8_t *secret_key, void *out);

/* A sequence of encrypted chunks (XChaCha20-Poly1305 secretstream): a chunk that was changed, left
 * out, moved or repeated cannot be read, nor any after it, and the last one says that it is. A key
 * is used for one stream. */
enum { CRYPTO_STREAM_KEY = 32, CRYPTO_STREAM_HEADER = 24, CRYPTO_STREAM_MORE = 17 };
struct crypto_stream {
    _Alignas(16) unsigned char state[64];
};
/* Begins a stream; its public beginning goes to header[CRYPTO_STREAM_HEADER]. */
void crypto_stream_write_start(struct crypto_stream *stream, const uint8_t *key, uint8_t *header);
/* The next chunk, length + CRYPTO_STREAM_MORE bytes into out. */
void crypto_stream_write(struct crypto_stream *stream, const void *bytes, size_t length,
                         bool is_last, uint8_t *out);
void crypto_stream_read_start(struct crypto_stream *stream, const uint8_t *key,
                              const uint8_t *header);
/* A chunk of length bytes as it was written, length - CRYPTO_STREAM_MORE bytes into out; false if
 * it is not the next one of this stream. */
MUST_CHECK bool crypto_stream_read(struct crypto_stream *stream, const uint8_t *chunk,
                                   size_t length, uint8_t *out, bool *is_last);

/* Overwrites memory that held a secret. */
void crypto_forget(void *bytes, size_t length);

#endif
