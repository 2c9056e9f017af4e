/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/hub.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/store/station.h"
#include "shouwen/sync/line.h"
#include "sync/hub_inside.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char key_public[] = "public-key";
static const char key_mailbox[] = "mailbox";
static const char key_epoch[] = "epoch";

/* A mailbox that nobody has: a carrier that lists nothing there is whole, and it costs nothing. */
static const char nobody[] = "nobody";

/* --- making and opening --- */

static enum status fill(struct hub_store *store, const uint8_t *public_key, const char *mailbox,
                        struct error *error)
{
    char hex[2 * CRYPTO_PUBLIC + 1];
    enum status status;

    ident_hex(public_key, CRYPTO_PUBLIC, hex);
    TRY(hub_store_begin(store, error));
    TRY(hub_store_put(store, key_public, hex, error));
    TRY(hub_store_put(store, key_mailbox, mailbox, error));
    TRY(hub_store_put(store, key_epoch, "1", error));
    TRY(hub_store_commit(store, error));
done:
    return status;
}

enum status hub_init_at(const struct hub_place *place, struct error *error)
{
    uint8_t public_key[CRYPTO_PUBLIC], secret_key[CRYPTO_SECRET];
    struct text key_path = TEXT_EMPTY;
    struct carrier *carrier = NULL;
    struct hub_store *store = NULL;
    enum status status;

    crypto_key_pair(public_key, secret_key);
    station_key_path(place->path, &key_path);
    TRY(carrier_open(place->mailbox, true, &carrier, error));
    TRY(station_make_key(key_path.at, HUB_NAME, secret_key, error));
    status = hub_store_make(place->store, &store, error);
    if (status == STATUS_OK)
        status = fill(store, public_key, place->mailbox, error);
    if (status != STATUS_OK)
        unlink(key_path.at);
done:
    hub_store_close(store);
    carrier_close(carrier);
    crypto_forget(secret_key, sizeof(secret_key));
    text_release(&key_path);
    return status;
}

static enum status read_key(struct hub *hub, struct error *error)
{
    struct text value = TEXT_EMPTY, key_path = TEXT_EMPTY;
    enum status status;

    TRY(hub_store_get(hub->store, key_public, &value, error));
    if (!ident_unhex(value.at, hub->public_key, CRYPTO_PUBLIC))
        TRY(error_set(error, STATUS_BROKEN, "", _("%s is damaged: %s"), hub->path, key_public));
    station_key_path(hub->path, &key_path);
    TRY(station_read_key(key_path.at, hub->public_key, hub->secret_key, error));
done:
    text_release(&value);
    text_release(&key_path);
    return status;
}

enum status hub_open_at(const struct hub_place *place, struct hub **out, struct error *error)
{
    struct hub *hub = memory_new(sizeof(*hub));
    struct text value = TEXT_EMPTY;
    enum status status;

    *out = NULL;
    hub->like_what = (struct text)TEXT_EMPTY;
    hub->path = memory_copy_text(place->path);
    TRY(hub_store_open(place->store, true, &hub->store, error));
    TRY(read_key(hub, error));
    TRY(hub_store_get(hub->store, key_mailbox, &value, error));
    hub->mailbox = memory_copy_text(place->mailbox ? place->mailbox : value.at);
    TRY(hub_load(hub, error));
    *out = hub;
done:
    text_release(&value);
    if (status != STATUS_OK)
        hub_close(hub);
    return status;
}

enum status hub_init(const char *path, const char *mailbox, struct error *error)
{
    struct text store = TEXT_EMPTY;

    text_addf(&store, "sqlite:%s", path);
    enum status status = hub_init_at(&(struct hub_place){store.at, path, mailbox}, error);
    text_release(&store);
    return status;
}

enum status hub_open(const char *path, const char *mailbox, struct hub **hub, struct error *error)
{
    struct text store = TEXT_EMPTY;

    text_addf(&store, "sqlite:%s", path);
    enum status status = hub_open_at(&(struct hub_place){store.at, path, mailbox}, hub, error);
    text_release(&store);
    return status;
}

void hub_close(struct hub *hub)
{
    if (!hub)
        return;
    carrier_close(hub->carrier);
    hub_store_close(hub->store);
    arena_release(&hub->arena);
    arena_release(&hub->ties_arena);
    text_release(&hub->like_what);
    crypto_forget(hub->secret_key, sizeof(hub->secret_key));
    free(hub->mailbox);
    free(hub->path);
    free(hub);
}

void hub_code(const struct hub *hub, char out[KEYCODE])
{
    keycode_write(hub->public_key, HUB_NAME, out);
}

enum status hub_reach(struct hub *hub, struct error *error)
{
    return hub->carrier ? STATUS_OK : carrier_open(hub->mailbox, false, &hub->carrier, error);
}

enum status hub_go_on(struct hub *hub, const char *who, const struct error *why,
                      struct hub_report *report, struct error *error)
{
    struct arena arena = {0};
    const char **names;
    enum status status;
    size_t count;

    TRY(carrier_list(hub->carrier, nobody, &arena, &names, &count, error));
    report->fault_count++;
    hub_report_say(report, "%s: %s", who, why->message);
done:
    arena_release(&arena);
    return status;
}

/* --- clients --- */

static bool read_epoch(const char *text, int64_t *epoch)
{
    char *end;

    errno = 0;
    *epoch = strtoll(text, &end, 10);
    return !errno && *text >= '1' && *text <= '9' && !*end && *epoch < VIEW_NUMBER_MOST;
}

enum status hub_load(struct hub *hub, struct error *error)
{
    struct text value = TEXT_EMPTY;
    enum status status;

    arena_reset(&hub->arena);
    memset(hub->audiences, 0, sizeof(hub->audiences));
    memset(hub->said, 0, sizeof(hub->said));
    hub->like = (struct hub_audience){.circle = 0};
    text_clear(&hub->like_what);
    hub->client_count = 0;
    hub->version = -1;
    int64_t version = hub_store_version(hub->store);
    TRY(hub_store_get(hub->store, key_epoch, &value, error));
    if (!read_epoch(value.at, &hub->epoch))
        TRY(error_set(error, STATUS_BROKEN, "", _("%s is damaged: %s"), hub->path, key_epoch));
    hub->kept_epoch = hub->epoch;
    TRY(hub_store_clients(hub->store, &hub->arena, &hub->clients, &hub->client_count, error));
    hub->version = version;
done:
    text_release(&value);
    return status;
}

enum status hub_renew(struct hub *hub, struct error *error)
{
    return hub->version < 0 || hub->version != hub_store_version(hub->store) ? hub_load(hub, error)
                                                                             : STATUS_OK;
}

enum status hub_begin(struct hub *hub, struct error *error)
{
    enum status status;

    TRY(hub_store_begin(hub->store, error));
    hub_ties_forget(hub);
    hub->is_open = true;
    TRY(hub_renew(hub, error));
done:
    if (status != STATUS_OK)
        hub_rollback(hub);
    return status;
}

void hub_rollback(struct hub *hub)
{
    if (hub->is_open)
        hub->version = -1;
    hub->is_open = false;
    hub_store_rollback(hub->store);
}

enum status hub_commit(struct hub *hub, struct error *error)
{
    char epoch[24];
    enum status status = STATUS_OK;

    for (size_t i = 0; i < hub->client_count; i++) {
        if (hub->clients[i].is_changed)
            TRY(hub_store_client_put(hub->store, &hub->clients[i], error));
        hub->clients[i].is_changed = false;
    }
    snprintf(epoch, sizeof(epoch), "%" PRId64, hub->epoch);
    if (hub->epoch != hub->kept_epoch)
        TRY(hub_store_put(hub->store, key_epoch, epoch, error));
    hub->kept_epoch = hub->epoch;
    TRY(hub_store_commit(hub->store, error));
    hub->is_open = false;
done:
    hub_rollback(hub);
    return status;
}

struct hub_client *hub_find(const struct hub *hub, const char *node)
{
    size_t low = 0, high = hub->client_count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(hub->clients[middle].name, node);
        if (!order)
            return &hub->clients[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool hub_is_own(const struct hub_client *client, const char *log)
{
    size_t length = strlen(client->log);

    return strncmp(log, client->log, length) == 0 && (!log[length] || log[length] == '~');
}

void hub_report_say(struct hub_report *report, const char *format, ...)
{
    struct text words = TEXT_EMPTY;
    va_list values;

    va_start(values, format);
    text_addv(&words, format, values);
    va_end(values);
    line_add(&report->lines, words.at);
    text_add_char(&report->lines, '\n');
    text_release(&words);
}

void hub_report_release(struct hub_report *report)
{
    text_release(&report->lines);
}
