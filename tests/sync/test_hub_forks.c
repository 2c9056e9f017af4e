/* SPDX-License-Identifier: MIT */
/* Old backups, on either side: a station's file, whose log the hub still has; a file that was
 * written to after it was put back; a hub that lost what it had confirmed. */
#include "config.h"

#include "hub_sample.h"

/* The station's file as it was after so many acts of its log. */
static void restore_station(size_t count)
{
    station.own_count = count;
}

static void write_cases(struct client *client, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        open_case(client, arena_format(&client->arena, "%s%zu", name, i));
}

static void a_station_gets_its_own_log_back(void **state)
{
    (void)state;
    write_cases(&station, 9, "A");
    client_send(&station, 1, 9);
    exchange_all();
    restore_station(4);
    client_tell(&station);
    struct hub_report report = run_hub();
    hub_report_release(&report);
    client_take(&station);
    assert_int_equal(station.back_first, 5);
    assert_int_equal(station.back_count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_memory_equal(station.back[i].act.id, station.own[4 + i].act.id, CRYPTO_ID);
    /* it lies there once, until it is taken and told */
    client_tell(&station);
    report = run_hub();
    hub_report_release(&report);
    station.own_count = 9;
    station.back_count = 0;
    client_tell(&station);
    client_take(&station);
    exchange_all();
    assert_int_equal(station.back_count, 5); /* from the round before */
    station.back_count = 0;
    exchange_all();
    assert_int_equal(station.back_count, 0);
}

/* What lies there for it unread begins behind what it lacks. */
static void a_file_put_back_twice_gets_both_parts(void **state)
{
    enum { BOTH_AND_A_VIEW = 3 };

    (void)state;
    write_cases(&station, 9, "A");
    client_send(&station, 1, 9);
    exchange_all();
    for (size_t left = 6; left; left -= 3) {
        restore_station(left);
        client_tell(&station);
        struct hub_report report = run_hub();
        hub_report_release(&report);
    }
    assert_int_equal(client_take(&station), BOTH_AND_A_VIEW);
}

static void a_fork_is_refused_and_what_was_first_comes_back(void **state)
{
    (void)state;
    write_cases(&station, 6, "A");
    client_send(&station, 1, 6);
    exchange_all();
    size_t had = street.feed_count;
    restore_station(3);
    write_cases(&station, 5, "B");
    client_send(&station, 7, 2);
    struct hub_report report = run_hub();
    assert_int_equal(report.early_count, 1);
    assert_int_equal(report.refused_count, 0);
    assert_non_null(strstr(report.lines.at, "other acts under these numbers"));
    hub_report_release(&report);
    client_tell(&station);
    report = run_hub();
    hub_report_release(&report);
    client_take(&station);
    /* from a place up to which both agree */
    assert_in_range(station.back_first, 1, 4);
    assert_int_equal(station.back_first + (int64_t)station.back_count, 7);
    take_all();
    assert_int_equal(street.feed_count, had);
}

/* The tail that the hub does not know, under a name of its own. */
static void branch_off(struct client *client, size_t from, struct client *branch)
{
    *branch = *client;
    branch->own = arena_alloc(&client->arena, CLIENT_ACTS_MOST * sizeof(*branch->own));
    branch->own_count = 0;
    branch->parent = client->log;
    branch->parent_n = (int64_t)from;
    assert_true(fact_branch_name(client->log, client->own[from].act.id, branch->log));
    crypto_chain(branch->log, strlen(branch->log), client->public_key, CRYPTO_PUBLIC,
                 branch->start);
    memcpy(branch->own, client->own + from, (client->own_count - from) * sizeof(*branch->own));
    for (size_t i = from; i < client->own_count; i++) {
        struct client_act *own = &branch->own[branch->own_count++];
        own->act.log = branch->log;
        own->act.n = (int64_t)branch->own_count;
        memcpy(own->chain, i == from ? branch->start : own[-1].chain, CRYPTO_CHAIN);
        bundle_log_next(own->chain, own->act.id);
    }
}

static void a_branch_goes_in_and_on_to_the_street(void **state)
{
    struct client branch;

    (void)state;
    write_cases(&station, 6, "A");
    client_send(&station, 1, 6);
    exchange_all();
    size_t had = street.feed_count;
    restore_station(3);
    write_cases(&station, 2, "B");
    branch_off(&station, 3, &branch);
    client_send(&branch, 1, 2);
    struct hub_report report = run_hub();
    assert_int_equal(report.early_count + report.refused_count, 0);
    assert_int_equal(report.act_count, 2);
    hub_report_release(&report);
    client_take(&street);
    assert_int_equal(street.feed_count, had + 2);
    assert_string_equal(street.feed[had].act.log, branch.log);
    assert_int_equal(street.feed[had].act.n, 1);
    /* and the same again is nothing new */
    branch.serial += 10;
    client_send(&branch, 1, 2);
    report = run_hub();
    assert_int_equal(report.act_count, 0);
    hub_report_release(&report);
}

/* --- what the hub keeps --- */

/* A file that was copied and used twice makes a branch at each exchange. */
static void many_branches_fit_and_come_to_an_end(void **state)
{
    enum { BRANCHES = 70, ACTS = 40 };
    struct client branch;

    (void)state;
    write_cases(&station, 1, "A");
    client_send(&station, 1, 1);
    exchange_all();
    for (size_t k = 0; k < BRANCHES; k++) {
        restore_station(1);
        write_cases(&station, ACTS, arena_format(&station.arena, "B%zu-", k));
        branch_off(&station, 1, &branch);
        client_send(&branch, 1, ACTS);
        station.serial = branch.serial;
    }
    restore_station(1);
    struct hub_report report = run_hub();
    assert_int_equal(report.act_count, BRANCHES * ACTS);
    assert_int_equal(report.fault_count + report.refused_count, 0);
    hub_report_release(&report);
    client_take(&street);
    assert_int_equal(street.feed_count, 1 + BRANCHES * ACTS);
    /* its file has none of them */
    client_take(&station);
    client_tell(&station);
    report = run_hub();
    assert_int_equal(report.fault_count, 0);
    hub_report_release(&report);
    assert_int_equal(client_take(&station), BRANCHES + 1);
    assert_int_equal(station.view.log_count, VIEW_LOGS_MOST);
    assert_int_equal(station.view.rest_count, BRANCHES + 1 - VIEW_LOGS_MOST);
    /* now it has, and says so as the hub does */
    struct view same = station.view;
    same.feed = (struct view_feed){.epoch = 0};
    bundle_feed_start(0, STATION, same.feed.last.chain);
    client_tell_view(&station, &same);
    report = run_hub();
    hub_report_release(&report);
    assert_int_equal(client_take(&station), 1);
    /* of those that it did not name one is not the same */
    same.rest_hash[0] ^= 1;
    client_tell_view(&station, &same);
    report = run_hub();
    hub_report_release(&report);
    assert_int_equal(client_take(&station), 1 + BRANCHES + 1 - VIEW_LOGS_MOST);
}

static void copy_file(const char *from, const char *to)
{
    size_t length;
    unsigned char *bytes = scratch_read(scratch(from), &length);

    scratch_write(scratch(to), bytes, length);
    free(bytes);
}

static void save_hub(void)
{
    hub_close(hub);
    if (way == IN_FILES)
        copy_file("hub.db", "hub.old");
    else
        server_save();
    assert_ok(open_hub(&hub, &error));
}

static void put_hub_back(void)
{
    hub_close(hub);
    if (way == IN_FILES)
        copy_file("hub.old", "hub.db");
    else
        server_put_back();
    assert_ok(open_hub(&hub, &error));
}

/* The hub is put back to before a station's last so many cases; the street has them. */
static void lose_at_hub(int count)
{
    write_cases(&station, 4, "A");
    client_send(&station, 1, 4);
    exchange_all();
    save_hub();
    write_cases(&station, count, "B");
    client_send(&station, 5, count);
    exchange_all();
    assert_int_equal(street.feed_count, 4 + count);
    put_hub_back();
}

static void a_hub_that_was_put_back_gets_what_it_lost(void **state)
{
    (void)state;
    lose_at_hub(3);
    /* the street says that it has more than the hub ever gave it; the station is lost for good */
    client_tell(&street);
    struct hub_report report = run_hub();
    assert_non_null(strstr(report.lines.at, "asked back"));
    hub_report_release(&report);
    client_take(&street);
    assert_true(street.view.has_kept);
    assert_int_equal(street.view.feed.epoch, 2);
    assert_int_equal(street.view.kept.epoch, 1);
    assert_int_equal(street.view.kept.last.n, 4);
    client_give_back(&street, 5, 3);
    report = run_hub();
    assert_int_equal(report.refused_count + report.early_count, 0);
    assert_int_equal(report.act_count, 3);
    hub_report_release(&report);
    client_take(&street);
    assert_int_equal(street.view.kept.last.n, 7);
    client_tell(&street);
    exchange_all();
    assert_int_equal(street.epoch, 2);
    assert_int_equal(street.feed_count, 7);
    /* what the station sends again is known, and stands in its log */
    client_tell(&station);
    report = run_hub();
    hub_report_release(&report);
    client_take(&station);
    assert_int_equal(station.view.logs[0].last.n, 4);
    client_send(&station, 5, 3);
    report = run_hub();
    assert_int_equal(report.act_count, 0);
    hub_report_release(&report);
    client_tell(&station);
    exchange_all();
    assert_int_equal(station.view.logs[0].last.n, 7);
    assert_int_equal(street.feed_count, 7);
}

static void what_is_given_back_must_fit_what_was_confirmed(void **state)
{
    (void)state;
    lose_at_hub(2);
    client_tell(&street);
    struct hub_report report = run_hub();
    hub_report_release(&report);
    client_take(&street);
    client_give_back(&street, 6, 1);
    report = run_hub();
    assert_int_equal(report.early_count, 1);
    assert_int_equal(report.act_count, 0);
    hub_report_release(&report);
    street.feed[3].chain[0] ^= 1;
    client_give_back(&street, 5, 2);
    report = run_hub();
    assert_int_equal(report.refused_count, 1);
    assert_int_equal(report.act_count, 0);
    hub_report_release(&report);
}

/* --- nobody's word is enough --- */

/* An act of the station that it never wrote, at the end of another one's feed. */
static struct act forge(struct client *client, const struct act *after)
{
    struct client_act *own = &client->feed[client->feed_count];
    struct act act = {
        .kind = ACT_CLOSE, .subject = after->subject, .log = station.log, .by = "S01"};
    struct text head = TEXT_EMPTY, body = TEXT_EMPTY;
    uint64_t on = act_id_prefix(after->id);

    act.n = after->n + 1;
    act.entered_at = act.happened_at = INT64_C(1795309300000);
    act.on = &on;
    act.on_count = 1;
    act.value[FIELD_OUTCOME] = "solved";
    assert_ok(act_encode(&act, &head, &body, &error));
    *own = (struct client_act){.act = {.log = station.log, .n = act.n, .is_whole = true}};
    own->act.head = arena_copy_bytes(&client->arena, head.at, head.length);
    own->act.head_length = head.length;
    memcpy(own->act.id, act.id, CRYPTO_ID);
    bundle_feed_start(client->epoch, client->node, own->chain);
    if (client->feed_count)
        memcpy(own->chain, own[-1].chain, CRYPTO_CHAIN);
    bundle_feed_next(own->chain, act.id, true);
    client->feed_count++;
    text_release(&head);
    text_release(&body);
    act.on_count = 0;
    return act;
}

static int64_t epoch_of_hub(void)
{
    struct arena arena = {0};
    struct hub_status now;

    assert_ok(hub_status(hub, &arena, &now, &error));
    arena_release(&arena);
    return now.epoch;
}

static void check_unproven(struct client *client, size_t first)
{
    client_tell(client);
    struct hub_report report = run_hub();
    assert_non_null(strstr(report.lines.at, "without proof"));
    assert_null(strstr(report.lines.at, "asked back"));
    hub_report_release(&report);
    client_give_back(client, first, client->feed_count - first + 1);
    report = run_hub();
    assert_int_equal(report.act_count, 0);
    hub_report_release(&report);
    assert_int_equal(epoch_of_hub(), 1);
}

static void a_word_without_proof_is_passed_over(void **state)
{
    struct act opened = open_case(&station, "A");
    size_t last;

    (void)state;
    client_send(&station, 1, 1);
    put(&district, "nodes/310115", "{\"name\":\"浦东\"}");
    client_send(&district, 1, 1);
    exchange_all();
    last = other.feed_count;
    assert_int_equal(last, 1);
    struct act forged = forge(&other, &opened);
    check_unproven(&other, 2);
    /* a proof of another place, and one of another client's */
    other.feed[1].has_proof = true;
    memcpy(other.feed[1].proof, other.feed[0].proof, CRYPTO_SIGNATURE);
    check_unproven(&other, 2);
    memcpy(other.feed[1].proof, street.feed[street.feed_count - 1].proof, CRYPTO_SIGNATURE);
    check_unproven(&other, 2);
    /* an epoch that never was */
    struct view view = {.feed = {.epoch = INT64_C(3000000000), .last.n = 7}, .clock_at = 1};
    client_tell_view(&other, &view);
    struct hub_report report = run_hub();
    assert_non_null(strstr(report.lines.at, "without proof"));
    hub_report_release(&report);
    /* everybody else, and its own log, go on */
    other.feed_count = last;
    open_case(&other, "Z");
    client_send(&other, 1, 1);
    client_tell(&other);
    exchange_all();
    assert_int_equal(client_sees(&street, &forged), SIGHT_NONE);
    assert_int_equal(client_sees(&station, &forged), SIGHT_NONE);
    assert_int_equal(street.feed_count, 3);
    assert_int_equal(epoch_of_hub(), 1);
}

static void a_person_says_that_the_hub_was_put_back(void **state)
{
    (void)state;
    lose_at_hub(3);
    /* files of before there were proofs */
    for (size_t i = 0; i < street.feed_count; i++)
        street.feed[i].has_proof = false;
    check_unproven(&street, street.feed_count);
    assert_ok(hub_restored(hub, &error));
    assert_true(epoch_of_hub() > 1);
    client_tell(&street);
    exchange_all();
    assert_int_equal(street.epoch, epoch_of_hub());
    assert_int_equal(street.feed_count, 4);
    client_send(&station, 5, 3);
    exchange_all();
    assert_int_equal(street.feed_count, 7);
}

static void nothing_is_hidden_behind_a_proof(void **state)
{
    (void)state;
    struct act opened = open_case(&station, "A");
    client_send(&station, 1, 1);
    exchange_all();
    save_hub();
    struct act noted = note(&station, &opened, "三楼");
    client_send(&station, 2, 1);
    exchange_all();
    struct act unseen = open_case(&other, "Z");
    client_send(&other, 1, 1);
    exchange_all();
    put_hub_back();
    client_tell(&street);
    struct hub_report report = run_hub();
    assert_non_null(strstr(report.lines.at, "asked back"));
    hub_report_release(&report);
    client_take(&street);
    struct act forged = forge(&street, &noted);
    street.feed[3].has_proof = true;
    memcpy(street.feed[3].proof, street.feed[2].proof, CRYPTO_SIGNATURE);
    client_give_back(&street, 2, 3);
    report = run_hub();
    assert_int_equal(report.refused_count, 1);
    assert_int_equal(report.act_count, 0);
    assert_non_null(strstr(report.lines.at, "there is no proof"));
    hub_report_release(&report);
    /* what is true goes in, in parts that each end at a proof */
    client_give_back(&street, 2, 1);
    client_give_back(&street, 3, 1);
    report = run_hub();
    assert_int_equal(report.refused_count + report.early_count, 0);
    assert_int_equal(report.act_count, 2);
    hub_report_release(&report);
    street.feed_count = 3;
    client_tell(&street);
    exchange_all();
    assert_int_equal(street.epoch, 2);
    assert_int_equal(client_sees(&street, &unseen), SIGHT_WHOLE);
    assert_int_equal(client_sees(&street, &forged), SIGHT_NONE);
    /* one who has more of the older feed than it was given is asked for nothing */
    other.epoch = 1;
    other.feed_count = 0;
    forge(&other, &noted);
    client_tell(&other);
    report = run_hub();
    assert_non_null(strstr(report.lines.at, OTHER " says that it has more"));
    hub_report_release(&report);
    client_take(&other);
    assert_false(other.view.has_kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HUB_TEST(a_station_gets_its_own_log_back),
        HUB_TEST(a_file_put_back_twice_gets_both_parts),
        HUB_TEST(a_fork_is_refused_and_what_was_first_comes_back),
        HUB_TEST(a_branch_goes_in_and_on_to_the_street),
        HUB_FILE_TEST(many_branches_fit_and_come_to_an_end),
        HUB_TEST(a_hub_that_was_put_back_gets_what_it_lost),
        HUB_TEST(what_is_given_back_must_fit_what_was_confirmed),
        HUB_TEST(a_word_without_proof_is_passed_over),
        HUB_TEST(a_person_says_that_the_hub_was_put_back),
        HUB_TEST(nothing_is_hidden_behind_a_proof),
    };

    return HUB_RUN(tests);
}
