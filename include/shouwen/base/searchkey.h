/* SPDX-License-Identifier: MIT */
/* searchkey: the forms of a text by which it is found.
 * They serve search and order only and never replace the text itself: names stay as they are
 * written. Readings come from a table generated from the Unicode Han database (every reading of a
 * character counts) and a list of surnames that are read in their own way. */
#ifndef SHOUWEN_BASE_SEARCHKEY_H
#define SHOUWEN_BASE_SEARCHKEY_H

#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bumped whenever any function here gives another result: stored keys are then made again. */
enum { SEARCHKEY_VERSION = 3, SEARCHKEY_INITIALS_MOST = 16 };

/* The key of a text: NFKC, case folded, traditional characters as simplified where there is one
 * simplified form (standard characters stay: 乾 is no 干), all middle dots (U+00B7 U+30FB U+2022
 * U+2027 and their like, a full stop between Han) as U+00B7, runs of blanks as one space, trimmed.
 * */
void searchkey_normal(struct text *out, const char *text);
/* The same without blanks, dots, hyphens and apostrophes: two spellings of one name give one
 * key. */
void searchkey_name(struct text *out, const char *text);

/* 26 bits of the first letters that a Han character's readings begin with (bit 0 = a); 0 if it
 * has no known reading: then any letter fits. */
uint32_t searchkey_letters(uint32_t code);
/* Calls found with each spelling of the initials of a name or word, the likeliest first (a surname
 * in its reading as a surname), each once, at most SEARCHKEY_INITIALS_MOST; lower case. Latin
 * letters and digits stand for themselves; characters without a reading are left out, and so is
 * what comes after the 64th character. "单雄信" gives sxx, dxx, cxx. A name with a middle dot has no
 * Han surname. */
void searchkey_initials(const char *name, void (*found)(void *context, const char *initials),
                        void *context);
/* Calls found with the name spelled out in pinyin, lower case, without tones and blanks (ü as v):
 * as it is most likely read, and once more if its surname is also read otherwise. "单雄信" gives
 * shanxiongxin and danxiongxin. Not called for a name without a Han character
 * whose reading is known; the rest as for searchkey_initials(). */
void searchkey_pinyin(const char *name, void (*found)(void *context, const char *pinyin),
                      void *context);
/* The key that sorts names as a Chinese reader expects: by syllable, tone and character, one
 * character after the other, surnames in their reading as surnames, so that all 李 stand together,
 * after all 黎: "shan4单 xiong2雄 xin4信". Compare with strcmp(). */
void searchkey_sort(struct text *out, const char *name);

/* The search terms of a text for the full-text index: for each word (run of letters, digits, Han,
 * where middle dots are passed over) of its normal key the pairs of neighbouring characters, and
 * its last character alone; terms are separated by spaces, made of UTF-8 letters and digits only,
 * so that a tokenizer that splits at ASCII punctuation (FTS5's "ascii") keeps each whole. */
void searchkey_terms(struct text *out, const char *text);
/* The full-text query for what a person typed: each word of it as a phrase of its pairs
 * (adjacent in that order), words joined by AND; a word of one character asks for a term that
 * begins with it. Quoted so that nothing typed can be syntax. Empty if nothing is left to search
 * for. */
void searchkey_query(struct text *out, const char *typed);
/* The same question to terms that stand in a text, with a blank before and after them: a JSON array
 * of what all has to be in it. */
void searchkey_needles(struct text *out, const char *typed);

/* The door in its canonical form, parts joined by '-': "5号502室", "5 502", "５－５０２" give "5-502"; 2
 * to 4 parts of at most 5 digits and 2 letters at either end, the letters in upper case. False
 * (and nothing added) if the text does not look like a door, or has a street or anything else
 * around it. */
bool searchkey_door(struct text *out, const char *text);

#endif
