/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/blank.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/crypto.h"
#include "shouwen/base/i18n.h"
#include "shouwen/command/key.h"
#include "shouwen/desk/pin.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/line.h"
#include "shouwen/tui/screens/sign_in.h"

struct blank {
    bool is_locked; /* the PIN of whoever works here is asked for */
    struct line pin;
    struct error refusal;
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct blank *blank = screen->state;
    struct desk *desk = screen_context(screen);
    enum pin_need need = PIN_NOT_ASKED;
    struct error ignored;

    (void)argument;
    (void)error;
    line_init(&blank->pin, PIN_DIGITS);
    blank->refusal.kind = STATUS_OK;
    /* whoever cannot be asked for a PIN has nothing to be locked in with */
    blank->is_locked = desk && desk_person_id(desk) &&
                       pin_need_of(desk, desk_person_id(desk), &need, &ignored) == STATUS_OK &&
                       need == PIN_ASKED;
    return STATUS_OK;
}

static void forget(struct line *pin)
{
    if (pin->text.length)
        crypto_forget(pin->text.at, pin->text.length);
    line_set(pin, "");
}

static void leave(struct screen *screen)
{
    struct blank *blank = screen->state;

    forget(&blank->pin);
    line_release(&blank->pin);
}

static void draw_lock(struct screen *screen, struct pane whole)
{
    enum { COLUMNS = 40 };
    struct blank *blank = screen->state;
    struct desk *desk = screen_context(screen);
    int row = whole.rows / 2 + 2, left = (whole.columns - COLUMNS) / 2;
    struct pane place = pane_part(whole, row, left, 4, COLUMNS);

    int used = pane_put(place, 0, 0, -1, STYLE_NORMAL, desk_name(desk, desk_person_id(desk)));
    used += pane_put(place, 0, used, -1, STYLE_DIM, _("  PIN: "));
    line_draw(&blank->pin, place, 0, used, COLUMNS - used, true, '*');
    if (blank->refusal.kind != STATUS_OK)
        pane_wrap(pane_part(place, 1, 0, -1, -1), 0, 3, STYLE_WARNING, blank->refusal.message);
    pane_put(whole, whole.rows - 2, 1, -1, STYLE_DIM,
             _("Enter unlocks  Ctrl-T somebody else works here  Ctrl-Q quits"));
}

static void draw(struct screen *screen, struct pane whole)
{
    const struct blank *blank = screen->state;
    char time[CLOCK_TEXT];

    pane_put(whole, whole.rows / 2, whole.columns / 2 - 2, -1, STYLE_TITLE,
             clock_format_time(clock_now_at(), time));
    if (blank->is_locked)
        draw_lock(screen, whole);
    else
        pane_put(whole, whole.rows - 2, 1, -1, STYLE_DIM, _("Enter goes on"));
}

static enum next unlock(struct screen *screen)
{
    struct blank *blank = screen->state;
    struct desk *desk = screen_context(screen);
    enum status status = pin_check(desk, desk_person_id(desk), blank->pin.text.at, &blank->refusal);

    forget(&blank->pin);
    if (status != STATUS_OK)
        return NEXT_STAY;
    app_mark_stale(screen->app);
    return NEXT_BACK;
}

/* Nothing but the PIN, another person, or the end of the program leads away. */
static enum next handle_locked(struct screen *screen, const struct event *event)
{
    struct blank *blank = screen->state;

    if (event->kind == EVENT_TICK)
        return NEXT_STAY;
    blank->refusal.kind = STATUS_OK;
    if (event->kind == EVENT_COMMAND && event->command == COMMAND_SELECT)
        return unlock(screen);
    if (event->kind == EVENT_COMMAND &&
        (event->command == COMMAND_QUIT || event->command == COMMAND_REDRAW))
        return NEXT_IGNORED;
    if (event->kind == EVENT_KEY && event->key == (KEYCODE_CTRL | 'T'))
        return screen_push(screen, &sign_in_screen, NULL);
    if (event->kind == EVENT_TEXT)
        line_insert(&blank->pin, event->text, event->length);
    else if (event->kind == EVENT_KEY)
        line_key(&blank->pin, event->key);
    return NEXT_STAY;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    const struct blank *blank = screen->state;

    if (blank->is_locked)
        return handle_locked(screen, event);
    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    /* its frame would show what is covered */
    if (event->command == COMMAND_HELP)
        return NEXT_STAY;
    return event->command == COMMAND_SELECT || event->command == COMMAND_PAGE_DOWN ? NEXT_BACK
                                                                                   : NEXT_IGNORED;
}

static bool in_text(const struct screen *screen)
{
    const struct blank *blank = screen->state;

    return blank->is_locked;
}

const struct screen_kind blank_screen = {
    .name = "blank",
    .title = N_("blank"),
    .contexts = CONTEXT_OVERLAY,
    .opens = COMMAND_BLANK,
    .shape = SHAPE_BARE,
    .size = sizeof(struct blank),
    .enter = enter,
    .leave = leave,
    .draw = draw,
    .handle = handle,
    .in_text = in_text,
};
