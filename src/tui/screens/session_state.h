/* SPDX-License-Identifier: MIT */
/* session_state: the inside of the session screen, for the files that make it up. */
#ifndef SHOUWEN_TUI_SCREENS_SESSION_STATE_H
#define SHOUWEN_TUI_SCREENS_SESSION_STATE_H

#include "shouwen/desk/session.h"
#include "shouwen/tui/app.h"

struct session_line {
    const char *label, *text;
};
struct session_state {
    struct desk *desk;
    char *code;
    struct session session;
    bool may_keep;
    struct session_line *lines; /* above and below the guests */
    size_t line_count, line_room, above_count;
    size_t cursor; /* guest */
    int label_columns;
};

/* What the form over the session is for. */
enum session_deed {
    SESSION_DEED_CALL,
    SESSION_DEED_INVITE,
    SESSION_DEED_TASK,
    SESSION_DEED_CONCLUDE,
    SESSION_DEED_NEXT,
    SESSION_DEED_CANCEL
};
struct session_order {
    struct session_state *state; /* NULL: to call one */
    enum session_deed deed;
    const char *const *numbers; /* of the cases that it is called for */
    size_t number_count;
};
/* Its argument is a session_order. */
extern const struct screen_kind session_form_screen;

#endif
