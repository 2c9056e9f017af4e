/* SPDX-License-Identifier: MIT */
/* value_choice: words of fixed lists, and what people write instead of them. */
#include "config.h"

#include "shouwen/domain/value.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"

#include <string.h>

/* True if text (folded) is the word or one of the others of a choice. */
static bool is_choice(const struct value_choice *choice, const char *text)
{
    size_t length = strlen(text);

    if (text_same(choice->word, text))
        return true;
    for (const char *at = choice->others; *at; at += at[0] == '|') {
        size_t part = strcspn(at, "|");
        if (part == length && memcmp(at, text, length) == 0)
            return true;
        at += part;
    }
    return false;
}

int value_choice_find(const struct value_choice *choices, const char *text)
{
    struct text folded = TEXT_EMPTY;
    int found = -1;

    utf8_fold(&folded, text);
    for (int i = 0; choices[i].word && found < 0; i++)
        if (is_choice(&choices[i], folded.at))
            found = i;
    text_release(&folded);
    return found;
}

void value_choice_add_chinese(struct text *out, const struct value_choice *choices,
                              const char *word)
{
    for (; choices->word && !text_same(choices->word, word); choices++)
        ;
    if (choices->word && *choices->others)
        text_add_bytes(out, choices->others, strcspn(choices->others, "|"));
    else
        text_add(out, word);
}

void value_choice_say(struct text *out, const struct value_choice *choices, const char *word)
{
    if (i18n_is_chinese())
        value_choice_add_chinese(out, choices, word);
    else
        text_add(out, word);
}
