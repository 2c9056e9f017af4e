/* SPDX-License-Identifier: MIT */
/* What screens have in common that are a form in a box over another screen. */
#include "config.h"

#include "shouwen/tui/form.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/frame.h"

void form_box(struct form *form, struct pane body, const char *title)
{
    enum { COLUMNS = 76, MORE = 4 }; /* more rows than fields have: the box, and a remark */
    int rows = MORE;

    for (size_t i = 0; i < form->count; i++)
        rows += form->fields[i].rows > 1 ? form->fields[i].rows : 1;
    form_draw(form, frame_box(body, rows, COLUMNS, title));
}

enum next form_serve(struct form *form, struct screen *screen, const struct event *event,
                     enum next (*save)(struct screen *screen))
{
    enum next next;

    switch (form_handle(form, screen, event, &next)) {
    case FORM_DONE:
        return form_check(form) ? save(screen) : NEXT_STAY;
    case FORM_NEXT:
        return next;
    case FORM_STAY:
        return NEXT_STAY;
    case FORM_IGNORED:
        break;
    }
    return NEXT_IGNORED;
}

bool form_took(struct form *form, struct screen *screen, enum status status,
               const struct error *error)
{
    if (status == STATUS_OK) {
        form_keep_done(form);
        app_mark_stale(screen->app);
    } else if (!form_refuse(form, error))
        app_complain(screen->app, error);
    return status == STATUS_OK;
}

bool form_in_text(const struct screen *screen)
{
    (void)screen;
    return true;
}

static bool has_kind(const struct form *form, unsigned kinds)
{
    for (size_t i = 0; i < form->count; i++)
        if (kinds & 1u << form->fields[i].kind)
            return true;
    return false;
}

const char *form_legend(const struct screen *screen, size_t at, const char **meaning)
{
    enum { DAYS = 1 << FORM_DAY | 1 << FORM_MOMENT, TYPED = ~(1 << FORM_CHOICE) };
    static const struct {
        unsigned kinds;
        const char *sign, *meaning;
    } signs[] = {
        {~0u, "*", N_("after a field's name: must be filled in")},
        {1 << FORM_CHOICE, "1-9", N_("the choice with that digit; Left and Right change it")},
        {1 << FORM_CHOICE, N_("Space"), N_("all choices of the field; Backspace: none")},
        {DAYS, N_("11-27 fri +3"), N_("a day: of this year, of this week, so many days on")},
        {1 << FORM_MOMENT, N_("fri 15:00"), N_("a time; without a day: today")},
        {1 << FORM_LOOKUP, N_("Enter"), N_("finds who or what fits the text typed so far")},
        {TYPED, "Ctrl-U Ctrl-K", N_("clear the field up to the cursor, or from it on")},
        {TYPED, "Ctrl-W", N_("clear the word before the cursor")},
    };
    const struct form *form = screen->widget;

    for (size_t i = 0; form && i < sizeof(signs) / sizeof(signs[0]); i++)
        if (has_kind(form, signs[i].kinds) && at-- == 0) {
            *meaning = _(signs[i].meaning);
            return _(signs[i].sign);
        }
    return NULL;
}

const char *form_label(const struct screen *screen, enum command command, const char *usual)
{
    const struct form *form = screen->state;

    if (command == COMMAND_SELECT)
        return form->focus + 1 < form->count ? _("next field") : _("save");
    /* Enter says it already */
    if (command == COMMAND_NEXT_FIELD && (form->count < 2 || form->focus + 1 < form->count))
        return NULL;
    return usual;
}
