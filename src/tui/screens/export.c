/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/export.h"

#include "import_folder.h"
#include "import_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/intake/export.h"
#include "shouwen/intake/layout.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/menu.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINES = 6, LABEL = 18, PATH_LIMIT = 1000 };
enum key { KEY_LIST = 1, KEY_FORM, KEY_ENCODING, KEY_FILE, KEY_NUMBERS, KEY_NEW };

/* One way to write the list. */
struct form {
    const char *label;
    const struct layout *layout; /* NULL: the columns that import reads */
    bool is_chinese;
    const char *fault; /* why a layout cannot be used; NULL: it can */
};

struct export_state {
    struct desk *desk;
    struct export_from from;
    char *name;         /* from.name */
    struct arena arena; /* of the forms */
    struct form *forms;
    size_t form_count, form;
    struct layout shown;
    enum encoding encoding;
    struct text path;
    bool path_is_said, unmask, only_new;
    struct text outcome; /* what was written last; "" before */
};

/* Lists that are given out, the most frequent first. */
static const enum record_kind kinds[] = {
    RECORD_CASES, RECORD_RESIDENTS, RECORD_STAFF, RECORD_SERVICES, RECORD_RESOURCES, RECORD_DEMANDS,
    RECORD_DUTY,  RECORD_GRIDS,     RECORD_NODES, RECORD_CALENDAR, RECORD_SESSIONS,
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

/* --- what there is to choose --- */
static void add_form(struct export_state *state, struct form form)
{
    state->forms[state->form_count++] = form;
}

static const struct layout *layout_of(const struct export_state *state)
{
    return state->forms[state->form].layout;
}

/* The last folder that lists came from, and a name that says what and of which day. */
static void name_file(struct export_state *state)
{
    char day[CLOCK_TEXT];

    text_clear(&state->path);
    import_folder_last(&state->path, desk_path(state->desk));
    const char *name = state->name ? state->name : import_kind_label(state->from.kind);
    for (; *name; name++)
        if (!strchr("/ :", *name))
            text_add_char(&state->path, *name);
    text_addf(&state->path, "-%s.csv", clock_format_day(desk_today(state->desk), day));
    state->path_is_said = false;
}

static void list_forms(struct export_state *state)
{
    struct arena *arena = &state->arena;
    struct layout_found *found;
    size_t count;

    arena_reset(arena);
    layout_find(desk_path(state->desk), state->from.kind, arena, &found, &count);
    state->forms = arena_alloc(arena, (count + 3) * sizeof(*state->forms));
    state->form_count = state->form = 0;
    if (state->from.kind == RECORD_CASES)
        layout_of_queue(arena, &state->shown);
    if (!state->from.filter) {
        const struct form chinese = {_("all columns, headings in Chinese"), NULL, true, NULL};
        const struct form english = {_("all columns, headings in English"), NULL, false, NULL};
        add_form(state, i18n_is_chinese() ? chinese : english);
        add_form(state, i18n_is_chinese() ? english : chinese);
    }
    if (state->from.kind == RECORD_CASES)
        add_form(state, (struct form){_("as the screen shows it"), &state->shown, false, NULL});
    for (size_t i = 0; i < count; i++)
        add_form(state, (struct form){arena_format(arena, _("layout %s"), found[i].file),
                                      &found[i].layout, false, found[i].fault});
}

static void take_kind(struct export_state *state, enum record_kind kind)
{
    state->from = (struct export_from){.kind = kind};
    list_forms(state);
    name_file(state);
    text_clear(&state->outcome);
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct export_state *state = screen->state;
    const struct export_from *from = argument;

    (void)error;
    state->desk = screen_context(screen);
    state->path = state->outcome = (struct text)TEXT_EMPTY;
    state->encoding = ENCODING_UTF8;
    state->from = from ? *from : (struct export_from){.kind = RECORD_CASES};
    state->name = from && from->name ? memory_copy_text(from->name) : NULL;
    list_forms(state);
    name_file(state);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct export_state *state = screen->state;

    free(state->name);
    arena_release(&state->arena);
    text_release(&state->path);
    text_release(&state->outcome);
}

static enum status load(struct screen *screen, struct error *error)
{
    (void)screen;
    (void)error;
    return STATUS_OK;
}

/* --- drawing --- */
static bool has_numbers(const struct export_state *state)
{
    const struct record_row *row = &record_rows[state->from.kind];

    for (size_t i = 0; i < row->field_count; i++)
        if (row->fields[i].flags & RECORD_MASKED)
            return true;
    return false;
}

/* Only what has a name remembers what was sent under it. */
static bool has_marks(const struct export_state *state)
{
    const struct layout *layout = layout_of(state);

    return layout && !state->forms[state->form].fault && *layout->name;
}

static const char *encoding_label(enum encoding encoding)
{
    return encoding == ENCODING_GB18030 ? _("GB18030, for old systems")
                                        : _("UTF-8, which Excel and WPS open");
}

static void put_line(struct pane body, enum key key, const char *label, const char *value)
{
    int row = (int)key - 1;

    pane_putf(body, row, 1, STYLE_KEY, "%d", (int)key);
    pane_fill(body, row, 3, LABEL, STYLE_NORMAL, label);
    pane_fill(body, row, 3 + LABEL, -1, STYLE_TITLE, value);
}

static void draw(struct screen *screen, struct pane body)
{
    const struct export_state *state = screen->state;
    const struct form *form = &state->forms[state->form];

    put_line(body, KEY_LIST, state->name ? _("queue") : _("list"),
             state->name ? state->name : import_kind_label(state->from.kind));
    put_line(body, KEY_FORM, _("form"), form->label);
    put_line(body, KEY_ENCODING, _("encoding"), encoding_label(state->encoding));
    put_line(body, KEY_FILE, _("file"), state->path.at);
    if (has_numbers(state))
        put_line(body, KEY_NUMBERS, _("phone, ID number"),
                 state->unmask ? _("in full; this is recorded") : _("the last four only"));
    if (has_marks(state))
        put_line(body, KEY_NEW, _("which rows"),
                 state->only_new ? _("only what was not sent in this layout before") : _("all"));
    pane_rule(body, LINES, "");
    struct pane below = pane_part(body, LINES + 1, 1, -1, body.columns - 2);
    if (form->fault)
        pane_wrap(below, 0, below.rows, STYLE_WARNING, form->fault);
    else if (state->outcome.length)
        pane_wrap(below, 0, below.rows, STYLE_NORMAL, state->outcome.at);
    else
        pane_wrap(below, 0, below.rows, STYLE_DIM,
                  _("Enter writes the file. Layouts of departments are INI files in the folder "
                    "layouts beside the station file."));
    pane_cursor(body, LINES + 1, 0);
}

/* --- writing --- */
static enum next write_file(struct screen *screen)
{
    struct export_state *state = screen->state;
    const struct form *form = &state->forms[state->form];
    struct export_order order = {.kind = state->from.kind,
                                 .layout = form->layout,
                                 .encoding = state->encoding,
                                 .unmask = state->unmask && has_numbers(state),
                                 .only_new = state->only_new && has_marks(state),
                                 .is_chinese = form->is_chinese};
    struct case_filter filter;
    struct error error;
    int64_t rows;

    if (state->from.filter) {
        filter = state->from.filter(state->from.context);
        order.filter = &filter;
    }
    text_clear(&state->outcome);
    if (export_file(state->desk, &order, state->path.at, &rows, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    text_addf(&state->outcome, _("Written: %lld rows\n%s\n"), (long long)rows, state->path.at);
    if (order.only_new)
        text_add(&state->outcome, _("They count as sent in this layout now.\n"));
    app_say(screen->app, _("written, %lld rows"), (long long)rows);
    return NEXT_STAY;
}

static enum next replacing(struct screen *screen, const struct answer *answer)
{
    return answer->is_given && answer->number ? write_file(screen) : NEXT_STAY;
}

static enum next ask_to_write(struct screen *screen)
{
    const struct export_state *state = screen->state;

    if (state->forms[state->form].fault)
        return NEXT_STAY;
    if (access(state->path.at, F_OK) == 0)
        return prompt_yes_no(screen, _("there is such a file"),
                             _("Shall it be replaced? No: 4 gives another name."), replacing);
    return write_file(screen);
}

/* --- changing what is written --- */
static enum next kind_said(struct screen *screen, const struct answer *answer)
{
    if (answer->is_given)
        take_kind(screen->state, kinds[answer->number]);
    return NEXT_STAY;
}

static enum next ask_kind(struct screen *screen)
{
    struct choice choices[KINDS];

    for (size_t i = 0; i < KINDS; i++)
        choices[i] = (struct choice){record_rows[kinds[i]].name, import_kind_label(kinds[i]), NULL};
    return prompt_choose(screen, _("which list is it"), choices, KINDS, kind_said);
}

static enum next form_said(struct screen *screen, const struct answer *answer)
{
    struct export_state *state = screen->state;

    if (!answer->is_given)
        return NEXT_STAY;
    state->form = (size_t)answer->number;
    const struct layout *layout = layout_of(state);
    if (layout && layout != &state->shown && !state->forms[state->form].fault)
        state->encoding = layout->encoding ? layout->encoding : ENCODING_UTF8;
    state->only_new = has_marks(state);
    text_clear(&state->outcome);
    return NEXT_STAY;
}

static enum next ask_form(struct screen *screen)
{
    const struct export_state *state = screen->state;
    struct arena arena = {0};
    struct choice *choices = arena_alloc(&arena, state->form_count * sizeof(*choices));

    for (size_t i = 0; i < state->form_count; i++)
        choices[i] = (struct choice){"", state->forms[i].label,
                                     state->forms[i].fault ? _("cannot be used") : NULL};
    enum next next =
        prompt_choose(screen, _("in which form"), choices, state->form_count, form_said);
    arena_release(&arena);
    return next;
}

static enum next path_said(struct screen *screen, const struct answer *answer)
{
    struct export_state *state = screen->state;

    if (!answer->is_given || text_is_empty(answer->text))
        return NEXT_STAY;
    text_clear(&state->path);
    import_folder_expand(&state->path, answer->text, "");
    state->path_is_said = true;
    text_clear(&state->outcome);
    return NEXT_STAY;
}

static enum next ask_path(struct screen *screen)
{
    const struct export_state *state = screen->state;
    const struct prompt prompt = {
        .title = _("into which file"), .initial = state->path.at, .limit = PATH_LIMIT};

    return prompt_text(screen, &prompt, path_said);
}

static enum next change(struct screen *screen, int digit)
{
    struct export_state *state = screen->state;

    switch (digit) {
    case KEY_LIST:
        return state->name ? NEXT_STAY : ask_kind(screen);
    case KEY_FORM:
        return ask_form(screen);
    case KEY_ENCODING:
        state->encoding = state->encoding == ENCODING_GB18030 ? ENCODING_UTF8 : ENCODING_GB18030;
        return NEXT_STAY;
    case KEY_FILE:
        return ask_path(screen);
    case KEY_NUMBERS:
        state->unmask = !state->unmask;
        return NEXT_STAY;
    case KEY_NEW:
        state->only_new = !state->only_new;
        return NEXT_STAY;
    default:
        return NEXT_STAY;
    }
}

static enum next handle(struct screen *screen, const struct event *event)
{
    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_SELECT)
        return ask_to_write(screen);
    if (command_digit(event->command) >= 0)
        return change(screen, command_digit(event->command));
    return NEXT_IGNORED;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct export_state *state = screen->state;

    if (command == COMMAND_SELECT)
        return _("write the file");
    switch (command_digit(command)) {
    case -1:
        return usual;
    case KEY_LIST:
        return state->name ? NULL : _("list");
    case KEY_FORM:
        return _("form");
    case KEY_ENCODING:
        return _("encoding");
    case KEY_FILE:
        return _("file");
    case KEY_NUMBERS:
        return has_numbers(state) ? _("numbers") : NULL;
    case KEY_NEW:
        return has_marks(state) ? _("which rows") : NULL;
    default:
        return NULL;
    }
}

static void explain(const struct screen *screen, enum command command, struct text *out)
{
    static const char *const digits[] = {
        [KEY_LIST] = N_("say which list is written"),
        [KEY_FORM] = N_("all columns, as the screen shows it, or as a department wants it"),
        [KEY_ENCODING] = N_("UTF-8 or GB18030"),
        [KEY_FILE] = N_("say where the file is written"),
        [KEY_NUMBERS] = N_("phone and ID numbers in full or the last four only"),
        [KEY_NEW] = N_("all rows, or only what was not sent in this layout before"),
    };
    int digit = command_digit(command);

    (void)screen;
    if (digit >= KEY_LIST && digit <= KEY_NEW)
        text_add(out, _(digits[digit]));
}

const struct screen_kind export_screen = {
    .name = "export",
    .title = N_("write a list to a file"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_DIGITS,
    .opens = COMMAND_EXPORT,
    .size = sizeof(struct export_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .explain = explain,
};
