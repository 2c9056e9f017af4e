/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/exchange.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/store/station.h"
#include "sync/exchange_inside.h"

#include <string.h>
#include <time.h>

/* Rounds while a hub answers: what it said may bring more on either side. */
enum { ROUNDS = 16, NAP_MS = 200, SERIALS = 50, VIEW_DEPTH = 8 };

enum status exchange_note(struct exchange *exchange, enum status status, const struct error *error)
{
    if (status != STATUS_UNREACHABLE)
        return status;
    if (exchange->fault == STATUS_OK) {
        exchange->fault = status;
        exchange->fault_error = *error;
    }
    return STATUS_OK;
}

bool exchange_is_stopped(struct exchange *exchange)
{
    const struct exchange_options *options = exchange->options;

    if (options->is_stopped && options->is_stopped(options->context))
        exchange->is_stopped = true;
    return exchange->is_stopped;
}

void exchange_tell(struct exchange *exchange, const struct exchange_news *news)
{
    if (exchange->options->tell)
        exchange->options->tell(exchange->options->context, news);
}

/* --- what is known --- */

static enum status read_hub(struct exchange *exchange, struct error *error)
{
    const char *said = exchange->uplink.heard_view;
    struct json *object = NULL;
    enum status status = STATUS_OK;

    exchange->has_hub = false;
    if (!*said)
        return STATUS_OK;
    TRY(json_read(said, strlen(said), VIEW_DEPTH, &object, error));
    TRY(view_read(&exchange->arena, object, &exchange->hub, error));
    exchange->has_hub = true;
done:
    json_release(object);
    return status;
}

static struct view_locator end_of(const struct journal_log *log)
{
    struct view_locator end = {.n = log->n};

    memcpy(end.chain, log->chain, CRYPTO_CHAIN);
    return end;
}

static bool compare_rest(const struct exchange *exchange)
{
    struct view mine = {.log_count = 0};

    for (size_t i = 0; exchange->has_hub && i < exchange->log_count; i++) {
        const struct view_locator end = end_of(&exchange->logs[i].log);
        if (!view_log_of(&exchange->hub, exchange->logs[i].log.name))
            view_add_rest(&mine, exchange->logs[i].log.name, &end);
    }
    return mine.rest_count && mine.rest_count == exchange->hub.rest_count &&
           memcmp(mine.rest_hash, exchange->hub.rest_hash, CRYPTO_CHAIN) == 0;
}

enum status exchange_look(struct exchange *exchange, struct error *error)
{
    enum status status;
    bool found;

    arena_reset(&exchange->arena);
    TRY(uplink_read(exchange->db, &exchange->arena, &exchange->uplink, &found, error));
    if (!found)
        return error_set(error, STATUS_REFUSED, "",
                         _("no hub is trusted yet: run shouwen sync --trust CODE with the code "
                           "that shouwen-hub init printed"));
    TRY(read_hub(exchange, error));
    TRY(journal_logs(exchange->db, &exchange->arena, &exchange->logs, &exchange->log_count, error));
    exchange->is_rest_same = compare_rest(exchange);
done:
    return status;
}

/* --- rounds --- */

/* Waits until something lies in the mailbox; false if nothing did, or the exchange is stopped. */
static bool wait_for_answer(struct exchange *exchange, int64_t until)
{
    const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
    struct arena arena = {0};
    const char **names;
    bool has_more = false;
    size_t count;

    exchange_tell(exchange, &(struct exchange_news){.what = EXCHANGE_WAITS, .sentence = ""});
    while (!has_more && !exchange_is_stopped(exchange) && clock_ms_of(CLOCK_MONOTONIC) < until) {
        struct error error;
        nanosleep(&nap, NULL);
        arena_reset(&arena);
        if (carrier_list(exchange->options->carrier, exchange->client, &arena, &names, &count,
                         &error) != STATUS_OK)
            break;
        has_more = count > exchange->left_count;
    }
    arena_release(&arena);
    return has_more;
}

/* The hub takes nothing from this file: what it would be sent waits until it says otherwise. */
static bool is_revoked(const struct exchange *exchange)
{
    return exchange->has_hub && exchange->hub.revoked_at;
}

/* Fails only with what is not the carrier's fault. */
static enum status round_of(struct exchange *exchange, struct error *error)
{
    enum status status;

    TRY(exchange_look(exchange, error));
    TRY(exchange_note(exchange, exchange_take(exchange, error), error));
    TRY(exchange_note(exchange, exchange_forget_erased(exchange, error), error));
    TRY(exchange_look(exchange, error));
    if (is_revoked(exchange))
        return STATUS_OK;
    TRY(exchange_note(exchange, exchange_put(exchange, error), error));
    if (!exchange_is_stopped(exchange))
        TRY(exchange_note(exchange, exchange_put_view(exchange, error), error));
done:
    return status;
}

static enum status go(struct exchange *exchange, struct error *error)
{
    int64_t until = clock_ms_of(CLOCK_MONOTONIC) + 1000 * (int64_t)exchange->options->wait_seconds;
    enum status status = STATUS_OK;
    int64_t pending;
    bool is_whole = false;

    for (int i = 0; i < ROUNDS && !is_whole; i++) {
        TRY(round_of(exchange, error));
        if (is_revoked(exchange))
            break;
        TRY(exchange_count_pending(exchange, &pending, &is_whole, error));
        is_whole &= exchange->answered >= exchange->outcome->view_serial;
        if (is_whole || exchange->fault || !wait_for_answer(exchange, until))
            break;
    }
done:
    return status;
}

/* --- before and after --- */

/* Numbers of bundles rise, also where the file was put back from an older copy. Until the hub is
 * known to know the key, something signed with it is sent each time. */
static enum status begin(struct exchange *exchange, struct error *error)
{
    struct station_rekeyed rekeyed;
    struct outcome before;
    enum status status;

    TRY(exchange_look(exchange, error));
    outcome_read(exchange->kept, exchange->uplink.said, &before);
    TRY(station_rekeyed(exchange->db, &rekeyed, error));
    exchange->outcome->view_hash = rekeyed.at ? "" : before.view_hash;
    exchange->outcome->view_serial = before.view_serial;
    exchange->serial = exchange->uplink.sent_serial + 1;
    if (exchange->serial < clock_now_at())
        exchange->serial = clock_now_at();
    TRY(ledger_exchanged(exchange->ledger, exchange->uplink.said, false,
                         exchange->serial + SERIALS - 1, error));
done:
    return status;
}

/* Only a hub that answered at once can be compared with: what a stick brings is old. */
static void compare_clocks(struct exchange *exchange)
{
    enum { MUCH = 5 };
    int64_t off = (clock_now_at() - exchange->hub.clock_at) / CLOCK_MINUTE;
    bool is_fresh = exchange->options->wait_seconds > 0 && exchange->has_hub &&
                    exchange->has_heard && exchange->answered >= exchange->outcome->view_serial;

    if (is_fresh && !clock_is_fixed() && (off > MUCH || off < -MUCH))
        exchange->outcome->clock_off = off;
}

/* What the hub says of this file, now or at an exchange before. */
static void hear_hub(struct exchange *exchange)
{
    const struct view *hub = &exchange->hub;
    struct outcome *outcome = exchange->outcome;

    if (!exchange->has_hub)
        return;
    outcome->revoked_at = hub->revoked_at;
    outcome->kept_out = hub->outside_total;
    outcome->outside_count = hub->outside_count;
    outcome->outside =
        arena_alloc(exchange->kept, (hub->outside_count + 1) * sizeof(*outcome->outside));
    for (size_t i = 0; i < hub->outside_count; i++)
        outcome->outside[i] = (struct outcome_act){arena_copy(exchange->kept, hub->outside[i].log),
                                                   hub->outside[i].n};
}

static enum status finish(struct exchange *exchange, struct error *error)
{
    struct outcome *outcome = exchange->outcome;
    struct text said = TEXT_EMPTY;
    enum status status;
    bool is_whole;

    TRY(exchange_look(exchange, error));
    TRY(exchange_count_pending(exchange, &outcome->pending, &is_whole, error));
    TRY(outcome_own_acts(exchange->db, &outcome->act_count, error));
    TRY(outcome_unsettled(exchange->db, &exchange->outcome->needs_person, error));
    compare_clocks(exchange);
    hear_hub(exchange);
    outcome->epoch = exchange->uplink.epoch;
    outcome->position = exchange->uplink.position;
    outcome->is_stopped = exchange->is_stopped;
    outcome->at = clock_now_at();
    if (exchange->fault)
        outcome->fault = arena_copy(exchange->kept, exchange->fault_error.message);
    outcome_write(outcome, &said);
    TRY(ledger_exchanged(exchange->ledger, said.at,
                         is_whole && !exchange->fault && !outcome->revoked_at, exchange->serial - 1,
                         error));
done:
    text_release(&said);
    return status;
}

enum status exchange_failed(struct ledger *ledger, const struct error *why, struct error *error)
{
    struct text said = TEXT_EMPTY;
    struct arena arena = {0};
    struct outcome outcome;
    struct uplink uplink;
    enum status status;
    bool found;

    TRY(uplink_read(ledger_db(ledger), &arena, &uplink, &found, error));
    if (!found)
        goto done;
    outcome_read(&arena, uplink.said, &outcome);
    TRY(outcome_pending(ledger_db(ledger), &outcome, &outcome.pending, error));
    TRY(outcome_own_acts(ledger_db(ledger), &outcome.act_count, error));
    outcome.sent = outcome.received = outcome.refused = 0;
    outcome.is_stopped = false;
    outcome.fault = why->message;
    outcome.at = clock_now_at();
    outcome_write(&outcome, &said);
    TRY(ledger_exchanged(ledger, said.at, false, uplink.sent_serial, error));
done:
    text_release(&said);
    arena_release(&arena);
    return status;
}

enum status exchange_run(const struct exchange_options *options, struct arena *arena,
                         struct outcome *outcome, struct error *error)
{
    struct exchange exchange = {.options = options,
                                .ledger = options->ledger,
                                .db = ledger_db(options->ledger),
                                .client = ledger_node(options->ledger),
                                .kept = arena,
                                .outcome = outcome};
    enum status status;
    bool is_clean;

    *outcome = (struct outcome){.fault = "", .view_hash = ""};
    TRY(begin(&exchange, error));
    TRY(go(&exchange, error));
    TRY(finish(&exchange, error));
    /* what was erased elsewhere; while somebody reads the file the daily run does it */
    TRY(ledger_scrub(options->ledger, &is_clean, error));
    if (exchange.fault) {
        *error = exchange.fault_error;
        status = exchange.fault;
    }
done:
    arena_release(&exchange.arena);
    arena_release(&exchange.one);
    return status;
}
