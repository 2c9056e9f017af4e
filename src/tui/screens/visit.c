/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/visit.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/lists.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/prompt.h"
#include "shouwen/tui/when.h"
#include "visit_state.h"

#include <string.h>

/* Names are looked up here: drawing asks nobody. */
static void say_visits(struct visit_state *state)
{
    struct text out = TEXT_EMPTY;

    for (size_t i = 0; i < state->household.visit_count; i++) {
        const struct record *visit = &state->household.visits[i];
        text_clear(&out);
        visiting_say(state->desk, visit, &out);
        text_addf(&out, "  %s", record_text(visit, RECORD_VISITS_TEXT));
        state->said[i] = arena_copy(&state->kept, out.at);
    }
    text_release(&out);
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct visit_state *state = screen->state;
    struct error ignored;
    uint8_t bytes[8];
    enum status status;

    state->desk = screen_context(screen);
    crypto_random(bytes, sizeof(bytes));
    ident_hex(bytes, sizeof(bytes), state->request);
    for (int slot = 0; slot < VISIT_SLOTS; slot++)
        line_init(&state->slots[slot], 0);
    TRY(visiting_household(state->desk, argument, &state->kept, &state->household, error));
    for (size_t i = 0; i < state->household.member_count && i < VISIT_MEMBERS; i++)
        state->is_met[i] = state->household.member_count == 1 ||
                           text_same(state->household.members[i].id, state->household.who);
    say_visits(state);
    TRY(visit_draft_restore(screen, error));
    /* the number is to be dialled: whoever sees it in full is on record */
    if (state->household.step == VISIT_STEP_CONTACT)
        state->rings = visiting_note_reveal(state->desk, &state->household, &ignored) == STATUS_OK;
done:
    return status;
}

static void leave(struct screen *screen)
{
    struct visit_state *state = screen->state;

    for (int slot = 0; slot < VISIT_SLOTS; slot++)
        line_release(&state->slots[slot]);
    arena_release(&state->kept);
}

/* --- recording --- */

/* A line that was typed is one more of its kind. */
static void take_slot(struct visit_state *state, int slot)
{
    struct text typed = TEXT_EMPTY;

    line_value(&state->slots[slot], &typed);
    if (typed.length && slot < VISITING_LINES && state->line_count < VISIT_LINES_MOST) {
        state->lines[state->line_count++] = (struct visiting_line){
            (enum visiting_line_kind)slot, arena_copy(&state->kept, typed.at)};
        line_set(&state->slots[slot], "");
    }
    text_release(&typed);
}

static bool read_when(struct visit_state *state, int64_t *at, struct error *error)
{
    struct text typed = TEXT_EMPTY;
    int minutes = -1;
    int32_t day;

    *at = 0;
    line_value(&state->slots[VISIT_WHEN], &typed);
    bool is_fine = !typed.length || clock_parse_at(typed.at, at);
    if (!is_fine && when_read(typed.at, desk_today(state->desk), &day, &minutes)) {
        *at = clock_start_of(day) + (int64_t)(minutes < 0 ? 12 * 60 : minutes) * CLOCK_MINUTE;
        is_fine = true;
    }
    if (!is_fine)
        error_set(error, STATUS_INVALID, "at",
                  _("\"%s\" is no time; write for example 11-20 15:30"), typed.at);
    text_release(&typed);
    return is_fine;
}

/* "met 周美芳; cases 1, demands 1. Ctrl-Z takes it back": and what is to be done next. */
static const char *say_done(struct visit_state *state, const struct visiting_done *done)
{
    struct visiting_household now;
    struct text out = TEXT_EMPTY;
    struct error ignored;

    visiting_say(state->desk, &done->visit, &out);
    if (done->case_count || done->demand_count)
        text_addf(&out, _("; cases %zu, demands %zu"), done->case_count, done->demand_count);
    if (visiting_household(state->desk, state->household.key, &state->kept, &now, &ignored) ==
            STATUS_OK &&
        now.step != VISIT_STEP_NOTHING)
        text_addf(&out, _("; next: %s%s%s"), _(word_visit_steps[now.step].label),
                  now.step == VISIT_STEP_CONTACT ? " " : "",
                  now.step == VISIT_STEP_CONTACT ? now.contact : "");
    text_add(&out, _(". Ctrl-Z takes it back"));
    const char *copy = arena_copy(&state->kept, out.at);
    text_release(&out);
    return copy;
}

static enum next save(struct screen *screen)
{
    struct visit_state *state = screen->state;
    struct text note = TEXT_EMPTY;
    struct visiting_entry entry = {.result = state->result, .asks_contact = state->asks_contact};
    struct visiting_done done;
    struct error error;

    for (int slot = 0; slot < VISITING_LINES; slot++)
        take_slot(state, slot);
    if (!read_when(state, &entry.at, &error)) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    line_value(&state->slots[VISIT_NOTE], &note);
    entry.text = arena_copy(&state->kept, note.at);
    text_release(&note);
    entry.met = visit_list_met(state, &state->kept);
    entry.request = state->request;
    entry.lines = state->lines;
    entry.line_count = state->line_count;
    if (visiting_record(state->desk, &state->household, &entry, &state->kept, &done, &error) !=
        STATUS_OK) {
        app_complain(screen->app, &error);
        state->stage = text_same(error.field, "met") ? STAGE_RESULT : state->stage;
        return NEXT_STAY;
    }
    visit_draft_forget(screen);
    app_mark_stale(screen->app);
    return screen_answer(screen, (struct answer){true, say_done(state, &done), 0, done.visit.id});
}

/* --- the result --- */

static bool has_contact(const struct visit_state *state)
{
    return *state->household.contact || *state->household.contact_phone;
}

/* Nobody opens, again, and nobody else could be asked: the urgent case is there to be saved
 * (domain.md 5). With another result the offer goes, unless it was made the visitor's own. */
static void offer_case(struct visit_state *state)
{
    const struct visiting_household *h = &state->household;
    bool is_urgent =
        state->result == VISIT_NOT_MET && (state->asks_contact || h->step == VISIT_STEP_CASE);
    struct text subject = TEXT_EMPTY, typed = TEXT_EMPTY;
    struct line *slot = &state->slots[VISITING_CASE];
    const char *name = "";
    for (size_t i = 0; i < h->member_count; i++)
        if (text_same(h->members[i].id, h->who))
            name = record_text(&h->members[i], RECORD_RESIDENTS_NAME);
    text_addf(&subject, _("not met again, nobody could be reached: %s %s"), h->door, name);
    line_value(slot, &typed);
    if (is_urgent && !typed.length)
        line_set(slot, subject.at);
    else if (!is_urgent && text_same(typed.at, subject.at))
        line_set(slot, "");
    text_release(&typed);
    text_release(&subject);
}

static enum next take_result(struct screen *screen, int digit)
{
    static const enum visit_result results[] = {VISIT_MET,     VISIT_PHONED, VISIT_NOT_MET,
                                                VISIT_REFUSED, VISIT_PHONED, VISIT_NOT_MET};
    struct visit_state *state = screen->state;

    if (digit < 1 || digit > (has_contact(state) ? 6 : 4))
        return NEXT_STAY;
    state->result = results[digit - 1];
    state->asks_contact = digit > 4;
    bool needs_met =
        !state->asks_contact && (state->result == VISIT_MET || state->result == VISIT_PHONED);
    if (needs_met && state->household.member_count && !*visit_list_met(state, &state->kept)) {
        app_say(screen->app, _("tick who was met first: Up and Down, Enter"));
        return NEXT_STAY;
    }
    state->stage = STAGE_LINES;
    state->at = VISIT_FIRST;
    offer_case(state);
    return NEXT_STAY;
}

static enum next dropped(struct screen *screen, const struct answer *answer)
{
    if (!answer->is_given || !answer->number)
        return NEXT_STAY;
    visit_draft_forget(screen);
    return screen_answer(screen, (struct answer){0});
}

static enum next handle_result(struct screen *screen, enum command command)
{
    struct visit_state *state = screen->state;
    size_t count = state->household.member_count;

    if (count > VISIT_MEMBERS)
        count = VISIT_MEMBERS;
    if (command_digit(command) >= 0)
        return take_result(screen, command_digit(command));
    switch ((int)command) {
    case COMMAND_UP:
        state->cursor -= state->cursor > 0;
        return NEXT_STAY;
    case COMMAND_DOWN:
        state->cursor += state->cursor + 1 < count;
        return NEXT_STAY;
    case COMMAND_SELECT:
        if (state->cursor < count)
            state->is_met[state->cursor] = !state->is_met[state->cursor];
        return NEXT_STAY;
    case COMMAND_BACK:
        if (visit_has_typed(state))
            return prompt_yes_no(screen, _("visit"), _("Drop what was typed?"), dropped);
        return NEXT_IGNORED;
    default:
        return NEXT_IGNORED;
    }
}

/* --- the lines --- */

static enum next next_line(struct screen *screen)
{
    struct visit_state *state = screen->state;
    bool is_empty = line_is_empty(&state->slots[state->at]);

    if (!is_empty && state->at < VISITING_LINES) {
        take_slot(state, state->at);
        return NEXT_STAY;
    }
    if (state->at + 1 == VISIT_SLOTS)
        return save(screen);
    state->at++;
    return NEXT_STAY;
}

static enum next handle_lines(struct screen *screen, enum command command)
{
    struct visit_state *state = screen->state;

    switch ((int)command) {
    case COMMAND_SELECT:
        return next_line(screen);
    case COMMAND_NEXT_FIELD:
    case COMMAND_DOWN:
        state->at = (state->at + 1) % VISIT_SLOTS;
        return NEXT_STAY;
    case COMMAND_PREVIOUS_FIELD:
    case COMMAND_UP:
        state->at = (state->at + VISIT_SLOTS - 1) % VISIT_SLOTS;
        return NEXT_STAY;
    case COMMAND_SAVE:
        return save(screen);
    case COMMAND_BACK:
        state->stage = STAGE_RESULT;
        return NEXT_STAY;
    default:
        return NEXT_IGNORED;
    }
}

static enum next serve(struct screen *screen, const struct event *event)
{
    struct visit_state *state = screen->state;
    struct line *line = &state->slots[state->at];

    if (event->kind == EVENT_COMMAND)
        return state->stage == STAGE_RESULT ? handle_result(screen, event->command)
                                            : handle_lines(screen, event->command);
    if (state->stage == STAGE_RESULT)
        return NEXT_IGNORED;
    if (!app_take(screen->app, line, event))
        return NEXT_IGNORED;
    return NEXT_STAY;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    const struct visit_state *state = screen->state;

    if (event->kind == EVENT_TICK) {
        visit_draft_try(screen);
        return NEXT_STAY;
    }
    bool had = visit_has_typed(state);
    enum next next = serve(screen, event);
    if (next == NEXT_STAY && (had || visit_has_typed(state)))
        visit_draft_touch(screen);
    return next;
}

static bool in_text(const struct screen *screen)
{
    const struct visit_state *state = screen->state;

    return state->stage == STAGE_LINES;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct visit_state *state = screen->state;
    bool has_people = state->household.member_count > 1;

    if (command_digit(command) >= 0)
        return NULL; /* the screen itself says what each digit means */
    if (command == COMMAND_SAVE || command == COMMAND_NEXT_FIELD)
        return state->stage == STAGE_LINES ? usual : NULL;
    if (command == COMMAND_SELECT)
        return state->stage == STAGE_LINES ? _("one more line") : has_people ? _("tick") : NULL;
    return usual;
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct visit_state *state = screen->state;

    text_add(out, state->household.door);
}

const struct screen_kind visit_screen = {
    .name = "visit",
    .title = N_("visit"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_FORM | CONTEXT_DIGITS,
    .size = sizeof(struct visit_state),
    .enter = enter,
    .leave = leave,
    .keep = visit_draft_keep,
    .draw = visit_draw,
    .handle = handle,
    .in_text = in_text,
    .label = label,
    .heading = heading,
};
