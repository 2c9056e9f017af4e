/* SPDX-License-Identifier: MIT */
/* Proving that the search index is what the cases and records say: both sides are summed up, in any
 * order, each entry by a hash of it. */
#include "config.h"

#include "shouwen/base/searchkey.h"
#include "shouwen/store/records.h"
#include "store/search_inside.h"

#include <string.h>

/* FNV-1a, and a last mixing, since the hashes are added up */
#define HASH_START 14695981039346656037ULL
#define HASH_STEP 1099511628211ULL
#define HASH_MIX 0xFF51AFD7ED558CCDULL

static uint64_t hash_bytes(uint64_t hash, const char *at, size_t length)
{
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)at[i]) * HASH_STEP;
    return (hash ^ 0xFF) * HASH_STEP;
}

static uint64_t hash_number(uint64_t hash, int64_t number)
{
    return hash_bytes(hash, (const char *)&number, sizeof(number));
}

static uint64_t finish(uint64_t hash)
{
    return (hash ^ hash >> 33) * HASH_MIX;
}

static uint64_t hash_key(int64_t kind, int64_t near, const char *key, int64_t ref)
{
    uint64_t hash = hash_number(hash_number(hash_number(HASH_START, kind), near), ref);

    return finish(hash_bytes(hash, key, strlen(key)));
}

static uint64_t hash_term(const char *column, int64_t seq, bool is_open, const char *term,
                          size_t length)
{
    uint64_t hash = hash_number(hash_number(HASH_START, seq), is_open);

    hash = hash_bytes(hash, column, strlen(column));

    return finish(hash_bytes(hash, term, length));
}

static uint64_t hash_text(int64_t seq, const char *who, const char *phone)
{
    uint64_t hash = hash_bytes(hash_number(HASH_START, seq), who, strlen(who));

    return finish(hash_bytes(hash, phone, strlen(phone)));
}

static void add_keys(struct search_sums *sums, const struct search_keys *keys,
                     enum search_near near, int64_t ref)
{
    for (size_t i = 0; i < keys->count; i++) {
        const struct search_key *key = &keys->at[i];
        int at = search_key_has_near(key->kind) ? (int)near : SEARCH_NEAR_ALL;
        for (; at < SEARCH_NEARS; at++)
            sums->keys += hash_key((int64_t)key->kind, at, key->text, ref);
    }
}

/* terms: with blanks between them. */
static uint64_t sum_terms(const char *column, int64_t seq, bool is_open, const char *terms)
{
    uint64_t sum = 0;

    for (const char *at = terms + strspn(terms, " "); *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        sum += hash_term(column, seq, is_open, at, length);
        at += length;
    }
    return sum;
}

static void add_terms(struct search_sums *sums, const char *column, int64_t seq, bool is_open,
                      const char *text)
{
    struct text terms = TEXT_EMPTY;

    searchkey_terms(&terms, text);
    sums->terms += sum_terms(column, seq, is_open, terms.at);
    text_release(&terms);
}

/* The row of a case or record; *found false: the projection has none. */
static enum status find_seq(struct db *db, enum sql sql, const char *id, int64_t *seq, bool *found,
                            struct error *error)
{
    struct query *query = db_query(db, sql);

    query_bind_text(query, 1, id);
    enum status status = query_step(query, found, error);
    if (status == STATUS_OK && *found)
        *seq = query_integer(query, 0);
    query_reset(query);
    return status;
}

enum status search_sum_case(struct db *db, const struct matter *matter, struct search_sums *sums,
                            struct error *error)
{
    struct arena arena = {0};
    struct search_keys keys = {.arena = &arena};
    struct search_text text;
    enum status status;
    int64_t seq;
    bool found;

    TRY(find_seq(db, SQL_SEARCH_CASE_SEQ, matter->number, &seq, &found, error));
    if (!found)
        goto done;
    search_read_case(matter, &arena, &text);
    search_case_keys(&keys, &text);
    add_keys(sums, &keys, SEARCH_NEAR_ALL, seq);
    add_terms(sums, "who", seq, text.is_open, text.who);
    add_terms(sums, "subject", seq, text.is_open, text.subject);
    if (search_has_others(&text))
        sums->texts += hash_text(seq, text.others, text.other_phones);
done:
    arena_release(&arena);
    return status;
}

struct summing {
    struct db *db;
    struct search_sums *sums;
};

static enum status sum_record(void *context, const struct record *record, struct error *error)
{
    struct summing *summing = context;
    struct arena arena = {0};
    struct search_keys keys = {.arena = &arena};
    bool is_resident = record->kind == RECORD_RESIDENTS, found;
    enum search_near near = SEARCH_NEAR_ALL;
    enum status status;
    int64_t seq;

    TRY(find_seq(summing->db,
                 is_resident ? SQL_RECORDS_PLACE_RESIDENTS : SQL_RECORDS_PLACE_SERVICES, record->id,
                 &seq, &found, error));
    if (!found)
        goto done;
    if (is_resident)
        TRY(search_find_near(summing->db, record->id, &near, error));
    search_keys_of_record(&keys, record);
    add_keys(summing->sums, &keys, near, seq);
done:
    arena_release(&arena);
    return status;
}

static enum status sum_up(struct db *db, enum sql sql, uint64_t (*hash)(struct query *query),
                          uint64_t *sum, struct error *error)
{
    struct query *query = db_query(db, sql);
    enum status status;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *sum += hash(query);
    }
done:
    query_reset(query);
    return status;
}

static uint64_t hash_key_row(struct query *query)
{
    return hash_key(query_integer(query, 0), query_integer(query, 1), query_text(query, 2),
                    query_integer(query, 3));
}

static uint64_t hash_term_row(struct query *query)
{
    const char *term = query_text(query, 0);

    return hash_term(query_text(query, 2), query_integer(query, 1), query_integer(query, 3) != 0,
                     term, strlen(term));
}

static uint64_t hash_fresh_row(struct query *query)
{
    int64_t seq = query_integer(query, 0);

    return sum_terms("who", seq, true, query_text(query, 1)) +
           sum_terms("subject", seq, true, query_text(query, 2));
}

static uint64_t hash_text_row(struct query *query)
{
    return hash_text(query_integer(query, 0), query_text(query, 1), query_text(query, 2));
}

enum status search_hold(struct db *db, const struct search_sums *cases, bool *hold,
                        struct error *error)
{
    struct search_sums says = *cases, has = {0};
    struct summing summing = {db, &says};
    enum status status;

    *hold = false;
    TRY(records_each(db, RECORD_RESIDENTS, "", sum_record, &summing, error));
    TRY(records_each(db, RECORD_SERVICES, "", sum_record, &summing, error));
    TRY(sum_up(db, SQL_SEARCH_ALL_KEYS, hash_key_row, &has.keys, error));
    TRY(sum_up(db, SQL_SEARCH_ALL_TEXTS, hash_text_row, &has.texts, error));
    TRY(query_run(db_query(db, SQL_SEARCH_TERMS_OF_OPEN), error));
    TRY(query_run(db_query(db, SQL_SEARCH_TERMS_OF_CLOSED), error));
    TRY(sum_up(db, SQL_SEARCH_ALL_TERMS, hash_term_row, &has.terms, error));
    TRY(sum_up(db, SQL_SEARCH_ALL_FRESH, hash_fresh_row, &has.terms, error));
    *hold = says.keys == has.keys && says.texts == has.texts && says.terms == has.terms;
done:
    return status;
}
