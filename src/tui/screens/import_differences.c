/* SPDX-License-Identifier: MIT */
/* The fifth step of an import: what each changed record is before and after, and by a complete
 * roster who leaves, with the cases that fall back; then one confirmation. */
#include "config.h"

#include "import_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/tui/list.h"
#include "shouwen/tui/prompt.h"

#include <string.h>

enum { ABOVE = 2, BELOW = 4 }; /* the sum; the whole row with the cursor */
enum column { COLUMN_WHO, COLUMN_WHAT, COLUMN_BEFORE, COLUMN_AFTER, COLUMNS };

struct difference {
    const char *text[COLUMNS];
};

struct differences_state {
    struct import_work *work;
    struct arena arena;
    struct list_row *rows;
    size_t count, room;
    struct list list;
};

static const struct list_column columns[COLUMNS] = {
    [COLUMN_WHO] = {N_("whose"), 14, 18, 1, false},
    [COLUMN_WHAT] = {N_("which field"), 12, 14, 1, false},
    [COLUMN_BEFORE] = {N_("before"), 16, 36, 1, false},
    [COLUMN_AFTER] = {N_("after"), 22, LIST_REST, 1, false},
};

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct difference *difference = row->data;

    (void)context;
    text_add(out, difference->text[column]);
}

static const struct list_source source = {
    .cell = cell,
    .columns = columns,
    .column_count = COLUMNS,
    .empty = N_("nothing that is there changes"),
};

/* --- collecting them --- */
static void add(struct differences_state *state, enum style style, const char *who,
                const char *what, const char *before, const char *after)
{
    struct arena *arena = &state->arena;
    struct difference *difference = arena_alloc(arena, sizeof(*difference));

    *difference = (struct difference){{who, what, before, after}};
    state->rows = arena_grow(arena, state->rows, state->count, &state->room, sizeof(*state->rows));
    state->rows[state->count] =
        (struct list_row){arena_format(arena, "%zu", state->count), difference, style};
    state->count++;
}

static const char *say_value(struct differences_state *state, int field, const char *value)
{
    struct text text = TEXT_EMPTY;

    import_say_value(&text, state->work->kind, field, value);
    const char *out = *text.at ? arena_copy(&state->arena, text.at) : _("(empty)");
    text_release(&text);
    return out;
}

/* A masked number that changed behind the stars. */
static const char *say_after(struct differences_state *state, const struct import_change *change,
                             const char *before)
{
    const char *after = say_value(state, change->field, change->after);

    return text_same(before, after) ? arena_format(&state->arena, _("%s (other digits)"), after)
                                    : after;
}

static void add_changes(struct differences_state *state)
{
    const struct import_report *trial = &state->work->trial;
    const char *last = "";

    for (size_t i = 0; i < trial->change_count; i++) {
        const struct import_change *change = &trial->changes[i];
        struct text field = TEXT_EMPTY;
        bool is_same = text_same(change->id, last);
        record_field_say(&field, &record_rows[state->work->kind].fields[change->field]);
        const char *before = say_value(state, change->field, change->before);
        add(state, STYLE_NORMAL,
            is_same ? "" : arena_format(&state->arena, "%s %s", change->id, change->name),
            arena_copy(&state->arena, field.at), before, say_after(state, change, before));
        last = change->id;
        text_release(&field);
    }
}

static void add_news(struct differences_state *state)
{
    const struct import_report *trial = &state->work->trial;

    for (size_t i = 0; i < trial->new_count; i++) {
        const struct import_change *one = &trial->news[i];
        add(state, STYLE_NORMAL, arena_format(&state->arena, "%s %s", one->id, one->name),
            _("is new"), "", arena_format(&state->arena, _("line %lld"), (long long)one->line));
    }
}

/* Who leaves, and what of theirs goes to whom. */
static void add_gone(struct differences_state *state, const struct import_gone *gone)
{
    struct arena *arena = &state->arena;
    const struct staff_leave_order order = {.id = gone->id, .is_dry = true};
    struct staff_leaving leaving;
    struct error ignored;

    add(state, STYLE_WARNING, arena_format(arena, "%s %s", gone->id, gone->name), _("is not in it"),
        arena_format(arena, _("open cases %lld"), (long long)gone->open_count),
        _("leaves the staff"));
    if (staff_leave(state->work->desk, &order, arena, &leaving, &ignored) != STATUS_OK)
        return;
    for (size_t i = 0; i < leaving.case_count; i++) {
        const char *code = ident_query_code(leaving.cases[i].number);
        add(state, STYLE_NORMAL, "", _("case of theirs"),
            arena_format(arena, "%s %s", code ? code : leaving.cases[i].number,
                         leaving.cases[i].subject),
            arena_format(arena, _("falls back to %s"), leaving.cases[i].name));
    }
    for (size_t i = 0; i < leaving.grid_count; i++)
        add(state, STYLE_NORMAL, "", _("grid"), leaving.grids[i], _("needs another leader"));
    if (leaving.duty_count)
        add(state, STYLE_NORMAL, "", _("shifts"),
            arena_format(arena, "%lld", (long long)leaving.duty_count), _("need somebody else"));
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct differences_state *state = screen->state;

    (void)error;
    state->work = (struct import_work *)(uintptr_t)argument;
    list_init(&state->list, &source, state);
    for (size_t i = 0; i < state->work->trial.gone_count; i++)
        add_gone(state, &state->work->trial.gone[i]);
    add_changes(state);
    add_news(state);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct differences_state *state = screen->state;

    list_release(&state->list);
    arena_release(&state->arena);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct differences_state *state = screen->state;
    int rows = screen->rows - ABOVE - BELOW - 1;
    enum status status;

    TRY(import_may(state->work->desk, error));
    list_hold(&state->list, state->rows, state->count);
    TRY(list_reload(&state->list, rows > 1 ? rows : 1, error));
done:
    return status;
}

static size_t count_cleared(const struct import_report *trial)
{
    size_t count = 0;

    for (size_t i = 0; i < trial->change_count; i++)
        count += !*trial->changes[i].after;
    return count;
}

static void say_sum(const struct import_report *trial, struct text *out)
{
    text_addf(out, _("%lld new, %lld changed"), (long long)trial->added_count,
              (long long)trial->changed_count - (long long)trial->gone_count);
    if (count_cleared(trial))
        text_addf(out, _(", %zu values emptied"), count_cleared(trial));
    if (trial->gone_count)
        text_addf(out, _(", %zu leave the staff"), trial->gone_count);
    if (trial->refused_count)
        text_addf(out, _(", %lld refused are left out"), (long long)trial->refused_count);
    if (trial->change_count == IMPORT_CHANGES_MOST)
        text_addf(out, _("; the first %d changes:"), IMPORT_CHANGES_MOST);
}

/* What the columns above have no room for. */
static void draw_whole(struct differences_state *state, struct pane pane)
{
    const struct list_row *row = list_selected(&state->list);
    const struct difference *shown = row ? row->data : NULL;
    struct text text = TEXT_EMPTY;

    pane_rule(pane, 0, "");
    if (!shown)
        return;
    for (int i = 0; i < COLUMNS; i++)
        text_addf(&text, "%s%s", shown->text[i],
                  i == COLUMN_BEFORE && *shown->text[i] ? " > " : "  ");
    pane_wrap(pane_part(pane, 1, 1, BELOW - 1, pane.columns - 2), 0, BELOW - 1, STYLE_NORMAL,
              text.at);
    text_release(&text);
}

static void draw(struct screen *screen, struct pane body)
{
    struct differences_state *state = screen->state;
    struct text sum = TEXT_EMPTY;

    say_sum(&state->work->trial, &sum);
    pane_fill(body, 0, 1, -1, STYLE_TITLE, sum.at);
    text_release(&sum);
    pane_rule(body, 1, "");
    draw_whole(state, pane_part(body, body.rows - BELOW, 0, BELOW, -1));
    list_draw(&state->list, pane_part(body, ABOVE, 0, body.rows - ABOVE - BELOW, -1));
}

static enum next confirmed(struct screen *screen, const struct answer *answer)
{
    const struct differences_state *state = screen->state;

    if (!answer->is_given || !answer->number)
        return NEXT_STAY;
    return screen_ask(screen, &import_run_screen, state->work, import_passed);
}

static enum next confirm(struct screen *screen)
{
    const struct differences_state *state = screen->state;
    struct text question = TEXT_EMPTY;

    say_sum(&state->work->trial, &question);
    text_add(&question, _(". Record it now?"));
    enum next next = prompt_yes_no(screen, _("import"), question.at, confirmed);
    text_release(&question);
    return next;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct differences_state *state = screen->state;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_SELECT)
        return confirm(screen);
    return list_handle(&state->list, event->command) ? NEXT_STAY : NEXT_IGNORED;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    (void)screen;
    return command == COMMAND_SELECT ? _("import it") : usual;
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct differences_state *state = screen->state;

    import_say_step(state->work, IMPORT_STEP_DIFFERENCES, out);
}

const struct screen_kind import_differences_screen = {
    .name = "import-differences",
    .title = N_("import lists"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST,
    .size = sizeof(struct differences_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
