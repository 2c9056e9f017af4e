/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/backlog.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/desk/receive.h"
#include "shouwen/desk/rowmarks.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Most of a large file's people are no residents of the station: their names are told from a set of
 * hashes, of which at most half the slots are taken. Who is in it, by chance too, is looked up. */
struct backlog {
    struct desk *desk;
    struct ledger *ledger;
    uint64_t *names;
    size_t name_room, name_count; /* room: a power of two; 0: every name is looked up */
    struct rowmarks *rows;
    uint32_t earlier_count; /* rows before the one noted last that say the same */
};
enum { MANY_ROWS = 1000 };

static uint64_t hash_of(const char *name)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    struct text key = TEXT_EMPTY;

    searchkey_name(&key, name);
    for (const char *at = key.at; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    text_release(&key);
    return hash ? hash : 1;
}

/* Where the hash is, or where it would go. */
static uint64_t *slot_of(const struct backlog *backlog, uint64_t hash)
{
    size_t place = hash & (backlog->name_room - 1);

    while (backlog->names[place] && backlog->names[place] != hash)
        place = (place + 1) & (backlog->name_room - 1);
    return &backlog->names[place];
}

static enum status add_name(void *context, const struct record *record, struct error *error)
{
    struct backlog *backlog = context;

    (void)error;
    /* the number of residents was asked in another reading: somebody may have come since */
    if (2 * ++backlog->name_count > backlog->name_room)
        return STATUS_OK;
    uint64_t hash = hash_of(record_text(record, RECORD_RESIDENTS_NAME));
    *slot_of(backlog, hash) = hash;
    return STATUS_OK;
}

static enum status load_names(struct backlog *backlog, struct error *error)
{
    struct db *db = desk_reader(backlog->desk);
    enum status status;
    int64_t count;

    TRY(records_count(db, RECORD_RESIDENTS, &count, error));
    backlog->name_room = 256;
    while ((int64_t)backlog->name_room < 2 * count)
        backlog->name_room *= 2;
    backlog->names = memory_new(backlog->name_room * sizeof(*backlog->names));
    TRY(records_each(db, RECORD_RESIDENTS, "", add_name, backlog, error));
    if (2 * backlog->name_count > backlog->name_room)
        backlog->name_room = 0;
done:
    return status;
}

enum status backlog_begin(struct desk *desk, int64_t rows, struct backlog **backlog,
                          struct error *error)
{
    struct backlog *begun = memory_new(sizeof(*begun));
    enum status status;

    begun->desk = desk;
    begun->rows = rowmarks_new((size_t)rows);
    *backlog = begun;
    TRY(desk_ledger(desk, &begun->ledger, error));
    TRY(ledger_expect(begun->ledger, rows, error));
    if (rows >= MANY_ROWS)
        TRY(load_names(begun, error));
done:
    return status;
}

void backlog_end(struct backlog *backlog)
{
    if (!backlog)
        return;
    free(backlog->names);
    rowmarks_free(backlog->rows);
    free(backlog);
}

/* What is in Latin letters may be an id. */
static bool is_stranger(const struct backlog *backlog, const char *given)
{
    return backlog->name_room && (unsigned char)given[0] >= 0x80 &&
           !*slot_of(backlog, hash_of(given));
}

static const struct {
    int from;
    enum act_field to;
} copied[] = {
    {RECORD_CASES_CHANNEL, FIELD_CHANNEL}, {RECORD_CASES_SUBJECT, FIELD_SUBJECT},
    {RECORD_CASES_PHONE, FIELD_PHONE},     {RECORD_CASES_DOOR, FIELD_DOOR},
    {RECORD_CASES_SERVICE, FIELD_SERVICE}, {RECORD_CASES_GRID, FIELD_GRID},
    {RECORD_CASES_URGENCY, FIELD_URGENCY}, {RECORD_CASES_REF, FIELD_REF},
};

/* A number that came with the case names it; otherwise all that the row says does, and how many
 * said the same before it. */
static void digest_row(const struct record *row, uint32_t earlier_count, uint8_t out[CRYPTO_CHAIN])
{
    bool has_ref = *record_text(row, RECORD_CASES_REF);
    struct crypto_digest digest;

    crypto_digest_start(&digest);
    for (int field = 0; field < (int)record_rows[RECORD_CASES].field_count; field++) {
        const char *value = record_text(row, field);
        if (field == RECORD_CASES_NUMBER)
            continue;
        if (!has_ref || field == RECORD_CASES_CHANNEL || field == RECORD_CASES_REF)
            crypto_digest_add(&digest, value, strlen(value) + 1);
    }
    if (earlier_count && !has_ref) {
        char said[16];
        snprintf(said, sizeof(said), "%u", earlier_count);
        crypto_digest_add(&digest, said, strlen(said) + 1);
    }
    crypto_digest_end(&digest, out);
}

static const char *request_of(const struct backlog *backlog, const struct record *row,
                              struct arena *arena)
{
    uint8_t hash[CRYPTO_CHAIN];
    char hex[2 * CRYPTO_ID + 1];

    digest_row(row, backlog->earlier_count, hash);
    ident_hex(hash, CRYPTO_ID, hex);
    return arena_format(arena, "import-%s", hex);
}

void backlog_note(struct backlog *backlog, const struct record *row, int64_t line,
                  int64_t *first_line)
{
    uint8_t bytes[CRYPTO_CHAIN];
    uint64_t hash;

    digest_row(row, 0, bytes);
    memcpy(&hash, bytes, sizeof(hash));
    backlog->earlier_count = rowmarks_note(backlog->rows, hash, line, first_line);
}

static enum status link_person(struct backlog *backlog, const char *given, struct arena *arena,
                               struct act *act, struct error *error)
{
    if (!*given)
        return STATUS_OK;
    if (is_stranger(backlog, given)) {
        act->value[FIELD_NAME] = given;
        return STATUS_OK;
    }
    enum status status = receive_person(backlog->desk, given, arena, act, error);
    if (status != STATUS_NOT_FOUND)
        return status;
    /* an id whose record is not loaded yet: files may come in any order */
    act->value[FIELD_RESIDENT] = given;
    return STATUS_OK;
}

enum status backlog_find(struct backlog *backlog, const struct record *row, struct arena *arena,
                         bool *is_there, bool *is_other, struct error *error)
{
    const char *number = record_text(row, RECORD_CASES_NUMBER);
    const char *subject = record_text(row, RECORD_CASES_SUBJECT), *there = NULL;
    enum status status = STATUS_OK;

    if (*number)
        TRY(matters_subject_of(ledger_db(backlog->ledger), number, arena, &there, error));
    *is_there = there != NULL;
    *is_other = there && *subject && !text_same(subject, there);
done:
    return status;
}

enum status backlog_open(struct backlog *backlog, const struct record *row, struct arena *arena,
                         bool *is_new, struct error *error)
{
    struct act act = {.kind = ACT_OPEN};
    const char *opened_at = record_text(row, RECORD_CASES_OPENED_AT);
    struct record heard = *row;
    enum status status;

    TRY(ledger_hear_row(backlog->ledger, &heard, arena, error));
    for (size_t i = 0; i < sizeof(copied) / sizeof(copied[0]); i++)
        if (*record_text(row, copied[i].from))
            act.value[copied[i].to] = row->value[copied[i].from];
    if (!clock_parse_at(opened_at, &act.happened_at))
        act.happened_at = 0;
    act.value[FIELD_REQUEST] = request_of(backlog, row, arena);
    TRY(link_person(backlog, record_text(row, RECORD_CASES_RESIDENT), arena, &act, error));
    TRY(ledger_import(backlog->ledger, desk_person_id(backlog->desk),
                      record_text(&heard, RECORD_CASES_STAFF), &act, arena, is_new, error));
done:
    return status;
}
