/* SPDX-License-Identifier: MIT */
/* text: a growing UTF-8 string.
 * at is always NUL-terminated once anything was added (and "" before). A zeroed struct is not
 * valid: use TEXT_EMPTY. Release with text_release(). Used by every floor. */
#ifndef SHOUWEN_BASE_TEXT_H
#define SHOUWEN_BASE_TEXT_H

#include "shouwen/base/error.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct text {
    char *at;
    size_t length; /* bytes, without the NUL */
    size_t room;   /* bytes allocated, 0 while at is the shared empty string */
};

extern char text_nothing[1];
#define TEXT_EMPTY                                                                                 \
    {                                                                                              \
        text_nothing, 0, 0                                                                         \
    }

void text_add(struct text *text, const char *more);
void text_add_bytes(struct text *text, const char *more, size_t length);
void text_add_char(struct text *text, char one);
void text_addf(struct text *text, const char *format, ...) PRINTF_LIKE(2, 3);
void text_addv(struct text *text, const char *format, va_list values) PRINTF_LIKE(2, 0);
/* Removes length bytes at offset and puts more there. */
void text_splice(struct text *text, size_t offset, size_t length, const char *more,
                 size_t more_length);
void text_cut(struct text *text, size_t length);
void text_clear(struct text *text);
void text_release(struct text *text);

/* True if a and b are the same text; NULL counts as "". */
bool text_same(const char *a, const char *b);
bool text_starts(const char *text, const char *prefix);
bool text_ends(const char *text, const char *suffix);
static inline bool text_is_empty(const char *text)
{
    return !text || !*text;
}
/* How many bytes must be put in, taken out or changed to make b of a ("did you mean"). */
size_t text_distance(const char *a, const char *b);
/* A whole decimal integer from low to high, nothing around it; false leaves *value alone. */
bool text_to_long(const char *text, long low, long high, long *value);

#endif
