/* SPDX-License-Identifier: MIT */
/* What a circle is made of, for circle*.c alone. */
#ifndef SHOUWEN_DOMAIN_CIRCLE_INSIDE_H
#define SHOUWEN_DOMAIN_CIRCLE_INSIDE_H

#include "shouwen/domain/circle.h"

/* The letters of claims. */
enum {
    HOME = 'h',      /* the node that it belongs to */
    AREA = 'a',      /* the node whose it is: for its area and the levels above */
    BELOW = 'b',     /* the node that said it: for its area only */
    DISPATCH = 'd',  /* a node, '>', the node that it was dispatched to */
    SUPERVISE = 's', /* the node that supervises it */
    UNIT = 'u',      /* a unit that sees it with a case */
    WRITER = 'w',    /* a unit that wrote in it */
    NAMES = 'r',     /* a resident of the case */
    ERASED = 'x',    /* no node: what stood in it was erased */
    WAITING = 'z',   /* no node: acts about it were kept out (circle_aside) */
    /* of a circle of an act that was kept out: what there is to know of it */
    KIND = 'k',
    NODE = 'n',
    TO = 't'
};

/* How the subjects of acts begin that were kept out. */
extern const char circle_aside_prefix[];

/* A letter with a node or another word without blanks behind it; true if it is new. */
bool circle_claim(struct circle *circle, char letter, const char *node, struct arena *arena);
/* A letter alone. */
bool circle_mark(struct circle *circle, char letter, struct arena *arena);
bool circle_is_marked(const struct circle *circle, char letter);

#endif
