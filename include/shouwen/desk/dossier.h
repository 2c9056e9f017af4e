/* SPDX-License-Identifier: MIT */
/* dossier: a case with everything that is shown beside it: who answers for it today, the resident,
 * the service item, the days left, what the person signed in can do now, and to whom it can be
 * given. Used by the screens of a case. */
#ifndef SHOUWEN_DESK_DOSSIER_H
#define SHOUWEN_DESK_DOSSIER_H

#include "shouwen/desk/desk.h"
#include "shouwen/desk/session.h"
#include "shouwen/domain/deadline.h"
#include "shouwen/domain/service.h"

enum { DOSSIER_UNKNOWN = -1 };

/* Who urged whom last, and when; at 0: nobody did. */
struct dossier_mark {
    int64_t at;
    const char *by, *to, *text; /* names */
};
struct dossier_urged {
    struct dossier_mark reminded, supervised;
};

/* Texts live in the arena given to dossier_load(), or as long as the desk's view of its people. */
struct dossier {
    struct matter matter;
    struct accountable answer;
    unsigned flags; /* those that depend on today too */
    int32_t today;
    const char *unit_name; /* of the handling unit; its code where it has no name */
    struct dossier_urged urged;
    struct merged_row *followers; /* merged into it: their people are told as well */
    size_t follower_count;
    bool has_resident; /* the three below are of the resident on record */
    const char *sex;   /* in the person's language, or "" */
    int age;           /* years; DOSSIER_UNKNOWN */
    const char *tags;
    bool has_session; /* an on-site session was called for it; the latest */
    struct session session;
    bool has_service;
    struct service service;
    /* working days from tomorrow to the due day; DOSSIER_UNKNOWN where there is none, it is over,
     * or the calendar does not reach */
    int days_left, unit_days_left;
    bool is_possible[ACT_CASE_KINDS]; /* by the person signed in, now */
    int undo_minutes_left;            /* 0: nothing of theirs can be undone */
};

MUST_CHECK enum status dossier_load(struct desk *desk, const char *number, struct arena *arena,
                                    struct dossier *dossier, struct error *error);

/* As dossier_load() finds them. */
MUST_CHECK enum status dossier_find_urged(struct desk *desk, const struct matter *matter,
                                          struct arena *arena, struct dossier_urged *urged,
                                          struct error *error);

/* Whom to tell what came of a case besides its own people: "周美芳 139****2208, ..." of those that
 * follow it; nothing if none does. */
void dossier_say_callers(const struct merged_row *followers, size_t count, bool is_revealed,
                         struct text *out);

/* Records in the audit that a case's phone numbers are shown in full. */
MUST_CHECK enum status dossier_note_reveal(struct desk *desk, const struct matter *matter,
                                           struct error *error);

/* True if a line of the checklist, from 1 on, was brought. */
bool dossier_has_material(const struct dossier *dossier, size_t line);
/* The name of a node: its own, or the code where it is not known. */
MUST_CHECK enum status dossier_node_name(struct desk *desk, const char *node, struct arena *arena,
                                         const char **name, struct error *error);

/* Why the resident's day, and the handling unit's, are those: each day counted and skipped. */
struct dossier_count {
    struct limit limit;
    int64_t from_at;
    struct deadline deadline;
};
struct dossier_reason {
    bool has_limit;
    struct dossier_count own; /* from the opening */
    bool has_statutory;       /* the item names a limit by law besides the one promised */
    struct dossier_count statutory;
    bool is_dispatched;        /* ever: the first dispatch moves the day if that is later */
    struct dossier_count unit; /* from the latest dispatch */
    int32_t dispatch_due_on;   /* what the first dispatch gives */
};
void dossier_explain(struct desk *desk, const struct dossier *dossier, struct arena *arena,
                     struct dossier_reason *reason);

/* The limits that a service item names; STATUS_NOT_FOUND, STATUS_REFUSED where it names none. */
MUST_CHECK enum status dossier_limits(struct desk *desk, const char *service,
                                      struct limit_pair *limits, struct error *error);

/* Who of the station can be given the case, the likeliest first. */
enum dossier_fit {
    DOSSIER_DUTY,   /* the item is among their duties */
    DOSSIER_BACKUP, /* they back up one of those, or whoever holds it */
    DOSSIER_OTHER,
    DOSSIER_AWAY
};
struct dossier_candidate {
    const struct person *person;
    enum dossier_fit fit;
    int64_t open_count; /* cases they hold now */
};
MUST_CHECK enum status dossier_candidates(struct desk *desk, const struct matter *matter,
                                          struct arena *arena,
                                          struct dossier_candidate **candidates, size_t *count,
                                          struct error *error);

/* The units that a case of this home can be dispatched to, sections of its street and departments
 * of its district: the one that owns the item first, then those used lately. */
enum dossier_use { DOSSIER_OWNER, DOSSIER_LATELY, DOSSIER_NOT_LATELY };
struct dossier_unit {
    const char *code, *name;
    enum dossier_use use;
};
MUST_CHECK enum status dossier_units(struct desk *desk, const struct matter *matter,
                                     struct arena *arena, struct dossier_unit **units,
                                     size_t *count, struct error *error);

#endif
