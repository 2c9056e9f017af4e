/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/json.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/utf8.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* struct json is never defined: it is a json_t under another name */
static json_t *out_of(struct json *value)
{
    return (json_t *)value;
}

static const json_t *view_of(const struct json *value)
{
    return (const json_t *)value;
}

static struct json *into(json_t *value)
{
    if (!value)
        abort(); /* only a caller's bug can bring this about */
    return (struct json *)value;
}

/* Memory that runs out is said and ends the program, as everywhere. */
static void __attribute__((constructor)) use_our_memory(void)
{
    json_set_alloc_funcs(memory_new, free);
}

struct json *json_new_object(void)
{
    return into(json_object());
}

struct json *json_new_array(void)
{
    return into(json_array());
}

struct json *json_new_null(void)
{
    return into(json_null());
}

struct json *json_new_boolean(bool value)
{
    return into(json_boolean(value));
}

struct json *json_new_integer(int64_t value)
{
    return into(json_integer(value));
}

struct json *json_new_text(const char *text)
{
    if (!text)
        return json_new_null();
    json_t *value = json_string(text);
    return into(value ? value : json_string("\xEF\xBF\xBD"));
}

void json_put(struct json *object, const char *key, struct json *value)
{
    json_object_set_new(out_of(object), key, out_of(value));
}

void json_add(struct json *array, struct json *value)
{
    json_array_append_new(out_of(array), out_of(value));
}

void json_put_text(struct json *object, const char *key, const char *text)
{
    json_put(object, key, json_new_text(text));
}

void json_put_integer(struct json *object, const char *key, int64_t value)
{
    json_put(object, key, json_new_integer(value));
}

void json_put_boolean(struct json *object, const char *key, bool value)
{
    json_put(object, key, json_new_boolean(value));
}

void json_release(struct json *value)
{
    json_decref(out_of(value));
}

static int depth_of(const json_t *value)
{
    int deepest = 0;
    size_t index;
    const char *key;
    json_t *item;

    if (json_is_object(value)) {
        json_object_foreach ((json_t *)value, key, item) {
            int depth = depth_of(item);
            deepest = depth > deepest ? depth : deepest;
        }
        return deepest + 1;
    }
    if (json_is_array(value)) {
        json_array_foreach (value, index, item) {
            int depth = depth_of(item);
            deepest = depth > deepest ? depth : deepest;
        }
        return deepest + 1;
    }
    return 0;
}

enum status json_read(const char *bytes, size_t length, int depth, struct json **value,
                      struct error *error)
{
    json_error_t problem;
    json_t *found = json_loadb(bytes, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &problem);

    *value = NULL;
    if (!found)
        return error_set(error, STATUS_BROKEN, "", _("not valid JSON at byte %d: %s"),
                         problem.position, problem.text);
    if (depth > 0 && depth_of(found) > depth) {
        json_decref(found);
        return error_set(error, STATUS_BROKEN, "", _("JSON nested deeper than %d"), depth);
    }
    *value = (struct json *)found;
    return STATUS_OK;
}

const struct json *json_get(const struct json *object, const char *key)
{
    return (const struct json *)json_object_get(view_of(object), key);
}

const char *json_text(const struct json *value)
{
    return json_string_value(view_of(value));
}

const char *json_get_text(const struct json *object, const char *key)
{
    return json_text(json_get(object, key));
}

bool json_integer_of(const struct json *value, int64_t *number)
{
    if (!value || json_typeof(view_of(value)) != JSON_INTEGER)
        return false;
    *number = json_integer_value(view_of(value));
    return true;
}

int64_t json_get_integer(const struct json *object, const char *key, int64_t fallback)
{
    int64_t number;

    return json_integer_of(json_get(object, key), &number) ? number : fallback;
}

bool json_get_boolean(const struct json *object, const char *key)
{
    const json_t *value = view_of(json_get(object, key));

    return value && json_typeof(value) == JSON_TRUE;
}

bool json_holds_object(const struct json *value)
{
    return value && json_typeof(view_of(value)) == JSON_OBJECT;
}

size_t json_length(const struct json *value)
{
    const json_t *view = view_of(value);

    if (!view)
        return 0;
    if (json_typeof(view) == JSON_ARRAY)
        return json_array_size(view);
    return json_typeof(view) == JSON_OBJECT ? json_object_size(view) : 0;
}

const struct json *json_item(const struct json *array, size_t index)
{
    return (const struct json *)json_array_get(view_of(array), index);
}

void json_each(const struct json *object,
               void (*visit)(void *context, const char *key, const struct json *value),
               void *context)
{
    const char *key;
    json_t *value;

    json_object_foreach ((json_t *)(uintptr_t)view_of(object), key, value)
        visit(context, key, (const struct json *)value);
}

static int add_to_text(const char *bytes, size_t length, void *context)
{
    text_add_bytes(context, bytes, length);
    return 0;
}

void json_write(const struct json *value, struct text *out)
{
    json_dump_callback(view_of(value), add_to_text, out, JSON_COMPACT | JSON_ENCODE_ANY);
}

static bool is_plain(const char *text)
{
    for (; (unsigned char)*text >= ' ' && *text != '"' && *text != '\\'; text++)
        ;
    return !*text;
}

void json_write_text(const char *text, struct text *out)
{
    if (text && is_plain(text) && utf8_is_valid(text, strlen(text), NULL)) {
        text_add_char(out, '"');
        text_add(out, text);
        text_add_char(out, '"');
        return;
    }
    struct json *value = json_new_text(text);
    json_write(value, out);
    json_release(value);
}

void json_write_pretty(const struct json *value, struct text *out)
{
    json_dump_callback(view_of(value), add_to_text, out, JSON_INDENT(2) | JSON_ENCODE_ANY);
}
