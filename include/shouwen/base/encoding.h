/* SPDX-License-Identifier: MIT */
/* encoding: Chinese text in other encodings than UTF-8; the only user of iconv.
 * GB18030 covers every character of Unicode, so nothing is lost either way (24 that had private
 * codes once come back under their own). Used by printing,
 * import and export. */
#ifndef SHOUWEN_BASE_ENCODING_H
#define SHOUWEN_BASE_ENCODING_H

#include "shouwen/base/error.h"
#include "shouwen/base/text.h"

/* Adds UTF-8 text to out in another encoding ("GB18030"); "UTF-8" copies. STATUS_BROKEN if the C
 * library does not have that encoding, STATUS_INVALID if the text cannot be written in it. */
MUST_CHECK enum status encoding_from_utf8(const char *encoding, const char *text, size_t length,
                                          struct text *out, struct error *error);

#endif
