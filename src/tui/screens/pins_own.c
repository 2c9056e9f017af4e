/* SPDX-License-Identifier: MIT */
/* One's own PIN, changed: the one that holds, and the new one twice. */
#include "config.h"

#include "shouwen/tui/screens/pins.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/pin.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/form.h"

#include <stdio.h>

static const struct form_field fields[] = {
    {.name = "old", .label = N_("PIN so far"), .limit = PIN_DIGITS, .columns = 10, .hidden = '*'},
    {.name = "pin",
     .label = N_("new PIN"),
     .limit = PIN_DIGITS,
     .columns = 10,
     .hidden = '*',
     .is_required = true},
    {.name = "again",
     .label = N_("the same again"),
     .limit = PIN_DIGITS,
     .columns = 10,
     .hidden = '*',
     .is_required = true},
    {0},
};

struct own_pin {
    struct form form; /* first: form_label() */
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct own_pin *own = screen->state;
    struct desk *desk = screen_context(screen);
    struct pin_standing standing;
    enum status status;

    (void)argument;
    TRY(desk_require_person(desk, error));
    if (!desk_person(desk))
        return error_set(error, STATUS_REFUSED, "pin",
                         _("nobody is signed in whose PIN it could be"));
    TRY(pin_look(desk, desk_person_id(desk), &standing, error));
    if (!standing.are_on)
        return error_set(error, STATUS_REFUSED, "pin",
                         _("PINs are off; an administrator turns them on"));
    /* who was here when they were turned on has none to prove */
    form_init(&own->form, standing.is_set ? fields : fields + 1);
done:
    return status;
}

static void leave(struct screen *screen)
{
    struct own_pin *own = screen->state;

    form_release(&own->form);
}

static void draw(struct screen *screen, struct pane body)
{
    struct own_pin *own = screen->state;

    form_box(&own->form, body, _(screen->kind->title));
}

static enum status change(struct desk *desk, struct form *form, bool has_one, struct error *error)
{
    if (!text_same(form_typed(form, "pin"), form_typed(form, "again")))
        return error_set(error, STATUS_REFUSED, "again",
                         _("that is not the same PIN; type the first one again, or Esc"));
    if (has_one &&
        pin_check(desk, desk_person_id(desk), form_typed(form, "old"), error) != STATUS_OK) {
        snprintf(error->field, sizeof(error->field), "old");
        return error->kind;
    }
    return pin_set(desk, desk_person_id(desk), form_typed(form, "pin"), error);
}

static enum next save(struct screen *screen)
{
    struct own_pin *own = screen->state;
    struct error error;

    enum status status =
        change(screen_context(screen), &own->form, own->form.fields == fields, &error);
    if (!form_took(&own->form, screen, status, &error))
        return NEXT_STAY;
    app_say(screen->app, _("the PIN is set"));
    return NEXT_BACK;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct own_pin *own = screen->state;

    return form_serve(&own->form, screen, event, save);
}

const struct screen_kind own_pin_screen = {
    .name = "own-pin",
    .title = N_("my PIN"),
    .contexts = CONTEXT_FORM | CONTEXT_OVERLAY,
    .opens = COMMAND_OWN_PIN,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct own_pin),
    .enter = enter,
    .leave = leave,
    .draw = draw,
    .handle = handle,
    .in_text = form_in_text,
    .legend = form_legend,
    .label = form_label,
};
