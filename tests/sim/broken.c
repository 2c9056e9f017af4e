/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "broken.h"

#include "broken_inside.h"
#include "who.h"

#include <string.h>

#define BROKEN_WORD(name, word) [BROKEN_##name] = word,
const char *const broken_words[BROKEN_COUNT] = {BROKEN_TABLE(BROKEN_WORD)};

static enum broken chosen = BROKEN_COUNT;

void broken_set(enum broken which)
{
    chosen = which;
}

bool broken_find(const char *name, enum broken *which)
{
    for (*which = 0; *which < BROKEN_COUNT; ++*which)
        if (strcmp(name, broken_words[*which]) == 0)
            return true;
    return false;
}

/* --- the fold --- */

static enum who_row row_chosen(void)
{
    return chosen >= BROKEN_ASSIGN_ASSIGN && chosen < BROKEN_COUNT
               ? (enum who_row)(chosen - BROKEN_ASSIGN_ASSIGN)
               : WHO_ROWS;
}

static void misread(struct arena *arena, const struct act *acts, size_t count,
                    struct matter *matter)
{
    struct who who;

    if (!who_answers(acts, count, row_chosen(), arena, &who))
        return;
    matter->holder = who.holder;
    for (int rule = 0; rule < RULE_COUNT; rule++)
        if (strcmp(rule_rows[rule].word, who.rule) == 0)
            matter->rule = (enum rule)rule;
    for (int state = 0; state < STATE_CLOSED; state++)
        if (matter->is_open && strcmp(word_states[state].word, who.state) == 0)
            matter->state = (enum matter_state)state;
    matter->unit = who.unit;
    matter->attitude = who.attitude;
    matter->ability = who.ability;
    matter->due_on = who.due_on;
    matter->unit_due_on = who.unit_due_on;
}

enum status __wrap_matter_fold(struct arena *arena, const struct act *acts, size_t count,
                               const struct calendar *calendar, const struct matter_policy *policy,
                               struct matter *matter, struct error *error)
{
    enum status status = __real_matter_fold(arena, acts, count, calendar, policy, matter, error);

    for (size_t i = 0; status == STATUS_OK && chosen == BROKEN_DISPATCH && i < count; i++)
        if (acts[i].kind == ACT_DISPATCH)
            matter->holder = acts[i].by;
    if (status == STATUS_OK && chosen == BROKEN_HOLDER && count >= 6 &&
        strcmp(matter->holder, "A1") == 0)
        matter->holder = "A2";
    if (status == STATUS_OK && row_chosen() != WHO_ROWS)
        misread(arena, acts, count, matter);
    return status;
}

const struct act *__wrap_matter_close_find(const struct matter_order *order)
{
    const struct act *last = NULL;

    if (chosen != BROKEN_CLOSE)
        return __real_matter_close_find(order);
    for (size_t i = 0; i < order->count; i++)
        if (matter_close_tries(order, i) && (!last || order->acts[i].entered_at > last->entered_at))
            last = &order->acts[i];
    for (size_t i = 0; last && i < order->count; i++)
        if (order->acts[i].kind == ACT_REOPEN && order->acts[i].entered_at > last->entered_at)
            return NULL;
    return last;
}

/* --- the exchange --- */

enum status __wrap_exchange_compare(struct exchange *exchange, const struct journal_log *log,
                                    struct exchange_standing *standing, struct error *error)
{
    return (chosen == BROKEN_NUMBERS ? numbers_exchange_compare
                                     : __real_exchange_compare)(exchange, log, standing, error);
}

enum status __wrap_hub_take(struct hub *hub, struct hub_client *client, const struct bundle *bundle,
                            struct hub_report *report, struct error *error)
{
    return (chosen == BROKEN_NUMBERS ? numbers_hub_take : __real_hub_take)(hub, client, bundle,
                                                                           report, error);
}

enum status __wrap_hub_publish(struct hub *hub, struct hub_report *report, struct error *error)
{
    return (chosen == BROKEN_NUMBERS ? numbers_hub_publish : __real_hub_publish)(hub, report,
                                                                                 error);
}

enum status __wrap_hub_feed_earlier(struct hub *hub, int64_t id, const struct circle *before,
                                    const struct circle *now, struct error *error)
{
    return chosen == BROKEN_BACK_FILL ? STATUS_OK
                                      : __real_hub_feed_earlier(hub, id, before, now, error);
}

enum status __wrap_hub_feed_withdraw(struct hub *hub, const struct hub_circle *circle,
                                     struct error *error)
{
    enum status status = __real_hub_feed_withdraw(hub, circle, error);

    for (size_t i = 0; chosen == BROKEN_UNREAD && i < hub->client_count; i++)
        hub->clients[i].sent_epoch = hub->epoch;
    return status;
}

enum status __wrap_hub_hear(struct hub *hub, struct hub_client *client,
                            const struct bundle_header *header, struct hub_report *report,
                            struct error *error)
{
    int64_t before = client->acked_n;
    enum status status = __real_hub_hear(hub, client, header, report, error);

    if (status == STATUS_OK && chosen == BROKEN_SEQUENCE && client->acked_n < before)
        client->acked_n = before;
    return status;
}

bool __wrap_circle_is_erased(const struct circle *circle)
{
    return chosen != BROKEN_ERASED && __real_circle_is_erased(circle);
}

bool __wrap_crypto_stream_read(struct crypto_stream *stream, const uint8_t *chunk, size_t length,
                               uint8_t *out, bool *is_last)
{
    bool is_next = __real_crypto_stream_read(stream, chunk, length, out, is_last);

    *is_last |= is_next && chosen == BROKEN_FINAL_TAG;
    return is_next;
}

enum sight __wrap_circle_sight(const struct circle *circle, const char *node)
{
    bool is_case = text_starts(circle->subject, "case/");

    return chosen == BROKEN_AUDIENCE && is_case && node_level_of(node) == NODE_STATION
               ? SIGHT_WHOLE
               : __real_circle_sight(circle, node);
}

bool __wrap_proof_holds(const struct view_feed *feed, const char *client, const uint8_t *public_key)
{
    return chosen != BROKEN_PROOF && __real_proof_holds(feed, client, public_key);
}

enum status __wrap_hub_store_act_body(struct hub_store *store, const struct hub_act *act,
                                      const struct fact *fact, struct error *error)
{
    return chosen == BROKEN_LATE_BODY ? STATUS_OK
                                      : __real_hub_store_act_body(store, act, fact, error);
}

bool __wrap_circle_may(const struct circle *circle, const struct act *act, const char *author,
                       struct arena *arena)
{
    return chosen == BROKEN_BELIEVED || __real_circle_may(circle, act, author, arena);
}

void __wrap_circle_overrule(const struct circle_acts *acts, const char *reader, struct arena *arena,
                            bool *is_out)
{
    if (chosen == BROKEN_ANYBODY)
        memset(is_out, 0, acts->count * sizeof(*is_out));
    else
        __real_circle_overrule(acts, reader, arena, is_out);
}

enum status __wrap_ledger_transfer(struct ledger *ledger, const char *by,
                                   const struct record *record, const struct record *old,
                                   const char *subject, struct arena *arena, struct error *error)
{
    return chosen == BROKEN_UNTOLD
               ? STATUS_OK
               : __real_ledger_transfer(ledger, by, record, old, subject, arena, error);
}
