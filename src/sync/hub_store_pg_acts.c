/* SPDX-License-Identifier: MIT */
/* Acts on their way in. */
#include "config.h"

#include "sync/hub_store_pg.h"

#include "shouwen/domain/circle.h"

#include <stdlib.h>
#include <string.h>

/* --- what is there already --- */

/* Rows of id, log or branch, n, seq, circle, author, whether it is placed and has a body. */
static struct hub_act *read_act(const struct pg_query *query, size_t row, const char *log,
                                struct arena *arena)
{
    struct hub_act *act = arena_alloc(arena, sizeof(*act));

    *act = (struct hub_act){.log = log,
                            .n = pg_integer(query, row, 2),
                            .seq = pg_integer(query, row, 3),
                            .circle = pg_integer(query, row, 4),
                            .author = pg_copy_of(query, row, 5, arena),
                            .is_placed = pg_integer(query, row, 6),
                            .has_body = pg_integer(query, row, 7)};
    pg_take(query, row, 0, act->id, CRYPTO_ID);
    return act;
}

/* Which of these ids the log or its branches have. */
static enum status read_known(struct hub_pg *hub, const char *log, const uint8_t *ids, size_t count,
                              struct error *error)
{
    struct pg_query *query = hub_pg_query(hub, PG_SQL_HUB_ACTS_KNOWN);
    enum status status;
    size_t found;

    pg_bind_bytes(query, 2, log, hub_pg_root(log));
    pg_bind_values(query, 3, ids, CRYPTO_ID, count);
    TRY(pg_run(query, &found, error));
    for (size_t i = 0; i < count; i++)
        hub_pg_entry(hub, HUB_PG_ACT, ids + i * CRYPTO_ID, CRYPTO_ID)->is_known = true;
    for (size_t i = 0; i < found; i++) {
        const char *name =
            arena_format(&hub->arena, "%.*s%s", (int)hub_pg_root(log), log, pg_text(query, i, 1));
        struct hub_act *act = read_act(query, i, name, &hub->arena);
        hub_pg_entry(hub, HUB_PG_ACT, act->id, CRYPTO_ID)->act = act;
    }
done:
    return status;
}

enum status hub_pg_act_find(struct hub_store *store, const struct fact *fact, struct arena *arena,
                            struct hub_act *act, bool *found, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    const struct hub_pg_entry *entry = hub_pg_entry(hub, HUB_PG_ACT, fact->id, CRYPTO_ID);
    enum status status = STATUS_OK;

    if (!entry->is_known)
        TRY(read_known(hub, fact->log, fact->id, 1, error));
    *found = entry->act != NULL;
    if (*found) {
        *act = *entry->act;
        act->log = arena_copy(arena, act->log);
        act->author = arena_copy(arena, act->author);
    }
done:
    return status;
}

/* --- what is to come --- */

/* Lists of what will be asked about; each act adds at most one to each. Acts of one
 * subject and of one log follow each other. */
struct wanted {
    uint8_t *ids;
    struct hub_pg_entry **entries;             /* of these ids */
    const char **subjects, **residents, **own; /* own: what the acts are about */
    const char **logs, **roots;
    const struct fact **facts;
    size_t id_count, subject_count, resident_count, own_count, log_count;
};

static const char residents_are[] = "residents/";

static void want_log(struct wanted *wanted, const char *log, struct arena *arena)
{
    if (wanted->log_count && text_same(wanted->logs[wanted->log_count - 1], log))
        return;
    wanted->logs[wanted->log_count] = log;
    wanted->roots[wanted->log_count++] = arena_copy_part(arena, log, hub_pg_root(log));
}

static void want(struct wanted *wanted, struct hub_pg_entry *entry, const struct act *act,
                 const struct fact *fact, struct arena *arena)
{
    const char *resident = act->value[FIELD_RESIDENT];

    wanted->entries[wanted->id_count] = entry;
    memcpy(wanted->ids + CRYPTO_ID * wanted->id_count, act->id, CRYPTO_ID);
    wanted->facts[wanted->id_count++] = fact;
    want_log(wanted, fact->log, arena);
    if (!wanted->own_count || !text_same(wanted->own[wanted->own_count - 1], act->subject)) {
        wanted->own[wanted->own_count++] = act->subject;
        if (text_starts(act->subject, residents_are))
            wanted->residents[wanted->resident_count++] = act->subject + strlen(residents_are);
    }
    if (!text_is_empty(resident))
        wanted->subjects[wanted->subject_count++] =
            arena_format(arena, "%s%s", residents_are, resident);
}

/* Marks the logs in a column of names: there any act may stand elsewhere already. */
static enum status mark(struct hub_pg *hub, enum pg_sql sql, const struct wanted *wanted,
                        struct error *error)
{
    struct pg_query *query = hub_pg_query(hub, sql);
    enum status status;
    size_t found;

    pg_bind_texts(query, 2, wanted->roots, wanted->log_count);
    TRY(pg_run(query, &found, error));
    for (size_t i = 0; i < found; i++) {
        const char *root = pg_text(query, i, 0);
        hub_pg_entry(hub, HUB_PG_LOG, root, strlen(root))->is_branched = true;
    }
done:
    return status;
}

/* In a log without branches that nobody gave anything back of, an act beyond its end is new. */
static bool is_new(struct hub_pg *hub, const struct fact *fact)
{
    const struct hub_pg_entry *log = hub_pg_entry(hub, HUB_PG_LOG, fact->log, strlen(fact->log));

    return log->log && !log->is_branched && !fact->log[hub_pg_root(fact->log)] &&
           fact->n > log->log->n;
}

static enum status expect_acts(struct hub_pg *hub, const struct wanted *wanted, struct error *error)
{
    enum status status;

    TRY(hub_pg_read_logs(hub, wanted->logs, wanted->log_count, error));
    TRY(mark(hub, PG_SQL_HUB_LOGS_BRANCHED, wanted, error));
    TRY(mark(hub, PG_SQL_HUB_LOGS_LOOSE, wanted, error));
    for (size_t i = 0, end; i < wanted->id_count; i = end) {
        const char *log = wanted->facts[i]->log;
        const uint8_t *id = wanted->ids + i * CRYPTO_ID;
        end = i + 1;
        if (is_new(hub, wanted->facts[i])) {
            wanted->entries[i]->is_known = true;
            continue;
        }
        while (end < wanted->id_count && text_same(wanted->facts[end]->log, log) &&
               !is_new(hub, wanted->facts[end]))
            end++;
        TRY(read_known(hub, log, id, end - i, error));
    }
done:
    return status;
}

/* What is told apart by its links: all acts of those circles that the new ones may join. */
static enum status read_linked(struct hub_pg *hub, const struct act **acts, size_t count,
                               struct error *error)
{
    struct hub_pg_circle **circles = NULL;
    size_t found = 0, room = 0;

    for (size_t i = 0; i < count; i++) {
        if (!acts[i]->on_count || circle_way_of(acts[i]->subject) != CIRCLE_BY_LINKS)
            continue;
        const struct hub_pg_entry *entry =
            hub_pg_entry(hub, HUB_PG_SUBJECT, acts[i]->subject, strlen(acts[i]->subject));
        for (size_t k = 0; k < entry->count; k++) {
            circles =
                arena_grow(&hub->arena, circles, found, &room, sizeof(struct hub_pg_circle *));
            circles[found++] = entry->circles[k];
        }
    }
    return hub_pg_read_acts(hub, circles, found, error);
}

enum status hub_pg_expect(struct hub_store *store, const struct act **acts,
                          const struct fact *facts, size_t count, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct arena *arena = &hub->arena;

    /* what is expected once is so with all that came along, unless everything was forgotten */
    if (!count || hub_pg_entry(hub, HUB_PG_ACT, acts[0]->id, CRYPTO_ID)->is_known)
        return STATUS_OK;
    struct wanted wanted = {.ids = arena_alloc(arena, (count + 1) * CRYPTO_ID),
                            .entries = arena_alloc(arena, (count + 1) * sizeof(*wanted.entries)),
                            .subjects = arena_alloc(arena, (count + 1) * sizeof(*wanted.subjects)),
                            .residents =
                                arena_alloc(arena, (count + 1) * sizeof(*wanted.residents)),
                            .own = arena_alloc(arena, (count + 1) * sizeof(*wanted.own)),
                            .logs = arena_alloc(arena, (count + 1) * sizeof(*wanted.logs)),
                            .roots = arena_alloc(arena, (count + 1) * sizeof(*wanted.roots)),
                            .facts = arena_alloc(arena, (count + 1) * sizeof(const struct fact *))};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count; i++) {
        struct hub_pg_entry *entry = hub_pg_entry(hub, HUB_PG_ACT, acts[i]->id, CRYPTO_ID);
        if (!entry->is_known)
            want(&wanted, entry, acts[i], &facts[i], arena);
    }
    if (!wanted.id_count)
        return STATUS_OK;
    TRY(expect_acts(hub, &wanted, error));
    TRY(hub_pg_read_subjects(hub, wanted.subjects, wanted.subject_count, error));
    TRY(hub_pg_read_missing_of(hub, wanted.own, wanted.own_count, error));
    TRY(hub_pg_read_named(hub, wanted.residents, wanted.resident_count, error));
    TRY(read_linked(hub, acts, count, error));
done:
    return status;
}

/* --- writing --- */

enum status hub_pg_act_add(struct hub_store *store, const struct fact *fact, const char *author,
                           int64_t circle, const uint8_t *chain, int64_t *seq, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct hub_act *act = arena_alloc(&hub->arena, sizeof(*act));
    struct pg_rows *rows = &hub->acts;
    size_t root = hub_pg_root(fact->log);

    *seq = ++hub->seq;
    *act = (struct hub_act){.seq = *seq,
                            .log = arena_copy(&hub->arena, fact->log),
                            .n = fact->n,
                            .author = arena_copy(&hub->arena, author),
                            .circle = circle,
                            .is_placed = chain != NULL,
                            .has_body = fact->body != NULL};
    memcpy(act->id, fact->id, CRYPTO_ID);
    hub_pg_keep_act(hub, hub_pg_kept(hub, circle), act);
    pg_rows_start(rows, 11);
    pg_rows_integer(rows, hub->district);
    pg_rows_bytes(rows, fact->log, root);
    pg_rows_text(rows, fact->log + root);
    pg_rows_integer(rows, fact->n);
    pg_rows_bytes(rows, fact->id, CRYPTO_ID);
    pg_rows_integer(rows, *seq);
    pg_rows_text(rows, author);
    pg_rows_integer(rows, circle);
    pg_rows_bytes(rows, fact->head, fact->head_length);
    if (fact->body)
        pg_rows_bytes(rows, fact->body, fact->body_length);
    else
        pg_rows_null(rows);
    if (chain)
        pg_rows_bytes(rows, chain, CRYPTO_CHAIN);
    else
        pg_rows_null(rows);
    return pg_send_some(hub->pg, PG_SQL_HUB_ACT_COPY, rows, error);
}

enum status hub_pg_act_place(struct hub_store *store, const struct hub_act *act,
                             const struct fact *fact, const uint8_t *chain, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct hub_pg_entry *entry = hub_pg_entry(hub, HUB_PG_ACT, act->id, CRYPTO_ID);
    struct pg_query *query;
    enum status status;
    size_t count;

    TRY(hub_pg_flush(hub, error));
    query = hub_pg_query(hub, PG_SQL_HUB_ACT_PLACE);
    pg_bind_bytes(query, 2, fact->log, hub_pg_root(fact->log));
    pg_bind_bytes(query, 3, act->id, CRYPTO_ID);
    pg_bind_text(query, 4, fact->log + hub_pg_root(fact->log));
    pg_bind_integer(query, 5, fact->n);
    pg_bind_bytes(query, 6, chain, CRYPTO_CHAIN);
    TRY(pg_run(query, &count, error));
    if (entry->act) {
        entry->act->is_placed = true;
        entry->act->log = arena_copy(&hub->arena, fact->log);
        entry->act->n = fact->n;
    }
done:
    return status;
}

enum status hub_pg_act_body(struct hub_store *store, const struct hub_act *act,
                            const struct fact *fact, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct hub_pg_entry *entry = hub_pg_entry(hub, HUB_PG_ACT, act->id, CRYPTO_ID);
    struct pg_query *query;
    enum status status;
    size_t count;

    TRY(hub_pg_flush(hub, error));
    query = hub_pg_query(hub, PG_SQL_HUB_ACT_BODY);
    pg_bind_bytes(query, 2, act->log, hub_pg_root(act->log));
    pg_bind_bytes(query, 3, act->id, CRYPTO_ID);
    pg_bind_bytes(query, 4, fact->body, fact->body_length);
    TRY(pg_run(query, &count, error));
    if (entry->act)
        entry->act->has_body = true;
done:
    return status;
}

enum status hub_pg_circle_erase(struct hub_store *store, int64_t circle, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct pg_query *query;
    enum status status;
    size_t count;

    TRY(hub_pg_flush(hub, error));
    query = hub_pg_query(hub, PG_SQL_HUB_CIRCLE_ERASE);
    pg_bind_integer(query, 2, circle);
    TRY(pg_run(query, &count, error));
done:
    return status;
}

/* --- acts of circles --- */

static int by_seq(const void *a, const void *b)
{
    const struct hub_act *x = a, *y = b;

    return (x->seq > y->seq) - (x->seq < y->seq);
}

/* Of a circle that is new all is kept; of another one what is kept stands beside its rows. */
enum status hub_pg_read_acts(struct hub_pg *hub, struct hub_pg_circle *const *circles, size_t count,
                             struct error *error)
{
    struct pg_query *query = hub_pg_query(hub, PG_SQL_HUB_ACTS_OF_CIRCLES);
    int64_t *ids = arena_alloc(&hub->arena, (count + 1) * sizeof(*ids));
    size_t wanted = 0, found;
    enum status status;

    for (size_t i = 0; i < count; i++)
        if (!circles[i]->has_all)
            ids[wanted++] = circles[i]->id;
    if (!wanted)
        return STATUS_OK;
    pg_bind_integers(query, 2, ids, wanted);
    TRY(pg_run(query, &found, error));
    for (size_t i = 0; i < found; i++) {
        const struct hub_pg_circle *circle = hub_pg_kept(hub, pg_integer(query, i, 4));
        uint8_t id[CRYPTO_ID];
        bool is_there = false;
        pg_take(query, i, 0, id, CRYPTO_ID);
        for (size_t k = 0; k < circle->count && !is_there; k++)
            is_there = memcmp(circle->acts[k]->id, id, CRYPTO_ID) == 0;
        if (!is_there)
            hub_pg_keep_act(hub, hub_pg_kept(hub, circle->id),
                            read_act(query, i, pg_copy_of(query, i, 1, &hub->arena), &hub->arena));
    }
    for (size_t i = 0; i < count; i++)
        circles[i]->has_all = true;
done:
    return status;
}

enum status hub_pg_acts_of_circle(struct hub_store *store, int64_t circle, struct arena *arena,
                                  struct hub_act **acts, size_t *count, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct hub_pg_circle *kept;
    enum status status;

    *acts = NULL;
    *count = 0;
    TRY(hub_pg_find_circle(hub, circle, &kept, error));
    if (!kept)
        goto done;
    TRY(hub_pg_read_acts(hub, &kept, 1, error));
    *count = kept->count;
    *acts = arena_alloc(arena, (kept->count + 1) * sizeof(**acts));
    for (size_t i = 0; i < kept->count; i++) {
        (*acts)[i] = *kept->acts[i];
        (*acts)[i].log = arena_copy(arena, kept->acts[i]->log);
        (*acts)[i].author = arena_copy(arena, kept->acts[i]->author);
    }
    qsort(*acts, *count, sizeof(**acts), by_seq);
done:
    return status;
}

enum status hub_pg_heads_of(struct hub_store *store, const char *subject, struct arena *arena,
                            struct hub_head **heads, size_t *count, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct pg_query *query;
    enum status status;
    size_t length;

    *heads = NULL;
    *count = 0;
    TRY(hub_pg_flush(hub, error));
    query = hub_pg_query(hub, PG_SQL_HUB_HEADS_OF);
    pg_bind_text(query, 2, subject);
    TRY(pg_run(query, count, error));
    *heads = arena_alloc(arena, (*count + 1) * sizeof(**heads));
    for (size_t i = 0; i < *count; i++) {
        struct hub_head *head = &(*heads)[i];
        const void *bytes = pg_bytes(query, i, 2, &length);
        *head = (struct hub_head){.circle = pg_integer(query, i, 0),
                                  .author = pg_copy_of(query, i, 1, arena)};
        TRY(act_decode(arena, bytes, length, NULL, 0, &head->act, error));
    }
done:
    return status;
}

enum status hub_pg_acts_loose(struct hub_store *store, const char *log, struct arena *arena,
                              struct hub_act **acts, size_t *count, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct pg_query *query;
    enum status status;

    *acts = NULL;
    *count = 0;
    TRY(hub_pg_flush(hub, error));
    query = hub_pg_query(hub, PG_SQL_HUB_ACTS_LOOSE);
    hub_pg_bind_log(query, 2, log);
    TRY(pg_run(query, count, error));
    *acts = arena_alloc(arena, (*count + 1) * sizeof(**acts));
    for (size_t i = 0; i < *count; i++)
        (*acts)[i] = *read_act(query, i, pg_copy_of(query, i, 1, arena), arena);
done:
    return status;
}
