/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/value.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/hours.h"
#include "shouwen/domain/limit.h"
#include "shouwen/domain/material.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/domain/parts.h"

#include <ctype.h>
#include <string.h>

/* One value on its way: clean is the text as it came, out what is kept. */
struct cleaning {
    const struct value_choice *choices;
    const char *clean;
    struct text *out;
    struct flaw *found;
};

static enum value_result bad(struct cleaning *c, enum reason reason)
{
    c->found->reason = reason;
    return VALUE_BAD;
}

/* Kept as it is, for someone to look at. */
static enum value_result doubtful(struct cleaning *c, enum reason reason)
{
    text_add(c->out, c->clean);
    c->found->reason = reason;
    return VALUE_DOUBTFUL;
}

static enum value_result bad_shape(struct cleaning *c, enum nodecode_level level)
{
    text_add(&c->found->detail, nodecode_shape(level));
    return bad(c, REASON_NODE_CODE);
}

static enum value_result clean_text(struct cleaning *c)
{
    text_add(c->out, c->clean);
    return VALUE_GOOD;
}

/* "3.30106E+17": a spreadsheet turned a long number into this, and its digits are lost. */
static bool is_scientific(const char *text)
{
    size_t whole = strspn(text, "0123456789"), i = whole;

    if (text[i] == '.')
        i += 1 + strspn(text + i + 1, "0123456789");
    if (!whole || (text[i] != 'e' && text[i] != 'E'))
        return false;
    i++;
    i += text[i] == '+';
    size_t power = strspn(text + i, "0123456789");
    return power > 0 && text[i + power] == '\0';
}

/* NFKC brings full-width digits and letters to ASCII; lower case is undone by who needs it. */
static void fold(struct text *folded, const char *text)
{
    utf8_fold(folded, text);
}

static enum value_result clean_code(struct cleaning *c)
{
    if (is_scientific(c->clean))
        return bad(c, REASON_ROUNDED);
    if (strpbrk(c->clean, " \t;|,\\\""))
        return bad(c, REASON_CODE_CHARACTERS);
    if (utf8_count(c->clean) > 64)
        return bad(c, REASON_CODE_LONG);
    return clean_text(c);
}

static enum value_result clean_node(struct cleaning *c)
{
    char code[NODECODE_ROOM];
    enum nodecode_level level = nodecode_read(c->clean, code);

    if (is_scientific(c->clean))
        return bad(c, REASON_ROUNDED);
    if (level == NODECODE_NONE || level == NODECODE_GRID)
        return bad_shape(c, NODECODE_NONE);
    text_add(c->out, code);
    return VALUE_GOOD;
}

static enum value_result clean_grid(struct cleaning *c)
{
    char code[NODECODE_ROOM];

    if (nodecode_read(c->clean, code) != NODECODE_GRID)
        return bad_shape(c, NODECODE_GRID);
    text_add(c->out, code);
    return VALUE_GOOD;
}

static enum value_result clean_day(struct cleaning *c)
{
    char text[CLOCK_TEXT];
    int32_t day = value_read_day(c->clean);
    int minutes = 0;

    /* spreadsheets add a midnight that nobody asked for */
    if (day == CLOCK_NO_DAY && (!value_read_moment(c->clean, &day, &minutes) || minutes))
        return bad(c, REASON_DAY);
    text_add(c->out, clock_format_day(day, text));
    return VALUE_GOOD;
}

static enum value_result clean_time(struct cleaning *c)
{
    int minutes;

    if (!hours_read_time(c->clean, &minutes))
        return bad(c, REASON_TIME);
    hours_write_time(c->out, minutes);
    return VALUE_GOOD;
}

static enum value_result clean_moment(struct cleaning *c)
{
    char text[CLOCK_TEXT];
    int32_t day;
    int minutes;
    int64_t at;

    if (!clock_parse_at(c->clean, &at)) {
        if (!value_read_moment(c->clean, &day, &minutes))
            return bad(c, REASON_MOMENT);
        at = clock_at_from(day, 0, minutes);
    }
    text_add(c->out, clock_format_at(at, text));
    return VALUE_GOOD;
}

/* Digits alone: 11 of a mobile number without the country's code and what people put in between. */
static bool read_mobile(const char *text, char digits[12])
{
    size_t count = 0;

    if (text_starts(text, "+86"))
        text += 3;
    else if (text_starts(text, "0086"))
        text += 4;
    for (; *text; text++) {
        if (isdigit((unsigned char)*text)) {
            if (count == 11)
                return false;
            digits[count++] = *text;
        } else if (*text != ' ' && *text != '-') {
            return false;
        }
    }
    digits[count] = '\0';
    return count == 11 && digits[0] == '1';
}

/* No area's numbers begin with 1, and those of services are shorter: a digit was left out, or typed
 * twice. */
static bool is_short_mobile(const char *text, size_t digits)
{
    enum { LOCAL = 7 };

    return *text == '1' && digits >= LOCAL && strspn(text, "0123456789 -") == strlen(text);
}

static enum value_result clean_phone(struct cleaning *c)
{
    struct text folded = TEXT_EMPTY;
    char mobile[12];
    size_t digits = 0;

    fold(&folded, c->clean);
    enum value_result result = VALUE_GOOD;
    if (is_scientific(folded.at)) {
        result = bad(c, REASON_ROUNDED);
    } else if (read_mobile(folded.at, mobile)) {
        text_add(c->out, mobile);
    } else {
        for (const char *at = folded.at; *at; at++)
            digits += isdigit((unsigned char)*at) != 0;
        if (is_short_mobile(folded.at, digits))
            result = doubtful(c, REASON_MOBILE);
        else if (digits < 3 || strspn(folded.at, "0123456789+-*#() ") != folded.length)
            result = doubtful(c, REASON_PHONE);
        else
            text_add(c->out, folded.at);
    }
    text_release(&folded);
    return result;
}

static enum value_result clean_card(struct cleaning *c)
{
    struct text folded = TEXT_EMPTY;

    fold(&folded, c->clean);
    size_t start = c->out->length;
    bool is_plain = true;
    for (const char *at = folded.at; *at; at++) {
        is_plain = is_plain && (unsigned char)*at < 0x80;
        if (*at != ' ')
            text_add_char(c->out, (char)toupper((unsigned char)*at));
    }
    text_release(&folded);
    if (is_scientific(c->out->at + start)) {
        text_cut(c->out, start);
        return bad(c, REASON_ROUNDED);
    }
    if (ident_card_is_valid(c->out->at + start))
        return VALUE_GOOD;
    if (!is_plain) { /* folded it may be longer than a cell can be */
        text_cut(c->out, start);
        text_add(c->out, c->clean);
    }
    c->found->reason = REASON_CARD;
    return VALUE_DOUBTFUL;
}

/* "12月3日", "2003年2月", "3-Dec", "Dec-03", "2003/2/11": what a spreadsheet makes of 12-3 and
 * 3-2-11. */
static bool is_made_day(const char *text)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    size_t first = strspn(text, "0123456789");
    const char *rest = text + first, *letters = rest + (first && *rest == '-');

    if (first && (text_starts(rest, "月") || (text_starts(rest, "年") && strstr(rest, "月"))))
        return true;
    if (first == 4 && *rest == '/')
        return value_read_day(text) != CLOCK_NO_DAY;
    for (size_t i = 0; (!first || letters > rest) && i < sizeof(months) - 1; i += 3)
        if (strncmp(letters, months + i, 3) == 0 && strpbrk(text, "-"))
            return true;
    return false;
}

static enum value_result clean_door(struct cleaning *c)
{
    if (is_made_day(c->clean))
        return bad(c, REASON_DOOR_DAY);
    if (searchkey_door(c->out, c->clean))
        return VALUE_GOOD;
    return doubtful(c, REASON_DOOR);
}

static enum value_result clean_number(struct cleaning *c)
{
    struct text folded = TEXT_EMPTY;
    long number;

    fold(&folded, c->clean);
    bool good = text_to_long(folded.at, 0, 1000000000, &number);
    text_release(&folded);
    if (!good)
        return bad(c, REASON_NUMBER);
    text_addf(c->out, "%ld", number);
    return VALUE_GOOD;
}

static enum value_result bad_choice(struct cleaning *c)
{
    for (int i = 0; c->choices[i].word; i++) {
        text_add(&c->found->detail, i ? ", " : "");
        value_choice_say(&c->found->detail, c->choices, c->choices[i].word);
    }
    return bad(c, REASON_CHOICE);
}

static enum value_result clean_choice(struct cleaning *c)
{
    int found = value_choice_find(c->choices, c->clean);

    if (found < 0)
        return bad_choice(c);
    text_add(c->out, c->choices[found].word);
    return VALUE_GOOD;
}

static enum value_result clean_choices(struct cleaning *c)
{
    struct arena arena = {0};
    size_t count, start = c->out->length;
    const char **parts = parts_split(&arena, c->clean, PARTS_LIST, &count);
    unsigned long chosen = 0;
    bool good = true;

    for (size_t i = 0; i < count; i++) {
        int found = value_choice_find(c->choices, parts[i]);
        good = good && found >= 0;
        if (good)
            chosen |= 1ul << found;
    }
    arena_release(&arena);
    if (!good)
        return bad_choice(c);
    for (int i = 0; c->choices[i].word; i++)
        if (chosen & 1ul << i) {
            text_add(c->out, c->out->length > start ? ";" : "");
            text_add(c->out, c->choices[i].word);
        }
    return VALUE_GOOD;
}

static enum value_result clean_list(struct cleaning *c)
{
    struct arena arena = {0};
    size_t count;
    const char **parts = parts_split(&arena, c->clean, PARTS_LIST, &count);

    for (size_t i = 0; i < count; i++) {
        text_add(c->out, i ? ";" : "");
        parts_escape(c->out, parts[i], PARTS_LIST);
    }
    arena_release(&arena);
    return VALUE_GOOD;
}

static enum value_result clean_grids(struct cleaning *c)
{
    struct arena arena = {0};
    size_t count, start = c->out->length;
    const char **parts = parts_split(&arena, c->clean, PARTS_LIST, &count);
    enum value_result result = VALUE_GOOD;

    for (size_t i = 0; i < count && result == VALUE_GOOD; i++) {
        struct cleaning one = {.clean = parts[i], .out = c->out, .found = c->found};
        text_add(c->out, c->out->length > start ? ";" : "");
        result = clean_grid(&one);
    }
    arena_release(&arena);
    return result;
}

static enum value_result clean_limit(struct cleaning *c)
{
    struct limit_pair pair;

    if (!limit_pair_parse(c->clean, &pair))
        return bad(c, REASON_LIMIT);
    limit_pair_write(c->out, &pair);
    return VALUE_GOOD;
}

static enum value_result clean_hours(struct cleaning *c)
{
    struct hours hours;

    if (!hours_parse(c->clean, &hours))
        return doubtful(c, REASON_HOURS);
    hours_write(c->out, &hours);
    return VALUE_GOOD;
}

static enum value_result clean_materials(struct cleaning *c)
{
    struct arena arena = {0};
    const char *taken;
    size_t count;
    const struct material *materials = material_read(&arena, c->clean, &count, &taken);

    for (size_t i = 0; i < count; i++) {
        text_add(c->out, i ? "|" : "");
        material_write(c->out, &materials[i]);
    }
    if (taken) {
        c->found->reason = REASON_MATERIAL;
        text_add(&c->found->detail, taken);
    }
    arena_release(&arena);
    return taken ? VALUE_DOUBTFUL : VALUE_GOOD;
}

static const struct {
    enum value_result (*clean)(struct cleaning *c);
    size_t most; /* characters */
    bool lines;
} types[VALUE_TYPES] = {
    [VALUE_TEXT] = {clean_text, 2000, false},
    [VALUE_LINES] = {clean_text, 20000, true},
    [VALUE_NAME] = {clean_text, 200, false},
    [VALUE_CODE] = {clean_code, 200, false},
    [VALUE_NODE] = {clean_node, 200, false},
    [VALUE_GRID] = {clean_grid, 200, false},
    [VALUE_GRIDS] = {clean_grids, 2000, false},
    [VALUE_DAY] = {clean_day, 200, false},
    [VALUE_TIME] = {clean_time, 200, false},
    [VALUE_MOMENT] = {clean_moment, 200, false},
    [VALUE_PHONE] = {clean_phone, 200, false},
    [VALUE_CARD] = {clean_card, 200, false},
    [VALUE_DOOR] = {clean_door, 200, false},
    [VALUE_NUMBER] = {clean_number, 200, false},
    [VALUE_CHOICE] = {clean_choice, 200, false},
    [VALUE_CHOICES] = {clean_choices, 2000, false},
    [VALUE_LIST] = {clean_list, 8000, false},
    [VALUE_LIMIT] = {clean_limit, 200, false},
    [VALUE_HOURS] = {clean_hours, 2000, false},
    [VALUE_MATERIALS] = {clean_materials, 20000, false},
};

enum value_result value_clean(enum value_type type, const struct value_choice *choices,
                              const char *bytes, size_t length, struct text *out,
                              struct flaw *found)
{
    struct text clean = TEXT_EMPTY;
    enum value_result result = VALUE_GOOD;

    utf8_clean(&clean, bytes, length, types[type].lines);
    if (utf8_count(clean.at) > types[type].most) {
        found->reason = REASON_LONG;
        text_addf(&found->detail, "%zu", types[type].most);
        result = VALUE_BAD;
    } else if (clean.length) {
        struct cleaning c = {choices, clean.at, out, found};
        result = types[type].clean(&c);
    }
    text_release(&clean);
    return result;
}
