/* SPDX-License-Identifier: MIT */
/* Whom a case can be given to, the likeliest first (domain.md 3, assign), and which units. */
#include "config.h"

#include "shouwen/desk/dossier.h"

#include "shouwen/store/matters.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/store/records.h"

#include <stdlib.h>
#include <string.h>

static bool is_backup_of_duty(const struct people *people, const struct person *person,
                              const char *service)
{
    for (size_t i = 0; i < people->count; i++) {
        const struct person *other = &people->at[i];
        if (other->status != PERSON_LEFT && text_same(other->node, person->node) &&
            text_same(other->backup, person->id) && person_list_has(other->duties, service))
            return true;
    }
    return false;
}

static enum dossier_fit fit_of(const struct people *people, const struct person *person,
                               const struct matter *matter)
{
    const struct person *holder = people_find(people, matter->holder);
    const char *service = matter->service;

    if (!person_is_active(person, people->today))
        return DOSSIER_AWAY;
    if (*service && person_list_has(person->duties, service))
        return DOSSIER_DUTY;
    if (holder && text_same(holder->backup, person->id))
        return DOSSIER_BACKUP;
    if (*service && is_backup_of_duty(people, person, service))
        return DOSSIER_BACKUP;
    return DOSSIER_OTHER;
}

static int by_fit(const void *a, const void *b)
{
    const struct dossier_candidate *x = a, *y = b;

    if (x->fit != y->fit)
        return x->fit < y->fit ? -1 : 1;
    return strcmp(x->person->id, y->person->id);
}

enum status dossier_candidates(struct desk *desk, const struct matter *matter, struct arena *arena,
                               struct dossier_candidate **candidates, size_t *count,
                               struct error *error)
{
    const struct people *people = desk_people(desk);
    struct matters_load_row *loads;
    size_t load_count;
    enum status status;

    *count = 0;
    *candidates = arena_alloc(arena, (people->count + 1) * sizeof(**candidates));
    TRY(matters_each_load(desk_reader(desk), desk_today(desk), arena, &loads, &load_count, error));
    for (size_t i = 0; i < people->count; i++) {
        const struct person *person = &people->at[i];
        if (person->status == PERSON_LEFT || !text_same(person->node, matter->node) ||
            text_same(person->id, matter->holder) ||
            (matter->is_low_open && text_same(person->id, matter->rated)) ||
            (matter->rule != RULE_FALLBACK && person_only_reports(person)))
            continue;
        struct dossier_candidate *added = &(*candidates)[(*count)++];
        *added = (struct dossier_candidate){person, fit_of(people, person, matter), 0};
        for (size_t j = 0; j < load_count; j++)
            if (text_same(loads[j].holder, person->id))
                added->open_count += loads[j].open_count;
    }
    qsort(*candidates, *count, sizeof(**candidates), by_fit);
done:
    return status;
}

struct finding {
    struct arena *arena;
    const char *street, *district;
    struct dossier_unit *units;
    size_t count, room;
};

/* "310115007-mzk" of street 310115007, "310115-fgj" of district 310115 */
static bool is_within(const char *code, const char *node)
{
    size_t length = strlen(node);

    return length && strncmp(code, node, length) == 0 && code[length] == '-';
}

static enum status add_unit(void *context, const struct record *record, struct error *error)
{
    struct finding *finding = context;
    const char *name = record->value[RECORD_NODES_NAME];

    (void)error;
    if (node_level_of(record->id) != NODE_DEPARTMENT ||
        !(is_within(record->id, finding->street) || is_within(record->id, finding->district)))
        return STATUS_OK;
    finding->units = arena_grow(finding->arena, finding->units, finding->count, &finding->room,
                                sizeof(*finding->units));
    struct dossier_unit *added = &finding->units[finding->count++];
    added->code = arena_copy(finding->arena, record->id);
    added->name = *name ? arena_copy(finding->arena, name) : added->code;
    return STATUS_OK;
}

struct ranking {
    const char *owner;
    const char **lately;
    size_t lately_count;
};

/* 0 for the owner, then by how lately it was dispatched to, the others last. */
static size_t rank_of(const struct ranking *ranking, const char *code)
{
    if (*ranking->owner && text_same(ranking->owner, code))
        return 0;
    for (size_t i = 0; i < ranking->lately_count; i++)
        if (text_same(ranking->lately[i], code))
            return 1 + i;
    return 1 + ranking->lately_count;
}

/* Few units, in the order of their codes, which those of one rank keep. */
static void sort_units(const struct ranking *ranking, struct dossier_unit *units, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct dossier_unit unit = units[i];
        size_t rank = rank_of(ranking, unit.code), at = i;
        unit.use = rank == 0                       ? DOSSIER_OWNER
                   : rank <= ranking->lately_count ? DOSSIER_LATELY
                                                   : DOSSIER_NOT_LATELY;
        for (; at && rank_of(ranking, units[at - 1].code) > rank; at--)
            units[at] = units[at - 1];
        units[at] = unit;
    }
}

static enum status find_owner(struct desk *desk, const char *service, struct arena *arena,
                              const char **owner, struct error *error)
{
    struct record record;
    bool found = false;
    enum status status = STATUS_OK;

    *owner = "";
    if (!*service)
        return STATUS_OK;
    TRY(records_get(desk_reader(desk), RECORD_SERVICES, service, arena, &record, &found, error));
    if (found)
        *owner = record_text(&record, RECORD_SERVICES_DEPARTMENT);
done:
    return status;
}

enum status dossier_units(struct desk *desk, const struct matter *matter, struct arena *arena,
                          struct dossier_unit **units, size_t *count, struct error *error)
{
    char street[NODE_PART], district[NODE_PART];
    struct finding finding = {.arena = arena,
                              .street = node_street_of(matter->node, street),
                              .district = node_district_of(matter->node, district)};
    struct ranking ranking = {0};
    enum status status;

    TRY(records_each(desk_reader(desk), RECORD_NODES, "", add_unit, &finding, error));
    TRY(find_owner(desk, matter->service, arena, &ranking.owner, error));
    TRY(query_units_lately(desk_reader(desk), arena, &ranking.lately, &ranking.lately_count,
                           error));
    sort_units(&ranking, finding.units, finding.count);
    *units = finding.units;
    *count = finding.count;
done:
    return status;
}
