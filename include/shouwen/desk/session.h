/* SPDX-License-Identifier: MIT */
/* session: on-site sessions (domain.md 3): who is invited, answered and came, what was concluded,
 * who does what by when. A session may serve cases of several stations and is repeated as needed.
 * It is a record of its own; each of its cases has an on-site act that names it, and what is
 * concluded comes back to them as notes and promises. Whoever may call for a case calls; the
 * station's people and the street's dispatcher keep its lists. Used by screens and command line. */
#ifndef SHOUWEN_DESK_SESSION_H
#define SHOUWEN_DESK_SESSION_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/record.h"
#include "shouwen/domain/session.h"

struct session {
    const char *code, *place, *subject, *node, *caller, *previous, *conclusions, *status;
    int64_t at;                   /* 0: not known */
    struct session_guest *guests; /* room for one more */
    struct session_task *tasks;   /* room for one more */
    const char **numbers;         /* of its cases */
    size_t guest_count, task_count, number_count;
    bool is_called, is_held; /* neither: cancelled */
};

struct session_calling {
    int64_t at; /* 0: not agreed yet, if that may be */
    bool may_lack_time;
    const char *text;            /* what the cases' histories say; NULL: place and guests */
    const char *request;         /* a second call with it is the first one; NULL */
    int64_t happened_at;         /* when it was called, if not now; 0 */
    const char *place, *subject; /* "": the subject of its first case */
    const char *previous;        /* code of the session that is continued; "" */
    const struct session_guest *guests;
    const char *const *numbers; /* case numbers or query codes, at least one */
    size_t guest_count, number_count;
};

/* Calls a session: its record, and an act on each of its cases, all or none. *code lives in
 * arena. */
MUST_CHECK enum status session_call(struct desk *desk, const struct session_calling *calling,
                                    struct arena *arena, const char **code, struct error *error);
/* Of a case's number: the session called for it last. STATUS_NOT_FOUND if there is none. */
MUST_CHECK enum status session_load(struct desk *desk, const char *code, struct arena *arena,
                                    struct session *session, struct error *error);
/* The latest sessions, by their time, the last first. */
MUST_CHECK enum status session_list(struct desk *desk, size_t most, struct arena *arena,
                                    struct session **sessions, size_t *count, struct error *error);

/* What the lists of a loaded session say becomes its record. */
MUST_CHECK enum status session_save_guests(struct desk *desk, const struct session *session,
                                           struct error *error);
/* Another case is dealt with as well. */
MUST_CHECK enum status session_add_case(struct desk *desk, const struct session *session,
                                        const char *number, struct error *error);
/* Somebody is to do something: of a person of the case's station by a day it becomes a promise on
 * its case, otherwise a note there; a task without a case is noted on all. */
MUST_CHECK enum status session_add_task(struct desk *desk, struct session *session,
                                        const struct session_task *task, struct error *error);
/* It was held, and this came of it: a note on each case. */
MUST_CHECK enum status session_conclude(struct desk *desk, const struct session *session,
                                        const char *conclusions, struct error *error);
/* It will not be held: a note on each case. */
MUST_CHECK enum status session_cancel(struct desk *desk, const struct session *session,
                                      const char *reason, struct error *error);
/* The next one: same cases that are open still, same guests, same place. */
MUST_CHECK enum status session_repeat(struct desk *desk, const struct session *session, int64_t at,
                                      struct arena *arena, const char **code, struct error *error);
/* True if the person signed in may keep its lists. */
bool session_may_keep(const struct desk *desk, const struct session *session);
/* STATUS_DENIED, noted in the audit, unless session_may_keep(). */
MUST_CHECK enum status session_require_keeper(struct desk *desk, const struct session *session,
                                              struct error *error);

/* "11-24 15:00 议事区  区房管局 will come  物业 no answer yet": for the head of a case. */
void session_say(const struct session *session, struct text *out);
/* "called", "held" or "cancelled", in the person's language. */
const char *session_status_label(const struct session *session);

#endif
