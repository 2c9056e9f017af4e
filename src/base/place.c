/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *place_find(const char *name, const char *variable, const char *installed, char *out)
{
    char exe[PLACE_MOST];
    ssize_t length = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
    const char *given = getenv(variable);

    if (length > 0) {
        exe[length] = '\0';
        char *slash = strrchr(exe, '/');
        int total =
            snprintf(out, PLACE_MOST, "%.*s/../%s", slash ? (int)(slash - exe) : 0, exe, name);
        if (total < PLACE_MOST && access(out, F_OK) == 0)
            return out;
    }
    snprintf(out, PLACE_MOST, "%s", given && *given ? given : installed);
    return out;
}
