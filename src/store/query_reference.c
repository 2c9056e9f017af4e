/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/query_reference.h"

#include "shouwen/base/searchkey.h"
#include "shouwen/domain/listnumber.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/domain/resident.h"
#include "shouwen/store/records.h"
#include "store/search_keys.h"

#include <string.h>

static const char *card_of(const struct record *record, char out[RESIDENT_CARD_ROOM])
{
    return resident_card(record_text(record, RECORD_RESIDENTS_ID_NUMBER), out);
}

/* As given, or else as the other kind of card has it. */
static enum status find_card(struct db *db, const struct record *record, struct arena *arena,
                             const char **id, struct error *error)
{
    char card[RESIDENT_CARD_ROOM], as_other[RESIDENT_CARD_ROOM];
    const char *const forms[] = {record_text(record, RECORD_RESIDENTS_ID_NUMBER),
                                 resident_card_other(card_of(record, card), as_other)};
    struct record *records;
    size_t count;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]) && *card && !*id; i++) {
        const struct records_person person = {.card = forms[i], .is_as_kept = true};
        TRY(records_find_residents(db, &person, 1, arena, &records, &count, error));
        if (count)
            *id = records[0].id;
    }
done:
    return status;
}

/* How well a namesake fits; by name alone where there is nothing to tell them apart by. */
enum fit { NOT, BY_NAME, BY_PHONE, BY_DOOR, BY_CARD };

/* Every estate has a 5-1-502: doors are told apart by station where both say theirs. */
static bool is_same_door(const struct record *record, struct query *namesake)
{
    const char *door = record_text(record, RECORD_RESIDENTS_DOOR);
    const char *their_node = query_text(namesake, 4);
    char station[NODE_PART];

    return *door && text_same(door, query_text(namesake, 2)) &&
           (!*resident_station(record, station) || !*their_node || text_same(station, their_node));
}

static enum fit fitness(const struct record *record, struct query *namesake)
{
    const char *door = record_text(record, RECORD_RESIDENTS_DOOR);
    const char *phone = record_text(record, RECORD_RESIDENTS_PHONE);
    const char *their_door = query_text(namesake, 2), *their_phone = query_text(namesake, 3);
    char card[RESIDENT_CARD_ROOM], their_card[RESIDENT_CARD_ROOM];

    card_of(record, card);
    resident_card(query_text(namesake, 1), their_card);
    if (*card && *their_card)
        return resident_is_same_card(card, their_card) ? BY_CARD : NOT;
    if (is_same_door(record, namesake))
        return BY_DOOR;
    if (*phone && text_same(phone, their_phone))
        return BY_PHONE;
    return *card || *door || *phone || *their_card || *their_door || *their_phone ? NOT : BY_NAME;
}

/* The best of those whom a query gives that fits at least so well; of several the lowest id. */
static enum status take_best(struct query *query, const struct record *record, enum fit least,
                             struct arena *arena, const char **id, struct error *error)
{
    enum status status;
    enum fit best = (enum fit)(least - 1);
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        enum fit fits = fitness(record, query);
        bool is_lower = fits == best && *id && strcmp(query_text(query, 0), *id) < 0;
        if (fits > best || is_lower) {
            best = fits;
            *id = query_copy(query, 0, arena);
        }
    }
done:
    query_reset(query);
    return status;
}

static enum status find_door(struct db *db, const struct record *record, struct arena *arena,
                             const char **id, struct error *error)
{
    const char *name = record_text(record, RECORD_RESIDENTS_NAME);
    char station[NODE_PART];
    bool is_known = *resident_station(record, station);
    struct query *query = db_query(db, is_known ? SQL_REFERENCE_RESIDENTS_BEHIND_HERE
                                                : SQL_REFERENCE_RESIDENTS_BEHIND);
    struct text key = TEXT_EMPTY;

    search_key_of_door(&key, record_text(record, RECORD_RESIDENTS_DOOR));
    query_bind_text(query, 1, key.at);
    query_bind_text(query, 2, name);
    if (is_known) {
        query_bind_text(query, 3, station);
        text_clear(&key);
        searchkey_sort(&key, name);
        query_bind_text(query, 4, key.at);
    }
    text_release(&key);
    return take_best(query, record, BY_DOOR, arena, id, error);
}

static enum status find_phone(struct db *db, const struct record *record, const char *key,
                              struct arena *arena, const char **id, struct error *error)
{
    struct query *query = db_query(db, SQL_REFERENCE_RESIDENTS_CALLED);

    query_bind_integer(query, 1, SEARCH_KEY_PHONE);
    query_bind_integer(query, 2, SEARCH_NEAR_ALL);
    query_bind_text(query, 3, key);
    query_bind_text(query, 4, record_text(record, RECORD_RESIDENTS_NAME));
    return take_best(query, record, BY_PHONE, arena, id, error);
}

static enum status find_namesake(struct db *db, const struct record *record, struct arena *arena,
                                 const char **id, struct error *error)
{
    struct query *query = db_query(db, SQL_REFERENCE_RESIDENTS_NAMED);
    const char *name = record_text(record, RECORD_RESIDENTS_NAME);
    struct text key = TEXT_EMPTY;

    searchkey_sort(&key, name);
    query_bind_text(query, 1, key.at);
    query_bind_text(query, 2, name);
    text_release(&key);
    return take_best(query, record, BY_NAME, arena, id, error);
}

/* Of a passport: it begins with no digit, and the index has it not. */
static bool is_unlisted_card(const struct record *record)
{
    char card[RESIDENT_CARD_ROOM];
    struct text key = TEXT_EMPTY;

    search_key_of_card(&key, record_text(record, RECORD_RESIDENTS_ID_NUMBER));
    bool is = *card_of(record, card) && !*key.at;
    text_release(&key);
    return is;
}

/* Namesakes are many in a large town: what tells them apart is asked of an index of its own. */
static enum status find_name(struct db *db, const struct record *record, struct arena *arena,
                             const char **id, struct error *error)
{
    const char *door = record_text(record, RECORD_RESIDENTS_DOOR);
    const char *phone = record_text(record, RECORD_RESIDENTS_PHONE);
    struct search_keys phones = {.arena = arena};
    char card[RESIDENT_CARD_ROOM];
    enum status status = STATUS_OK;

    search_keys_of_phones(&phones, SEARCH_KEY_PHONE, phone);
    if (*door)
        TRY(find_door(db, record, arena, id, error));
    if (!*id && phones.count)
        TRY(find_phone(db, record, phones.at[0].text, arena, id, error));
    bool has_none = !*door && !*phone && !*card_of(record, card);
    if (!*id && (has_none || (*phone && !phones.count) || is_unlisted_card(record)))
        TRY(find_namesake(db, record, arena, id, error));
done:
    return status;
}

enum status query_reference_resident(struct db *db, const struct record *record,
                                     struct arena *arena, const char **id, struct error *error)
{
    enum status status;

    *id = NULL;
    TRY(find_card(db, record, arena, id, error));
    if (!*id)
        TRY(find_name(db, record, arena, id, error));
done:
    return status;
}

enum status query_reference_numbered(struct db *db, const char *number, struct arena *arena,
                                     const char ***ids, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_REFERENCE_RESIDENTS_NUMBERED);
    enum status status;
    size_t room = 0;
    bool row;

    *ids = NULL;
    *count = 0;
    query_bind_text(query, 1, number);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        const char *id = query_text(query, 0);
        /* each act of theirs names them */
        if (!listnumber_is_of(id, number) || (*count && strcmp((*ids)[*count - 1], id) == 0))
            continue;
        *ids = arena_grow(arena, *ids, *count, &room, sizeof(**ids));
        (*ids)[(*count)++] = query_copy(query, 0, arena);
    }
done:
    query_reset(query);
    return status;
}

enum status query_reference_meant(struct db *db, const char *number, const char *home,
                                  struct arena *arena, const char **id, struct error *error)
{
    const char **ids, *own = listnumber_id(arena, number, home);
    bool is_station = node_level_of(home) == NODE_STATION, found;
    struct record *records;
    enum status status;
    size_t count, kept = 0;

    *id = number;
    TRY(query_reference_numbered(db, number, arena, &ids, &count, error));
    records = arena_alloc(arena, (count + 1) * sizeof(*records));
    for (size_t i = 0; i < count; i++) {
        TRY(records_get(db, RECORD_RESIDENTS, ids[i], arena, &records[kept], &found, error));
        bool is_it = strcmp(ids[i], number) == 0 || (is_station && strcmp(ids[i], own) == 0);
        if (found && is_it) {
            *id = ids[i];
            goto done;
        }
        kept += found;
    }
    if (kept > 1)
        return listnumber_refuse(number, records, kept, error);
    if (kept)
        *id = records[0].id;
done:
    return status;
}
