/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/pinyin.h"

#include "shouwen/base/pinyin_table.h"

static const struct pinyin_row *row_of(uint32_t code)
{
    uint32_t at = code - PINYIN_FIRST;

    if (code < PINYIN_FIRST || at >= PINYIN_PAGE_COUNT * PINYIN_BLOCK)
        return &pinyin_rows[0];
    return &pinyin_rows[pinyin_blocks[pinyin_pages[at / PINYIN_BLOCK]][at % PINYIN_BLOCK]];
}

uint32_t pinyin_letters(uint32_t code)
{
    return row_of(code)->letters;
}

const char *pinyin_syllable(uint32_t code)
{
    return pinyin_syllables[row_of(code)->syllable];
}

uint32_t pinyin_simplified(uint32_t code)
{
    uint32_t simplified = row_of(code)->simplified;

    return simplified ? simplified : code;
}

size_t pinyin_surname(const uint32_t *codes, size_t count, const char *read[2])
{
    size_t low = 0, high = pinyin_surname_count;

    if (!count)
        return 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (pinyin_surnames[middle].codes[0] < codes[0])
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < pinyin_surname_count && pinyin_surnames[low].codes[0] == codes[0]; low++) {
        const struct pinyin_surname *found = &pinyin_surnames[low];
        if (found->codes[1] && (count < 2 || found->codes[1] != codes[1]))
            continue;
        read[0] = pinyin_syllables[found->syllables[0]];
        read[1] = pinyin_syllables[found->syllables[1]];
        return found->codes[1] ? 2 : 1;
    }
    return 0;
}
