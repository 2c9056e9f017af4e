/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/deed.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/visibility.h"

#include <stdio.h>
#include <string.h>

#define DEED_ROW(name, word, label, who) [DEED_##name] = {word, label, who},
const struct deed_row deed_rows[DEED_COUNT] = {[DEED_NONE] = {"", "", ~0u}, DEED_TABLE(DEED_ROW)};

#define DEED_WHO_LABEL(name, label) [DEED_WHO_INDEX_##name] = label,
static const char *const who_labels[DEED_WHO_COUNT] = {DEED_WHO_TABLE(DEED_WHO_LABEL)};

static bool is_home(enum node_level level)
{
    return level == NODE_STATION || level == NODE_STREET;
}

/* An administrator reads everything, and looks after nobody for it. */
static bool cares(const struct people *people, const struct person *person,
                  const struct deed_place *place)
{
    struct visibility sees = visibility_of(people, person);

    sees.residents &= ~(unsigned)REACH_FILE;
    return visibility_has_resident(&sees, place->node, place->grid);
}

static unsigned who_there(const struct people *people, const struct person *person,
                          const struct deed_place *place)
{
    unsigned who = 0;

    if (text_is_empty(place->node) || !text_same(person->node, place->node))
        return 0;
    if (is_home(node_level_of(person->node)))
        who |= DEED_BY_STATION;
    if (person_has(person, ROLE_DESK) || person_has(person, ROLE_JOINT) ||
        people_is_on_duty(people, person->id))
        who |= DEED_BY_DESK;
    /* at a street centre the dispatcher stands in for the secretary (domain.md 2) */
    if (person_has(person, ROLE_SECRETARY) ||
        (person_has(person, ROLE_DISPATCHER) && node_level_of(person->node) == NODE_STREET))
        who |= DEED_BY_SECRETARY;
    return who;
}

unsigned deed_who(const struct people *people, const struct person *person,
                  const struct deed_place *place)
{
    char street[NODE_PART];
    unsigned who = 0;

    if (person->status == PERSON_LEFT)
        return 0;
    if (is_home(node_level_of(person->node)) && person_is_active(person, people->today)) {
        who |= DEED_BY_STAFF;
        if (cares(people, person, place))
            who |= DEED_BY_CARER;
    }
    who |= who_there(people, person, place);
    if (person_has(person, ROLE_DISPATCHER) && !text_is_empty(place->node) &&
        text_same(person->node, node_street_of(place->node, street)))
        who |= DEED_BY_DISPATCHER;
    if (text_same(person->id, place->owner))
        who |= DEED_BY_SELF;
    if (person_has(person, ROLE_ADMIN))
        who |= DEED_BY_ADMIN;
    return who;
}

bool deed_may(const struct people *people, const struct person *person, enum deed deed,
              const struct deed_place *place)
{
    return deed == DEED_NONE || deed_rows[deed].who & deed_who(people, person, place);
}

/* True for one of the grids that the person's own record names. */
static bool may_in_own_grid(const struct people *people, const struct person *person,
                            enum deed deed, struct deed_place *place)
{
    char grid[NODE_PART + 1];

    place->grid = grid;
    for (const char *at = person->grids; *at;) {
        size_t length = strcspn(at, ";");
        snprintf(grid, sizeof(grid), "%.*s", (int)length, at);
        if (deed_may(people, person, deed, place))
            return true;
        at += length + (at[length] == ';');
    }
    return false;
}

bool deed_may_somewhere(const struct people *people, const struct person *person, enum deed deed)
{
    struct visibility sees = visibility_of(people, person);
    struct deed_place place = {.node = person->node, .owner = person->id};

    if (deed_may(people, person, deed, &place) || may_in_own_grid(people, person, deed, &place))
        return true;
    for (size_t i = 0; i < people->grid_count; i++) {
        place.grid = people->grids[i].code;
        if (visibility_has_grid(&sees, place.grid) && deed_may(people, person, deed, &place))
            return true;
    }
    return false;
}

void deed_say_who(enum deed deed, struct text *out)
{
    unsigned left = deed_rows[deed].who;

    for (int i = 0; i < DEED_WHO_COUNT; i++) {
        if (!(left & 1u << i))
            continue;
        left &= ~(1u << i);
        text_addf(out, "%s%s", !out->length ? "" : left ? _(", ") : _(" or "), _(who_labels[i]));
    }
}
