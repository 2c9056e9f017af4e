/* SPDX-License-Identifier: MIT */
/* An act begins, and is recorded. */
#include "config.h"

#include "case_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/closing.h"
#include "shouwen/desk/erasing.h"
#include "shouwen/desk/follow.h"
#include "shouwen/tui/prompt.h"
#include "shouwen/tui/screens/batch.h"

#include <stdlib.h>
#include <string.h>

/* The act that an undo takes back. */
static const struct act *undone_act(const struct matter *m, const struct act *undo)
{
    const char *voids = act_text(undo, FIELD_VOIDS);
    char id[2 * CRYPTO_ID + 1];

    for (size_t i = m->history_count; i-- > 0;) {
        ident_hex(m->history[i].act->id, CRYPTO_ID, id);
        if (strstr(voids, id))
            return m->history[i].act;
    }
    return NULL;
}

static void say_state(const struct case_state *state, const struct matter *before,
                      const struct matter *after, struct text *out)
{
    const struct accountable now = follow_answer(state->desk, after);

    if (before->is_open && !after->is_open)
        text_addf(out, _("; the case is closed: %s"), word_label(word_outcomes, after->outcome));
    else if (!before->is_open && after->is_open)
        text_addf(out, _("; the case is open again, accountable is %s"), now.name);
    else if (!text_same(before->holder, after->holder))
        text_addf(out, _("; accountable is now %s"), now.name);
    else if (before->state != after->state)
        text_addf(out, _("; the case is now: %s"),
                  word_label(word_states, word_states[after->state].word));
}

/* Whoever asked in a case that follows this one is to hear of it too. */
static void say_callers(const struct case_state *state, const struct act *act, struct text *out)
{
    const struct dossier *d = &state->dossier;

    if (!d->follower_count || (act->kind != ACT_TELL && act->kind != ACT_CLOSE &&
                               act->kind != ACT_SOLVE && act->kind != ACT_ANSWER))
        return;
    text_add(out, _("; also to be told: "));
    dossier_say_callers(d->followers, d->follower_count, state->is_revealed, out);
}

static void say_recorded(struct app *app, const struct case_state *state, const struct act *act,
                         const struct matter *after)
{
    const struct act *undone = act->kind == ACT_UNDO ? undone_act(after, act) : NULL;
    struct text out = TEXT_EMPTY;

    if (undone)
        text_addf(&out, _("taken back: %s"), _(act_rows[undone->kind].label));
    else
        text_addf(&out, _("recorded: %s"), _(act_rows[act->kind].label));
    if (state->is_of_list)
        text_addf(&out, " (%s)", after->subject);
    say_state(state, &state->dossier.matter, after, &out);
    say_callers(state, act, &out);
    if (act->kind != ACT_UNDO && act->kind != ACT_RATE && act->kind != ACT_ERASE)
        text_addf(&out, _(". Ctrl-Z takes it back within %d minutes"),
                  desk_policy(state->desk)->undo_minutes);
    app_say(app, "%s", out.at);
    text_release(&out);
}

enum status case_record(struct app *app, struct case_state *state, struct act *acts, size_t count,
                        struct error *error)
{
    struct arena arena = {0};
    struct matter after;
    const char *number;
    enum status status;
    bool is_done;

    acts[0].subject = arena_format(&arena, "case/%s", state->dossier.matter.number);
    /* what is refused here was possible when the case was loaded: it has changed as well */
    app_mark_stale(app);
    TRY(follow_record(state->desk, acts, count, &arena, &number, error));
    if (acts[count - 1].kind == ACT_ERASE)
        TRY(erasing_finish(state->desk, &is_done, error));
    TRY(follow_case(state->desk, number, &arena, &after, error));
    say_recorded(app, state, &acts[count - 1], &after);
    if (state->is_of_list) {
        free(state->recorded);
        state->recorded = acts[count - 1].kind == ACT_UNDO ? NULL : memory_copy_text(number);
    }
done:
    arena_release(&arena);
    return status;
}

static enum next record_at_once(struct screen *screen, enum act_kind kind)
{
    struct act act = {.kind = kind};
    struct error error;

    if (case_record(screen->app, screen->state, &act, 1, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    return NEXT_STAY;
}

static enum next taken_back(struct screen *screen, const struct answer *answer)
{
    screen->is_stale = true;
    if (answer->number > 0)
        app_say(
            screen->app,
            ngettext("%ld case taken back", "%ld cases taken back", (unsigned long)answer->number),
            answer->number);
    return NEXT_STAY;
}

/* What was recorded on several cases at once is taken back on all of them. */
static enum next undo(struct screen *screen)
{
    struct case_state *state = screen->state;
    struct batch batch = {0};
    struct error error;
    enum next next = NEXT_IGNORED;
    size_t size;
    enum status status;

    TRY(batch_size_at(state->desk, &state->dossier.matter, &size, &error));
    if (size < 2)
        goto done;
    batch_start(&batch, ACT_UNDO, ACT_OPEN, NULL);
    TRY(batch_add(state->desk, &batch, state->dossier.matter.number, &error));
    next = screen_ask(screen, &batch_screen,
                      &(struct batch_order){&batch, _("take back what was recorded")}, taken_back);
done:
    batch_release(&batch);
    if (status == STATUS_OK)
        return next;
    app_complain(screen->app, &error);
    return NEXT_STAY;
}

static enum next begin(struct screen *screen, enum act_kind kind)
{
    struct case_state *state = screen->state;
    struct case_order order = {.state = state, .kind = kind};

    enum next next = kind == ACT_UNDO ? undo(screen) : case_choose(screen, kind);
    if (next != NEXT_IGNORED)
        return next;
    if (kind == ACT_TICK)
        return screen_push(screen, &case_checklist_screen, state);
    if (kind == ACT_RESOLVE)
        return screen_push(screen, &case_conflict_screen, state);
    if (!case_fields(state, kind))
        return record_at_once(screen, kind);
    return screen_push(screen, &case_form_screen, &order);
}

static enum next doubt_answered(struct screen *screen, const struct answer *answer)
{
    const struct case_state *state = screen->state;

    return answer->is_given && answer->number ? begin(screen, state->doing) : NEXT_STAY;
}

enum next case_begin(struct screen *screen, enum act_kind kind)
{
    struct case_state *state = screen->state;
    struct text doubts = TEXT_EMPTY;
    struct error error;
    bool has_doubts;
    enum next next = NEXT_STAY;

    state->doing = kind;
    if (closing_doubts(state->desk, &state->dossier.matter, kind, &doubts, &has_doubts, &error) !=
        STATUS_OK) {
        app_complain(screen->app, &error);
    } else if (has_doubts) {
        text_add(&doubts, _("Close it all the same?"));
        next = prompt_yes_no(screen, _(act_rows[kind].label), doubts.at, doubt_answered);
    } else {
        next = begin(screen, kind);
    }
    text_release(&doubts);
    return next;
}
