/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/vocabulary.h"

#include "shouwen/base/i18n.h"

#include <stddef.h>
#include <string.h>

#define WORD(name, text, label) {text, label},
#define WORDS_END                                                                                  \
    {                                                                                              \
        NULL, NULL                                                                                 \
    }

const struct word word_states[] = {MATTER_STATE_TABLE(WORD) WORDS_END};
const struct word word_flags[] = {MATTER_FLAG_TABLE(WORD) WORDS_END};
const struct word word_channels[] = {CHANNEL_TABLE(WORD) WORDS_END};
const struct word word_urgencies[] = {URGENCY_TABLE(WORD) WORDS_END};
const struct word word_outcomes[] = {OUTCOME_TABLE(WORD) WORDS_END};
const struct word word_ways[] = {WAY_TABLE(WORD) WORDS_END};
const struct word word_promises[] = {PROMISE_TABLE(WORD) WORDS_END};
const struct word word_rating_sources[] = {RATING_SOURCE_TABLE(WORD) WORDS_END};
const struct word word_tallies[] = {TALLY_TABLE(WORD) WORDS_END};
const struct word word_places[] = {PLACE_TABLE(WORD) WORDS_END};
const struct word word_visit_classes[] = {VISIT_CLASS_TABLE(WORD) WORDS_END};
const struct word word_visit_results[] = {VISIT_RESULT_TABLE(WORD) WORDS_END};
const struct word word_place_kinds[] = {PLACE_KIND_TABLE(WORD) WORDS_END};
const struct word word_whys[] = {WHY_TABLE(WORD) WORDS_END};
const struct word word_parties[] = {PARTY_TABLE(WORD) WORDS_END};
const struct word word_categories[] = {CATEGORY_TABLE(WORD) WORDS_END};

int word_index(const struct word *list, const char *word)
{
    for (int i = 0; word && list[i].word; i++)
        if (strcmp(list[i].word, word) == 0)
            return i;
    return -1;
}

const char *word_label(const struct word *list, const char *word)
{
    int at = word_index(list, word);

    return at >= 0 ? _(list[at].label) : word ? word : "";
}
