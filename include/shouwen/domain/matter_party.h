/* SPDX-License-Identifier: MIT */
/* matter_party: the people of a case besides the one concerned (domain.md 3): who acts for them,
 * the other party, an emergency contact; one of all is the contact, whom call-backs go to.
 * Kept in the body of an act as "role/name/relation/phone/contact", those that are empty at the end
 * left out, with ';' between people and '\\' before what belongs to a text. Typed as words instead:
 * a role if it is not the usual one, a relation, the name, a phone number, and "*" for the contact.
 * Pure. */
#ifndef SHOUWEN_DOMAIN_MATTER_PARTY_H
#define SHOUWEN_DOMAIN_MATTER_PARTY_H

#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"
#include "shouwen/domain/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>

#define MATTER_PARTY_ROLE(name, ...) MATTER_PARTY_##name,
enum { PARTY_TABLE(MATTER_PARTY_ROLE) MATTER_PARTY_ROLES };
/* People of a case, and bytes of one of their texts. */
enum { MATTER_PARTIES_MOST = 20, MATTER_PARTY_MOST = 100 };

struct matter_party {
    const char *role; /* word_parties */
    const char *name, *relation, *phone;
    bool is_contact; /* call-backs go to them */
};

/* How an act went with the way it names: with which unit, with whom there, what receipt it gave. */
struct matter_way {
    const char *via; /* word_ways; "" */
    const char *unit, *spoke_with, *receipt;
};

/* All people of a kept list; a role that is none of the words is "other". */
struct matter_party *matter_party_read(struct arena *arena, const char *kept, size_t *count);
/* Adds one to a list to be kept. */
void matter_party_write(struct text *out, const struct matter_party *party);
/* Reads what was typed, one or several with ; between, or a kept list. usual: the role of whoever
 * is given without one. False if a name is missing, a text too long, or there are too many; what
 * was found by then stays. */
bool matter_party_type(struct arena *arena, const char *typed, const char *usual,
                       struct matter_party **parties, size_t *count);
/* One as they would be typed, without the role if that is the usual one. */
void matter_party_say(struct text *out, const struct matter_party *party, const char *usual);
/* What was typed for each role, in the order of word_parties, as one list to be kept; false as
 * matter_party_type() is. */
bool matter_party_join(struct arena *arena, const char *const typed[MATTER_PARTY_ROLES],
                       struct text *kept);
/* Those of one role as they would be typed, numbers masked or not. */
void matter_party_list(struct text *out, const struct matter_party *parties, size_t count,
                       const char *role, bool unmask);
/* Puts one into a list: in the place of the one of the same name and role, or at its end; what is
 * not said of them (relation, phone) stays, and who becomes the contact is the only one. Room for
 * one more is taken from the arena. */
struct matter_party *matter_party_put(struct arena *arena, const struct matter_party *parties,
                                      size_t *count, const struct matter_party *party);
/* A phone number as screens mask it means the one that stood there: puts it back, from the person
 * of the same name, else from whoever of the old list alone has one like it. False if nobody had
 * it, or two did. */
bool matter_party_unmask(struct matter_party *parties, size_t count, const struct matter_party *old,
                         size_t old_count);
/* Of several marked as contact the last one alone stays. */
void matter_party_settle(struct matter_party *parties, size_t count);
/* Whom call-backs go to: whoever is marked; else NULL, the person concerned, if they have a phone;
 * else who acts for them, or their emergency contact, with a phone. */
const struct matter_party *matter_party_contact(const struct matter_party *parties, size_t count,
                                                const char *phone);

#endif
