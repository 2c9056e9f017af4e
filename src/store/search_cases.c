/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "store/search_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/searchkey.h"

#include <string.h>

/* NO_DAY_LAST: matter stores "no day" as the largest number, so that it sorts last. LETTERS_LEAST:
 * one letter is the beginning of too many names. */
enum { NO_DAY_LAST = INT32_MAX, LETTERS_LEAST = 2 };

static void read_case(struct search *search, struct query *query, enum search_why why,
                      struct search_case *hit)
{
    struct arena *arena = search->arena;
    int64_t due_on = query_integer(query, 10);

    *hit = (struct search_case){.why = why};
    hit->number = query_copy(query, 1, arena);
    hit->subject = query_copy(query, 2, arena);
    hit->state = query_copy(query, 3, arena);
    hit->name = query_copy(query, 4, arena);
    hit->resident = query_copy(query, 5, arena);
    hit->service = query_copy(query, 6, arena);
    hit->holder = query_copy(query, 7, arena);
    hit->is_open = query_integer(query, 8);
    hit->opened_at = query_integer(query, 9);
    hit->flags = (unsigned)query_integer(query, 11);
    hit->due_on = due_on == NO_DAY_LAST ? CLOCK_NO_DAY : (int32_t)due_on;
}

static bool is_taken(const struct search_hits *hits, const char *number)
{
    for (size_t i = 0; i < hits->case_count; i++)
        if (strcmp(hits->cases[i].number, number) == 0)
            return true;
    return false;
}

enum status search_take_cases(struct search *search, struct query *query, enum search_why why,
                              struct error *error)
{
    struct search_hits *hits = search->hits;
    enum status status;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        if (is_taken(hits, query_text(query, 1)))
            continue;
        hits->cases = arena_grow(search->arena, hits->cases, hits->case_count, &search->case_room,
                                 sizeof(*hits->cases));
        read_case(search, query, why, &hits->cases[hits->case_count++]);
    }
done:
    return status;
}

void search_case_query(struct text *out, const char *typed)
{
    struct text clean = TEXT_EMPTY;

    search_typed_clean(&clean, typed);
    searchkey_query(out, clean.at);
    text_release(&clean);
}

/* A word as it is searched for: what could not be read is left out. */
static void make_word(const char *at, size_t length, struct text *word)
{
    static const char unread[] = "\xef\xbf\xbd";
    struct text kept = TEXT_EMPTY;

    for (size_t i = 0; i < length;) {
        bool is_unread = length - i >= 3 && memcmp(at + i, unread, 3) == 0;
        if (!is_unread)
            text_add_char(&kept, at[i]);
        i += is_unread ? 3 : 1;
    }
    text_clear(word);
    searchkey_name(word, kept.length ? kept.at : "");
    text_release(&kept);
}

/* True if every word that was typed is in the text, as both are searched. */
static bool has_words(const struct search_typed *typed, const char *text)
{
    struct text in = TEXT_EMPTY, word = TEXT_EMPTY;
    bool has = true;

    searchkey_name(&in, text);
    for (const char *at = typed->text + strspn(typed->text, " "); has && *at;) {
        size_t length = strcspn(at, " ");
        make_word(at, length, &word);
        has = strstr(in.at, word.at) != NULL;
        at += length + strspn(at + length, " ");
    }
    text_release(&in);
    text_release(&word);
    return has;
}

/* What is not in its subject is in the name of one of its people. */
static void say_why(struct search *search, size_t first)
{
    for (size_t i = first; i < search->hits->case_count; i++)
        if (!has_words(&search->typed, search->hits->cases[i].subject))
            search->hits->cases[i].why = SEARCH_WHY_PARTY;
}

static enum status take_by_text(struct search *search, enum sql sql, const char *text,
                                enum search_why why, struct error *error)
{
    if (!*text)
        return STATUS_OK;
    struct query *query = db_query(search->db, sql);
    query_bind_text(query, 1, text);
    query_bind_integer(query, 2, (int64_t)search->limit);
    return search_take_cases(search, query, why, error);
}

/* Open cases first, however old. The pairs of digits of a number or door are in so many subjects
 * that asking for them takes long and says little: both have keys of their own. */
static enum status take_by_subject(struct search *search, struct error *error)
{
    const struct search_typed *typed = &search->typed;
    size_t first = search->hits->case_count;
    enum status status = STATUS_OK;

    if (*typed->number || *typed->door)
        return STATUS_OK;
    TRY(take_by_text(search, SQL_FIND_CASES_FRESH_TEXT, typed->needles, SEARCH_WHY_SUBJECT, error));
    TRY(take_by_text(search, SQL_FIND_CASES_OPEN_TEXT, typed->query, SEARCH_WHY_SUBJECT, error));
    if (search->hits->case_count < search->limit)
        TRY(take_by_text(search, SQL_FIND_CASES_CLOSED_TEXT, typed->query, SEARCH_WHY_SUBJECT,
                         error));
done:
    say_why(search, first);
    return status;
}

enum status search_find_cases(struct search *search, struct error *error)
{
    const struct search_typed *typed = &search->typed;
    enum status status = STATUS_OK;

    TRY(take_by_text(search, SQL_FIND_CASES_CODE, typed->code, SEARCH_WHY_CODE, error));
    TRY(take_by_text(search, SQL_FIND_CASES_REF, typed->text, SEARCH_WHY_REF, error));
    if (*typed->number)
        TRY(search_take_cases(search,
                              search_lookup(search->db, SQL_FIND_CASES_PHONE, SEARCH_KEY_CASE_PHONE,
                                            SEARCH_NEAR_ALL, typed->number, search->limit),
                              SEARCH_WHY_PHONE_TAIL, error));
    TRY(take_by_text(search, SQL_FIND_CASES_DOOR, typed->door, SEARCH_WHY_DOOR, error));
    if (typed->letter_count >= LETTERS_LEAST)
        TRY(search_take_cases(search,
                              search_lookup(search->db, SQL_FIND_CASES_PHONE,
                                            SEARCH_KEY_OPEN_INITIALS, SEARCH_NEAR_ALL, typed->name,
                                            search->limit),
                              SEARCH_WHY_PARTY, error));
    TRY(take_by_subject(search, error));
done:
    search_rank_cases(search->hits->cases, search->hits->case_count);
    if (search->hits->case_count > search->limit)
        search->hits->case_count = search->limit;
    return status;
}
