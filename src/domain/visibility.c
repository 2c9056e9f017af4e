/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/visibility.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/text.h"

#include <string.h>

#define REACH_ROW(name, word, label) [REACH_INDEX_##name] = {word, label},
const struct reach_row reach_rows[REACH_COUNT] = {REACH_TABLE(REACH_ROW)};

static const struct {
    unsigned cases, residents;
} by_role[ROLE_COUNT] = {
#define ROLE_SEES(role, cases, residents) [ROLE_##role] = {cases, residents},
    VISIBILITY_TABLE(ROLE_SEES)};

/* The cover of a secretary stands in for the station while it lasts (domain.md 2). */
static bool covers_somebody(const struct people *people, const char *id)
{
    for (size_t i = 0; i < people->count; i++) {
        const struct person *person = &people->at[i];
        if ((person_has(person, ROLE_SECRETARY) || person_has(person, ROLE_DISPATCHER)) &&
            text_same(person->cover, id))
            return true;
    }
    return false;
}

struct visibility visibility_of(const struct people *people, const struct person *person)
{
    struct visibility made = {.people = people, .person = person};

    if (!person)
        return made;
    if (person->status == PERSON_LEFT)
        return made;
    made.reach = REACH_OWN;
    for (int role = 0; role < ROLE_COUNT; role++)
        if (person_has(person, (enum role)role)) {
            made.reach |= by_role[role].cases;
            made.residents |= by_role[role].residents;
        }
    if (people_is_on_duty(people, person->id)) {
        made.reach |= by_role[ROLE_DESK].cases;
        made.residents |= by_role[ROLE_DESK].residents;
    }
    made.may_stand_in = covers_somebody(people, person->id);
    return made;
}

static bool stands_in(const struct visibility *v, const char *home)
{
    const struct person *secretary =
        v->may_stand_in ? responsibility_secretary(v->people, home) : NULL;

    return secretary && text_same(secretary->id, v->person->id);
}

bool visibility_covers(const struct visibility *v, const char *home)
{
    const struct person *person = v->person;
    char street[NODE_PART];

    if (!person || (v->reach & REACH_FILE))
        return true;
    if ((v->reach & REACH_HOME) && text_same(person->node, home))
        return true;
    if ((v->reach & REACH_STREET) && *person->node &&
        text_same(person->node, node_street_of(home, street)))
        return true;
    return stands_in(v, home);
}

bool visibility_has_heads(const struct visibility *v, const char *home)
{
    char district[NODE_PART];

    if (visibility_covers(v, home))
        return true;
    return (v->reach & REACH_DISTRICT) && *v->person->node &&
           text_same(v->person->node, node_district_of(home, district));
}

bool visibility_has_grid(const struct visibility *v, const char *grid)
{
    if (!(v->reach & REACH_GRIDS) || text_is_empty(grid))
        return false;
    return person_list_has(v->person->grids, grid) ||
           (person_has(v->person, ROLE_GRID_LEADER) &&
            text_same(people_grid_leader(v->people, grid), v->person->id));
}

bool visibility_has_resident(const struct visibility *v, const char *station, const char *grid)
{
    const struct person *person = v->person;
    char street[NODE_PART], home[NODE_PART];
    size_t length = text_is_empty(grid) ? 0 : strcspn(grid, "-");

    if (length && length < sizeof(home)) {
        memcpy(home, grid, length);
        home[length] = '\0';
        station = home;
    }
    if (!person || (v->residents & REACH_FILE))
        return true;
    if ((v->residents & REACH_HOME) && text_same(person->node, station))
        return true;
    if ((v->residents & REACH_STREET) && text_same(person->node, node_street_of(station, street)))
        return true;
    return (v->residents & REACH_GRIDS) && visibility_has_grid(v, grid);
}

/* The holder who is here answers; only for one who is not is it worth finding out who does. */
bool visibility_answers_for(const struct visibility *v, const char *holder, const char *home)
{
    if (!v->person || v->person->status == PERSON_LEFT)
        return !v->person;
    if (!people_knows(v->people, home))
        return false;
    bool is_here = responsibility_gone(v->people, holder, home) == RESPONSIBILITY_HERE;
    if (text_same(v->person->id, holder))
        return is_here;
    const struct person *person = people_find(v->people, holder);
    if (is_here && person && person_is_active(person, v->people->today))
        return false;
    return responsibility_is_with(v->people, v->person->id, holder, home);
}

enum sight visibility_may_see(const struct visibility *v, const struct visibility_case *one)
{
    unsigned shown = FLAG_SUPERVISED | FLAG_DISPUTE;

    if (visibility_covers(v, one->node) || visibility_has_grid(v, one->grid))
        return SIGHT_WHOLE;
    if ((v->reach & REACH_UNIT) &&
        (one->was_dispatched ||
         (text_same(v->person->node, one->unit) && node_level_of(one->unit) == NODE_DEPARTMENT)))
        return SIGHT_WHOLE;
    if ((v->reach & REACH_OWN) &&
        (one->was_theirs || visibility_answers_for(v, one->holder, one->node)))
        return SIGHT_WHOLE;
    if (!visibility_has_heads(v, one->node))
        return SIGHT_NONE;
    return one->flags & shown ? SIGHT_WHOLE : SIGHT_HEAD;
}

/* Whom an act makes a party: a person it gave the case to, or a unit it was dispatched to. */
static const char *party_of(const struct act *act)
{
    if (act->kind == ACT_DISPATCH)
        return act_text(act, FIELD_TO);
    return act_text(act, FIELD_HOLDER);
}

static bool is_party(const struct matter *m, const char *id)
{
    if (text_is_empty(id))
        return false;
    if (text_same(m->first_contact, id))
        return true;
    for (size_t i = 0; i < m->history_count; i++) {
        const struct act *act = m->history[i].act;
        if (m->history[i].is_voided)
            continue;
        if (text_same(party_of(act), id) || (act->kind == ACT_OPEN && text_same(act->by, id)))
            return true;
    }
    return false;
}

enum sight visibility_of_matter(const struct visibility *v, const struct matter *m)
{
    const struct person *person = v->person;
    struct visibility_case one = {
        .node = m->node,
        .grid = m->grid,
        .unit = m->unit,
        .holder = m->holder,
        .flags = m->flags,
    };

    if (person) {
        one.was_theirs = is_party(m, person->id);
        one.was_dispatched = is_party(m, person->node);
    }
    return visibility_may_see(v, &one);
}

enum sight visibility_to_act(const struct visibility *v, const struct matter *m)
{
    struct visibility acting = *v;

    acting.reach &= ~(unsigned)REACH_FILE;
    return visibility_of_matter(&acting, m);
}

static void add_party(const struct matter *m, const char *who, enum party party,
                      struct visibility_party *parties, size_t *count)
{
    if (text_is_empty(who) || text_same(who, m->holder))
        return;
    for (size_t i = 0; i < *count; i++)
        if (text_same(parties[i].who, who)) {
            if (party > parties[i].party)
                parties[i].party = party;
            return;
        }
    parties[(*count)++] = (struct visibility_party){who, party};
}

size_t visibility_parties(const struct matter *m, struct arena *arena,
                          struct visibility_party **parties)
{
    size_t count = 0;

    *parties = arena_alloc(arena, (2 * m->history_count + 1) * sizeof(**parties));
    add_party(m, m->first_contact, PARTY_STAFF, *parties, &count);
    for (size_t i = 0; i < m->history_count; i++) {
        const struct act *act = m->history[i].act;
        if (m->history[i].is_voided)
            continue;
        if (act->kind == ACT_OPEN)
            add_party(m, act->by,
                      text_same(act->by, m->first_contact) ? PARTY_STAFF : PARTY_BRINGER, *parties,
                      &count);
        add_party(m, party_of(act), act->kind == ACT_DISPATCH ? PARTY_UNIT : PARTY_STAFF, *parties,
                  &count);
    }
    return count;
}
