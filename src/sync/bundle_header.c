/* SPDX-License-Identifier: MIT */
/* A bundle's header as JSON. What is written here is signed, and read only after that held. */
#include "config.h"

#include "sync/bundle_inside.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"

#include <string.h>

enum { HEX = 2 * BUNDLE_SEALED + 1 };

const char *const bundle_kind_words[] = {
    [BUNDLE_LOG] = "log", [BUNDLE_FEED] = "feed", [BUNDLE_VIEW] = "view", NULL};

void bundle_key_name(const uint8_t *public_key, char *name)
{
    uint8_t hash[CRYPTO_ID];

    crypto_id(public_key, CRYPTO_PUBLIC, hash);
    ident_hex(hash, (BUNDLE_KEY_NAME - 1) / 2, name);
}

/* --- writing --- */

static void put_hex(struct json *object, const char *key, const uint8_t *bytes, size_t length)
{
    char hex[HEX];

    ident_hex(bytes, length, hex);
    json_put_text(object, key, hex);
}

static struct json *write_range(const struct bundle_range *range)
{
    struct json *object = json_new_object();

    json_put_text(object, "log", range->log);
    if (range->parent) {
        json_put_text(object, "parent", range->parent);
        json_put_integer(object, "parent_n", range->parent_n);
    }
    json_put_integer(object, "first", range->first);
    json_put_integer(object, "count", range->count);
    put_hex(object, "before", range->before, CRYPTO_CHAIN);
    put_hex(object, "after", range->after, CRYPTO_CHAIN);
    return object;
}

static struct json *write_feed(const struct bundle_feed *feed)
{
    struct json *object = json_new_object();

    json_put_integer(object, "epoch", feed->epoch);
    json_put_integer(object, "first", feed->first);
    json_put_integer(object, "count", feed->count);
    put_hex(object, "before", feed->before, CRYPTO_CHAIN);
    put_hex(object, "after", feed->after, CRYPTO_CHAIN);
    if (feed->has_proof)
        put_hex(object, "proof", feed->proof, CRYPTO_SIGNATURE);
    return object;
}

static struct json *write_ranges(const struct bundle_header *header)
{
    struct json *ranges = json_new_array();

    for (size_t i = 0; i < header->range_count; i++)
        json_add(ranges, write_range(&header->ranges[i]));
    return ranges;
}

static struct json *write_keys(const struct bundle_envelope *envelope)
{
    struct json *keys = json_new_array();

    for (size_t i = 0; i < envelope->key_count; i++) {
        struct json *key = json_new_object();
        json_put_text(key, "to", envelope->keys[i].to);
        put_hex(key, "sealed", envelope->keys[i].sealed, BUNDLE_SEALED);
        json_add(keys, key);
    }
    return keys;
}

void bundle_header_write(const struct bundle_header *header, const struct bundle_envelope *envelope,
                         struct text *out)
{
    struct json *object = json_new_object();

    json_put_integer(object, "v", 1);
    json_put_integer(object, "suite", 1);
    put_hex(object, "id", header->id, BUNDLE_ID);
    json_put_text(object, "from", header->from);
    json_put_text(object, "to", header->to);
    json_put_integer(object, "serial", header->serial);
    json_put_integer(object, "seen", header->seen);
    json_put_integer(object, "created", header->created_at);
    json_put_text(object, "kind", bundle_kind_words[header->kind]);
    if (header->kind == BUNDLE_LOG)
        json_put(object, "ranges", write_ranges(header));
    if (header->kind == BUNDLE_FEED)
        json_put(object, "feed", write_feed(&header->feed));
    if (header->view)
        json_put(object, "view", view_write(header->view));
    json_put_integer(object, "raw", envelope->raw);
    json_put_integer(object, "length", envelope->length);
    put_hex(object, "hash", envelope->hash, CRYPTO_CHAIN);
    json_put(object, "keys", write_keys(envelope));
    json_write(object, out);
    json_release(object);
}

/* --- reading --- */

static bool read_number(const struct json *from, const char *key, int64_t least, int64_t *number)
{
    return json_integer_of(json_get(from, key), number) && *number >= least &&
           *number <= VIEW_NUMBER_MOST;
}

static bool read_hex(const struct json *from, const char *key, uint8_t *bytes, size_t length)
{
    return ident_unhex(json_get_text(from, key), bytes, length);
}

static bool read_name(struct arena *arena, const struct json *from, const char *key,
                      const char **name)
{
    const char *text = json_get_text(from, key);

    if (!view_name_is_valid(text))
        return false;
    *name = arena_copy(arena, text);
    return true;
}

static bool read_span(const struct json *from, int64_t *first, int64_t *count, uint8_t *before,
                      uint8_t *after)
{
    return read_number(from, "first", 1, first) && read_number(from, "count", 1, count) &&
           *count <= BUNDLE_RAW_MOST && read_hex(from, "before", before, CRYPTO_CHAIN) &&
           read_hex(from, "after", after, CRYPTO_CHAIN);
}

static bool read_range(struct arena *arena, const struct json *from, struct bundle_range *range)
{
    if (!read_name(arena, from, "log", &range->log) ||
        !read_span(from, &range->first, &range->count, range->before, range->after))
        return false;
    return !json_get(from, "parent") || (read_name(arena, from, "parent", &range->parent) &&
                                         read_number(from, "parent_n", 0, &range->parent_n));
}

static bool read_ranges(struct arena *arena, const struct json *from, struct bundle_header *header)
{
    size_t count = json_length(from);

    if (!count || count > BUNDLE_RANGES_MOST)
        return false;
    struct bundle_range *ranges = arena_alloc(arena, count * sizeof(*ranges));
    for (size_t i = 0; i < count; i++)
        if (!read_range(arena, json_item(from, i), &ranges[i]))
            return false;
    header->ranges = ranges;
    header->range_count = count;
    return true;
}

static bool read_kind(const struct json *from, struct bundle_header *header)
{
    const char *word = json_get_text(from, "kind");

    for (int kind = 0; word && bundle_kind_words[kind]; kind++)
        if (strcmp(bundle_kind_words[kind], word) == 0) {
            header->kind = (enum bundle_kind)kind;
            return true;
        }
    return false;
}

static bool read_keys(const struct json *from, struct bundle_envelope *envelope)
{
    size_t count = json_length(from);

    if (count > BUNDLE_KEYS_MOST)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct bundle_key *key = &envelope->keys[i];
        const char *to = json_get_text(json_item(from, i), "to");
        if (!to || strlen(to) != BUNDLE_KEY_NAME - 1 ||
            !read_hex(json_item(from, i), "sealed", key->sealed, BUNDLE_SEALED))
            return false;
        memcpy(key->to, to, BUNDLE_KEY_NAME);
    }
    envelope->key_count = count;
    return true;
}

static bool read_envelope(const struct json *from, const struct bundle_header *header,
                          struct bundle_envelope *envelope)
{
    return read_number(from, "raw", 0, &envelope->raw) &&
           read_number(from, "length", 0, &envelope->length) &&
           (envelope->length == 0) == (header->kind == BUNDLE_VIEW) &&
           (envelope->raw == 0) == (header->kind == BUNDLE_VIEW) &&
           read_hex(from, "hash", envelope->hash, CRYPTO_CHAIN) &&
           read_keys(json_get(from, "keys"), envelope);
}

static bool read_feed(const struct json *from, struct bundle_feed *feed)
{
    feed->has_proof = json_get(from, "proof") != NULL;
    return read_number(from, "epoch", 0, &feed->epoch) &&
           read_span(from, &feed->first, &feed->count, feed->before, feed->after) &&
           (!feed->has_proof || read_hex(from, "proof", feed->proof, CRYPTO_SIGNATURE));
}

/* The name of the first field that is not what it must be; NULL if all are. */
static const char *read_fields(struct arena *arena, const struct json *from,
                               struct bundle_header *header, struct bundle_envelope *envelope)
{
    if (!read_hex(from, "id", header->id, BUNDLE_ID))
        return "id";
    if (!read_name(arena, from, "from", &header->from))
        return "from";
    if (!read_name(arena, from, "to", &header->to))
        return "to";
    if (!read_number(from, "serial", 1, &header->serial))
        return "serial";
    if (!read_number(from, "seen", 0, &header->seen))
        return "seen";
    if (!read_number(from, "created", 0, &header->created_at))
        return "created";
    if (!read_kind(from, header))
        return "kind";
    if (header->kind == BUNDLE_LOG && !read_ranges(arena, json_get(from, "ranges"), header))
        return "ranges";
    if (header->kind == BUNDLE_FEED && !read_feed(json_get(from, "feed"), &header->feed))
        return "feed";
    if (header->kind == BUNDLE_VIEW && !json_get(from, "view"))
        return "view";
    return read_envelope(from, header, envelope) ? NULL : "length";
}

enum status bundle_header_read(struct arena *arena, const struct json *from,
                               struct bundle_header *header, struct bundle_envelope *envelope,
                               struct error *error)
{
    const char *wrong = read_fields(arena, from, header, envelope);

    if (wrong)
        return error_set(error, STATUS_INVALID, "header",
                         _("the bundle's header has a wrong \"%s\""), wrong);
    if (!json_get(from, "view"))
        return STATUS_OK;
    struct view *view = arena_alloc(arena, sizeof(*view));
    header->view = view;
    return view_read(arena, json_get(from, "view"), view, error);
}
