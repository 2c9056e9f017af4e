/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "sync/bundle_inside.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/act.h"

#include <stdlib.h>
#include <string.h>

enum {
    FRAME = 256 << 10,     /* so much is compressed at once */
    FRAME_LEAST = 4 << 10, /* near the end of a bundle, so that it becomes full */
    CHUNK_MORE = BUNDLE_LENGTH + CRYPTO_STREAM_MORE,
    LAST_MOST = 64 /* an empty frame, encrypted */
};

struct bundle_writer {
    const uint8_t *secret_key;
    struct bundle_header header;
    struct bundle_envelope envelope;
    uint8_t file_key[CRYPTO_STREAM_KEY];
    struct crypto_stream stream;
    struct bundle_range *ranges;
    size_t range_room;
    struct text plain;  /* acts that are not compressed yet */
    struct text cipher; /* the ciphertext so far */
    struct arena arena, scratch;
};

static void start_stream(struct bundle_writer *writer)
{
    uint8_t key[CRYPTO_STREAM_KEY], start[CRYPTO_STREAM_HEADER];

    crypto_random(writer->file_key, sizeof(writer->file_key));
    bundle_stream_key(writer->file_key, crypto_public_of(writer->secret_key), key);
    crypto_stream_write_start(&writer->stream, key, start);
    crypto_forget(key, sizeof(key));
    text_add_bytes(&writer->cipher, (const char *)start, sizeof(start));
}

struct bundle_writer *bundle_writer_new(enum bundle_kind kind, const uint8_t *secret_key)
{
    struct bundle_writer *writer = memory_new(sizeof(*writer));

    writer->secret_key = secret_key;
    writer->header.kind = kind;
    writer->plain = (struct text)TEXT_EMPTY;
    writer->cipher = (struct text)TEXT_EMPTY;
    crypto_random(writer->header.id, sizeof(writer->header.id));
    if (kind != BUNDLE_VIEW)
        start_stream(writer);
    return writer;
}

void bundle_writer_free(struct bundle_writer *writer)
{
    if (!writer)
        return;
    crypto_forget(writer->file_key, sizeof(writer->file_key));
    crypto_forget(&writer->stream, sizeof(writer->stream));
    text_release(&writer->plain);
    text_release(&writer->cipher);
    arena_release(&writer->arena);
    arena_release(&writer->scratch);
    free(writer);
}

const struct bundle_header *bundle_writer_header(const struct bundle_writer *writer)
{
    return &writer->header;
}

/* A range to which nothing was added is none. */
static void drop_empty_range(struct bundle_writer *writer)
{
    size_t *count = &writer->header.range_count;

    if (*count && !writer->ranges[*count - 1].count)
        --*count;
}

enum status bundle_writer_range(struct bundle_writer *writer, const struct bundle_range *range,
                                struct error *error)
{
    drop_empty_range(writer);
    if (!view_name_is_valid(range->log) || (range->parent && !view_name_is_valid(range->parent)))
        return error_set(error, STATUS_INVALID, "log", _("\"%s\" is no name of a log"), range->log);
    if (writer->header.range_count == BUNDLE_RANGES_MOST)
        return error_set(error, STATUS_INVALID, "log", _("a bundle takes at most %d ranges"),
                         BUNDLE_RANGES_MOST);
    writer->ranges = arena_grow(&writer->arena, writer->ranges, writer->header.range_count,
                                &writer->range_room, sizeof(*writer->ranges));
    struct bundle_range *added = &writer->ranges[writer->header.range_count++];
    *added = *range;
    added->log = arena_copy(&writer->arena, range->log);
    added->parent = range->parent ? arena_copy(&writer->arena, range->parent) : NULL;
    added->count = 0;
    memcpy(added->after, range->before, CRYPTO_CHAIN);
    writer->header.ranges = writer->ranges;
    return STATUS_OK;
}

void bundle_writer_feed(struct bundle_writer *writer, const struct bundle_feed *feed)
{
    writer->header.feed = *feed;
    writer->header.feed.count = 0;
    memcpy(writer->header.feed.after, feed->before, CRYPTO_CHAIN);
}

/* Compresses and encrypts what has come together. */
static void end_frame(struct bundle_writer *writer, bool is_last)
{
    uint8_t *packed = memory_new(bundle_pack_most(writer->plain.length));
    size_t length = bundle_pack(writer->plain.at, writer->plain.length, packed);
    uint8_t *chunk = memory_new(length + CRYPTO_STREAM_MORE);

    crypto_stream_write(&writer->stream, packed, length, is_last, chunk);
    bundle_add_number(&writer->cipher, length + CRYPTO_STREAM_MORE);
    text_add_bytes(&writer->cipher, (const char *)chunk, length + CRYPTO_STREAM_MORE);
    text_clear(&writer->plain);
    free(packed);
    free(chunk);
}

/* Whether so many bytes more stay below the cap, however badly they are compressed. */
static bool fits(const struct bundle_writer *writer, size_t more)
{
    return (size_t)writer->envelope.raw + more <= BUNDLE_RAW_MOST &&
           writer->cipher.length + CHUNK_MORE + bundle_pack_most(writer->plain.length + more) +
                   LAST_MOST <=
               BUNDLE_CIPHER_MOST;
}

/* Moves the range or feed on; false if the act is not its next one. */
static bool count_act(struct bundle_writer *writer, const struct bundle_act *act)
{
    struct bundle_header *header = &writer->header;

    if (header->kind == BUNDLE_FEED) {
        if (act->body && !act->is_whole)
            return false;
        header->feed.count++;
        bundle_feed_next(header->feed.after, act->id, act->is_whole);
        return true;
    }
    if (!header->range_count)
        return false;
    struct bundle_range *range = &writer->ranges[header->range_count - 1];
    if (strcmp(range->log, act->log) != 0 || act->n != range->first + range->count)
        return false;
    range->count++;
    bundle_log_next(range->after, act->id);
    return true;
}

enum status bundle_writer_add(struct bundle_writer *writer, const struct bundle_act *act,
                              bool *is_full, struct error *error)
{
    enum status status = STATUS_OK;
    struct bundle_act added = *act;
    struct text bytes = TEXT_EMPTY;
    bool has_own_place;

    TRY(bundle_act_check(&writer->scratch, &added, &has_own_place, error));
    bundle_act_write(&added, has_own_place, &bytes);
    if (writer->plain.length >= FRAME ||
        (writer->plain.length >= FRAME_LEAST && !fits(writer, bytes.length)))
        end_frame(writer, false);
    *is_full = !fits(writer, bytes.length);
    if (*is_full)
        goto done;
    if (!count_act(writer, &added)) {
        status = error_set(error, STATUS_INVALID, "act",
                           _("log %s, act %ld: it is not the next act of the bundle"), added.log,
                           (long)added.n);
        goto done;
    }
    text_add_bytes(&writer->plain, bytes.at, bytes.length);
    writer->envelope.raw += (int64_t)bytes.length;
done:
    text_release(&bytes);
    return status;
}

void bundle_writer_prove(struct bundle_writer *writer, const uint8_t *proof)
{
    writer->header.feed.has_proof = true;
    memcpy(writer->header.feed.proof, proof, CRYPTO_SIGNATURE);
}

struct view_feed bundle_feed_end(const struct bundle_feed *feed)
{
    struct view_feed end = {.epoch = feed->epoch,
                            .last.n = feed->first + feed->count - 1,
                            .has_proof = feed->has_proof};

    memcpy(end.last.chain, feed->after, CRYPTO_CHAIN);
    memcpy(end.proof, feed->proof, CRYPTO_SIGNATURE);
    return end;
}

/* Ciphertext, hash and sealed key. */
static enum status seal(struct bundle_writer *writer, const uint8_t *public_key,
                        struct error *error)
{
    struct bundle_envelope *envelope = &writer->envelope;

    drop_empty_range(writer);
    if (writer->header.kind != BUNDLE_VIEW) {
        if (!envelope->raw)
            return error_set(error, STATUS_INVALID, "act", _("a bundle without acts says nothing"));
        end_frame(writer, true);
        bundle_key_name(public_key, envelope->keys[0].to);
        envelope->key_count = 1;
        if (!crypto_seal(writer->file_key, sizeof(writer->file_key), public_key,
                         envelope->keys[0].sealed))
            return error_set(error, STATUS_INVALID, "key", _("the recipient's key is no key"));
    }
    envelope->length = (int64_t)writer->cipher.length;
    crypto_chain(writer->cipher.at, writer->cipher.length, NULL, 0, envelope->hash);
    return STATUS_OK;
}

static void put_header(struct bundle_writer *writer, const struct bundle_header *from)
{
    struct bundle_header *header = &writer->header;

    header->from = from->from;
    header->to = from->to;
    header->serial = from->serial;
    header->seen = from->seen;
    header->created_at = from->created_at;
    header->view = from->view;
}

enum status bundle_writer_finish(struct bundle_writer *writer, const struct bundle_header *header,
                                 const uint8_t *public_key, struct text *out, struct error *error)
{
    enum status status = STATUS_OK;
    struct text json = TEXT_EMPTY;
    uint8_t signature[CRYPTO_SIGNATURE];
    size_t start = out->length;

    if (!view_name_is_valid(header->from) || !view_name_is_valid(header->to))
        return error_set(error, STATUS_INVALID, "to", _("a bundle goes from one name to another"));
    put_header(writer, header);
    TRY(seal(writer, public_key, error));
    bundle_header_write(&writer->header, &writer->envelope, &json);
    if (json.length > BUNDLE_HEADER_MOST) {
        status = error_set(error, STATUS_INVALID, "header", _("the bundle's header is too long"));
        goto done;
    }
    text_add(out, bundle_magic);
    bundle_add_number(out, json.length);
    text_add_bytes(out, json.at, json.length);
    crypto_signature_of(out->at + start, out->length - start, writer->secret_key, signature);
    text_add_bytes(out, (const char *)signature, sizeof(signature));
    text_add_bytes(out, writer->cipher.at, writer->cipher.length);
done:
    text_release(&json);
    return status;
}
