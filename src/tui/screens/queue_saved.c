/* SPDX-License-Identifier: MIT */
/* The lists that a person saved, on the queue screen: shown with their key, made, changed,
 * dropped. */
#include "config.h"

#include "queue_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/command/keymap.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/prompt.h"
#include "shouwen/tui/screens/queue_filter.h"

#include <string.h>

size_t queue_saved_at(const struct queue_state *state, uint32_t key)
{
    for (size_t i = 0; i < state->tab_count; i++)
        if (state->tabs[i].key && (uint32_t)state->tabs[i].key == key)
            return i;
    return state->tab_count;
}

/* The first key that nothing has: a digit behind those of the queues, then a letter. */
static char free_key(const struct queue_state *state)
{
    static const char keys[] = "123456789abcdefghijklmnopqrstuvwxyz";

    for (const char *key = keys; *key; key++) {
        enum command taken = keymap_find(CONTEXTS_OF_QUEUE, KEYMAP_NO_TEXT, (unsigned char)*key);
        int digit = command_digit(taken);
        bool is_queue = digit > 0 && (size_t)digit <= queue_tabs_numbered(state);
        if ((taken == COMMAND_NONE || digit > 0) && !is_queue &&
            queue_saved_at(state, (unsigned char)*key) == state->tab_count)
            return *key;
    }
    return '\0';
}

/* Saved or changed: it is shown. */
static enum next saved(struct screen *screen, const struct answer *answer)
{
    struct queue_state *state = screen->state;

    if (!answer->is_given)
        return NEXT_STAY;
    state->wanted_key = *answer->text;
    if (state->is_searching)
        queue_end_search(screen);
    list_release(&state->list);
    screen->is_stale = true;
    return NEXT_STAY;
}

/* The form for what is shown now: its queue, order and words. */
static enum next make(struct screen *screen)
{
    struct queue_state *state = screen->state;
    const struct case_filter *filter = &state->tabs[state->at].filter;
    const struct case_conditions *conditions = &filter->conditions;
    struct saved made = {.key = free_key(state),
                         .name = "",
                         .queue = filter->queue,
                         .argument = filter->argument ? filter->argument : "",
                         .search = state->is_searching ? state->line.text.at : "",
                         .sort = state->sort,
                         .conditions = {conditions->category, conditions->urgency,
                                        conditions->channel, conditions->rule, conditions->grid,
                                        ""}};

    for (int i = 0; i < SAVED_CONDITIONS; i++)
        made.conditions[i] = made.conditions[i] ? made.conditions[i] : "";
    return screen_ask(screen, &queue_filter_screen, &made, saved);
}

static enum next change(struct screen *screen, char key)
{
    struct arena arena = {0};
    struct saved found;
    struct error error;
    enum next next = NEXT_STAY;

    if (saved_find(screen_context(screen), key, &arena, &found, &error) == STATUS_OK)
        next = screen_ask(screen, &queue_filter_screen, &found, saved);
    else
        app_complain(screen->app, &error);
    arena_release(&arena);
    return next;
}

static enum next drop(struct screen *screen, char key, const char *label)
{
    struct error error;

    if (saved_drop(screen_context(screen), key, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    app_say(screen->app, _("the filter \"%s\" is gone"), label);
    app_mark_stale(screen->app);
    return NEXT_STAY;
}

static enum next chosen(struct screen *screen, const struct answer *answer)
{
    struct queue_state *state = screen->state;
    const struct lists_tab *tab = &state->tabs[state->at];

    if (!answer->is_given || !tab->key)
        return NEXT_STAY;
    switch (answer->number) {
    case 0:
        return change(screen, tab->key);
    case 1:
        return make(screen);
    default:
        return drop(screen, tab->key, tab->label);
    }
}

enum next queue_saved_command(struct screen *screen)
{
    const struct queue_state *state = screen->state;
    const struct lists_tab *tab = &state->tabs[state->at];
    const struct choice choices[] = {
        {"change", _("change it: name, key, conditions"), NULL},
        {"copy", _("make another one from it"), NULL},
        {"drop", _("delete it"), NULL},
    };

    if (!tab->key || state->is_searching)
        return make(screen);
    return prompt_choose(screen, tab->label, choices, sizeof(choices) / sizeof(choices[0]), chosen);
}
