/* SPDX-License-Identifier: MIT */
/* A hub that is killed at any moment, or whose disk is full: each bundle is in or not, nothing is
 * there twice, and the next round carries on. */
#include "config.h"

#include "hub_sample.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { BUNDLES = 24, ACTS = 5, KILLS = 8 };

static void send_all(void)
{
    for (size_t i = 0; i < BUNDLES * ACTS; i++)
        open_case(&station, arena_format(&station.arena, "%zu", i));
    for (size_t i = 0; i < BUNDLES; i++)
        client_send(&station, 1 + i * ACTS, ACTS);
}

static size_t lying(const char *mailbox)
{
    struct arena arena = {0};
    const char **names;
    size_t count;

    assert_ok(carrier_list(station.carrier, mailbox, &arena, &names, &count, &error));
    arena_release(&arena);
    return count;
}

/* Everything is in once, in its order, and the street has it once. */
static void check_whole(void)
{
    struct hub_status now;
    struct arena arena = {0};

    exchange_all();
    assert_ok(hub_status(hub, &arena, &now, &error));
    assert_int_equal(now.act_count, BUNDLES * ACTS);
    assert_int_equal(now.quarantine_count, 0);
    assert_int_equal(street.feed_count, BUNDLES * ACTS);
    for (size_t i = 0; i < street.feed_count; i++)
        assert_memory_equal(street.feed[i].act.id, station.own[i].act.id, CRYPTO_ID);
    assert_int_equal(station.view.logs[0].last.n, BUNDLES * ACTS);
    assert_memory_equal(station.view.logs[0].last.chain, station.own[BUNDLES * ACTS - 1].chain,
                        CRYPTO_CHAIN);
    arena_release(&arena);
}

/* A hub of its own, which ends with the round. */
static pid_t start_round(void)
{
    pid_t child = fork();

    if (child == 0) {
        struct hub_report report = {.lines = TEXT_EMPTY};
        struct hub *own;
        struct error why;
        bool is_done = open_hub(&own, &why) == STATUS_OK &&
                       hub_ingest(own, 0, &report, &why) == STATUS_OK &&
                       hub_publish(own, &report, &why) == STATUS_OK;
        _exit(is_done ? 0 : 1);
    }
    return child;
}

static void it_is_killed_at_any_moment(void **state)
{
    int kills = 0;

    (void)state;
    send_all();
    hub_close(hub);
    hub = NULL;
    for (int i = 0; i < KILLS; i++) {
        size_t until = lying(HUB_NAME), few = (size_t)i % 3;
        int status = 0;
        pid_t child = start_round();
        until = until > few ? until - few : 0;
        while (lying(HUB_NAME) > until && waitpid(child, &status, WNOHANG) == 0)
            continue;
        kill(child, SIGKILL);
        if (waitpid(child, &status, 0) == child)
            kills += WIFSIGNALED(status);
    }
    assert_true(kills > 0);
    assert_ok(open_hub(&hub, &error));
    check_whole();
}

static void its_disk_is_full(void **state)
{
    struct hub_report report = {.lines = TEXT_EMPTY};
    struct rlimit limit, before;
    enum status status;
    int failed = 0;

    (void)state;
    send_all();
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    for (rlim_t most = 64 << 10; most < (256 << 10); most += 32 << 10) {
        limit = before;
        limit.rlim_cur = most;
        setrlimit(RLIMIT_FSIZE, &limit);
        status = hub_ingest(hub, 0, &report, &error);
        setrlimit(RLIMIT_FSIZE, &before);
        if (status != STATUS_OK)
            assert_int_equal(status, STATUS_BROKEN);
        failed += status != STATUS_OK;
    }
    assert_true(failed > 0);
    assert_int_equal(report.refused_count + report.early_count, 0);
    hub_report_release(&report);
    check_whole();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HUB_TEST(it_is_killed_at_any_moment),
        HUB_FILE_TEST(its_disk_is_full),
    };

    return HUB_RUN(tests);
}
