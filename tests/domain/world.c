/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "world.h"

#include "shouwen/base/clock.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct calendar shipped;

static void read_year(int year)
{
    const char *folder = getenv("SHOUWEN_SRCDIR");
    char path[512], line[256];

    snprintf(path, sizeof(path), "%s/data/calendar-%d.csv", folder ? folder : ".", year);
    FILE *file = fopen(path, "r");
    assert(file);
    while (fgets(line, sizeof(line), file)) {
        char *kind = strchr(line, ','), *name = kind ? strchr(kind + 1, ',') : NULL;
        if (!name)
            continue;
        *kind++ = *name++ = '\0';
        name[strcspn(name, "\r\n")] = '\0';
        calendar_read(&shipped, line, kind, name);
    }
    fclose(file);
}

struct calendar *world_calendar(void)
{
    if (!shipped.day_count)
        for (int year = 2024; year <= 2026; year++)
            read_year(year);
    return &shipped;
}

void world_calendar_release(void)
{
    calendar_release(&shipped);
}

void world_init(struct world *world, int64_t now)
{
    *world =
        (struct world){.calendar = world_calendar(), .policy = matter_policy_shipped, .now = now};
}

void world_release(struct world *world)
{
    arena_release(&world->recent);
    arena_release(&world->arena);
}

struct person *world_person(struct world *world, const char *id)
{
    size_t at = 0;

    while (at < world->staff_count && strcmp(world->staff[at].id, id) < 0)
        at++;
    if (at < world->staff_count && strcmp(world->staff[at].id, id) == 0)
        return &world->staff[at];
    assert(world->staff_count < WORLD_PEOPLE);
    memmove(&world->staff[at + 1], &world->staff[at],
            (world->staff_count++ - at) * sizeof(world->staff[0]));
    id = arena_copy(&world->arena, id);
    world->staff[at] = (struct person){.id = id,
                                       .name = id,
                                       .node = WORLD_STATION,
                                       .grids = "",
                                       .cover = "",
                                       .away_from = CLOCK_NO_DAY,
                                       .away_until = CLOCK_NO_DAY};
    return &world->staff[at];
}

struct people world_people(const struct world *world)
{
    return (struct people){.at = world->staff,
                           .count = world->staff_count,
                           .duty = world->duty,
                           .duty_count = world->duty_count,
                           .grids = world->grids,
                           .grid_count = world->grid_count,
                           .today = clock_day_of(world->now)};
}

struct world_case *world_case(struct world *world, const char *label)
{
    for (size_t i = 0; i < world->case_count; i++)
        if (strcmp(world->cases[i].label, label) == 0)
            return &world->cases[i];
    assert(world->case_count < WORLD_CASES);
    struct world_case *one = &world->cases[world->case_count++];
    one->label = arena_copy(&world->arena, label);
    return one;
}

static bool fold_into(const struct world *world, struct arena *arena, const struct world_case *one,
                      struct matter *matter)
{
    struct act *acts = arena_alloc(arena, (one->count + 1) * sizeof(*acts));
    size_t count = 0;

    for (size_t i = 0; i < one->count; i++)
        if (one->known[i] & 1u << world->terminal)
            acts[count++] = one->acts[i];
    return count && matter_fold(arena, acts, count, world->calendar, &world->policy, matter,
                                NULL) == STATUS_OK;
}

bool world_fold(struct world *world, const struct world_case *one, struct matter *matter)
{
    arena_reset(&world->recent);
    return fold_into(world, &world->recent, one, matter);
}

void world_situate(const struct world *world, const struct people *people,
                   const struct matter *matter, const char *service, struct situation *situation)
{
    *situation = (struct situation){.matter = matter,
                                    .is_unit_listed = !world->has_no_list,
                                    .people = people,
                                    .policy = &world->policy,
                                    .calendar = world->calendar,
                                    .home = WORLD_STATION,
                                    .taken_in_by = world->taken_in_by,
                                    .now = world->now,
                                    .is_founding = world->is_founding};
    for (size_t i = 0; i < world->service_count; i++)
        if (text_same(world->services[i].code, service))
            situation->service = &world->services[i];
}

/* Writes the act as the journal would and keeps what is read back. */
static void record(struct world *world, struct world_case *one, struct act *act,
                   const struct matter *matter)
{
    struct text head = TEXT_EMPTY, body = TEXT_EMPTY;
    struct act *acts;

    act->log = world->terminal ? "310115007001-b" : "310115007001-a";
    act->n = ++world->act_count;
    act->subject = arena_format(&world->arena, "case/%s", one->label);
    act->on = matter ? matter->latest : NULL;
    act->on_count = matter ? matter->latest_count : 0;
    if (act_encode(act, &head, &body, NULL) != STATUS_OK)
        abort();
    acts = arena_grow(&world->arena, one->acts, one->count, &one->room, sizeof(*one->acts));
    one->acts = acts;
    one->known =
        arena_grow(&world->arena, one->known, one->count, &one->known_room, sizeof(*one->known));
    if (act_decode(&world->arena, head.at, head.length, body.length ? body.at : NULL, body.length,
                   &acts[one->count], NULL) != STATUS_OK)
        abort();
    one->known[one->count++] = 1u << world->terminal;
    text_release(&head);
    text_release(&body);
}

enum status world_try(struct world *world, struct world_case *one, struct act *act, const char *by,
                      struct error *error)
{
    struct people people = world_people(world);
    struct situation situation;
    struct matter matter, target;
    bool is_there = world_fold(world, one, &matter);
    const char *service = act->value[FIELD_SERVICE];

    if (!is_there && act->kind != ACT_OPEN)
        return error_set(error, STATUS_NOT_FOUND, "", "there is no case %s yet", one->label);
    world_situate(world, &people, is_there ? &matter : NULL,
                  service || !is_there ? service : matter.service, &situation);
    for (size_t i = 0; act->kind == ACT_MERGE && i < world->case_count; i++)
        if (text_same(world->cases[i].label, act->value[FIELD_TO]) &&
            fold_into(world, &world->recent, &world->cases[i], &target))
            situation.target = &target;
    situation.is_program = !by;
    act->by = by ? by : "program";
    act->entered_at = world->now;
    if (!act->happened_at)
        act->happened_at = world->now;
    enum status status = decide(&situation, &world->recent, act, error);
    if (status != STATUS_OK)
        return status;
    record(world, one, act, is_there ? &matter : NULL);
    world->now += 1000;
    return STATUS_OK;
}

void world_meet(struct world *world)
{
    for (size_t i = 0; i < world->case_count; i++)
        for (size_t k = 0; k < world->cases[i].count; k++)
            world->cases[i].known[k] = (1u << WORLD_TERMINALS) - 1;
}
