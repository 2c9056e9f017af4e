/* SPDX-License-Identifier: MIT */
/* records: the projection of reference data and residents, one table per kind (domain/record.h).
 * Written by the ledger only, always from the fold of a record's own acts; the search index
 * follows in the same transaction. Read by everybody who needs a person, an item or a list of
 * them, and by the rules. */
#ifndef SHOUWEN_STORE_RECORDS_H
#define SHOUWEN_STORE_RECORDS_H

#include "shouwen/domain/calendar.h"
#include "shouwen/domain/decide.h"
#include "shouwen/domain/person.h"
#include "shouwen/domain/record.h"
#include "shouwen/store/db.h"

struct search_batch;
struct search_keys;

/* Writes a record in full (NULL counts as "") in place of what stood there, and brings the search
 * index up to date; since_on: the day of its first act. Inside a transaction. */
MUST_CHECK enum status records_project(struct db *db, const struct record *record, int32_t since_on,
                                       struct error *error);
/* The same for a record that nothing stands there of; its search keys may wait in the batch
 * (search.h). What follows from the record is worked out before, without the file; it borrows from
 * the record and lives in the arena. */
struct records_new {
    struct record record;
    const struct search_keys *keys; /* of kinds that are searched; may be empty */
    const char *sort_key, *door_key, *station, *household; /* of a resident */
    int32_t since_on;
};
void records_prepare(const struct record *record, int32_t since_on, struct arena *arena,
                     struct records_new *out);
MUST_CHECK enum status records_add(struct db *db, const struct records_new *new,
                                   struct search_batch *batch, struct error *error);
/* Takes a record away, also from the search index; inside a transaction. */
MUST_CHECK enum status records_remove(struct db *db, enum record_kind kind, const char *id,
                                      struct error *error);

/* The record of a kind with that id; values in the arena, none NULL. *found false: there is none.
 * */
MUST_CHECK enum status records_get(struct db *db, enum record_kind kind, const char *id,
                                   struct arena *arena, struct record *record, bool *found,
                                   struct error *error);

/* --- many --- */

/* Calls visit for each record of a kind in the order of ids, those after `after` ("" for all); the
 * record is valid during the call only. Stops at the first status that is not OK. visit must not
 * begin a transaction. */
MUST_CHECK enum status records_each(struct db *db, enum record_kind kind, const char *after,
                                    enum status (*visit)(void *context, const struct record *record,
                                                         struct error *error),
                                    void *context, struct error *error);
MUST_CHECK enum status records_count(struct db *db, enum record_kind kind, int64_t *count,
                                     struct error *error);

/* Adds every record to a digest: what the fold gave, not what is derived from it. */
MUST_CHECK enum status records_digest(struct db *db, struct crypto_digest *digest,
                                      struct error *error);

/* X(NAME, KIND, field that orders or NO_FIELD, NEWEST_FIRST or 0): lists that can be paged;
 * OF_...: of the code or day that `within` names. Residents are in the order of pinyin. */
#define RECORDS_LIST_TABLE(X)                                                                      \
    X(NODES_OF_PARENT, NODES, NO_FIELD, 0)                                                         \
    X(GRIDS_OF_NODE, GRIDS, NO_FIELD, 0)                                                           \
    X(STAFF_OF_NODE, STAFF, NO_FIELD, 0)                                                           \
    X(DUTY_OF_DAY, DUTY, NO_FIELD, 0)                                                              \
    X(DUTY_OF_NODE, DUTY, NO_FIELD, 0)                                                             \
    X(RESIDENTS, RESIDENTS, RESIDENTS_NAME, 0)                                                     \
    X(RESIDENTS_OF_GRID, RESIDENTS, RESIDENTS_NAME, 0)                                             \
    X(SERVICES, SERVICES, SERVICES_CATEGORY, 0)                                                    \
    X(SERVICES_OF_CATEGORY, SERVICES, NO_FIELD, 0)                                                 \
    X(RESOURCES, RESOURCES, RESOURCES_KIND, 0)                                                     \
    X(RESOURCES_OF_KIND, RESOURCES, NO_FIELD, 0)                                                   \
    X(DEMANDS, DEMANDS, DEMANDS_ON, 1)                                                             \
    X(DEMANDS_OF_GRID, DEMANDS, DEMANDS_ON, 1)                                                     \
    X(SESSIONS, SESSIONS, SESSIONS_AT, 1)                                                          \
    X(HANDOVERS, HANDOVERS, HANDOVERS_ON, 1)                                                       \
    X(HANDOVERS_OF_NODE, HANDOVERS, HANDOVERS_ON, 1)                                               \
    X(HANDOVERS_GIVEN, HANDOVERS, HANDOVERS_ON, 1)                                                 \
    X(HANDOVERS_DRAFT, HANDOVERS, HANDOVERS_ON, 1)
#define RECORDS_LIST_ENUM(name, ...) RECORDS_##name,
enum records_list { RECORDS_LIST_TABLE(RECORDS_LIST_ENUM) RECORDS_LIST_COUNT };

struct records_page {
    enum records_list list;
    const char *within;
    const struct record *from; /* the row next to the page: begins after it, or ends before it */
    bool is_backwards;         /* the page before `from`; without `from` the last page */
    int limit;
};
/* The rows of a page in the list's order, whichever way it was read. */
MUST_CHECK enum status records_read_page(struct db *db, const struct records_page *page,
                                         struct arena *arena, struct record **records,
                                         size_t *count, struct error *error);

/* Residents who fit all that is given (NULL or "": not asked), at most limit, in the order of ids.
 * Names are compared as the search compares them, phones and ID numbers by their digits, doors in
 * their canonical form. */
struct records_person {
    const char *name, *phone, *door, *card;
    bool is_as_kept; /* also those who were joined into another one, not whom they stand for */
};
MUST_CHECK enum status records_find_residents(struct db *db, const struct records_person *person,
                                              int limit, struct arena *arena,
                                              struct record **records, size_t *count,
                                              struct error *error);
/* --- residents who turned out to be one: resident_who() --- */

/* Brings up to date whom a resident and those joined into it stand for, after its row was written
 * or removed; inside a transaction. ids: who is concerned, not all different. */
struct records_rejoined {
    const char **ids;
    size_t count, room;
};
MUST_CHECK enum status records_rejoin(struct db *db, const char *id, struct arena *arena,
                                      struct records_rejoined *out, struct error *error);
/* True if a record that just came is joined with nobody: not a resident, or neither joined into
 * another one nor another one into it. */
MUST_CHECK enum status records_is_alone(struct db *db, const struct record *record, bool *is_alone,
                                        struct error *error);
/* The resident that stands for this id, mostly itself. */
MUST_CHECK enum status records_who(struct db *db, const char *id, struct arena *arena,
                                   const char **who, struct error *error);
/* records_get() of the resident that stands for this id. */
MUST_CHECK enum status records_get_person(struct db *db, const char *id, struct arena *arena,
                                          struct record *record, bool *found, struct error *error);
/* Those for whom a resident stands, without it. */
MUST_CHECK enum status records_stand_for(struct db *db, const char *id, struct arena *arena,
                                         const char ***ids, size_t *count, struct error *error);
/* Pairs who may be one person; why: the field that is the same beside the name. */
struct records_double {
    const char *id, *other, *why;
};
MUST_CHECK enum status records_doubles(struct db *db, int limit, struct arena *arena,
                                       struct records_double **doubles, size_t *count,
                                       struct error *error);

/* Who lives behind the door of this resident (with them), in the order of pinyin: same door,
 * station, and grid where both have one. */
MUST_CHECK enum status records_household(struct db *db, const struct record *resident,
                                         struct arena *arena, struct record **records,
                                         size_t *count, struct error *error);

/* --- what the rules need --- */

/* All staff and grids of the file of that node, and the roster of today; sorted by id. */
MUST_CHECK enum status records_load_people(struct db *db, const char *node, struct arena *arena,
                                           int32_t today, struct people *people,
                                           struct error *error);
/* The roster of a day, in place of that of today. */
MUST_CHECK enum status records_load_duty(struct db *db, struct arena *arena, int32_t day,
                                         struct people *people, struct error *error);
/* The first and last day for which there is a roster; CLOCK_NO_DAY: there is none at all. */
MUST_CHECK enum status records_duty_span(struct db *db, int32_t *first_on, int32_t *last_on,
                                         struct error *error);
/* Adds every day of the file's calendar. */
MUST_CHECK enum status records_load_calendar(struct db *db, struct calendar *calendar,
                                             struct error *error);
/* *found is false if the list has no such item. */
MUST_CHECK enum status records_load_service(struct db *db, const char *code, struct arena *arena,
                                            struct situation_service *service, bool *found,
                                            struct error *error);

#endif
