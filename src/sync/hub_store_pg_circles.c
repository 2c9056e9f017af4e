/* SPDX-License-Identifier: MIT */
/* Which acts are seen together, and by whom. */
#include "config.h"

#include "sync/hub_store_pg.h"

#include <stdlib.h>
#include <string.h>

/* --- reading what is not known yet --- */

/* Rows of id, subject, author, claims, from a column on. */
static struct hub_pg_circle *keep(struct hub_pg *hub, const struct pg_query *query, size_t row,
                                  int at)
{
    return hub_pg_keep(hub, pg_integer(query, row, at), pg_text(query, row, at + 1),
                       pg_text(query, row, at + 2), pg_text(query, row, at + 3));
}

enum status hub_pg_read_subjects(struct hub_pg *hub, const char *const *subjects, size_t count,
                                 struct error *error)
{
    const char **left = hub_pg_unknown(hub, HUB_PG_SUBJECT, subjects, &count);
    struct pg_query *query;
    enum status status;
    size_t found;

    if (!count)
        return STATUS_OK;
    query = hub_pg_query(hub, PG_SQL_HUB_CIRCLES_BY_SUBJECT);
    pg_bind_texts(query, 2, left, count);
    TRY(pg_run(query, &found, error));
    for (size_t i = 0; i < found; i++)
        keep(hub, query, i, 0);
done:
    return status;
}

enum status hub_pg_find_circle(struct hub_pg *hub, int64_t id, struct hub_pg_circle **circle,
                               struct error *error)
{
    struct pg_query *query;
    enum status status = STATUS_OK;
    size_t found;

    *circle = hub_pg_kept(hub, id);
    if (*circle)
        return STATUS_OK;
    query = hub_pg_query(hub, PG_SQL_HUB_CIRCLES_BY_ID);
    pg_bind_integers(query, 2, &id, 1);
    TRY(pg_run(query, &found, error));
    if (found)
        *circle = keep(hub, query, 0, 0);
done:
    return status;
}

/* All circles of a list of ids, in one go. */
static enum status read_circles(struct hub_pg *hub, const int64_t *ids, size_t count,
                                struct error *error)
{
    struct pg_query *query = hub_pg_query(hub, PG_SQL_HUB_CIRCLES_BY_ID);
    enum status status = STATUS_OK;
    size_t found;

    if (!count)
        return STATUS_OK;
    pg_bind_integers(query, 2, ids, count);
    TRY(pg_run(query, &found, error));
    for (size_t i = 0; i < found; i++)
        keep(hub, query, i, 0);
done:
    return status;
}

/* Rows of prefix and circle. */
static enum status keep_missing(struct hub_pg *hub, const struct pg_query *rows, size_t count,
                                struct error *error)
{
    int64_t *ids = arena_alloc(&hub->arena, (count + 1) * sizeof(*ids));
    enum status status;

    for (size_t i = 0; i < count; i++)
        ids[i] = pg_integer(rows, i, 1);
    TRY(read_circles(hub, ids, count, error));
    for (size_t i = 0; i < count; i++) {
        struct hub_pg_circle *circle = hub_pg_kept(hub, ids[i]);
        uint8_t prefix[HUB_PG_PREFIX];
        pg_take(rows, i, 0, prefix, HUB_PG_PREFIX);
        if (circle)
            hub_pg_add(hub, hub_pg_entry(hub, HUB_PG_MISSING, prefix, HUB_PG_PREFIX), circle);
    }
done:
    return status;
}

enum status hub_pg_read_missing(struct hub_pg *hub, const uint8_t *prefixes, size_t count,
                                struct error *error)
{
    struct pg_query *query = hub_pg_query(hub, PG_SQL_HUB_MISSING_OF);
    enum status status;
    size_t found;

    pg_bind_values(query, 2, prefixes, HUB_PG_PREFIX, count);
    TRY(pg_run(query, &found, error));
    for (size_t i = 0; i < count; i++)
        hub_pg_entry(hub, HUB_PG_MISSING, prefixes + i * HUB_PG_PREFIX, HUB_PG_PREFIX)->is_known =
            true;
    TRY(keep_missing(hub, query, found, error));
done:
    return status;
}

enum status hub_pg_read_missing_of(struct hub_pg *hub, const char *const *subjects, size_t count,
                                   struct error *error)
{
    int64_t *ids = NULL;
    size_t wanted = 0, room = 0, found = 0;
    enum status status;

    TRY(hub_pg_read_subjects(hub, subjects, count, error));
    for (size_t i = 0; i < count; i++) {
        struct hub_pg_entry *entry =
            hub_pg_entry(hub, HUB_PG_SUBJECT, subjects[i], strlen(subjects[i]));
        for (size_t k = 0; k < entry->count && !entry->is_waited; k++) {
            ids = arena_grow(&hub->arena, ids, wanted, &room, sizeof(*ids));
            ids[wanted++] = entry->circles[k]->id;
        }
        entry->is_waited = true;
    }
    if (wanted) {
        struct pg_query *query = hub_pg_query(hub, PG_SQL_HUB_MISSING_BY_CIRCLE);
        pg_bind_integers(query, 2, ids, wanted);
        TRY(pg_run(query, &found, error));
        TRY(keep_missing(hub, query, found, error));
    }
done:
    return status;
}

enum status hub_pg_read_named(struct hub_pg *hub, const char *const *residents, size_t count,
                              struct error *error)
{
    const char **left = hub_pg_unknown(hub, HUB_PG_NAMED, residents, &count);
    struct pg_query *query;
    enum status status;
    size_t found;

    if (!count)
        return STATUS_OK;
    query = hub_pg_query(hub, PG_SQL_HUB_NAMED_OF);
    pg_bind_texts(query, 2, left, count);
    TRY(pg_run(query, &found, error));
    for (size_t i = 0; i < found; i++) {
        const char *resident = pg_text(query, i, 0);
        hub_pg_add(hub, hub_pg_entry(hub, HUB_PG_NAMED, resident, strlen(resident)),
                   keep(hub, query, i, 1));
    }
done:
    return status;
}

/* --- circles --- */

static void write_out(const struct hub_pg_circle *kept, struct arena *arena,
                      struct hub_circle *circle)
{
    *circle = (struct hub_circle){.id = kept->id, .author = arena_copy(arena, kept->author)};
    circle_read(&circle->circle, arena_copy(arena, kept->subject), kept->claims, arena);
}

enum status hub_pg_circle_get(struct hub_store *store, int64_t id, struct arena *arena,
                              struct hub_circle *circle, struct error *error)
{
    struct hub_pg_circle *kept;
    enum status status;

    *circle = (struct hub_circle){.author = ""};
    TRY(hub_pg_find_circle(hub_pg_of(store), id, &kept, error));
    if (kept)
        write_out(kept, arena, circle);
done:
    return status;
}

static int by_author(const void *a, const void *b)
{
    const struct hub_circle *x = a, *y = b;
    int order = strcmp(x->author, y->author);

    return order ? order : (x->id > y->id) - (x->id < y->id);
}

/* Those of an entry, by author and number. */
static void list(const struct hub_pg_entry *entry, const char *author, struct arena *arena,
                 struct hub_circle **circles, size_t *count)
{
    *count = 0;
    *circles = arena_alloc(arena, (entry->count + 1) * sizeof(**circles));
    for (size_t i = 0; i < entry->count; i++)
        if (!author || text_same(author, entry->circles[i]->author))
            write_out(entry->circles[i], arena, &(*circles)[(*count)++]);
    qsort(*circles, *count, sizeof(**circles), by_author);
}

enum status hub_pg_circles_of(struct hub_store *store, const char *subject, const char *author,
                              struct arena *arena, struct hub_circle **circles, size_t *count,
                              struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    enum status status;

    *circles = NULL;
    *count = 0;
    TRY(hub_pg_read_subjects(hub, &subject, 1, error));
    list(hub_pg_entry(hub, HUB_PG_SUBJECT, subject, strlen(subject)), author, arena, circles,
         count);
done:
    return status;
}

static bool has_act(const struct hub_pg_circle *circle, uint64_t prefix)
{
    for (size_t i = 0; i < circle->count; i++)
        if (act_id_prefix(circle->acts[i]->id) == prefix)
            return true;
    return false;
}

enum status hub_pg_circles_named(struct hub_store *store, const char *subject, uint64_t prefix,
                                 struct arena *arena, int64_t **circles, size_t *count,
                                 struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    const struct hub_pg_entry *entry = hub_pg_entry(hub, HUB_PG_SUBJECT, subject, strlen(subject));
    enum status status;

    *count = 0;
    TRY(hub_pg_read_subjects(hub, &subject, 1, error));
    TRY(hub_pg_read_acts(hub, entry->circles, entry->count, error));
    *circles = arena_alloc(arena, (entry->count + 1) * sizeof(**circles));
    for (size_t i = 0; i < entry->count; i++)
        if (has_act(entry->circles[i], prefix))
            (*circles)[(*count)++] = entry->circles[i]->id;
done:
    return status;
}

enum status hub_pg_circle_put(struct hub_store *store, struct hub_circle *circle,
                              struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct text claims = TEXT_EMPTY;
    struct hub_pg_circle *kept;
    enum status status = STATUS_OK;

    circle_write(&circle->circle, &claims);
    if (!circle->id) {
        circle->id = ++hub->circle_id;
        kept = hub_pg_keep(hub, circle->id, circle->circle.subject, circle->author, claims.at);
        hub_pg_touch(hub, kept);
        kept->is_new = kept->has_all = true;
        goto done;
    }
    TRY(hub_pg_find_circle(hub, circle->id, &kept, error));
    if (kept && !text_same(kept->claims, claims.at)) {
        kept->claims = arena_copy(&hub->arena, claims.at);
        hub_pg_touch(hub, kept);
    }
done:
    text_release(&claims);
    return status;
}

enum status hub_pg_circle_move(struct hub_store *store, int64_t from, int64_t to,
                               struct error *error)
{
    static const enum pg_sql steps[] = {PG_SQL_HUB_ACTS_MOVE, PG_SQL_HUB_MISSING_MOVE,
                                        PG_SQL_HUB_MISSING_MOVED, PG_SQL_HUB_CIRCLE_DROP};
    struct hub_pg *hub = hub_pg_of(store);
    enum status status;
    size_t count;

    TRY(hub_pg_flush(hub, error));
    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
        struct pg_query *query = hub_pg_query(hub, steps[i]);
        pg_bind_integer(query, 2, from);
        if (steps[i] == PG_SQL_HUB_ACTS_MOVE || steps[i] == PG_SQL_HUB_MISSING_MOVE)
            pg_bind_integer(query, 3, to);
        TRY(pg_run(query, &count, error));
    }
    hub_pg_forget(hub);
done:
    return status;
}

/* --- acts that have not come, and cases that name a resident --- */

static void write_prefix(uint64_t prefix, uint8_t *out)
{
    for (int i = 0; i < HUB_PG_PREFIX; i++)
        out[i] = (uint8_t)(prefix >> (56 - 8 * i));
}

enum status hub_pg_missing_put(struct hub_store *store, uint64_t prefix, int64_t circle,
                               struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct hub_pg_circle *kept;
    uint8_t bytes[HUB_PG_PREFIX];
    enum status status;

    write_prefix(prefix, bytes);
    TRY(hub_pg_find_circle(hub, circle, &kept, error));
    if (kept)
        hub_pg_add(hub, hub_pg_entry(hub, HUB_PG_MISSING, bytes, sizeof(bytes)), kept);
    hub_pg_add_missing(hub, bytes, circle);
done:
    return status;
}

enum status hub_pg_missing_take(struct hub_store *store, uint64_t prefix, const char *subject,
                                struct arena *arena, int64_t **circles, size_t *count,
                                struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    uint8_t bytes[HUB_PG_PREFIX];
    const struct hub_pg_entry *about;
    struct hub_pg_entry *entry;
    struct pg_query *query;
    enum status status = STATUS_OK;
    size_t changed;

    *circles = NULL;
    *count = 0;
    write_prefix(prefix, bytes);
    about = hub_pg_find(hub, HUB_PG_SUBJECT, subject, strlen(subject));
    entry = hub_pg_find(hub, HUB_PG_MISSING, bytes, sizeof(bytes));
    if (!(about && about->is_waited) && !(entry && entry->is_known)) {
        TRY(hub_pg_read_missing(hub, bytes, 1, error));
        entry = hub_pg_find(hub, HUB_PG_MISSING, bytes, sizeof(bytes));
    }
    if (!entry)
        goto done;
    *circles = arena_alloc(arena, (entry->count + 1) * sizeof(**circles));
    for (size_t i = 0; i < entry->count; i++)
        if (text_same(entry->circles[i]->subject, subject))
            (*circles)[(*count)++] = entry->circles[i]->id;
    if (!*count)
        goto done;
    TRY(hub_pg_flush(hub, error));
    query = hub_pg_query(hub, PG_SQL_HUB_MISSING_DROP);
    pg_bind_bytes(query, 2, bytes, sizeof(bytes));
    TRY(pg_run(query, &changed, error));
    entry->count = 0;
done:
    return status;
}

enum status hub_pg_named_put(struct hub_store *store, const char *resident, int64_t circle,
                             struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct hub_pg_circle *kept;
    enum status status;

    TRY(hub_pg_find_circle(hub, circle, &kept, error));
    if (kept)
        hub_pg_add(hub, hub_pg_entry(hub, HUB_PG_NAMED, resident, strlen(resident)), kept);
    hub_pg_add_named(hub, resident, circle);
done:
    return status;
}

enum status hub_pg_named_of(struct hub_store *store, const char *resident, struct arena *arena,
                            struct hub_circle **circles, size_t *count, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    enum status status;

    *circles = NULL;
    *count = 0;
    TRY(hub_pg_read_named(hub, &resident, 1, error));
    list(hub_pg_entry(hub, HUB_PG_NAMED, resident, strlen(resident)), NULL, arena, circles, count);
done:
    return status;
}
