/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/draft.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"

#include <string.h>

static bool is_of(const char *form_text, const char *request)
{
    struct json *form;
    struct error ignored;

    if (json_read(form_text, strlen(form_text), 0, &form, &ignored) != STATUS_OK)
        return false;
    bool is = text_same(json_get_text(form, "request"), request);
    json_release(form);
    return is;
}

/* Where the draft is and the first slot that is free, or may be taken; below `first` for none. */
static enum status find(struct db *db, const char *owner, const struct draft_change *change,
                        int *own, int *unused, struct error *error)
{
    struct query *query = db_query(db, SQL_DRAFT_LIST);
    int64_t oldest_at = INT64_MAX;
    int oldest = change->first - 1;
    enum status status;
    bool row;

    *own = change->first - 1;
    *unused = change->first;
    query_bind_text(query, 1, owner);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        int slot = (int)query_integer(query, 0);
        if (slot < change->first || slot > change->last)
            continue;
        *unused += slot == *unused;
        if (query_integer(query, 1) < oldest_at) {
            oldest_at = query_integer(query, 1);
            oldest = slot;
        }
        if (is_of(query_text(query, 2), change->request))
            *own = slot;
    }
    if (*unused > change->last)
        *unused = change->replaces_oldest ? oldest : change->first - 1;
done:
    query_reset(query);
    return status;
}

static enum status apply(struct db *db, const char *owner, struct draft_change *change,
                         struct error *error)
{
    bool is_put = *change->form;
    enum status status;
    int unused;

    TRY(find(db, owner, change, &change->slot, &unused, error));
    if (is_put && change->slot < change->first)
        change->slot = unused;
    if (change->slot < change->first) {
        status = error_set(error, STATUS_CONFLICT, "", "%s",
                           is_put ? _("nine are parked already; finish one of them first (F9)")
                                  : _("it was fetched or finished at another terminal"));
        goto done;
    }
    struct query *query = db_query(db, is_put ? SQL_DRAFT_PUT : SQL_DRAFT_DROP);
    query_bind_text(query, 1, owner);
    query_bind_integer(query, 2, change->slot);
    if (is_put) {
        query_bind_integer(query, 3, clock_now_at());
        query_bind_text(query, 4, change->form);
    }
    TRY(query_run(query, error));
done:
    return status;
}

enum status draft_change(struct ledger *ledger, const char *owner, struct draft_change *changes,
                         size_t count, struct error *error)
{
    struct db *db = ledger_db(ledger);
    enum status status;

    TRY(db_begin(db, error));
    for (size_t i = 0; i < count; i++)
        TRY(apply(db, owner, &changes[i], error));
    TRY(db_commit(db, error));
done:
    if (status != STATUS_OK)
        db_rollback(db);
    return status;
}
