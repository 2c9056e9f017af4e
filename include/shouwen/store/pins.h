/* SPDX-License-Identifier: MIT */
/* pins: the staff's PINs as the file keeps them: hashed, with what was typed wrong since the last
 * right one. Theirs alone: neither folded nor exchanged. What they mean is desk/pin.h. */
#ifndef SHOUWEN_STORE_PINS_H
#define SHOUWEN_STORE_PINS_H

#include "shouwen/base/crypto.h"
#include "shouwen/store/ledger.h"

struct pins_row {
    char hash[CRYPTO_PIN]; /* "": none is set */
    int wrong_count;
    int64_t locked_at; /* 0: not locked out */
};

MUST_CHECK enum status pins_are_on(struct db *db, bool *are_on, struct error *error);
/* Somebody who never had one has an empty row. */
MUST_CHECK enum status pins_get(struct db *db, const char *staff, struct pins_row *row,
                                struct error *error);
/* Both write a line of the audit table in the same transaction: who did what. */
MUST_CHECK enum status pins_switch(struct ledger *ledger, bool are_on, const char *who,
                                   const char *what, struct error *error);
MUST_CHECK enum status pins_put(struct ledger *ledger, const char *staff,
                                const struct pins_row *row, const char *who, const char *what,
                                struct error *error);

#endif
