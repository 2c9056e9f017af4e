/* SPDX-License-Identifier: MIT */
/* What the parts of the room records share; nobody else includes this. */
#ifndef SHOUWEN_STORE_RECORDS_INSIDE_H
#define SHOUWEN_STORE_RECORDS_INSIDE_H

#include "shouwen/store/records.h"

/* The statement that reads the columns of a kind from what the fragment says. */
struct query *records_select(struct db *db, enum record_kind kind, enum sql from);
/* The row that such a statement stands on; texts in the arena. */
struct record records_read(struct query *query, enum record_kind kind, struct arena *arena);

/* Records on their way to the caller. */
struct records_list_out {
    struct arena *arena;
    struct record *at;
    size_t count, room;
};
/* Adds all rows of a statement. */
MUST_CHECK enum status records_read_all(struct query *query, enum record_kind kind,
                                        struct records_list_out *out, struct error *error);

#endif
