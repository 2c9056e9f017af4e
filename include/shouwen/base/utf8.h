/* SPDX-License-Identifier: MIT */
/* utf8: code points, clusters (what a person sees as one character) and terminal columns.
 * Columns are counted by wcwidth(), since that is what curses places cells by; a code point that
 * the C library gives no width is drawn as U+FFFD, one column. The only user of utf8proc.
 * Text handed in is valid UTF-8 unless a function says otherwise. */
#ifndef SHOUWEN_BASE_UTF8_H
#define SHOUWEN_BASE_UTF8_H

#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The code point at text (length bytes are there), its bytes in *used; a bad byte gives U+FFFD and
 * 1 used; length 0 gives 0 and 0. Strict: no surrogates, no overlong forms, nothing past
 * U+10FFFF. */
uint32_t utf8_decode(const char *text, size_t length, size_t *used);
/* One code point as UTF-8 into out[4]; returns the bytes written. */
size_t utf8_encode(uint32_t code, char *out);
/* True if length bytes are strictly valid UTF-8; *bad_at (may be NULL) is the first bad byte. */
bool utf8_is_valid(const char *text, size_t length, size_t *bad_at);

/* Bytes of the grapheme cluster at text; 0 at its end. */
size_t utf8_cluster(const char *text, size_t length);
/* What is drawn for a code point: itself, or U+FFFD where the C library gives it no width. */
uint32_t utf8_code_shown(uint32_t code);
/* Columns of one code point (0, 1, 2; 1 where it is drawn as U+FFFD), of a cluster, of a text.
 * Each is the sum of its code points' columns, as curses places them: a family emoji takes 6. */
int utf8_code_columns(uint32_t code);
int utf8_cluster_columns(const char *text, size_t length);
int utf8_columns(const char *text);
size_t utf8_count(const char *text); /* code points */

/* Bytes of the longest run of whole clusters that fits in columns; *used gets its columns. */
size_t utf8_fit(const char *text, int columns, int *used);
/* Adds text to out in exactly columns columns: cut at a cluster, ".." at the end where it was
 * cut and there is room for it (columns >= 4), padded with spaces on the right (utf8_pad_left:
 * on the left). */
void utf8_pad(struct text *out, const char *text, int columns);
void utf8_pad_left(struct text *out, const char *text, int columns);
/* Calls line for each line of text wrapped at columns, at least once: breaks at spaces between
 * Latin words, anywhere between CJK clusters, never before closing punctuation
 * (，。、；：！？）》」』”,.;:!?), after opening punctuation or inside a run of Latin letters and digits
 * that fits on a line, unless nothing else is left; newlines in text are kept, blanks at a
 * line's end are not part of it. */
void utf8_wrap(const char *text, int columns,
               void (*line)(void *context, const char *text, size_t length), void *context);

/* What may enter the record, from any source: bytes that are no UTF-8 become U+FFFD; C0, C1,
 * DEL, bidi controls, BOM, non-characters and characters without a shape are dropped; ZWJ and
 * ZWNJ stay between letters and pictographs that need them, variation selectors after ideographs
 * and emoji; tab becomes a space; each line break (CRLF, CR, LF, VT, FF, NEL, U+2028, U+2029)
 * one "\n" where lines is true and a space otherwise; NFC; blanks trimmed at both ends. Cleaning
 * what is clean changes nothing. */
void utf8_clean(struct text *out, const char *bytes, size_t length, bool lines);
/* True for letters, marks, digits and other numbers, ideographs and private characters. */
bool utf8_is_word(uint32_t code);
/* NFKC and case folding of text, added to out. */
void utf8_fold(struct text *out, const char *text);

#endif
