/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "client.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct error error;

static void must(enum status status)
{
    if (status == STATUS_OK)
        return;
    fprintf(stderr, "%s\n", error.message);
    abort();
}

void client_make(struct client *client, const char *node, char code[KEYCODE])
{
    *client = (struct client){.node = node};
    crypto_key_pair(client->public_key, client->secret_key);
    journal_log_name(node, client->public_key, client->log);
    crypto_chain(client->log, strlen(client->log), client->public_key, CRYPTO_PUBLIC,
                 client->start);
    client->own = arena_alloc(&client->arena, CLIENT_ACTS_MOST * sizeof(*client->own));
    client->feed = arena_alloc(&client->arena, CLIENT_ACTS_MOST * sizeof(*client->feed));
    client->back = arena_alloc(&client->arena, CLIENT_ACTS_MOST * sizeof(*client->back));
    keycode_write(client->public_key, node, code);
}

void client_trust(struct client *client, const struct hub *hub, const char *address)
{
    char code[KEYCODE];

    hub_code(hub, code);
    must(keycode_read(code, HUB_NAME, client->hub_key, &error));
    carrier_close(client->carrier);
    must(carrier_open(address, false, &client->carrier, &error));
}

void client_release(struct client *client)
{
    carrier_close(client->carrier);
    arena_release(&client->arena);
}

/* --- writing --- */

static void chain_of(const struct client *client, size_t n, uint8_t *chain)
{
    memcpy(chain, n ? client->own[n - 1].chain : client->start, CRYPTO_CHAIN);
}

void client_write(struct client *client, struct act *act)
{
    struct text head = TEXT_EMPTY, body = TEXT_EMPTY;
    struct client_act *own = &client->own[client->own_count];

    act->log = client->log;
    act->n = (int64_t)client->own_count + 1;
    act->by = act->by ? act->by : "S01";
    act->entered_at = act->happened_at = INT64_C(1795309200000) + 60000 * act->n;
    must(act_encode(act, &head, &body, &error));
    *own = (struct client_act){.act = {.log = client->log, .n = act->n, .is_whole = true}};
    memcpy(own->act.id, act->id, CRYPTO_ID);
    own->act.head = arena_copy_bytes(&client->arena, head.at, head.length);
    own->act.head_length = head.length;
    if (body.length)
        own->act.body = arena_copy_bytes(&client->arena, body.at, body.length);
    own->act.body_length = body.length;
    chain_of(client, client->own_count, own->chain);
    bundle_log_next(own->chain, act->id);
    client->own_count++;
    text_release(&head);
    text_release(&body);
}

static void finish(struct client *client, struct bundle_writer *writer, const struct view *view,
                   struct text *out)
{
    const struct bundle_header header = {.from = client->node,
                                         .to = HUB_NAME,
                                         .serial = ++client->serial,
                                         .seen = client->seen,
                                         .created_at = clock_now_at(),
                                         .view = view};

    must(bundle_writer_finish(writer, &header, client->hub_key, out, &error));
    bundle_writer_free(writer);
}

void client_bundle(struct client *client, size_t first, size_t count, struct text *out)
{
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_LOG, client->secret_key);
    struct bundle_range range = {.log = client->log,
                                 .parent = client->parent,
                                 .parent_n = client->parent_n,
                                 .first = (int64_t)first};
    bool is_full = false;

    chain_of(client, first - 1, range.before);
    must(bundle_writer_range(writer, &range, &error));
    for (size_t i = 0; i < count; i++)
        must(bundle_writer_add(writer, &client->own[first - 1 + i].act, &is_full, &error));
    if (is_full)
        abort();
    finish(client, writer, NULL, out);
}

void client_put(struct client *client, int64_t first, int64_t last, const struct text *bytes)
{
    struct carrier_name name = {.first = first, .last = last};
    char out[CARRIER_NAME];

    snprintf(name.from, sizeof(name.from), "%s", client->node);
    snprintf(name.to, sizeof(name.to), "%s", HUB_NAME);
    snprintf(name.log, sizeof(name.log), "%s", client->log);
    carrier_name_write(&name, out);
    must(carrier_put(client->carrier, HUB_NAME, out, bytes->at, bytes->length, &error));
}

void client_send(struct client *client, size_t first, size_t count)
{
    struct text bytes = TEXT_EMPTY;

    client_bundle(client, first, count, &bytes);
    client_put(client, (int64_t)first, (int64_t)(first + count - 1), &bytes);
    text_release(&bytes);
}

void client_give_back(struct client *client, size_t first, size_t count)
{
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_FEED, client->secret_key);
    struct bundle_feed feed = {.epoch = client->epoch, .first = (int64_t)first};
    struct text bytes = TEXT_EMPTY;
    bool is_full = false;

    bundle_feed_start(client->epoch, client->node, feed.before);
    if (first > 1)
        memcpy(feed.before, client->feed[first - 2].chain, CRYPTO_CHAIN);
    bundle_writer_feed(writer, &feed);
    for (size_t i = 0; i < count; i++)
        must(bundle_writer_add(writer, &client->feed[first - 1 + i].act, &is_full, &error));
    if (client->feed[first + count - 2].has_proof)
        bundle_writer_prove(writer, client->feed[first + count - 2].proof);
    finish(client, writer, NULL, &bytes);
    client_put(client, (int64_t)first, (int64_t)(first + count - 1), &bytes);
    text_release(&bytes);
}

static void locate(const struct client *client, struct arena *arena, struct view_log *log)
{
    struct view_locator *at = arena_alloc(arena, VIEW_LOCATORS_MOST * sizeof(*at));
    size_t back = 0;

    *log = (struct view_log){.log = client->log, .at = at};
    for (;;) {
        size_t n = back < client->own_count ? client->own_count - back : 0;
        at[log->at_count].n = (int64_t)n;
        chain_of(client, n, at[log->at_count++].chain);
        if (!n)
            break;
        back = back ? 2 * back : 1;
    }
    log->last = at[0];
}

void client_tell_view(struct client *client, const struct view *view)
{
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_VIEW, client->secret_key);
    struct carrier_name name = {.log = CARRIER_VIEW};
    struct text bytes = TEXT_EMPTY;
    char out[CARRIER_NAME];

    finish(client, writer, view, &bytes);
    snprintf(name.from, sizeof(name.from), "%s", client->node);
    snprintf(name.to, sizeof(name.to), "%s", HUB_NAME);
    name.first = name.last = client->serial;
    carrier_name_write(&name, out);
    must(carrier_put(client->carrier, HUB_NAME, out, bytes.at, bytes.length, &error));
    text_release(&bytes);
}

void client_tell(struct client *client)
{
    struct arena arena = {0};
    struct view_log log;
    struct view view = {.logs = &log,
                        .log_count = 1,
                        .feed = {.epoch = client->epoch, .last.n = (int64_t)client->feed_count},
                        .clock_at = clock_now_at()};

    locate(client, &arena, &log);
    bundle_feed_start(client->epoch, client->node, view.feed.last.chain);
    if (client->feed_count) {
        const struct client_act *last = &client->feed[client->feed_count - 1];
        memcpy(view.feed.last.chain, last->chain, CRYPTO_CHAIN);
        view.feed.has_proof = last->has_proof;
        memcpy(view.feed.proof, last->proof, CRYPTO_SIGNATURE);
    }
    client_tell_view(client, &view);
    arena_release(&arena);
}

/* --- taking --- */

static enum status hub_only(void *context, const char *from, uint8_t *public_key,
                            struct error *where)
{
    const struct client *client = context;

    if (strcmp(from, HUB_NAME) != 0)
        return error_set(where, STATUS_DENIED, "from", "%s is not the hub", from);
    memcpy(public_key, client->hub_key, CRYPTO_PUBLIC);
    return STATUS_OK;
}

static struct bundle_act keep(struct client *client, const struct bundle_act *act)
{
    struct bundle_act kept = *act;

    kept.log = arena_copy(&client->arena, act->log);
    kept.head = arena_copy_bytes(&client->arena, act->head, act->head_length);
    if (act->body)
        kept.body = arena_copy_bytes(&client->arena, act->body, act->body_length);
    return kept;
}

static void take_feed(struct client *client, const struct bundle *bundle)
{
    const struct bundle_feed *feed = &bundle->header.feed;
    uint8_t chain[CRYPTO_CHAIN];

    if (feed->epoch != client->epoch)
        client->feed_count = 0;
    client->epoch = feed->epoch;
    bundle_feed_start(feed->epoch, client->node, chain);
    if (client->feed_count)
        memcpy(chain, client->feed[client->feed_count - 1].chain, CRYPTO_CHAIN);
    if (feed->first != (int64_t)client->feed_count + 1 ||
        memcmp(chain, feed->before, CRYPTO_CHAIN) != 0) {
        fprintf(stderr, "the feed of %s does not go on at %ld\n", client->node, (long)feed->first);
        abort();
    }
    for (size_t i = 0; i < bundle->act_count; i++) {
        struct client_act *added = &client->feed[client->feed_count++];
        *added = (struct client_act){.act = keep(client, &bundle->acts[i])};
        bundle_feed_next(chain, added->act.id, added->act.is_whole);
        memcpy(added->chain, chain, CRYPTO_CHAIN);
        added->has_proof = feed->has_proof && i + 1 == bundle->act_count;
        memcpy(added->proof, feed->proof, CRYPTO_SIGNATURE);
    }
}

static void take_one(struct client *client, const struct bundle *bundle)
{
    struct json *json;

    if (bundle->header.kind == BUNDLE_FEED)
        take_feed(client, bundle);
    if (bundle->header.kind == BUNDLE_LOG) {
        client->back_count = bundle->act_count;
        client->back_first = bundle->header.ranges[0].first;
        for (size_t i = 0; i < bundle->act_count; i++)
            client->back[i].act = keep(client, &bundle->acts[i]);
    }
    if (!bundle->header.view)
        return;
    json = view_write(bundle->header.view);
    must(view_read(&client->arena, json, &client->view, &error));
    json_release(json);
    client->seen = bundle->header.serial;
    client->is_answered = true;
}

size_t client_take(struct client *client)
{
    const struct bundle_receiver receiver = {client->node, client->secret_key, hub_only, client,
                                             false};
    struct text bytes = TEXT_EMPTY;
    const char **names;
    size_t count;

    client->is_answered = false;
    must(carrier_list(client->carrier, client->node, &client->arena, &names, &count, &error));
    for (size_t i = 0; i < count; i++) {
        struct bundle bundle;
        text_clear(&bytes);
        must(carrier_take(client->carrier, client->node, names[i], &bytes, &error));
        must(bundle_open(bytes.at, bytes.length, &receiver, &bundle, &error));
        take_one(client, &bundle);
        bundle_close(&bundle);
        must(carrier_remove(client->carrier, client->node, names[i], &error));
    }
    text_release(&bytes);
    return count;
}

enum sight client_sees(const struct client *client, const struct act *act)
{
    enum sight most = SIGHT_NONE;

    for (size_t i = 0; i < client->feed_count; i++) {
        const struct bundle_act *one = &client->feed[i].act;
        enum sight sight = one->is_whole ? SIGHT_WHOLE : SIGHT_HEAD;
        if (memcmp(one->id, act->id, CRYPTO_ID) == 0 && sight > most)
            most = sight;
    }
    return most;
}
