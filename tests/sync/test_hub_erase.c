/* SPDX-License-Identifier: MIT */
/* What was erased on request, at the hub: in its rows, in mailboxes that nobody has looked into,
 * and whatever comes later. */
#include "config.h"

#include "hub_sample.h"
#include "sync/hub_inside.h"

static const char canary[] = "金丝雀";

static bool holds(const struct client_act *acts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (acts[i].act.body &&
            memmem(acts[i].act.body, acts[i].act.body_length, canary, strlen(canary)))
            return true;
    return false;
}

/* The hub's rows, looked at past the program where they are in a server. */
static bool hub_holds(const struct act *act)
{
    struct fact fact = {.log = act->log};
    struct arena arena = {0};
    struct hub_act found;
    bool is_there;

    memcpy(fact.id, act->id, CRYPTO_ID);
    assert_ok(hub_store_act_find(hub->store, &fact, &arena, &found, &is_there, &error));
    bool has_body = is_there && found.has_body;
    arena_release(&arena);
    return has_body;
}

static void check_server(void)
{
    if (way != IN_FILES)
        server_sql(
            "DO $$ BEGIN IF EXISTS (SELECT 1 FROM hub.act WHERE position('\\xe98791e4b89de99b80'"
            "::bytea in body) > 0) THEN RAISE EXCEPTION 'a body is there'; END IF; END $$");
}

static void run_and_take(struct client *client)
{
    struct hub_report report = run_hub();

    assert_int_equal(report.refused_count, 0);
    hub_report_release(&report);
    if (client)
        client_take(client);
}

static struct act erase(struct client *client, const struct act *after)
{
    struct act act = {.kind = ACT_ERASE};

    act.value[FIELD_REASON] = "居民申请";
    return follow(client, &act, after);
}

static void nothing_is_left_in_rows_and_in_mailboxes(void **state)
{
    struct act opened = open_case(&station, "A");
    struct act noted = note(&station, &opened, canary);

    (void)state;
    client_send(&station, 1, 2);
    run_and_take(NULL);
    assert_true(hub_holds(&noted));
    /* the street has not looked yet */
    struct act erased = erase(&station, &noted);
    client_send(&station, 3, 1);
    run_and_take(&street);
    assert_false(hub_holds(&opened));
    assert_false(hub_holds(&noted));
    assert_true(hub_holds(&erased));
    check_server();
    assert_int_equal(street.feed_count, 3);
    assert_false(holds(street.feed, street.feed_count));
    client_tell(&street);
    exchange_all();
    assert_int_equal(street.feed_count, 3);
}

/* The last of the street's mailbox with acts of its feed, NULL if none is there; how many. */
static const char *find_feed(struct arena *arena, size_t *found)
{
    const char **names, *name = NULL;
    size_t count;

    *found = 0;
    assert_ok(carrier_list(hub->carrier, STREET, arena, &names, &count, &error));
    for (size_t i = 0; i < count; i++)
        if (strstr(names[i], "-" CARRIER_FEED "-")) {
            name = names[i];
            ++*found;
        }
    return name;
}

/* As from a folder of which only a part is shown for a while, or a stick that was elsewhere. */
static void what_a_mailbox_did_not_show_goes_when_it_does(void **state)
{
    struct act opened = open_case(&station, "A");
    struct act noted = note(&station, &opened, canary);
    struct text bytes = TEXT_EMPTY;
    struct arena arena = {0};
    size_t count;

    (void)state;
    client_send(&station, 1, 2);
    run_and_take(NULL);
    const char *name = find_feed(&arena, &count);
    assert_int_equal(count, 1);
    assert_ok(carrier_take(hub->carrier, STREET, name, &bytes, &error));
    assert_ok(carrier_remove(hub->carrier, STREET, name, &error));
    erase(&station, &noted);
    client_send(&station, 3, 1);
    run_and_take(NULL);
    assert_string_not_equal(find_feed(&arena, &count), name);
    assert_int_equal(count, 1);
    assert_ok(carrier_put(hub->carrier, STREET, name, bytes.at, bytes.length, &error));
    run_and_take(NULL);
    assert_string_not_equal(find_feed(&arena, &count), name);
    assert_int_equal(count, 1);
    client_take(&street);
    assert_int_equal(street.feed_count, 3);
    assert_false(holds(street.feed, street.feed_count));
    text_release(&bytes);
    arena_release(&arena);
}

static void what_comes_later_brings_nothing_back(void **state)
{
    struct act opened = open_case(&station, "A");

    (void)state;
    client_send(&station, 1, 1);
    exchange_all();
    erase(&station, &opened);
    client_send(&station, 2, 1);
    run_and_take(NULL);
    /* the street did not know of it */
    struct act noted = note(&street, &opened, canary);
    client_send(&street, 1, 1);
    run_and_take(&station);
    assert_false(hub_holds(&noted));
    check_server();
    assert_false(holds(station.feed, station.feed_count));
    client_tell(&station);
    exchange_all();
    assert_int_equal(client_sees(&station, &noted), SIGHT_WHOLE);
}

static int64_t quarantined(void)
{
    struct hub_status now;
    struct arena arena = {0};

    assert_ok(hub_status(hub, &arena, &now, &error));
    arena_release(&arena);
    return now.quarantine_count;
}

/* The street's log is there before the station's: its erasing waits for the opening. */
static void what_waits_for_its_opening_erases_when_it_comes(void **state)
{
    struct act opened = open_case(&station, "A");
    struct act noted = note(&street, &opened, canary);
    struct text garbage = TEXT_EMPTY;

    (void)state;
    erase(&street, &noted);
    client_send(&street, 1, 2);
    text_add(&garbage, canary);
    client_put(&station, 2, 2, &garbage);
    struct hub_report report = run_hub();
    assert_int_equal(report.refused_count, 1);
    hub_report_release(&report);
    assert_int_equal(quarantined(), 1);
    assert_true(hub_holds(&noted));
    client_send(&station, 1, 1);
    run_and_take(&station);
    assert_false(hub_holds(&opened));
    assert_false(hub_holds(&noted));
    check_server();
    assert_int_equal(quarantined(), 0);
    assert_int_equal(station.feed_count, 2);
    assert_false(holds(station.feed, station.feed_count));
    text_release(&garbage);
}

static struct act put_at(struct client *client, const char *subject, const char *node,
                         const struct act *after)
{
    struct act act = {.kind = ACT_PUT, .subject = subject, .fields = "{\"name\":\"金丝雀\"}"};

    act.value[FIELD_NODE] = node;
    if (after)
        return follow(client, &act, after);
    client_write(client, &act);
    return act;
}

/* Nobody knew of the other one's list: a circle each, of one home; a neighbour's is another one. */
static void who_was_taken_in_twice_goes_from_both(void **state)
{
    static const char subject[] = "residents/R77-007001";

    (void)state;
    struct act theirs = put_at(&other, subject, OTHER, NULL);
    struct act early = put_at(&street, subject, STATION, NULL),
               listed = put_at(&station, subject, STATION, NULL);
    client_send(&other, 1, 1);
    client_send(&street, 1, 1);
    client_send(&station, 1, 1);
    run_and_take(NULL);
    assert_true(hub_holds(&early));
    erase(&station, &listed);
    client_send(&station, 2, 1);
    run_and_take(NULL);
    assert_false(hub_holds(&listed));
    assert_false(hub_holds(&early));
    assert_true(hub_holds(&theirs));
    /* and the other way round, whoever comes when */
    erase(&street, &early);
    client_send(&street, 2, 1);
    struct act late = put_at(&station, subject, STATION, NULL);
    client_send(&station, 3, 1);
    run_and_take(&street);
    assert_false(hub_holds(&late));
    assert_true(hub_holds(&theirs));
}

/* What names acts that nobody has seen takes nothing of what others say. */
static void nothing_goes_by_a_word_of_a_stranger(void **state)
{
    static const char subject[] = "residents/R77-007001";
    struct act unseen = {.subject = subject, .id = {1, 2, 3}};

    (void)state;
    erase(&other, &unseen);
    client_send(&other, 1, 1);
    run_and_take(NULL);
    struct act listed = put_at(&station, subject, STATION, NULL);
    client_send(&station, 1, 1);
    run_and_take(NULL);
    assert_true(hub_holds(&listed));
    erase(&unit, &listed);
    client_send(&unit, 1, 1);
    run_and_take(NULL);
    assert_true(hub_holds(&listed));
    /* whose home the street says it is erases it, and whose it was */
    struct act moved = put_at(&street, subject, OTHER, &listed);
    client_send(&street, 1, 1);
    run_and_take(NULL);
    erase(&other, &moved);
    client_send(&other, 2, 1);
    run_and_take(NULL);
    assert_false(hub_holds(&listed));
    assert_false(hub_holds(&moved));
}

/* The erasing was there before what says whose it is. */
static void an_erasing_waits_for_what_it_takes(void **state)
{
    struct act listed = put_at(&station, "residents/R77-007001", STATION, NULL);

    (void)state;
    erase(&street, &listed);
    client_send(&street, 1, 1);
    run_and_take(NULL);
    client_send(&station, 1, 1);
    run_and_take(&street);
    assert_false(hub_holds(&listed));
    assert_false(holds(street.feed, street.feed_count));
}

/* What nobody was given holds no text either, before the erasing and after it. */
static void what_was_kept_out_goes_too(void **state)
{
    struct act opened = open_case(&station, "A");
    struct act early = note(&other, &opened, canary), late = note(&other, &opened, canary);

    (void)state;
    client_send(&station, 1, 1);
    run_and_take(NULL);
    client_send(&other, 1, 1);
    run_and_take(NULL);
    assert_true(hub_holds(&early));
    erase(&station, &opened);
    client_send(&station, 2, 1);
    run_and_take(NULL);
    assert_false(hub_holds(&early));
    client_send(&other, 2, 1);
    run_and_take(NULL);
    assert_false(hub_holds(&late));
    check_server();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HUB_TEST(nothing_is_left_in_rows_and_in_mailboxes),
        HUB_TEST(what_a_mailbox_did_not_show_goes_when_it_does),
        HUB_TEST(what_comes_later_brings_nothing_back),
        HUB_TEST(what_waits_for_its_opening_erases_when_it_comes),
        HUB_TEST(who_was_taken_in_twice_goes_from_both),
        HUB_TEST(nothing_goes_by_a_word_of_a_stranger),
        HUB_TEST(an_erasing_waits_for_what_it_takes),
        HUB_TEST(what_was_kept_out_goes_too),
    };

    return HUB_RUN(tests);
}
