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
    const struct staff_leave_order *order;
    struct staff_leaving *leaving;
    struct people people; /* the staff as it will be */
    struct act *acts;     /* what hands cases and promises on */
    size_t act_count, act_room;
    struct error refusal; /* of the first case that does not go to whom was named */
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

static struct act *add_act(struct leave *leave, enum act_kind kind, const char *number,
                           const char *to)
{
    leave->acts = arena_grow(leave->arena, leave->acts, leave->act_count, &leave->act_room,
                             sizeof(*leave->acts));
    struct act *act = &leave->acts[leave->act_count++];
    *act = (struct act){.kind = kind, .subject = matters_subject(leave->arena, number)};
    act->value[FIELD_TO] = to;
    act->value[FIELD_WHY] = word_whys[WHY_LEFT].word;
    return act;
}

static const char *heir_of(const struct staff_leave_order *order, const char *number)
{
    for (size_t i = 0; i < order->heir_count; i++)
        if (text_same(order->heirs[i].number, number))
            return order->heirs[i].to;
    return order->to ? order->to : "";
}

/* Gives the case to whom the order names; false, and why, if that does not go. */
static bool give(struct leave *leave, const struct matter *matter, struct staff_handover *handover)
{
    const char *to = heir_of(leave->order, matter->number);
    bool is_fallback = matter->rule == RULE_FALLBACK;
    struct act act = {.kind = is_fallback ? ACT_DESIGNATE : ACT_ASSIGN};
    struct error reason;

    leave->leaving->givable_count += follow_is_possible(leave->desk, matter, act.kind, NULL);
    if (!*to)
        return false;
    act.value[FIELD_TO] = to;
    if (follow_try(leave->desk, matter, &act, leave->arena, &reason) != STATUS_OK) {
        handover->why = arena_copy(leave->arena, reason.message);
        if (leave->refusal.kind == STATUS_OK)
            leave->refusal = reason;
        return false;
    }
    add_act(leave, act.kind, matter->number, to);
    handover->rule = is_fallback ? RULE_FALLBACK : RULE_ASSIGNED;
    handover->id = to;
    return true;
}

static enum status add_case(struct leave *leave, const char *number, struct error *error)
{
    struct staff_leaving *leaving = leave->leaving;
    struct staff_handover handover = {.rule = RULE_FALLBACK, .why = ""};
    struct matter matter;
    enum status status;

    /* without looking at the staff again: people is made of it */
    TRY(matters_load(desk_reader(leave->desk), number, desk_calendar(leave->desk),
                     desk_policy(leave->desk), leave->arena, &matter, error));
    if (!people_knows(&leave->people, matter.node))
        goto done; /* somebody else's, whose id it is there */
    if (!matter_is_of_file(&matter, desk_node(leave->desk))) {
        handover.rule = matter.rule;
        handover.id = matter.holder;
        handover.why = _("it was taken in elsewhere: it is handed on there");
    } else if (!give(leave, &matter, &handover)) {
        const struct person *heir = responsibility_heir(&leave->people, matter.rule, matter.node);
        handover.id = heir ? heir->id : matter.holder;
    }
    struct accountable answer = responsibility_answer(&leave->people, handover.id, matter.node);
    handover.number = matter.number;
    handover.subject = matter.subject;
    handover.id = arena_copy(leave->arena, answer.id);
    handover.name = arena_copy(leave->arena, answer.name);
    leaving->cases = arena_grow(leave->arena, leaving->cases, leaving->case_count,
                                &leaving->case_room, sizeof(*leaving->cases));
    leaving->cases[leaving->case_count++] = handover;
done:
    return status;
}

static enum status add_cases(struct leave *leave, struct error *error)
{
    const char **numbers;
    enum status status;
    size_t count;

    TRY(matters_open_numbers(desk_reader(leave->desk), leave->id, leave->arena, &numbers, &count,
                             error));
    for (size_t i = 0; i < count; i++)
        TRY(add_case(leave, numbers[i], error));
done:
    return status;
}

/* Who is accountable for a case once the person has left. */
static struct accountable find_taker(const struct leave *leave, const struct matter *matter)
{
    const struct staff_leaving *leaving = leave->leaving;

    for (size_t i = 0; i < leaving->case_count; i++)
        if (text_same(leaving->cases[i].number, matter->number))
            return responsibility_answer(&leave->people, leaving->cases[i].id, matter->node);
    return responsibility_answer(&leave->people, matter->holder, matter->node);
}

/* A promise is given again by whoever is to keep it from then on; one whose day is over is not. */
static enum status add_promise(struct leave *leave, const struct promise_row *row,
                               struct error *error)
{
    struct staff_leaving *leaving = leave->leaving;
    struct act act = {.kind = ACT_PROMISE};
    struct matter matter;
    enum status status;

    TRY(matters_load(desk_reader(leave->desk), row->number, desk_calendar(leave->desk),
                     desk_policy(leave->desk), leave->arena, &matter, error));
    struct accountable taker = find_taker(leave, &matter);
    const char *to = arena_copy(leave->arena, taker.id);
    const char *until = arena_format(leave->arena, "%lld", (long long)row->at);
    act.value[FIELD_UNTIL] = until;
    act.value[FIELD_VIA] = row->kind;
    act.value[FIELD_TO] = to;
    bool goes = matter_is_of_file(&matter, desk_node(leave->desk)) &&
                follow_try(leave->desk, &matter, &act, leave->arena, NULL) == STATUS_OK;
    if (goes) {
        struct act *added = add_act(leave, ACT_PROMISE, row->number, to);
        added->value[FIELD_UNTIL] = until;
        added->value[FIELD_VIA] = row->kind;
    }
    leaving->promises = arena_grow(leave->arena, leaving->promises, leaving->promise_count,
                                   &leaving->promise_room, sizeof(*leaving->promises));
    leaving->promises[leaving->promise_count++] = (struct staff_promise){
        row->number, row->name, row->kind, arena_copy(leave->arena, taker.name), goes, row->at};
done:
    return status;
}

static enum status add_promises(struct leave *leave, struct error *error)
{
    struct promise_row *rows;
    enum status status;
    size_t count;

    TRY(query_promises_of(desk_reader(leave->desk), leave->id, leave->arena, &rows, &count, error));
    for (size_t i = 0; i < count; i++)
        TRY(add_promise(leave, &rows[i], error));
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
        if (!text_same(people->at[i].id, person->id) && people->at[i].status != PERSON_LEFT &&
            person_has(&people->at[i], ROLE_ADMIN))
            return false;
    return true;
}

/* What is handed on first, while its holder is still here; then who left. */
static enum status record_leaving(struct leave *leave, struct error *error)
{
    struct record record = {.kind = RECORD_STAFF, .id = leave->id};
    const char *by = desk_person_id(leave->desk), *number;
    struct ledger *ledger;
    enum ledger_change change;
    enum status status;

    record.value[RECORD_STAFF_STATUS] = "left";
    TRY(desk_ledger(leave->desk, &ledger, error));
    TRY(ledger_begin(ledger, error));
    if (leave->act_count)
        status =
            ledger_record(ledger, by, leave->acts, leave->act_count, leave->arena, &number, error);
    if (status == STATUS_OK)
        status = ledger_put(ledger, by, &record, &change, error);
    if (status != STATUS_OK) {
        ledger_rollback(ledger);
        return status;
    }
    TRY(ledger_commit(ledger, error));
    TRY(desk_refresh(leave->desk, error));
done:
    return status;
}

enum status staff_leave(struct desk *desk, const struct staff_leave_order *order,
                        struct arena *arena, struct staff_leaving *leaving, struct error *error)
{
    struct leave leave = {
        .desk = desk, .arena = arena, .id = order->id, .order = order, .leaving = leaving};
    const struct person *person;
    enum status status;

    *leaving = (struct staff_leaving){0};
    TRY(staff_require_keeper(desk, order->id, DEED_LEAVE, &person, error));
    if (person->status == PERSON_LEFT)
        return error_set(error, STATUS_REFUSED, "staff", _("%s has left the staff already"),
                         person->name);
    if (is_only_admin(desk_people(desk), person))
        return error_set(error, STATUS_REFUSED, "staff",
                         _("%s is the only administrator; name another one first"), person->name);
    leave.people = without(&leave);
    TRY(add_cases(&leave, error));
    if (order->is_strict && !order->is_dry && leave.refusal.kind != STATUS_OK)
        return error_set(error, leave.refusal.kind, "to", "%s", leave.refusal.message);
    TRY(add_promises(&leave, error));
    add_ties(&leave);
    TRY(records_each(desk_reader(desk), RECORD_DUTY, "", count_shift, &leave, error));
    if (!order->is_dry)
        TRY(record_leaving(&leave, error));
done:
    return status;
}
