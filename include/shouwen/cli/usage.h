/* SPDX-License-Identifier: MIT */
/* usage: reading the usage text of a verb, "NUMBER [--until DATE[THH:MM]] [--unmask]".
 * Words and options stand between blanks; what stands in [] may be left out; lower-case words with
 * | between are a choice. The text is what people read, so nothing is said twice: the check of a
 * call, the manual and the completion take it from here. */
#ifndef SHOUWEN_CLI_USAGE_H
#define SHOUWEN_CLI_USAGE_H

#include "shouwen/cli/option.h"

#include <stdbool.h>
#include <stddef.h>

struct usage {
    const char *at;
    int depth;
};

struct usage_item {
    const char *text; /* a word, or an option without its --; not terminated */
    size_t length;
    const char *argument; /* of an option; length 0: it has none */
    size_t argument_length;
    bool is_option, is_optional, is_many; /* is_many: "..." stands behind it */
};

/* Begins with {text, 0}; false at the end. */
bool usage_next(struct usage *usage, struct usage_item *item);
/* True if the item is a choice of fixed words ("csv|json"). */
bool usage_is_choice(const char *text, size_t length);
/* True if word is one of a choice. */
bool usage_has(const char *text, size_t length, const char *word);

/* The fault of a call, as STATUS_INVALID with the option or word it is about: an option that the
 * usage lacks, one it asks for that is missing, too many or too few words, no word of a choice.
 * used: how many words of the call belong to the verb; it is called what in the sentences. */
MUST_CHECK enum status usage_check(const char *text, const char *what,
                                   const struct options *options, size_t used, struct error *error);
/* True if the usage names the option. */
bool usage_takes(const char *text, enum option option);

#endif
