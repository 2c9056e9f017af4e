/* SPDX-License-Identifier: MIT */
/* material: what a resident has to bring for a service item. A cell holds materials separated by
 * '|', each "name/original or copy/count/condition/@where to get it", of which only the name is
 * needed (design.md 6); /@ says where, whatever of the parts before it is there. A separator that
 * belongs to the text has '\' before it. */
#ifndef SHOUWEN_DOMAIN_MATERIAL_H
#define SHOUWEN_DOMAIN_MATERIAL_H

#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum material_form { MATERIAL_ANY, MATERIAL_ORIGINAL, MATERIAL_COPY, MATERIAL_BOTH };
enum { MATERIAL_COUNT_MOST = 99 };

struct material {
    const char *name;
    enum material_form form; /* MATERIAL_ANY: the list does not say */
    int count;               /* 1 where the list does not say */
    const char *condition;   /* "" : always */
    const char *where;       /* where to get it; "" : the list does not say */
};

/* Reads a cell into an array in arena (NULL and 0 for an empty one). taken (may be NULL) gets the
 * first material that did not have the form above and was taken as a name alone, else NULL. */
const struct material *material_read(struct arena *arena, const char *cell, size_t *count,
                                     const char **taken);
/* Adds one material in the form above, without the parts that go without saying. */
void material_write(struct text *out, const struct material *material);
/* "original", "copy", "original and copy" or "" in the person's language. */
const char *material_form_label(enum material_form form);

#endif
