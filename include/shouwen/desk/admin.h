/* SPDX-License-Identifier: MIT */
/* admin: what concerns the station file as a whole: making, checking and copying it, its audit, and
 * the day's tally. */
#ifndef SHOUWEN_DESK_ADMIN_H
#define SHOUWEN_DESK_ADMIN_H

#include "shouwen/desk/desk.h"

/* Makes the station file and key of a desk that is not open yet, with the node's own record. */
MUST_CHECK enum status admin_init(struct desk *desk, const char *node, const char *name,
                                  struct error *error);

/* Verifies the file (ledger_check()); folds it anew, with the digest afterwards. */
MUST_CHECK enum status admin_check(struct desk *desk, struct ledger_report *report,
                                   struct error *error);
MUST_CHECK enum status admin_rebuild(struct desk *desk, char digest[2 * CRYPTO_CHAIN + 1],
                                     struct error *error);

/* Copies the file of an open desk (backup_make()); puts a copy in the place of a desk's file that
 * is not open (backup_restore()), the name of what was there before added to kept. */
MUST_CHECK enum status admin_backup(struct desk *desk, const char *target, struct error *error);
MUST_CHECK enum status admin_restore(struct desk *desk, const char *from, struct text *kept,
                                     struct error *error);

struct admin_audit_row {
    int64_t at;
    const char *who, *what, *subject; /* who: a staff id, "" for nobody */
};
/* Lines of the audit table of a span of days, in order. Whoever keeps the station (administrator,
 * secretary, dispatcher, supervisor) sees all of them, anybody else their own. */
MUST_CHECK enum status admin_audit(struct desk *desk, int32_t from_on, int32_t to_on,
                                   struct arena *arena, struct admin_audit_row **rows,
                                   size_t *count, struct error *error);

/* Counts one nameless walk-in (ledger_tally()). */
MUST_CHECK enum status admin_tally(struct desk *desk, const char *kind, struct error *error);
struct admin_tally_row {
    const char *kind; /* word_tallies */
    int64_t count;
};
/* Today's tallies of the station, a row per kind in the order of word_tallies. */
MUST_CHECK enum status admin_tallies(struct desk *desk, struct arena *arena,
                                     struct admin_tally_row **rows, size_t *count,
                                     struct error *error);

#endif
