/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/quarantine.h"
#include "sync/hub_inside.h"

#include <dirent.h>
#include <string.h>

static size_t count_quarantine(const struct hub *hub)
{
    struct text path = TEXT_EMPTY;
    size_t count = 0;

    quarantine_folder(hub->path, &path);
    DIR *folder = opendir(path.at);
    for (const struct dirent *entry; folder && (entry = readdir(folder));)
        count += entry->d_name[0] != '.' && !text_ends(entry->d_name, ".txt");
    if (folder)
        closedir(folder);
    text_release(&path);
    return count;
}

static enum status read_client(struct hub *hub, const struct hub_client *client,
                               struct arena *arena, struct hub_status_client *out,
                               struct error *error)
{
    struct hub_log *logs;
    struct view view;
    size_t count;
    enum status status;
    bool found;

    *out = (struct hub_status_client){.node = arena_copy(arena, client->name),
                                      .title = arena_copy(arena, client->title),
                                      .is_active = client->is_active,
                                      .feed_count = client->feed_n,
                                      .acked_count = client->acked_n > 0 ? client->acked_n : 0,
                                      .heard_at = client->heard_at,
                                      .open_count = -1};
    TRY(hub_store_logs_of(hub->store, client->name, arena, &logs, &count, error));
    for (size_t i = 0; i < count; i++)
        out->act_count += logs[i].n;
    TRY(hub_heard(client, arena, &view, &found, error));
    if (found && view.has_open)
        out->open_count = view.open_count;
    TRY(hub_outside_read(hub, client->name, arena, &view, error));
    out->kept_out_count = view.outside_total;
done:
    return status;
}

enum status hub_status(struct hub *hub, struct arena *arena, struct hub_status *out,
                       struct error *error)
{
    enum status status;

    TRY(hub_load(hub, error));
    *out = (struct hub_status){.epoch = hub->epoch,
                               .mailbox = hub->mailbox,
                               .client_count = hub->client_count,
                               .quarantine_count = count_quarantine(hub)};
    out->clients = arena_alloc(arena, (hub->client_count + 1) * sizeof(*out->clients));
    for (size_t i = 0; i < hub->client_count; i++)
        TRY(read_client(hub, &hub->clients[i], arena, &out->clients[i], error));
    TRY(hub_store_act_count(hub->store, &out->act_count, error));
    TRY(hub_store_clashes(hub->store, arena, &out->clashes, &out->clash_count, error));
done:
    return status;
}
