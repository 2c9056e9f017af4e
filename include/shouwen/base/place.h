/* SPDX-License-Identifier: MIT */
/* place: where the program's own files lie: beside it in a build tree, otherwise where they were
 * installed. */
#ifndef SHOUWEN_BASE_PLACE_H
#define SHOUWEN_BASE_PLACE_H

#include <stddef.h>

enum { PLACE_MOST = 4096 };

/* The folder ../NAME of the program's own folder if there is one; else the environment variable if
 * set; else installed. Into out[PLACE_MOST], which is returned. */
const char *place_find(const char *name, const char *variable, const char *installed, char *out);

#endif
