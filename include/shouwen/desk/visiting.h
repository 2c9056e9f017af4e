/* SPDX-License-Identifier: MIT */
/* visiting: whom to visit, and recording what came of it (domain.md 5).
 * A visit is to a household and names the persons met. What was said becomes cases and demands in
 * the same transaction, under one request id. Used by the screens of visits and by `visit`. */
#ifndef SHOUWEN_DESK_VISITING_H
#define SHOUWEN_DESK_VISITING_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/record.h"
#include "shouwen/store/query_visits.h"

/* Whose households a person visits: those of their own grids and of those they lead; without any,
 * all that they may see, a station's without a grid too. In the arena. */
struct visiting_scope {
    const char **places; /* record_place(); count 0: all */
    size_t count;
    const char *within; /* of all those in this area; "": the whole file */
};
/* STATUS_DENIED for whoever sees no residents; grid NULL: as above, otherwise that one alone. */
MUST_CHECK enum status visiting_scope(struct desk *desk, const char *grid, struct arena *arena,
                                      struct visiting_scope *scope, struct error *error);
/* True if it is somewhere they visit. */
bool visiting_has_place(const struct visiting_scope *scope, const char *place);
/* The grid that a place is; "" for a station. */
const char *visiting_grid_of(const char *place);
/* Households due until today, and those late, by the counts that are kept. */
MUST_CHECK enum status visiting_count(struct desk *desk, const struct visiting_scope *scope,
                                      int64_t *due_count, int64_t *late_count, struct error *error);

enum { VISITING_HISTORY = 20 };

/* A household with everything that is shown beside it. */
struct visiting_household {
    const char *key, *door, *grid, *class; /* class: the most demanding; "" if nobody has one */
    const char *station;                   /* that looks after them; "" if it is not known */
    struct record *members;                /* those who live there */
    size_t member_count;
    const char *who;      /* id of the member asked for, or to be visited first; "" if nobody */
    bool is_due_known;    /* the two below */
    int32_t due_on;       /* by when somebody there is to be visited */
    enum visit_step step; /* what is to be done next */
    const char *contact, *contact_phone; /* of whoever has one; "" */
    struct record *visits;               /* the latest, newest first, undone ones left out */
    size_t visit_count;
};
/* given: a resident's id or name, a door, or a household's key. STATUS_NOT_FOUND if it is none,
 * STATUS_REFUSED if several households fit, STATUS_DENIED if the person may not see it. */
MUST_CHECK enum status visiting_household(struct desk *desk, const char *given, struct arena *arena,
                                          struct visiting_household *household,
                                          struct error *error);
/* "telephone 139... " is shown in full because it is to be dialled: recorded in the audit. */
MUST_CHECK enum status visiting_note_reveal(struct desk *desk,
                                            const struct visiting_household *household,
                                            struct error *error);

/* X(NAME, "word", N_("label")): what a line of a visit becomes: a case, one that was answered at
 * once, or a line of the demand list. */
#define VISITING_LINE_TABLE(X)                                                                     \
    X(CASE, "case", N_("problem"))                                                                 \
    X(DEMAND, "demand", N_("demand"))                                                              \
    X(OPINION, "opinion", N_("opinion"))                                                           \
    X(WISH, "wish", N_("wish"))                                                                    \
    X(ANSWER, "answer", N_("answered at once"))
#define VISITING_LINE_ENUM(name, ...) VISITING_##name,
enum visiting_line_kind { VISITING_LINE_TABLE(VISITING_LINE_ENUM) VISITING_LINES };
extern const struct word word_visiting_lines[];
struct visiting_line {
    enum visiting_line_kind kind;
    const char *text;
};

struct visiting_entry {
    int64_t at; /* 0: now */
    enum visit_result result;
    bool asks_contact;   /* not the household, but its emergency contact was asked */
    const char *met;     /* ids of those met, ';' between; NULL: whoever was asked for, if that is
                            clear */
    const char *text;    /* what is worth keeping; may be NULL */
    const char *request; /* recording again under the same id changes nothing; may be NULL */
    const struct visiting_line *lines;
    size_t line_count;
};
struct visiting_done {
    struct record visit; /* as recorded */
    const char **cases;  /* numbers */
    size_t case_count;
    size_t demand_count;
    bool was_there; /* it had been recorded before */
};
/* Records the visit with its lines, all or nothing. STATUS_DENIED for whoever is no staff of a
 * station or street, or does not see the household. */
MUST_CHECK enum status visiting_record(struct desk *desk,
                                       const struct visiting_household *household,
                                       const struct visiting_entry *entry, struct arena *arena,
                                       struct visiting_done *done, struct error *error);
/* Takes a visit of one's own back, with its cases and demands, while all of them can be. */
MUST_CHECK enum status visiting_undo(struct desk *desk, const char *visit_id, struct error *error);

/* What was wanted and thought in a time, whatever was not taken back, by grid and kind and then the
 * newest first. source NULL: wherever it came from. */
MUST_CHECK enum status visiting_demands(struct desk *desk, const struct visiting_scope *scope,
                                        const char *source, int32_t from, int32_t to,
                                        struct arena *arena, struct record **demands, size_t *count,
                                        struct error *error);

/* "met 周美芳, 周敏", "not met": what came of a visit, and when it was entered if that was more than
 * a day later. */
void visiting_say(struct desk *desk, const struct record *visit, struct text *out);

#endif
