/* SPDX-License-Identifier: MIT */
/* Opening: each step may rely on those before it, so their order is part of the format. */
#include "config.h"

#include "sync/bundle_inside.h"

#include "shouwen/base/i18n.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HEADER_DEPTH = 6, PIECE = 64 << 10 };

const char bundle_magic[] = "SWB1";

struct opening {
    const struct bundle_receiver *receiver;
    struct bundle *bundle;
    const uint8_t *bytes;
    size_t signed_length; /* magic, length and header */
    const uint8_t *cipher;
    size_t cipher_length;
    struct json *json;
    struct bundle_envelope envelope;
    uint8_t key[CRYPTO_STREAM_KEY];
    uint8_t *raw;
};

static enum status refuse(struct error *error, const char *field, const char *sentence)
{
    return error_set(error, STATUS_INVALID, field, "%s", sentence);
}

void bundle_stream_key(const uint8_t *file_key, const uint8_t *sender, uint8_t *key)
{
    crypto_chain(file_key, CRYPTO_STREAM_KEY, sender, CRYPTO_PUBLIC, key);
}

/* Where the parts are, and the header as JSON. */
static enum status split(struct opening *opening, size_t length, struct error *error)
{
    struct error cause;

    if (length < BUNDLE_START || memcmp(opening->bytes, bundle_magic, strlen(bundle_magic)) != 0)
        return refuse(error, "length", _("this is no bundle"));
    size_t header = bundle_number(opening->bytes + BUNDLE_START - BUNDLE_LENGTH);
    if (header > BUNDLE_HEADER_MOST || length > BUNDLE_FILE_MOST)
        return refuse(error, "length", _("the bundle is longer than one may be"));
    if (length < BUNDLE_START + header + CRYPTO_SIGNATURE)
        return refuse(error, "length", _("the bundle's end is cut off"));
    opening->signed_length = BUNDLE_START + header;
    opening->cipher = opening->bytes + opening->signed_length + CRYPTO_SIGNATURE;
    opening->cipher_length = length - opening->signed_length - CRYPTO_SIGNATURE;
    if (json_read((const char *)opening->bytes + BUNDLE_START, header, HEADER_DEPTH, &opening->json,
                  &cause) != STATUS_OK)
        return error_set(error, STATUS_INVALID, "header",
                         _("the bundle's header can't be read: %s"), cause.message);
    if (json_get_integer(opening->json, "v", 0) != 1 ||
        json_get_integer(opening->json, "suite", 0) != 1)
        return refuse(error, "version", _("the bundle needs a newer version of shouwen"));
    if (json_get_integer(opening->json, "length", -1) != (int64_t)opening->cipher_length)
        return refuse(error, "length", _("the bundle is not as long as its header says"));
    return STATUS_OK;
}

/* Nothing in the header but the sender's name is looked at before. */
static enum status verify(struct opening *opening, uint8_t *sender, struct error *error)
{
    const char *from = json_get_text(opening->json, "from");
    enum status status = STATUS_OK;

    if (!view_name_is_valid(from))
        return refuse(error, "header", _("the bundle's header names no sender"));
    TRY(opening->receiver->sender(opening->receiver->context, from, sender, error));
    if (!crypto_signed_by(opening->bytes, opening->signed_length,
                          opening->bytes + opening->signed_length, sender))
        status = error_set(error, STATUS_INVALID, "signature", _("the bundle was not signed by %s"),
                           from);
done:
    return status;
}

static enum status check_recipient(const struct opening *opening, struct error *error)
{
    const struct bundle_header *header = &opening->bundle->header;

    if (strcmp(header->to, opening->receiver->name) != 0)
        return error_set(error, STATUS_INVALID, "to", _("the bundle is for %s, not for %s"),
                         header->to, opening->receiver->name);
    return STATUS_OK;
}

static enum status check_hash(const struct opening *opening, struct error *error)
{
    uint8_t hash[CRYPTO_CHAIN];

    crypto_chain(opening->cipher, opening->cipher_length, NULL, 0, hash);
    if (memcmp(hash, opening->envelope.hash, sizeof(hash)) != 0)
        return refuse(error, "hash", _("the bundle's content was changed on the way"));
    return STATUS_OK;
}

static enum status unseal(struct opening *opening, const uint8_t *sender, struct error *error)
{
    const uint8_t *secret_key = opening->receiver->secret_key;
    uint8_t file_key[CRYPTO_STREAM_KEY];
    char own[BUNDLE_KEY_NAME];

    bundle_key_name(crypto_public_of(secret_key), own);
    for (size_t i = 0; i < opening->envelope.key_count; i++) {
        const struct bundle_key *key = &opening->envelope.keys[i];
        if (strcmp(key->to, own) != 0 ||
            !crypto_unseal(key->sealed, sizeof(file_key), secret_key, file_key))
            continue;
        bundle_stream_key(file_key, sender, opening->key);
        crypto_forget(file_key, sizeof(file_key));
        return STATUS_OK;
    }
    return refuse(error, "key", _("the bundle was not sealed to this receiver's key"));
}

/* One chunk at *at behind which the next one stands; what it unpacks to goes behind *raw_length. */
static enum status take_chunk(struct opening *opening, struct crypto_stream *stream, size_t *at,
                              size_t *raw_length, bool *is_last, struct error *error)
{
    size_t left = opening->cipher_length - *at, length = 0, unpacked = 0;
    uint8_t *packed = NULL;
    enum status status = STATUS_OK;

    if (left >= BUNDLE_LENGTH)
        length = bundle_number(opening->cipher + *at);
    if (length < CRYPTO_STREAM_MORE || length > left - BUNDLE_LENGTH)
        return refuse(error, "key", _("the bundle's content is cut off or garbled"));
    packed = memory_new(length);
    if (!crypto_stream_read(stream, opening->cipher + *at + BUNDLE_LENGTH, length, packed, is_last))
        status = refuse(error, "key", _("the bundle's content can't be decrypted"));
    else if (!bundle_unpack(packed, length - CRYPTO_STREAM_MORE, opening->raw + *raw_length,
                            (size_t)opening->envelope.raw - *raw_length, &unpacked))
        status = refuse(error, "size",
                        _("the bundle's content is garbled, or more than its header says"));
    *raw_length += status == STATUS_OK ? unpacked : 0;
    *at += BUNDLE_LENGTH + length;
    free(packed);
    return status;
}

static enum status decrypt(struct opening *opening, struct error *error)
{
    enum status status = STATUS_OK;
    struct crypto_stream stream;
    size_t at = CRYPTO_STREAM_HEADER, raw_length = 0;
    bool is_last = false;

    if (opening->envelope.raw > BUNDLE_RAW_MOST)
        return refuse(error, "size", _("the bundle would unpack to more than one may"));
    if (opening->cipher_length < CRYPTO_STREAM_HEADER)
        return refuse(error, "key", _("the bundle's content is cut off or garbled"));
    opening->raw = arena_alloc(&opening->bundle->arena, (size_t)opening->envelope.raw);
    crypto_stream_read_start(&stream, opening->key, opening->cipher);
    while (!is_last)
        TRY(take_chunk(opening, &stream, &at, &raw_length, &is_last, error));
    if (at != opening->cipher_length)
        status = refuse(error, "key", _("something stands behind the bundle's end"));
    else if (raw_length != (size_t)opening->envelope.raw)
        status = refuse(error, "size", _("the bundle's content is less than its header says"));
done:
    crypto_forget(&stream, sizeof(stream));
    return status;
}

static enum status check(struct opening *opening, size_t length, struct error *error)
{
    enum status status = STATUS_OK;
    struct bundle *bundle = opening->bundle;
    uint8_t sender[CRYPTO_PUBLIC];

    TRY(split(opening, length, error));
    TRY(verify(opening, sender, error));
    TRY(bundle_header_read(&bundle->arena, opening->json, &bundle->header, &opening->envelope,
                           error));
    TRY(check_recipient(opening, error));
    TRY(check_hash(opening, error));
    if (bundle->header.kind == BUNDLE_VIEW)
        goto done;
    TRY(unseal(opening, sender, error));
    TRY(decrypt(opening, error));
    TRY(bundle_acts_read(opening->raw, (size_t)opening->envelope.raw, opening->receiver->keeps_acts,
                         bundle, error));
done:
    return status;
}

enum status bundle_open(const void *bytes, size_t length, const struct bundle_receiver *receiver,
                        struct bundle *bundle, struct error *error)
{
    struct opening opening = {.receiver = receiver, .bundle = bundle, .bytes = bytes};

    *bundle = (struct bundle){.act_count = 0};
    enum status status = check(&opening, length, error);
    json_release(opening.json);
    crypto_forget(opening.key, sizeof(opening.key));
    if (status != STATUS_OK)
        bundle_close(bundle);
    return status;
}

enum status bundle_open_file(int file, const struct bundle_receiver *receiver,
                             struct bundle *bundle, struct error *error)
{
    struct text bytes = TEXT_EMPTY;
    char *piece = memory_new(PIECE);
    ssize_t got = 1;
    enum status status;

    *bundle = (struct bundle){.act_count = 0};
    /* one piece more than a bundle may have is enough to refuse it */
    while (got && bytes.length <= BUNDLE_FILE_MOST) {
        got = read(file, piece, PIECE);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            status = error_set(error, STATUS_BROKEN, "", _("the bundle can't be read: %s"),
                               strerror(errno));
            goto done;
        }
        text_add_bytes(&bytes, piece, (size_t)got);
    }
    status = bundle_open(bytes.at, bytes.length, receiver, bundle, error);
done:
    free(piece);
    text_release(&bytes);
    return status;
}

void bundle_close(struct bundle *bundle)
{
    arena_release(&bundle->arena);
    *bundle = (struct bundle){.act_count = 0};
}
