/* SPDX-License-Identifier: MIT */
/* What lies in the file's mailbox: opened, taken in by the ledger and removed, or condemned. */
#include "config.h"

#include "sync/exchange_inside.h"

#include "shouwen/base/i18n.h"
#include "shouwen/store/station.h"
#include "shouwen/sync/line.h"
#include "shouwen/sync/quarantine.h"

#include <stdarg.h>
#include <string.h>

/* --- telling --- */

static void say(struct exchange *exchange, const char *format, ...) PRINTF_LIKE(2, 3);
static void say(struct exchange *exchange, const char *format, ...)
{
    struct text words = TEXT_EMPTY, sentence = TEXT_EMPTY;
    va_list values;

    va_start(values, format);
    text_addv(&words, format, values);
    va_end(values);
    line_add(&sentence, words.at);
    exchange_tell(exchange,
                  &(struct exchange_news){.what = EXCHANGE_SAYS, .sentence = sentence.at});
    text_release(&words);
    text_release(&sentence);
}

/* --- one bundle --- */

static enum status find_sender(void *context, const char *from, uint8_t *public_key,
                               struct error *error)
{
    const struct exchange *exchange = context;

    if (strcmp(from, EXCHANGE_HUB) != 0)
        return error_set(error, STATUS_INVALID, "from", _("it is from \"%s\", not from the hub"),
                         from);
    memcpy(public_key, exchange->uplink.public_key, CRYPTO_PUBLIC);
    return STATUS_OK;
}

static const struct fact *facts_of(struct exchange *exchange, const struct bundle *bundle)
{
    struct fact *facts = arena_alloc(&exchange->one, (bundle->act_count + 1) * sizeof(*facts));

    for (size_t i = 0; i < bundle->act_count; i++) {
        const struct bundle_act *act = &bundle->acts[i];
        facts[i] = (struct fact){.log = act->log,
                                 .n = act->n,
                                 .head = act->head,
                                 .head_length = act->head_length,
                                 .body = act->body,
                                 .body_length = act->body_length,
                                 .is_whole = act->is_whole};
        memcpy(facts[i].id, act->id, CRYPTO_ID);
    }
    return facts;
}

static enum status receive(struct exchange *exchange, const struct ledger_parcel *parcel,
                           struct error *error)
{
    struct ledger_taken taken;
    enum status status;

    TRY(ledger_receive(exchange->ledger, parcel, &taken, error));
    exchange->outcome->received += taken.new_count;
    exchange->has_heard |= parcel->view != NULL;
    if (*taken.left)
        exchange_recall(exchange, taken.left);
    if (*taken.branch) {
        exchange_recall(exchange, parcel->facts[0].log);
        say(exchange,
            _("this file was restored or copied: its acts that the hub did not know are kept as "
              "log %s, none is lost"),
            taken.branch);
    }
done:
    return status;
}

/* Each range of the own log by itself; the view comes with the last. */
static enum status receive_logs(struct exchange *exchange, const struct bundle *bundle,
                                struct ledger_parcel *parcel, struct error *error)
{
    const char *view = parcel->view;
    const struct fact *facts = parcel->facts;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < bundle->header.range_count; i++) {
        const struct bundle_range *range = &bundle->header.ranges[i];
        parcel->view = i + 1 == bundle->header.range_count ? view : NULL;
        parcel->first = range->first;
        parcel->parent = range->parent;
        parcel->parent_n = range->parent_n;
        parcel->before = range->before;
        parcel->after = range->after;
        parcel->facts = facts;
        parcel->count = (size_t)range->count;
        TRY(receive(exchange, parcel, error));
        facts += range->count;
    }
done:
    return status;
}

static const char *view_text(struct exchange *exchange, const struct view *view)
{
    struct text text = TEXT_EMPTY;

    if (!view)
        return NULL;
    struct json *object = view_write(view);
    json_write(object, &text);
    const char *copy = arena_copy(&exchange->one, text.at);
    json_release(object);
    text_release(&text);
    return copy;
}

static enum status apply(struct exchange *exchange, const struct bundle *bundle,
                         struct error *error)
{
    const struct bundle_header *header = &bundle->header;
    struct ledger_parcel parcel = {.serial = header->serial,
                                   .view = view_text(exchange, header->view),
                                   .kind = LEDGER_PARCEL_VIEW,
                                   .facts = facts_of(exchange, bundle),
                                   .count = bundle->act_count};
    enum status status;

    if (header->kind == BUNDLE_LOG) {
        parcel.kind = LEDGER_PARCEL_LOG;
        TRY(receive_logs(exchange, bundle, &parcel, error));
    } else {
        if (header->kind == BUNDLE_FEED) {
            parcel.kind = LEDGER_PARCEL_FEED;
            parcel.epoch = header->feed.epoch;
            parcel.first = header->feed.first;
            parcel.before = header->feed.before;
            parcel.after = header->feed.after;
            parcel.proof = header->feed.has_proof ? header->feed.proof : NULL;
        }
        TRY(receive(exchange, &parcel, error));
    }
    if (header->seen > exchange->answered) {
        exchange->answered = header->seen;
        TRY(station_believed(exchange->db, header->seen, error));
    }
    /* the file was put back, and had counted on before */
    if (header->seen >= exchange->serial)
        exchange->serial = header->seen + 1;
done:
    return status;
}

static enum status open_and_apply(struct exchange *exchange, const struct text *bytes,
                                  struct error *error)
{
    const struct bundle_receiver receiver = {exchange->client, exchange->options->secret_key,
                                             find_sender, exchange, false};
    struct bundle bundle = {.act_count = 0};
    enum status status;

    TRY(bundle_open(bytes->at, bytes->length, &receiver, &bundle, error));
    TRY(apply(exchange, &bundle, error));
done:
    bundle_close(&bundle);
    return status;
}

/* --- what becomes of it --- */

/* True if the bundle may go: it lies in quarantine. */
static bool condemn(struct exchange *exchange, const char *name, const struct text *bytes,
                    const struct error *why)
{
    struct error error;

    exchange->outcome->refused++;
    if (quarantine_keep(exchange->options->quarantine, name, bytes->at, bytes->length, why->message,
                        &error) != STATUS_OK) {
        say(exchange, _("%s was refused and stays where it is: %s"), name, error.message);
        return false;
    }
    say(exchange, _("%s was refused and is kept in quarantine: %s"), name, why->message);
    return true;
}

static enum status take_one(struct exchange *exchange, const char *name, struct text *bytes,
                            struct error *error)
{
    struct carrier *carrier = exchange->options->carrier;
    enum status status = carrier_take(carrier, exchange->client, name, bytes, error);
    bool may_go = true;

    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status != STATUS_OK)
        return exchange_note(exchange, status, error);
    arena_reset(&exchange->one);
    status = open_and_apply(exchange, bytes, error);
    if (status == STATUS_INVALID) {
        may_go = condemn(exchange, name, bytes, error);
    } else if (status == STATUS_CONFLICT) {
        exchange->left_count++;
        say(exchange, _("%s waits: %s"), name, error->message);
        may_go = false;
    } else if (status != STATUS_OK) {
        return status;
    }
    status = may_go ? carrier_remove(carrier, exchange->client, name, error) : STATUS_OK;
    return exchange_note(exchange, status, error);
}

enum status exchange_take(struct exchange *exchange, struct error *error)
{
    struct text bytes = TEXT_EMPTY;
    const char **names;
    enum status status;
    size_t count;

    exchange->left_count = 0;
    TRY(carrier_list(exchange->options->carrier, exchange->client, &exchange->arena, &names, &count,
                     error));
    for (size_t i = 0; i < count && !exchange_is_stopped(exchange); i++) {
        exchange_tell(exchange,
                      &(struct exchange_news){EXCHANGE_TAKES, (int64_t)i + 1, (int64_t)count, ""});
        TRY(take_one(exchange, names[i], &bytes, error));
    }
done:
    text_release(&bytes);
    return status;
}
