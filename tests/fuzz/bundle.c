/* SPDX-License-Identifier: MIT */
/* Whatever bytes a bundle has: as a file; and, past the signature that stops nearly all of them,
 * as its header, as what was decrypted, and as acts. What is taken obeys the room's own promises
 * and is written as it was read, or the program aborts.
 * The first byte of the input chooses which of the four. */
#include "config.h"

#include "fuzz.h"

#include "shouwen/base/ident.h"
#include "shouwen/base/json.h"
#include "shouwen/domain/act.h"
#include "sync/bundle_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char fuzz_corpus[] = "bundle";

enum { WHOLE_FILE, HEADER, FRAME, ACTS, WAYS, HEADER_DEPTH = 6 };

/* RFC 8032, 7.1, tests 1 and 2: keys that everybody knows */
static const char sender_key[] = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
                                 "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
static const char receiver_key[] =
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

static void hold_at(bool is_true, int line)
{
    if (is_true)
        return;
    fprintf(stderr, "what line %d of bundle.c promises does not hold\n", line);
    abort();
}
#define HOLD(is_true) hold_at(is_true, __LINE__)

static enum status find_sender(void *context, const char *from, uint8_t *public_key,
                               struct error *error)
{
    uint8_t secret_key[CRYPTO_SECRET];

    (void)context;
    (void)error;
    HOLD(view_name_is_valid(from));
    HOLD(ident_unhex(sender_key, secret_key, CRYPTO_SECRET));
    memcpy(public_key, crypto_public_of(secret_key), CRYPTO_PUBLIC);
    return STATUS_OK;
}

static void take_file(const uint8_t *bytes, size_t length)
{
    uint8_t secret_key[CRYPTO_SECRET];
    struct bundle_receiver receiver = {"hub", secret_key, find_sender, NULL, true};
    struct bundle bundle;
    struct error error;

    HOLD(ident_unhex(receiver_key, secret_key, CRYPTO_SECRET));
    enum status status = bundle_open(bytes, length, &receiver, &bundle, &error);
    HOLD(status == STATUS_OK || (status == STATUS_INVALID && *error.field && *error.message));
    HOLD(status == STATUS_OK || (!bundle.acts && !bundle.act_count && !bundle.header.from));
    bundle_close(&bundle);
}

/* What is read of a header says the same when it is written. */
static void take_header(const char *bytes, size_t length)
{
    struct bundle_header header = {.kind = BUNDLE_LOG}, again = {.kind = BUNDLE_LOG};
    struct bundle_envelope envelope = {.raw = 0}, same = {.raw = 0};
    struct text first = TEXT_EMPTY, second = TEXT_EMPTY;
    struct arena arena = {.total = 0};
    struct json *json;
    struct error error;

    if (json_read(bytes, length, HEADER_DEPTH, &json, &error) != STATUS_OK)
        return;
    enum status status = bundle_header_read(&arena, json, &header, &envelope, &error);
    HOLD(status == STATUS_OK || status == STATUS_INVALID);
    json_release(json);
    if (status == STATUS_OK) {
        bundle_header_write(&header, &envelope, &first);
        HOLD(json_read(first.at, first.length, HEADER_DEPTH, &json, &error) == STATUS_OK);
        HOLD(bundle_header_read(&arena, json, &again, &same, &error) == STATUS_OK);
        bundle_header_write(&again, &same, &second);
        HOLD(text_same(first.at, second.at));
        json_release(json);
    }
    text_release(&first);
    text_release(&second);
    arena_release(&arena);
}

/* The header that these acts would have; false if a feed can't bring them. */
static bool make_feed(const struct bundle *read, struct bundle *expected)
{
    struct bundle_feed *feed = &expected->header.feed;

    *expected = (struct bundle){.header = {.kind = BUNDLE_FEED}};
    feed->first = 1;
    feed->count = (int64_t)read->act_count;
    for (size_t i = 0; i < read->act_count; i++) {
        if (read->acts[i].body && !read->acts[i].is_whole)
            return false;
        bundle_feed_next(feed->after, read->acts[i].id, read->acts[i].is_whole);
    }
    return true;
}

static void hold_same(const struct bundle_act *a, const struct bundle_act *b)
{
    HOLD(memcmp(a->id, b->id, CRYPTO_ID) == 0);
    HOLD(a->head_length == b->head_length && memcmp(a->head, b->head, a->head_length) == 0);
    HOLD(!a->body == !b->body && a->body_length == b->body_length);
    HOLD(!a->body || memcmp(a->body, b->body, a->body_length) == 0);
    HOLD(text_same(a->log, b->log) && a->n == b->n && a->is_whole == b->is_whole);
}

/* Acts that are written again are the same acts. */
static void write_again(const struct bundle *read)
{
    struct text bytes = TEXT_EMPTY;
    struct arena scratch = {.total = 0};
    struct bundle again;
    struct error error;

    HOLD(make_feed(read, &again));
    for (size_t i = 0; i < read->act_count; i++) {
        struct bundle_act act = read->acts[i];
        bool has_own_place;
        HOLD(bundle_act_check(&scratch, &act, &has_own_place, &error) == STATUS_OK);
        hold_same(&act, &read->acts[i]);
        bundle_act_write(&act, has_own_place, &bytes);
    }
    HOLD(bundle_acts_read((const uint8_t *)bytes.at, bytes.length, false, &again, &error) ==
         STATUS_OK);
    HOLD(again.act_count == read->act_count);
    for (size_t i = 0; i < read->act_count; i++)
        hold_same(&again.acts[i], &read->acts[i]);
    bundle_close(&again);
    arena_release(&scratch);
    text_release(&bytes);
}

static void take_acts(const uint8_t *bytes, size_t length)
{
    struct bundle read = {.header = {.kind = BUNDLE_FEED, .feed = {.count = -1}}}, expected;
    struct error error;

    /* no bundle has -1 acts: what comes so far are acts */
    HOLD(bundle_acts_read(bytes, length, false, &read, &error) == STATUS_INVALID);
    HOLD(strcmp(error.field, "act") == 0 || strcmp(error.field, "chain") == 0);
    for (size_t i = 0; strcmp(error.field, "chain") == 0 && i < read.act_count; i++)
        HOLD(read.acts[i].head_length <= ACT_HEAD_MOST && read.acts[i].n > 0 &&
             read.acts[i].body_length <= ACT_BODY_MOST && view_name_is_valid(read.acts[i].log));
    if (strcmp(error.field, "chain") == 0 && make_feed(&read, &expected)) {
        HOLD(bundle_acts_read(bytes, length, true, &expected, &error) == STATUS_OK);
        bundle_close(&expected);
        write_again(&read);
    }
    bundle_close(&read);
}

/* A room of two bytes' length, and what is unpacked into it. */
static void take_frame(const uint8_t *bytes, size_t length)
{
    size_t room = length > 1 ? (size_t)bytes[0] | (size_t)bytes[1] << 8 : 0, unpacked;

    if (length < 2)
        return;
    uint8_t *out = memory_new(room + 1);
    if (bundle_unpack(bytes + 2, length - 2, out, room, &unpacked)) {
        HOLD(unpacked <= room);
        take_acts(out, unpacked);
    }
    free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    switch (data[0] % WAYS) {
    case WHOLE_FILE:
        take_file(data + 1, size - 1);
        break;
    case HEADER:
        take_header((const char *)data + 1, size - 1);
        break;
    case FRAME:
        take_frame(data + 1, size - 1);
        break;
    default:
        take_acts(data + 1, size - 1);
    }
    return 0;
}
