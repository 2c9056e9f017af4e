/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/scan.h"

#include "shouwen/base/utf8.h"

#include <string.h>

bool scan_begin(struct scan *scan, const char *bytes, size_t length)
{
    *scan = (struct scan){bytes, bytes + length};
    return utf8_is_valid(bytes, length, NULL);
}

bool scan_is_done(const struct scan *scan)
{
    return scan->at == scan->end;
}

bool scan_take(struct scan *scan, const char *bytes)
{
    size_t length = strlen(bytes);

    if ((size_t)(scan->end - scan->at) < length || memcmp(scan->at, bytes, length) != 0)
        return false;
    scan->at += length;
    return true;
}

bool scan_text(struct scan *scan, struct arena *arena, const char **text)
{
    const char *start = scan->at + 1, *at = start;

    if (scan->at == scan->end || *scan->at != '"')
        return false;
    while (at < scan->end && *at != '"' && *at != '\\' && (unsigned char)*at >= ' ')
        at++;
    if (at == scan->end || *at != '"')
        return false;
    *text = arena_copy_part(arena, start, (size_t)(at - start));
    scan->at = at + 1;
    return true;
}

bool scan_integer(struct scan *scan, int64_t *number)
{
    enum { DIGITS = 18 };
    const char *at = scan->at, *first;
    bool is_negative = at < scan->end && *at == '-';
    int64_t sum = 0;

    first = at += is_negative;
    for (; at < scan->end && *at >= '0' && *at <= '9' && at - first < DIGITS; at++)
        sum = sum * 10 + (*at - '0');
    /* one more digit, a fraction or an exponent would be another number */
    bool goes_on = at < scan->end && *at != ',' && *at != '}' && *at != ']';
    if (at == first || goes_on || (*first == '0' && (is_negative || at - first > 1)))
        return false;
    *number = is_negative ? -sum : sum;
    scan->at = at;
    return true;
}
