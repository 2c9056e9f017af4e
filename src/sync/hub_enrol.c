/* SPDX-License-Identifier: MIT */
/* Who exchanges with the hub. */
#include "config.h"

#include "sync/hub_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/domain/person.h"
#include "shouwen/store/journal.h"

#include <stdio.h>
#include <string.h>

static enum status check_node(const char *node, struct error *error)
{
    char code[NODECODE_ROOM];
    enum node_level level = node_level_of(node);

    if (nodecode_read(node, code) == NODECODE_NONE || strcmp(code, node) != 0 ||
        level == NODE_GRID || !view_name_is_valid(node) || !carrier_party_is_valid(node))
        return error_set(error, STATUS_INVALID, "node",
                         _("\"%s\" is no code of a station, a street or a department"), node);
    return STATUS_OK;
}

/* The log that a file with this key writes. */
static enum status add_log(struct hub *hub, struct hub_client *client, struct error *error)
{
    struct hub_log log = {.client = client->name, .parent = ""}, known;
    char name[64];
    enum status status;
    bool found;

    journal_log_name(client->name, client->public_key, name);
    client->log = arena_copy(&hub->arena, name);
    TRY(hub_store_log_get(hub->store, name, &hub->arena, &known, &found, error));
    if (found)
        goto done;
    log.name = client->log;
    memcpy(log.public_key, client->public_key, CRYPTO_PUBLIC);
    hub_store_log_start(&log, log.chain);
    TRY(hub_store_log_put(hub->store, &log, error));
done:
    return status;
}

static enum status add_client(struct hub *hub, const char *node, const char *title,
                              const uint8_t *public_key, struct error *error)
{
    struct hub_client client = {.name = node,
                                .title = title,
                                .is_active = true,
                                .enrolled_at = clock_now_at(),
                                .acked_n = -1,
                                .heard_view = "",
                                .is_due = true};
    enum status status;

    memcpy(client.public_key, public_key, CRYPTO_PUBLIC);
    bundle_feed_start(hub->epoch, node, client.feed_chain);
    TRY(add_log(hub, &client, error));
    TRY(hub_feed_whole(hub, &client, error));
    TRY(hub_store_client_put(hub->store, &client, error));
    TRY(hub_store_event(hub->store, "enrol", node, title, error));
done:
    return status;
}

enum status hub_enrol(struct hub *hub, const char *node, const char *title, const char *code,
                      struct error *error)
{
    uint8_t public_key[CRYPTO_PUBLIC];
    enum status status;

    TRY(check_node(node, error));
    TRY(keycode_read(code, node, public_key, error));
    TRY(hub_begin(hub, error));
    const struct hub_client *client = hub_find(hub, node);
    if (client && memcmp(client->public_key, public_key, CRYPTO_PUBLIC) != 0)
        TRY(error_set(error, STATUS_REFUSED, "code",
                      _("%s is enrolled with another key; shouwen-hub rotate gives it a new one"),
                      node));
    if (client && !client->is_active)
        TRY(error_set(error, STATUS_REFUSED, "node",
                      _("%s was revoked; shouwen-hub rotate lets it back with a new key"), node));
    if (!client)
        TRY(add_client(hub, node, title, public_key, error));
    TRY(hub_commit(hub, error));
    TRY(hub_load(hub, error));
done:
    hub_rollback(hub);
    return status;
}

static enum status find_client(struct hub *hub, const char *node, struct hub_client **client,
                               struct error *error)
{
    *client = hub_find(hub, node);
    return *client ? STATUS_OK
                   : error_set(error, STATUS_NOT_FOUND, "node", _("%s is not enrolled here"), node);
}

/* at "": no more. */
static enum status note_revoked(struct hub *hub, const char *node, const char *at,
                                struct error *error)
{
    struct text key = TEXT_EMPTY;

    text_addf(&key, HUB_REVOKED "%s", node);
    enum status status = hub_store_put(hub->store, key.at, at, error);
    text_release(&key);
    return status;
}

enum status hub_rotate(struct hub *hub, const char *node, const char *code, struct error *error)
{
    uint8_t public_key[CRYPTO_PUBLIC];
    struct hub_client *client;
    enum status status;

    TRY(keycode_read(code, node, public_key, error));
    TRY(hub_begin(hub, error));
    TRY(find_client(hub, node, &client, error));
    memcpy(client->public_key, public_key, CRYPTO_PUBLIC);
    client->is_active = client->is_due = client->is_changed = true;
    client->heard_serial = client->sent_serial = client->kept_epoch = 0;
    client->sent_epoch = 0; /* what lies there is sealed to the old key */
    client->heard_view = "";
    client->acked_n = -1;
    TRY(add_log(hub, client, error));
    TRY(hub_feed_former(hub, client, error));
    TRY(note_revoked(hub, node, "", error));
    TRY(hub_store_event(hub->store, "rotate", node, "", error));
    TRY(hub_commit(hub, error));
done:
    hub_rollback(hub);
    return status;
}

enum status hub_revoke(struct hub *hub, const char *node, struct error *error)
{
    struct hub_client *client;
    char at[24];
    enum status status;

    TRY(hub_begin(hub, error));
    TRY(find_client(hub, node, &client, error));
    if (client->is_active) {
        snprintf(at, sizeof(at), "%lld", (long long)clock_now_at());
        TRY(note_revoked(hub, node, at, error));
    }
    client->is_active = false;
    client->is_due = client->is_changed = true; /* it hears that, and nothing else */
    TRY(hub_store_event(hub->store, "revoke", node, "", error));
    TRY(hub_commit(hub, error));
done:
    hub_rollback(hub);
    return status;
}

enum status hub_admit(struct hub *hub, const char *node, bool is_anew, struct text *say,
                      struct error *error)
{
    enum status status;

    TRY(hub_reach(hub, error));
    TRY(carrier_admit(hub->carrier, node, is_anew, say, error));
done:
    return status;
}

enum status hub_expel(struct hub *hub, const char *node, struct error *error)
{
    enum status status;

    TRY(hub_reach(hub, error));
    TRY(carrier_expel(hub->carrier, node, error));
done:
    return status;
}
