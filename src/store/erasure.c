/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/erasure.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/erasure_kept.h"
#include "shouwen/store/schema.h"
#include "shouwen/store/search.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char pending_key[] = "scrub", told_key[] = "erased-told";

enum status erasure_has(struct db *db, const char *subject, bool *has, struct error *error)
{
    struct query *query = db_query(db, SQL_ERASURE_HAS);

    query_bind_text(query, 1, subject);
    enum status status = query_step(query, has, error);
    query_reset(query);
    return status;
}

static enum status drop_body(struct db *db, const uint8_t *id, struct error *error)
{
    struct query *query = db_query(db, SQL_ERASURE_BODY);

    query_bind_bytes(query, 1, id, CRYPTO_ID);
    return query_run(query, error);
}

static bool is_lost(const struct act *lost, size_t count, const uint8_t *id)
{
    for (size_t i = 0; i < count; i++)
        if (memcmp(lost[i].id, id, CRYPTO_ID) == 0)
            return lost[i].kind != ACT_ERASE;
    return false;
}

/* What this file alone keeps, beside the journal. */
static enum status drop_local(struct db *db, const char *subject, struct error *error)
{
    struct query *query = db_query(db, SQL_ERASURE_SENT);
    enum status status;

    query_bind_text(query, 1, subject);
    TRY(query_run(query, error));
    TRY(erasure_kept_drop(db, subject, error));
done:
    return status;
}

/* What is kept beside the journal goes while the bodies still tell what they were called. */
static enum status drop_bodies(struct db *db, const char *subject, bool is_all,
                               const struct act *lost, size_t lost_count, int *count,
                               struct error *error)
{
    struct query *query = db_query(db, SQL_ERASURE_BODIES);
    struct arena arena = {0};
    uint8_t(*ids)[CRYPTO_ID] = NULL;
    enum status status;
    size_t room = 0, length, found = 0;
    bool row;

    query_bind_text(query, 1, subject);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        const uint8_t *id = query_bytes(query, 0, &length);
        if (!is_lost(lost, lost_count, id))
            continue;
        ids = arena_grow(&arena, ids, found, &room, sizeof(*ids));
        memcpy(ids[found++], id, CRYPTO_ID);
    }
    query_reset(query);
    if (found && is_all)
        TRY(drop_local(db, subject, error));
    for (size_t i = 0; i < found; i++)
        TRY(drop_body(db, ids[i], error));
    *count = (int)found;
done:
    query_reset(query);
    arena_release(&arena);
    return status;
}

enum status erasure_put(struct db *db, const char *subject, bool is_all, const struct act *lost,
                        size_t lost_count, int *count, struct error *error)
{
    struct query *query = db_query(db, is_all ? SQL_ERASURE_PUT : SQL_ERASURE_NOT);
    enum status status;

    *count = 0;
    query_bind_text(query, 1, subject);
    TRY(query_run(query, error));
    TRY(drop_bodies(db, subject, is_all, lost, lost_count, count, error));
    if (*count)
        TRY(schema_meta_put(db, pending_key, "1", error));
done:
    return status;
}

enum status erasure_sheets(struct db *db, const char *subject, struct arena *arena,
                           struct erasure_sheet **sheets, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_ERASURE_SHEETS);
    char before[CLOCK_TEXT];
    enum status status;
    size_t room = 0;
    bool row;

    *sheets = NULL;
    *count = 0;
    query_bind_text(query, 1,
                    clock_format_day(clock_day_of(clock_now_at()) - ERASURE_SHEET_DAYS, before));
    query_bind_text(query, 2, subject);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *sheets = arena_grow(arena, *sheets, *count, &room, sizeof(**sheets));
        (*sheets)[(*count)++] = (struct erasure_sheet){
            query_copy(query, 0, arena), query_copy(query, 1, arena), query_integer(query, 2) != 0};
    }
done:
    query_reset(query);
    return status;
}

enum status erasure_is_named(struct db *db, const uint8_t *id, bool *is_named, struct error *error)
{
    struct query *query = db_query(db, SQL_ERASURE_IS_NAMED);

    query_bind_bytes(query, 1, id, CRYPTO_ID);
    enum status status = query_step(query, is_named, error);
    query_reset(query);
    return status;
}

enum status erasure_left(struct db *db, int most, struct arena *arena, struct erasure_left **left,
                         size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_ERASURE_LEFT);
    enum status status;
    size_t room = 0;
    bool row;

    *left = NULL;
    *count = 0;
    query_bind_integer(query, 1, most);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *left = arena_grow(arena, *left, *count, &room, sizeof(**left));
        (*left)[(*count)++] =
            (struct erasure_left){query_copy(query, 0, arena), query_copy(query, 1, arena)};
    }
done:
    query_reset(query);
    return status;
}

enum status erasure_count(struct db *db, int64_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_ERASURE_COUNT);
    enum status status;
    bool row;

    TRY(query_step(query, &row, error));
    *count = row ? query_integer(query, 0) : 0;
done:
    query_reset(query);
    return status;
}

/* What a person's erasing takes along. */
struct gathered {
    struct arena *arena;
    struct erasure_item *items;
    size_t count, room;
};

static enum status gather(struct db *db, enum sql sql, const char *id, struct gathered *gathered,
                          struct error *error)
{
    struct query *query = db_query(db, sql);
    enum status status;
    bool row;

    query_bind_text(query, 1, id);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        gathered->items = arena_grow(gathered->arena, gathered->items, gathered->count,
                                     &gathered->room, sizeof(*gathered->items));
        gathered->items[gathered->count++] = (struct erasure_item){
            query_copy(query, 0, gathered->arena), query_copy(query, 1, gathered->arena),
            sql == SQL_ERASURE_CASES && query_integer(query, 2)};
    }
done:
    query_reset(query);
    return status;
}

enum status erasure_of_resident(struct db *db, const char *id, struct arena *arena,
                                struct erasure_item **items, size_t *count, struct error *error)
{
    static const enum sql of[] = {SQL_ERASURE_CASES, SQL_ERASURE_VISITS, SQL_ERASURE_DEMANDS,
                                  SQL_ERASURE_PEOPLE};
    struct gathered gathered = {.arena = arena};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++)
        TRY(gather(db, of[i], id, &gathered, error));
    *items = gathered.items;
    *count = gathered.count;
done:
    return status;
}

enum status erasure_contacts(struct db *db, const char *id, struct arena *arena, const char ***ids,
                             size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_ERASURE_CONTACTS);
    enum status status;
    size_t room = 0;
    bool row;

    *ids = NULL;
    *count = 0;
    query_bind_text(query, 1, id);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *ids = arena_grow(arena, *ids, *count, &room, sizeof(**ids));
        (*ids)[(*count)++] = query_copy(query, 0, arena);
    }
done:
    query_reset(query);
    return status;
}

enum status erasure_is_pending(struct db *db, bool *is_pending, struct error *error)
{
    struct text value = TEXT_EMPTY;
    enum status status = schema_meta_get(db, pending_key, &value, error);

    *is_pending = status == STATUS_OK && value.length;
    text_release(&value);
    return status;
}

enum status erasure_is_told(struct db *db, bool *is_told, struct error *error)
{
    struct text value = TEXT_EMPTY;
    enum status status;
    int64_t count;

    TRY(erasure_count(db, &count, error));
    status = schema_meta_get(db, told_key, &value, error);
    *is_told = status == STATUS_OK && count == strtoll(value.at, NULL, 10);
done:
    text_release(&value);
    return status;
}

enum status erasure_tell(struct db *db, struct error *error)
{
    char text[24];
    int64_t count;
    enum status status;

    TRY(db_begin(db, error));
    TRY(erasure_count(db, &count, error));
    snprintf(text, sizeof(text), "%" PRId64, count);
    TRY(schema_meta_put(db, told_key, text, error));
    TRY(db_commit(db, error));
done:
    db_rollback(db);
    return status;
}

static enum status note_done(struct db *db, struct error *error)
{
    enum status status;

    TRY(db_begin(db, error));
    TRY(schema_meta_put(db, pending_key, "", error));
    TRY(db_commit(db, error));
done:
    db_rollback(db);
    return status;
}

enum status erasure_scrub(struct db *db, bool *is_done, struct error *error)
{
    enum status status;
    bool is_pending;

    *is_done = true;
    TRY(erasure_is_pending(db, &is_pending, error));
    if (!is_pending)
        return STATUS_OK;
    TRY(db_begin(db, error));
    TRY(search_scrub(db, error));
    TRY(db_commit(db, error));
    *is_done = db_empty_wal(db);
    if (*is_done)
        TRY(note_done(db, error));
done:
    db_rollback(db);
    return status;
}
