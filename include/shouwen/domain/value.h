/* SPDX-License-Identifier: MIT */
/* value: what one cell or form field may hold, and the form in which it is kept. Whatever the
 * source, a value is first cleaned (utf8_clean) and then brought into the canonical form of its
 * type, so that equal facts are equal texts. Empty text is fine for every type. Used by records
 * and by the import of cases. */
#ifndef SHOUWEN_DOMAIN_VALUE_H
#define SHOUWEN_DOMAIN_VALUE_H

#include "shouwen/base/text.h"
#include "shouwen/domain/reason.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum value_type {
    VALUE_TEXT,      /* one line, at most 2,000 characters */
    VALUE_LINES,     /* several lines, at most 20,000 characters */
    VALUE_NAME,      /* one line, at most 200 characters, any script */
    VALUE_CODE,      /* an id: no blanks, none of ; | , \ " */
    VALUE_NODE,      /* a division code (nodecode.h) */
    VALUE_GRID,      /* a grid's code */
    VALUE_GRIDS,     /* grid codes, ';' between */
    VALUE_DAY,       /* 2026-11-21; also read: 2026/11/21 2026.11.21 20261121 2026年11月21日 */
    VALUE_TIME,      /* 08:30 */
    VALUE_MOMENT,    /* 2026-11-21T10:42:00+08:00; also read: a day, a day and a time */
    VALUE_PHONE,     /* digits and + - * # ; whatever else stands there is kept with a doubt */
    VALUE_CARD,      /* an ID-card number; one that fails its check is kept with a doubt */
    VALUE_DOOR,      /* 5-502 (searchkey_door); anything else is kept with a doubt */
    VALUE_NUMBER,    /* a whole number from 0 on */
    VALUE_CHOICE,    /* a word of choices */
    VALUE_CHOICES,   /* words of choices, ';' between, in the order of choices */
    VALUE_LIST,      /* texts, ';' between */
    VALUE_LIMIT,     /* limit.h, a pair */
    VALUE_HOURS,     /* hours.h; anything else is kept with a doubt */
    VALUE_MATERIALS, /* material.h */
    VALUE_TYPES
};

/* One word of a fixed list: as it is stored, and what people write instead, the Chinese term first,
 * '|' between. A list ends with a row of NULLs. */
struct value_choice {
    const char *word;
    const char *others;
};

enum value_result {
    VALUE_GOOD,
    VALUE_DOUBTFUL, /* taken, but someone should look: found says what at */
    VALUE_BAD       /* not taken: found says why */
};

/* Adds the canonical form of bytes to out. choices serves VALUE_CHOICE(S), otherwise NULL. found,
 * which is empty before, has the reason unless the result is VALUE_GOOD. */
enum value_result value_clean(enum value_type type, const struct value_choice *choices,
                              const char *bytes, size_t length, struct text *out,
                              struct flaw *found);
/* A day in any form of VALUE_DAY, CLOCK_NO_DAY if it is none; minutes below are those after
 * midnight, at most 1440. */
int32_t value_read_day(const char *text);
/* What a spreadsheet shows of a date whose column is not a date's: days since 1899-12-30 in five
 * digits, then perhaps the day's fraction ("46086", "46086.395833"). Minutes are rounded. */
bool value_read_serial(const char *text, int32_t *day, int *minutes);
/* A day in any form of VALUE_DAY, then perhaps a blank and a time: "2026/3/5 9:30:00". */
bool value_read_moment(const char *text, int32_t *day, int *minutes);

/* The row of a word, or of what people write instead; -1 if there is none. */
int value_choice_find(const struct value_choice *choices, const char *text);
/* Adds the Chinese term of a word; the word itself if it has none. */
void value_choice_add_chinese(struct text *out, const struct value_choice *choices,
                              const char *word);
/* Adds the word as a person reads it: the Chinese term where the interface is Chinese. */
void value_choice_say(struct text *out, const struct value_choice *choices, const char *word);

#endif
