/* SPDX-License-Identifier: MIT */
/* query_cases: lists of cases, a page at a time.
 * Queues and orders are tables; every combination that is offered runs on an index, never counting
 * from the start (a test walks them). Read-only; for desk, screens and command line. */
#ifndef SHOUWEN_STORE_QUERY_CASES_H
#define SHOUWEN_STORE_QUERY_CASES_H

#include "shouwen/base/memory.h"
#include "shouwen/store/db.h"

/* X(NAME, "word", N_("label"), condition, order): design.md 6, `case list --queue`. WORK is the day
 * of the handling unit where there is one, else that of the resident (domain.md 3). */
#define QUEUE_TABLE(X)                                                                             \
    X(MINE, "mine", N_("mine"), OPEN, DUE)                                                         \
    X(OPEN, "open", N_("all open"), OPEN, DUE)                                                     \
    X(FALLBACK, "fallback", N_("under fallback"), FALLBACK, DUE)                                   \
    X(CALLBACKS, "callbacks", N_("call-backs"), CALLBACKS, CALLBACK)                               \
    X(CLOSED_TODAY, "closed-today", N_("closed today"), CLOSED_TODAY, CLOSED)                      \
    X(LATE, "late", N_("late"), LATE, DUE)                                                         \
    X(TODAY, "today", N_("due today"), TODAY, DUE)                                                 \
    X(DUE, "due", N_("due in two days"), DUE, DUE)                                                 \
    X(UNACCEPTED, "unaccepted", N_("not accepted yet"), UNACCEPTED, DUE)                           \
    X(GRID, "grid", N_("grid"), GRID, DUE)                                                         \
    X(REVIEW, "review", N_("to review"), REVIEW, DUE)                                              \
    X(CLOSED, "closed", N_("closed"), CLOSED, CLOSED)                                              \
    X(ALL, "all", N_("all"), ALL, OPENED)                                                          \
    X(STREET, "street", N_("street inbox"), REPORTED, WORK)                                        \
    X(DISPATCHED, "dispatched", N_("dispatched"), DISPATCHED, WORK)                                \
    X(UNIT, "unit", N_("my department"), UNIT, WORK)                                               \
    X(SUPERVISED, "supervised", N_("supervised"), SUPERVISED, WORK)                                \
    X(DISPUTED, "disputed", N_("disputed"), DISPUTED, WORK)                                        \
    X(FLAGGED, "flagged", N_("needs a person"), FLAGGED, DUE)

#define QUEUE_ENUM(name, ...) QUEUE_##name,
enum queue { QUEUE_TABLE(QUEUE_ENUM) QUEUE_COUNT };
struct queue_row {
    const char *word, *label; /* label through _() */
};
extern const struct queue_row queue_rows[QUEUE_COUNT];
/* QUEUE_COUNT if the word is none. */
enum queue queue_find(const char *word);
/* True for the queues of one grid: their word is followed by ":CODE". */
bool queue_needs_grid(enum queue queue);
/* True if none of its cases is closed. */
bool queue_has_only_open(enum queue queue);
/* True if its most urgent cases are found by the handling unit's clock. */
bool queue_goes_by_unit(enum queue queue);
/* The word by which a queue's cases are counted for those who see them: grids, units, and people
 * who brought them in. */
const char *queue_seen_word(enum queue queue);

/* X(NAME, "word", N_("label")): what a list may be sorted by. */
#define CASE_SORT_TABLE(X)                                                                         \
    X(OWN, "own", N_("most urgent first"))                                                         \
    X(DUE, "due", N_("by due day"))                                                                \
    X(UNIT, "unit", N_("by the unit's day"))                                                       \
    X(OPENED, "opened", N_("newest first"))
#define CASE_SORT_ENUM(name, ...) CASE_SORT_##name,
enum case_sort { CASE_SORT_TABLE(CASE_SORT_ENUM) CASE_SORT_COUNT };
struct case_sort_row {
    const char *word, *label; /* label through _() */
};
extern const struct case_sort_row case_sort_rows[CASE_SORT_COUNT];
/* CASE_SORT_COUNT if the word is none. */
enum case_sort case_sort_find(const char *word);

struct case_row {
    int64_t seq;
    const char *number, *state, *rule, *holder, *subject, *name, *door, *grid, *urgency, *service;
    const char *node, *unit, *resident, *outcome, *phone, *channel, *first_contact, *via, *category;
    const char *ref, *source;
    const char *contact, *contact_phone; /* whom call-backs go to, if not the person concerned */
    int32_t due_on, unit_due_on;         /* CLOCK_NO_DAY: none */
    int32_t late_on;      /* late once this day is over; CLOCK_NO_DAY: never, also while it waits */
    int32_t unit_late_on; /* the same by the handling unit's clock, where it has one */
    int64_t opened_at, closed_at, callback_at;
    int64_t unaccepted_at; /* since when it waits to be accepted; 0: it does not */
    unsigned flags;
    int attitude, ability, bounces, reminds;
    bool is_open;
    int64_t key; /* what the page is ordered by */
};

/* What the cases of a list have in common besides their queue; NULL or "": anything. */
struct case_conditions {
    const char *category, *urgency, *channel, *rule, *grid; /* words, and a grid's code */
};

struct case_filter {
    enum queue queue;
    const char *argument; /* grid or unit code */
    const char *const
        *holders; /* only theirs: QUEUE_MINE those the person answers for; NULL: all */
    size_t holder_count;
    const char *const *homes; /* only cases of these homes; NULL: of all */
    size_t home_count;
    /* of these grids as well, with homes or without; NULL: no matter. What is open goes by the
     * resident's clock then */
    const char *const *grids;
    size_t grid_count;
    /* only what was dispatched to this unit, or was brought in by this person; NULL: no matter. Not
     * with homes or grids, nor for QUEUE_MINE. What is open goes by their clock */
    const char *seen_by;
    bool is_unit; /* seen_by is one */
    /* only what the person brought in for others to handle: whoever asks for it sets seen_by
     * (sight.h); a search looks at all that they see */
    bool is_brought;
    /* what is open, late or due goes by the handling unit's clock where there is one: for whoever
     * watches the units. Only with homes, without grids */
    bool by_unit;
    struct case_conditions conditions;
    int32_t today;
    const char *search;  /* as typed (words, or as search_gather_cases()); NULL or "": everything */
    enum case_sort sort; /* while searching: newest first, whatever this says */
    size_t limit;        /* rows wanted */
    size_t scan_most;    /* rows to look at for those that fit; 0: all there are */
    bool has_start;      /* the page starts beyond the row (start_key, start_seq) */
    bool is_backwards;   /* ... on the other side; without a start, from the end */
    bool takes_start;    /* the row that it starts at, or what now stands in its place, as well */
    int64_t start_key, start_seq;
};

/* A queue of at most so many cases is sorted in any way that makes sense; a larger one only as an
 * index has it. */
enum { CASE_SORT_MOST = 1000 };

/* A page in the order of the list (also when read backwards). STATUS_BUSY if the connection's limit
 * or scan_most stopped it: rows are those found by then. STATUS_REFUSED: too many to be sorted like
 * that. */
MUST_CHECK enum status query_cases(struct db *db, const struct case_filter *filter,
                                   struct arena *arena, struct case_row **rows, size_t *count,
                                   struct error *error);
/* Where a case stands in the list of a filter: start_key and start_seq of a page beyond it. *found
 * false: there is no such case. */
MUST_CHECK enum status query_cases_locate(struct db *db, const struct case_filter *filter,
                                          const char *number, int64_t *key, int64_t *seq,
                                          bool *found, struct error *error);
/* True if the most urgent cases of the list are found by the handling unit's clock. */
bool query_cases_goes_by_unit(const struct case_filter *filter);
/* True if it makes sense to sort the queue like that. */
bool query_cases_may_sort(enum queue queue, enum case_sort sort);
/* What a list is read by: itself, the words of a search, or the rows that it found otherwise. */
enum case_reading {
    CASES_LISTED,
    CASES_BY_OPEN_WORDS, /* open cases by their words */
    CASES_BY_CLOSED_WORDS,
    CASES_BY_KEYS,
    CASE_READINGS
};
/* The statement of a list, for proving that it uses an index: the rows beyond a key, or
 * (is_same_key) the further ones with the key of the row before the page; NULL if there is none. */
const char *query_cases_text(struct arena *arena, const struct case_filter *filter,
                             enum case_reading reading, bool is_same_key);

/* How many cases are in a queue: as the projection keeps it, for all that the filter says but
 * conditions and search. Grids must be none of the homes' own; with grids or seen_by not for queues
 * that have an argument. */
struct case_counts {
    int64_t count, late_count;
};
/* Not for QUEUE_MINE, whose counts are matters_each_load()'s. */
MUST_CHECK enum status query_cases_count(struct db *db, const struct case_filter *filter,
                                         struct case_counts *counts, struct error *error);
/* The homes that cases of the file have, by code. */
MUST_CHECK enum status query_cases_homes(struct db *db, struct arena *arena, const char ***homes,
                                         size_t *count, struct error *error);

/* A person's or a door's latest cases, newest first; fields that the statement lacks are "". */
MUST_CHECK enum status query_cases_of(struct db *db, const char *resident, const char *door,
                                      size_t limit, struct arena *arena, struct case_row **rows,
                                      size_t *count, struct error *error);

/* A holder's open cases that were given to them and not accepted yet, or that somebody was reminded
 * of, the most urgent first; fields as above. */
MUST_CHECK enum status query_cases_news(struct db *db, const char *holder, size_t limit,
                                        struct arena *arena, struct case_row **rows, size_t *count,
                                        struct error *error);

/* A case that follows another one, and whom to tell of it. */
struct merged_row {
    const char *number, *subject, *name, *contact, *contact_phone;
    int64_t merged_at;
};
/* The cases that were merged into one, earliest first. */
MUST_CHECK enum status query_cases_merged(struct db *db, const char *number, struct arena *arena,
                                          struct merged_row **rows, size_t *count,
                                          struct error *error);

struct promise_row {
    const char *number, *kind, *staff, *text, *subject, *name, *door, *holder, *node;
    const char *contact, *contact_phone; /* whom to call: the person concerned, or another one */
    int64_t at, place;
};
/* Open promises up to a time, earliest first: those that are overdue too. */
MUST_CHECK enum status query_promises(struct db *db, int64_t before_at, size_t limit,
                                      struct arena *arena, struct promise_row **rows, size_t *count,
                                      struct error *error);
/* All open promises that a person is to keep, earliest first. */
MUST_CHECK enum status query_promises_of(struct db *db, const char *staff, struct arena *arena,
                                         struct promise_row **rows, size_t *count,
                                         struct error *error);
/* Codes of the units that cases were dispatched to lately, the last one first; looks at the latest
 * 1,000 acts at most. */
MUST_CHECK enum status query_units_lately(struct db *db, struct arena *arena, const char ***codes,
                                          size_t *count, struct error *error);
/* Codes of the service items used most in a stretch of time, most used first; looks at its latest
 * 300 cases at most. */
MUST_CHECK enum status query_frequent_services(struct db *db, int64_t since_at, int64_t before_at,
                                               size_t limit, struct arena *arena,
                                               const char ***codes, size_t *count,
                                               struct error *error);

#endif
