/* SPDX-License-Identifier: MIT */
/* What was recorded here last is taken back here: the case as a mistake, and what had been typed
 * comes back to be put right, as a new request. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/paper.h"
#include "reception_inside.h"

#include <string.h>

void reception_back_note(struct screen *screen, const char *number, bool is_open)
{
    struct reception *r = screen->state;

    text_clear(&r->last_number);
    text_add(&r->last_number, number);
    text_clear(&r->last_form);
    receive_draft_write(reception_draft(r), &r->last_form);
    r->last_is_open = is_open;
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

static void take_text(struct text *to, const struct text *from)
{
    text_clear(to);
    text_add(to, from->at);
}

/* Who it is, and by whom and where they are reached; nothing of what it was about. */
static void bring_person(struct reception *r)
{
    struct receive_draft *draft = reception_draft(r), last;

    receive_draft_init(&last);
    receive_draft_read(&last, r->last_form.at);
    take_text(&draft->who, &last.who);
    take_text(&draft->resident, &last.resident);
    take_text(&draft->phone, &last.phone);
    take_text(&draft->by_name, &last.by_name);
    take_text(&draft->emergency, &last.emergency);
    draft->channel = last.channel;
    draft->has_who = true;
    draft->slot = SLOT_WHAT;
    receive_draft_release(&last);
}

enum next reception_back_again(struct screen *screen)
{
    struct reception *r = screen->state;

    if (!reception_back_can(r)) {
        app_say(screen->app, r->last_number.length
                                 ? _("finish or park (F8) what is typed here first")
                                 : _("nobody was here before"));
        return NEXT_STAY;
    }
    bring_person(r);
    reception_park_show(screen);
    screen->is_stale = true;
    return NEXT_STAY;
}

enum next reception_back_print(struct screen *screen)
{
    const struct reception *r = screen->state;

    if (!reception_back_can(r))
        return NEXT_IGNORED;
    return paper_print(screen, SLIP_RECEIPT, r->last_number.at);
}
