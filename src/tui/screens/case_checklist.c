/* SPDX-License-Identifier: MIT */
/* The checklist of the case's service item: what was brought. Enter on a list without a tick means
 * that all is here; 0 records what is here and waits for the rest. */
#include "config.h"

#include "case_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/frame.h"

enum { LINES = 64 };

struct checklist {
    struct case_state *state;
    size_t count, cursor;
    bool is_here[LINES];
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct checklist *list = screen->state;

    (void)error;
    list->state = (struct case_state *)(uintptr_t)argument;
    list->count = list->state->dossier.service.material_count;
    if (list->count > LINES)
        list->count = LINES;
    for (size_t i = 0; i < list->count; i++)
        list->is_here[i] = dossier_has_material(&list->state->dossier, i + 1);
    return STATUS_OK;
}

static size_t here_count(const struct checklist *list)
{
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++)
        count += list->is_here[i];
    return count;
}

/* Lines that are not here, of those that everybody must bring or of the others. */
static size_t missing_count(const struct checklist *list, bool is_always)
{
    const struct material *materials = list->state->dossier.service.materials;
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++)
        count += !list->is_here[i] && !*materials[i].condition == is_always;
    return count;
}

static void say_material(const struct material *material, struct text *out)
{
    const char *form = material_form_label(material->form);

    text_add(out, material->name);
    if (*form)
        text_addf(out, " %s", form);
    if (material->count > 1)
        text_addf(out, " x%d", material->count);
    if (*material->condition)
        text_addf(out, " (%s)", material->condition);
}

static void draw(struct screen *screen, struct pane body)
{
    enum { COLUMNS = 76, MORE = 2 };
    const struct checklist *list = screen->state;
    const struct service *service = &list->state->dossier.service;
    struct pane box = frame_box(body, (int)list->count + MORE, COLUMNS, service->name);
    size_t rows = (size_t)box.rows;
    size_t top = list->cursor >= rows ? list->cursor - rows + 1 : 0;
    struct text text = TEXT_EMPTY;

    for (size_t i = top; i < list->count && i < top + rows; i++) {
        int row = (int)(i - top);
        bool is_selected = i == list->cursor;
        text_clear(&text);
        text_addf(&text, "%s %2zu [%s] ", is_selected ? ">" : " ", i + 1,
                  list->is_here[i] ? "x" : " ");
        say_material(&service->materials[i], &text);
        pane_fill(box, row, 0, -1, is_selected ? STYLE_SELECTED : STYLE_NORMAL, text.at);
        if (is_selected)
            pane_cursor(box, row, 5);
    }
    text_release(&text);
}

/* "1,3" into the arena. */
static const char *say_have(const struct checklist *list, struct arena *arena)
{
    bool is_all = here_count(list) == 0;
    struct text out = TEXT_EMPTY;

    for (size_t i = 0; i < list->count; i++)
        if (is_all || list->is_here[i])
            text_addf(&out, "%s%zu", out.length ? "," : "", i + 1);
    const char *have = arena_copy(arena, out.at);
    text_release(&out);
    return have;
}

/* What needs a condition is waited for only where nothing else is. */
static const char *say_missing(const struct checklist *list, struct arena *arena)
{
    const struct material *materials = list->state->dossier.service.materials;
    bool is_always = missing_count(list, true) > 0;
    struct text out = TEXT_EMPTY;

    for (size_t i = 0; i < list->count; i++)
        if (!list->is_here[i] && !*materials[i].condition == is_always)
            text_addf(&out, "%s%s", out.length ? _(", ") : "", materials[i].name);
    const char *missing = arena_copy(arena, out.at);
    text_release(&out);
    return missing;
}

/* All is here: a case that waited for it goes on at the same key. */
static enum next record(struct screen *screen)
{
    struct checklist *list = screen->state;
    struct act acts[2] = {{.kind = ACT_TICK}, {.kind = ACT_RESUME}};
    bool is_complete = here_count(list) == 0 || missing_count(list, true) == 0;
    bool resumes = is_complete && list->state->dossier.is_possible[ACT_RESUME] &&
                   list->state->dossier.matter.state == STATE_WAITING;
    struct arena arena = {0};
    struct error error;

    acts[0].value[FIELD_HAVE] = say_have(list, &arena);
    enum status status = case_record(screen->app, list->state, acts, resumes ? 2 : 1, &error);
    arena_release(&arena);
    if (status == STATUS_OK)
        return NEXT_BACK;
    app_complain(screen->app, &error);
    return NEXT_STAY;
}

static enum next wait_for_rest(struct screen *screen)
{
    struct checklist *list = screen->state;
    struct arena arena = {0};
    struct error error;

    if (here_count(list) == list->count) {
        app_say(screen->app, _("everything is here; Enter records it"));
        return NEXT_STAY;
    }
    if (!list->state->dossier.is_possible[ACT_WAIT]) {
        error_set(&error, STATUS_REFUSED, "",
                  _("the case cannot wait now; Enter records what is "
                    "here"));
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    const char *have = here_count(list) ? say_have(list, &arena) : "none";
    const struct case_order order = {
        .state = list->state, .kind = ACT_WAIT, .reason = say_missing(list, &arena), .have = have};
    enum next next = screen_replace(screen, &case_form_screen, &order);
    arena_release(&arena);
    return next;
}

static enum next toggle(struct checklist *list, size_t at)
{
    if (at < list->count) {
        list->is_here[at] = !list->is_here[at];
        list->cursor = at;
    }
    return NEXT_STAY;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct checklist *list = screen->state;
    int digit = command_digit(event->command);

    if (event->kind != EVENT_COMMAND)
        return event->kind == EVENT_KEY && event->key == ' ' ? toggle(list, list->cursor)
                                                             : NEXT_IGNORED;
    if (digit > 0)
        return toggle(list, (size_t)digit - 1);
    switch ((int)event->command) {
    case COMMAND_DIGIT_0:
        return wait_for_rest(screen);
    case COMMAND_SELECT:
        return record(screen);
    case COMMAND_UP:
        list->cursor -= list->cursor ? 1 : 0;
        return NEXT_STAY;
    case COMMAND_DOWN:
        list->cursor += list->cursor + 1 < list->count ? 1 : 0;
        return NEXT_STAY;
    case COMMAND_PAGE_DOWN:
        /* Space */
        return event->key == ' ' ? toggle(list, list->cursor) : NEXT_STAY;
    default:
        return NEXT_IGNORED;
    }
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct checklist *list = screen->state;
    int digit = command_digit(command);

    if (command == COMMAND_SELECT)
        return here_count(list) ? _("record") : _("all is here");
    if (digit == 0)
        return here_count(list) < list->count ? _("wait for the rest") : NULL;
    if (digit > 0)
        return (size_t)digit <= list->count ? _("tick") : NULL;
    return command == COMMAND_BACK ? usual : NULL;
}

const struct screen_kind case_checklist_screen = {
    .name = "checklist",
    .title = N_("materials"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_DIGITS,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct checklist),
    .enter = enter,
    .draw = draw,
    .handle = handle,
    .label = label,
};
