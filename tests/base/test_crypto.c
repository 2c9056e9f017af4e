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

enum { SECRET_BYTES = 32, CHUNK = 50, CHUNKS = 3 };

struct pair {
    uint8_t public_key[CRYPTO_PUBLIC], secret_key[CRYPTO_SECRET];
};

static struct pair new_pair(void)
{
    struct pair pair;

    crypto_key_pair(pair.public_key, pair.secret_key);
    assert_ptr_equal(crypto_public_of(pair.secret_key),
                     pair.secret_key + CRYPTO_SECRET - CRYPTO_PUBLIC);
    return pair;
}

/* RFC 8032, 7.1, test 2: the byte 0x72. */
static void a_known_signature(void **state)
{
    struct pair pair;
    uint8_t signature[CRYPTO_SIGNATURE];
    char text[2 * CRYPTO_SIGNATURE + 1];

    (void)state;
    assert_true(ident_unhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
                            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                            pair.secret_key, CRYPTO_SECRET));
    crypto_signature_of("\x72", 1, pair.secret_key, signature);
    ident_hex(signature, sizeof(signature), text);
    assert_string_equal(text, "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                              "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    assert_true(crypto_signed_by("\x72", 1, signature, crypto_public_of(pair.secret_key)));
}

static void a_signature_holds_for_its_bytes_and_key_alone(void **state)
{
    struct pair author = new_pair(), other = new_pair();
    uint8_t message[] = "log 310115007001-1a2b3c4d", signature[CRYPTO_SIGNATURE];

    (void)state;
    crypto_signature_of(message, sizeof(message), author.secret_key, signature);
    assert_true(crypto_signed_by(message, sizeof(message), signature, author.public_key));
    assert_false(crypto_signed_by(message, sizeof(message), signature, other.public_key));
    assert_false(crypto_signed_by(message, sizeof(message) - 1, signature, author.public_key));
    for (size_t bit = 0; bit < 8 * sizeof(message); bit++) {
        message[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_false(crypto_signed_by(message, sizeof(message), signature, author.public_key));
        message[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    for (size_t bit = 0; bit < 8 * sizeof(signature); bit++) {
        signature[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_false(crypto_signed_by(message, sizeof(message), signature, author.public_key));
        signature[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
}

static void what_is_sealed_opens_for_its_owner_alone(void **state)
{
    struct pair owner = new_pair(), other = new_pair();
    uint8_t secret[SECRET_BYTES], sealed[SECRET_BYTES + CRYPTO_SEAL], again[sizeof(sealed)];
    uint8_t out[SECRET_BYTES];

    (void)state;
    crypto_random(secret, sizeof(secret));
    assert_true(crypto_seal(secret, sizeof(secret), owner.public_key, sealed));
    assert_true(crypto_seal(secret, sizeof(secret), owner.public_key, again));
    assert_memory_not_equal(sealed, again, sizeof(sealed));
    assert_true(crypto_unseal(sealed, sizeof(secret), owner.secret_key, out));
    assert_memory_equal(out, secret, sizeof(secret));
    assert_false(crypto_unseal(sealed, sizeof(secret), other.secret_key, out));
    for (size_t bit = 0; bit < 8 * sizeof(sealed); bit++) {
        memcpy(again, sealed, sizeof(sealed));
        again[bit / 8] ^= (uint8_t)(1 << bit % 8);
        /* the top bit of an X25519 point too: the nonce is made of all of it */
        assert_false(crypto_unseal(again, sizeof(secret), owner.secret_key, out));
    }
    assert_false(crypto_unseal(sealed, sizeof(secret) - 1, owner.secret_key, out));
    /* no point of the curve, and one of small order: nothing may be sealed to them */
    memset(out, 2, sizeof(out));
    assert_false(crypto_seal(secret, sizeof(secret), out, again));
    memset(out, 0, sizeof(out));
    assert_false(crypto_seal(secret, sizeof(secret), out, again));
}

struct written {
    uint8_t key[CRYPTO_STREAM_KEY], header[CRYPTO_STREAM_HEADER];
    uint8_t plain[CHUNKS][CHUNK], chunk[CHUNKS][CHUNK + CRYPTO_STREAM_MORE];
};

static void write_stream(struct written *written)
{
    struct crypto_stream stream;

    crypto_random(written->key, sizeof(written->key));
    crypto_random(written->plain, sizeof(written->plain));
    crypto_stream_write_start(&stream, written->key, written->header);
    for (int i = 0; i < CHUNKS; i++)
        crypto_stream_write(&stream, written->plain[i], CHUNK, i == CHUNKS - 1, written->chunk[i]);
}

/* How many chunks can be read from the first on; every one that is read must be the written one,
 * and only the last says that it is. */
static int count_readable(const struct written *written, const struct written *original)
{
    struct crypto_stream stream;
    uint8_t out[CHUNK];
    bool is_last;
    int count = 0;

    crypto_stream_read_start(&stream, written->key, written->header);
    while (count < CHUNKS && crypto_stream_read(&stream, written->chunk[count],
                                                sizeof(written->chunk[count]), out, &is_last)) {
        assert_memory_equal(out, original->plain[count], CHUNK);
        assert_int_equal(is_last, count == CHUNKS - 1);
        count++;
    }
    return count;
}

static void a_stream_is_read_as_written(void **state)
{
    struct written written, other;

    (void)state;
    write_stream(&written);
    assert_int_equal(count_readable(&written, &written), CHUNKS);
    other = written;
    crypto_random(other.key, sizeof(other.key));
    assert_int_equal(count_readable(&other, &written), 0);
    other = written;
    memcpy(other.chunk[0], written.chunk[1], sizeof(other.chunk[0])); /* one left out */
    assert_int_equal(count_readable(&other, &written), 0);
    other = written;
    memcpy(other.chunk[1], written.chunk[0], sizeof(other.chunk[0])); /* one twice */
    assert_int_equal(count_readable(&other, &written), 1);
}

static void a_flipped_bit_ends_a_stream(void **state)
{
    struct written written, other;
    struct crypto_stream stream;
    uint8_t out[CHUNK];
    bool is_last;

    (void)state;
    write_stream(&written);
    for (size_t bit = 0; bit < 8 * sizeof(written.chunk); bit++) {
        other = written;
        ((uint8_t *)other.chunk)[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_int_equal(count_readable(&other, &written), bit / 8 / sizeof(written.chunk[0]));
    }
    for (size_t bit = 0; bit < 8 * sizeof(written.header); bit++) {
        other = written;
        other.header[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_int_equal(count_readable(&other, &written), 0);
    }
    for (size_t length = 0; length < sizeof(written.chunk[0]); length++) {
        crypto_stream_read_start(&stream, written.key, written.header);
        assert_false(crypto_stream_read(&stream, written.chunk[0], length, out, &is_last));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_vectors),
        cmocka_unit_test(a_digest_does_not_care_about_its_pieces),
        cmocka_unit_test(random_bytes_and_keys_differ),
        cmocka_unit_test(a_known_signature),
        cmocka_unit_test(a_signature_holds_for_its_bytes_and_key_alone),
        cmocka_unit_test(what_is_sealed_opens_for_its_owner_alone),
        cmocka_unit_test(a_stream_is_read_as_written),
        cmocka_unit_test(a_flipped_bit_ends_a_stream),
    };

    return cmocka_run_group_tests_name("crypto", tests, NULL, NULL);
}
