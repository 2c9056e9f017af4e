/* SPDX-License-Identifier: MIT */
/* journal_row: what the files of the room journal share; nobody else includes it. */
#ifndef SHOUWEN_STORE_JOURNAL_ROW_H
#define SHOUWEN_STORE_JOURNAL_ROW_H

#include "shouwen/store/journal.h"

/* From a row that begins with name, public_key, n, chain; false if a length can't be right. */
bool journal_log_read(struct query *query, struct journal_log *log);
/* From a row that begins with log, n, head, body. */
MUST_CHECK enum status journal_row_decode(struct query *query, struct arena *arena, struct act *act,
                                          struct error *error);

#endif
