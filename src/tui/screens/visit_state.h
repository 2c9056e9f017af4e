/* SPDX-License-Identifier: MIT */
/* What the parts of the screen of a visit share; nobody else includes this. */
#ifndef SHOUWEN_TUI_SCREENS_VISIT_STATE_H
#define SHOUWEN_TUI_SCREENS_VISIT_STATE_H

#include "shouwen/desk/visiting.h"
#include "shouwen/tui/line.h"
#include "shouwen/tui/screen.h"

enum { VISIT_MEMBERS = 12, VISIT_LINES_MOST = 32 };

enum visit_stage { STAGE_RESULT, STAGE_LINES };

/* Where text can be typed: what lines become (enum visiting_line_kind), a note, and the time of a
 * visit that is entered later. */
enum visit_slot { VISIT_FIRST = 0, VISIT_NOTE = VISITING_LINES, VISIT_WHEN, VISIT_SLOTS };

struct visit_state {
    struct desk *desk;
    struct arena kept; /* as long as the screen */
    struct visiting_household household;
    char request[2 * 8 + 1];
    enum visit_stage stage;
    bool is_met[VISIT_MEMBERS];
    size_t cursor; /* on a member */
    enum visit_result result;
    bool asks_contact;
    bool rings; /* the contact's number is shown in full */
    struct line slots[VISIT_SLOTS];
    int at; /* enum visit_slot */
    struct visiting_line lines[VISIT_LINES_MOST];
    size_t line_count;
    const char *said[VISITING_HISTORY]; /* of each visit so far: its result and its note */
    bool has_unsaved;                   /* what is typed is not kept yet */
};

/* True if something would be lost with it. */
bool visit_has_typed(const struct visit_state *state);
/* The ids of those ticked, ';' between. */
const char *visit_list_met(const struct visit_state *state, struct arena *arena);
/* What is typed changed: it is kept soon (try), surely when the screen is left, or no more. */
void visit_draft_touch(struct screen *screen);
void visit_draft_try(struct screen *screen);
void visit_draft_keep(struct screen *screen);
void visit_draft_forget(struct screen *screen);
/* What was left unfinished there, from where it was kept. */
MUST_CHECK enum status visit_draft_restore(struct screen *screen, struct error *error);

void visit_draw(struct screen *screen, struct pane body);

#endif
