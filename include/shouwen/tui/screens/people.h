/* SPDX-License-Identifier: MIT */
/* people: who else has a part in a case, and how it was done, one form. Each line takes several
 * people as they are typed (matter_party.h); what is none is refused beside its line. Asked with
 * screen_ask(); used by the reception and the case. */
#ifndef SHOUWEN_TUI_SCREENS_PEOPLE_H
#define SHOUWEN_TUI_SCREENS_PEOPLE_H

#include "shouwen/domain/matter_party.h"
#include "shouwen/tui/screen.h"

/* The people of each role come first. */
enum { PEOPLE_UNIT = MATTER_PARTY_ROLES, PEOPLE_SPOKE_WITH, PEOPLE_RECEIPT, PEOPLE_TEXTS };

/* The argument, and the answer's data. */
struct people_texts {
    const char *at[PEOPLE_TEXTS];
};

extern const struct screen_kind people_screen;

#endif
