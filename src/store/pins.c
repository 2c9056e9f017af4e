/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/pins.h"

#include "shouwen/base/text.h"
#include "shouwen/store/schema.h"
#include "store/ledger_inside.h"

#include <stdio.h>

static const char meta_pins[] = "pins";

enum status pins_are_on(struct db *db, bool *are_on, struct error *error)
{
    struct text value = TEXT_EMPTY;
    enum status status = schema_meta_get(db, meta_pins, &value, error);

    *are_on = status == STATUS_OK && text_same(value.at, "on");
    text_release(&value);
    return status;
}

enum status pins_get(struct db *db, const char *staff, struct pins_row *row, struct error *error)
{
    struct query *query = db_query(db, SQL_PIN_GET);
    enum status status;
    bool found;

    *row = (struct pins_row){.hash = ""};
    query_bind_text(query, 1, staff);
    TRY(query_step(query, &found, error));
    if (!found)
        goto done;
    snprintf(row->hash, sizeof(row->hash), "%s", query_text(query, 0));
    row->wrong_count = (int)query_integer(query, 1);
    row->locked_at = query_integer(query, 2);
done:
    query_reset(query);
    return status;
}

enum status pins_switch(struct ledger *ledger, bool are_on, const char *who, const char *what,
                        struct error *error)
{
    enum status status;

    TRY(db_begin(ledger->db, error));
    TRY(schema_meta_put(ledger->db, meta_pins, are_on ? "on" : "off", error));
    TRY(ledger_add_audit(ledger, who, what, "", error));
    TRY(db_commit(ledger->db, error));
done:
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    return status;
}

enum status pins_put(struct ledger *ledger, const char *staff, const struct pins_row *row,
                     const char *who, const char *what, struct error *error)
{
    enum status status;

    TRY(db_begin(ledger->db, error));
    struct query *query = db_query(ledger->db, SQL_PIN_PUT);
    query_bind_text(query, 1, staff);
    query_bind_text(query, 2, row->hash);
    query_bind_integer(query, 3, row->wrong_count);
    query_bind_integer(query, 4, row->locked_at);
    TRY(query_run(query, error));
    TRY(ledger_add_audit(ledger, who, what, staff, error));
    TRY(db_commit(ledger->db, error));
done:
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    return status;
}
