/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/nodecode.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *word;
    const char *shape;
    size_t digits; /* 0: not a plain number */
} levels[NODECODE_LEVELS] = {
    [NODECODE_NONE] = {"", N_("codes have 2, 4, 6, 9 or 12 digits, by their level"), 0},
    [NODECODE_PROVINCE] = {"province", N_("a province's code has 2 digits, like 31"), 2},
    [NODECODE_CITY] = {"city", N_("a city's code has 4 digits, like 3101"), 4},
    [NODECODE_DISTRICT] = {"district", N_("a district's code has 6 digits, like 310115"), 6},
    [NODECODE_DEPARTMENT] =
        {"department",
         N_("a department's code is its district's or street's, - and a short name, like "
            "310115-mzj"),
         0},
    [NODECODE_STREET] = {"street", N_("a street's code has 9 digits, like 310115007"), 9},
    [NODECODE_STATION] = {"station", N_("a station's code has 12 digits, like 310115007001"), 12},
    [NODECODE_GRID] =
        {"grid", N_("a grid's code is its station's, -G and two digits, like 310115007001-G03"), 0},
};

static enum nodecode_level level_of_digits(size_t digits)
{
    for (int level = NODECODE_PROVINCE; level < NODECODE_LEVELS; level++)
        if (digits && levels[level].digits == digits)
            return (enum nodecode_level)level;
    return NODECODE_NONE;
}

/* The length that digits have without the zeros that pad them to a lower level's length. */
static size_t cut_zeros(const char *digits, size_t length)
{
    static const size_t steps[] = {12, 9, 6, 4, 2};

    for (size_t i = 0; i + 1 < sizeof(steps) / sizeof(steps[0]); i++) {
        size_t shorter = steps[i + 1];
        if (length == steps[i] && strspn(digits + shorter, "0") >= length - shorter)
            length = shorter;
    }
    return length;
}

/* "-G03" or "-mzj" after a code of that level; the level of the whole, NODECODE_NONE if it is
 * wrong. */
static enum nodecode_level read_tail(enum nodecode_level base, const char *tail, char *out)
{
    size_t length = strlen(tail);

    if (base == NODECODE_STATION && length == 3 && toupper((unsigned char)tail[0]) == 'G' &&
        isdigit((unsigned char)tail[1]) && isdigit((unsigned char)tail[2])) {
        snprintf(out, NODECODE_SHORT_NAME + 1, "G%.2s", tail + 1);
        return NODECODE_GRID;
    }
    if ((base != NODECODE_DISTRICT && base != NODECODE_STREET) || !length ||
        length > NODECODE_SHORT_NAME)
        return NODECODE_NONE;
    for (size_t i = 0; i <= length; i++) {
        if (tail[i] && !isalnum((unsigned char)tail[i]) && tail[i] != '_')
            return NODECODE_NONE;
        out[i] = (char)tolower((unsigned char)tail[i]);
    }
    return NODECODE_DEPARTMENT;
}

enum nodecode_level nodecode_read(const char *text, char *out)
{
    size_t digits = strspn(text, "0123456789");
    enum nodecode_level level = NODECODE_NONE;

    *out = '\0';
    if (level_of_digits(digits) && (text[digits] == '\0' || text[digits] == '-')) {
        size_t kept = cut_zeros(text, digits);
        memcpy(out, text, kept);
        out[kept] = '\0';
        level = level_of_digits(kept);
        if (text[digits] == '-') {
            out[kept] = '-';
            level = read_tail(level, text + digits + 1, out + kept + 1);
        }
    }
    if (level == NODECODE_NONE || text_starts(out, "00"))
        *out = '\0';
    return *out ? level : NODECODE_NONE;
}

enum nodecode_level nodecode_level_from(const char *word)
{
    for (int level = NODECODE_PROVINCE; level < NODECODE_LEVELS; level++)
        if (text_same(word, levels[level].word))
            return (enum nodecode_level)level;
    return NODECODE_NONE;
}

const char *nodecode_word(enum nodecode_level level)
{
    return levels[level].word;
}

const char *nodecode_shape(enum nodecode_level level)
{
    return _(levels[level].shape);
}

bool nodecode_is_within(const char *code, const char *parent)
{
    size_t length = strlen(parent);

    return strncmp(code, parent, length) == 0 && (!code[length] || strchr(parent, '-') == NULL);
}
