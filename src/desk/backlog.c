/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/backlog.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/receive.h"

#include <string.h>

static const struct {
    int from;
    enum act_field to;
} copied[] = {
    {RECORD_CASES_CHANNEL, FIELD_CHANNEL}, {RECORD_CASES_SUBJECT, FIELD_SUBJECT},
    {RECORD_CASES_PHONE, FIELD_PHONE},     {RECORD_CASES_DOOR, FIELD_DOOR},
    {RECORD_CASES_SERVICE, FIELD_SERVICE}, {RECORD_CASES_GRID, FIELD_GRID},
    {RECORD_CASES_URGENCY, FIELD_URGENCY}, {RECORD_CASES_REF, FIELD_REF},
};

/* A number that came with the case names it; otherwise all that the row says does. */
static const char *request_of(const struct record *row, struct arena *arena)
{
    bool has_ref = *record_text(row, RECORD_CASES_REF);
    struct crypto_digest digest;
    uint8_t hash[CRYPTO_CHAIN];
    char hex[2 * CRYPTO_ID + 1];

    crypto_digest_start(&digest);
    for (int field = 0; field < (int)record_rows[RECORD_CASES].field_count; field++) {
        const char *value = record_text(row, field);
        if (!has_ref || field == RECORD_CASES_CHANNEL || field == RECORD_CASES_REF)
            crypto_digest_add(&digest, value, strlen(value) + 1);
    }
    crypto_digest_end(&digest, hash);
    ident_hex(hash, CRYPTO_ID, hex);
    return arena_format(arena, "import-%s", hex);
}

static enum status link_person(struct desk *desk, const char *given, struct arena *arena,
                               struct act *act, struct error *error)
{
    if (!*given)
        return STATUS_OK;
    enum status status = receive_person(desk, given, arena, act, error);
    if (status != STATUS_NOT_FOUND)
        return status;
    /* an id whose record is not loaded yet: files may come in any order */
    act->value[FIELD_RESIDENT] = given;
    return STATUS_OK;
}

enum status backlog_open(struct desk *desk, const struct record *row, struct arena *arena,
                         bool *is_new, struct error *error)
{
    struct act act = {.kind = ACT_OPEN};
    const char *opened_at = record_text(row, RECORD_CASES_OPENED_AT);
    struct ledger *ledger;
    enum status status;

    for (size_t i = 0; i < sizeof(copied) / sizeof(copied[0]); i++)
        if (*record_text(row, copied[i].from))
            act.value[copied[i].to] = row->value[copied[i].from];
    if (!clock_parse_at(opened_at, &act.happened_at))
        act.happened_at = 0;
    act.value[FIELD_REQUEST] = request_of(row, arena);
    TRY(link_person(desk, record_text(row, RECORD_CASES_RESIDENT), arena, &act, error));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_import(ledger, desk_person_id(desk), record_text(row, RECORD_CASES_STAFF), &act,
                      arena, is_new, error));
done:
    return status;
}
