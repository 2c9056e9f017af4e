/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/view.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"

#include <string.h>

bool view_name_is_valid(const char *name)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-~";

    if (!name || !*name || *name == '-')
        return false;
    size_t length = strspn(name, letters);
    return length <= VIEW_NAME_MOST && !name[length];
}

void view_add_rest(struct view *view, const char *log, const struct view_locator *last)
{
    uint8_t number[8];
    struct crypto_digest digest;

    for (size_t i = 0; i < sizeof(number); i++)
        number[i] = (uint8_t)((uint64_t)last->n >> 8 * i);
    crypto_digest_start(&digest);
    crypto_digest_add(&digest, view->rest_hash, CRYPTO_CHAIN);
    crypto_digest_add(&digest, log, strlen(log) + 1);
    crypto_digest_add(&digest, number, sizeof(number));
    crypto_digest_add(&digest, last->chain, CRYPTO_CHAIN);
    crypto_digest_end(&digest, view->rest_hash);
    view->rest_count++;
}

const struct view_log *view_log_of(const struct view *view, const char *log)
{
    for (size_t i = 0; i < view->log_count; i++)
        if (strcmp(view->logs[i].log, log) == 0)
            return &view->logs[i];
    return NULL;
}

/* --- writing --- */

static struct json *hex_of(const uint8_t *bytes, size_t length)
{
    char hex[2 * CRYPTO_SIGNATURE + 1];

    ident_hex(bytes, length, hex);
    return json_new_text(hex);
}

static struct json *write_log(const struct view_log *log)
{
    struct json *object = json_new_object(), *at = json_new_array();

    json_put_text(object, "log", log->log);
    if (log->parent) {
        json_put_text(object, "parent", log->parent);
        json_put_integer(object, "parent_n", log->parent_n);
    }
    json_put_integer(object, "n", log->last.n);
    json_put(object, "chain", hex_of(log->last.chain, CRYPTO_CHAIN));
    for (size_t i = 0; i < log->at_count; i++) {
        struct json *pair = json_new_array();
        json_add(pair, json_new_integer(log->at[i].n));
        json_add(pair, hex_of(log->at[i].chain, CRYPTO_CHAIN));
        json_add(at, pair);
    }
    json_put(object, "at", at);
    return object;
}

static struct json *write_feed(const struct view_feed *feed)
{
    struct json *object = json_new_object();

    json_put_integer(object, "epoch", feed->epoch);
    json_put_integer(object, "position", feed->last.n);
    json_put(object, "chain", hex_of(feed->last.chain, CRYPTO_CHAIN));
    if (feed->has_proof)
        json_put(object, "proof", hex_of(feed->proof, CRYPTO_SIGNATURE));
    return object;
}

static struct json *write_outside(const struct view *view)
{
    struct json *object = json_new_object(), *acts = json_new_array();

    json_put_integer(object, "count", view->outside_total);
    for (size_t i = 0; i < view->outside_count; i++) {
        struct json *pair = json_new_array();
        json_add(pair, json_new_text(view->outside[i].log));
        json_add(pair, json_new_integer(view->outside[i].n));
        json_add(acts, pair);
    }
    json_put(object, "acts", acts);
    return object;
}

struct json *view_write(const struct view *view)
{
    struct json *object = json_new_object(), *logs = json_new_array();

    for (size_t i = 0; i < view->log_count; i++)
        json_add(logs, write_log(&view->logs[i]));
    json_put(object, "logs", logs);
    if (view->rest_count) {
        struct json *rest = json_new_object();
        json_put_integer(rest, "count", view->rest_count);
        json_put(rest, "hash", hex_of(view->rest_hash, CRYPTO_CHAIN));
        json_put(object, "rest", rest);
    }
    json_put(object, "feed", write_feed(&view->feed));
    if (view->has_kept)
        json_put(object, "kept", write_feed(&view->kept));
    if (view->has_open) {
        struct json *open = json_new_object();
        json_put_integer(open, "count", view->open_count);
        json_put(open, "hash", hex_of(view->open_hash, CRYPTO_CHAIN));
        json_put(object, "open", open);
    }
    if (view->revoked_at)
        json_put_integer(object, "revoked", view->revoked_at);
    if (view->outside_total)
        json_put(object, "outside", write_outside(view));
    json_put_integer(object, "clock", view->clock_at);
    json_put_integer(object, "fold", view->fold);
    return object;
}

/* --- reading --- */

static enum status is_wrong(const char *what, struct error *error)
{
    return error_set(error, STATUS_INVALID, "header", _("the bundle's view has a wrong \"%s\""),
                     what);
}

static bool read_count(const struct json *from, const char *key, int64_t *number)
{
    return json_integer_of(json_get(from, key), number) && *number >= 0 &&
           *number <= VIEW_NUMBER_MOST;
}

static bool read_chain(const struct json *value, uint8_t *chain)
{
    return ident_unhex(json_text(value), chain, CRYPTO_CHAIN);
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

static bool read_locators(struct arena *arena, const struct json *from, struct view_log *log)
{
    size_t count = json_length(from);
    int64_t before = log->last.n;

    if (count > VIEW_LOCATORS_MOST)
        return false;
    struct view_locator *at = arena_alloc(arena, count * sizeof(*at) + 1);
    for (size_t i = 0; i < count; i++) {
        const struct json *pair = json_item(from, i);
        if (!json_integer_of(json_item(pair, 0), &at[i].n) || at[i].n < 0 || at[i].n > before ||
            (i && at[i].n == before) || !read_chain(json_item(pair, 1), at[i].chain))
            return false;
        before = at[i].n;
    }
    log->at = at;
    log->at_count = count;
    return true;
}

static bool read_log(struct arena *arena, const struct json *from, struct view_log *log)
{
    if (!read_name(arena, from, "log", &log->log) || !read_count(from, "n", &log->last.n) ||
        !read_chain(json_get(from, "chain"), log->last.chain) ||
        !read_locators(arena, json_get(from, "at"), log))
        return false;
    return !json_get(from, "parent") || (read_name(arena, from, "parent", &log->parent) &&
                                         read_count(from, "parent_n", &log->parent_n));
}

static bool read_feed(const struct json *from, struct view_feed *feed)
{
    const char *proof = json_get_text(from, "proof");

    feed->has_proof = proof != NULL;
    return read_count(from, "epoch", &feed->epoch) && read_count(from, "position", &feed->last.n) &&
           read_chain(json_get(from, "chain"), feed->last.chain) &&
           (!proof || ident_unhex(proof, feed->proof, CRYPTO_SIGNATURE));
}

static bool read_logs(struct arena *arena, const struct json *from, struct view *view)
{
    size_t count = json_length(from);

    if (count > VIEW_LOGS_MOST)
        return false;
    struct view_log *logs = arena_alloc(arena, count * sizeof(*logs) + 1);
    for (size_t i = 0; i < count; i++)
        if (!read_log(arena, json_item(from, i), &logs[i]))
            return false;
    view->logs = logs;
    view->log_count = count;
    return true;
}

static bool read_outside(struct arena *arena, const struct json *from, struct view *view)
{
    const struct json *acts = json_get(from, "acts");
    size_t count = json_length(acts);

    if (!read_count(from, "count", &view->outside_total) || count > VIEW_OUTSIDE_MOST)
        return false;
    struct view_place *places = arena_alloc(arena, count * sizeof(*places) + 1);
    for (size_t i = 0; i < count; i++) {
        const char *log = json_text(json_item(json_item(acts, i), 0));
        if (!view_name_is_valid(log) ||
            !json_integer_of(json_item(json_item(acts, i), 1), &places[i].n) || places[i].n < 1)
            return false;
        places[i].log = arena_copy(arena, log);
    }
    view->outside = places;
    view->outside_count = count;
    return true;
}

enum status view_read(struct arena *arena, const struct json *from, struct view *view,
                      struct error *error)
{
    const struct json *kept = json_get(from, "kept"), *open = json_get(from, "open");
    const struct json *rest = json_get(from, "rest"), *outside = json_get(from, "outside");

    *view = (struct view){.has_kept = kept, .has_open = open};
    if (!read_logs(arena, json_get(from, "logs"), view))
        return is_wrong("logs", error);
    if (rest && (!read_count(rest, "count", &view->rest_count) ||
                 !read_chain(json_get(rest, "hash"), view->rest_hash)))
        return is_wrong("rest", error);
    if (!read_feed(json_get(from, "feed"), &view->feed))
        return is_wrong("feed", error);
    if (kept && !read_feed(kept, &view->kept))
        return is_wrong("kept", error);
    if (open && (!read_count(open, "count", &view->open_count) ||
                 !read_chain(json_get(open, "hash"), view->open_hash)))
        return is_wrong("open", error);
    if (json_get(from, "revoked") && !read_count(from, "revoked", &view->revoked_at))
        return is_wrong("revoked", error);
    if (outside && !read_outside(arena, outside, view))
        return is_wrong("outside", error);
    if (!read_count(from, "clock", &view->clock_at))
        return is_wrong("clock", error);
    view->fold = json_get_integer(from, "fold", 0);
    return STATUS_OK;
}
