/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/staff.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/twin_people.h"
#include "shouwen/store/matters.h"
#include "desk/staff_inside.h"

/* What each person answers for today, added up over the holders. */
static void count_loads(const struct people *people, const struct matters_load_row *loads,
                        size_t load_count, struct staff_row *rows, size_t count)
{
    for (size_t i = 0; i < load_count; i++) {
        struct accountable answer = responsibility_answer(people, loads[i].holder, loads[i].node);
        if (answer.is_elsewhere)
            continue;
        for (size_t k = 0; k < count; k++) {
            if (text_same(rows[k].person->id, loads[i].holder))
                rows[k].held_count += loads[i].open_count;
            if (!text_same(rows[k].person->id, answer.id))
                continue;
            rows[k].open_count += loads[i].open_count;
            rows[k].late_count += loads[i].late_count;
        }
    }
}

enum status staff_list(struct desk *desk, struct arena *arena, struct staff_row **rows,
                       size_t *count, struct error *error)
{
    struct matters_load_row *loads;
    const struct people *people;
    enum status status;
    size_t load_count;

    *count = 0;
    TRY(desk_refresh(desk, error));
    people = desk_people(desk);
    *rows = arena_alloc(arena, (people->count + 1) * sizeof(**rows));
    for (size_t i = 0; i < people->count; i++)
        if (people->at[i].status != PERSON_LEFT)
            (*rows)[(*count)++] = (struct staff_row){
                .person = &people->at[i],
                .is_on_duty = people_is_on_duty(people, people->at[i].id),
            };
    TRY(matters_each_load(desk_reader(desk), people->today, arena, &loads, &load_count, error));
    count_loads(people, loads, load_count, *rows, *count);
done:
    return status;
}

enum status staff_find(const struct desk *desk, const char *id, const struct person **person,
                       struct error *error)
{
    *person = people_find(desk_people(desk), id);
    if (*person)
        return STATUS_OK;
    return twin_people_missing(desk_people(desk), "staff", STATUS_NOT_FOUND, id, error);
}

unsigned staff_who(const struct desk *desk, const struct person *person)
{
    static const struct {
        enum role role;
        unsigned who;
    } by_role[] = {
        {ROLE_DESK, WHO_DESK},
        {ROLE_JOINT, WHO_DESK},
        {ROLE_GRID_LEADER, WHO_GRID_LEADER},
        {ROLE_SECRETARY, WHO_SECRETARY},
        {ROLE_DISPATCHER, WHO_DISPATCHER},
        {ROLE_CLERK, WHO_CLERK},
        {ROLE_SUPERVISOR, WHO_SUPERVISOR},
    };
    enum node_level level = node_level_of(person->node);
    unsigned who = WHO_VIEWER | WHO_SELF;

    if (person->status == PERSON_LEFT)
        return 0;
    if (level == NODE_STATION || level == NODE_STREET)
        who |= WHO_STAFF | WHO_STATION | WHO_FIRST | WHO_ACCOUNTABLE;
    if (people_is_on_duty(desk_people(desk), person->id))
        who |= WHO_DESK;
    for (size_t i = 0; i < sizeof(by_role) / sizeof(by_role[0]); i++)
        if (person_has(person, by_role[i].role))
            who |= by_role[i].who;
    const struct person *secretary = responsibility_secretary(desk_people(desk), person->node);
    if (secretary && text_same(secretary->id, person->id))
        who |= WHO_SECRETARY;
    return who;
}

enum status staff_require_keeper(struct desk *desk, const char *id, enum deed deed,
                                 const struct person **person, struct error *error)
{
    enum status status;

    TRY(desk_refresh(desk, error));
    TRY(desk_require_person(desk, error));
    TRY(staff_find(desk, id, person, error));
    TRY(permit(desk, deed, &(struct deed_place){.node = (*person)->node, .owner = id}, error));
done:
    return status;
}
