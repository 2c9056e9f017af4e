/* SPDX-License-Identifier: MIT */
/* Leaving for good: what is handed to whom. */
#include "config.h"

#include "shouwen/desk/staff.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/store/records.h"
#include "desk/staff_inside.h"

#include <string.h>

struct leave {
    struct desk *desk;
    struct arena *arena;
    const char *id;
    struct staff_leaving *leaving;
};

static void add_id(struct leave *leave, const char ***list, size_t *count, size_t *room,
                   const char *id)
{
    *list = arena_grow(leave->arena, *list, *count, room, sizeof(**list));
    (*list)[(*count)++] = arena_copy(leave->arena, id);
}

/* The staff as it will be without the person. */
static struct people without(const struct leave *leave)
{
    struct people people = *desk_people(leave->desk);
    struct person *at = arena_alloc(leave->arena, people.count * sizeof(*at));

    memcpy(at, people.at, people.count * sizeof(*at));
    for (size_t i = 0; i < people.count; i++)
        if (text_same(at[i].id, leave->id))
            at[i].status = PERSON_LEFT;
    people.at = at;
    return people;
}

static enum status add_case(struct leave *leave, const struct people *people, const char *number,
                            struct error *error)
{
    struct staff_leaving *leaving = leave->leaving;
    struct matter matter;
    enum status status;

    /* without looking at the staff again: people is made of it */
    TRY(matters_load(desk_reader(leave->desk), number, desk_calendar(leave->desk),
                     desk_policy(leave->desk), leave->arena, &matter, error));
    const struct person *heir = responsibility_fallback_holder(people, matter.node);
    bool falls = matter.rule != RULE_FALLBACK && heir;
    struct accountable answer =
        responsibility_answer(people, falls ? heir->id : matter.holder, matter.node);
    leaving->cases = arena_grow(leave->arena, leaving->cases, leaving->case_count,
                                &leaving->case_room, sizeof(*leaving->cases));
    leaving->cases[leaving->case_count++] =
        (struct staff_handover){.number = matter.number,
                                .subject = matter.subject,
                                .id = arena_copy(leave->arena, answer.id),
                                .name = arena_copy(leave->arena, answer.name)};
done:
    return status;
}

static enum status add_cases(struct leave *leave, struct error *error)
{
    struct people people = without(leave);
    const char **numbers;
    enum status status;
    size_t count;

    TRY(matters_open_numbers(desk_reader(leave->desk), leave->id, leave->arena, &numbers, &count,
                             error));
    for (size_t i = 0; i < count; i++)
        TRY(add_case(leave, &people, numbers[i], error));
done:
    return status;
}

/* Who is accountable for a case once the person has left. */
static enum status find_taker(struct leave *leave, const struct people *people, const char *number,
                              const char **taker, struct error *error)
{
    const struct staff_leaving *leaving = leave->leaving;
    struct matter matter;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < leaving->case_count; i++)
        if (text_same(leaving->cases[i].number, number)) {
            *taker = leaving->cases[i].name;
            return STATUS_OK;
        }
    TRY(matters_load(desk_reader(leave->desk), number, desk_calendar(leave->desk),
                     desk_policy(leave->desk), leave->arena, &matter, error));
    *taker =
        arena_copy(leave->arena, responsibility_answer(people, matter.holder, matter.node).name);
done:
    return status;
}

static enum status add_promises(struct leave *leave, struct error *error)
{
    enum { PROMISES_MOST = 1000 };
    struct staff_leaving *leaving = leave->leaving;
    struct people people = without(leave);
    struct promise_row *rows;
    enum status status;
    size_t count;

    TRY(query_promises(desk_reader(leave->desk), INT64_MAX, PROMISES_MOST, leave->arena, &rows,
                       &count, error));
    for (size_t i = 0; i < count; i++) {
        const char *taker;
        if (!text_same(rows[i].staff, leave->id))
            continue;
        TRY(find_taker(leave, &people, rows[i].number, &taker, error));
        leaving->promises = arena_grow(leave->arena, leaving->promises, leaving->promise_count,
                                       &leaving->promise_room, sizeof(*leaving->promises));
        leaving->promises[leaving->promise_count++] =
            (struct staff_promise){rows[i].number, rows[i].name, rows[i].kind, taker, rows[i].at};
    }
done:
    return status;
}

static void add_ties(struct leave *leave)
{
    const struct people *people = desk_people(leave->desk);
    struct staff_leaving *leaving = leave->leaving;

    for (size_t i = 0; i < people->grid_count; i++)
        if (text_same(people->grids[i].leader, leave->id))
            add_id(leave, &leaving->grids, &leaving->grid_count, &leaving->grid_room,
                   people->grids[i].code);
    for (size_t i = 0; i < people->count; i++) {
        const struct person *other = &people->at[i];
        if (other->status != PERSON_LEFT &&
            (text_same(other->backup, leave->id) || text_same(other->cover, leave->id)))
            add_id(leave, &leaving->backed, &leaving->backed_count, &leaving->backed_room,
                   other->id);
    }
}

static enum status count_shift(void *context, const struct record *record, struct error *error)
{
    struct leave *leave = context;
    int32_t day;

    (void)error;
    if (text_same(record_text(record, RECORD_DUTY_STAFF_ID), leave->id) &&
        clock_parse_day(record_text(record, RECORD_DUTY_ON), &day) &&
        day >= desk_today(leave->desk))
        leave->leaving->duty_count++;
    return STATUS_OK;
}

/* Without an administrator anybody could do anything. */
static bool is_only_admin(const struct people *people, const struct person *person)
{
    if (!person_has(person, ROLE_ADMIN))
        return false;
    for (size_t i = 0; i < people->count; i++)
        if (&people->at[i] != person && people->at[i].status != PERSON_LEFT &&
            person_has(&people->at[i], ROLE_ADMIN))
            return false;
    return true;
}

enum status staff_leave(struct desk *desk, const char *id, bool is_dry, struct arena *arena,
                        struct staff_leaving *leaving, struct error *error)
{
    struct record record = {.kind = RECORD_STAFF, .id = id};
    struct leave leave = {desk, arena, id, leaving};
    const struct person *person;
    struct ledger *ledger;
    enum ledger_change change;
    enum status status;

    *leaving = (struct staff_leaving){0};
    TRY(staff_require_keeper(desk, id, DEED_LEAVE, &person, error));
    if (person->status == PERSON_LEFT)
        return error_set(error, STATUS_REFUSED, "staff", _("%s has left the staff already"),
                         person->name);
    if (is_only_admin(desk_people(desk), person))
        return error_set(error, STATUS_REFUSED, "staff",
                         _("%s is the only administrator; name another one first"), person->name);
    TRY(add_cases(&leave, error));
    TRY(add_promises(&leave, error));
    add_ties(&leave);
    TRY(records_each(desk_reader(desk), RECORD_DUTY, "", count_shift, &leave, error));
    if (is_dry)
        goto done;
    record.value[RECORD_STAFF_STATUS] = "left";
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_put(ledger, desk_person_id(desk), &record, &change, error));
    TRY(desk_refresh(desk, error));
done:
    return status;
}
