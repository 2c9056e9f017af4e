/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "heap.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#ifdef __SANITIZE_ADDRESS__

void heap_begin(void)
{
}

#else

/* SMALL: up to here a list for every 16 bytes, above four for each doubling. */
enum { GRAIN = 16, SMALL = 1024, SMALL_LISTS = SMALL / GRAIN, LISTS = 192, HUGE_PAGE = 2 << 20 };
#define ROOM ((size_t)4 << 30)

/* Before each piece of memory. */
struct head {
    size_t room;
    uint32_t list;
};
_Static_assert(sizeof(struct head) == GRAIN, "what follows is aligned");

/* The library asks for it too. */
size_t malloc_usable_size(void *memory);

static char *begin, *next, *end;
static void *given_back[LISTS];

static uint32_t list_of(size_t length, size_t *room)
{
    if (length <= SMALL) {
        size_t grains = length ? (length + GRAIN - 1) / GRAIN : 1;
        *room = grains * GRAIN;
        return (uint32_t)grains - 1;
    }
    unsigned bits = 63 - (unsigned)__builtin_clzll(length - 1);
    size_t quarter = (size_t)1 << (bits - 2);
    size_t quarters = (length + quarter - 1) / quarter;
    *room = quarters * quarter;
    return SMALL_LISTS + (bits - 10) * 4 + (uint32_t)(quarters - 5);
}

static struct head *head_of(const void *memory)
{
    return (struct head *)((uintptr_t)memory - sizeof(struct head));
}

static void lay_out(void)
{
    void *room = mmap(NULL, ROOM, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (room == MAP_FAILED)
        abort();
    begin = next = room;
    end = begin + ROOM;
    madvise(begin, ROOM, MADV_HUGEPAGE);
}

static void *take(size_t length)
{
    size_t room;

    if (length > ROOM / 2) {
        errno = ENOMEM;
        return NULL;
    }
    uint32_t list = list_of(length, &room);
    void *memory = given_back[list];
    if (memory) {
        memcpy(&given_back[list], memory, sizeof(memory));
        return memory;
    }
    if (!begin)
        lay_out();
    if ((size_t)(end - next) < room + sizeof(struct head)) {
        errno = ENOMEM;
        return NULL;
    }
    struct head *head = (struct head *)(void *)next;
    *head = (struct head){.room = room, .list = list};
    next += sizeof(*head) + room;
    return head + 1;
}

static void give(void *memory)
{
    if (!memory || (char *)memory < begin)
        return;
    uint32_t list = head_of(memory)->list;
    memcpy(memory, &given_back[list], sizeof(memory));
    given_back[list] = memory;
}

void *malloc(size_t length)
{
    return take(length);
}

void free(void *memory)
{
    give(memory);
}

void *calloc(size_t count, size_t length)
{
    size_t whole;
    void *memory = __builtin_mul_overflow(count, length, &whole) ? NULL : take(whole);

    return memory ? memset(memory, 0, whole) : NULL;
}

void *realloc(void *memory, size_t length)
{
    size_t had = memory ? head_of(memory)->room : 0;

    if (memory && length <= had && (length > had / 2 || had <= SMALL))
        return memory;
    void *moved = take(length);
    if (moved && memory) {
        memcpy(moved, memory, had < length ? had : length);
        give(memory);
    }
    return moved;
}

size_t malloc_usable_size(void *memory)
{
    return memory ? head_of(memory)->room : 0;
}

int posix_memalign(void **out, size_t alignment, size_t length)
{
    /* never given back: the head is not where it would be looked for */
    char *memory = take(length + alignment + sizeof(struct head));
    uintptr_t past = memory ? (uintptr_t)memory % alignment : 0;

    if (!memory)
        return ENOMEM;
    if (past) {
        struct head head = *head_of(memory);
        memory += alignment - past;
        head.room = length;
        *head_of(memory) = head;
    }
    *out = memory;
    return 0;
}

void *aligned_alloc(size_t alignment, size_t length)
{
    void *memory = NULL;

    return posix_memalign(&memory, alignment, length) == 0 ? memory : NULL;
}

void heap_begin(void)
{
    uintptr_t past = (uintptr_t)next % HUGE_PAGE;

    next += past ? HUGE_PAGE - past : 0;
    begin = next;
    memset(given_back, 0, sizeof(given_back));
}

#endif
