/* SPDX-License-Identifier: MIT */
/* theme: what a piece of text means, and how that looks.
 * Meaning never hangs on colour alone: each style that says something has an attribute or a mark in
 * the text as well. Used by everything that draws. */
#ifndef SHOUWEN_TUI_THEME_H
#define SHOUWEN_TUI_THEME_H

enum style {
    STYLE_NORMAL,
    STYLE_TITLE,    /* titles and column heads */
    STYLE_DIM,      /* rules, units, what may be overlooked */
    STYLE_HOT,      /* late, in contradiction: look at once */
    STYLE_GOOD,     /* done, in time */
    STYLE_SELECTED, /* the row that the cursor is on */
    STYLE_KEY,      /* a key's name in a hint */
    STYLE_FIELD,    /* where text can be typed */
    STYLE_FOCUS,    /* the field that has the cursor */
    STYLE_WARNING,  /* an error or refusal */
    STYLE_LARGE,    /* the rating's digits */
    STYLE_COUNT
};

enum look { LOOK_BOLD = 1 << 0, LOOK_REVERSE = 1 << 1, LOOK_UNDERLINE = 1 << 2, LOOK_DIM = 1 << 3 };

/* ANSI colours 0 to 7; -1 is the terminal's own. looks is used with colours, plain_looks without.
 */
struct theme_row {
    unsigned looks, plain_looks;
    short ink, paper;
};

const struct theme_row *theme_row(enum style style);

#endif
