/* SPDX-License-Identifier: MIT */
/* session_inside: what the files of session share. */
#ifndef SHOUWEN_DESK_SESSION_INSIDE_H
#define SHOUWEN_DESK_SESSION_INSIDE_H

#include "shouwen/desk/session.h"

/* Checks the values given of a session's record and puts them, with acts that name it. */
MUST_CHECK enum status session_put(struct desk *desk, struct record *record, struct act *acts,
                                   size_t count, struct arena *arena, struct error *error);
const char *session_join_guests(struct arena *arena, const struct session_guest *guests,
                                size_t count);

#endif
