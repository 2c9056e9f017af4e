/* SPDX-License-Identifier: MIT */
/* The hits below the intake line: each says why it is there, and each keeps its height, so that
 * nothing jumps while the cursor moves. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/lists.h"
#include "shouwen/domain/limit.h"
#include "shouwen/domain/mask.h"
#include "reception_inside.h"

enum { LINES_MOST = 120, WIDE = 50 };

/* One line of the list: of a row, or a group's heading. */
struct drawn_line {
    size_t row;
    int part; /* -1: the heading above the row */
};

static int height_of(const struct reception_row *row)
{
    return row->kind == ROW_SERVICE || row->kind == ROW_CASE ? 2 : 1;
}

/* Rows of one group stand below one heading. */
static enum reception_row_kind group_of(const struct reception_row *row)
{
    return row->kind >= ROW_NEW ? ROW_NEW : row->kind;
}

static size_t lay_out(const struct reception *r, struct drawn_line lines[LINES_MOST])
{
    size_t count = 0;

    for (size_t row = 0; row < r->row_count; row++) {
        if (r->rows[row].kind == ROW_PROMISE || r->rows[row].kind == ROW_MORNING)
            break;
        int height = height_of(&r->rows[row]);
        bool is_first = !row || group_of(&r->rows[row]) != group_of(&r->rows[row - 1]);
        if (count + (size_t)height + 1 > LINES_MOST)
            break;
        if (is_first)
            lines[count++] = (struct drawn_line){row, -1};
        for (int part = 0; part < height; part++)
            lines[count++] = (struct drawn_line){row, part};
    }
    return count;
}

static size_t count_of(const struct reception *r, enum reception_row_kind kind)
{
    size_t count = 0;

    for (size_t row = 0; row < r->row_count; row++)
        count += r->rows[row].kind == kind;
    return count;
}

static void draw_heading(const struct reception *r, const struct reception_row *row,
                         struct pane pane, int at)
{
    size_t count = count_of(r, row->kind);

    switch (row->kind) {
    case ROW_RESIDENT:
        pane_putf(pane, at, 1, STYLE_TITLE, _("residents %zu"), count);
        break;
    case ROW_SERVICE:
        pane_putf(pane, at, 1, STYLE_TITLE, _("service items %zu"), count);
        break;
    case ROW_CASE:
        pane_putf(pane, at, 1, STYLE_TITLE, _("cases %zu"), count);
        break;
    case ROW_ITEM:
        pane_put(pane, at, 1, -1, STYLE_TITLE, _("asked for often (press the digit)"));
        break;
    case ROW_NEW:
    case ROW_NAME:
        pane_put(pane, at, 1, -1, STYLE_TITLE, _("not on the list"));
        break;
    case ROW_TEXT:
        pane_put(pane, at, 1, -1, STYLE_TITLE,
                 r->hits.service_count ? _("as it was said") : _("not on the list"));
        break;
    case ROW_PROMISE:
    case ROW_MORNING:
    case ROW_KINDS:
        break;
    }
}

/* Puts left at the left and right at the right end of a row's line. */
static void put_pair(struct pane pane, int at, enum style style, const char *left,
                     const char *right)
{
    int columns = utf8_columns(right);
    int room = pane.columns - 5 - columns;

    pane_fill(pane, at, 3, room, style, left);
    pane_put(pane, at, 3 + room + 1, -1, STYLE_DIM, right);
}

static void draw_resident(const struct search_resident *resident, struct pane pane, int at,
                          int32_t today)
{
    struct text line = TEXT_EMPTY;
    int age = receive_age(resident->birth_on, today);

    text_addf(&line, "%s %s", resident->name, resident->sex);
    if (age >= 0)
        text_addf(&line, _(" %d y"), age);
    reception_draw_door(&line, resident->door);
    if (pane.columns >= WIDE && *resident->phone) {
        text_add_char(&line, ' ');
        mask_tail(&line, resident->phone);
    }
    if (resident->is_promised_today)
        text_addf(&line, " %s", _("promised today"));
    else if (resident->has_open_case)
        text_addf(&line, " %s", _("open case"));
    put_pair(pane, at, resident->former ? STYLE_DIM : STYLE_NORMAL, line.at,
             resident->former ? resident->former : _(search_why_rows[resident->why].label));
    text_release(&line);
}

/* "video link 1-6 09:00-17:00 materials 2 free on the spot" */
static void say_service(const struct search_service *service, struct text *out)
{
    struct limit_pair limit;

    text_addf(out, "%s", reception_draw_place(service->place));
    if (service->material_count)
        text_addf(out, _("  materials %d"), service->material_count);
    if (*service->cost)
        text_addf(out, "  %s", service->cost);
    if (limit_pair_parse(service->limit, &limit) && limit.promised.unit != LIMIT_NONE) {
        text_add(out, "  ");
        limit_say(out, limit.promised);
    }
}

static void draw_service(const struct search_service *service, struct pane pane, int at, int part)
{
    struct text line = TEXT_EMPTY;
    bool is_none = text_same(service->place, "none");

    if (part == 0) {
        text_add(&line, service->name);
        if (*service->alias)
            text_addf(&line, "(%s)", service->alias);
        put_pair(pane, at, STYLE_NORMAL, line.at,
                 service->why == SEARCH_WHY_NAME || *service->alias
                     ? ""
                     : _(search_why_rows[service->why].label));
    } else {
        if (is_none)
            text_add(&line, _("not issued by the committee"));
        else
            say_service(service, &line);
        pane_fill(pane, at, 5, pane.columns - 6, is_none ? STYLE_HOT : STYLE_DIM, line.at);
    }
    text_release(&line);
}

static void draw_case(const struct search_case *found, struct pane pane, int at, int part,
                      int32_t today)
{
    struct text line = TEXT_EMPTY;

    if (part == 0) {
        pane_fill(pane, at, 3, pane.columns - 4, STYLE_NORMAL, found->subject);
    } else {
        text_addf(&line, "%s %s ", *found->name ? found->name : _("no name"),
                  word_label(word_states, found->state));
        if (found->is_open)
            reception_draw_due(&line, found->due_on, found->flags, today);
        const char *why = _(search_why_rows[found->why].label);
        bool fits = utf8_columns(line.at) + utf8_columns(why) + 5 < pane.columns;
        put_pair(pane, at, STYLE_DIM, line.at, fits ? why : "");
    }
    text_release(&line);
}

static void draw_row(const struct reception *r, size_t row, int part, struct pane pane, int at)
{
    const struct reception_row *shown = &r->rows[row];
    int32_t today = clock_day_of(clock_now_at());
    const char *typed = r->lines[r->drafts[0].slot].text.at;

    switch (shown->kind) {
    case ROW_RESIDENT:
        draw_resident(shown->resident, pane, at, today);
        break;
    case ROW_SERVICE:
        draw_service(shown->service, pane, at, part);
        break;
    case ROW_CASE:
        draw_case(shown->found, pane, at, part, today);
        break;
    case ROW_ITEM:
        pane_putf(pane, at, 1, STYLE_KEY, "%zu", row + 1);
        pane_fill(pane, at, 3, pane.columns - 4, STYLE_NORMAL, shown->item->name);
        break;
    case ROW_NEW:
        put_pair(pane, at, STYLE_NORMAL, typed, _("new resident"));
        break;
    case ROW_NAME:
        put_pair(pane, at, STYLE_NORMAL, typed, _("note the name only"));
        break;
    case ROW_TEXT:
        put_pair(pane, at, STYLE_NORMAL, typed, _("note it as it is said"));
        break;
    case ROW_PROMISE:
    case ROW_MORNING:
    case ROW_KINDS:
        break;
    }
}

/* Scrolls by whole lines so that the row under the cursor is seen with its heading. */
static void scroll(struct reception *r, const struct drawn_line *lines, size_t count, int rows)
{
    int first = -1, last = 0;

    for (size_t i = 0; i < count; i++)
        if (lines[i].row == r->cursor) {
            first = first < 0 ? (int)i : first;
            last = (int)i;
        }
    if (last >= r->top + rows)
        r->top = last - rows + 1;
    if (first >= 0 && first < r->top)
        r->top = first;
    if (r->top + rows > (int)count)
        r->top = (int)count > rows ? (int)count - rows : 0;
}

/* What somebody does next, by the queue that is their own; taking in requests goes without
 * saying. */
static const char *const next_by_queue[QUEUE_COUNT] = {
    [QUEUE_UNIT] = N_("F4: what was dispatched to you, the most urgent first. In a case 3 replies, "
                      "8 gives it back."),
    [QUEUE_SUPERVISED] = N_("F4: what you supervise, what is late, what is disputed. In a case 5 "
                            "supervises, 8 extends."),
    [QUEUE_STREET] = N_("F4: what stations reported up. In a case 4 dispatches, 3 replies."),
    [QUEUE_GRID] = N_("F4: the cases of your grids. F5: whom to visit. Ctrl-X: report what you "
                      "see."),
    [QUEUE_ALL] = N_("F4: what you reported, and what came of it. Ctrl-X: report what you see."),
    [QUEUE_FALLBACK] = N_("F4: what is under fallback. In a case 4 designates somebody."),
};

/* Returns the rows it took. */
static int draw_next(const struct screen *screen, struct pane pane)
{
    enum queue own = lists_own(desk_person(screen_context(screen)));

    if (!next_by_queue[own])
        return 0;
    return pane_wrap(pane, 0, pane.rows - 1, STYLE_NORMAL, _(next_by_queue[own])) + 1;
}

/* What can be typed while nothing is, and what to do when nothing is found. */
static void draw_empty(const struct screen *screen, const struct reception *r, struct pane pane)
{
    static const char *const says[2][3] = {
        {N_("Type a name, its initials or pinyin, a phone number or its end, a door (5-502), an ID "
            "number, "
            "or "
            "the query code of a slip. Enter without anything: no name."),
         N_("Enter goes on; change the text to choose another person"),
         N_("Nothing found. Type less of it, or something else that is known of them.")},
        {N_("Type what it is about, as people call it, its initials or pinyin."),
         N_("Enter goes on; change the text to choose another item"),
         N_("Nothing found. Type less of it, or another word.")},
    };
    const struct receive_draft *draft = &r->drafts[0];
    bool is_settled = draft->slot == SLOT_WHO ? draft->has_who : draft->service.length > 0;
    bool is_typed = !line_is_empty(&r->lines[draft->slot]);

    bool is_first = draft->slot == SLOT_WHO && !is_settled && !is_typed;
    struct pane part = pane_part(pane, 1, 2, -1, pane.columns - 4);
    int row = is_first ? draw_next(screen, part) : 0;

    pane_wrap(part, row, part.rows - row, STYLE_DIM,
              !r->may_take_in && is_typed ? _("Nothing found. Type less of it, or another word.")
              : !r->may_take_in ? _("Look a case up: its query code, or what it is about.")
                                : _(says[draft->slot][is_settled ? 1
                                                      : is_typed ? 2
                                                                 : 0]));
}

void reception_draw_rows(struct screen *screen, struct pane pane)
{
    struct reception *r = screen->state;
    const struct reception_row *chosen = reception_rows_chosen(r);
    struct drawn_line lines[LINES_MOST];
    size_t count = lay_out(r, lines);

    r->is_drawn = true;
    if (!count) {
        draw_empty(screen, r, pane);
        return;
    }
    scroll(r, lines, count, pane.rows);
    for (int at = 0; at < pane.rows && (size_t)(at + r->top) < count; at++) {
        const struct drawn_line *line = &lines[at + r->top];
        if (line->part < 0) {
            draw_heading(r, &r->rows[line->row], pane, at);
            continue;
        }
        draw_row(r, line->row, line->part, pane, at);
        if (chosen != &r->rows[line->row])
            continue;
        if (line->part == 0 && chosen->kind != ROW_ITEM)
            pane_put(pane, at, 1, 1, STYLE_KEY, ">");
        pane_restyle(pane, at, 0, -1, STYLE_SELECTED);
    }
}
