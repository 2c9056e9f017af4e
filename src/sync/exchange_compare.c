/* SPDX-License-Identifier: MIT */
/* What the hub has of the file's logs: by numbers and hashes, never by numbers alone. */
#include "config.h"

#include "sync/exchange_inside.h"

#include <string.h>

static enum status is_same(struct exchange *exchange, const struct journal_log *log,
                           const struct view_locator *locator, bool *same, struct error *error)
{
    uint8_t chain[CRYPTO_CHAIN];
    enum status status;
    bool found;

    *same = false;
    if (locator->n > log->n)
        return STATUS_OK;
    TRY(journal_chain_at(exchange->db, log, locator->n, chain, &found, error));
    *same = found && memcmp(chain, locator->chain, CRYPTO_CHAIN) == 0;
done:
    return status;
}

enum status exchange_compare(struct exchange *exchange, const struct journal_log *log,
                             struct exchange_standing *standing, struct error *error)
{
    const struct view_log *there =
        exchange->has_hub ? view_log_of(&exchange->hub, log->name) : NULL;
    enum status status = STATUS_OK;
    bool same;

    *standing = (struct exchange_standing){.may_put = true};
    if (!there && exchange->is_rest_same)
        standing->confirmed = log->n;
    if (!there)
        return STATUS_OK;
    TRY(is_same(exchange, log, &there->last, &standing->may_put, error));
    if (standing->may_put) {
        standing->confirmed = there->last.n;
        goto done;
    }
    for (size_t i = 0; i < there->at_count; i++) {
        TRY(is_same(exchange, log, &there->at[i], &same, error));
        if (same && there->at[i].n > standing->confirmed)
            standing->confirmed = there->at[i].n;
    }
done:
    return status;
}

static bool has_whole_feed(const struct exchange *exchange)
{
    const struct view_feed *there = &exchange->hub.feed;

    if (!there->last.n && !exchange->uplink.position)
        return true;
    return there->epoch == exchange->uplink.epoch && there->last.n == exchange->uplink.position &&
           memcmp(there->last.chain, exchange->uplink.chain, CRYPTO_CHAIN) == 0;
}

enum status exchange_count_pending(struct exchange *exchange, int64_t *pending, bool *is_whole,
                                   struct error *error)
{
    struct exchange_standing standing;
    enum status status = STATUS_OK;

    *pending = 0;
    *is_whole = exchange->has_hub && exchange->has_heard && has_whole_feed(exchange);
    for (size_t i = 0; i < exchange->log_count; i++) {
        const struct journal_log *log = &exchange->logs[i].log;
        TRY(exchange_compare(exchange, log, &standing, error));
        *pending += log->n - standing.confirmed;
        *is_whole &= standing.may_put;
    }
    *is_whole &= !*pending;
done:
    return status;
}
