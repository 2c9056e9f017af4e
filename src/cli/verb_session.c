/* SPDX-License-Identifier: MIT */
/* On-site sessions: each call does one thing and shows the session as it is then. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/lists.h"
#include "shouwen/desk/session.h"

#include <string.h>

enum { LABEL_COLUMNS = 14, CODE_COLUMNS = 9, STATUS_COLUMNS = 10, LISTED = 100 };

static void put_text(struct json *object, const char *key, const char *text)
{
    json_put_text(object, key, text_is_empty(text) ? NULL : text);
}

static struct json *guests_json(const struct session *session)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < session->guest_count; i++) {
        const struct session_guest *guest = &session->guests[i];
        struct json *item = json_new_object();
        json_put_text(item, "name", guest->name);
        put_text(item, "answer", session_answers[guest->answer].word);
        put_text(item, "presence", session_presences[guest->presence].word);
        json_add(list, item);
    }
    return list;
}

static struct json *tasks_json(const struct session *session)
{
    struct json *list = json_new_array();
    char day[CLOCK_TEXT];

    for (size_t i = 0; i < session->task_count; i++) {
        const struct session_task *task = &session->tasks[i];
        struct json *item = json_new_object();
        json_put_text(item, "who", task->who);
        json_put_text(item, "what", task->what);
        json_put_text(item, "until",
                      task->until_on == CLOCK_NO_DAY ? NULL
                                                     : clock_format_day(task->until_on, day));
        put_text(item, "case", task->number);
        json_add(list, item);
    }
    return list;
}

static struct json *session_json(const struct session *session)
{
    struct json *value = json_new_object(), *numbers = json_new_array();
    char at[CLOCK_TEXT];

    json_put_text(value, "code", session->code);
    json_put_text(value, "at", session->at ? clock_format_at(session->at, at) : NULL);
    put_text(value, "place", session->place);
    put_text(value, "subject", session->subject);
    put_text(value, "node", session->node);
    put_text(value, "caller", session->caller);
    put_text(value, "status", session->status);
    put_text(value, "previous", session->previous);
    for (size_t i = 0; i < session->number_count; i++)
        json_add(numbers, json_new_text(session->numbers[i]));
    json_put(value, "cases", numbers);
    json_put(value, "guests", guests_json(session));
    put_text(value, "conclusions", session->conclusions);
    json_put(value, "tasks", tasks_json(session));
    return value;
}

static void line(struct call *call, const char *label, const char *value)
{
    if (text_is_empty(value))
        return;
    utf8_pad(call->out, label, LABEL_COLUMNS);
    text_addf(call->out, " %s\n", value);
}

static void session_text(struct call *call, const struct session *session)
{
    struct arena *arena = call->arena;
    char text[CLOCK_TEXT];

    line(call, _("session"),
         arena_format(arena, "%s  %s", session->code, session_status_label(session)));
    line(call, _("when"), session->at ? clock_format_short(session->at, text) : "");
    line(call, _("place"), session->place);
    line(call, _("about"), session->subject);
    line(call, _("called by"), desk_name(call->desk, session->caller));
    line(call, _("continues"), session->previous);
    for (size_t i = 0; i < session->number_count; i++)
        line(call, _("case"), session->numbers[i]);
    for (size_t i = 0; i < session->guest_count; i++) {
        const struct session_guest *guest = &session->guests[i];
        line(call, _("invited"),
             arena_format(arena, "%s  %s%s%s", guest->name, _(session_answers[guest->answer].label),
                          guest->presence ? "  " : "",
                          guest->presence ? _(session_presences[guest->presence].label) : ""));
    }
    line(call, _("concluded"), session->conclusions);
    for (size_t i = 0; i < session->task_count; i++) {
        const struct session_task *task = &session->tasks[i];
        line(call, _("to do"),
             arena_format(arena, "%s: %s%s%s", desk_name(call->desk, task->who), task->what,
                          task->until_on == CLOCK_NO_DAY ? "" : _(", by "),
                          task->until_on == CLOCK_NO_DAY ? ""
                                                         : clock_format_day(task->until_on, text)));
    }
}

static enum status show(struct call *call, const char *code, struct error *error)
{
    struct session session;
    enum status status;

    TRY(session_load(call->desk, code, call->arena, &session, error));
    if (call->is_json)
        call_print(call, session_json(&session));
    else
        session_text(call, &session);
done:
    return status;
}

enum status verb_session_show(struct call *call, struct error *error)
{
    return show(call, call->words[0], error);
}

enum status verb_session_list(struct call *call, struct error *error)
{
    struct session *sessions;
    size_t count;
    char at[CLOCK_TEXT];
    enum status status;

    TRY(session_list(call->desk, (size_t)call_number(call, OPTION_LIMIT, LISTED), call->arena,
                     &sessions, &count, error));
    if (call->is_json) {
        struct json *value = json_new_object(), *list = json_new_array();
        for (size_t i = 0; i < count; i++)
            json_add(list, session_json(&sessions[i]));
        json_put(value, "sessions", list);
        call_print(call, value);
        return STATUS_OK;
    }
    for (size_t i = 0; i < count; i++) {
        utf8_pad(call->out, sessions[i].code, CODE_COLUMNS);
        text_addf(call->out, " %s  ", sessions[i].at ? clock_format_short(sessions[i].at, at) : "");
        utf8_pad(call->out, session_status_label(&sessions[i]), STATUS_COLUMNS);
        text_addf(call->out, " %s\n", sessions[i].subject);
    }
    if (!count)
        text_add(call->out, _("no on-site session yet; call one with session call\n"));
done:
    return status;
}

static int64_t time_of(const struct call *call)
{
    const char *text = call_value(call, OPTION_AT);
    int64_t at = 0;

    return text && clock_parse_at(text, &at) ? at : 0;
}

static const char *given(const struct call *call, enum option option)
{
    const char *value = call_value(call, option);

    return value ? value : "";
}

enum status verb_session_call(struct call *call, struct error *error)
{
    struct session_calling calling = {
        .at = time_of(call),
        .place = given(call, OPTION_PLACE),
        .subject = given(call, OPTION_SUBJECT),
        .previous = "",
        .numbers = call->words,
        .number_count = call->word_count,
    };
    const char *code;
    enum status status;

    calling.guests =
        session_split_guests(call->arena, given(call, OPTION_INVITE), &calling.guest_count);
    TRY(session_call(call->desk, &calling, call->arena, &code, error));
    TRY(show(call, code, error));
done:
    return status;
}

enum status verb_session_invite(struct call *call, struct error *error)
{
    struct session session;
    size_t count;
    enum status status;

    TRY(session_load(call->desk, call->words[0], call->arena, &session, error));
    struct session_guest *more =
        session_split_guests(call->arena, given(call, OPTION_INVITE), &count);
    struct session_guest *all =
        arena_alloc(call->arena, (session.guest_count + count + 1) * sizeof(*all));
    memcpy(all, session.guests, session.guest_count * sizeof(*all));
    memcpy(all + session.guest_count, more, count * sizeof(*all));
    session.guests = all;
    session.guest_count += count;
    TRY(session_save_guests(call->desk, &session, error));
    TRY(show(call, session.code, error));
done:
    return status;
}

enum status verb_session_answer(struct call *call, struct error *error)
{
    const char *name = call->words[1], *word = call->words[2];
    struct session session;
    size_t at = 0;
    enum status status;

    TRY(session_load(call->desk, call->words[0], call->arena, &session, error));
    while (at < session.guest_count && !text_same(session.guests[at].name, name))
        at++;
    if (at == session.guest_count)
        return error_set(error, STATUS_NOT_FOUND, "name", _("%s is not invited to session %s"),
                         name, session.code);
    if (session_answer_of(word) >= 0)
        session.guests[at].answer = (enum session_answer)session_answer_of(word);
    else
        session.guests[at].presence = (enum session_presence)session_presence_of(word);
    TRY(session_save_guests(call->desk, &session, error));
    TRY(show(call, session.code, error));
done:
    return status;
}

enum status verb_session_add(struct call *call, struct error *error)
{
    struct session session;
    enum status status;

    TRY(session_load(call->desk, call->words[0], call->arena, &session, error));
    TRY(session_add_case(call->desk, &session, call->words[1], error));
    TRY(show(call, session.code, error));
done:
    return status;
}

enum status verb_session_task(struct call *call, struct error *error)
{
    const char *until = call_value(call, OPTION_UNTIL);
    struct session_task task = {given(call, OPTION_TO), given(call, OPTION_TEXT), CLOCK_NO_DAY,
                                call->word_count > 1 ? call->words[1] : ""};
    struct session session;
    int64_t at;
    enum status status;

    if (until && clock_parse_at(until, &at))
        task.until_on = clock_day_of(at);
    TRY(session_load(call->desk, call->words[0], call->arena, &session, error));
    TRY(session_add_task(call->desk, &session, &task, error));
    TRY(show(call, session.code, error));
done:
    return status;
}

enum status verb_session_conclude(struct call *call, struct error *error)
{
    struct session session;
    enum status status;

    TRY(session_load(call->desk, call->words[0], call->arena, &session, error));
    TRY(session_conclude(call->desk, &session, given(call, OPTION_TEXT), error));
    TRY(show(call, session.code, error));
done:
    return status;
}

enum status verb_session_cancel(struct call *call, struct error *error)
{
    struct session session;
    enum status status;

    TRY(session_load(call->desk, call->words[0], call->arena, &session, error));
    TRY(session_cancel(call->desk, &session, given(call, OPTION_REASON), error));
    TRY(show(call, session.code, error));
done:
    return status;
}

enum status verb_session_next(struct call *call, struct error *error)
{
    struct session session;
    const char *code;
    enum status status;

    TRY(session_load(call->desk, call->words[0], call->arena, &session, error));
    TRY(session_repeat(call->desk, &session, time_of(call), call->arena, &code, error));
    TRY(show(call, code, error));
done:
    return status;
}
