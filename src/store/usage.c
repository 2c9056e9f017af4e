/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/usage.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/schema.h"

#include <string.h>

static const char key[] = "usage";

/* "480 7 as-is": by how many minutes the site's days begin before those of UTC, and the limits. */
static void say(const struct matter_policy *policy, struct text *out)
{
    text_addf(out, "%d %d %s", (int)(-clock_start_of(0) / CLOCK_MINUTE), policy->unit_days,
              policy->rest_day_is_next ? "next" : "as-is");
}

enum status usage_look(struct db *db, const struct matter_policy *policy, enum usage_state *state,
                       struct error *error)
{
    struct text stored = TEXT_EMPTY, wanted = TEXT_EMPTY;
    enum status status = schema_meta_get(db, key, &stored, error);

    say(policy, &wanted);
    size_t zone_length = strcspn(wanted.at, " ") + 1;
    *state = text_same(stored.at, wanted.at)                   ? USAGE_CURRENT
             : strncmp(stored.at, wanted.at, zone_length) == 0 ? USAGE_OTHER_LIMITS
                                                               : USAGE_OTHER_ZONE;
    text_release(&stored);
    text_release(&wanted);
    return status;
}

enum status usage_sign(struct db *db, const struct matter_policy *policy, struct error *error)
{
    struct text wanted = TEXT_EMPTY;

    say(policy, &wanted);
    enum status status = schema_meta_put(db, key, wanted.at, error);
    text_release(&wanted);
    return status;
}
