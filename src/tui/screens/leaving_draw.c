/* SPDX-License-Identifier: MIT */
/* The guided leave as it is shown: who takes how much, the cases, what else is left behind. */
#include "config.h"

#include "leaving_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"

enum { HEAD = 3 };

static void note(struct screen *screen, const char *line)
{
    struct leaving_state *state = screen->state;

    state->notes = arena_grow(&screen->arena, state->notes, state->note_count, &state->note_room,
                              sizeof(*state->notes));
    state->notes[state->note_count++] = line;
}

static void note_promises(struct screen *screen)
{
    const struct leaving_state *state = screen->state;
    char at[CLOCK_TEXT];

    for (size_t i = 0; i < state->leaving.promise_count; i++) {
        const struct staff_promise *promise = &state->leaving.promises[i];
        const char *about =
            arena_format(&screen->arena, "%s %s %s", clock_format_short(promise->at, at),
                         word_label(word_promises, promise->kind), promise->name);
        note(screen, promise->goes ? arena_format(&screen->arena, _("promise %s: then with %s"),
                                                  about, promise->taker)
                                   : arena_format(&screen->arena, _("promise %s: tell %s"), about,
                                                  promise->taker));
    }
}

static void note_rest(struct screen *screen)
{
    const struct leaving_state *state = screen->state;
    const struct staff_leaving *leaving = &state->leaving;
    struct arena *arena = &screen->arena;

    for (size_t i = 0; i < leaving->grid_count; i++)
        note(screen, arena_format(arena, _("%s needs another leader (grids: import grids)"),
                                  leaving->grids[i]));
    for (size_t i = 0; i < leaving->backed_count; i++)
        note(screen, arena_format(arena, _("%s needs another backup or cover"),
                                  desk_name(screen_context(screen), leaving->backed[i])));
    if (leaving->duty_count)
        note(screen, arena_format(arena, _("%lld shifts on the roster need somebody else"),
                                  (long long)leaving->duty_count));
}

const char *leaving_why_not_given(struct screen *screen, struct arena *arena)
{
    const struct desk *desk = screen_context(screen);
    const struct leaving_state *state = screen->state;
    const struct person *person = people_find(desk_people(desk), state->id);
    const struct person *secretary =
        person ? responsibility_secretary(desk_people(desk), person->node) : NULL;

    return arena_format(arena,
                        _("the cases go to fallback: only who is shown for a case, its grid leader "
                          "or the secretary (%s) gives it to somebody by name; they can do this "
                          "leave too"),
                        secretary ? secretary->name : _("none"));
}

/* Told before anything is chosen, in as many lines as it takes. */
static void note_line(void *context, const char *text, size_t length)
{
    struct screen *screen = context;

    note(screen, arena_copy_part(&screen->arena, text, length));
}

void leaving_note(struct screen *screen)
{
    struct leaving_state *state = screen->state;

    state->notes = NULL;
    state->note_count = state->note_room = 0;
    if (state->gives_none)
        utf8_wrap(leaving_why_not_given(screen, &screen->arena), screen->columns - 2, note_line,
                  screen);
    note_promises(screen);
    note_rest(screen);
}

/* Rows for what is left behind besides cases: a third of the screen at most. */
static int note_rows(const struct screen *screen)
{
    const struct leaving_state *state = screen->state;
    int most = screen->rows / 3;

    return state->note_count < (size_t)most ? (int)state->note_count : most;
}

int leaving_rows(const struct screen *screen)
{
    const struct leaving_state *state = screen->state;
    int rows = screen->rows - HEAD - 1 - (state->note_count ? note_rows(screen) + 1 : 0);

    return rows > 1 ? rows : 1;
}

void leaving_say_sum(const struct staff_leaving *leaving, struct text *out)
{
    for (size_t i = 0; i < leaving->case_count; i++) {
        const char *id = leaving->cases[i].id;
        size_t count = 0, before = 0;
        for (size_t k = 0; k < leaving->case_count; k++) {
            count += text_same(leaving->cases[k].id, id);
            before += k < i && text_same(leaving->cases[k].id, id);
        }
        if (!before)
            text_addf(out, "%s%s %zu", out->length ? ", " : "", leaving->cases[i].name, count);
    }
}

static void draw_notes(const struct leaving_state *state, struct pane pane)
{
    size_t room = (size_t)pane.rows;

    for (size_t i = 0; i < state->note_count && i < room; i++)
        if (i + 1 == room && state->note_count > room)
            pane_putf(pane, (int)i, 1, STYLE_NORMAL, _("and %zu more"), state->note_count - i);
        else
            pane_put(pane, (int)i, 1, -1, STYLE_NORMAL, state->notes[i]);
}

void leaving_draw(struct screen *screen, struct pane body)
{
    struct leaving_state *state = screen->state;
    int below = state->note_count ? note_rows(screen) + 1 : 0;
    struct text sum = TEXT_EMPTY;

    pane_putf(body, 0, 1, STYLE_TITLE, _("%s leaves the staff; nothing is recorded yet"),
              state->name);
    leaving_say_sum(&state->leaving, &sum);
    if (sum.length)
        pane_putf(body, 1, 1, STYLE_NORMAL, _("open cases %zu: %s"), state->leaving.case_count,
                  sum.at);
    text_release(&sum);
    pane_rule(body, 2, "");
    if (below) {
        pane_rule(body, body.rows - below, "");
        draw_notes(state, pane_part(body, body.rows - below + 1, 0, below - 1, -1));
    }
    list_draw(&state->list, pane_part(body, HEAD, 0, body.rows - HEAD - below, -1));
}
