/* SPDX-License-Identifier: MIT */
/* process: which run of a program wrote something, and whether it still runs.
 * A name is the process id and when it was started, so that another process that gets the same id
 * later is not taken for it. Names are of this machine only. Used for drafts, which two terminals
 * of one person must not take from each other. */
#ifndef SHOUWEN_BASE_PROCESS_H
#define SHOUWEN_BASE_PROCESS_H

#include <stdbool.h>

enum { PROCESS_NAME = 48 };

/* The name of the process that asks. */
const char *process_name(char out[PROCESS_NAME]);
/* False for "" and for what is no name. */
bool process_is_running(const char *name);

#endif
