/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/bundle.h"

#include "acts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static struct error error;
static struct acts_party station, other, hub;

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_log_comes_out_as_it_went_in),
        cmocka_unit_test(a_night_of_200_acts_is_small),
    };

    acts_party_init(&station, ACTS_STATION);
    acts_party_init(&other, ACTS_OTHER);
    acts_party_init(&hub, ACTS_HUB);
    return cmocka_run_group_tests_name("bundle", tests, NULL, NULL);
}
