/* SPDX-License-Identifier: MIT */
/* keymap: which command a key gives, where.
 * Made from the keys in the command table at first use. */
#ifndef SHOUWEN_COMMAND_KEYMAP_H
#define SHOUWEN_COMMAND_KEYMAP_H

#include "shouwen/base/text.h"
#include "shouwen/command/command.h"
#include "shouwen/command/key.h"

#include <stdbool.h>

/* The command of a key where contexts (a mask of enum context) hold, or COMMAND_NONE. While in_text
 * is true, keys that a text field keeps (key_is_editing) give none; elsewhere key_plain() is
 * applied. */
enum command keymap_find(unsigned contexts, bool in_text, uint32_t key);
/* The key to show for a command: its first one that works (in a text field if in_text is true);
 * KEYCODE_NONE if there is none. */
uint32_t keymap_key(enum command command, bool in_text);
/* Adds the names of all its keys that give it where contexts hold, a space between. */
void keymap_say(enum command command, unsigned contexts, bool in_text, struct text *out);

#endif
