/* SPDX-License-Identifier: MIT */
/* cli: one call of the program from the shell, from argv to the exit code.
 * 0 done, 1 refused or problems found, 2 usage, 3 could not, 4 not allowed (design.md 6). Output
 * goes to stdout at the end, errors to stderr. */
#ifndef SHOUWEN_CLI_CLI_H
#define SHOUWEN_CLI_CLI_H

int cli_main(int argc, char **argv);

#endif
