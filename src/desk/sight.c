/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/sight.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/parts.h"
#include "shouwen/store/query_scope.h"

#include <stdio.h>
#include <string.h>

enum { AT_A_TIME = 200, LOOKED_AT_MOST = 50000, PROMISES_MOST = 1000 };

/* Rows of a list that are seen, gathered in the direction of reading. */
struct gathering {
    struct db *db;
    const struct query_scope *scope;
    bool whole_only;
    struct arena *arena;
    struct case_row *rows;
    size_t count, room, most;
};

static enum status gather(struct gathering *gathering, struct case_row *row, struct error *error)
{
    enum sight sight;
    enum status status;

    TRY(query_scope_of_row(gathering->db, gathering->scope, row, &sight, error));
    if (sight == SIGHT_NONE || (sight == SIGHT_HEAD && gathering->whole_only) ||
        gathering->count == gathering->most)
        return STATUS_OK;
    gathering->rows = arena_grow(gathering->arena, gathering->rows, gathering->count,
                                 &gathering->room, sizeof(*gathering->rows));
    gathering->rows[gathering->count++] = *row;
done:
    return status;
}

static void reverse(struct case_row *rows, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct case_row swap = rows[i];
        rows[i] = rows[count - 1 - i];
        rows[count - 1 - i] = swap;
    }
}

/* Page by page until enough of them are seen. */
static enum status gather_pages(struct gathering *gathering, struct case_filter *asked,
                                struct error *error)
{
    size_t looked_at = 0, found;
    struct case_row *rows;
    enum status status;

    for (;;) {
        status = query_cases(gathering->db, asked, gathering->arena, &rows, &found, error);
        if (status != STATUS_OK && status != STATUS_BUSY)
            return status;
        for (size_t i = 0; i < found; i++) {
            struct error fault;
            size_t at = asked->is_backwards ? found - 1 - i : i;
            enum status asking = gather(gathering, &rows[at], &fault);
            if (asking != STATUS_OK)
                return error_set(error, asking, "", "%s", fault.message);
        }
        looked_at += found;
        if (status == STATUS_BUSY || found < asked->limit || gathering->count == gathering->most)
            return status;
        if (looked_at > LOOKED_AT_MOST)
            return error_set(error, STATUS_BUSY, "",
                             _("too few of the cases in this list are yours to see; choose the "
                               "list of your grid or department"));
        const struct case_row *last = &rows[asked->is_backwards ? 0 : found - 1];
        asked->has_start = true;
        asked->takes_start = false;
        asked->start_key = last->key;
        asked->start_seq = last->seq;
        asked->limit = AT_A_TIME;
    }
}

/* The grid or unit of a queue is one that the person sees whole. */
static bool is_own_argument(const struct query_scope *scope, const struct case_filter *filter)
{
    const struct visibility *sees = &scope->visibility;

    if (queue_needs_grid(filter->queue))
        return visibility_has_grid(sees, filter->argument);
    return filter->queue == QUEUE_UNIT && sees->reach & REACH_UNIT &&
           text_same(sees->person->node, filter->argument);
}

/* Dispatcher and supervisor watch the units: what is open goes by their clock (domain.md 3). */
static bool watches_units(const struct query_scope *scope, const struct case_filter *asked)
{
    unsigned reach = scope->visibility.reach;
    bool is_of_days = asked->queue == QUEUE_OPEN || asked->queue == QUEUE_LATE ||
                      asked->queue == QUEUE_TODAY || asked->queue == QUEUE_DUE;

    return is_of_days && reach & (REACH_STREET | REACH_DISTRICT) && !(reach & REACH_FILE) &&
           text_is_empty(asked->search);
}

/* Whose cases are those of some homes and grids has them read by these, a department what was
 * dispatched to it, everybody else what they brought in; of what they hold or did elsewhere their
 * own queue tells. Nothing is set where each row of the queue has to be asked. */
static void narrow(const struct query_scope *scope, struct case_filter *asked)
{
    const unsigned places = REACH_GRIDS | REACH_HOME | REACH_STREET | REACH_DISTRICT;
    const struct visibility *sees = &scope->visibility;
    bool has_place = scope->head_home_count || scope->grid_count;
    bool is_unit = sees->reach & REACH_UNIT;

    if (asked->is_brought && sees->person && text_is_empty(asked->search)) {
        asked->seen_by = sees->person->id;
        return;
    }
    if (scope->is_everything && scope->home_count && !asked->homes && watches_units(scope, asked)) {
        asked->homes = scope->homes;
        asked->home_count = scope->home_count;
        asked->by_unit = true;
        return;
    }
    if (scope->is_everything || asked->queue == QUEUE_MINE || is_own_argument(scope, asked) ||
        asked->homes || sees->reach & REACH_FILE || (has_place && is_unit))
        return;
    /* a search also finds what they did elsewhere */
    if (!text_is_empty(asked->search) && (scope->grid_count || !has_place))
        return;
    if (has_place || (sees->reach & places && !is_unit)) {
        asked->homes = scope->head_homes;
        asked->home_count = scope->head_home_count;
        asked->grids = scope->grid_count ? scope->grids : NULL;
        asked->grid_count = scope->grid_count;
        asked->by_unit = watches_units(scope, asked);
    } else {
        asked->is_unit = is_unit;
        asked->seen_by = is_unit ? sees->person->node : sees->person->id;
    }
}

enum status sight_narrow(struct desk *desk, const struct case_filter *filter,
                         struct case_filter *asked, bool *is_counted, struct error *error)
{
    const struct query_scope *scope;
    bool has_argument = queue_needs_grid(filter->queue) || filter->queue == QUEUE_UNIT;
    enum status status;

    *asked = *filter;
    TRY(desk_scope(desk, &scope, error));
    narrow(scope, asked);
    bool is_part = asked->grids || asked->seen_by;
    *is_counted = scope->is_everything || is_own_argument(scope, filter) ||
                  (is_part ? !has_argument : asked->homes != NULL);
done:
    return status;
}

enum status sight_locate(struct desk *desk, struct case_filter *filter, const char *number,
                         bool *found, struct error *error)
{
    struct case_filter asked;
    enum status status;
    bool ignored;

    TRY(sight_narrow(desk, filter, &asked, &ignored, error));
    TRY(query_cases_locate(desk_reader(desk), &asked, number, &filter->start_key,
                           &filter->start_seq, found, error));
done:
    return status;
}

bool sight_has_grid(struct desk *desk, const char *grid)
{
    const struct query_scope *scope;
    struct error ignored;
    char home[32];

    if (desk_scope(desk, &scope, &ignored) != STATUS_OK)
        return false;
    snprintf(home, sizeof(home), "%.*s", (int)strcspn(grid, "-"), grid);
    return scope->is_everything || visibility_covers(&scope->visibility, home) ||
           visibility_has_grid(&scope->visibility, grid);
}

bool sight_goes_by_unit(struct desk *desk, const struct case_filter *filter)
{
    struct case_filter asked;
    struct error ignored;
    bool is_counted;

    if (sight_narrow(desk, filter, &asked, &is_counted, &ignored) != STATUS_OK)
        return queue_goes_by_unit(filter->queue);
    return query_cases_goes_by_unit(&asked);
}

/* What is asked by would tell of a case that it has it: what a head leaves out. */
static bool asks_inside(const struct case_filter *filter)
{
    const struct case_conditions *wanted = &filter->conditions;

    return !text_is_empty(filter->search) || !text_is_empty(wanted->grid) ||
           !text_is_empty(wanted->channel) || !text_is_empty(wanted->category);
}

enum status sight_page(struct desk *desk, const struct case_filter *filter, struct arena *arena,
                       struct case_row **rows, size_t *count, struct error *error)
{
    struct gathering gathering = {.db = desk_reader(desk),
                                  .whole_only = asks_inside(filter),
                                  .arena = arena,
                                  .most = filter->limit};
    struct case_filter asked = *filter;
    enum status status;

    *count = 0;
    TRY(desk_scope(desk, &gathering.scope, error));
    narrow(gathering.scope, &asked);
    if (gathering.scope->is_everything)
        return query_cases(desk_reader(desk), &asked, arena, rows, count, error);
    status = gather_pages(&gathering, &asked, error);
    if (filter->is_backwards)
        reverse(gathering.rows, gathering.count);
    *rows = gathering.rows;
    *count = gathering.count;
done:
    return status;
}

static enum status is_seen(struct desk *desk, const struct query_scope *scope, const char *number,
                           bool *is, struct error *error)
{
    enum sight sight;
    enum status status = query_scope_sight(desk_reader(desk), scope, number, &sight, error);

    *is = status == STATUS_OK && sight == SIGHT_WHOLE;
    return status;
}

enum status sight_cases_of(struct desk *desk, const char *resident, const char *door, size_t limit,
                           struct arena *arena, struct case_row **rows, size_t *count,
                           struct error *error)
{
    const struct query_scope *scope;
    enum status status;
    size_t kept = 0;
    bool is;

    TRY(desk_scope(desk, &scope, error));
    TRY(query_cases_of(desk_reader(desk), resident, door, limit, arena, rows, count, error));
    for (size_t i = 0; i < *count; i++) {
        TRY(is_seen(desk, scope, (*rows)[i].number, &is, error));
        if (is)
            (*rows)[kept++] = (*rows)[i];
    }
    *count = kept;
done:
    return status;
}

enum status sight_promises(struct desk *desk, int64_t before_at, size_t limit, struct arena *arena,
                           struct promise_row **rows, size_t *count, struct error *error)
{
    const struct query_scope *scope;
    enum status status;
    size_t kept = 0;
    bool is;

    TRY(desk_scope(desk, &scope, error));
    if (scope->is_everything)
        return query_promises(desk_reader(desk), before_at, limit, arena, rows, count, error);
    TRY(query_promises(desk_reader(desk), before_at, PROMISES_MOST, arena, rows, count, error));
    for (size_t i = 0; i < *count && kept < limit; i++) {
        TRY(is_seen(desk, scope, (*rows)[i].number, &is, error));
        if (is)
            (*rows)[kept++] = (*rows)[i];
    }
    *count = kept;
done:
    return status;
}

enum { NO_FIELD = -1 };

/* Whose a record is, by its fields. Kinds that are not listed are for everybody. */
static const struct owned {
    enum record_kind kind;
    bool is_placed; /* it belongs where residents are looked after: record_place() */
    int node;       /* the station where it was made */
    int people[4];  /* staff ids that it names, up to NO_FIELD */
    int cases;      /* numbers: whoever sees one of them sees it */
} owned[] = {
    {RECORD_RESIDENTS, true, NO_FIELD, {NO_FIELD}, NO_FIELD},
    {RECORD_DEMANDS, true, NO_FIELD, {NO_FIELD}, NO_FIELD},
    {RECORD_VISITS, true, NO_FIELD, {RECORD_VISITS_STAFF, NO_FIELD}, NO_FIELD},
    {RECORD_SESSIONS,
     false,
     RECORD_SESSIONS_NODE,
     {RECORD_SESSIONS_CALLER, NO_FIELD},
     RECORD_SESSIONS_CASES},
    {RECORD_HANDOVERS,
     false,
     RECORD_HANDOVERS_NODE,
     {RECORD_HANDOVERS_GIVER, RECORD_HANDOVERS_TO, RECORD_HANDOVERS_TAKER, NO_FIELD},
     NO_FIELD},
};

static const struct owned *owned_of(enum record_kind kind)
{
    for (size_t i = 0; i < sizeof(owned) / sizeof(owned[0]); i++)
        if (owned[i].kind == kind)
            return &owned[i];
    return NULL;
}

static bool names_them(const struct owned *owner, const struct record *record, const char *id)
{
    for (size_t i = 0; owner->people[i] != NO_FIELD; i++)
        if (text_same(record_text(record, owner->people[i]), id))
            return true;
    return false;
}

static bool sees_a_case(struct desk *desk, const struct query_scope *scope, const char *numbers)
{
    struct arena arena = {0};
    struct error ignored;
    bool is = false;
    size_t count;
    const char **all = parts_split(&arena, numbers, PARTS_LIST, &count);

    for (size_t i = 0; i < count && !is; i++)
        if (is_seen(desk, scope, all[i], &is, &ignored) != STATUS_OK)
            is = false;
    arena_release(&arena);
    return is;
}

/* Of whom it is not known which station looks after them, the file's own does. */
static bool sees_grid(const struct desk *desk, const struct visibility *sees, const char *grid,
                      const char *station)
{
    return visibility_has_resident(sees, text_is_empty(station) ? desk_node(desk) : station, grid);
}

bool sight_has_record(struct desk *desk, const struct record *record)
{
    const struct owned *owner = owned_of(record->kind);
    const struct query_scope *scope;
    struct error ignored;

    if (!owner)
        return true;
    if (desk_scope(desk, &scope, &ignored) != STATUS_OK)
        return false;
    const struct visibility *sees = &scope->visibility;
    if (!sees->person || names_them(owner, record, sees->person->id))
        return true;
    const char *place = record_place(record);
    if (owner->is_placed && sees_grid(desk, sees, strchr(place, '-') ? place : "", place))
        return true;
    if (owner->node != NO_FIELD && visibility_covers(sees, record_text(record, owner->node)))
        return true;
    return owner->cases != NO_FIELD && sees_a_case(desk, scope, record_text(record, owner->cases));
}

bool sight_has_all(struct desk *desk, enum record_kind kind)
{
    const struct query_scope *scope;
    struct error ignored;

    if (!owned_of(kind))
        return true;
    return desk_scope(desk, &scope, &ignored) == STATUS_OK &&
           (!scope->visibility.person || scope->visibility.reach & REACH_FILE);
}

static enum status restrict_hits(struct desk *desk, struct search_hits *hits, struct error *error)
{
    const struct query_scope *scope;
    size_t residents = 0, cases = 0;
    enum status status;
    bool is;

    TRY(desk_scope(desk, &scope, error));
    for (size_t i = 0; i < hits->resident_count; i++)
        if (sees_grid(desk, &scope->visibility, hits->residents[i].grid, hits->residents[i].node))
            hits->residents[residents++] = hits->residents[i];
    hits->resident_count = residents;
    for (size_t i = 0; i < hits->case_count; i++) {
        TRY(is_seen(desk, scope, hits->cases[i].number, &is, error));
        if (is)
            hits->cases[cases++] = hits->cases[i];
    }
    hits->case_count = cases;
done:
    return status;
}

enum status sight_search(struct desk *desk, const char *typed, const struct search_context *context,
                         struct arena *arena, struct search_hits *hits, struct error *error)
{
    enum status status;

    TRY(search_query(desk_reader(desk), typed, context, arena, hits, error));
    TRY(restrict_hits(desk, hits, error));
done:
    return status;
}

enum status sight_duplicates(struct desk *desk, const struct search_intake *intake,
                             const struct search_context *context, struct arena *arena,
                             struct search_hits *hits, struct error *error)
{
    enum status status;

    TRY(search_duplicates(desk_reader(desk), intake, context, arena, hits, error));
    TRY(restrict_hits(desk, hits, error));
done:
    return status;
}

static enum status deny(struct desk *desk, const struct owned *owner, const char *what,
                        const char *id, struct error *error)
{
    error_set(error, STATUS_DENIED, "id", "%s",
              owner->is_placed
                  ? _("residents and what they want are for the staff of their station and for "
                      "those who look after their grid; ask them")
                  : _("this is for the people of its station and for those whom it names; ask "
                      "them"));
    return desk_note_refusal(desk, STATUS_DENIED, what, id, error);
}

enum status sight_require_record(struct desk *desk, const struct record *record, const char *what,
                                 struct error *error)
{
    if (sight_has_record(desk, record))
        return STATUS_OK;
    return deny(desk, owned_of(record->kind), what, record->id, error);
}

bool sight_has_kind(struct desk *desk, enum record_kind kind)
{
    const struct owned *owner = owned_of(kind);
    const struct query_scope *scope;
    struct error ignored;

    if (!owner || !owner->is_placed)
        return true;
    return desk_scope(desk, &scope, &ignored) == STATUS_OK &&
           (!scope->visibility.person || scope->visibility.residents);
}

enum status sight_require_kind(struct desk *desk, enum record_kind kind, const char *what,
                               struct error *error)
{
    if (sight_has_kind(desk, kind))
        return STATUS_OK;
    return deny(desk, owned_of(kind), what, record_rows[kind].name, error);
}
