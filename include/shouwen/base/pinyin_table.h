/* SPDX-License-Identifier: MIT */
/* pinyin_table: the table behind pinyin.c, made by tools/make-pinyin.
 * A character's row is pinyin_rows[pinyin_blocks[pinyin_pages[page]][place]], where page and place
 * are its distance from PINYIN_FIRST divided by PINYIN_BLOCK, and the remainder. */
#ifndef SHOUWEN_BASE_PINYIN_TABLE_H
#define SHOUWEN_BASE_PINYIN_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum {
    PINYIN_FIRST = 0x3000,
    PINYIN_BLOCK = 128,
    PINYIN_PAGE_COUNT = 1512 /* up to U+323FF */
};

/* letters: bit 0 = a; simplified: 0 if the character has no other simplified form; syllable: its
 * usual reading, in pinyin_syllables. */
struct pinyin_row {
    uint32_t letters;
    uint32_t simplified;
    uint16_t syllable;
};

/* One or two characters (then the second is 0) and how they are read as a surname. Sorted by the
 * first character, two before one. */
struct pinyin_surname {
    uint32_t codes[2];
    uint16_t syllables[2];
};

extern const char pinyin_syllables[][8]; /* "shan4"; 5 is the neutral tone, v is ü */
extern const struct pinyin_row pinyin_rows[];
extern const uint16_t pinyin_pages[PINYIN_PAGE_COUNT];
extern const uint16_t pinyin_blocks[][PINYIN_BLOCK];
extern const struct pinyin_surname pinyin_surnames[];
extern const size_t pinyin_surname_count;

#endif
