/* SPDX-License-Identifier: MIT */
/* json: reading and writing JSON values; the only user of jansson.
 * Reading is strict: UTF-8, one value, duplicate keys refused, no NUL in strings. struct json is
 * one value; members are borrowed from their root and live as long as it does. */
#ifndef SHOUWEN_BASE_JSON_H
#define SHOUWEN_BASE_JSON_H

#include "shouwen/base/error.h"
#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json; /* opaque: a jansson value */

/* --- building: each json_new_* is owned by the caller until put into another or released --- */
struct json *json_new_object(void);
struct json *json_new_array(void);
struct json *json_new_text(const char *text); /* NULL gives null; bad UTF-8 gives U+FFFD */
struct json *json_new_integer(int64_t value);
struct json *json_new_boolean(bool value);
struct json *json_new_null(void);
/* Takes value over. */
void json_put(struct json *object, const char *key, struct json *value);
void json_add(struct json *array, struct json *value);
void json_put_text(struct json *object, const char *key, const char *text);
void json_put_integer(struct json *object, const char *key, int64_t value);
void json_put_boolean(struct json *object, const char *key, bool value);
void json_release(struct json *value); /* NULL is fine */

/* --- reading --- */
/* Parses length bytes; depth is the deepest nesting allowed (0: the library's own limit);
 * STATUS_BROKEN with position and cause otherwise. */
MUST_CHECK enum status json_read(const char *bytes, size_t length, int depth, struct json **value,
                                 struct error *error);
const struct json *json_get(const struct json *object, const char *key); /* NULL if absent */
const char *json_get_text(const struct json *object, const char *key);   /* NULL if no string */
/* fallback if absent or no integer */
int64_t json_get_integer(const struct json *object, const char *key, int64_t fallback);
bool json_get_boolean(const struct json *object, const char *key);
size_t json_length(const struct json *value); /* of an array or object, 0 otherwise */
const struct json *json_item(const struct json *array, size_t index);
const char *json_text(const struct json *value); /* NULL if no string */
bool json_integer_of(const struct json *value, int64_t *number);
bool json_holds_object(const struct json *value);
/* Calls visit for each member in the order they were read. */
void json_each(const struct json *object,
               void (*visit)(void *context, const char *key, const struct json *value),
               void *context);

/* --- writing --- */
/* Compact, keys in insertion order, non-ASCII as UTF-8. */
void json_write(const struct json *value, struct text *out);
/* What json_write() makes of json_new_text(text). */
void json_write_text(const char *text, struct text *out);
/* The same with an indent of two, for people. */
void json_write_pretty(const struct json *value, struct text *out);

#endif
