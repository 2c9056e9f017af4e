/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/rowmarks.h"

#include "shouwen/base/memory.h"

#include <stdbool.h>
#include <stdlib.h>

/* A slot: 36 bits of the hash and 28 of the line; 0 is free. Where it stands says more of the hash,
 * and can't be worked out of the slot again: more rows than a table has room for go to another. */
enum { LINE_BITS = 28, TABLES_MOST = 32, LEAST = 1024 };
static const uint64_t line_most = ((uint64_t)1 << LINE_BITS) - 1;

struct table {
    uint64_t *slots;
    size_t room, count; /* at most three quarters of the room are taken */
};

/* Of a row that came again, by the line of its first: how many there are. */
struct again {
    uint32_t line, count;
};

struct rowmarks {
    struct table tables[TABLES_MOST];
    size_t table_count;
    struct again *again; /* room: a power of two, at most half of it taken */
    size_t again_room, again_count;
};

static void add_table(struct rowmarks *marks, size_t room)
{
    struct table *table = &marks->tables[marks->table_count++];

    table->room = room;
    table->slots = memory_new(room * sizeof(*table->slots));
}

struct rowmarks *rowmarks_new(size_t rows)
{
    struct rowmarks *marks = memory_new(sizeof(*marks));

    add_table(marks, rows < LEAST ? LEAST : rows / 5 * 7);
    return marks;
}

void rowmarks_free(struct rowmarks *marks)
{
    if (!marks)
        return;
    for (size_t i = 0; i < marks->table_count; i++)
        free(marks->tables[i].slots);
    free(marks->again);
    free(marks);
}

/* Where the hash is, or where it would go. */
static uint64_t *slot_of(const struct table *table, uint64_t hash)
{
    size_t place = (size_t)((hash >> 32) * table->room >> 32);
    uint64_t mark = hash << LINE_BITS;

    while (table->slots[place] && (table->slots[place] & ~line_most) != mark)
        place = place + 1 == table->room ? 0 : place + 1;
    return &table->slots[place];
}

static struct again *again_of(const struct rowmarks *marks, uint32_t line)
{
    size_t place = line * UINT32_C(2654435761) & (marks->again_room - 1);

    while (marks->again[place].line && marks->again[place].line != line)
        place = (place + 1) & (marks->again_room - 1);
    return &marks->again[place];
}

static void make_again_room(struct rowmarks *marks)
{
    const struct rowmarks old = *marks;

    if (2 * (old.again_count + 1) <= old.again_room)
        return;
    marks->again_room = old.again_room ? 2 * old.again_room : LEAST;
    marks->again = memory_new(marks->again_room * sizeof(*marks->again));
    for (size_t i = 0; i < old.again_room; i++)
        if (old.again[i].line)
            *again_of(marks, old.again[i].line) = old.again[i];
    free(old.again);
}

/* How many there were of a row that is here again. */
static uint32_t count_again(struct rowmarks *marks, uint32_t line)
{
    make_again_room(marks);
    struct again *again = again_of(marks, line);

    if (!again->line) {
        *again = (struct again){line, 1};
        marks->again_count++;
    }
    return again->count++;
}

uint32_t rowmarks_note(struct rowmarks *marks, uint64_t hash, int64_t line, int64_t *first_line)
{
    uint64_t kept = (uint64_t)line < line_most ? (uint64_t)line : line_most;
    struct table *last = &marks->tables[marks->table_count - 1];
    uint64_t *slot;

    for (size_t i = 0; i < marks->table_count; i++) {
        slot = slot_of(&marks->tables[i], hash);
        if (!*slot)
            continue;
        *first_line = (int64_t)(*slot & line_most);
        return count_again(marks, (uint32_t)*first_line);
    }
    if (4 * (last->count + 1) > 3 * last->room && marks->table_count < TABLES_MOST) {
        add_table(marks, 2 * last->room);
        last++;
    }
    *slot_of(last, hash) = hash << LINE_BITS | kept;
    last->count++;
    *first_line = line;
    return 0;
}
