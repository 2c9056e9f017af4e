/* SPDX-License-Identifier: MIT */
/* What goes into the clients' mailboxes: of their own logs what they lost, of their feeds what they
 * have not confirmed, and what the hub knows of them. */
#include "config.h"

#include "sync/hub_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/sync/proof.h"

#include <stdio.h>
#include <string.h>

/* So many bytes of acts in a bundle: a client that gives it back whole has room for bodies that
 * came later. */
enum { ACTS_AT_ONCE = 2000, BYTES_MOST = 3 << 20 };

/* One client's mailbox while it is filled. */
struct post {
    struct hub *hub;
    struct hub_client *client;
    struct hub_report *report;
    struct arena arena, acts;
    const char **names; /* what lies there unread */
    size_t name_count;
    struct view view; /* what the client said last */
    bool is_heard;
    int64_t serial;
    bool has_new;    /* something besides the view was put */
    bool is_crossed; /* nothing was done but to note that they are to go */
};

/* --- names --- */

static const char *name_of(struct post *post, const char *log, int64_t first, int64_t last)
{
    struct carrier_name name = {.first = first, .last = last};
    char out[CARRIER_NAME];

    snprintf(name.from, sizeof(name.from), "%s", HUB_NAME);
    snprintf(name.to, sizeof(name.to), "%s", post->client->name);
    snprintf(name.log, sizeof(name.log), "%s", log);
    carrier_name_write(&name, out);
    return arena_copy(&post->arena, out);
}

/* True for a bundle of that log, feed or view that lies there unread. */
static bool is_unread(const struct post *post, size_t at, const char *log,
                      struct carrier_name *name)
{
    return carrier_name_read(post->names[at], name) && strcmp(name->from, HUB_NAME) == 0 &&
           strcmp(name->log, log) == 0;
}

static enum status take_away(struct post *post, const char *log, struct error *error)
{
    struct carrier_name name;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < post->name_count; i++)
        if (is_unread(post, i, log, &name))
            TRY(carrier_remove(post->hub->carrier, post->client->name, post->names[i], error));
done:
    return status;
}

/* Two bundles have an act in common: one of them was not shown when the others were put, and may be
 * of those that were withdrawn because of what was erased. Which of them can't be seen. */
static bool is_crossed(const struct post *post)
{
    struct carrier_name name, before = {.last = 0};

    for (size_t i = 0; i < post->name_count; i++) {
        if (!carrier_name_read(post->names[i], &name) || strcmp(name.from, HUB_NAME) != 0 ||
            strcmp(name.log, CARRIER_VIEW) == 0)
            continue;
        if (strcmp(name.log, before.log) == 0 && name.first <= before.last)
            return true;
        before = name;
    }
    return false;
}

/* All that holds acts: of before a restore, or with what was erased since. */
static enum status take_acts_away(struct post *post, struct error *error)
{
    struct carrier_name name;
    enum status status = STATUS_OK;
    size_t left = 0;

    for (size_t i = 0; i < post->name_count; i++) {
        const char *file = post->names[i];
        if (!carrier_name_read(file, &name) || strcmp(name.from, HUB_NAME) != 0 ||
            strcmp(name.log, CARRIER_VIEW) == 0)
            post->names[left++] = file;
        else
            TRY(carrier_remove(post->hub->carrier, post->client->name, file, error));
    }
    post->name_count = left;
done:
    return status;
}

static enum status put(struct post *post, struct bundle_writer *writer, const struct view *view,
                       const char *name, struct error *error)
{
    const struct bundle_header header = {.from = HUB_NAME,
                                         .to = post->client->name,
                                         .serial = post->serial,
                                         .seen = post->client->heard_serial,
                                         .created_at = clock_now_at(),
                                         .view = view};
    struct text bytes = TEXT_EMPTY;
    enum status status;

    TRY(bundle_writer_finish(writer, &header, post->client->public_key, &bytes, error));
    TRY(carrier_put(post->hub->carrier, post->client->name, name, bytes.at, bytes.length, error));
    post->report->sent_count++;
    post->has_new |= !view;
done:
    text_release(&bytes);
    return status;
}

/* --- its own logs --- */

/* Where to read the next acts, and which. */
struct source {
    const char *log; /* NULL: the feed */
    int64_t n;
};

static enum status read_next(struct post *post, const struct source *source,
                             struct bundle_act **acts, size_t *count, struct error *error)
{
    struct hub_store *store = post->hub->store;

    arena_reset(&post->acts);
    if (source->log)
        return hub_store_acts_of_log(store, source->log, source->n, ACTS_AT_ONCE, &post->acts, acts,
                                     count, error);
    return hub_store_acts_of_feed(store, post->client->name, source->n, ACTS_AT_ONCE, &post->acts,
                                  acts, count, error);
}

/* Adds acts until there are none left or the bundle is full; moves source on. */
static enum status fill(struct post *post, struct bundle_writer *writer, struct source *source,
                        bool *is_full, struct error *error)
{
    struct bundle_act *acts;
    enum status status;
    size_t count, bytes = 0;

    for (*is_full = false; !*is_full;) {
        TRY(read_next(post, source, &acts, &count, error));
        if (!count)
            break;
        for (size_t i = 0; i < count && !*is_full; i++) {
            *is_full = bytes >= BYTES_MOST;
            if (!*is_full)
                TRY(bundle_writer_add(writer, &acts[i], is_full, error));
            source->n += !*is_full;
            bytes += acts[i].head_length + acts[i].body_length;
        }
    }
done:
    return status;
}

/* The log's acts after n that the client lacks. */
static enum status post_range(struct post *post, const struct hub_log *log, int64_t n,
                              struct error *error)
{
    struct source source = {log->name, n};
    enum status status = STATUS_OK;
    bool is_full = true, found;

    while (is_full) {
        struct bundle_writer *writer = bundle_writer_new(BUNDLE_LOG, post->hub->secret_key);
        struct bundle_range range = {.log = log->name,
                                     .parent = *log->parent ? log->parent : NULL,
                                     .parent_n = log->parent_n,
                                     .first = source.n + 1};
        status =
            hub_store_log_at(post->hub->store, log, source.n, NULL, range.before, &found, error);
        if (status == STATUS_OK)
            status = bundle_writer_range(writer, &range, error);
        if (status == STATUS_OK)
            status = fill(post, writer, &source, &is_full, error);
        if (status == STATUS_OK)
            status =
                put(post, writer, NULL, name_of(post, log->name, range.first, source.n), error);
        bundle_writer_free(writer);
        if (status != STATUS_OK)
            break;
    }
    return status;
}

static enum status agrees(struct post *post, const struct hub_log *log,
                          const struct view_locator *at, bool *same, struct error *error)
{
    uint8_t chain[CRYPTO_CHAIN];
    enum status status;
    bool found;

    TRY(hub_store_log_at(post->hub->store, log, at->n, NULL, chain, &found, error));
    *same = found && memcmp(chain, at->chain, CRYPTO_CHAIN) == 0;
done:
    return status;
}

/* The latest place up to which both have the same acts; *differs if the client has others after
 * it, or none. */
static enum status find_common(struct post *post, const struct hub_log *log,
                               const struct view_log *said, int64_t *common, bool *differs,
                               struct error *error)
{
    enum status status = STATUS_OK;
    bool same = false;

    *common = 0;
    *differs = !said || said->last.n < log->n;
    if (!said)
        return STATUS_OK;
    if (said->last.n <= log->n)
        TRY(agrees(post, log, &said->last, &same, error));
    if (same)
        *common = said->last.n;
    for (size_t i = 0; i < said->at_count && !same; i++) {
        if (said->at[i].n > log->n)
            continue;
        TRY(agrees(post, log, &said->at[i], &same, error));
        *differs |= !same;
        *common = same ? said->at[i].n : 0;
    }
done:
    return status;
}

static enum status post_logs(struct post *post, struct error *error)
{
    struct hub_log *logs;
    size_t count;
    enum status status;

    TRY(hub_store_logs_of(post->hub->store, post->client->name, &post->arena, &logs, &count,
                          error));
    bool is_rest_same = hub_rest_is_same(post->client, logs, count, &post->view);
    for (size_t i = 0; i < count; i++) {
        const struct view_log *said = view_log_of(&post->view, logs[i].name);
        bool differs, is_there = false;
        struct carrier_name name;
        int64_t common;
        if (!logs[i].n || !hub_is_own(post->client, logs[i].name) || (!said && is_rest_same))
            continue;
        TRY(find_common(post, &logs[i], said, &common, &differs, error));
        for (size_t k = 0; k < post->name_count; k++)
            is_there |= is_unread(post, k, logs[i].name, &name) && name.first <= common + 1 &&
                        name.last > common;
        if (differs && common < logs[i].n && !is_there)
            TRY(post_range(post, &logs[i], common, error));
    }
done:
    return status;
}

/* --- its feed --- */

/* How far it is confirmed or lies there. */
static int64_t find_start(const struct post *post)
{
    int64_t at = post->client->acked_n > 0 ? post->client->acked_n : 0;
    struct carrier_name name;

    for (size_t i = 0; i < post->name_count; i++)
        if (is_unread(post, i, CARRIER_FEED, &name) && name.first <= at + 1 && name.last > at)
            at = name.last;
    return at;
}

/* The hub's word for what it gave, should it forget. */
static void prove(const struct post *post, struct bundle_writer *writer)
{
    struct view_feed end = bundle_feed_end(&bundle_writer_header(writer)->feed);

    proof_write(&end, post->client->name, post->hub->secret_key);
    bundle_writer_prove(writer, end.proof);
}

static enum status post_feed(struct post *post, struct error *error)
{
    struct source source = {NULL, find_start(post)};
    enum status status = STATUS_OK;
    bool is_full = false, found = true;

    while (source.n < post->client->feed_n && status == STATUS_OK) {
        struct bundle_writer *writer = bundle_writer_new(BUNDLE_FEED, post->hub->secret_key);
        struct bundle_feed feed = {.epoch = post->hub->epoch, .first = source.n + 1};
        if (source.n)
            status = hub_store_feed_chain(post->hub->store, post->client->name, source.n,
                                          feed.before, &found, error);
        else
            bundle_feed_start(post->hub->epoch, post->client->name, feed.before);
        bundle_writer_feed(writer, &feed);
        if (status == STATUS_OK)
            status = fill(post, writer, &source, &is_full, error);
        prove(post, writer);
        if (status == STATUS_OK)
            status =
                put(post, writer, NULL, name_of(post, CARRIER_FEED, feed.first, source.n), error);
        bundle_writer_free(writer);
    }
    return status;
}

static enum status post_view(struct post *post, struct error *error)
{
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_VIEW, post->hub->secret_key);
    struct view view;
    enum status status;

    TRY(take_away(post, CARRIER_VIEW, error));
    TRY(hub_view(post->hub, post->client, &post->arena, &view, error));
    TRY(put(post, writer, &view, name_of(post, CARRIER_VIEW, post->serial, post->serial), error));
done:
    bundle_writer_free(writer);
    return status;
}

/* --- one client --- */

/* While it has more of an older feed than the hub, or has not said how much, it is to give that
 * back first. */
static bool must_give_back(const struct post *post)
{
    const struct view_feed *feed = &post->view.feed;

    return post->client->kept_epoch &&
           (!post->is_heard ||
            (feed->epoch == post->client->kept_epoch && feed->last.n > post->client->kept_n));
}

static enum status fill_mailbox(struct post *post, struct error *error)
{
    struct hub_client *client = post->client;
    enum status status;

    TRY(hub_heard(client, &post->arena, &post->view, &post->is_heard, error));
    TRY(carrier_list(post->hub->carrier, client->name, &post->arena, &post->names,
                     &post->name_count, error));
    if (!client->is_active) {
        TRY(take_acts_away(post, error));
        client->sent_epoch = 0;
        return post_view(post, error);
    }
    if (client->sent_epoch == post->hub->epoch && is_crossed(post)) {
        client->sent_epoch = 0;
        client->is_changed = post->is_crossed = true;
        goto done;
    }
    if (client->sent_epoch != post->hub->epoch) {
        TRY(take_acts_away(post, error));
        client->sent_epoch = post->hub->epoch;
        client->is_changed = true;
    }
    if (post->is_heard)
        TRY(post_logs(post, error));
    if (!must_give_back(post))
        TRY(post_feed(post, error));
    if (client->is_due || post->has_new)
        TRY(post_view(post, error));
done:
    return status;
}

static enum status publish_to(struct hub *hub, struct hub_client *client, struct hub_report *report,
                              bool *is_crossed, struct error *error)
{
    struct post post = {.hub = hub, .client = client, .report = report};
    int64_t now = clock_now_at();

    post.serial = now;
    if (client->sent_serial >= now)
        post.serial =
            client->sent_serial < VIEW_NUMBER_MOST ? client->sent_serial + 1 : VIEW_NUMBER_MOST;
    enum status status = fill_mailbox(&post, error);
    *is_crossed = post.is_crossed;
    if (status == STATUS_OK && !post.is_crossed && (client->is_due || post.has_new)) {
        client->sent_serial = post.serial;
        client->is_due = false;
        client->is_changed = true;
    }
    arena_release(&post.arena);
    arena_release(&post.acts);
    return status;
}

/* Bundles are put before it is noted that they were: whatever stops the hub in between, they are
 * put once more. That some are crossed is noted before the first is taken away: one that is left
 * alone when the hub is stopped does not show it any more. */
static enum status publish_one(struct hub *hub, const char *name, struct hub_report *report,
                               struct error *error)
{
    struct error why;
    enum status status = STATUS_OK;
    bool is_crossed;

    do {
        if (!hub->is_open)
            TRY(hub_begin(hub, error));
        struct hub_client *client = hub_find(hub, name);
        if (!client)
            goto done;
        status = publish_to(hub, client, report, &is_crossed, &why);
        if (status == STATUS_OK && client->is_changed)
            TRY(hub_commit(hub, error));
    } while (status == STATUS_OK && is_crossed);
    if (status != STATUS_OK) {
        hub_rollback(hub);
        TRY(hub_go_on(hub, name, &why, report, error));
    }
done:
    return status;
}

enum status hub_publish(struct hub *hub, struct hub_report *report, struct error *error)
{
    struct arena arena = {0};
    const char **names;
    size_t count = 0;
    enum status status;

    TRY(hub_reach(hub, error));
    TRY(hub_begin(hub, error));
    names = arena_alloc(&arena, (hub->client_count + 1) * sizeof(*names));
    for (size_t i = 0; i < hub->client_count; i++) {
        const struct hub_client *client = &hub->clients[i];
        if (client->is_due || (client->is_active && client->acked_n < client->feed_n))
            names[count++] = arena_copy(&arena, client->name);
    }
    for (size_t i = 0; i < count; i++)
        TRY(publish_one(hub, names[i], report, error));
    if (hub->is_open)
        TRY(hub_commit(hub, error));
done:
    hub_rollback(hub);
    arena_release(&arena);
    return status;
}
