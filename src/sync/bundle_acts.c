/* SPDX-License-Identifier: MIT */
/* Acts as they stand in a bundle before it is compressed:
 * u8 flags, varint length and head, [varint length and body], [varint length and log, varint n]. */
#include "config.h"

#include "sync/bundle_inside.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/act.h"

#include <string.h>

enum { HAS_BODY = 1, HAS_PLACE = 2, IS_WHOLE = 4, FLAGS = HAS_BODY | HAS_PLACE | IS_WHOLE };

/* --- chains --- */

void bundle_feed_start(int64_t epoch, const char *client, uint8_t *chain)
{
    uint8_t start[12] = "feed";

    for (int i = 0; i < 8; i++)
        start[4 + i] = (uint8_t)((uint64_t)epoch >> 8 * i);
    crypto_chain(start, sizeof(start), client, strlen(client), chain);
}

void bundle_feed_next(uint8_t *chain, const uint8_t *id, bool is_whole)
{
    uint8_t link[CRYPTO_ID + 1];

    memcpy(link, id, CRYPTO_ID);
    link[CRYPTO_ID] = is_whole;
    crypto_chain(chain, CRYPTO_CHAIN, link, sizeof(link), chain);
}

void bundle_log_next(uint8_t *chain, const uint8_t *id)
{
    crypto_chain(chain, CRYPTO_CHAIN, id, CRYPTO_ID, chain);
}

/* --- one act --- */

/* The same names come again and again. */
static const char *keep_name(struct arena *arena, const char *name, const char *before)
{
    return before && strcmp(before, name) == 0 ? before : arena_copy(arena, name);
}

/* As bundle_act_check(), into decoded, text in scratch; *before is the name kept last. */
static enum status check_act(struct arena *scratch, struct arena *arena, const char **before,
                             struct bundle_act *act, struct act *decoded, bool *has_own_place,
                             struct error *error)
{
    struct error cause;

    if (act->body && act->body_length > ACT_BODY_MOST)
        return error_set(error, STATUS_INVALID, "act", _("the act's body is too long"));
    if (act_decode(scratch, act->head, act->head_length, act->body, act->body_length, decoded,
                   &cause) != STATUS_OK)
        return error_set(error, STATUS_INVALID, "act", "%s", cause.message);
    memcpy(act->id, decoded->id, CRYPTO_ID);
    if (!act->log) {
        *before = keep_name(arena, decoded->log, *before);
        act->log = *before;
        act->n = decoded->n;
    }
    if (!view_name_is_valid(act->log) || act->n < 1)
        return error_set(error, STATUS_INVALID, "act", _("the act stands in no log"));
    *has_own_place = act->n != decoded->n || strcmp(act->log, decoded->log) != 0;
    return STATUS_OK;
}

enum status bundle_act_check(struct arena *scratch, struct bundle_act *act, bool *has_own_place,
                             struct error *error)
{
    const char *before = NULL;
    struct act decoded;

    arena_reset(scratch);
    return check_act(scratch, scratch, &before, act, &decoded, has_own_place, error);
}

/* --- writing --- */

static void add_varint(struct text *out, uint64_t number)
{
    for (; number > 127; number >>= 7)
        text_add_char(out, (char)((number & 127) | 128));
    text_add_char(out, (char)number);
}

static void add_bytes(struct text *out, const void *bytes, size_t length)
{
    add_varint(out, length);
    text_add_bytes(out, bytes, length);
}

void bundle_act_write(const struct bundle_act *act, bool has_own_place, struct text *out)
{
    text_add_char(out, (char)((act->body ? HAS_BODY : 0) | (has_own_place ? HAS_PLACE : 0) |
                              (act->is_whole ? IS_WHOLE : 0)));
    add_bytes(out, act->head, act->head_length);
    if (act->body)
        add_bytes(out, act->body, act->body_length);
    if (has_own_place) {
        add_bytes(out, act->log, strlen(act->log));
        add_varint(out, (uint64_t)act->n);
    }
}

/* --- reading --- */

struct reading {
    const uint8_t *at, *end;
    struct bundle *bundle;
    struct bundle_act *acts;
    size_t count, room;
    struct arena scratch;
    const char *name; /* of the log met last */
    bool keeps_acts;
};

static bool take_varint(struct reading *reading, uint64_t most, uint64_t *number)
{
    *number = 0;
    for (int shift = 0; shift < 63 && reading->at < reading->end; shift += 7) {
        uint8_t byte = *reading->at++;
        *number |= (uint64_t)(byte & 127) << shift;
        if (byte < 128)
            return *number <= most;
    }
    return false;
}

static bool take_bytes(struct reading *reading, uint64_t most, const void **bytes, size_t *length)
{
    uint64_t number;

    if (!take_varint(reading, most, &number) || number > (uint64_t)(reading->end - reading->at))
        return false;
    *bytes = reading->at;
    *length = (size_t)number;
    reading->at += number;
    return true;
}

static bool take_place(struct reading *reading, struct bundle_act *act)
{
    const void *name;
    size_t length;
    uint64_t n;

    if (!take_bytes(reading, VIEW_NAME_MOST, &name, &length) ||
        !take_varint(reading, INT64_MAX, &n))
        return false;
    const char *log = arena_copy_part(&reading->scratch, name, length);
    reading->name = keep_name(&reading->bundle->arena, log, reading->name);
    act->log = reading->name;
    act->n = (int64_t)n;
    return strlen(log) == length;
}

static bool take_act(struct reading *reading, struct bundle_act *act)
{
    uint8_t flags = *reading->at++;

    if ((flags & ~FLAGS) || !take_bytes(reading, ACT_HEAD_MOST, &act->head, &act->head_length))
        return false;
    if ((flags & HAS_BODY) && !take_bytes(reading, ACT_BODY_MOST, &act->body, &act->body_length))
        return false;
    act->is_whole = flags & IS_WHOLE;
    return !(flags & HAS_PLACE) || take_place(reading, act);
}

static enum status read_act(struct reading *reading, struct bundle_act *act, struct error *error)
{
    struct arena *arena = &reading->bundle->arena;
    struct act once, *decoded = reading->keeps_acts ? arena_alloc(arena, sizeof(*decoded)) : &once;
    bool has_own_place;

    arena_reset(&reading->scratch);
    if (reading->keeps_acts)
        act->act = decoded;
    return check_act(reading->keeps_acts ? arena : &reading->scratch, arena, &reading->name, act,
                     decoded, &has_own_place, error);
}

static enum status read_acts(struct reading *reading, struct error *error)
{
    enum status status = STATUS_OK;
    struct error cause;

    while (reading->at < reading->end) {
        reading->acts = arena_grow(&reading->bundle->arena, reading->acts, reading->count,
                                   &reading->room, sizeof(*reading->acts));
        struct bundle_act *act = &reading->acts[reading->count++];
        *act = (struct bundle_act){.log = NULL};
        if (!take_act(reading, act))
            return error_set(error, STATUS_INVALID, "act",
                             _("act %zu of the bundle is cut off or garbled"), reading->count);
        status = read_act(reading, act, &cause);
        if (status != STATUS_OK)
            return error_set(error, STATUS_INVALID, "act", _("act %zu of the bundle: %s"),
                             reading->count, cause.message);
    }
    return status;
}

/* --- chain --- */

static enum status is_no_chain(struct error *error)
{
    return error_set(error, STATUS_INVALID, "chain",
                     _("the bundle's acts are not those that its header names"));
}

static enum status check_range(const struct bundle_range *range, struct bundle_act *acts,
                               struct error *error)
{
    uint8_t chain[CRYPTO_CHAIN];

    memcpy(chain, range->before, CRYPTO_CHAIN);
    for (int64_t i = 0; i < range->count; i++) {
        if (acts[i].n != range->first + i || strcmp(acts[i].log, range->log) != 0)
            return is_no_chain(error);
        bundle_log_next(chain, acts[i].id);
        memcpy(acts[i].chain, chain, CRYPTO_CHAIN);
    }
    return memcmp(chain, range->after, CRYPTO_CHAIN) == 0 ? STATUS_OK : is_no_chain(error);
}

static enum status check_feed(const struct bundle *bundle, struct error *error)
{
    const struct bundle_feed *feed = &bundle->header.feed;
    uint8_t chain[CRYPTO_CHAIN];

    if ((uint64_t)feed->count != bundle->act_count)
        return is_no_chain(error);
    memcpy(chain, feed->before, CRYPTO_CHAIN);
    for (size_t i = 0; i < bundle->act_count; i++) {
        if (bundle->acts[i].body && !bundle->acts[i].is_whole)
            return is_no_chain(error);
        bundle_feed_next(chain, bundle->acts[i].id, bundle->acts[i].is_whole);
    }
    return memcmp(chain, feed->after, CRYPTO_CHAIN) == 0 ? STATUS_OK : is_no_chain(error);
}

static enum status check_chain(const struct bundle *bundle, struct bundle_act *acts,
                               struct error *error)
{
    enum status status = STATUS_OK;
    const struct bundle_header *header = &bundle->header;
    uint64_t used = 0;

    if (header->kind == BUNDLE_FEED)
        return check_feed(bundle, error);
    for (size_t i = 0; i < header->range_count; i++) {
        uint64_t count = (uint64_t)header->ranges[i].count;
        if (count > bundle->act_count - used)
            return is_no_chain(error);
        TRY(check_range(&header->ranges[i], acts + used, error));
        used += count;
    }
    if (used != bundle->act_count)
        return is_no_chain(error);
done:
    return status;
}

enum status bundle_acts_read(const uint8_t *bytes, size_t length, bool keeps_acts,
                             struct bundle *bundle, struct error *error)
{
    struct reading reading = {
        .at = bytes, .end = bytes + length, .bundle = bundle, .keeps_acts = keeps_acts};
    enum status status = STATUS_OK;

    TRY(read_acts(&reading, error));
    bundle->acts = reading.acts;
    bundle->act_count = reading.count;
    TRY(check_chain(bundle, reading.acts, error));
done:
    arena_release(&reading.scratch);
    return status;
}
