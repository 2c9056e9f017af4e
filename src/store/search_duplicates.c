/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "store/search_inside.h"

#include "shouwen/base/searchkey.h"
#include "shouwen/domain/parts.h"

#include <string.h>

enum { LOOKED_AT_MOST = 64 };

/* The person an intake is about, in the forms that are compared. */
struct visitor {
    const char *id, *node, *grid,
        *door;        /* of the resident, once chosen; the door as typed before */
    const char *name; /* searchkey_name() */
    struct search_keys phones;
};

static enum status read_chosen(struct search *search, const char *id, struct visitor *visitor,
                               struct error *error)
{
    struct query *query = db_query(search->db, SQL_SEARCH_HOME_GET);
    bool row;

    query_bind_text(query, 1, id);
    enum status status = query_step(query, &row, error);
    if (status == STATUS_OK && row) {
        if (!*visitor->door)
            visitor->door = query_copy(query, 0, search->arena);
        visitor->node = query_copy(query, 1, search->arena);
        visitor->grid = query_copy(query, 2, search->arena);
    }
    query_reset(query);
    return status;
}

static enum status read_visitor(struct search *search, const struct search_intake *intake,
                                struct visitor *visitor, struct error *error)
{
    struct text made = TEXT_EMPTY;

    *visitor = (struct visitor){.id = intake->resident ? intake->resident : "",
                                .node = search->context->node ? search->context->node : "",
                                .grid = "",
                                .phones = {.arena = search->arena}};
    searchkey_name(&made, intake->name ? intake->name : "");
    visitor->name = arena_copy(search->arena, made.at);
    text_clear(&made);
    search_key_of_door(&made, intake->door ? intake->door : "");
    visitor->door = arena_copy(search->arena, made.at);
    text_release(&made);
    if (intake->phone)
        search_keys_of_phones(&visitor->phones, SEARCH_KEY_PHONE, intake->phone);
    return *visitor->id ? read_chosen(search, visitor->id, visitor, error) : STATUS_OK;
}

/* --- open cases --- */

static enum status take_own(struct search *search, const struct visitor *visitor,
                            struct error *error)
{
    struct query *query = db_query(search->db, SQL_FIND_CASES_RESIDENT);

    if (!*visitor->id)
        return STATUS_OK;
    query_bind_text(query, 1, visitor->id);
    query_bind_integer(query, 2, LOOKED_AT_MOST);
    return search_take_cases(search, query, SEARCH_WHY_PERSON, error);
}

static enum status take_by_phone(struct search *search, const struct visitor *visitor,
                                 struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < visitor->phones.count; i++)
        TRY(search_take_cases(search,
                              search_lookup(search->db, SQL_FIND_CASES_PHONE, SEARCH_KEY_CASE_PHONE,
                                            SEARCH_NEAR_ALL, visitor->phones.at[i].text,
                                            LOOKED_AT_MOST),
                              SEARCH_WHY_PHONE, error));
done:
    return status;
}

/* Of the door itself and of those who live there. */
static enum status take_household(struct search *search, const struct visitor *visitor,
                                  struct error *error)
{
    struct query *query = db_query(search->db, SQL_FIND_CASES_HOUSEHOLD);
    enum status status;

    if (!*visitor->door)
        return STATUS_OK;
    query_bind_text(query, 1, visitor->door);
    query_bind_text(query, 2, visitor->node);
    query_bind_text(query, 3, visitor->grid);
    query_bind_integer(query, 4, LOOKED_AT_MOST);
    TRY(search_take_cases(search, query, SEARCH_WHY_DOOR, error));
    query = db_query(search->db, SQL_FIND_CASES_DOOR);
    query_bind_text(query, 1, visitor->door);
    query_bind_integer(query, 2, LOOKED_AT_MOST);
    TRY(search_take_cases(search, query, SEARCH_WHY_DOOR, error));
done:
    return status;
}

/* By anyone of that name who takes part in a case; a surname alone says nothing. */
static enum status take_by_name(struct search *search, const struct visitor *visitor,
                                struct error *error)
{
    struct text words = TEXT_EMPTY, needles = TEXT_EMPTY;
    enum status status = STATUS_OK;

    searchkey_query(&words, visitor->name);
    if (!words.length || text_ends(words.at, "*"))
        goto done;
    searchkey_needles(&needles, visitor->name);
    struct query *query = db_query(search->db, SQL_FIND_CASES_FRESH_TEXT);
    query_bind_text(query, 1, needles.at);
    query_bind_integer(query, 2, LOOKED_AT_MOST);
    query_bind_integer(query, 3, true);
    TRY(search_take_cases(search, query, SEARCH_WHY_NAME, error));
    query = db_query(search->db, SQL_FIND_CASES_OPEN_TEXT);
    query_bind_text(query, 1, arena_format(search->arena, "who : (%s)", words.at));
    query_bind_integer(query, 2, LOOKED_AT_MOST);
    TRY(search_take_cases(search, query, SEARCH_WHY_NAME, error));
done:
    text_release(&words);
    text_release(&needles);
    return status;
}

/* Takes out what is closed, and cases of others who only have the same name. */
static void keep_open(struct search_hits *hits, const struct visitor *visitor)
{
    size_t kept = 0;

    for (size_t i = 0; i < hits->case_count; i++) {
        const struct search_case *hit = &hits->cases[i];
        bool is_namesake = hit->why == SEARCH_WHY_NAME && *visitor->id && *hit->resident &&
                           strcmp(hit->resident, visitor->id) != 0;
        if (hit->is_open && !is_namesake)
            hits->cases[kept++] = *hit;
    }
    hits->case_count = kept;
}

/* True if term is one of the terms, which have blanks between them. */
static bool has_term(const char *terms, const char *term, size_t length)
{
    while (*terms) {
        size_t here = strcspn(terms, " ");
        if (here == length && memcmp(terms, term, length) == 0)
            return true;
        terms += here + (terms[here] == ' ');
    }
    return false;
}

/* Half of the pairs of characters that were typed are in the other subject too. */
static bool is_alike(const char *typed, const char *subject)
{
    struct text ours = TEXT_EMPTY, theirs = TEXT_EMPTY;
    size_t count = 0, shared = 0;

    searchkey_terms(&ours, typed);
    searchkey_terms(&theirs, subject);
    for (const char *at = ours.at; *at;) {
        size_t length = strcspn(at, " ");
        count++;
        shared += has_term(theirs.at, at, length);
        at += length + (at[length] == ' ');
    }
    text_release(&ours);
    text_release(&theirs);
    return shared && 2 * shared >= count;
}

/* A word of the subject as it stands; letters are initials of something else. */
static bool is_part(const char *typed, const char *subject)
{
    return (unsigned char)*typed >= 0x80 && strstr(subject, typed);
}

static enum status read_aliases(struct search *search, const char *service, const char ***aliases,
                                size_t *count, struct error *error)
{
    struct query *query = db_query(search->db, SQL_FIND_SERVICE_ALIASES);
    bool row;

    query_bind_text(query, 1, service);
    enum status status = query_step(query, &row, error);
    if (status == STATUS_OK && row)
        *aliases =
            parts_split(search->arena, query_copy(query, 0, search->arena), PARTS_LIST, count);
    query_reset(query);
    return status;
}

/* About the same are those of the item, those whose words name it as people do, and those with the
 * words typed. */
static enum status mark_topics(struct search *search, const struct search_intake *intake,
                               struct error *error)
{
    struct search_hits *hits = search->hits;
    const char *typed = intake->subject ? intake->subject : "", **aliases = NULL;
    enum status status = STATUS_OK;
    size_t count = 0;

    if (!text_is_empty(intake->service) && hits->case_count)
        TRY(read_aliases(search, intake->service, &aliases, &count, error));
    for (size_t i = 0; i < hits->case_count; i++) {
        struct search_case *hit = &hits->cases[i];
        bool is_same = !text_is_empty(intake->service) && text_same(intake->service, hit->service);
        for (size_t k = 0; k < count && !is_same; k++)
            is_same = is_part(aliases[k], hit->subject);
        hit->is_same_topic =
            is_same || is_part(typed, hit->subject) || (*typed && is_alike(typed, hit->subject));
    }
done:
    return status;
}

/* --- residents --- */

static enum status take_doubles(struct search *search, const struct visitor *visitor,
                                struct search_candidates *candidates, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < visitor->phones.count; i++)
        TRY(search_take_residents(search, candidates,
                                  search_lookup(search->db, SQL_FIND_RESIDENTS_EXACT,
                                                SEARCH_KEY_PHONE, SEARCH_NEAR_ALL,
                                                visitor->phones.at[i].text, LOOKED_AT_MOST),
                                  SEARCH_WHY_PHONE, true, error));
    if (*visitor->name)
        TRY(search_take_residents(search, candidates,
                                  search_lookup(search->db, SQL_FIND_RESIDENTS_EXACT,
                                                SEARCH_KEY_NAME, SEARCH_NEAR_ALL, visitor->name,
                                                LOOKED_AT_MOST),
                                  SEARCH_WHY_NAME, true, error));
    for (size_t i = 0; i < candidates->count; i++)
        if (strcmp(candidates->at[i].hit.id, visitor->id) == 0)
            candidates->at[i] = candidates->at[--candidates->count];
done:
    return status;
}

enum status search_find_duplicates(struct search *search, const struct search_intake *intake,
                                   struct error *error)
{
    struct search_candidates candidates = {0};
    struct search_hits *hits = search->hits;
    struct visitor visitor;
    enum status status;

    TRY(read_visitor(search, intake, &visitor, error));
    TRY(take_own(search, &visitor, error));
    TRY(take_by_phone(search, &visitor, error));
    TRY(take_household(search, &visitor, error));
    TRY(take_by_name(search, &visitor, error));
    keep_open(hits, &visitor);
    TRY(mark_topics(search, intake, error));
    search_rank_cases(hits->cases, hits->case_count);
    if (hits->case_count > search->limit)
        hits->case_count = search->limit;
    TRY(take_doubles(search, &visitor, &candidates, error));
    TRY(search_rank_residents(search, &candidates, error));
done:
    return status;
}
