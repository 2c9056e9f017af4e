/* SPDX-License-Identifier: MIT */
/* The form of one act, over the case: what was typed stays whatever is refused. */
#include "config.h"

#include "case_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/crypto.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/receive.h"
#include "shouwen/desk/sight.h"
#include "shouwen/tui/menu.h"

#include <string.h>

struct filling {
    struct form form;        /* first: form_label() */
    struct case_order order; /* its texts are in kept */
    struct arena kept;
    char request[2 * 8 + 1]; /* made when the form opens: saving twice is one act */
    const char *resident;    /* whom an amendment is to name, once one was found; in kept */
};

/* Where the person would otherwise type the usual answer. */
static void prefill(struct filling *filling)
{
    static const struct {
        enum act_kind kind;
        const char *field, *text;
    } usual[] = {
        {ACT_CLOSE, "outcome", "solved"},
    };

    for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
        if (usual[i].kind == filling->order.kind)
            form_set(&filling->form, usual[i].field, usual[i].text);
    if (filling->order.reason)
        form_set(&filling->form, "reason", filling->order.reason);
    /* what came back is what the resident is told, unless somebody says it better */
    const struct matter *m = &filling->order.state->dossier.matter;
    if (filling->order.kind == ACT_TELL && m->state == STATE_REPLIED && m->last_reply)
        form_set(&filling->form, "text", act_text(m->last_reply, FIELD_TEXT));
}

static void keep(struct filling *filling, const char **text)
{
    if (*text)
        *text = arena_copy(&filling->kept, *text);
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    const struct case_order *order = argument;
    struct filling *filling = screen->state;
    uint8_t bytes[(sizeof(filling->request) - 1) / 2];

    (void)error;
    filling->order = *order;
    for (int i = 0; i < ACT_FIELD_COUNT; i++)
        keep(filling, &filling->order.given[i]);
    keep(filling, &filling->order.shown);
    keep(filling, &filling->order.have);
    keep(filling, &filling->order.reason);
    crypto_random(bytes, sizeof(bytes));
    ident_hex(bytes, sizeof(bytes), filling->request);
    form_init(&filling->form, case_fields(order->state, order->kind));
    prefill(filling);
    form_keep(&filling->form, screen,
              arena_format(&filling->kept, "%s/%s", order->state->dossier.matter.number,
                           act_word(order->kind)));
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
    struct text title = TEXT_EMPTY;

    text_add(&title, _(act_rows[filling->order.kind].label));
    if (filling->order.shown)
        text_addf(&title, ": %s", filling->order.shown);
    form_box(&filling->form, body, title.at);
    text_release(&title);
}

/* Another one of the list is called and visited elsewhere; what somebody said who was not on it
 * stays. */
static enum status name_resident(const struct filling *filling, struct act *act,
                                 struct arena *arena, struct error *error)
{
    const struct matter *m = &filling->order.state->dossier.matter;
    struct act found = {0};
    enum status status;

    TRY(receive_chosen(filling->order.state->desk, filling->resident, "", arena, &found, error));
    if (!found.value[FIELD_RESIDENT]) {
        status = error_set(error, STATUS_NOT_FOUND, "resident",
                           _("who was chosen is no longer on the list of residents"));
        goto done;
    }
    act->value[FIELD_RESIDENT] = found.value[FIELD_RESIDENT];
    act->value[FIELD_NAME] = found.value[FIELD_NAME];
    if (*m->resident || !*m->phone)
        act->value[FIELD_PHONE] = found.value[FIELD_PHONE] ? found.value[FIELD_PHONE] : "";
    if (*m->resident || !*m->door)
        act->value[FIELD_DOOR] = found.value[FIELD_DOOR] ? found.value[FIELD_DOOR] : "";
done:
    return status;
}

static enum status take_fields(struct filling *filling, struct act *act, struct arena *arena,
                               struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < filling->form.count; i++) {
        const char *name = filling->form.fields[i].name;
        const char *value = form_get(&filling->form, name);
        if (!*value)
            continue;
        enum act_field field = (enum act_field)act_field_of(name);
        act->value[field] = arena_copy(arena, value);
        if (field == FIELD_UNTIL)
            TRY(follow_until(arena, value, &act->value[field], error));
    }
    for (int i = 0; i < ACT_FIELD_COUNT; i++)
        if (filling->order.given[i])
            act->value[i] = filling->order.given[i];
    /* an amendment gives its value under the field's own name */
    int amended = act->kind == ACT_AMEND ? act_field_of(act_text(act, FIELD_FIELD)) : -1;
    if (amended >= 0) {
        act->value[amended] = act->value[FIELD_VALUE];
        act->value[FIELD_VALUE] = NULL;
    }
    if (amended == FIELD_RESIDENT)
        TRY(name_resident(filling, act, arena, error));
done:
    return status;
}

/* A session is a record of its own, and its act names it. */
static enum status call_session(struct screen *screen, struct arena *arena, struct error *error)
{
    struct filling *filling = screen->state;
    const char *number = filling->order.state->dossier.matter.number, *code;
    struct session_calling calling = {.subject = "",
                                      .previous = "",
                                      .place = arena_copy(arena, form_get(&filling->form, "place")),
                                      .numbers = &number,
                                      .number_count = 1};
    enum status status;

    if (!clock_parse_at(form_get(&filling->form, "until"), &calling.at))
        calling.at = 0;
    calling.guests =
        session_split_guests(arena, form_get(&filling->form, "text"), &calling.guest_count);
    TRY(session_call(filling->order.state->desk, &calling, arena, &code, error));
    app_say(screen->app, _("recorded: %s"), _(act_rows[ACT_ON_SITE].label));
done:
    return status;
}

static enum status record_acts(struct screen *screen, struct arena *arena, struct error *error)
{
    struct filling *filling = screen->state;
    struct act acts[2] = {{.kind = ACT_TICK}, {.kind = filling->order.kind}};
    size_t first = filling->order.have ? 0 : 1;
    enum status status;

    acts[0].value[FIELD_HAVE] = filling->order.have;
    acts[first].value[FIELD_REQUEST] = filling->request;
    TRY(take_fields(filling, &acts[1], arena, error));
    TRY(case_record(screen->app, filling->order.state, acts + first, 2 - first, error));
done:
    return status;
}

static enum next record_all(struct screen *screen)
{
    struct filling *filling = screen->state;
    struct arena arena = {0};
    struct error error;
    enum status status;

    status = filling->order.kind == ACT_ON_SITE ? call_session(screen, &arena, &error)
                                                : record_acts(screen, &arena, &error);
    arena_release(&arena);
    return form_took(&filling->form, screen, status, &error) ? NEXT_BACK : NEXT_STAY;
}

static enum next resident_chosen(struct screen *screen, const struct answer *answer)
{
    struct filling *filling = screen->state;

    if (!answer->is_given)
        return NEXT_STAY;
    filling->resident = arena_copy(&filling->kept, answer->text);
    return record_all(screen);
}

/* Who is meant by a name, a door or a number: the only one that is found, or the one chosen. */
static enum next find_resident(struct screen *screen)
{
    enum { MOST = 9 };
    struct filling *filling = screen->state;
    struct desk *desk = filling->order.state->desk;
    const char *typed = form_get(&filling->form, "value");
    const struct search_context context = {
        .today = desk_today(desk), .node = desk_node(desk), .limit = MOST};
    struct choice choices[MOST];
    struct search_hits hits = {0};
    struct arena arena = {0};
    struct error error;
    enum next next = NEXT_STAY;

    enum status status = sight_search(desk, typed, &context, &arena, &hits, &error);
    if (status == STATUS_OK && !hits.resident_count)
        status = error_set(&error, STATUS_NOT_FOUND, "value",
                           _("nobody on the list of residents is found by \"%s\""), typed);
    for (size_t i = 0; status == STATUS_OK && i < hits.resident_count && i < MOST; i++)
        choices[i] = (struct choice){hits.residents[i].id,
                                     arena_format(&arena, "%s %s %s", hits.residents[i].name,
                                                  hits.residents[i].sex, hits.residents[i].door),
                                     NULL};
    if (status != STATUS_OK)
        form_took(&filling->form, screen, status, &error);
    else if (hits.resident_count == 1)
        next = resident_chosen(screen, &(struct answer){true, hits.residents[0].id, 0, NULL});
    else
        next = menu_ask(screen, _("who is it?"), choices,
                        hits.resident_count < MOST ? hits.resident_count : MOST, resident_chosen);
    arena_release(&arena);
    return next;
}

static enum next record(struct screen *screen)
{
    struct filling *filling = screen->state;

    if (filling->order.kind == ACT_AMEND &&
        text_same(form_get(&filling->form, "field"), act_field_key(FIELD_RESIDENT)))
        return find_resident(screen);
    return record_all(screen);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct filling *filling = screen->state;

    return form_serve(&filling->form, screen, event, record);
}

const struct screen_kind case_form_screen = {
    .name = "case-form",
    .title = N_("act"),
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
