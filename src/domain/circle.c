/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/circle.h"

#include "domain/circle_inside.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/json.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/domain/person.h"
#include "shouwen/domain/record.h"

#include <stdlib.h>
#include <string.h>

enum kind { UNKNOWN, CASE, PERSONAL, WORK, TALLY, REFERENCE, ASIDE };

const char circle_aside_prefix[] = "aside/";

static const enum kind record_kinds[RECORD_KIND_COUNT] = {
    [RECORD_NODES] = REFERENCE,     [RECORD_GRIDS] = REFERENCE,    [RECORD_STAFF] = REFERENCE,
    [RECORD_DUTY] = REFERENCE,      [RECORD_RESIDENTS] = PERSONAL, [RECORD_SERVICES] = REFERENCE,
    [RECORD_RESOURCES] = REFERENCE, [RECORD_DEMANDS] = PERSONAL,   [RECORD_VISITS] = PERSONAL,
    [RECORD_CALENDAR] = REFERENCE,  [RECORD_SESSIONS] = WORK,      [RECORD_HANDOVERS] = PERSONAL,
};

static enum record_kind record_kind_of(const char *subject)
{
    size_t length = strcspn(subject, "/");

    for (int kind = 0; kind < RECORD_KIND_COUNT && subject[length]; kind++) {
        const char *name = record_rows[kind].name;
        if (name[0] == subject[0] && strncmp(subject, name, length) == 0 && !name[length])
            return (enum record_kind)kind;
    }
    return RECORD_NO_KIND;
}

static enum kind kind_of(const char *subject)
{
    if (text_starts(subject, "case/"))
        return CASE;
    if (text_starts(subject, "tally/"))
        return TALLY;
    if (text_starts(subject, circle_aside_prefix))
        return ASIDE;
    enum record_kind record = record_kind_of(subject);
    return record == RECORD_NO_KIND ? UNKNOWN : record_kinds[record];
}

enum circle_way circle_way_of(const char *subject)
{
    enum kind kind = kind_of(subject);

    if (kind == CASE)
        return CIRCLE_BY_SUBJECT;
    return kind == TALLY || kind == REFERENCE ? CIRCLE_BY_AUTHOR : CIRCLE_BY_LINKS;
}

bool circle_is_shared(const char *subject)
{
    return kind_of(subject) == CASE;
}

bool circle_is_reference(const char *subject)
{
    return kind_of(subject) == REFERENCE;
}

/* --- claims --- */

/* Where a claim stands, or belongs. Mostly behind all others: they come as they were written. */
static size_t place_of(const struct circle *circle, const char *text, bool *found)
{
    size_t from = 0, to = circle->count;

    *found = false;
    if (to && strcmp(circle->claims[to - 1], text) < 0)
        return to;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = strcmp(circle->claims[middle], text);
        if (!order) {
            *found = true;
            return middle;
        }
        from = order < 0 ? middle + 1 : from;
        to = order < 0 ? to : middle;
    }
    return from;
}

/* Borrows the text. */
static bool claim(struct circle *circle, const char *text, struct arena *arena)
{
    bool found;
    size_t at = place_of(circle, text, &found);

    if (found)
        return false;
    circle->claims =
        arena_grow(arena, circle->claims, circle->count, &circle->room, sizeof(*circle->claims));
    memmove(circle->claims + at + 1, circle->claims + at,
            (circle->count++ - at) * sizeof(*circle->claims));
    circle->claims[at] = text;
    return true;
}

bool circle_claim(struct circle *circle, char letter, const char *node, struct arena *arena)
{
    return !text_is_empty(node) && !strchr(node, ' ') &&
           claim(circle, arena_format(arena, "%c%s", letter, node), arena);
}

void circle_read(struct circle *circle, const char *subject, const char *claims,
                 struct arena *arena)
{
    *circle = (struct circle){.subject = subject};
    while (*claims) {
        size_t length = strcspn(claims, " ");
        claim(circle, arena_copy_part(arena, claims, length), arena);
        claims += length + (claims[length] == ' ');
    }
}

void circle_write(const struct circle *circle, struct text *out)
{
    for (size_t i = 0; i < circle->count; i++) {
        if (i)
            text_add_char(out, ' ');
        text_add(out, circle->claims[i]);
    }
}

/* No code but a real one counts, or one author could claim homes without end. */
static bool is_code(const char *node)
{
    char code[NODECODE_ROOM];

    return nodecode_read(node, code) != NODECODE_NONE && strcmp(code, node) == 0;
}

bool circle_is_theirs(const char *node, const char *author)
{
    return nodecode_is_within(node, author) && (strcmp(node, author) == 0 || is_code(node));
}

/* A case lies where its number says, which is minted there: nobody makes it theirs with an opening
 * of their own. Two codes may end alike, so the first opening says whose it is. */
static bool is_at_home(const char *subject, const char *home, const char *author)
{
    char tail[IDENT_TAIL + 1];
    size_t length = ident_node_tail(home, tail);
    const char *number = subject + strlen("case/");

    return length && strncmp(number, tail, length) == 0 && number[length] == '-' &&
           circle_is_theirs(home, author);
}

bool circle_has_home(const struct circle *circle)
{
    for (size_t i = 0; i < circle->count; i++)
        if (circle->claims[i][0] == HOME)
            return true;
    return false;
}

static bool hear_case(struct circle *circle, const struct act *act, const char *author,
                      struct arena *arena)
{
    const char *home = act_text(act, FIELD_NODE), *to = act_text(act, FIELD_TO);
    bool is_new = false;

    home = *home ? home : author;
    if (act->kind == ACT_OPEN && !circle_has_home(circle) &&
        is_at_home(circle->subject, home, author))
        is_new |= circle_claim(circle, HOME, home, arena);
    if (act->kind == ACT_OPEN || act->kind == ACT_AMEND)
        is_new |= circle_claim(circle, NAMES, act_text(act, FIELD_RESIDENT), arena);
    if (act->kind == ACT_DISPATCH && is_code(to))
        is_new |= circle_claim(circle, DISPATCH, arena_format(arena, "%s>%s", author, to), arena);
    if (act->kind == ACT_SUPERVISE)
        is_new |= circle_claim(circle, SUPERVISE, author, arena);
    return is_new;
}

/* Whoever looks after somebody sees them, also where a level above wrote it down. */
static bool hear_personal(struct circle *circle, const struct act *act, const char *author,
                          struct arena *arena)
{
    const char *home = act_text(act, FIELD_NODE);

    if (node_level_of(author) == NODE_DEPARTMENT)
        return circle_claim(circle, WRITER, author, arena);
    return circle_claim(circle, HOME, circle_is_theirs(home, author) ? home : author, arena);
}

/* Departments and sections are known wherever their district's or street's things are: cases are
 * dispatched to them. */
static const char *area_of(const struct circle *circle, const char *home, const char *author,
                           struct arena *arena)
{
    const char *level = arena_copy_part(arena, home, strcspn(home, "-"));

    if (record_kind_of(circle->subject) == RECORD_NODES && nodecode_is_within(level, author))
        return level;
    return home;
}

/* A node is its own record: only it and those above say to others what it is. */
static bool is_its_node(const struct circle *circle, const char *author)
{
    return record_kind_of(circle->subject) != RECORD_NODES ||
           nodecode_is_within(strchr(circle->subject, '/') + 1, author);
}

/* What somebody says of another level's things is theirs alone, and the days of a calendar stay
 * below: those above count by their own. */
static bool hear_reference(struct circle *circle, const struct act *act, const char *author,
                           struct arena *arena)
{
    const char *home = act_text(act, FIELD_NODE);
    bool is_theirs = (!*home || circle_is_theirs(home, author)) && is_its_node(circle, author);
    bool goes_up = is_theirs && record_kind_of(circle->subject) != RECORD_CALENDAR;

    home = is_theirs && *home ? area_of(circle, home, author, arena) : author;
    return circle_claim(circle, goes_up ? AREA : BELOW, home, arena);
}

bool circle_mark(struct circle *circle, char letter, struct arena *arena)
{
    return claim(circle, arena_format(arena, "%c", letter), arena);
}

bool circle_is_marked(const struct circle *circle, char letter)
{
    for (size_t i = 0; i < circle->count; i++)
        if (circle->claims[i][0] == letter && !circle->claims[i][1])
            return true;
    return false;
}

bool circle_hear(struct circle *circle, const struct act *act, const char *author,
                 struct arena *arena)
{
    enum kind kind = kind_of(circle->subject);

    if (act->kind == ACT_ERASE && kind == CASE)
        return circle_mark(circle, ERASED, arena);
    if (act->kind == ACT_ERASE && (kind == PERSONAL || kind == WORK))
        return circle_claim(circle, ERASED, author, arena);
    switch (kind) {
    case CASE:
        return hear_case(circle, act, author, arena);
    case PERSONAL:
        return hear_personal(circle, act, author, arena);
    case REFERENCE:
        return hear_reference(circle, act, author, arena);
    case WORK:
    case TALLY:
    case ASIDE:
    case UNKNOWN:
        break;
    }
    return circle_claim(circle, HOME, author, arena);
}

bool circle_join(struct circle *circle, const struct circle *other, struct arena *arena)
{
    bool is_new = false;

    for (size_t i = 0; i < other->count; i++) {
        bool found;
        place_of(circle, other->claims[i], &found);
        if (!found)
            is_new |= claim(circle, arena_copy(arena, other->claims[i]), arena);
    }
    return is_new;
}

/* --- who sees it --- */

bool circle_covers(const struct circle *circle, const char *node, size_t length)
{
    for (size_t i = 0; i < circle->count; i++)
        if (circle->claims[i][0] == HOME && strncmp(circle->claims[i] + 1, node, length) == 0 &&
            (!circle->claims[i][1 + length] || !memchr(node, '-', length)))
            return true;
    return false;
}

const char *circle_dispatched_to(const struct circle *circle, const char *one)
{
    const char *to = one[0] == DISPATCH ? strchr(one, '>') : NULL;

    return to && circle_covers(circle, one + 1, (size_t)(to - one - 1)) ? to + 1 : NULL;
}

/* True if a home of the one is a home of the other, or a level above or below it. */
static bool shares_home(const struct circle *one, const struct circle *other)
{
    for (size_t i = 0; i < one->count; i++)
        for (size_t k = 0; one->claims[i][0] == HOME && k < other->count; k++)
            if (other->claims[k][0] == HOME &&
                (nodecode_is_within(one->claims[i] + 1, other->claims[k] + 1) ||
                 nodecode_is_within(other->claims[k] + 1, one->claims[i] + 1)))
                return true;
    return false;
}

static enum sight sight_of_case(const struct circle *circle, const char *one, const char *node)
{
    const char *unit = circle_dispatched_to(circle, one);

    if (unit)
        return strcmp(unit, node) == 0 ? SIGHT_WHOLE : SIGHT_NONE;
    if (one[0] == SUPERVISE)
        return strcmp(one + 1, node) == 0 && circle_covers(circle, node, strlen(node)) ? SIGHT_WHOLE
                                                                                       : SIGHT_NONE;
    if (one[0] != HOME || !nodecode_is_within(one + 1, node))
        return SIGHT_NONE;
    return strcmp(one + 1, node) == 0 || node_level_of(node) == NODE_STREET ? SIGHT_WHOLE
                                                                            : SIGHT_HEAD;
}

/* What one claim alone lets a node see. */
static enum sight sight_of(const struct circle *circle, enum kind kind, const char *one,
                           const char *node)
{
    const char *who = one + 1;
    bool is_it = strcmp(who, node) == 0, is_above = nodecode_is_within(who, node);

    switch (kind) {
    case CASE:
        return sight_of_case(circle, one, node);
    case PERSONAL:
        return is_it || (one[0] == HOME && is_above && node_level_of(node) == NODE_STREET)
                   ? SIGHT_WHOLE
                   : SIGHT_NONE;
    case REFERENCE:
        return (is_above && one[0] == AREA) || nodecode_is_within(node, who) ? SIGHT_WHOLE
                                                                             : SIGHT_NONE;
    case WORK:
    case TALLY:
        return is_above ? SIGHT_WHOLE : SIGHT_NONE;
    case ASIDE:
        return SIGHT_NONE;
    case UNKNOWN:
        break;
    }
    return is_it ? SIGHT_WHOLE : is_above ? SIGHT_HEAD : SIGHT_NONE;
}

enum sight circle_sight(const struct circle *circle, const char *node)
{
    enum kind kind = kind_of(circle->subject);
    enum sight most = SIGHT_NONE;

    for (size_t i = 0; i < circle->count && most != SIGHT_WHOLE; i++) {
        bool is_of_node = circle->claims[i][1] && circle->claims[i][0] != ERASED;
        enum sight sight =
            is_of_node ? sight_of(circle, kind, circle->claims[i], node) : SIGHT_NONE;
        if (sight > most)
            most = sight;
    }
    return most;
}

static bool is_given_out(const char *subject)
{
    enum record_kind kind = record_kind_of(subject);

    return kind == RECORD_STAFF || kind == RECORD_GRIDS || kind == RECORD_RESIDENTS ||
           kind == RECORD_SERVICES || kind == RECORD_RESOURCES;
}

bool circle_is_of_staff(const char *subject)
{
    return record_kind_of(subject) == RECORD_STAFF;
}

bool circle_is_clash(const char *subject, const char *author, const char *other)
{
    return is_given_out(subject) && record_kind_of(subject) != RECORD_STAFF &&
           circle_is_apart(author, other);
}

bool circle_has_parts(const char *subject)
{
    return is_given_out(subject) || kind_of(subject) == PERSONAL || kind_of(subject) == WORK;
}

bool circle_is_apart(const char *one, const char *other)
{
    return *one && *other && !nodecode_is_within(one, other) && !nodecode_is_within(other, one);
}

bool circle_is_split(const struct circle *one, const struct circle *other)
{
    return circle_has_home(one) && circle_has_home(other) && !shares_home(one, other);
}

/* --- who may say it --- */

/* Who sees a case without its being theirs replies, gives back, waits and notes, and takes their
 * own word back; what a newer version does is passed on. */
static bool is_for_units(enum act_kind kind)
{
    return kind >= ACT_CASE_KINDS || (act_rows[kind].who & (WHO_CLERK | WHO_VIEWER | WHO_SELF));
}

static bool may_in_case(const struct circle *circle, const struct act *act, const char *author)
{
    const char *home = act_text(act, FIELD_NODE);

    if (!circle_has_home(circle))
        return act->kind == ACT_OPEN && is_at_home(circle->subject, *home ? home : author, author);
    return circle_covers(circle, author, strlen(author)) ||
           (is_for_units(act->kind) && circle_sight(circle, author) == SIGHT_WHOLE);
}

/* Whose the act says that the record is; "" if it does not say so. */
static const char *said_node(const struct act *act, struct arena *arena)
{
    const char *node = "";
    struct json *fields;
    struct error error;

    if (!act->fields ||
        json_read(act->fields, strlen(act->fields), ACT_HEAD_DEPTH, &fields, &error) != STATUS_OK)
        return node;
    const char *said = json_text(json_get(fields, "node"));
    if (said)
        node = arena_copy(arena, said);
    json_release(fields);
    return node;
}

/* Nothing goes up by its head that its body gives to others. */
static bool may_in_reference(const struct circle *circle, const struct act *act, const char *author,
                             struct arena *arena)
{
    const char *home = act_text(act, FIELD_NODE), *said;

    if (act->kind == ACT_ERASE)
        return false;
    if (act->kind != ACT_PUT || (*home && !circle_is_theirs(home, author)) ||
        !is_its_node(circle, author))
        return true;
    said = said_node(act, arena);
    return !*said || nodecode_is_within(said, author);
}

bool circle_may(const struct circle *circle, const struct act *act, const char *author,
                struct arena *arena)
{
    switch (kind_of(circle->subject)) {
    case CASE:
        return may_in_case(circle, act, author);
    case REFERENCE:
        return may_in_reference(circle, act, author, arena);
    case PERSONAL:
    case WORK:
        return act->kind != ACT_ERASE || circle_may_erase(circle, author, true);
    case TALLY:
        return act->kind != ACT_ERASE;
    case ASIDE:
    case UNKNOWN:
        break;
    }
    return true;
}
