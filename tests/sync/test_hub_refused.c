/* SPDX-License-Identifier: MIT */
/* What a hub must not believe: kept apart with one line, and everybody else's goes in. */
#include "config.h"

#include "hub_sample.h"

/* One bundle is refused with that in its line, and another station's goes in beside it. */
static void check_refused(const char *part)
{
    open_case(&other, "case/Z");
    client_send(&other, other.own_count, 1);
    struct hub_report report = run_hub();
    assert_int_equal(report.refused_count, 1);
    assert_int_equal(report.taken_count, 1);
    assert_int_equal(report.act_count, 1);
    if (!strstr(report.lines.at, part))
        fail_msg("\"%s\" is not in \"%s\"", part, report.lines.at);
    hub_report_release(&report);
    report = run_hub();
    assert_int_equal(report.refused_count, 0);
    hub_report_release(&report);
    assert_int_equal(access(scratch("hub.db.quarantine"), X_OK), 0);
}

static void send_changed(void (*change)(struct text *bytes))
{
    struct text bytes = TEXT_EMPTY;

    open_case(&station, "case/A");
    client_bundle(&station, 1, 1, &bytes);
    change(&bytes);
    client_put(&station, 1, 1, &bytes);
    text_release(&bytes);
}

static void flip(struct text *bytes)
{
    bytes->at[bytes->length - 20] ^= 4;
}

static void cut(struct text *bytes)
{
    text_cut(bytes, bytes->length - 7);
}

static void a_flipped_bundle(void **state)
{
    (void)state;
    send_changed(flip);
    check_refused("310115007001");
}

static void a_cut_bundle(void **state)
{
    (void)state;
    send_changed(cut);
    check_refused("310115007001");
}

static void a_bundle_of_nobody_who_is_enrolled(void **state)
{
    struct client stranger;
    char code[KEYCODE];

    (void)state;
    client_make(&stranger, "310115007003", code);
    client_trust(&stranger, hub, mailbox_address());
    open_case(&stranger, "case/A");
    client_send(&stranger, 1, 1);
    check_refused("310115007003 is not enrolled here");
    client_release(&stranger);
}

static void a_bundle_signed_by_another_key(void **state)
{
    struct client thief;
    char code[KEYCODE];

    (void)state;
    client_make(&thief, STATION, code);
    client_trust(&thief, hub, mailbox_address());
    open_case(&thief, "case/A");
    client_send(&thief, 1, 1);
    check_refused("was not signed by");
    client_release(&thief);
}

static void a_revoked_station(void **state)
{
    (void)state;
    open_case(&station, "case/A");
    client_send(&station, 1, 1);
    exchange_all();
    size_t had = street.feed_count;
    assert_ok(hub_revoke(hub, STATION, &error));
    open_case(&station, "case/B");
    client_send(&station, 2, 1);
    check_refused(STATION " was revoked");
    client_take(&street);
    /* only the other's case came */
    assert_int_equal(street.feed_count, had + 1);
    assert_int_equal(client_take(&station), 0);
}

static void the_log_of_somebody_else(void **state)
{
    char own[sizeof(station.log)];

    (void)state;
    snprintf(own, sizeof(own), "%s", station.log);
    snprintf(station.log, sizeof(station.log), "%s", street.log);
    memcpy(station.start, street.start, CRYPTO_CHAIN);
    open_case(&station, "case/A");
    client_send(&station, 1, 1);
    check_refused("is not one that " STATION " writes");
}

static void a_branch_of_no_log_of_its_own(void **state)
{
    (void)state;
    station.parent = street.log;
    station.parent_n = 1;
    snprintf(station.log, sizeof(station.log), "%.40s~0a0b0c0d", street.log);
    open_case(&station, "case/A");
    client_send(&station, 1, 1);
    check_refused("is not one that " STATION " writes");
}

static void a_name_that_leads_elsewhere_is_no_danger(void **state)
{
    struct text bytes = TEXT_EMPTY;

    (void)state;
    text_add(&bytes, "no bundle at all");
    assert_ok(carrier_put(station.carrier, HUB_NAME, "...swb", bytes.at, bytes.length, &error));
    text_release(&bytes);
    struct hub_report report = run_hub();
    assert_int_equal(report.taken_count, 0);
    hub_report_release(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HUB_TEST(a_flipped_bundle),
        HUB_TEST(a_cut_bundle),
        HUB_TEST(a_bundle_of_nobody_who_is_enrolled),
        HUB_TEST(a_bundle_signed_by_another_key),
        HUB_TEST(a_revoked_station),
        HUB_TEST(the_log_of_somebody_else),
        HUB_TEST(a_branch_of_no_log_of_its_own),
        HUB_TEST(a_name_that_leads_elsewhere_is_no_danger),
    };

    scratch_start();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scratch_end();
    return failed;
}
