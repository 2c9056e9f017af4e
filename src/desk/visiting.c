/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/visiting.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/parts.h"
#include "shouwen/domain/resident.h"
#include "shouwen/domain/visibility.h"
#include "shouwen/store/query_reference.h"
#include "shouwen/store/records.h"
#include "shouwen/store/visits.h"
#include "desk/visiting_inside.h"

#include <string.h>

/* A door of a street stands at forty stations. */
enum { FOUND_MOST = 500, VISITS_READ = 2 * VISITING_HISTORY };

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

static void add_place(struct visiting_scope *scope, const char *place)
{
    for (size_t i = 0; i < scope->count; i++)
        if (text_same(scope->places[i], place))
            return;
    scope->places[scope->count++] = place;
}

/* Their own grids and those they lead. */
static void add_own_grids(const struct people *people, const struct person *person,
                          struct arena *arena, struct visiting_scope *scope)
{
    size_t count;
    const char **own = parts_split(arena, person->grids, PARTS_LIST, &count);

    scope->places = arena_alloc(arena, (count + people->grid_count + 1) * sizeof(*scope->places));
    for (size_t i = 0; i < count; i++)
        add_place(scope, own[i]);
    for (size_t i = 0; i < people->grid_count; i++)
        if (text_same(people_grid_leader(people, people->grids[i].code), person->id))
            add_place(scope, people->grids[i].code);
}

/* The person's station, for those of no grid, and every grid of it. */
static void add_home_places(const struct people *people, const struct person *person,
                            struct arena *arena, struct visiting_scope *scope)
{
    size_t length = strlen(person->node);

    scope->places = arena_alloc(arena, (people->grid_count + 1) * sizeof(*scope->places));
    scope->places[scope->count++] = person->node;
    for (size_t i = 0; i < people->grid_count; i++)
        if (strncmp(people->grids[i].code, person->node, length) == 0 &&
            people->grids[i].code[length] == '-')
            scope->places[scope->count++] = people->grids[i].code;
}

/* Without grids of their own: all that they may see, which for a grid member is nothing. */
static void add_all_seen(const struct people *people, const struct visibility *sees,
                         struct arena *arena, struct visiting_scope *scope)
{
    static const char nowhere[] = "-";

    if (sees->residents & REACH_FILE)
        return;
    if (sees->residents & REACH_STREET)
        scope->within = arena_copy(arena, sees->person->node);
    else if (sees->residents & REACH_HOME)
        add_home_places(people, sees->person, arena, scope);
    else
        scope->within = nowhere;
}

enum status visiting_scope(struct desk *desk, const char *grid, struct arena *arena,
                           struct visiting_scope *scope, struct error *error)
{
    const struct person *person;
    struct visibility sees;
    enum status status;

    *scope = (struct visiting_scope){.within = ""};
    TRY(desk_refresh(desk, error));
    TRY(desk_require_person(desk, error));
    person = desk_person(desk);
    sees = visibility_of(desk_people(desk), person);
    if (grid) {
        scope->places = arena_alloc(arena, sizeof(*scope->places));
        scope->places[scope->count++] = arena_copy(arena, grid);
        return visiting_may_see(desk, "", grid, error);
    }
    if (!person)
        return STATUS_OK;
    if (!sees.residents)
        return deny(desk, error);
    add_own_grids(desk_people(desk), person, arena, scope);
    if (!scope->count)
        add_all_seen(desk_people(desk), &sees, arena, scope);
done:
    return status;
}

bool visiting_has_place(const struct visiting_scope *scope, const char *place)
{
    for (size_t i = 0; i < scope->count; i++)
        if (text_same(scope->places[i], place))
            return true;
    return !scope->count && text_starts(place, scope->within);
}

const char *visiting_grid_of(const char *place)
{
    return strchr(place, '-') ? place : "";
}

enum status visiting_count(struct desk *desk, const struct visiting_scope *scope,
                           int64_t *due_count, int64_t *late_count, struct error *error)
{
    const struct visit_filter filter = {
        .places = scope->places, .place_count = scope->count, .within = scope->within};

    return query_visits_count(desk_reader(desk), &filter, desk_today(desk), due_count, late_count,
                              error);
}

/* --- one household --- */

static const char *key_of(struct arena *arena, const struct record *resident)
{
    struct text key = TEXT_EMPTY;

    visits_household_key(&key, record_place(resident), record_text(resident, RECORD_RESIDENTS_DOOR),
                         resident->id);
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

/* A door behind which nobody is known: in a grid of the person's station, or at the station. */
static void take_empty_door(struct desk *desk, const char *door, struct arena *arena,
                            struct visiting_household *household)
{
    const char *grid = people_grid_of_door(desk_people(desk), desk_home(desk), door);
    struct text key = TEXT_EMPTY;

    household->door = arena_copy(arena, door);
    household->station = arena_copy(arena, desk_home(desk));
    if (*grid)
        household->grid = arena_copy(arena, grid);
    visits_household_key(&key, household->grid ? household->grid : household->station, door, "");
    household->key = arena_copy(arena, key.at);
    text_release(&key);
}

/* Other stations' people of the same name or door are not meant. */
static size_t keep_seen(struct desk *desk, struct record *records, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (sight_has_record(desk, &records[i]))
            records[kept++] = records[i];
    return kept;
}

/* Finds whom a name or door means; records of one household only. */
static enum status find(struct desk *desk, const char *given, struct arena *arena,
                        struct visiting_household *household, struct error *error)
{
    struct text door = TEXT_EMPTY;
    struct records_person wanted = {.name = given};
    struct record *records;
    enum status status;
    size_t count, seen_count;
    bool is_door = searchkey_door(&door, given);

    if (is_door)
        wanted = (struct records_person){.door = door.at};
    TRY(records_find_residents(desk_reader(desk), &wanted, FOUND_MOST, arena, &records, &count,
                               error));
    seen_count = keep_seen(desk, records, count);
    if (count && !seen_count && !is_door) {
        status = deny(desk, error);
        goto done;
    }
    count = seen_count;
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
    const char *id;
    bool found;

    if (strchr(given, '/') || *given == '=') {
        household->key = arena_copy(arena, given);
        return STATUS_OK;
    }
    TRY(query_reference_meant(desk_reader(desk), given, desk_home(desk), arena, &id, error));
    TRY(records_get_person(desk_reader(desk), id, arena, &record, &found, error));
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
