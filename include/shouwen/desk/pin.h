/* SPDX-License-Identifier: MIT */
/* pin: signing in with a PIN of six digits, and being locked out after wrong ones.
 * PINs are off until an administrator turns them on; from then on nobody is signed in without
 * theirs, and whoever has none sets one when they sign in next. Hashes stay in this file
 * (store/pins.h). Used by the sign-in and lock screens and by the command line. */
#ifndef SHOUWEN_DESK_PIN_H
#define SHOUWEN_DESK_PIN_H

#include "shouwen/desk/desk.h"

enum { PIN_DIGITS = 6, PIN_TRIES = 5 };

enum pin_need {
    PIN_NOT_ASKED, /* PINs are off */
    PIN_TO_BE_SET, /* the person has none yet */
    PIN_ASKED
};
MUST_CHECK enum status pin_need_of(struct desk *desk, const char *staff_id, enum pin_need *need,
                                   struct error *error);

/* How it stands with somebody's PIN, for who looks after PINs. */
struct pin_standing {
    bool are_on, is_set;
    int64_t locked_until; /* 0: not locked out; INT64_MAX: until an administrator ends it */
};
MUST_CHECK enum status pin_look(struct desk *desk, const char *staff_id,
                                struct pin_standing *standing, struct error *error);
/* "none yet", "set" or "locked until 10:57" in the person's language; none, set or locked. */
void pin_standing_say(const struct pin_standing *standing, struct text *out);
const char *pin_standing_word(const struct pin_standing *standing);

/* Signs a person in, and writes that down: with their PIN, or, if they have none, with the one that
 * is theirs from now on; pin is not looked at while PINs are off. STATUS_DENIED for a wrong one,
 * counted, and for whoever is locked out: sentences that say how it goes on. */
MUST_CHECK enum status pin_sign_in(struct desk *desk, const char *staff_id, const char *pin,
                                   struct error *error);
/* Writes down, once, that whoever was named when the desk was opened works here. */
MUST_CHECK enum status pin_note_start(struct desk *desk, struct error *error);
/* The same question without signing in: to unlock the desk of whoever works there. */
MUST_CHECK enum status pin_check(struct desk *desk, const char *staff_id, const char *pin,
                                 struct error *error);
/* STATUS_REFUSED for what is no PIN of six digits or too easy to guess. */
MUST_CHECK enum status pin_refuse_weak(const char *pin, struct error *error);

/* Turned on or off by an administrator (DEED_PINS, as the two below). */
MUST_CHECK enum status pin_switch(struct desk *desk, bool are_on, struct error *error);
/* A new PIN, by the person or an administrator. */
MUST_CHECK enum status pin_set(struct desk *desk, const char *staff_id, const char *pin,
                               struct error *error);
/* Taken away with the lock-out: they set a new one when they sign in next. */
MUST_CHECK enum status pin_reset(struct desk *desk, const char *staff_id, struct error *error);
/* The lock-out alone is taken away, and all tries are there again; STATUS_REFUSED where there is
 * none. */
MUST_CHECK enum status pin_unlock(struct desk *desk, const char *staff_id, struct error *error);

#endif
