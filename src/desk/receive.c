/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/receive.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/permit.h"
#include "shouwen/domain/resident.h"
#include "shouwen/store/query_reference.h"
#include "shouwen/store/records.h"

#include <string.h>

enum { CARD_LENGTH = 18 };

/* Of the station that looks after them; "" if nothing says which one it is. */
static const char *grid_at(const struct desk *desk, const struct record *record, const char *door)
{
    char station[NODE_PART];

    return people_grid_of_door(
        desk_people(desk), *resident_station(record, station) ? station : desk_home(desk), door);
}

static void link_resident(const struct desk *desk, struct act *open, const struct record *record)
{
    open->value[FIELD_RESIDENT] = record->id;
    open->value[FIELD_NAME] = record->value[RECORD_RESIDENTS_NAME];
    if (text_is_empty(open->value[FIELD_PHONE]))
        open->value[FIELD_PHONE] = record->value[RECORD_RESIDENTS_PHONE];
    if (text_is_empty(open->value[FIELD_DOOR]))
        open->value[FIELD_DOOR] = record->value[RECORD_RESIDENTS_DOOR];
    if (text_is_empty(open->value[FIELD_GRID]) && *record->value[RECORD_RESIDENTS_GRID])
        open->value[FIELD_GRID] = record->value[RECORD_RESIDENTS_GRID];
    if (text_is_empty(open->value[FIELD_GRID]))
        open->value[FIELD_GRID] = grid_at(desk, record, open->value[FIELD_DOOR]);
}

static bool has_shape_of_id(const char *given)
{
    return given[0] == 'R' && strlen(given) == 9 &&
           strspn(given + 1, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") == 8;
}

static void canonical_door(struct act *open, struct arena *arena)
{
    struct text door = TEXT_EMPTY;

    if (!text_is_empty(open->value[FIELD_DOOR]) && searchkey_door(&door, open->value[FIELD_DOOR]))
        open->value[FIELD_DOOR] = arena_copy(arena, door.at);
    text_release(&door);
}

static enum status find_resident(struct desk *desk, const char *given, struct arena *arena,
                                 struct record *record, bool *found, struct error *error)
{
    enum status status;
    const char *id;

    TRY(query_reference_meant(desk_reader(desk), given, desk_home(desk), arena, &id, error));
    TRY(records_get_person(desk_reader(desk), id, arena, record, found, error));
done:
    return status;
}

enum status receive_person(struct desk *desk, const char *given, struct arena *arena,
                           struct act *open, struct error *error)
{
    struct text clean = TEXT_EMPTY;
    struct record record, *records;
    enum status status;
    size_t count;
    bool found;

    canonical_door(open, arena);
    TRY(find_resident(desk, given, arena, &record, &found, error));
    if (found) {
        link_resident(desk, open, &record);
        goto done;
    }
    if (has_shape_of_id(given)) {
        status =
            error_set(error, STATUS_NOT_FOUND, "resident", _("no resident has the id %s"), given);
        goto done;
    }
    utf8_clean(&clean, given, strlen(given), false);
    const struct records_person person = {
        .name = clean.at, .phone = open->value[FIELD_PHONE], .door = open->value[FIELD_DOOR]};
    TRY(records_find_residents(desk_reader(desk), &person, 2, arena, &records, &count, error));
    if (count == 1)
        link_resident(desk, open, &records[0]);
    else
        open->value[FIELD_NAME] = arena_copy(arena, clean.at);
done:
    text_release(&clean);
    return status;
}

enum status receive_chosen(struct desk *desk, const char *id, const char *name, struct arena *arena,
                           struct act *open, struct error *error)
{
    struct record record;
    enum status status;
    bool found;

    canonical_door(open, arena);
    TRY(find_resident(desk, id, arena, &record, &found, error));
    if (found)
        link_resident(desk, open, &record);
    else
        open->value[FIELD_NAME] = text_is_empty(name) ? NULL : arena_copy(arena, name);
done:
    return status;
}

enum status receive_complete(struct desk *desk, struct arena *arena, struct act *act,
                             struct error *error)
{
    struct act found = {0};
    enum status status;

    canonical_door(act, arena);
    if (act->kind != ACT_AMEND || text_is_empty(act->value[FIELD_RESIDENT]))
        return STATUS_OK;
    TRY(receive_person(desk, act->value[FIELD_RESIDENT], arena, &found, error));
    act->value[FIELD_RESIDENT] = found.value[FIELD_RESIDENT] ? found.value[FIELD_RESIDENT] : "";
    act->value[FIELD_NAME] = found.value[FIELD_NAME];
done:
    return status;
}

/* What an ID number says of its holder, where the form does not. */
static void read_card(struct arena *arena, struct record *record)
{
    const char *card = record->value[RECORD_RESIDENTS_ID_NUMBER];

    if (text_is_empty(card) || strlen(card) != CARD_LENGTH || !ident_card_is_valid(card))
        return;
    if (text_is_empty(record->value[RECORD_RESIDENTS_BIRTH_ON]))
        record->value[RECORD_RESIDENTS_BIRTH_ON] =
            arena_format(arena, "%.4s-%.2s-%.2s", card + 6, card + 10, card + 12);
    if (text_is_empty(record->value[RECORD_RESIDENTS_SEX]))
        record->value[RECORD_RESIDENTS_SEX] = (card[16] - '0') % 2 ? "男" : "女";
}

/* Where nothing says which station looks after somebody, the one whose staff enters them does. */
static const char *take_station(const struct desk *desk, struct arena *arena, struct record *record)
{
    char station[NODE_PART];

    if (*resident_station(record, station))
        return arena_copy(arena, station);
    return record->value[RECORD_RESIDENTS_NODE] = arena_copy(arena, desk_home(desk));
}

enum status receive_resident(struct desk *desk, struct arena *arena, struct record *record,
                             struct error *error)
{
    struct deed_place place = {0};
    struct record_problems problems = {0};
    struct ledger *ledger;
    enum ledger_change change;
    enum status status;

    TRY(desk_refresh(desk, error));
    record->kind = RECORD_RESIDENTS;
    read_card(arena, record);
    if (!record_check(arena, record, &problems)) {
        for (size_t i = 0; i < problems.count; i++)
            if (problems.items[i].is_refusal)
                return error_set(error, STATUS_INVALID,
                                 record_rows[RECORD_RESIDENTS].fields[problems.items[i].field].name,
                                 "%s", problems.items[i].message);
    }
    const char *name = record_text(record, RECORD_RESIDENTS_NAME);
    if (*name && !name[strspn(name, "0123456789- ")])
        return error_set(error, STATUS_INVALID, "name",
                         _("\"%s\" is a number and no name; write who it is"), name);
    if (text_is_empty(record->value[RECORD_RESIDENTS_GRID]))
        record->value[RECORD_RESIDENTS_GRID] =
            grid_at(desk, record, record_text(record, RECORD_RESIDENTS_DOOR));
    place.grid = record->value[RECORD_RESIDENTS_GRID];
    place.node = take_station(desk, arena, record);
    TRY(permit(desk, DEED_RESIDENT, &place, error));
    TRY(desk_ledger(desk, &ledger, error));
    if (!record->id)
        TRY(ledger_new_resident_id(ledger, arena, &record->id, error));
    TRY(ledger_put(ledger, desk_person_id(desk), record, &change, error));
done:
    return status;
}
