/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/sign_in.h"

#include "shouwen/base/crypto.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/pin.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/frame.h"
#include "shouwen/tui/prompt.h"

#include <stdio.h>
#include <stdlib.h>

enum { AT_HAND = 9, STAFF_MOST = 200, NOT_SHOWN = 9 };

struct colleague {
    const char *id, *name, *title;
    bool is_on_duty;
};

struct sign_in {
    struct colleague *people; /* those of today first; in the arena, with their texts */
    size_t count, cursor;
    char *chosen;               /* a staff id; NULL: nobody yet */
    char first[PIN_DIGITS + 1]; /* a new PIN, typed once */
};

static struct desk *desk_of(const struct screen *screen)
{
    return screen_context(screen);
}

static bool belongs_here(const struct desk *desk, const struct person *person)
{
    return person->status != PERSON_LEFT && text_same(person->node, desk_node(desk));
}

/* Those on duty come first, then the others of this node, then who works elsewhere. */
static int rank(const struct desk *desk, const struct person *person)
{
    if (person->status == PERSON_LEFT)
        return NOT_SHOWN;
    if (!desk_person(desk) && text_same(person->id, desk_wanted(desk)))
        return -1;
    if (!belongs_here(desk, person))
        return 2;
    return people_is_on_duty(desk_people(desk), person->id) ? 0 : 1;
}

static struct colleague copy(struct screen *screen, const struct person *person)
{
    return (struct colleague){.id = arena_copy(&screen->arena, person->id),
                              .name = arena_copy(&screen->arena, person->name),
                              .title = arena_copy(&screen->arena, person->title),
                              .is_on_duty =
                                  people_is_on_duty(desk_people(desk_of(screen)), person->id)};
}

static enum status load(struct screen *screen, struct error *error)
{
    struct sign_in *s = screen->state;
    struct desk *desk = desk_of(screen);
    const struct people *people;
    enum status status;

    TRY(desk_refresh(desk, error));
    people = desk_people(desk);
    s->people = arena_alloc(&screen->arena, (people->count + 1) * sizeof(*s->people));
    s->count = 0;
    /* who was named at the start and has to prove it comes first */
    for (int wanted = -1; wanted <= 2; wanted++)
        for (size_t i = 0; i < people->count && s->count < STAFF_MOST; i++)
            if (rank(desk, &people->at[i]) == wanted)
                s->people[s->count++] = copy(screen, &people->at[i]);
    if (s->cursor >= s->count)
        s->cursor = 0;
done:
    return status;
}

static void leave(struct screen *screen)
{
    struct sign_in *s = screen->state;

    free(s->chosen);
    crypto_forget(s->first, sizeof(s->first));
}

/* --- what is asked --- */

static enum next finish(struct screen *screen)
{
    app_mark_stale(screen->app);
    app_say(screen->app, _("%s works here now"), desk_person(desk_of(screen))->name);
    return NEXT_HOME;
}

/* Also where the PIN is wrong: said beside the field, and counted. */
static enum status try_pin(struct screen *screen, const char *pin, struct error *error)
{
    struct sign_in *s = screen->state;

    return pin_sign_in(desk_of(screen), s->chosen, pin, error);
}

static enum status take_first(struct screen *screen, const char *pin, struct error *error)
{
    struct sign_in *s = screen->state;
    enum status status = pin_refuse_weak(pin, error);

    if (status == STATUS_OK)
        snprintf(s->first, sizeof(s->first), "%s", pin);
    return status;
}

static enum status take_again(struct screen *screen, const char *pin, struct error *error)
{
    struct sign_in *s = screen->state;

    if (!text_same(s->first, pin))
        return error_set(error, STATUS_REFUSED, "pin",
                         _("that is not the same PIN; type the first one again, or Esc"));
    return try_pin(screen, pin, error);
}

static enum next was_answered(struct screen *screen, const struct answer *answer)
{
    return answer->is_given ? finish(screen) : NEXT_STAY;
}

static enum next ask_pin(struct screen *screen, const char *question,
                         enum status (*check)(struct screen *, const char *, struct error *),
                         enum next (*answered)(struct screen *, const struct answer *))
{
    const struct sign_in *s = screen->state;
    const struct prompt prompt = {
        .title = desk_name(desk_of(screen), s->chosen),
        .question = question,
        .limit = PIN_DIGITS,
        .hidden = '*',
        .check = check,
    };

    return prompt_text(screen, &prompt, answered);
}

static enum next first_given(struct screen *screen, const struct answer *answer)
{
    if (!answer->is_given)
        return NEXT_STAY;
    return ask_pin(screen, _("the same PIN again"), take_again, was_answered);
}

static enum next choose(struct screen *screen, const char *id)
{
    struct sign_in *s = screen->state;
    enum pin_need need;
    struct error error;

    app_keep(screen->app);
    char *chosen = memory_copy_text(id);
    free(s->chosen);
    s->chosen = chosen;
    enum status status = pin_need_of(desk_of(screen), id, &need, &error);
    if (status == STATUS_OK && need == PIN_ASKED)
        return ask_pin(screen, _("PIN"), try_pin, was_answered);
    if (status == STATUS_OK && need == PIN_TO_BE_SET)
        return ask_pin(screen, _("no PIN yet: choose six digits, yours from now on"), take_first,
                       first_given);
    if (status == STATUS_OK)
        status = pin_sign_in(desk_of(screen), id, NULL, &error);
    if (status == STATUS_OK)
        return finish(screen);
    app_complain(screen->app, &error);
    return NEXT_STAY;
}

static enum next other_chosen(struct screen *screen, const struct answer *answer)
{
    return answer->is_given ? choose(screen, answer->text) : NEXT_STAY;
}

static enum next ask_others(struct screen *screen, const char *typed)
{
    const struct sign_in *s = screen->state;
    struct choice choices[STAFF_MOST];
    struct arena arena = {0};

    for (size_t i = 0; i < s->count; i++)
        choices[i] = (struct choice){
            .word = s->people[i].id,
            .label = arena_format(&arena, "%s  %s", s->people[i].name, s->people[i].title),
            .note = s->people[i].id};
    enum next next =
        prompt_find(screen, _("who works here now?"), choices, s->count, typed, other_chosen);
    arena_release(&arena);
    return next;
}

/* --- the list --- */

static size_t at_hand(const struct sign_in *s)
{
    return s->count < AT_HAND ? s->count : AT_HAND;
}

static void draw(struct screen *screen, struct pane body)
{
    enum { COLUMNS = 60, MORE = 6, NOTE = 10 };
    const struct sign_in *s = screen->state;
    struct pane box = frame_box(body, (int)at_hand(s) + MORE, COLUMNS, _("who works here now?"));

    if (!s->count)
        pane_wrap(box, 1, 2, STYLE_NORMAL, _("nobody is on the staff yet; import staff first"));
    for (size_t i = 0; i < at_hand(s); i++) {
        const struct colleague *person = &s->people[i];
        int row = 1 + (int)i;
        pane_putf(box, row, 1, STYLE_KEY, "%zu", i + 1);
        pane_fill(box, row, 4, 18, STYLE_NORMAL, person->name);
        pane_fill(box, row, 23, box.columns - NOTE - 24, STYLE_DIM, person->title);
        if (person->is_on_duty)
            pane_fill_right(box, row, box.columns - NOTE, NOTE, STYLE_DIM, _("on duty today"));
        if (i != s->cursor)
            continue;
        pane_put(box, row, 0, 1, STYLE_KEY, ">");
        pane_restyle(box, row, 0, -1, STYLE_SELECTED);
    }
    if (s->count > AT_HAND) {
        pane_put(box, 2 + AT_HAND, 1, -1, STYLE_KEY, "0");
        pane_put(box, 2 + AT_HAND, 4, -1, STYLE_NORMAL, _("all of them; or type a name"));
    }
    pane_cursor(box, 1 + (int)s->cursor, 1);
}

/* Until somebody has signed in there is nothing to go back to. */
static bool may_leave(struct screen *screen)
{
    return desk_person(desk_of(screen)) || !people_have_admin(desk_people(desk_of(screen)));
}

/* A digit is a place in the list; with anything else a name begins. */
static enum next take_text(struct screen *screen, const struct event *event)
{
    const struct sign_in *s = screen->state;
    struct text typed = TEXT_EMPTY;
    enum next next = NEXT_STAY;

    text_add_bytes(&typed, event->text, event->length);
    size_t used;
    uint32_t key = key_plain(utf8_decode(typed.at, typed.length, &used));
    if (key >= '1' && key <= '9' && (int)(key - '0') <= (int)at_hand(s))
        next = choose(screen, s->people[key - '1'].id);
    else if (key == '0' || ((key < '0' || key > '9') && key != ' ' && s->count))
        next = ask_others(screen, key == '0' ? "" : typed.at);
    text_release(&typed);
    return next;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct sign_in *s = screen->state;

    if (event->kind == EVENT_TEXT)
        return take_text(screen, event);
    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_BACK && !may_leave(screen))
        return NEXT_STAY;
    if (event->command == COMMAND_SELECT && s->count)
        return choose(screen, s->people[s->cursor].id);
    if (event->command == COMMAND_UP && s->cursor)
        s->cursor--;
    else if (event->command == COMMAND_DOWN && s->cursor + 1 < at_hand(s))
        s->cursor++;
    else
        return event->command == COMMAND_UP || event->command == COMMAND_DOWN ? NEXT_STAY
                                                                              : NEXT_IGNORED;
    return NEXT_STAY;
}

static bool in_text(const struct screen *screen)
{
    (void)screen;
    return true;
}

const struct screen_kind sign_in_screen = {
    .name = "sign-in",
    .title = N_("change person"),
    .contexts = CONTEXT_OVERLAY,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct sign_in),
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .in_text = in_text,
};
