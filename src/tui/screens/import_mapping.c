/* SPDX-License-Identifier: MIT */
/* The third step of an import: each column beside the field it goes to. What is not known for sure
 * is asked, one column after the other. */
#include "config.h"

#include "import_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/list.h"
#include "shouwen/tui/prompt.h"

#include <stdio.h>
#include <string.h>

enum { ABOVE = 2, KEY_CHANGE = 1, KEY_REST };
enum column { COLUMN_HEADING, COLUMN_FIELD, COLUMN_SOURCE, COLUMN_SAMPLE, COLUMNS };

struct mapping_state {
    struct import_work *work;
    struct list_row *rows;
    struct arena arena;
    struct list list;
    size_t asked; /* the column in question */
    bool goes_on; /* asks for the next one after the answer */
};

static const struct list_column columns[COLUMNS] = {
    [COLUMN_HEADING] = {N_("column of the file"), 14, 20, 1, false},
    [COLUMN_FIELD] = {N_("goes to"), 12, 18, 1, false},
    [COLUMN_SOURCE] = {N_("how it is known"), 12, 16, 2, false},
    [COLUMN_SAMPLE] = {N_("what stands in it"), 16, LIST_REST, 3, false},
};

static const struct record_field *field_of(const struct mapping *mapping, int field)
{
    return &record_rows[mapping->kind].fields[field];
}

static void say_field(const struct mapping *mapping, const struct mapping_column *column,
                      struct text *out)
{
    if (column->field >= 0)
        record_field_say(out, field_of(mapping, column->field));
    else if (column->source != MAPPING_OPEN)
        text_add(out, _("is not read"));
    else
        text_add(out, "?");
}

static const char *say_source(const struct mapping_column *column)
{
    switch (column->source) {
    case MAPPING_KNOWN:
        return column->field >= 0 ? _("by its heading") : "";
    case MAPPING_REMEMBERED:
        return _("as last time");
    case MAPPING_SAID:
        return _("you said so");
    case MAPPING_OPEN:
        break;
    }
    return _("to be asked");
}

static void say_heading(const struct mapping *mapping, const struct mapping_column *column,
                        struct text *out)
{
    if (*column->heading)
        text_add(out, column->heading);
    else
        text_addf(out, _("column %zu"), (size_t)(column - mapping->columns) + 1);
}

/* Its parts, which have " / " between them, as they may be shown. */
static void say_sample(const struct mapping *mapping, const struct mapping_column *column,
                       struct text *out)
{
    static const char between[] = " / ";
    struct arena arena = {0};

    for (const char *at = column->sample; *at;) {
        const char *end = strstr(at, between);
        size_t length = end ? (size_t)(end - at) : strlen(at);
        import_say_cell(out, mapping->kind, arena_copy_part(&arena, at, length));
        at += length;
        text_add(out, *at ? between : "");
        at += *at ? strlen(between) : 0;
    }
    arena_release(&arena);
}

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct mapping_state *state = context;
    const struct mapping *mapping = &state->work->mapping;
    const struct mapping_column *shown = row->data;

    switch ((enum column)column) {
    case COLUMN_HEADING:
        say_heading(mapping, shown, out);
        break;
    case COLUMN_FIELD:
        say_field(mapping, shown, out);
        break;
    case COLUMN_SOURCE:
        text_add(out, say_source(shown));
        break;
    case COLUMN_SAMPLE:
        say_sample(mapping, shown, out);
        break;
    case COLUMNS:
        break;
    }
}

static const struct list_source source = {
    .cell = cell, .columns = columns, .column_count = COLUMNS, .empty = ""};

static void style_rows(struct mapping_state *state)
{
    const struct mapping *mapping = &state->work->mapping;

    for (size_t i = 0; i < mapping->count; i++) {
        const struct mapping_column *column = &mapping->columns[i];
        state->rows[i].style = column->source == MAPPING_OPEN ? STYLE_WARNING
                               : column->field < 0            ? STYLE_DIM
                                                              : STYLE_NORMAL;
    }
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct mapping_state *state = screen->state;
    const struct mapping *mapping;

    (void)error;
    state->work = (struct import_work *)(uintptr_t)argument;
    mapping = &state->work->mapping;
    state->rows = arena_alloc(&state->arena, (mapping->count + 1) * sizeof(*state->rows));
    for (size_t i = 0; i < mapping->count; i++)
        state->rows[i] = (struct list_row){arena_format(&state->arena, "%zu", i),
                                           &mapping->columns[i], STYLE_NORMAL};
    list_init(&state->list, &source, state);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct mapping_state *state = screen->state;

    list_release(&state->list);
    arena_release(&state->arena);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct mapping_state *state = screen->state;
    int rows = screen->rows - ABOVE - 1;
    enum status status;

    TRY(import_may(state->work->desk, error));
    style_rows(state);
    list_hold(&state->list, state->rows, state->work->mapping.count);
    TRY(list_reload(&state->list, rows > 1 ? rows : 1, error));
done:
    return status;
}

static size_t count_open(const struct mapping *mapping)
{
    size_t count = 0;

    for (size_t i = 0; i < mapping->count; i++)
        count += mapping->columns[i].source == MAPPING_OPEN;
    return count;
}

static void say_stand(const struct import_work *work, struct text *out)
{
    const struct mapping *mapping = &work->mapping;
    size_t open = count_open(mapping);
    int missing = mapping_missing(mapping);

    text_addf(out, "%s: ", import_kind_label(work->kind));
    if (open) {
        text_addf(out,
                  ngettext("%zu column is not known; Enter asks for it",
                           "%zu columns are not known; Enter asks for them one by one", open),
                  open);
    } else if (missing >= 0) {
        text_add(out, _("no column is yet: "));
        record_field_say(out, field_of(mapping, missing));
    } else {
        size_t passed = mapping_passed(mapping);
        if (passed)
            text_addf(out,
                      ngettext("%zu column is not read, the others are known; Enter tries it",
                               "%zu columns are not read, the others are known; Enter tries it",
                               passed),
                      passed);
        else
            text_add(out, _("all columns are known; Enter tries it without recording anything"));
    }
}

static void draw(struct screen *screen, struct pane body)
{
    struct mapping_state *state = screen->state;
    struct text stand = TEXT_EMPTY;

    say_stand(state->work, &stand);
    pane_fill(body, 0, 1, -1, STYLE_TITLE, stand.at);
    text_release(&stand);
    pane_rule(body, 1, "");
    list_draw(&state->list, pane_part(body, ABOVE, 0, -1, -1));
}

/* --- asking --- */
static const char rest_word[] = "-"; /* no field is called like this */

static enum next ask(struct screen *screen, size_t column, bool goes_on);

static enum next answered(struct screen *screen, const struct answer *answer)
{
    struct mapping_state *state = screen->state;
    struct mapping *mapping = &state->work->mapping;

    if (!answer->is_given)
        return NEXT_STAY;
    int field = record_field_find(mapping->kind, answer->text);
    if (text_same(answer->text, rest_word))
        mapping_pass_rest(mapping);
    else
        mapping_say(mapping, state->asked, *answer->text ? field : IMPORT_PASSED);
    screen->is_stale = true;
    size_t next = mapping_next(mapping);
    return state->goes_on && next < mapping->count ? ask(screen, next, true) : NEXT_STAY;
}

/* The column that a field is taken from now, for the right edge; "" if none. */
static const char *taken_by(const struct mapping *mapping, int field)
{
    for (size_t i = 0; i < mapping->count; i++)
        if (mapping->columns[i].field == field)
            return mapping->columns[i].heading;
    return "";
}

static const char *label_of(struct arena *arena, const struct record_field *field)
{
    struct text text = TEXT_EMPTY;

    record_field_say(&text, field);
    const char *label = arena_copy(arena, text.at);
    text_release(&text);
    return label;
}

/* What is likely comes first: the guess, then what is free, then what another column is. */
static size_t list_choices(const struct mapping *mapping, size_t column, struct arena *arena,
                           struct choice *choices)
{
    int guess = mapping_guess(mapping, column);
    const struct record_row *row = &record_rows[mapping->kind];
    size_t count = 0;

    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < row->field_count; i++) {
            const char *by = taken_by(mapping, (int)i);
            int turn = (int)i == guess ? 0 : *by ? 2 : 1;
            if (turn == round)
                choices[count++] =
                    (struct choice){row->fields[i].name, label_of(arena, &row->fields[i]), by};
        }
        if ((round == 0 && guess < 0) || (round == 1 && guess >= 0)) {
            choices[count++] = (struct choice){"", _("nothing: it is not read"), NULL};
            if (count_open(mapping) > 1)
                choices[count++] =
                    (struct choice){rest_word, _("nothing, and none of those not known yet"), NULL};
        }
    }
    return count;
}

static enum next ask(struct screen *screen, size_t column, bool goes_on)
{
    struct mapping_state *state = screen->state;
    const struct mapping *mapping = &state->work->mapping;
    struct choice choices[RECORD_FIELDS_MOST + 2];
    struct text title = TEXT_EMPTY, name = TEXT_EMPTY;
    struct arena arena = {0};

    state->asked = column;
    state->goes_on = goes_on;
    say_heading(mapping, &mapping->columns[column], &name);
    text_addf(&title, _("what is \"%s\""), name.at);
    if (*mapping->columns[column].sample) {
        text_add(&title, " (");
        say_sample(mapping, &mapping->columns[column], &title);
        text_add(&title, ")");
    }
    size_t count = list_choices(mapping, column, &arena, choices);
    enum next next = prompt_choose(screen, title.at, choices, count, answered);
    text_release(&title);
    text_release(&name);
    arena_release(&arena);
    return next;
}

/* --- keys --- */
static enum next go_on(struct screen *screen)
{
    struct mapping_state *state = screen->state;
    struct import_work *work = state->work;
    size_t open = mapping_next(&work->mapping);
    int missing = mapping_missing(&work->mapping);
    struct text name = TEXT_EMPTY;

    if (open < work->mapping.count)
        return ask(screen, open, true);
    if (missing < 0)
        return screen_ask(screen, &import_trial_screen, work, import_passed);
    record_field_say(&name, field_of(&work->mapping, missing));
    app_say(screen->app, _("one column must be \"%s\": go to it, 1 says so"), name.at);
    text_release(&name);
    return NEXT_STAY;
}

static size_t place_of(const struct mapping_state *state, const struct list_row *row)
{
    const struct mapping_column *column = row->data;

    return (size_t)(column - state->work->mapping.columns);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct mapping_state *state = screen->state;
    const struct list_row *row = list_selected(&state->list);

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_SELECT)
        return go_on(screen);
    if (command_digit(event->command) == KEY_CHANGE && row)
        return ask(screen, place_of(state, row), false);
    if (command_digit(event->command) == KEY_REST) {
        mapping_pass_rest(&state->work->mapping);
        screen->is_stale = true;
        return NEXT_STAY;
    }
    if (command_digit(event->command) >= 0)
        return NEXT_STAY;
    return list_handle(&state->list, event->command) ? NEXT_STAY : NEXT_IGNORED;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct mapping_state *state = screen->state;
    const struct mapping *mapping = &state->work->mapping;

    if (command == COMMAND_SELECT)
        return mapping_next(mapping) < mapping->count ? _("ask me") : _("try it");
    if (command_digit(command) < 0)
        return usual;
    if (command_digit(command) == KEY_REST)
        return mapping_next(mapping) < mapping->count ? _("leave out the rest") : NULL;
    return command_digit(command) == KEY_CHANGE ? _("change this one") : NULL;
}

static void explain(const struct screen *screen, enum command command, struct text *out)
{
    (void)screen;
    if (command_digit(command) == KEY_CHANGE)
        text_add(out, _("say what this column is, or that it is not read"));
    else if (command_digit(command) == KEY_REST)
        text_add(out, _("read none of the columns that are not known yet"));
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct mapping_state *state = screen->state;

    import_say_step(state->work, IMPORT_STEP_MAPPING, out);
}

const struct screen_kind import_mapping_screen = {
    .name = "import-mapping",
    .title = N_("import lists"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_DIGITS,
    .size = sizeof(struct mapping_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .explain = explain,
    .heading = heading,
};
