/* SPDX-License-Identifier: MIT */
/* key: one key press as a number, and its name.
 * A printable character is its code point; other keys begin at KEYCODE_FIRST; Ctrl with a letter is
 * KEYCODE_CTRL plus the upper-case letter. Nothing here knows of a terminal. Used by command, tui
 * and the tests' key notation. */
#ifndef SHOUWEN_COMMAND_KEY_H
#define SHOUWEN_COMMAND_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(ENUM, "name"): the names are what keymaps, the hint bar and the tests write. */
#define KEY_TABLE(X)                                                                               \
    X(ENTER, "Enter")                                                                              \
    X(TAB, "Tab")                                                                                  \
    X(SHIFT_TAB, "Shift-Tab")                                                                      \
    X(ESC, "Esc")                                                                                  \
    X(BACKSPACE, "Backspace")                                                                      \
    X(DELETE, "Delete")                                                                            \
    X(INSERT, "Insert")                                                                            \
    X(UP, "Up")                                                                                    \
    X(DOWN, "Down")                                                                                \
    X(LEFT, "Left")                                                                                \
    X(RIGHT, "Right")                                                                              \
    X(HOME, "Home")                                                                                \
    X(END, "End")                                                                                  \
    X(PAGE_UP, "PageUp")                                                                           \
    X(PAGE_DOWN, "PageDown")                                                                       \
    X(F1, "F1")                                                                                    \
    X(F2, "F2")                                                                                    \
    X(F3, "F3")                                                                                    \
    X(F4, "F4")                                                                                    \
    X(F5, "F5")                                                                                    \
    X(F6, "F6")                                                                                    \
    X(F7, "F7")                                                                                    \
    X(F8, "F8")                                                                                    \
    X(F9, "F9")                                                                                    \
    X(F10, "F10")                                                                                  \
    X(F11, "F11")                                                                                  \
    X(F12, "F12")

enum key_code {
    KEYCODE_NONE = 0,
    KEYCODE_FIRST = 0x110000, /* past the last code point */
#define X(name, text) KEYCODE_##name,
    KEY_TABLE(X)
#undef X
        KEYCODE_CTRL = 0x200000,
    KEYCODE_UNKNOWN = 0x300000 /* a key that the terminal knows and we do not */
};

enum { KEY_NAME = 16 }; /* room for any key's name */

/* The key that length bytes of text name: "F2", "Ctrl-P", "Space", "PageDown", "/", "单"; case
 * counts only for single characters. KEYCODE_NONE if they name none. */
uint32_t key_parse(const char *text, size_t length);
/* The name of a key into out[KEY_NAME]; returns out. key_parse() reads it back. */
char *key_notation(uint32_t key, char *out);

/* The key a person meant who has an input method on: full-width forms and Chinese punctuation give
 * the ASCII character of the same key (／ and 、 give '/', １ gives '1', ： gives ':'). */
uint32_t key_plain(uint32_t key);
/* True for a key that puts a character into a text field. */
bool key_is_printable(uint32_t key);
/* True for a key that a text field keeps for itself: printable ones, those that move or delete
 * inside the line (Left Right Home End Backspace Delete and Ctrl-A E D H K U W). */
bool key_is_editing(uint32_t key);

#endif
