/* SPDX-License-Identifier: MIT */
/* loop: an app on the terminal. Used by main, and by the tests' small program. */
#ifndef SHOUWEN_TUI_LOOP_H
#define SHOUWEN_TUI_LOOP_H

#include "shouwen/tui/app.h"

struct loop_options {
    int escape_delay; /* milliseconds to wait after Esc for the rest of a key; 0: 25 */
    bool no_colour;
};

/* Runs until the person quits or the terminal goes away. Fails only where there is no terminal. */
enum status loop_run(struct app *app, const struct loop_options *options,
                     struct error *error) MUST_CHECK;

#endif
