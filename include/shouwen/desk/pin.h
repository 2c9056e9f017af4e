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

/* Turned on or off by an administrator. */
MUST_CHECK enum status pin_switch(struct desk *desk, bool are_on, struct error *error);
/* A new PIN, by the person or an administrator; taken away, with the lock-out, by an administrator.
 */
MUST_CHECK enum status pin_set(struct desk *desk, const char *staff_id, const char *pin,
                               struct error *error);
MUST_CHECK enum status pin_reset(struct desk *desk, const char *staff_id, struct error *error);

#endif
