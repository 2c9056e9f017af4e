/* SPDX-License-Identifier: MIT */
/* catalog: the lists a desk looks things up in: services, resources, demands, staff, residents;
 * asking for a resource, and noting a demand (domain.md 4). */
#ifndef SHOUWEN_DESK_CATALOG_H
#define SHOUWEN_DESK_CATALOG_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/record.h"

/* A page of a kind in its usual order (residents by pinyin, services by category, demands newest
 * first). from: the row next to the page, NULL for an end of the list; most: rows wanted. */
MUST_CHECK enum status catalog_page(struct desk *desk, enum record_kind kind,
                                    const struct record *from, bool is_backwards, int most,
                                    struct arena *arena, struct record **records, size_t *count,
                                    struct error *error);
/* Those that fit what was typed, at most `most`: name, aliases, initials, door, phone (residents
 * and services by the search; the short lists by every word in their texts or initials). */
MUST_CHECK enum status catalog_find(struct desk *desk, enum record_kind kind, const char *typed,
                                    int most, struct arena *arena, struct record **records,
                                    size_t *count, struct error *error);
MUST_CHECK enum status catalog_get(struct desk *desk, enum record_kind kind, const char *id,
                                   struct arena *arena, struct record *record, struct error *error);
/* Adds a field as a person reads it: words of fixed lists, limits and hours in their language,
 * phone and ID numbers masked. */
void catalog_say(struct text *out, const struct record *record, int field);
/* Records in the audit that a record's phone and ID numbers are shown in full. */
MUST_CHECK enum status catalog_note_reveal(struct desk *desk, const char *id, struct error *error);
/* Asks for a resource: a case of the station's own, with a promise to answer by until (as
 * follow_until() gives it; NULL: none) in one request. request: an id made when the question
 * opened. */
MUST_CHECK enum status catalog_ask(struct desk *desk, const char *code, const char *wish,
                                   const char *until, const char *request, struct arena *arena,
                                   const char **number, struct error *error);
/* Notes what a resident wants (need, opinion or wish) in the demand list, as of today. */
MUST_CHECK enum status catalog_note_demand(struct desk *desk, const char *kind, const char *subject,
                                           const char *resident, const char *phone,
                                           const char *grid, struct error *error);

#endif
