/* SPDX-License-Identifier: MIT */
/* memory: allocation that never returns NULL, and arenas that are freed in one go.
 * When memory runs out the handler set by memory_on_exhausted() is called (it restores the
 * terminal), one sentence goes to stderr, and the program exits with 3. Used by every floor. */
#ifndef SHOUWEN_BASE_MEMORY_H
#define SHOUWEN_BASE_MEMORY_H

#include "shouwen/base/error.h"

#include <stdarg.h>
#include <stddef.h>

void memory_on_exhausted(void (*handler)(void));
/* The same for whoever was told by a library that there is none left. */
_Noreturn void memory_exhausted(void);
/* size bytes, zeroed; never NULL; release with free(). */
void *memory_new(size_t size);
/* Room for count elements of size bytes; the content moves along; overflow counts as exhausted. */
void *memory_grow(void *old, size_t count, size_t size);
char *memory_copy_text(const char *text);

/* An arena owns everything allocated from it until arena_release() or arena_reset(). A zeroed
 * struct is a valid empty arena. */
struct arena {
    struct arena_block *newest;
    size_t total; /* bytes handed out since the last reset */
};

/* size bytes, zeroed, aligned for any type; lives as long as the arena. */
void *arena_alloc(struct arena *arena, size_t size);
/* A copy of text, or "" for NULL. */
char *arena_copy(struct arena *arena, const char *text);
char *arena_copy_part(struct arena *arena, const char *text, size_t length);
void *arena_copy_bytes(struct arena *arena, const void *bytes, size_t length);
char *arena_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
void arena_reset(struct arena *arena);
void arena_release(struct arena *arena);

/* Makes room for one more element in an arena-backed array; returns the array (moved if it grew).
 * count is the number in use, *room the number that fit. */
void *arena_grow(struct arena *arena, void *old, size_t count, size_t *room, size_t size);

#endif
