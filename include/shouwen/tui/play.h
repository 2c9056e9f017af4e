/* SPDX-License-Identifier: MIT */
/* play: the main job as a scripted session of the real workstation, printed screen by screen.
 * What `shouwen demo` shows where there is no terminal; it records in the file it is given. */
#ifndef SHOUWEN_TUI_PLAY_H
#define SHOUWEN_TUI_PLAY_H

#include "shouwen/desk/desk.h"

/* Opens the file, presses the session's keys, and adds each screen to out with a sentence about
 * it, 80 columns by 24 rows. */
MUST_CHECK enum status play_session(const struct desk_options *options, struct text *out,
                                    struct error *error);

#endif
