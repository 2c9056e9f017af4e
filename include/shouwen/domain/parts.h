/* SPDX-License-Identifier: MIT */
/* parts: several things in one cell, with a separator between them. A separator that belongs to
 * the text has a backslash before it (design.md 6). Separators are given as a text of characters,
 * any of which separates: the ASCII one first, its full-width form after it. Used for lists,
 * materials and service hours. */
#ifndef SHOUWEN_DOMAIN_PARTS_H
#define SHOUWEN_DOMAIN_PARTS_H

#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stddef.h>

#define PARTS_LIST ";；,，、" /* lists of texts, words and codes */
#define PARTS_MATERIALS "|｜"
#define PARTS_MATERIAL "/／" /* within one material */

/* Takes the next part off *rest, as it is written, blanks around it left out; false when nothing
 * is left: "a;;b;" has three parts, the second one empty. */
bool parts_next(const char **rest, const char *separators, const char **part, size_t *length);
/* The part's text, with the backslash before any of specials and before a backslash taken out. */
char *parts_plain(struct arena *arena, const char *part, size_t length, const char *specials);
/* All parts that are not empty, plain, in an array of *count; NULL if there are none. */
const char **parts_split(struct arena *arena, const char *text, const char *separators,
                         size_t *count);
/* A list of which each part stands there once, where it stood first: the text itself if that is so,
 * else in arena, as PARTS_LIST. */
const char *parts_once(struct arena *arena, const char *text);
/* Adds one part, with a backslash before each of specials and each backslash. */
void parts_escape(struct text *out, const char *part, const char *specials);

#endif
