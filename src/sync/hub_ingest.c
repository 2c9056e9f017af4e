/* SPDX-License-Identifier: MIT */
/* The hub's mailbox: each bundle in one transaction, and away when it is in. */
#include "config.h"

#include "sync/hub_inside.h"

#include "shouwen/base/i18n.h"
#include "shouwen/sync/quarantine.h"

#include <string.h>

/* Whose signatures count. */
static enum status find_key(void *context, const char *from, uint8_t *public_key,
                            struct error *error)
{
    const struct hub_client *client = hub_find(context, from);

    if (!client)
        return error_set(error, STATUS_DENIED, "from", _("%s is not enrolled here"), from);
    if (!client->is_active)
        return error_set(error, STATUS_DENIED, "from", _("%s was revoked"), from);
    memcpy(public_key, client->public_key, CRYPTO_PUBLIC);
    return STATUS_OK;
}

static enum status open_bundle(struct hub *hub, const struct text *bytes, struct bundle *bundle,
                               struct error *error)
{
    const struct bundle_receiver receiver = {HUB_NAME, hub->secret_key, find_key, hub};

    return bundle_open(bytes->at, bytes->length, &receiver, bundle, error);
}

/* --- quarantine --- */

/* True if it may go: it lies in quarantine now. */
static bool quarantine(struct hub *hub, const char *name, const struct text *bytes,
                       const struct error *cause, struct hub_report *report)
{
    struct text folder = TEXT_EMPTY;
    struct error error;

    quarantine_folder(hub->path, &folder);
    enum status status =
        quarantine_keep(folder.at, name, bytes->at, bytes->length, cause->message, &error);
    if (status == STATUS_OK)
        hub_report_say(report, _("%s was refused and is kept in quarantine: %s"), name,
                       cause->message);
    else
        hub_report_say(report, _("%s was refused and stays where it is: %s"), name, error.message);
    report->refused_count++;
    text_release(&folder);
    return status == STATUS_OK;
}

/* --- one bundle --- */

static enum status take(struct hub *hub, const struct bundle *bundle, struct hub_report *report,
                        struct error *error)
{
    struct hub_client *client;
    enum status status;

    TRY(hub_begin(hub, error));
    client = hub_find(hub, bundle->header.from);
    if (!client || !client->is_active)
        TRY(error_set(error, STATUS_DENIED, "from", _("%s was revoked"), bundle->header.from));
    TRY(hub_take(hub, client, bundle, report, error));
    TRY(hub_commit_soon(hub, error));
done:
    hub_rollback(hub);
    return status;
}

/* It cannot be taken as it is; the client is to hear what the hub has. */
static enum status answer(struct hub *hub, const char *from, struct error *error)
{
    struct hub_client *client;
    enum status status;

    TRY(hub_begin(hub, error));
    client = hub_find(hub, from);
    if (client)
        client->is_due = client->is_changed = true;
    TRY(hub_commit(hub, error));
done:
    hub_rollback(hub);
    return status;
}

static enum status judge(struct hub *hub, const char *name, const struct text *bytes,
                         struct hub_report *report, bool *may_go, struct error *error)
{
    struct hub_report tried = {.lines = TEXT_EMPTY};
    struct bundle bundle = {.act_count = 0};
    struct error cause;
    enum status status = open_bundle(hub, bytes, &bundle, &cause);

    if (status == STATUS_OK)
        status = take(hub, &bundle, &tried, &cause);
    if (status == STATUS_OK) {
        report->taken_count++;
        report->act_count += tried.act_count;
        report->clash_count += tried.clash_count;
        text_add(&report->lines, tried.lines.at);
    } else if (status == STATUS_CONFLICT) {
        report->early_count++;
        hub_report_say(report, "%s: %s", name, cause.message);
        status = answer(hub, bundle.header.from, error);
    } else if (status == STATUS_INVALID || status == STATUS_DENIED) {
        *may_go = quarantine(hub, name, bytes, &cause, report);
        status = STATUS_OK;
    } else {
        *error = cause;
    }
    bundle_close(&bundle);
    hub_report_release(&tried);
    return status;
}

/* Bundles that are in, and go when that is on the disk. */
enum { HELD_MOST = 64 };
struct held {
    const char *names[HELD_MOST];
    size_t count;
};

/* What the carrier keeps is that bundle's fault alone. */
static enum status let_go(struct hub *hub, struct held *held, struct hub_report *report,
                          struct error *error)
{
    enum status status;

    TRY(hub_store_settle(hub->store, error));
    for (size_t i = 0; i < held->count; i++) {
        struct error why;
        if (carrier_remove(hub->carrier, HUB_NAME, held->names[i], &why) != STATUS_OK)
            TRY(hub_go_on(hub, held->names[i], &why, report, error));
    }
    held->count = 0;
done:
    return status;
}

/* What the carrier does not give is this bundle's fault alone. */
static enum status take_one(struct hub *hub, const char *name, struct text *bytes,
                            struct held *held, struct hub_report *report, struct error *error)
{
    struct error why;
    enum status status = carrier_take(hub->carrier, HUB_NAME, name, bytes, &why);
    bool may_go = true;

    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status != STATUS_OK)
        return hub_go_on(hub, name, &why, report, error);
    TRY(judge(hub, name, bytes, report, &may_go, error));
    if (may_go)
        held->names[held->count++] = name;
    if (held->count == HELD_MOST || hub_store_is_settled(hub->store))
        TRY(let_go(hub, held, report, error));
done:
    return status;
}

/* What was erased is in no bundle that was kept back, of which their reasons stay, and not in the
 * store's files. */
static enum status forget(struct hub *hub, struct error *error)
{
    struct text folder = TEXT_EMPTY, wanted = TEXT_EMPTY;
    enum status status;
    bool is_done;

    TRY(hub_store_get(hub->store, HUB_FORGET, &wanted, error));
    if (!*wanted.at)
        goto done;
    quarantine_folder(hub->path, &folder);
    TRY(quarantine_empty(folder.at, error));
    TRY(hub_store_scrub(hub->store, &is_done, error));
    if (!is_done)
        goto done;
    TRY(hub_begin(hub, error));
    TRY(hub_store_put(hub->store, HUB_FORGET, "", error));
    TRY(hub_commit(hub, error));
done:
    hub_rollback(hub);
    text_release(&folder);
    text_release(&wanted);
    return status;
}

enum status hub_ingest(struct hub *hub, int64_t most, struct hub_report *report,
                       struct error *error)
{
    struct arena arena = {0};
    struct text bytes = TEXT_EMPTY;
    struct held held = {.count = 0};
    const char **names;
    size_t count;
    enum status status;

    TRY(hub_reach(hub, error));
    TRY(hub_load(hub, error));
    TRY(carrier_list(hub->carrier, HUB_NAME, &arena, &names, &count, error));
    for (size_t i = 0; i < count && (!most || (int64_t)i < most); i++)
        TRY(take_one(hub, names[i], &bytes, &held, report, error));
    TRY(let_go(hub, &held, report, error));
    TRY(forget(hub, error));
done:
    arena_release(&arena);
    text_release(&bytes);
    return status;
}
