/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/query_scope.h"

#include "shouwen/base/text.h"

#include <string.h>

static void add_grids(const struct people *people, struct arena *arena, struct query_scope *scope)
{
    scope->grids = arena_alloc(arena, (people->grid_count + 1) * sizeof(*scope->grids));
    for (size_t i = 0; i < people->grid_count; i++) {
        const char *grid = people->grids[i].code;
        const char *tail = strrchr(grid, '-');
        const char *home = arena_copy_part(arena, grid, tail ? (size_t)(tail - grid) : 0);
        if (visibility_has_grid(&scope->visibility, grid) &&
            !visibility_has_heads(&scope->visibility, home))
            scope->grids[scope->grid_count++] = grid;
    }
}

enum status query_scope_of(struct db *db, const struct people *people, const struct person *person,
                           struct arena *arena, struct query_scope *scope, struct error *error)
{
    const char **homes;
    enum status status;
    size_t count;

    *scope = (struct query_scope){.visibility = visibility_of(people, person)};
    TRY(query_cases_homes(db, arena, &homes, &count, error));
    scope->homes = arena_alloc(arena, (count + 1) * sizeof(*homes));
    scope->head_homes = arena_alloc(arena, (count + 1) * sizeof(*homes));
    for (size_t i = 0; i < count; i++) {
        if (visibility_covers(&scope->visibility, homes[i]))
            scope->homes[scope->home_count++] = homes[i];
        if (visibility_has_heads(&scope->visibility, homes[i]))
            scope->head_homes[scope->head_home_count++] = homes[i];
    }
    if (person)
        add_grids(people, arena, scope);
    /* a person without any reach sees nothing of the cases that are to come either */
    scope->is_everything =
        scope->home_count == count &&
        (count || !person || visibility_covers(&scope->visibility, person->node));
done:
    return status;
}

/* The row alone says most; only what it lacks is looked up. */
static enum status sight_of(struct db *db, const struct query_scope *scope, int64_t seq,
                            struct visibility_case *one, enum sight *sight, struct error *error)
{
    const struct person *person = scope->visibility.person;
    struct query *query = NULL;
    enum status status = STATUS_OK;
    bool row;

    *sight = visibility_may_see(&scope->visibility, one);
    if (*sight == SIGHT_WHOLE || !person)
        return STATUS_OK;
    query = db_query(db, SQL_AUDIENCE_HAS);
    query_bind_integer(query, 1, seq);
    query_bind_text(query, 2, person->id);
    query_bind_text(query, 3, person->node);
    TRY(query_step(query, &row, error));
    one->was_theirs = one->was_theirs || query_integer(query, 0);
    one->was_dispatched = query_integer(query, 1);
    *sight = visibility_may_see(&scope->visibility, one);
done:
    query_reset(query);
    return status;
}

enum status query_scope_sight(struct db *db, const struct query_scope *scope, const char *number,
                              enum sight *sight, struct error *error)
{
    struct query *query = db_query(db, SQL_AUDIENCE_CASE);
    struct arena arena = {0};
    struct visibility_case one;
    enum status status;
    int64_t seq;
    bool row;

    *sight = scope->is_everything ? SIGHT_WHOLE : SIGHT_NONE;
    if (scope->is_everything)
        return STATUS_OK;
    query_bind_text(query, 1, number);
    TRY(query_step(query, &row, error));
    if (!row)
        goto done;
    seq = query_integer(query, 0);
    one = (struct visibility_case){.node = query_copy(query, 1, &arena),
                                   .grid = query_copy(query, 2, &arena),
                                   .unit = query_copy(query, 3, &arena),
                                   .holder = query_copy(query, 4, &arena),
                                   .flags = (unsigned)query_integer(query, 5)};
    query_reset(query);
    TRY(sight_of(db, scope, seq, &one, sight, error));
done:
    query_reset(query);
    arena_release(&arena);
    return status;
}

/* Number, node, state, days and units stay, and who answers for it: staff are no residents. */
static void leave_head(struct case_row *row)
{
    const char **hidden[] = {&row->subject, &row->name,    &row->door,         &row->grid,
                             &row->service, &row->via,     &row->category,     &row->resident,
                             &row->outcome, &row->ref,     &row->phone,        &row->channel,
                             &row->source,  &row->contact, &row->contact_phone};

    for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
        *hidden[i] = "";
    row->attitude = row->ability = 0;
    row->callback_at = 0;
}

enum status query_scope_of_row(struct db *db, const struct query_scope *scope, struct case_row *row,
                               enum sight *sight, struct error *error)
{
    struct visibility_case one = {.node = row->node,
                                  .grid = row->grid,
                                  .unit = row->unit,
                                  .holder = row->holder,
                                  .flags = row->flags};
    enum status status = STATUS_OK;

    *sight = SIGHT_WHOLE;
    if (!scope->is_everything)
        TRY(sight_of(db, scope, row->seq, &one, sight, error));
    if (*sight == SIGHT_HEAD)
        leave_head(row);
done:
    return status;
}
