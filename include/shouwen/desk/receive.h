/* SPDX-License-Identifier: MIT */
/* receive: taking in a request at the desk.
 * Finds out who the person is, and records the opening with what follows from it at the same key
 * press. */
#ifndef SHOUWEN_DESK_RECEIVE_H
#define SHOUWEN_DESK_RECEIVE_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/record.h"

/* Links an opening act to a resident. given is an id or a name: linked if exactly one resident has
 * the name (and the phone and door that the act gives, where it gives them); otherwise the name
 * stays with the case. Fills RESIDENT, NAME, PHONE and DOOR. STATUS_NOT_FOUND only for what has the
 * shape of an id and is none. */
MUST_CHECK enum status receive_person(struct desk *desk, const char *given, struct arena *arena,
                                      struct act *open, struct error *error);
/* The same for a resident who was chosen from the list, by the id: who was taken off it meanwhile
 * is somebody with that name and without a record. */
MUST_CHECK enum status receive_chosen(struct desk *desk, const char *id, const char *name,
                                      struct arena *arena, struct act *open, struct error *error);
/* Brings the door that an act gives into its canonical form, and links the resident that an
 * amendment names as receive_person() does; what else is known of them stays with the record. */
MUST_CHECK enum status receive_complete(struct desk *desk, struct arena *arena, struct act *act,
                                        struct error *error);
/* Records a new resident from a form; id in record->id afterwards. */
MUST_CHECK enum status receive_resident(struct desk *desk, struct arena *arena,
                                        struct record *record, struct error *error);

#endif
