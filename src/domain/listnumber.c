/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/listnumber.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/domain/resident.h"
#include "shouwen/domain/twin.h"

#include <string.h>

static const char digits[] = "0123456789";

bool listnumber_is_given_out(const char *id)
{
    enum { CODE_LENGTH = 8, LETTERS_WITHIN = 3 };

    return *id == 'R' && strlen(id + 1) == CODE_LENGTH &&
           strspn(id + 1, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") == CODE_LENGTH &&
           strspn(id + LETTERS_WITHIN, digits) < CODE_LENGTH + 1 - LETTERS_WITHIN;
}

/* The six digits at the end of an id, NULL without any. */
static const char *tail_of(const char *id)
{
    const char *dash = strrchr(id, '-');

    return dash && dash > id && strspn(dash + 1, digits) == IDENT_TAIL && !dash[1 + IDENT_TAIL]
               ? dash + 1
               : NULL;
}

/* Codes are the district's six digits, three of the street, three of the station. */
enum { STREET_AT = 6, STREET_LENGTH = 3, CENTRE_AT = 3 };

static bool is_of_area(const char *tail, const char *home)
{
    char own[IDENT_TAIL + 1];

    if (strlen(home) < STREET_AT + STREET_LENGTH)
        return ident_node_tail(home, own) && strcmp(tail, own) == 0;
    return strncmp(tail, home + STREET_AT, STREET_LENGTH) == 0 ||
           strncmp(tail, home + CENTRE_AT, IDENT_TAIL) == 0;
}

/* ID@HOME, as somebody is known who shares an id (twin.h). */
static bool has_home(const char *id)
{
    const char *mark = strrchr(id, TWIN_MARK);
    char shape[NODECODE_ROOM];

    return mark && mark > id && nodecode_read(mark + 1, shape) != NODECODE_NONE;
}

bool listnumber_is_id(const char *id, const char *home)
{
    const char *tail = tail_of(id);

    return listnumber_is_given_out(id) || has_home(id) || (tail && is_of_area(tail, home));
}

const char *listnumber_id(struct arena *arena, const char *number, const char *home)
{
    char tail[IDENT_TAIL + 1];

    if (!*number || listnumber_is_id(number, home) || !ident_node_tail(home, tail))
        return number;
    return arena_format(arena, "%s-%s", number, tail);
}

bool listnumber_is_of(const char *id, const char *number)
{
    size_t length = strlen(number);

    if (strncmp(id, number, length) != 0)
        return false;
    return !id[length] || (id[length] == '-' && tail_of(id) == id + length + 1);
}

static bool agrees(const struct record *one, const struct record *other, int field)
{
    const char *a = record_text(one, field), *b = record_text(other, field);

    return *a && strcmp(a, b) == 0;
}

static bool agree_names(const struct record *one, const struct record *other)
{
    struct text a = TEXT_EMPTY, b = TEXT_EMPTY;

    searchkey_name(&a, record_text(one, RECORD_RESIDENTS_NAME));
    searchkey_name(&b, record_text(other, RECORD_RESIDENTS_NAME));
    bool is_same = a.length && text_same(a.at, b.at);
    text_release(&a);
    text_release(&b);
    return is_same;
}

bool listnumber_is_same_person(const struct record *one, const struct record *other)
{
    enum { ENOUGH = 2 };
    char card[RESIDENT_CARD_ROOM], their_card[RESIDENT_CARD_ROOM];
    char station[NODE_PART], their_station[NODE_PART];

    if (*resident_card(record_text(one, RECORD_RESIDENTS_ID_NUMBER), card) &&
        *resident_card(record_text(other, RECORD_RESIDENTS_ID_NUMBER), their_card))
        return resident_is_same_card(card, their_card);
    bool is_near = !*resident_station(one, station) || !*resident_station(other, their_station) ||
                   strcmp(station, their_station) == 0;
    int count = agree_names(one, other) + agrees(one, other, RECORD_RESIDENTS_PHONE) +
                agrees(one, other, RECORD_RESIDENTS_BIRTH_ON) +
                (is_near && agrees(one, other, RECORD_RESIDENTS_DOOR));
    return count >= ENOUGH;
}

enum status listnumber_refuse(const char *number, const struct record *residents, size_t count,
                              struct error *error)
{
    enum { SHOWN = 6 };
    struct text list = TEXT_EMPTY;

    for (size_t i = 0; i < count && i < SHOWN; i++)
        text_addf(&list, "%s%s", i ? ", " : "", residents[i].id);
    error_set(error, STATUS_REFUSED, "resident",
              _("%zu residents have the number %s, each of another list; write the whole one: %s"),
              count, number, list.at);
    text_release(&list);
    return STATUS_REFUSED;
}
