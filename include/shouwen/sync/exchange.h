/* SPDX-License-Identifier: MIT */
/* exchange: the client's side of one exchange with the hub, over a carrier (sync.md 2).
 * Takes in what lies in the file's mailbox, each bundle in a transaction of its own; repairs what a
 * restored or copied file made differ; puts the own acts that the hub has not confirmed, and what
 * this file knows; waits for the answer if it is told to; and says truthfully what came of it. What
 * is taken in is removed, what cannot be believed goes to quarantine and holds nothing else up. It
 * may be stopped or killed anywhere: the next one carries on. Used by shouwen-sync. */
#ifndef SHOUWEN_SYNC_EXCHANGE_H
#define SHOUWEN_SYNC_EXCHANGE_H

#include "shouwen/store/ledger.h"
#include "shouwen/store/outcome.h"
#include "shouwen/sync/carrier.h"

/* What an exchange is about, for who looks at it. */
struct exchange_news {
    enum {
        EXCHANGE_TAKES, /* bundle `at` of `count` */
        EXCHANGE_PUTS,  /* own act `at` of `count` */
        EXCHANGE_WAITS, /* for an answer */
        EXCHANGE_SAYS   /* sentence: for whoever looks after the file */
    } what;
    int64_t at, count;
    const char *sentence;
};

struct exchange_options {
    struct ledger *ledger;     /* of a file that trusts a hub */
    const uint8_t *secret_key; /* the file's: station_read_key() */
    struct carrier *carrier;
    const char *quarantine; /* a folder, made at its first use */
    int wait_seconds;       /* how long for an answer; 0: not */
    /* Asked between transactions; true ends the exchange there. May be NULL. */
    bool (*is_stopped)(void *context);
    /* May be NULL. */
    void (*tell)(void *context, const struct exchange_news *news);
    void *context;
};

/* *outcome is filled in any case and noted in the file if that can be; its texts go into the arena.
 * STATUS_UNREACHABLE: the carrier failed on the way, outcome->fault says how; what was done until
 * then stands. STATUS_REFUSED: no hub is trusted. */
MUST_CHECK enum status exchange_run(const struct exchange_options *options, struct arena *arena,
                                    struct outcome *outcome, struct error *error);

/* Notes that an exchange could not even begin, so that the desk shows it. */
MUST_CHECK enum status exchange_failed(struct ledger *ledger, const struct error *why,
                                       struct error *error);

#endif
