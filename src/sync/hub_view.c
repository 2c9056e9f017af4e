/* SPDX-License-Identifier: MIT */
/* What a client says it has, and what the hub tells it. */
#include "config.h"

#include "sync/hub_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/sync/proof.h"

#include <string.h>

/* --- what it says --- */

/* True if its feed is the hub's up to where it has it. */
static enum status fits(struct hub *hub, const struct hub_client *client,
                        const struct view_feed *feed, bool *fit, struct error *error)
{
    uint8_t chain[CRYPTO_CHAIN];
    enum status status = STATUS_OK;
    bool found = true;

    bundle_feed_start(hub->epoch, client->name, chain);
    if (feed->last.n)
        TRY(hub_store_feed_chain(hub->store, client->name, feed->last.n, chain, &found, error));
    *fit = found && memcmp(chain, feed->last.chain, CRYPTO_CHAIN) == 0;
done:
    return status;
}

/* More than the hub gave, and nothing that shows that it ever did: a lie, or a file of before there
 * were proofs. Nothing follows from it. */
static void tell_unproven(const struct hub_client *client, struct hub_report *report)
{
    hub_report_say(report,
                   _("%s says that it has more than this hub gave it, without proof: what it says "
                     "of its feed is passed over"),
                   client->name);
}

/* How far the client's feed of an older epoch holds; the rest of it is asked back if the hub did
 * give it. */
static void hear_kept(const struct hub *hub, struct hub_client *client,
                      const struct view_feed *feed, struct hub_report *report)
{
    if (feed->epoch == hub->epoch || !feed->epoch) {
        client->kept_epoch = 0;
        return;
    }
    if (client->kept_epoch != feed->epoch) {
        client->kept_epoch = feed->epoch;
        client->kept_n = 0;
        bundle_feed_start(feed->epoch, client->name, client->kept_chain);
    }
    if (feed->last.n > client->kept_n && !proof_holds(feed, client->name, hub->public_key)) {
        tell_unproven(client, report);
        client->kept_epoch = 0;
    }
}

/* A client that has more than the hub knows that it gave it, signed by the hub itself, shows that
 * the hub's file is an older one. */
static enum status hear_feed(struct hub *hub, struct hub_client *client,
                             const struct view_feed *feed, struct hub_report *report,
                             struct error *error)
{
    enum status status = STATUS_OK;
    bool fit = feed->epoch < hub->epoch;

    if (feed->epoch == hub->epoch)
        TRY(fits(hub, client, feed, &fit, error));
    if (!fit && !proof_holds(feed, client->name, hub->public_key)) {
        tell_unproven(client, report);
        goto done;
    }
    if (!fit) {
        hub_report_say(report,
                       _("%s has acts that this hub's file lacks: it is an older one, and what is "
                         "missing is asked back"),
                       client->name);
        TRY(hub_feed_anew(hub, feed->epoch, error));
    }
    client->acked_n = feed->epoch == hub->epoch ? feed->last.n : -1;
    hear_kept(hub, client, feed, report);
done:
    return status;
}

static void clock_warning(const struct hub_client *client, const struct view *view,
                          struct hub_report *report)
{
    enum { MOST = 5 * CLOCK_MINUTE };
    int64_t off = view->clock_at - clock_now_at();

    /* on its way for a while is no fault; from the future is */
    if (view->clock_at && off > MOST)
        hub_report_say(report, _("the clock of %s is %ld minutes ahead of the hub's"), client->name,
                       (long)(off / CLOCK_MINUTE));
}

/* --- what both the hub and its author had lost --- */

/* Acts that follow each other stand in a branch that begins where the first of them stood. */
static enum status adopt_run(struct hub *hub, const struct hub_client *client,
                             const struct hub_log *parent, const struct hub_act *acts, size_t count,
                             struct error *error)
{
    struct hub_log branch = {
        .client = client->name, .parent = parent->name, .parent_n = acts[0].n - 1};
    struct arena arena = {0};
    char name[FACT_LOG_MOST + 1];
    struct hub_log other;
    enum status status = STATUS_OK;
    bool found;

    if (!fact_branch_name(parent->name, acts[0].id, name))
        goto done;
    TRY(hub_store_log_get(hub->store, name, &arena, &other, &found, error));
    if (found)
        goto done;
    branch.name = name;
    memcpy(branch.public_key, parent->public_key, CRYPTO_PUBLIC);
    hub_store_log_start(&branch, branch.chain);
    for (size_t i = 0; i < count; i++) {
        const struct fact fact = {.log = name, .n = ++branch.n};
        bundle_log_next(branch.chain, acts[i].id);
        TRY(hub_store_act_place(hub->store, &acts[i], &fact, branch.chain, error));
    }
    TRY(hub_store_log_put(hub->store, &branch, error));
done:
    arena_release(&arena);
    return status;
}

/* Others still had them: they become branches of the author's log, which gets them like any other.
 */
static enum status adopt(struct hub *hub, const struct hub_client *client,
                         const struct hub_log *parent, struct error *error)
{
    struct arena arena = {0};
    struct hub_act *acts;
    size_t count, end;
    enum status status;

    TRY(hub_store_acts_loose(hub->store, parent->name, &arena, &acts, &count, error));
    for (size_t start = 0; start < count; start = end) {
        for (end = start + 1; end < count && acts[end].n == acts[end - 1].n + 1;)
            end++;
        TRY(adopt_run(hub, client, parent, &acts[start], end - start, error));
    }
done:
    arena_release(&arena);
    return status;
}

/* A log of which the client has nothing that the hub has not. */
static enum status adopt_all(struct hub *hub, const struct hub_client *client,
                             const struct view *view, struct error *error)
{
    uint8_t chain[CRYPTO_CHAIN];
    struct hub_log log;
    enum status status = STATUS_OK;
    bool found;

    for (size_t i = 0; i < view->log_count; i++) {
        const struct view_locator *last = &view->logs[i].last;
        TRY(hub_store_log_get(hub->store, view->logs[i].log, &hub->arena, &log, &found, error));
        if (!found || strcmp(log.client, client->name) != 0 || last->n > log.n)
            continue;
        TRY(hub_store_log_at(hub->store, &log, last->n, NULL, chain, &found, error));
        if (found && memcmp(chain, last->chain, CRYPTO_CHAIN) == 0)
            TRY(adopt(hub, client, &log, error));
    }
done:
    return status;
}

/* A file that got another key goes on with the log that it has. */
static enum status hear_log(struct hub *hub, struct hub_client *client, const struct view *view,
                            struct error *error)
{
    struct hub_log log;
    enum status status = STATUS_OK;
    bool found;

    for (size_t i = 0; i < view->log_count; i++) {
        if (view->logs[i].parent || strcmp(view->logs[i].log, client->log) == 0)
            continue;
        TRY(hub_store_log_get(hub->store, view->logs[i].log, &hub->arena, &log, &found, error));
        if (found && strcmp(log.client, client->name) == 0 && !*log.parent)
            client->log = log.name;
    }
done:
    return status;
}

enum status hub_hear(struct hub *hub, struct hub_client *client, const struct bundle_header *header,
                     struct hub_report *report, struct error *error)
{
    struct text text = TEXT_EMPTY;
    struct json *json;
    enum status status = STATUS_OK;

    if (header->serial <= client->heard_serial)
        return STATUS_OK; /* they may overtake each other on the way */
    TRY(hear_feed(hub, client, &header->view->feed, report, error));
    TRY(hear_log(hub, client, header->view, error));
    TRY(adopt_all(hub, client, header->view, error));
    json = view_write(header->view);
    json_write(json, &text);
    json_release(json);
    client->heard_view = arena_copy(&hub->arena, text.at);
    client->heard_serial = header->serial;
    client->heard_at = clock_now_at();
    client->is_changed = true;
    if (header->seen > client->sent_serial)
        client->sent_serial = header->seen;
    clock_warning(client, header->view, report);
done:
    text_release(&text);
    return status;
}

enum status hub_heard(const struct hub_client *client, struct arena *arena, struct view *view,
                      bool *found, struct error *error)
{
    struct json *json = NULL;
    enum status status = STATUS_OK;

    *found = *client->heard_view != '\0';
    if (!*found)
        return STATUS_OK;
    TRY(json_read(client->heard_view, strlen(client->heard_view), 0, &json, error));
    TRY(view_read(arena, json, view, error));
done:
    json_release(json);
    return status;
}

/* --- what the hub tells --- */

/* At n, n - 1, n - 2, n - 4 ... and 0. */
static enum status locate(struct hub *hub, const struct hub_log *log, struct arena *arena,
                          struct view_log *out, struct error *error)
{
    struct view_locator *at = arena_alloc(arena, VIEW_LOCATORS_MOST * sizeof(*at));
    enum status status = STATUS_OK;
    int64_t back = 0;

    out->at = at;
    for (;;) {
        int64_t n = back < log->n ? log->n - back : 0;
        bool found;
        at[out->at_count].n = n;
        TRY(hub_store_log_at(hub->store, log, n, NULL, at[out->at_count].chain, &found, error));
        out->at_count++;
        if (!n)
            break;
        back = back ? 2 * back : 1;
    }
done:
    return status;
}

static struct view_locator end_of(const struct hub_log *log)
{
    struct view_locator end = {.n = log->n};

    memcpy(end.chain, log->chain, CRYPTO_CHAIN);
    return end;
}

bool hub_rest_is_same(const struct hub_client *client, const struct hub_log *logs, size_t count,
                      const struct view *said)
{
    struct view mine = {.log_count = 0};

    for (size_t i = 0; i < count; i++) {
        const struct view_locator end = end_of(&logs[i]);
        if (hub_is_own(client, logs[i].name) && !view_log_of(said, logs[i].name))
            view_add_rest(&mine, logs[i].name, &end);
    }
    return mine.rest_count == said->rest_count &&
           memcmp(mine.rest_hash, said->rest_hash, CRYPTO_CHAIN) == 0;
}

/* Logs of a client, which of them the view names, and whether as ends only. */
struct choice {
    struct hub_log *logs;
    size_t count;
    enum { LEFT_OUT, AS_END, IN_FULL } * how;
};

/* The client's log and what is not the same there, in full as far as the header has room; then
 * others, by their ends. */
static void choose(const struct hub_client *client, const struct view *said, struct choice *choice)
{
    enum { IN_FULL_MOST = 8 };
    bool is_rest_same = hub_rest_is_same(client, choice->logs, choice->count, said);
    size_t named = 0, full = 0;

    for (int turn = 0; turn < 3; turn++)
        for (size_t i = 0; i < choice->count && named < VIEW_LOGS_MOST; i++) {
            const struct hub_log *log = &choice->logs[i];
            const struct view_log *there = view_log_of(said, log->name);
            bool is_same = there ? there->last.n == log->n &&
                                       memcmp(there->last.chain, log->chain, CRYPTO_CHAIN) == 0
                                 : is_rest_same;
            if (choice->how[i] != LEFT_OUT || !hub_is_own(client, log->name) ||
                (turn == 0 && *log->parent) || (turn == 1 && is_same))
                continue;
            choice->how[i] = turn < 2 && full < IN_FULL_MOST ? IN_FULL : AS_END;
            full += choice->how[i] == IN_FULL;
            named++;
        }
}

static enum status view_logs(struct hub *hub, const struct hub_client *client, struct arena *arena,
                             struct view *view, struct error *error)
{
    struct view said = {.log_count = 0};
    struct choice choice;
    struct view_log *out;
    enum status status;
    bool found;

    TRY(hub_heard(client, arena, &said, &found, error));
    TRY(hub_store_logs_of(hub->store, client->name, arena, &choice.logs, &choice.count, error));
    choice.how = arena_alloc(arena, (choice.count + 1) * sizeof(*choice.how));
    memset(choice.how, 0, (choice.count + 1) * sizeof(*choice.how));
    choose(client, &said, &choice);
    view->logs = out = arena_alloc(arena, (choice.count + 1) * sizeof(*out));
    for (size_t i = 0; i < choice.count; i++) {
        const struct hub_log *from = &choice.logs[i];
        struct view_log *log = &out[view->log_count];
        *log = (struct view_log){.log = from->name, .last = end_of(from)};
        if (choice.how[i] == LEFT_OUT) {
            if (hub_is_own(client, from->name))
                view_add_rest(view, from->name, &log->last);
            continue;
        }
        if (*from->parent) {
            log->parent = from->parent;
            log->parent_n = from->parent_n;
        }
        if (choice.how[i] == IN_FULL)
            TRY(locate(hub, from, arena, log, error));
        view->log_count++;
    }
done:
    return status;
}

/* Of one that was revoked before that was noted: now. */
static enum status revoked_at(struct hub *hub, const struct hub_client *client, int64_t *at,
                              struct error *error)
{
    struct text value = TEXT_EMPTY, key = TEXT_EMPTY;
    long noted;
    enum status status;

    text_addf(&key, HUB_REVOKED "%s", client->name);
    TRY(hub_store_get(hub->store, key.at, &value, error));
    *at = text_to_long(value.at, 1, VIEW_NUMBER_MOST, &noted) ? noted : clock_now_at();
done:
    text_release(&key);
    text_release(&value);
    return status;
}

enum status hub_view(struct hub *hub, const struct hub_client *client, struct arena *arena,
                     struct view *view, struct error *error)
{
    enum status status;

    *view = (struct view){.feed = {.epoch = hub->epoch, .last.n = client->feed_n},
                          .has_kept = client->kept_epoch != 0,
                          .kept = {.epoch = client->kept_epoch, .last.n = client->kept_n},
                          .clock_at = clock_now_at()};
    memcpy(view->feed.last.chain, client->feed_chain, CRYPTO_CHAIN);
    if (!client->is_active)
        TRY(revoked_at(hub, client, &view->revoked_at, error));
    TRY(hub_outside_read(hub, client->name, arena, view, error));
    memcpy(view->kept.last.chain, client->kept_chain, CRYPTO_CHAIN);
    TRY(view_logs(hub, client, arena, view, error));
done:
    return status;
}
