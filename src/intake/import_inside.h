/* SPDX-License-Identifier: MIT */
/* What the files of import share. */
#ifndef SHOUWEN_INTAKE_IMPORT_INSIDE_H
#define SHOUWEN_INTAKE_IMPORT_INSIDE_H

#include "shouwen/desk/backlog.h"
#include "shouwen/desk/reference.h"
#include "shouwen/domain/reason.h"
#include "shouwen/intake/csv.h"
#include "shouwen/intake/import.h"
#include "shouwen/intake/sniff.h"

#include <stdio.h>

/* Which field each column of a file is. */
struct import_columns {
    const char **headings; /* as the file has them */
    int *fields;           /* IMPORT_UNKNOWN, IMPORT_PASSED: not read */
    unsigned *flags;       /* of the field (enum record_flag); 0 for what is not read */
    bool *is_reason;       /* a column that refused rows came back with */
    size_t count;
};

/* Something that was named and is not there (yet). */
struct import_missing {
    int64_t line;
    const char *column, *id;
    enum record_kind kind;
};

/* Of the columns in front of refused rows. */
const char *import_reason_heading(void);
const char *import_remedy_heading(void);
bool import_is_reason(const char *heading);
/* True for a column that says nothing of what the row is about: those, and the rows' numbers. */
bool import_is_passed(const char *heading);
/* True if a row holds what the kind's headings must hold, as the program knows them or as a person
 * said, now (map may be NULL) or before. */
bool import_are_headings(enum record_kind kind, const struct import_map *map, const char *station,
                         const char *const *cells, size_t count);
enum { IMPORT_TITLES = 10 }; /* rows among which the headings are looked for */

/* Ids that the rows of a file had. */
struct import_seen {
    const char **ids;
    size_t count, room;
};

/* The lines of this file by what they are about: import_twice.c. */
struct import_lines {
    struct import_line *slots;
    size_t room;
};

/* New rows that lack what they should have. */
struct import_lack {
    int64_t line, count; /* the first of them */
};

struct known;
/* Somebody of a roster, before its rows are taken: an earlier row may name them. */
struct import_ahead {
    int64_t line;
    const char *cell;  /* the id as the row has it; "" without one */
    const char *id;    /* that, or who import_people.c finds that it is; "" if nobody can tell */
    const char *name;  /* as the row has it */
    const char *key;   /* the name's search key */
    const char *phone; /* canonical after import_settle_people(), and so the code of the unit */
    const char *node;
    enum reason reason; /* of a doubt or, without an id, of the refusal; REASON_NONE */
    const char *detail;
};

struct import_names;

/* The pieces of a file: import_piece.c. */
struct import_pieces {
    struct imports_entry entry;
    struct imports_entry kept; /* as it was when the last piece went in; row_count 0: none did */
    struct arena arena;
    int64_t *refused; /* rows that an earlier run refused, rising; they are tried again */
    size_t refused_count, refused_next;
    struct text now_refused;      /* ... those of this one, from the first row on */
    int64_t in_count;             /* rows that an earlier run dealt with */
    int64_t piece_row;            /* of the file, at which this piece began */
    int64_t begun_ms, watched_ms; /* by the clock */
    int64_t piece_ms;             /* by the time that the program used */
    int64_t piece_at_ms;          /* by the clock */
};

struct import_run {
    struct desk *desk;
    const struct record_row *row;
    enum record_kind kind;
    int name_field; /* of the kind; -1: it has none */
    const char *path;
    const struct import_report *before; /* as the report was before this file */
    const struct import_how *how;
    struct import_report *report;
    struct import_columns columns;
    int64_t heading_line; /* rows before it are not read */
    bool has_headings;
    bool is_past_headings; /* ... when the rows are taken */
    bool is_surveyed;      /* the whole file was read through; rows are taken now */
    struct sniffed found;
    int64_t row_count; /* rows of this file so far; no headings, no blank ones */
    int64_t row_total;
    uint8_t digest[CRYPTO_CHAIN];
    struct import_pieces pieces;
    bool is_stopped;
    bool has_rejects;              /* the headings stand in the report's rejects */
    struct text reasons, remedies; /* of the row being read, as its reject has them */
    int empty[RECORD_FIELDS_MOST]; /* fields whose cell of this row is empty */
    size_t empty_count;
    size_t short_count;       /* cells of the row before, where it was short */
    const char *fault_column; /* the column for which the whole file is refused; NULL: none */
    struct arena arena;       /* of the file */
    struct arena row_arena;   /* of the row being read */
    struct import_missing *missing;
    size_t missing_count, missing_room;
    struct backlog *backlog;          /* RECORD_CASES only */
    struct import_seen seen, seen_at; /* of a roster that is complete: who, and where */
    struct import_seen seen_nodes;    /* ... each place once */
    struct import_seen refused;       /* ids and names in its rows that were refused */
    int64_t admin_line;               /* the row that took an administrator's role last */
    const char *admin_name;           /* ... whose; NULL: none did */
    struct import_names *names[RECORD_ROW_COUNT]; /* import_names.c */
    struct import_lack lacking[RECORD_FIELDS_MOST];
    struct import_ahead *ahead;
    size_t ahead_count, ahead_room;
    bool are_people_settled;
    struct import_lines lines;
    bool is_new, is_found; /* the resident of this row has no id of its own, and is found or not */
    struct import_doubles *doubles; /* import_double.c */
    struct known *known;            /* import_reference.c */
    size_t known_count, known_room;
    bool is_learnt[RECORD_KIND_COUNT]; /* all of that kind that were there are known */
};

/* Where a problem is; texts are copied. */
struct import_spot {
    int64_t line;
    const char *column, *value;
};
/* Adds a problem to the report. */
void import_problem_add(struct import_run *run, const struct import_spot *spot, bool is_refusal,
                        enum reason reason, const char *detail);
/* Adds a refusal by a fault; one that does not say what can be done is taken as the detail of
 * otherwise. */
void import_fault_add(struct import_run *run, const struct import_spot *spot,
                      const struct error *fault, enum reason otherwise);

/* Opens a file, or a paste, so that it can be read several times; *file is NULL after a fault. */
MUST_CHECK enum status import_open(const char *path, const char *paste, FILE **file,
                                   struct error *error);
/* Finds out what the file is written in, and notes it in the report; its bytes' digest. */
MUST_CHECK enum status import_sniff(struct import_run *run, FILE *file, struct error *error);
/* Hands the reader the file's text. STATUS_INVALID is about the content; the reader's line says
 * where. */
MUST_CHECK enum status import_read(struct import_run *run, FILE *file, struct csv_reader *csv,
                                   struct error *error);
bool import_is_blank(const struct csv_row *row);

/* True for a kind of which part of a file is worse than nothing of it: it is one piece. */
bool import_is_whole(const struct import_run *run);
/* Finds the piece where the file goes on: after its survey, before its rows. */
MUST_CHECK enum status import_resume(struct import_run *run, struct error *error);
/* True if the row that was counted last is in by an earlier run. */
bool import_is_in(struct import_run *run);
/* After a row: tells who watches, and keeps the piece when it is full. *run->is_stopped says
 * whether to go on. */
MUST_CHECK enum status import_step(struct import_run *run, bool is_refused, struct error *error);
/* After the last row that is read: tells who watches, and says in the report where it stopped. */
void import_end_watch(struct import_run *run);
/* The last piece, whether of the whole file or of one that was stopped. */
MUST_CHECK enum status import_keep(struct import_run *run, struct error *error);
/* After a fault: the report counts what is kept, and the error says it; the status of the fault. */
MUST_CHECK enum status import_fell(struct import_run *run, const struct error *fault,
                                   struct error *error);

/* Reads the headings; STATUS_INVALID, with the fault's column noted, if the file can't be read by
 * them. */
MUST_CHECK enum status import_headings(struct import_run *run, const struct csv_row *row,
                                       struct error *error);
/* The heading of a field's column; the field's own as a person reads it if the file has no such
 * column. */
const char *import_heading_of(const struct import_run *run, int field);

/* Takes one row to the record, or refuses it in the report. */
MUST_CHECK enum status import_row(struct import_run *run, const struct csv_row *row,
                                  struct error *error);
/* Puts codes in place of names; *is_good false: the report says which could not be found. */
MUST_CHECK enum status import_names_to_codes(struct import_run *run, int64_t line,
                                             struct record *record, bool *is_good,
                                             struct error *error);
/* Of a roster, while the file is read through: whom it names. */
void import_note_ahead(struct import_run *run, const struct csv_row *row);
/* The code of a unit that a cell names or is; "" where it is none. */
MUST_CHECK enum status import_unit_named(struct import_run *run, const char *cell,
                                         const char **code, struct error *error);
/* Finds out who the rows of a roster are that have no id; once. */
MUST_CHECK enum status import_settle_people(struct import_run *run, struct error *error);
/* Gives a row of a roster without an id that of whom it is, or of somebody new; *is_good false: the
 * report says that nobody can tell. */
MUST_CHECK enum status import_identify_person(struct import_run *run, int64_t line,
                                              struct record *record, bool *is_good,
                                              struct error *error);
/* True for a total or a signature below the rows of a form. */
bool import_is_foot(const struct csv_row *row);
/* A record that was put may be named by the rows after it. */
void import_note_name(struct import_run *run, const struct record *record);
/* Refuses a second row of the file about the same, unless it says the same as what is there now. */
bool import_refuse_twice(struct import_run *run, int64_t line, const struct record *there,
                         const struct record *record);
void import_lines_release(struct import_lines *lines);
/* Puts a checked record; a row that may not is refused in the report. */
MUST_CHECK enum status import_put(struct import_run *run, int64_t line, struct record *record,
                                  struct error *error);
/* Adds a value as it may be shown: of masked fields the last four only. */
void import_mask(struct text *out, enum record_kind kind, int field, const char *value);
/* After the last row: doubts about what new rows lack, one for each field. */
void import_say_lacking(struct import_run *run);
void import_count(struct import_report *report, enum ledger_change change);
/* Puts ids in place of the numbers that lists give residents (listnumber.h), also where other lists
 * name them; a number of a case that means nobody is a doubt. STATUS_REFUSED if nobody can tell who
 * is meant. */
MUST_CHECK enum status import_take_numbers(struct import_run *run, int64_t line,
                                           struct record *record, struct error *error);
/* Of a resident, before it is put: one whose number is somebody else's is refused; who moved is a
 * doubt; the grid is the door's where nothing else says it. old: as they are here, or NULL. */
MUST_CHECK enum status import_resident(struct import_run *run, int64_t line,
                                       const struct record *old, struct record *record,
                                       bool *is_refused, struct error *error);
/* Of a resident who is new: a doubt if they may be somebody who is here, or of an earlier row. */
MUST_CHECK enum status import_doubt_double(struct import_run *run, int64_t line,
                                           const struct record *record, struct error *error);
void import_doubles_release(struct import_doubles *doubles); /* NULL is fine */
/* Notes what the row names of other kinds and is not there (yet). */
MUST_CHECK enum status import_note_references(struct import_run *run, int64_t line,
                                              const struct record *record, struct error *error);
/* Notes whether a row takes an administrator's role away, before it is put. */
void import_note_admin(struct import_run *run, int64_t line, const struct record *record);
/* Of a roster that is complete: notes who is in it; after the last row, has the others leave.
 * STATUS_INVALID if no administrator would be left. */
MUST_CHECK enum status import_note_seen(struct import_run *run, const struct record *record,
                                        struct error *error);
void import_note_refused(struct import_run *run, const struct csv_row *row);
MUST_CHECK enum status import_complete(struct import_run *run, struct error *error);
/* After the last row: doubts about what is still not there. */
MUST_CHECK enum status import_missing(struct import_run *run, struct error *error);

#endif
