/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/command/keymap.h"

#include <assert.h>
#include <string.h>

enum { MOST = 4 * COMMAND_COUNT };

struct binding {
    uint32_t key;
    enum command command;
};

static struct binding bindings[MOST];
static size_t count;

static void bind_keys(enum command command, const char *keys)
{
    while (*keys) {
        size_t length = strcspn(keys, " ");
        uint32_t key = key_parse(keys, length);
        assert(key != KEYCODE_NONE && count < MOST);
        bindings[count++] = (struct binding){key, command};
        keys += length;
        keys += strspn(keys, " ");
    }
}

static void build(void)
{
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++)
        bind_keys(command, command_row(command)->keys);
}

static bool is_kept(enum keymap_text text, uint32_t key)
{
    bool is_letter = key > KEYCODE_CTRL + 'A' - 1 && key <= KEYCODE_CTRL + 'Z';

    return text != KEYMAP_NO_TEXT && key_is_editing(key) &&
           !(text == KEYMAP_IN_EMPTY_TEXT && is_letter);
}

enum command keymap_find(unsigned contexts, enum keymap_text text, uint32_t key)
{
    if (!count)
        build();
    if (is_kept(text, key))
        return COMMAND_NONE;
    key = key_plain(key);
    for (size_t i = 0; i < count; i++)
        if (bindings[i].key == key && (command_row(bindings[i].command)->contexts & contexts))
            return bindings[i].command;
    return COMMAND_NONE;
}

uint32_t keymap_key(enum command command, enum keymap_text text)
{
    if (!count)
        build();
    for (size_t i = 0; i < count; i++)
        if (bindings[i].command == command && !is_kept(text, bindings[i].key))
            return bindings[i].key;
    return KEYCODE_NONE;
}

void keymap_say(enum command command, unsigned contexts, enum keymap_text text, struct text *out)
{
    size_t start = out->length;
    char name[KEY_NAME];

    if (!count)
        build();
    for (size_t i = 0; i < count; i++)
        if (bindings[i].command == command &&
            keymap_find(contexts, text, bindings[i].key) == command)
            text_addf(out, "%s%s", out->length > start ? " " : "",
                      key_notation(bindings[i].key, name));
}
