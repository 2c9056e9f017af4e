/* SPDX-License-Identifier: MIT */
/* Drafts: nothing that was typed is lost, neither to the next person nor to a crash. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/tui/menu.h"
#include "reception_inside.h"

#include <stdlib.h>
#include <string.h>

enum { KEEP_AFTER = 300 }; /* milliseconds from the first change to the disk */

/* From the lines on screen into the draft, and back. */
static void collect(struct reception *r)
{
    struct receive_draft *draft = reception_draft(r);
    struct text *texts[2] = {&draft->who, &draft->what};

    for (int slot = 0; slot < 2; slot++) {
        text_clear(texts[slot]);
        text_add(texts[slot], r->lines[slot].text.at);
        draft->cursors[slot] = r->lines[slot].cursor;
    }
}

static void spread(struct reception *r)
{
    const struct receive_draft *draft = reception_draft(r);

    line_set(&r->lines[SLOT_WHO], draft->who.at);
    line_set(&r->lines[SLOT_WHAT], draft->what.at);
    for (int slot = 0; slot < 2; slot++)
        if (draft->cursors[slot] < r->lines[slot].text.length)
            r->lines[slot].cursor = draft->cursors[slot];
    r->line = 0;
    reception_rows_reset(r);
}

static void save(struct screen *screen, int slot)
{
    struct reception *r = screen->state;
    struct error error;

    if (receive_draft_save(reception_desk(screen), slot, &r->drafts[slot], RECEIVE_SURELY,
                           &error) != STATUS_OK)
        app_complain(screen->app, &error);
}

void reception_park_touch(struct screen *screen)
{
    struct reception *r = screen->state;

    collect(r);
    if (r->has_unsaved)
        return;
    r->has_unsaved = true;
    screen_wake(screen, KEEP_AFTER);
}

void reception_park_keep(struct screen *screen)
{
    struct reception *r = screen->state;

    if (!r->has_unsaved)
        return;
    r->has_unsaved = false;
    collect(r);
    save(screen, 0);
}

void reception_park_try(struct screen *screen)
{
    struct reception *r = screen->state;
    struct error error;

    if (!r->has_unsaved)
        return;
    collect(r);
    enum status status =
        receive_draft_save(reception_desk(screen), 0, reception_draft(r), RECEIVE_SOON, &error);
    /* somebody else writes just now, an import say: nobody who types is kept waiting for that */
    if (status == STATUS_BUSY) {
        screen_wake(screen, KEEP_AFTER);
        return;
    }
    r->has_unsaved = false;
    if (status != STATUS_OK)
        app_complain(screen->app, &error);
}

enum status reception_park_load(struct screen *screen, struct error *error)
{
    struct reception *r = screen->state;
    const char *id = desk_person_id(reception_desk(screen));
    enum status status = STATUS_OK;

    if (r->owner && text_same(r->owner, id))
        return STATUS_OK;
    TRY(receive_draft_load(reception_desk(screen), r->drafts, error));
    free(r->owner);
    r->owner = memory_copy_text(id ? id : "");
    r->has_unsaved = false;
    if (!receive_draft_is_empty(reception_draft(r)))
        app_say(screen->app, _("what was not finished is here again"));
    spread(r);
done:
    return status;
}

size_t reception_park_order(const struct reception *r, int slots[RECEIVE_PARKED])
{
    size_t count = 0;

    for (int slot = 1; slot < RECEIVE_SLOTS; slot++) {
        const struct receive_draft *draft = &r->drafts[slot];
        size_t at = count;
        if (receive_draft_is_empty(draft))
            continue;
        for (; at > 0 && r->drafts[slots[at - 1]].parked_at > draft->parked_at; at--)
            slots[at] = slots[at - 1];
        slots[at] = slot;
        count++;
    }
    return count;
}

static int free_slot(const struct reception *r)
{
    for (int slot = 1; slot < RECEIVE_SLOTS; slot++)
        if (receive_draft_is_empty(&r->drafts[slot]))
            return slot;
    return 0;
}

static void swap(struct reception *r, int slot)
{
    struct receive_draft kept = r->drafts[slot];

    r->drafts[slot] = r->drafts[0];
    r->drafts[0] = kept;
}

/* Puts the draft on screen into a slot and what was there on screen. The parked one is written
 * first: should the program die between the two, it is there twice, under one request id. */
static void exchange(struct screen *screen, int slot)
{
    struct reception *r = screen->state;

    collect(r);
    swap(r, slot);
    if (!receive_draft_is_empty(&r->drafts[slot]))
        r->drafts[slot].parked_at = clock_now_at();
    r->drafts[0].parked_at = 0;
    r->has_unsaved = false;
    save(screen, slot);
    save(screen, 0);
    spread(r);
    screen->is_stale = true;
}

/* False, and said, if there is no room for what is on screen. */
static bool park_current(struct screen *screen)
{
    struct reception *r = screen->state;
    int slot = free_slot(r);

    collect(r);
    if (receive_draft_is_empty(reception_draft(r)))
        return true;
    if (!slot) {
        app_say(screen->app, _("nine are parked already; finish one of them first (F9)"));
        return false;
    }
    exchange(screen, slot);
    return true;
}

enum next reception_park(struct screen *screen)
{
    struct reception *r = screen->state;

    collect(r);
    if (receive_draft_is_empty(reception_draft(r)))
        app_say(screen->app, _("there is nothing to park"));
    else if (park_current(screen))
        app_say(screen->app, _("parked; F9 fetches it back"));
    return NEXT_STAY;
}

enum next reception_park_phone(struct screen *screen)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);

    collect(r);
    /* pressed again with nothing typed, it was no call after all */
    bool is_again = receive_draft_is_empty(draft) && text_same(draft->channel, "phone");
    if (!park_current(screen))
        return NEXT_STAY;
    receive_draft_clear(draft);
    draft->channel = is_again ? "walk-in" : "phone";
    spread(r);
    screen->is_stale = true;
    return NEXT_STAY;
}

void reception_park_next(struct screen *screen)
{
    struct reception *r = screen->state;

    r->items_on = CLOCK_NO_DAY;
    receive_draft_clear(reception_draft(r));
    spread(r);
    r->has_unsaved = false;
    save(screen, 0);
    app_mark_stale(screen->app);
}

static enum next fetch_answered(struct screen *screen, const struct answer *answer)
{
    long slot;

    if (answer->is_given && text_to_long(answer->text, 1, RECEIVE_PARKED, &slot))
        exchange(screen, (int)slot);
    return NEXT_STAY;
}

void reception_park_say(const struct receive_draft *draft, struct text *out)
{
    text_addf(out, "%s %s %s",
              draft->is_linked ? _("on the link") : word_label(word_channels, draft->channel),
              draft->who.length ? draft->who.at : _("no name"), draft->what.at);
}

void reception_park_say_waiting(const struct receive_draft *draft, struct text *out)
{
    int64_t minutes = (clock_now_at() - draft->parked_at) / CLOCK_MINUTE;

    if (minutes < 60)
        text_addf(out, _("waiting %d min"), (int)minutes);
    else
        text_addf(out, _("waiting %d h %d min"), (int)(minutes / 60), (int)(minutes % 60));
}

enum next reception_park_fetch(struct screen *screen)
{
    struct reception *r = screen->state;
    struct choice choices[RECEIVE_PARKED];
    int slots[RECEIVE_PARKED];
    struct arena arena = {0};
    size_t count = reception_park_order(r, slots);

    for (size_t i = 0; i < count; i++) {
        struct text label = TEXT_EMPTY, note = TEXT_EMPTY;
        reception_park_say(&r->drafts[slots[i]], &label);
        reception_park_say_waiting(&r->drafts[slots[i]], &note);
        choices[i] = (struct choice){.word = arena_format(&arena, "%d", slots[i]),
                                     .label = arena_copy(&arena, label.at),
                                     .note = arena_copy(&arena, note.at)};
        text_release(&label);
        text_release(&note);
    }
    enum next next = NEXT_STAY;
    if (!count)
        app_say(screen->app, _("nothing is parked"));
    else if (count == 1)
        exchange(screen, slots[0]);
    else
        next = menu_ask(screen, _("fetch which one?"), choices, count, fetch_answered);
    arena_release(&arena);
    return next;
}
