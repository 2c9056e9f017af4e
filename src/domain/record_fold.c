/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/record_fold.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"
#include "shouwen/domain/record_order.h"

#include <string.h>

struct sink {
    struct arena *arena;
    struct record_values *values;
};

static void take_field(void *context, const char *key, const struct json *value)
{
    struct sink *sink = context;
    struct record_values *values = sink->values;
    const char *text = json_text(value);
    size_t at = 0;

    if (!text)
        return;
    while (at < values->count && strcmp(values->at[at].key, key) < 0)
        at++;
    if (at == values->count || strcmp(values->at[at].key, key) != 0) {
        values->at =
            arena_grow(sink->arena, values->at, values->count, &values->room, sizeof(*values->at));
        memmove(values->at + at + 1, values->at + at, (values->count - at) * sizeof(*values->at));
        values->at[at].key = arena_copy(sink->arena, key);
        values->count++;
    }
    values->at[at].text = arena_copy(sink->arena, text);
}

static enum status take_act(struct sink *sink, const struct act *act, struct error *error)
{
    struct json *fields;
    struct error cause;

    if (act->kind != ACT_PUT || !act->fields)
        return STATUS_OK;
    if (json_read(act->fields, strlen(act->fields), ACT_HEAD_DEPTH, &fields, &cause) != STATUS_OK)
        return error_set(error, STATUS_BROKEN, "",
                         _("the fields of act %lld of %s can't be read: %s"), (long long)act->n,
                         act->subject, cause.message);
    json_each(fields, take_field, sink);
    json_release(fields);
    return STATUS_OK;
}

enum status record_fold(struct arena *arena, const struct act *acts, size_t count,
                        struct record_values *values, struct error *error)
{
    struct sink sink = {arena, values};
    struct matter_order order;
    enum status status = STATUS_OK;

    *values = (struct record_values){0};
    for (size_t i = 0; i < count; i++)
        if (acts[i].kind == ACT_ERASE)
            return STATUS_OK;
    record_order_init(arena, acts, count, &order);
    for (size_t i = 0; i < count; i++) {
        const struct act *act = &acts[order.at[i]];
        if (order.is_voided[order.at[i]])
            continue;
        if (act->kind == ACT_PUT && !values->is_there) {
            values->is_there = true;
            values->node = act->value[FIELD_NODE];
        }
        TRY(take_act(&sink, act, error));
    }
done:
    return status;
}

const char *record_value(const struct record_values *values, const char *key)
{
    for (size_t i = 0; i < values->count; i++)
        if (strcmp(values->at[i].key, key) == 0)
            return values->at[i].text;
    return NULL;
}
