/* SPDX-License-Identifier: MIT */
/* What a hub must not believe: kept apart with one line, and everybody else's goes in. */
#include "config.h"

#include "hub_sample.h"

/* One bundle is refused with that in its line, and another station's goes in beside it. */
static void check_refused(const char *part)
{
    open_case(&other, "Z");
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

    open_case(&station, "A");
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
    struct text say = TEXT_EMPTY;
    struct client stranger;
    char code[KEYCODE];

    (void)state;
    client_make(&stranger, "310115007003", code);
    assert_ok(hub_admit(hub, stranger.node, false, &say, &error));
    text_release(&say);
    client_trust(&stranger, hub, mailbox_address(stranger.node));
    open_case(&stranger, "A");
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
    client_trust(&thief, hub, mailbox_address(STATION));
    open_case(&thief, "A");
    client_send(&thief, 1, 1);
    check_refused("was not signed by");
    client_release(&thief);
}

static void a_revoked_station(void **state)
{
    (void)state;
    open_case(&station, "A");
    client_send(&station, 1, 1);
    exchange_all();
    size_t had = street.feed_count;
    assert_ok(hub_revoke(hub, STATION, &error));
    open_case(&station, "B");
    client_send(&station, 2, 1);
    check_refused(STATION " was revoked");
    client_take(&street);
    /* only the other's case came */
    assert_int_equal(street.feed_count, had + 1);
    had = station.feed_count;
    assert_int_equal(client_take(&station), 1);
    assert_int_equal(station.feed_count, had);
    assert_true(station.view.revoked_at > 0);
    assert_int_equal(station.view.logs[0].last.n, 1);
}

static void the_log_of_somebody_else(void **state)
{
    char own[sizeof(station.log)];

    (void)state;
    snprintf(own, sizeof(own), "%s", station.log);
    snprintf(station.log, sizeof(station.log), "%s", street.log);
    memcpy(station.start, street.start, CRYPTO_CHAIN);
    open_case(&station, "A");
    client_send(&station, 1, 1);
    check_refused("is not one that " STATION " writes");
}

static void a_branch_of_no_log_of_its_own(void **state)
{
    (void)state;
    station.parent = street.log;
    station.parent_n = 1;
    snprintf(station.log, sizeof(station.log), "%.40s~0a0b0c0d", street.log);
    open_case(&station, "A");
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

/* --- what only one bundle or one client may suffer from --- */

static void put_raw(const char *name)
{
    assert_ok(carrier_put(station.carrier, HUB_NAME, name, "no bundle", 9, &error));
}

static void a_folder_in_the_mailbox_is_no_bundle(void **state)
{
    (void)state;
    open_case(&station, "A");
    client_send(&station, 1, 1);
    assert_int_equal(mkdir(scratch("mail/hub/0.swb"), 0700), 0);
    assert_int_equal(symlink(scratch("hub.db"), scratch("mail/hub/1.swb")), 0);
    struct hub_report report = run_hub();
    assert_int_equal(report.taken_count, 1);
    assert_int_equal(report.fault_count, 0);
    hub_report_release(&report);
    assert_int_equal(rmdir(scratch("mail/hub/0.swb")), 0);
}

/* As where the folder belongs to others: it is there, is taken in, and does not go away. */
static void a_file_that_stays_is_a_line(void **state)
{
    (void)state;
    open_case(&station, "A");
    client_send(&station, 1, 1);
    put_raw("0.swb");
    scratch_write(scratch("hub.db.quarantine"), "no folder", 9);
    struct hub_report report = run_hub();
    assert_int_equal(report.taken_count, 1);
    assert_int_equal(report.refused_count, 1);
    assert_non_null(strstr(report.lines.at, "0.swb was refused and stays where it is"));
    hub_report_release(&report);
}

static void a_long_name_goes_to_quarantine(void **state)
{
    char name[256];

    (void)state;
    memset(name, 'x', 255);
    memcpy(name + 251, ".swb", 5);
    FILE *file = fopen(scratch(arena_format(&station.arena, "mail/hub/%s", name)), "w");
    assert_non_null(file);
    fclose(file);
    check_refused("xxxx.swb was refused and is kept in quarantine");
}

static void a_name_writes_no_line_of_its_own(void **state)
{
    (void)state;
    put_raw("0\n310115007001 is revoked\033[2J\xe2\x80\xae\xff.swb");
    struct hub_report report = run_hub();
    assert_int_equal(report.refused_count, 1);
    assert_non_null(strstr(report.lines.at, "0\\x0a310115007001 is revoked\\x1b[2J"
                                            "\\xe2\\x80\\xae\\xff.swb was refused"));
    assert_ptr_equal(strchr(report.lines.at, '\n'), report.lines.at + report.lines.length - 1);
    hub_report_release(&report);
}

/* The hub's own mailbox is whole; a client's is a file. */
static void a_mailbox_that_is_none_holds_nobody_up(void **state)
{
    (void)state;
    exchange_all();
    open_case(&station, "A");
    client_send(&station, 1, 1);
    nftw(scratch("mail/" DISTRICT), remove_one, 16, FTW_DEPTH | FTW_PHYS);
    assert_int_equal(rmdir(scratch("mail/" DISTRICT)), 0);
    scratch_write(scratch("mail/" DISTRICT), "no folder", 9);
    struct hub_report report = run_hub();
    assert_int_equal(report.fault_count, 1);
    assert_non_null(strstr(report.lines.at, DISTRICT ": "));
    hub_report_release(&report);
    client_take(&street);
    assert_int_equal(street.feed_count, 1);
    assert_int_equal(unlink(scratch("mail/" DISTRICT)), 0);
    report = run_hub();
    assert_int_equal(report.fault_count, 0);
    hub_report_release(&report);
    client_take(&district);
    assert_int_equal(district.feed_count, 1);
}

/* --- numbers --- */

static void no_number_is_beyond_the_calendar(void **state)
{
    struct view view = {.clock_at = 1};

    (void)state;
    exchange_all();
    int64_t serial = station.serial;
    station.seen = INT64_MAX;
    client_tell_view(&station, &view);
    check_refused("\"seen\"");
    station.seen = 0;
    station.serial = INT64_MAX - 1;
    client_tell_view(&station, &view);
    check_refused("\"serial\"");
    station.serial = serial + 10;
    view.feed.epoch = INT64_MAX;
    client_tell_view(&station, &view);
    check_refused("\"feed\"");
    view = (struct view){.clock_at = INT64_MIN};
    client_tell_view(&station, &view);
    check_refused("\"clock\"");
    /* as much as can be: only the station itself has to do with it */
    view.clock_at = 1;
    bundle_feed_start(0, STATION, view.feed.last.chain);
    station.seen = VIEW_NUMBER_MOST;
    client_tell_view(&station, &view);
    for (int i = 0; i < 2; i++) {
        struct hub_report report = run_hub();
        assert_int_equal(report.refused_count + report.fault_count, 0);
        hub_report_release(&report);
    }
    client_take(&street);
    assert_int_equal(street.feed_count, 4);
}

static void an_id_that_no_table_takes(void **state)
{
    char resident[3401];

    (void)state;
    for (size_t i = 0; i < sizeof(resident) - 1; i++)
        resident[i] = (char)('a' + (i * i + i / 7) % 26);
    resident[sizeof(resident) - 1] = '\0';
    open_case_of(&station, "A", resident);
    client_send(&station, 1, 1);
    check_refused("too long a number");
}

/* Whatever it is that a server takes never: only what brings it stays out. */
static void what_the_server_takes_never(void **state)
{
    (void)state;
    server_sql("ALTER TABLE hub.circle ADD CHECK (subject NOT LIKE '%-POISON')");
    open_case(&station, "POISON");
    client_send(&station, 1, 1);
    check_refused("violates check constraint");
}

static void nobody_waits_for_all_that_another_sent(void **state)
{
    struct hub_report report = {.lines = TEXT_EMPTY};

    (void)state;
    for (size_t i = 1; i <= 20; i++) {
        open_case(&station, arena_format(&station.arena, "A%zu", i));
        client_send(&station, i, 1);
    }
    struct act act = open_case(&other, "B");
    client_send(&other, 1, 1);
    assert_ok(hub_ingest(hub, 8, &report, &error));
    assert_ok(hub_publish(hub, &report, &error));
    assert_int_equal(report.taken_count, 8);
    client_take(&street);
    assert_int_equal(client_sees(&street, &act), SIGHT_WHOLE);
    assert_int_equal(street.feed_count, 8);
    hub_report_release(&report);
    report = run_hub();
    assert_int_equal(report.taken_count, 13);
    assert_int_equal(report.refused_count + report.early_count, 0);
    hub_report_release(&report);
}

static void a_code_that_reads_as_another_is_not_enrolled(void **state)
{
    char code[KEYCODE];
    struct client odd;

    (void)state;
    client_make(&odd, "310115-hub", code);
    assert_fails(hub_enrol(hub, odd.node, "", code, &error), STATUS_INVALID, "310115-hub");
    client_release(&odd);
}

static void write_epoch(const char *text)
{
    struct hub_store *store;

    assert_ok(hub_store_open(place_of_hub().store, true, &store, &error));
    assert_ok(hub_store_begin(store, &error));
    assert_ok(hub_store_put(store, "epoch", text, &error));
    assert_ok(hub_store_commit(store, &error));
    hub_store_close(store);
}

static void an_epoch_that_cannot_be_read_is_not_the_first(void **state)
{
    static const char *const wrong[] = {"", "0", "-4", "4x", " 4", "99999999999999999999"};
    struct hub_status now;
    struct arena arena = {0};

    (void)state;
    hub_close(hub);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        write_epoch(wrong[i]);
        assert_fails(open_hub(&hub, &error), STATUS_BROKEN, "epoch");
    }
    write_epoch("3000000001");
    assert_ok(open_hub(&hub, &error));
    assert_ok(hub_status(hub, &arena, &now, &error));
    assert_int_equal(now.epoch, INT64_C(3000000001));
    arena_release(&arena);
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
        HUB_FILE_TEST(a_name_that_leads_elsewhere_is_no_danger),
        HUB_FILE_TEST(a_folder_in_the_mailbox_is_no_bundle),
        HUB_FILE_TEST(a_file_that_stays_is_a_line),
        HUB_FILE_TEST(a_long_name_goes_to_quarantine),
        HUB_FILE_TEST(a_name_writes_no_line_of_its_own),
        HUB_FILE_TEST(a_mailbox_that_is_none_holds_nobody_up),
        HUB_FILE_TEST(
            no_number_is_beyond_the_calendar), /* mailboxes in PostgreSQL refuse such a name */
        HUB_TEST(an_id_that_no_table_takes),
        HUB_SERVER_TEST(what_the_server_takes_never),
        HUB_TEST(nobody_waits_for_all_that_another_sent),
        HUB_FILE_TEST(a_code_that_reads_as_another_is_not_enrolled),
        HUB_TEST(an_epoch_that_cannot_be_read_is_not_the_first),
    };

    return HUB_RUN(tests);
}
