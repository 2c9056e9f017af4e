/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/cli.h"

#include <sys/stat.h>

int main(int argc, char **argv)
{
    umask(077);
    i18n_start(NULL);
    return cli_main(argc, argv);
}
