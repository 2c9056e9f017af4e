/* SPDX-License-Identifier: MIT */
/* Where a person sees and may do what: the rules are asked about a case that would be there. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/staff.h"
#include "shouwen/domain/decide.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/store/query_cases.h"

#include <string.h>

enum { HOMES_MOST = 50 };

struct asking {
    struct desk *desk;
    const struct person *person;
    struct people people; /* with one more: whoever the case is with */
    struct arena *arena;
    struct staff_place *rows;
    size_t count, room;
};

/* A colleague whom nobody answers for, so that nothing of what is asked comes from the holder. */
static void add_holder(struct asking *asking)
{
    static const struct person holder = {.id = "~",
                                         .name = "",
                                         .node = "",
                                         .grids = "",
                                         .cover = "",
                                         .away_from = CLOCK_NO_DAY,
                                         .away_until = CLOCK_NO_DAY};
    const struct people *people = desk_people(asking->desk);
    struct person *all = arena_alloc(asking->arena, (people->count + 1) * sizeof(*all));

    if (people->count)
        memcpy(all, people->at, people->count * sizeof(*all));
    all[people->count] = holder;
    asking->people = *people;
    asking->people.at = all;
    asking->people.count = people->count + 1;
}

static void ask(struct asking *asking, const char *home, const char *grid, const char *when,
                const char *unit, unsigned flags)
{
    const char *holder = text_same(when, "accountable") ? asking->person->id : "~";
    const struct matter matter = {.number = "",
                                  .node = home,
                                  .grid = grid,
                                  .unit = unit,
                                  .rival_unit = "",
                                  .holder = holder,
                                  .first_contact = holder,
                                  .flags = flags,
                                  .is_open = true};
    const struct situation situation = {.matter = &matter,
                                        .people = &asking->people,
                                        .policy = desk_policy(asking->desk),
                                        .home = desk_node(asking->desk)};
    struct visibility visibility = visibility_of(&asking->people, asking->person);
    unsigned who = decide_who(&situation, asking->person);
    enum sight sight = visibility_of_matter(&visibility, &matter);

    if (sight == SIGHT_NONE && !text_same(home, asking->person->node))
        return;
    /* whoever records something can take it back */
    if (who & ~(unsigned)WHO_STAFF)
        who |= WHO_SELF;
    asking->rows = arena_grow(asking->arena, asking->rows, asking->count, &asking->room,
                              sizeof(*asking->rows));
    struct staff_place *row = &asking->rows[asking->count++];
    *row = (struct staff_place){.node = home, .grid = grid, .when = when, .sight = sight};
    for (int kind = 0; kind < ACT_CASE_KINDS; kind++)
        row->may[kind] = (act_rows[kind].who & who) != 0;
}

static void ask_grids(struct asking *asking, const char *home)
{
    struct visibility visibility = visibility_of(&asking->people, asking->person);

    for (size_t i = 0; i < asking->people.grid_count; i++) {
        const char *grid = asking->people.grids[i].code;
        if (nodecode_is_within(grid, home) && visibility_has_grid(&visibility, grid))
            ask(asking, home, grid, "", home, 0);
    }
}

static bool is_home(const char *node)
{
    enum node_level level = node_level_of(node);

    return level == NODE_STATION || level == NODE_STREET;
}

static size_t add_place(const char **homes, size_t count, const char *node)
{
    for (size_t i = 0; i < count; i++)
        if (text_same(homes[i], node))
            return count;
    if (count < HOMES_MOST && is_home(node))
        homes[count++] = node;
    return count;
}

enum status staff_places(struct desk *desk, const struct person *person, struct arena *arena,
                         struct staff_place **rows, size_t *count, struct error *error)
{
    struct asking asking = {.desk = desk, .person = person, .arena = arena};
    const char *homes[HOMES_MOST], **known, *here = desk_node(desk);
    size_t known_count, home_count = 0;
    enum status status;

    TRY(query_cases_homes(desk_reader(desk), arena, &known, &known_count, error));
    add_holder(&asking);
    home_count = add_place(homes, home_count, person->node);
    home_count = add_place(homes, home_count, here);
    for (size_t i = 0; i < known_count; i++)
        home_count = add_place(homes, home_count, known[i]);
    for (size_t i = 0; i < home_count; i++) {
        ask(&asking, homes[i], "", "", homes[i], 0);
        ask_grids(&asking, homes[i]);
    }
    if (is_home(person->node))
        ask(&asking, person->node, "", "accountable", person->node, 0);
    if (node_level_of(person->node) == NODE_DEPARTMENT)
        ask(&asking, here, "", "dispatched", person->node, 0);
    if (person_has(person, ROLE_SUPERVISOR))
        ask(&asking, here, "", "supervised", here, FLAG_SUPERVISED);
    *rows = asking.rows;
    *count = asking.count;
done:
    return status;
}
