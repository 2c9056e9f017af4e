/* SPDX-License-Identifier: MIT */
/* twin_people: whoever types an id of staff that several places gave out (twin.h). */
#ifndef SHOUWEN_DOMAIN_TWIN_PEOPLE_H
#define SHOUWEN_DOMAIN_TWIN_PEOPLE_H

#include "shouwen/base/error.h"
#include "shouwen/domain/person.h"

/* True if several places gave it out, none of them the file's own. */
bool twin_people_several(const struct people *people, const char *id);
/* Says that nobody has an id, or who has it where several places gave it out; gives the status. */
enum status twin_people_missing(const struct people *people, const char *field, enum status status,
                                const char *id, struct error *error);

#endif
