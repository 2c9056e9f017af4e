/* SPDX-License-Identifier: MIT */
/* A file's side of the exchange, in its ordinary nights: sent, confirmed, taken in, told. */
#include "config.h"

#include "stage.h"

#include "shouwen/store/journal_facts.h"

static struct outcome outcome;

static void assert_outcome(int64_t sent, int64_t received, int64_t refused, int64_t pending)
{
    assert_int_equal(outcome.sent, sent);
    assert_int_equal(outcome.received, received);
    assert_int_equal(outcome.refused, refused);
    assert_int_equal(outcome.pending, pending);
}

static bool is_whole(const char *name)
{
    struct ledger *ledger = stage_open(name);
    struct arena arena = {0};
    struct uplink uplink;
    bool found;

    assert_ok(uplink_read(ledger_db(ledger), &arena, &uplink, &found, &error));
    ledger_close(ledger);
    arena_release(&arena);
    return found && uplink.whole_at > 0;
}

static void own_acts_go_and_are_confirmed(void **state)
{
    struct stage_hub hub;

    (void)state;
    stage_make(&hub, "a", STAGE_STATION);
    stage_case("a", "楼道灯不亮");
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    int64_t all = outcome.sent;
    assert_true(all >= 4);
    assert_outcome(all, 0, 0, all);
    assert_int_equal(stage_lying("hub"), 2);
    assert_false(is_whole("a"));

    stage_take(&hub);
    assert_int_equal(hub.count, all);
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    assert_outcome(0, 0, 0, 0);
    assert_true(is_whole("a"));
    assert_int_equal(stage_lying(STAGE_STATION), 0);

    stage_case("a", "楼上漏水");
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    assert_outcome(2, 0, 0, 2);
    assert_string_equal(hub.said.at, "");
    stage_done(&hub);
}

static void what_lies_there_unread_is_not_sent_again(void **state)
{
    struct stage_hub hub;

    (void)state;
    stage_make(&hub, "a", STAGE_STATION);
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    int64_t first = outcome.sent;
    size_t lying = stage_lying("hub");
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    assert_outcome(0, 0, 0, first);
    assert_int_equal(stage_lying("hub"), lying);
    stage_case("a", "楼道灯不亮");
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    assert_outcome(2, 0, 0, first + 2);
    assert_int_equal(stage_lying("hub"), lying + 1);
    stage_take(&hub);
    assert_int_equal(hub.count, first + 2);
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    assert_outcome(0, 0, 0, 0);
    stage_done(&hub);
}

static void a_feed_is_taken_in(void **state)
{
    struct stage_hub hub, street;

    (void)state;
    stage_make(&hub, "a", STAGE_STATION);
    stage_case("a", "楼道灯不亮");
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    stage_take(&hub);
    stage_make(&street, "street", STAGE_STREET);
    stage_feed(&street, &hub, 0, 3);
    stage_feed(&street, &hub, 3, hub.count - 3);
    stage_take(&street);
    assert_ok(stage_exchange(&street, "street", &outcome, &error));
    assert_int_equal(outcome.received, hub.count);
    assert_int_equal(outcome.position, hub.count);
    assert_false(is_whole("street"));
    stage_take(&street);
    assert_ok(stage_exchange(&street, "street", &outcome, &error));
    assert_outcome(0, 0, 0, 0);
    assert_true(is_whole("street"));
    stage_assert_clean("street");
    stage_done(&street);
    stage_done(&hub);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(own_acts_go_and_are_confirmed, tree_start),
        cmocka_unit_test_setup(what_lies_there_unread_is_not_sent_again, tree_start),
        cmocka_unit_test_setup(a_feed_is_taken_in, tree_start),
    };

    scratch_start();
    stage_start(scratch_folder);
    return cmocka_run_group_tests(tests, NULL, tree_end);
}
