/* SPDX-License-Identifier: MIT */
/* What the screens of one import share: the file or paste, how it is read, and what came of it. It
 * belongs to the screen of the first look; those behind it borrow it. */
#ifndef SHOUWEN_TUI_IMPORT_STATE_H
#define SHOUWEN_TUI_IMPORT_STATE_H

#include "shouwen/desk/staff.h"
#include "shouwen/intake/mapping.h"
#include "shouwen/tui/screens/import.h"

struct import_work {
    struct desk *desk;
    char *path;  /* NULL for a paste */
    char *paste; /* NULL for a file */
    enum record_kind kind;
    int heading; /* the row of the preview that holds the headings, or PREVIEW_NO_HEADING */
    struct import_how how;
    struct arena arena; /* of preview and mapping */
    struct preview preview;
    struct mapping mapping;
    struct import_report trial;      /* of the dry run */
    struct import_progress progress; /* of the run that goes on */
    struct app *app;                 /* meanwhile */
};

/* Pasted rows as CSV: a spreadsheet puts quotation marks around cells that need them, and leaves
 * those inside others as they are. The caller's to free. */
char *import_rows_of(const char *text);

/* The steps as the title counts them. */
enum import_step {
    IMPORT_STEP_FILE,
    IMPORT_STEP_LOOK,
    IMPORT_STEP_MAPPING,
    IMPORT_STEP_TRIAL,
    IMPORT_STEP_DIFFERENCES,
    IMPORT_STEP_RUN,
    IMPORT_STEPS
};
/* "2/6 first look  roster.csv", for the title bar. work may be NULL. */
void import_say_step(const struct import_work *work, enum import_step step, struct text *out);

/* STATUS_DENIED for whoever may not import; asked on every screen, since people change. */
MUST_CHECK enum status import_may(struct desk *desk, struct error *error);

/* Does what the work's how says, dry or for good; the screen shows how far it is meanwhile, and Esc
 * stops it: the report says so. */
MUST_CHECK enum status import_work_run(struct import_work *work, struct app *app,
                                       struct import_report *report, struct error *error);
/* Keeps how far it is and draws it; false where Esc stops it. context is the work, with its app. */
bool import_work_watch(void *context, const struct import_progress *progress);
/* How far it is, on the first two rows; the second one only. */
void import_draw_progress(const struct import_work *work, struct pane pane);
void import_draw_bar(const struct import_work *work, struct pane pane);

/* Writes the rows that were refused, if there are any, into a new file; path gets its name. */
MUST_CHECK enum status import_keep_rejects(const struct import_work *work,
                                           const struct import_report *report, struct text *path,
                                           struct error *error);

/* Each is asked with the work as its argument, by the one before it. */
extern const struct screen_kind import_mapping_screen;
extern const struct screen_kind import_trial_screen;
extern const struct screen_kind import_differences_screen;
extern const struct screen_kind import_run_screen;
/* What the askers do when such a screen ends: back to it after Esc, on and out after the run. */
enum next import_passed(struct screen *screen, const struct answer *answer);

/* A kind's name as people read it. */
const char *import_kind_label(enum record_kind kind);
/* A cell of the file as it may be shown on a screen that faces the visitor: of a list with phone
 * and ID numbers those but for their last four masked. */
void import_say_cell(struct text *out, enum record_kind kind, const char *cell);
/* A field's value as people read it: words of fixed lists, numbers masked. */
void import_say_value(struct text *out, enum record_kind kind, int field, const char *value);

#endif
