/* SPDX-License-Identifier: MIT */
/* export: a list or a queue as it is shown into a CSV file, step by step on one screen: in which
 * form, encoding and file; Enter writes it and says where it is. The screen's context is the desk.
 */
#ifndef SHOUWEN_TUI_SCREENS_EXPORT_H
#define SHOUWEN_TUI_SCREENS_EXPORT_H

#include "shouwen/domain/record.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/tui/screen.h"

/* The argument. Without one the screen asks which list it is. */
struct export_from {
    enum record_kind kind;
    const char *name; /* of a queue, as its tab has it; NULL: all of a kind */
    /* What the queue shows, asked anew for each file; NULL with name. */
    struct case_filter (*filter)(const void *context);
    const void *context; /* lives as long as the screen that gives it */
};

extern const struct screen_kind export_screen;

#endif
