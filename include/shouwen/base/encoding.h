/* SPDX-License-Identifier: MIT */
/* encoding: Chinese text in other encodings than UTF-8; the only user of iconv.
 * GB18030 covers every character of Unicode, so nothing is lost either way (24 that had private
 * codes once come back under their own). Used by printing, import and export. */
#ifndef SHOUWEN_BASE_ENCODING_H
#define SHOUWEN_BASE_ENCODING_H

#include "shouwen/base/error.h"
#include "shouwen/base/text.h"

#include <stdint.h>

/* X(NAME, "name", "other words"): the name is the C library's. GBK is read as GB18030, which it is
 * a part of. */
#define ENCODING_TABLE(X)                                                                          \
    X(UTF8, "UTF-8", "utf8")                                                                       \
    X(GB18030, "GB18030", "gbk gb2312")                                                            \
    X(UTF16LE, "UTF-16LE", "utf-16 utf16")                                                         \
    X(UTF16BE, "UTF-16BE", "")                                                                     \
    X(CP936, "CP936", "")                                                                          \
    X(BIG5, "BIG5", "")

#define ENCODING_ENUM(name, ...) ENCODING_##name,
enum encoding { ENCODING_NONE, ENCODING_TABLE(ENCODING_ENUM) ENCODING_COUNT };

const char *encoding_name(enum encoding encoding);
/* ENCODING_NONE if the word (of any case) is none; "" and NULL are none. */
enum encoding encoding_find(const char *word);

/* Adds UTF-8 text to out in another encoding ("GB18030"); "UTF-8" copies. STATUS_BROKEN if the C
 * library does not have that encoding, STATUS_INVALID if the text cannot be written in it. */
MUST_CHECK enum status encoding_from_utf8(const char *encoding, const char *text, size_t length,
                                          struct text *out, struct error *error);

struct encoding_reader; /* opaque */

/* STATUS_BROKEN if the C library does not have that encoding. */
MUST_CHECK enum status encoding_reader_new(enum encoding encoding, struct encoding_reader **reader,
                                           struct error *error);
/* Adds the next bytes to out as UTF-8 (bytes of UTF-8 itself unchecked); half a character is kept
 * for the next call. STATUS_INVALID names the first byte that is none of the encoding, counted
 * from 1 over all calls; what came before it is in out. */
MUST_CHECK enum status encoding_reader_feed(struct encoding_reader *reader, const char *bytes,
                                            size_t length, struct text *out, struct error *error);
/* After the last byte: STATUS_INVALID if half a character is left. */
MUST_CHECK enum status encoding_reader_end(struct encoding_reader *reader, struct error *error);
void encoding_reader_free(struct encoding_reader *reader); /* NULL is fine */

#endif
