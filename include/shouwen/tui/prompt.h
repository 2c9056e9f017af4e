/* SPDX-License-Identifier: MIT */
/* prompt: one question over the screen: a line of text, yes or no, or one of several choices.
 * The answer comes to `answered` of the screen that asked (is_given is false after Esc). All texts
 * are shown as they are (put them through _() first) and copied. */
#ifndef SHOUWEN_TUI_PROMPT_H
#define SHOUWEN_TUI_PROMPT_H

#include "shouwen/tui/screen.h"

/* One thing to choose: word is what it is called in the record, label what people read. */
struct choice {
    const char *word;
    const char *label;
    const char *note; /* shown at the right; may be NULL */
};

struct prompt {
    const char *title;
    const char *question; /* above the line, wrapped; may be NULL */
    const char *initial;  /* text to start with; may be NULL */
    size_t limit;         /* characters at most; 0: LINE_LIMIT */
    char hidden;          /* shown instead of each character; 0: none */
    /* Looks at the text before it is given; what it refuses is said, and the question stays. */
    enum status (*check)(struct screen *asker, const char *text, struct error *error);
};

/* Asks for a line of text; answer->text holds it without blanks at its ends. */
enum next prompt_text(struct screen *asker, const struct prompt *prompt,
                      enum next (*answered)(struct screen *asker, const struct answer *answer));
/* Asks for yes (1, y, Enter: answer->number 1) or no (0, n: 0). */
enum next prompt_yes_no(struct screen *asker, const char *title, const char *question,
                        enum next (*answered)(struct screen *asker, const struct answer *answer));
/* Asks for one of count choices, found by typing part of label or word; answer->text is its word
 * and answer->number its index. */
enum next prompt_choose(struct screen *asker, const char *title, const struct choice *choices,
                        size_t count,
                        enum next (*answered)(struct screen *asker, const struct answer *answer));
/* The same with something typed already. */
enum next prompt_find(struct screen *asker, const char *title, const struct choice *choices,
                      size_t count, const char *typed,
                      enum next (*answered)(struct screen *asker, const struct answer *answer));

#endif
