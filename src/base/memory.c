/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/memory.h"

#include "shouwen/base/i18n.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An arena begins small, as most stay so, and each block is twice the one before. */
enum { BLOCK_BYTES_FIRST = 1024, BLOCK_BYTES_MOST = 16 * 1024 };

/* A sanitizer sees what is still borrowed from an arena that was emptied. */
#ifdef __SANITIZE_ADDRESS__
enum { GIVES_ALL_BACK = 1 };
#else
enum { GIVES_ALL_BACK = 0 };
#endif

struct arena_block {
    struct arena_block *older;
    size_t used, room;
    _Alignas(max_align_t) unsigned char at[];
};

static void (*on_exhausted)(void);

void memory_on_exhausted(void (*handler)(void))
{
    on_exhausted = handler;
}

_Noreturn void memory_exhausted(void)
{
    if (on_exhausted)
        on_exhausted();
    fputs(_("shouwen: out of memory; what was saved is safe\n"), stderr);
    _exit(3);
}

void *memory_new(size_t size)
{
    void *room = calloc(1, size ? size : 1);

    if (!room)
        memory_exhausted();
    return room;
}

void *memory_grow(void *old, size_t count, size_t size)
{
    size_t total;

    if (__builtin_mul_overflow(count, size, &total))
        memory_exhausted();
    void *room = realloc(old, total ? total : 1);
    if (!room)
        memory_exhausted();
    return room;
}

char *memory_copy_text(const char *text)
{
    size_t length = strlen(text) + 1;

    return memcpy(memory_new(length), text, length);
}

static size_t next_room(const struct arena_block *newest)
{
    if (!newest)
        return BLOCK_BYTES_FIRST;
    return newest->room < BLOCK_BYTES_MOST / 2 ? newest->room * 2 : BLOCK_BYTES_MOST;
}

static void release_blocks(struct arena_block *block)
{
    while (block) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    struct arena_block *block = arena->newest;

    if (size > SIZE_MAX / 2)
        memory_exhausted();
    size = (size + align - 1) / align * align;
    if (!block || block->room - block->used < size) {
        size_t room = next_room(block);
        if (room < size)
            room = size;
        block = memory_new(sizeof(*block) + room);
        block->room = room;
        block->older = arena->newest;
        arena->newest = block;
    }
    void *at = block->at + block->used;
    block->used += size;
    arena->total += size;
    return at;
}

void *arena_copy_bytes(struct arena *arena, const void *bytes, size_t length)
{
    void *copy = arena_alloc(arena, length ? length : 1);

    if (length)
        memcpy(copy, bytes, length);
    return copy;
}

char *arena_copy_part(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);

    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *arena_copy(struct arena *arena, const char *text)
{
    return text ? arena_copy_part(arena, text, strlen(text)) : arena_copy_part(arena, "", 0);
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list values, again;

    va_start(values, format);
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, values);
    va_end(values);
    char *out = arena_alloc(arena, length < 0 ? 1 : (size_t)length + 1);
    if (length >= 0)
        vsnprintf(out, (size_t)length + 1, format, again);
    va_end(again);
    return out;
}

void *arena_grow(struct arena *arena, void *old, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return old;
    size_t more = *room ? *room * 2 : 8;
    void *at = arena_alloc(arena, more * size);
    if (count)
        memcpy(at, old, count * size);
    *room = more;
    return at;
}

void arena_release(struct arena *arena)
{
    release_blocks(arena->newest);
    arena->newest = NULL;
    arena->total = 0;
}

void arena_reset(struct arena *arena)
{
    struct arena_block *block = arena->newest;

    if (!block || block->room > BLOCK_BYTES_MOST || GIVES_ALL_BACK) {
        arena_release(arena);
        return;
    }
    /* the newest stays, for the next load */
    release_blocks(block->older);
    block->older = NULL;
    memset(block->at, 0, block->used);
    block->used = 0;
    arena->total = 0;
}
