/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/sniff.h"

#include "shouwen/base/memory.h"
#include "shouwen/base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* A header row is looked for in so many bytes; so many characters of two bytes, or one of three as
 * all Chinese ones are, make UTF-8 sure: GBK text hardly ever looks like that. */
enum { HEAD_BYTES = 64 * 1024, SURE_CHARACTERS = 8, HALF_MOST = 4 };

struct sniff {
    enum encoding forced;
    struct text head; /* the first bytes, as they came */
    char half[HALF_MOST];
    size_t half_length;
    int64_t wide_count;
    struct encoding_reader *chinese; /* NULL: it is none, or there is no such converter */
    struct text converted;
    bool is_behind; /* bytes were passed by that converter, as they were good UTF-8 */
    bool is_utf8, has_nul;
    size_t utf8_reach, chinese_reach; /* bytes that were good in each, about */
};

struct sniff *sniff_new(enum encoding forced)
{
    struct sniff *sniff = memory_new(sizeof(*sniff));
    struct error ignored;

    sniff->forced = forced;
    sniff->head = (struct text)TEXT_EMPTY;
    sniff->converted = (struct text)TEXT_EMPTY;
    sniff->is_utf8 = true;
    if (encoding_reader_new(ENCODING_GB18030, &sniff->chinese, &ignored) != STATUS_OK)
        sniff->chinese = NULL;
    return sniff;
}

void sniff_free(struct sniff *sniff)
{
    if (!sniff)
        return;
    encoding_reader_free(sniff->chinese);
    text_release(&sniff->head);
    text_release(&sniff->converted);
    free(sniff);
}

static void count_wide(struct sniff *sniff, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length && sniff->wide_count < SURE_CHARACTERS; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        sniff->wide_count += byte >= 0xE0 ? SURE_CHARACTERS : byte >= 0xC0;
    }
}

/* Bytes a character takes by its first one; 1 where it is none. */
static size_t expected(unsigned char lead)
{
    return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
}

/* True if what starts at the bad byte may only be cut off. */
static bool is_cut(const char *bytes, size_t length)
{
    if (length >= HALF_MOST || length >= expected((unsigned char)bytes[0]))
        return false;
    for (size_t i = 1; i < length; i++)
        if (((unsigned char)bytes[i] & 0xC0) != 0x80)
            return false;
    return true;
}

static void look_for_utf8(struct sniff *sniff, const char *bytes, size_t length)
{
    size_t bad;

    /* the half character first, with what belongs to it */
    while (sniff->half_length && length) {
        sniff->half[sniff->half_length++] = *bytes++;
        length--;
        if (utf8_is_valid(sniff->half, sniff->half_length, NULL)) {
            count_wide(sniff, sniff->half, sniff->half_length);
            sniff->half_length = 0;
        } else if (!is_cut(sniff->half, sniff->half_length)) {
            sniff->is_utf8 = false;
            return;
        }
    }
    if (utf8_is_valid(bytes, length, &bad)) {
        count_wide(sniff, bytes, length);
    } else if (is_cut(bytes + bad, length - bad)) {
        count_wide(sniff, bytes, bad);
        sniff->half_length = length - bad;
        memcpy(sniff->half, bytes + bad, sniff->half_length);
    } else {
        sniff->is_utf8 = false;
        sniff->utf8_reach += bad;
    }
}

static void look_for_chinese(struct sniff *sniff, const char *bytes, size_t length)
{
    struct error ignored;

    text_clear(&sniff->converted);
    if (encoding_reader_feed(sniff->chinese, bytes, length, &sniff->converted, &ignored) ==
        STATUS_OK)
        return;
    sniff->chinese_reach += sniff->converted.length;
    encoding_reader_free(sniff->chinese);
    sniff->chinese = NULL;
}

void sniff_feed(struct sniff *sniff, const char *bytes, size_t length)
{
    size_t room = HEAD_BYTES - sniff->head.length;

    text_add_bytes(&sniff->head, bytes, length < room ? length : room);
    if (sniff->forced || !length)
        return;
    sniff->has_nul = sniff->has_nul || memchr(bytes, 0, length);
    if (sniff->is_utf8)
        look_for_utf8(sniff, bytes, length);
    if (sniff->is_utf8)
        sniff->utf8_reach += length;
    if (sniff->is_utf8 && sniff->wide_count >= SURE_CHARACTERS)
        sniff->is_behind = true;
    else if (sniff->chinese && !sniff->is_behind)
        look_for_chinese(sniff, bytes, length);
    if (sniff->chinese)
        sniff->chinese_reach += length;
}

static const struct {
    const char *bytes;
    size_t length;
    enum encoding encoding;
} marks[] = {
    {"\xEF\xBB\xBF", 3, ENCODING_UTF8},
    {"\xFF\xFE", 2, ENCODING_UTF16LE},
    {"\xFE\xFF", 2, ENCODING_UTF16BE},
};

/* Without a BOM: the half of the byte pairs where the NULs of digits, commas and line ends are. */
static enum encoding utf16_of(const struct text *head)
{
    size_t zeros[2] = {0, 0};

    for (size_t i = 0; i < head->length; i++)
        zeros[i % 2] += head->at[i] == 0;
    if (zeros[1] > 2 * zeros[0])
        return ENCODING_UTF16LE;
    return zeros[0] > 2 * zeros[1] ? ENCODING_UTF16BE : ENCODING_NONE;
}

static void decide(struct sniff *sniff, struct sniffed *found)
{
    struct error ignored;

    found->is_sure = true;
    found->encoding = sniff->forced;
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        if (sniff->head.length < marks[i].length ||
            memcmp(sniff->head.at, marks[i].bytes, marks[i].length) != 0)
            continue;
        found->has_bom = true;
        if (sniff->forced == ENCODING_NONE)
            found->encoding = marks[i].encoding;
        return;
    }
    if (sniff->forced)
        return;
    bool is_chinese = sniff->chinese && !sniff->is_behind &&
                      encoding_reader_end(sniff->chinese, &ignored) == STATUS_OK;
    if (sniff->has_nul) {
        found->encoding = utf16_of(&sniff->head);
        found->is_sure = false;
    } else if (sniff->is_utf8 && !sniff->half_length) {
        found->encoding = ENCODING_UTF8;
        found->is_sure = !sniff->wide_count || sniff->wide_count >= SURE_CHARACTERS || !is_chinese;
    } else if (is_chinese) {
        found->encoding = ENCODING_GB18030;
    }
}

static uint32_t separator_of_head(const struct text *head, enum encoding encoding)
{
    struct encoding_reader *reader;
    struct text text = TEXT_EMPTY;
    struct error ignored;
    uint32_t separator = ',';

    if (encoding == ENCODING_NONE || encoding_reader_new(encoding, &reader, &ignored) != STATUS_OK)
        return separator;
    /* what was converted before a bad byte will do */
    enum status status = encoding_reader_feed(reader, head->at, head->length, &text, &ignored);
    if (status == STATUS_OK || text.length)
        separator = sniff_separator(text.at, text.length);
    encoding_reader_free(reader);
    text_release(&text);
    return separator;
}

struct sniffed sniff_end(struct sniff *sniff)
{
    struct sniffed found = {0};

    decide(sniff, &found);
    bool is_nearly_chinese =
        sniff->chinese_reach > sniff->utf8_reach && !sniff->is_behind && !sniff->has_nul;
    found.nearest = found.encoding      ? found.encoding
                    : is_nearly_chinese ? ENCODING_GB18030
                                        : ENCODING_UTF8;
    found.separator = separator_of_head(&sniff->head, found.encoding);
    return found;
}

uint32_t sniff_separator(const char *text, size_t length)
{
    static const uint32_t separators[] = {',', ';', '\t', 0xFF0C};
    size_t counts[4] = {0}, best = 0, used;
    bool is_quoted = false, has_row = false;

    for (size_t at = 0; at < length; at += used) {
        uint32_t code = utf8_decode(text + at, length - at, &used);
        if (code == '"')
            is_quoted = !is_quoted;
        if (!is_quoted && (code == '\n' || code == '\r') && has_row)
            break;
        has_row = has_row || (code > ' ' && code != 0xFEFF);
        for (size_t i = 0; !is_quoted && i < 4; i++)
            counts[i] += code == separators[i];
    }
    for (size_t i = 1; i < 4; i++)
        if (counts[i] > counts[best])
            best = i;
    /* within the headings of a comma file the full-width one may be text */
    return counts[0] && separators[best] == 0xFF0C ? ',' : separators[best];
}
