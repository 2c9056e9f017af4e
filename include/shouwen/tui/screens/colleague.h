/* SPDX-License-Identifier: MIT */
/* colleague: choosing a person of the station, the likeliest first (dossier_candidates()): each
 * with how they are connected with it and what they hold. Used wherever somebody is given
 * something. */
#ifndef SHOUWEN_TUI_SCREENS_COLLEAGUE_H
#define SHOUWEN_TUI_SCREENS_COLLEAGUE_H

#include "shouwen/desk/dossier.h"
#include "shouwen/tui/prompt.h"

/* The choices for a case as it stands, and last (NULL: none) behind them; all in the arena. */
MUST_CHECK enum status colleague_choices(struct desk *desk, const struct matter *matter,
                                         const struct choice *last, struct arena *arena,
                                         struct choice **choices, size_t *count,
                                         struct error *error);
/* Asks for one; what went wrong is said. answered gets the staff id, or the word of last. */
enum next colleague_ask(struct screen *screen, const char *title, const struct matter *matter,
                        const struct choice *last,
                        enum next (*answered)(struct screen *asker, const struct answer *answer));

#endif
