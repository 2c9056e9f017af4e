/* SPDX-License-Identifier: MIT */
/* words: what differs between cities (domain.md): 镇街 is 街镇 elsewhere. Messages of the catalogue say
 * the word of this city, wherever they stand: screens, slips, sentences. What people wrote is no
 * message and stays. Used by the desk, which knows the settings. */
#ifndef SHOUWEN_BASE_WORDS_H
#define SHOUWEN_BASE_WORDS_H

#include "shouwen/base/settings.h"

struct word_here {
    const char *usual, *here; /* "" as here: the usual one */
};
enum { WORDS_MOST = 8 };

/* For the messages looked up from then on. Both are copied; those before are forgotten. */
void words_use(const struct word_here *words, size_t count);
/* Those of the section [words]. */
void words_take(const struct settings *settings);

#endif
