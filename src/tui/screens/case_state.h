/* SPDX-License-Identifier: MIT */
/* case_state: the inside of the case screen, for the files that make it up. */
#ifndef SHOUWEN_TUI_SCREENS_CASE_STATE_H
#define SHOUWEN_TUI_SCREENS_CASE_STATE_H

#include "shouwen/desk/dossier.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/form.h"

struct case_line {
    const char *label; /* "" where a text goes on */
    const char *text;
    enum style style;
    size_t entry; /* of the history: which one it belongs to */
};
struct case_lines {
    struct case_line *at;
    size_t count, room;
};

struct case_state {
    struct desk *desk;
    char *number;
    struct dossier dossier;
    struct case_lines head, history;
    int label_columns;
    size_t entry; /* of the history, under the cursor */
    size_t top;   /* first line of the history that is shown */
    bool has_moved;
    bool is_revealed;    /* phone numbers are shown in full, and that was noted */
    enum act_kind doing; /* what a question was asked for */
    struct text label;   /* of undo, as it was put together last */
    /* of a list of cases: what is recorded is said with the case's subject, and remembered here;
     * free() it with the state */
    bool is_of_list;
    char *recorded;
};

/* What the form of an act is opened with. */
struct case_order {
    struct case_state *state;
    enum act_kind kind;
    const char *given[ACT_FIELD_COUNT]; /* chosen before, and not asked again */
    const char *shown;                  /* what was chosen, for the title; NULL where nothing was */
    const char *reason;                 /* to begin with; may be NULL */
    const char *have;                   /* recorded as a tick at the same key; NULL: nothing */
};
extern const struct screen_kind case_form_screen;
/* The fields that an act asks for on this case; NULL if it asks for none. */
const struct form_field *case_fields(const struct case_state *state, enum act_kind kind);

/* Adds a text wrapped at columns; the label stands beside its first line. */
void case_lines_add(struct case_lines *lines, struct arena *arena, const char *label,
                    const char *text, int columns, enum style style, size_t entry);
/* Fill head and history from the dossier, for a body of so many columns. */
enum status case_head_load(struct case_state *state, struct arena *arena, int columns,
                           struct error *error);
enum status case_history_load(struct case_state *state, struct arena *arena, int columns,
                              struct error *error);

/* Begins an act: asks whom, shows its form, or records it at once. */
enum next case_begin(struct screen *screen, enum act_kind kind);
/* Records acts on the case, marks all screens stale, and says in one sentence what happened. */
enum status case_record(struct app *app, struct case_state *state, struct act *acts, size_t count,
                        struct error *error);
/* Asks first for what is chosen rather than typed (a person, a unit, a case, a time, who rates),
 * then goes on with the act's form. NEXT_IGNORED: the act has nothing of that kind. */
enum next case_choose(struct screen *screen, enum act_kind kind);
/* The digits, and undo: what one is called on this case now, NULL if it can do nothing; doing it.
 */
const char *case_digit_label(struct case_state *state, int digit);
enum next case_digit(struct screen *screen, int digit);
/* Says why an act is not possible on this case. */
enum next case_refuse(struct screen *screen, enum act_kind kind);
/* The form of the case's people and of the way it was done; what differs is an amendment. */
enum next case_people(struct screen *screen);
/* Asks which slip to print. */
enum next case_print(struct screen *screen);

/* Its argument is the case_state; the checklist of the case's service item. */
extern const struct screen_kind case_checklist_screen;
/* Its argument is the case_state; versions that contradict each other, side by side. */
extern const struct screen_kind case_conflict_screen;
/* Its argument is the case_state; why the days are those. */
extern const struct screen_kind case_explain_screen;

#endif
