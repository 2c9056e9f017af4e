/* SPDX-License-Identifier: MIT */
/* doctor: what is missing or wrong around a station file, though nothing is broken: people, lists,
 * calendars, the key, the place where the file lies. For `shouwen doctor`. */
#ifndef SHOUWEN_DESK_DOCTOR_H
#define SHOUWEN_DESK_DOCTOR_H

#include "shouwen/desk/desk.h"

enum { DOCTOR_FINDINGS_MOST = 1000 }; /* kept; all are counted */

struct doctor_finding {
    const char *kind;    /* secretary admin staff reference service calendar key file holder */
    const char *message; /* one sentence that says what can be done */
};
/* Texts in the arena given to doctor_look(). */
struct doctor_report {
    struct doctor_finding *findings;
    size_t finding_count, finding_room;
    int64_t finding_total;
};

MUST_CHECK enum status doctor_look(struct desk *desk, struct arena *arena,
                                   struct doctor_report *report, struct error *error);

#endif
