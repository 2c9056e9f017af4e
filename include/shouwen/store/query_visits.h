/* SPDX-License-Identifier: MIT */
/* query_visits: whom to visit, the most overdue first; what was visited, the newest first; and how
 * much. Everything is read by an index or from counts that are kept. */
#ifndef SHOUWEN_STORE_QUERY_VISITS_H
#define SHOUWEN_STORE_QUERY_VISITS_H

#include "shouwen/domain/record.h"
#include "shouwen/domain/visit.h"
#include "shouwen/store/db.h"

/* A household to be visited; who is the one because of whom. Texts are in the arena. */
struct visit_row {
    const char *key, *grid, *class, *who, *step, *last_result;
    int32_t due_on, met_on; /* met_on CLOCK_NO_DAY: never */
    int64_t last_at;        /* 0: never visited */
    int64_t member_count;
    const char *name, *door, *phone, *tags, *liaison, *contact, *contact_phone, *node;
    int32_t birth_on;
};
struct visit_filter {
    const char *const *places; /* grids, and stations for those of no grid; place_count 0: all */
    size_t place_count;
    const char *within; /* of all places those in this area; NULL or "": the whole file */
    const char *class;  /* NULL or "": all */
    int32_t until;      /* those due until this day; INT32_MAX: all */
    size_t limit;
    const struct visit_row *from; /* begins after this row, or ends before it */
    bool takes_from;              /* begins with it, or what now stands in its place */
    bool is_backwards;
};
/* In the order of due days, whichever way it was read. */
MUST_CHECK enum status query_visits_due(struct db *db, const struct visit_filter *filter,
                                        struct arena *arena, struct visit_row **rows, size_t *count,
                                        struct error *error);
/* The text of the statement for a list; a test walks all of them. */
const char *query_visits_text(struct arena *arena, bool has_place, bool has_class,
                              bool is_backwards, bool takes_from);
/* One household; *found false: nobody there is to be visited. */
MUST_CHECK enum status query_visits_household(struct db *db, const char *key, struct arena *arena,
                                              struct visit_row *row, bool *found,
                                              struct error *error);
/* Residents of a household, former ones too, in the order of pinyin. */
MUST_CHECK enum status query_visits_members(struct db *db, const char *key, struct arena *arena,
                                            struct record **records, size_t *count,
                                            struct error *error);
/* Households due until today, and before it, by the counts that are kept; of the filter its places
 * and area only. */
MUST_CHECK enum status query_visits_count(struct db *db, const struct visit_filter *filter,
                                          int32_t today, int64_t *due_count, int64_t *late_count,
                                          struct error *error);
/* The latest visits of a household or of a person of the staff, undone ones too, newest first. */
MUST_CHECK enum status query_visits_of_household(struct db *db, const char *key, size_t limit,
                                                 struct arena *arena, struct record **records,
                                                 size_t *count, struct error *error);
MUST_CHECK enum status query_visits_of_staff(struct db *db, const char *staff_id, size_t limit,
                                             struct arena *arena, struct record **records,
                                             size_t *count, struct error *error);

/* What was done in a time, by place (record_place()), class, person and result. */
struct visit_sum {
    const char *place, *class, *staff, *result;
    int64_t visit_count, person_count; /* households visited (户次), persons met (人次) */
};
MUST_CHECK enum status query_visits_sum(struct db *db, int32_t from, int32_t to,
                                        struct arena *arena, struct visit_sum **sums, size_t *count,
                                        struct error *error);

#endif
