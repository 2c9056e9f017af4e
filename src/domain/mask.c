/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/mask.h"

#include "shouwen/base/utf8.h"

#include <string.h>

#define DIGITS "0123456789"

enum { SHOWN = 4, MOBILE_DIGITS = 11, MOBILE_SHOWN = 3, NUMBER_LEAST = 7 };

void mask_tail(struct text *out, const char *number)
{
    size_t length = number ? strlen(number) : 0, left = number ? utf8_count(number) : 0, used;
    bool is_mobile = length == MOBILE_DIGITS && number[0] == '1';

    /* character by character: what was kept as it came may be no number */
    for (size_t at = 0; at < length; at += used, left--) {
        utf8_decode(number + at, length - at, &used);
        if (left > SHOWN && !(is_mobile && at < MOBILE_SHOWN))
            text_add_char(out, '*');
        else
            text_add_bytes(out, number + at, used);
    }
}

void mask_text(struct text *out, const char *text)
{
    struct text number = TEXT_EMPTY;

    while (*text) {
        size_t before = strcspn(text, DIGITS), digits = strspn(text + before, DIGITS);
        text_add_bytes(out, text, before);
        text_clear(&number);
        text_add_bytes(&number, text + before, digits);
        if (digits >= NUMBER_LEAST)
            mask_tail(out, number.at);
        else
            text_add(out, number.at);
        text += before + digits;
    }
    text_release(&number);
}

bool mask_is_masked(const char *number)
{
    const char *stars = strchr(number, '*');

    return stars && (size_t)(stars - number) <= MOBILE_SHOWN &&
           utf8_count(stars) - strspn(stars, "*") == SHOWN;
}
