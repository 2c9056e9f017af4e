/* SPDX-License-Identifier: MIT */
/* circle_heed: which of the acts under one subject a file heeds (domain/circle.h). A hub keeps out
 * what an author may not say, and each file asks once more, by the same rules, before it shows
 * anything: whose an act is, its log's name tells. And where two stations gave the same id to two
 * people, their acts stand under one subject in the file of a level above: they are parts that stay
 * apart, and one of them is shown.
 * The same set of acts gives the same parts in whatever order it is handed in. Acts of logs that
 * name no node are heeded. Pure. Used by the folds and the store. */
#ifndef SHOUWEN_DOMAIN_CIRCLE_HEED_H
#define SHOUWEN_DOMAIN_CIRCLE_HEED_H

#include "shouwen/base/memory.h"
#include "shouwen/domain/act.h"
#include "shouwen/domain/nodecode.h"

/* The node in whose file a log is written, "" if its name is none of a log. */
void circle_author(const char *log, char out[NODECODE_ROOM]);
/* Where an act was made, in the arena: the node that it names, if that lies in the area of the file
 * whose log it is in, else that file's; "" if neither is said. */
const char *circle_home(const struct act *act, struct arena *arena);

enum { CIRCLE_UNHEEDED = -1 };

/* parts[i]: the part that act i belongs to, from 0 on, or CIRCLE_UNHEEDED if its author may not say
 * that; is_erased[i]: an erasing that is heeded took it, or is it. reader: the node of the file.
 * Part 0 is what is shown: that of the file's own node if there is one, else that of the node whose
 * digits the id has, else whose a level above says it is, else the first by its node. Returns how
 * many parts there are. */
int circle_parts(const char *subject, const char *reader, const struct act *acts, size_t count,
                 struct arena *arena, int *parts, bool *is_erased);

/* True if files heed it, beside those that are there: before it is written. Its log says whose it
 * will be. */
bool circle_would_heed(const struct act *act, const char *reader, const struct act *acts,
                       size_t count, struct arena *arena);

/* Of two who were given one id each has cases and visits under it: the part whose homes lie nearest
 * to a place, a node or grid; shown if several lie as near, or none at all. */
int circle_part_at(const char *place, const struct act *acts, size_t count, const int *parts,
                   int shown);

/* The acts of a case that are heeded: acts and *count themselves if all are, else fewer of them in
 * the arena. */
const struct act *circle_heed_case(const struct act *acts, size_t *count, struct arena *arena);

#endif
