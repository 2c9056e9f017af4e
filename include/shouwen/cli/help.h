/* SPDX-License-Identifier: MIT */
/* help: usage on stdout, made from the tables of verbs and options. */
#ifndef SHOUWEN_CLI_HELP_H
#define SHOUWEN_CLI_HELP_H

#include "shouwen/cli/verb.h"

/* One verb's usage and options, or (NULL) all verbs in a line each. */
void help_print(const struct verb *verb);

#endif
