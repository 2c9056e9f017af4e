/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/person.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/domain/parts.h"

#include <ctype.h>
#include <string.h>

#define ROLE_ROW(name, word, label) [ROLE_##name] = {word, label},
const struct role_row role_rows[ROLE_COUNT] = {ROLE_TABLE(ROLE_ROW)};

bool person_list_has(const char *list, const char *code)
{
    size_t length = code ? strlen(code) : 0;

    while (length && list && *list) {
        size_t part = strcspn(list, ";");
        if (part == length && memcmp(list, code, length) == 0)
            return true;
        list += part + (list[part] == ';');
    }
    return false;
}

unsigned person_roles_from(const char *words)
{
    unsigned roles = 0;

    for (unsigned role = 0; role < ROLE_COUNT; role++)
        if (person_list_has(words, role_rows[role].word))
            roles |= 1u << role;
    return roles;
}

bool person_has(const struct person *person, enum role role)
{
    return person && (person->roles & 1u << role);
}

bool person_only_reports(const struct person *person)
{
    static const unsigned reporters =
        1u << ROLE_GRID_MEMBER | 1u << ROLE_GRID_HELPER | 1u << ROLE_INFORMANT;

    return (person->roles & reporters) && !(person->roles & ~reporters);
}

bool person_is_active(const struct person *person, int32_t today)
{
    bool has_dates = person->away_from != CLOCK_NO_DAY || person->away_until != CLOCK_NO_DAY;

    if (person->status == PERSON_LEFT)
        return false;
    if (!has_dates)
        return person->status == PERSON_ACTIVE;
    bool has_begun = person->away_from == CLOCK_NO_DAY || person->away_from <= today;
    bool has_ended = person->away_until != CLOCK_NO_DAY && person->away_until < today;
    return !has_begun || has_ended;
}

static bool is_same_person(const struct person *a, const struct person *b)
{
    return text_same(a->id, b->id) && text_same(a->name, b->name) &&
           text_same(a->title, b->title) && text_same(a->duties, b->duties) &&
           text_same(a->backup, b->backup) && a->roles == b->roles && text_same(a->node, b->node) &&
           text_same(a->grids, b->grids) && text_same(a->phone, b->phone) &&
           a->status == b->status && a->away_from == b->away_from &&
           a->away_until == b->away_until && text_same(a->cover, b->cover);
}

static bool is_same_duty(const struct people_duty *a, const struct people_duty *b)
{
    return text_same(a->staff_id, b->staff_id) && text_same(a->shift, b->shift) &&
           text_same(a->seat, b->seat) && text_same(a->from, b->from) && text_same(a->to, b->to);
}

static bool is_same_grid(const struct people_grid *a, const struct people_grid *b)
{
    return text_same(a->code, b->code) && text_same(a->leader, b->leader) &&
           text_same(a->places, b->places);
}

bool people_same(const struct people *a, const struct people *b)
{
    bool is_same = a->today == b->today && a->count == b->count && a->duty_count == b->duty_count &&
                   a->grid_count == b->grid_count;

    for (size_t i = 0; is_same && i < a->count; i++)
        is_same = is_same_person(&a->at[i], &b->at[i]);
    for (size_t i = 0; is_same && i < a->duty_count; i++)
        is_same = is_same_duty(&a->duty[i], &b->duty[i]);
    for (size_t i = 0; is_same && i < a->grid_count; i++)
        is_same = is_same_grid(&a->grids[i], &b->grids[i]);
    return is_same;
}

const struct person *people_find(const struct people *people, const char *id)
{
    size_t low = 0, high = people->count;

    while (id && low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(people->at[middle].id, id);
        if (order == 0)
            return &people->at[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool people_knows(const struct people *people, const char *home)
{
    if (text_is_empty(people->node) || nodecode_is_within(home, people->node) ||
        nodecode_is_within(people->node, home))
        return true;
    for (size_t i = 0; i < people->count; i++)
        if (text_same(people->at[i].node, home))
            return true;
    return false;
}

bool people_is_on_duty(const struct people *people, const char *id)
{
    for (size_t i = 0; i < people->duty_count; i++)
        if (strcmp(people->duty[i].staff_id, id) == 0)
            return true;
    return false;
}

enum seat people_seat(const struct people *people, const struct people_duty *duty)
{
    const struct person *person = people_find(people, duty->staff_id);

    if (strcasestr(duty->seat, "joint") || strstr(duty->seat, "联合"))
        return SEAT_JOINT;
    if (strcasestr(duty->seat, "desk") || strstr(duty->seat, "首问"))
        return SEAT_DESK;
    return person && person_has(person, ROLE_JOINT) && !person_has(person, ROLE_DESK) &&
                   !person_has(person, ROLE_WORKER)
               ? SEAT_JOINT
               : SEAT_DESK;
}

const struct person *people_present(const struct people *people, const char *id)
{
    const struct person *person = people_find(people, id);

    if (person && !person_is_active(person, people->today))
        person = people_find(people, person->cover);
    return person && person_is_active(person, people->today) ? person : NULL;
}

bool people_have_admin(const struct people *people)
{
    for (size_t i = 0; i < people->count; i++)
        if (person_has(&people->at[i], ROLE_ADMIN) && people->at[i].status != PERSON_LEFT)
            return true;
    return false;
}

const char *people_grid_leader(const struct people *people, const char *grid)
{
    for (size_t i = 0; grid && i < people->grid_count; i++)
        if (strcmp(people->grids[i].code, grid) == 0 && *people->grids[i].leader)
            return people->grids[i].leader;
    for (size_t i = 0; i < people->count; i++)
        if (person_has(&people->at[i], ROLE_GRID_LEADER) &&
            person_list_has(people->at[i].grids, grid) && people->at[i].status != PERSON_LEFT)
            return people->at[i].id;
    return "";
}

/* How much of a door one place names, in bytes; 0 if the door does not lie in it. A place is a
 * door's first part or parts ("5", "5号", "88弄2号"): its numbers and letters are compared part by
 * part. */
static size_t place_matches(const char *place, size_t length, const char *door)
{
    const char *end = place + length, *at = door;

    while (place < end) {
        size_t part = 0;
        while (place + part < end && isalnum((unsigned char)place[part]))
            part++;
        if (!part || strncmp(at, place, part) != 0 || isalnum((unsigned char)at[part]))
            return 0;
        at += part;
        place += part;
        /* what stands between the numbers says which part it is; the door has '-' there */
        while (place < end && !isalnum((unsigned char)*place))
            place++;
        if (place < end && *at++ != '-')
            return 0;
    }
    return (size_t)(at - door);
}

static bool is_grid_of(const struct people_grid *grid, const char *station)
{
    return node_level_of(station) == NODE_STATION && nodecode_is_within(grid->code, station);
}

const char *people_grid_of_door(const struct people *people, const char *station, const char *door)
{
    const char *found = "";
    size_t most = 0;

    for (size_t i = 0; door && i < people->grid_count; i++)
        for (const char *place = is_grid_of(&people->grids[i], station) ? people->grids[i].places
                                                                        : NULL;
             place && *place;) {
            size_t length = strcspn(place, ";"), matched = place_matches(place, length, door);
            if (matched > most) {
                most = matched;
                found = people->grids[i].code;
            }
            place += length + (place[length] == ';');
        }
    return found;
}

/* True if the text names the place; a number stands alone: 15号 does not name 5号. */
static bool names_place(const char *text, const char *place, size_t length)
{
    const char *end = text + strlen(text);

    for (const char *at = text; length && (size_t)(end - at) >= length; at++) {
        bool is_inside =
            at > text && isalnum((unsigned char)at[-1]) && isalnum((unsigned char)*place);
        bool goes_on =
            isalnum((unsigned char)place[length - 1]) && isalnum((unsigned char)at[length]);
        if (memcmp(at, place, length) == 0 && !is_inside && !goes_on)
            return true;
    }
    return false;
}

const char *people_grid_of_place(const struct people *people, const char *station, const char *text)
{
    struct text door = TEXT_EMPTY;
    const char *found =
        searchkey_door(&door, text) ? people_grid_of_door(people, station, door.at) : "";
    size_t most = 0;

    text_release(&door);
    for (size_t i = 0; (!*found || most) && i < people->grid_count; i++) {
        if (!is_grid_of(&people->grids[i], station))
            continue;
        const char *rest = people->grids[i].places ? people->grids[i].places : "", *place;
        size_t length;
        while (parts_next(&rest, PARTS_LIST, &place, &length))
            if (length > most && names_place(text, place, length)) {
                most = length;
                found = people->grids[i].code;
            }
    }
    return found;
}

enum node_level node_level_of(const char *code)
{
    size_t digits = strspn(code, "0123456789");

    if (digits == 12 && strncmp(code + digits, "-G", 2) == 0 && strlen(code + digits) == 4 &&
        strspn(code + digits + 2, "0123456789") == 2)
        return NODE_GRID;
    if (code[digits] == '-' && code[digits + 1] && (digits == 6 || digits == 9))
        return NODE_DEPARTMENT;
    if (code[digits])
        return NODE_OTHER;
    switch (digits) {
    case 6:
        return NODE_DISTRICT;
    case 9:
        return NODE_STREET;
    case 12:
        return NODE_STATION;
    default:
        return NODE_OTHER;
    }
}

static const char *part_of(const char *code, size_t length, char *out)
{
    size_t digits = code ? strspn(code, "0123456789") : 0;

    if (digits < length)
        length = 0;
    if (length)
        memcpy(out, code, length);
    out[length] = '\0';
    return out;
}

const char *node_street_of(const char *code, char *out)
{
    return part_of(code, 9, out);
}

const char *node_district_of(const char *code, char *out)
{
    return part_of(code, 6, out);
}
