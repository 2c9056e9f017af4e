/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "store/search_inside.h"

#include "shouwen/base/searchkey.h"
#include "shouwen/domain/service.h"

#include <string.h>

/* --- the table lookup --- */

enum status search_write_key(struct db *db, enum sql sql, const struct search_key *key,
                             enum search_near near, int64_t ref, struct error *error)
{
    struct query *query = db_query(db, sql);

    query_bind_integer(query, 1, key->kind);
    query_bind_integer(query, 2, near);
    query_bind_text(query, 3, key->text);
    query_bind_integer(query, 4, ref);
    return query_run(query, error);
}

static bool has_key(const struct search_keys *keys, const struct search_key *key)
{
    for (size_t i = 0; i < keys->count; i++)
        if (keys->at[i].kind == key->kind && strcmp(keys->at[i].text, key->text) == 0)
            return true;
    return false;
}

/* The key at each of its places from near on. */
static enum status write_places(struct db *db, enum sql sql, const struct search_key *key,
                                enum search_near near, int64_t ref, struct error *error)
{
    enum status status = STATUS_OK;

    for (int at = search_key_has_near(key->kind) ? (int)near : SEARCH_NEAR_ALL; at < SEARCH_NEARS;
         at++)
        TRY(search_write_key(db, sql, key, (enum search_near)at, ref, error));
done:
    return status;
}

/* Drops what is in before only and adds what is in after only. */
static enum status change_keys(struct db *db, const struct search_keys *before,
                               const struct search_keys *after, enum search_near near, int64_t ref,
                               struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < before->count; i++)
        if (!has_key(after, &before->at[i]))
            TRY(write_places(db, SQL_SEARCH_LOOKUP_DROP, &before->at[i], near, ref, error));
    for (size_t i = 0; i < after->count; i++)
        if (!has_key(before, &after->at[i]))
            TRY(write_places(db, SQL_SEARCH_LOOKUP_ADD, &after->at[i], near, ref, error));
done:
    return status;
}

/* --- residents and services --- */

/* What the materials of an item are called. */
static void add_materials(struct text *out, const struct service *service)
{
    for (size_t i = 0; i < service->material_count; i++) {
        searchkey_terms(out, service->materials[i].name);
        text_add_char(out, ' ');
    }
}

static void add_names(struct text *out, const struct service *service)
{
    searchkey_terms(out, service->name);
    for (size_t i = 0; i < service->alias_count; i++) {
        text_add_char(out, ' ');
        searchkey_terms(out, service->aliases[i]);
    }
}

static enum status put_service_text(struct db *db, int64_t seq, const struct record *after,
                                    struct arena *arena, struct error *error)
{
    struct query *query = db_query(db, SQL_SEARCH_SERVICE_DROP);
    struct text names = TEXT_EMPTY, materials = TEXT_EMPTY;
    struct service service;
    enum status status;

    query_bind_integer(query, 1, seq);
    TRY(query_run(query, error));
    if (!after)
        goto done;
    service_read(arena, after, &service);
    add_names(&names, &service);
    add_materials(&materials, &service);
    query = db_query(db, SQL_SEARCH_SERVICE_ADD);
    query_bind_integer(query, 1, seq);
    query_bind_text(query, 2, names.at);
    query_bind_text(query, 3, materials.at);
    TRY(query_run(query, error));
done:
    text_release(&names);
    text_release(&materials);
    return status;
}

enum status search_find_near(struct db *db, const char *resident, enum search_near *near,
                             struct error *error)
{
    struct query *query = db_query(db, SQL_FIND_NEARNESS);
    bool row;

    query_bind_text(query, 1, resident);
    enum status status = query_step(query, &row, error);
    if (status == STATUS_OK && query_is_null(query, 0))
        *near = SEARCH_NEAR_ALL;
    else if (status == STATUS_OK)
        *near = query_integer(query, 0) ? SEARCH_NEAR_OPEN : SEARCH_NEAR_KNOWN;
    query_reset(query);
    return status;
}

enum status search_put_record(struct db *db, int64_t seq, const struct record *before,
                              const struct record *after, struct error *error)
{
    const struct record *either = after ? after : before;
    struct arena arena = {0};
    struct search_keys old = {.arena = &arena}, new = {.arena = &arena};
    enum search_near near = SEARCH_NEAR_ALL;
    enum status status = STATUS_OK;

    if (either->kind == RECORD_RESIDENTS)
        TRY(search_find_near(db, either->id, &near, error));
    search_keys_of_record(&old, before);
    search_keys_of_record(&new, after);
    TRY(change_keys(db, &old, &new, near, seq, error));
    if (either->kind == RECORD_SERVICES)
        TRY(put_service_text(db, seq, after, &arena, error));
done:
    arena_release(&arena);
    return status;
}

enum status search_add_record(struct db *db, struct search_batch *batch, int64_t seq,
                              const struct record *record, const struct search_keys *keys,
                              struct error *error)
{
    enum status status = STATUS_OK;
    bool has_case = false;

    if (record->kind == RECORD_RESIDENTS) {
        struct query *query = db_query(db, SQL_SEARCH_RESIDENT_HAS_CASE);
        query_bind_text(query, 1, record->id);
        TRY(query_step(query, &has_case, error));
        query_reset(query);
    }
    if (record->kind != RECORD_RESIDENTS || has_case)
        return search_put_record(db, seq, NULL, record, error);
    TRY(search_batch_add(db, batch, keys, seq, error));
done:
    return status;
}

/* An id without a record, as yet, is fine: the record finds its places when it comes. Whoever
 * stands for the resident has their cases too. */
enum status search_place_resident(struct db *db, const char *id, struct error *error)
{
    struct arena arena = {0};
    struct search_keys keys = {.arena = &arena};
    struct record record = {.kind = RECORD_RESIDENTS, .id = id};
    enum search_near near;
    enum status status = STATUS_OK;
    bool row;

    if (!*id)
        return STATUS_OK;
    struct query *query = db_query(db, SQL_SEARCH_RESIDENT_GET);
    query_bind_text(query, 1, id);
    TRY(query_step(query, &row, error));
    if (!row)
        goto done;
    int64_t seq = query_integer(query, 0);
    record.value[RECORD_RESIDENTS_NAME] = query_copy(query, 1, &arena);
    const char *who = query_copy(query, 2, &arena);
    query_reset(query);
    TRY(search_find_near(db, id, &near, error));
    search_keys_of_record(&keys, &record);
    for (size_t i = 0; i < keys.count; i++)
        for (int at = 0; at < SEARCH_NEAR_ALL && search_key_has_near(keys.at[i].kind); at++)
            TRY(search_write_key(db,
                                 at < (int)near ? SQL_SEARCH_LOOKUP_DROP : SQL_SEARCH_LOOKUP_ADD,
                                 &keys.at[i], (enum search_near)at, seq, error));
    if (*who && strcmp(who, id) != 0)
        TRY(search_place_resident(db, who, error));
done:
    arena_release(&arena);
    return status;
}

/* --- cases --- */

static const char *join(struct arena *arena, const char *first, const char *between,
                        const char *others)
{
    return *others ? arena_format(arena, "%s%s%s", first, *first ? between : "", others) : first;
}

/* The texts of all its people from those of the first and of the others. */
static void join_people(struct arena *arena, const char *name, const char *phone,
                        struct search_text *text)
{
    text->who = join(arena, name, "\n", text->others);
    text->phone = join(arena, phone, ";", text->other_phones);
}

enum status search_read_stood(struct db *db, const char *number, struct arena *arena,
                              struct search_text *stood, struct error *error)
{
    struct query *query = db_query(db, SQL_SEARCH_TEXT_GET);

    *stood = (struct search_text){.resident = "", .who = "", .subject = "", .phone = ""};
    query_bind_text(query, 1, number);
    enum status status = query_step(query, &stood->is_there, error);
    if (status == STATUS_OK && stood->is_there) {
        stood->is_open = query_integer(query, 0);
        stood->resident = query_copy(query, 1, arena);
        stood->subject = query_copy(query, 2, arena);
        stood->others = query_copy(query, 5, arena);
        stood->other_phones = query_copy(query, 6, arena);
        join_people(arena, query_copy(query, 3, arena), query_copy(query, 4, arena), stood);
    }
    query_reset(query);
    return status;
}

void search_read_case(const struct matter *matter, struct arena *arena, struct search_text *new)
{
    struct text names = TEXT_EMPTY, phones = TEXT_EMPTY;

    for (size_t i = 0; i < matter->party_count; i++) {
        const struct matter_party *party = &matter->parties[i];
        if (!text_is_empty(party->name))
            text_addf(&names, "%s%s", names.length ? "\n" : "", party->name);
        if (!text_is_empty(party->phone))
            text_addf(&phones, "%s%s", phones.length ? ";" : "", party->phone);
    }
    *new = (struct search_text){
        .is_there = true,
        .is_open = matter->is_open,
        .resident = matter->resident ? matter->resident : "",
        .subject = matter->subject ? matter->subject : "",
        .others = names.length ? arena_copy(arena, names.at) : "",
        .other_phones = phones.length ? arena_copy(arena, phones.at) : "",
    };
    join_people(arena, matter->name ? matter->name : "", matter->phone ? matter->phone : "", new);
    text_release(&names);
    text_release(&phones);
}

void search_case_keys(struct search_keys *keys, const struct search_text *text)
{
    if (text->is_there)
        search_keys_of_case(keys, text->is_open, *text->resident ? text->others : text->who,
                            text->phone);
}

bool search_has_others(const struct search_text *text)
{
    return text->is_there && (*text->others || *text->other_phones);
}

enum status search_put_text(struct db *db, int64_t seq, const struct search_text *new,
                            bool had_others, struct error *error)
{
    bool has = search_has_others(new);

    if (!has && !had_others)
        return STATUS_OK;
    struct query *query = db_query(db, has ? SQL_SEARCH_TEXT_PUT : SQL_SEARCH_TEXT_DROP);
    query_bind_integer(query, 1, seq);
    if (has) {
        query_bind_text(query, 2, new->others);
        query_bind_text(query, 3, new->other_phones);
    }
    return query_run(query, error);
}

static bool is_same(const struct search_text *a, const struct search_text *b)
{
    return a->is_there == b->is_there && a->is_open == b->is_open &&
           strcmp(a->resident, b->resident) == 0 && strcmp(a->who, b->who) == 0 &&
           strcmp(a->subject, b->subject) == 0 && strcmp(a->phone, b->phone) == 0 &&
           strcmp(a->others, b->others) == 0 && strcmp(a->other_phones, b->other_phones) == 0;
}

enum status search_put_case(struct db *db, int64_t seq, const struct search_text *stood,
                            const struct matter *matter, struct error *error)
{
    struct arena arena = {0};
    struct search_keys had = {.arena = &arena}, has = {.arena = &arena};
    struct search_text new;
    enum status status = STATUS_OK;

    search_read_case(matter, &arena, &new);
    if (is_same(stood, &new))
        goto done;
    TRY(search_put_terms(db, seq, stood, &new, error));
    search_case_keys(&had, stood);
    search_case_keys(&has, &new);
    TRY(change_keys(db, &had, &has, SEARCH_NEAR_ALL, seq, error));
    TRY(search_put_text(db, seq, &new, search_has_others(stood), error));
    if (strcmp(stood->resident, new.resident) != 0)
        TRY(search_place_resident(db, stood->resident, error));
    if (strcmp(stood->resident, new.resident) != 0 || stood->is_open != new.is_open)
        TRY(search_place_resident(db, new.resident, error));
done:
    arena_release(&arena);
    return status;
}
