/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/session.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/permit.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/parts.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/records.h"
#include "desk/session_inside.h"

#include <string.h>

static void read_record(const struct record *record, struct arena *arena, struct session *session)
{
    const char *status = record_text(record, RECORD_SESSIONS_STATUS);

    *session = (struct session){
        .code = record_text(record, RECORD_SESSIONS_CODE),
        .place = record_text(record, RECORD_SESSIONS_PLACE),
        .subject = record_text(record, RECORD_SESSIONS_SUBJECT),
        .node = record_text(record, RECORD_SESSIONS_NODE),
        .caller = record_text(record, RECORD_SESSIONS_CALLER),
        .previous = record_text(record, RECORD_SESSIONS_PREVIOUS),
        .conclusions = record_text(record, RECORD_SESSIONS_CONCLUSIONS),
        .status = status,
        .is_called = !*status || text_same(status, "called"),
        .is_held = text_same(status, "held"),
    };
    if (!clock_parse_at(record_text(record, RECORD_SESSIONS_AT), &session->at))
        session->at = 0;
    session->guests = session_read_guests(arena, record_text(record, RECORD_SESSIONS_GUESTS),
                                          &session->guest_count);
    session->tasks =
        session_read_tasks(arena, record_text(record, RECORD_SESSIONS_TASKS), &session->task_count);
    session->numbers = parts_split(arena, record_text(record, RECORD_SESSIONS_CASES), PARTS_LIST,
                                   &session->number_count);
}

/* Whether the act that named the session on a case stands: whoever takes it back takes the case
 * off. */
static bool is_dealt_with(struct desk *desk, const char *number, const char *code,
                          struct arena *arena)
{
    struct matter matter;
    struct error missing;
    bool stands = true;

    /* a case that is not in this file says nothing about it */
    if (matters_load(desk_reader(desk), number, desk_calendar(desk), desk_policy(desk), arena,
                     &matter, &missing) != STATUS_OK)
        return true;
    for (size_t i = 0; i < matter.history_count; i++) {
        const struct act *act = matter.history[i].act;
        if (act->kind == ACT_ON_SITE && text_same(act->value[FIELD_SESSION], code))
            stands = !matter.history[i].is_voided;
    }
    return stands;
}

/* Leaves out the cases whose act was taken back; without any it is not held. */
static void drop_undone(struct desk *desk, struct session *session, struct arena *arena)
{
    const char **numbers = arena_alloc(arena, (session->number_count + 1) * sizeof(*numbers));
    size_t count = 0;

    for (size_t i = 0; i < session->number_count; i++)
        if (is_dealt_with(desk, session->numbers[i], session->code, arena))
            numbers[count++] = session->numbers[i];
    session->numbers = numbers;
    session->number_count = count;
    if (!count) {
        session->status = "cancelled";
        session->is_called = session->is_held = false;
    }
}

/* The session that was last called for a case, where code is a case's number; else code. */
static const char *code_of(struct desk *desk, const char *code, struct arena *arena)
{
    struct matter matter;
    struct error none;

    if (follow_case(desk, code, arena, &matter, &none) == STATUS_OK && matter.last_session &&
        matter.last_session->value[FIELD_SESSION])
        return matter.last_session->value[FIELD_SESSION];
    return code;
}

enum status session_load(struct desk *desk, const char *code, struct arena *arena,
                         struct session *session, struct error *error)
{
    struct record record;
    bool found;
    enum status status;

    TRY(desk_refresh(desk, error));
    TRY(records_get(desk_reader(desk), RECORD_SESSIONS, code, arena, &record, &found, error));
    if (!found)
        TRY(records_get(desk_reader(desk), RECORD_SESSIONS, code_of(desk, code, arena), arena,
                        &record, &found, error));
    if (!found)
        return error_set(error, STATUS_NOT_FOUND, "code", _("there is no session %s"), code);
    TRY(sight_require_record(desk, &record, "session show", error));
    read_record(&record, arena, session);
    drop_undone(desk, session, arena);
done:
    return status;
}

enum status session_list(struct desk *desk, size_t most, struct arena *arena,
                         struct session **sessions, size_t *count, struct error *error)
{
    const struct records_page page = {.list = RECORDS_SESSIONS, .limit = (int)most};
    struct record *records;
    enum status status;
    size_t seen = 0;

    TRY(desk_refresh(desk, error));
    TRY(records_read_page(desk_reader(desk), &page, arena, &records, count, error));
    *sessions = arena_alloc(arena, (*count + 1) * sizeof(**sessions));
    for (size_t i = 0; i < *count; i++) {
        if (!sight_has_record(desk, &records[i]))
            continue;
        read_record(&records[i], arena, &(*sessions)[seen]);
        drop_undone(desk, &(*sessions)[seen++], arena);
    }
    *count = seen;
done:
    return status;
}

bool session_may_keep(const struct desk *desk, const struct session *session)
{
    return permit_has(desk, DEED_SESSION,
                      &(struct deed_place){.node = session->node, .owner = session->caller});
}

enum status session_require_keeper(struct desk *desk, const struct session *session,
                                   struct error *error)
{
    return permit(desk, DEED_SESSION,
                  &(struct deed_place){.node = session->node, .owner = session->caller}, error);
}

enum status session_put(struct desk *desk, struct record *record, struct act *acts, size_t count,
                        struct arena *arena, struct error *error)
{
    struct record_problems problems = {0};
    struct ledger *ledger;
    enum status status;

    record->kind = RECORD_SESSIONS;
    record->value[RECORD_SESSIONS_CODE] = record->id;
    if (!record_check(arena, record, &problems)) {
        const struct record_problem *first = problems.items;
        while (!first->is_refusal)
            first++;
        return error_set(error, STATUS_INVALID,
                         record_rows[RECORD_SESSIONS].fields[first->field].name, "%s",
                         first->message);
    }
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_put_with(ledger, desk_person_id(desk), record, acts, count, arena, error));
done:
    return status;
}

const char *session_join_guests(struct arena *arena, const struct session_guest *guests,
                                size_t count)
{
    struct text lines = TEXT_EMPTY;

    for (size_t i = 0; i < count; i++)
        session_write_guest(&lines, &guests[i]);
    const char *joined = arena_copy(arena, lines.length ? lines.at : "");
    text_release(&lines);
    return joined;
}

enum status session_save_guests(struct desk *desk, const struct session *session,
                                struct error *error)
{
    struct arena arena = {0};
    struct record record = {.id = session->code};
    enum status status;

    TRY(session_require_keeper(desk, session, error));
    record.value[RECORD_SESSIONS_GUESTS] =
        session_join_guests(&arena, session->guests, session->guest_count);
    TRY(session_put(desk, &record, NULL, 0, &arena, error));
done:
    arena_release(&arena);
    return status;
}

const char *session_status_label(const struct session *session)
{
    return session->is_held ? _("held") : session->is_called ? _("called") : _("cancelled");
}

static const char *say_guest(const struct session *session, const struct session_guest *guest)
{
    if (session->is_held && guest->presence)
        return _(session_presences[guest->presence].label);
    return _(session_answers[guest->answer].label);
}

void session_say(const struct session *session, struct text *out)
{
    char at[CLOCK_TEXT];

    text_add(out, session->at ? clock_format_short(session->at, at) : _("time not set"));
    if (*session->place)
        text_addf(out, " %s", session->place);
    if (!session->is_called)
        text_addf(out, "  %s", session_status_label(session));
    for (size_t i = 0; i < session->guest_count; i++)
        text_addf(out, "  %s %s", session->guests[i].name, say_guest(session, &session->guests[i]));
}
