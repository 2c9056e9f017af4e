/* SPDX-License-Identifier: MIT */
/* query_board: how the open cases of each grid, or of each station, stand, from the counts that the
 * projection keeps: nothing is counted here. Read-only; for the grid board. */
#ifndef SHOUWEN_STORE_QUERY_BOARD_H
#define SHOUWEN_STORE_QUERY_BOARD_H

#include "shouwen/base/memory.h"
#include "shouwen/store/db.h"

struct board_count {
    const char *code; /* of the grid or station */
    int64_t open_count, late_count, today_count, review_count;
    int32_t earliest_on; /* the first due day, also one that is over; CLOCK_NO_DAY: none */
    int32_t oldest_on;   /* when the oldest open case was opened; CLOCK_NO_DAY */
};

/* A row per grid of a station that has open cases, by code. */
MUST_CHECK enum status query_board_grids(struct db *db, const char *station, int32_t today,
                                         struct arena *arena, struct board_count **rows,
                                         size_t *count, struct error *error);
/* A row per station (or street centre) that has open cases of its own, by code. */
MUST_CHECK enum status query_board_stations(struct db *db, int32_t today, struct arena *arena,
                                            struct board_count **rows, size_t *count,
                                            struct error *error);

#endif
