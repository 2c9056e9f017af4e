/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/queue_filter.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/saved.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/form.h"

#include <string.h>

struct filtering {
    struct form form;   /* first: form_label() */
    struct saved saved; /* its texts are in kept */
    struct arena kept;
    char key[2]; /* the answer */
    char before; /* the key of one that is changed; 0: a new one */
};

static const struct choice categories[] = {
#define CHOICE(name, word, label) {word, label, NULL},
    {"", N_("any"), NULL}, CATEGORY_TABLE(CHOICE){NULL, NULL, NULL}};
static const struct choice urgencies[] = {{"", N_("any"), NULL},
                                          URGENCY_TABLE(CHOICE){NULL, NULL, NULL}};
static const struct choice channels[] = {{"", N_("any"), NULL},
                                         CHANNEL_TABLE(CHOICE){NULL, NULL, NULL}};
static const struct choice rules[] = {{"", N_("any"), NULL},
                                      {"first-contact", N_("first contact"), NULL},
                                      {"assigned", N_("assigned"), NULL},
                                      {"fallback", N_("fallback"), NULL},
                                      {NULL, NULL, NULL}};
static const struct choice sorts[] = {CASE_SORT_TABLE(CHOICE){NULL, NULL, NULL}};

static const struct form_field fields[] = {
    {.name = "name",
     .label = N_("filter's name"),
     .limit = SAVED_NAME,
     .columns = 24,
     .is_required = true},
    {.name = "key",
     .label = N_("key"),
     .limit = 1,
     .columns = 4,
     .is_required = true,
     .hint = N_("a letter, or a digit that is free")},
    {.name = "search", .label = N_("found by"), .limit = 50, .columns = 40},
    {.name = "urgency", .label = N_("urgency"), .kind = FORM_CHOICE, .choices = urgencies},
    {.name = "category", .label = N_("category"), .kind = FORM_CHOICE, .choices = categories},
    {.name = "channel", .label = N_("channel"), .kind = FORM_CHOICE, .choices = channels},
    {.name = "rule", .label = N_("rule"), .kind = FORM_CHOICE, .choices = rules},
    {.name = "grid", .label = N_("grid"), .limit = 20, .columns = 24, .hint = N_("such as G03")},
    {.name = "person",
     .label = N_("accountable"),
     .limit = 30,
     .columns = 24,
     .hint = N_("a name, or an id")},
    {.name = "sort", .label = N_("order"), .kind = FORM_CHOICE, .choices = sorts},
    {0},
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct filtering *filtering = screen->state;
    const struct desk *desk = screen_context(screen);
    struct saved *saved = &filtering->saved;

    (void)error;
    *saved = *(const struct saved *)argument;
    filtering->key[0] = saved->key;
    filtering->before = *saved->name ? saved->key : '\0';
    saved->name = arena_copy(&filtering->kept, saved->name);
    saved->argument = arena_copy(&filtering->kept, saved->argument);
    form_init(&filtering->form, fields);
    form_set(&filtering->form, "name", saved->name);
    form_set(&filtering->form, "key", filtering->key);
    form_set(&filtering->form, "search", saved->search);
    form_set(&filtering->form, "sort", case_sort_rows[saved->sort].word);
    for (int i = 0; i < SAVED_CONDITIONS; i++)
        form_set(&filtering->form, saved_condition_rows[i].name,
                 i == SAVED_PERSON ? desk_name(desk, saved->conditions[i]) : saved->conditions[i]);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct filtering *filtering = screen->state;

    form_release(&filtering->form);
    arena_release(&filtering->kept);
}

static void draw(struct screen *screen, struct pane body)
{
    enum { ROWS = sizeof(fields) / sizeof(fields[0]) + 3, COLUMNS = 70 };
    struct filtering *filtering = screen->state;
    struct text title = TEXT_EMPTY;

    text_addf(&title, _("filter in: %s"), _(queue_rows[filtering->saved.queue].label));
    form_draw(&filtering->form, frame_box(body, ROWS, COLUMNS, title.at));
    text_release(&title);
}

/* What was typed, in kept. */
static void take(struct filtering *filtering)
{
    struct saved *saved = &filtering->saved;
    struct form *form = &filtering->form;

    saved->name = arena_copy(&filtering->kept, form_get(form, "name"));
    saved->search = arena_copy(&filtering->kept, form_get(form, "search"));
    saved->key = filtering->key[0] = *form_get(form, "key");
    saved->sort = case_sort_find(form_get(form, "sort"));
    if (saved->sort == CASE_SORT_COUNT)
        saved->sort = CASE_SORT_OWN;
    for (int i = 0; i < SAVED_CONDITIONS; i++)
        saved->conditions[i] =
            arena_copy(&filtering->kept, form_get(form, saved_condition_rows[i].name));
}

/* A key that the queue screen does not use itself. */
static enum status check_key(const struct filtering *filtering, struct error *error)
{
    enum command taken =
        keymap_find(CONTEXTS_OF_QUEUE, KEYMAP_NO_TEXT, (unsigned char)filtering->key[0]);

    if (taken == COMMAND_NONE || command_digit(taken) >= 0)
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, "key", _("\"%s\" is a key of the queues already: %s"),
                     filtering->key, _(command_row(taken)->label));
}

static enum next save(struct screen *screen)
{
    struct filtering *filtering = screen->state;
    struct error error;
    enum status status;

    take(filtering);
    status = check_key(filtering, &error);
    if (status == STATUS_OK)
        status = saved_put(screen_context(screen), &filtering->saved, &filtering->kept, &error);
    if (status == STATUS_OK && filtering->before && filtering->before != filtering->key[0])
        status = saved_drop(screen_context(screen), filtering->before, &error);
    if (!form_took(&filtering->form, screen, status, &error))
        return NEXT_STAY;
    return screen_answer(screen, (struct answer){true, filtering->key, 0, NULL});
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct filtering *filtering = screen->state;

    return form_serve(&filtering->form, screen, event, save);
}

const struct screen_kind queue_filter_screen = {
    .name = "filter",
    .title = N_("filter"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_FORM,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct filtering),
    .enter = enter,
    .leave = leave,
    .draw = draw,
    .handle = handle,
    .in_text = form_in_text,
    .legend = form_legend,
    .label = form_label,
};
