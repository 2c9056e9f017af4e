/* SPDX-License-Identifier: MIT */
/* What each client gets, in the order in which it became visible to it. */
#include "config.h"

#include "sync/hub_inside.h"

#include <string.h>

enum status hub_feed(struct hub *hub, struct hub_client *client, const struct hub_act *act,
                     bool is_whole, struct error *error)
{
    client->feed_n++;
    client->is_changed = true;
    bundle_feed_next(client->feed_chain, act->id, is_whole);
    return hub_store_feed_add(hub->store, client->name, client->feed_n, act, is_whole,
                              client->feed_chain, error);
}

static bool is_its_own(const struct hub_client *client, const struct hub_act *act)
{
    return strcmp(client->name, act->author) == 0 && hub_is_own(client, act->log);
}

static void add_reader(struct hub *hub, struct hub_audience *audience, struct hub_reader reader)
{
    audience->readers = arena_grow(&hub->arena, audience->readers, audience->count, &audience->room,
                                   sizeof(*audience->readers));
    audience->readers[audience->count++] = reader;
}

/* Who sees a circle like that: what is claimed of a kind of subject decides, and the next case of a
 * station claims what its last one did. */
static const struct hub_audience *scan(struct hub *hub, const struct circle *circle)
{
    struct hub_audience *like = &hub->like;
    struct text key = TEXT_EMPTY;

    text_add_bytes(&key, circle->subject, strcspn(circle->subject, "/") + 1);
    circle_write(circle, &key);
    if (text_same(hub->like_what.at, key.at)) {
        text_release(&key);
        return like;
    }
    text_release(&hub->like_what);
    hub->like_what = key;
    like->count = 0;
    for (size_t i = 0; i < hub->client_count; i++) {
        enum sight sight = circle_sight(circle, hub->clients[i].name);
        if (sight != SIGHT_NONE)
            add_reader(hub, like, (struct hub_reader){&hub->clients[i], sight == SIGHT_WHOLE});
    }
    return like;
}

static const struct hub_audience *look_up(struct hub *hub, const struct hub_circle *circle)
{
    struct hub_audience *audience = &hub->audiences[circle->id % HUB_AUDIENCES];

    if (audience->circle == circle->id && audience->claim_count == circle->circle.count)
        return audience;
    audience->circle = circle->id;
    audience->claim_count = circle->circle.count;
    audience->count = 0;
    const struct hub_audience *like = scan(hub, &circle->circle);
    for (size_t i = 0; i < like->count; i++)
        add_reader(hub, audience, like->readers[i]);
    return audience;
}

enum status hub_feed_all(struct hub *hub, const struct hub_circle *circle,
                         const struct hub_act *act, struct error *error)
{
    const struct hub_audience *audience = look_up(hub, circle);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < audience->count; i++) {
        const struct hub_reader *reader = &audience->readers[i];
        if (!is_its_own(reader->client, act))
            TRY(hub_feed(hub, reader->client, act, reader->is_whole, error));
    }
done:
    return status;
}

enum status hub_feed_withdraw(struct hub *hub, const struct hub_circle *circle, struct error *error)
{
    const struct hub_audience *audience = look_up(hub, circle);

    for (size_t i = 0; i < audience->count; i++) {
        struct hub_client *client = audience->readers[i].client;
        client->sent_epoch = 0;
        client->is_due = client->is_changed = true;
    }
    return hub_store_put(hub->store, HUB_FORGET, "1", error);
}

enum status hub_feed_earlier(struct hub *hub, int64_t id, const struct circle *before,
                             const struct circle *now, struct error *error)
{
    struct arena arena = {0};
    struct hub_act *acts = NULL;
    size_t count = 0;
    bool is_read = false;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < hub->client_count; i++) {
        struct hub_client *client = &hub->clients[i];
        enum sight sight = circle_sight(now, client->name);
        if (sight <= circle_sight(before, client->name))
            continue;
        if (!is_read)
            TRY(hub_store_acts_of_circle(hub->store, id, &arena, &acts, &count, error));
        is_read = true;
        for (size_t k = 0; k < count; k++)
            if (!is_its_own(client, &acts[k]))
                TRY(hub_feed(hub, client, &acts[k], sight == SIGHT_WHOLE, error));
    }
done:
    arena_release(&arena);
    return status;
}

/* --- of one client --- */

struct one {
    struct hub *hub;
    struct hub_client *client;
};

static enum status add_seen(void *context, const struct hub_act *act, const struct circle *circle,
                            struct error *error)
{
    const struct one *one = context;
    enum sight sight = circle_sight(circle, one->client->name);

    if (sight == SIGHT_NONE || is_its_own(one->client, act))
        return STATUS_OK;
    return hub_feed(one->hub, one->client, act, sight == SIGHT_WHOLE, error);
}

enum status hub_feed_whole(struct hub *hub, struct hub_client *client, struct error *error)
{
    struct one one = {hub, client};

    return hub_store_each(hub->store, add_seen, &one, error);
}

static enum status add_former(void *context, const struct hub_act *act, const struct circle *circle,
                              struct error *error)
{
    const struct one *one = context;

    (void)circle;
    if (strcmp(act->author, one->client->name) != 0 || is_its_own(one->client, act))
        return STATUS_OK;
    return hub_feed(one->hub, one->client, act, true, error);
}

enum status hub_feed_former(struct hub *hub, struct hub_client *client, struct error *error)
{
    struct one one = {hub, client};

    return hub_store_each(hub->store, add_former, &one, error);
}

/* --- after a restore --- */

/* What the client confirmed is what both have; beyond it the feeds may differ. It is to say how far
 * it has the older one before it gets anything of the new. */
static enum status keep(struct hub *hub, struct hub_client *client, struct error *error)
{
    enum status status = STATUS_OK;
    bool found;

    client->heard_view = "";
    if (client->acked_n < 0 && client->kept_epoch)
        return STATUS_OK;
    client->kept_epoch = hub->epoch;
    client->kept_n = client->acked_n > 0 ? client->acked_n : 0;
    client->acked_n = -1;
    if (!client->kept_n)
        bundle_feed_start(hub->epoch, client->name, client->kept_chain);
    else
        TRY(hub_store_feed_chain(hub->store, client->name, client->kept_n, client->kept_chain,
                                 &found, error));
done:
    return status;
}

enum status hub_feed_anew(struct hub *hub, int64_t above, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < hub->client_count; i++)
        TRY(keep(hub, &hub->clients[i], error));
    hub->epoch = (above > hub->epoch ? above : hub->epoch) + 1;
    for (size_t i = 0; i < hub->client_count; i++) {
        struct hub_client *client = &hub->clients[i];
        bundle_feed_start(hub->epoch, client->name, client->feed_chain);
        TRY(hub_store_feed_rechain(hub->store, client->name, client->feed_chain, error));
        client->is_changed = client->is_due = true;
    }
    TRY(hub_store_event(hub->store, "restored", "", "", error));
done:
    return status;
}

enum status hub_restored(struct hub *hub, struct error *error)
{
    /* further than any hub comes by restores that nobody here knows of */
    enum { EPOCHS = 1000 };
    enum status status;

    TRY(hub_begin(hub, error));
    TRY(hub_feed_anew(hub, hub->epoch + EPOCHS, error));
    TRY(hub_commit(hub, error));
done:
    hub_rollback(hub);
    return status;
}
