/* SPDX-License-Identifier: MIT */
/* case_batch: a `case` act on several numbers, each with its own result; its preview; and the undo
 * of what was recorded so. Used by the `case` verbs. */
#ifndef SHOUWEN_CLI_CASE_BATCH_H
#define SHOUWEN_CLI_CASE_BATCH_H

#include "shouwen/cli/call.h"
#include "shouwen/domain/act.h"

/* Records the act on every number of the call, or with --dry-run says what would become of each.
 * The call has problems if one was refused; STATUS_DENIED if the person may do none of them. */
MUST_CHECK enum status case_batch_run(struct call *call, const struct act *act,
                                      struct error *error);
/* Takes back what was recorded last on a case together with the other cases of that request, if it
 * has others: *count is how many cases that were, 0 if the case's last act was alone. */
MUST_CHECK enum status case_batch_undo(struct call *call, const char *number, size_t *count,
                                       struct error *error);

#endif
