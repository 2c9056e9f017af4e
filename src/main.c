/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/cli.h"
#include "shouwen/cli/option.h"
#include "shouwen/tui/workstation.h"

#include <sys/stat.h>

/* True for a call that names no verb and asks for nothing to be printed. */
static bool opens_workstation(const struct options *options)
{
    return options->word_count == 0 && !options_has(options, OPTION_HELP) &&
           !options_has(options, OPTION_VERSION);
}

int main(int argc, char **argv)
{
    struct options options;
    struct error error;

    umask(077);
    i18n_start(NULL);
    if (options_read(argc, argv, &options, &error) != STATUS_OK || !opens_workstation(&options))
        return cli_main(argc, argv);
    const struct desk_options wanted = {options.value[OPTION_DB], options.value[OPTION_CONFIG],
                                        options.value[OPTION_AS]};
    return workstation_run(&wanted);
}
