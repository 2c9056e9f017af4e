/* SPDX-License-Identifier: MIT */
/* board: how each grid of a station stands, or each station of a street or district: a row with
 * counts that the projection keeps, those that need somebody first. For the board screen and
 * `report grids`. */
#ifndef SHOUWEN_DESK_BOARD_H
#define SHOUWEN_DESK_BOARD_H

#include "shouwen/desk/desk.h"

struct board_row {
    const char *code, *name;
    const char *leader;   /* of a grid: a name, "" if there is none; of a station its secretary */
    bool leader_has_left; /* somebody else has to lead it */
    int64_t open_count, late_count, today_count;
    int64_t review_count; /* brought in, and nobody has taken them on or given them to anyone */
    int32_t oldest_days;  /* since the oldest open case was opened; BOARD_NONE */
    int32_t due_in_days;  /* to the first due day, negative if that is over; BOARD_NONE */
};
enum { BOARD_NONE = INT32_MIN };

struct board {
    const char *station;      /* whose grids they are; NULL: the rows are stations */
    const char *station_name; /* or that of the street or district whose stations they are */
    struct board_row *rows;
    size_t count;
    int64_t ungridded_count; /* open cases of the station that have no grid; 0 where not all of its
                                grids are seen */
};

/* The board that the person signed in looks at: at a station its grids (whoever looks after some
 * grids only sees those), above it the stations. node: a station, for its grids, or a street or
 * district, for its stations (NULL: as said). STATUS_DENIED for whoever sees none of it. */
MUST_CHECK enum status board_load(struct desk *desk, const char *node, struct arena *arena,
                                  struct board *board, struct error *error);
/* Sorts rows: late ones first, then due today, to be reviewed, the first due day, and the code. */
void board_sort(struct board_row *rows, size_t count);

#endif
