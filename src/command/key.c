/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/command/key.h"

#include "shouwen/base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct {
    uint32_t key;
    const char *name;
} named[] = {
#define X(name, text) {KEYCODE_##name, text},
    KEY_TABLE(X)
#undef X
        {' ', "Space"},
};

/* What the keys of a Chinese input method give, beside the full-width block. */
static const struct {
    uint32_t from, to;
} same_key[] = {
    {0x3000, ' '},  {0x3001, '/'},  {0x3002, '.'}, {0x300A, '<'}, {0x300B, '>'},
    {0x3010, '['},  {0x3011, ']'},  {0x00B7, '`'}, {0x2014, '_'}, {0x2026, '^'},
    {0x2018, '\''}, {0x2019, '\''}, {0x201C, '"'}, {0x201D, '"'}, {0xFFE5, '$'},
};

enum { NAMED = sizeof(named) / sizeof(named[0]), SAME = sizeof(same_key) / sizeof(same_key[0]) };

uint32_t key_parse(const char *text, size_t length)
{
    static const char ctrl[] = "Ctrl-";
    const size_t prefix = sizeof(ctrl) - 1;
    size_t used;

    if (length == prefix + 1 && strncasecmp(text, ctrl, prefix) == 0) {
        char letter = text[prefix];
        if (letter >= 'a' && letter <= 'z')
            letter = (char)(letter - 'a' + 'A');
        return letter >= 'A' && letter <= 'Z' ? KEYCODE_CTRL + (uint32_t)letter : KEYCODE_NONE;
    }
    for (size_t i = 0; i < NAMED; i++)
        if (strlen(named[i].name) == length && strncasecmp(named[i].name, text, length) == 0)
            return named[i].key;
    uint32_t code = utf8_decode(text, length, &used);
    return used && used == length && key_is_printable(code) ? code : KEYCODE_NONE;
}

char *key_notation(uint32_t key, char *out)
{
    for (size_t i = 0; i < NAMED; i++)
        if (named[i].key == key) {
            snprintf(out, KEY_NAME, "%s", named[i].name);
            return out;
        }
    if (key > KEYCODE_CTRL && key < KEYCODE_UNKNOWN)
        snprintf(out, KEY_NAME, "Ctrl-%c", (char)(key - KEYCODE_CTRL));
    else if (key_is_printable(key))
        out[utf8_encode(key, out)] = '\0';
    else
        snprintf(out, KEY_NAME, "?");
    return out;
}

uint32_t key_plain(uint32_t key)
{
    if (key >= 0xFF01 && key <= 0xFF5E)
        return key - 0xFF01 + '!';
    for (size_t i = 0; i < SAME; i++)
        if (same_key[i].from == key)
            return same_key[i].to;
    return key;
}

bool key_is_printable(uint32_t key)
{
    return key >= ' ' && key < KEYCODE_FIRST && !(key >= 0x7F && key < 0xA0);
}

bool key_is_editing(uint32_t key)
{
    if (key_is_printable(key))
        return true;
    if (key > KEYCODE_CTRL && key < KEYCODE_UNKNOWN)
        return strchr("ADEHKUW", (int)(key - KEYCODE_CTRL)) != NULL;
    return key == KEYCODE_LEFT || key == KEYCODE_RIGHT || key == KEYCODE_HOME ||
           key == KEYCODE_END || key == KEYCODE_BACKSPACE || key == KEYCODE_DELETE;
}
