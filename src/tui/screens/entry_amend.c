/* SPDX-License-Identifier: MIT */
/* A resident who moved, has another number or was entered with a wrong name is put right: one field
 * at a time, as a new version of the entry. */
#include "config.h"

#include "entry_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/receive.h"
#include "shouwen/domain/person.h"
#include "shouwen/domain/resident.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/menu.h"
#include "shouwen/tui/prompt.h"

static const int amendable[] = {
    RECORD_RESIDENTS_NAME, RECORD_RESIDENTS_PHONE,    RECORD_RESIDENTS_DOOR,
    RECORD_RESIDENTS_SEX,  RECORD_RESIDENTS_BIRTH_ON, RECORD_RESIDENTS_ID_NUMBER,
};
enum { AMENDABLE = sizeof(amendable) / sizeof(amendable[0]) };

static const struct record_field *field_of(const struct entry_state *state)
{
    return &record_rows[RECORD_RESIDENTS].fields[amendable[state->amended]];
}

/* The entry with the new value; another door may be in another grid. */
static struct record amended(const struct entry_state *state, const char *text)
{
    struct record record = state->record;

    record.value[amendable[state->amended]] = text;
    if (amendable[state->amended] == RECORD_RESIDENTS_DOOR) {
        char node[NODE_PART];
        const char *station =
            *resident_station(&state->record, node) ? node : desk_home(state->desk);
        const char *grid = people_grid_of_door(desk_people(state->desk), station, text);
        if (*grid)
            record.value[RECORD_RESIDENTS_GRID] = grid;
    }
    return record;
}

/* A masked number is not there to be emptied: nothing typed says nothing. */
static bool is_hidden(const struct entry_state *state)
{
    return field_of(state)->flags & RECORD_MASKED && !state->is_revealed;
}

static enum status check_value(struct screen *asker, const char *text, struct error *error)
{
    const struct entry_state *state = asker->state;
    struct record_problems problems = {0};
    struct record record = amended(state, text);
    struct arena arena = {0};
    enum status status = STATUS_OK;

    record_check(&arena, &record, &problems);
    for (size_t i = 0; status == STATUS_OK && i < problems.count; i++)
        if (problems.items[i].field == amendable[state->amended])
            status = error_set(error, STATUS_INVALID, field_of(state)->name, "%s",
                               problems.items[i].message);
    arena_release(&arena);
    return status;
}

static enum next value_given(struct screen *screen, const struct answer *answer)
{
    struct entry_state *state = screen->state;
    struct arena arena = {0};
    struct error error;

    if (!answer->is_given)
        return NEXT_STAY;
    if (!*answer->text && is_hidden(state)) {
        app_say(screen->app, _("nothing was changed; to empty a number, show it first"));
        return NEXT_STAY;
    }
    struct record record = amended(state, answer->text);
    if (receive_resident(state->desk, &arena, &record, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else
        app_say(screen->app, _("corrected: %s of %s"), record_field_label(field_of(state), &arena),
                record_text(&record, RECORD_RESIDENTS_NAME));
    app_mark_stale(screen->app);
    arena_release(&arena);
    return NEXT_STAY;
}

/* A number that is masked is typed anew, not shown. */
static enum next field_chosen(struct screen *screen, const struct answer *answer)
{
    struct entry_state *state = screen->state;

    if (!answer->is_given)
        return NEXT_STAY;
    state->amended = (size_t)answer->number;
    const struct record_field *field = field_of(state);
    const struct prompt prompt = {
        .title = _("correct"),
        .question = record_field_label(field, &screen->arena),
        .initial = is_hidden(state) ? "" : record_text(&state->record, amendable[state->amended]),
        .limit = 50,
        .check = check_value,
    };
    return prompt_text(screen, &prompt, value_given);
}

enum next entry_amend(struct screen *screen)
{
    struct choice choices[AMENDABLE];

    for (size_t i = 0; i < AMENDABLE; i++) {
        const struct record_field *field = &record_rows[RECORD_RESIDENTS].fields[amendable[i]];
        choices[i] = (struct choice){field->name, record_field_label(field, &screen->arena), NULL};
    }
    return menu_ask(screen, _("correct what?"), choices, AMENDABLE, field_chosen);
}
