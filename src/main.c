/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/cli.h"
#include "shouwen/tui/workstation.h"

#include <sys/stat.h>
#include <unistd.h>

static const char *given(const struct text *text)
{
    return text_is_empty(text->at) ? NULL : text->at;
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
    cli_next_release(&next);
    return code;
}
