/* SPDX-License-Identifier: MIT */
/* backlog: cases that were taken in elsewhere, on paper or in another system, and come in together.
 * Between reference_begin() and its end, which keep or drop them all; and all cases
 * given out in the same form. Used by import and export. */
#ifndef SHOUWEN_DESK_BACKLOG_H
#define SHOUWEN_DESK_BACKLOG_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/record.h"

struct backlog; /* opaque */

/* After reference_begin(). rows: about how many will come; 0 if that is not known. */
MUST_CHECK enum status backlog_begin(struct desk *desk, int64_t rows, struct backlog **backlog,
                                     struct error *error);
/* Notes a checked row of RECORD_CASES, each of a file once and in its order. Rows of a file that
 * say the same are as many cases: what was counted in a list of days only. *first_line is that of
 * the first of them. */
void backlog_note(struct backlog *backlog, const struct record *row, int64_t line,
                  int64_t *first_line);
/* Opens the case of the row noted last, linked to a resident as receive_person() does. The same
 * row of the same file again (the same channel and incoming number, where it has one, in whatever
 * file) is the same case: *is_new is false then and nothing changes. */
MUST_CHECK enum status backlog_open(struct backlog *backlog, const struct record *row,
                                    struct arena *arena, bool *is_new, struct error *error);
/* Whether the case that a row gives the number of is there, as in a list that was given out;
 * *is_other if it is about something else. Cases change by acts alone. */
MUST_CHECK enum status backlog_find(struct backlog *backlog, const struct record *row,
                                    struct arena *arena, bool *is_there, bool *is_other,
                                    struct error *error);
void backlog_end(struct backlog *backlog); /* NULL is fine */

/* Calls visit for every case that the person signed in sees as such a row, oldest first; its id is
 * the case number. The row is valid during the call only. Used by export. */
MUST_CHECK enum status backlog_each(struct desk *desk,
                                    enum status (*visit)(void *context, const struct record *row,
                                                         struct error *error),
                                    void *context, struct error *error);

/* The same for the cases of a filter, in its order, with the row of the list beside each; NULL:
 * all, oldest first. The filter's limit does not count. */
struct case_filter;
struct case_row;
MUST_CHECK enum status
backlog_each_of(struct desk *desk, const struct case_filter *wanted,
                enum status (*visit)(void *context, const struct record *record,
                                     const struct case_row *row, struct error *error),
                void *context, struct error *error);

#endif
