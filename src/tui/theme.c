/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/theme.h"

enum { NONE = -1, RED = 1, GREEN = 2, CYAN = 6 };

/* Only colours that can be read on both light and dark paper. */
static const struct theme_row rows[STYLE_COUNT] = {
    [STYLE_NORMAL] = {0, 0, NONE, NONE},
    [STYLE_TITLE] = {LOOK_BOLD, LOOK_BOLD, NONE, NONE},
    [STYLE_DIM] = {LOOK_DIM, 0, NONE, NONE},
    [STYLE_HOT] = {LOOK_BOLD, LOOK_BOLD, RED, NONE},
    [STYLE_GOOD] = {0, 0, GREEN, NONE},
    [STYLE_SELECTED] = {LOOK_REVERSE, LOOK_REVERSE, NONE, NONE},
    [STYLE_KEY] = {LOOK_BOLD, LOOK_BOLD, CYAN, NONE},
    [STYLE_FIELD] = {LOOK_UNDERLINE, LOOK_UNDERLINE, NONE, NONE},
    [STYLE_FOCUS] = {LOOK_UNDERLINE | LOOK_BOLD, LOOK_UNDERLINE | LOOK_BOLD, NONE, NONE},
    [STYLE_WARNING] = {LOOK_REVERSE | LOOK_BOLD, LOOK_REVERSE | LOOK_BOLD, RED, NONE},
    [STYLE_LARGE] = {LOOK_REVERSE | LOOK_BOLD, LOOK_REVERSE | LOOK_BOLD, NONE, NONE},
};

const struct theme_row *theme_row(enum style style)
{
    return &rows[style < STYLE_COUNT ? style : STYLE_NORMAL];
}
