/* SPDX-License-Identifier: MIT */
/* twin: ids that several places gave to different people. Stations number their staff S01, S02 ...
 * each for themselves, so a file of a level above has several of them (circle_heed.h, parts). There
 * the one that is shown first keeps the id, and each other one is known as ID@HOME. What acts and
 * records say is an id in the words of a place: S01 in a case of station B is B's S01. And whoever
 * has another home is said there as ID@HOME.
 * Pure. Used by the store, which reads and writes by it, and by whoever types an id. */
#ifndef SHOUWEN_DOMAIN_TWIN_H
#define SHOUWEN_DOMAIN_TWIN_H

#include "shouwen/base/memory.h"
#include "shouwen/domain/act.h"
#include "shouwen/domain/record.h"

#include <stdbool.h>
#include <stddef.h>

enum { TWIN_MARK = '@' };

/* One home of one of those who were given an id; known: by which id this file knows them. */
struct twin {
    enum record_kind kind; /* staff or residents */
    const char *id, *home, *known;
};
/* All of those whose ids several were given; empty in nearly every file. */
struct twins {
    const struct twin *at;
    size_t count;
};

/* True for a kind whose ids may be given twice. */
bool twin_has_kind(enum record_kind kind);
/* "S01@310115007002", in the arena */
const char *twin_name(struct arena *arena, const char *id, const char *home);
/* Whom a place means by an id: its own, else that of the nearest level above it, else the one who
 * is shown. ID@HOME is meant as it says, wherever it is said. */
const char *twin_known(const struct twins *twins, enum record_kind kind, const char *said,
                       const char *place);
/* The id by which a place names somebody who is known by that id here; the reverse of it. */
const char *twin_said(const struct twins *twins, enum record_kind kind, const char *known,
                      const char *place, struct arena *arena);
/* The id that was given to whoever is known by this one; mostly itself. */
const char *twin_given(const struct twins *twins, enum record_kind kind, const char *known);
/* All ids in an act of a case whose home that is, as they are known (home "": the author alone);
 * and the reverse. An author's own id is one of the place where the act was made. */
void twin_hear(const struct twins *twins, struct act *act, const char *home, struct arena *arena);
void twin_say(const struct twins *twins, struct act *act, const char *home, struct arena *arena);
/* The same of the ids in the fields of a record, said at its home. */
void twin_hear_record(const struct twins *twins, struct record *record, const char *home,
                      struct arena *arena);
void twin_say_record(const struct twins *twins, struct record *record, const char *home,
                     struct arena *arena);
/* The same, but an id by which this file knows somebody stays where the home takes it for the same.
 */
void twin_write_record(const struct twins *twins, struct record *record, const char *home,
                       struct arena *arena);

#endif
