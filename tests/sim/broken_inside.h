/* SPDX-License-Identifier: MIT */
/* broken_inside: what the linker calls in place of functions of the product, and what it then calls
 * the product's own. */
#ifndef SHOUWEN_TESTS_SIM_BROKEN_INSIDE_H
#define SHOUWEN_TESTS_SIM_BROKEN_INSIDE_H

#include "domain/circle_inside.h"
#include "shouwen/domain/matter_close.h"
#include "sync/exchange_inside.h"
#include "shouwen/sync/proof.h"
#include "store/ledger_inside.h"
#include "sync/hub_inside.h"

/* X(type, name, (parameters)) */
#define BROKEN_WRAPS(X)                                                                            \
    X(enum status, matter_fold,                                                                    \
      (struct arena * arena, const struct act *acts, size_t count,                                 \
       const struct calendar *calendar, const struct matter_policy *policy, struct matter *matter, \
       struct error *error))                                                                       \
    X(const struct act *, matter_close_find, (const struct matter_order *order))                   \
    X(enum status, exchange_compare,                                                               \
      (struct exchange * exchange, const struct journal_log *log,                                  \
       struct exchange_standing *standing, struct error *error))                                   \
    X(enum status, hub_take,                                                                       \
      (struct hub * hub, struct hub_client * client, const struct bundle *bundle,                  \
       struct hub_report *report, struct error *error))                                            \
    X(enum status, hub_publish,                                                                    \
      (struct hub * hub, struct hub_report * report, struct error * error))                        \
    X(enum status, hub_feed_earlier,                                                               \
      (struct hub * hub, int64_t id, const struct circle *before, const struct circle *now,        \
       struct error *error))                                                                       \
    X(enum status, hub_feed_withdraw,                                                              \
      (struct hub * hub, const struct hub_circle *circle, struct error *error))                    \
    X(enum status, hub_hear,                                                                       \
      (struct hub * hub, struct hub_client * client, const struct bundle_header *header,           \
       struct hub_report *report, struct error *error))                                            \
    X(bool, circle_is_erased, (const struct circle *circle))                                       \
    X(bool, circle_may,                                                                            \
      (const struct circle *circle, const struct act *act, const char *author,                     \
       struct arena *arena))                                                                       \
    X(void, circle_overrule,                                                                       \
      (const struct circle_acts *acts, const char *reader, struct arena *arena, bool *is_out))     \
    X(enum status, ledger_transfer,                                                                \
      (struct ledger * ledger, const char *by, const struct record *record,                        \
       const struct record *old, const char *subject, struct arena *arena, struct error *error))   \
    X(enum sight, circle_sight, (const struct circle *circle, const char *node))                   \
    X(bool, proof_holds,                                                                           \
      (const struct view_feed *feed, const char *client, const uint8_t *public_key))               \
    X(enum status, hub_store_act_body,                                                             \
      (struct hub_store * store, const struct hub_act *act, const struct fact *fact,               \
       struct error *error))                                                                       \
    X(bool, crypto_stream_read,                                                                    \
      (struct crypto_stream * stream, const uint8_t *chunk, size_t length, uint8_t *out,           \
       bool *is_last))

#define BROKEN_DECLARE(type, name, parameters)                                                     \
    type __wrap_##name parameters;                                                                 \
    type __real_##name parameters;
BROKEN_WRAPS(BROKEN_DECLARE)

/* broken_numbers.c: product files that were compiled once more, with every hash the same. */
enum status numbers_exchange_compare(struct exchange *exchange, const struct journal_log *log,
                                     struct exchange_standing *standing, struct error *error);
enum status numbers_exchange_count_pending(struct exchange *exchange, int64_t *pending,
                                           bool *is_whole, struct error *error);
enum status numbers_hub_take(struct hub *hub, struct hub_client *client,
                             const struct bundle *bundle, struct hub_report *report,
                             struct error *error);
enum status numbers_hub_publish(struct hub *hub, struct hub_report *report, struct error *error);

#endif
