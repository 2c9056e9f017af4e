/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/bundle.h"

#include "acts.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static struct error error;
static struct acts_party station, hub;

static void assert_ok(enum status status)
{
    if (status != STATUS_OK)
        fail_msg("%s: %s", error.field, error.message);
}

static void assert_same_act(const struct bundle_act *got, const struct bundle_act *sent)
{
    assert_memory_equal(got->id, sent->id, CRYPTO_ID);
    assert_int_equal(got->head_length, sent->head_length);
    assert_memory_equal(got->head, sent->head, sent->head_length);
    assert_int_equal(got->body_length, sent->body_length);
    assert_int_equal(!got->body, !sent->body);
    if (sent->body)
        assert_memory_equal(got->body, sent->body, sent->body_length);
    assert_string_equal(got->log, sent->log);
    assert_int_equal(got->n, sent->n);
}

static void a_log_comes_out_as_it_went_in(void **state)
{
    struct bundle_receiver receiver = acts_receiver(&hub, &station);
    struct text file = TEXT_EMPTY;
    struct bundle bundle;
    struct acts acts;

    (void)state;
    acts_make(&acts, 3000, 1);
    acts_write(&acts, 0, acts.count, &station, &hub, &file);
    assert_ok(bundle_open(file.at, file.length, &receiver, &bundle, &error));
    assert_int_equal(bundle.act_count, acts.count);
    for (size_t i = 0; i < acts.count; i++)
        assert_same_act(&bundle.acts[i], &acts.list[i]);
    assert_int_equal(bundle.header.kind, BUNDLE_LOG);
    assert_string_equal(bundle.header.from, station.name);
    assert_string_equal(bundle.header.to, hub.name);
    assert_int_equal(bundle.header.serial, 7);
    assert_int_equal(bundle.header.seen, 3);
    assert_null(bundle.header.view);
    assert_int_equal(bundle.header.range_count, 1);
    assert_string_equal(bundle.header.ranges[0].log, ACTS_LOG);
    assert_int_equal(bundle.header.ranges[0].first, 1);
    assert_int_equal(bundle.header.ranges[0].count, acts.count);
    bundle_close(&bundle);
    text_release(&file);
    acts_release(&acts);
}

static void a_night_of_200_acts_is_small(void **state)
{
    struct text file = TEXT_EMPTY;
    struct acts acts;

    (void)state;
    acts_make(&acts, 200, 2);
    acts_write(&acts, 0, acts.count, &station, &hub, &file);
    print_message("# 200 acts: %zu bytes\n", file.length);
    assert_true(file.length <= 24 << 10);
    text_release(&file);
    acts_release(&acts);
}

/* --- feeds --- */

enum { FEED = 40, FEED_FIRST = 12 };

/* Of three acts one comes whole, one as a head only, one was erased; some from a branch log. */
static void make_feed(const struct acts *acts, struct bundle_act *list)
{
    for (int i = 0; i < FEED; i++) {
        list[i] = acts->list[i];
        list[i].is_whole = i % 3 != 1;
        if (i % 3) {
            list[i].body = NULL;
            list[i].body_length = 0;
        }
        if (i % 5 == 4) {
            list[i].log = ACTS_LOG "~0011aabb";
            list[i].n = i + 1000000;
        }
    }
}

static void write_feed(const struct bundle_act *list, const struct bundle_header *header,
                       struct text *file)
{
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_FEED, hub.secret_key);
    struct bundle_feed feed = {.epoch = 4, .first = FEED_FIRST};
    bool is_full;

    bundle_feed_start(4, ACTS_STATION, feed.before);
    bundle_writer_feed(writer, &feed);
    for (int i = 0; i < FEED; i++)
        assert_ok(bundle_writer_add(writer, &list[i], &is_full, &error));
    assert_ok(bundle_writer_finish(writer, header, station.public_key, file, &error));
    bundle_writer_free(writer);
}

static void a_feed_brings_wholes_heads_and_what_was_erased(void **state)
{
    struct bundle_receiver receiver = acts_receiver(&station, &hub);
    struct bundle_header header = {.from = ACTS_HUB, .to = ACTS_STATION, .serial = 1};
    struct bundle_act list[FEED];
    struct text file = TEXT_EMPTY;
    struct bundle bundle;
    struct acts acts;

    (void)state;
    acts_make(&acts, FEED, 3);
    make_feed(&acts, list);
    write_feed(list, &header, &file);
    assert_ok(bundle_open(file.at, file.length, &receiver, &bundle, &error));
    assert_int_equal(bundle.act_count, FEED);
    for (int i = 0; i < FEED; i++) {
        assert_same_act(&bundle.acts[i], &list[i]);
        assert_int_equal(bundle.acts[i].is_whole, list[i].is_whole);
    }
    assert_int_equal(bundle.header.kind, BUNDLE_FEED);
    assert_int_equal(bundle.header.feed.epoch, 4);
    assert_int_equal(bundle.header.feed.first, FEED_FIRST);
    assert_int_equal(bundle.header.feed.count, FEED);
    bundle_close(&bundle);
    text_release(&file);
    acts_release(&acts);
}

/* --- branches --- */

static void a_bundle_takes_several_ranges(void **state)
{
    struct bundle_receiver receiver = acts_receiver(&hub, &station);
    struct bundle_header header = {.from = ACTS_STATION, .to = ACTS_HUB, .serial = 1};
    struct bundle_range ranges[] = {
        {.log = ACTS_LOG, .first = 1},
        {.log = "empty", .first = 9},
        {.log = ACTS_LOG "~0011aabb", .parent = ACTS_LOG, .parent_n = 2, .first = 5},
    };
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_LOG, station.secret_key);
    struct text file = TEXT_EMPTY;
    struct bundle bundle;
    struct acts acts;
    bool is_full;

    (void)state;
    acts_make(&acts, 4, 3);
    acts.list[2].log = acts.list[3].log = ranges[2].log;
    acts.list[2].n = 5;
    acts.list[3].n = 6;
    for (int i = 0; i < 4; i++) {
        for (int k = i ? 1 : 0; i % 2 == 0 && k < i + 1; k++)
            assert_ok(bundle_writer_range(writer, &ranges[k], &error));
        assert_ok(bundle_writer_add(writer, &acts.list[i], &is_full, &error));
    }
    assert_ok(bundle_writer_range(writer, &ranges[1], &error));
    assert_ok(bundle_writer_finish(writer, &header, hub.public_key, &file, &error));
    bundle_writer_free(writer);
    assert_ok(bundle_open(file.at, file.length, &receiver, &bundle, &error));
    for (int i = 0; i < 4; i++)
        assert_same_act(&bundle.acts[i], &acts.list[i]);
    assert_int_equal(bundle.header.range_count, 2);
    assert_null(bundle.header.ranges[0].parent);
    assert_string_equal(bundle.header.ranges[1].log, ranges[2].log);
    assert_string_equal(bundle.header.ranges[1].parent, ACTS_LOG);
    assert_int_equal(bundle.header.ranges[1].parent_n, 2);
    assert_int_equal(bundle.header.ranges[1].count, 2);
    bundle_close(&bundle);
    text_release(&file);
    acts_release(&acts);
}

/* --- views, files --- */

static void a_view_has_no_acts(void **state)
{
    struct bundle_receiver receiver = acts_receiver(&station, &hub);
    struct view view = {.feed = {.epoch = 2, .last = {.n = 81}}, .clock_at = 5};
    struct bundle_header header = {
        .from = ACTS_HUB, .to = ACTS_STATION, .serial = 2, .seen = 1, .view = &view};
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_VIEW, hub.secret_key);
    struct text file = TEXT_EMPTY;
    struct bundle bundle;

    (void)state;
    assert_ok(bundle_writer_finish(writer, &header, station.public_key, &file, &error));
    bundle_writer_free(writer);
    assert_ok(bundle_open(file.at, file.length, &receiver, &bundle, &error));
    assert_int_equal(bundle.header.kind, BUNDLE_VIEW);
    assert_int_equal(bundle.act_count, 0);
    assert_int_equal(bundle.header.view->feed.epoch, 2);
    assert_int_equal(bundle.header.view->feed.last.n, 81);
    bundle_close(&bundle);
    text_release(&file);
}

static enum status open_path(const char *path, struct bundle *bundle)
{
    struct bundle_receiver receiver = acts_receiver(&hub, &station);
    int opened = open(path, O_RDONLY | O_CLOEXEC);

    assert_true(opened >= 0);
    enum status status = bundle_open_file(opened, &receiver, bundle, &error);
    close(opened);
    return status;
}

static void a_file_is_opened_as_memory_is(void **state)
{
    char path[] = "/tmp/shouwen-bundle-XXXXXX";
    int made = mkstemp(path);
    struct text file = TEXT_EMPTY;
    struct bundle bundle;
    struct acts acts;

    (void)state;
    acts_make(&acts, 1000, 6);
    acts_write(&acts, 0, acts.count, &station, &hub, &file);
    assert_int_equal(write(made, file.at, file.length), file.length);
    assert_ok(open_path(path, &bundle));
    assert_int_equal(bundle.act_count, acts.count);
    bundle_close(&bundle);
    /* the same once more: whether it was there before is not for the bundle to say */
    assert_ok(open_path(path, &bundle));
    assert_int_equal(bundle.header.serial, 7);
    bundle_close(&bundle);
    assert_int_equal(ftruncate(made, (off_t)file.length - 1), 0);
    assert_int_equal(open_path(path, &bundle), STATUS_INVALID);
    /* a stick's file of zeros, far longer than a bundle */
    assert_int_equal(ftruncate(made, (off_t)1 << 40), 0);
    assert_int_equal(open_path(path, &bundle), STATUS_INVALID);
    assert_string_equal(error.field, "length");
    assert_int_equal(open_path("/tmp", &bundle), STATUS_BROKEN);
    assert_null(bundle.acts);
    close(made);
    unlink(path);
    text_release(&file);
    acts_release(&acts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_log_comes_out_as_it_went_in),
        cmocka_unit_test(a_night_of_200_acts_is_small),
        cmocka_unit_test(a_feed_brings_wholes_heads_and_what_was_erased),
        cmocka_unit_test(a_bundle_takes_several_ranges),
        cmocka_unit_test(a_view_has_no_acts),
        cmocka_unit_test(a_file_is_opened_as_memory_is),
    };

    acts_party_init(&station, ACTS_STATION);
    acts_party_init(&hub, ACTS_HUB);
    return cmocka_run_group_tests_name("bundle", tests, NULL, NULL);
}
