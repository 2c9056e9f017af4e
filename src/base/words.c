/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/words.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A message that has such a word, and how it is said here; the catalogue's text stays where it is,
 * so its place tells messages apart. */
struct reworded {
    const char *text, *here;
};

static struct word_here city_words[WORDS_MOST]; /* those that differ */
static size_t city_count;
static struct arena said; /* what was given out is good for ever */
static struct reworded *known;
static size_t known_count, known_room;

static const struct word_here *word_at(const char *text)
{
    for (size_t i = 0; i < city_count; i++)
        if (strncmp(text, city_words[i].usual, strlen(city_words[i].usual)) == 0)
            return &city_words[i];
    return NULL;
}

static const char *reword(const char *text)
{
    struct text here = TEXT_EMPTY;

    for (const char *at = text; *at;) {
        const struct word_here *word = word_at(at);
        if (word)
            text_add(&here, word->here);
        else
            text_add_char(&here, *at);
        at += word ? strlen(word->usual) : 1;
    }
    bool is_same = !here.length || strcmp(here.at, text) == 0;
    const char *kept = is_same ? text : arena_copy(&said, here.at);
    text_release(&here);
    return kept;
}

static size_t place_of(const char *text, size_t room)
{
    return (size_t)((uintptr_t)text * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (room - 1);
}

static void keep(struct reworded *table, size_t room, struct reworded one)
{
    size_t at = place_of(one.text, room);

    while (table[at].text)
        at = (at + 1) & (room - 1);
    table[at] = one;
}

static void make_room(void)
{
    size_t room = known_room ? 2 * known_room : 1024;
    struct reworded *table = memory_new(room * sizeof(*table));

    for (size_t i = 0; i < known_room; i++)
        if (known[i].text)
            keep(table, room, known[i]);
    free(known);
    known = table;
    known_room = room;
}

static const char *as_said_here(const char *text)
{
    for (size_t at = known_room ? place_of(text, known_room) : 0; known_room && known[at].text;
         at = (at + 1) & (known_room - 1))
        if (known[at].text == text)
            return known[at].here;
    if (2 * known_count >= known_room)
        make_room();
    struct reworded one = {text, reword(text)};
    keep(known, known_room, one);
    known_count++;
    return one.here;
}

void words_use(const struct word_here *words, size_t count)
{
    city_count = 0;
    for (size_t i = 0; i < count && city_count < WORDS_MOST; i++)
        if (*words[i].here && strcmp(words[i].usual, words[i].here) != 0)
            city_words[city_count++] = (struct word_here){arena_copy(&said, words[i].usual),
                                                          arena_copy(&said, words[i].here)};
    free(known);
    known = NULL;
    known_count = known_room = 0;
    i18n_set_rewording(city_count ? as_said_here : NULL);
}

void words_take(const struct settings *settings)
{
    static const enum setting keys[] = {SETTING_WORD_STREET, SETTING_WORD_STATION,
                                        SETTING_WORD_WORKER};
    struct word_here words[sizeof(keys) / sizeof(keys[0])];
    size_t count = 0;

    for (; count < sizeof(keys) / sizeof(keys[0]); count++)
        words[count] = (struct word_here){setting_rows[keys[count]].fallback,
                                          settings_text(settings, keys[count])};
    words_use(words, count);
}
