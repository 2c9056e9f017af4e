/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/crypto.h"

#include "shouwen/base/ident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

enum { LONG = 768 };

/* RFC 7693 with digests of 16 and 32 bytes, as b2sum -l 128 and -l 256 give them; the long message
 * is the bytes 0 to 255 three times, more than one block. */
static const struct {
    const char *message;
    size_t length;
    const char *id, *chain;
} vectors[] = {
    {"", 0, "cae66941d9efbd404e4d88758ea67670",
     "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"},
    {"abc", 3, "cf4ab791c62b8d2b2109c90275287816",
     "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"},
    {NULL, LONG, "e0892860f9fc0da273b9db57e857c19a",
     "b8007121274217790e2923e0ad7027986e5a99d5531ef6ae7d294140fc81615d"},
};

static const uint8_t *message_of(size_t index)
{
    static uint8_t long_message[LONG];

    for (int i = 0; i < LONG; i++)
        long_message[i] = (uint8_t)i;
    return vectors[index].message ? (const uint8_t *)vectors[index].message : long_message;
}

static void check_hex(const uint8_t *bytes, size_t length, const char *expected)
{
    char text[2 * CRYPTO_CHAIN + 1];

    ident_hex(bytes, length, text);
    assert_string_equal(text, expected);
}

static void known_vectors(void **state)
{
    uint8_t out[CRYPTO_CHAIN];

    (void)state;
    for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
        const uint8_t *message = message_of(i);
        size_t length = vectors[i].length;
        crypto_id(message, length, out);
        check_hex(out, CRYPTO_ID, vectors[i].id);
        crypto_chain(message, length, NULL, 0, out);
        check_hex(out, CRYPTO_CHAIN, vectors[i].chain);
        crypto_chain(message, length / 2, message + length / 2, length - length / 2, out);
        check_hex(out, CRYPTO_CHAIN, vectors[i].chain);
    }
}

static void a_digest_does_not_care_about_its_pieces(void **state)
{
    const uint8_t *message = message_of(2);
    uint8_t out[CRYPTO_CHAIN];

    (void)state;
    for (size_t piece = 1; piece < LONG; piece = piece * 3 + 1) {
        struct crypto_digest digest;
        crypto_digest_start(&digest);
        for (size_t at = 0; at < LONG; at += piece)
            crypto_digest_add(&digest, message + at, at + piece < LONG ? piece : LONG - at);
        crypto_digest_add(&digest, NULL, 0);
        crypto_digest_end(&digest, out);
        check_hex(out, CRYPTO_CHAIN, vectors[2].chain);
    }
}

static void random_bytes_and_keys_differ(void **state)
{
    uint8_t a[32] = {0}, b[32] = {0}, public_key[CRYPTO_PUBLIC], secret_key[CRYPTO_SECRET];
    uint8_t other[CRYPTO_PUBLIC];

    (void)state;
    crypto_random(a, sizeof(a));
    crypto_random(b, sizeof(b));
    assert_memory_not_equal(a, b, sizeof(a));
    crypto_key_pair(public_key, secret_key);
    /* as Ed25519 keeps it: the seed, then the public key */
    assert_memory_equal(secret_key + CRYPTO_SECRET - CRYPTO_PUBLIC, public_key, CRYPTO_PUBLIC);
    crypto_key_pair(other, secret_key);
    assert_memory_not_equal(public_key, other, CRYPTO_PUBLIC);
    crypto_forget(secret_key, sizeof(secret_key));
    for (size_t i = 0; i < sizeof(secret_key); i++)
        assert_int_equal(secret_key[i], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_vectors),
        cmocka_unit_test(a_digest_does_not_care_about_its_pieces),
        cmocka_unit_test(random_bytes_and_keys_differ),
    };

    return cmocka_run_group_tests_name("crypto", tests, NULL, NULL);
}
