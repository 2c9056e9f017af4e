/* SPDX-License-Identifier: MIT */
/* What the parts of the search share; nobody else includes this. */
#ifndef SHOUWEN_STORE_SEARCH_INSIDE_H
#define SHOUWEN_STORE_SEARCH_INSIDE_H

#include "shouwen/store/search.h"
#include "store/sql_text.h"
#include "store/search_keys.h"

/* Writes a key of the table lookup by one of its two statements. */
MUST_CHECK enum status search_write_key(struct db *db, enum sql sql, const struct search_key *key,
                                        enum search_near near, int64_t ref, struct error *error);
/* Keys of a resident without cases. */
MUST_CHECK enum status search_batch_add(struct db *db, struct search_batch *batch,
                                        const struct search_keys *keys, int64_t ref,
                                        struct error *error);

/* Texts borrowed from the matter, or in arena. */
void search_read_case(const struct matter *matter, struct arena *arena, struct search_text *new);
/* Its keys; people who are residents of the list are found by their own. */
void search_case_keys(struct search_keys *keys, const struct search_text *text);
/* Adds its terms to the index of open or of closed cases, or drops them from it. */
struct search_terms {
    const char *who, *subject;
};
MUST_CHECK enum status search_write_terms(struct db *db, bool is_open, bool is_drop, int64_t seq,
                                          const struct search_terms *terms, struct error *error);
/* Both forget what was there and learn what is; open cases wait until there are some. */
MUST_CHECK enum status search_put_terms(struct db *db, int64_t seq, const struct search_text *old,
                                        const struct search_text *new, struct error *error);
/* Whether it has people beside the one concerned, who do not stand in the case's row. */
bool search_has_others(const struct search_text *text);
/* Keeps what does not stand in the case's row; had_others: something is kept by now. */
MUST_CHECK enum status search_put_text(struct db *db, int64_t seq, const struct search_text *new,
                                       bool had_others, struct error *error);
/* How near a resident is by the cases that stand there. */
MUST_CHECK enum status search_find_near(struct db *db, const char *resident, enum search_near *near,
                                        struct error *error);

/* One search under way. */
struct search {
    struct db *db;
    struct arena *arena;
    const struct search_context *context;
    struct search_typed typed;
    struct search_hits *hits;
    size_t limit, case_room;
};
MUST_CHECK enum status search_find_residents(struct search *search, struct error *error);
MUST_CHECK enum status search_find_services(struct search *search, struct error *error);
MUST_CHECK enum status search_find_cases(struct search *search, struct error *error);
MUST_CHECK enum status search_find_duplicates(struct search *search,
                                              const struct search_intake *intake,
                                              struct error *error);

/* A statement of lookup with kind, near and key bound, and the count of rows wanted. */
struct query *search_lookup(struct db *db, enum sql sql, enum search_kind kind,
                            enum search_near near, const char *key, size_t limit);

/* Residents on their way into the hits. */
struct search_candidate {
    int64_t seq;
    struct search_resident hit;
    bool may_have_case; /* false where the nearer places would have had them */
    bool is_looked_up;
    const char *sort_key, *node;
};
struct search_candidates {
    struct search_candidate *at;
    size_t count, room;
};
/* Adds the rows of a statement of find_residents_*, each resident once. */
MUST_CHECK enum status search_take_residents(struct search *search,
                                             struct search_candidates *candidates,
                                             struct query *query, enum search_why why,
                                             bool may_have_case, struct error *error);
/* Looks up their cases and promises, orders them and puts the first into the hits. */
MUST_CHECK enum status search_rank_residents(struct search *search,
                                             struct search_candidates *candidates,
                                             struct error *error);
void search_rank_services(struct search_service *services, size_t count);
void search_rank_cases(struct search_case *cases, size_t count);

/* Adds the rows of a statement of find_cases_*, each case once. */
MUST_CHECK enum status search_take_cases(struct search *search, struct query *query,
                                         enum search_why why, struct error *error);

#endif
