/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/cli.h"

#include <sys/stat.h>

int main(int argc, char **argv)
{
    struct cli_next next;

    umask(077);
    i18n_start(NULL);
    int code = cli_main(argc, argv, &next);
    cli_next_release(&next);
    return code;
}
