/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "notation.h"

#include "shouwen/base/utf8.h"
#include "shouwen/command/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

int notation_read(const char *keys, void (*press)(void *context, uint32_t key), void *context)
{
    int pressed = 0;

    while (*keys) {
        const char *end = *keys == '<' ? strchr(keys, '>') : NULL;
        if (!end) {
            size_t used;
            press(context, utf8_decode(keys, strlen(keys), &used));
            keys += used;
            continue;
        }
        const char *times = memchr(keys, '*', (size_t)(end - keys));
        long count = times && times > keys + 1 ? strtol(times + 1, NULL, 10) : 1;
        size_t length = (size_t)((times && times > keys + 1 ? times : end) - keys - 1);
        uint32_t key = key_parse(keys + 1, length);
        if (key == KEYCODE_NONE || count < 1)
            fail_msg("no such key: %.*s", (int)(end - keys + 1), keys);
        for (long i = 0; i < count; i++, pressed++)
            press(context, key);
        keys = end + 1;
    }
    return pressed;
}
