/* SPDX-License-Identifier: MIT */
/* Search keys of residents who come by the thousand, written in the order of the index. */
#include "config.h"

#include "store/search_inside.h"

#include <stdlib.h>
#include <string.h>

/* So many keys are some 15 MB. */
enum { KEYS_MOST = 400000 };

struct search_batch_key {
    struct search_key key;
    int64_t ref;
};

static int compare(const void *a, const void *b)
{
    const struct search_batch_key *one = a, *two = b;

    if (one->key.kind != two->key.kind)
        return one->key.kind < two->key.kind ? -1 : 1;
    int order = strcmp(one->key.text, two->key.text);
    return order ? order : (one->ref > two->ref) - (one->ref < two->ref);
}

enum status search_batch_write(struct db *db, struct search_batch *batch, struct error *error)
{
    enum status status = STATUS_OK;

    if (batch->count)
        qsort(batch->keys, batch->count, sizeof(*batch->keys), compare);
    for (size_t i = 0; i < batch->count; i++)
        TRY(search_write_key(db, SQL_SEARCH_LOOKUP_ADD, &batch->keys[i].key, SEARCH_NEAR_ALL,
                             batch->keys[i].ref, error));
    batch->count = 0;
    arena_reset(&batch->arena);
done:
    return status;
}

enum status search_batch_add(struct db *db, struct search_batch *batch,
                             const struct search_keys *keys, int64_t ref, struct error *error)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (batch->count == batch->room) {
            batch->room = batch->room ? 2 * batch->room : 1024;
            batch->keys = memory_grow(batch->keys, batch->room, sizeof(*batch->keys));
        }
        const char *text = arena_copy(&batch->arena, keys->at[i].text);
        batch->keys[batch->count++] = (struct search_batch_key){{keys->at[i].kind, text}, ref};
    }
    return batch->count < KEYS_MOST ? STATUS_OK : search_batch_write(db, batch, error);
}

void search_batch_forget(struct search_batch *batch)
{
    free(batch->keys);
    arena_release(&batch->arena);
    *batch = (struct search_batch){0};
}
