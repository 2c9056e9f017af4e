/* SPDX-License-Identifier: MIT */
/* demo: a station with sample data, made once in a folder and opened again afterwards (data/demo/).
 * Days in the sample count from the day on which it is made, so its histories end today. It is made
 * in a corner of its folder and moved to its place when it is whole. */
#ifndef SHOUWEN_CLI_DEMO_H
#define SHOUWEN_CLI_DEMO_H

#include "shouwen/base/error.h"
#include "shouwen/base/text.h"

#include <stdbool.h>

/* dir NULL: shouwen-demo in the user's data folder. Adds the paths of the station file and of its
 * settings file, which signs in the person on duty. *is_new: it was made now. STATUS_BROKEN, with
 * the folder as it was, for one that cannot be written or has other things in it. */
MUST_CHECK enum status demo_make(const char *dir, struct text *database, struct text *config,
                                 bool *is_new, struct error *error);

#endif
