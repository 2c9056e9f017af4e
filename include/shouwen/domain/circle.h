/* SPDX-License-Identifier: MIT */
/* circle: which clients of a hub get which acts (sync.md 2, "visible to").
 * Acts that belong together share one circle, and whoever sees it gets all of them, the earlier
 * ones as well. A circle only grows: it is a set of claims that heads make (this is its home, it
 * was dispatched there ...), so the same acts give the same circle in whatever order they come,
 * and neither an erased body nor a head alone changes it.
 *
 *   case               home (the node whose number it bears) and street whole, levels above its
 *                      head, whole once they supervise it; a unit whole from the first dispatch to
 *                      it by home or a level above
 *   residents, visits, home and street; a resident named by a case of the same home goes with it to
 *   demands, handovers its units
 *   sessions, tallies  home and the levels above
 *   reference data     the area of the node whose it is, and the levels above; what somebody says
 *                      of another level's, and of a calendar: their own area only
 *   unknown subjects   home, and heads for the levels above
 * Pure. Used by the hub. */
#ifndef SHOUWEN_DOMAIN_CIRCLE_H
#define SHOUWEN_DOMAIN_CIRCLE_H

#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"
#include "shouwen/domain/act.h"
#include "shouwen/domain/sight.h"

/* What of a subject's acts belongs together. */
enum circle_way {
    CIRCLE_BY_SUBJECT, /* all of them: a case */
    CIRCLE_BY_AUTHOR,  /* those of one client: a day's tallies; reference data (circle_suits) */
    CIRCLE_BY_LINKS    /* those that name each other: two stations may have taken the same id */
};
enum circle_way circle_way_of(const char *subject);
/* True if what others say later may allow what somebody says now: a case. */
bool circle_is_shared(const char *subject);
/* True for reference data. */
bool circle_is_reference(const char *subject);
/* True if what two homes say under one id may be about two. */
bool circle_has_parts(const char *subject);

/* One claim, as text: a letter, then a node, perhaps '>' and another one. */
struct circle {
    const char *subject;
    const char **claims; /* sorted, each once */
    size_t count, room;
};

/* Reads what circle_write() wrote, into the arena; "" is a circle that nothing was said of yet. */
void circle_read(struct circle *circle, const char *subject, const char *claims,
                 struct arena *arena);
void circle_write(const struct circle *circle, struct text *out);
/* Adds what an act says, author being the node of the client in whose log it stands. True if
 * anything was new. */
bool circle_hear(struct circle *circle, const struct act *act, const char *author,
                 struct arena *arena);
/* Of reference data, where each author has circles of their own (CIRCLE_BY_AUTHOR): true if the act
 * goes into this one of them. What they say of others' things stays in their area, so it stands in
 * another one than what they say of their own. */
bool circle_suits(const struct circle *circle, const struct act *act, const char *author,
                  struct arena *arena);
/* True if somebody's it is: a case from its opening on. */
bool circle_has_home(const struct circle *circle);
/* True if an author may say that of the subject, going by what is claimed until now: in a case home
 * and the levels above it say everything, who else sees it what a unit's clerk may do, and only its
 * opening comes before all; what a record's head calls its author's own, its body does not give to
 * others; what is about people is erased by one of its homes or above (by the unit that alone wrote
 * it), reference data by nobody. What is claimed later may allow what is refused now. */
bool circle_may(const struct circle *circle, const struct act *act, const char *author,
                struct arena *arena);
/* An act that its author may not say, or not yet, stands in a circle of its own, which nobody sees;
 * the one that it is about remembers that there are some, under *subject. */
void circle_aside(struct circle *aside, struct circle *circle, const struct act *act,
                  struct arena *arena);
bool circle_has_aside(const struct circle *circle, struct arena *arena, const char **subject);
/* What such a circle tells of its act: as much as circle_may() and circle_hear() ask for in a case;
 * borrows the circle. */
void circle_recall(const struct circle *aside, struct act *act);
/* True if one of its acts erased what stood in the others: no body of theirs is kept. What erases a
 * record is at home there, or above one of its homes, however they are known in the end. */
bool circle_is_erased(const struct circle *circle);
/* True if an erasing of a record stands in it, whoever wrote it. */
bool circle_has_erasing(const struct circle *circle);
/* True if an erasing in the one takes the other of the subject along: they are not two people's,
 * and its author may erase both. And takes it: true if that is new. */
bool circle_erases(const struct circle *circle, const struct circle *other);
bool circle_take_beside(struct circle *circle, struct arena *arena);
/* Adds what the other one says; true if anything was new. */
bool circle_join(struct circle *circle, const struct circle *other, struct arena *arena);
/* Adds the units that see a case to the circle of a resident, if it names them: several may have
 * been given one id, which it says with the home (domain/twin.h) or as its own home means it. */
bool circle_follow(struct circle *resident, const struct circle *matter, struct arena *arena);
/* The residents that a case names, by the ids that were given to them, in the arena. */
size_t circle_residents(const struct circle *matter, struct arena *arena, const char ***ids);

/* What the client of a node sees of the acts. */
enum sight circle_sight(const struct circle *circle, const char *node);

/* True if two authors may not mean the same by an id that both gave out: neither lies in the area
 * of the other, and it is the id of a resident, a grid, a service or a resource. Staff are numbered
 * by each station for itself. */
bool circle_is_clash(const char *subject, const char *author, const char *other);
/* True if the homes of two circles of one subject are apart: two who were given the same id. */
bool circle_is_split(const struct circle *one, const struct circle *other);
/* True if neither node lies in the area of the other; "" is nobody's. */
bool circle_is_apart(const char *one, const char *other);

#endif
