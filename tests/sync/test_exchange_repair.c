/* SPDX-License-Identifier: MIT */
/* A file that was put back from an old backup, a bundle that lies, a folder that fails: repaired,
 * told, and nothing half applied. */
#include "config.h"

#include "stage.h"

#include "shouwen/store/backup.h"
#include "shouwen/store/journal_facts.h"

#include <fcntl.h>
#include <sys/mount.h>

static struct outcome outcome;
static struct stage_hub hub;

static void exchange(int64_t sent, int64_t received, int64_t refused, int64_t pending)
{
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    assert_int_equal(outcome.sent, sent);
    assert_int_equal(outcome.received, received);
    assert_int_equal(outcome.refused, refused);
    assert_int_equal(outcome.pending, pending);
}

static void assert_said(const char *part)
{
    if (!strstr(hub.said.at, part))
        fail_msg("\"%s\" is not in \"%s\"", part, hub.said.at);
    text_clear(&hub.said);
}

static void copy(const char *from, const char *to)
{
    struct db *db = NULL;

    unlink(scratch(to));
    assert_ok(db_open(scratch(from), DB_WRITE, &db, &error));
    assert_ok(backup_make(db, scratch(to), &error));
    db_close(db);
}

/* In the place of the file itself, whose WAL goes too. */
static void put_back(void)
{
    unlink(scratch("a.db-wal"));
    unlink(scratch("a.db-shm"));
    assert_int_equal(rename(scratch("old.db"), scratch("a.db")), 0);
}

/* A station whose hub has all, and an older copy of it. */
static int64_t make_restorable(void)
{
    stage_make(&hub, "a", STAGE_STATION);
    stage_case("a", "楼道灯不亮");
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    stage_take(&hub);
    exchange(0, 0, 0, 0);
    copy("a.db", "old.db");
    stage_case("a", "楼上漏水");
    exchange(2, 0, 0, 2);
    stage_take(&hub);
    return (int64_t)hub.count;
}

static void a_restored_file_gets_its_tail_back(void **state)
{
    int64_t all = make_restorable();

    (void)state;
    put_back();
    /* the hub's answer is to what it said before it was put back */
    exchange(0, 0, 0, 0);
    assert_int_equal(stage_lying("hub"), 1);
    stage_give_back(&hub, all - 1);
    stage_take(&hub);
    exchange(0, 2, 0, 0);
    stage_assert_clean("a");
    stage_case("a", "电梯异响");
    exchange(2, 0, 0, 2);
    stage_take(&hub);
    assert_int_equal(hub.count, all + 2);
    exchange(0, 0, 0, 0);
    assert_string_equal(hub.said.at, "");
    stage_done(&hub);
}

/* The file was put back, and people went on working before it was exchanged. */
static void a_fork_becomes_a_branch_and_nothing_is_lost(void **state)
{
    int64_t all = make_restorable();
    struct arena arena = {0};
    struct journal_branch *logs;
    size_t count;

    (void)state;
    put_back();
    stage_case("a", "门禁坏了");
    /* the hub's view of the longer log is in the mailbox: nothing of this log may go */
    exchange(0, 0, 0, 2);
    stage_give_back(&hub, all - 1);
    stage_take(&hub);
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    assert_int_equal(outcome.received, 2);
    assert_int_equal(outcome.sent, 2);
    assert_said("none is lost");
    struct ledger *ledger = stage_open("a");
    assert_ok(journal_logs(ledger_db(ledger), &arena, &logs, &count, &error));
    assert_int_equal(count, 2);
    assert_int_equal(logs[0].log.n, all);
    assert_int_equal(logs[1].log.n, 2);
    assert_int_equal(logs[1].parent_n, all - 2);
    ledger_close(ledger);
    assert_non_null(strstr(stage_path("hub", 0), "~"));
    stage_assert_clean("a");
    arena_release(&arena);
    stage_done(&hub);
}

static void lose_mail(const char *mailbox)
{
    while (stage_lying(mailbox))
        unlink(stage_path(mailbox, 0));
}

/* What was put before the file was put back lies there still; the fork replaces nothing of it. */
static void what_was_on_its_way_before_is_taken_back(void **state)
{
    int64_t all = make_restorable();

    (void)state;
    put_back();
    stage_case("a", "门禁坏了");
    int64_t count = (int64_t)hub.count;
    lose_mail(STAGE_STATION);
    exchange(2, 0, 0, 2);
    assert_int_equal(stage_lying("hub"), 2);
    stage_give_back(&hub, all - 1);
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    assert_int_equal(outcome.received, 2);
    assert_said("none is lost");
    stage_take(&hub);
    assert_int_equal(hub.count, count);
    stage_assert_clean("a");
    stage_done(&hub);
}

/* --- bundles that lie --- */

static void overwrite(const char *path, long at, const void *bytes, size_t length)
{
    int file = open(path, O_WRONLY);

    assert_int_equal(pwrite(file, bytes, length, at), length);
    close(file);
}

static size_t quarantined(void)
{
    DIR *folder = opendir(scratch("a.db.quarantine"));
    size_t count = 0;

    for (struct dirent *entry; folder && (entry = readdir(folder));)
        count += *entry->d_name != '.' && !text_ends(entry->d_name, ".txt");
    if (folder)
        closedir(folder);
    return count;
}

static void spoil(int way, const char *path)
{
    struct stat kind;

    assert_int_equal(stat(path, &kind), 0);
    if (way == 0)
        assert_int_equal(truncate(path, kind.st_size / 2), 0);
    else if (way == 1)
        overwrite(path, kind.st_size - 20, "\377\377", 2);
    else if (way == 2)
        overwrite(path, 40, "x", 1);
    else
        assert_int_equal(truncate(path, 0), 0);
}

/* A street that takes its feed from what a station sent. */
static void make_street(struct stage_hub *station)
{
    stage_make(station, "s", STAGE_STATION);
    stage_case("s", "楼道灯不亮");
    assert_ok(stage_exchange(station, "s", &outcome, &error));
    stage_take(station);
    stage_make(&hub, "a", STAGE_STREET);
}

/* It goes to quarantine, what follows waits, own acts go, and when the hub sends it again all is as
 * it should be. */
static void a_spoiled_bundle_holds_nothing_up(void **state)
{
    static const char *const why[] = {"cut off", "changed", "not signed", "no bundle"};

    (void)state;
    for (int way = 0; way < 4; way++) {
        struct stage_hub station;
        tree_start(NULL);
        make_street(&station);
        stage_feed(&hub, &station, 0, 2);
        char *spoiled = memory_copy_text(stage_path(STAGE_STREET, 0));
        size_t length;
        unsigned char *bytes = scratch_read(spoiled, &length);
        stage_feed(&hub, &station, 2, 2);
        spoil(way, spoiled);
        stage_view(&hub);
        assert_ok(stage_exchange(&hub, "a", &outcome, &error));
        assert_int_equal(outcome.refused, 1);
        assert_int_equal(outcome.received, 0);
        assert_int_equal(outcome.sent, 2);
        assert_int_equal(quarantined(), 1);
        assert_said(why[way]);
        /* the second part waits for the first */
        assert_int_equal(stage_lying(STAGE_STREET), 1);
        scratch_write(spoiled, bytes, length);
        assert_ok(stage_exchange(&hub, "a", &outcome, &error));
        assert_int_equal(outcome.received, 4);
        assert_int_equal(outcome.refused, 0);
        assert_int_equal(stage_lying(STAGE_STREET), 0);
        stage_assert_clean("a");
        free(bytes);
        free(spoiled);
        stage_done(&station);
        stage_done(&hub);
    }
}

static void a_bundle_of_another_is_refused(void **state)
{
    struct stage_hub station, false_hub;

    (void)state;
    make_street(&station);
    /* signed by somebody who says that they are the hub */
    false_hub = hub;
    crypto_key_pair(false_hub.public_key, false_hub.secret_key);
    stage_feed(&false_hub, &station, 0, 2);
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    assert_int_equal(outcome.refused, 1);
    assert_int_equal(outcome.received, 0);
    assert_said("not signed by");
    /* from the hub, but to another street, and put here */
    false_hub = hub;
    false_hub.client = "310115008";
    bundle_feed_start(1, false_hub.client, false_hub.feed_chain);
    stage_feed(&false_hub, &station, 0, 2);
    char *there = memory_copy_text(stage_path(false_hub.client, 0));
    assert_int_equal(rename(there, scratch("mail/" STAGE_STREET
                                           "/hub-310115007-feed-0000000001-0000000002.swb")),
                     0);
    assert_ok(stage_exchange(&hub, "a", &outcome, &error));
    assert_int_equal(outcome.refused, 1);
    assert_int_equal(outcome.received, 0);
    assert_said("310115008");
    assert_int_equal(quarantined(), 2);
    stage_assert_clean("a");
    free(there);
    stage_done(&station);
    stage_done(&hub);
}

static void a_bundle_that_comes_again_changes_nothing(void **state)
{
    struct stage_hub station;

    (void)state;
    make_street(&station);
    for (int i = 0; i < 2; i++) {
        struct stage_hub as_it_was = hub;
        stage_feed(&hub, &station, 0, station.count);
        assert_ok(stage_exchange(&hub, "a", &outcome, &error));
        assert_int_equal(outcome.received, i ? 0 : station.count);
        assert_int_equal(outcome.refused, 0);
        assert_int_equal(stage_lying(STAGE_STREET), 0);
        as_it_was.serial = hub.serial;
        as_it_was.said = hub.said;
        hub = as_it_was;
    }
    assert_string_equal(hub.said.at, "");
    stage_assert_clean("a");
    stage_done(&station);
    stage_done(&hub);
}

/* --- stopped, and without room --- */

/* Wherever it is stopped nothing is half done, and the next one carries on. */
static void a_stopped_exchange_is_carried_on(void **state)
{
    struct stage_hub station;
    int64_t received = 0, sent = 0;
    int stops = 0;

    (void)state;
    make_street(&station);
    stage_feed(&hub, &station, 0, 1);
    stage_feed(&hub, &station, 1, 1);
    stage_feed(&hub, &station, 2, station.count - 2);
    for (int at = 1; at == 1 || outcome.is_stopped; at++) {
        hub.stop_at = at + 1;
        assert_ok(stage_exchange(&hub, "a", &outcome, &error));
        received += outcome.received;
        sent += outcome.sent;
        stops += outcome.is_stopped;
        assert_int_equal(outcome.position, received);
        assert_int_equal(outcome.refused, 0);
        stage_assert_clean("a");
    }
    assert_true(stops >= 3);
    assert_int_equal(received, station.count);
    assert_int_equal(sent, outcome.act_count);
    hub.stop_at = 0;
    stage_take(&hub);
    exchange(0, 0, 0, 0);
    stage_done(&station);
    stage_done(&hub);
}

/* Takes all the room that is left there. */
static void fill(void)
{
    static const char much[4096];
    int file = open(scratch("small/filler"), O_WRONLY | O_CREAT, 0600);

    while (write(file, much, sizeof(much)) == sizeof(much))
        continue;
    close(file);
}

/* A small file system of its own, where this program may mount one. */
static void a_full_disk_is_told_and_loses_nothing(void **state)
{
    struct stage_hub station;

    (void)state;
    make_street(&station);
    stage_feed(&hub, &station, 0, station.count);
    assert_int_equal(mkdir(scratch("small"), 0700), 0);
    if (mount("tmpfs", scratch("small"), "tmpfs", 0, "size=8m") != 0)
        skip();
    copy("a.db", "small/a.db");
    assert_int_equal(rename(scratch("a.db.key"), scratch("key")), 0);
    size_t length;
    unsigned char *key = scratch_read(scratch("key"), &length);
    scratch_write(scratch("small/a.db.key"), key, length);
    free(key);
    hub.at_take = fill;
    assert_fails(stage_exchange(&hub, "small/a", &outcome, &error), STATUS_BROKEN, "is full");
    hub.at_take = NULL;
    assert_int_equal(stage_lying(STAGE_STREET), 1);
    unlink(scratch("small/filler"));
    assert_ok(stage_exchange(&hub, "small/a", &outcome, &error));
    assert_int_equal(outcome.received, station.count);
    assert_int_equal(stage_lying(STAGE_STREET), 0);
    stage_assert_clean("small/a");
    assert_int_equal(umount(scratch("small")), 0);
    stage_done(&station);
    stage_done(&hub);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_restored_file_gets_its_tail_back, tree_start),
        cmocka_unit_test_setup(a_fork_becomes_a_branch_and_nothing_is_lost, tree_start),
        cmocka_unit_test_setup(what_was_on_its_way_before_is_taken_back, tree_start),
        cmocka_unit_test_setup(a_spoiled_bundle_holds_nothing_up, tree_start),
        cmocka_unit_test_setup(a_bundle_of_another_is_refused, tree_start),
        cmocka_unit_test_setup(a_bundle_that_comes_again_changes_nothing, tree_start),
        cmocka_unit_test_setup(a_stopped_exchange_is_carried_on, tree_start),
        cmocka_unit_test_setup(a_full_disk_is_told_and_loses_nothing, tree_start),
    };

    scratch_start();
    stage_start(scratch_folder);
    return cmocka_run_group_tests(tests, NULL, tree_end);
}
