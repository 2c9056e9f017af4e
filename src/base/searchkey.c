/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/searchkey.h"

#include "shouwen/base/pinyin.h"
#include "shouwen/base/utf8.h"

#include <string.h>

enum { MIDDLE_DOT = 0xB7, POSITIONS_MOST = 64, CHOICES_MOST = 8 };

static bool is_han(uint32_t code)
{
    return code == 0x3007 || (code >= 0x3400 && code <= 0x9FFF) ||
           (code >= 0x20000 && code <= 0x3FFFF);
}

static bool is_blank(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r');
}

static void add_code(struct text *out, uint32_t code)
{
    char encoded[4];

    text_add_bytes(out, encoded, utf8_encode(code, encoded));
}

/* A middle dot comes in as many forms as there are keyboards and code pages: GBK gives U+00B7,
 * GB2312 U+30FB, and some people type a full stop. */
static bool is_middle_dot(uint32_t before, uint32_t code, uint32_t next)
{
    static const uint32_t dots[] = {MIDDLE_DOT, 0x2022, 0x2027, 0x2219, 0x22C5, 0x2E31, 0x30FB};

    if (code == '.')
        return is_han(before) && is_han(next);
    for (size_t i = 0; i < sizeof(dots) / sizeof(*dots); i++)
        if (code == dots[i])
            return true;
    return false;
}

void searchkey_normal(struct text *out, const char *text)
{
    struct text folded = TEXT_EMPTY;
    uint32_t before = 0;
    size_t start = out->length, used, ahead;
    bool blank = false;

    utf8_fold(&folded, text);
    for (size_t i = 0; i < folded.length; i += used) {
        uint32_t code = utf8_decode(folded.at + i, folded.length - i, &used);
        if (is_blank(code)) {
            blank = true;
            continue;
        }
        if (blank && out->length > start)
            text_add_char(out, ' ');
        blank = false;
        if (is_han(code))
            code = pinyin_simplified(code);
        else if (is_middle_dot(before, code,
                               utf8_decode(folded.at + i + used, folded.length - i - used, &ahead)))
            code = MIDDLE_DOT;
        add_code(out, code);
        before = code;
    }
    text_release(&folded);
}

void searchkey_name(struct text *out, const char *text)
{
    static const uint32_t dropped[] = {' ',    '.',    '-',    '\'',   '`',    MIDDLE_DOT,
                                       0x02BC, 0x2010, 0x2013, 0x2018, 0x2019, 0x2212};
    struct text normal = TEXT_EMPTY;
    size_t used, at;

    searchkey_normal(&normal, text);
    for (size_t i = 0; i < normal.length; i += used) {
        uint32_t code = utf8_decode(normal.at + i, normal.length - i, &used);
        for (at = 0; at < sizeof(dropped) / sizeof(*dropped) && dropped[at] != code; at++)
            ;
        if (at == sizeof(dropped) / sizeof(*dropped))
            text_add_bytes(out, normal.at + i, used);
    }
    text_release(&normal);
}

uint32_t searchkey_letters(uint32_t code)
{
    return pinyin_letters(code);
}

/* The characters of a name, without blanks and marks, and how its surname is read. */
struct name {
    uint32_t codes[POSITIONS_MOST];
    bool begins[POSITIONS_MOST]; /* something that is left out stands before */
    size_t count;
    size_t surname_count;
    const char *surname[2];
};

static void read_name(struct name *name, const char *text)
{
    struct text normal = TEXT_EMPTY;
    bool dotted = false, begins = true;
    size_t used;

    searchkey_normal(&normal, text);
    for (size_t i = 0; i < normal.length && name->count < POSITIONS_MOST; i += used) {
        uint32_t code = utf8_decode(normal.at + i, normal.length - i, &used);
        dotted = dotted || code == MIDDLE_DOT;
        if (utf8_is_word(code)) {
            name->begins[name->count] = begins;
            name->codes[name->count++] = code;
        }
        begins = !utf8_is_word(code) && code != '\'';
    }
    text_release(&normal);
    /* A name with a middle dot is a name in another language: it begins with no Han surname. */
    if (!dotted)
        name->surname_count = pinyin_surname(name->codes, name->count, name->surname);
}

static const char *syllable_at(const struct name *name, size_t at)
{
    return at < name->surname_count ? name->surname[at] : pinyin_syllable(name->codes[at]);
}

void searchkey_sort(struct text *out, const char *name)
{
    struct name read = {0};

    read_name(&read, name);
    for (size_t i = 0; i < read.count; i++) {
        bool han = is_han(read.codes[i]);
        if (i && (han || read.begins[i] || is_han(read.codes[i - 1])))
            text_add_char(out, ' ');
        if (han)
            text_add(out, syllable_at(&read, i));
        add_code(out, read.codes[i]);
    }
}

static size_t without_tone(const char *syllable)
{
    return strspn(syllable, "abcdefghijklmnopqrstuvwxyz");
}

/* False if no character was read. */
static bool spell_out(struct text *out, const struct name *name, size_t surname_count)
{
    bool has_read = false;

    for (size_t i = 0; i < name->count; i++) {
        uint32_t code = name->codes[i];
        const char *syllable = i < surname_count ? name->surname[i] : pinyin_syllable(code);
        if (code < 0x80)
            text_add_char(out, (char)code);
        else
            text_add_bytes(out, syllable, without_tone(syllable));
        has_read = has_read || (code >= 0x80 && *syllable);
    }
    return has_read;
}

void searchkey_pinyin(const char *name, void (*found)(void *context, const char *pinyin),
                      void *context)
{
    struct name read = {0};
    struct text likely = TEXT_EMPTY, other = TEXT_EMPTY;

    read_name(&read, name);
    if (spell_out(&likely, &read, read.surname_count))
        found(context, likely.at);
    if (read.surname_count && spell_out(&other, &read, 0) && strcmp(likely.at, other.at) != 0)
        found(context, other.at);
    text_release(&likely);
    text_release(&other);
}

/* The letters that each position of a name may be typed as, the likeliest first. */
struct spelling {
    char letters[POSITIONS_MOST][CHOICES_MOST];
    size_t choice_count[POSITIONS_MOST];
    size_t open_count[POSITIONS_MOST + 1]; /* positions from here on that have a choice */
    size_t count;
    size_t given; /* spellings handed out so far */
    char chosen[POSITIONS_MOST + 1];
    void (*found)(void *context, const char *initials);
    void *context;
};

static void add_choice(struct spelling *spelling, char letter)
{
    size_t at = spelling->count;

    for (size_t i = 0; i < spelling->choice_count[at]; i++)
        if (spelling->letters[at][i] == letter)
            return;
    if (letter && spelling->choice_count[at] < CHOICES_MOST)
        spelling->letters[at][spelling->choice_count[at]++] = letter;
}

static void spell_position(struct spelling *spelling, const struct name *name, size_t at)
{
    uint32_t code = name->codes[at], letters = pinyin_letters(code);

    if (code < 0x80) {
        add_choice(spelling, (char)code);
    } else {
        add_choice(spelling, *syllable_at(name, at));
        add_choice(spelling, *pinyin_syllable(code));
        for (char letter = 'a'; letter <= 'z'; letter++)
            if (letters & 1U << (letter - 'a'))
                add_choice(spelling, letter);
    }
    spelling->count += spelling->choice_count[spelling->count] > 0;
}

/* Hands out the spellings in which exactly `unlikely` of the positions from at on are not their
 * likeliest letter. */
static void spell_from(struct spelling *spelling, size_t at, size_t unlikely)
{
    if (unlikely > spelling->open_count[at] || spelling->given == SEARCHKEY_INITIALS_MOST)
        return;
    if (at == spelling->count) {
        spelling->chosen[at] = '\0';
        spelling->given++;
        spelling->found(spelling->context, spelling->chosen);
        return;
    }
    for (size_t i = 0; i < spelling->choice_count[at] && (!i || unlikely); i++) {
        spelling->chosen[at] = spelling->letters[at][i];
        spell_from(spelling, at + 1, unlikely - (i > 0));
    }
}

void searchkey_initials(const char *name, void (*found)(void *context, const char *initials),
                        void *context)
{
    struct name read = {0};
    struct spelling spelling = {.found = found, .context = context};

    read_name(&read, name);
    for (size_t i = 0; i < read.count; i++)
        spell_position(&spelling, &read, i);
    if (!spelling.count)
        return;
    for (size_t at = spelling.count; at--;)
        spelling.open_count[at] = spelling.open_count[at + 1] + (spelling.choice_count[at] > 1);
    for (size_t unlikely = 0; unlikely <= spelling.open_count[0]; unlikely++)
        spell_from(&spelling, 0, unlikely);
}
