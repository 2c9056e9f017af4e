/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/crypto.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/types.h>

_Static_assert(sizeof(crypto_generichash_state) <= sizeof(struct crypto_digest),
               "struct crypto_digest must hold the library's state");

_Static_assert(crypto_pwhash_STRBYTES <= CRYPTO_PIN, "a PIN's hash must fit");

_Static_assert(sizeof(crypto_secretstream_xchacha20poly1305_state) <= sizeof(struct crypto_stream),
               "struct crypto_stream must hold the library's state");

_Static_assert(CRYPTO_SIGNATURE == crypto_sign_BYTES && CRYPTO_SEAL == crypto_box_SEALBYTES &&
                   CRYPTO_STREAM_KEY == crypto_secretstream_xchacha20poly1305_KEYBYTES &&
                   CRYPTO_STREAM_HEADER == crypto_secretstream_xchacha20poly1305_HEADERBYTES &&
                   CRYPTO_STREAM_MORE == crypto_secretstream_xchacha20poly1305_ABYTES,
               "the header's sizes must be the library's");

static void start(void)
{
    static int started;

    if (started)
        return;
    if (sodium_init() < 0)
        abort();
    started = 1;
}

void crypto_id(const void *bytes, size_t length, uint8_t *out)
{
    start();
    crypto_generichash(out, CRYPTO_ID, bytes, length, NULL, 0);
}

void crypto_chain(const void *a, size_t a_length, const void *b, size_t b_length, uint8_t *out)
{
    struct crypto_digest digest;

    crypto_digest_start(&digest);
    crypto_digest_add(&digest, a, a_length);
    crypto_digest_add(&digest, b, b_length);
    crypto_digest_end(&digest, out);
}

/* Digests and random bytes are right without a start of the library, which takes time that every
 * desk would wait for. */
void crypto_digest_start(struct crypto_digest *digest)
{
    crypto_generichash_init((crypto_generichash_state *)(void *)digest->state, NULL, 0,
                            CRYPTO_CHAIN);
}

void crypto_digest_add(struct crypto_digest *digest, const void *bytes, size_t length)
{
    if (length)
        crypto_generichash_update((crypto_generichash_state *)(void *)digest->state, bytes, length);
}

void crypto_digest_end(struct crypto_digest *digest, uint8_t *out)
{
    crypto_generichash_final((crypto_generichash_state *)(void *)digest->state, out, CRYPTO_CHAIN);
}

bool crypto_pin_hash(const char *pin, char out[CRYPTO_PIN])
{
    start();
    return crypto_pwhash_str(out, pin, strlen(pin), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                             crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
}

bool crypto_pin_matches(const char *hash, const char *pin)
{
    start();
    return crypto_pwhash_str_verify(hash, pin, strlen(pin)) == 0;
}

void crypto_random(void *bytes, size_t length)
{
    unsigned char *at = bytes;

    while (length) {
        ssize_t got = getrandom(at, length, 0);
        if (got < 0 && errno != EINTR)
            abort();
        at += got > 0 ? got : 0;
        length -= got > 0 ? (size_t)got : 0;
    }
}

void crypto_key_pair(uint8_t *public_key, uint8_t *secret_key)
{
    start();
    crypto_sign_keypair(public_key, secret_key);
}

const uint8_t *crypto_public_of(const uint8_t *secret_key)
{
    /* Ed25519 keeps the seed, then the public key */
    return secret_key + CRYPTO_SECRET - CRYPTO_PUBLIC;
}

void crypto_signature_of(const void *bytes, size_t length, const uint8_t *secret_key,
                         uint8_t *signature)
{
    start();
    crypto_sign_detached(signature, NULL, bytes, length, secret_key);
}

bool crypto_signed_by(const void *bytes, size_t length, const uint8_t *signature,
                      const uint8_t *public_key)
{
    start();
    return crypto_sign_verify_detached(signature, bytes, length, public_key) == 0;
}

bool crypto_seal(const void *bytes, size_t length, const uint8_t *public_key, uint8_t *sealed)
{
    uint8_t curve_key[crypto_box_PUBLICKEYBYTES];

    start();
    return crypto_sign_ed25519_pk_to_curve25519(curve_key, public_key) == 0 &&
           crypto_box_seal(sealed, bytes, length, curve_key) == 0;
}

bool crypto_unseal(const uint8_t *sealed, size_t length, const uint8_t *secret_key, void *out)
{
    uint8_t curve_key[crypto_box_PUBLICKEYBYTES], curve_secret[crypto_box_SECRETKEYBYTES];

    start();
    /* from the secret key, which is right: converting the public one would try whether it is */
    bool is_open =
        crypto_sign_ed25519_sk_to_curve25519(curve_secret, secret_key) == 0 &&
        crypto_scalarmult_base(curve_key, curve_secret) == 0 &&
        crypto_box_seal_open(out, sealed, length + CRYPTO_SEAL, curve_key, curve_secret) == 0;
    crypto_forget(curve_secret, sizeof(curve_secret));
    return is_open;
}

static crypto_secretstream_xchacha20poly1305_state *stream_state(struct crypto_stream *stream)
{
    return (crypto_secretstream_xchacha20poly1305_state *)(void *)stream->state;
}

void crypto_stream_write_start(struct crypto_stream *stream, const uint8_t *key, uint8_t *header)
{
    start();
    crypto_secretstream_xchacha20poly1305_init_push(stream_state(stream), header, key);
}

void crypto_stream_write(struct crypto_stream *stream, const void *bytes, size_t length,
                         bool is_last, uint8_t *out)
{
    crypto_secretstream_xchacha20poly1305_push(
        stream_state(stream), out, NULL, bytes, length, NULL, 0,
        is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
}

void crypto_stream_read_start(struct crypto_stream *stream, const uint8_t *key,
                              const uint8_t *header)
{
    start();
    crypto_secretstream_xchacha20poly1305_init_pull(stream_state(stream), header, key);
}

bool crypto_stream_read(struct crypto_stream *stream, const uint8_t *chunk, size_t length,
                        uint8_t *out, bool *is_last)
{
    unsigned char tag;

    if (length < CRYPTO_STREAM_MORE ||
        crypto_secretstream_xchacha20poly1305_pull(stream_state(stream), out, NULL, &tag, chunk,
                                                   length, NULL, 0) != 0)
        return false;
    *is_last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return true;
}

void crypto_forget(void *bytes, size_t length)
{
    sodium_memzero(bytes, length);
}
