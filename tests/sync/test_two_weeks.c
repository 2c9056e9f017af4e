/* SPDX-License-Identifier: MIT */
/* Two weeks apart, 3,000 acts on each side, closes and dispatches of the same cases among them:
 * after the exchange a station and its street show the same, what goes against each other waits for
 * a person on both, and each open case has one accountable person. */
#include "config.h"

#include "tree.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/journal.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/store/query_visits.h"
#include "shouwen/store/station.h"
#include "shouwen/sync/exchange.h"
#include "shouwen/sync/hub.h"

#define STATION "310115007001"
#define STREET "310115007"
#define UNIT "310115-fgj"

/* Cases that both know, of which the station closes every third and the street dispatches every
 * second; the others are noted on. */
enum { SHARED = 600, ACTS = 3000, AT_ONCE = 250 };

struct side {
    const char *node, *file, *by;
    struct ledger *ledger;
    uint8_t secret_key[CRYPTO_SECRET];
    int act_count; /* in the open transaction */
    int64_t total;
};
static struct side station = {.node = STATION, .file = "station.db", .by = "S01"};
static struct side street = {.node = STREET, .file = "street.db", .by = "T01"};
static struct hub *hub;
static char mail[400];
static char *numbers[SHARED];

/* --- sides --- */

static void put(struct side *side, enum record_kind kind, const char *const *values)
{
    struct record record = {.kind = kind, .id = values[0]};
    enum ledger_change change;

    for (size_t i = 0; values[i]; i++)
        record.value[i] = values[i];
    assert_ok(ledger_put(side->ledger, NULL, &record, &change, &error));
}

static void make_side(struct side *side, const char *name, const char *roles)
{
    char code[KEYCODE], hub_says[KEYCODE];
    uint8_t hub_key[CRYPTO_PUBLIC];
    struct text key_path = TEXT_EMPTY;
    struct arena arena = {0};
    struct station made;
    struct record person = {.kind = RECORD_STAFF, .id = side->by};
    enum ledger_change change;

    assert_ok(station_init(scratch(side->file), NULL, side->node, name, &error));
    assert_ok(ledger_open(scratch(side->file), &matter_policy_shipped, &side->ledger, &error));
    assert_ok(station_read(ledger_db(side->ledger), &arena, &made, &error));
    station_key_path(scratch(side->file), &key_path);
    assert_ok(station_read_key(key_path.at, made.public_key, side->secret_key, &error));
    keycode_write(made.public_key, side->node, code);
    assert_ok(hub_enrol(hub, side->node, name, code, &error));
    hub_code(hub, hub_says);
    assert_ok(keycode_read(hub_says, HUB_NAME, hub_key, &error));
    assert_ok(ledger_trust(side->ledger, hub_key, mail, false, &error));
    put(side, RECORD_NODES, (const char *const[]){side->node, name, NULL});
    person.value[RECORD_STAFF_ID] = side->by;
    person.value[RECORD_STAFF_NAME] = side->by;
    person.value[RECORD_STAFF_ROLES] = roles;
    person.value[RECORD_STAFF_NODE] = side->node;
    assert_ok(ledger_put(side->ledger, NULL, &person, &change, &error));
    text_release(&key_path);
    arena_release(&arena);
}

static void exchange(struct side *side, struct outcome *outcome)
{
    struct exchange_options options = {
        .ledger = side->ledger, .secret_key = side->secret_key, .quarantine = scratch("bad")};
    static struct arena arena;

    arena_release(&arena);
    assert_ok(carrier_open(mail, true, &options.carrier, &error));
    assert_ok(exchange_run(&options, &arena, outcome, &error));
    assert_int_equal(outcome->refused, 0);
    carrier_close(options.carrier);
    arena_release(&arena);
}

static void answer(void)
{
    struct hub_report report = {.lines = TEXT_EMPTY};

    assert_ok(hub_ingest(hub, 0, &report, &error));
    assert_ok(hub_publish(hub, &report, &error));
    assert_int_equal(report.refused_count, 0);
    hub_report_release(&report);
}

/* Each side comes, the hub answers, each side comes again: a stick carried there and back. */
static void exchange_all(void)
{
    struct side *const sides[] = {&station, &street};
    struct outcome outcome;

    for (int i = 0; i < 2; i++)
        exchange(sides[i], &outcome);
    answer();
    for (int i = 0; i < 2; i++) {
        exchange(sides[i], &outcome);
        assert_int_equal(outcome.pending, 0);
    }
}

/* --- acts --- */

static void end_batch(struct side *side)
{
    if (side->act_count)
        assert_ok(ledger_commit(side->ledger, &error));
    side->act_count = 0;
}

/* subject NULL: a new case, whose number is returned for free(). */
static char *record(struct side *side, enum act_kind kind, const char *number, enum act_field field,
                    const char *value)
{
    struct arena arena = {0};
    struct act act = {.kind = kind};
    const char *made;

    if (number)
        act.subject = arena_format(&arena, "case/%s", number);
    act.value[field] = value;
    if (!side->act_count)
        assert_ok(ledger_begin(side->ledger, &error));
    assert_ok(ledger_record(side->ledger, side->by, &act, 1, &arena, &made, &error));
    char *copy = number ? NULL : memory_copy_text(made);
    side->total++;
    if (++side->act_count == AT_ONCE)
        end_batch(side);
    arena_release(&arena);
    return copy;
}

static void make_shared(void)
{
    for (int i = 0; i < SHARED; i++) {
        numbers[i] = record(&station, ACT_OPEN, NULL, FIELD_SUBJECT, "楼上漏水");
        record(&station, ACT_REPORT_UP, numbers[i], FIELD_REASON, "本站办不了");
    }
    end_batch(&station);
}

/* A visit at a door of no grid, and a resident as older programs wrote them: nothing says where. */
static void visit_a_door(struct side *side, const char *resident, const char *at)
{
    struct record visit = {.kind = RECORD_VISITS, .id = at};
    enum ledger_change change;
    struct journal_log log;
    struct act act = {.kind = ACT_PUT,
                      .fields = "{\"name\":\"陈阿婆\",\"door\":\"3-101\","
                                "\"class\":\"special\"}"};
    struct arena arena = {0};

    act.subject = arena_format(&arena, "residents/%s", resident);
    act.value[FIELD_NODE] = side->node;
    assert_ok(ledger_begin(side->ledger, &error));
    act.word = act_word(ACT_PUT);
    act.by = side->by;
    act.entered_at = act.happened_at = clock_now_at();
    assert_ok(journal_own_log(ledger_db(side->ledger), &log, &error));
    assert_ok(journal_append(ledger_db(side->ledger), &log, &act, &error));
    assert_ok(ledger_commit(side->ledger, &error));
    assert_ok(ledger_rebuild(side->ledger, 0, &error));
    visit.value[RECORD_VISITS_AT] = at;
    visit.value[RECORD_VISITS_RESIDENT] = resident;
    visit.value[RECORD_VISITS_MET] = resident;
    visit.value[RECORD_VISITS_RESULT] = "met";
    assert_ok(ledger_put(side->ledger, side->by, &visit, &change, &error));
    arena_release(&arena);
}

/* The households that are to be visited, each with its place and what came of it last. */
static const char *households(struct side *side, struct arena *arena)
{
    const struct visit_filter filter = {.until = INT32_MAX, .limit = 9};
    struct visit_row *rows;
    struct text out = TEXT_EMPTY;
    size_t count;

    assert_ok(query_visits_due(ledger_db(side->ledger), &filter, arena, &rows, &count, &error));
    for (size_t i = 0; i < count; i++)
        text_addf(&out, "%s %s %s\n", rows[i].node, rows[i].who, rows[i].last_result);
    const char *copy = arena_copy(arena, out.at);
    text_release(&out);
    return copy;
}

static void two_weeks_at_the_station(void)
{
    station.total = 0;
    for (int i = 0; i < SHARED; i += 3)
        record(&station, ACT_WITHDRAW, numbers[i], FIELD_REASON, "居民说不用了");
    for (int i = 0; station.total < ACTS / 2; i = (i + 1) % SHARED)
        record(&station, ACT_NOTE, numbers[i], FIELD_TEXT, "又来问过一次");
    while (station.total < ACTS)
        free(record(&station, ACT_OPEN, NULL, FIELD_SUBJECT, "路灯不亮"));
    end_batch(&station);
}

static void two_weeks_at_the_street(void)
{
    street.total = 0;
    for (int i = 0; i < SHARED; i += 2)
        record(&street, ACT_DISPATCH, numbers[i], FIELD_TO, UNIT);
    for (int i = 0; street.total < ACTS; i = (i + 1) % SHARED)
        record(&street, ACT_NOTE, numbers[i], FIELD_TEXT, "电话问过房管局");
    end_batch(&street);
}

/* --- afterwards --- */

static int64_t flagged(struct side *side)
{
    const struct case_filter filter = {.queue = QUEUE_FLAGGED,
                                       .today = clock_day_of(clock_now_at())};
    struct case_counts counts;

    assert_ok(query_cases_count(ledger_db(side->ledger), &filter, &counts, &error));
    return counts.count;
}

/* check verifies the one accountable person of each open case. */
static void check_side(struct side *side, char digest[2 * CRYPTO_CHAIN + 1])
{
    struct ledger_report report;

    assert_ok(ledger_check(side->ledger, &report, &error));
    assert_string_equal(report.problems.at, "");
    memcpy(digest, report.digest, 2 * CRYPTO_CHAIN + 1);
    text_release(&report.problems);
}

static void both_show_the_same(void **state)
{
    char here[2 * CRYPTO_CHAIN + 1], there[2 * CRYPTO_CHAIN + 1];
    struct arena arena = {0};

    (void)state;
    make_side(&station, "一居", "desk;secretary;admin");
    make_side(&street, "街道", "dispatcher;admin");
    put(&street, RECORD_NODES, (const char *const[]){UNIT, "区房管局", NULL});
    make_shared();
    visit_a_door(&station, "R1", "2026-11-20T10:00");
    exchange_all();
    exchange_all();
    check_side(&station, here);
    check_side(&street, there);
    assert_string_equal(here, there);
    assert_int_equal(flagged(&station), 0);

    assert_string_equal(households(&station, &arena), STATION " R1 met\n");
    assert_string_equal(households(&street, &arena), STATION " R1 met\n");

    two_weeks_at_the_station();
    two_weeks_at_the_street();
    exchange_all();
    check_side(&station, here);
    check_side(&street, there);
    assert_string_equal(here, there);
    assert_int_equal(flagged(&station), SHARED / 6);
    assert_int_equal(flagged(&street), SHARED / 6);

    /* the street has people of its own, at a door of the same name */
    visit_a_door(&street, "R2", "2026-11-21T10:00");
    assert_string_equal(households(&street, &arena), STATION " R1 met\n" STREET " R2 met\n");
    exchange_all();
    assert_string_equal(households(&station, &arena), STATION " R1 met\n");
    check_side(&street, there);
    arena_release(&arena);
}

static int start(void **state)
{
    tree_start(state);
    snprintf(mail, sizeof(mail), "dir:%s", scratch("mail"));
    assert_int_equal(mkdir(scratch("mail"), 0700), 0);
    assert_ok(hub_init(scratch("hub.db"), mail, &error));
    assert_ok(hub_open(scratch("hub.db"), NULL, &hub, &error));
    return 0;
}

static int end(void **state)
{
    (void)state;
    for (int i = 0; i < SHARED; i++)
        free(numbers[i]);
    ledger_close(station.ledger);
    ledger_close(street.ledger);
    hub_close(hub);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(both_show_the_same, start, end),
    };

    scratch_start();
    return cmocka_run_group_tests(tests, NULL, tree_end);
}
