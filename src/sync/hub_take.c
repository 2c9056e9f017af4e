/* SPDX-License-Identifier: MIT */
/* What a bundle brought: acts of the client's own logs, or what it has of a feed that the hub
 * lost. */
#include "config.h"

#include "sync/hub_inside.h"

#include "shouwen/base/i18n.h"
#include "shouwen/sync/proof.h"

#include <string.h>

/* --- logs --- */

static enum status foreign(const struct hub_client *client, const char *log, struct error *error)
{
    return error_set(error, STATUS_INVALID, "", _("log %s is not one that %s writes"), log,
                     client->name);
}

/* A branch that is not known yet begins where the range says; its first act gives its name. */
static enum status begin_branch(struct hub *hub, const struct hub_client *client,
                                const struct bundle_range *range, const struct bundle_act *first,
                                struct arena *arena, struct hub_log *log, struct error *error)
{
    char name[FACT_LOG_MOST + 1];
    struct hub_log parent;
    enum status status;
    bool found;

    if (!range->parent)
        return foreign(client, range->log, error);
    TRY(hub_store_log_get(hub->store, range->parent, arena, &parent, &found, error));
    if (!found || strcmp(parent.client, client->name) != 0)
        return foreign(client, range->parent, error);
    if (range->first != 1)
        return error_set(error, STATUS_CONFLICT, "", _("log %s: send from 1"), range->log);
    if (!fact_branch_name(range->parent, first->id, name) || strcmp(name, range->log) != 0)
        return foreign(client, range->log, error);
    *log = (struct hub_log){.name = range->log,
                            .client = client->name,
                            .parent = range->parent,
                            .parent_n = range->parent_n};
    memcpy(log->public_key, parent.public_key, CRYPTO_PUBLIC);
    hub_store_log_start(log, log->chain);
done:
    return status;
}

static enum status find_log(struct hub *hub, const struct hub_client *client,
                            const struct bundle_range *range, const struct bundle_act *first,
                            struct arena *arena, struct hub_log *log, struct error *error)
{
    enum status status;
    bool found;

    TRY(hub_store_log_get(hub->store, range->log, arena, log, &found, error));
    if (!found)
        TRY(begin_branch(hub, client, range, first, arena, log, error));
    else if (strcmp(log->client, client->name) != 0)
        status = foreign(client, range->log, error);
done:
    return status;
}

static enum status forked(const struct hub_log *log, int64_t n, struct error *error)
{
    return error_set(error, STATUS_CONFLICT, "",
                     _("log %s: the hub has other acts under these numbers, from %ld on or "
                       "before; the station gets them back and keeps its own beside them"),
                     log->name, (long)n);
}

/* Both must agree on what is before the range. */
static enum status check_before(struct hub *hub, const struct hub_log *log,
                                const struct bundle_range *range, struct error *error)
{
    uint8_t chain[CRYPTO_CHAIN];
    enum status status;
    bool found;

    if (range->first > log->n + 1)
        return error_set(error, STATUS_CONFLICT, "", _("log %s: send from %ld"), log->name,
                         (long)log->n + 1);
    TRY(hub_store_log_at(hub->store, log, range->first - 1, NULL, chain, &found, error));
    if (!found || memcmp(chain, range->before, CRYPTO_CHAIN) != 0)
        status = forked(log, range->first, error);
done:
    return status;
}

/* What the hub has already must be the same. */
static enum status check_had(struct hub *hub, const struct hub_log *log,
                             const struct bundle_act *act, struct error *error)
{
    uint8_t id[CRYPTO_ID];
    enum status status;
    bool found;

    TRY(hub_store_log_at(hub->store, log, act->n, id, NULL, &found, error));
    if (!found || memcmp(id, act->id, CRYPTO_ID) != 0)
        status = forked(log, act->n, error);
done:
    return status;
}

/* Acts that follow what the log has; all are checked before any is placed, and the store looks up
 * in one go what is known of them, unless it has already. */
static enum status take_new(struct hub *hub, const struct hub_client *client, struct hub_log *log,
                            const struct bundle_act *new, size_t count, struct hub_report *report,
                            struct error *error)
{
    struct arena arena = {0};
    struct fact *facts = arena_alloc(&arena, (count + 1) * sizeof(*facts));
    const struct act **acts = arena_alloc(&arena, (count + 1) * sizeof(*acts));
    enum status status = STATUS_OK;
    bool is_new;

    for (size_t i = 0; i < count; i++) {
        facts[i] = hub_fact_of(&new[i]);
        acts[i] = new[i].act;
        TRY(fact_check(&facts[i], acts[i], error));
    }
    TRY(hub_store_expect(hub->store, acts, facts, count, error));
    for (size_t i = 0; i < count; i++) {
        memcpy(log->chain, new[i].chain, CRYPTO_CHAIN);
        TRY(hub_place(hub, acts[i], &facts[i], client->name, log->chain, &is_new, report, error));
        log->n = facts[i].n;
        report->act_count += is_new;
    }
done:
    arena_release(&arena);
    return status;
}

static enum status take_range(struct hub *hub, const struct hub_client *client,
                              const struct bundle_range *range, const struct bundle_act *acts,
                              struct hub_report *report, struct error *error)
{
    struct arena arena = {0};
    struct hub_log log;
    enum status status;
    int64_t had = 0;

    TRY(find_log(hub, client, range, acts, &arena, &log, error));
    TRY(check_before(hub, &log, range, error));
    for (; had < range->count && acts[had].n <= log.n; had++)
        TRY(check_had(hub, &log, &acts[had], error));
    if (had == range->count)
        goto done;
    TRY(take_new(hub, client, &log, acts + had, (size_t)(range->count - had), report, error));
    TRY(hub_store_log_put(hub->store, &log, error));
done:
    arena_release(&arena);
    return status;
}

static enum status take_logs(struct hub *hub, const struct hub_client *client,
                             const struct bundle *bundle, struct hub_report *report,
                             struct error *error)
{
    const struct bundle_act *acts = bundle->acts;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < bundle->header.range_count; i++) {
        const struct bundle_range *range = &bundle->header.ranges[i];
        TRY(take_range(hub, client, range, acts, report, error));
        acts += range->count;
    }
done:
    return status;
}

/* --- given back --- */

/* Whose log that is; NULL if nobody's here. */
static const struct hub_client *author_of(struct hub *hub, const char *log, struct arena *arena,
                                          struct error *error, enum status *status)
{
    struct hub_log known;
    bool found;

    *status = hub_store_log_get(hub->store, log, arena, &known, &found, error);
    if (*status == STATUS_OK && found)
        return hub_find(hub, known.client);
    for (size_t i = 0; *status == STATUS_OK && i < hub->client_count; i++)
        if (hub_is_own(&hub->clients[i], log))
            return &hub->clients[i];
    return NULL;
}

static enum status take_back(struct hub *hub, const struct bundle_act *act,
                             struct hub_report *report, struct error *error)
{
    struct fact fact = hub_fact_of(act);
    struct arena arena = {0};
    enum status status;
    bool is_new = false;

    const struct hub_client *author = author_of(hub, act->log, &arena, error, &status);
    if (status != STATUS_OK)
        goto done;
    if (!author) {
        hub_report_say(report,
                       _("log %s, act %ld: nobody who is enrolled writes this log; enrol its "
                         "station again"),
                       act->log, (long)act->n);
        goto done;
    }
    TRY(fact_check(&fact, act->act, error));
    TRY(hub_place(hub, act->act, &fact, author->name, NULL, &is_new, report, error));
    report->act_count += is_new;
done:
    arena_release(&arena);
    return status;
}

/* The part of an older feed that follows what the hub knows to be right. Each bundle ends where one
 * of the hub's did and brings its proof, which by the chain holds for every act before it: all of
 * it is known to be the hub's before any of it is taken. */
static enum status take_feed(struct hub *hub, struct hub_client *client,
                             const struct bundle *bundle, struct hub_report *report,
                             struct error *error)
{
    const struct bundle_feed *feed = &bundle->header.feed;
    const struct view_feed end = bundle_feed_end(feed);
    uint8_t chain[CRYPTO_CHAIN];
    enum status status = STATUS_OK;

    if (!client->kept_epoch || feed->epoch != client->kept_epoch)
        return STATUS_OK; /* nothing of it is asked for any more */
    if (feed->first > client->kept_n + 1)
        return error_set(error, STATUS_CONFLICT, "", _("its feed: send from %ld"),
                         (long)client->kept_n + 1);
    if (!proof_holds(&end, client->name, hub->public_key))
        return error_set(error, STATUS_INVALID, "",
                         _("%s gives back what this hub did not give it: there is no proof"),
                         client->name);
    memcpy(chain, feed->before, CRYPTO_CHAIN);
    for (int64_t i = 0; i < feed->count; i++) {
        if (feed->first + i == client->kept_n + 1 &&
            memcmp(chain, client->kept_chain, CRYPTO_CHAIN) != 0)
            return error_set(error, STATUS_INVALID, "",
                             _("the feed does not fit what the hub kept of it, at %ld"),
                             (long)client->kept_n);
        bundle_feed_next(chain, bundle->acts[i].id, bundle->acts[i].is_whole);
        if (feed->first + i <= client->kept_n)
            continue;
        TRY(take_back(hub, &bundle->acts[i], report, error));
        client->kept_n = feed->first + i;
        memcpy(client->kept_chain, chain, CRYPTO_CHAIN);
        client->is_changed = true;
    }
done:
    return status;
}

enum status hub_take(struct hub *hub, struct hub_client *client, const struct bundle *bundle,
                     struct hub_report *report, struct error *error)
{
    enum status status = STATUS_OK;

    if (bundle->header.kind == BUNDLE_LOG)
        TRY(take_logs(hub, client, bundle, report, error));
    else if (bundle->header.kind == BUNDLE_FEED)
        TRY(take_feed(hub, client, bundle, report, error));
    if (bundle->header.view)
        TRY(hub_hear(hub, client, &bundle->header, report, error));
    client->is_due = client->is_changed = true;
done:
    return status;
}
