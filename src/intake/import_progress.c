/* SPDX-License-Identifier: MIT */
/* import_progress: how far an import is, in words. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/i18n.h"

enum { SURE_MS = 500 };

void import_progress_rate(struct import_progress *progress, int64_t done, int64_t took_ms)
{
    progress->seconds_left = IMPORT_UNKNOWN_TIME;
    progress->rows_a_second = done > 0 && took_ms >= SURE_MS ? done * 1000 / took_ms : 0;
    if (progress->rows_a_second)
        progress->seconds_left =
            (progress->row_total - progress->row_count) / progress->rows_a_second;
}

/* "1,234,567" */
static void add_number(struct text *out, int64_t number)
{
    if (number >= 1000) {
        add_number(out, number / 1000);
        text_addf(out, ",%03d", (int)(number % 1000));
    } else {
        text_addf(out, "%d", (int)number);
    }
}

static void add_time(struct text *out, int64_t seconds)
{
    if (seconds < 60)
        text_addf(out, _(", %d s left"), (int)seconds);
    else
        text_addf(out, _(", %d:%02d minutes left"), (int)(seconds / 60), (int)(seconds % 60));
}

void import_say_progress(const struct import_progress *now, struct text *out)
{
    struct text done = TEXT_EMPTY, total = TEXT_EMPTY, speed = TEXT_EMPTY;

    add_number(&done, now->row_count);
    add_number(&total, now->row_total);
    add_number(&speed, now->rows_a_second);
    text_addf(out, _("%s of %s rows, %d %%"), done.at, total.at,
              now->row_total ? (int)(100 * now->row_count / now->row_total) : 100);
    if (now->rows_a_second)
        text_addf(out, _(", %s a second"), speed.at);
    if (now->seconds_left != IMPORT_UNKNOWN_TIME)
        add_time(out, now->seconds_left);
    text_release(&done);
    text_release(&total);
    text_release(&speed);
}
