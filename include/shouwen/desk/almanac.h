/* SPDX-License-Identifier: MIT */
/* almanac: the calendars as a desk meets them (domain.md 3).
 * Which year is missing, from 1 November on also the next one, since it comes out in October or
 * November; and which cases' due days moved when one was loaded. For doctor, the daily run, the
 * import's report and the workstation. */
#ifndef SHOUWEN_DESK_ALMANAC_H
#define SHOUWEN_DESK_ALMANAC_H

#include "shouwen/base/json.h"
#include "shouwen/desk/desk.h"
#include "shouwen/store/moved.h"

/* The first year that should be loaded by today and is not; 0 if none is missing. */
int almanac_missing_year(const struct desk *desk);
/* "the 2027 calendar is not loaded: ..." */
void almanac_say_missing(int year, struct text *out);

/* The list of the calendar that last moved due days. */
MUST_CHECK enum status almanac_moved(struct desk *desk, struct arena *arena, struct moved *moved,
                                     struct error *error);
/* [{"number","due_before","due_on","unit_due_before","unit_due_on"}], days that nobody knew "";
 * owned by the caller. */
struct json *almanac_moved_json(const struct moved *moved);
/* The same as lines, under a heading. */
void almanac_say_moved(const struct moved *moved, struct text *out);

/* True if a calendar was loaded in the last days and moved the due day of a case that the person
 * signed in sees; *on is the day of it. */
MUST_CHECK enum status almanac_moved_lately(struct desk *desk, struct arena *arena, int32_t *on,
                                            bool *is_so, struct error *error);

/* One sentence if this machine's clock can't be right (clockwatch.h); nothing otherwise, or before
 * a file is open. */
void almanac_say_clock(struct desk *desk, struct text *out);

#endif
