/* SPDX-License-Identifier: MIT */
/* lists: the queues that a person has at hand, page by page, and what a row of them says. Which
 * queues is a table by role; counts are those that the projection keeps, nothing is ever counted
 * here. Used by the queue screen and by whoever shows due days. */
#ifndef SHOUWEN_DESK_LISTS_H
#define SHOUWEN_DESK_LISTS_H

#include "shouwen/desk/desk.h"
#include "shouwen/desk/saved.h"

struct lists_tab {
    struct case_filter filter; /* queue, argument, holders and today are set */
    const char *label;         /* in the person's language */
    bool has_counts;           /* kept ones tell how many of these the person sees */
    struct case_counts counts;
    char key;          /* of a list that the person saved; otherwise 0 */
    bool goes_by_unit; /* most urgent by the handling unit's clock */
    bool is_visits;    /* leads to whom to visit: no list of cases */
};

/* The queues of the person signed in, in the order of their digits, their own first, then those
 * they saved, and `also` behind them unless it is one of them (QUEUE_COUNT: nothing more).
 * argument: the grid of `also`, where it needs one. */
MUST_CHECK enum status lists_tabs(struct desk *desk, enum queue also, const char *argument,
                                  struct arena *arena, struct lists_tab **tabs, size_t *count,
                                  struct error *error);
/* The same without `also`, with the counts of some queues only: the longer the queue, the longer it
 * takes to sum them. */
MUST_CHECK enum status lists_tabs_counting(struct desk *desk, const bool counted[QUEUE_COUNT],
                                           struct arena *arena, struct lists_tab **tabs,
                                           size_t *count, struct error *error);
/* How many cases of a queue the person sees, as the counts are kept; *is_known false: they do not
 * tell. Not for QUEUE_MINE. */
MUST_CHECK enum status lists_count(struct desk *desk, const struct case_filter *filter,
                                   struct case_counts *counts, bool *is_known, struct error *error);
/* The queue that is a person's own by their roles; QUEUE_MINE for NULL. */
enum queue lists_own(const struct person *person);

/* How long a search may take. */
struct lists_patience {
    int milliseconds;            /* 0: as long as it takes */
    bool (*stop)(void *context); /* asked now and then; may be NULL */
    void *context;
};
/* As sight_page(); STATUS_BUSY with the rows found so far if it ran out of patience. */
MUST_CHECK enum status lists_page(struct desk *desk, const struct case_filter *filter,
                                  const struct lists_patience *patience, struct arena *arena,
                                  struct case_row **rows, size_t *count, struct error *error);

/* The name of the unit that handles a case elsewhere; "" while it is at its home. */
const char *lists_unit(struct desk *desk, const struct case_row *row, struct arena *arena);
/* "today", "tomorrow", "3 days late", "12-07"; nothing for CLOCK_NO_DAY. */
void lists_say_due(struct text *out, int32_t due_on, int32_t today);
/* The same for a due day of a case with these flags: "no calendar" where none reaches it. */
void lists_say_due_of(struct text *out, int32_t due_on, unsigned flags, int32_t today);
/* The same with the time: "today 17:00". */
void lists_say_moment(struct text *out, int64_t at, int32_t today);

#endif
