/* SPDX-License-Identifier: MIT */
/* Acts as no program of ours writes them, but well formed and from a station that may say them:
 * whatever stands in their fields, a street takes them in, so that what comes after them arrives,
 * and what it shows is what it would fold anew. */
#include "config.h"

#include "shouwen/base/ident.h"
#include "shouwen/base/json.h"
#include "shouwen/domain/record.h"
#include "shouwen/store/ledger.h"
#include "shouwen/store/station.h"
#include "tests/store/scratch.h"

#define STREET "310115007"
#define LOG "310115007001-0a1b2c3d"

static const uint8_t hub_key[CRYPTO_PUBLIC] = {7};

/* A street's file and how far its feed is. */
static struct {
    struct ledger *ledger;
    struct arena arena;
    uint8_t chain[CRYPTO_CHAIN];
    int64_t n;
} street;

static int make_street(void **state)
{
    (void)state;
    scratch_empty();
    assert_ok(station_init(scratch("street.db"), NULL, STREET, "塘桥街道", &error));
    assert_ok(ledger_open(scratch("street.db"), &matter_policy_shipped, &street.ledger, &error));
    assert_ok(ledger_trust(street.ledger, hub_key, "dir:/nowhere", false, &error));
    uplink_feed_start(1, STREET, street.chain);
    street.n = 0;
    return 0;
}

static int close_street(void **state)
{
    (void)state;
    ledger_close(street.ledger);
    arena_release(&street.arena);
    return 0;
}

/* The next act of the station, as the bytes of its head's own fields (",\"to\":\"S01\"") and of its
 * body (NULL: none), comes by the feed. */
static void receive(const char *kind, const char *subject, const char *head_fields,
                    const char *body)
{
    static const char salt[ACT_SALT] = "0123456789abcde";
    struct text head = TEXT_EMPTY, bytes = TEXT_EMPTY;
    struct fact fact = {.log = LOG, .n = ++street.n, .is_whole = true};
    uint8_t after[CRYPTO_CHAIN], hash[CRYPTO_ID];
    char hex[2 * CRYPTO_ID + 1];
    struct ledger_taken taken;

    text_addf(&head, "{\"v\":1,\"l\":\"%s\",\"n\":%d,\"k\":\"%s\",\"c\":", LOG, (int)fact.n, kind);
    json_write_text(subject, &head);
    text_addf(&head, ",\"t\":%lld,\"by\":\"S01\",\"on\":[]",
              1795230000000LL + (long long)fact.n * 1000);
    if (body) {
        text_add_bytes(&bytes, salt, sizeof(salt));
        text_add(&bytes, body);
        crypto_id(bytes.at, bytes.length, hash);
        ident_hex(hash, CRYPTO_ID, hex);
        text_addf(&head, ",\"bh\":\"%s\"", hex);
        fact.body = (const uint8_t *)bytes.at;
        fact.body_length = bytes.length;
    }
    text_addf(&head, "%s}", head_fields);
    fact.head = (const uint8_t *)head.at;
    fact.head_length = head.length;
    crypto_id(head.at, head.length, fact.id);
    uplink_feed_step(street.chain, fact.id, true, after);
    struct ledger_parcel parcel = {.kind = LEDGER_PARCEL_FEED,
                                   .epoch = 1,
                                   .first = fact.n,
                                   .facts = &fact,
                                   .count = 1,
                                   .before = street.chain,
                                   .after = after};
    if (ledger_receive(street.ledger, &parcel, &taken, &error) != STATUS_OK)
        fail_msg("%s\n%.600s\n%.600s", error.message, head.at, body ? body : "");
    memcpy(street.chain, after, sizeof(after));
    text_release(&head);
    text_release(&bytes);
}

/* What was taken in act by act is what all of it gives at once. */
static void check_street(void)
{
    char before[2 * CRYPTO_CHAIN + 1], after[2 * CRYPTO_CHAIN + 1];
    struct ledger_report report;

    assert_ok(ledger_check(street.ledger, &report, &error));
    if (report.problem_count)
        fail_msg("%s", report.problems.at);
    text_release(&report.problems);
    assert_ok(ledger_digest(street.ledger, before, &error));
    assert_ok(ledger_rebuild(street.ledger, 7, &error));
    assert_ok(ledger_digest(street.ledger, after, &error));
    assert_string_equal(before, after);
}

/* Values that a field may have as far as the journal knows. */
static const char *const odd[] = {
    "",
    " ",
    ";",
    "X1",
    "X1;X1",
    "X1; X1；X2,X1,,",
    "\\",
    "\\;",
    "/",
    "310115007001",
    "310115007001-G01",
    "310115-gl",
    "2026-11-20",
    "2026-11-20T10:00:00+08:00",
    "2026-02-31",
    "-9999999-01-01",
    "0001-01-01",
    "9999-12-31T23:59:59Z",
    "-1",
    "9223372036854775807",
    "99999999999999999999",
    "1e9",
    "left",
    "met",
    "special",
    "7w/20d",
    "999999999w",
    "\t\r\n",
    "\x01\x7f",
    "“ ' \" % _ * [ ( ) --",
    "𠮷\u200b\ufeff\u202e",
    "case/x1",
    "residents/X1",
};

/* One longer than any list would give. */
static const char *long_text(void)
{
    enum { TIMES = 400 };
    struct text text = TEXT_EMPTY;

    for (int i = 0; i < TIMES; i++)
        text_add(&text, "单 1;");
    const char *copy = arena_copy(&street.arena, text.at);
    text_release(&text);
    return copy;
}

/* A put of some fields of a kind, all of one value. */
static void put(enum record_kind kind, const char *id, size_t first, size_t count,
                const char *value)
{
    const struct record_row *row = &record_rows[kind];
    struct text body = TEXT_EMPTY, subject = TEXT_EMPTY;

    text_add(&body, "{\"fields\":{");
    for (size_t i = first; i < first + count; i++) {
        text_addf(&body, "%s\"%s\":", i > first ? "," : "", row->fields[i].name);
        json_write_text(value, &body);
    }
    text_add(&body, "}}");
    text_addf(&subject, "%s/%s", row->name, id);
    receive("put", subject.at, ",\"node\":\"310115007001\"", body.at);
    text_release(&body);
    text_release(&subject);
}

/* All fields at once, and each on its own. */
static void put_all(enum record_kind kind, const char *id, const char *value)
{
    put(kind, id, 0, record_rows[kind].field_count, value);
}

static void put_each(enum record_kind kind, const char *value)
{
    char id[24];

    for (size_t i = 0; i < record_rows[kind].field_count; i++) {
        snprintf(id, sizeof(id), "F%zu", i);
        put(kind, id, i, 1, value);
    }
}

static void whatever_a_record_says_it_is_taken_in(void **state)
{
    static const char *const ids[] = {"X1", "X2", "a/b//c", "2026-11-20", "%' \";--", "1;1"};

    (void)state;
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
            put_all((enum record_kind)kind, ids[i % 6], odd[i]);
        put_all((enum record_kind)kind, "X3", long_text());
        put_each((enum record_kind)kind, "X1;X2;X1");
        put_each((enum record_kind)kind, "2026-11-20");
    }
    check_street();
}

static void whatever_form_a_body_has_it_is_taken_in(void **state)
{
    static const char *const bodies[] = {
        "{}",
        "{\"fields\":{}}",
        "{\"fields\":7}",
        "{\"fields\":\"x\"}",
        "{\"fields\":null}",
        "{\"fields\":[]}",
        "{\"fields\":[{\"name\":\"x\"}]}",
        "{\"fields\":{\"name\":7,\"id\":true}}",
        "{\"fields\":{\"name\":{\"a\":{}}}}",
        "{\"fields\":{\"name\":[\"x\"]}}",
        "{\"fields\":{\"\":\"x\",\"nothing\":\"x\"}}",
        "{\"name\":{\"a\":1},\"fields\":{\"name\":\"x\"}}",
        "{\"text\":7}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
        receive("put", "residents/X1", "", bodies[i]);
        receive("put", "visits/X2", "", bodies[i]);
        receive("erase", "staff/X1", "", bodies[i]);
        receive("put", "case/x1", "", bodies[i]);
        receive("put", "tally/2026-11-20", "", bodies[i]);
        receive("strange", "things/X1", "", bodies[i]);
    }
    check_street();
}

/* An act on a case with one value in all of its fields. */
static void act_all(const char *subject, enum act_kind kind, const char *value)
{
#define FIELD_ROW(name, key, place, form, ...) {key, #place[0] == 'H', #form[0] == 'N'},
    static const struct {
        const char *key;
        bool is_head, is_number;
    } fields[ACT_FIELD_COUNT] = {ACT_FIELD_TABLE(FIELD_ROW)};
    const char *digits = value + (*value == '-');
    bool is_whole = *digits && !digits[strspn(digits, "0123456789")] && strlen(digits) < 20;
    struct text head = TEXT_EMPTY, body = TEXT_EMPTY;

    text_add(&body, "{\"\":0");
    for (int i = 0; i < ACT_FIELD_COUNT; i++) {
        struct text *out = fields[i].is_head ? &head : &body;
        text_addf(out, ",\"%s\":", fields[i].key);
        if (fields[i].is_number && is_whole)
            text_add(out, value);
        else
            json_write_text(value, out);
    }
    text_add_char(&body, '}');
    receive(act_word(kind), subject, head.at, body.at);
    text_release(&head);
    text_release(&body);
}

static void whatever_is_done_in_a_case_it_is_taken_in(void **state)
{
    struct text subject = TEXT_EMPTY;

    (void)state;
    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
        text_clear(&subject);
        text_addf(&subject, "case/007001-261120-%zu", i);
        receive("open", subject.at, ",\"node\":\"310115007001\"", "{\"subject\":\"x\"}");
        for (int kind = 0; kind < ACT_CASE_KINDS; kind++)
            if (kind != ACT_ERASE)
                act_all(subject.at, (enum act_kind)kind, odd[i]);
    }
    text_release(&subject);
    check_street();
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_street, close_street)
    const struct CMUnitTest tests[] = {
        TEST(whatever_a_record_says_it_is_taken_in),
        TEST(whatever_form_a_body_has_it_is_taken_in),
        TEST(whatever_is_done_in_a_case_it_is_taken_in),
    };

    return cmocka_run_group_tests_name("odd_acts", tests, scratch_prepare, scratch_finish);
}
