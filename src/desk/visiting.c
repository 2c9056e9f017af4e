/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/visiting.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/domain/parts.h"
#include "shouwen/domain/resident.h"
#include "shouwen/domain/visibility.h"
#include "shouwen/store/records.h"
#include "shouwen/store/visits.h"
#include "desk/visiting_inside.h"

#include <string.h>

enum { FOUND_MOST = 50, VISITS_READ = 2 * VISITING_HISTORY };

#define LINE_WORD(name, word, label) {word, label},
const struct word word_visiting_lines[] = {VISITING_LINE_TABLE(LINE_WORD){NULL, NULL}};

/* --- whose households --- */

static enum status deny(struct desk *desk, struct error *error)
{
    error_set(error, STATUS_DENIED, "as",
              _("residents of these grids are visited by others; ask the grid leader or the "
                "secretary"));
    return desk_note_refusal(desk, STATUS_DENIED, "visit", "", error);
}

enum status visiting_may_see(struct desk *desk, const char *station, const char *grid,
                             struct error *error)
{
    const struct people *people = desk_people(desk);
    struct visibility sees = visibility_of(people, desk_person(desk));

    if (visibility_has_resident(&sees, *station ? station : desk_node(desk), grid))
        return STATUS_OK;
    return deny(desk, error);
}

static void add_grid(struct visiting_scope *scope, const char *grid)
{
    for (size_t i = 0; i < scope->count; i++)
        if (text_same(scope->grids[i], grid))
            return;
    scope->grids[scope->count++] = grid;
}

/* Their own grids and those they lead. */
static void add_own_grids(const struct people *people, const struct person *person,
                          struct arena *arena, struct visiting_scope *scope)
{
    size_t count;
    const char **own = parts_split(arena, person->grids, PARTS_LIST, &count);

    scope->grids = arena_alloc(arena, (count + people->grid_count + 1) * sizeof(*scope->grids));
    for (size_t i = 0; i < count; i++)
        add_grid(scope, own[i]);
    for (size_t i = 0; i < people->grid_count; i++)
        if (text_same(people_grid_leader(people, people->grids[i].code), person->id))
            add_grid(scope, people->grids[i].code);
}

/* Every grid of the person's station, and residents of none. */
static void add_home_grids(const struct people *people, const struct person *person,
                           struct arena *arena, struct visiting_scope *scope)
{
    size_t length = strlen(person->node);

    scope->grids = arena_alloc(arena, (people->grid_count + 1) * sizeof(*scope->grids));
    scope->grids[scope->count++] = "";
    for (size_t i = 0; i < people->grid_count; i++)
        if (strncmp(people->grids[i].code, person->node, length) == 0 &&
            people->grids[i].code[length] == '-')
            scope->grids[scope->count++] = people->grids[i].code;
}

enum status visiting_scope(struct desk *desk, const char *grid, struct arena *arena,
                           struct visiting_scope *scope, struct error *error)
{
    const struct person *person;
    struct visibility sees;
    enum status status;

    *scope = (struct visiting_scope){0};
    TRY(desk_refresh(desk, error));
    TRY(desk_require_person(desk, error));
    person = desk_person(desk);
    sees = visibility_of(desk_people(desk), person);
    if (grid) {
        scope->grids = arena_alloc(arena, sizeof(*scope->grids));
        scope->grids[scope->count++] = arena_copy(arena, grid);
        return visiting_may_see(desk, "", grid, error);
    }
    if (!person)
        return STATUS_OK;
    if (!sees.residents)
        return deny(desk, error);
    add_own_grids(desk_people(desk), person, arena, scope);
    if (!scope->count && !(sees.residents & (REACH_FILE | REACH_STREET)))
        add_home_grids(desk_people(desk), person, arena, scope);
done:
    return status;
}

enum status visiting_count(struct desk *desk, const struct visiting_scope *scope,
                           int64_t *due_count, int64_t *late_count, struct error *error)
{
    return query_visits_count(desk_reader(desk), scope->grids, scope->count, desk_today(desk),
                              due_count, late_count, error);
}

/* --- one household --- */

static const char *key_of(struct arena *arena, const struct record *resident)
{
    struct text key = TEXT_EMPTY;

    visits_household_key(&key, record_text(resident, RECORD_RESIDENTS_GRID),
                         record_text(resident, RECORD_RESIDENTS_DOOR), resident->id);
    const char *copy = arena_copy(arena, key.at);
    text_release(&key);
    return copy;
}

static void say_several(struct error *error, const struct record *records, size_t count)
{
    enum { SHOWN = 4 };
    struct text names = TEXT_EMPTY;

    for (size_t i = 0; i < count && i < SHOWN; i++)
        text_addf(&names, "%s%s %s", i ? ", " : "", records[i].id,
                  record_text(&records[i], RECORD_RESIDENTS_NAME));
    error_set(error, STATUS_REFUSED, "resident",
              _("several households fit; say which by a resident's id: %s"), names.at);
    text_release(&names);
}

/* A door behind which nobody is known. */
static void take_empty_door(struct desk *desk, const char *door, struct arena *arena,
                            struct visiting_household *household)
{
    struct text key = TEXT_EMPTY;

    household->door = arena_copy(arena, door);
    household->grid = arena_copy(arena, people_grid_of_door(desk_people(desk), door));
    visits_household_key(&key, household->grid, door, "");
    household->key = arena_copy(arena, key.at);
    text_release(&key);
}

/* Finds whom a name or door means; records of one household only. */
static enum status find(struct desk *desk, const char *given, struct arena *arena,
                        struct visiting_household *household, struct error *error)
{
    struct text door = TEXT_EMPTY;
    struct records_person wanted = {.name = given};
    struct record *records;
    enum status status;
    size_t count;
    bool is_door = searchkey_door(&door, given);

    if (is_door)
        wanted = (struct records_person){.door = door.at};
    TRY(records_find_residents(desk_reader(desk), &wanted, FOUND_MOST, arena, &records, &count,
                               error));
    for (size_t i = 0; i < count; i++) {
        const char *key = key_of(arena, &records[i]);
        if (household->key && !text_same(key, household->key)) {
            say_several(error, records, count);
            status = STATUS_REFUSED;
            goto done;
        }
        household->key = key;
        if (!is_door)
            household->who = records[i].id;
    }
    if (!count && is_door)
        take_empty_door(desk, door.at, arena, household);
    else if (!count)
        status =
            error_set(error, STATUS_NOT_FOUND, "resident",
                      _("\"%s\" is no resident's id or name, and no door such as 5-502"), given);
done:
    text_release(&door);
    return status;
}

static enum status find_key(struct desk *desk, const char *given, struct arena *arena,
                            struct visiting_household *household, struct error *error)
{
    struct record record;
    enum status status;
    bool found;

    if (strchr(given, '/') || *given == '=') {
        household->key = arena_copy(arena, given);
        return STATUS_OK;
    }
    TRY(records_get_person(desk_reader(desk), given, arena, &record, &found, error));
    if (!found)
        return find(desk, given, arena, household, error);
    household->key = key_of(arena, &record);
    household->who = record.id;
done:
    return status;
}

/* Those who live there, with what they share. */
static void take_members(struct arena *arena, struct visiting_household *household,
                         struct record *members, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        const struct record *member = &members[i];
        if (!household->grid) {
            household->door = member->value[RECORD_RESIDENTS_DOOR];
            household->grid = member->value[RECORD_RESIDENTS_GRID];
            household->station = member->value[RECORD_RESIDENTS_NODE];
        }
        if (resident_former(arena, member->value[RECORD_RESIDENTS_TAGS]))
            continue;
        if (!household->contact && (*member->value[RECORD_RESIDENTS_CONTACT] ||
                                    *member->value[RECORD_RESIDENTS_CONTACT_PHONE])) {
            household->contact = member->value[RECORD_RESIDENTS_CONTACT];
            household->contact_phone = member->value[RECORD_RESIDENTS_CONTACT_PHONE];
        }
        members[kept++] = *member;
    }
    household->members = members;
    household->member_count = kept;
}

static enum status read_due(struct desk *desk, struct arena *arena,
                            struct visiting_household *household, struct error *error)
{
    struct visit_row row;
    enum status status;

    TRY(query_visits_household(desk_reader(desk), household->key, arena, &row,
                               &household->is_due_known, error));
    if (household->is_due_known) {
        household->class = row.class;
        household->due_on = row.due_on;
        household->step = visit_step_of(row.step);
        if (!household->who)
            household->who = row.who;
    }
    if (!household->who && household->member_count == 1)
        household->who = household->members[0].id;
done:
    return status;
}

static enum status read_visits(struct desk *desk, struct arena *arena,
                               struct visiting_household *household, struct error *error)
{
    struct record *visits;
    enum status status;
    size_t count;

    TRY(query_visits_of_household(desk_reader(desk), household->key, VISITS_READ, arena, &visits,
                                  &count, error));
    household->visits = visits;
    for (size_t i = 0; i < count && household->visit_count < VISITING_HISTORY; i++)
        if (!*record_text(&visits[i], RECORD_VISITS_STATE))
            visits[household->visit_count++] = visits[i];
done:
    return status;
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

enum status visiting_household(struct desk *desk, const char *given, struct arena *arena,
                               struct visiting_household *household, struct error *error)
{
    struct record *members;
    enum status status;
    size_t count;

    *household = (struct visiting_household){0};
    TRY(desk_refresh(desk, error));
    TRY(desk_require_person(desk, error));
    TRY(find_key(desk, given, arena, household, error));
    TRY(query_visits_members(desk_reader(desk), household->key, arena, &members, &count, error));
    take_members(arena, household, members, count);
    TRY(visiting_may_see(desk, or_empty(household->station), or_empty(household->grid), error));
    TRY(read_due(desk, arena, household, error));
    TRY(read_visits(desk, arena, household, error));
    household->door = or_empty(household->door);
    household->grid = or_empty(household->grid);
    household->station = or_empty(household->station);
    household->class = or_empty(household->class);
    household->who = or_empty(household->who);
    household->contact = or_empty(household->contact);
    household->contact_phone = or_empty(household->contact_phone);
done:
    return status;
}

enum status visiting_note_reveal(struct desk *desk, const struct visiting_household *household,
                                 struct error *error)
{
    const char *who = desk_person_id(desk);
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_audit(ledger, who ? who : "", "reveal", household->who, error));
done:
    return status;
}

static void add_name(struct desk *desk, const char *id, struct text *out)
{
    struct arena arena = {0};
    struct record record;
    struct error ignored;
    bool found;

    if (records_get(desk_reader(desk), RECORD_RESIDENTS, id, &arena, &record, &found, &ignored) ==
            STATUS_OK &&
        found)
        text_add(out, record.value[RECORD_RESIDENTS_NAME]);
    else
        text_add(out, id);
    arena_release(&arena);
}

void visiting_say(struct desk *desk, const struct record *visit, struct text *out)
{
    struct arena arena = {0};
    char day[CLOCK_TEXT];
    int64_t at, entered_at;
    size_t count;
    const char **met =
        parts_split(&arena, record_text(visit, RECORD_VISITS_MET), PARTS_LIST, &count);

    if (text_same(record_text(visit, RECORD_VISITS_WHOM), "contact"))
        text_addf(out, "%s ", _("emergency contact:"));
    const char *result = record_text(visit, RECORD_VISITS_RESULT);
    bool is_contact = text_same(record_text(visit, RECORD_VISITS_WHOM), "contact");
    /* somebody who is rung up is not met at a door */
    text_add(out, is_contact && text_same(result, "not-met")
                      ? _("not reached")
                      : word_label(word_visit_results, result));
    for (size_t i = 0; i < count; i++) {
        text_add(out, i ? _(", ") : " ");
        add_name(desk, met[i], out);
    }
    if (clock_parse_at(record_text(visit, RECORD_VISITS_AT), &at) &&
        clock_parse_at(record_text(visit, RECORD_VISITS_ENTERED_AT), &entered_at) &&
        entered_at - at > CLOCK_DAY)
        text_addf(out, _(" (entered %s)"), clock_format_short_day(clock_day_of(entered_at), day));
    arena_release(&arena);
}
