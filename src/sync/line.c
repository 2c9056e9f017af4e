/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/line.h"

#include "shouwen/base/utf8.h"

#include <string.h>

static bool is_plain(uint32_t code, size_t used)
{
    bool is_control = code < 0x20 || (code >= 0x7f && code < 0xa0);
    bool is_break = code == 0x2028 || code == 0x2029;
    bool is_turn = code == 0x061c || (code >= 0x200b && code <= 0x200f) ||
                   (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) ||
                   code == 0xfeff;

    return !is_control && !is_break && !is_turn && !(code == 0xfffd && used == 1);
}

void line_add(struct text *out, const char *words)
{
    size_t length = strlen(words), used;

    for (size_t at = 0; at < length; at += used) {
        uint32_t code = utf8_decode(words + at, length - at, &used);
        for (size_t i = at; i < at + used; i++) {
            if (is_plain(code, used))
                text_add_char(out, words[i]);
            else
                text_addf(out, "\\x%02x", (unsigned)(unsigned char)words[i]);
        }
    }
}
