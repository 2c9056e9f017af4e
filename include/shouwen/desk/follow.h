/* SPDX-License-Identifier: MIT */
/* follow: what a person does with a case, one act or several at one key press.
 * Every screen and every `case` verb records through follow_record(). */
#ifndef SHOUWEN_DESK_FOLLOW_H
#define SHOUWEN_DESK_FOLLOW_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/decide.h"

/* Records acts as the person signed in (ledger_record()); a refusal by role is noted in the audit
 * table. */
MUST_CHECK enum status follow_record(struct desk *desk, struct act *acts, size_t count,
                                     struct arena *arena, const char **number, struct error *error);
/* STATUS_REFUSED while a case ("case/...") stands on a hand-over sheet that nobody accepted yet, or
 * in a session that was not held. */
MUST_CHECK enum status follow_may_erase(struct desk *desk, const char *subject, struct arena *arena,
                                        struct error *error);
/* A case by number or query code, in full or as far as the person signed in sees it (sight.h). */
MUST_CHECK enum status follow_case(struct desk *desk, const char *number, struct arena *arena,
                                   struct matter *matter, struct error *error);
/* The same for what somebody is about to do: if it is not seen, the refusal is noted as `what`;
 * NULL: the caller notes it. */
MUST_CHECK enum status follow_case_for(struct desk *desk, const char *number, const char *what,
                                       struct arena *arena, struct matter *matter,
                                       struct error *error);
/* "case close": what the audit calls an act, in the arena. */
const char *follow_word(enum act_kind kind, struct arena *arena);
/* What is shown with it: who answers today, and the flags that depend on today. */
struct accountable follow_answer(const struct desk *desk, const struct matter *matter);
/* The name of somebody whom a case names, and of who did one of its acts; their id where the staff
 * of its home, or of where the act was made, are not known: it may be somebody else's here. */
const char *follow_staff(const struct desk *desk, const struct matter *matter, const char *id);
const char *follow_staff_at(const struct desk *desk, const char *home, const char *id);
const char *follow_author(const struct desk *desk, const struct matter *matter,
                          const struct act *act);
/* Whom it concerns: the name, that none was left, or that it is not for whoever asked. */
const char *follow_name(const struct matter *matter);
unsigned follow_flags(const struct desk *desk, const struct matter *matter);
/* True if the person signed in could do this now; the reason otherwise is in error, which may be
 * NULL. */
bool follow_is_possible(struct desk *desk, const struct matter *matter, enum act_kind kind,
                        struct error *error);
/* The same for one that somebody tried: STATUS_OK if it is possible, otherwise why not; what their
 * role does not allow is noted in the audit. */
MUST_CHECK enum status follow_refuse(struct desk *desk, const struct matter *matter,
                                     enum act_kind kind, struct error *error);
/* Whether an act of the person signed in, with its fields, would go through on a case as it stands;
 * completes the act, writes nothing. An undo with a request id takes back that request only. */
MUST_CHECK enum status follow_try(struct desk *desk, const struct matter *matter, struct act *act,
                                  struct arena *arena, struct error *error);
/* The holders a person answers for today, as query_cases() wants them for "mine". */
MUST_CHECK enum status follow_holders(struct desk *desk, const char *staff_id, struct arena *arena,
                                      const char *const **holders, size_t *count,
                                      struct error *error);
/* Open, late and to-be-told cases that a person answers for today. */
struct follow_counts {
    int64_t open_count, late_count, replied_count;
};
MUST_CHECK enum status follow_count(struct desk *desk, const char *staff_id,
                                    struct follow_counts *counts, struct error *error);
/* The day and time of a text "2026-11-23" or "2026-11-23T15:00" as act fields want it; the end of
 * the day where no time is given. STATUS_INVALID names the field. */
MUST_CHECK enum status follow_until(struct arena *arena, const char *text, const char **value,
                                    struct error *error);

#endif
