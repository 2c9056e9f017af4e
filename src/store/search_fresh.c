/* SPDX-License-Identifier: MIT */
/* The words of cases. Those of open ones wait in a table of their own until there are some more:
 * the full-text index is half of what an act costs, whether one case is written to it or thirty. */
#include "config.h"

#include "store/search_inside.h"

#include "shouwen/base/searchkey.h"

#include <string.h>

/* Each search looks at all that wait, some microseconds. */
enum { FRESH_MOST = 32 };

enum status search_write_terms(struct db *db, bool is_open, bool is_drop, int64_t seq,
                               const struct search_terms *terms, struct error *error)
{
    static const enum sql statements[2][2] = {{SQL_SEARCH_CLOSED_ADD, SQL_SEARCH_CLOSED_DROP},
                                              {SQL_SEARCH_OPEN_ADD, SQL_SEARCH_OPEN_DROP}};
    struct query *query = db_query(db, statements[is_open][is_drop]);

    query_bind_integer(query, 1, seq);
    query_bind_text(query, 2, terms->who);
    query_bind_text(query, 3, terms->subject);
    return query_run(query, error);
}

static enum status write_text(struct db *db, bool is_drop, int64_t seq,
                              const struct search_text *text, struct error *error)
{
    struct text who = TEXT_EMPTY, subject = TEXT_EMPTY;

    searchkey_terms(&who, text->who);
    searchkey_terms(&subject, text->subject);
    const struct search_terms terms = {who.at, subject.at};
    enum status status = search_write_terms(db, text->is_open, is_drop, seq, &terms, error);
    text_release(&who);
    text_release(&subject);
    return status;
}

static const char *between_blanks(struct text *out, const char *text)
{
    text_add_char(out, ' ');
    searchkey_terms(out, text);
    text_add_char(out, ' ');
    return out->at;
}

/* Once so many wait. */
static enum status move_fresh(struct db *db, int64_t least, struct error *error)
{
    struct query *query = db_query(db, SQL_SEARCH_FRESH_COUNT);
    enum status status;
    bool row;

    TRY(query_step(query, &row, error));
    int64_t count = query_integer(query, 0);
    query_reset(query);
    if (count < least)
        goto done;
    TRY(query_run(db_query(db, SQL_SEARCH_FRESH_MOVE), error));
    TRY(query_run(db_query(db, SQL_SEARCH_FRESH_CLEAR), error));
done:
    return status;
}

static enum status add_terms(struct db *db, int64_t seq, const struct search_text *text,
                             struct error *error)
{
    struct text who = TEXT_EMPTY, subject = TEXT_EMPTY;
    enum status status;

    if (!text->is_open)
        return write_text(db, false, seq, text, error);
    struct query *query = db_query(db, SQL_SEARCH_FRESH_ADD);
    query_bind_integer(query, 1, seq);
    query_bind_text(query, 2, between_blanks(&who, text->who));
    query_bind_text(query, 3, between_blanks(&subject, text->subject));
    TRY(query_run(query, error));
    TRY(move_fresh(db, FRESH_MOST, error));
done:
    text_release(&who);
    text_release(&subject);
    return status;
}

static enum status drop_terms(struct db *db, int64_t seq, const struct search_text *text,
                              struct error *error)
{
    enum status status = STATUS_OK;

    if (text->is_open) {
        struct query *query = db_query(db, SQL_SEARCH_FRESH_DROP);
        query_bind_integer(query, 1, seq);
        TRY(query_run(query, error));
        if (db_changes(db))
            return STATUS_OK;
    }
    TRY(write_text(db, true, seq, text, error));
done:
    return status;
}

enum status search_put_terms(struct db *db, int64_t seq, const struct search_text *old,
                             const struct search_text *new, struct error *error)
{
    enum status status = STATUS_OK;

    if (old->is_there && old->is_open == new->is_open &&strcmp(old->who, new->who) == 0 &&
        strcmp(old->subject, new->subject) == 0)
        return STATUS_OK;
    if (old->is_there)
        TRY(drop_terms(db, seq, old, error));
    TRY(add_terms(db, seq, new, error));
done:
    return status;
}

static enum status tidy(struct db *db, enum sql merge, struct error *error)
{
    /* the library's own measure of work, often enough for a million cases */
    enum { PAGES = 2000, ROUNDS = 200 };
    enum status status = STATUS_OK;

    for (int round = 0, before = 0; round < ROUNDS; round++) {
        struct query *query = db_query(db, merge);
        query_bind_integer(query, 1, PAGES);
        TRY(query_run(query, error));
        /* a merge that had nothing to do writes one row of its own at most */
        int changed = db_changes_in_all(db);
        if (round && changed - before < 2)
            break;
        before = changed;
    }
done:
    return status;
}

enum status search_tidy(struct db *db, struct error *error)
{
    enum status status;

    TRY(move_fresh(db, 1, error));
    TRY(tidy(db, SQL_SEARCH_OPEN_MERGE, error));
    TRY(tidy(db, SQL_SEARCH_CLOSED_MERGE, error));
done:
    return status;
}

enum status search_scrub(struct db *db, struct error *error)
{
    enum status status;

    TRY(query_run(db_query(db, SQL_SEARCH_OPEN_OPTIMIZE), error));
    TRY(query_run(db_query(db, SQL_SEARCH_CLOSED_OPTIMIZE), error));
done:
    return status;
}
