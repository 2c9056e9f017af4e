/* SPDX-License-Identifier: MIT */
/* session: one on-site session: who is invited, answered and came, what was concluded, who does
 * what by when. The screen's context is the desk; its argument the session's code. */
#ifndef SHOUWEN_TUI_SCREENS_SESSION_H
#define SHOUWEN_TUI_SCREENS_SESSION_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind session_screen;

/* Calls one session for several cases (numbers, borrowed until it returns): asks when, where and
 * who is invited; answer->text is the session's code. */
enum next session_ask_call(struct screen *asker, const char *const *numbers, size_t count,
                           enum next (*answered)(struct screen *asker,
                                                 const struct answer *answer));

#endif
