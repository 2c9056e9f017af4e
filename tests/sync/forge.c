/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "forge.h"

#include "sync/bundle_inside.h"

#include <stdlib.h>
#include <string.h>

static struct bundle_range the_range; /* one forge at a time */

void forge_start(struct forge *forge, const struct acts *acts, size_t count,
                 const struct acts_party *from, const struct acts_party *to)
{
    the_range = (struct bundle_range){.log = ACTS_LOG, .first = 1};
    memcpy(the_range.before, acts->start, CRYPTO_CHAIN);
    memcpy(the_range.after, acts->start, CRYPTO_CHAIN);
    *forge = (struct forge){.from = from, .to_key = to->public_key, .raw = FORGE_RAW_TRUE};
    forge->plain = (struct text)TEXT_EMPTY;
    forge->header = (struct bundle_header){.kind = BUNDLE_LOG,
                                           .from = from->name,
                                           .to = to->name,
                                           .serial = 1,
                                           .ranges = &the_range,
                                           .range_count = 1};
    for (size_t i = 0; i < count; i++)
        forge_add(forge, &acts->list[i]);
}

void forge_add(struct forge *forge, const struct bundle_act *act)
{
    bundle_act_write(act, false, &forge->plain);
    forge_count(forge, act);
}

void forge_count(struct forge *forge, const struct bundle_act *act)
{
    forge->header.range_count = 1;
    the_range.count++;
    bundle_log_next(the_range.after, act->id);
}

void forge_end(struct forge *forge)
{
    text_release(&forge->plain);
}

static void add_chunk(struct crypto_stream *stream, const struct text *plain, bool is_twice,
                      bool is_last, struct text *cipher)
{
    uint8_t *packed = memory_new(2 * bundle_pack_most(plain->length));
    size_t length = bundle_pack(plain->at, plain->length, packed);

    if (is_twice)
        length += bundle_pack(plain->at, plain->length, packed + length);
    uint8_t *chunk = memory_new(length + CRYPTO_STREAM_MORE);

    crypto_stream_write(stream, packed, length, is_last, chunk);
    bundle_add_number(cipher, length + CRYPTO_STREAM_MORE);
    text_add_bytes(cipher, (const char *)chunk, length + CRYPTO_STREAM_MORE);
    free(packed);
    free(chunk);
}

static void encrypt(const struct forge *forge, const uint8_t *file_key, struct text *cipher)
{
    struct text nothing = TEXT_EMPTY;
    struct crypto_stream stream;
    uint8_t key[CRYPTO_STREAM_KEY], start[CRYPTO_STREAM_HEADER];

    bundle_stream_key(file_key, forge->bound_to ? forge->bound_to : forge->from->public_key, key);
    crypto_stream_write_start(&stream, key, start);
    text_add_bytes(cipher, (const char *)start, sizeof(start));
    add_chunk(&stream, &forge->plain, forge->is_twice, !forge->has_no_end, cipher);
    if (forge->has_more)
        add_chunk(&stream, &nothing, false, true, cipher);
}

void forge_header(const struct acts_party *from, const char *json, size_t length, struct text *out)
{
    uint8_t signature[CRYPTO_SIGNATURE];

    text_clear(out);
    text_add(out, bundle_magic);
    bundle_add_number(out, length);
    text_add_bytes(out, json, length);
    crypto_signature_of(out->at, out->length, from->secret_key, signature);
    text_add_bytes(out, (const char *)signature, sizeof(signature));
}

void forge_write(const struct forge *forge, struct text *out)
{
    struct bundle_envelope envelope = {.raw = (int64_t)forge->plain.length, .key_count = 1};
    struct text cipher = TEXT_EMPTY, json = TEXT_EMPTY;
    uint8_t file_key[CRYPTO_STREAM_KEY];

    crypto_random(file_key, sizeof(file_key));
    encrypt(forge, file_key, &cipher);
    if (forge->raw != FORGE_RAW_TRUE)
        envelope.raw = forge->raw;
    envelope.length = (int64_t)cipher.length;
    crypto_chain(cipher.at, cipher.length, NULL, 0, envelope.hash);
    bundle_key_name(forge->to_key, envelope.keys[0].to);
    if (!crypto_seal(file_key, sizeof(file_key), forge->to_key, envelope.keys[0].sealed))
        abort();
    bundle_header_write(&forge->header, &envelope, &json);
    const char *found = forge->search ? strstr(json.at, forge->search) : NULL;
    if (forge->search && !found)
        abort();
    if (found)
        text_splice(&json, (size_t)(found - json.at), strlen(forge->search), forge->replace,
                    strlen(forge->replace));
    forge_header(forge->from, json.at, json.length, out);
    text_add_bytes(out, cipher.at, cipher.length);
    text_release(&cipher);
    text_release(&json);
}
