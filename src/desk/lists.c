/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/lists.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/sight.h"
#include "shouwen/store/matters.h"

#include <string.h>

/* Who has a queue at hand: everybody, or whoever has one of the roles. */
static const struct {
    enum queue queue;
    unsigned roles; /* 0: everybody */
} offered[] = {
    {QUEUE_MINE, 0},
    {QUEUE_OPEN, 0},
    {QUEUE_FALLBACK, 0},
    {QUEUE_CALLBACKS, 0},
    {QUEUE_CLOSED_TODAY, 0},
    {QUEUE_GRID, 1u << ROLE_GRID_LEADER | 1u << ROLE_GRID_MEMBER | 1u << ROLE_GRID_HELPER},
    {QUEUE_STREET, 1u << ROLE_DISPATCHER},
    {QUEUE_DISPATCHED, 1u << ROLE_DISPATCHER},
    {QUEUE_UNIT, 1u << ROLE_CLERK},
    {QUEUE_SUPERVISED, 1u << ROLE_SUPERVISOR},
};

/* What is gathered while tabs are made. */
struct making {
    struct desk *desk;
    struct arena *arena;
    struct lists_tab *tabs;
    size_t count, room;
    const char **holders;
    size_t holder_count;
    int64_t mine_count, mine_late_count, open_count, late_count;
};

/* Sums what the projection keeps per holder, and finds whom the person answers for. */
static enum status read_loads(struct making *making, struct error *error)
{
    struct desk *desk = making->desk;
    const char *me = desk_person_id(desk);
    struct matters_load_row *rows;
    size_t count;
    enum status status;

    TRY(matters_each_load(desk_reader(desk), desk_today(desk), making->arena, &rows, &count,
                          error));
    making->holders = arena_alloc(making->arena, (count + 1) * sizeof(*making->holders));
    for (size_t i = 0; i < count; i++) {
        making->open_count += rows[i].open_count;
        making->late_count += rows[i].late_count;
        struct accountable answer =
            responsibility_answer(desk_people(desk), rows[i].holder, rows[i].node);
        if (!me || !text_same(answer.id, me))
            continue;
        making->mine_count += rows[i].open_count;
        making->mine_late_count += rows[i].late_count;
        /* rows come by holder: one who has cases of two homes comes twice in a row */
        if (!making->holder_count ||
            !text_same(making->holders[making->holder_count - 1], rows[i].holder))
            making->holders[making->holder_count++] = rows[i].holder;
    }
done:
    return status;
}

static void add_tab(struct making *making, enum queue queue, const char *argument)
{
    making->tabs = arena_grow(making->arena, making->tabs, making->count, &making->room,
                              sizeof(*making->tabs));
    struct lists_tab *tab = &making->tabs[making->count++];
    *tab = (struct lists_tab){
        .filter = {.queue = queue, .argument = argument, .today = desk_today(making->desk)},
        .label = _(queue_rows[queue].label),
    };
    if (queue == QUEUE_GRID) {
        /* the station's code before the '-' goes without saying */
        const char *tail = strrchr(argument, '-');
        tab->label = arena_format(making->arena, _("grid %s"), tail ? tail + 1 : argument);
    }
    if (queue == QUEUE_MINE) {
        tab->filter.holders = (const char *const *)making->holders;
        tab->filter.holder_count = making->holder_count;
        tab->has_count = true;
        tab->open_count = making->mine_count;
        tab->late_count = making->mine_late_count;
    }
    if (queue == QUEUE_OPEN) {
        tab->has_count = true;
        tab->open_count = making->open_count;
        tab->late_count = making->late_count;
    }
}

/* A tab per grid of the person. */
static void add_grids(struct making *making, const char *grids)
{
    for (const char *at = grids; *at;) {
        size_t length = strcspn(at, ";");
        if (length)
            add_tab(making, QUEUE_GRID, arena_copy_part(making->arena, at, length));
        at += length + (at[length] == ';');
    }
}

enum status lists_tabs(struct desk *desk, enum queue also, struct arena *arena,
                       struct lists_tab **tabs, size_t *count, struct error *error)
{
    struct making making = {.desk = desk, .arena = arena};
    const struct person *me;
    bool has_also = also == QUEUE_COUNT;
    enum status status;

    TRY(desk_refresh(desk, error));
    TRY(read_loads(&making, error));
    me = desk_person(desk);
    for (size_t i = 0; i < sizeof(offered) / sizeof(offered[0]); i++) {
        enum queue queue = offered[i].queue;
        if (offered[i].roles && !(me && me->roles & offered[i].roles))
            continue;
        has_also = has_also || also == queue;
        if (queue == QUEUE_GRID)
            add_grids(&making, me->grids);
        else
            add_tab(&making, queue, queue == QUEUE_UNIT ? me->node : NULL);
    }
    if (!has_also)
        add_tab(&making, also, also == QUEUE_UNIT && me ? me->node : desk_node(desk));
    *tabs = making.tabs;
    *count = making.count;
done:
    return status;
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
