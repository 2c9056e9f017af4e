/* SPDX-License-Identifier: MIT */
/* staff: who works here, who may do what, absence with cover, and leaving for good. Leave moves no
 * case: the cover answers meanwhile, and it ends by itself. Who leaves hands on every open case: to
 * a colleague who is chosen for it, else to fallback (domain.md 2). Absence is recorded by the
 * person, their secretary or an administrator; leaving by the last two. */
#ifndef SHOUWEN_DESK_STAFF_H
#define SHOUWEN_DESK_STAFF_H

#include "shouwen/desk/desk.h"
#include "shouwen/desk/follow.h"
#include "shouwen/domain/visibility.h"

struct staff_row {
    const struct person *person;
    bool is_on_duty;                /* today */
    int64_t open_count, late_count; /* for which they answer today, as cover too */
    int64_t held_count;             /* open ones that they hold themselves */
};
/* Everybody who has not left, by id; borrowed until the next desk_refresh(). */
MUST_CHECK enum status staff_list(struct desk *desk, struct arena *arena, struct staff_row **rows,
                                  size_t *count, struct error *error);
/* The person with that id; STATUS_NOT_FOUND. */
MUST_CHECK enum status staff_find(const struct desk *desk, const char *id,
                                  const struct person **person, struct error *error);
/* In which capacities (enum act_who) the person can act at all, by role, place and roster. */
unsigned staff_who(const struct desk *desk, const struct person *person);

/* What a person sees and may do with a case in one place: the rules are asked about one that would
 * be there, and that somebody else holds. */
struct staff_place {
    const char *node; /* the case's home */
    const char *grid; /* one of the person's; "": none */
    const char *when; /* "", or what makes the difference: accountable dispatched supervised */
    enum sight sight;
    bool may[ACT_CASE_KINDS];
};
/* At the person's own node, at the homes of this file's cases, and in each of their grids there;
 * places where they see nothing are left out, but their own. */
MUST_CHECK enum status staff_places(struct desk *desk, const struct person *person,
                                    struct arena *arena, struct staff_place **rows, size_t *count,
                                    struct error *error);

struct staff_absence {
    const char *id;
    int32_t from_on, until_on; /* CLOCK_NO_DAY: not given */
    const char *cover;         /* a staff id; NULL: not given */
};
/* Records an absence. Without a first day: the one that stands if it has not ended, else today;
 * without a cover: the one that stands, else the backup; "": nobody but the secretary. One that
 * ended before it began is taken back. Fills absence with what stands then. */
MUST_CHECK enum status staff_away(struct desk *desk, struct arena *arena,
                                  struct staff_absence *absence, struct error *error);

/* To whom a case goes when its holder leaves; to "": to fallback. */
struct staff_heir {
    const char *number, *to;
};
struct staff_leave_order {
    const char *id;
    const char *to; /* every case that no heir is named for; NULL or "": fallback */
    const struct staff_heir *heirs;
    size_t heir_count;
    bool is_strict; /* a case that does not go to `to` refuses the whole */
    bool is_dry;    /* only looked at */
};
struct staff_handover {
    const char *number, *subject;
    const char *id, *name; /* who answers for it then */
    enum rule rule;
    const char *why; /* why it does not go to whom was named; "" */
};
struct staff_promise {
    const char *number, *name; /* the resident */
    const char *kind;          /* word_promises */
    const char *taker;         /* name of who is accountable for the case then */
    bool goes;                 /* the promise becomes theirs; otherwise they are to be told */
    int64_t at;
};
struct staff_leaving {
    struct staff_handover *cases; /* the open ones they hold */
    size_t case_count, case_room;
    size_t givable_count; /* of these: the person signed in may give them to somebody by name */
    struct staff_promise *promises; /* that they were to keep, earliest first */
    size_t promise_count, promise_room;
    const char **grids; /* that they lead: another leader is needed */
    size_t grid_count, grid_room;
    const char **backed; /* whose backup or cover they are */
    size_t backed_count, backed_room;
    int64_t duty_count; /* shifts on the roster from today on */
};
/* What leaving for good means, and unless the order is dry records it, all of it or nothing: an
 * open case goes to whom the order names, where the person signed in may assign or designate, else
 * to fallback. Afterwards leaving says what was done. The only administrator can't leave. */
MUST_CHECK enum status staff_leave(struct desk *desk, const struct staff_leave_order *order,
                                   struct arena *arena, struct staff_leaving *leaving,
                                   struct error *error);

#endif
