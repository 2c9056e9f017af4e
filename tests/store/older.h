/* SPDX-License-Identifier: MIT */
/* older: a station file as an earlier version of the program left it. */
#ifndef SHOUWEN_TESTS_STORE_OLDER_H
#define SHOUWEN_TESTS_STORE_OLDER_H

#include "shouwen/store/db.h"

#include <stdio.h>

/* Takes away what came after a version of the journal's tables. */
MUST_CHECK static inline enum status older_make(struct db *db, int version, struct error *cause)
{
    static const struct {
        int since;
        const char *table;
    } added[] = {{2, "saved"}, {3, "pin"},    {4, "import"}, {4, "import_piece"},
                 {5, "sent"},  {6, "uplink"}, {6, "feed"},   {6, "branch"}};
    enum status status;
    char text[64];

    TRY(db_begin(db, cause));
    for (size_t i = 0; i < sizeof(added) / sizeof(added[0]); i++) {
        snprintf(text, sizeof(text), "DROP TABLE %s", added[i].table);
        if (added[i].since > version)
            TRY(query_run(db_query_composed(db, text), cause));
    }
    snprintf(text, sizeof(text), "PRAGMA user_version = %d", version);
    TRY(query_run(db_query_composed(db, text), cause));
    TRY(db_commit(db, cause));
done:
    db_rollback(db);
    return status;
}

#endif
