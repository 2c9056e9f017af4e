/* SPDX-License-Identifier: MIT */
/* daily: the day's own run of a station (domain.md 2 and 3).
 * What the calendar brings about is recorded by the program, an act per case; running it again the
 * same day records nothing more. Nothing is ever closed. For `shouwen daily` and the workstation.
 */
#ifndef SHOUWEN_DESK_DAILY_H
#define SHOUWEN_DESK_DAILY_H

#include "shouwen/desk/desk.h"
#include "shouwen/store/query_cases.h"

struct daily_deed {
    const char *number;
    enum act_kind kind;
    const char *reason;
    const char *holder; /* afterwards */
};

/* Absences that have begun, or ended, since the run of an earlier day. */
struct daily_cover {
    const char *id, *name;
    const char *cover; /* who answers: a name, "" if nobody is named */
    bool has_ended;
};

/* Texts in the arena given to daily_run(). */
struct daily_report {
    int32_t on;
    struct daily_deed *deeds;
    size_t deed_count, deed_room;
    struct daily_cover *covers;
    size_t cover_count, cover_room;
    struct promise_row *promises; /* still to be kept today, or overdue */
    size_t promise_count;
    const char **due_today; /* numbers of cases, like those not accepted yet: what to see to */
    size_t due_today_count;
    const char **unaccepted;
    size_t unaccepted_count;
    int64_t open_count, late_count; /* of the stations that work in this file */
    int missing_year;               /* the calendar that should be loaded by now; 0: none */
};

/* True until the run was done on this day. */
MUST_CHECK enum status daily_is_due(struct desk *desk, bool *is_due, struct error *error);
/* True within the station's service hours, and where none are known: people are reminded then. */
MUST_CHECK enum status daily_may_remind(struct desk *desk, bool *may, struct error *error);
/* Both in one line for the desk: what was done, and (may_remind) what to see to; "" if neither. */
void daily_say(const struct daily_report *report, bool may_remind, struct text *out);
/* Of the cases that were opened in this file, whichever of its stations is their home (copies of
 * another file's are that file's to act on): resumes those whose limit of waiting or day to look
 * again has come; brings to fallback those of staff who left, and those that timed out. A case that
 * the rules have meanwhile moved on is left alone. */
MUST_CHECK enum status daily_run(struct desk *desk, struct arena *arena,
                                 struct daily_report *report, struct error *error);

#endif
