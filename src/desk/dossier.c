/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/dossier.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/mask.h"
#include "shouwen/store/records.h"

#include <stdlib.h>
#include <string.h>

static int age_on(int32_t birth_on, int32_t today)
{
    struct clock_parts born = clock_parts_of_day(birth_on), now = clock_parts_of_day(today);
    bool had_birthday = now.month > born.month || (now.month == born.month && now.day >= born.day);

    return now.year - born.year - !had_birthday;
}

static enum status load_resident(struct desk *desk, struct arena *arena, struct dossier *dossier,
                                 struct error *error)
{
    const struct record_field *sex = &record_rows[RECORD_RESIDENTS].fields[RECORD_RESIDENTS_SEX];
    struct text said = TEXT_EMPTY;
    struct record record;
    enum status status = STATUS_OK;
    int32_t birth_on;

    dossier->age = DOSSIER_UNKNOWN;
    dossier->sex = dossier->tags = "";
    if (!*dossier->matter.resident)
        goto done;
    TRY(records_get_person(desk_reader(desk), dossier->matter.resident, arena, &record,
                           &dossier->has_resident, error));
    if (!dossier->has_resident)
        goto done;
    value_choice_say(&said, sex->choices, record.value[RECORD_RESIDENTS_SEX]);
    dossier->sex = arena_copy(arena, said.at);
    dossier->tags = record.value[RECORD_RESIDENTS_TAGS];
    if (clock_parse_day(record.value[RECORD_RESIDENTS_BIRTH_ON], &birth_on))
        dossier->age = age_on(birth_on, dossier->today);
done:
    text_release(&said);
    return status;
}

static enum status load_service(struct desk *desk, struct arena *arena, struct dossier *dossier,
                                struct error *error)
{
    struct record record;
    enum status status = STATUS_OK;

    if (!*dossier->matter.service)
        return STATUS_OK;
    TRY(records_get(desk_reader(desk), RECORD_SERVICES, dossier->matter.service, arena, &record,
                    &dossier->has_service, error));
    if (dossier->has_service)
        service_read(arena, &record, &dossier->service);
done:
    return status;
}

enum status dossier_node_name(struct desk *desk, const char *node, struct arena *arena,
                              const char **name, struct error *error)
{
    struct record record;
    bool found = false;
    enum status status = STATUS_OK;

    *name = node;
    if (!*node)
        return STATUS_OK;
    TRY(records_get(desk_reader(desk), RECORD_NODES, node, arena, &record, &found, error));
    if (found && *record.value[RECORD_NODES_NAME])
        *name = record.value[RECORD_NODES_NAME];
done:
    return status;
}

static enum status take_mark(struct desk *desk, const struct matter *matter, const struct act *act,
                             struct arena *arena, struct dossier_mark *mark, struct error *error)
{
    const char *to;
    enum status status = STATUS_OK;

    *mark = (struct dossier_mark){.by = "", .to = "", .text = ""};
    if (!act)
        return STATUS_OK;
    to = act_text(act, FIELD_TO);
    *mark = (struct dossier_mark){act->happened_at, follow_author(desk, matter, act),
                                  follow_staff(desk, matter, to), act_text(act, FIELD_TEXT)};
    if (node_level_of(to) != NODE_OTHER)
        TRY(dossier_node_name(desk, to, arena, &mark->to, error));
done:
    return status;
}

enum status dossier_find_urged(struct desk *desk, const struct matter *matter, struct arena *arena,
                               struct dossier_urged *urged, struct error *error)
{
    enum status status;

    TRY(take_mark(desk, matter, matter->last_remind, arena, &urged->reminded, error));
    TRY(take_mark(desk, matter, matter->last_supervise, arena, &urged->supervised, error));
done:
    return status;
}

/* Working days of (today, due_on]. */
static int days_left(const struct calendar *calendar, int32_t today, int32_t due_on)
{
    int first = clock_parts_of_day(today).year, count = 0;

    if (due_on == CLOCK_NO_DAY || due_on < today ||
        calendar_reaches(calendar, first) < clock_parts_of_day(due_on).year)
        return DOSSIER_UNKNOWN;
    for (int32_t day = today + 1; day <= due_on; day++)
        count += calendar_is_working(calendar, day);
    return count;
}

static void see_what_is_possible(struct desk *desk, struct dossier *dossier)
{
    const struct matter *m = &dossier->matter;

    for (int kind = 0; kind < ACT_CASE_KINDS; kind++)
        dossier->is_possible[kind] = kind != ACT_OPEN && follow_is_possible(desk, m, kind, NULL);
    if (!dossier->is_possible[ACT_UNDO])
        return;
    int64_t until = m->history[m->history_count - 1].act->entered_at +
                    (int64_t)desk_policy(desk)->undo_minutes * CLOCK_MINUTE;
    int64_t left = (until - clock_now_at() + CLOCK_MINUTE - 1) / CLOCK_MINUTE;
    dossier->undo_minutes_left = left > 0 ? (int)left : 1;
}

/* A session on record, where they may see it; what an act alone says stands in the history. */
static enum status load_session(struct desk *desk, struct arena *arena, struct dossier *dossier,
                                struct error *error)
{
    const struct act *act = dossier->matter.last_session;
    struct record record;
    enum status status = STATUS_OK;

    if (!act || !act->value[FIELD_SESSION])
        return STATUS_OK;
    TRY(records_get(desk_reader(desk), RECORD_SESSIONS, act->value[FIELD_SESSION], arena, &record,
                    &dossier->has_session, error));
    dossier->has_session = dossier->has_session && sight_has_record(desk, &record);
    if (dossier->has_session)
        TRY(session_load(desk, act->value[FIELD_SESSION], arena, &dossier->session, error));
done:
    return status;
}

enum status dossier_load(struct desk *desk, const char *number, struct arena *arena,
                         struct dossier *dossier, struct error *error)
{
    struct matter *m = &dossier->matter;
    enum status status;

    *dossier = (struct dossier){0};
    TRY(follow_case(desk, number, arena, m, error));
    dossier->today = desk_today(desk);
    dossier->answer = follow_answer(desk, m);
    dossier->flags = follow_flags(desk, m);
    TRY(load_resident(desk, arena, dossier, error));
    TRY(load_service(desk, arena, dossier, error));
    TRY(dossier_node_name(desk, m->unit, arena, &dossier->unit_name, error));
    TRY(dossier_find_urged(desk, m, arena, &dossier->urged, error));
    TRY(load_session(desk, arena, dossier, error));
    TRY(sight_merged(desk, m->number, arena, &dossier->followers, &dossier->follower_count, error));
    dossier->days_left = days_left(desk_calendar(desk), dossier->today, m->due_on);
    dossier->unit_days_left = days_left(desk_calendar(desk), dossier->today, m->unit_due_on);
    see_what_is_possible(desk, dossier);
done:
    return status;
}

void dossier_say_callers(const struct merged_row *followers, size_t count, bool is_revealed,
                         struct text *out)
{
    for (size_t i = 0; i < count; i++) {
        text_add(out, i ? _(", ") : "");
        text_add(out, *followers[i].contact ? followers[i].contact : _("left no name"));
        if (!*followers[i].contact_phone)
            continue;
        text_add_char(out, ' ');
        if (is_revealed)
            text_add(out, followers[i].contact_phone);
        else
            mask_tail(out, followers[i].contact_phone);
    }
}

enum status dossier_note_reveal(struct desk *desk, const struct matter *matter, struct error *error)
{
    const char *who = desk_person_id(desk);
    struct ledger *ledger;
    enum status status;

    TRY(desk_require_person(desk, error));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_audit(ledger, who ? who : "", "reveal", matter->number, error));
done:
    return status;
}

bool dossier_has_material(const struct dossier *dossier, size_t line)
{
    const char *at = dossier->matter.have;

    while (at && *at) {
        size_t length = strcspn(at, ",");
        if (strtoul(at, NULL, 10) == line)
            return true;
        at += length + (at[length] == ',');
    }
    return false;
}

void dossier_explain(struct desk *desk, const struct dossier *dossier, struct arena *arena,
                     struct dossier_reason *reason)
{
    const struct matter *m = &dossier->matter;
    const struct matter_policy *policy = desk_policy(desk);
    const struct calendar *calendar = desk_calendar(desk);
    struct deadline first;

    *reason = (struct dossier_reason){
        .own = {.from_at = m->clock_from_at},
        .unit = {.limit = {policy->unit_days, LIMIT_WORKING}, .from_at = m->last_dispatch_at},
        .is_dispatched = m->first_dispatch_at != 0,
        .dispatch_due_on = CLOCK_NO_DAY,
    };
    reason->has_limit = limit_parse(m->limit, &reason->own.limit);
    if (reason->has_limit)
        deadline_explain(calendar, reason->own.limit, m->clock_from_at, m->pauses, m->pause_count,
                         policy->rest_day_is_next, arena, &reason->own.deadline);
    reason->has_statutory = dossier->has_service && dossier->service.limit.has_statutory;
    if (reason->has_statutory) {
        reason->statutory.limit = dossier->service.limit.statutory;
        reason->statutory.from_at = m->clock_from_at;
        deadline_explain(calendar, reason->statutory.limit, m->clock_from_at, m->pauses,
                         m->pause_count, policy->rest_day_is_next, arena,
                         &reason->statutory.deadline);
    }
    if (!reason->is_dispatched)
        return;
    if (deadline_count(calendar, reason->unit.limit, m->first_dispatch_at, m->pauses,
                       m->pause_count, policy->rest_day_is_next, &first) == DEADLINE_FOUND)
        reason->dispatch_due_on = first.due_on;
    deadline_explain(calendar, reason->unit.limit, m->last_dispatch_at, m->pauses, m->pause_count,
                     policy->rest_day_is_next, arena, &reason->unit.deadline);
}

enum status dossier_limits(struct desk *desk, const char *service, struct limit_pair *limits,
                           struct error *error)
{
    struct arena arena = {0};
    struct record item;
    enum status status;
    bool found;

    TRY(records_get(desk_reader(desk), RECORD_SERVICES, service, &arena, &item, &found, error));
    if (!found)
        status = error_set(error, STATUS_NOT_FOUND, "service",
                           _("no service item has the code %s; see the service list"), service);
    else if (!limit_pair_parse(record_text(&item, RECORD_SERVICES_LIMIT), limits))
        status =
            error_set(error, STATUS_REFUSED, "service", _("the item %s names no limit"), service);
done:
    arena_release(&arena);
    return status;
}
