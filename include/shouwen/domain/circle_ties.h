/* SPDX-License-Identifier: MIT */
/* circle_ties: which acts of one record are about the same one (CIRCLE_BY_LINKS), for hubs and
 * files alike. Two stations may have given one number to two people, so that what names acts of
 * both belongs to those whose home is its own.
 *
 * What is known of an act are the homes that it says and those of the acts that it goes with,
 * back to the first. It goes with those that it names and that share a home with it (if none
 * does, with the first that says one, if its author lies above that or says no home: nobody draws
 * what is a neighbour's to themselves), and with those of the others that share a home with each
 * of them: whom a level above moves stays one, also where it wrote them down itself. An erasing
 * takes the first that its author may erase. Acts that go with each other, however far, make one
 * circle.
 *
 * That hangs on nothing but the acts before it, so the same acts make the same circles in whatever
 * order they come, and who was given some of the circles makes the same of these. Where acts may
 * still come, only what they cannot change is settled: circles are joined and never taken apart.
 * Pure. */
#ifndef SHOUWEN_DOMAIN_CIRCLE_TIES_H
#define SHOUWEN_DOMAIN_CIRCLE_TIES_H

#include "shouwen/domain/circle.h"

struct circle_ties; /* opaque */

/* may_come: what is named and not there may come (a hub); else it is nothing to see here (a file).
 * Lives in the arena. */
struct circle_ties *circle_ties_new(const char *subject, bool may_come, struct arena *arena);
/* Adds an act; its number, from 0 on. author is whose log it stands in, "" if that says nobody; of
 * reference data home is whose it is. The author and what the act names are borrowed. */
size_t circle_ties_add(struct circle_ties *ties, const struct act *act, const char *author,
                       const char *home);
/* Settles what can be settled; after the last add. In a file once, when all are there. */
void circle_ties_settle(struct circle_ties *ties);
/* An act of the circle, the same for all of one circle. */
size_t circle_ties_of(struct circle_ties *ties, size_t which);
/* True for an erasing whose author may erase none of those that it names. */
bool circle_ties_is_refused(const struct circle_ties *ties, size_t which);
/* What the act itself claims for its circle. */
const struct circle *circle_ties_said(const struct circle_ties *ties, size_t which);

#endif
