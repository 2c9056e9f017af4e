/* SPDX-License-Identifier: MIT */
/* history: what happened to a case, told line by line as a colleague would tell it: when, what, by
 * whom, and what came of it; who was accountable then, how late something came, how much later it
 * was entered. Used by the case screen and by `case show`, so that both tell the same story. */
#ifndef SHOUWEN_DESK_HISTORY_H
#define SHOUWEN_DESK_HISTORY_H

#include "shouwen/desk/desk.h"

struct history_line {
    const struct matter_entry *entry;
    const char *when;             /* "11-23 09:30" */
    const char *act, *who, *what; /* in the person's language; what may be "" */
};
struct history_options {
    bool unmask; /* phone numbers that were corrected are shown in full */
};

/* A line per entry of the case's history, in its order; texts in arena. */
MUST_CHECK enum status history_tell(struct desk *desk, const struct matter *matter,
                                    const struct history_options *options, struct arena *arena,
                                    struct history_line **lines, struct error *error);
/* Columns of the widest act and of the widest who, the latter at most `most`. */
void history_measure(const struct history_line *lines, size_t count, int most, int *act_columns,
                     int *who_columns);

#endif
