/* SPDX-License-Identifier: MIT */
/* export: the records of a kind as CSV or JSON, in the columns that import reads.
 * CSV is as spreadsheets take it: UTF-8 with a BOM, or GB18030; lines end with CR LF; cells that
 * look like formulas and numbers too long for a spreadsheet are kept as text.
 * What is imported again is unchanged. Phone and card numbers are masked but for their last four
 * unless they are asked for in full, which is recorded; import leaves a masked number as it is. */
#ifndef SHOUWEN_INTAKE_EXPORT_H
#define SHOUWEN_INTAKE_EXPORT_H

#include "shouwen/base/encoding.h"
#include "shouwen/base/error.h"
#include "shouwen/base/memory.h"
#include "shouwen/domain/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct desk;

enum export_format { EXPORT_CSV, EXPORT_JSON };

struct export_how {
    enum export_format format;
    enum encoding encoding; /* of CSV; ENCODING_NONE: UTF-8. JSON is UTF-8 */
    bool unmask;
    bool is_chinese; /* headings and the words of fixed lists of CSV; otherwise as they are kept */
    int64_t *row_count; /* gets how many were given out; may be NULL */
};

/* Takes the bytes as they are made. */
struct export_sink {
    void *context;
    enum status (*write)(void *context, const char *bytes, size_t length, struct error *error);
};

/* CSV: a row of the fields' names, then one row a record. JSON: {"KIND":[{...}]}, also with each
 * id. Cases are given out too (RECORD_CASES), each with its number in front. */
MUST_CHECK enum status export_records(struct desk *desk, enum record_kind kind,
                                      const struct export_how *how, struct export_sink sink,
                                      struct error *error);

struct layout;
struct case_filter;

/* What was given out: ids, or case numbers, for reference_note_sent(). */
struct export_given {
    const char **ids;
    size_t count, room;
    struct arena arena;
};
/* CSV in the form of a layout, cases as the filter has them (NULL: all, oldest first). only_new:
 * without those that were sent under the layout's name before. */
MUST_CHECK enum status export_layout(struct desk *desk, const struct layout *layout,
                                     const struct case_filter *filter, bool unmask, bool only_new,
                                     struct export_sink sink, struct export_given *given,
                                     struct error *error);

/* What is to be written into a file. */
struct export_order {
    enum record_kind kind;
    const struct layout *layout;      /* NULL: the columns that import reads */
    const struct case_filter *filter; /* of cases in a layout; NULL: all */
    enum encoding encoding;
    bool unmask, is_chinese; /* as in struct export_how; the second without a layout */
    bool only_new;           /* in a layout; what is written counts as sent then */
};
/* Writes CSV into a file, over one that is there; whole, or not at all. */
MUST_CHECK enum status export_file(struct desk *desk, const struct export_order *order,
                                   const char *path, int64_t *row_count, struct error *error);

#endif
