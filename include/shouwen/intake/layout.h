/* SPDX-License-Identifier: MIT */
/* layout: the form in which somebody else wants a list, kept as an INI file: which columns, in
 * which order, under which headings, written how. Also the columns of a queue as the screen shows
 * it.
 *
 *     [layout]
 *     name = mzj-monthly            ; under it what was sent is remembered
 *     kind = cases
 *     encoding = gb18030            ; or utf-8, with a byte-order mark
 *     date = YYYY/M/D               ; YYYY MM M DD D hh mm, anything else stands for itself
 *     columns = number|opened_at|subject|state
 *
 *     [headings]
 *     number = 工单编号
 */
#ifndef SHOUWEN_INTAKE_LAYOUT_H
#define SHOUWEN_INTAKE_LAYOUT_H

#include "shouwen/base/encoding.h"
#include "shouwen/base/error.h"
#include "shouwen/base/memory.h"
#include "shouwen/desk/desk.h"
#include "shouwen/domain/record.h"

struct case_row;

/* X(NAME, "column", N_("heading")): what a list of cases has beside the fields of RECORD_CASES. */
#define LAYOUT_EXTRA_TABLE(X)                                                                      \
    X(NUMBER, "number", N_("number"))                                                              \
    X(STATE, "state", N_("state"))                                                                 \
    X(RULE, "rule", N_("rule"))                                                                    \
    X(HOLDER, "holder", N_("holder"))                                                              \
    X(UNIT, "unit", N_("handling unit"))                                                           \
    X(DUE_ON, "due_on", N_("due"))                                                                 \
    X(OUTCOME, "outcome", N_("outcome"))                                                           \
    X(CLOSED_AT, "closed_at", N_("closed"))
#define LAYOUT_EXTRA_ENUM(name, ...) LAYOUT_##name,
enum layout_extra { LAYOUT_EXTRA_TABLE(LAYOUT_EXTRA_ENUM) LAYOUT_EXTRA_COUNT };

struct layout_column {
    int field; /* of the kind; -1: extra */
    enum layout_extra extra;
    const char *heading;
};

/* Texts live in the arena it was read into. */
struct layout {
    const char *name; /* "": nothing is remembered */
    enum record_kind kind;
    enum encoding encoding;
    const char *date;
    struct layout_column *columns;
    size_t column_count, column_room;
};

/* A fault names file and line, and what there is instead. */
MUST_CHECK enum status layout_read(const char *path, struct arena *arena, struct layout *layout,
                                   struct error *error);
/* One to choose: a fault says why it cannot be used, and is NULL where it can. */
struct layout_found {
    const char *path, *file; /* the whole path, and the file's name */
    struct layout layout;
    const char *fault;
};
/* Those of a kind in the folder layouts beside the station file and in the program's data, with
 * those that cannot be read. */
void layout_find(const char *station, enum record_kind kind, struct arena *arena,
                 struct layout_found **found, size_t *count);
/* A queue as the screen shows it, in the person's language. */
void layout_of_queue(struct arena *arena, struct layout *layout);

/* What stands in a column: of a record, or of a case where row is given. Words are labels in the
 * person's language, days as the layout writes them. */
void layout_value(const struct layout *layout, const struct layout_column *column,
                  const struct desk *desk, const struct record *record, const struct case_row *row,
                  struct text *out);

#endif
