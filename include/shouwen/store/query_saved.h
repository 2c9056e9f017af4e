/* SPDX-License-Identifier: MIT */
/* query_saved: the lists that people saved for themselves, as ledger_saved_put() keeps them; what
 * is in a form is the desk's (saved.h). */
#ifndef SHOUWEN_STORE_QUERY_SAVED_H
#define SHOUWEN_STORE_QUERY_SAVED_H

#include "shouwen/base/memory.h"
#include "shouwen/store/db.h"

struct query_saved_row {
    const char *key, *name, *form;
};
/* Those of a person ("": of nobody), by key. */
MUST_CHECK enum status query_saved(struct db *db, const char *owner, struct arena *arena,
                                   struct query_saved_row **rows, size_t *count,
                                   struct error *error);

#endif
