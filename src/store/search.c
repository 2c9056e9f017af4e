/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/search.h"

#include "shouwen/base/i18n.h"
#include "store/search_inside.h"

#include <string.h>

/* LETTERS_OF_A_NAME: longer initials are rather those of a service item (screens.md). */
enum { LIMIT_USUAL = 20, DEADLINE_USUAL_MS = 50, LETTERS_OF_A_NAME = 3 };

#define WHY_ROW(name, word, label) [SEARCH_WHY_##name] = {word, label},
const struct search_why_row search_why_rows[SEARCH_WHY_COUNT] = {SEARCH_WHY_TABLE(WHY_ROW)};

struct query *search_lookup(struct db *db, enum sql sql, enum search_kind kind,
                            enum search_near near, const char *key, size_t limit)
{
    struct query *query = db_query(db, sql);

    query_bind_integer(query, 1, kind);
    query_bind_integer(query, 2, near);
    query_bind_text(query, 3, key);
    query_bind_integer(query, 4, (int64_t)limit);
    return query;
}

static void set_order(struct search *search)
{
    static const enum search_group usual[] = {SEARCH_RESIDENTS, SEARCH_SERVICES, SEARCH_CASES};
    static const enum search_group items[] = {SEARCH_SERVICES, SEARCH_RESIDENTS, SEARCH_CASES};
    static const enum search_group number[] = {SEARCH_CASES, SEARCH_RESIDENTS, SEARCH_SERVICES};
    const struct search_hits *hits = search->hits;
    const enum search_group *order = usual;

    bool is_name = hits->resident_count && hits->residents[0].why == SEARCH_WHY_PINYIN;

    /* whoever spelled a name out to its end meant the person */
    if (search->typed.letter_count > LETTERS_OF_A_NAME && !is_name)
        order = items;
    if (hits->case_count && hits->cases[0].why <= SEARCH_WHY_REF)
        order = number;
    memcpy(search->hits->order, order, sizeof(usual));
}

/* All steps see one state of the file, and take its lock once; inside a transaction they do
 * anyway. */
static enum status start(struct search *search, struct db *db, const struct search_context *context,
                         struct arena *arena, struct search_hits *hits, struct error *error)
{
    *hits = (struct search_hits){0};
    *search = (struct search){.db = db, .arena = arena, .context = context, .hits = hits};
    search->limit = context->limit > 0 ? (size_t)context->limit : LIMIT_USUAL;
    db_set_limit(db, context->deadline_ms > 0 ? context->deadline_ms : DEADLINE_USUAL_MS,
                 context->stop, context->stop_context);
    return db_is_writing(db) ? STATUS_OK : db_read_begin(db, error);
}

/* Being stopped is no error: what was found until then stands. */
static enum status finish(struct search *search, enum status status)
{
    if (!db_is_writing(search->db))
        db_read_end(search->db);
    db_set_limit(search->db, 0, NULL, NULL);
    set_order(search);
    search->hits->is_partial = status == STATUS_BUSY;
    return status == STATUS_BUSY ? STATUS_OK : status;
}

enum status search_query(struct db *db, const char *typed, const struct search_context *context,
                         struct arena *arena, struct search_hits *hits, struct error *error)
{
    struct search search;
    enum status status;

    TRY(start(&search, db, context, arena, hits, error));
    search_typed_read(arena, typed, &search.typed);
    if (!*search.typed.text)
        goto done;
    TRY(search_find_residents(&search, error));
    TRY(search_find_services(&search, error));
    TRY(search_find_cases(&search, error));
done:
    return finish(&search, status);
}

enum status search_duplicates(struct db *db, const struct search_intake *intake,
                              const struct search_context *context, struct arena *arena,
                              struct search_hits *hits, struct error *error)
{
    struct search search;
    enum status status;

    TRY(start(&search, db, context, arena, hits, error));
    TRY(search_find_duplicates(&search, intake, error));
done:
    return finish(&search, status);
}
