/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/query_reference.h"

#include "shouwen/base/searchkey.h"
#include "shouwen/store/records.h"

static enum status find_card(struct db *db, const char *card, struct arena *arena, const char **id,
                             struct error *error)
{
    const struct records_person person = {.card = card, .is_as_kept = true};
    struct record *records;
    size_t count;
    enum status status = records_find_residents(db, &person, 1, arena, &records, &count, error);

    if (status == STATUS_OK && count)
        *id = records[0].id;
    return status;
}

/* How well a namesake fits: 3 by door, 2 by phone, 1 by having nothing to tell them apart by, 0
 * not. */
static int fitness(const struct record *record, struct query *namesake)
{
    const char *card = record_text(record, RECORD_RESIDENTS_ID_NUMBER);
    const char *door = record_text(record, RECORD_RESIDENTS_DOOR);
    const char *phone = record_text(record, RECORD_RESIDENTS_PHONE);
    const char *their_card = query_text(namesake, 1), *their_door = query_text(namesake, 2);
    const char *their_phone = query_text(namesake, 3);

    if (*card && *their_card)
        return 0;
    if (*door && text_same(door, their_door))
        return 3;
    if (*phone && text_same(phone, their_phone))
        return 2;
    return !*card && !*door && !*phone && !*their_card && !*their_door && !*their_phone;
}

static enum status find_name(struct db *db, const struct record *record, struct arena *arena,
                             const char **id, struct error *error)
{
    struct query *query = db_query(db, SQL_REFERENCE_RESIDENTS_NAMED);
    const char *name = record_text(record, RECORD_RESIDENTS_NAME);
    struct text key = TEXT_EMPTY;
    enum status status;
    int best = 0;
    bool row;

    searchkey_sort(&key, name);
    query_bind_text(query, 1, key.at);
    query_bind_text(query, 2, name);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        int fits = fitness(record, query);
        if (fits > best) {
            best = fits;
            *id = query_copy(query, 0, arena);
        }
    }
done:
    query_reset(query);
    text_release(&key);
    return status;
}

enum status query_reference_resident(struct db *db, const struct record *record,
                                     struct arena *arena, const char **id, struct error *error)
{
    const char *card = record_text(record, RECORD_RESIDENTS_ID_NUMBER);
    enum status status = STATUS_OK;

    *id = NULL;
    if (*card)
        TRY(find_card(db, card, arena, id, error));
    if (!*id)
        TRY(find_name(db, record, arena, id, error));
done:
    return status;
}
