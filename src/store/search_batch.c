/* SPDX-License-Identifier: MIT */
/* What is searched of residents and cases that come by the thousand, written together: keys in the
 * order of the index, and the texts of cases one after the other, since the full-text index writes
 * all it was given at the next statement of another table. */
#include "config.h"

#include "store/search_inside.h"

#include <stdlib.h>
#include <string.h>

/* So many keys, or cases, are some 10 MB. */
enum { KEYS_MOST = 250000, CASES_MOST = 20000 };

struct search_batch_key {
    struct search_key key;
    int64_t ref;
};

struct search_batch_case {
    int64_t seq;
    struct search_text text;
};

static int compare(const void *a, const void *b)
{
    const struct search_batch_key *one = a, *two = b;

    if (one->key.kind != two->key.kind)
        return one->key.kind < two->key.kind ? -1 : 1;
    int order = strcmp(one->key.text, two->key.text);
    return order ? order : (one->ref > two->ref) - (one->ref < two->ref);
}

static enum status write_keys(struct db *db, struct search_batch *batch, struct error *error)
{
    enum status status = STATUS_OK;

    if (batch->count)
        qsort(batch->keys, batch->count, sizeof(*batch->keys), compare);
    for (size_t i = 0; i < batch->count; i++)
        TRY(search_write_key(db, SQL_SEARCH_LOOKUP_ADD, &batch->keys[i].key, SEARCH_NEAR_ALL,
                             batch->keys[i].ref, error));
done:
    return status;
}

static enum status write_cases(struct db *db, struct search_batch *batch, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < batch->case_count; i++)
        TRY(search_write_terms(db, false, batch->cases[i].seq, &batch->cases[i].text, error));
    for (size_t i = 0; i < batch->case_count; i++)
        TRY(search_put_text(db, batch->cases[i].seq, &batch->cases[i].text, false, error));
    for (size_t i = 0; i < batch->case_count; i++)
        TRY(search_place_resident(db, batch->cases[i].text.resident, error));
done:
    return status;
}

enum status search_batch_write(struct db *db, struct search_batch *batch, struct error *error)
{
    enum status status;

    TRY(write_cases(db, batch, error));
    TRY(write_keys(db, batch, error));
    batch->count = batch->case_count = 0;
    arena_reset(&batch->arena);
done:
    return status;
}

static void add_keys(struct search_batch *batch, const struct search_keys *keys, int64_t ref)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (batch->count == batch->room) {
            batch->room = batch->room ? 2 * batch->room : 1024;
            batch->keys = memory_grow(batch->keys, batch->room, sizeof(*batch->keys));
        }
        const char *text = arena_copy(&batch->arena, keys->at[i].text);
        batch->keys[batch->count++] = (struct search_batch_key){{keys->at[i].kind, text}, ref};
    }
}

enum status search_batch_add(struct db *db, struct search_batch *batch,
                             const struct search_keys *keys, int64_t ref, struct error *error)
{
    add_keys(batch, keys, ref);
    return batch->count < KEYS_MOST ? STATUS_OK : search_batch_write(db, batch, error);
}

enum status search_add_case(struct db *db, struct search_batch *batch, int64_t seq,
                            const struct matter *matter, struct error *error)
{
    struct arena arena = {0};
    struct search_keys keys = {.arena = &arena};
    struct search_text text;

    search_read_case(matter, &arena, &text);
    search_case_keys(&keys, &text);
    add_keys(batch, &keys, seq);
    text.resident = arena_copy(&batch->arena, text.resident);
    text.who = arena_copy(&batch->arena, text.who);
    text.subject = arena_copy(&batch->arena, text.subject);
    text.others = arena_copy(&batch->arena, text.others);
    text.other_phones = arena_copy(&batch->arena, text.other_phones);
    arena_release(&arena);
    if (batch->case_count == batch->case_room) {
        batch->case_room = batch->case_room ? 2 * batch->case_room : 256;
        batch->cases = memory_grow(batch->cases, batch->case_room, sizeof(*batch->cases));
    }
    batch->cases[batch->case_count++] = (struct search_batch_case){seq, text};
    return batch->case_count < CASES_MOST ? STATUS_OK : search_batch_write(db, batch, error);
}

void search_batch_forget(struct search_batch *batch)
{
    free(batch->keys);
    free(batch->cases);
    arena_release(&batch->arena);
    *batch = (struct search_batch){0};
}
