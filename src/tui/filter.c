/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/filter.h"

#include "shouwen/base/utf8.h"

#include <string.h>

static bool word_fits(const char *word, size_t length, const struct text *label)
{
    for (size_t at = 0; at + length <= label->length; at++)
        if (memcmp(label->at + at, word, length) == 0)
            return true;
    return false;
}

bool filter_fits(const char *typed, const char *label)
{
    struct text wanted = TEXT_EMPTY, folded = TEXT_EMPTY;
    bool fits = true;

    utf8_fold(&wanted, typed);
    utf8_fold(&folded, label);
    for (const char *at = wanted.at; fits && *at;) {
        size_t length = strcspn(at, " ");
        fits = word_fits(at, length, &folded);
        at += length;
        at += strspn(at, " ");
    }
    text_release(&wanted);
    text_release(&folded);
    return fits;
}
