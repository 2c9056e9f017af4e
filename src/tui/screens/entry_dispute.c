/* SPDX-License-Identifier: MIT */
/* What two places say differently of the resident whose page it is, and which of it holds. */
#include "config.h"

#include "entry_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/settling.h"
#include "shouwen/domain/mask.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/prompt.h"

#include <stdio.h>

/* "139****2222  11-22  First Committee" */
static void say_version(struct screen *screen, const struct record_dispute *dispute,
                        const struct record_version *version, struct text *out)
{
    const struct entry_state *state = screen->state;
    unsigned flags = record_rows[RECORD_RESIDENTS].fields[dispute->field].flags;
    char day[CLOCK_TEXT];

    if ((flags & RECORD_MASKED) && !state->is_revealed)
        mask_tail(out, version->text);
    else
        text_add(out, *version->text ? version->text : _("(nothing)"));
    text_addf(out, "  %s  %s", clock_format_short_day(clock_day_of(version->act->entered_at), day),
              settling_who(state->desk, version, &screen->arena));
}

static void add_dispute(struct screen *screen, const struct record_dispute *dispute, int *number)
{
    const struct record_field *field = &record_rows[RECORD_RESIDENTS].fields[dispute->field];
    struct text line = TEXT_EMPTY, name = TEXT_EMPTY;

    record_field_say(&name, field);
    text_addf(&line, _("two places do not say the same: %s"), name.at);
    entry_add(screen, _("needs a person"), line.at);
    for (size_t i = 0; i < dispute->count; i++) {
        text_clear(&line);
        text_addf(&line, "%d ", ++*number);
        say_version(screen, dispute, &dispute->at[i], &line);
        if (i + 1 == dispute->count)
            text_add(&line, _("  (shown)"));
        entry_add(screen, "", line.at);
    }
    text_release(&name);
    text_release(&line);
}

void entry_add_disputes(struct screen *screen)
{
    struct entry_state *state = screen->state;
    struct text line = TEXT_EMPTY;
    struct error ignored;
    const char *places;
    int number = 0;

    state->dispute_count = 0;
    if (settling_clash(state->desk, arena_format(&screen->arena, "residents/%s", state->id),
                       &screen->arena, &places, &ignored) == STATUS_OK &&
        *places) {
        text_addf(&line,
                  _("%s gave out this number for different people; the first of them is shown, "
                    "the others give theirs another number"),
                  places);
        entry_add(screen, _("needs a person"), line.at);
    }
    text_release(&line);
    if (settling_look(state->desk, state->id, &screen->arena, &state->disputes,
                      &state->dispute_count, &ignored) != STATUS_OK)
        state->dispute_count = 0;
    for (size_t i = 0; i < state->dispute_count; i++)
        add_dispute(screen, &state->disputes[i], &number);
}

static enum next settled(struct screen *screen, const struct answer *answer)
{
    struct entry_state *state = screen->state;
    struct arena arena = {0};
    struct error error;

    if (!answer->is_given)
        return NEXT_STAY;
    const struct settling_choice *first =
        answer->number ? &state->asked[state->shown_count + (size_t)answer->number - 1]
                       : state->asked;
    size_t count = answer->number ? 1 : state->shown_count;
    if (settling_settle(state->desk, state->id, first, count, &arena, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else
        app_say(screen->app, _("settled; it is the same everywhere after the next exchange"));
    app_mark_stale(screen->app);
    arena_release(&arena);
    return NEXT_STAY;
}

/* Keeps what is asked about: all that is shown, then each of the versions. */
static void keep_asked(struct screen *screen)
{
    struct entry_state *state = screen->state;
    struct settling_choice *choices;
    size_t count = 1;

    state->shown_count = state->asked_count = 0;
    for (int number = 0; count && state->asked_count < ENTRY_ASKED; number++) {
        settling_number(state->disputes, state->dispute_count, number, &screen->arena, &choices,
                        &count);
        for (size_t i = 0; i < count && state->asked_count < ENTRY_ASKED; i++)
            state->asked[state->asked_count++] = choices[i];
        if (!number)
            state->shown_count = state->asked_count;
    }
}

enum next entry_settle(struct screen *screen)
{
    struct entry_state *state = screen->state;
    struct choice choices[ENTRY_ASKED] = {{"0", _("leave it as it is shown"), NULL}};
    struct text name = TEXT_EMPTY, line = TEXT_EMPTY;
    size_t count = 1;

    keep_asked(screen);
    for (size_t i = 0; i < state->dispute_count; i++) {
        const struct record_dispute *dispute = &state->disputes[i];
        text_clear(&name);
        record_field_say(&name, &record_rows[RECORD_RESIDENTS].fields[dispute->field]);
        for (size_t k = 0; k < dispute->count && count + state->shown_count <= state->asked_count;
             k++, count++) {
            text_clear(&line);
            text_addf(&line, "%s  ", name.at);
            say_version(screen, dispute, &dispute->at[k], &line);
            choices[count] = (struct choice){arena_format(&screen->arena, "%zu", count),
                                             arena_copy(&screen->arena, line.at),
                                             k + 1 == dispute->count ? _("shown") : NULL};
        }
    }
    text_release(&name);
    text_release(&line);
    return prompt_choose(screen, _("which one holds"), choices, count, settled);
}
