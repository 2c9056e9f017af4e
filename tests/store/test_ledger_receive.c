/* SPDX-License-Identifier: MIT */
/* Facts from elsewhere: a station's acts in a street's file by way of a feed, in any bundles, twice
 * over, changed on the way; and a station file that was put back from an old backup and written to.
 */
#include "config.h"

#include "shouwen/store/journal_facts.h"
#include "shouwen/store/ledger.h"
#include "tests/store/sample.h"

#include "shouwen/store/matters.h"

#define STREET "310115007"
enum { CASES = 12, MOST = 200 };

static const uint8_t hub_key[CRYPTO_PUBLIC] = {7};

/* What a hub would send of one log. */
struct shipment {
    struct arena arena;
    struct fact *facts;
    size_t count;
};

static struct ledger *open_file(const char *name)
{
    struct ledger *ledger = NULL;

    assert_ok(ledger_open(scratch(name), &matter_policy_shipped, &ledger, &error));
    return ledger;
}

static void put_staff(struct ledger *ledger, const char *id, const char *name)
{
    struct record record = {.kind = RECORD_STAFF, .id = id};
    enum ledger_change change;

    record.value[RECORD_STAFF_ID] = id;
    record.value[RECORD_STAFF_NAME] = name;
    record.value[RECORD_STAFF_ROLES] = "desk;secretary;admin";
    record.value[RECORD_STAFF_NODE] = SAMPLE_NODE;
    assert_ok(ledger_put(ledger, NULL, &record, &change, &error));
}

static void open_case(struct ledger *ledger, const char *subject)
{
    struct arena arena = {0};
    struct act acts[2] = {{.kind = ACT_OPEN}, {.kind = ACT_NOTE}};
    const char *number;

    acts[0].value[FIELD_SUBJECT] = subject;
    acts[0].value[FIELD_NAME] = "周美芳";
    acts[1].value[FIELD_TEXT] = "三楼";
    assert_ok(ledger_record(ledger, "S01", acts, 2, &arena, &number, &error));
    arena_release(&arena);
}

static void check_clean(struct ledger *ledger)
{
    struct ledger_report report;

    assert_ok(ledger_check(ledger, &report, &error));
    assert_string_equal(report.problems.at, "");
    text_release(&report.problems);
}

static int64_t count_acts(struct ledger *ledger)
{
    return sample_verify_clean(ledger_db(ledger));
}

static void make_station(const char *name)
{
    sample_make(scratch(name));
    struct ledger *ledger = open_file(name);
    put_staff(ledger, "S01", "陆伟");
    put_staff(ledger, "S02", "陈静");
    for (int i = 0; i < CASES; i++)
        open_case(ledger, i % 2 ? "楼道灯不亮" : "楼上漏水");
    ledger_close(ledger);
}

static struct ledger *make_street(void)
{
    assert_ok(station_init(scratch("street.db"), NULL, STREET, "塘桥街道", &error));
    struct ledger *street = open_file("street.db");
    assert_ok(ledger_trust(street, hub_key, "dir:/nowhere", false, &error));
    return street;
}

static void ship(const char *name, struct shipment *shipment)
{
    struct ledger *ledger = open_file(name);
    struct journal_log log;

    assert_ok(journal_own_log(ledger_db(ledger), &log, &error));
    assert_ok(journal_facts_of(ledger_db(ledger), log.name, 0, MOST, &shipment->arena,
                               &shipment->facts, &shipment->count, &error));
    ledger_close(ledger);
}

/* The part of the feed from position first on (from 1) with count acts. */
static struct ledger_parcel part_of(struct shipment *shipment, int64_t first, size_t count)
{
    struct ledger_parcel parcel = {.kind = LEDGER_PARCEL_FEED,
                                   .epoch = 1,
                                   .first = first,
                                   .facts = shipment->facts + first - 1,
                                   .count = count};
    uint8_t *before = arena_alloc(&shipment->arena, CRYPTO_CHAIN);
    uint8_t *after = arena_alloc(&shipment->arena, CRYPTO_CHAIN);

    uplink_feed_start(1, STREET, after);
    for (int64_t i = 1; i < first + (int64_t)count; i++) {
        const struct fact *fact = &shipment->facts[i - 1];
        if (i == first)
            memcpy(before, after, CRYPTO_CHAIN);
        uint8_t next[CRYPTO_CHAIN];
        uplink_feed_step(after, fact->id, fact->is_whole, next);
        memcpy(after, next, CRYPTO_CHAIN);
    }
    parcel.before = before;
    parcel.after = after;
    return parcel;
}

static void assert_same_digest(struct ledger *one, struct ledger *other, bool same)
{
    char a[2 * CRYPTO_CHAIN + 1], b[2 * CRYPTO_CHAIN + 1];

    assert_ok(ledger_digest(one, a, &error));
    assert_ok(ledger_digest(other, b, &error));
    assert_int_equal(strcmp(a, b) == 0, same);
}

/* Who came in is known from then on, and nobody of them is forgotten when only cases come in. */
static void check_people(struct ledger *ledger, size_t count)
{
    const struct calendar *calendar;
    const struct people *people;

    assert_ok(ledger_view(ledger, &people, &calendar, &error));
    assert_int_equal(people->count, count);
}

static int start_empty(void **state)
{
    (void)state;
    scratch_empty();
    return 0;
}

static void a_street_ends_up_as_its_station(void **state)
{
    struct shipment shipment = {.count = 0};
    struct ledger_taken taken;
    int64_t new_count = 0;

    (void)state;
    make_station("a.db");
    ship("a.db", &shipment);
    assert_int_equal(shipment.count, 2 + 2 * CASES);
    struct ledger *street = make_street(), *station = open_file("a.db");
    /* in unequal parts, each twice, the second time with some that is known already */
    for (size_t at = 0, step = 1; at < shipment.count; at += step++) {
        size_t count = at + step > shipment.count ? shipment.count - at : step;
        struct ledger_parcel parcel = part_of(&shipment, (int64_t)at + 1, count);
        assert_ok(ledger_receive(street, &parcel, &taken, &error));
        new_count += taken.new_count;
        check_people(street, at + count < 2 ? 1 : 2);
        check_clean(street);
        parcel = part_of(&shipment, 1, at + count);
        assert_ok(ledger_receive(street, &parcel, &taken, &error));
        assert_int_equal(taken.new_count, 0);
    }
    assert_int_equal(new_count, shipment.count);
    assert_int_equal(count_acts(street), shipment.count);
    assert_same_digest(street, station, true);
    assert_ok(ledger_rebuild(street, 11, &error));
    assert_same_digest(street, station, true);
    check_clean(street);
    /* nothing is written that nobody would heed */
    const char *subject = "staff/S01";
    assert_fails(ledger_erase(street, "S01", &subject, 1, "x", &error), STATUS_REFUSED,
                 "another place's");
    ledger_close(street);
    ledger_close(station);
    arena_release(&shipment.arena);
}

static void heads_alone_are_completed_later(void **state)
{
    struct shipment shipment = {.count = 0};
    struct ledger_parcel parcel;
    struct ledger_taken taken;

    (void)state;
    make_station("a.db");
    ship("a.db", &shipment);
    size_t count = shipment.count;
    struct fact *twice = arena_alloc(&shipment.arena, 2 * count * sizeof(*twice));
    memcpy(twice, shipment.facts, count * sizeof(*twice));
    memcpy(twice + count, shipment.facts, count * sizeof(*twice));
    for (size_t i = 0; i < count; i++) {
        twice[i].body = NULL;
        twice[i].is_whole = i == 3; /* erased meanwhile: the chain stays */
        twice[i].body_length = 0;
    }
    shipment.facts = twice;
    shipment.count = 2 * count;
    struct ledger *street = make_street(), *station = open_file("a.db");
    parcel = part_of(&shipment, 1, count);
    assert_ok(ledger_receive(street, &parcel, &taken, &error));
    assert_int_equal(taken.new_count, count);
    assert_same_digest(street, station, false);
    check_clean(street);
    parcel = part_of(&shipment, (int64_t)count + 1, count);
    assert_ok(ledger_receive(street, &parcel, &taken, &error));
    assert_int_equal(taken.new_count, count);
    assert_same_digest(street, station, true);
    check_clean(street);
    ledger_close(street);
    ledger_close(station);
    arena_release(&shipment.arena);
}

/* Nothing of a part that is wrong anywhere goes in. */
static void what_cannot_be_true_is_refused_whole(void **state)
{
    struct shipment shipment = {.count = 0};
    struct ledger_parcel parcel;
    struct ledger_taken taken;
    struct fact *facts;

    (void)state;
    make_station("a.db");
    ship("a.db", &shipment);
    struct ledger *street = make_street();
    parcel = part_of(&shipment, 3, 4);
    assert_fails(ledger_receive(street, &parcel, &taken, &error), STATUS_CONFLICT, "send from 1");
    parcel = part_of(&shipment, 1, 6);
    facts = arena_alloc(&shipment.arena, 6 * sizeof(*facts));
    memcpy(facts, shipment.facts, 6 * sizeof(*facts));
    parcel.facts = facts;
    char *head = arena_alloc(&shipment.arena, facts[4].head_length);
    memcpy(head, facts[4].head, facts[4].head_length);
    head[facts[4].head_length / 2] ^= 1;
    facts[4].head = head;
    assert_int_equal(ledger_receive(street, &parcel, &taken, &error), STATUS_INVALID);
    facts[4] = shipment.facts[4];
    char *body = arena_alloc(&shipment.arena, facts[5].body_length);
    memcpy(body, facts[5].body, facts[5].body_length);
    body[20] ^= 1;
    facts[5].body = body;
    assert_fails(ledger_receive(street, &parcel, &taken, &error), STATUS_INVALID, "body");
    facts[5] = shipment.facts[5];
    facts[2].n++;
    assert_fails(ledger_receive(street, &parcel, &taken, &error), STATUS_INVALID, "its head says");
    facts[2].n--;
    struct fact first = facts[0];
    facts[0] = facts[1];
    facts[1] = first;
    assert_fails(ledger_receive(street, &parcel, &taken, &error), STATUS_INVALID, "does not fit");
    assert_int_equal(count_acts(street), 0);
    ledger_close(street);
    arena_release(&shipment.arena);
}

static void another_hub_is_not_believed(void **state)
{
    static const uint8_t other[CRYPTO_PUBLIC] = {8};
    struct ledger_parcel parcel = {.kind = LEDGER_PARCEL_VIEW};
    struct ledger_taken taken;
    struct arena arena = {0};
    struct uplink uplink;
    bool found;

    (void)state;
    sample_make(scratch("a.db"));
    struct ledger *ledger = open_file("a.db");
    assert_fails(ledger_receive(ledger, &parcel, &taken, &error), STATUS_REFUSED, "--trust");
    assert_ok(ledger_trust(ledger, hub_key, "dir:/a", false, &error));
    assert_ok(ledger_trust(ledger, hub_key, "dir:/b", false, &error));
    assert_fails(ledger_trust(ledger, other, "dir:/c", false, &error), STATUS_REFUSED, "--new-key");
    assert_ok(ledger_trust(ledger, other, "", true, &error));
    /* a view that comes late says nothing new */
    parcel.serial = 5;
    parcel.view = "{\"a\":5}";
    assert_ok(ledger_receive(ledger, &parcel, &taken, &error));
    parcel.serial = 4;
    parcel.view = "{\"a\":4}";
    assert_ok(ledger_receive(ledger, &parcel, &taken, &error));
    assert_ok(ledger_exchanged(ledger, "{\"sent\":3}", true, 9, &error));
    assert_ok(uplink_read(ledger_db(ledger), &arena, &uplink, &found, &error));
    assert_true(found);
    assert_memory_equal(uplink.public_key, other, CRYPTO_PUBLIC);
    assert_string_equal(uplink.address, "dir:/b");
    assert_string_equal(uplink.heard_view, "{\"a\":5}");
    assert_string_equal(uplink.said, "{\"sent\":3}");
    assert_int_equal(uplink.heard_serial, 5);
    assert_int_equal(uplink.sent_serial, 9);
    assert_true(uplink.whole_at > 0);
    ledger_close(ledger);
    arena_release(&arena);
}

static void copy_file(const char *from, const char *to)
{
    size_t length;
    unsigned char *bytes = scratch_read(scratch(from), &length);

    scratch_write(scratch(to), bytes, length);
    free(bytes);
}

/* What the hub has of a log from number first on. */
static struct ledger_parcel own_range(struct shipment *shipment, const struct journal_log *log,
                                      int64_t first)
{
    struct ledger_parcel parcel = {.kind = LEDGER_PARCEL_LOG,
                                   .first = first,
                                   .facts = shipment->facts + first - 1,
                                   .count = shipment->count - (size_t)(first - 1)};
    uint8_t *before = arena_alloc(&shipment->arena, CRYPTO_CHAIN);
    uint8_t *after = arena_alloc(&shipment->arena, CRYPTO_CHAIN);

    crypto_chain(log->name, strlen(log->name), log->public_key, CRYPTO_PUBLIC, after);
    for (size_t i = 0; i < shipment->count; i++) {
        uint8_t next[CRYPTO_CHAIN];
        if ((int64_t)i + 1 == first)
            memcpy(before, after, CRYPTO_CHAIN);
        crypto_chain(after, CRYPTO_CHAIN, shipment->facts[i].id, CRYPTO_ID, next);
        memcpy(after, next, CRYPTO_CHAIN);
    }
    parcel.before = before;
    parcel.after = after;
    return parcel;
}

/* A backup was put back, the desk wrote on, and the hub still has what came after the backup. */
static void a_fork_becomes_a_branch(void **state)
{
    struct shipment shipment = {.count = 0};
    struct ledger_taken taken;
    struct journal_branch *logs;
    struct journal_log log;
    size_t count;

    (void)state;
    make_station("a.db");
    copy_file("a.db", "old.db");
    struct ledger *station = open_file("a.db");
    for (int i = 0; i < 5; i++)
        open_case(station, "电梯停运");
    ledger_close(station);
    ship("a.db", &shipment);
    station = open_file("old.db");
    open_case(station, "化粪池满溢");
    open_case(station, "路灯不亮");
    int64_t before = count_acts(station);
    assert_ok(ledger_trust(station, hub_key, "", false, &error));
    assert_ok(journal_own_log(ledger_db(station), &log, &error));
    struct ledger_parcel parcel = own_range(&shipment, &log, 9);
    for (int times = 0; times < 2; times++) {
        assert_ok(ledger_receive(station, &parcel, &taken, &error));
        check_clean(station);
        assert_int_equal(count_acts(station), before + 10);
        assert_int_equal(taken.new_count, times ? 0 : 10);
        assert_int_equal(strlen(taken.branch) != 0, !times);
    }
    assert_ok(journal_logs(ledger_db(station), &shipment.arena, &logs, &count, &error));
    assert_int_equal(count, 2);
    assert_null(logs[0].parent);
    assert_int_equal(logs[0].log.n, shipment.count);
    assert_string_equal(logs[1].parent, logs[0].log.name);
    assert_int_equal(logs[1].log.n, 4);
    assert_int_equal(logs[1].parent_n, 2 + 2 * CASES);
    /* and it goes on in the log that the hub knows */
    open_case(station, "井盖松动");
    check_clean(station);
    assert_ok(ledger_rebuild(station, 3, &error));
    check_clean(station);
    ledger_close(station);
    arena_release(&shipment.arena);
}

/* A backup was put back and nothing was written since. */
static void a_lost_tail_comes_back(void **state)
{
    struct shipment shipment = {.count = 0};
    struct ledger_taken taken;
    struct journal_log log;

    (void)state;
    make_station("a.db");
    copy_file("a.db", "old.db");
    struct ledger *newer = open_file("a.db");
    open_case(newer, "电梯停运");
    ship("a.db", &shipment);
    struct ledger *station = open_file("old.db");
    assert_ok(ledger_trust(station, hub_key, "", false, &error));
    assert_ok(journal_own_log(ledger_db(station), &log, &error));
    struct ledger_parcel parcel = own_range(&shipment, &log, log.n + 2);
    assert_fails(ledger_receive(station, &parcel, &taken, &error), STATUS_CONFLICT, "send from");
    parcel = own_range(&shipment, &log, log.n + 1);
    assert_ok(ledger_receive(station, &parcel, &taken, &error));
    assert_string_equal(taken.branch, "");
    assert_same_digest(station, newer, true);
    check_clean(station);
    ledger_close(station);
    ledger_close(newer);
    arena_release(&shipment.arena);
}

/* A backup was put back, and the hub sends the lost acts as if they were somebody else's. */
static void the_own_log_does_not_come_by_the_feed(void **state)
{
    struct shipment shipment = {.count = 0};
    struct ledger_taken taken;
    uint8_t chain[CRYPTO_CHAIN], after[CRYPTO_CHAIN];

    (void)state;
    make_station("a.db");
    copy_file("a.db", "old.db");
    struct ledger *newer = open_file("a.db");
    open_case(newer, "电梯停运");
    ledger_close(newer);
    ship("a.db", &shipment);
    struct ledger *station = open_file("old.db");
    assert_ok(ledger_trust(station, hub_key, "", false, &error));
    int64_t acts = count_acts(station);
    const struct fact *last = &shipment.facts[shipment.count - 1];
    uplink_feed_start(1, ledger_node(station), chain);
    uplink_feed_step(chain, last->id, last->is_whole, after);
    struct ledger_parcel parcel = {
        .kind = LEDGER_PARCEL_FEED, .epoch = 1, .first = 1, .facts = last, .count = 1};
    parcel.before = chain;
    parcel.after = after;
    assert_fails(ledger_receive(station, &parcel, &taken, &error), STATUS_INVALID, "by the feed");
    assert_int_equal(count_acts(station), acts);
    open_case(station, "井盖松动");
    check_clean(station);
    ledger_close(station);
    arena_release(&shipment.arena);
}

/* What came by the feed is guarded like the own acts. */
static void a_changed_feed_is_found(void **state)
{
    static const struct {
        const char *change, *told;
    } changes[] = {
        {"UPDATE feed SET whole = 0 WHERE position = 4", "feed 1, act 4"},
        {"DELETE FROM feed WHERE position = 5", "feed 1, act 6"},
        {"DELETE FROM feed WHERE position > 20", "its end is cut off, acts 21 to"},
        {"DELETE FROM act WHERE seq = 7", "feed 1, act 7: it is missing"},
        {"UPDATE act SET body = zeroblob(40) WHERE seq = 7", "body"},
        {"UPDATE act SET n = 4000 WHERE seq = 7", "its head says"},
    };
    struct shipment shipment = {.count = 0};
    struct text problems = TEXT_EMPTY;
    struct ledger_parcel parcel;
    struct ledger_taken taken;

    (void)state;
    make_station("a.db");
    ship("a.db", &shipment);
    struct ledger *street = make_street();
    parcel = part_of(&shipment, 1, shipment.count);
    assert_ok(ledger_receive(street, &parcel, &taken, &error));
    struct db *db = ledger_db(street);
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        assert_ok(db_begin(db, &error));
        assert_ok(query_run(db_query_composed(db, changes[i].change), &error));
        sample_verify(db, &problems);
        if (!strstr(problems.at, changes[i].told))
            fail_msg("%s: \"%s\"", changes[i].change, problems.at);
        db_rollback(db);
    }
    text_release(&problems);
    check_clean(street);
    ledger_close(street);
    arena_release(&shipment.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_street_ends_up_as_its_station, start_empty),
        cmocka_unit_test_setup(heads_alone_are_completed_later, start_empty),
        cmocka_unit_test_setup(what_cannot_be_true_is_refused_whole, start_empty),
        cmocka_unit_test_setup(another_hub_is_not_believed, start_empty),
        cmocka_unit_test_setup(a_fork_becomes_a_branch, start_empty),
        cmocka_unit_test_setup(a_lost_tail_comes_back, start_empty),
        cmocka_unit_test_setup(the_own_log_does_not_come_by_the_feed, start_empty),
        cmocka_unit_test_setup(a_changed_feed_is_found, start_empty),
    };

    return cmocka_run_group_tests_name("ledger_receive", tests, scratch_prepare, scratch_finish);
}
