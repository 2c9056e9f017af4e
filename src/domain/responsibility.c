/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/responsibility.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/text.h"
#include "shouwen/domain/nodecode.h"

#include <string.h>

const struct rule_row rule_rows[RULE_COUNT] = {
    [RULE_FIRST_CONTACT] = {"first-contact", N_("first contact")},
    [RULE_ASSIGNED] = {"assigned", N_("assigned")},
    [RULE_FALLBACK] = {"fallback", N_("fallback")},
};

/* The person with a role in a node and the lowest id who is active, or (active_only false) who at
 * least has not left; node NULL: anywhere. */
static const struct person *first_with(const struct people *people, enum role role,
                                       const char *node, bool active_only)
{
    for (size_t i = 0; i < people->count; i++) {
        const struct person *person = &people->at[i];
        if (!person_has(person, role) || (node && strcmp(person->node, node) != 0))
            continue;
        if (active_only ? person_is_active(person, people->today) : person->status != PERSON_LEFT)
            return person;
    }
    return NULL;
}

const struct person *responsibility_dispatcher(const struct people *people, const char *home)
{
    char street[NODE_PART];

    return first_with(people, ROLE_DISPATCHER, node_street_of(home, street), true);
}

/* A case is of those who work where its home lies, at a grid of it too; who works below it, or
 * apart, came to do so later. */
static bool serves(const struct person *person, const char *home)
{
    bool is_grid = node_level_of(person->node) == NODE_GRID;
    size_t length = is_grid ? strcspn(person->node, "-") : strlen(person->node);

    return !*home || strncmp(home, person->node, length) == 0;
}

enum responsibility_gone responsibility_gone(const struct people *people, const char *holder,
                                             const char *home)
{
    const struct person *person = people_find(people, holder);

    if (!person || !people_knows(people, home) ||
        (person->status != PERSON_LEFT && serves(person, home)))
        return RESPONSIBILITY_HERE;
    return person->status == PERSON_LEFT ? RESPONSIBILITY_LEFT : RESPONSIBILITY_MOVED;
}

static const struct person *active_cover(const struct people *people, const struct person *person)
{
    const struct person *cover = person ? people_find(people, person->cover) : NULL;

    return cover && person_is_active(cover, people->today) ? cover : NULL;
}

const struct person *responsibility_active_secretary(const struct people *people, const char *home)
{
    if (node_level_of(home) == NODE_STREET)
        return responsibility_dispatcher(people, home);
    return first_with(people, ROLE_SECRETARY, home, true);
}

static enum role secretary_role(const char *home)
{
    return node_level_of(home) == NODE_STREET ? ROLE_DISPATCHER : ROLE_SECRETARY;
}

const struct person *responsibility_secretary(const struct people *people, const char *home)
{
    const struct person *found = NULL;

    if (!people_knows(people, home))
        return NULL;
    found = responsibility_active_secretary(people, home);
    if (!found)
        found = active_cover(people, first_with(people, secretary_role(home), home, false));
    if (!found)
        found = responsibility_dispatcher(people, home);
    /* a section of a street has its staff, and no say in its cases */
    if (!found && (text_is_empty(people->node) || node_level_of(people->node) != NODE_DEPARTMENT))
        found = first_with(people, ROLE_ADMIN, NULL, true);
    return found;
}

const struct person *responsibility_fallback_holder(const struct people *people, const char *home)
{
    const struct person *found = responsibility_active_secretary(people, home);

    if (!found)
        found = first_with(people, secretary_role(home), home, false);
    return found ? found : responsibility_secretary(people, home);
}

const struct person *responsibility_heir(const struct people *people, enum rule rule,
                                         const char *home)
{
    if (rule == RULE_FALLBACK && !first_with(people, secretary_role(home), home, false))
        return NULL;
    return responsibility_fallback_holder(people, home);
}

/* As the acts say; by name if it is somebody of a level that the file lies in. */
static struct accountable answer_elsewhere(const struct people *people, const char *holder,
                                           const char *home)
{
    const struct person *person = people_find(people, holder);
    bool is_above = person && *person->node && nodecode_is_within(home, person->node);

    return (struct accountable){
        .id = holder, .name = is_above ? person->name : holder, .is_elsewhere = true};
}

/* Who answers for what a holder has in a home whose staff are known; NULL: nobody. */
static const struct person *answering(const struct people *people, const char *holder,
                                      const char *home)
{
    const struct person *person = people_find(people, holder);
    const struct person *found = NULL;

    if (person && person_is_active(person, people->today) && serves(person, home))
        return person;
    if (person && !person_is_active(person, people->today))
        found = active_cover(people, person);
    return found ? found : responsibility_secretary(people, home);
}

struct accountable responsibility_answer(const struct people *people, const char *holder,
                                         const char *home)
{
    struct accountable answer = {.id = holder, .name = holder};
    const struct person *person, *found;

    if (!people_knows(people, home))
        return answer_elsewhere(people, holder, home);
    answer.no_secretary = !responsibility_active_secretary(people, home);
    found = answering(people, holder, home);
    if (!found) {
        person = people_find(people, holder);
        answer.is_nobody = true;
        if (person)
            answer.name = person->name;
        return answer;
    }
    answer.id = found->id;
    answer.name = found->name;
    answer.is_stand_in = strcmp(found->id, holder) != 0;
    return answer;
}

bool responsibility_is_with(const struct people *people, const char *id, const char *holder,
                            const char *home)
{
    const struct person *found = NULL;

    if (!people_knows(people, home))
        return false;
    found = answering(people, holder, home);
    return text_same(found ? found->id : holder, id);
}
