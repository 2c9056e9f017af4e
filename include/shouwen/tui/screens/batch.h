/* SPDX-License-Identifier: MIT */
/* batch: one act on many cases: which act, what would become of each case, and doing it. The
 * screen's context is the desk. */
#ifndef SHOUWEN_TUI_SCREENS_BATCH_H
#define SHOUWEN_TUI_SCREENS_BATCH_H

#include "shouwen/desk/batch.h"
#include "shouwen/tui/app.h"

/* Its argument: a batch, which the screen takes over (the caller's is empty afterwards), and what
 * the title says of it. Looked at first, recorded with Enter step by step, Esc stops. The answer's
 * data is the batch once it has begun, valid while answered runs. */
struct batch_order {
    struct batch *batch;
    const char *title;
};
extern const struct screen_kind batch_screen;

/* Asks which of the acts that are possible, by the keys that they have on one case; answer->text is
 * the act's word. possible: by enum act_kind. */
enum next batch_menu_ask(struct screen *asker, const char *title,
                         const bool possible[ACT_CASE_KINDS],
                         enum next (*answered)(struct screen *asker, const struct answer *answer));

#endif
