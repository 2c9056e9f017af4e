/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/case_filter.h"

#include "shouwen/base/i18n.h"

#include <string.h>

static const enum option condition_options[SAVED_CONDITIONS] = {
    [SAVED_CATEGORY] = OPTION_CATEGORY, [SAVED_URGENCY] = OPTION_URGENCY,
    [SAVED_CHANNEL] = OPTION_CHANNEL,   [SAVED_RULE] = OPTION_RULE,
    [SAVED_GRID] = OPTION_GRID,         [SAVED_PERSON] = OPTION_PERSON,
};

/* "grid:CODE" is a queue with its argument. */
static void read_queue(const struct call *call, const char *word, struct saved *saved)
{
    const char *colon = strchr(word, ':');

    saved->argument = colon ? colon + 1 : "";
    if (colon)
        word = arena_copy_part(call->arena, word, (size_t)(colon - word));
    saved->queue = queue_find(word);
    if (saved->queue == QUEUE_UNIT)
        saved->argument =
            desk_person(call->desk) ? desk_person(call->desk)->node : desk_node(call->desk);
}

/* A grid that nobody has entered has no queue. */
static enum status check_grid(const struct call *call, const struct saved *saved,
                              struct error *error)
{
    const struct people *people = desk_people(call->desk);

    if (!queue_needs_grid(saved->queue))
        return STATUS_OK;
    for (size_t i = 0; i < people->grid_count; i++)
        if (text_same(people->grids[i].code, saved->argument))
            return STATUS_OK;
    return error_set(error, STATUS_NOT_FOUND, "queue",
                     _("there is no grid %s; choose one of the list (export grids)"),
                     saved->argument);
}

enum status case_filter_read(struct call *call, struct saved *saved, struct error *error)
{
    const char *key = call_value(call, OPTION_FILTER), *queue = call_value(call, OPTION_QUEUE);
    const char *search = call_value(call, OPTION_SEARCH);
    enum status status;

    *saved = (struct saved){.name = "", .queue = QUEUE_OPEN, .argument = "", .search = ""};
    for (int i = 0; i < SAVED_CONDITIONS; i++)
        saved->conditions[i] = "";
    if (key && strlen(key) != 1)
        return error_set(error, STATUS_NOT_FOUND, "filter", _("a filter's key is one character"));
    if (key)
        TRY(saved_find(call->desk, *key, call->arena, saved, error));
    if (queue)
        read_queue(call, queue, saved);
    if (search)
        saved->search = search;
    for (int i = 0; i < SAVED_CONDITIONS; i++)
        if (call_value(call, condition_options[i]))
            saved->conditions[i] = call_value(call, condition_options[i]);
    if (call_value(call, OPTION_SORT))
        saved->sort = case_sort_find(call_value(call, OPTION_SORT));
    TRY(saved_complete(call->desk, saved, call->arena, error));
    if (queue)
        TRY(check_grid(call, saved, error));
done:
    return status;
}

static void add_queue(const struct saved *saved, struct text *out)
{
    text_add(out, queue_rows[saved->queue].word);
    if (queue_needs_grid(saved->queue))
        text_addf(out, ":%s", saved->argument);
}

struct json *case_filter_json(const struct saved *saved)
{
    const char key[] = {saved->key, '\0'};
    struct json *value = json_new_object();
    struct text queue = TEXT_EMPTY;

    add_queue(saved, &queue);
    json_put_text(value, "key", key);
    json_put_text(value, "name", saved->name);
    json_put_text(value, "queue", queue.at);
    json_put_text(value, "search", *saved->search ? saved->search : NULL);
    json_put_text(value, "sort", case_sort_rows[saved->sort].word);
    for (int i = 0; i < SAVED_CONDITIONS; i++)
        json_put_text(value, saved_condition_rows[i].name,
                      *saved->conditions[i] ? saved->conditions[i] : NULL);
    text_release(&queue);
    return value;
}

void case_filter_text(const struct desk *desk, const struct saved *saved, struct text *out)
{
    text_add(out, _(queue_rows[saved->queue].label));
    if (queue_needs_grid(saved->queue))
        text_addf(out, " %s", saved->argument);
    for (int i = 0; i < SAVED_CONDITIONS; i++) {
        const struct saved_condition_row *row = &saved_condition_rows[i];
        const char *value = saved->conditions[i];
        if (*value)
            text_addf(out, "; %s %s", _(row->label),
                      row->words          ? word_label(row->words, value)
                      : i == SAVED_PERSON ? desk_name(desk, value)
                                          : value);
    }
    if (*saved->search)
        text_addf(out, "; \"%s\"", saved->search);
    if (saved->sort != CASE_SORT_OWN)
        text_addf(out, "; %s", _(case_sort_rows[saved->sort].label));
}
