/* SPDX-License-Identifier: MIT */
/* moved: the cases whose due days moved when a calendar was last loaded, before and after.
 * Written by the ledger with the calendar, in one transaction; a list that changes nothing leaves
 * it. Of this file alone: neither folded nor exchanged. For the import's report, `due moved` and
 * the workstation. */
#ifndef SHOUWEN_STORE_MOVED_H
#define SHOUWEN_STORE_MOVED_H

#include "shouwen/base/memory.h"
#include "shouwen/store/db.h"

enum { MOVED_MOST = 1000 }; /* kept; all are counted */

struct moved_days {
    int32_t due_on, unit_due_on; /* CLOCK_NO_DAY: none, or the calendar did not reach */
};
struct moved_case {
    const char *number;
    struct moved_days before, after;
};
struct moved {
    int64_t turn; /* counts up with each list; 0: there was none yet */
    int64_t at;   /* when the calendar was loaded */
    struct moved_case *cases;
    size_t count, room;
    int64_t total;
};

/* The days of a case as they stand. */
MUST_CHECK enum status moved_look(struct db *db, const char *number, struct moved_days *days,
                                  struct error *error);
/* Adds a case to a list that is being made, unless its days are the same. */
void moved_add(struct moved *moved, struct arena *arena, const char *number,
               struct moved_days before, struct moved_days after);
/* Keeps a list in the place of the last one; inside a transaction. */
MUST_CHECK enum status moved_write(struct db *db, const struct moved *moved, struct error *error);
MUST_CHECK enum status moved_read(struct db *db, struct arena *arena, struct moved *moved,
                                  struct error *error);

#endif
