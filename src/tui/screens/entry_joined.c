/* SPDX-License-Identifier: MIT */
/* Residents that were joined into the one whose page it is, and parting them again. */
#include "config.h"

#include "entry_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/desk/joining.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/prompt.h"

/* Who was joined into this resident, and can be parted again. */
void entry_add_joined(struct screen *screen)
{
    struct entry_state *state = screen->state;
    struct record person;
    struct error ignored;
    const char **ids;

    state->joined = NULL;
    state->joined_count = 0;
    if (joining_person(state->desk, state->id, &screen->arena, &person, &ids, &state->joined_count,
                       &ignored) != STATUS_OK ||
        !text_same(person.id, state->id))
        state->joined_count = 0;
    state->joined = state->joined_count ? ids : NULL;
    for (size_t i = 0; i < state->joined_count; i++) {
        struct record joined;
        struct text line = TEXT_EMPTY;
        text_add(&line, ids[i]);
        if (catalog_get(state->desk, RECORD_RESIDENTS, ids[i], &screen->arena, &joined, &ignored) ==
            STATUS_OK) {
            text_addf(&line, "  %s  %s  ", record_text(&joined, RECORD_RESIDENTS_NAME),
                      record_text(&joined, RECORD_RESIDENTS_DOOR));
            catalog_say(&line, &joined, RECORD_RESIDENTS_PHONE);
        }
        entry_add(screen, i ? "" : _("joined into it"), line.at);
        text_release(&line);
    }
}

static enum next part(struct screen *screen, const char *id)
{
    struct entry_state *state = screen->state;
    struct error error;

    if (joining_part(state->desk, id, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else
        app_say(screen->app, _("%s is parted again"), id);
    app_mark_stale(screen->app);
    return NEXT_STAY;
}

static enum next part_chosen(struct screen *screen, const struct answer *answer)
{
    return answer->is_given ? part(screen, answer->text) : NEXT_STAY;
}

bool entry_can_part(const struct entry_state *state)
{
    return state->kind == RECORD_RESIDENTS &&
           (state->joined_count || *record_text(&state->record, RECORD_RESIDENTS_JOINED));
}

/* This one from the other into which it was joined; or one of those that it stands for. */
enum next entry_part(struct screen *screen)
{
    enum { MOST = 20 };
    struct entry_state *state = screen->state;
    struct choice choices[MOST];
    size_t count = state->joined_count < MOST ? state->joined_count : MOST;

    if (*record_text(&state->record, RECORD_RESIDENTS_JOINED))
        return part(screen, state->id);
    if (count == 1)
        return part(screen, state->joined[0]);
    for (size_t i = 0; i < count; i++)
        choices[i] = (struct choice){state->joined[i], state->joined[i], NULL};
    return prompt_choose(screen, _("who is parted again"), choices, count, part_chosen);
}
