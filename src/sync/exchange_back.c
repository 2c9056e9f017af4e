/* SPDX-License-Identifier: MIT */
/* The hub was put back from an old copy: what it lost of this file's feed goes to it again. */
#include "config.h"

#include "sync/exchange_inside.h"

#include "shouwen/base/i18n.h"

#include <stdio.h>
#include <string.h>

enum { ACTS_AT_ONCE = 250 };

enum status exchange_asked_from(struct exchange *exchange, int64_t *position, struct error *error)
{
    const struct view_feed *kept = &exchange->hub.kept;
    const struct uplink *uplink = &exchange->uplink;
    uint8_t chain[CRYPTO_CHAIN];
    enum status status;
    bool found;

    *position = uplink->position;
    if (!exchange->has_hub || !exchange->hub.has_kept || kept->epoch != uplink->epoch ||
        kept->last.n >= uplink->position)
        return STATUS_OK;
    TRY(uplink_feed_chain(exchange->db, exchange->client, kept->epoch, kept->last.n, chain, &found,
                          error));
    if (found && memcmp(chain, kept->last.chain, CRYPTO_CHAIN) == 0)
        *position = kept->last.n;
done:
    return status;
}

/* As far as `end`; the hub's own bundle had room for them. */
static enum status add_acts(struct exchange *exchange, struct bundle_writer *writer,
                            int64_t position, int64_t end, struct error *error)
{
    enum status status = STATUS_OK;
    bool is_full = false;

    while (position < end) {
        struct fact *facts;
        size_t count;
        arena_reset(&exchange->one);
        TRY(journal_facts_of_feed(exchange->db, exchange->uplink.epoch, position, ACTS_AT_ONCE,
                                  &exchange->one, &facts, &count, error));
        if (!count)
            break;
        for (size_t i = 0; i < count && position < end; i++, position++) {
            struct bundle_act act = exchange_act(&facts[i]);
            TRY(bundle_writer_add(writer, &act, &is_full, error));
            if (is_full)
                return error_set(error, STATUS_UNREACHABLE, "",
                                 _("what the hub lost of its feed, from %ld on, fits into no "
                                   "bundle any more"),
                                 (long)bundle_writer_header(writer)->feed.first);
        }
    }
done:
    return status;
}

static enum status put_back(struct exchange *exchange, struct bundle_writer *writer,
                            struct error *error)
{
    const struct bundle_feed *feed = &bundle_writer_header(writer)->feed;
    struct bundle_header header = exchange_header(exchange);
    struct carrier_name name = {
        .log = CARRIER_FEED, .first = feed->first, .last = feed->first + feed->count - 1};
    struct text bytes = TEXT_EMPTY;
    char text[CARRIER_NAME];
    enum status status;

    TRY(bundle_writer_finish(writer, &header, exchange->uplink.public_key, &bytes, error));
    snprintf(name.from, sizeof(name.from), "%s", exchange->client);
    snprintf(name.to, sizeof(name.to), "%s", EXCHANGE_HUB);
    carrier_name_write(&name, text);
    TRY(carrier_put(exchange->options->carrier, EXCHANGE_HUB, text, bytes.at, bytes.length, error));
done:
    text_release(&bytes);
    return status;
}

enum status exchange_give_back(struct exchange *exchange, int64_t *position, struct error *error)
{
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_FEED, exchange->options->secret_key);
    struct bundle_feed feed = {.epoch = exchange->uplink.epoch, .first = *position + 1};
    uint8_t proof[CRYPTO_SIGNATURE];
    int64_t end = *position + 1;
    enum status status;
    bool found;

    TRY(uplink_proof(exchange->db, feed.epoch, &end, proof, &found, error));
    if (!found) {
        *position = exchange->uplink.position;
        goto done;
    }
    TRY(uplink_feed_chain(exchange->db, exchange->client, feed.epoch, *position, feed.before,
                          &found, error));
    bundle_writer_feed(writer, &feed);
    TRY(add_acts(exchange, writer, *position, end, error));
    bundle_writer_prove(writer, proof);
    TRY(put_back(exchange, writer, error));
    *position = end;
done:
    bundle_writer_free(writer);
    return status;
}
