/* SPDX-License-Identifier: MIT */
/* clash: two acts that did not know of each other, told in words, and what must hold then; for
 * tests of the table of concurrent acts and of rulings. */
#ifndef SHOUWEN_TESTS_DOMAIN_CLASH_H
#define SHOUWEN_TESTS_DOMAIN_CLASH_H

#include "forge.h"

#define REPORTED "report-up S01 to=310115007"
#define DISPATCHED "report-up S01 to=310115007; dispatch T01 to=310115-fgj"
#define CLOSE "close S01 outcome=solved"

/* Acts are written "assign S01 to=S02", several with ';' between; what must hold "open flagged
 * state=received rule=assigned holder=S02 unit=...", where only what is named is asked, beside open
 * or closed and flagged or not. */
struct clash {
    const char *before, *a, *b, *then;
};

/* The opening and what came before, one after the other; returns the last one's name. */
char clash_begin(struct forge *forge, const char *before);
/* Two acts after a common past, entered one after the other. */
struct matter clash_make(struct forge *forge, const char *before, const char *a, const char *b);
/* Fails unless the row holds; order says how it came about. */
void clash_check(const struct clash *row, const char *order, const struct matter *m);
bool clash_is_flagged(struct forge *forge);

#endif
