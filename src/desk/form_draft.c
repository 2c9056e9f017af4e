/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/form_draft.h"

#include "shouwen/store/draft.h"

#include <string.h>

/* The slots behind those of intakes and visits. */
enum { SLOT_FIRST = 200, SLOT_LAST = SLOT_FIRST + FORM_DRAFTS - 1 };

static const char *owner_of(const struct desk *desk)
{
    const char *id = desk_person_id(desk);

    return id ? id : "";
}

enum status form_draft_save(struct desk *desk, const char *key, struct json *fields,
                            struct error *error)
{
    struct text form = TEXT_EMPTY;
    struct ledger *ledger;
    enum status status;

    if (fields) {
        json_put_text(fields, "request", key);
        json_write(fields, &form);
    }
    struct draft_change change = {key, SLOT_FIRST, SLOT_LAST, form.at, true, 0};
    TRY(desk_ledger(desk, &ledger, error));
    status = draft_change(ledger, owner_of(desk), &change, 1, error);
    /* one that was never kept needs no taking away */
    if (status == STATUS_CONFLICT && !fields)
        status = STATUS_OK;
done:
    text_release(&form);
    return status;
}

enum status form_draft_load(struct desk *desk, const char *key, struct json **fields,
                            struct error *error)
{
    struct query *query = db_query(desk_reader(desk), SQL_DRAFT_LIST);
    struct error ignored;
    enum status status;
    bool row;

    *fields = NULL;
    query_bind_text(query, 1, owner_of(desk));
    while (!*fields) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        int64_t slot = query_integer(query, 0);
        const char *form = query_text(query, 2);
        if (slot < SLOT_FIRST || slot > SLOT_LAST ||
            json_read(form, strlen(form), 0, fields, &ignored) != STATUS_OK)
            continue;
        if (!text_same(json_get_text(*fields, "request"), key)) {
            json_release(*fields);
            *fields = NULL;
        }
    }
done:
    query_reset(query);
    return status;
}
