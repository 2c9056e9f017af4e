/* SPDX-License-Identifier: MIT */
/* settling: what two stations say differently of a resident is looked at by a person, who says
 * which holds (sync.md 6). For the command line, doctor and the screen of a resident. */
#ifndef SHOUWEN_DESK_SETTLING_H
#define SHOUWEN_DESK_SETTLING_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/record_dispute.h"

/* What is said differently of a resident, by field; those who may not see them get none. */
MUST_CHECK enum status settling_look(struct desk *desk, const char *id, struct arena *arena,
                                     struct record_dispute **disputes, size_t *count,
                                     struct error *error);
/* Who gave out one id for somebody else than whom it is shown for, the names of the places after
 * whose it is: "一居, 二居"; "" if nobody did. */
MUST_CHECK enum status settling_clash(struct desk *desk, const char *subject, struct arena *arena,
                                      const char **places, struct error *error);
/* The node of whoever said it: its name, or its code. */
const char *settling_who(struct desk *desk, const struct record_version *version,
                         struct arena *arena);
/* A version that somebody saw: what an act says in a field. */
struct settling_choice {
    int field; /* of record_rows[RECORD_RESIDENTS] */
    uint8_t act[CRYPTO_ID];
};
/* The version with that number, counted through all of them from 1; 0: of each field the one that
 * is shown. The array lies in the arena; *count is 0 if there is no such version. */
void settling_number(const struct record_dispute *disputes, size_t dispute_count, int number,
                     struct arena *arena, struct settling_choice **choices, size_t *count);
/* Settles each of these fields by its version. STATUS_REFUSED, and nothing is settled, if one of
 * them is in dispute no more, or without that version. For those who may join residents. */
MUST_CHECK enum status settling_settle(struct desk *desk, const char *id,
                                       const struct settling_choice *choices, size_t count,
                                       struct arena *arena, struct error *error);

#endif
