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

static void save(struct screen *screen)
{
    struct error error;

    if (receive_draft_save(reception_desk(screen), reception_draft(screen->state), RECEIVE_SURELY,
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

void reception_park_show(struct screen *screen)
{
    spread(screen->state);
    reception_park_touch(screen);
}

void reception_park_keep(struct screen *screen)
{
    struct reception *r = screen->state;

    if (!r->has_unsaved)
        return;
    r->has_unsaved = false;
    collect(r);
    save(screen);
}

void reception_park_leave(struct screen *screen)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);

    if (!r->owner)
        return;
    collect(r);
    r->has_unsaved = false;
    draft->is_left = true;
    save(screen);
    draft->is_left = false;
}

void reception_park_try(struct screen *screen)
{
    struct reception *r = screen->state;
    struct error error;

    if (!r->has_unsaved)
        return;
    collect(r);
    enum status status =
        receive_draft_save(reception_desk(screen), reception_draft(r), RECEIVE_SOON, &error);
    /* somebody else writes just now, an import say: nobody who types is kept waiting for that */
    if (status == STATUS_BUSY) {
        screen_wake(screen, KEEP_AFTER);
        return;
    }
    r->has_unsaved = false;
    if (status != STATUS_OK)
        app_complain(screen->app, &error);
}

/* What colleagues parked here: who waits would be forgotten with them. */
static enum status load_others(struct screen *screen, struct error *error)
{
    struct reception *r = screen->state;

    arena_reset(&r->others_arena);
    return receive_parked_load(reception_desk(screen), NULL, &r->others_arena, &r->others,
                               &r->other_count, error);
}

/* To whoever comes to the desk. */
static void say_others(struct screen *screen)
{
    const struct reception *r = screen->state;
    const char *name = desk_name(reception_desk(screen), r->others[0].owner);

    if (r->other_count == 1)
        app_say(screen->app, _("%s parked: %s; only %s fetches it back"), name, r->others[0].words,
                name);
    else
        app_say(screen->app, _("%zu intakes of colleagues are parked; they fetch them back"),
                r->other_count);
}

enum status reception_park_load(struct screen *screen, struct error *error)
{
    struct reception *r = screen->state;
    const char *id = desk_person_id(reception_desk(screen));
    int64_t version = db_version(desk_reader(reception_desk(screen)));
    enum status status = STATUS_OK;

    if (r->owner && text_same(r->owner, id ? id : "")) {
        /* another terminal may have parked or fetched */
        if (r->parked_version != version) {
            TRY(receive_draft_load(reception_desk(screen), r->drafts, RECEIVE_ONLY_PARKED, error));
            TRY(load_others(screen, error));
        }
        r->parked_version = version;
        goto done;
    }
    TRY(load_others(screen, error));
    TRY(receive_draft_load(reception_desk(screen), r->drafts, RECEIVE_ALL, error));
    free(r->owner);
    r->owner = memory_copy_text(id ? id : "");
    r->parked_version = version;
    text_clear(&r->last_number);
    r->has_unsaved = false;
    spread(r);
    if (r->other_count)
        say_others(screen);
    if (!receive_draft_is_empty(reception_draft(r))) {
        app_say(screen->app, _("what was not finished is here again"));
        reception_park_touch(screen); /* on this screen now */
    }
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

/* Parks what is on screen, and fetches what is in a slot; 0: none. False, and said, if that could
 * not be. */
static bool exchange(struct screen *screen, int slot)
{
    struct reception *r = screen->state;
    struct error error;

    collect(r);
    bool is_done =
        receive_draft_exchange(reception_desk(screen), r->drafts, slot, &error) == STATUS_OK;
    if (!is_done)
        app_complain(screen->app, &error);
    r->has_unsaved = false;
    spread(r);
    screen->is_stale = true;
    return is_done;
}

enum next reception_park(struct screen *screen)
{
    struct reception *r = screen->state;

    collect(r);
    if (receive_draft_is_empty(reception_draft(r)))
        app_say(screen->app, _("there is nothing to park"));
    else if (exchange(screen, 0))
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
    if (!exchange(screen, 0))
        return NEXT_STAY;
    draft->channel = is_again ? "walk-in" : "phone";
    spread(r);
    screen->is_stale = true;
    return NEXT_STAY;
}

void reception_park_next(struct screen *screen)
{
    struct reception *r = screen->state;
    struct error error;

    r->items_on = CLOCK_NO_DAY;
    if (receive_draft_finish(reception_desk(screen), reception_draft(r), &error) != STATUS_OK)
        app_complain(screen->app, &error);
    spread(r);
    r->has_unsaved = false;
    app_mark_stale(screen->app);
}

static enum next fetch_answered(struct screen *screen, const struct answer *answer)
{
    long slot;

    if (answer->is_given && text_to_long(answer->text, 1, RECEIVE_PARKED, &slot))
        exchange(screen, (int)slot);
    return NEXT_STAY;
}

void reception_park_say_waiting(int64_t parked_at, struct text *out)
{
    int64_t minutes = (clock_now_at() - parked_at) / CLOCK_MINUTE;

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
        receive_draft_say(&r->drafts[slots[i]], &label);
        reception_park_say_waiting(r->drafts[slots[i]].parked_at, &note);
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
