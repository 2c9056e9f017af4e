/* SPDX-License-Identifier: MIT */
/* receive_view: what the reception shows beside the intake line.
 * Everything is read by a handful of indexed queries and copied into the caller's arena. Used by
 * the reception's screens. */
#ifndef SHOUWEN_DESK_RECEIVE_VIEW_H
#define SHOUWEN_DESK_RECEIVE_VIEW_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/record.h"
#include "shouwen/domain/service.h"
#include "shouwen/store/query_cases.h"

/* Something promised that is due by the end of today. */
struct receive_promise {
    const char *number, *subject;
    const char *name;  /* of the person concerned, to be called back of the contact; or the door; ""
                          if neither is known */
    const char *phone; /* of whom to call back; "" */
    const char *kind;  /* word_promises */
    const char *staff; /* name of who keeps it */
    int64_t at;
};

/* The desk today. */
struct receive_today {
    struct receive_promise *promises; /* those to come, then those past, by time */
    size_t promise_count;
    bool has_hours; /* the station's service hours are known */
    int until;      /* minutes after midnight at which service ends today; 0: closed today */
    const char *last_shift,
        *last_staff; /* who is at the desk then; "" if the roster says nothing */
    const char *desk_staff, *joint_staff; /* names of those on duty now; "" if nobody is */
};
/* At most limit promises. */
MUST_CHECK enum status receive_today_load(struct desk *desk, size_t limit, struct arena *arena,
                                          struct receive_today *today, struct error *error);

struct receive_item {
    const char *code, *name;
};
/* The service items asked for most of late, filled up from the list, at most limit. */
MUST_CHECK enum status receive_items_load(struct desk *desk, size_t limit, struct arena *arena,
                                          struct receive_item **items, size_t *count,
                                          struct error *error);

/* Names of those on duty now, else of the first ones today; "" if nobody is. They are the desk's,
 * valid until its next refresh. */
struct receive_duty {
    const char *desk, *joint;
};
void receive_duty_now(const struct desk *desk, struct receive_duty *duty);

/* A resident with the cases that they have and had here. */
struct receive_resident {
    struct record record;
    int age;               /* -1: not known */
    const char *grid;      /* its name */
    const char *household; /* the others behind the same door, "周敏 45, ..."; "" if nobody */
    const char *visit;     /* "key care, 3 days late, met 10-17"; "" if nobody there is visited */
    bool is_visit_late;
    const char *former; /* why they are no longer a resident; NULL: they are one */
    bool is_disputed;   /* two places do not say the same of them (settling.h) */
    struct case_row *open;
    size_t open_count;
    struct case_row *closed; /* newest first */
    size_t closed_count;
};
MUST_CHECK enum status receive_resident_load(struct desk *desk, const char *id, struct arena *arena,
                                             struct receive_resident *resident, bool *found,
                                             struct error *error);
/* Years between two days as birthdays count them; -1 if the first is CLOCK_NO_DAY. */
int receive_age(int32_t birth_on, int32_t today);

/* A service item with the name of its department. */
MUST_CHECK enum status receive_service_load(struct desk *desk, const char *code,
                                            struct arena *arena, struct service *service,
                                            const char **department, bool *found,
                                            struct error *error);

#endif
