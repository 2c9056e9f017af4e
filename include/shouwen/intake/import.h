/* SPDX-License-Identifier: MIT */
/* import: a CSV file into the record, and a report of what did not go in.
 * Headings say which column is which (record_table.h); rows become records, are checked, and the
 * good ones go in, or none where the run is dry or the file itself is broken: it is read through
 * once before. They go in by pieces, each a transaction that also notes how far the file is, so
 * that one that was stopped or killed goes on there when it is imported again; what hangs together,
 * a calendar and a roster of staff, is one piece. The same row again changes nothing. A reference
 * to something not loaded yet is taken with a doubt, since files may come in any order (design.md
 * 6). */
#ifndef SHOUWEN_INTAKE_IMPORT_H
#define SHOUWEN_INTAKE_IMPORT_H

#include "shouwen/base/encoding.h"
#include "shouwen/base/error.h"
#include "shouwen/base/json.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"
#include "shouwen/desk/almanac.h"
#include "shouwen/domain/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct import_map;

enum { IMPORT_PROBLEMS_MOST = 1000, IMPORT_CHANGES_MOST = 1000 }; /* kept; all are counted */

struct import_problem {
    const char *path;
    int64_t line;
    const char *column; /* the heading as the file has it; "" for what concerns the row or file */
    const char *value;
    const char *message; /* the reason, in the person's language */
    const char *remedy;  /* what can be done, likewise */
    bool is_refusal;     /* the row did not go in; otherwise it did, and someone should look */
};

/* How far a file is; rows without the headings and without blank ones. */
struct import_progress {
    int64_t row_count, row_total;
    int64_t resumed_count; /* of row_count: what an earlier run had done */
    int64_t rows_a_second; /* 0: too early to say */
    int64_t seconds_left;  /* IMPORT_UNKNOWN_TIME: too early to say */
};
enum { IMPORT_UNKNOWN_TIME = -1 };

/* How files are read; zeroed: as they are found to be, and for good. */
struct import_how {
    enum encoding encoding;       /* ENCODING_NONE: find out (sniff.h) */
    uint32_t separator;           /* of cells, a code point; 0: find out */
    const struct import_map *map; /* what a person said of the headings; NULL: what they said of
                                     these headings before, if anything (import_map.h) */
    const int *fields; /* what each column is (IMPORT_PASSED: not read), before all else; NULL: by
                          the headings */
    size_t field_count;
    int64_t
        heading_line; /* where the headings are, what stands above them is no row; 0: the first of
                             the first lines that has what the kind must have, else the first */
    bool has_no_headings; /* the first row is no headings but a row; with fields only */
    const char *paste;    /* the rows themselves, in UTF-8, instead of a file; NULL: none */
    bool keeps_changes;   /* in the report, field by field */
    bool clears;          /* an empty cell empties what the record has; otherwise that is left */
    bool is_complete; /* RECORD_STAFF: who works at a node of the file and is not in it has left */
    bool is_dry;      /* do everything but keep it */
    /* Called some times a second while rows are read, and once at the end of a file; NULL: nobody
     * looks. false stops: what was read is kept, unless dry, and the report says so. */
    bool (*watch)(void *context, const struct import_progress *progress);
    void *watch_context;
    int64_t piece_rows; /* rows of a piece; 0: as many as come in a second or two */
};

/* What a row changed in the record. */
struct import_change {
    int64_t line;
    const char *id, *name; /* of the record; "" where the kind has no name */
    int field;
    const char *before, *after;
};

/* Who left by a complete roster. */
struct import_gone {
    const char *id, *name;
    int64_t open_count; /* cases that fell back */
};

/* Of one or several files. Zeroed before the first; texts live in the arena. */
struct import_report {
    enum record_kind kind;
    bool is_dry;
    enum encoding encoding; /* of the file read last, and what separates its cells */
    uint32_t separator;
    bool has_bom;
    int64_t heading_line; /* ... where its headings are; 0: in its first row */
    bool is_guess;        /* the encoding may be another one */
    int64_t row_count, added_count, changed_count, unchanged_count, refused_count;
    int64_t doubt_count;
    int64_t change_total; /* values that changed, of which were emptied: */
    int64_t cleared_count;
    int64_t left_count; /* empty cells where the record has something, which was left */
    const char
        *map_path;    /* the headings were taken as remembered there; "" or NULL: they were not */
    bool is_given_up; /* nothing of some file went in: its last problem says why */
    int64_t
        import_id;   /* of the file read last, to take it back by; 0: nothing of it was recorded */
    bool is_stopped; /* watch() said so; of the file read last, how far it is: */
    int64_t stopped_row, stopped_total; /* stopped_row: 0 if nothing of the file is kept */
    int64_t resumed_count; /* rows that were in by an earlier run of the same file; counted above */
    struct import_problem *problems;
    size_t problem_count, problem_room;
    int64_t problem_total;
    struct import_change *changes; /* where they were to be kept */
    size_t change_count, change_room;
    struct import_change *news; /* records that are new, likewise; without values */
    size_t new_count, new_room;
    struct moved moved; /* cases whose due days the calendar moved; of the last file that did */
    struct import_gone *gone;
    size_t gone_count, gone_room;
    struct text *rejects; /* takes the rows that were refused, with their headings and two columns
                             that say why and what to do, as CSV in UTF-8; NULL: not wanted */
    struct arena arena;
};
void import_report_release(struct import_report *report);

/* Reads a file into the record as how says, and adds to the report. What is wrong with rows or with
 * the whole content is in the report and no fault; a file that cannot be read, someone who may not
 * import, or a station file that takes no writing is. */
MUST_CHECK enum status import_file(struct desk *desk, enum record_kind kind, const char *path,
                                   const struct import_how *how, struct import_report *report,
                                   struct error *error);

/* Adds the rejects in the encoding that the file had, or in UTF-8 with a BOM where that encoding
 * lacks a character of the reasons. Imported again, the columns of reasons are passed over. */
void import_rejects(const struct import_report *report, struct text *out);

/* The report as --json prints it (design.md 6); owned by the caller. */
struct json *import_report_json(const struct import_report *report);
/* Takes an import back (reference_undo()), with a watch as in struct import_how: rows are records
 * and cases here. */
MUST_CHECK enum status
import_undo(struct desk *desk, int64_t import,
            bool (*watch)(void *context, const struct import_progress *progress), void *context,
            struct ledger_followed *followed, struct error *error);
/* Fills in the rate, and the time left, by what was done in so many milliseconds; nothing as long
 * as it is too early to say. */
void import_progress_rate(struct import_progress *progress, int64_t done, int64_t took_ms);
/* "12,000 of 50,000 rows, 24 %, 9,000 a second, 4 s left" */
void import_say_progress(const struct import_progress *now, struct text *out);
/* A problem's column, reason and remedy as one sentence. */
void import_problem_say(const struct import_problem *problem, struct text *out);
/* The report as sentences, one a line. */
void import_report_say(const struct import_report *report, struct text *out);

#endif
