/* SPDX-License-Identifier: MIT */
/* matters_inside: the row of a case, for the files of matters alone. */
#ifndef SHOUWEN_STORE_MATTERS_INSIDE_H
#define SHOUWEN_STORE_MATTERS_INSIDE_H

#include "shouwen/store/audience.h"
#include "shouwen/store/matters.h"

/* X(column, is_text): the columns of the row, in the order of the statements of matters.sql. */
#define MATTERS_CELL_TABLE(X)                                                                      \
    X(number, true)                                                                                \
    X(node, true)                                                                                  \
    X(state, true)                                                                                 \
    X(is_open, false)                                                                              \
    X(rule, true)                                                                                  \
    X(holder, true)                                                                                \
    X(first_contact, true)                                                                         \
    X(unit, true)                                                                                  \
    X(channel, true)                                                                               \
    X(via, true)                                                                                   \
    X(urgency, true)                                                                               \
    X(service, true)                                                                               \
    X(category, true)                                                                              \
    X(grid, true)                                                                                  \
    X(ref, true)                                                                                   \
    X(subject, true)                                                                               \
    X(resident, true)                                                                              \
    X(name, true)                                                                                  \
    X(phone, true)                                                                                 \
    X(door, true)                                                                                  \
    X(opened_at, false)                                                                            \
    X(closed_at, false)                                                                            \
    X(due_on, false)                                                                               \
    X(unit_due_on, false)                                                                          \
    X(outcome, true)                                                                               \
    X(flags, false)                                                                                \
    X(bounces, false)                                                                              \
    X(attitude, false)                                                                             \
    X(ability, false)                                                                              \
    X(callback_at, false)                                                                          \
    X(pause_until_at, false)                                                                       \
    X(late_on, false)                                                                              \
    X(unaccepted_at, false)                                                                        \
    X(unit_late_on, false)                                                                         \
    X(reminds, false)                                                                              \
    X(source, true)                                                                                \
    X(merged_into, true)                                                                           \
    X(contact, true)                                                                               \
    X(contact_phone, true)                                                                         \
    X(code, true)
#define MATTERS_CELL_ENUM(column, is_text) CELL_##column,
enum matters_cell_at { MATTERS_CELL_TABLE(MATTERS_CELL_ENUM) CELLS };

/* One column's value: text, or a number where text is NULL. */
struct matters_cell {
    const char *text;
    int64_t number;
};

/* "No day" in a row: after every other. */
enum { NO_DAY_LAST = INT32_MAX };

/* What the fold gives for a case's row. */
void matters_fill(const struct matter *matter, struct matters_cell cells[CELLS]);
/* A case's row, and who has it in a list of theirs. */
struct matters_standing {
    const struct matters_cell *row; /* NULL: there is none */
    struct audience_row *audience;
    size_t audience_count;
};
/* Counts `by` cases that stand like this into the queues that they are in. past: past_day(). */
MUST_CHECK enum status matters_count_row(struct db *db, const struct matters_standing *standing,
                                         int64_t by, int64_t past, struct error *error);
/* Counts a case that stood like this and now stands like that. */
MUST_CHECK enum status matters_count_move(struct db *db, const struct matters_standing *before,
                                          const struct matters_standing *now, int64_t past,
                                          struct error *error);

#endif
