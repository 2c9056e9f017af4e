/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/encoding.h"

#include "shouwen/base/i18n.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

static enum status convert(iconv_t how, const char *text, size_t length, struct text *out,
                           struct error *error)
{
    char *from = (char *)(uintptr_t)text;
    char room[4096];

    while (length) {
        char *to = room;
        size_t left = sizeof(room);
        size_t done = iconv(how, &from, &length, &to, &left);
        text_add_bytes(out, room, sizeof(room) - left);
        if (done == (size_t)-1 && errno != E2BIG)
            return error_set(error, STATUS_INVALID, "encoding",
                             _("the text has a character that the encoding does not have"));
    }
    return STATUS_OK;
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
