/* SPDX-License-Identifier: MIT */
/* sniff: what a CSV file is written in, found by looking at all of it once.
 * A BOM decides; then a NUL byte means UTF-16; then strict UTF-8; then strict GB18030; else nobody
 * knows and a person is asked. A file with few Chinese characters can be good in both: then the
 * guess is not sure (930 of the 6768 characters of GB 2312 are valid UTF-8 as well). The cells'
 * separator is what stands most often in the first row, outside quotation marks. */
#ifndef SHOUWEN_INTAKE_SNIFF_H
#define SHOUWEN_INTAKE_SNIFF_H

#include "shouwen/base/encoding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sniffed {
    enum encoding encoding; /* ENCODING_NONE: none that is known */
    enum encoding nearest;  /* the same; where it is none, in which it is read farthest */
    bool is_sure;
    bool has_bom;
    uint32_t separator; /* code point: , ; tab or the full-width comma */
};

struct sniff; /* opaque */

/* forced: the encoding that a person named, then only the separator is looked for;
 * ENCODING_NONE: none. */
struct sniff *sniff_new(enum encoding forced);
void sniff_feed(struct sniff *sniff, const char *bytes, size_t length);
/* Once, after the last byte. */
struct sniffed sniff_end(struct sniff *sniff);
void sniff_free(struct sniff *sniff); /* NULL is fine */

/* The separator of text that is UTF-8 already, by its first row that is not blank. */
uint32_t sniff_separator(const char *text, size_t length);

#endif
