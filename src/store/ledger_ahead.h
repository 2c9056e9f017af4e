/* SPDX-License-Identifier: MIT */
/* ledger_ahead: the cases and residents of a long list, prepared by the program and written some
 * hundred at a time by the hand (db_hand.h).
 * What is prepared is written before anything else is asked of the ledger's connection: nobody
 * sees a difference but in time. A fault of the hand comes out at the next call that has an error,
 * at the latest before the commit. For the files of the ledger alone. */
#ifndef SHOUWEN_STORE_LEDGER_AHEAD_H
#define SHOUWEN_STORE_LEDGER_AHEAD_H

#include "shouwen/store/matters.h"
#include "shouwen/store/records.h"
#include "store/ledger_inside.h"

/* A case or a resident that is new, with its only act; all of it in the arena that it was prepared
 * in. */
struct ahead_row {
    struct journal_new act;
    /* of a case */
    const struct matter *matter;
    const struct matters_standing *standing;
    const struct search_case_new *search;
    bool has_request;
    uint8_t request[CRYPTO_ID]; /* requests_key() */
    /* of a resident */
    const struct records_new *record;
};

/* The arena in which the next row is prepared; valid until that is added. */
struct arena *ledger_ahead_arena(struct ledger *ledger);
MUST_CHECK enum status ledger_ahead_add(struct ledger *ledger, const struct ahead_row *row,
                                        struct error *error);
/* Writes all that was added; with requests and search keys that wait for their order when at_end.
 */
MUST_CHECK enum status ledger_ahead_write(struct ledger *ledger, bool at_end, struct error *error);
/* Forgets what was not written; after a rollback, or the end of a transaction. */
void ledger_ahead_forget(struct ledger *ledger);

#endif
