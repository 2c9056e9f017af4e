/* SPDX-License-Identifier: MIT */
/* What the files of the guided leave share. */
#ifndef SHOUWEN_TUI_SCREENS_LEAVING_STATE_H
#define SHOUWEN_TUI_SCREENS_LEAVING_STATE_H

#include "shouwen/desk/staff.h"
#include "shouwen/tui/list.h"
#include "shouwen/tui/screen.h"

/* What was chosen for a case; those that nobody chose for go to the backup. */
struct leaving_choice {
    char *number;
    char *to; /* NULL: nothing chosen; "": fallback */
    bool is_marked;
};

struct leaving_state {
    char id[64], backup[64]; /* backup: who has what nobody chose for; "" */
    const char *name;
    struct leaving_choice *choices;
    size_t choice_count, choice_room;
    bool gives_none;              /* the person signed in may not give the cases by name */
    struct staff_leaving leaving; /* in the snapshot, as all below */
    struct list_row *rows;
    const char **notes; /* what else is left behind */
    size_t note_count, note_room;
    struct list_source source;
    struct list list;
};

/* Lists what else is left behind: promises, grids, colleagues, shifts. */
void leaving_note(struct screen *screen);
/* Where the person signed in may give none of the cases to somebody by name: what happens to them
 * and who could. */
const char *leaving_why_not_given(struct screen *screen, struct arena *arena);
/* The rows of the list, beside the lines above and below it. */
int leaving_rows(const struct screen *screen);
/* "顾晓燕 25, 王建国 15": how many cases go to whom. */
void leaving_say_sum(const struct staff_leaving *leaving, struct text *out);
void leaving_draw(struct screen *screen, struct pane body);

#endif
