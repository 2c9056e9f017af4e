/* SPDX-License-Identifier: MIT */
/* visits: what follows from visits and residents, kept so that nobody counts or searches for it:
 * per household whom to visit by which day and what is to be done next, per day how many visits
 * were made and how many persons met (domain.md 5). Written by the ledger when a visit or a
 * resident is refolded; read through query_visits.h. The days follow the site's intervals: a file
 * whose rows were made by others is made anew when it is opened for writing. */
#ifndef SHOUWEN_STORE_VISITS_H
#define SHOUWEN_STORE_VISITS_H

#include "shouwen/domain/record.h"
#include "shouwen/domain/visit.h"
#include "shouwen/store/db.h"

/* The key of a household: place (record_place()) and door, or the resident alone where no door is
 * known. A door without a grid is another household at each station. */
void visits_household_key(struct text *out, const char *place, const char *door,
                          const char *resident);
/* The households that a transaction touches, each brought up to date once at its end: those who
 * live together come together. A zeroed struct is empty. */
struct visits_touched {
    const char **keys;
    size_t count, room;
    struct arena arena;
};
/* Brings everything but the households up to date after a record was projected, and notes those;
 * old is what stood there (id NULL if nothing did). Kinds that nothing follows from are passed
 * over. Inside a transaction, at whose end stands visits_settle(). */
MUST_CHECK enum status visits_follow(struct db *db, struct visits_touched *touched,
                                     const struct record *old, const struct record *now,
                                     struct error *error);
/* Notes a household. */
void visits_touch(struct visits_touched *touched, const char *key);
/* Notes a resident's household after whom they stand for changed. */
MUST_CHECK enum status visits_follow_person(struct db *db, struct visits_touched *touched,
                                            const char *resident, struct error *error);
/* The same for a record that was removed; old is what stood there. */
MUST_CHECK enum status visits_leave(struct db *db, struct visits_touched *touched,
                                    const struct record *old, struct error *error);
/* Brings the households up to date that were touched. */
MUST_CHECK enum status visits_settle(struct db *db, const struct visit_policy *policy,
                                     struct visits_touched *touched, struct error *error);
void visits_forget(struct visits_touched *touched);
/* True in *is_current if the days of households were made by these intervals. */
MUST_CHECK enum status visits_is_current(struct db *db, const struct visit_policy *policy,
                                         bool *is_current, struct error *error);
/* Makes all households anew; inside a transaction. */
MUST_CHECK enum status visits_make_all(struct db *db, const struct visit_policy *policy,
                                       struct error *error);
/* Says that the rows there are were made by these intervals; inside a transaction. */
MUST_CHECK enum status visits_sign(struct db *db, const struct visit_policy *policy,
                                   struct error *error);
/* True in *hold if the counts and every household are what a recount gives. */
MUST_CHECK enum status visits_hold(struct db *db, const struct visit_policy *policy, bool *hold,
                                   struct error *error);

#endif
