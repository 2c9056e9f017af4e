/* SPDX-License-Identifier: MIT */
/* listnumber: the numbers that lists give their residents.
 * A number is the list's own: two stations may both have a 1001 or an R7, which are two people. Its
 * id is the number with the last six digits of the station's code behind it ("1001-007001"), or of
 * the street centre's where a list says no station. An id stays what it is: one that this program
 * gave out (record_resident_id()), and a number that has such digits already, as in an export. What
 * older files hold under the bare number stays there. Where the person moves later changes nothing.
 * Pure. Used by import, and by whatever looks for a resident by a number. */
#ifndef SHOUWEN_DOMAIN_LISTNUMBER_H
#define SHOUWEN_DOMAIN_LISTNUMBER_H

#include "shouwen/base/error.h"
#include "shouwen/base/memory.h"
#include "shouwen/domain/record.h"

/* True for the form of an id that this program gives out: 'R' and eight of the characters of codes
 * that do not end in six digits; those that do are a list's (RK2024001). Older versions gave out
 * one in a thousand of them: who has it is found under the bare number. */
bool listnumber_is_given_out(const char *id);
/* True for an id that says itself whose it is, in the area of home's street: no list's number. */
bool listnumber_is_id(const char *id, const char *home);
/* The id of a number in the list of a station or street centre; the number itself if it is an id or
 * home has no such digits. In the arena, or the number. */
const char *listnumber_id(struct arena *arena, const char *number, const char *home);
/* True if an id is that number, bare or of any list. */
bool listnumber_is_of(const char *id, const char *number);
/* True if two records under one number are one person: one card, or at least two of name, phone,
 * birthday and, at the same station, door; never with two cards. */
bool listnumber_is_same_person(const struct record *one, const struct record *other);
/* The sentence that several residents have a number, with their ids; STATUS_REFUSED. */
MUST_CHECK enum status listnumber_refuse(const char *number, const struct record *residents,
                                         size_t count, struct error *error);

#endif
