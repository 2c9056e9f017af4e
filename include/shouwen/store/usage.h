/* SPDX-License-Identifier: MIT */
/* usage: by which of the site's settings the days of the file's rows were counted: whether an act
 * on a rest day counts as of the next working day, how long a department has, where the day begins.
 * Rows that were made by others are made anew when the file is opened for writing, as those of
 * visits are (visits.h). Written by the ledger; the desk looks before it reads. */
#ifndef SHOUWEN_STORE_USAGE_H
#define SHOUWEN_STORE_USAGE_H

#include "shouwen/domain/matter.h"
#include "shouwen/store/db.h"

enum usage_state {
    USAGE_CURRENT,
    USAGE_OTHER_LIMITS, /* due days of cases only */
    USAGE_OTHER_ZONE    /* every day of the file; or it does not say */
};
MUST_CHECK enum status usage_look(struct db *db, const struct matter_policy *policy,
                                  enum usage_state *state, struct error *error);
/* Says that the rows there are were made by this policy; inside a transaction. */
MUST_CHECK enum status usage_sign(struct db *db, const struct matter_policy *policy,
                                  struct error *error);

#endif
