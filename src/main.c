/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"

#include <stdio.h>

int main(void)
{
    i18n_start(NULL);
    puts(PACKAGE_STRING);
    return 0;
}
