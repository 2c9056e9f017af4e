/* SPDX-License-Identifier: MIT */
/* rowmarks: which rows of a long list say the same as one before. Of each row only a part of its
 * hash is kept, and the line where it stood first: 11 bytes a row, where a million of them are to
 * leave the memory to the file's pages. Two that differ are taken for the same once in 20,000 lists
 * of a million rows. Used by backlog. */
#ifndef SHOUWEN_DESK_ROWMARKS_H
#define SHOUWEN_DESK_ROWMARKS_H

#include <stddef.h>
#include <stdint.h>

struct rowmarks; /* opaque */

/* rows: about how many will come; more may. */
struct rowmarks *rowmarks_new(size_t rows);
void rowmarks_free(struct rowmarks *marks); /* NULL is fine */
/* Notes a row by the hash of all that it says; returns how many before it say the same, and the
 * line of the first of them (its own if it is that). line: from 1; of those behind the 268
 * millionth only that they are is known. */
uint32_t rowmarks_note(struct rowmarks *marks, uint64_t hash, int64_t line, int64_t *first_line);

#endif
