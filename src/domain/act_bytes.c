/* SPDX-License-Identifier: MIT */
/* The bytes of an act. They are hashed, so they never change: what writes them is tested against
 * what base/json makes of the same values. */
#include "config.h"

#include "domain/act_inside.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* `"key":`, after a comma unless it is the first. */
static void add_key(struct text *out, const char *key)
{
    if (out->at[out->length - 1] != '{')
        text_add_char(out, ',');
    text_add_char(out, '"');
    text_add(out, key);
    text_add(out, "\":");
}

static void add_text(struct text *out, const char *key, const char *value)
{
    add_key(out, key);
    json_write_text(value, out);
}

static void add_number(struct text *out, const char *key, int64_t value)
{
    char digits[24];

    add_key(out, key);
    snprintf(digits, sizeof(digits), "%" PRId64, value);
    text_add(out, digits);
}

static void add_fields(struct text *out, const struct act *act, enum act_place place)
{
    for (int field = 0; field < ACT_FIELD_COUNT; field++) {
        const struct act_field_row *row = &act_field_rows[field];
        if (row->place != place || !act->value[field])
            continue;
        if (row->form == ACT_IS_NUMBER)
            add_number(out, row->key, act_number(act, (enum act_field)field, 0));
        else
            add_text(out, row->key, act->value[field]);
    }
}

/* Salt and fields; nothing at all if the act has none. */
static enum status write_body(const struct act *act, struct text *body, struct error *error)
{
    uint8_t salt[ACT_SALT];
    enum status status = STATUS_OK;

    crypto_random(salt, sizeof(salt));
    text_add_bytes(body, (const char *)salt, sizeof(salt));
    text_add_char(body, '{');
    size_t empty = body->length;
    if (act->fields && act_scan_fields(act->fields)) {
        add_key(body, "fields");
        text_add(body, act->fields);
    } else if (act->fields) {
        struct json *record;
        TRY(json_read(act->fields, strlen(act->fields), 1, &record, error));
        add_key(body, "fields");
        json_write(record, body);
        json_release(record);
    }
    add_fields(body, act, ACT_IN_BODY);
    if (body->length == empty)
        text_clear(body);
    else
        text_add_char(body, '}');
done:
    return status;
}

static void add_on(struct text *out, const struct act *act)
{
    char prefix[24];

    add_key(out, "on");
    text_add_char(out, '[');
    for (size_t i = 0; i < act->on_count; i++) {
        snprintf(prefix, sizeof(prefix), "%s\"%016" PRIx64 "\"", i ? "," : "", act->on[i]);
        text_add(out, prefix);
    }
    text_add_char(out, ']');
}

static void write_head(const struct act *act, const char *body_hash, struct text *head)
{
    text_add_char(head, '{');
    add_number(head, "v", 1);
    add_text(head, "l", act->log);
    add_number(head, "n", act->n);
    add_text(head, "k", act->word ? act->word : act_word(act->kind));
    add_text(head, "c", act->subject);
    add_number(head, "t", act->entered_at);
    if (act->happened_at != act->entered_at)
        add_number(head, "at", act->happened_at);
    add_text(head, "by", act->by);
    add_on(head, act);
    if (*body_hash)
        add_text(head, "bh", body_hash);
    add_fields(head, act, ACT_IN_HEAD);
    text_add_char(head, '}');
}

static void hash_text(const void *bytes, size_t length, char *out)
{
    uint8_t hash[CRYPTO_ID];

    crypto_id(bytes, length, hash);
    ident_hex(hash, sizeof(hash), out);
}

enum status act_encode(struct act *act, struct text *head, struct text *body, struct error *error)
{
    char body_hash[2 * CRYPTO_ID + 1] = "";
    enum status status;

    TRY(write_body(act, body, error));
    if (body->length)
        hash_text(body->at, body->length, body_hash);
    write_head(act, body_hash, head);
    if (body->length > ACT_BODY_MOST)
        return error_set(error, STATUS_INVALID, "text",
                         _("the text is too long: at most 64 KB in all can be kept in one act"));
    if (head->length > ACT_HEAD_MOST)
        return error_set(error, STATUS_INVALID, "", _("the act has too many or too long fields"));
    crypto_id(head->at, head->length, act->id);
done:
    return status;
}

/* Copies a field out of a JSON object as text. */
static const char *field_text(struct arena *arena, const struct json *from, enum act_field field)
{
    const struct json *value = json_get(from, act_field_rows[field].key);
    int64_t number;

    if (!value)
        return NULL;
    if (json_integer_of(value, &number))
        return arena_format(arena, "%" PRId64, number);
    return json_text(value) ? arena_copy(arena, json_text(value)) : NULL;
}

static enum status read_on(struct arena *arena, const struct json *on, struct act *act,
                           struct error *error)
{
    uint64_t *prefixes = arena_alloc(arena, json_length(on) * sizeof(*prefixes) + 1);
    uint8_t bytes[sizeof(*prefixes)];

    for (size_t i = 0; i < json_length(on); i++) {
        if (!ident_unhex(json_text(json_item(on, i)), bytes, sizeof(bytes)))
            return error_set(error, STATUS_BROKEN, "on", _("the act names its ancestors wrongly"));
        prefixes[i] = act_id_prefix(bytes);
    }
    act->on = prefixes;
    act->on_count = json_length(on);
    return STATUS_OK;
}

static enum status take_head(struct arena *arena, const struct json *head, struct act *act,
                             struct error *error)
{
    const char *log = json_get_text(head, "l"), *word = json_get_text(head, "k");
    const char *subject = json_get_text(head, "c"), *by = json_get_text(head, "by");

    const struct json *on = json_get(head, "on");

    act->n = json_get_integer(head, "n", 0);
    act->entered_at = json_get_integer(head, "t", INT64_MIN);
    act->happened_at = json_get_integer(head, "at", act->entered_at);
    if (!log || !word || !subject || !by || !on || act->n < 1 || act->entered_at == INT64_MIN)
        return error_set(error, STATUS_BROKEN, "", _("the act's head lacks a field"));
    act->log = arena_copy(arena, log);
    act->word = arena_copy(arena, word);
    act->kind = act_kind_of(word);
    act->subject = arena_copy(arena, subject);
    act->by = arena_copy(arena, by);
    for (int field = 0; field < ACT_FIELD_COUNT; field++)
        if (act_field_rows[field].place == ACT_IN_HEAD)
            act->value[field] = field_text(arena, head, (enum act_field)field);
    return read_on(arena, on, act, error);
}

/* A head in any form. */
static enum status read_head(struct arena *arena, const char *bytes, size_t length, struct act *act,
                             const char **body_hash, struct error *error)
{
    struct json *head;
    enum status status;

    TRY(json_read(bytes, length, ACT_HEAD_DEPTH, &head, error));
    status = take_head(arena, head, act, error);
    const char *named = json_get_text(head, "bh");
    *body_hash = named ? arena_copy(arena, named) : "";
    json_release(head);
done:
    return status;
}

static enum status read_body(struct arena *arena, const char *bytes, size_t length, struct act *act,
                             struct error *error)
{
    struct json *body;
    enum status status = STATUS_OK;

    if (length < ACT_SALT)
        return error_set(error, STATUS_BROKEN, "", _("the act's body is too short"));
    if (act_scan_body(arena, bytes + ACT_SALT, length - ACT_SALT, act))
        return STATUS_OK;
    TRY(json_read(bytes + ACT_SALT, length - ACT_SALT, ACT_HEAD_DEPTH, &body, error));
    for (int field = 0; field < ACT_FIELD_COUNT; field++)
        if (act_field_rows[field].place == ACT_IN_BODY)
            act->value[field] = field_text(arena, body, (enum act_field)field);
    const struct json *record = json_get(body, "fields");
    if (record) {
        struct text text = TEXT_EMPTY;
        json_write(record, &text);
        act->fields = arena_copy(arena, text.at);
        text_release(&text);
    }
    json_release(body);
done:
    return status;
}

enum status act_decode(struct arena *arena, const void *head, size_t head_length, const void *body,
                       size_t body_length, struct act *act, struct error *error)
{
    const char *named;
    char hash[2 * CRYPTO_ID + 1];
    enum status status = STATUS_OK;

    *act = (struct act){0};
    if (head_length > ACT_HEAD_MOST)
        return error_set(error, STATUS_BROKEN, "", _("the act's head is too long"));
    if (!act_scan_head(arena, head, head_length, act, &named)) {
        *act = (struct act){0};
        TRY(read_head(arena, head, head_length, act, &named, error));
    }
    crypto_id(head, head_length, act->id);
    act->is_erased = *named && !body;
    if (!body)
        return STATUS_OK;
    hash_text(body, body_length, hash);
    if (strcmp(named, hash) != 0)
        return error_set(error, STATUS_BROKEN, "",
                         _("the act's body is not the one that its head names"));
    TRY(read_body(arena, body, body_length, act, error));
done:
    return status;
}
