/* SPDX-License-Identifier: MIT */
/* Bundles that go in together: each for itself, whatever lies beside it. */
#include "config.h"

#include "hub_sample.h"
#include "sync/hub_inside.h"

enum { CASES = 150 };

static void send_cases(struct client *client, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        open_case(client, arena_format(&client->arena, "%04zu", client->own_count));
        client_send(client, client->own_count, 1);
    }
}

static void check_round(int64_t taken, int64_t early, int64_t refused)
{
    struct hub_report report = run_hub();

    assert_int_equal(report.taken_count, taken);
    assert_int_equal(report.early_count, early);
    assert_int_equal(report.refused_count, refused);
    assert_int_equal(report.fault_count, 0);
    hub_report_release(&report);
}

static void check_feed(struct client *client, size_t count)
{
    client_take(client);
    assert_int_equal(client->feed_count, count);
}

static void more_than_go_in_at_once(void **state)
{
    (void)state;
    exchange_all();
    send_cases(&station, CASES);
    check_round(CASES, 0, 0);
    check_feed(&street, CASES);
    check_feed(&district, CASES);
    check_feed(&other, 0);
    check_round(0, 0, 0);
}

/* One that comes too early, one of a log that its sender does not write, and one that is garbled
 * lie between those of others; the latter two are refused at different moments. */
static void what_does_not_go_in_takes_nobody_along(void **state)
{
    struct text bytes = TEXT_EMPTY;

    (void)state;
    exchange_all();
    send_cases(&station, 20);
    open_case(&other, "A");
    open_case(&other, "B");
    client_send(&other, 2, 1);
    snprintf(unit.log, sizeof(unit.log), "%s", street.log);
    memcpy(unit.start, street.start, CRYPTO_CHAIN);
    open_case(&unit, "A");
    client_send(&unit, 1, 1);
    open_case(&district, "A");
    client_bundle(&district, 1, 1, &bytes);
    bytes.at[bytes.length - 20] ^= 4;
    client_put(&district, 1, 1, &bytes);
    text_release(&bytes);
    send_cases(&street, 3);
    check_round(23, 1, 2);
    check_feed(&street, 20);
    check_feed(&district, 23);
    client_tell(&street);
    client_send(&other, 1, 2);
    check_round(2, 0, 0);
    check_feed(&street, 22);
}

/* The second one is built on the first, in the same round. */
static void one_group_may_hold_what_follows_from_it(void **state)
{
    struct act first;

    (void)state;
    exchange_all();
    first = open_case(&station, "A");
    client_send(&station, 1, 1);
    note(&station, &first, "约周三上门");
    dispatch(&station, &first, UNIT);
    client_send(&station, 2, 2);
    client_send(&station, 1, 3); /* again, and more */
    check_round(3, 0, 0);
    check_feed(&unit, 3);
    assert_int_equal(client_sees(&unit, &first), SIGHT_WHOLE);
    client_tell(&unit);
    note(&street, &first, "已知");
    client_send(&street, 1, 1);
    check_round(2, 0, 0);
    check_feed(&unit, 4);
    check_feed(&station, 1);
}

/* Who has less of its feed than it once said gets the rest from there on, wherever that is. */
static void a_feed_goes_on_from_any_place(void **state)
{
    static const size_t places[] = {149, 120, 100, 99, 37, 1};

    (void)state;
    exchange_all();
    send_cases(&station, CASES);
    send_cases(&other, 1);
    check_round(CASES + 1, 0, 0);
    check_feed(&street, CASES + 1);
    for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
        street.feed_count = places[i];
        client_tell(&street);
        check_round(1, 0, 0);
        check_feed(&street, CASES + 1);
    }
}

/* A hub serves for weeks: what it keeps in memory is as much after many rounds as after few. */
static void it_does_not_grow_with_its_rounds(void **state)
{
    enum { FEW = 3, MANY = 30 };
    size_t after_few = 0;

    (void)state;
    exchange_all();
    for (int i = 1; i <= MANY; i++) {
        tell_all();
        check_round(sizeof(everybody) / sizeof(*everybody), 0, 0);
        take_all();
        after_few = i == FEW ? hub->arena.total : after_few;
    }
    assert_true(after_few > 0);
    assert_in_range(hub->arena.total, 1, after_few + after_few / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HUB_TEST(more_than_go_in_at_once),
        HUB_TEST(what_does_not_go_in_takes_nobody_along),
        HUB_TEST(one_group_may_hold_what_follows_from_it),
        HUB_TEST(a_feed_goes_on_from_any_place),
        HUB_TEST(it_does_not_grow_with_its_rounds),
    };

    return HUB_RUN(tests);
}
