/* SPDX-License-Identifier: MIT */
/* nodecode: statistical division codes as they are stored. A code has the length of its level:
 * province 2 digits, city 4, district 6, street 9, station 12; a longer one padded with zeros is
 * cut. A department's is its district's or street's code, '-', and a short name; a grid's is its
 * station's, "-G" and two digits (domain.md 1, design.md 6). */
#ifndef SHOUWEN_DOMAIN_NODECODE_H
#define SHOUWEN_DOMAIN_NODECODE_H

#include <stdbool.h>
#include <stddef.h>

enum nodecode_level {
    NODECODE_NONE,
    NODECODE_PROVINCE,
    NODECODE_CITY,
    NODECODE_DISTRICT,
    NODECODE_DEPARTMENT,
    NODECODE_STREET,
    NODECODE_STATION,
    NODECODE_GRID,
    NODECODE_LEVELS
};
enum { NODECODE_ROOM = 40, NODECODE_SHORT_NAME = 16 };

/* Writes the code as it is stored into out[NODECODE_ROOM] and returns its level, which follows
 * from its shape; NODECODE_NONE (and "" in out) if it has no such shape. */
enum nodecode_level nodecode_read(const char *text, char *out);
/* The level of a word of the record ("street"); NODECODE_NONE if it is none. */
enum nodecode_level nodecode_level_from(const char *word);
/* "province" ... "grid"; "" for NODECODE_NONE */
const char *nodecode_word(enum nodecode_level level);
/* One sentence of what a code of this level looks like, in the person's language. */
const char *nodecode_shape(enum nodecode_level level);
/* True if code lies in the area of parent, or is it. */
bool nodecode_is_within(const char *code, const char *parent);

#endif
