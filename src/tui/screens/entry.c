/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/entry.h"

#include "entry_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/lists.h"
#include "shouwen/desk/permit.h"
#include "shouwen/desk/pin.h"
#include "shouwen/desk/visiting.h"
#include "shouwen/domain/limit.h"
#include "shouwen/domain/service.h"
#include "shouwen/domain/vocabulary.h"
#include "shouwen/tui/paper.h"
#include "shouwen/tui/prompt.h"
#include "shouwen/tui/screens/leaving.h"
#include "shouwen/tui/screens/pins.h"
#include "shouwen/tui/when.h"

#include <string.h>

enum { LABEL = 14 };

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct entry_state *state = screen->state;
    const struct record *record = argument;

    state->desk = screen_context(screen);
    state->kind = record->kind;
    state->wish = (struct text)TEXT_EMPTY;
    if (strlen(record->id) >= sizeof(state->id))
        return error_set(error, STATUS_INVALID, "id", _("%s is not in the list any more"),
                         record->id);
    memcpy(state->id, record->id, strlen(record->id) + 1);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct entry_state *state = screen->state;

    text_release(&state->wish);
}

/* One line of the snapshot: the label in the first one, the text wrapped beside it. */
struct adding {
    struct screen *screen;
    const char *label;
};

static void add_line(void *context, const char *text, size_t length)
{
    struct adding *adding = context;
    struct entry_state *state = adding->screen->state;
    struct text line = TEXT_EMPTY;

    utf8_pad(&line, adding->label, LABEL);
    text_add_char(&line, ' ');
    text_add_bytes(&line, text, length);
    adding->label = "";
    state->lines = arena_grow(&adding->screen->arena, state->lines, state->line_count, &state->room,
                              sizeof(*state->lines));
    state->lines[state->line_count++] = arena_copy(&adding->screen->arena, line.at);
    text_release(&line);
}

void entry_add(struct screen *screen, const char *label, const char *text)
{
    struct adding adding = {screen, label};
    int columns = screen->columns - LABEL - 3;

    if (!text_is_empty(text))
        utf8_wrap(text, columns > 10 ? columns : 10, add_line, &adding);
}

static void add_materials(struct screen *screen, const struct service *service)
{
    struct text line = TEXT_EMPTY;

    for (size_t i = 0; i < service->material_count; i++) {
        const struct material *material = &service->materials[i];
        text_clear(&line);
        text_addf(&line, "%zu %s", i + 1, material->name);
        if (material->form != MATERIAL_ANY)
            text_addf(&line, "  %s", material_form_label(material->form));
        text_addf(&line, " x%d", material->count);
        if (!text_is_empty(material->condition))
            text_addf(&line, "  (%s)", material->condition);
        entry_add(screen, i ? "" : _("materials"), line.at);
    }
    text_release(&line);
}

static void add_service(struct screen *screen, const struct record *record)
{
    struct service service;
    struct text limit = TEXT_EMPTY, hours = TEXT_EMPTY;

    service_read(&screen->arena, record, &service);
    entry_add(screen, _("service item"), service.name);
    entry_add(screen, _("also called"), record->value[RECORD_SERVICES_ALIASES]);
    if (service.place == SERVICE_NONE)
        entry_add(screen, _("note"), _("a committee must not issue this"));
    entry_add(screen, _("go to"), service.instead);
    entry_add(screen, _("category"), word_label(word_categories, service.category));
    entry_add(screen, _("where"), word_label(word_places, record->value[RECORD_SERVICES_PLACE]));
    if (service.has_limit)
        limit_say(&limit, service.limit.promised);
    entry_add(screen, _("limit"), limit.at);
    entry_add(screen, _("cost"), service.cost);
    entry_add(screen, _("for whom"), service.coverage);
    add_materials(screen, &service);
    entry_add(screen, _("steps"), service.steps);
    entry_add(screen, _("basis"), service.legal_basis);
    catalog_say(&hours, record, RECORD_SERVICES_HOURS);
    entry_add(screen, _("hours"), hours.at);
    entry_add(screen, _("department"), service.department);
    text_release(&limit);
    text_release(&hours);
}

/* Any other record: each field that says something, numbers masked. */
static void add_record(struct screen *screen, const struct record *record)
{
    const struct entry_state *state = screen->state;
    const struct record_row *row = &record_rows[record->kind];
    struct text label = TEXT_EMPTY, value = TEXT_EMPTY;

    for (size_t i = 0; i < row->field_count; i++) {
        text_clear(&label);
        text_clear(&value);
        record_field_say(&label, &row->fields[i]);
        if (state->is_revealed && (row->fields[i].flags & RECORD_MASKED))
            text_add(&value, record_text(record, (int)i));
        else
            catalog_say(&value, record, (int)i);
        entry_add(screen, label.at, value.at);
    }
    text_release(&label);
    text_release(&value);
}

/* What came of the visits to where they live. */
static void add_visits(struct screen *screen)
{
    struct entry_state *state = screen->state;
    struct visiting_household household;
    struct text line = TEXT_EMPTY;
    char short_at[CLOCK_TEXT];
    struct error ignored;
    int64_t at;

    if (visiting_household(state->desk, state->id, &screen->arena, &household, &ignored) !=
        STATUS_OK)
        return;
    if (household.is_due_known) {
        lists_say_due(&line, household.due_on, desk_today(state->desk));
        entry_add(screen, _("visit due"), line.at);
    }
    for (size_t i = 0; i < household.visit_count; i++) {
        const struct record *visit = &household.visits[i];
        text_clear(&line);
        if (clock_parse_at(record_text(visit, RECORD_VISITS_AT), &at))
            text_addf(&line, "%s  ", clock_format_short(at, short_at));
        text_addf(&line, "%s  ", desk_name(state->desk, record_text(visit, RECORD_VISITS_STAFF)));
        visiting_say(state->desk, visit, &line);
        text_addf(&line, "  %s", record_text(visit, RECORD_VISITS_TEXT));
        entry_add(screen, i ? "" : _("visits so far"), line.at);
    }
    text_release(&line);
}

/* For whoever looks after PINs. */
static enum status add_pin(struct screen *screen, struct error *error)
{
    struct entry_state *state = screen->state;
    struct text said = TEXT_EMPTY;
    struct pin_standing standing;
    enum status status;

    TRY(pin_look(state->desk, state->id, &standing, error));
    state->has_pin_state = standing.are_on && permit_has(state->desk, DEED_PINS, NULL);
    if (state->has_pin_state)
        pin_standing_say(&standing, &said);
    entry_add(screen, _("PIN"), said.at);
done:
    text_release(&said);
    return status;
}

static enum status load(struct screen *screen, struct error *error)
{
    struct entry_state *state = screen->state;
    enum status status;

    state->lines = NULL;
    state->line_count = state->room = 0;
    TRY(catalog_get(state->desk, state->kind, state->id, &screen->arena, &state->record, error));
    if (state->kind == RECORD_RESIDENTS)
        entry_add_disputes(screen);
    if (state->kind == RECORD_SERVICES)
        add_service(screen, &state->record);
    else
        add_record(screen, &state->record);
    if (state->kind == RECORD_RESIDENTS) {
        entry_add_joined(screen);
        add_visits(screen);
    }
    if (state->kind == RECORD_STAFF)
        TRY(add_pin(screen, error));
done:
    return status;
}

static int last_top(const struct screen *screen)
{
    const struct entry_state *state = screen->state;
    int rest = (int)state->line_count - screen->rows;

    return rest > 0 ? rest : 0;
}

static void draw(struct screen *screen, struct pane body)
{
    struct entry_state *state = screen->state;

    if (state->top > last_top(screen))
        state->top = last_top(screen);
    for (int row = 0; row < body.rows && (size_t)(state->top + row) < state->line_count; row++)
        pane_put(body, row, 1, -1, STYLE_NORMAL, state->lines[state->top + row]);
}

static enum next print_notice(struct screen *screen)
{
    const struct entry_state *state = screen->state;

    return paper_print(screen, SLIP_NOTICE, state->id);
}

/* Empty is good: no promise. */
static enum status check_until(struct screen *asker, const char *text, struct error *error)
{
    const struct entry_state *state = asker->state;
    int32_t day;
    int minutes;

    if (text_is_empty(text) || when_read(text, desk_today(state->desk), &day, &minutes))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, "until",
                     _("\"%s\" is no day; write for example 11-27, fri or +3"), text);
}

static enum next asked_until(struct screen *screen, const struct answer *answer)
{
    struct entry_state *state = screen->state;
    struct arena arena = {0};
    struct error error;
    const char *number, *until = NULL;
    uint8_t bytes[8];
    char request[2 * sizeof(bytes) + 1];
    enum status status = STATUS_OK;

    if (!answer->is_given)
        return NEXT_STAY;
    crypto_random(bytes, sizeof(bytes));
    ident_hex(bytes, sizeof(bytes), request);
    if (!text_is_empty(answer->text)) {
        int32_t day;
        int minutes;
        TRY(check_until(screen, answer->text, &error));
        when_read(answer->text, desk_today(state->desk), &day, &minutes);
        /* without a time the end of the day counts */
        int64_t at =
            clock_start_of(day) + (int64_t)(minutes < 0 ? 24 * 60 - 1 : minutes) * CLOCK_MINUTE;
        until = arena_format(&arena, "%lld", (long long)at);
    }
    TRY(catalog_ask(state->desk, state->id, state->wish.at, until, request, &arena, &number,
                    &error));
    app_mark_stale(screen->app);
    app_say(screen->app, _("asked for; it is case %s"), number);
done:
    if (status != STATUS_OK)
        app_complain(screen->app, &error);
    arena_release(&arena);
    return NEXT_STAY;
}

static enum next asked_wish(struct screen *screen, const struct answer *answer)
{
    struct entry_state *state = screen->state;
    const struct prompt prompt = {.title = _("promise"),
                                  .question =
                                      _("When will they hear from us (11-27, fri 15:00, +3)? "
                                        "Empty: no promise."),
                                  .check = check_until};

    if (!answer->is_given)
        return NEXT_STAY;
    text_clear(&state->wish);
    text_add(&state->wish, answer->text);
    return prompt_text(screen, &prompt, asked_until);
}

static enum next ask(struct screen *screen)
{
    const struct prompt prompt = {.title = _("ask for it"),
                                  .question = _("For what, for when, and how many?")};

    return prompt_text(screen, &prompt, asked_wish);
}

static bool has_masked(enum record_kind kind)
{
    const struct record_row *row = &record_rows[kind];

    for (size_t i = 0; i < row->field_count; i++)
        if (row->fields[i].flags & RECORD_MASKED)
            return true;
    return false;
}

/* Shown in full until the screen is left; written down first. */
static enum next reveal(struct screen *screen)
{
    struct entry_state *state = screen->state;
    struct error error;

    if (!state->is_revealed && catalog_note_reveal(state->desk, state->id, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else
        state->is_revealed = !state->is_revealed;
    screen->is_stale = true;
    return NEXT_STAY;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct entry_state *state = screen->state;
    int top = state->top;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    switch ((int)event->command) {
    case COMMAND_UP:
        top--;
        break;
    case COMMAND_DOWN:
        top++;
        break;
    case COMMAND_PAGE_UP:
        top -= screen->rows - 1;
        break;
    case COMMAND_PAGE_DOWN:
        top += screen->rows - 1;
        break;
    case COMMAND_FIRST:
        top = 0;
        break;
    case COMMAND_LAST:
        top = last_top(screen);
        break;
    case COMMAND_DIGIT_1:
        if (state->kind == RECORD_STAFF)
            return entry_away(screen);
        if (state->kind == RECORD_RESIDENTS)
            return entry_amend(screen);
        return state->kind == RECORD_RESOURCES ? ask(screen) : NEXT_IGNORED;
    case COMMAND_DIGIT_2:
        if (state->kind == RECORD_STAFF)
            return screen_push(screen, &leaving_screen, state->id);
        return has_masked(state->kind) ? reveal(screen) : NEXT_IGNORED;
    case COMMAND_DIGIT_3:
        if (entry_can_part(state))
            return entry_part(screen);
        return state->has_pin_state ? screen_push(screen, &pins_screen, state->id) : NEXT_IGNORED;
    case COMMAND_DIGIT_4:
        return state->dispute_count ? entry_settle(screen) : NEXT_IGNORED;
    case COMMAND_PRINT:
        return state->kind == RECORD_SERVICES ? print_notice(screen) : NEXT_IGNORED;
    default:
        return NEXT_IGNORED;
    }
    state->top = top < 0 ? 0 : top > last_top(screen) ? last_top(screen) : top;
    return NEXT_STAY;
}

/* Who has left is neither away nor leaves again. */
static const char *label_of_staff(const struct entry_state *state, enum command command)
{
    const struct person *person = people_find(desk_people(state->desk), state->id);

    if (!person || person->status == PERSON_LEFT)
        return NULL;
    return command == COMMAND_DIGIT_1                           ? _("away")
           : command == COMMAND_DIGIT_2                         ? _("leave the staff")
           : command == COMMAND_DIGIT_3 && state->has_pin_state ? _("PIN")
                                                                : NULL;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct entry_state *state = screen->state;

    if (state->kind == RECORD_STAFF && command_digit(command) >= 0)
        return label_of_staff(state, command);
    if (command == COMMAND_DIGIT_1)
        return state->kind == RECORD_RESOURCES   ? _("ask for it")
               : state->kind == RECORD_RESIDENTS ? _("correct")
                                                 : NULL;
    if (command == COMMAND_DIGIT_2 && has_masked(state->kind))
        return state->is_revealed ? _("hide numbers") : _("show numbers");
    if (command == COMMAND_DIGIT_3 && entry_can_part(state))
        return _("part again");
    if (command == COMMAND_DIGIT_4 && state->dispute_count)
        return _("settle which holds");
    if (command_digit(command) >= 0 || command == COMMAND_SELECT)
        return NULL;
    if (command == COMMAND_PRINT)
        return state->kind == RECORD_SERVICES ? _("print the notice") : NULL;
    return usual;
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct entry_state *state = screen->state;

    text_add(out, state->id);
}

const struct screen_kind entry_screen = {
    .name = "entry",
    .title = N_("details"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_DIGITS | CONTEXT_PRINT,
    .size = sizeof(struct entry_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
