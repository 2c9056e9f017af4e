/* SPDX-License-Identifier: MIT */
/* What is typed about a session: further guests, a task, what was concluded, the next one. */
#include "config.h"

#include "session_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/follow.h"
#include "shouwen/tui/form.h"
#include "shouwen/tui/prompt.h"
#include "shouwen/tui/screens/session.h"

#include <stdlib.h>
#include <string.h>

enum { LONG_TEXT = 4000, LONG_ROWS = 4 };

#define LINE(field_name, field_label, required)                                                    \
    {                                                                                              \
        .name = field_name, .label = field_label, .kind = FORM_TEXT, .is_required = required       \
    }
#define LONG(field_name, field_label)                                                              \
    {                                                                                              \
        .name = field_name, .label = field_label, .kind = FORM_TEXT, .limit = LONG_TEXT,           \
        .rows = LONG_ROWS, .is_required = true                                                     \
    }
#define END                                                                                        \
    {                                                                                              \
        .name = NULL                                                                               \
    }

static enum next look_up_case(struct screen *screen, size_t field, const char *typed);

static const struct form_field call_fields[] = {{.name = "at",
                                                 .label = N_("when"),
                                                 .kind = FORM_MOMENT,
                                                 .columns = 20,
                                                 .is_required = true,
                                                 .hint = N_("tomorrow, fri 15:00, 11-27")},
                                                LINE("guests", N_("who is invited"), true),
                                                LINE("place", N_("place"), false),
                                                END};
static const struct form_field invite_fields[] = {LINE("guests", N_("who is invited"), true), END};
static const struct form_field task_fields[] = {
    LINE("to", N_("who"), true),
    LINE("text", N_("does what"), true),
    {.name = "until", .label = N_("by when"), .kind = FORM_DAY, .columns = 20},
    {.name = "number",
     .label = N_("for which case (empty: all)"),
     .kind = FORM_LOOKUP,
     .lookup = look_up_case},
    END};
static const struct form_field conclude_fields[] = {LONG("text", N_("conclusions")), END};
static const struct form_field next_fields[] = {{.name = "at",
                                                 .label = N_("when"),
                                                 .kind = FORM_MOMENT,
                                                 .columns = 20,
                                                 .is_required = true,
                                                 .hint = N_("tomorrow, fri 15:00, 11-27")},
                                                END};
static const struct form_field cancel_fields[] = {LINE("reason", N_("reason"), true), END};

static const struct {
    const char *title; /* msgid */
    const struct form_field *fields;
} deeds[] = {
    [SESSION_DEED_CALL] = {N_("call an on-site session"), call_fields},
    [SESSION_DEED_INVITE] = {N_("invite"), invite_fields},
    [SESSION_DEED_TASK] = {N_("to do"), task_fields},
    [SESSION_DEED_CONCLUDE] = {N_("conclude"), conclude_fields},
    [SESSION_DEED_NEXT] = {N_("next session"), next_fields},
    [SESSION_DEED_CANCEL] = {N_("call it off"), cancel_fields},
};

struct filling {
    struct form form; /* first: form_label() */
    struct session_order order;
    struct arena kept; /* the numbers of the order, the code of the answer */
    const char *code;
    size_t asked; /* the field that a case is looked up for */
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct filling *filling = screen->state;
    const struct session_order *order = argument;
    const char **numbers =
        arena_alloc(&filling->kept, (order->number_count + 1) * sizeof(*numbers));

    (void)error;
    filling->order = *order;
    for (size_t i = 0; i < order->number_count; i++)
        numbers[i] = arena_copy(&filling->kept, order->numbers[i]);
    filling->order.numbers = numbers;
    form_init(&filling->form, deeds[filling->order.deed].fields);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct filling *filling = screen->state;

    form_release(&filling->form);
    arena_release(&filling->kept);
}

static void draw(struct screen *screen, struct pane body)
{
    struct filling *filling = screen->state;

    form_box(&filling->form, body, _(deeds[filling->order.deed].title));
}

static enum status invite(struct filling *filling, struct arena *arena, struct error *error)
{
    struct session_state *state = filling->order.state;
    struct session session = state->session;
    size_t count;

    struct session_guest *more =
        session_split_guests(arena, form_get(&filling->form, "guests"), &count);
    struct session_guest *all =
        arena_alloc(arena, (session.guest_count + count + 1) * sizeof(*all));
    memcpy(all, session.guests, session.guest_count * sizeof(*all));
    memcpy(all + session.guest_count, more, count * sizeof(*all));
    session.guests = all;
    session.guest_count += count;
    return session_save_guests(state->desk, &session, error);
}

static enum status add_task(struct filling *filling, struct arena *arena, struct error *error)
{
    struct session_state *state = filling->order.state;
    const struct session *session = &state->session;
    const char *number = arena_copy(arena, form_get(&filling->form, "number"));
    struct session_task task = {arena_copy(arena, form_get(&filling->form, "to")),
                                arena_copy(arena, form_get(&filling->form, "text")), CLOCK_NO_DAY,
                                number};

    if (!clock_parse_day(form_get(&filling->form, "until"), &task.until_on))
        task.until_on = CLOCK_NO_DAY;
    /* the end of a number says which of the few cases is meant */
    for (size_t i = 0; *number && i < session->number_count; i++) {
        size_t whole = strlen(session->numbers[i]), tail = strlen(number);
        if (tail <= whole && text_same(session->numbers[i] + whole - tail, number))
            task.number = session->numbers[i];
    }
    return session_add_task(state->desk, &state->session, &task, error);
}

/* The screen shows the next one from then on. */
static enum status repeat(struct filling *filling, struct arena *arena, struct error *error)
{
    struct session_state *state = filling->order.state;
    const char *code;
    int64_t at = 0;
    enum status status;

    if (!clock_parse_at(form_get(&filling->form, "at"), &at))
        at = 0;
    TRY(session_repeat(state->desk, &state->session, at, arena, &code, error));
    free(state->code);
    state->code = memory_copy_text(code);
done:
    return status;
}

static enum status call(struct screen *screen, struct arena *arena, struct error *error)
{
    struct filling *filling = screen->state;
    struct session_calling calling = {.subject = "",
                                      .previous = "",
                                      .place = arena_copy(arena, form_get(&filling->form, "place")),
                                      .numbers = filling->order.numbers,
                                      .number_count = filling->order.number_count};

    if (!clock_parse_at(form_get(&filling->form, "at"), &calling.at))
        calling.at = 0;
    calling.guests =
        session_split_guests(arena, form_get(&filling->form, "guests"), &calling.guest_count);
    return session_call(screen_context(screen), &calling, &filling->kept, &filling->code, error);
}

static enum next case_looked_up(struct screen *screen, const struct answer *answer)
{
    struct filling *filling = screen->state;

    if (answer->is_given)
        form_put(&filling->form, filling->asked, answer->text, ident_query_code(answer->text));
    return NEXT_STAY;
}

/* One of the session's own cases. */
static enum next look_up_case(struct screen *screen, size_t field, const char *typed)
{
    struct filling *filling = screen->state;
    struct session_state *state = filling->order.state;
    const struct session *session = &state->session;
    struct arena arena = {0};
    struct choice *choices = arena_alloc(&arena, (session->number_count + 1) * sizeof(*choices));
    struct matter matter;
    struct error error;
    size_t count = 0;

    for (size_t i = 0; i < session->number_count; i++)
        if (follow_case(state->desk, session->numbers[i], &arena, &matter, &error) == STATUS_OK)
            choices[count++] = (struct choice){
                matter.number, arena_format(&arena, "%s %s", matter.subject, matter.name),
                ident_query_code(matter.number)};
    filling->asked = field;
    enum next next = prompt_find(screen, _("which case"), choices, count, typed, case_looked_up);
    arena_release(&arena);
    return next;
}

static enum status carry_out(struct screen *screen, struct arena *arena, struct error *error)
{
    struct filling *filling = screen->state;
    struct session_state *state = filling->order.state;

    switch (filling->order.deed) {
    case SESSION_DEED_CALL:
        return call(screen, arena, error);
    case SESSION_DEED_INVITE:
        return invite(filling, arena, error);
    case SESSION_DEED_TASK:
        return add_task(filling, arena, error);
    case SESSION_DEED_CONCLUDE:
        return session_conclude(state->desk, &state->session, form_get(&filling->form, "text"),
                                error);
    case SESSION_DEED_NEXT:
        return repeat(filling, arena, error);
    case SESSION_DEED_CANCEL:
        break;
    }
    return session_cancel(state->desk, &state->session, form_get(&filling->form, "reason"), error);
}

static enum next record(struct screen *screen)
{
    struct filling *filling = screen->state;
    struct arena arena = {0};
    struct error error;

    enum status status = carry_out(screen, &arena, &error);
    arena_release(&arena);
    if (!form_took(&filling->form, screen, status, &error))
        return NEXT_STAY;
    app_say(screen->app, _("recorded: %s"), _(deeds[filling->order.deed].title));
    if (filling->order.deed == SESSION_DEED_CALL)
        return screen_answer(screen, (struct answer){true, filling->code, 0, NULL});
    return NEXT_BACK;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct filling *filling = screen->state;

    return form_serve(&filling->form, screen, event, record);
}

const struct screen_kind session_form_screen = {
    .name = "session-form",
    .title = N_("on-site session"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_FORM,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct filling),
    .enter = enter,
    .leave = leave,
    .draw = draw,
    .handle = handle,
    .in_text = form_in_text,
    .legend = form_legend,
    .label = form_label,
};

enum next session_ask_call(struct screen *asker, const char *const *numbers, size_t count,
                           enum next (*answered)(struct screen *asker, const struct answer *answer))
{
    const struct session_order order = {NULL, SESSION_DEED_CALL, numbers, count};

    return screen_ask(asker, &session_form_screen, &order, answered);
}
