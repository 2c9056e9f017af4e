/* SPDX-License-Identifier: MIT */
/* What is searched of residents and cases that come by the thousand, written together: keys in the
 * order of the index, mostly all of a transaction, since each time nearly all its pages change; and
 * the texts of cases one after the other, since the full-text index writes all it was given at the
 * next statement of another table. */
#include "config.h"

#include "shouwen/base/searchkey.h"
#include "shouwen/store/db_rows.h"
#include "store/search_inside.h"

#include <stdlib.h>
#include <string.h>

/* So many keys, or cases, are some 8 MB. */
enum { KEYS_MOST = 120000, CASES_MOST = 20000 };

/* head: the first bytes of the text, the first one highest: mostly enough to tell two apart. */
struct search_batch_key {
    struct search_key key;
    int64_t ref;
    uint64_t head;
};

/* What is written of a case, and its keys. */
struct search_case_new {
    struct search_text text;
    struct search_terms terms;
    struct search_keys keys;
};

struct search_batch_case {
    int64_t seq;
    struct search_text text;
    struct search_terms terms;
};

static int compare(const void *a, const void *b)
{
    const struct search_batch_key *one = a, *two = b;

    if (one->key.kind != two->key.kind)
        return one->key.kind < two->key.kind ? -1 : 1;
    if (one->head != two->head)
        return one->head < two->head ? -1 : 1;
    int order = strcmp(one->key.text, two->key.text);
    return order ? order : (one->ref > two->ref) - (one->ref < two->ref);
}

static void bind_key(struct query *query, int before, const void *keys, size_t i)
{
    const struct search_batch_key *one = &((const struct search_batch_key *)keys)[i];

    query_bind_integer(query, before + 1, one->key.kind);
    query_bind_integer(query, before + 2, SEARCH_NEAR_ALL);
    query_lend_text(query, before + 3, one->key.text);
    query_bind_integer(query, before + 4, one->ref);
}

static enum status write_keys(struct db *db, struct search_batch *batch, struct error *error)
{
    enum status status;

    if (batch->count)
        qsort(batch->keys, batch->count, sizeof(*batch->keys), compare);
    TRY(db_rows_put(db, SQL_SEARCH_LOOKUP_ADD, bind_key, batch->keys, batch->count, error));
    batch->count = 0;
    arena_reset(&batch->arena);
done:
    return status;
}

static enum status write_cases(struct db *db, struct search_batch *batch, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < batch->case_count; i++)
        TRY(search_write_terms(db, batch->cases[i].text.is_open, false, batch->cases[i].seq,
                               &batch->cases[i].terms, error));
    for (size_t i = 0; i < batch->case_count; i++)
        TRY(search_put_text(db, batch->cases[i].seq, &batch->cases[i].text, false, error));
    for (size_t i = 0; i < batch->case_count; i++)
        TRY(search_place_resident(db, batch->cases[i].text.resident, error));
    batch->case_count = 0;
    arena_reset(&batch->case_arena);
done:
    return status;
}

enum status search_batch_write(struct db *db, struct search_batch *batch, struct error *error)
{
    enum status status;

    TRY(write_cases(db, batch, error));
    TRY(write_keys(db, batch, error));
done:
    return status;
}

static uint64_t head_of(const char *text)
{
    uint64_t head = 0;

    for (int i = 0; i < (int)sizeof(head); i++) {
        head = head << 8 | (unsigned char)*text;
        text += *text != '\0';
    }
    return head;
}

static void add_keys(struct search_batch *batch, const struct search_keys *keys, int64_t ref)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (batch->count == batch->room) {
            batch->room = batch->room ? 2 * batch->room : 1024;
            batch->keys = memory_grow(batch->keys, batch->room, sizeof(*batch->keys));
        }
        const char *text = arena_copy(&batch->arena, keys->at[i].text);
        batch->keys[batch->count++] =
            (struct search_batch_key){{keys->at[i].kind, text}, ref, head_of(text)};
    }
}

enum status search_batch_add(struct db *db, struct search_batch *batch,
                             const struct search_keys *keys, int64_t ref, struct error *error)
{
    add_keys(batch, keys, ref);
    return batch->count < KEYS_MOST ? STATUS_OK : search_batch_write(db, batch, error);
}

static const char *terms_of(const char *text, struct text *terms, struct arena *arena)
{
    text_clear(terms);
    searchkey_terms(terms, text);
    return arena_copy(arena, terms->at);
}

const struct search_case_new *search_prepare_case(const struct matter *matter, struct arena *arena)
{
    struct search_case_new *new = arena_alloc(arena, sizeof(*new));
    struct text terms = TEXT_EMPTY;

    search_read_case(matter, arena, &new->text);
    new->terms.who = terms_of(new->text.who, &terms, arena);
    new->terms.subject = terms_of(new->text.subject, &terms, arena);
    new->keys.arena = arena;
    search_case_keys(&new->keys, &new->text);
    text_release(&terms);
    return new;
}

/* Of the text only what is still needed when the case's row is there. */
static struct search_batch_case keep(struct arena *arena, int64_t seq,
                                     const struct search_case_new *new)
{
    return (struct search_batch_case){
        .seq = seq,
        .text = {.is_there = true,
                 .is_open = new->text.is_open,
                 .resident = arena_copy(arena, new->text.resident),
                 .others = arena_copy(arena, new->text.others),
                 .other_phones = arena_copy(arena, new->text.other_phones)},
        .terms = {arena_copy(arena, new->terms.who), arena_copy(arena, new->terms.subject)},
    };
}

enum status search_add_case(struct db *db, struct search_batch *batch, int64_t seq,
                            const struct search_case_new *new, struct error *error)
{
    enum status status = STATUS_OK;

    add_keys(batch, &new->keys, seq);
    if (batch->case_count == batch->case_room) {
        batch->case_room = batch->case_room ? 2 * batch->case_room : 256;
        batch->cases = memory_grow(batch->cases, batch->case_room, sizeof(*batch->cases));
    }
    batch->cases[batch->case_count++] = keep(&batch->case_arena, seq, new);
    if (batch->case_count == CASES_MOST)
        TRY(write_cases(db, batch, error));
    if (batch->count >= KEYS_MOST)
        TRY(write_keys(db, batch, error));
done:
    return status;
}

void search_batch_forget(struct search_batch *batch)
{
    free(batch->keys);
    free(batch->cases);
    arena_release(&batch->arena);
    arena_release(&batch->case_arena);
    *batch = (struct search_batch){0};
}
