/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/encoding.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

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
