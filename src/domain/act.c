/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/act.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/json.h"
#include "shouwen/domain/vocabulary.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ACT_ROW(name, word, label, class, state, who, flags)                                       \
    [ACT_##name] = {word, label, ACT_##class, STATE_##state, who, flags},
const struct act_row act_rows[ACT_CASE_KINDS] = {ACT_TABLE(ACT_ROW)};

enum place { HEAD, BODY };
enum form { TEXT, NUMBER };
static const struct {
    const char *key;
    enum place place;
    enum form form;
} fields[ACT_FIELD_COUNT] = {
#define FIELD_ROW(name, key, place, form) [FIELD_##name] = {key, place, form},
    ACT_FIELD_TABLE(FIELD_ROW)};

static const char put_word[] = "put";
static const char tally_word[] = "tally";

const struct act_who_row act_who_rows[] = {
    {WHO_STAFF, "staff", N_("staff of a station or street centre who are here today")},
    {WHO_STATION, "station", N_("staff of the case's station")},
    {WHO_DESK, "desk", N_("the station's desk")},
    {WHO_ACCOUNTABLE, "accountable", N_("the accountable person")},
    {WHO_FIRST, "first-contact", N_("the first-contact person")},
    {WHO_GRID_LEADER, "grid-leader", N_("the grid leader")},
    {WHO_SECRETARY, "secretary", N_("the secretary")},
    {WHO_DISPATCHER, "dispatcher", N_("the street's dispatcher")},
    {WHO_CLERK, "clerk", N_("the handling unit's clerk")},
    {WHO_SUPERVISOR, "supervisor", N_("the district's supervisor")},
    {WHO_VIEWER, "viewer", N_("those who may see the case")},
    {WHO_SELF, "author", N_("the person who recorded the act")},
    {0, NULL, NULL},
};

enum act_kind act_kind_of(const char *word)
{
    for (int kind = 0; word && kind < ACT_CASE_KINDS; kind++)
        if (strcmp(act_rows[kind].word, word) == 0)
            return (enum act_kind)kind;
    if (text_same(word, put_word))
        return ACT_PUT;
    return text_same(word, tally_word) ? ACT_TALLY : ACT_UNKNOWN;
}

const char *act_word(enum act_kind kind)
{
    if (kind < ACT_CASE_KINDS)
        return act_rows[kind].word;
    return kind == ACT_PUT ? put_word : kind == ACT_TALLY ? tally_word : "";
}

const char *act_field_key(enum act_field field)
{
    return fields[field].key;
}

int act_field_of(const char *key)
{
    for (int field = 0; key && field < ACT_FIELD_COUNT; field++)
        if (strcmp(fields[field].key, key) == 0)
            return field;
    return -1;
}

int64_t act_number(const struct act *act, enum act_field field, int64_t fallback)
{
    const char *text = act->value[field];
    long value;

    return text_to_long(text, INT64_MIN, INT64_MAX, &value) ? value : fallback;
}

const char *act_text(const struct act *act, enum act_field field)
{
    return act->value[field] ? act->value[field] : "";
}

const char *act_subject_id(const struct act *act)
{
    const char *slash = strchr(act->subject, '/');

    return slash ? slash + 1 : act->subject;
}

bool act_is_low_rating(const struct act *act)
{
    if (act->kind != ACT_RATE)
        return false;
    int64_t attitude = act_number(act, FIELD_ATTITUDE, 0);
    int64_t ability = act_number(act, FIELD_ABILITY, 0);
    return (attitude > 0 && attitude <= 2) || (ability > 0 && ability <= 2);
}

enum act_class act_class_of(const struct act *act)
{
    if (act->kind >= ACT_CASE_KINDS)
        return ACT_NORMAL;
    return act_is_low_rating(act) ? ACT_ESCALATING : act_rows[act->kind].class;
}

bool act_is_unfinished(const struct act *act)
{
    if (act->kind >= ACT_CASE_KINDS)
        return false;
    return (act_rows[act->kind].flags & ACT_UNFINISHED) || act_is_low_rating(act);
}

uint64_t act_id_prefix(const uint8_t *id)
{
    uint64_t prefix = 0;

    for (int i = 0; i < 8; i++)
        prefix = prefix << 8 | id[i];
    return prefix;
}

static struct json *field_value(const struct act *act, enum act_field field)
{
    if (fields[field].form == NUMBER)
        return json_new_integer(act_number(act, field, 0));
    return json_new_text(act->value[field]);
}

static struct json *body_of(const struct act *act, struct error *error, enum status *status)
{
    struct json *body = NULL;

    *status = STATUS_OK;
    if (act->fields) {
        struct json *record;
        *status = json_read(act->fields, strlen(act->fields), 1, &record, error);
        if (*status != STATUS_OK)
            return NULL;
        body = json_new_object();
        json_put(body, "fields", record);
    }
    for (int field = 0; field < ACT_FIELD_COUNT; field++) {
        if (fields[field].place != BODY || !act->value[field])
            continue;
        if (!body)
            body = json_new_object();
        json_put(body, fields[field].key, field_value(act, (enum act_field)field));
    }
    return body;
}

static struct json *head_of(const struct act *act, const char *body_hash)
{
    struct json *head = json_new_object(), *on = json_new_array();
    char prefix[17];

    for (size_t i = 0; i < act->on_count; i++) {
        snprintf(prefix, sizeof(prefix), "%016" PRIx64, act->on[i]);
        json_add(on, json_new_text(prefix));
    }
    json_put_integer(head, "v", 1);
    json_put_text(head, "l", act->log);
    json_put_integer(head, "n", act->n);
    json_put_text(head, "k", act->word ? act->word : act_word(act->kind));
    json_put_text(head, "c", act->subject);
    json_put_integer(head, "t", act->entered_at);
    if (act->happened_at != act->entered_at)
        json_put_integer(head, "at", act->happened_at);
    json_put_text(head, "by", act->by);
    json_put(head, "on", on);
    if (*body_hash)
        json_put_text(head, "bh", body_hash);
    for (int field = 0; field < ACT_FIELD_COUNT; field++)
        if (fields[field].place == HEAD && act->value[field])
            json_put(head, fields[field].key, field_value(act, (enum act_field)field));
    return head;
}

static void hash_text(const void *bytes, size_t length, char *out)
{
    uint8_t hash[CRYPTO_ID];

    crypto_id(bytes, length, hash);
    ident_hex(hash, sizeof(hash), out);
}

enum status act_encode(struct act *act, struct text *head, struct text *body, struct error *error)
{
    enum status status;
    char body_hash[2 * CRYPTO_ID + 1] = "";
    struct json *value = body_of(act, error, &status);

    if (status != STATUS_OK)
        return status;
    if (value) {
        uint8_t salt[ACT_SALT];
        crypto_random(salt, sizeof(salt));
        text_add_bytes(body, (const char *)salt, sizeof(salt));
        json_write(value, body);
        json_release(value);
        hash_text(body->at, body->length, body_hash);
    }
    value = head_of(act, body_hash);
    json_write(value, head);
    json_release(value);
    if (body->length > ACT_BODY_MOST)
        return error_set(error, STATUS_INVALID, "text",
                         _("the text is too long: at most 64 KB in all can be kept in one act"));
    if (head->length > ACT_HEAD_MOST)
        return error_set(error, STATUS_INVALID, "", _("the act has too many or too long fields"));
    crypto_id(head->at, head->length, act->id);
    return STATUS_OK;
}

/* Copies a field out of a JSON object as text. */
static const char *field_text(struct arena *arena, const struct json *from, enum act_field field)
{
    const struct json *value = json_get(from, fields[field].key);
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

static enum status read_head(struct arena *arena, const struct json *head, struct act *act,
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
        if (fields[field].place == HEAD)
            act->value[field] = field_text(arena, head, (enum act_field)field);
    return read_on(arena, on, act, error);
}

static enum status read_body(struct arena *arena, const char *bytes, size_t length, struct act *act,
                             struct error *error)
{
    struct json *body;

    if (length < ACT_SALT)
        return error_set(error, STATUS_BROKEN, "", _("the act's body is too short"));
    enum status status =
        json_read(bytes + ACT_SALT, length - ACT_SALT, ACT_HEAD_DEPTH, &body, error);
    if (status != STATUS_OK)
        return status;
    for (int field = 0; field < ACT_FIELD_COUNT; field++)
        if (fields[field].place == BODY)
            act->value[field] = field_text(arena, body, (enum act_field)field);
    const struct json *record = json_get(body, "fields");
    if (record) {
        struct text text = TEXT_EMPTY;
        json_write(record, &text);
        act->fields = arena_copy(arena, text.at);
        text_release(&text);
    }
    json_release(body);
    return STATUS_OK;
}

enum status act_decode(struct arena *arena, const void *head, size_t head_length, const void *body,
                       size_t body_length, struct act *act, struct error *error)
{
    struct json *value;
    char hash[2 * CRYPTO_ID + 1];

    *act = (struct act){0};
    if (head_length > ACT_HEAD_MOST)
        return error_set(error, STATUS_BROKEN, "", _("the act's head is too long"));
    enum status status = json_read(head, head_length, ACT_HEAD_DEPTH, &value, error);
    if (status != STATUS_OK)
        return status;
    crypto_id(head, head_length, act->id);
    status = read_head(arena, value, act, error);
    const char *named = json_get_text(value, "bh");
    act->is_erased = named && !body;
    if (status == STATUS_OK && body) {
        hash_text(body, body_length, hash);
        if (!text_same(named, hash))
            status = error_set(error, STATUS_BROKEN, "",
                               _("the act's body is not the one that its head names"));
        else
            status = read_body(arena, body, body_length, act, error);
    }
    json_release(value);
    return status;
}
