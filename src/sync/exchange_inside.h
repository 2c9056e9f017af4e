/* SPDX-License-Identifier: MIT */
/* One exchange on its way, for the files exchange*.c alone. */
#ifndef SHOUWEN_SYNC_EXCHANGE_INSIDE_H
#define SHOUWEN_SYNC_EXCHANGE_INSIDE_H

#include "shouwen/store/journal_facts.h"
#include "shouwen/sync/bundle.h"
#include "shouwen/sync/exchange.h"

#define EXCHANGE_HUB "hub"

struct exchange {
    const struct exchange_options *options;
    struct ledger *ledger;
    struct db *db;
    const char *client; /* the file's node: its name to the hub */
    struct arena *kept; /* the caller's: outcome */
    struct arena arena; /* what is known of both sides, read anew for each round */
    struct arena one;   /* one bundle */
    struct uplink uplink;
    bool has_hub; /* hub is what it last said that it has */
    struct view hub;
    struct journal_branch *logs;
    size_t log_count;
    bool is_rest_same; /* what the hub had no room to name is just what it did not name */
    int64_t serial;    /* of the next bundle */
    int64_t answered;  /* the hub has applied the bundle with this serial */
    bool has_heard;    /* a view of the hub came in this time */
    bool is_stopped;
    size_t left_count; /* bundles that lie in the mailbox still: something before them is missing */
    struct outcome *outcome;
    enum status fault; /* of the carrier, the first one */
    struct error fault_error;
};

/* Notes a fault of the carrier and goes on: up and down fail independently. Other faults end the
 * exchange. */
enum status exchange_note(struct exchange *exchange, enum status status, const struct error *error);
bool exchange_is_stopped(struct exchange *exchange);
void exchange_tell(struct exchange *exchange, const struct exchange_news *news);
/* What both sides have, as the file stands. */
MUST_CHECK enum status exchange_look(struct exchange *exchange, struct error *error);

/* exchange_take.c: everything in the mailbox. */
MUST_CHECK enum status exchange_take(struct exchange *exchange, struct error *error);

/* exchange_put.c: the own acts above what the hub has. */
MUST_CHECK enum status exchange_put(struct exchange *exchange, struct error *error);
/* Removes what the hub has not read yet of a log whose acts are others now. */
void exchange_recall(struct exchange *exchange, const char *log);
/* If something was erased since the last exchange: of what lies in quarantine only the reasons
 * stay, and what the hub has not read yet is taken back, to be put again without it. */
MUST_CHECK enum status exchange_forget_erased(struct exchange *exchange, struct error *error);
struct bundle_act exchange_act(const struct fact *fact);
/* The header of the next bundle to the hub. */
struct bundle_header exchange_header(struct exchange *exchange);

/* exchange_back.c: the position of the feed after which a hub that was restored asks it back; the
 * feed's end if it does not. */
MUST_CHECK enum status exchange_asked_from(struct exchange *exchange, int64_t *position,
                                           struct error *error);
/* Puts a bundle of what came after *position, as far as the hub's next proof, where *position moves
 * to; to the end if there is none. */
MUST_CHECK enum status exchange_give_back(struct exchange *exchange, int64_t *position,
                                          struct error *error);

/* exchange_view.c: what this file knows, put unless the hub has it or will read it. */
MUST_CHECK enum status exchange_put_view(struct exchange *exchange, struct error *error);

/* exchange_compare.c: a log of this file and what the hub has of it. */
struct exchange_standing {
    int64_t confirmed; /* up to here both are the same */
    bool may_put;      /* what is above is missing at the hub; otherwise it has to send first */
};
MUST_CHECK enum status exchange_compare(struct exchange *exchange, const struct journal_log *log,
                                        struct exchange_standing *standing, struct error *error);
/* Own acts that are not confirmed, and whether nothing is left to exchange. */
MUST_CHECK enum status exchange_count_pending(struct exchange *exchange, int64_t *pending,
                                              bool *is_whole, struct error *error);

#endif
