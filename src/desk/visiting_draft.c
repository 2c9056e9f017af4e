/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/visiting_draft.h"

#include "shouwen/base/json.h"
#include "shouwen/store/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The slots behind those of intakes. */
enum { SLOT_FIRST = 100, KEY_MOST = 16 };

struct kept {
    int slot;
    int64_t at;
    const char *form;
};

static const char *owner_of(const struct desk *desk)
{
    const char *id = desk_person_id(desk);

    return id ? id : "";
}

static enum status read_all(struct desk *desk, struct arena *arena, struct kept **rows,
                            size_t *count, struct error *error)
{
    struct query *query = db_query(desk_reader(desk), SQL_DRAFT_LIST);
    enum status status;
    size_t room = 0;
    bool row;

    *rows = NULL;
    *count = 0;
    query_bind_text(query, 1, owner_of(desk));
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        int slot = (int)query_integer(query, 0);
        if (slot < SLOT_FIRST || slot >= SLOT_FIRST + VISITING_DRAFTS)
            continue;
        *rows = arena_grow(arena, *rows, *count, &room, sizeof(**rows));
        (*rows)[(*count)++] =
            (struct kept){slot, query_integer(query, 1), query_copy(query, 2, arena)};
    }
done:
    query_reset(query);
    return status;
}

static bool parse(const struct kept *row, struct json **form)
{
    struct error ignored;

    return json_read(row->form, strlen(row->form), 0, form, &ignored) == STATUS_OK;
}

static bool is_of(const struct kept *row, const char *household)
{
    struct json *form;

    if (!parse(row, &form))
        return false;
    bool is = text_same(json_get_text(form, "household"), household);
    json_release(form);
    return is;
}

static const struct kept *find(const struct kept *rows, size_t count, const char *household)
{
    for (size_t i = 0; i < count; i++)
        if (is_of(&rows[i], household))
            return &rows[i];
    return NULL;
}

/* Where it goes: its own slot, a free one, that of the oldest. */
static int slot_for(const struct kept *rows, size_t count, const char *household)
{
    const struct kept *own = find(rows, count, household), *oldest = rows;
    int slot = SLOT_FIRST;

    if (own)
        return own->slot;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].at < oldest->at)
            oldest = &rows[i];
        slot += rows[i].slot == slot;
    }
    return slot < SLOT_FIRST + VISITING_DRAFTS ? slot : oldest->slot;
}

static const char *field_name(int field, char name[KEY_MOST])
{
    snprintf(name, KEY_MOST, "field%d", field);
    return name;
}

static void write_form(const struct visiting_draft *draft, struct text *out)
{
    struct json *form = json_new_object(), *lines = json_new_array();
    char name[KEY_MOST];

    json_put_text(form, "household", draft->household);
    json_put_text(form, "door", draft->door);
    json_put_text(form, "request", draft->request);
    json_put_boolean(form, "has_result", draft->has_result);
    json_put_integer(form, "result", draft->result);
    json_put_boolean(form, "asks_contact", draft->asks_contact);
    json_put_text(form, "met", draft->met);
    for (int i = 0; i < VISITING_FIELDS; i++)
        json_put_text(form, field_name(i, name), draft->typed[i]);
    json_put_integer(form, "field", draft->field);
    for (size_t i = 0; i < draft->line_count; i++) {
        struct json *line = json_new_object();
        json_put_text(line, "kind", word_visiting_lines[draft->lines[i].kind].word);
        json_put_text(line, "text", draft->lines[i].text);
        json_add(lines, line);
    }
    json_put(form, "lines", lines);
    json_write(form, out);
    json_release(form);
}

static const char *text_in(const struct json *form, const char *key, struct arena *arena)
{
    const char *text = json_get_text(form, key);

    return text ? arena_copy(arena, text) : "";
}

static void read_lines(const struct json *form, struct arena *arena, struct visiting_draft *draft)
{
    const struct json *list = json_get(form, "lines");
    size_t count = list ? json_length(list) : 0;
    struct visiting_line *lines = arena_alloc(arena, (count + 1) * sizeof(*lines));

    for (size_t i = 0; i < count; i++) {
        const struct json *line = json_item(list, i);
        int kind = word_index(word_visiting_lines, text_in(line, "kind", arena));
        if (kind >= 0)
            lines[draft->line_count++] =
                (struct visiting_line){(enum visiting_line_kind)kind, text_in(line, "text", arena)};
    }
    draft->lines = lines;
}

static void read_form(const struct json *form, struct arena *arena, struct visiting_draft *draft)
{
    int64_t result = json_get_integer(form, "result", 0);
    int64_t field = json_get_integer(form, "field", 0);
    char name[KEY_MOST];

    *draft = (struct visiting_draft){
        .household = text_in(form, "household", arena),
        .door = text_in(form, "door", arena),
        .request = text_in(form, "request", arena),
        .has_result = json_get_boolean(form, "has_result") && result >= 0 && result < VISIT_RESULTS,
        .asks_contact = json_get_boolean(form, "asks_contact"),
        .met = text_in(form, "met", arena),
        .field = field >= 0 && field < VISITING_FIELDS ? (int)field : 0,
    };
    if (draft->has_result)
        draft->result = (enum visit_result)result;
    for (int i = 0; i < VISITING_FIELDS; i++)
        draft->typed[i] = text_in(form, field_name(i, name), arena);
    read_lines(form, arena, draft);
}

static enum status put(struct desk *desk, const char *household, const char *form,
                       enum visiting_patience patience, struct error *error)
{
    enum { SOON = 20 }; /* milliseconds */
    struct arena arena = {0};
    struct ledger *ledger;
    struct kept *rows;
    size_t count;
    enum status status;

    TRY(read_all(desk, &arena, &rows, &count, error));
    if (!*form && !find(rows, count, household))
        goto done;
    TRY(desk_ledger(desk, &ledger, error));
    struct db *db = ledger_db(ledger);
    int usual = patience == VISITING_SOON ? db_set_patience(db, SOON) : 0;
    status =
        ledger_draft_put(ledger, owner_of(desk), slot_for(rows, count, household), form, error);
    if (patience == VISITING_SOON)
        db_set_patience(db, usual);
done:
    arena_release(&arena);
    return status;
}

enum status visiting_draft_save(struct desk *desk, const struct visiting_draft *draft,
                                enum visiting_patience patience, struct error *error)
{
    struct text form = TEXT_EMPTY;

    write_form(draft, &form);
    enum status status = put(desk, draft->household, form.at, patience, error);
    text_release(&form);
    return status;
}

enum status visiting_draft_drop(struct desk *desk, const char *household, struct error *error)
{
    return put(desk, household, "", VISITING_SURELY, error);
}

enum status visiting_draft_load(struct desk *desk, const char *household, struct arena *arena,
                                struct visiting_draft *draft, bool *found, struct error *error)
{
    struct kept *rows;
    struct json *form;
    enum status status;
    size_t count;

    *found = false;
    TRY(read_all(desk, arena, &rows, &count, error));
    const struct kept *row = find(rows, count, household);
    if (row && parse(row, &form)) {
        read_form(form, arena, draft);
        json_release(form);
        *found = true;
    }
done:
    return status;
}

static int by_time(const void *a, const void *b)
{
    const struct kept *x = a, *y = b;

    return (x->at > y->at) - (x->at < y->at);
}

enum status visiting_draft_doors(struct desk *desk, struct arena *arena, const char ***doors,
                                 size_t *count, struct error *error)
{
    struct kept *rows;
    struct json *form;
    enum status status;
    size_t kept;

    *count = 0;
    TRY(read_all(desk, arena, &rows, &kept, error));
    *doors = arena_alloc(arena, (kept + 1) * sizeof(**doors));
    if (kept)
        qsort(rows, kept, sizeof(*rows), by_time);
    for (size_t i = 0; i < kept; i++)
        if (parse(&rows[i], &form)) {
            (*doors)[(*count)++] = text_in(form, "door", arena);
            json_release(form);
        }
done:
    return status;
}
