/* SPDX-License-Identifier: MIT */
/* world: a station in memory, for tests of the rules: staff, roster, calendar and cases, whose acts
 * go through decide(), act_encode(), act_decode() and matter_fold() as they do in the program.
 * Two terminals may part, act without knowing of each other, and meet again. The clock goes on by a
 * second with every act, so no two acts have the same time. */
#ifndef SHOUWEN_TESTS_DOMAIN_WORLD_H
#define SHOUWEN_TESTS_DOMAIN_WORLD_H

#include "shouwen/domain/calendar.h"
#include "shouwen/domain/decide.h"

#define WORLD_STATION "310115007001"
#define WORLD_STREET "310115007"

enum {
    WORLD_PEOPLE = 24,
    WORLD_DUTY = 8,
    WORLD_SERVICES = 8,
    WORLD_CASES = 4,
    WORLD_TERMINALS = 2
};

struct world_case {
    const char *label; /* "A" */
    struct act *acts;
    unsigned *known; /* of act i: bits of the terminals that have it */
    size_t count, room, known_room;
};

struct world {
    struct arena arena;                /* lives as long as the world */
    struct arena recent;               /* emptied with every fold */
    struct person staff[WORLD_PEOPLE]; /* sorted by id */
    struct people_duty duty[WORLD_DUTY];
    struct people_grid grids[WORLD_DUTY];
    struct situation_service services[WORLD_SERVICES];
    size_t staff_count, duty_count, grid_count, service_count;
    struct calendar *calendar; /* shared by all worlds */
    struct matter_policy policy;
    struct world_case cases[WORLD_CASES];
    size_t case_count;
    int64_t now;
    int terminal; /* the one that acts */
    int64_t act_count;
    bool is_founding, has_no_list; /* of units */
    const char *taken_in_by;
};

/* The calendars that the program ships, read once. */
struct calendar *world_calendar(void);
void world_calendar_release(void);

void world_init(struct world *world, int64_t now);
void world_release(struct world *world);
/* Adds or finds a person; of a new one the node is the station and nobody is away. */
struct person *world_person(struct world *world, const char *id);
struct people world_people(const struct world *world);
struct world_case *world_case(struct world *world, const char *label);

/* Folds what the acting terminal knows of a case; valid until the next fold. False if it knows
 * nothing of it. */
bool world_fold(struct world *world, const struct world_case *one, struct matter *matter);
/* The situation of an act on a folded case (NULL: to be opened). */
void world_situate(const struct world *world, const struct people *people,
                   const struct matter *matter, const char *service, struct situation *situation);
/* One act of a person on a case, by decide(); recorded if it is allowed. The act's kind and fields
 * are the caller's; by NULL is the program. */
enum status world_try(struct world *world, struct world_case *one, struct act *act, const char *by,
                      struct error *error);
/* All terminals know everything. */
void world_meet(struct world *world);

#endif
