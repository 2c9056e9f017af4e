/* SPDX-License-Identifier: MIT */
/* cli: one call of the program from the shell, from argv to the exit code.
 * 0 done, 1 refused or problems found, 2 usage, 3 could not, 4 not allowed (design.md 6). Output
 * goes to stdout at the end, errors to stderr. */
#ifndef SHOUWEN_CLI_CLI_H
#define SHOUWEN_CLI_CLI_H

#include "shouwen/base/text.h"

/* What main does after a call that ended well: open the workstation on a file, or play a scripted
 * session of it where there is no terminal. "" leaves database, config and staff to the usual
 * places. */
enum cli_then { CLI_DONE, CLI_WORKSTATION, CLI_DEMO };
struct cli_next {
    enum cli_then then;
    struct text database, config, staff;
};

/* next is filled, and released by cli_next_release(). */
int cli_main(int argc, char **argv, struct cli_next *next);
void cli_next_release(struct cli_next *next);

#endif
