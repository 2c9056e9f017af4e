/* SPDX-License-Identifier: MIT */
/* ini: files of [section] and key = value; the only user of iniparser.
 * Every line is looked at first, since the library names neither the line nor the fault: plain
 * UTF-8 text, no BOM, no line of 1,000 bytes or more, at most 256 KB. Sections and keys are of any
 * case and are lower case afterwards. Used by settings and by the maps of import. */
#ifndef SHOUWEN_BASE_INI_H
#define SHOUWEN_BASE_INI_H

#include "shouwen/base/error.h"

struct ini; /* opaque */

/* Told of every key ("section:key") and its line, in order; a fault ends the reading. */
typedef enum status ini_key(void *context, const char *key, int line, struct error *error);

/* A fault names file and line; *ini is NULL then. */
MUST_CHECK enum status ini_open(const char *path, ini_key *key, void *context, struct ini **ini,
                                struct error *error);
/* The value of "section:key", without quotation marks around it; NULL if there is none. Lives as
 * long as ini. */
const char *ini_text(const struct ini *ini, const char *key);
void ini_close(struct ini *ini); /* NULL is fine */

#endif
