/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/progress.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"

#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t was_asked;

static void ask(int number)
{
    (void)number;
    was_asked = 1;
}

void progress_begin(struct progress *progress, bool is_silent)
{
    struct sigaction action = {.sa_handler = ask, .sa_flags = SA_RESTART};

    *progress = (struct progress){.is_shown = !is_silent && isatty(STDERR_FILENO)};
    was_asked = 0;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &progress->interrupt);
    sigaction(SIGTERM, &action, &progress->terminate);
}

/* Over the line that stands there, whose rest is blanked. */
static void show(struct progress *progress, const char *line)
{
    size_t columns = (size_t)utf8_columns(line);

    fprintf(stderr, "\r%s", line);
    for (size_t i = columns; i < progress->columns; i++)
        fputc(' ', stderr);
    progress->columns = columns;
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    if (progress->columns) {
        show(progress, "");
        fputc('\r', stderr);
    }
    sigaction(SIGINT, &progress->interrupt, NULL);
    sigaction(SIGTERM, &progress->terminate, NULL);
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
        text_addf(out, _("%d s left"), (int)seconds);
    else
        text_addf(out, _("%d:%02d minutes left"), (int)(seconds / 60), (int)(seconds % 60));
}

void progress_say(const struct import_progress *now, struct text *out)
{
    struct text done = TEXT_EMPTY, total = TEXT_EMPTY, speed = TEXT_EMPTY;

    add_number(&done, now->row_count);
    add_number(&total, now->row_total);
    add_number(&speed, now->rows_a_second);
    text_addf(out, _("%s of %s rows, %d %%"), done.at, total.at,
              now->row_total ? (int)(100 * now->row_count / now->row_total) : 100);
    if (now->rows_a_second)
        text_addf(out, _(", %s a second"), speed.at);
    if (now->seconds_left != IMPORT_UNKNOWN_TIME) {
        text_add(out, ", ");
        add_time(out, now->seconds_left);
    }
    text_release(&done);
    text_release(&total);
    text_release(&speed);
}

bool progress_watch(void *context, const struct import_progress *now)
{
    struct progress *progress = context;
    struct text line = TEXT_EMPTY;

    if (progress->is_shown) {
        progress_say(now, &line);
        show(progress, line.at);
    }
    text_release(&line);
    return !was_asked;
}
