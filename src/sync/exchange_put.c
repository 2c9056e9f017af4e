/* SPDX-License-Identifier: MIT */
/* Own acts on their way to the hub: above what it confirmed and what lies there unread. */
#include "config.h"

#include "sync/exchange_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/erasure.h"
#include "shouwen/sync/quarantine.h"

#include <stdio.h>
#include <string.h>

/* Small bundles: what is on its way once need not go again. */
enum { ACTS_MOST = 4000, ACTS_AT_ONCE = 250 };

struct bundle_header exchange_header(struct exchange *exchange)
{
    return (struct bundle_header){.from = exchange->client,
                                  .to = EXCHANGE_HUB,
                                  .serial = exchange->serial++,
                                  .seen = exchange->uplink.heard_serial,
                                  .created_at = clock_now_at()};
}

/* --- what lies there unread --- */

/* Bundles of this file in the hub's mailbox. */
struct unread {
    struct carrier_name *names;
    size_t count;
};

static enum status look_unread(struct exchange *exchange, struct unread *unread,
                               struct error *error)
{
    const char **names;
    enum status status;
    size_t count;

    *unread = (struct unread){.count = 0};
    TRY(carrier_list(exchange->options->carrier, EXCHANGE_HUB, &exchange->arena, &names, &count,
                     error));
    unread->names = arena_alloc(&exchange->arena, (count + 1) * sizeof(*unread->names));
    for (size_t i = 0; i < count; i++) {
        struct carrier_name *name = &unread->names[unread->count];
        unread->count +=
            carrier_name_read(names[i], name) && strcmp(name->from, exchange->client) == 0;
    }
done:
    return status;
}

/* The first act of a log from `next` on that is not on its way. */
static int64_t skip_unread(const struct unread *unread, const char *log, int64_t next)
{
    for (size_t i = 0; i < unread->count; i++) {
        const struct carrier_name *name = &unread->names[i];
        if (strcmp(name->log, log) == 0 && name->first <= next && name->last >= next) {
            next = name->last + 1;
            i = (size_t)-1;
        }
    }
    return next;
}

/* Bundles of a log; NULL: all that hold acts. */
static enum status recall(struct exchange *exchange, const char *log, struct error *error)
{
    struct unread unread;
    char text[CARRIER_NAME];
    enum status status;

    TRY(look_unread(exchange, &unread, error));
    for (size_t i = 0; i < unread.count; i++) {
        bool is_it = log ? strcmp(unread.names[i].log, log) == 0
                         : strcmp(unread.names[i].log, CARRIER_VIEW) != 0;
        if (!is_it)
            continue;
        carrier_name_write(&unread.names[i], text);
        TRY(carrier_remove(exchange->options->carrier, EXCHANGE_HUB, text, error));
    }
done:
    return status;
}

void exchange_recall(struct exchange *exchange, const char *log)
{
    enum status status = recall(exchange, log, NULL);

    (void)status;
}

enum status exchange_forget_erased(struct exchange *exchange, struct error *error)
{
    enum status status;
    bool is_told;

    TRY(ledger_erase_sheets(exchange->ledger, error));
    TRY(erasure_is_told(exchange->db, &is_told, error));
    if (is_told)
        return STATUS_OK;
    TRY(quarantine_empty(exchange->options->quarantine, error));
    TRY(recall(exchange, NULL, error));
    TRY(ledger_erase_told(exchange->ledger, error));
done:
    return status;
}

/* --- one bundle --- */

struct bundle_act exchange_act(const struct fact *fact)
{
    struct bundle_act act = {.head = fact->head,
                             .head_length = fact->head_length,
                             .body = fact->body,
                             .body_length = fact->body_length,
                             .log = fact->log,
                             .n = fact->n,
                             .is_whole = fact->is_whole};

    memcpy(act.id, fact->id, CRYPTO_ID);
    return act;
}

static enum status add_acts(struct exchange *exchange, struct bundle_writer *writer,
                            const char *log, int64_t *next, struct error *error)
{
    enum status status = STATUS_OK;
    int64_t end = *next + ACTS_MOST;
    bool is_full = false;

    while (!is_full && *next < end) {
        struct fact *facts;
        size_t count;
        arena_reset(&exchange->one);
        TRY(journal_facts_of(exchange->db, log, *next - 1, ACTS_AT_ONCE, &exchange->one, &facts,
                             &count, error));
        if (!count)
            break;
        for (size_t i = 0; i < count && !is_full; i++) {
            struct bundle_act act = exchange_act(&facts[i]);
            TRY(bundle_writer_add(writer, &act, &is_full, error));
            *next += !is_full;
        }
    }
done:
    return status;
}

/* Puts acts of a log from *next on, which moves behind the last of them. */
static enum status put_bundle(struct exchange *exchange, const struct journal_branch *branch,
                              int64_t *next, struct error *error)
{
    const struct journal_log *log = &branch->log;
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_LOG, exchange->options->secret_key);
    struct bundle_header header = exchange_header(exchange);
    struct bundle_range range = {.log = log->name,
                                 .parent = branch->parent,
                                 .parent_n = branch->parent ? branch->parent_n : 0,
                                 .first = *next};
    struct carrier_name name = {.first = *next};
    struct text bytes = TEXT_EMPTY;
    char text[CARRIER_NAME];
    enum status status;
    bool found;

    TRY(journal_chain_at(exchange->db, log, *next - 1, range.before, &found, error));
    TRY(bundle_writer_range(writer, &range, error));
    TRY(add_acts(exchange, writer, log->name, next, error));
    TRY(bundle_writer_finish(writer, &header, exchange->uplink.public_key, &bytes, error));
    snprintf(name.from, sizeof(name.from), "%s", exchange->client);
    snprintf(name.to, sizeof(name.to), "%s", EXCHANGE_HUB);
    snprintf(name.log, sizeof(name.log), "%s", log->name);
    name.last = *next - 1;
    carrier_name_write(&name, text);
    TRY(carrier_put(exchange->options->carrier, EXCHANGE_HUB, text, bytes.at, bytes.length, error));
    exchange->outcome->sent += name.last - name.first + 1;
done:
    bundle_writer_free(writer);
    text_release(&bytes);
    return status;
}

/* What the hub lost goes before what it never had. */
static enum status put_back(struct exchange *exchange, const struct unread *unread,
                            struct error *error)
{
    enum status status;
    int64_t position;

    TRY(exchange_asked_from(exchange, &position, error));
    position = skip_unread(unread, CARRIER_FEED, position + 1) - 1;
    while (position < exchange->uplink.position && !exchange_is_stopped(exchange))
        TRY(exchange_give_back(exchange, &position, error));
done:
    return status;
}

enum status exchange_put(struct exchange *exchange, struct error *error)
{
    struct exchange_standing standing;
    struct unread unread;
    enum status status;

    TRY(look_unread(exchange, &unread, error));
    /* own acts go whatever becomes of it */
    TRY(exchange_note(exchange, put_back(exchange, &unread, error), error));
    for (size_t i = 0; i < exchange->log_count; i++) {
        const struct journal_branch *branch = &exchange->logs[i];
        TRY(exchange_compare(exchange, &branch->log, &standing, error));
        int64_t next = skip_unread(&unread, branch->log.name, standing.confirmed + 1);
        while (standing.may_put && next <= branch->log.n && !exchange_is_stopped(exchange)) {
            exchange_tell(exchange,
                          &(struct exchange_news){EXCHANGE_PUTS, next, branch->log.n, ""});
            TRY(put_bundle(exchange, branch, &next, error));
            next = skip_unread(&unread, branch->log.name, next);
        }
    }
done:
    return status;
}
