/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/case_filter.h"
#include "shouwen/command/keymap.h"

#include <string.h>

static void print_all(struct call *call, const struct saved *rows, size_t count)
{
    enum { NAME = 2 * SAVED_NAME };
    struct json *value = call->is_json ? json_new_object() : NULL;
    struct json *list = call->is_json ? json_new_array() : NULL;
    int widest = 0;

    for (size_t i = 0; i < count; i++)
        if (utf8_columns(rows[i].name) > widest)
            widest = utf8_columns(rows[i].name);
    for (size_t i = 0; i < count; i++) {
        if (list) {
            json_add(list, case_filter_json(&rows[i]));
            continue;
        }
        text_addf(call->out, "%c  ", rows[i].key);
        utf8_pad(call->out, rows[i].name, widest < NAME ? widest : NAME);
        text_add(call->out, "  ");
        case_filter_text(call->desk, &rows[i], call->out);
        text_add_char(call->out, '\n');
    }
    if (list) {
        json_put(value, "filters", list);
        call_print(call, value);
    } else if (!count) {
        text_add(call->out, _("no filter is saved; \"shouwen filter save\" saves one\n"));
    }
}

enum status verb_filter_list(struct call *call, struct error *error)
{
    struct saved *rows;
    enum status status;
    size_t count;

    TRY(saved_load(call->desk, call->arena, &rows, &count, error));
    print_all(call, rows, count);
done:
    return status;
}

/* One that the queue screen does not use itself. */
static enum status read_key(const struct call *call, char *key, struct error *error)
{
    const char *typed = call->words[0];

    if (strlen(typed) != 1)
        return error_set(error, STATUS_INVALID, "key", _("a filter's key is one character"));
    enum command taken = keymap_find(CONTEXTS_OF_QUEUE, KEYMAP_NO_TEXT, (uint32_t)*typed);
    if (taken != COMMAND_NONE && command_digit(taken) < 0)
        return error_set(error, STATUS_INVALID, "key",
                         _("\"%s\" is a key of the queues already: %s"), typed,
                         _(command_row(taken)->label));
    *key = *typed;
    return STATUS_OK;
}

static enum status print_saved(struct call *call, char key, struct error *error)
{
    struct saved saved;
    enum status status;

    TRY(saved_find(call->desk, key, call->arena, &saved, error));
    print_all(call, &saved, 1);
done:
    return status;
}

enum status verb_filter_save(struct call *call, struct error *error)
{
    struct saved saved;
    enum status status;

    TRY(case_filter_read(call, &saved, error));
    TRY(read_key(call, &saved.key, error));
    saved.name = call_value(call, OPTION_NAME);
    TRY(saved_put(call->desk, &saved, call->arena, error));
    TRY(print_saved(call, saved.key, error));
done:
    return status;
}

enum status verb_filter_rename(struct call *call, struct error *error)
{
    struct saved saved;
    enum status status;
    char key;

    TRY(read_key(call, &key, error));
    TRY(saved_find(call->desk, key, call->arena, &saved, error));
    saved.name = call_value(call, OPTION_NAME);
    TRY(saved_put(call->desk, &saved, call->arena, error));
    TRY(print_saved(call, key, error));
done:
    return status;
}

enum status verb_filter_drop(struct call *call, struct error *error)
{
    struct saved *rows;
    enum status status;
    size_t count;
    char key;

    TRY(read_key(call, &key, error));
    TRY(saved_drop(call->desk, key, error));
    TRY(saved_load(call->desk, call->arena, &rows, &count, error));
    print_all(call, rows, count);
done:
    return status;
}
