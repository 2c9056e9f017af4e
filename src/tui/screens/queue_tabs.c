/* SPDX-License-Identifier: MIT */
/* The queues at hand, above the list: which key shows each, how many cases it has, how many of them
 * are late. */
#include "config.h"

#include "queue_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"

size_t queue_tabs_numbered(const struct queue_state *state)
{
    enum { DIGITS = 9 };
    size_t count = 0;

    while (count < state->tab_count && count < DIGITS && !state->tabs[count].key)
        count++;
    return count;
}

static void say_tab(const struct queue_state *state, size_t at, struct text *out)
{
    const struct lists_tab *tab = &state->tabs[at];
    /* of what is late altogether the number is said already */
    bool says_late = tab->counts.late_count && tab->filter.queue != QUEUE_LATE;

    text_clear(out);
    text_addf(out, "%s", at == state->at ? "[" : " ");
    if (tab->key)
        text_addf(out, "%c ", tab->key);
    else if (at < queue_tabs_numbered(state))
        text_addf(out, "%zu ", at + 1);
    text_add(out, tab->label);
    if (tab->has_counts)
        text_addf(out, " %lld", (long long)tab->counts.count);
    if (tab->has_counts && says_late)
        text_addf(out, _(" late %lld"), (long long)tab->counts.late_count);
    text_add(out, at == state->at ? "]" : " ");
}

/* What stands at the right of the first row: how many are marked, and another order. */
static void say_order(const struct queue_state *state, struct text *out)
{
    size_t marked = queue_mark_count(state);

    text_clear(out);
    if (marked)
        text_addf(out, _("%zu marked"), marked);
    if (state->is_partial)
        text_addf(out, "%s%s", out->length ? "  " : "", _("not all looked at"));
    if (state->sort != CASE_SORT_OWN)
        text_addf(out, "%s%s", out->length ? "  " : "", _(case_sort_rows[state->sort].label));
}

struct laying {
    int columns, first_columns; /* of a row; of the first one, which says the order as well */
    int row, at;
};

/* Moves to where a tab of so many columns goes. */
static void place(struct laying *laying, int columns)
{
    int room = laying->row ? laying->columns : laying->first_columns;

    if (laying->at && laying->at + columns > room) {
        laying->row++;
        laying->at = 0;
    }
}

static struct laying lay(const struct queue_state *state, int columns)
{
    struct text order = TEXT_EMPTY;

    say_order(state, &order);
    int right = order.length ? utf8_columns(order.at) + 2 : 0;
    text_release(&order);
    return (struct laying){.columns = columns, .first_columns = columns - right};
}

int queue_tabs_rows(const struct queue_state *state, int rows, int columns)
{
    enum { LOW = 14 };
    struct laying laying = lay(state, columns);
    struct text text = TEXT_EMPTY;

    for (size_t i = 0; i < state->tab_count; i++) {
        say_tab(state, i, &text);
        place(&laying, utf8_columns(text.at));
        laying.at += utf8_columns(text.at);
    }
    text_release(&text);
    return laying.row && rows >= LOW ? 2 : 1;
}

/* The first tab to draw, so that the one shown has room. */
static size_t first_tab(const struct queue_state *state, int rows, int columns)
{
    struct text text = TEXT_EMPTY;
    size_t first = 0;

    for (; first < state->at; first++) {
        struct laying laying = lay(state, columns);
        for (size_t i = first; i <= state->at; i++) {
            say_tab(state, i, &text);
            place(&laying, utf8_columns(text.at));
            laying.at += utf8_columns(text.at);
        }
        if (laying.row < rows)
            break;
    }
    text_release(&text);
    return first;
}

void queue_tabs_draw(const struct queue_state *state, struct pane pane)
{
    enum { MORE = 3 }; /* for the dots where further ones have no room */
    struct laying laying = lay(state, pane.columns - MORE);
    size_t i = first_tab(state, pane.rows, pane.columns - MORE);
    struct text text = TEXT_EMPTY;

    for (; i < state->tab_count; i++) {
        say_tab(state, i, &text);
        int row = laying.row, at = laying.at;
        place(&laying, utf8_columns(text.at));
        if (laying.row >= pane.rows) {
            pane_put(pane, row, at + 1, -1, STYLE_DIM, "..");
            break;
        }
        laying.at += pane_put(pane, laying.row, laying.at, laying.columns - laying.at,
                              i == state->at ? STYLE_SELECTED : STYLE_NORMAL, text.at);
    }
    say_order(state, &text);
    pane_put(pane, 0, pane.columns - utf8_columns(text.at), -1,
             queue_mark_count(state) ? STYLE_KEY : STYLE_DIM, text.at);
    text_release(&text);
}
