/* SPDX-License-Identifier: MIT */
/* import_names: units, grids, people and items that a list calls by their names, as offices do, and
 * not by their codes. A name that one of them has alone is its code; of several grids the one at
 * the row's own unit. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/searchkey.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/domain/parts.h"
#include "intake/import_inside.h"

#include <string.h>

enum { NAMED_MOST = 5 }; /* codes that a refusal gives */

/* Those of one kind, by name: open addressing, never more than half full. A name may be there
 * several times. */
struct named {
    const char *name, *id;
};
struct import_names {
    struct import_run *run;
    enum record_kind kind;
    struct named *slots;
    size_t room, count;
};

static bool has_names(enum record_kind kind)
{
    return kind == RECORD_NODES || kind == RECORD_GRIDS || kind == RECORD_STAFF ||
           kind == RECORD_SERVICES;
}

static size_t place_of(const struct import_names *names, const char *name)
{
    uint32_t hash = 2166136261u; /* FNV-1a */

    for (const char *at = name; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    return hash & (names->room - 1);
}

static void insert(struct import_names *names, struct named one)
{
    size_t place = place_of(names, one.name);

    while (names->slots[place].id) {
        if (text_same(names->slots[place].name, one.name) &&
            text_same(names->slots[place].id, one.id))
            return;
        place = (place + 1) & (names->room - 1);
    }
    names->slots[place] = one;
    names->count++;
}

static void add(struct import_names *names, const char *name, const char *id)
{
    struct arena *arena = &names->run->arena;
    struct text key = TEXT_EMPTY;

    searchkey_name(&key, name);
    if (2 * names->count >= names->room) {
        struct named *old = names->slots;
        size_t room = names->room;
        names->room = room ? 2 * room : 256;
        names->slots = arena_alloc(arena, names->room * sizeof(*names->slots));
        names->count = 0;
        for (size_t i = 0; i < room; i++)
            if (old[i].id)
                insert(names, old[i]);
    }
    if (key.length)
        insert(names, (struct named){arena_copy(arena, key.at), arena_copy(arena, id)});
    text_release(&key);
}

static enum status take(void *context, const struct record *record, struct error *error)
{
    struct import_names *names = context;
    int field = record_field_find(names->kind, "name");

    (void)error;
    if (!text_same(record->kind == RECORD_STAFF ? record_text(record, RECORD_STAFF_STATUS) : "",
                   "left"))
        add(names, record_text(record, field), record->id);
    /* "G03", as lists show a grid of their own station */
    if (record->kind == RECORD_GRIDS && strrchr(record->id, '-'))
        add(names, strrchr(record->id, '-') + 1, record->id);
    return STATUS_OK;
}

static enum status names_of(struct import_run *run, enum record_kind kind,
                            struct import_names **names, struct error *error)
{
    enum status status = STATUS_OK;

    *names = run->names[kind];
    if (*names)
        return STATUS_OK;
    *names = run->names[kind] = arena_alloc(&run->arena, sizeof(**names));
    (*names)->run = run;
    (*names)->kind = kind;
    TRY(reference_each_put(run->desk, kind, take, *names, error));
    if (kind == RECORD_NODES)
        add(*names, desk_node_name(run->desk), desk_node(run->desk));
    if (kind == run->kind)
        TRY(import_settle_people(run, error));
    for (size_t i = 0; kind == run->kind && i < run->ahead_count; i++)
        if (*run->ahead[i].id)
            add(*names, run->ahead[i].name, run->ahead[i].id);
done:
    return status;
}

/* The cell of a field, clean. */
static const char *cell_of(struct import_run *run, const struct csv_row *row, int field)
{
    struct text clean = TEXT_EMPTY;

    for (size_t i = 0; i < run->columns.count && i < row->count; i++)
        if (run->columns.fields[i] == field)
            utf8_clean(&clean, row->cells[i], strlen(row->cells[i]), false);
    const char *cell = arena_copy(&run->arena, clean.at);
    text_release(&clean);
    return cell;
}

void import_note_ahead(struct import_run *run, const struct csv_row *row)
{
    if (run->kind != RECORD_STAFF)
        return;
    struct import_ahead ahead = {
        .line = row->line,
        .cell = cell_of(run, row, RECORD_STAFF_ID),
        .name = cell_of(run, row, RECORD_STAFF_NAME),
        .phone = cell_of(run, row, RECORD_STAFF_PHONE),
        .node = cell_of(run, row, RECORD_STAFF_NODE),
    };
    ahead.id = ahead.cell;
    if (!*ahead.name || import_is_foot(row))
        return;
    run->ahead = arena_grow(&run->arena, run->ahead, run->ahead_count, &run->ahead_room,
                            sizeof(*run->ahead));
    run->ahead[run->ahead_count++] = ahead;
}

void import_note_name(struct import_run *run, const struct record *record)
{
    struct import_names *names = run->names[record->kind];
    int field = run->name_field;

    if (names && field >= 0 && !text_is_empty(record->value[field]))
        add(names, record->value[field], record->id);
}

/* What a row's grids belong to: the unit that it names, else the desk's own. */
static const char *unit_of(const struct import_run *run, const struct record *record)
{
    const char *node = record->kind == RECORD_STAFF ? record_text(record, RECORD_STAFF_NODE) : "";

    return *node ? node : desk_node(run->desk);
}

struct search {
    const char *unit;
    const char *ids[NAMED_MOST];
    size_t count, near_count;
    const char *near;
};

static void look(const struct import_names *names, const char *name, struct search *search)
{
    struct text key = TEXT_EMPTY;

    searchkey_name(&key, name);
    for (size_t place = names->room ? place_of(names, key.at) : 0;
         names->room && names->slots[place].id; place = (place + 1) & (names->room - 1)) {
        const struct named *one = &names->slots[place];
        if (!text_same(one->name, key.at))
            continue;
        if (search->count < NAMED_MOST)
            search->ids[search->count] = one->id;
        search->count++;
        if (names->kind == RECORD_GRIDS && nodecode_is_within(one->id, search->unit)) {
            search->near = one->id;
            search->near_count++;
        }
    }
    text_release(&key);
}

enum status import_unit_named(struct import_run *run, const char *cell, const char **code,
                              struct error *error)
{
    struct search search = {.unit = ""};
    char shape[NODECODE_ROOM];
    struct import_names *names;
    enum status status = STATUS_OK;

    *code = "";
    if (!*cell)
        return STATUS_OK;
    if (nodecode_read(cell, shape) != NODECODE_NONE) {
        *code = arena_copy(&run->arena, shape);
        return STATUS_OK;
    }
    TRY(names_of(run, RECORD_NODES, &names, error));
    look(names, cell, &search);
    if (search.count == 1)
        *code = search.ids[0];
done:
    return status;
}

static void refuse(struct import_run *run, int64_t line, int field, const char *name,
                   const struct search *search)
{
    const struct import_spot spot = {line, import_heading_of(run, field), name};
    enum record_kind kind = run->row->fields[field].refers;
    struct text codes = TEXT_EMPTY;

    for (size_t i = 0; i < search->count && i < NAMED_MOST; i++)
        text_addf(&codes, "%s%s", i ? ", " : "", search->ids[i]);
    if (search->count)
        import_problem_add(run, &spot, true, REASON_SEVERAL_NAMED, codes.at);
    else
        import_problem_add(run, &spot, true, REASON_NONE_NAMED, record_kind_label(kind));
    text_release(&codes);
}

/* Nobody is on duty by a name that is nobody's; elsewhere the value is left out. */
static void leave_out(struct import_run *run, int64_t line, int field, const char **name,
                      bool *is_good)
{
    const struct import_spot spot = {line, import_heading_of(run, field), *name};

    if (run->kind == RECORD_DUTY)
        import_problem_add(run, &spot, true, REASON_NONE_NAMED, record_kind_label(RECORD_STAFF));
    else
        import_problem_add(run, &spot, false, REASON_NOBODY, "");
    *is_good = *is_good && run->kind != RECORD_DUTY;
    *name = NULL;
}

/* *code stays the name where nothing has to be done: codes are ASCII, and of items any text may be
 * one, which is doubted later. NULL: it is left out. */
static enum status find_code(struct import_run *run, const struct record *record, int64_t line,
                             int field, const char **code, bool *is_good, struct error *error)
{
    enum record_kind kind = run->row->fields[field].refers;
    struct search search = {.unit = unit_of(run, record)};
    struct import_names *names;
    enum status status = STATUS_OK;
    const char *name = *code;
    char shape[NODECODE_ROOM];
    bool has = false;

    if ((kind == RECORD_NODES || kind == RECORD_GRIDS) &&
        nodecode_read(*code, shape) != NODECODE_NONE)
        return STATUS_OK;
    while (*name && (unsigned char)*name < 0x80)
        name++;
    bool is_ascii = !*name;
    if (is_ascii && kind != RECORD_GRIDS)
        return STATUS_OK;
    TRY(names_of(run, kind, &names, error));
    look(names, *code, &search);
    if (search.count == 1 || search.near_count == 1) {
        *code = search.near_count == 1 ? search.near : search.ids[0];
        goto done;
    }
    if (kind == RECORD_STAFF || kind == RECORD_SERVICES)
        TRY(reference_has(run->desk, kind, *code, &has, error));
    if (!has && kind == RECORD_STAFF && !search.count) {
        leave_out(run, line, field, code, is_good);
    } else if (!has && !is_ascii &&
               (search.count || kind == RECORD_NODES || kind == RECORD_GRIDS)) {
        refuse(run, line, field, *code, &search);
        *is_good = false;
    }
done:
    return status;
}

static enum status find_codes(struct import_run *run, struct record *record, int64_t line,
                              int field, bool *is_good, struct error *error)
{
    bool is_list = run->row->fields[field].type == VALUE_GRIDS, is_found = true;
    struct text joined = TEXT_EMPTY, clean = TEXT_EMPTY;
    enum status status = STATUS_OK;
    size_t count = 1;

    text_add(&clean, record->value[field]);
    const char **parts =
        is_list ? parts_split(&run->row_arena, clean.at, PARTS_LIST, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        const char *code = is_list ? parts[i] : clean.at;
        TRY(find_code(run, record, line, field, &code, &is_found, error));
        text_addf(&joined, "%s%s", i ? ";" : "", code ? code : "");
    }
    *is_good = *is_good && is_found;
    if (!is_found || !joined.length) /* so that the same is not said of it twice */
        record->value[field] = NULL;
    else if (!text_same(joined.at, clean.at))
        record->value[field] = arena_copy(&run->row_arena, joined.at);
done:
    text_release(&joined);
    text_release(&clean);
    return status;
}

enum status import_names_to_codes(struct import_run *run, int64_t line, struct record *record,
                                  bool *is_good, struct error *error)
{
    enum status status = STATUS_OK;

    *is_good = true;
    for (size_t i = 0; i < run->row->field_count; i++)
        if (has_names(run->row->fields[i].refers) && !text_is_empty(record->value[i]))
            TRY(find_codes(run, record, line, (int)i, is_good, error));
done:
    return status;
}
