/* SPDX-License-Identifier: MIT */
/* What the parts of the bundle share; nobody else includes this. */
#ifndef SHOUWEN_SYNC_BUNDLE_INSIDE_H
#define SHOUWEN_SYNC_BUNDLE_INSIDE_H

#include "shouwen/sync/bundle.h"

enum {
    BUNDLE_START = 8, /* magic and length of the header */
    BUNDLE_LENGTH = 4,
    BUNDLE_KEYS_MOST = 8,
    BUNDLE_KEY_NAME = 9, /* 8 hex and NUL */
    BUNDLE_SEALED = CRYPTO_STREAM_KEY + CRYPTO_SEAL
};

extern const char bundle_magic[];
extern const char *const bundle_kind_words[]; /* by enum bundle_kind, then NULL */

/* The file key for one recipient. */
struct bundle_key {
    char to[BUNDLE_KEY_NAME];
    uint8_t sealed[BUNDLE_SEALED];
};

/* What the header says about the ciphertext. */
struct bundle_envelope {
    int64_t raw, length;
    uint8_t hash[CRYPTO_CHAIN];
    struct bundle_key keys[BUNDLE_KEYS_MOST];
    size_t key_count;
};

/* --- bundle_header.c --- */
/* How a recipient's key is named: the first 8 hex of its hash, as in log names. */
void bundle_key_name(const uint8_t *public_key, char *name);
void bundle_header_write(const struct bundle_header *header, const struct bundle_envelope *envelope,
                         struct text *out);
MUST_CHECK enum status bundle_header_read(struct arena *arena, const struct json *from,
                                          struct bundle_header *header,
                                          struct bundle_envelope *envelope, struct error *error);

/* --- bundle_acts.c --- */
/* Decodes head and body of an act in scratch, which is reset, and checks them and its place; id is
 * filled in, and the place from the head if log is NULL. */
MUST_CHECK enum status bundle_act_check(struct arena *scratch, struct bundle_act *act,
                                        bool *has_own_place, struct error *error);
/* Puts the act behind what is in out; has_own_place: its place is not the one in its head. */
void bundle_act_write(const struct bundle_act *act, bool has_own_place, struct text *out);
/* The acts in length bytes, in the bundle's arena, against header and chain; with what was read of
 * them if that is to be kept. */
MUST_CHECK enum status bundle_acts_read(const uint8_t *bytes, size_t length, bool keeps_acts,
                                        struct bundle *bundle, struct error *error);

/* --- bundle_pack.c --- */
/* The most bytes that length bytes can become. */
size_t bundle_pack_most(size_t length);
/* Compresses into out[bundle_pack_most(length)]; how many bytes it became. */
size_t bundle_pack(const void *bytes, size_t length, uint8_t *out);
/* The reverse, into at most room bytes; false if there are more, or it is not what bundle_pack()
 * makes. */
MUST_CHECK bool bundle_unpack(const void *bytes, size_t length, uint8_t *out, size_t room,
                              size_t *unpacked);

/* --- bundle_open.c --- */
/* The key of the stream: bound to the sender, so that nobody can sign as their own what somebody
 * else sealed. */
void bundle_stream_key(const uint8_t *file_key, const uint8_t *sender, uint8_t *key);

static inline uint32_t bundle_number(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

static inline void bundle_add_number(struct text *out, size_t number)
{
    for (int i = 0; i < BUNDLE_LENGTH; i++)
        text_add_char(out, (char)(number >> 8 * i & 255));
}

#endif
