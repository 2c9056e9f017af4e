/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/paper.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/app.h"

bool paper_put(struct screen *screen, enum slip slip, const char *about, struct text *where)
{
    struct desk *desk = screen_context(screen);
    struct text written = TEXT_EMPTY;
    struct error error;
    enum status status;

    TRY(slip_write(desk, slip, about, false, &written, &error));
    TRY(slip_deliver(desk, slip, about, NULL, written.at, where, &error));
done:
    if (status != STATUS_OK)
        app_complain(screen->app, &error);
    text_release(&written);
    return status == STATUS_OK;
}

enum next paper_print(struct screen *screen, enum slip slip, const char *about)
{
    struct text where = TEXT_EMPTY;

    if (paper_put(screen, slip, about, &where))
        app_say(screen->app, "%s: %s", _(slip_rows[slip].label), where.at);
    text_release(&where);
    return NEXT_STAY;
}
