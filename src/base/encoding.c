/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/encoding.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *name, *others;
} rows[ENCODING_COUNT] = {
#define ENCODING_ROW(name, word, others) [ENCODING_##name] = {word, others},
    ENCODING_TABLE(ENCODING_ROW)};

/* Characters that had private codes until GB18030-2005 gave them their own (its tables D.1 and
 * D.2): the C library writes the latter only. */
static const struct {
    uint16_t private_code;
    uint32_t code;
} renamed[] = {
    {0xE78D, 0xFE10},  {0xE78E, 0xFE12},  {0xE78F, 0xFE11},  {0xE790, 0xFE13}, {0xE791, 0xFE14},
    {0xE792, 0xFE15},  {0xE793, 0xFE16},  {0xE794, 0xFE17},  {0xE795, 0xFE18}, {0xE796, 0xFE19},
    {0xE816, 0x20087}, {0xE817, 0x20089}, {0xE818, 0x200CC}, {0xE81E, 0x9FB4}, {0xE826, 0x9FB5},
    {0xE82B, 0x9FB6},  {0xE82C, 0x9FB7},  {0xE831, 0x215D7}, {0xE832, 0x9FB8}, {0xE83B, 0x2298F},
    {0xE843, 0x9FB9},  {0xE854, 0x9FBA},  {0xE855, 0x241FE}, {0xE864, 0x9FBB},
};

const char *encoding_name(enum encoding encoding)
{
    return rows[encoding].name;
}

static bool is_among(const char *word, const char *words)
{
    size_t length = strlen(word), part;

    for (; *words; words += part + (words[part] == ' ')) {
        part = strcspn(words, " ");
        if (part == length && strncasecmp(word, words, part) == 0)
            return true;
    }
    return false;
}

enum encoding encoding_find(const char *word)
{
    for (int i = ENCODING_NONE + 1; word && *word && i < ENCODING_COUNT; i++)
        if (strcasecmp(word, rows[i].name) == 0 || is_among(word, rows[i].others))
            return (enum encoding)i;
    return ENCODING_NONE;
}

static enum status convert(iconv_t how, const char *text, size_t length, struct text *out,
                           struct error *error);

/* Writes the character at *text, which the C library did not, under its other code and passes
 * it. */
static enum status convert_renamed(iconv_t how, char **text, size_t *length, struct text *out,
                                   struct error *error)
{
    size_t used;
    uint32_t code = utf8_decode(*text, *length, &used);

    for (size_t i = 0; i < sizeof(renamed) / sizeof(renamed[0]); i++) {
        char other[4];
        if (renamed[i].private_code != code)
            continue;
        *text += used;
        *length -= used;
        return convert(how, other, utf8_encode(renamed[i].code, other), out, error);
    }
    return error_set(error, STATUS_INVALID, "encoding",
                     _("the text has a character that the encoding does not have"));
}

static enum status convert(iconv_t how, const char *text, size_t length, struct text *out,
                           struct error *error)
{
    char *from = (char *)(uintptr_t)text;
    char room[4096];
    enum status status = STATUS_OK;

    while (status == STATUS_OK && length) {
        char *to = room;
        size_t left = sizeof(room);
        size_t done = iconv(how, &from, &length, &to, &left);
        int fault = errno;
        text_add_bytes(out, room, sizeof(room) - left);
        if (done == (size_t)-1 && fault != E2BIG)
            status = convert_renamed(how, &from, &length, out, error);
    }
    return status;
}

enum status encoding_from_utf8(const char *encoding, const char *text, size_t length,
                               struct text *out, struct error *error)
{
    if (strcmp(encoding, "UTF-8") == 0) {
        text_add_bytes(out, text, length);
        return STATUS_OK;
    }
    iconv_t how = iconv_open(encoding, "UTF-8");
    if (how == (iconv_t)-1)
        return error_set(error, STATUS_BROKEN, "encoding",
                         _("this system cannot write the encoding %s"), encoding);
    enum status status = convert(how, text, length, out, error);
    iconv_close(how);
    return status;
}

enum { HALF_MOST = 8, ROOM = 4096 };

struct encoding_reader {
    enum encoding encoding;
    iconv_t how;
    int64_t offset; /* bytes taken, half aside */
    char half[HALF_MOST];
    size_t half_length;
};

enum status encoding_reader_new(enum encoding encoding, struct encoding_reader **reader,
                                struct error *error)
{
    iconv_t how = (iconv_t)-1;

    *reader = NULL;
    if (encoding != ENCODING_UTF8) {
        how = iconv_open("UTF-8", rows[encoding].name);
        if (how == (iconv_t)-1)
            return error_set(error, STATUS_BROKEN, "encoding",
                             _("this system cannot read the encoding %s"), rows[encoding].name);
    }
    *reader = memory_new(sizeof(**reader));
    (*reader)->encoding = encoding;
    (*reader)->how = how;
    return STATUS_OK;
}

void encoding_reader_free(struct encoding_reader *reader)
{
    if (reader && reader->how != (iconv_t)-1)
        iconv_close(reader->how);
    free(reader);
}

static enum status bad_byte(const struct encoding_reader *reader, unsigned char byte,
                            struct error *error)
{
    return error_set(error, STATUS_INVALID, "encoding",
                     _("byte %lld of the file is 0x%02X, which is no %s there"),
                     (long long)reader->offset + 1, byte, rows[reader->encoding].name);
}

/* Converts all it can of *bytes and passes it; errno is EINVAL where half a character is left and
 * EILSEQ at a bad byte. */
static bool convert_some(struct encoding_reader *reader, char **bytes, size_t *length,
                         struct text *out)
{
    char room[ROOM];

    for (;;) {
        char *to = room;
        size_t left = sizeof(room), before = *length;
        size_t done = iconv(reader->how, bytes, length, &to, &left);
        int fault = errno;
        reader->offset += (int64_t)(before - *length);
        text_add_bytes(out, room, sizeof(room) - left);
        if (done != (size_t)-1)
            return true;
        errno = fault;
        if (fault != E2BIG)
            return false;
    }
}

/* Finishes the character that the last call left half, byte by byte. */
static enum status finish_half(struct encoding_reader *reader, const char **bytes, size_t *length,
                               struct text *out, struct error *error)
{
    while (reader->half_length && *length) {
        if (reader->half_length == HALF_MOST)
            return bad_byte(reader, (unsigned char)reader->half[0], error);
        reader->half[reader->half_length++] = **bytes;
        ++*bytes;
        --*length;
        char *at = reader->half;
        size_t left = reader->half_length;
        bool done = convert_some(reader, &at, &left, out);
        if (!done && errno != EINVAL)
            return bad_byte(reader, (unsigned char)*at, error);
        memmove(reader->half, at, left);
        reader->half_length = left;
    }
    return STATUS_OK;
}

enum status encoding_reader_feed(struct encoding_reader *reader, const char *bytes, size_t length,
                                 struct text *out, struct error *error)
{
    enum status status = STATUS_OK;

    if (reader->how == (iconv_t)-1) {
        text_add_bytes(out, bytes, length);
        return STATUS_OK;
    }
    TRY(finish_half(reader, &bytes, &length, out, error));
    char *at = (char *)(uintptr_t)bytes;
    if (length && !convert_some(reader, &at, &length, out)) {
        if (errno != EINVAL || length > HALF_MOST)
            return bad_byte(reader, (unsigned char)*at, error);
        memcpy(reader->half, at, length);
        reader->half_length = length;
    }
done:
    return status;
}

enum status encoding_reader_end(struct encoding_reader *reader, struct error *error)
{
    if (!reader->half_length)
        return STATUS_OK;
    return bad_byte(reader, (unsigned char)reader->half[0], error);
}
