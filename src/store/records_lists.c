/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/records.h"

#include "shouwen/base/searchkey.h"
#include "shouwen/domain/resident.h"
#include "store/records_inside.h"
#include "store/search_keys.h"

#include <stdlib.h>
#include <string.h>

enum { RECORD_NO_FIELD = -1 };
/* Sorts after every text. */
#define AFTER_ALL "\xf4\x8f\xbf\xbf"

static const struct {
    enum record_kind kind;
    int order; /* the field that orders, before the id */
    bool is_newest_first;
    enum sql page, back;
} lists[RECORDS_LIST_COUNT] = {
#define LIST_ROW(name, kind, order, newest_first)                                                  \
    [RECORDS_##name] = {RECORD_##kind, RECORD_##order, newest_first, SQL_FRAGMENT_PAGE_##name,     \
                        SQL_FRAGMENT_PAGE_##name##_BACK},
    RECORDS_LIST_TABLE(LIST_ROW)};

/* Binds the place that the page begins after: of a row, or before the first one in reading order.
 * */
static void bind_place(struct query *query, const struct records_page *page)
{
    bool is_descending = lists[page->list].is_newest_first != page->is_backwards;
    int order = lists[page->list].order;
    struct text key = TEXT_EMPTY;

    if (!page->from) {
        text_add(&key, is_descending ? AFTER_ALL : "");
        query_bind_text(query, 3, key.at);
    } else {
        query_bind_text(query, 3, page->from->id);
        if (order == RECORD_RESIDENTS_NAME && lists[page->list].kind == RECORD_RESIDENTS)
            searchkey_sort(&key, record_text(page->from, order));
        else if (order != RECORD_NO_FIELD)
            text_add(&key, record_text(page->from, order));
    }
    query_bind_text(query, 2, key.at);
    text_release(&key);
}

static void reverse(struct record *records, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct record kept = records[i];
        records[i] = records[count - 1 - i];
        records[count - 1 - i] = kept;
    }
}

enum status records_read_page(struct db *db, const struct records_page *page, struct arena *arena,
                              struct record **records, size_t *count, struct error *error)
{
    enum record_kind kind = lists[page->list].kind;
    enum sql from = page->is_backwards ? lists[page->list].back : lists[page->list].page;
    struct query *query = records_select(db, kind, from);
    struct records_list_out out = {.arena = arena};

    query_bind_text(query, 1, page->within);
    bind_place(query, page);
    query_bind_integer(query, 4, page->limit);
    enum status status = records_read_all(query, kind, &out, error);
    if (page->is_backwards)
        reverse(out.at, out.count);
    *records = out.at;
    *count = out.count;
    return status;
}

/* --- residents --- */

/* What is asked for, in the forms in which the index has it. */
struct wanted {
    const char *name, *door, *card;
    const char *phone; /* as given; it may be no number at all */
    struct search_keys phones;
};

static bool has_phone(struct arena *arena, const char *phones, const struct wanted *wanted)
{
    struct search_keys has = {.arena = arena};

    if (!wanted->phones.count)
        return text_same(phones, wanted->phone);
    search_keys_of_phones(&has, SEARCH_KEY_PHONE, phones);
    for (size_t i = 0; i < has.count; i++)
        for (size_t j = 0; j < wanted->phones.count; j++)
            if (strcmp(has.at[i].text, wanted->phones.at[j].text) == 0)
                return true;
    return false;
}

static bool fits(struct arena *arena, const struct record *record, const struct wanted *wanted)
{
    struct text key = TEXT_EMPTY;
    bool does = true;

    searchkey_name(&key, record_text(record, RECORD_RESIDENTS_NAME));
    does = !*wanted->name || strcmp(key.at, wanted->name) == 0;
    text_clear(&key);
    search_key_of_door(&key, record_text(record, RECORD_RESIDENTS_DOOR));
    does = does && (!*wanted->door || strcmp(key.at, wanted->door) == 0);
    text_clear(&key);
    search_key_of_card(&key, record_text(record, RECORD_RESIDENTS_ID_NUMBER));
    does = does && (!*wanted->card || strcmp(key.at, wanted->card) == 0);
    text_release(&key);
    return does && (text_is_empty(wanted->phone) ||
                    has_phone(arena, record_text(record, RECORD_RESIDENTS_PHONE), wanted));
}

/* Reads all whom one index gives, and keeps those who fit the rest. */
static enum status take_fitting(struct query *query, const struct wanted *wanted,
                                struct records_list_out *out, size_t most, struct error *error)
{
    enum status status;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row || out->count == most)
            break;
        struct record record = records_read(query, RECORD_RESIDENTS, out->arena);
        if (!fits(out->arena, &record, wanted))
            continue;
        out->at = arena_grow(out->arena, out->at, out->count, &out->room, sizeof(*out->at));
        out->at[out->count++] = record;
    }
done:
    query_reset(query);
    return status;
}

/* The most telling of what is given is asked of the index: ID number, phone, door, name. */
static enum status take_residents(struct db *db, const struct wanted *wanted,
                                  struct records_list_out *out, size_t most, struct error *error)
{
    const struct search_key key = *wanted->card ? (struct search_key){SEARCH_KEY_CARD, wanted->card}
                                  : wanted->phones.count
                                      ? wanted->phones.at[0]
                                      : (struct search_key){SEARCH_KEY_NAME, wanted->name};
    bool is_door = key.kind == SEARCH_KEY_NAME && *wanted->door;
    struct query *query =
        records_select(db, RECORD_RESIDENTS,
                       is_door ? SQL_FRAGMENT_RECORDS_FROM_DOOR : SQL_FRAGMENT_RECORDS_FROM_KEY);

    if (is_door) {
        query_bind_text(query, 1, wanted->door);
    } else {
        query_bind_integer(query, 1, key.kind);
        query_bind_integer(query, 2, SEARCH_NEAR_ALL);
        query_bind_text(query, 3, key.text);
    }
    return take_fitting(query, wanted, out, most, error);
}

static int by_id(const void *a, const void *b)
{
    const struct record *one = a, *two = b;

    return strcmp(one->id, two->id);
}

/* Whom those who were joined stand for, each once. */
static enum status take_persons(struct db *db, struct records_list_out *out, struct error *error)
{
    enum status status = STATUS_OK;
    size_t kept = 0;

    for (size_t i = 0; i < out->count; i++) {
        struct record person = out->at[i];
        bool is_new = true, found;
        if (*record_text(&person, RECORD_RESIDENTS_JOINED)) {
            TRY(records_get_person(db, out->at[i].id, out->arena, &person, &found, error));
            if (!found)
                person = out->at[i];
        }
        for (size_t j = 0; j < kept && is_new; j++)
            is_new = strcmp(out->at[j].id, person.id) != 0;
        if (is_new)
            out->at[kept++] = person;
    }
    out->count = kept;
done:
    return status;
}

enum status records_find_residents(struct db *db, const struct records_person *person, int limit,
                                   struct arena *arena, struct record **records, size_t *count,
                                   struct error *error)
{
    struct records_list_out out = {.arena = arena};
    struct wanted wanted = {.phone = person->phone, .phones = {.arena = arena}};
    struct text key = TEXT_EMPTY;

    searchkey_name(&key, person->name ? person->name : "");
    wanted.name = arena_copy(arena, key.at);
    text_clear(&key);
    search_key_of_door(&key, person->door ? person->door : "");
    wanted.door = arena_copy(arena, key.at);
    text_clear(&key);
    search_key_of_card(&key, person->card ? person->card : "");
    wanted.card = arena_copy(arena, key.at);
    text_release(&key);
    search_keys_of_phones(&wanted.phones, SEARCH_KEY_PHONE, person->phone ? person->phone : "");
    enum status status = take_residents(db, &wanted, &out, (size_t)limit, error);
    if (status == STATUS_OK && !person->is_as_kept)
        status = take_persons(db, &out, error);
    if (out.count)
        qsort(out.at, out.count, sizeof(*out.at), by_id);
    *records = out.at;
    *count = out.count;
    return status;
}

enum status records_household(struct db *db, const struct record *resident, struct arena *arena,
                              struct record **records, size_t *count, struct error *error)
{
    const char *grid = record_text(resident, RECORD_RESIDENTS_GRID);
    char station[NODE_PART];
    struct query *query = records_select(db, RECORD_RESIDENTS, SQL_FRAGMENT_RECORDS_FROM_HOUSEHOLD);
    struct records_list_out out = {.arena = arena};
    struct text key = TEXT_EMPTY;

    search_key_of_door(&key, record_text(resident, RECORD_RESIDENTS_DOOR));
    query_bind_text(query, 1, key.at);
    query_bind_text(query, 2, resident_station(resident, station));
    query_bind_text(query, 3, grid);
    text_release(&key);
    enum status status = records_read_all(query, RECORD_RESIDENTS, &out, error);
    *records = out.at;
    *count = out.count;
    return status;
}
