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
    ERASED = 'x',    /* who erased what stands in it; in a case no node */
    BESIDE = 'y',    /* no node: an erasing in another circle of the subject took it too */
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
/* True for the code of a node that is the author's own or lies in its area. */
bool circle_is_theirs(const char *node, const char *author);
/* A letter alone. */
bool circle_mark(struct circle *circle, char letter, struct arena *arena);
bool circle_is_marked(const struct circle *circle, char letter);
/* True if the node is one of its homes, or a level above one. */
bool circle_covers(const struct circle *circle, const char *node, size_t length);
/* True if it is theirs to erase a record: a home of it is theirs or below them, or it is a unit's
 * whom nobody else joined; also while nothing is known of whose it is, if is_open. */
bool circle_may_erase(const struct circle *circle, const char *author, bool is_open);
/* To which node a claim says that a case was dispatched, by home or a level above it: nobody lets
 * themselves in; else NULL. */
const char *circle_dispatched_to(const struct circle *circle, const char *one);
/* True if an id ends with the digits of that node, as lists and the program give it. */
bool circle_has_digits(const char *id, const char *home);
/* True for the staff: each level numbers its own, and a street's S01 is none of its stations'. */
bool circle_is_of_staff(const char *subject);
/* True if the homes of two circles of one record, where they are lowest, are apart (of the staff:
 * are not the same): they are two people's. */
bool circle_is_other(const struct circle *one, const struct circle *other);
/* Which of the circles of a record were erased; those without a subject are none. */
void circle_judge_erased(const struct circle *circles, size_t count, bool *is_erased);

/* Whose acts of a record are, as circle_heed.c knows it. */
struct circle_acts {
    const char *subject;
    const struct act *acts;
    size_t count;
    const char *const *authors, *const *homes;
};

/* is_out[i], of reference data: a file passes over act i, since it was not its author's to say
 * when they said it. In its own area everybody says what they like of others'. reader: the node of
 * the file. */
void circle_overrule(const struct circle_acts *acts, const char *reader, struct arena *arena,
                     bool *is_out);

/* The circles that a hub makes of them. */
struct circle_links {
    struct circle *circles; /* subject NULL: it went into another one */
    size_t count;
    bool *is_erased; /* each of them */
};

/* Joins acts that name each other as sync/hub_place.c does. of[i], where the act is to be joined,
 * CIRCLE_WAITS before; an erasing whose author may not do that is CIRCLE_NOWHERE. */
enum { CIRCLE_NOWHERE = -1, CIRCLE_WAITS = -2 };
void circle_link(const struct circle_acts *acts, struct arena *arena, int *of,
                 struct circle_links *links);

#endif
