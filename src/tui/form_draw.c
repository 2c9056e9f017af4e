/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/tui/form.h"
#include "shouwen/tui/when.h"

enum { LABEL_LEAST = 8, LABEL_MOST = 24, BESIDE_LEAST = 12, FIELD_LEAST = 10 };
enum { SCALE = 5 }; /* choices at most that are a scale, of which two names tell the others */

/* Where a field stands, in the pane. */
struct place {
    int row, rows;       /* of the field */
    int column, columns; /* of its line */
    int beside;          /* column where a remark starts, 0: on the row below */
};

static int label_columns(const struct form *form)
{
    int most = LABEL_LEAST;

    for (size_t i = 0; i < form->count; i++) {
        int columns = utf8_columns(_(form->fields[i].label));
        most = columns > most ? columns : most;
    }
    return most < LABEL_MOST ? most : LABEL_MOST;
}

/* What is to be said beside a field: a refusal, else how a day was understood, else the hint. */
static enum style remark(const struct form *form, size_t at, struct text *out)
{
    const struct form_field *field = &form->fields[at];
    const struct form_value *value = &form->values[at];
    int32_t today = clock_day_of(clock_now_at()), day;
    int minutes;

    if (!text_is_empty(value->refusal.at)) {
        text_add(out, value->refusal.at);
        return STYLE_WARNING;
    }
    if (!text_is_empty(value->doubt.at)) {
        text_add(out, value->doubt.at);
        return STYLE_HOT;
    }
    if ((field->kind == FORM_DAY || field->kind == FORM_MOMENT) &&
        when_read(value->line.text.at, today, &day, &minutes)) {
        text_add(out, "= ");
        when_say(out, today, day, minutes);
    } else if (at == form->focus && field->hint && line_is_empty(&value->line)) {
        text_add(out, _(field->hint));
    }
    return STYLE_DIM;
}

static struct place place_field(const struct form_field *field, int row, int label, int columns)
{
    struct place place = {.row = row, .rows = field->rows > 1 ? field->rows : 1};

    place.column = label + 3;
    place.columns = columns - place.column - 1;
    if (field->kind != FORM_CHOICE && field->columns && field->columns < place.columns)
        place.columns = field->columns;
    if (place.columns < FIELD_LEAST)
        place.columns = FIELD_LEAST;
    int beside = place.column + place.columns + 2;
    place.beside = columns - beside >= BESIDE_LEAST ? beside : 0;
    return place;
}

/* How a row of choices is written, the first way that has room. */
enum writing { WRITING_WIDE, WRITING_TIGHT, WRITING_ENDS, WRITING_COUNT };

/* A digit alone still says which key it is, between the two whose names say what it grades. */
static bool is_named(enum writing writing, int at, int count, int chosen)
{
    return writing != WRITING_ENDS || at == 0 || at == count - 1 || at == chosen;
}

/* Draws the choices in a row if pane is not NULL; returns the columns they take. */
static int write_choices(const struct choice *choices, int count, int chosen, enum writing writing,
                         enum style chosen_style, const struct pane *pane)
{
    int used = 0;

    for (int i = 0; i < count; i++) {
        bool has_name = is_named(writing, i, count, chosen);
        const char *name = has_name ? _(choices[i].label) : "";
        if (pane)
            pane_putf(*pane, 0, used, i == chosen ? chosen_style : STYLE_NORMAL,
                      i == chosen ? "[%d%s%s]" : " %d%s%s ", i + 1, has_name ? " " : "", name);
        used += 3 + has_name + utf8_columns(name) + (writing == WRITING_WIDE && i + 1 < count);
    }
    return used;
}

static void draw_choices(const struct form *form, size_t at, struct pane pane,
                         const struct place *place)
{
    const struct choice *choices = form->fields[at].choices;
    struct pane row = pane_part(pane, place->row, place->column, 1, -1);
    int chosen = form->values[at].choice, count = 0, used = 0;
    bool has_focus = at == form->focus;
    enum style style = has_focus ? STYLE_FOCUS : STYLE_FIELD;

    if (has_focus)
        pane_cursor(row, 0, 0);
    while (choices[count].word)
        count++;
    for (enum writing writing = 0; count <= 9 && writing < WRITING_COUNT; writing++)
        if (write_choices(choices, count, chosen, writing, style, NULL) <= row.columns &&
            (writing != WRITING_ENDS || count <= SCALE)) {
            used = write_choices(choices, count, chosen, writing, style, &row);
            if (writing == WRITING_ENDS &&
                used + 2 + utf8_columns(_("Space shows all")) <= row.columns)
                pane_put(row, 0, used + 2, -1, STYLE_DIM, _("Space shows all"));
            return;
        }
    /* too many: the chosen one, and how to see the rest */
    if (chosen >= 0)
        used = pane_putf(row, 0, 0, style, "[%s]", _(choices[chosen].label)) + 2;
    pane_put(row, 0, used, -1, STYLE_DIM, _("Space shows all"));
}

static void draw_field(struct form *form, size_t at, struct pane pane, const struct place *place,
                       int label)
{
    const struct form_field *field = &form->fields[at];
    struct line *line = &form->values[at].line;
    bool has_focus = at == form->focus;

    pane_fill_right(pane, place->row, 1, label, has_focus ? STYLE_TITLE : STYLE_NORMAL,
                    _(field->label));
    if (has_focus)
        pane_put(pane, place->row, 0, 1, STYLE_TITLE, ">");
    if (field->is_required)
        pane_put(pane, place->row, label + 1, 1, STYLE_NORMAL, "*");
    if (field->kind == FORM_CHOICE)
        draw_choices(form, at, pane, place);
    else if (place->rows > 1)
        line_draw_rows(line, pane, place->row, place->column, place->columns, place->rows,
                       has_focus);
    else
        line_draw(line, pane, place->row, place->column, place->columns, has_focus, field->hidden);
}

/* Rows that a field and what is said below it take; draws them if form is to be drawn now. */
static int draw_one(struct form *form, size_t at, struct pane pane, int row, int label,
                    bool is_drawn)
{
    struct place place = place_field(&form->fields[at], row, label, pane.columns);
    struct text said = TEXT_EMPTY;
    enum style style = remark(form, at, &said);
    int rows = place.rows;

    bool is_below =
        !text_is_empty(said.at) && (form->fields[at].kind == FORM_CHOICE || !place.beside ||
                                    utf8_columns(said.at) > pane.columns - place.beside);
    if (is_drawn && row >= 0 && row < pane.rows)
        draw_field(form, at, pane, &place, label);
    if (is_drawn && !is_below)
        pane_put(pane, row, place.beside, -1, style, said.at);
    if (is_below) {
        if (is_drawn)
            pane_put(pane, row + rows, place.column, -1, style, said.at);
        rows++;
    }
    text_release(&said);
    return rows;
}

void form_draw(struct form *form, struct pane pane)
{
    int label = label_columns(form), row = 0, focus_top = 0, focus_end = 0;

    for (size_t at = 0; at < form->count; at++) {
        focus_top = at == form->focus ? row : focus_top;
        row += draw_one(form, at, pane, row, label, false);
        focus_end = at == form->focus ? row : focus_end;
    }
    if (form->top > focus_top)
        form->top = focus_top;
    if (focus_end - form->top > pane.rows)
        form->top = focus_end - pane.rows;
    if (form->top > row - pane.rows)
        form->top = row > pane.rows ? row - pane.rows : 0;
    row = -form->top;
    for (size_t at = 0; at < form->count; at++)
        row += draw_one(form, at, pane, row, label, true);
}
