/* SPDX-License-Identifier: MIT */
/* mask: phone and ID numbers as screens and slips show them (domain.md 10). */
#ifndef SHOUWEN_DOMAIN_MASK_H
#define SHOUWEN_DOMAIN_MASK_H

#include "shouwen/base/text.h"

#include <stdbool.h>

/* Adds a number with all but its last four characters hidden; of a mobile number the first three
 * stay ("139****2208"). Names are never masked. */
void mask_tail(struct text *out, const char *number);
/* The same of every number of seven digits and more that stands in a text. */
void mask_text(struct text *out, const char *text);
/* True for what mask_tail() made of a number: nothing that may be recorded. */
bool mask_is_masked(const char *number);

#endif
