/* SPDX-License-Identifier: MIT */
/* What this file knows, for the hub: its logs with locators, how far it has its feed. */
#include "config.h"

#include "sync/exchange_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/ident.h"

#include <stdio.h>
#include <string.h>

/* Locators of so many logs; of further branches only their ends: a header holds 64 KB. */
enum { LOGS_IN_FULL = 4 };

static enum status add_locator(struct exchange *exchange, const struct journal_log *log, int64_t n,
                               struct view_log *view, struct view_locator *room,
                               struct error *error)
{
    struct view_locator *locator = &room[view->at_count];
    enum status status;
    bool found;

    TRY(journal_chain_at(exchange->db, log, n, locator->chain, &found, error));
    locator->n = n;
    view->at_count += found;
done:
    return status;
}

/* Where the hub says that it stands, if that is inside this log. */
static int64_t hub_end(const struct exchange *exchange, const struct journal_log *log)
{
    for (size_t i = 0; exchange->has_hub && i < exchange->hub.log_count; i++)
        if (strcmp(exchange->hub.logs[i].log, log->name) == 0)
            return exchange->hub.logs[i].last.n;
    return 0;
}

/* At n, n - 1, n - 2, n - 4 ..., where the hub stood, and 0. */
static enum status describe_log(struct exchange *exchange, const struct journal_branch *branch,
                                bool in_full, struct view_log *view, struct error *error)
{
    const struct journal_log *log = &branch->log;
    struct view_locator *room = arena_alloc(&exchange->arena, VIEW_LOCATORS_MOST * sizeof(*room));
    int64_t known = hub_end(exchange, log), before = log->n + 1;
    enum status status = STATUS_OK;

    *view = (struct view_log){.log = log->name,
                              .parent = branch->parent,
                              .parent_n = branch->parent ? branch->parent_n : 0,
                              .at = room};
    view->last.n = log->n;
    memcpy(view->last.chain, log->chain, CRYPTO_CHAIN);
    for (int64_t back = 0; in_full && back < log->n; back = back ? 2 * back : 1) {
        if (known < before && known > log->n - back)
            TRY(add_locator(exchange, log, known, view, room, error));
        before = log->n - back;
        TRY(add_locator(exchange, log, before, view, room, error));
    }
    if (in_full && known > 0 && known < before)
        TRY(add_locator(exchange, log, known, view, room, error));
    TRY(add_locator(exchange, log, 0, view, room, error));
done:
    return status;
}

/* The own log and what the hub has not first, then others; what there is no room for is counted. */
static enum status choose(struct exchange *exchange, struct view *view, struct view_log *logs,
                          struct error *error)
{
    bool *is_named = arena_alloc(&exchange->arena, exchange->log_count + 1);
    struct exchange_standing standing;
    enum status status = STATUS_OK;

    memset(is_named, 0, exchange->log_count + 1);
    for (int turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < exchange->log_count && view->log_count < VIEW_LOGS_MOST; i++) {
            const struct journal_branch *branch = &exchange->logs[i];
            TRY(exchange_compare(exchange, &branch->log, &standing, error));
            if (is_named[i] || (turn == 0 && branch->parent && standing.may_put &&
                                standing.confirmed == branch->log.n))
                continue;
            TRY(describe_log(exchange, branch, view->log_count < LOGS_IN_FULL,
                             &logs[view->log_count], error));
            view->log_count++;
            is_named[i] = true;
        }
    for (size_t i = 0; i < exchange->log_count; i++) {
        struct view_locator end = {.n = exchange->logs[i].log.n};
        memcpy(end.chain, exchange->logs[i].log.chain, CRYPTO_CHAIN);
        if (!is_named[i])
            view_add_rest(view, exchange->logs[i].log.name, &end);
    }
done:
    return status;
}

static enum status make_view(struct exchange *exchange, struct view *view, struct error *error)
{
    struct view_log *logs =
        arena_alloc(&exchange->arena, (exchange->log_count + 1) * sizeof(*logs));
    enum status status = STATUS_OK;

    *view = (struct view){.logs = logs};
    TRY(choose(exchange, view, logs, error));
    view->feed.epoch = exchange->uplink.epoch;
    view->feed.last.n = exchange->uplink.position;
    memcpy(view->feed.last.chain, exchange->uplink.chain, CRYPTO_CHAIN);
    int64_t position = view->feed.last.n;
    TRY(uplink_proof(exchange->db, view->feed.epoch, &position, view->feed.proof,
                     &view->feed.has_proof, error));
done:
    return status;
}

/* Of what it says but for the clock; a hub that counts anew is told once more. */
static const char *hash_view(struct exchange *exchange, const struct view *view)
{
    struct json *object = view_write(view);
    struct text text = TEXT_EMPTY;
    uint8_t hash[CRYPTO_CHAIN];
    char *hex = arena_alloc(exchange->kept, 2 * CRYPTO_ID + 1);

    json_write(object, &text);
    text_addf(&text, "%lld", exchange->has_hub ? (long long)exchange->hub.feed.epoch : 0LL);
    crypto_chain(text.at, text.length, NULL, 0, hash);
    ident_hex(hash, CRYPTO_ID, hex);
    text_release(&text);
    json_release(object);
    return hex;
}

/* True if the last view says the same and the hub has it, or will read it there. A hub that answers
 * a later one heard it from this file before it was put back, and believes that it has more. */
static enum status is_known(struct exchange *exchange, const char *hash, const char *file,
                            bool *known, struct error *error)
{
    const struct outcome *outcome = exchange->outcome;
    const char **names;
    enum status status = STATUS_OK;
    size_t count;

    *known = false;
    if (strcmp(outcome->view_hash, hash) != 0)
        return STATUS_OK;
    *known = exchange->answered == outcome->view_serial;
    if (exchange->answered >= outcome->view_serial)
        return STATUS_OK;
    TRY(carrier_list(exchange->options->carrier, EXCHANGE_HUB, &exchange->arena, &names, &count,
                     error));
    for (size_t i = 0; i < count; i++)
        *known |= strcmp(names[i], file) == 0;
done:
    return status;
}

static void name_view(const struct exchange *exchange, int64_t serial, char out[CARRIER_NAME])
{
    struct carrier_name name = {.log = CARRIER_VIEW, .first = serial, .last = serial};

    snprintf(name.from, sizeof(name.from), "%s", exchange->client);
    snprintf(name.to, sizeof(name.to), "%s", EXCHANGE_HUB);
    carrier_name_write(&name, out);
}

/* The new one says all that the last one did. Where nothing can be removed both are read. */
static void withdraw(struct exchange *exchange, const char *last)
{
    struct error ignored;
    enum status status = carrier_remove(exchange->options->carrier, EXCHANGE_HUB, last, &ignored);

    (void)status;
}

enum status exchange_put_view(struct exchange *exchange, struct error *error)
{
    struct bundle_writer *writer = NULL;
    struct text bytes = TEXT_EMPTY;
    char last[CARRIER_NAME], file[CARRIER_NAME];
    struct view view;
    enum status status;
    bool known;

    TRY(make_view(exchange, &view, error));
    const char *hash = hash_view(exchange, &view);
    name_view(exchange, exchange->outcome->view_serial, last);
    TRY(is_known(exchange, hash, last, &known, error));
    if (known)
        goto done;
    view.clock_at = clock_now_at();
    struct bundle_header header = exchange_header(exchange);
    header.view = &view;
    writer = bundle_writer_new(BUNDLE_VIEW, exchange->options->secret_key);
    TRY(bundle_writer_finish(writer, &header, exchange->uplink.public_key, &bytes, error));
    name_view(exchange, header.serial, file);
    TRY(carrier_put(exchange->options->carrier, EXCHANGE_HUB, file, bytes.at, bytes.length, error));
    withdraw(exchange, last);
    exchange->outcome->view_hash = hash;
    exchange->outcome->view_serial = header.serial;
done:
    bundle_writer_free(writer);
    text_release(&bytes);
    return status;
}
