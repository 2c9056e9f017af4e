/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/reception.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/permit.h"
#include "shouwen/desk/reporting.h"
#include "shouwen/desk/sight.h"
#include "shouwen/tui/screens/sign_in.h"
#include "reception_inside.h"

#include <stdlib.h>

enum { LINE_CHARACTERS = 100, TODAY_MOST = 9 };

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct reception *r = screen->state;

    (void)argument;
    (void)error;
    r->items_on = CLOCK_NO_DAY;
    r->last_number = r->last_form = r->promised_to = (struct text)TEXT_EMPTY;
    for (int slot = 0; slot < RECEIVE_SLOTS; slot++)
        receive_draft_init(&r->drafts[slot]);
    for (int slot = 0; slot < 2; slot++)
        line_init(&r->lines[slot], LINE_CHARACTERS);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct reception *r = screen->state;

    reception_park_keep(screen);
    for (int slot = 0; slot < RECEIVE_SLOTS; slot++)
        receive_draft_release(&r->drafts[slot]);
    for (int slot = 0; slot < 2; slot++)
        line_release(&r->lines[slot]);
    text_release(&r->last_number);
    text_release(&r->last_form);
    text_release(&r->promised_to);
    free(r->owner);
    free(r->cursor_id);
    arena_release(&r->today_arena);
    arena_release(&r->items_arena);
    arena_release(&r->others_arena);
}

/* The resident chosen, or the one under the cursor while nobody is. */
static enum status load_resident(struct screen *screen, struct error *error)
{
    struct reception *r = screen->state;
    const struct receive_draft *draft = reception_draft(r);
    const struct reception_row *row = reception_rows_chosen(r);
    const char *id = draft->resident.at;

    r->has_resident = false;
    if (!*id && row && row->kind == ROW_RESIDENT)
        id = row->id;
    if (!*id)
        return STATUS_OK;
    return receive_resident_load(reception_desk(screen), id, &screen->arena, &r->resident,
                                 &r->has_resident, error);
}

static enum status load_service(struct screen *screen, struct error *error)
{
    struct reception *r = screen->state;
    const struct receive_draft *draft = reception_draft(r);
    const struct reception_row *row = reception_rows_chosen(r);
    const char *code = draft->service.at;

    r->has_service = false;
    if (!*code && row && (row->kind == ROW_SERVICE || row->kind == ROW_ITEM))
        code = row->id;
    if (!*code)
        return STATUS_OK;
    return receive_service_load(reception_desk(screen), code, &screen->arena, &r->service,
                                &r->department, &r->has_service, error);
}

bool reception_list_has(const char *list, size_t n)
{
    while (list && *list) {
        char *end;
        if (strtoul(list, &end, 10) == n)
            return true;
        list = *end ? end + 1 : end;
    }
    return false;
}

/* The lines of the checklist: all, or what an earlier visit left open. */
static void list_lines(struct screen *screen)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);

    r->shown_count = 0;
    if (!r->has_service)
        return;
    r->shown = arena_alloc(&screen->arena, r->service.material_count * sizeof(*r->shown));
    for (size_t i = 0; i < r->service.material_count; i++) {
        if (!r->has_matter || !reception_list_has(r->matter.have, i + 1))
            r->shown[r->shown_count++] = i;
        else if (i < RECEIVE_LINES_MOST)
            draft->have |= (uint64_t)1 << i;
    }
}

static enum status load_matter(struct screen *screen, struct error *error)
{
    struct reception *r = screen->state;
    enum status status = STATUS_OK;

    r->has_matter = false;
    if (!reception_draft(r)->number.length)
        return STATUS_OK;
    TRY(follow_case(reception_desk(screen), reception_draft(r)->number.at, &screen->arena,
                    &r->matter, error));
    r->has_matter = true;
done:
    return status;
}

/* Who is accountable, or will be once it is taken in. */
static enum status load_holder(struct screen *screen, struct error *error)
{
    struct reception *r = screen->state;
    struct desk *desk = reception_desk(screen);
    const char *id = "", *me = desk_person_id(desk);
    enum status status = STATUS_OK;
    struct error ignored;

    if (reception_draft(r)->stage == RECEIVE_TYPING)
        return STATUS_OK;
    if (r->has_matter)
        id = follow_answer(desk, &r->matter).id;
    else
        TRY(receive_record_holder(desk, reception_draft(r), &screen->arena, &id, error));
    r->is_mine = !me || text_same(id, me);
    /* who takes it in for another is not the first contact */
    r->may_assign =
        r->has_matter ? follow_is_possible(desk, &r->matter, ACT_ASSIGN, &ignored) : r->is_mine;
    r->holder = arena_copy(&screen->arena, desk_name(desk, id));
done:
    return status;
}

/* Open cases and people that this may be about already, while it is typed. */
static enum status load_doubles(struct screen *screen, struct error *error)
{
    struct reception *r = screen->state;
    const struct receive_draft *draft = reception_draft(r);
    struct desk *desk = reception_desk(screen);
    const struct search_context context = {
        .today = desk_today(desk), .node = desk_node(desk), .limit = 3};
    const struct search_intake intake = {
        .resident = draft->resident.at,
        .name = draft->has_who ? r->lines[SLOT_WHO].text.at : NULL,
        .door = r->has_resident ? record_text(&r->resident.record, RECORD_RESIDENTS_DOOR) : NULL,
        .service = draft->service.at,
        .subject = r->lines[SLOT_WHAT].text.at,
    };

    r->doubles = (struct search_hits){0};
    if (!draft->has_who || draft->number.length)
        return STATUS_OK;
    return sight_duplicates(desk, &intake, &context, &screen->arena, &r->doubles, error);
}

/* Only what has changed is read again: this runs at every key that is typed. */
static enum status load_today(struct screen *screen, struct error *error)
{
    struct reception *r = screen->state;
    struct desk *desk = reception_desk(screen);
    int64_t version = db_version(desk_reader(desk));
    enum status status;

    TRY(desk_refresh(desk, error));
    int32_t today = desk_today(desk);
    bool is_new_day = r->items_on != today;
    if (!r->has_today || r->version != version || is_new_day) {
        r->has_today = false;
        arena_reset(&r->today_arena);
        TRY(receive_today_load(desk, TODAY_MOST, &r->today_arena, &r->today, error));
        TRY(morning_load(desk, &r->today_arena, &r->morning, &r->morning_count, error));
        r->has_today = true;
        r->version = version;
    }
    if (is_new_day) {
        r->item_count = 0;
        arena_reset(&r->items_arena);
        TRY(receive_items_load(desk, TODAY_MOST, &r->items_arena, &r->items, &r->item_count,
                               error));
        r->items_on = today;
    }
done:
    return status;
}

static enum status load(struct screen *screen, struct error *error)
{
    struct reception *r = screen->state;
    struct desk *desk = reception_desk(screen);
    enum status status;

    TRY(load_today(screen, error));
    const struct person *person = desk_person(desk);
    r->may_take_in = permit_has(desk, DEED_INTAKE, NULL);
    r->may_enter = !person || !people_have_admin(desk_people(desk)) ||
                   deed_may_somewhere(desk_people(desk), person, DEED_RESIDENT);
    TRY(reception_park_load(screen, error));
    if (reception_draft(r)->stage == RECEIVE_TYPING)
        TRY(reception_rows_load(screen, error));
    else
        r->row_count = 0;
    TRY(load_resident(screen, error));
    TRY(load_service(screen, error));
    TRY(load_matter(screen, error));
    TRY(load_holder(screen, error));
    TRY(load_doubles(screen, error));
    list_lines(screen);
done:
    return status;
}

static enum next own_command(struct screen *screen, enum command command)
{
    switch ((int)command) {
    case COMMAND_PHONE:
        return reception_park_phone(screen);
    case COMMAND_PARK:
        return reception_park(screen);
    case COMMAND_FETCH:
        return reception_park_fetch(screen);
    case COMMAND_UNDO:
        return reception_back(screen);
    case COMMAND_AGAIN:
        return reception_back_again(screen);
    case COMMAND_PRINT:
        return reception_back_print(screen);
    case COMMAND_SIGN_IN:
        return screen_push(screen, &sign_in_screen, NULL);
    default:
        return NEXT_IGNORED;
    }
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct reception *r = screen->state;
    enum next next = NEXT_IGNORED;

    if (event->kind == EVENT_TICK) {
        reception_park_try(screen);
        screen->is_stale = screen->is_stale || r->hits.is_partial;
        return NEXT_STAY;
    }
    if (event->kind == EVENT_COMMAND)
        next = own_command(screen, event->command);
    if (next == NEXT_IGNORED)
        next = reception_draft(r)->stage == RECEIVE_TYPING ? reception_typing_handle(screen, event)
                                                           : reception_acting_handle(screen, event);
    /* the clock that keeps the draft stands still while another screen is on top */
    if (next != NEXT_STAY)
        reception_park_keep(screen);
    return next;
}

static bool in_text(const struct screen *screen)
{
    const struct reception *r = screen->state;

    return r->drafts[0].stage == RECEIVE_TYPING;
}

static bool is_blank(const struct screen *screen)
{
    const struct reception *r = screen->state;

    return line_is_empty(&r->lines[r->drafts[0].slot]);
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    struct reception *r = screen->state;
    const struct receive_draft *draft = reception_draft(r);
    bool is_typing = draft->stage == RECEIVE_TYPING;

    if (command_digit(command) >= 0)
        return is_typing ? NULL : reception_acting_label(r, command_digit(command));
    if (!r->may_take_in && is_typing &&
        (command == COMMAND_NEXT_FIELD || (command == COMMAND_SELECT && !reception_rows_open(r))))
        return NULL;
    if (command == COMMAND_SELECT && draft->stage == RECEIVE_CHECKING)
        return _("all here, or as ticked");
    if (command == COMMAND_SELECT && is_typing && draft->slot == SLOT_WHO &&
        line_is_empty(&r->lines[SLOT_WHO]) && !draft->has_who && !reception_rows_chosen(r))
        return _("no name");
    if (command == COMMAND_SELECT)
        return draft->stage == RECEIVE_ACTING ? NULL : usual;
    if (command == COMMAND_NEXT_FIELD && !is_typing)
        return NULL;
    if (command == COMMAND_UNDO || command == COMMAND_AGAIN)
        return reception_back_can(r) ? usual : NULL;
    if (command == COMMAND_PRINT)
        return reception_back_can(r) && r->last_is_open ? _("print the slip") : NULL;
    if (command == COMMAND_REPORT)
        return reporting_is_usual(screen_context(screen)) ? usual : NULL;
    if (command == COMMAND_PHONE)
        return _("phone (parks this)");
    if (command == COMMAND_BACK)
        return is_typing && receive_draft_is_empty(draft) ? NULL : _("back");
    return usual;
}

/* Whoever takes nothing in looks up what is there. */
static const char *titled(const struct screen *screen)
{
    const struct reception *r = screen->state;

    return r->may_take_in ? NULL : N_("Look up");
}

/* What a digit does with the request on screen. */
static void explain(const struct screen *screen, enum command command, struct text *out)
{
    const struct reception *r = screen->state;
    int digit = command_digit(command);

    if (digit >= 0 && r->drafts[0].stage != RECEIVE_TYPING)
        reception_acting_explain(r, digit, out);
}

static const enum command takes[] = {COMMAND_PHONE, COMMAND_FETCH, COMMAND_SIGN_IN, COMMAND_NONE};

const struct screen_kind reception_screen = {
    .name = "reception",
    .title = N_("Reception"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_RECEPTION | CONTEXT_DIGITS | CONTEXT_PRINT,
    .opens = COMMAND_RECEPTION,
    .takes = takes,
    .keep = reception_park_leave,
    .size = sizeof(struct reception),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = reception_draw,
    .handle = handle,
    .in_text = in_text,
    .is_blank = is_blank,
    .label = label,
    .explain = explain,
    .titled = titled,
};
