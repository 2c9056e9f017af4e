/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/lists.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/dossier.h"
#include "shouwen/desk/sight.h"
#include "shouwen/desk/visiting.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/query_scope.h"

#include <string.h>

/* Cases that are looked at for a page of a saved list: about 50 milliseconds. */
enum { SCAN_MOST = 20000 };

#define ROLE(name) (1u << ROLE_##name)

enum {
    AT_STATION = ROLE(DESK) | ROLE(JOINT) | ROLE(WORKER) | ROLE(SECRETARY),
    VISITING = ROLE(WORKER) | ROLE(SECRETARY) | ROLE(GRID_LEADER) | ROLE(GRID_MEMBER),
    ELSEWHERE = ROLE(CLERK) | ROLE(SUPERVISOR) /* they answer for no case themselves */
};

/* Who has a queue at hand, in the order of the digits; QUEUE_MINE whoever answers for cases. */
static const struct {
    enum queue queue;
    unsigned roles;
} offered[] = {
    {QUEUE_MINE, ~(unsigned)ELSEWHERE},
    {QUEUE_OPEN, AT_STATION | ROLE(DISPATCHER) | ROLE(SUPERVISOR) | ROLE(ADMIN)},
    {QUEUE_FALLBACK, AT_STATION | ROLE(ADMIN)},
    {QUEUE_CALLBACKS, AT_STATION | ROLE(DISPATCHER)},
    {QUEUE_FLAGGED, ROLE(SECRETARY) | ROLE(DISPATCHER)}, /* who may settle it */
    {QUEUE_CLOSED_TODAY, AT_STATION | ROLE(DISPATCHER)},
    {QUEUE_TODAY, AT_STATION | ROLE(DISPATCHER)},
    {QUEUE_LATE, AT_STATION | ROLE(DISPATCHER) | ROLE(SUPERVISOR)},
    {QUEUE_GRID, ROLE(GRID_LEADER) | ROLE(GRID_MEMBER)},
    {QUEUE_UNACCEPTED, ROLE(SECRETARY)},
    {QUEUE_DUE, AT_STATION},
    {QUEUE_STREET, ROLE(DISPATCHER)},
    {QUEUE_DISPATCHED, ROLE(DISPATCHER) | ROLE(SUPERVISOR)},
    {QUEUE_UNIT, ROLE(CLERK)},
    {QUEUE_SUPERVISED, ROLE(SECRETARY) | ROLE(DISPATCHER) | ROLE(SUPERVISOR)},
    {QUEUE_DISPUTED, ROLE(DISPATCHER) | ROLE(SUPERVISOR)},
    {QUEUE_FLAGGED, ROLE(ADMIN)},
    /* what came to their department once, and what they reported: to look back at */
    {QUEUE_ALL, ROLE(CLERK) | ROLE(GRID_MEMBER) | ROLE(GRID_HELPER) | ROLE(INFORMANT)},
};

/* The queue that is somebody's own, and comes first: the first of their roles here counts. */
static const struct {
    unsigned role;
    enum queue queue;
} own[] = {
    {ROLE(SECRETARY), QUEUE_FALLBACK}, {ROLE(DISPATCHER), QUEUE_STREET},
    {ROLE(CLERK), QUEUE_UNIT},         {ROLE(SUPERVISOR), QUEUE_SUPERVISED},
    {ROLE(GRID_LEADER), QUEUE_GRID},   {ROLE(GRID_MEMBER), QUEUE_GRID},
    {ROLE(GRID_HELPER), QUEUE_ALL},    {ROLE(INFORMANT), QUEUE_ALL},
};

/* What is gathered while tabs are made. */
struct making {
    struct desk *desk;
    struct arena *arena;
    struct lists_tab *tabs;
    size_t count, room;
    const char **holders;
    size_t holder_count;
    struct case_counts mine;
    const bool *counted; /* by queue; NULL: all */
};

/* Sums what the projection keeps per holder, and finds whom the person answers for. */
static enum status read_loads(struct making *making, struct error *error)
{
    struct desk *desk = making->desk;
    const char *me = desk_person_id(desk);
    struct matters_load_row *rows;
    size_t count;
    enum status status;

    TRY(matters_each_holder(desk_reader(desk), making->arena, &rows, &count, error));
    making->holders = arena_alloc(making->arena, (count + 1) * sizeof(*making->holders));
    for (size_t i = 0; i < count; i++) {
        if (!responsibility_is_with(desk_people(desk), me, rows[i].holder, rows[i].node))
            continue;
        TRY(matters_load_of(desk_reader(desk), desk_today(desk), &rows[i], error));
        making->mine.count += rows[i].open_count;
        making->mine.late_count += rows[i].late_count;
        /* rows come by holder: one who has cases of two homes comes twice in a row */
        if (!making->holder_count ||
            !text_same(making->holders[making->holder_count - 1], rows[i].holder))
            making->holders[making->holder_count++] = rows[i].holder;
    }
done:
    return status;
}

enum status lists_count(struct desk *desk, const struct case_filter *filter,
                        struct case_counts *counts, bool *is_known, struct error *error)
{
    struct case_filter asked;
    enum status status;

    TRY(sight_narrow(desk, filter, &asked, is_known, error));
    if (*is_known)
        TRY(query_cases_count(desk_reader(desk), &asked, counts, error));
done:
    return status;
}

static const char *label_of(const struct making *making, enum queue queue, const char *argument)
{
    const char *tail = argument ? strrchr(argument, '-') : NULL;
    const struct person *me = desk_person(making->desk);

    if (queue == QUEUE_ALL && me && person_only_reports(me))
        return _("what I reported");
    if (queue == QUEUE_ALL && me && person_has(me, ROLE_CLERK))
        return _("came to my department");

    /* the station's code before the '-' goes without saying */
    return queue == QUEUE_GRID
               ? arena_format(making->arena, _("grid %s"), tail ? tail + 1 : argument)
               : _(queue_rows[queue].label);
}

static enum status add_tab(struct making *making, enum queue queue, const char *argument,
                           struct error *error)
{
    const struct person *me = desk_person(making->desk);
    enum status status = STATUS_OK;

    making->tabs = arena_grow(making->arena, making->tabs, making->count, &making->room,
                              sizeof(*making->tabs));
    struct lists_tab *tab = &making->tabs[making->count++];
    *tab = (struct lists_tab){
        .filter = {.queue = queue,
                   .argument = argument,
                   .is_brought = queue == QUEUE_ALL && me && person_only_reports(me),
                   .today = desk_today(making->desk)},
        .label = label_of(making, queue, argument),
    };
    tab->goes_by_unit = sight_goes_by_unit(making->desk, &tab->filter);
    if (queue == QUEUE_MINE) {
        tab->filter.holders = (const char *const *)making->holders;
        tab->filter.holder_count = making->holder_count;
        tab->counts = making->mine;
        tab->has_counts = true;
    } else if (!making->counted || making->counted[queue]) {
        TRY(lists_count(making->desk, &tab->filter, &tab->counts, &tab->has_counts, error));
    }
done:
    return status;
}

/* A tab per grid of the person. */
static enum status add_grids(struct making *making, const char *grids, struct error *error)
{
    enum status status = STATUS_OK;

    for (const char *at = grids; *at;) {
        size_t length = strcspn(at, ";");
        if (length)
            TRY(add_tab(making, QUEUE_GRID, arena_copy_part(making->arena, at, length), error));
        at += length + (at[length] == ';');
    }
done:
    return status;
}

/* What needs to know which: the grids of the person, their department. */
static enum status add_queue(struct making *making, enum queue queue, const struct person *me,
                             struct error *error)
{
    if (queue == QUEUE_GRID)
        return add_grids(making, me ? me->grids : "", error);
    return add_tab(making, queue,
                   queue != QUEUE_UNIT ? NULL
                   : me                ? arena_copy(making->arena, me->node)
                                       : desk_node(making->desk),
                   error);
}

static bool is_of_queue(const struct lists_tab *tab)
{
    return !tab->key && !tab->is_visits;
}

static bool has(const struct making *making, enum queue queue, const char *argument)
{
    for (size_t i = 0; i < making->count; i++)
        if (making->tabs[i].filter.queue == queue && is_of_queue(&making->tabs[i]) &&
            (!argument || text_same(making->tabs[i].filter.argument, argument)))
            return true;
    return false;
}

/* Whom to visit has a list of its own; whoever visits nobody is not asked, that would be noted as a
 * refusal. */
static enum status add_visits(struct making *making, const struct person *me, struct error *error)
{
    struct lists_tab tab = {.label = _("visits due"), .has_counts = true, .is_visits = true};
    struct visibility sees = visibility_of(desk_people(making->desk), me);
    struct visiting_scope scope;
    enum status status = STATUS_OK;

    if (!me || !(me->roles & VISITING) || !sees.residents)
        return STATUS_OK;
    TRY(visiting_scope(making->desk, NULL, making->arena, &scope, error));
    TRY(visiting_count(making->desk, &scope, &tab.counts.count, &tab.counts.late_count, error));
    making->tabs = arena_grow(making->arena, making->tabs, making->count, &making->room,
                              sizeof(*making->tabs));
    making->tabs[making->count++] = tab;
done:
    return status;
}

/* Only what asks for nothing but a queue, or for one grid of it, is counted by what is kept. */
static enum status count_saved(struct making *making, const struct saved *saved,
                               struct lists_tab *tab, struct error *error)
{
    const char *grid = saved->conditions[SAVED_GRID];
    struct case_filter of_grid = tab->filter;
    enum status status = STATUS_OK;

    if (making->counted || *saved->search)
        return STATUS_OK;
    for (int i = 0; i < SAVED_CONDITIONS; i++)
        if (i != SAVED_GRID && *saved->conditions[i])
            return STATUS_OK;
    if (saved->queue == QUEUE_MINE && !*grid) {
        tab->counts = making->mine;
        tab->has_counts = true;
    } else if (saved->queue != QUEUE_MINE && !*grid) {
        TRY(lists_count(making->desk, &tab->filter, &tab->counts, &tab->has_counts, error));
    } else if (saved->queue != QUEUE_MINE && saved->queue != QUEUE_UNIT &&
               !queue_needs_grid(saved->queue) && sight_has_grid(making->desk, grid)) {
        of_grid.grids = &grid;
        of_grid.grid_count = 1;
        TRY(query_cases_count(desk_reader(making->desk), &of_grid, &tab->counts, error));
        tab->has_counts = true;
    }
done:
    return status;
}

/* Those that the person saved. */
static enum status add_saved(struct making *making, struct error *error)
{
    struct saved *rows;
    enum status status;
    size_t count;

    TRY(saved_load(making->desk, making->arena, &rows, &count, error));
    for (size_t i = 0; i < count; i++) {
        making->tabs = arena_grow(making->arena, making->tabs, making->count, &making->room,
                                  sizeof(*making->tabs));
        struct lists_tab *tab = &making->tabs[making->count++];
        *tab = (struct lists_tab){.label = rows[i].name, .key = rows[i].key};
        TRY(saved_filter(making->desk, &rows[i], making->arena, &tab->filter, error));
        tab->filter.scan_most = SCAN_MOST;
        tab->goes_by_unit = sight_goes_by_unit(making->desk, &tab->filter);
        TRY(count_saved(making, &rows[i], tab, error));
    }
done:
    return status;
}

enum queue lists_own(const struct person *person)
{
    for (size_t i = 0; person && i < sizeof(own) / sizeof(own[0]); i++)
        if (person->roles & own[i].role && (own[i].queue != QUEUE_GRID || *person->grids) &&
            (own[i].queue != QUEUE_ALL || person_only_reports(person)))
            return own[i].queue;
    return QUEUE_MINE;
}

static enum status make_tabs(struct desk *desk, enum queue also, const char *argument,
                             const bool counted[QUEUE_COUNT], struct arena *arena,
                             struct lists_tab **tabs, size_t *count, struct error *error)
{
    struct making making = {.desk = desk, .arena = arena, .counted = counted};
    enum status status;

    TRY(desk_refresh(desk, error));
    TRY(read_loads(&making, error));
    const struct person *me = desk_person(desk);
    unsigned roles = me ? me->roles : AT_STATION;
    if (lists_own(me) != QUEUE_MINE)
        TRY(add_queue(&making, lists_own(me), me, error));
    for (size_t i = 0; i < sizeof(offered) / sizeof(offered[0]); i++) {
        enum queue queue = offered[i].queue;
        bool is_theirs = roles & offered[i].roles || (queue == QUEUE_MINE && making.mine.count);
        if (queue == QUEUE_ALL && me && !(me->roles & ROLE(CLERK)) && !person_only_reports(me))
            continue; /* what they bring in is theirs to handle, and in their own queues */
        if (is_theirs && !has(&making, queue, NULL))
            TRY(add_queue(&making, queue, me, error));
    }
    TRY(add_visits(&making, me, error));
    TRY(add_saved(&making, error));
    if (also != QUEUE_COUNT && !has(&making, also, argument))
        TRY(argument ? add_tab(&making, also, arena_copy(arena, argument), error)
                     : add_queue(&making, also, me, error));
    if (!making.count)
        TRY(add_tab(&making, QUEUE_MINE, NULL, error));
    *tabs = making.tabs;
    *count = making.count;
done:
    return status;
}

enum status lists_tabs(struct desk *desk, enum queue also, const char *argument,
                       struct arena *arena, struct lists_tab **tabs, size_t *count,
                       struct error *error)
{
    return make_tabs(desk, also, argument, NULL, arena, tabs, count, error);
}

enum status lists_tabs_counting(struct desk *desk, const bool counted[QUEUE_COUNT],
                                struct arena *arena, struct lists_tab **tabs, size_t *count,
                                struct error *error)
{
    return make_tabs(desk, QUEUE_COUNT, NULL, counted, arena, tabs, count, error);
}

enum status lists_page(struct desk *desk, const struct case_filter *filter,
                       const struct lists_patience *patience, struct arena *arena,
                       struct case_row **rows, size_t *count, struct error *error)
{
    struct db *db = desk_reader(desk);

    if (patience->milliseconds)
        db_set_limit(db, patience->milliseconds, patience->stop, patience->context);
    enum status status = sight_page(desk, filter, arena, rows, count, error);
    if (patience->milliseconds)
        db_set_limit(db, 0, NULL, NULL);
    return status;
}

const char *lists_unit(struct desk *desk, const struct case_row *row, struct arena *arena)
{
    const char *name = row->unit;
    struct error ignored;

    if (text_same(row->unit, row->node))
        return "";
    if (dossier_node_name(desk, row->unit, arena, &name, &ignored) != STATUS_OK)
        return row->unit;
    return name;
}

static void say_day(struct text *out, int32_t day, int32_t today)
{
    char on[CLOCK_TEXT];

    if (day == today)
        text_add(out, _("today"));
    else if (day == today + 1)
        text_add(out, _("tomorrow"));
    else if (clock_parts_of_day(day).year == clock_parts_of_day(today).year)
        text_add(out, clock_format_short_day(day, on));
    else
        text_add(out, clock_format_day(day, on));
}

void lists_say_due(struct text *out, int32_t due_on, int32_t today)
{
    if (due_on == CLOCK_NO_DAY)
        return;
    if (due_on < today)
        text_addf(out, ngettext("%d day late", "%d days late", (unsigned long)(today - due_on)),
                  (int)(today - due_on));
    else
        say_day(out, due_on, today);
}

void lists_say_due_of(struct text *out, int32_t due_on, unsigned flags, int32_t today)
{
    if (due_on == CLOCK_NO_DAY && flags & FLAG_CALENDAR)
        text_add(out, _("no calendar"));
    else
        lists_say_due(out, due_on, today);
}

void lists_say_moment(struct text *out, int64_t at, int32_t today)
{
    char time[CLOCK_TEXT];

    say_day(out, clock_day_of(at), today);
    text_addf(out, " %s", clock_format_time(at, time));
}
