/* SPDX-License-Identifier: MIT */
/* A list of cases as text: a column as wide as what stands in it. */
#include "config.h"

#include "shouwen/cli/case_view.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/responsibility.h"

enum column { NUMBER, STATE, DUE, UNIT_DAY, WHO, NAME, PHONE, DOOR, MARKS, SUBJECT, COLUMNS };
static const char *const titles[COLUMNS] = {
    [NUMBER] = N_("case"),         [STATE] = N_("state"),     [DUE] = N_("due"),
    [UNIT_DAY] = N_("unit's day"), [WHO] = N_("accountable"), [NAME] = N_("name"),
    [PHONE] = N_("phone"),         [DOOR] = N_("door"),       [MARKS] = N_("marks"),
    [SUBJECT] = N_("about"),
};

/* The cells of all rows, one row after the other, the titles first. */
struct table {
    const char *(*rows)[COLUMNS];
    size_t count;
    int widths[COLUMNS];
    struct arena arena;
};

static const char *day(struct table *table, int32_t on, unsigned flags)
{
    char text[CLOCK_TEXT];

    if (on == CLOCK_NO_DAY)
        return flags & FLAG_CALENDAR ? _("no calendar") : "";
    return arena_copy(&table->arena, clock_format_day(on, text));
}

static void add_mark(struct text *out, bool is_set, int count, const char *word)
{
    if (is_set)
        text_addf(out, "%s%s", out->length ? " " : "", word);
    if (is_set && count > 1)
        text_addf(out, " %d", count);
}

static const char *marks(struct table *table, const struct case_row *row, int32_t today)
{
    struct text out = TEXT_EMPTY;
    unsigned flags = row->flags;

    if (row->is_open) {
        add_mark(&out, row->late_on != CLOCK_NO_DAY && row->late_on < today, 0, _("late"));
        add_mark(&out, row->late_on == today, 0, _("due today"));
        add_mark(&out,
                 row->unit_due_on != CLOCK_NO_DAY && row->unit_late_on != CLOCK_NO_DAY &&
                     row->unit_late_on < today,
                 0, _("unit late"));
        add_mark(&out, flags & FLAG_CONTRADICTION, 0, _("needs a person"));
        add_mark(&out, flags & FLAG_SUPERVISED, 0, _("supervised"));
        add_mark(&out, flags & FLAG_DISPUTE, 0, _("disputed"));
        add_mark(&out, row->bounces, row->bounces, _("given back"));
        add_mark(&out, row->reminds, row->reminds, _("reminded"));
    } else {
        add_mark(&out, flags & FLAG_CONTRADICTION, 0, _("needs a person"));
    }
    const char *said = arena_copy(&table->arena, out.at);
    text_release(&out);
    return said;
}

static void fill(struct table *table, struct desk *desk, const struct case_row *row, bool unmask,
                 const char **cells)
{
    cells[NUMBER] = row->number;
    cells[STATE] = word_label(word_states, row->state);
    cells[DUE] = day(table, row->due_on, row->flags);
    cells[UNIT_DAY] = row->is_open ? day(table, row->unit_due_on, 0) : "";
    cells[WHO] = responsibility_answer(desk_people(desk), row->holder, row->node).name;
    cells[NAME] = row->name;
    cells[PHONE] = unmask ? row->phone : "";
    cells[DOOR] = row->door;
    cells[MARKS] = marks(table, row, desk_today(desk));
    cells[SUBJECT] = row->subject;
}

/* A column without any content is left out. */
static void measure(struct table *table)
{
    for (int column = 0; column < COLUMNS; column++) {
        for (size_t i = 1; i < table->count; i++)
            if (utf8_columns(table->rows[i][column]) > table->widths[column])
                table->widths[column] = utf8_columns(table->rows[i][column]);
        int title = utf8_columns(table->rows[0][column]);
        if (table->widths[column] && title > table->widths[column])
            table->widths[column] = title;
    }
}

static void print(const struct table *table, struct text *out)
{
    for (size_t i = 0; i < table->count; i++) {
        for (int column = 0; column < SUBJECT; column++) {
            if (!table->widths[column])
                continue;
            utf8_pad(out, table->rows[i][column], table->widths[column]);
            text_add(out, "  ");
        }
        text_addf(out, "%s\n", table->rows[i][SUBJECT]);
    }
}

void case_view_list_text(struct desk *desk, const struct case_row *rows, size_t count,
                         const char *next, bool unmask, struct text *out)
{
    struct table table = {.count = count + 1};

    if (!count) {
        text_add(out, _("no case in this queue\n"));
        return;
    }
    table.rows = arena_alloc(&table.arena, table.count * sizeof(*table.rows));
    for (int column = 0; column < COLUMNS; column++)
        table.rows[0][column] = _(titles[column]);
    for (size_t i = 0; i < count; i++)
        fill(&table, desk, &rows[i], unmask, table.rows[i + 1]);
    measure(&table);
    print(&table, out);
    if (next)
        text_addf(out, _("more: --after %s\n"), next);
    arena_release(&table.arena);
}
