/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/filter.h"

#include "shouwen/base/searchkey.h"

#include <string.h>

/* Fewer letters stand inside nearly everything that is spelled out. */
enum { SPELLED_LEAST = 3 };

struct wanted {
    const char *word;
    size_t length;
    bool is_found;
};

static void look_at_spelling(void *context, const char *spelling)
{
    struct wanted *wanted = context;

    wanted->is_found = wanted->is_found ||
                       memmem(spelling, strlen(spelling), wanted->word, wanted->length) != NULL;
}

static bool word_fits(const char *word, size_t length, const struct text *label)
{
    struct wanted wanted = {word, length, memmem(label->at, label->length, word, length) != NULL};

    if (!wanted.is_found)
        searchkey_initials(label->at, look_at_spelling, &wanted);
    if (!wanted.is_found && length >= SPELLED_LEAST)
        searchkey_pinyin(label->at, look_at_spelling, &wanted);
    return wanted.is_found;
}

bool filter_fits(const char *typed, const char *label)
{
    struct text words = TEXT_EMPTY, key = TEXT_EMPTY;
    bool fits = true;

    searchkey_normal(&words, typed);
    searchkey_normal(&key, label);
    for (const char *at = words.at; fits && *at;) {
        size_t length = strcspn(at, " ");
        fits = word_fits(at, length, &key);
        at += length;
        at += strspn(at, " ");
    }
    text_release(&words);
    text_release(&key);
    return fits;
}
