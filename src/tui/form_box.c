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
    if (status == STATUS_OK)
        app_mark_stale(screen->app);
    else if (!form_refuse(form, error))
        app_complain(screen->app, error);
    return status == STATUS_OK;
}

bool form_in_text(const struct screen *screen)
{
    (void)screen;
    return true;
}

const char *form_label(const struct form *form, enum command command, const char *usual)
{
    if (command == COMMAND_SELECT)
        return form->focus + 1 < form->count ? _("next field") : _("save");
    /* Enter says it already */
    if (command == COMMAND_NEXT_FIELD && (form->count < 2 || form->focus + 1 < form->count))
        return NULL;
    return usual;
}
