/* SPDX-License-Identifier: MIT */
/* morning: what somebody sees first: what is late, due and waiting today, who is away, what the
 * calendar lacks. A few indexed reads of kept counts; used by the reception. */
#ifndef SHOUWEN_DESK_MORNING_H
#define SHOUWEN_DESK_MORNING_H

#include "shouwen/desk/desk.h"

/* Where a line leads. */
enum morning_way {
    MORNING_QUEUE,
    MORNING_CASE, /* one of the most urgent of the queue above it, or news */
    MORNING_VISITS,
    MORNING_SHEET,
    MORNING_MOVED,
    MORNING_RESIDENT, /* id: of the resident */
    MORNING_NOWHERE
};

struct morning_line {
    const char *id;    /* unique among the lines; of a queue what the queue screen is opened with */
    const char *label; /* in the person's language; of one that leads nowhere the whole line */
    bool has_counts;
    int64_t count, late_count;
    const char *due; /* of a case: its day in words; "" of all others */
    bool is_late;    /* a case */
    bool is_news;    /* given to the person, or they were reminded, and did nothing yet; or to be
                        settled or erased */
    enum morning_way way;
    int digit; /* of the queue, on its screen; 0: none */
};

/* The lines for the person signed in, the most pressing first; texts in the arena. */
MUST_CHECK enum status morning_load(struct desk *desk, struct arena *arena,
                                    struct morning_line **lines, size_t *count,
                                    struct error *error);

#endif
