/* SPDX-License-Identifier: MIT */
/* backup: a station file copied out while it is in use, and put back.
 * A copy is one file that holds everything and can be read from anywhere. The key is not in it
 * (station.h). Neither function ever leaves half a file under the name it was given. */
#ifndef SHOUWEN_STORE_BACKUP_H
#define SHOUWEN_STORE_BACKUP_H

#include "shouwen/base/text.h"
#include "shouwen/store/db.h"

/* Copies the station file to target, which must not exist: written beside it under another name,
 * read back, synced, then renamed. Others may go on writing; outside of transactions. */
MUST_CHECK enum status backup_make(struct db *db, const char *target, struct error *error);

/* Puts the copy from in the place of the station file path, which may be missing or damaged. The
 * copy must be of the same station and wholly right, its chain recomputed (STATUS_BROKEN names the
 * first fault). What was there stays as PATH.before-restore-DATE-TIME, whose name is added to kept
 * ("" if nothing was there). STATUS_BUSY, and nothing changed, while any program, this one too, has
 * path open. from is only read. */
MUST_CHECK enum status backup_restore(const char *path, const char *from, struct text *kept,
                                      struct error *error);

#endif
