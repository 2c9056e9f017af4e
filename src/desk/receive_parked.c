/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/receive_parked.h"

#include "shouwen/desk/receive_draft.h"

struct reading {
    struct desk *desk;
    struct arena *arena;
    struct receive_parked *rows;
    size_t count, room;
};

static bool is_wanted(const struct reading *reading, const char *owner, const char *asked)
{
    const struct person *me = desk_person(reading->desk);
    const struct person *person = people_find(desk_people(reading->desk), owner);

    return asked || (person && person != me && text_same(person->node, me->node));
}

static void add(struct reading *reading, const char *owner, const struct receive_draft *draft)
{
    struct text words = TEXT_EMPTY;

    receive_draft_say(draft, &words);
    reading->rows = arena_grow(reading->arena, reading->rows, reading->count, &reading->room,
                               sizeof(*reading->rows));
    reading->rows[reading->count++] =
        (struct receive_parked){owner, arena_copy(reading->arena, words.at), draft->parked_at};
    text_release(&words);
}

enum status receive_parked_load(struct desk *desk, const char *owner, struct arena *arena,
                                struct receive_parked **rows, size_t *count, struct error *error)
{
    struct reading reading = {.desk = desk, .arena = arena};
    struct query *query = db_query(desk_reader(desk), SQL_DRAFT_PARKED);
    struct receive_draft draft;
    enum status status = STATUS_OK;
    bool row;

    receive_draft_init(&draft);
    query_bind_text(query, 1, owner ? owner : "");
    query_bind_text(query, 2, owner ? owner : "\U0010FFFF");
    while (desk_person(desk)) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        if (!is_wanted(&reading, query_text(query, 0), owner))
            continue;
        receive_draft_read(&draft, query_text(query, 1));
        if (!receive_draft_is_empty(&draft))
            add(&reading, query_copy(query, 0, arena), &draft);
    }
done:
    query_reset(query);
    receive_draft_release(&draft);
    *rows = reading.rows;
    *count = reading.count;
    return status;
}
