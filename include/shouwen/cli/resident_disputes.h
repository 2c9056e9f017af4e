/* SPDX-License-Identifier: MIT */
/* resident_disputes: what two places say differently of a resident, for `resident show`. */
#ifndef SHOUWEN_CLI_RESIDENT_DISPUTES_H
#define SHOUWEN_CLI_RESIDENT_DISPUTES_H

#include "shouwen/cli/call.h"

/* Prints it, with a number for each version; list not NULL: adds it there instead. */
MUST_CHECK enum status resident_disputes_print(struct call *call, const char *id, struct json *list,
                                               struct error *error);

#endif
