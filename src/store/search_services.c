/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "store/search_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/domain/material.h"
#include "shouwen/domain/parts.h"

#include <string.h>

/* USE_DAYS: habits change with the season (screens.md); USE_MOST: counted no further. */
enum { RANGE_MOST = 64, USE_DAYS = 90, USE_MOST = 200 };

struct found {
    struct search *search;
    struct search_service *at;
    size_t count, room;
};

/* Whether what was typed is in the name, as the tier asks for it; initials and pinyin are compared
 * with each spelling. */
struct match {
    const char *typed;
    enum search_why why;
    bool is_found;
};

static void match_spelling(void *context, const char *spelling)
{
    struct match *match = context;

    match->is_found = match->is_found || text_starts(spelling, match->typed);
}

static bool matches(const struct search_typed *typed, enum search_why why, const char *name)
{
    struct match match = {.typed = typed->name, .why = why};
    struct text key = TEXT_EMPTY;

    searchkey_name(&key, name);
    if (why == SEARCH_WHY_NAME)
        match.is_found = strcmp(key.at, typed->name) == 0;
    else if (why == SEARCH_WHY_NAME_PREFIX)
        match.is_found = text_starts(key.at, typed->name);
    else if (why == SEARCH_WHY_NAME_INSIDE)
        match.is_found = strstr(key.at, typed->name) || (key.length && strstr(typed->name, key.at));
    else if (why == SEARCH_WHY_PINYIN_PREFIX)
        searchkey_pinyin(name, match_spelling, &match);
    else
        searchkey_initials(name, match_spelling, &match);
    text_release(&key);
    return match.is_found;
}

/* The alias that the item was found under; "" where its own name says it. */
static const char *alias_found(const struct search *search, enum search_why why, const char *name,
                               const char *aliases)
{
    size_t count;
    const char **list = parts_split(search->arena, aliases, PARTS_LIST, &count);

    if (why == SEARCH_WHY_CODE || why == SEARCH_WHY_MATERIAL || matches(&search->typed, why, name))
        return "";
    for (size_t i = 0; i < count; i++)
        if (matches(&search->typed, why, list[i]))
            return list[i];
    return "";
}

static void read_service(struct search *search, struct query *query, enum search_why why,
                         struct search_service *hit)
{
    struct arena *arena = search->arena;
    size_t count;

    *hit = (struct search_service){.why = why};
    hit->code = query_copy(query, 0, arena);
    hit->name = query_copy(query, 1, arena);
    hit->alias = alias_found(search, why, hit->name, query_text(query, 2));
    hit->limit = query_copy(query, 3, arena);
    hit->cost = query_copy(query, 4, arena);
    hit->hours = query_copy(query, 5, arena);
    hit->instead = query_copy(query, 6, arena);
    hit->place = query_copy(query, 7, arena);
    material_read(arena, query_text(query, 8), &count, NULL);
    hit->material_count = (int)count;
}

static bool is_taken(const struct found *found, const char *code)
{
    for (size_t i = 0; i < found->count; i++)
        if (strcmp(found->at[i].code, code) == 0)
            return true;
    return false;
}

static enum status take(struct found *found, struct query *query, enum search_why why,
                        struct error *error)
{
    enum status status;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        if (is_taken(found, query_text(query, 0)))
            continue;
        found->at = arena_grow(found->search->arena, found->at, found->count, &found->room,
                               sizeof(*found->at));
        read_service(found->search, query, why, &found->at[found->count++]);
    }
done:
    return status;
}

/* The full-text tiers: names and aliases first, then what the item asks to bring. */
static enum status take_texts(struct found *found, struct error *error)
{
    static const struct {
        const char *column;
        enum search_why why;
    } tiers[] = {{"name", SEARCH_WHY_NAME_INSIDE}, {"material", SEARCH_WHY_MATERIAL}};
    struct search *search = found->search;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2 && *search->typed.query; i++) {
        struct query *query = db_query(search->db, SQL_FIND_SERVICES_TEXT);
        query_bind_text(
            query, 1,
            arena_format(search->arena, "%s : (%s)", tiers[i].column, search->typed.query));
        query_bind_integer(query, 2, RANGE_MOST);
        TRY(take(found, query, tiers[i].why, error));
    }
done:
    return status;
}

/* People talk in sentences: a name or alias of two to six ideographs within what was typed. */
static enum status take_said(struct found *found, struct error *error)
{
    enum { LEAST = 2, MOST = 6, IDEOGRAPH = 3, FROM = 30 }; /* FROM: characters looked at */
    struct search *search = found->search;
    const char *typed = search->typed.name;
    size_t length = strlen(typed);
    enum status status = STATUS_OK;

    for (size_t bytes = MOST * IDEOGRAPH; bytes >= LEAST * IDEOGRAPH; bytes -= IDEOGRAPH) {
        for (size_t at = 0; at + bytes <= length && at < FROM * IDEOGRAPH; at++) {
            /* begins and ends with a whole character that is no Latin one */
            bool is_whole = ((unsigned char)typed[at] & 0xC0) == 0xC0 &&
                            ((unsigned char)typed[at + bytes] & 0xC0) != 0x80;
            if (!is_whole)
                continue;
            TRY(take(found,
                     search_lookup(search->db, SQL_FIND_SERVICES_EXACT, SEARCH_KEY_SERVICE,
                                   SEARCH_NEAR_ALL,
                                   arena_copy_part(search->arena, typed + at, bytes), RANGE_MOST),
                     SEARCH_WHY_NAME_INSIDE, error));
        }
    }
done:
    return status;
}

static enum status count_use(struct search *search, struct search_service *hit, struct error *error)
{
    struct query *query = db_query(search->db, SQL_FIND_SERVICE_USE);
    bool row;

    query_bind_text(query, 1, hit->code);
    query_bind_integer(query, 2, clock_start_of(search->context->today - USE_DAYS));
    query_bind_integer(query, 3, USE_MOST);
    enum status status = query_step(query, &row, error);
    if (status == STATUS_OK && row)
        hit->use_count = (int)query_integer(query, 0);
    query_reset(query);
    return status;
}

static enum status rank(struct found *found, struct error *error)
{
    struct search_hits *hits = found->search->hits;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < found->count && status == STATUS_OK; i++)
        status = count_use(found->search, &found->at[i], error);
    search_rank_services(found->at, found->count);
    hits->services = found->at;
    hits->service_count = found->count < found->search->limit ? found->count : found->search->limit;
    return status;
}

enum status search_find_services(struct search *search, struct error *error)
{
    static const struct {
        enum search_kind kind;
        enum sql sql;
        enum search_why why;
    } tiers[] = {
        {SEARCH_KEY_SERVICE_CODE, SQL_FIND_SERVICES_EXACT, SEARCH_WHY_CODE},
        {SEARCH_KEY_SERVICE, SQL_FIND_SERVICES_EXACT, SEARCH_WHY_NAME},
        {SEARCH_KEY_SERVICE, SQL_FIND_SERVICES_PREFIX, SEARCH_WHY_NAME_PREFIX},
        {SEARCH_KEY_SERVICE_INITIALS, SQL_FIND_SERVICES_PREFIX, SEARCH_WHY_INITIALS_PREFIX},
        {SEARCH_KEY_SERVICE_PINYIN, SQL_FIND_SERVICES_PREFIX, SEARCH_WHY_PINYIN_PREFIX},
    };
    struct found found = {.search = search};
    enum status status = STATUS_OK, ranked;

    if (!*search->typed.name)
        return STATUS_OK;
    for (size_t i = 0; i < sizeof(tiers) / sizeof(*tiers); i++)
        TRY(take(&found,
                 search_lookup(search->db, tiers[i].sql, tiers[i].kind, SEARCH_NEAR_ALL,
                               search->typed.name, RANGE_MOST),
                 tiers[i].why, error));
    TRY(take_texts(&found, error));
    if (!found.count)
        TRY(take_said(&found, error));
done:
    ranked = rank(&found, error);
    return status == STATUS_OK ? ranked : status;
}
