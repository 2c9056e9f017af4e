/* SPDX-License-Identifier: MIT */
/* joining: two residents who turned out to be one person are joined, and can be parted again
 * (domain.md 9). Nothing is merged: one record says into which it was joined, which then stands for
 * both in lists, searches, households and cases (resident_who()); parted, everything is as before.
 * Who may be one is only listed, for a person to look at; two who are not are said to be two, and
 * listed no more. Used by the command line and the screens of residents. */
#ifndef SHOUWEN_DESK_JOINING_H
#define SHOUWEN_DESK_JOINING_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/record.h"

/* Two who have the same name, and something else. */
struct joining_pair {
    struct record one, other;
    const struct record_field *same; /* what else: ID number, phone, door, or birthday */
};
/* Those that the person signed in sees. */
MUST_CHECK enum status joining_pairs(struct desk *desk, int limit, struct arena *arena,
                                     struct joining_pair **pairs, size_t *count,
                                     struct error *error);
/* Joins a resident into another one; that they are two is then said no more. STATUS_REFUSED where
 * they are one already. */
MUST_CHECK enum status joining_join(struct desk *desk, const char *id, const char *into,
                                    struct error *error);
/* Parts a resident from the one it was joined into. STATUS_REFUSED if it was not. */
MUST_CHECK enum status joining_part(struct desk *desk, const char *id, struct error *error);
/* Says that two residents are two people, or (is_unsure) takes that back. STATUS_REFUSED where they
 * are joined. */
MUST_CHECK enum status joining_apart(struct desk *desk, const char *id, const char *other,
                                     bool is_unsure, struct error *error);
/* The resident that stands for an id, and the ids that it stands for. */
MUST_CHECK enum status joining_person(struct desk *desk, const char *id, struct arena *arena,
                                      struct record *record, const char ***ids, size_t *count,
                                      struct error *error);

#endif
