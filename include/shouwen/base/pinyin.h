/* SPDX-License-Identifier: MIT */
/* pinyin: how Han characters are read, and how they are written simplified.
 * Readings are those of dictionaries of today's language (Unicode Han database), corrected by
 * data/characters.tsv and data/surnames.tsv. Nothing is built at run time. Used by searchkey. */
#ifndef SHOUWEN_BASE_PINYIN_H
#define SHOUWEN_BASE_PINYIN_H

#include <stddef.h>
#include <stdint.h>

/* 26 bits of the first letters of all readings of code (bit 0 = a); 0 if none is known. */
uint32_t pinyin_letters(uint32_t code);
/* The usual reading with its tone: "shan4", "lv3" for lǚ, 5 for the neutral tone; "" if unknown. */
const char *pinyin_syllable(uint32_t code);
/* The simplified form of code where there is only one, else code itself. */
uint32_t pinyin_simplified(uint32_t code);
/* How many of the codes at the beginning of a name (simplified; there are count) are a surname that
 * is read in its own way: 0, 1 or 2. Their readings go into read. */
size_t pinyin_surname(const uint32_t *codes, size_t count, const char *read[2]);

#endif
