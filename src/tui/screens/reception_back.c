/* SPDX-License-Identifier: MIT */
/* What was recorded here last is taken back here: the case as a mistake, and what had been typed
 * comes back to be put right, as a new request. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "reception_inside.h"

#include <string.h>

void reception_back_note(struct screen *screen, const char *number)
{
    struct reception *r = screen->state;

    text_clear(&r->last_number);
    text_add(&r->last_number, number);
    text_clear(&r->last_form);
    receive_draft_write(reception_draft(r), &r->last_form);
}

bool reception_back_can(const struct reception *r)
{
    return r->last_number.length && receive_draft_is_empty(&r->drafts[0]);
}

static void bring_back(struct reception *r)
{
    struct receive_draft *draft = reception_draft(r);
    char request[sizeof(draft->request)];

    receive_draft_clear(draft);
    memcpy(request, draft->request, sizeof(request));
    receive_draft_read(draft, r->last_form.at);
    memcpy(draft->request, request, sizeof(request));
    draft->stage = RECEIVE_TYPING;
}

enum next reception_back(struct screen *screen)
{
    struct reception *r = screen->state;
    struct act undo = {.kind = ACT_UNDO};
    struct arena arena = {0};
    struct error error;
    const char *number;

    if (!r->last_number.length) {
        app_say(screen->app, _("nothing was recorded here just now; a case is taken back in its "
                               "own file (F4)"));
        return NEXT_STAY;
    }
    if (!receive_draft_is_empty(reception_draft(r))) {
        app_say(screen->app, _("finish or park (F8) what is typed here, then take back"));
        return NEXT_STAY;
    }
    undo.subject = arena_format(&arena, "case/%s", r->last_number.at);
    if (follow_record(reception_desk(screen), &undo, 1, &arena, &number, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        text_clear(&r->last_number);
    } else {
        bring_back(r);
        reception_park_show(screen);
        app_say(screen->app, _("taken back; what was typed is here again, to be put right or "
                               "cleared with Esc"));
        text_clear(&r->last_number);
    }
    app_mark_stale(screen->app);
    arena_release(&arena);
    return NEXT_STAY;
}
