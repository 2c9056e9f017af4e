/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/cli.h"
#include "shouwen/store/backup.h"
#include "shouwen/tui/play.h"
#include "shouwen/tui/workstation.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *given(const struct text *text)
{
    return text_is_empty(text->at) ? NULL : text->at;
}

/* Without a terminal the session is played on a copy, so that the sample stays as it was made. */
static int play_demo(const struct desk_options *sample)
{
    struct text copy = TEXT_EMPTY, out = TEXT_EMPTY;
    struct desk_options options = *sample;
    struct db *db = NULL;
    struct error error;
    enum status status;

    text_addf(&copy, "%s.session", sample->database);
    options.database = copy.at;
    unlink(copy.at);
    TRY(db_open(sample->database, DB_WRITE, &db, &error));
    TRY(backup_make(db, copy.at, &error));
    TRY(play_session(&options, &out, &error));
    fputs(out.at, stdout);
done:
    if (status != STATUS_OK)
        fprintf(stderr, "shouwen: %s\n", error.message);
    db_close(db);
    unlink(copy.at);
    text_release(&copy);
    text_release(&out);
    return status_exit_code(status);
}

int main(int argc, char **argv)
{
    struct cli_next next;

    umask(077);
    i18n_start(NULL);
    int code = cli_main(argc, argv, &next);
    const struct desk_options options = {.database = given(&next.database),
                                         .config = given(&next.config),
                                         .staff = given(&next.staff)};
    bool has_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    if (next.then == CLI_WORKSTATION || (next.then == CLI_DEMO && has_terminal))
        code = workstation_run(&options);
    else if (next.then == CLI_DEMO)
        code = play_demo(&options);
    cli_next_release(&next);
    return code;
}
