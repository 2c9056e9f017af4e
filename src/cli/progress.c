/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/progress.h"

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

void progress_show(struct progress *progress, const char *sentence)
{
    if (progress->is_shown)
        show(progress, sentence);
}

void progress_say(struct progress *progress, const char *sentence)
{
    if (progress->columns) {
        show(progress, "");
        fputc('\r', stderr);
    }
    fprintf(stderr, "%s\n", sentence);
}

bool progress_was_asked(void)
{
    return was_asked;
}

bool progress_watch(void *context, const struct import_progress *now)
{
    struct progress *progress = context;
    struct text line = TEXT_EMPTY;

    if (progress->is_shown) {
        import_say_progress(now, &line);
        show(progress, line.at);
    }
    text_release(&line);
    return !was_asked;
}
