/* SPDX-License-Identifier: MIT */
/* progress: a line on a terminal's stderr that says how far a long import or exchange is, and
 * Ctrl-C that stops it at a good place. Without a terminal, or with --json, there is no line. */
#ifndef SHOUWEN_CLI_PROGRESS_H
#define SHOUWEN_CLI_PROGRESS_H

#include "shouwen/base/text.h"
#include "shouwen/intake/import.h"

#include <signal.h>
#include <stdbool.h>

struct progress {
    bool is_shown;
    size_t columns;                        /* of the line that stands there */
    struct sigaction interrupt, terminate; /* as they were */
};

/* From here to progress_end() Ctrl-C and SIGTERM are kept for progress_watch(). */
void progress_begin(struct progress *progress, bool is_silent);
void progress_end(struct progress *progress);
/* Shows a sentence in that line; a line of its own, which stays whatever stderr is. */
void progress_show(struct progress *progress, const char *sentence);
void progress_say(struct progress *progress, const char *sentence);
/* True once Ctrl-C or SIGTERM came. */
bool progress_was_asked(void);
/* The watch of struct import_how; context is the struct progress. */
bool progress_watch(void *context, const struct import_progress *now);

#endif
