/* SPDX-License-Identifier: MIT */
/* notation: keys as tests write them: "<F3>张三<Enter>" is F3, typed text, Enter. What stands in <>
 * is a key of key.h by name ("<Ctrl-P>", "<1>", "<Down*3>" for three of them); the rest is text
 * that a person types. A test counts the first kind, since screens promise how few there are. */
#ifndef SHOUWEN_TESTS_TUI_NOTATION_H
#define SHOUWEN_TESTS_TUI_NOTATION_H

#include <stdint.h>

/* Calls press for each key, in order; returns how many of them stood in <>. Fails the test at a
 * name that is no key. */
int notation_read(const char *keys, void (*press)(void *context, uint32_t key), void *context);

#endif
