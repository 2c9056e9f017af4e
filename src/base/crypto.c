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

void crypto_forget(void *bytes, size_t length)
{
    sodium_memzero(bytes, length);
}
