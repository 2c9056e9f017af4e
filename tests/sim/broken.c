/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "broken.h"

bool broken_choose(const char *name)
{
    (void)name;
    return false;
}
