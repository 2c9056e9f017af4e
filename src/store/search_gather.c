/* SPDX-License-Identifier: MIT */
/* The cases that a typed text means by something else than their words: by code, number of others,
 * phone, ID number, door, initials and pinyin of residents, and service item. */
#include "config.h"

#include "store/search_inside.h"

#include <string.h>

/* PER_KEY: cases that one kind of key gives; the list says when there are more. ITEMS: service
 * items that a text may mean, KEYS: names and letters of theirs that are looked at. LETTERS_LEAST:
 * one letter is the beginning of too many names. */
enum { PER_KEY = 500, ITEMS = 8, KEYS = 32, LETTERS_LEAST = 2 };

struct gathering {
    struct db *db;
    const struct search_typed *typed;
    enum search_near near; /* of residents whose cases may be in the list */
    struct search_seqs *seqs;
    struct arena *arena;
    bool is_open_only;
};

static enum status take(struct gathering *gathering, struct query *query, struct error *error)
{
    struct search_seqs *seqs = gathering->seqs;
    enum status status;
    size_t count = 0;
    bool row;

    for (;; count++) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        seqs->at =
            arena_grow(gathering->arena, seqs->at, seqs->count, &seqs->room, sizeof(*seqs->at));
        seqs->at[seqs->count++] = query_integer(query, 0);
    }
    seqs->is_cut = seqs->is_cut || count >= PER_KEY;
done:
    query_reset(query);
    return status;
}

static enum status take_by_text(struct gathering *gathering, enum sql sql, const char *text,
                                struct error *error)
{
    if (!*text)
        return STATUS_OK;
    struct query *query = db_query(gathering->db, sql);
    query_bind_text(query, 1, text);
    query_bind_integer(query, 2, PER_KEY);
    return take(gathering, query, error);
}

static enum status take_by_number(struct gathering *gathering, struct error *error)
{
    static const struct {
        enum sql sql;
        enum search_kind kind;
    } keys[] = {{SQL_GATHER_BY_KEY, SEARCH_KEY_CASE_PHONE},
                {SQL_GATHER_BY_RESIDENT, SEARCH_KEY_PHONE},
                {SQL_GATHER_BY_RESIDENT, SEARCH_KEY_CARD}};
    const char *number = gathering->typed->number;
    enum status status = STATUS_OK;

    for (size_t i = 0; *number && i < sizeof(keys) / sizeof(*keys); i++)
        TRY(take(gathering,
                 search_lookup(gathering->db, keys[i].sql, keys[i].kind, SEARCH_NEAR_ALL, number,
                               PER_KEY),
                 error));
done:
    return status;
}

static enum status take_by_letters(struct gathering *gathering, struct error *error)
{
    static const enum search_kind kinds[] = {SEARCH_KEY_INITIALS, SEARCH_KEY_PINYIN};
    static const enum search_kind of_cases[] = {SEARCH_KEY_OPEN_INITIALS,
                                                SEARCH_KEY_CLOSED_INITIALS};
    const struct search_typed *typed = gathering->typed;
    enum status status = STATUS_OK;

    if (typed->letter_count < LETTERS_LEAST)
        return STATUS_OK;
    for (size_t i = 0; i < (gathering->is_open_only ? 1 : 2); i++)
        TRY(take(gathering,
                 search_lookup(gathering->db, SQL_GATHER_BY_KEY, of_cases[i], SEARCH_NEAR_ALL,
                               typed->name, PER_KEY),
                 error));
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        TRY(take(gathering,
                 search_lookup(gathering->db, SQL_GATHER_BY_RESIDENT, kinds[i], gathering->near,
                               typed->name, PER_KEY),
                 error));
done:
    return status;
}

/* Adds the codes of a statement's rows to those that are there, each once. */
static enum status add_codes(struct gathering *gathering, struct query *query, const char **codes,
                             size_t *count, struct error *error)
{
    enum status status;
    bool row;

    while (*count < ITEMS) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        size_t i = 0;
        while (i < *count && strcmp(codes[i], query_text(query, 0)) != 0)
            i++;
        if (i == *count)
            codes[(*count)++] = query_copy(query, 0, gathering->arena);
    }
done:
    query_reset(query);
    return status;
}

/* Service items are meant by their name, code or letters, from two characters on. */
static enum status take_by_service(struct gathering *gathering, struct error *error)
{
    static const enum search_kind kinds[] = {SEARCH_KEY_SERVICE, SEARCH_KEY_SERVICE_CODE,
                                             SEARCH_KEY_SERVICE_INITIALS,
                                             SEARCH_KEY_SERVICE_PINYIN};
    const struct search_typed *typed = gathering->typed;
    const char *codes[ITEMS];
    enum status status = STATUS_OK;
    size_t count = 0;

    if (strlen(typed->name) < LETTERS_LEAST || *typed->number || *typed->door)
        return STATUS_OK;
    /* letters are ASCII: only a name or a code begins otherwise */
    for (size_t i = 0; i < (typed->name[0] & 0x80 ? 2 : sizeof(kinds) / sizeof(*kinds)); i++)
        TRY(add_codes(gathering,
                      search_lookup(gathering->db, SQL_GATHER_SERVICES, kinds[i], SEARCH_NEAR_ALL,
                                    typed->name, KEYS),
                      codes, &count, error));
    if (*typed->query && !typed->letter_count) {
        struct query *query = db_query(gathering->db, SQL_GATHER_SERVICES_TEXT);
        query_bind_text(query, 1, typed->query);
        query_bind_integer(query, 2, ITEMS);
        TRY(add_codes(gathering, query, codes, &count, error));
    }
    for (size_t i = 0; i < count; i++)
        TRY(take_by_text(gathering, SQL_GATHER_BY_SERVICE, codes[i], error));
done:
    return status;
}

enum status search_gather_cases(struct db *db, const char *typed, bool is_open_only,
                                struct arena *arena, struct search_seqs *seqs, struct error *error)
{
    struct search_typed read;
    struct gathering gathering = {.db = db,
                                  .typed = &read,
                                  .near = is_open_only ? SEARCH_NEAR_OPEN : SEARCH_NEAR_KNOWN,
                                  .seqs = seqs,
                                  .arena = arena,
                                  .is_open_only = is_open_only};
    enum status status;

    *seqs = (struct search_seqs){0};
    search_typed_read(arena, typed, &read);
    TRY(take_by_text(&gathering, SQL_GATHER_BY_FRESH, read.needles, error));
    TRY(take_by_text(&gathering, SQL_GATHER_BY_CODE, read.code, error));
    TRY(take_by_text(&gathering, SQL_GATHER_BY_CODE_START, read.code_start, error));
    TRY(take_by_text(&gathering, SQL_GATHER_BY_REF, read.text, error));
    TRY(take_by_text(&gathering, SQL_GATHER_BY_DOOR, read.door, error));
    TRY(take_by_text(&gathering, SQL_GATHER_BY_HOME, read.door, error));
    TRY(take_by_number(&gathering, error));
    TRY(take_by_letters(&gathering, error));
    TRY(take_by_service(&gathering, error));
done:
    return status;
}
