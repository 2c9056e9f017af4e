/* SPDX-License-Identifier: MIT */
/* scan: reading JSON that stands in one form only, without building values.
 * Each function takes what it names if that is what comes next, and returns false otherwise: the
 * caller then turns to json_read(), which knows every form. Whatever is taken here json_read()
 * would read as the same. Used for acts, of which thousands are read at once. */
#ifndef SHOUWEN_BASE_SCAN_H
#define SHOUWEN_BASE_SCAN_H

#include "shouwen/base/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scan {
    const char *at, *end;
};

/* Begins with length bytes; false if they are no UTF-8. */
MUST_CHECK bool scan_begin(struct scan *scan, const char *bytes, size_t length);
bool scan_is_done(const struct scan *scan);
/* Exactly these bytes. */
bool scan_take(struct scan *scan, const char *bytes);
/* A string without an escape, copied into arena. */
bool scan_text(struct scan *scan, struct arena *arena, const char **text);
/* A whole number of at most 18 digits. */
bool scan_integer(struct scan *scan, int64_t *number);

#endif
