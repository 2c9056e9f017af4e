/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/census.h"

#include "shouwen/domain/resident.h"
#include "shouwen/store/records.h"
#include "shouwen/store/requests.h"
#include "store/search_keys.h"

#include <stdlib.h>
#include <string.h>

/* Where a hash stands says one half of it, what stands there the other: of millions none is
 * mistaken for another. That can't be worked out of a slot again, so more hashes than a table has
 * room for go to another one. */
enum { TABLES_MOST = 32, LEAST = 1024 };

struct table {
    uint32_t *slots;    /* 0 is free */
    size_t room, count; /* at most three quarters of the room are taken */
};

struct census {
    struct table tables[TABLES_MOST];
    size_t table_count;
};

static void add_table(struct census *census, size_t room)
{
    struct table *table = &census->tables[census->table_count++];

    table->room = room;
    table->slots = memory_new(room * sizeof(*table->slots));
}

static struct census *census_new(int64_t coming)
{
    struct census *census = memory_new(sizeof(*census));

    add_table(census, coming < LEAST ? LEAST : (size_t)coming / 5 * 7);
    return census;
}

static uint32_t mark_of(uint64_t hash)
{
    return (uint32_t)hash ? (uint32_t)hash : 1;
}

static uint32_t *slot_of(const struct table *table, uint64_t hash)
{
    size_t place = (size_t)((hash >> 32) * table->room >> 32);

    while (table->slots[place] && table->slots[place] != mark_of(hash))
        place = place + 1 == table->room ? 0 : place + 1;
    return &table->slots[place];
}

static bool has(const struct census *census, uint64_t hash)
{
    for (size_t i = 0; i < census->table_count; i++)
        if (*slot_of(&census->tables[i], hash))
            return true;
    return false;
}

/* Of a mark that says what the texts are, and the texts. */
static uint64_t hash_of(char mark, const char *one, const char *two)
{
    uint64_t hash = (14695981039346656037u ^ (unsigned char)mark) * 1099511628211u; /* FNV-1a */

    for (; *one; one++)
        hash = (hash ^ (unsigned char)*one) * 1099511628211u;
    hash = (hash ^ 0xFF) * 1099511628211u;
    for (; *two; two++)
        hash = (hash ^ (unsigned char)*two) * 1099511628211u;
    /* the last characters reach all bits */
    hash = (hash ^ hash >> 32) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

static void add(struct census *census, uint64_t hash)
{
    struct table *last = &census->tables[census->table_count - 1];

    if (has(census, hash))
        return;
    if (4 * (last->count + 1) > 3 * last->room && census->table_count < TABLES_MOST) {
        add_table(census, 2 * last->room);
        last++;
    }
    *slot_of(last, hash) = mark_of(hash);
    last->count++;
}

enum { MARKS_MOST = 4 };

/* One form for both kinds of card, the shorter; "" for no number. */
static const char *card_form(const char *cell, char card[RESIDENT_CARD_ROOM],
                             char shorter[RESIDENT_CARD_ROOM])
{
    resident_card(cell, card);
    resident_card_other(card, shorter);
    return *shorter && strlen(shorter) < strlen(card) ? shorter : card;
}

/* By which a resident would be found: the ID number, or the name with door or phone. */
struct mark {
    uint64_t hash;
    enum census_may may;
};

static size_t marks_of(const struct record *resident, struct mark marks[MARKS_MOST])
{
    const char *card = record_text(resident, RECORD_RESIDENTS_ID_NUMBER);
    const char *name = record_text(resident, RECORD_RESIDENTS_NAME);
    const char *door = record_text(resident, RECORD_RESIDENTS_DOOR);
    const char *phone = record_text(resident, RECORD_RESIDENTS_PHONE);
    char digits[RESIDENT_CARD_ROOM], shorter[RESIDENT_CARD_ROOM];
    const char *form = card_form(card, digits, shorter);
    size_t count = 0;

    if (*form) {
        struct text key = TEXT_EMPTY;
        search_key_of_card(&key, card);
        marks[count++] = (struct mark){hash_of('i', key.at, ""), CENSUS_BY_KEY};
        marks[count++] = (struct mark){hash_of('c', form, ""), CENSUS_BY_KEY};
        text_release(&key);
    }
    if (*door)
        marks[count++] = (struct mark){hash_of('d', name, door), CENSUS_BY_ROW};
    if (*phone)
        marks[count++] = (struct mark){hash_of('p', name, phone), CENSUS_BY_KEY};
    return count;
}

void census_add(struct census *census, const struct record *resident)
{
    struct mark marks[MARKS_MOST];
    size_t count = marks_of(resident, marks);

    for (size_t i = 0; i < count; i++)
        add(census, marks[i].hash);
}

/* A phone without a number in it is nothing to be found by, nor a card whose number begins with no
 * digit; names alone are not in the set. */
static bool is_found_by_name(const struct record *resident)
{
    struct arena arena = {0};
    struct search_keys phones = {.arena = &arena};
    struct text key = TEXT_EMPTY;
    const char *card = record_text(resident, RECORD_RESIDENTS_ID_NUMBER);
    const char *phone = record_text(resident, RECORD_RESIDENTS_PHONE);
    char digits[RESIDENT_CARD_ROOM];

    search_keys_of_phones(&phones, SEARCH_KEY_PHONE, phone);
    search_key_of_card(&key, card);
    bool has_card = *resident_card(card, digits);
    bool is_unlisted_card = has_card && !key.length;
    arena_release(&arena);
    text_release(&key);
    return is_unlisted_card || (*phone && !phones.count) ||
           (!*phone && !has_card && !*record_text(resident, RECORD_RESIDENTS_DOOR));
}

enum census_may census_may_have(const struct census *census, const struct record *resident)
{
    enum census_may may = CENSUS_NOBODY;
    struct mark marks[MARKS_MOST];
    size_t count = marks_of(resident, marks);

    if (is_found_by_name(resident))
        return CENSUS_BY_KEY;
    for (size_t i = 0; i < count; i++)
        if (has(census, marks[i].hash) && marks[i].may > may)
            may = marks[i].may;
    return may;
}

static enum status add_resident(void *context, const struct record *record, struct error *error)
{
    (void)error;
    census_add(context, record);
    return STATUS_OK;
}

enum status census_take(struct db *db, int64_t coming, struct census **census, struct error *error)
{
    struct census *taken = census_new(MARKS_MOST * coming);
    enum status status = records_each(db, RECORD_RESIDENTS, "", add_resident, taken, error);

    *census = taken;
    if (status == STATUS_OK)
        return status;
    census_drop(taken);
    *census = NULL;
    return status;
}

static uint64_t hash_of_key(const uint8_t *key)
{
    uint64_t hash;

    memcpy(&hash, key, sizeof(hash));
    return hash;
}

static uint64_t hash_of_request(const char *request)
{
    uint8_t key[CRYPTO_ID];

    requests_key(request, key);
    return hash_of_key(key);
}

void census_add_request(struct census *census, const char *request)
{
    add(census, hash_of_request(request));
}

bool census_may_have_request(const struct census *census, const char *request)
{
    return has(census, hash_of_request(request));
}

void census_add_number(struct census *census, const char *number)
{
    add(census, hash_of('n', number, ""));
}

bool census_may_have_number(const struct census *census, const char *number)
{
    return has(census, hash_of('n', number, ""));
}

static enum status take_all(struct db *db, enum sql sql, int64_t coming,
                            void (*add_one)(struct census *census, struct query *query),
                            struct census **census, struct error *error)
{
    struct census *taken = census_new(coming);
    struct query *query = db_query(db, sql);
    enum status status;
    bool row;

    *census = NULL;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        add_one(taken, query);
    }
    *census = taken;
    taken = NULL;
done:
    query_reset(query);
    census_drop(taken);
    return status;
}

static void add_key(struct census *census, struct query *query)
{
    size_t length;
    const uint8_t *key = query_bytes(query, 0, &length);

    if (length == CRYPTO_ID)
        add(census, hash_of_key(key));
}

enum status census_take_requests(struct db *db, int64_t coming, struct census **census,
                                 struct error *error)
{
    return take_all(db, SQL_REQUEST_ALL, coming, add_key, census, error);
}

static void add_number(struct census *census, struct query *query)
{
    census_add_number(census, query_text(query, 0));
}

enum status census_take_numbers(struct db *db, int64_t coming, struct census **census,
                                struct error *error)
{
    return take_all(db, SQL_JOURNAL_NUMBERS, coming, add_number, census, error);
}

void census_drop(struct census *census)
{
    for (size_t i = 0; census && i < census->table_count; i++)
        free(census->tables[i].slots);
    free(census);
}
