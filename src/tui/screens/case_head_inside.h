/* SPDX-License-Identifier: MIT */
/* case_head_inside: the upper part of a case, for the files that put it together. */
#ifndef SHOUWEN_TUI_SCREENS_CASE_HEAD_INSIDE_H
#define SHOUWEN_TUI_SCREENS_CASE_HEAD_INSIDE_H

#include "case_state.h"

/* What is being put together. */
struct case_making {
    struct case_state *state;
    struct arena *arena;
    int columns; /* of a text beside its label */
    struct text text;
};

/* The text becomes a line with this label, if there is any; then it is empty again. */
void case_head_finish(struct case_making *making, const char *label, enum style style);
/* Two blanks between facts of one line. */
void case_head_gap(struct text *text);
/* A number with its blank before it, masked unless all are shown. */
void case_head_phone(struct case_making *making, const char *phone);

/* Who else has a part, what follows the case, with whom it was done. */
void case_head_others(struct case_making *making);
void case_head_followers(struct case_making *making);
void case_head_ways(struct case_making *making);
/* Whom a call-back goes to. */
void case_head_contact(struct case_making *making);

#endif
