/* SPDX-License-Identifier: MIT */
/* Typing: two slots with one search, and what Enter makes of them. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/tui/screens/case.h"
#include "shouwen/tui/screens/entry.h"
#include "shouwen/tui/screens/moved.h"
#include "shouwen/tui/screens/newcomer.h"
#include "shouwen/tui/screens/queue.h"
#include "shouwen/tui/screens/sheet.h"
#include "shouwen/tui/screens/visits.h"
#include "reception_inside.h"

#include <string.h>

static struct line *line_here(struct reception *r)
{
    return &r->lines[reception_draft(r)->slot];
}

static void set_text(struct text *text, const char *value)
{
    text_clear(text);
    text_add(text, value);
}

/* What was chosen no longer holds once its text is changed. */
static void unsettle(struct receive_draft *draft)
{
    if (draft->slot == SLOT_WHO) {
        text_clear(&draft->resident);
        text_clear(&draft->by_name);
        text_clear(&draft->phone);
        draft->has_who = false;
    } else {
        text_clear(&draft->service);
        draft->via = "";
    }
    text_clear(&draft->number);
    draft->has_checked = false;
    draft->have = 0;
}

static void changed(struct screen *screen)
{
    struct reception *r = screen->state;

    unsettle(reception_draft(r));
    reception_rows_reset(r);
    reception_park_touch(screen);
    screen->is_stale = true;
}

static void go_to(struct screen *screen, int slot)
{
    struct reception *r = screen->state;

    reception_draft(r)->slot = slot;
    reception_rows_reset(r);
    reception_park_touch(screen);
    screen->is_stale = true;
}

/* On to the next thing that is not settled. */
static void advance(struct screen *screen)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);

    if (!draft->has_who)
        go_to(screen, SLOT_WHO);
    else if (draft->service.length)
        reception_acting_begin(screen);
    else
        go_to(screen, SLOT_WHAT);
}

static void settle_who(struct screen *screen, const char *id, const char *name)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);

    set_text(&draft->resident, id);
    line_set(&r->lines[SLOT_WHO], name);
    draft->has_who = true;
    screen->is_stale = true;
    reception_park_touch(screen);
}

static enum status load_service(struct screen *screen, const char *code, struct error *error)
{
    struct reception *r = screen->state;

    return receive_service_load(reception_desk(screen), code, &screen->arena, &r->service,
                                &r->department, &r->has_service, error);
}

/* True of what was said and not only typed to find the item: letters alone are its initials, and a
 * part of its name says no more than that. */
static bool are_words(const char *typed, const char *name)
{
    bool has_script = false;

    for (const char *at = typed; *at; at++)
        has_script = has_script || (unsigned char)*at >= 0x80;
    return (has_script || strchr(typed, ' ')) && !strstr(name, typed);
}

/* The subject where an item was chosen: the words that were said, one character of them behind
 * its name. */
static void say_subject(const char *typed, const char *name, struct text *out)
{
    if (!are_words(typed, name))
        text_add(out, name);
    else if (utf8_count(typed) == 1)
        text_addf(out, "%s %s", name, typed);
    else
        text_add(out, typed);
}

/* An item chosen while looking for a person leaves that slot empty for them. What the resident said
 * stays beside the item: it tells which lamp. */
static enum next settle_service(struct screen *screen, const char *code)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);
    struct text typed = TEXT_EMPTY, subject = TEXT_EMPTY;
    struct error error;

    if (load_service(screen, code, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    line_value(line_here(r), &typed);
    if (draft->slot == SLOT_WHO)
        line_set(&r->lines[SLOT_WHO], "");
    set_text(&draft->service, code);
    say_subject(typed.at, r->service.name, &subject);
    line_set(&r->lines[SLOT_WHAT], subject.at);
    text_release(&subject);
    text_release(&typed);
    reception_park_touch(screen);
    advance(screen);
    return NEXT_STAY;
}

/* True if a line of the checklist is still missing that everybody must bring. */
static bool misses_lines(const struct reception *r, const struct matter *matter)
{
    if (!matter->is_open || !*matter->service || !r->has_service)
        return false;
    for (size_t i = 0; i < r->service.material_count; i++)
        if (!*r->service.materials[i].condition && !reception_list_has(matter->have, i + 1))
            return true;
    return false;
}

/* Nothing but a text to find something by. */
static bool is_only_typed(const struct reception *r)
{
    const struct receive_draft *draft = &r->drafts[0];

    return draft->slot == SLOT_WHO && !draft->has_who && line_is_empty(&r->lines[SLOT_WHAT]) &&
           !draft->service.length;
}

/* A case that is there: what is still missing of it, or all of it. */
static enum next settle_case(struct screen *screen, const char *asked, bool by_code)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);
    const char *number = arena_copy(&screen->arena, asked); /* the row goes with its draft */
    struct matter matter;
    struct error error;

    if (follow_case(reception_desk(screen), number, &screen->arena, &matter, &error) != STATUS_OK ||
        (*matter.service && load_service(screen, matter.service, &error) != STATUS_OK)) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    if (!misses_lines(r, &matter) || !r->may_take_in) {
        if (by_code && is_only_typed(r))
            reception_park_next(screen);
        reception_park_keep(screen);
        return screen_push(screen, &case_screen, number);
    }
    settle_who(screen, matter.resident, matter.name);
    set_text(&draft->number, matter.number);
    set_text(&draft->service, matter.service);
    line_set(&r->lines[SLOT_WHAT], matter.subject);
    draft->has_checked = false;
    draft->have = 0;
    reception_acting_begin(screen);
    return NEXT_STAY;
}

enum next reception_typing_joined(struct screen *screen, const struct answer *answer)
{
    const struct newcomer *newcomer = answer->data;

    if (!answer->is_given)
        return NEXT_STAY;
    settle_who(screen, newcomer->id, newcomer->name);
    advance(screen);
    return NEXT_STAY;
}

/* The page on which it is settled what holds of them. */
static enum next show_resident(struct screen *screen, const char *id)
{
    struct record *record = arena_alloc(&screen->arena, sizeof(*record));
    struct error error;

    if (catalog_get(reception_desk(screen), RECORD_RESIDENTS, id, &screen->arena, record, &error) !=
        STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    return screen_push(screen, &entry_screen, record);
}

static enum next take_row(struct screen *screen, const struct reception_row *row)
{
    struct reception *r = screen->state;
    struct text typed = TEXT_EMPTY;
    enum next next = NEXT_STAY;

    line_value(line_here(r), &typed);
    switch (row->kind) {
    case ROW_RESIDENT:
        settle_who(screen, row->resident->id, row->resident->name);
        advance(screen);
        break;
    case ROW_NEW:
        next = screen_ask(screen, &newcomer_screen, typed.at, reception_typing_joined);
        break;
    case ROW_NAME:
        settle_who(screen, "", typed.at);
        advance(screen);
        break;
    case ROW_SERVICE:
    case ROW_ITEM:
        next = settle_service(screen, row->id);
        break;
    case ROW_CASE:
        next = settle_case(screen, row->id, row->found->why == SEARCH_WHY_CODE);
        break;
    case ROW_PROMISE:
        next = settle_case(screen, row->id, false);
        break;
    case ROW_MORNING:
        if (row->morning->way == MORNING_RESIDENT) {
            next = show_resident(screen, row->id);
            break;
        }
        next = row->morning->way == MORNING_VISITS  ? screen_push(screen, &visits_screen, NULL)
               : row->morning->way == MORNING_CASE  ? screen_push(screen, &case_screen, row->id)
               : row->morning->way == MORNING_SHEET ? screen_push(screen, &sheet_screen, NULL)
               : row->morning->way == MORNING_MOVED ? screen_push(screen, &moved_screen, NULL)
                                                    : screen_push(screen, &queue_screen, row->id);
        break;
    case ROW_TEXT:
        line_set(line_here(r), typed.at);
        if (reception_draft(r)->has_who)
            reception_acting_begin(screen);
        else
            go_to(screen, SLOT_WHO);
        break;
    case ROW_KINDS:
        break;
    }
    text_release(&typed);
    return next;
}

/* A whole query code or number that is found nowhere may be that of a case which is not theirs to
 * see. */
static bool names_unseen_case(struct screen *screen, struct error *error)
{
    struct reception *r = screen->state;
    struct text typed = TEXT_EMPTY;
    struct matter matter;
    char code[IDENT_CODE];
    bool names = false;

    line_value(line_here(r), &typed);
    bool is_code = ident_code_read(typed.at, code);
    if (is_code || ident_query_code(typed.at))
        names = follow_case(reception_desk(screen), is_code ? code : typed.at, &screen->arena,
                            &matter, error) == STATUS_DENIED;
    text_release(&typed);
    return names;
}

/* Whoever takes nothing in opens what is there already, and sees the rest at the right. */
static enum next look_up(struct screen *screen)
{
    struct reception *r = screen->state;
    const struct reception_row *row = reception_rows_open(r);

    if (row)
        return take_row(screen, row);
    if (reception_rows_chosen(r))
        app_say(screen->app, _("what is known stands at the right; requests are taken in at a "
                               "service station"));
    else if (line_is_empty(line_here(r)))
        app_say(screen->app, _("type a query code, or what it is about"));
    else
        app_say(screen->app, _("nothing found; type less of it, or another word"));
    return NEXT_STAY;
}

static enum next choose(struct screen *screen)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);
    const struct reception_row *row = reception_rows_chosen(r);
    bool is_who = draft->slot == SLOT_WHO;
    struct error error;

    if (!reception_rows_open(r) && names_unseen_case(screen, &error)) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    if (!r->may_take_in)
        return look_up(screen);
    if (is_who && draft->has_who) {
        advance(screen);
    } else if (!is_who && draft->service.length) {
        advance(screen);
    } else if (is_who && line_is_empty(line_here(r)) && !row) {
        draft->has_who = true;
        advance(screen);
    } else if (row) {
        return take_row(screen, row);
    } else if (r->row_count && !line_is_empty(line_here(r))) {
        app_say(screen->app, _("several people have this name: choose with Up and Down"));
    } else if (is_who) {
        app_say(screen->app, _("nobody found; type a name, or leave it empty for no name"));
    } else {
        app_say(screen->app, _("say in a few words what it is about, or press 1 to 9"));
    }
    return NEXT_STAY;
}

/* Esc gives up the least that can be given up. */
static enum next step_back(struct screen *screen)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);

    if (draft->slot == SLOT_WHAT) {
        go_to(screen, SLOT_WHO);
        return NEXT_STAY;
    }
    if (line_is_empty(line_here(r)) && receive_draft_is_empty(draft))
        return NEXT_IGNORED;
    if (line_is_empty(line_here(r)) && !draft->has_who) {
        reception_park_next(screen);
        return NEXT_STAY;
    }
    line_set(line_here(r), "");
    changed(screen);
    return NEXT_STAY;
}

/* What was cut short because somebody typed on is looked up to its end before it is chosen from. */
static bool complete_rows(struct screen *screen)
{
    struct reception *r = screen->state;
    struct error error;

    if (!r->hits.is_partial)
        return true;
    r->search_ms = RECEPTION_SECOND_LOOK;
    if (reception_rows_load(screen, &error) == STATUS_OK)
        return true;
    app_complain(screen->app, &error);
    return false;
}

static enum next command(struct screen *screen, enum command command)
{
    struct reception *r = screen->state;

    if (!complete_rows(screen))
        return NEXT_STAY;
    switch ((int)command) {
    case COMMAND_SELECT:
        return choose(screen);
    case COMMAND_NEXT_FIELD:
    case COMMAND_PREVIOUS_FIELD:
        if (r->may_take_in)
            go_to(screen, !reception_draft(r)->slot);
        return NEXT_STAY;
    case COMMAND_UP:
    case COMMAND_DOWN:
        reception_rows_move(r, command == COMMAND_DOWN ? 1 : -1);
        screen->is_stale = true; /* the panel shows who is under the cursor */
        return NEXT_STAY;
    case COMMAND_BACK:
        return step_back(screen);
    default:
        return NEXT_IGNORED;
    }
}

/* In the empty second slot a digit picks one of the items used most. */
static const struct receive_item *item_of_digit(const struct reception *r,
                                                const struct event *event)
{
    size_t at = event->length == 1 ? (size_t)(event->text[0] - '1') : r->item_count;

    return r->drafts[0].slot == SLOT_WHAT && at < r->item_count ? &r->items[at] : NULL;
}

enum next reception_typing_handle(struct screen *screen, const struct event *event)
{
    struct reception *r = screen->state;
    const struct line *line = line_here(r);
    size_t length = line->text.length;

    if (event->kind == EVENT_COMMAND)
        return command(screen, event->command);
    if (event->kind == EVENT_TEXT && line_is_empty(line)) {
        const struct receive_item *item = item_of_digit(r, event);
        if (item)
            return settle_service(screen, item->code);
    }
    if (event->kind == EVENT_TEXT || event->kind == EVENT_PASTE) {
        if (!line_insert(line_here(r), event->text, event->length))
            app_say(screen->app, _("%zu characters fit here; what is beyond was left out"),
                    line->limit);
        changed(screen);
        return NEXT_STAY;
    }
    if (event->kind != EVENT_KEY || !line_key(line_here(r), event->key))
        return NEXT_IGNORED;
    if (line->text.length != length)
        changed(screen);
    else
        reception_park_touch(screen);
    return NEXT_STAY;
}
