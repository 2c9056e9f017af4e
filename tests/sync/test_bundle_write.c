/* SPDX-License-Identifier: MIT */
/* What a writer takes and refuses, and when a bundle is full. */
#include "config.h"

#include "shouwen/sync/bundle.h"

#include "acts.h"

#include "shouwen/base/ident.h"
#include "shouwen/domain/act.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { LONG = 60000, RANDOM_NOTES = 150, PLAIN_NOTES = 290 };

static struct error error;
static struct acts_party station, hub;
static const struct bundle_header letter = {
    .from = ACTS_STATION, .to = ACTS_HUB, .serial = 1, .created_at = 1};

static void assert_ok(enum status status)
{
    if (status != STATUS_OK)
        fail_msg("%s: %s", error.field, error.message);
}

/* A long note; random: of letters that cannot be compressed much. */
static void add_note(struct acts *acts, bool is_random, uint64_t *seed)
{
    struct act act = {.kind = ACT_NOTE, .log = ACTS_LOG, .subject = "case/x", .by = "S01"};
    struct text head = TEXT_EMPTY, body = TEXT_EMPTY, note = TEXT_EMPTY;

    char *letters = memory_new(LONG);
    for (int i = 0; i < LONG; i++)
        letters[i] = (char)('0' + (is_random ? acts_random(seed, 64) : 1));
    text_add_bytes(&note, letters, LONG);
    free(letters);
    act.n = (int64_t)acts->count + 1;
    act.value[FIELD_TEXT] = note.at;
    assert_ok(act_encode(&act, &head, &body, &error));
    acts->list[acts->count++] =
        (struct bundle_act){.head = arena_copy_bytes(&acts->arena, head.at, head.length),
                            .head_length = head.length,
                            .body = arena_copy_bytes(&acts->arena, body.at, body.length),
                            .body_length = body.length,
                            .log = ACTS_LOG,
                            .n = act.n};
    memcpy(acts->list[acts->count - 1].id, act.id, CRYPTO_ID);
    text_release(&head);
    text_release(&body);
    text_release(&note);
}

static void make_notes(struct acts *acts, bool is_random)
{
    int count = is_random ? RANDOM_NOTES : PLAIN_NOTES;
    uint64_t seed = 9;

    *acts = (struct acts){.count = 0};
    acts->list = arena_alloc(&acts->arena, (size_t)count * sizeof(*acts->list));
    for (int i = 0; i < count; i++)
        add_note(acts, is_random, &seed);
}

/* Writes as many acts from the first on as fit; the chain moves on. */
static size_t write_full(const struct acts *acts, size_t first, uint8_t *chain, struct text *file)
{
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_LOG, station.secret_key);
    struct bundle_range range = {.log = ACTS_LOG, .first = (int64_t)first + 1};
    size_t next = first;
    bool is_full = false;

    memcpy(range.before, chain, CRYPTO_CHAIN);
    assert_ok(bundle_writer_range(writer, &range, &error));
    while (next < acts->count) {
        assert_ok(bundle_writer_add(writer, &acts->list[next], &is_full, &error));
        if (is_full)
            break;
        next++;
    }
    assert_int_equal(is_full, next < acts->count);
    text_clear(file);
    assert_ok(bundle_writer_finish(writer, &letter, hub.public_key, file, &error));
    const struct bundle_header *header = bundle_writer_header(writer);
    assert_int_equal(header->ranges[0].count, next - first);
    memcpy(chain, header->ranges[0].after, CRYPTO_CHAIN);
    bundle_writer_free(writer);
    return next;
}

/* Writes all acts into as many bundles as it takes; how long the longest became. */
static size_t write_all(const struct acts *acts, size_t *bundle_count, size_t *raw_most)
{
    struct bundle_receiver receiver = acts_receiver(&hub, &station);
    uint8_t chain[CRYPTO_CHAIN] = {0};
    struct text file = TEXT_EMPTY;
    size_t longest = 0;

    *bundle_count = *raw_most = 0;
    for (size_t first = 0, next; first < acts->count; first = next, ++*bundle_count) {
        struct bundle bundle;
        next = write_full(acts, first, chain, &file);
        assert_true(next > first);
        assert_ok(bundle_open(file.at, file.length, &receiver, &bundle, &error));
        assert_int_equal(bundle.act_count, next - first);
        assert_memory_equal(bundle.acts[0].id, acts->list[first].id, CRYPTO_ID);
        size_t raw = (next - first) * (acts->list[0].head_length + acts->list[0].body_length);
        *raw_most = raw > *raw_most ? raw : *raw_most;
        longest = file.length > longest ? file.length : longest;
        bundle_close(&bundle);
    }
    text_release(&file);
    return longest;
}

static void a_full_bundle_is_nearly_4_mb(void **state)
{
    struct acts acts;
    size_t bundle_count, raw_most;

    (void)state;
    make_notes(&acts, true);
    size_t longest = write_all(&acts, &bundle_count, &raw_most);
    assert_int_equal(bundle_count, 2);
    assert_true(longest <= BUNDLE_FILE_MOST);
    assert_true(longest > BUNDLE_CIPHER_MOST - ACT_BODY_MOST);
    acts_release(&acts);
}

static void a_bundle_does_not_unpack_to_more_than_16_mb(void **state)
{
    struct acts acts;
    size_t bundle_count, raw_most;

    (void)state;
    make_notes(&acts, false);
    assert_true(write_all(&acts, &bundle_count, &raw_most) < 1 << 20);
    assert_int_equal(bundle_count, 2);
    assert_true(raw_most <= BUNDLE_RAW_MOST && raw_most > BUNDLE_RAW_MOST - 2 * ACT_BODY_MOST);
    acts_release(&acts);
}

static void check_not_added(struct bundle_writer *writer, const struct bundle_act *act)
{
    bool is_full = false;

    assert_int_equal(bundle_writer_add(writer, act, &is_full, &error), STATUS_INVALID);
    assert_string_equal(error.field, "act");
}

static void only_the_next_act_is_added(void **state)
{
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_LOG, station.secret_key);
    struct bundle_range range = {.log = ACTS_LOG, .first = 2};
    struct acts acts;
    bool is_full;

    (void)state;
    acts_make(&acts, 5, 7);
    check_not_added(writer, &acts.list[1]); /* no range yet */
    assert_ok(bundle_writer_range(writer, &range, &error));
    check_not_added(writer, &acts.list[0]);
    check_not_added(writer, &acts.list[2]);
    assert_ok(bundle_writer_add(writer, &acts.list[1], &is_full, &error));
    check_not_added(writer, &acts.list[1]);
    struct bundle_act elsewhere = acts.list[2];
    elsewhere.log = "another";
    check_not_added(writer, &elsewhere);
    assert_ok(bundle_writer_add(writer, &acts.list[2], &is_full, &error));
    assert_false(is_full);
    assert_int_equal(bundle_writer_header(writer)->ranges[0].count, 2);
    bundle_writer_free(writer);
    acts_release(&acts);
}

static void what_is_no_act_is_not_added(void **state)
{
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_FEED, station.secret_key);
    struct acts acts;

    (void)state;
    acts_make(&acts, 1, 7);
    struct bundle_act act = acts.list[0];
    act.head_length--;
    check_not_added(writer, &act);
    act = acts.list[0];
    act.body_length--;
    check_not_added(writer, &act);
    act = acts.list[0];
    act.log = "a b";
    check_not_added(writer, &act);
    act = acts.list[0];
    act.n = 0;
    check_not_added(writer, &act);
    act = acts.list[0];
    act.is_whole = false; /* with its body */
    check_not_added(writer, &act);
    bundle_writer_free(writer);
    acts_release(&acts);
}

static void a_bundle_needs_acts_names_and_a_key(void **state)
{
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_LOG, station.secret_key);
    struct bundle_range range = {.log = ACTS_LOG, .first = 1};
    struct bundle_header header = letter;
    struct text out = TEXT_EMPTY;
    uint8_t no_key[CRYPTO_PUBLIC] = {0};
    struct acts acts;
    bool is_full;

    (void)state;
    acts_make(&acts, 1, 7);
    assert_ok(bundle_writer_range(writer, &range, &error));
    assert_int_equal(bundle_writer_finish(writer, &letter, hub.public_key, &out, &error),
                     STATUS_INVALID);
    assert_ok(bundle_writer_range(writer, &range, &error));
    assert_ok(bundle_writer_add(writer, &acts.list[0], &is_full, &error));
    header.to = "../hub";
    assert_int_equal(bundle_writer_finish(writer, &header, hub.public_key, &out, &error),
                     STATUS_INVALID);
    assert_int_equal(bundle_writer_finish(writer, &letter, no_key, &out, &error), STATUS_INVALID);
    assert_int_equal(out.length, 0);
    range.log = "a b";
    assert_int_equal(bundle_writer_range(writer, &range, &error), STATUS_INVALID);
    bundle_writer_free(writer);
    acts_release(&acts);
}

static void a_header_that_is_too_long_is_not_written(void **state)
{
    struct view_locator at[VIEW_LOCATORS_MOST];
    struct view_log logs[VIEW_LOGS_MOST];
    struct view view = {.logs = logs, .log_count = VIEW_LOGS_MOST};
    struct bundle_header header = letter;
    struct text out = TEXT_EMPTY;

    (void)state;
    memset(at, 0, sizeof(at));
    for (int i = 0; i < VIEW_LOGS_MOST; i++)
        logs[i] = (struct view_log){
            .log = ACTS_LOG, .at = at, .at_count = VIEW_LOCATORS_MOST, .last = {9}};
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_VIEW, station.secret_key);
    header.view = &view;
    assert_int_equal(bundle_writer_finish(writer, &header, hub.public_key, &out, &error),
                     STATUS_INVALID);
    assert_string_equal(error.field, "header");
    assert_int_equal(out.length, 0);
    bundle_writer_free(writer);
}

/* Computed by another program from sync.md's words. */
static void a_feeds_chain_is_known(void **state)
{
    uint8_t chain[CRYPTO_CHAIN], id[CRYPTO_ID];
    char hex[2 * CRYPTO_CHAIN + 1];

    (void)state;
    for (int i = 0; i < CRYPTO_ID; i++)
        id[i] = (uint8_t)i;
    bundle_feed_start(3, ACTS_STATION, chain);
    ident_hex(chain, sizeof(chain), hex);
    assert_string_equal(hex, "5ca55c532b3f08a27fe7a76adf42b8fbabd9d649995d7bf141523485dbc2d276");
    bundle_feed_next(chain, id, true);
    ident_hex(chain, sizeof(chain), hex);
    assert_string_equal(hex, "5878c0b0c563bbc1afef058d4afb33e9c465e4b1662155290fe6c0e57c6fb21a");
    bundle_feed_next(chain, id, false);
    ident_hex(chain, sizeof(chain), hex);
    assert_string_equal(hex, "5af7fb0b21332ce917c77ca11126b690e82b94e81dd4bc14cd61c7eaec222924");
    bundle_log_next(chain, id);
    ident_hex(chain, sizeof(chain), hex);
    assert_string_equal(hex, "d565fa25f152e9ba5256dba6933ee8e99a717631b3a2da3ccc6e0937b1d18c01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_bundle_is_nearly_4_mb),
        cmocka_unit_test(a_bundle_does_not_unpack_to_more_than_16_mb),
        cmocka_unit_test(only_the_next_act_is_added),
        cmocka_unit_test(what_is_no_act_is_not_added),
        cmocka_unit_test(a_bundle_needs_acts_names_and_a_key),
        cmocka_unit_test(a_header_that_is_too_long_is_not_written),
        cmocka_unit_test(a_feeds_chain_is_known),
    };

    acts_party_init(&station, ACTS_STATION);
    acts_party_init(&hub, ACTS_HUB);
    return cmocka_run_group_tests_name("bundle_write", tests, NULL, NULL);
}
