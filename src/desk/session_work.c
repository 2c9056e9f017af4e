/* SPDX-License-Identifier: MIT */
/* A session is called, repeated, held or called off, and what comes of it reaches its cases. */
#include "config.h"

#include "desk/session_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/crypto.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/follow.h"
#include "shouwen/store/matters.h"

#include <inttypes.h>
#include <string.h>

static const char *mint_code(struct arena *arena)
{
    uint64_t bits;
    char code[IDENT_CODE];

    crypto_random(&bits, sizeof(bits));
    ident_code(bits, code);
    return arena_format(arena, "X%.6s", code);
}

/* "议事区: 区房管局, 物业": what the case's history says of it. */
static const char *say_call(struct arena *arena, const struct session_calling *calling)
{
    struct text said = TEXT_EMPTY;

    text_add(&said, calling->place);
    for (size_t i = 0; i < calling->guest_count; i++) {
        if (said.length)
            text_add(&said, i ? _(", ") : ": ");
        text_add(&said, calling->guests[i].name);
    }
    const char *text = arena_copy(arena, said.length ? said.at : "");
    text_release(&said);
    return text;
}

static struct act call_act(struct arena *arena, const char *number, int64_t at, const char *text,
                           const char *code)
{
    struct act act = {.kind = ACT_ON_SITE, .subject = matters_subject(arena, number)};

    if (at)
        act.value[FIELD_UNTIL] = arena_format(arena, "%" PRId64, at);
    act.value[FIELD_TEXT] = *text ? text : NULL;
    act.value[FIELD_SESSION] = code;
    return act;
}

static enum status check_calling(const struct session_calling *calling, struct error *error)
{
    if (!calling->number_count)
        return error_set(error, STATUS_INVALID, "number",
                         _("a session is called for a case: say which"));
    if (!calling->at && !calling->may_lack_time)
        return error_set(error, STATUS_REFUSED, "at", _("say when the session is"));
    return STATUS_OK;
}

/* The cases' full numbers joined as the record lists them; acts on each. */
static enum status prepare_acts(struct desk *desk, const struct session_calling *calling,
                                const char *code, struct arena *arena, struct record *record,
                                struct act *acts, struct error *error)
{
    const char *text = calling->text ? calling->text : say_call(arena, calling);
    struct text numbers = TEXT_EMPTY;
    struct matter matter;
    enum status status;

    for (size_t i = 0; i < calling->number_count; i++) {
        TRY(follow_case_for(desk, calling->numbers[i], "session call", arena, &matter, error));
        acts[i] = call_act(arena, matter.number, calling->at, text, code);
        acts[i].happened_at = calling->happened_at;
        acts[i].value[FIELD_REQUEST] = calling->request;
        text_addf(&numbers, "%s%s", i ? ";" : "", matter.number);
        if (i)
            continue;
        record->value[RECORD_SESSIONS_NODE] = matter.node;
        if (!*record->value[RECORD_SESSIONS_SUBJECT])
            record->value[RECORD_SESSIONS_SUBJECT] = matter.subject;
    }
    record->value[RECORD_SESSIONS_CASES] = arena_copy(arena, numbers.at);
done:
    text_release(&numbers);
    return status;
}

/* The session that this request has called already; NULL if it has not. */
static const char *called_before(struct desk *desk, const struct session_calling *calling,
                                 struct arena *arena)
{
    struct matter matter;
    struct error unseen;

    if (text_is_empty(calling->request) ||
        follow_case(desk, calling->numbers[0], arena, &matter, &unseen) != STATUS_OK)
        return NULL;
    for (size_t i = 0; i < matter.history_count; i++) {
        const struct act *act = matter.history[i].act;
        if (act->kind == ACT_ON_SITE && text_same(act->value[FIELD_REQUEST], calling->request))
            return act->value[FIELD_SESSION];
    }
    return NULL;
}

enum status session_call(struct desk *desk, const struct session_calling *calling,
                         struct arena *arena, const char **code, struct error *error)
{
    struct act *acts = arena_alloc(arena, (calling->number_count + 1) * sizeof(*acts));
    struct record record = {.id = mint_code(arena)};
    const char *me;
    char at[CLOCK_TEXT];
    enum status status;

    TRY(desk_require_person(desk, error));
    TRY(check_calling(calling, error));
    *code = called_before(desk, calling, arena);
    if (*code)
        return STATUS_OK;
    me = desk_person_id(desk);
    record.value[RECORD_SESSIONS_AT] =
        calling->at ? arena_copy(arena, clock_format_at(calling->at, at)) : "";
    record.value[RECORD_SESSIONS_PLACE] = calling->place;
    record.value[RECORD_SESSIONS_SUBJECT] = calling->subject;
    record.value[RECORD_SESSIONS_CALLER] = me ? me : "";
    record.value[RECORD_SESSIONS_PREVIOUS] = calling->previous;
    record.value[RECORD_SESSIONS_STATUS] = "called";
    record.value[RECORD_SESSIONS_GUESTS] =
        session_join_guests(arena, calling->guests, calling->guest_count);
    TRY(prepare_acts(desk, calling, record.id, arena, &record, acts, error));
    status = session_put(desk, &record, acts, calling->number_count, arena, error);
    TRY(desk_note_refusal(desk, status, "session call", calling->numbers[0], error));
    *code = record.id;
done:
    return status;
}

enum status session_repeat(struct desk *desk, const struct session *session, int64_t at,
                           struct arena *arena, const char **code, struct error *error)
{
    struct session_calling calling = {
        .at = at,
        .place = session->place,
        .subject = session->subject,
        .previous = session->code,
        .guest_count = session->guest_count,
    };
    const char **numbers = arena_alloc(arena, (session->number_count + 1) * sizeof(*numbers));
    struct session_guest *guests = arena_alloc(arena, (session->guest_count + 1) * sizeof(*guests));
    struct matter matter;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < session->number_count; i++) {
        TRY(follow_case(desk, session->numbers[i], arena, &matter, error));
        if (matter.is_open)
            numbers[calling.number_count++] = matter.number;
    }
    if (!calling.number_count)
        return error_set(error, STATUS_REFUSED, "",
                         _("all cases of this session are closed; there is nothing to meet for"));
    for (size_t i = 0; i < session->guest_count; i++)
        guests[i] = (struct session_guest){.name = session->guests[i].name};
    calling.guests = guests;
    calling.numbers = numbers;
    TRY(session_call(desk, &calling, arena, code, error));
done:
    return status;
}

enum status session_add_case(struct desk *desk, const struct session *session, const char *number,
                             struct error *error)
{
    const struct session_calling calling = {.at = session->at,
                                            .place = session->place,
                                            .guests = session->guests,
                                            .guest_count = session->guest_count};
    struct arena arena = {0};
    struct record record = {.id = session->code};
    struct text numbers = TEXT_EMPTY;
    struct matter matter;
    enum status status;

    TRY(session_require_keeper(desk, session, error));
    TRY(follow_case_for(desk, number, "session add", &arena, &matter, error));
    for (size_t i = 0; i < session->number_count; i++) {
        text_addf(&numbers, "%s;", session->numbers[i]);
        if (text_same(session->numbers[i], matter.number)) {
            status = error_set(error, STATUS_REFUSED, "number",
                               _("case %s is dealt with in this session already"), matter.number);
            goto done;
        }
    }
    text_add(&numbers, matter.number);
    record.value[RECORD_SESSIONS_CASES] = numbers.at;
    struct act act =
        call_act(&arena, matter.number, session->at, say_call(&arena, &calling), session->code);
    status = session_put(desk, &record, &act, 1, &arena, error);
    TRY(desk_note_refusal(desk, status, "session add", matter.number, error));
done:
    text_release(&numbers);
    arena_release(&arena);
    return status;
}

static struct act note_act(struct arena *arena, const char *number, enum why why, const char *text,
                           const char *code)
{
    struct act act = {.kind = ACT_NOTE, .subject = matters_subject(arena, number)};

    act.value[FIELD_WHY] = word_whys[why].word;
    act.value[FIELD_TEXT] = text;
    act.value[FIELD_SESSION] = code;
    return act;
}

/* The staff of a home by id or name; NULL if it is somebody else. */
static const struct person *person_of(const struct desk *desk, const char *home, const char *who)
{
    const struct people *people = desk_people(desk);

    for (size_t i = 0; i < people->count; i++) {
        const struct person *person = &people->at[i];
        if (person->status != PERSON_LEFT && text_same(person->node, home) &&
            (text_same(person->id, who) || text_same(person->name, who)))
            return person;
    }
    return NULL;
}

/* What a task becomes on a case. */
static enum status task_act(struct desk *desk, const struct session *session,
                            const struct session_task *task, const char *number,
                            struct arena *arena, struct act *act, struct error *error)
{
    const struct person *person;
    struct matter matter;
    struct error ignored;
    char day[CLOCK_TEXT];
    enum status status;

    TRY(follow_case(desk, number, arena, &matter, error));
    person = person_of(desk, matter.node, task->who);
    if (person && task->until_on != CLOCK_NO_DAY &&
        follow_is_possible(desk, &matter, ACT_PROMISE, &ignored)) {
        *act = (struct act){.kind = ACT_PROMISE, .subject = matters_subject(arena, matter.number)};
        act->value[FIELD_TO] = person->id;
        act->value[FIELD_VIA] = "visit";
        act->value[FIELD_WHY] = word_whys[WHY_TASK].word;
        act->value[FIELD_TEXT] = task->what;
        act->value[FIELD_UNTIL] =
            arena_format(arena, "%" PRId64, clock_start_of(task->until_on + 1) - CLOCK_MINUTE);
        act->value[FIELD_SESSION] = session->code;
        return STATUS_OK;
    }
    *act = note_act(arena, matter.number, WHY_TASK,
                    task->until_on == CLOCK_NO_DAY
                        ? arena_format(arena, "%s: %s", task->who, task->what)
                        : arena_format(arena, "%s: %s, %s", task->who, task->what,
                                       clock_format_short_day(task->until_on, day)),
                    session->code);
done:
    return status;
}

enum status session_add_task(struct desk *desk, struct session *session,
                             const struct session_task *task, struct error *error)
{
    struct arena arena = {0};
    struct record record = {.id = session->code};
    struct act *acts = arena_alloc(&arena, (session->number_count + 1) * sizeof(*acts));
    struct text lines = TEXT_EMPTY;
    size_t count = 0;
    enum status status;

    TRY(session_require_keeper(desk, session, error));
    if (text_is_empty(task->who) || text_is_empty(task->what)) {
        status = error_set(error, STATUS_REFUSED, "text", _("say who does what"));
        goto done;
    }
    for (size_t i = 0; i < session->number_count; i++)
        if (!*task->number || text_same(task->number, session->numbers[i]))
            TRY(task_act(desk, session, task, session->numbers[i], &arena, &acts[count++], error));
    if (!count) {
        status = error_set(error, STATUS_REFUSED, "number", _("case %s is none of this session"),
                           task->number);
        goto done;
    }
    for (size_t i = 0; i < session->task_count; i++)
        session_write_task(&lines, &session->tasks[i]);
    session_write_task(&lines, task);
    record.value[RECORD_SESSIONS_TASKS] = lines.at;
    status = session_put(desk, &record, acts, count, &arena, error);
    TRY(desk_note_refusal(desk, status, "session task", session->code, error));
done:
    text_release(&lines);
    arena_release(&arena);
    return status;
}

/* A sentence on each case, and the record as given. */
static enum status tell_cases(struct desk *desk, const struct session *session,
                              struct record *record, enum why why, const char *said,
                              struct arena *arena, struct error *error)
{
    struct act *acts = arena_alloc(arena, (session->number_count + 1) * sizeof(*acts));
    enum status status;

    for (size_t i = 0; i < session->number_count; i++)
        acts[i] = note_act(arena, session->numbers[i], why, said, session->code);
    status = session_put(desk, record, acts, session->number_count, arena, error);
    return desk_note_refusal(desk, status, "session", session->code, error);
}

enum status session_conclude(struct desk *desk, const struct session *session,
                             const char *conclusions, struct error *error)
{
    struct arena arena = {0};
    struct record record = {.id = session->code};
    enum status status;

    TRY(session_require_keeper(desk, session, error));
    if (text_is_empty(conclusions)) {
        status = error_set(error, STATUS_REFUSED, "text", _("say what the session concluded"));
        goto done;
    }
    record.value[RECORD_SESSIONS_CONCLUSIONS] = conclusions;
    record.value[RECORD_SESSIONS_STATUS] = "held";
    TRY(tell_cases(desk, session, &record, WHY_HELD, conclusions, &arena, error));
done:
    arena_release(&arena);
    return status;
}

enum status session_cancel(struct desk *desk, const struct session *session, const char *reason,
                           struct error *error)
{
    struct arena arena = {0};
    struct record record = {.id = session->code};
    enum status status;

    TRY(session_require_keeper(desk, session, error));
    if (!session->is_called) {
        status = error_set(error, STATUS_REFUSED, "", _("the session is over or called off"));
        goto done;
    }
    if (text_is_empty(reason)) {
        status = error_set(error, STATUS_REFUSED, "reason", _("say why it is called off"));
        goto done;
    }
    record.value[RECORD_SESSIONS_STATUS] = "cancelled";
    TRY(tell_cases(desk, session, &record, WHY_CALLED_OFF, reason, &arena, error));
done:
    arena_release(&arena);
    return status;
}
