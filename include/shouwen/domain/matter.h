/* SPDX-License-Identifier: MIT */
/* matter: a case, folded from its acts.
 * state = f(set of acts, calendar): the order in which acts arrived does not matter. At every
 * moment a folded case has exactly one holder. `case` is a C keyword, hence the name. Pure. */
#ifndef SHOUWEN_DOMAIN_MATTER_H
#define SHOUWEN_DOMAIN_MATTER_H

#include "shouwen/base/memory.h"
#include "shouwen/domain/act.h"
#include "shouwen/domain/matter_party.h"
#include "shouwen/domain/responsibility.h"
#include "shouwen/domain/visit.h"
#include "shouwen/domain/vocabulary.h"

enum { MATTER_FOLD_VERSION = 6 }; /* bumped whenever the fold gives another result */

struct deadline_pause;

struct matter_promise {
    int64_t at;       /* the day and time agreed */
    const char *kind; /* call come visit */
    const char *staff, *text;
    bool is_kept;
};

struct matter_entry {
    const struct act *act;
    bool is_voided;     /* undone, or an undo */
    const char *holder; /* how the case stood after it: who held it, by which rule */
    enum rule rule;
    int32_t due_on; /* dispatch, reply, give-back: the day by which the unit is, or was, to reply;
                       CLOCK_NO_DAY */
};

/* Acts that did not know of each other and say different things; no ruling has settled it. */
struct matter_conflict {
    const struct act *const *sides; /* in the order of the fold */
    size_t side_count;              /* 2 or more */
};

struct matter {
    const char *number, *node;
    enum matter_state state;
    bool is_open;
    enum rule rule;
    const char *holder, *first_contact;
    int64_t rule_since_at;
    const struct act *rule_by; /* the act that put the rule in force */
    bool is_accepted;          /* by the present holder */
    const char *unit;          /* handling unit: a node code */
    const char *rival_unit;    /* of two dispatches that did not know of each other, the other one;
                                  "" if there is none */
    const char *channel, *via, *urgency, *service, *category, *grid, *ref;
    const char *subject, *resident, *name, *phone, *door;
    const char *place_kind, *place; /* where it was seen: word_place_kinds, and in words */
    const struct matter_party *parties;
    size_t party_count;
    const struct matter_way *ways; /* that acts named, each way as it was gone last; in order */
    size_t way_count;
    int64_t opened_at, entered_at, closed_at; /* closed_at 0 while open */
    const char *limit;
    int64_t clock_from_at; /* when the resident's clock began: the opening, or a supplement */
    /* CLOCK_NO_DAY: none, or see FLAG_CALENDAR; first_...: before anybody extended it */
    int32_t due_on, first_due_on, unit_due_on, first_unit_due_on;
    int32_t missing_year;                /* the calendar that is not loaded, or 0 */
    const struct deadline_pause *pauses; /* the waits that ended: why the days are those */
    size_t pause_count;
    int64_t first_dispatch_at, last_dispatch_at; /* 0: never dispatched */
    const char *outcome, *merged_into;
    unsigned flags; /* FLAG_* that follow from the acts; some others depend on today */
    int bounces, reminds;
    /* the latest of each that stands; NULL: none */
    const struct act *last_remind, *last_supervise, *last_extend, *last_reply, *last_session;
    int attitude, ability;      /* 0: not rated */
    const char *source, *rated; /* rated: the person whose work was rated; while is_low_open, whom
                                   that rating is about */
    bool is_low_open;           /* open by a low rating that no later close has seen */
    int64_t pause_until_at;     /* limit of a wait, or the day to look again; 0 */
    int32_t waiting_on;         /* the day from which the clocks stand; CLOCK_NO_DAY: they run */
    int64_t replied_at;         /* latest reply; 0: none */
    int64_t told_at;            /* when the resident was told since then; 0: not */
    bool is_head;   /* names and texts are left out: they are not for whoever asked (desk/sight) */
    bool is_erased; /* what stood in it was erased on request; no text is added any more */
    const struct matter_conflict *conflicts;
    size_t conflict_count;
    bool needs_newer; /* a critical act of a newer version is among them: read only (sync.md 1) */
    const char *have; /* lines of the checklist that were brought, "1,3"; NULL: never ticked */
    const struct matter_promise *promises;
    size_t promise_count;
    const struct matter_entry *history; /* in the order of the fold */
    size_t history_count;
    const uint64_t *latest; /* acts that no other names, the last of them: `on` of the next act */
    size_t latest_count;
};

struct calendar;
struct matter_policy {
    const char *limit[4]; /* by urgency: urgent special difficult routine; "3w" */
    int accept_days;      /* working days */
    int undo_minutes;
    int unit_days;         /* working days of a department */
    bool rest_day_is_next; /* an act on a rest day counts as of the next working day */
    struct visit_policy visits;
};
extern const struct matter_policy matter_policy_shipped;

/* Folds the acts of one case. The acts must outlive the result; everything else is in the arena.
 * STATUS_BROKEN only if there is no act at all. */
MUST_CHECK enum status matter_fold(struct arena *arena, const struct act *acts, size_t count,
                                   const struct calendar *calendar,
                                   const struct matter_policy *policy, struct matter *matter,
                                   struct error *error);
/* The earliest promise that is still open; NULL if none. */
const struct matter_promise *matter_next_promise(const struct matter *matter);
/* Late on a day: open, and the due day is over; while it waits, was over before. */
bool matter_is_late(const struct matter *matter, int32_t today);
/* The same for the handling unit's clock. */
bool matter_is_unit_late(const struct matter *matter, int32_t today);
/* True while the clocks stand or it is put off: waiting or shelved. */
bool matter_is_paused(const struct matter *matter);
/* True if on that day the daily run brings the case to fallback: assigned and not accepted in time,
 * or past its due day while received or handling, whoever has it (domain.md 2). A calendar that is
 * not loaded brings nothing about. */
bool matter_times_out(const struct matter *matter, const struct calendar *calendar,
                      const struct matter_policy *policy, int32_t today);

/* True if the case was opened in the file of that node: only there anything is recorded that says
 * who answers for it, by the program too, wherever copies of it are (domain.md 2, sync.md 1). A
 * file may be several stations'. */
bool matter_is_of_file(const struct matter *matter, const char *node);

#endif
