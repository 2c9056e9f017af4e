/* SPDX-License-Identifier: MIT */
/* refusal: the one sentence that somebody reads who may not do something: who may, and whom to
 * turn to by name (domain.md 3). Made here for all acts and deeds, so that screens, command line
 * and lists of several cases say it alike. Used by decide and by the desk's permit. Pure. */
#ifndef SHOUWEN_DOMAIN_REFUSAL_H
#define SHOUWEN_DOMAIN_REFUSAL_H

#include "shouwen/domain/deed.h"
#include "shouwen/domain/matter.h"

/* What an act does as a phrase that follows "may": "close this case"; in the person's language. */
const char *refusal_phrase(enum act_kind kind);
/* To out: why who has the bits `has` may not do on the case (NULL: opening) what `allowed` may. */
void refusal_of_act(const struct people *people, const struct matter *matter, enum act_kind kind,
                    unsigned allowed, unsigned has, struct text *out);
/* The same of what is no act on a case; place as deed_may() takes it. */
void refusal_of_deed(const struct people *people, enum deed deed, const struct deed_place *place,
                     struct text *out);

#endif
