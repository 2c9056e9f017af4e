/* SPDX-License-Identifier: MIT */
/* import_double: whether somebody who is new may be somebody who is here, or of an earlier row: the
 * same name, however it is spaced, and the same birthday, phone or door. Everybody's three are kept
 * as hashes, and whoever is found is looked at before anything is said. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/domain/resident.h"
#include "intake/import_inside.h"

#include <stdlib.h>
#include <string.h>

static const int telling[] = {RECORD_RESIDENTS_BIRTH_ON, RECORD_RESIDENTS_PHONE,
                              RECORD_RESIDENTS_DOOR};
enum { TELLING = sizeof(telling) / sizeof(telling[0]) };

/* As little as can be: of a street's list there are half a million. */
struct someone {
    uint32_t id_at; /* in ids */
    uint32_t line;  /* 0: was here before */
};
struct slot {
    uint32_t hash, who; /* who: from 1; 0: free */
};
struct import_doubles {
    struct slot *slots; /* at most three quarters of the room are taken */
    size_t room, taken;
    struct someone *people;
    size_t count, people_room;
    struct text ids; /* each with its NUL */
};
enum { LEAST = 1024 };

static uint32_t hash_of(const char *name, int field, const char *value)
{
    uint64_t hash = (14695981039346656037u ^ (unsigned)field) * 1099511628211u; /* FNV-1a */

    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 1099511628211u;
    hash = (hash ^ 0xFF) * 1099511628211u;
    for (; *value; value++)
        hash = (hash ^ (unsigned char)*value) * 1099511628211u;
    return (uint32_t)(hash ^ hash >> 32);
}

static struct slot *slot_of(const struct import_doubles *doubles, uint32_t hash)
{
    size_t place = (size_t)((uint64_t)hash * doubles->room >> 32);

    while (doubles->slots[place].who && doubles->slots[place].hash != hash)
        place = place + 1 == doubles->room ? 0 : place + 1;
    return &doubles->slots[place];
}

static void make_room(struct import_doubles *doubles)
{
    const struct import_doubles old = *doubles;

    if (4 * (old.taken + 1) <= 3 * old.room)
        return;
    doubles->room = old.room + old.room / 2;
    doubles->slots = memory_new(doubles->room * sizeof(*doubles->slots));
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].who)
            *slot_of(doubles, old.slots[i].hash) = old.slots[i];
    free(old.slots);
}

static struct import_doubles *doubles_new(size_t rows)
{
    struct import_doubles *doubles = memory_new(sizeof(*doubles));

    doubles->ids = (struct text)TEXT_EMPTY;
    doubles->room = rows < LEAST ? LEAST : TELLING * rows / 5 * 7;
    doubles->slots = memory_new(doubles->room * sizeof(*doubles->slots));
    return doubles;
}

/* The first of a name and value stands for those that follow. */
static void note(struct import_doubles *doubles, const struct record *record, const char *key,
                 int64_t line)
{
    if (doubles->count == doubles->people_room) {
        doubles->people_room = doubles->people_room ? 2 * doubles->people_room : 256;
        doubles->people =
            memory_grow(doubles->people, doubles->people_room, sizeof(*doubles->people));
    }
    doubles->people[doubles->count++] =
        (struct someone){(uint32_t)doubles->ids.length, (uint32_t)line};
    text_add_bytes(&doubles->ids, record->id, strlen(record->id) + 1);
    for (size_t i = 0; i < TELLING; i++) {
        const char *value = record_text(record, telling[i]);
        uint32_t hash = hash_of(key, telling[i], value);
        if (!*value)
            continue;
        make_room(doubles);
        struct slot *slot = slot_of(doubles, hash);
        if (slot->who)
            continue;
        *slot = (struct slot){hash, (uint32_t)doubles->count};
        doubles->taken++;
    }
}

static enum status take(void *context, const struct record *record, struct error *error)
{
    struct text key = TEXT_EMPTY;

    (void)error;
    searchkey_name(&key, record_text(record, RECORD_RESIDENTS_NAME));
    if (!*record_text(record, RECORD_RESIDENTS_JOINED))
        note(context, record, key.at, 0);
    text_release(&key);
    return STATUS_OK;
}

/* Two ID numbers are two people. */
static bool is_double(const struct record *record, const struct record *there, int field)
{
    struct text one = TEXT_EMPTY, other = TEXT_EMPTY;
    char card[RESIDENT_CARD_ROOM], their_card[RESIDENT_CARD_ROOM];

    resident_card(record_text(record, RECORD_RESIDENTS_ID_NUMBER), card);
    resident_card(record_text(there, RECORD_RESIDENTS_ID_NUMBER), their_card);
    searchkey_name(&one, record_text(record, RECORD_RESIDENTS_NAME));
    searchkey_name(&other, record_text(there, RECORD_RESIDENTS_NAME));
    bool is = text_same(one.at, other.at) &&
              text_same(record_text(record, field), record_text(there, field)) &&
              (!*card || !*their_card || resident_is_same_card(card, their_card));
    text_release(&one);
    text_release(&other);
    return is;
}

static void doubt(struct import_run *run, int64_t line, const struct record *record, int field,
                  const struct someone *whom, const struct record *there)
{
    const char *name = record_text(there, RECORD_RESIDENTS_NAME);
    const struct import_spot spot = {line, import_heading_of(run, field),
                                     record_text(record, RECORD_RESIDENTS_NAME)};

    if (whom->line)
        import_problem_add(
            run, &spot, false, REASON_DOUBLE_ROW,
            arena_format(&run->row_arena, _("line %lld (%s)"), (long long)whom->line, name));
    else
        import_problem_add(
            run, &spot, false, REASON_DOUBLE,
            arena_format(&run->row_arena, "%s %s", run->doubles->ids.at + whom->id_at, name));
}

static enum status find(struct import_run *run, int64_t line, const struct record *record,
                        const char *key, struct error *error)
{
    struct import_doubles *doubles = run->doubles;
    struct record there;
    enum status status = STATUS_OK;
    bool found = false;

    for (size_t i = 0; i < TELLING; i++) {
        const char *value = record_text(record, telling[i]);
        struct slot *slot = slot_of(doubles, hash_of(key, telling[i], value));
        if (!*value || !slot->who)
            continue;
        const struct someone *whom = &doubles->people[slot->who - 1];
        TRY(reference_get(run->desk, RECORD_RESIDENTS, doubles->ids.at + whom->id_at,
                          &run->row_arena, &there, &found, error));
        if (!found || !is_double(record, &there, telling[i]))
            continue;
        doubt(run, line, record, telling[i], whom, &there);
        break;
    }
done:
    return status;
}

enum status import_doubt_double(struct import_run *run, int64_t line, const struct record *record,
                                struct error *error)
{
    struct text key = TEXT_EMPTY;
    enum status status = STATUS_OK;

    searchkey_name(&key, record_text(record, RECORD_RESIDENTS_NAME));
    if (!run->doubles) {
        run->doubles = doubles_new((size_t)run->row_total);
        TRY(reference_each_put(run->desk, RECORD_RESIDENTS, take, run->doubles, error));
    }
    TRY(find(run, line, record, key.at, error));
    note(run->doubles, record, key.at, line);
done:
    text_release(&key);
    return status;
}

void import_doubles_release(struct import_doubles *doubles)
{
    if (!doubles)
        return;
    free(doubles->slots);
    free(doubles->people);
    text_release(&doubles->ids);
    free(doubles);
}
