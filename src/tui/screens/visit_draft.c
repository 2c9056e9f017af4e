/* SPDX-License-Identifier: MIT */
/* What was typed of a visit, kept through a crash: as it changes, a moment later. */
#include "config.h"

#include "visit_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/visiting_draft.h"
#include "shouwen/domain/person.h"
#include "shouwen/tui/app.h"

#include <stdio.h>
#include <string.h>

enum { KEEP_AFTER = 300 }; /* milliseconds from the first change to the disk */

bool visit_has_typed(const struct visit_state *state)
{
    bool has = state->line_count > 0;

    for (int slot = 0; slot < VISIT_SLOTS; slot++)
        has = has || !line_is_empty(&state->slots[slot]);
    return has;
}

const char *visit_list_met(const struct visit_state *state, struct arena *arena)
{
    struct text met = TEXT_EMPTY;

    for (size_t i = 0; i < state->household.member_count && i < VISIT_MEMBERS; i++)
        if (state->is_met[i])
            text_addf(&met, "%s%s", met.length ? ";" : "", state->household.members[i].id);
    const char *copy = arena_copy(arena, met.at);
    text_release(&met);
    return copy;
}

static enum status save(struct visit_state *state, enum visiting_patience patience,
                        struct error *error)
{
    struct visiting_draft draft = {
        .household = state->household.key,
        .door = state->household.door,
        .request = state->request,
        .has_result = state->stage == STAGE_LINES,
        .result = state->result,
        .asks_contact = state->asks_contact,
        .field = state->at,
        .lines = state->lines,
        .line_count = state->line_count,
    };
    struct arena arena = {0};
    struct text typed = TEXT_EMPTY;
    enum status status;

    draft.met = visit_list_met(state, &arena);
    for (int slot = 0; slot < VISIT_SLOTS; slot++) {
        text_clear(&typed);
        line_value(&state->slots[slot], &typed);
        draft.typed[slot] = arena_copy(&arena, typed.at);
    }
    status = visit_has_typed(state) ? visiting_draft_save(state->desk, &draft, patience, error)
                                    : visiting_draft_drop(state->desk, state->household.key, error);
    text_release(&typed);
    arena_release(&arena);
    return status;
}

void visit_draft_touch(struct screen *screen)
{
    struct visit_state *state = screen->state;

    if (state->has_unsaved)
        return;
    state->has_unsaved = true;
    screen_wake(screen, KEEP_AFTER);
}

void visit_draft_keep(struct screen *screen)
{
    struct visit_state *state = screen->state;
    struct error error;

    if (!state->has_unsaved)
        return;
    state->has_unsaved = false;
    if (save(state, VISITING_SURELY, &error) != STATUS_OK)
        app_complain(screen->app, &error);
}

void visit_draft_try(struct screen *screen)
{
    struct visit_state *state = screen->state;
    struct error error;

    if (!state->has_unsaved)
        return;
    enum status status = save(state, VISITING_SOON, &error);
    /* somebody else writes just now: nobody who types is kept waiting for that */
    if (status == STATUS_BUSY) {
        screen_wake(screen, KEEP_AFTER);
        return;
    }
    state->has_unsaved = false;
    if (status != STATUS_OK)
        app_complain(screen->app, &error);
}

void visit_draft_forget(struct screen *screen)
{
    struct visit_state *state = screen->state;
    struct error error;

    state->has_unsaved = false;
    if (visiting_draft_drop(state->desk, state->household.key, &error) != STATUS_OK)
        app_complain(screen->app, &error);
}

enum status visit_draft_restore(struct screen *screen, struct error *error)
{
    struct visit_state *state = screen->state;
    struct visiting_draft draft;
    enum status status;
    bool found;

    TRY(visiting_draft_load(state->desk, state->household.key, &state->kept, &draft, &found,
                            error));
    if (!found)
        goto done;
    if (strlen(draft.request) == sizeof(state->request) - 1)
        memcpy(state->request, draft.request, sizeof(state->request));
    for (size_t i = 0; i < state->household.member_count && i < VISIT_MEMBERS; i++)
        state->is_met[i] = person_list_has(draft.met, state->household.members[i].id);
    for (int slot = 0; slot < VISIT_SLOTS; slot++)
        line_set(&state->slots[slot], draft.typed[slot]);
    for (size_t i = 0; i < draft.line_count && i < VISIT_LINES_MOST; i++)
        state->lines[state->line_count++] = draft.lines[i];
    if (draft.has_result) {
        state->stage = STAGE_LINES;
        state->result = draft.result;
        state->asks_contact = draft.asks_contact;
        state->at = draft.field;
    }
    app_say(screen->app, _("what was not finished is here again"));
done:
    return status;
}
