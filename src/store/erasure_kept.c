/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/erasure_kept.h"

#include "shouwen/base/json.h"
#include "shouwen/base/utf8.h"
#include "shouwen/store/journal.h"

#include <ctype.h>
#include <string.h>

struct words {
    const char **at;
    size_t count, room;
};

/* Who or what is erased, with every name and telephone number that they ever had. */
struct gone {
    const char *id;
    struct words names, phones;
};

/* What a form or list says, field by field. */
struct reading {
    const struct gone *gone;
    bool is_of_other;  /* it has another resident's id or name where it says whose it is */
    bool is_called;    /* their whole name stands there, or in what is looked for */
    bool is_mentioned; /* their name stands in some text, perhaps in a longer one */
};

static bool is_id_part(char one)
{
    return isalnum((unsigned char)one) || one == '-';
}

static bool is_digit(char one)
{
    return isdigit((unsigned char)one) != 0;
}

/* True if the word stands in the text, and not as part of a longer one. */
static bool has_whole(const char *text, const char *word, bool (*is_part)(char))
{
    size_t length = strlen(word);

    for (const char *at = text; length && (at = strstr(at, word)) != NULL; at++)
        if ((at == text || !is_part(at[-1])) && !is_part(at[length]))
            return true;
    return false;
}

/* What no name goes on with. */
static bool is_name_end(const char *rest)
{
    static const char *const ends[] = {" ", "(", "（", ",", "，", "、", ";", "；", ":", "："};

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
        if (text_starts(rest, ends[i]))
            return true;
    return !*rest;
}

/* All of the text, or one of its words, whatever stands in brackets behind it. */
static bool is_name_in(const char *text, const char *name)
{
    size_t length = strlen(name);

    for (const char *at = text; length && (at = strstr(at, name)) != NULL; at++)
        if ((at == text || at[-1] == ' ') && is_name_end(at + length))
            return true;
    return false;
}

/* A name of one character stands in those of many people. */
static bool is_mention(const char *text, const char *name)
{
    return utf8_count(name) > 1 && strstr(text, name);
}

static bool is_called(const struct gone *gone, const char *text)
{
    for (size_t i = 0; i < gone->names.count; i++)
        if (text_same(text, gone->names.at[i]))
            return true;
    return false;
}

static bool is_any_in(const struct words *words, const char *text,
                      bool (*is_in)(const char *text, const char *word))
{
    for (size_t i = 0; i < words->count; i++)
        if (is_in(text, words->at[i]))
            return true;
    return false;
}

static bool is_number_in(const char *text, const char *phone)
{
    return has_whole(text, phone, is_digit);
}

static void read_field(void *context, const char *key, const struct json *value)
{
    static const char *const names[] = {"who", "name", "search", "resident"};
    struct reading *reading = context;
    const struct gone *gone = reading->gone;
    struct text text = TEXT_EMPTY;
    bool is_naming = false;

    if (json_text(value))
        text_add(&text, json_text(value));
    else
        json_write(value, &text);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        is_naming = is_naming || text_same(key, names[i]);
    if (is_naming && is_any_in(&gone->names, text.at, is_name_in))
        reading->is_called = true;
    if (text_same(key, "resident") && text.length && !text_same(text.at, gone->id) &&
        !is_called(gone, text.at))
        reading->is_of_other = true;
    if (is_any_in(&gone->names, text.at, is_mention))
        reading->is_mentioned = true;
    text_release(&text);
}

/* False if nothing of who is gone stands there. */
static bool judge(const struct gone *gone, bool is_person, const char *label, const char *form,
                  bool *is_theirs)
{
    struct reading reading = {.gone = gone};
    struct json *fields = NULL;
    struct error ignored;

    if (json_read(form, strlen(form), 0, &fields, &ignored) == STATUS_OK)
        json_each(fields, read_field, &reading);
    json_release(fields);
    bool is_named = has_whole(form, gone->id, is_id_part) ||
                    has_whole(label, gone->id, is_id_part) ||
                    is_any_in(&gone->phones, form, is_number_in) ||
                    is_any_in(&gone->phones, label, is_number_in) || is_called(gone, label);
    bool is_other = is_person && reading.is_of_other;

    *is_theirs = !is_other && (is_named || reading.is_called);
    return *is_theirs || is_named || reading.is_mentioned ||
           is_any_in(&gone->names, label, is_mention);
}

static void learn(struct arena *arena, struct words *words, const char *word)
{
    if (text_is_empty(word))
        return;
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->at[i], word) == 0)
            return;
    words->at = arena_grow(arena, words->at, words->count, &words->room, sizeof(*words->at));
    words->at[words->count++] = arena_copy(arena, word);
}

static void learn_act(struct arena *arena, const struct act *act, struct gone *gone)
{
    struct json *fields = NULL;
    struct error ignored;

    if (act->fields && json_read(act->fields, strlen(act->fields), ACT_HEAD_DEPTH, &fields,
                                 &ignored) == STATUS_OK) {
        learn(arena, &gone->names, json_get_text(fields, "name"));
        learn(arena, &gone->phones, json_get_text(fields, "phone"));
    }
    json_release(fields);
}

static enum status read_gone(struct db *db, const char *subject, struct arena *arena,
                             struct gone *gone, bool *is_person, struct error *error)
{
    enum status status = STATUS_OK;
    struct act *acts;
    size_t count;

    *gone = (struct gone){.id = strchr(subject, '/') + 1};
    *is_person = text_starts(subject, "residents/");
    if (!*is_person)
        return STATUS_OK;
    TRY(journal_read(db, subject, arena, &acts, &count, error));
    for (size_t i = 0; i < count; i++)
        learn_act(arena, &acts[i], gone);
done:
    return status;
}

enum status erasure_kept(struct db *db, const char *subject, struct arena *arena,
                         struct erasure_kept **kept, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_ERASURE_KEPT);
    struct gone gone;
    enum status status;
    size_t room = 0;
    bool row, is_person, is_theirs;

    *kept = NULL;
    *count = 0;
    if (!text_starts(subject, "case/") && !text_starts(subject, "residents/"))
        return STATUS_OK;
    TRY(read_gone(db, subject, arena, &gone, &is_person, error));
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        if (!judge(&gone, is_person, query_text(query, 3), query_text(query, 4), &is_theirs))
            continue;
        *kept = arena_grow(arena, *kept, *count, &room, sizeof(**kept));
        (*kept)[(*count)++] = (struct erasure_kept){.owner = query_copy(query, 0, arena),
                                                    .key = query_copy(query, 1, arena),
                                                    .is_form = query_integer(query, 2) != 0,
                                                    .is_theirs = is_theirs};
    }
done:
    query_reset(query);
    return status;
}

enum status erasure_kept_drop(struct db *db, const char *subject, struct error *error)
{
    struct arena arena = {0};
    struct erasure_kept *kept;
    enum status status;
    size_t count;

    TRY(erasure_kept(db, subject, &arena, &kept, &count, error));
    for (size_t i = 0; i < count; i++) {
        struct query *query = db_query(db, kept[i].is_form ? SQL_DRAFT_DROP : SQL_SAVED_DROP);
        if (!kept[i].is_theirs)
            continue;
        query_bind_text(query, 1, kept[i].owner);
        query_bind_text(query, 2, kept[i].key);
        TRY(query_run(query, error));
    }
done:
    arena_release(&arena);
    return status;
}
