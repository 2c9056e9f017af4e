/* SPDX-License-Identifier: MIT */
/* limit: how long a matter may take, as service lists write it.
 * Canonical forms: 7w (working days), 20d (natural days), 4h (hours), spot, none. Read as well are
 * the Chinese forms (7个工作日, 20日, 20天, 20个自然日, 4小时, 即办, 当场, 无, each with or without
 * 内). A service item gives the promised limit, or statutory/promised (domain.md 3). */
#ifndef SHOUWEN_DOMAIN_LIMIT_H
#define SHOUWEN_DOMAIN_LIMIT_H

#include "shouwen/base/text.h"

#include <stdbool.h>

enum limit_unit { LIMIT_NONE, LIMIT_WORKING, LIMIT_NATURAL, LIMIT_HOURS, LIMIT_SPOT };
enum { LIMIT_MOST = 3650 }; /* the largest count that is read */

struct limit {
    int count; /* of the unit; 0 for LIMIT_NONE and LIMIT_SPOT */
    enum limit_unit unit;
};

/* False, leaving *limit alone, if text is none of the forms; empty text is none of them. */
bool limit_parse(const char *text, struct limit *limit);
/* Adds the canonical form. */
void limit_write(struct text *out, struct limit limit);
/* Adds the limit in words of the person's language: "7 working days". */
void limit_say(struct text *out, struct limit limit);

struct limit_pair {
    struct limit statutory; /* as promised where the item gives one limit only */
    struct limit promised;
    bool has_statutory;
};

/* "promised" or "statutory/promised"; otherwise as limit_parse(). */
bool limit_pair_parse(const char *text, struct limit_pair *pair);
void limit_pair_write(struct text *out, const struct limit_pair *pair);

#endif
