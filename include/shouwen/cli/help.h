/* SPDX-License-Identifier: MIT */
/* help: usage, made from the tables of verbs and options. */
#ifndef SHOUWEN_CLI_HELP_H
#define SHOUWEN_CLI_HELP_H

#include "shouwen/cli/verb.h"

/* One verb's usage and options, or (NULL) a line each of the verbs that begin with word, or, where
 * there is no such word, of all. */
void help_add(const struct verb *verb, const char *word, struct text *out);

#endif
