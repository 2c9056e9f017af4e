/* SPDX-License-Identifier: MIT */
/* import_undo: an import taken back, with how far it is. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/reference.h"

struct undo {
    bool (*watch)(void *context, const struct import_progress *progress);
    void *context;
    int64_t begun_ms, begun_count; /* of the clock; what was back before */
    bool is_begun;
};

static bool tell(void *context, int64_t back_count, int64_t subject_count)
{
    struct undo *undo = context;
    struct import_progress progress = {.row_count = back_count, .row_total = subject_count};
    int64_t now = clock_ms_of(CLOCK_MONOTONIC);

    if (!undo->is_begun) {
        undo->begun_ms = now;
        undo->begun_count = back_count;
    }
    undo->is_begun = true;
    import_progress_rate(&progress, back_count - undo->begun_count, now - undo->begun_ms);
    return !undo->watch || undo->watch(undo->context, &progress);
}

enum status import_undo(struct desk *desk, int64_t import,
                        bool (*watch)(void *context, const struct import_progress *progress),
                        void *context, struct ledger_followed *followed, struct error *error)
{
    struct undo undo = {.watch = watch, .context = context};

    return reference_undo(desk, import, &(struct ledger_undo){.watch = tell, .context = &undo},
                          followed, error);
}
