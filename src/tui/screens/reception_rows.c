/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/sight.h"
#include "reception_inside.h"

#include <stdlib.h>
#include <string.h>

enum { HITS = 9, ITEMS = 9 /* those picked by one digit */ };

static void add_row(struct screen *screen, struct reception_row row)
{
    struct reception *r = screen->state;

    r->rows = arena_grow(&screen->arena, r->rows, r->row_count, &r->row_room, sizeof(*r->rows));
    r->rows[r->row_count++] = row;
}

static void add_group(struct screen *screen, enum search_group group, bool with_residents)
{
    struct reception *r = screen->state;
    const struct search_hits *hits = &r->hits;

    for (size_t i = 0; group == SEARCH_RESIDENTS && with_residents && i < hits->resident_count; i++)
        add_row(screen, (struct reception_row){ROW_RESIDENT,
                                               hits->residents[i].id,
                                               {.resident = &hits->residents[i]}});
    for (size_t i = 0; group == SEARCH_SERVICES && i < hits->service_count; i++)
        add_row(screen, (struct reception_row){
                            ROW_SERVICE, hits->services[i].code, {.service = &hits->services[i]}});
    for (size_t i = 0; group == SEARCH_CASES && i < hits->case_count; i++)
        add_row(screen, (struct reception_row){
                            ROW_CASE, hits->cases[i].number, {.found = &hits->cases[i]}});
}

static bool key_waits(void *context)
{
    const struct screen *screen = context;

    return app_key_is_waiting(screen->app);
}

static enum status find(struct screen *screen, const char *typed, struct error *error)
{
    struct reception *r = screen->state;
    struct desk *desk = reception_desk(screen);
    const struct search_context context = {
        .today = desk_today(desk),
        .node = desk_node(desk),
        .limit = HITS,
        .deadline_ms = r->search_ms,
        .stop = r->search_ms ? NULL : key_waits,
        .stop_context = screen,
    };
    enum status status = sight_search(desk, typed, &context, &screen->arena, &r->hits, error);

    /* cut short with nobody typing on: look again, longer, and add what comes */
    if (status == STATUS_OK && r->hits.is_partial && !r->search_ms &&
        !app_key_is_waiting(screen->app)) {
        r->search_ms = RECEPTION_SECOND_LOOK;
        screen_wake(screen, 0);
    }
    return status;
}

static void offer_items(struct screen *screen)
{
    struct reception *r = screen->state;

    for (size_t i = 0; i < r->item_count && i < ITEMS; i++)
        add_row(screen, (struct reception_row){ROW_ITEM, r->items[i].code, {.item = &r->items[i]}});
}

static void offer_promises(struct screen *screen)
{
    struct reception *r = screen->state;

    for (size_t i = 0; i < r->today.promise_count; i++)
        add_row(screen, (struct reception_row){.kind = ROW_PROMISE,
                                               .id = r->today.promises[i].number,
                                               .promise = &r->today.promises[i]});
}

/* Behind the promises: Down goes to these first, Up to the day's view. */
static void offer_morning(struct screen *screen)
{
    struct reception *r = screen->state;

    for (size_t i = 0; i < r->morning_count; i++)
        if (r->morning[i].way != MORNING_NOWHERE)
            add_row(screen, (struct reception_row){.kind = ROW_MORNING,
                                                   .id = r->morning[i].id,
                                                   .morning = &r->morning[i]});
}

/* Text that can be somebody's name: no digits. */
static bool may_be_name(const char *typed)
{
    return !strpbrk(typed, "0123456789");
}

/* A number that names one case is nobody's name. */
static bool has_code(const struct reception *r)
{
    return r->hits.case_count && r->hits.cases[0].why <= SEARCH_WHY_REF;
}

static bool is_known(const struct reception *r, const char *id)
{
    for (size_t i = 0; i < r->row_count; i++)
        if (text_same(r->rows[i].id, id))
            return true;
    return false;
}

static void remember_cursor(struct reception *r)
{
    free(r->cursor_id);
    r->cursor_id = r->row_count ? memory_copy_text(r->rows[r->cursor].id) : NULL;
}

/* What stood under the cursor stays there, whatever is found later; but only what somebody has seen
 * there. */
static void keep_cursor(struct reception *r)
{
    size_t at = 0;
    bool is_seen = r->is_drawn || r->has_moved;

    if (!is_seen || !r->cursor_id || !is_known(r, r->cursor_id)) {
        r->has_moved = false;
        r->cursor = 0;
        remember_cursor(r);
        return;
    }
    while (!text_same(r->rows[at].id, r->cursor_id))
        at++;
    if (r->cursor >= r->row_count)
        r->cursor = at;
    struct reception_row kept = r->rows[at];
    if (at < r->cursor)
        memmove(&r->rows[at], &r->rows[at + 1], (r->cursor - at) * sizeof(kept));
    else
        memmove(&r->rows[r->cursor + 1], &r->rows[r->cursor], (at - r->cursor) * sizeof(kept));
    r->rows[r->cursor] = kept;
}

static void offer_people(struct screen *screen)
{
    struct reception *r = screen->state;

    for (int group = 0; group < SEARCH_GROUPS; group++)
        add_group(screen, r->hits.order[group], true);
    if (has_code(r) || !r->may_take_in)
        return;
    if (r->may_enter)
        add_row(screen, (struct reception_row){ROW_NEW, "new", {NULL}});
    if (may_be_name(r->lines[SLOT_WHO].text.at))
        add_row(screen, (struct reception_row){ROW_NAME, "name", {NULL}});
}

/* The words of an item are only a part of what was typed. */
static bool is_said_within(const struct reception *r)
{
    const char *typed = r->lines[SLOT_WHAT].text.at;
    const struct search_service *first = r->hits.services;

    return r->hits.service_count && first->why == SEARCH_WHY_NAME_INSIDE &&
           ((*first->alias && strstr(typed, first->alias)) || strstr(typed, first->name)) &&
           !text_same(typed, first->alias) && !text_same(typed, first->name);
}

/* A new request comes before the cases that are about the same; a whole sentence before an item
 * that only one of its words names. */
static void offer_matters(struct screen *screen)
{
    bool is_sentence = is_said_within(screen->state);

    if (!is_sentence)
        add_group(screen, SEARCH_SERVICES, false);
    add_row(screen, (struct reception_row){ROW_TEXT, "text", {NULL}});
    if (is_sentence)
        add_group(screen, SEARCH_SERVICES, false);
    add_group(screen, SEARCH_CASES, false);
}

enum status reception_rows_load(struct screen *screen, struct error *error)
{
    struct reception *r = screen->state;
    const struct receive_draft *draft = reception_draft(r);
    const struct line *line = &r->lines[draft->slot];
    bool is_who = draft->slot == SLOT_WHO;
    bool is_settled = is_who ? draft->has_who : draft->service.length > 0;
    enum status status = STATUS_OK;

    r->rows = NULL;
    r->row_count = r->row_room = 0;
    r->hits = (struct search_hits){0};
    if (line_is_empty(line) && !is_who)
        offer_items(screen);
    else if (line_is_empty(line) && !is_settled) {
        offer_promises(screen);
        offer_morning(screen);
    }
    if (!line_is_empty(line) && !is_settled) {
        TRY(find(screen, line->text.at, error));
        if (is_who)
            offer_people(screen);
        else
            offer_matters(screen);
    }
    keep_cursor(r);
done:
    return status;
}

bool reception_rows_share_name(const struct reception *r)
{
    const struct search_hits *hits = &r->hits;

    return hits->resident_count > 1 && hits->residents[0].why <= SEARCH_WHY_PINYIN &&
           text_same(hits->residents[0].name, hits->residents[1].name);
}

const struct reception_row *reception_rows_chosen(const struct reception *r)
{
    if (r->cursor >= r->row_count)
        return NULL;
    if (r->has_moved)
        return &r->rows[r->cursor];
    if (r->rows[0].kind == ROW_ITEM || r->rows[0].kind == ROW_PROMISE ||
        r->rows[0].kind == ROW_MORNING)
        return NULL;
    return r->rows[0].kind == ROW_RESIDENT && reception_rows_share_name(r) ? NULL : &r->rows[0];
}

const struct reception_row *reception_rows_open(const struct reception *r)
{
    const struct reception_row *row = reception_rows_chosen(r);
    bool leads =
        row && (row->kind == ROW_CASE || row->kind == ROW_PROMISE || row->kind == ROW_MORNING);

    return leads ? row : NULL;
}

/* Where Up begins: the first line of the day's view, else the last row. */
static size_t first_above(const struct reception *r)
{
    for (size_t i = 0; i < r->row_count; i++)
        if (r->rows[i].kind == ROW_MORNING)
            return i;
    return r->row_count - 1;
}

void reception_rows_move(struct reception *r, int step)
{
    if (!r->row_count)
        return;
    if (!reception_rows_chosen(r))
        r->cursor = step > 0 ? 0 : first_above(r);
    else if (step > 0)
        r->cursor = r->cursor + 1 < r->row_count ? r->cursor + 1 : 0;
    else
        r->cursor = r->cursor ? r->cursor - 1 : r->row_count - 1;
    r->has_moved = true;
    remember_cursor(r);
}

void reception_rows_reset(struct reception *r)
{
    r->cursor = 0;
    r->has_moved = r->is_drawn = false;
    r->search_ms = 0;
    r->top = 0;
    free(r->cursor_id);
    r->cursor_id = NULL;
}
