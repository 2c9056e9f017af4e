/* SPDX-License-Identifier: MIT */
/* keymap: which command a key gives, where.
 * Made from the keys in the command table at first use. */
#ifndef SHOUWEN_COMMAND_KEYMAP_H
#define SHOUWEN_COMMAND_KEYMAP_H

#include "shouwen/base/text.h"
#include "shouwen/command/command.h"
#include "shouwen/command/key.h"

#include <stdbool.h>

/* What a text field keeps for itself (key_is_editing): in an empty one Ctrl and a letter have
 * nothing to edit. */
enum keymap_text { KEYMAP_NO_TEXT, KEYMAP_IN_TEXT, KEYMAP_IN_EMPTY_TEXT };

/* The command of a key where contexts (a mask of enum context) hold, or COMMAND_NONE where a text
 * field keeps it; where there is none key_plain() is applied. */
enum command keymap_find(unsigned contexts, enum keymap_text text, uint32_t key);
/* The key to show for a command: its first one that works there; KEYCODE_NONE if there is none. */
uint32_t keymap_key(enum command command, enum keymap_text text);
/* Adds the names of all its keys that give it where contexts hold, a space between. */
void keymap_say(enum command command, unsigned contexts, enum keymap_text text, struct text *out);

#endif
