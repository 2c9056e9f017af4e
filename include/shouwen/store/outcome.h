/* SPDX-License-Identifier: MIT */
/* outcome: what the last exchange with the hub came to, as it is kept in the station file
 * (struct uplink, said) and told on the status bar and the command line.
 * Written by the exchange, read by the desk. */
#ifndef SHOUWEN_STORE_OUTCOME_H
#define SHOUWEN_STORE_OUTCOME_H

#include "shouwen/base/json.h"
#include "shouwen/base/memory.h"
#include "shouwen/store/db.h"

/* Where an own act stands. */
struct outcome_act {
    const char *log;
    int64_t n;
};

struct outcome {
    int64_t at;       /* when it ended, ms; 0: there was none yet */
    int64_t sent;     /* own acts that were put on their way */
    int64_t received; /* acts that were not here before */
    int64_t refused;  /* bundles that could not be believed and lie in quarantine */
    int64_t pending;  /* own acts that the hub has not confirmed; see outcome_pending() */
    int64_t needs_person;
    int64_t clock_off;       /* minutes that this clock is ahead of the hub's, if that is much */
    int64_t epoch, position; /* how far the feed was taken in */
    int64_t act_count;       /* own acts in all when pending was counted */
    int64_t revoked_at;      /* since when the hub takes nothing from this file; 0: it does */
    int64_t kept_out;        /* own acts that the hub gives nobody: this file may not say them */
    struct outcome_act *outside; /* the latest of them, the latest first */
    size_t outside_count;
    bool is_stopped;
    const char *fault;     /* why it could not be done wholly, one sentence; "" */
    const char *view_hash; /* of the view that was put last, and its serial; "" and 0: none */
    int64_t view_serial;
};

/* As one line of JSON, and back; text in the arena. What cannot be read is no outcome. */
void outcome_write(const struct outcome *outcome, struct text *out);
void outcome_read(struct arena *arena, const char *said, struct outcome *outcome);

/* The members that `shouwen sync --json` prints. */
void outcome_put(const struct outcome *outcome, struct json *object);

/* Cases that contradict themselves, and residents of whom two places do not say the same, now; 0 in
 * files of others than stations and streets, where nobody settles them. */
MUST_CHECK enum status outcome_unsettled(struct db *db, int64_t *count, struct error *error);
/* How many acts the file's own logs hold, branches with them. */
MUST_CHECK enum status outcome_own_acts(struct db *db, int64_t *count, struct error *error);
/* Own acts that are not confirmed as the file stands now, those that came since the exchange too.
 */
MUST_CHECK enum status outcome_pending(struct db *db, const struct outcome *outcome, int64_t *count,
                                       struct error *error);

#endif
