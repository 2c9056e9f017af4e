/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/imports.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/text.h"
#include "shouwen/store/schema.h"

#include <stdio.h>
#include <stdlib.h>

enum { LISTED_MOST = 1000 };

static enum status add(struct db *db, struct imports_entry *entry, struct error *error)
{
    struct query *query = db_query(db, SQL_IMPORTS_ADD);
    enum status status;

    query_bind_integer(query, 1, entry->at);
    query_bind_text(query, 2, entry->who);
    query_bind_text(query, 3, entry->kind);
    query_bind_text(query, 4, entry->path);
    query_bind_text(query, 5, entry->digest);
    query_bind_text(query, 6, entry->state);
    query_bind_integer(query, 7, entry->row_count);
    query_bind_integer(query, 8, entry->added_count);
    query_bind_integer(query, 9, entry->changed_count);
    query_bind_integer(query, 10, entry->unchanged_count);
    query_bind_text(query, 11, entry->refused);
    TRY(query_run(query, error));
    entry->id = db_last_rowid(db);
done:
    return status;
}

enum status imports_put(struct db *db, struct imports_entry *entry, struct error *error)
{
    enum status status;

    if (!entry->id)
        return add(db, entry, error);
    struct query *query = db_query(db, SQL_IMPORTS_CHANGE);
    query_bind_integer(query, 1, entry->id);
    query_bind_text(query, 2, entry->state);
    query_bind_integer(query, 3, entry->row_count);
    query_bind_integer(query, 4, entry->added_count);
    query_bind_integer(query, 5, entry->changed_count);
    query_bind_integer(query, 6, entry->unchanged_count);
    query_bind_text(query, 7, entry->refused);
    query_bind_integer(query, 8, entry->kept_count);
    TRY(query_run(query, error));
    if (db_changes(db) != 1)
        status = error_set(error, STATUS_CONFLICT, "",
                           _("somebody else imports the same file at this moment; what is in so "
                             "far stays"));
done:
    return status;
}

enum status imports_add_piece(struct db *db, int64_t import, const struct imports_piece *piece,
                              struct error *error)
{
    struct query *query = db_query(db, SQL_IMPORTS_PIECE_ADD);

    query_bind_integer(query, 1, import);
    query_bind_integer(query, 2, piece->first_n);
    query_bind_integer(query, 3, piece->last_n);
    query_bind_text(query, 4, piece->log);
    return query_run(query, error);
}

static void read_entry(struct query *query, struct arena *arena, struct imports_entry *entry)
{
    *entry = (struct imports_entry){
        .id = query_integer(query, 0),
        .at = query_integer(query, 1),
        .who = query_copy(query, 2, arena),
        .kind = query_copy(query, 3, arena),
        .path = query_copy(query, 4, arena),
        .digest = query_copy(query, 5, arena),
        .state = query_copy(query, 6, arena),
        .row_count = query_integer(query, 7),
        .kept_count = query_integer(query, 7),
        .added_count = query_integer(query, 8),
        .changed_count = query_integer(query, 9),
        .unchanged_count = query_integer(query, 10),
        .refused = query_copy(query, 11, arena),
        .act_count = query_integer(query, 12),
        .back_count = strtoll(query_text(query, 13), NULL, 10),
    };
}

enum status imports_find_open(struct db *db, const char *digest, struct arena *arena,
                              struct imports_entry *entry, bool *found, struct error *error)
{
    struct query *query = db_query(db, SQL_IMPORTS_FIND_OPEN);
    enum status status;

    *entry = (struct imports_entry){0};
    query_bind_text(query, 1, digest);
    TRY(query_step(query, found, error));
    if (*found)
        read_entry(query, arena, entry);
done:
    query_reset(query);
    return status;
}

enum status imports_list(struct db *db, struct arena *arena, struct imports_entry **entries,
                         size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_IMPORTS_LIST);
    enum status status;
    size_t room = 0;
    bool row;

    *entries = NULL;
    *count = 0;
    query_bind_integer(query, 1, INT64_MAX);
    query_bind_integer(query, 2, LISTED_MOST);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *entries = arena_grow(arena, *entries, *count, &room, sizeof(**entries));
        read_entry(query, arena, &(*entries)[(*count)++]);
    }
done:
    query_reset(query);
    return status;
}

enum status imports_get(struct db *db, int64_t import, struct arena *arena,
                        struct imports_entry *entry, struct error *error)
{
    struct query *query = db_query(db, SQL_IMPORTS_GET);
    enum status status;
    bool row;

    query_bind_integer(query, 1, import);
    TRY(query_step(query, &row, error));
    if (row)
        read_entry(query, arena, entry);
    else
        status =
            error_set(error, STATUS_NOT_FOUND, "import",
                      _("there is no import %lld; see shouwen import list"), (long long)import);
done:
    query_reset(query);
    return status;
}

enum status imports_undo(struct db *db, int64_t import, int64_t back_count, bool is_all,
                         struct error *error)
{
    struct query *query = db_query(db, SQL_IMPORTS_UNDO);
    char key[48], value[24];
    enum status status;

    query_bind_integer(query, 1, import);
    query_bind_text(query, 2, is_all ? IMPORTS_UNDONE : IMPORTS_DONE);
    TRY(query_run(query, error));
    if (db_changes(db) != 1)
        return error_set(error, STATUS_REFUSED, "import", _("import %lld is undone already"),
                         (long long)import);
    snprintf(key, sizeof(key), "import_back_%lld", (long long)import);
    snprintf(value, sizeof(value), "%lld", (long long)back_count);
    TRY(schema_meta_put(db, key, value, error));
done:
    return status;
}

static int compare_pieces(const void *a, const void *b)
{
    const struct imports_piece *one = a, *two = b;

    return (one->seq > two->seq) - (one->seq < two->seq);
}

enum status imports_pieces(struct db *db, int64_t import, struct arena *arena,
                           struct imports_piece **pieces, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_IMPORTS_PIECES);
    enum status status;
    size_t room = 0;
    bool row;

    *pieces = NULL;
    *count = 0;
    query_bind_integer(query, 1, import);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *pieces = arena_grow(arena, *pieces, *count, &room, sizeof(**pieces));
        (*pieces)[(*count)++] = (struct imports_piece){
            .first_n = query_integer(query, 0),
            .last_n = query_integer(query, 1),
            .log = query_copy(query, 2, arena),
            .seq = query_integer(query, 3),
        };
    }
    if (*count)
        qsort(*pieces, *count, sizeof(**pieces), compare_pieces);
done:
    query_reset(query);
    return status;
}
