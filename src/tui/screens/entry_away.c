/* SPDX-License-Identifier: MIT */
/* A person's absence: its days in one line, then who answers meanwhile. */
#include "config.h"

#include "entry_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/staff.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/prompt.h"
#include "shouwen/tui/screens/colleague.h"
#include "shouwen/tui/when.h"

#include <string.h>

static bool read_day(const char *text, int32_t today, int32_t *day)
{
    int minutes;

    return when_read(text, today, day, &minutes) && minutes < 0;
}

/* "11-27", or "11-24 11-27": until that day, or from one to the other. */
static bool read_days(const char *text, int32_t today, int32_t *from, int32_t *until)
{
    const char *blank = strchr(text, ' ');
    struct text first = TEXT_EMPTY;
    bool is_read;

    *from = CLOCK_NO_DAY;
    if (!blank)
        return read_day(text, today, until);
    text_add_bytes(&first, text, (size_t)(blank - text));
    is_read = read_day(first.at, today, from) && read_day(blank + 1, today, until);
    text_release(&first);
    return is_read;
}

static enum status check_days(struct screen *asker, const char *text, struct error *error)
{
    const struct entry_state *state = asker->state;
    int32_t from, until;

    if (read_days(text, desk_today(state->desk), &from, &until))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, "until",
                     _("\"%s\" is no day; write for example 11-27, fri or +3"), text);
}

static void record_absence(struct screen *screen, const char *cover)
{
    struct entry_state *state = screen->state;
    struct staff_absence absence = {state->id, state->away_from, state->away_until, cover};
    struct arena arena = {0};
    struct error error;
    char until[CLOCK_TEXT];

    if (staff_away(state->desk, &arena, &absence, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
    } else {
        app_mark_stale(screen->app);
        if (absence.from_on == CLOCK_NO_DAY)
            app_say(screen->app, _("%s is here"), desk_name(state->desk, state->id));
        else
            app_say(screen->app, _("%s is away until %s; %s answers meanwhile"),
                    desk_name(state->desk, state->id), clock_format_day(absence.until_on, until),
                    *absence.cover ? desk_name(state->desk, absence.cover) : _("the secretary"));
    }
    arena_release(&arena);
}

static enum next cover_given(struct screen *screen, const struct answer *answer)
{
    if (answer->is_given)
        record_absence(screen, answer->text);
    return NEXT_STAY;
}

static enum next days_given(struct screen *screen, const struct answer *answer)
{
    struct entry_state *state = screen->state;
    const struct choice secretary = {"", _("the secretary"), _("nobody in between")};
    const struct person *person = people_find(desk_people(state->desk), state->id);

    if (!answer->is_given || !person ||
        !read_days(answer->text, desk_today(state->desk), &state->away_from, &state->away_until))
        return NEXT_STAY;
    if (state->away_until < desk_today(state->desk)) {
        record_absence(screen, NULL);
        return NEXT_STAY;
    }
    const struct matter matter = {.node = person->node, .service = "", .holder = state->id};
    return colleague_ask(screen, _("who answers meanwhile?"), &matter, &secretary, cover_given);
}

enum next entry_away(struct screen *screen)
{
    const struct prompt prompt = {
        .title = _("away"),
        .question = _("Away from today until which day (11-27), or from which until which (11-25 "
                      "11-27)? It ends by itself; yesterday: back now."),
        .check = check_days};

    return prompt_text(screen, &prompt, days_given);
}
