/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/matter_due.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/limit.h"

void matter_due_wait(struct matter_due *due, const struct act *act)
{
    due->is_waiting = true;
    due->waiting_from = clock_day_of(act->happened_at);
    due->restarts = text_same(act->value[FIELD_CLOCK], "restart");
}

void matter_due_resume(struct matter_due *due, struct arena *arena, const struct act *act)
{
    if (!due->is_waiting)
        return;
    due->pauses =
        arena_grow(arena, due->pauses, due->pause_count, &due->pause_room, sizeof(*due->pauses));
    due->pauses[due->pause_count++] =
        (struct deadline_pause){due->waiting_from, clock_day_of(act->happened_at)};
    due->is_waiting = false;
    /* the program goes on when the wait has lasted too long: then nothing was brought */
    if (due->restarts && act->kind == ACT_RESUME && !text_same(act->by, "program"))
        due->restarted_at = act->happened_at;
}

void matter_due_dispatch(struct matter_due *due, const struct act *act)
{
    if (!due->first_dispatch_at)
        due->first_dispatch_at = act->happened_at;
    due->last_dispatch_at = act->happened_at;
    due->unit_extended_to = 0;
}

void matter_due_extend(struct matter_due *due, const struct act *act, bool is_dispatched)
{
    int32_t day = clock_day_of(act_number(act, FIELD_UNTIL, 0));
    int32_t *extended = is_dispatched ? &due->unit_extended_to : &due->extended_to;

    if (day > *extended)
        *extended = day;
    if (is_dispatched && day > due->extended_to)
        due->extended_to = day; /* due_on moves with it if that would be earlier */
}

void matter_due_mark(struct matter_due *due, struct arena *arena, size_t entry)
{
    due->marks =
        arena_grow(arena, due->marks, due->mark_count, &due->mark_room, sizeof(*due->marks));
    due->marks[due->mark_count++] = (struct matter_due_mark){
        entry, due->last_dispatch_at, due->unit_extended_to, due->pause_count};
}

/* Counts one clock; CLOCK_NO_DAY with the flag set where the calendar does not reach. */
static int32_t count(const struct matter_due *due, const struct calendar *calendar,
                     const struct matter_policy *policy, struct limit limit, int64_t from_at,
                     struct matter *matter)
{
    struct deadline found;
    enum deadline_result result = deadline_count(
        calendar, limit, from_at, due->pauses, due->pause_count, policy->rest_day_is_next, &found);

    if (result == DEADLINE_NO_CALENDAR) {
        matter->flags |= FLAG_CALENDAR;
        matter->missing_year = found.missing_year;
    }
    return result == DEADLINE_FOUND ? found.due_on : CLOCK_NO_DAY;
}

/* By which day the unit was to reply, as its clock stood then; no flag: the days are past. */
static int32_t count_mark(const struct matter_due *due, const struct calendar *calendar,
                          const struct matter_policy *policy, const struct matter_due_mark *mark)
{
    struct limit unit = {policy->unit_days, LIMIT_WORKING};
    struct deadline found;

    if (deadline_count(calendar, unit, mark->dispatch_at, due->pauses, mark->pause_count,
                       policy->rest_day_is_next, &found) != DEADLINE_FOUND)
        return CLOCK_NO_DAY;
    return mark->extended_to > found.due_on ? mark->extended_to : found.due_on;
}

void matter_due_count(const struct matter_due *due, const struct calendar *calendar,
                      const struct matter_policy *policy, struct matter *matter)
{
    struct limit limit, unit = {policy->unit_days, LIMIT_WORKING};

    matter->pauses = due->pauses;
    matter->pause_count = due->pause_count;
    matter->first_dispatch_at = due->first_dispatch_at;
    matter->last_dispatch_at = due->last_dispatch_at;
    if (!limit_parse(matter->limit, &limit))
        limit = (struct limit){0, LIMIT_NONE};
    matter->clock_from_at = due->restarted_at ? due->restarted_at : matter->opened_at;
    matter->due_on = count(due, calendar, policy, limit, matter->clock_from_at, matter);
    if (due->first_dispatch_at) {
        int32_t day = count(due, calendar, policy, unit, due->first_dispatch_at, matter);
        /* without a limit of its own the case is due when the department is */
        if (day > matter->due_on && !(matter->flags & FLAG_CALENDAR))
            matter->due_on = day;
    }
    if (matter->flags & FLAG_CALENDAR)
        matter->due_on = CLOCK_NO_DAY;
    matter->first_due_on = matter->due_on;
    if (due->extended_to && due->extended_to > matter->due_on && !(matter->flags & FLAG_CALENDAR))
        matter->due_on = due->extended_to;
    if (due->is_waiting)
        matter->waiting_on = due->waiting_from;
    for (size_t i = 0; i < due->mark_count; i++) {
        struct matter_entry *history = (struct matter_entry *)(uintptr_t)matter->history;
        history[due->marks[i].entry].due_on = count_mark(due, calendar, policy, &due->marks[i]);
    }
    if (!due->is_dispatched)
        return;
    matter->unit_due_on = count(due, calendar, policy, unit, due->last_dispatch_at, matter);
    matter->first_unit_due_on = matter->unit_due_on;
    if (due->unit_extended_to && due->unit_extended_to > matter->unit_due_on)
        matter->unit_due_on = due->unit_extended_to;
}
