/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/utf8.h"

#include "shouwen/base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

enum { REPLACEMENT = 0xFFFD, ZWNJ = 0x200C, ZWJ = 0x200D };

static bool is_between(uint32_t code, uint32_t low, uint32_t high)
{
    return code >= low && code <= high;
}

static bool continues(const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (((unsigned char)text[i] & 0xC0) != 0x80)
            return false;
    return true;
}

uint32_t utf8_decode(const char *text, size_t length, size_t *used)
{
    const unsigned char *at = (const unsigned char *)text;

    *used = length ? 1 : 0;
    if (!length)
        return 0;
    if (at[0] < 0x80)
        return at[0];
    if (is_between(at[0], 0xC2, 0xDF) && length >= 2 && continues(text + 1, 1)) {
        *used = 2;
        return (at[0] & 0x1FU) << 6 | (at[1] & 0x3FU);
    }
    if ((at[0] & 0xF0) == 0xE0 && length >= 3 && continues(text + 1, 2)) {
        uint32_t code = (at[0] & 0x0FU) << 12 | (at[1] & 0x3FU) << 6 | (at[2] & 0x3FU);
        if (code < 0x800 || is_between(code, 0xD800, 0xDFFF))
            return REPLACEMENT;
        *used = 3;
        return code;
    }
    if ((at[0] & 0xF8) == 0xF0 && length >= 4 && continues(text + 1, 3)) {
        uint32_t code =
            (at[0] & 0x07U) << 18 | (at[1] & 0x3FU) << 12 | (at[2] & 0x3FU) << 6 | (at[3] & 0x3FU);
        if (!is_between(code, 0x10000, 0x10FFFF))
            return REPLACEMENT;
        *used = 4;
        return code;
    }
    return REPLACEMENT;
}

size_t utf8_encode(uint32_t code, char *out)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)out);
}

/* How many bytes of ASCII stand in front, looked at by eights. */
static size_t ascii_run(const char *text, size_t length)
{
    const uint64_t high_bits = UINT64_C(0x8080808080808080);
    uint64_t eight = 0;
    size_t count = 0;

    while (length - count >= sizeof(eight) && !(eight & high_bits)) {
        memcpy(&eight, text + count, sizeof(eight));
        count += eight & high_bits ? 0 : sizeof(eight);
    }
    while (count < length && (unsigned char)text[count] < 0x80)
        count++;
    return count;
}

bool utf8_is_valid(const char *text, size_t length, size_t *bad_at)
{
    for (size_t i = 0, used; i < length; i += used) {
        unsigned char first = (unsigned char)text[i];
        if (first < 0x80) {
            used = ascii_run(text + i, length - i);
            continue;
        }
        used = 3;
        /* U+4000 to U+9FFF whatever follows the first byte */
        if (is_between(first, 0xE4, 0xE9) && length - i >= used && continues(text + i + 1, 2))
            continue;
        if (utf8_decode(text + i, length - i, &used) == REPLACEMENT && used == 1) {
            if (bad_at)
                *bad_at = i;
            return false;
        }
    }
    return true;
}

/* True if the code point at text surely begins a cluster, whatever stands before it: cheap to see
 * for ASCII, U+4000 to U+9FFF, full-width forms and the first CJK punctuation. */
static bool starts_cluster(const char *text, size_t length)
{
    unsigned char first = (unsigned char)text[0];

    if (first < 0x80 || is_between(first, 0xE4, 0xE9))
        return true;
    if (length < 3)
        return false;
    unsigned char second = (unsigned char)text[1], third = (unsigned char)text[2];
    return (first == 0xEF && second == 0xBC) || (first == 0xE3 && second == 0x80 && third < 0xAA);
}

size_t utf8_cluster(const char *text, size_t length)
{
    size_t end, used;
    uint32_t code = utf8_decode(text, length, &end);
    utf8proc_int32_t state = 0;

    if (end >= length)
        return end;
    if (code == '\r' && text[end] == '\n')
        return 2;
    if ((code < 0x80 || is_between(code, 0x4000, 0x9FFF)) &&
        starts_cluster(text + end, length - end))
        return end;
    while (end < length) {
        uint32_t next = utf8_decode(text + end, length - end, &used);
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)code, (utf8proc_int32_t)next,
                                             &state))
            break;
        code = next;
        end += used;
    }
    return end;
}

uint32_t utf8_code_shown(uint32_t code)
{
    if (is_between(code, 0x20, 0x7E) || is_between(code, 0x4E00, 0x9FFF))
        return code;
    return code && wcwidth((wchar_t)code) >= 0 ? code : REPLACEMENT;
}

int utf8_code_columns(uint32_t code)
{
    if (is_between(code, 0x20, 0x7E))
        return 1;
    if (is_between(code, 0x4E00, 0x9FFF))
        return 2;
    int columns = code ? wcwidth((wchar_t)code) : 1;
    return columns < 0 ? 1 : columns;
}

int utf8_cluster_columns(const char *text, size_t length)
{
    int columns = 0;

    for (size_t i = 0, used; i < length; i += used)
        columns += utf8_code_columns(utf8_decode(text + i, length - i, &used));
    return columns;
}

int utf8_columns(const char *text)
{
    return utf8_cluster_columns(text, strlen(text));
}

size_t utf8_count(const char *text)
{
    size_t count = 0;

    for (; *text; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

size_t utf8_fit(const char *text, int columns, int *used)
{
    size_t length = strlen(text), end = 0;
    int taken = 0;

    while (end < length) {
        size_t cluster = utf8_cluster(text + end, length - end);
        int wide = utf8_cluster_columns(text + end, cluster);
        if (taken + wide > columns)
            break;
        taken += wide;
        end += cluster;
    }
    *used = taken;
    return end;
}

static bool is_mark(uint32_t code)
{
    return code >= 0x300 && utf8proc_get_property((utf8proc_int32_t)code)->combining_class != 0;
}

/* ZWJ and ZWNJ shape letters of Arabic, Indic and Mongolian writing (Uyghur and Kazakh names). */
static bool is_joining(uint32_t code)
{
    return is_between(code, 0x0600, 0x0DFF) || is_between(code, 0x1000, 0x109F) ||
           is_between(code, 0x1780, 0x18AF) || is_between(code, 0xFB50, 0xFDCF);
}

static bool is_pictograph(uint32_t code)
{
    return utf8proc_get_property((utf8proc_int32_t)code)->boundclass ==
           UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

static bool is_ideograph(uint32_t code)
{
    return is_between(code, 0x3400, 0x9FFF) || is_between(code, 0xF900, 0xFAFF) ||
           is_between(code, 0x20000, 0x3FFFF);
}

static bool is_selector(uint32_t code)
{
    return is_between(code, 0xFE00, 0xFE0F) || is_between(code, 0xE0100, 0xE01EF);
}

/* What is never kept, wherever it stands: controls, bidi controls, invisible and void characters.
 */
static bool is_dropped(uint32_t code)
{
    static const struct {
        uint32_t low, high;
    } dropped[] = {
        {0x0000, 0x001F},   {0x007F, 0x009F},   {0x00AD, 0x00AD},   {0x034F, 0x034F},
        {0x061C, 0x061C},   {0x115F, 0x1160},   {0x200B, 0x200B},   {0x200E, 0x200F},
        {0x202A, 0x202E},   {0x2060, 0x206F},   {0x3164, 0x3164},   {0xFDD0, 0xFDEF},
        {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},   {0x1BCA0, 0x1BCA3},
        {0x1D173, 0x1D17A}, {0xE0000, 0xE00FF}, {0xE01F0, 0xE0FFF},
    };

    if (is_between(code, 0x20, 0x7E) || is_between(code, 0x4E00, 0x9FFF))
        return false;
    for (size_t i = 0; i < sizeof(dropped) / sizeof(*dropped); i++)
        if (is_between(code, dropped[i].low, dropped[i].high))
            return true;
    return (code & 0xFFFE) == 0xFFFE;
}

static bool is_line_break(uint32_t code)
{
    return is_between(code, '\n', '\r') || code == 0x85 || code == 0x2028 || code == 0x2029;
}

static bool is_blank(uint32_t code)
{
    return code == ' ' || code == '\n' || code == 0xA0 || code == 0x1680 ||
           is_between(code, 0x2000, 0x200A) || code == 0x202F || code == 0x205F || code == 0x3000;
}

/* True if code may stay between before, the last code point that is no combining mark, and next:
 * joiners and variation selectors are invisible, and stay only where they change what is seen.
 * Marks don't count, since NFC may put them in another order. */
static bool fits_between(uint32_t before, uint32_t code, uint32_t next)
{
    bool emoji = code == 0xFE0E || code == 0xFE0F;

    if (is_selector(code))
        return is_ideograph(before) || (emoji && before == '#') || (emoji && before == '*') ||
               (emoji && is_between(before, '0', '9')) || (emoji && is_pictograph(before));
    if (code != ZWJ && code != ZWNJ)
        return true;
    if (is_joining(before) && is_joining(next) && !is_mark(next))
        return true;
    return code == ZWJ && is_pictograph(next) &&
           (is_pictograph(before) || before == 0xFE0F || is_between(before, 0x1F3FB, 0x1F3FF));
}

struct reader {
    const char *at;
    size_t left;
    bool lines;
};

/* The next code point that isn't dropped, blanks and line breaks made plain; 0 at the end. */
static uint32_t read_kept(struct reader *reader)
{
    while (reader->left) {
        size_t used;
        uint32_t code = utf8_decode(reader->at, reader->left, &used);
        if (code == '\r' && reader->left > 1 && reader->at[1] == '\n')
            used = 2;
        reader->at += used;
        reader->left -= used;
        if (code == '\t')
            return ' ';
        if (is_line_break(code))
            return reader->lines ? '\n' : ' ';
        if (!is_dropped(code))
            return code;
    }
    return 0;
}

/* Adds text normalised by utf8proc's options, in memory of our own. */
static void add_normal(struct text *out, const char *text, size_t length, utf8proc_option_t options)
{
    enum { FEW = 255 };
    utf8proc_int32_t few[FEW + 1], *codes = few;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t count = utf8proc_decompose(bytes, (utf8proc_ssize_t)length, few, FEW, options);

    if (count > FEW) {
        codes = memory_new(((size_t)count + 1) * sizeof(*codes));
        count = utf8proc_decompose(bytes, (utf8proc_ssize_t)length, codes, count, options);
    }
    if (count > 0)
        count = utf8proc_reencode(codes, count, options);
    if (count > 0)
        text_add_bytes(out, (const char *)codes, (size_t)count);
    if (codes != few)
        free(codes);
}

/* True for the common characters that neither NFC nor a neighbour's composition changes. */
static bool is_settled(uint32_t code)
{
    return code < 0x300 || is_between(code, 0x3400, 0x9FFF) || is_between(code, 0x2010, 0x2027) ||
           is_between(code, 0x3000, 0x3029) || is_between(code, 0xFF00, 0xFF9D);
}

static void trim(struct text *out, size_t start)
{
    size_t first = start, last, used;

    while (first < out->length &&
           is_blank(utf8_decode(out->at + first, out->length - first, &used)))
        first += used;
    last = first;
    for (size_t i = first; i < out->length; i += used)
        if (!is_blank(utf8_decode(out->at + i, out->length - i, &used)))
            last = i + used;
    text_cut(out, last);
    text_splice(out, start, first - start, NULL, 0);
}

void utf8_clean(struct text *out, const char *bytes, size_t length, bool lines)
{
    struct reader reader = {bytes, length, lines};
    size_t start = out->length;
    bool settled = true;
    char encoded[4];

    for (uint32_t before = 0, next, code = read_kept(&reader); code; code = next) {
        next = read_kept(&reader);
        if (!fits_between(before, code, next))
            continue;
        settled = settled && is_settled(code);
        text_add_bytes(out, encoded, utf8_encode(code, encoded));
        before = is_mark(code) ? before : code;
    }
    if (!settled) {
        struct text composed = TEXT_EMPTY;
        add_normal(&composed, out->at + start, out->length - start,
                   UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        text_cut(out, start);
        text_add_bytes(out, composed.at, composed.length);
        text_release(&composed);
    }
    trim(out, start);
}

bool utf8_is_word(uint32_t code)
{
    if (code < 0x80)
        return (code | 0x20) - 'a' < 26 || code - '0' < 10;
    if (is_ideograph(code))
        return true;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return is_between(category, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_NO) ||
           category == UTF8PROC_CATEGORY_CO;
}

/* The folded form of a common code point, or 0 if it takes the whole of Unicode's rules to tell. */
static uint32_t fold_simply(uint32_t code)
{
    if (is_between(code, 0xFF01, 0xFF5E))
        code -= 0xFF01 - '!';
    else if (code == 0x3000)
        code = ' ';
    if (is_between(code, 'A', 'Z'))
        return code - 'A' + 'a';
    if (code < 0x80 || code == 0xB7 || is_between(code, 0x3400, 0x9FFF) ||
        is_between(code, 0x3001, 0x3029) || is_between(code, 0x2018, 0x201D))
        return code;
    return 0;
}

void utf8_fold(struct text *out, const char *text)
{
    size_t length = strlen(text), start = out->length, used;
    char encoded[4];

    for (size_t i = 0; i < length; i += used) {
        uint32_t code = fold_simply(utf8_decode(text + i, length - i, &used));
        if (!code) {
            text_cut(out, start);
            add_normal(out, text, length,
                       UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
            return;
        }
        text_add_bytes(out, encoded, utf8_encode(code, encoded));
    }
}
