/* SPDX-License-Identifier: MIT */
/* quarantine: a folder for bundles that cannot be believed, whole, each with a line why.
 * Used by the exchange and the hub. */
#ifndef SHOUWEN_SYNC_QUARANTINE_H
#define SHOUWEN_SYNC_QUARANTINE_H

#include "shouwen/base/error.h"
#include "shouwen/base/text.h"

/* Keeps length bytes as folder/name (of a long name its first 200 bytes), or name.2 and so on where
 * that is there, and the sentence why beside it with ".txt" added; on the disk when it returns. The
 * folder is made at its first use, for its owner alone. STATUS_REFUSED if QUARANTINE_MOST of that
 * name lie there already. */
enum { QUARANTINE_MOST = 1000 };
MUST_CHECK enum status quarantine_keep(const char *folder, const char *name, const void *bytes,
                                       size_t length, const char *why, struct error *error);
/* Something was erased on request: bundles go, which may hold it; what was wrong with them stays,
 * and says so. A folder that is not there is empty. */
MUST_CHECK enum status quarantine_empty(const char *folder, struct error *error);
/* Where that of a station file or a hub's file is: "FILE.quarantine", added to out. */
void quarantine_folder(const char *file, struct text *out);

#endif
