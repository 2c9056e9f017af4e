/* SPDX-License-Identifier: MIT */
/* apply FILE [ACTS [ROUNDS]]: what it costs a station's file to take in a bundle of so many acts
 * (200) of its feed, as shouwen-sync does it: opened, verified, folded and on the disk; the middle
 * and the 95th percentile of all rounds (41). The acts stay in FILE: give it a copy. */
#include "config.h"

#include "../sync/acts.h"

#include "shouwen/store/ledger.h"
#include "shouwen/store/uplink.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ACTS = 200, ROUNDS = 41, ACTS_MOST = 2000 };

/* The file, its hub, and how far its feed goes. */
struct apply {
    struct ledger *ledger;
    struct acts_party station, hub;
    struct acts acts;
    int64_t position;
    uint8_t chain[CRYPTO_CHAIN];
    double opened, applied; /* ms, of the last round */
};

static double now_ms(void)
{
    struct timespec at;

    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The next acts of the feed, as the hub puts them. */
static enum status pack(struct apply *apply, size_t count, struct text *file, struct error *error)
{
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_FEED, apply->hub.secret_key);
    struct bundle_feed feed = {.epoch = 1, .first = apply->position + 1};
    struct bundle_header header = {.from = apply->hub.name,
                                   .to = apply->station.name,
                                   .serial = apply->position + 1,
                                   .seen = 1,
                                   .created_at = 1};
    enum status status = STATUS_OK;
    bool is_full = false;

    memcpy(feed.before, apply->chain, CRYPTO_CHAIN);
    bundle_writer_feed(writer, &feed);
    for (size_t i = 0; i < count && !is_full; i++)
        TRY(bundle_writer_add(writer, &apply->acts.list[(size_t)apply->position + i], &is_full,
                              error));
    TRY(bundle_writer_finish(writer, &header, apply->station.public_key, file, error));
done:
    bundle_writer_free(writer);
    return status;
}

static enum status take(struct apply *apply, const struct bundle *bundle, struct error *error)
{
    const struct bundle_feed *feed = &bundle->header.feed;
    struct arena arena = {0};
    struct fact *facts = arena_alloc(&arena, (bundle->act_count + 1) * sizeof(*facts));
    struct ledger_parcel parcel = {.serial = bundle->header.serial,
                                   .kind = LEDGER_PARCEL_FEED,
                                   .epoch = feed->epoch,
                                   .first = feed->first,
                                   .before = feed->before,
                                   .after = feed->after,
                                   .facts = facts,
                                   .count = bundle->act_count};
    struct ledger_taken taken;
    enum status status;

    for (size_t i = 0; i < bundle->act_count; i++) {
        const struct bundle_act *act = &bundle->acts[i];
        facts[i] = (struct fact){.log = act->log,
                                 .n = act->n,
                                 .head = act->head,
                                 .head_length = act->head_length,
                                 .body = act->body,
                                 .body_length = act->body_length,
                                 .is_whole = act->is_whole};
        memcpy(facts[i].id, act->id, CRYPTO_ID);
    }
    TRY(ledger_receive(apply->ledger, &parcel, &taken, error));
    if (taken.new_count != (int64_t)bundle->act_count)
        status = error_set(error, STATUS_CONFLICT, "", "%ld of %zu acts were new",
                           (long)taken.new_count, bundle->act_count);
done:
    arena_release(&arena);
    return status;
}

static enum status go_round(struct apply *apply, size_t count, struct error *error)
{
    struct bundle_receiver receiver = acts_receiver(&apply->station, &apply->hub);
    struct bundle bundle = {.act_count = 0};
    struct text file = TEXT_EMPTY;
    enum status status;

    TRY(pack(apply, count, &file, error));
    double start = now_ms();
    TRY(bundle_open(file.at, file.length, &receiver, &bundle, error));
    apply->opened = now_ms() - start;
    TRY(take(apply, &bundle, error));
    apply->applied = now_ms() - start;
    memcpy(apply->chain, bundle.header.feed.after, CRYPTO_CHAIN);
    apply->position += (int64_t)count;
done:
    bundle_close(&bundle);
    text_release(&file);
    return status;
}

static enum status run(struct apply *apply, const char *path, size_t count, size_t rounds,
                       struct error *error)
{
    double *opened = memory_new(rounds * sizeof(*opened));
    double *applied = memory_new(rounds * sizeof(*applied));
    enum status status;

    TRY(ledger_open(path, &matter_policy_shipped, &apply->ledger, error));
    acts_party_init(&apply->station, ledger_node(apply->ledger));
    acts_party_init(&apply->hub, ACTS_HUB);
    acts_make(&apply->acts, count * rounds, 5);
    uplink_feed_start(1, apply->station.name, apply->chain);
    TRY(ledger_trust(apply->ledger, apply->hub.public_key, "", true, error));
    for (size_t i = 0; i < rounds; i++) {
        TRY(go_round(apply, count, error));
        opened[i] = apply->opened;
        applied[i] = apply->applied;
    }
    qsort(opened, rounds, sizeof(*opened), compare);
    qsort(applied, rounds, sizeof(*applied), compare);
    printf(
        "bundle of %zu acts at a station: applied in %.2f ms (p95 %.2f), %.2f of them opening it "
        "(bar 10)\n",
        count, applied[rounds / 2], applied[rounds * 95 / 100], opened[rounds / 2]);
done:
    free(opened);
    free(applied);
    return status;
}

int main(int argc, char **argv)
{
    long count = ACTS, rounds = ROUNDS;
    struct apply apply = {.position = 0};
    struct error error;

    if (argc < 2 || (argc > 2 && !text_to_long(argv[2], 1, ACTS_MOST, &count)) ||
        (argc > 3 && !text_to_long(argv[3], 1, 1000, &rounds))) {
        fputs("usage: apply FILE [ACTS [ROUNDS]]\n", stderr);
        return 2;
    }
    enum status status = run(&apply, argv[1], (size_t)count, (size_t)rounds, &error);
    if (status != STATUS_OK)
        fprintf(stderr, "apply: %s\n", error.message);
    acts_release(&apply.acts);
    ledger_close(apply.ledger);
    return status == STATUS_OK ? 0 : 3;
}
