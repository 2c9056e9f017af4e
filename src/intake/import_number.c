/* SPDX-License-Identifier: MIT */
/* import_number: who is meant by the numbers that lists give residents. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/listnumber.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/domain/parts.h"
#include "shouwen/domain/resident.h"
#include "intake/import_inside.h"

#include <string.h>

/* Those who are there under a number. */
struct numbered {
    const char *number;
    struct record *there;
    size_t count;
    bool is_erased; /* somebody of the bare number was there once, and nobody is now */
};

static enum status read_all(struct import_run *run, const char *const *ids, size_t count,
                            struct numbered *all, struct error *error)
{
    enum status status = STATUS_OK;
    bool found;

    all->there = arena_alloc(&run->row_arena, (count + 1) * sizeof(*all->there));
    for (size_t i = 0; i < count; i++) {
        TRY(reference_get(run->desk, RECORD_RESIDENTS, ids[i], &run->row_arena,
                          &all->there[all->count], &found, error));
        all->count += found;
        all->is_erased = all->is_erased || (!found && strcmp(ids[i], all->number) == 0);
    }
done:
    return status;
}

/* Of the bare number, looked after at this station. */
static bool is_bare_of(const struct numbered *all, const struct record *there, const char *station)
{
    char theirs[NODE_PART];

    return strcmp(there->id, all->number) == 0 &&
           (!*resident_station(there, theirs) || strcmp(theirs, station) == 0);
}

/* A station's list is its own: its numbers are its own people's, also those that an older file has
 * without the station's digits. Others of the number are meant if it is certain. */
static const char *choose_here(const struct numbered *all, const struct record *record,
                               const char *own, const char *home)
{
    for (size_t i = 0; i < all->count; i++)
        if (is_bare_of(all, &all->there[i], home))
            return all->there[i].id;
    if (all->is_erased)
        return all->number;
    for (size_t i = 0; i < all->count; i++)
        if (listnumber_is_same_person(record, &all->there[i]))
            return all->there[i].id;
    return own;
}

static bool is_namesake(const struct record *one, const struct record *other)
{
    return text_same(record_text(one, RECORD_RESIDENTS_NAME),
                     record_text(other, RECORD_RESIDENTS_NAME));
}

/* The only one who fits, NULL for none or several. */
static const struct record *only(const struct numbered *all, const struct record *record,
                                 bool (*fits)(const struct record *, const struct record *),
                                 size_t *count)
{
    const struct record *found = NULL;

    *count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (fits(record, &all->there[i])) {
            found = &all->there[i];
            ++*count;
        }
    return *count == 1 ? found : NULL;
}

/* No station is said: whoever is meant is there under that name, or nobody has the number yet. */
static enum status choose_unplaced(const struct numbered *all, const struct record *record,
                                   const char *own, const char **id, struct error *error)
{
    size_t count;
    const struct record *found = only(all, record, is_namesake, &count);

    *id = found ? found->id : own;
    if (found || !all->count)
        return STATUS_OK;
    if (all->count > 1)
        return listnumber_refuse(all->number, all->there, all->count, error);
    return error_set(error, STATUS_REFUSED, "id",
                     _("the number %s is that of %s here; if it is the same person, write it as "
                       "%s, otherwise say the station in a column of its own"),
                     all->number, record_text(&all->there[0], RECORD_RESIDENTS_NAME),
                     all->there[0].id);
}

/* A street has many lists: the number says who it is where the station goes with it, and where the
 * person is the same who had it at another station. */
static enum status choose_among(struct import_run *run, const struct numbered *all,
                                const struct record *record, const char **id, struct error *error)
{
    char station[NODE_PART];
    size_t count;
    bool is_placed = *resident_station(record, station);
    const char *own =
        listnumber_id(&run->row_arena, all->number, is_placed ? station : desk_home(run->desk));
    const struct record *found = only(all, record, listnumber_is_same_person, &count);

    *id = found ? found->id : own;
    if (found)
        return STATUS_OK;
    if (!is_placed)
        return choose_unplaced(all, record, own, id, error);
    for (size_t i = 0; i < all->count; i++)
        if (is_bare_of(all, &all->there[i], station))
            *id = all->there[i].id;
    return STATUS_OK;
}

static enum status choose(struct import_run *run, const struct record *record, const char **id,
                          struct error *error)
{
    const char *home = desk_home(run->desk), **ids;
    struct numbered all = {.number = record_text(record, RECORD_RESIDENTS_ID)};
    bool is_here = node_level_of(home) == NODE_STATION;
    const char *own = listnumber_id(&run->row_arena, all.number, home);
    enum status status;
    size_t count;

    *id = own;
    TRY(reference_numbered(run->desk, all.number, &run->row_arena, &ids, &count, error));
    for (size_t i = 0; i < count && is_here; i++)
        if (strcmp(ids[i], own) == 0)
            goto done;
    TRY(read_all(run, ids, count, &all, error));
    if (is_here)
        *id = choose_here(&all, record, own, home);
    else
        TRY(choose_among(run, &all, record, id, error));
done:
    return status;
}

/* Somebody who is named; who is not there yet will come under the number of the same list. */
static enum status take_named(struct import_run *run, const struct record *record,
                              const char *number, const char **id, struct error *error)
{
    const char *home = desk_home(run->desk);
    enum status status;
    bool has;

    *id = number;
    if (listnumber_is_id(number, home))
        return STATUS_OK;
    if (node_level_of(home) != NODE_STATION && *record_place(record))
        home = record_home(&run->row_arena, record, NULL);
    TRY(reference_meant(run->desk, number, home, &run->row_arena, id, error));
    if (strcmp(*id, number) != 0)
        goto done;
    TRY(reference_has(run->desk, RECORD_RESIDENTS, number, &has, error));
    if (!has && (node_level_of(home) == NODE_STATION || run->kind == RECORD_RESIDENTS))
        *id = listnumber_id(&run->row_arena, number, home);
done:
    return status;
}

static enum status take_all_named(struct import_run *run, struct record *record, size_t field,
                                  struct error *error)
{
    enum status status = STATUS_OK;
    struct text list = TEXT_EMPTY;
    size_t count;
    const char *id,
        **numbers = parts_split(&run->row_arena, record->value[field], PARTS_LIST, &count);

    for (size_t i = 0; i < count; i++) {
        TRY(take_named(run, record, numbers[i], &id, error));
        text_addf(&list, "%s%s", i ? ";" : "", id);
    }
    record->value[field] = parts_once(&run->row_arena, arena_copy(&run->row_arena, list.at));
done:
    text_release(&list);
    return status;
}

/* A name has letters of any script; a number digits and nothing but ASCII. */
static bool is_number(const char *text)
{
    for (const char *at = text; *at; at++)
        if ((unsigned char)*at >= 0x80 || *at == ' ')
            return false;
    return strpbrk(text, "0123456789") != NULL;
}

static enum status doubt_case(struct import_run *run, int64_t line, const struct record *record,
                              struct error *error)
{
    const char *number = record_text(record, RECORD_CASES_RESIDENT), *id;
    enum status status = STATUS_OK;
    bool has;

    if (!is_number(number))
        return STATUS_OK;
    TRY(reference_meant(run->desk, number, desk_home(run->desk), &run->row_arena, &id, error));
    TRY(reference_has(run->desk, RECORD_RESIDENTS, id, &has, error));
    if (!has)
        import_problem_add(
            run, &(struct import_spot){line, import_heading_of(run, RECORD_CASES_RESIDENT), number},
            false, REASON_NOT_THERE, record_kind_label(RECORD_RESIDENTS));
done:
    return status;
}

enum status import_take_numbers(struct import_run *run, int64_t line, struct record *record,
                                struct error *error)
{
    enum status status = STATUS_OK;
    const char *id;

    if (run->kind == RECORD_CASES)
        return doubt_case(run, line, record, error);
    for (size_t i = 0; i < run->row->field_count; i++)
        if (run->row->fields[i].refers == RECORD_RESIDENTS && !text_is_empty(record->value[i]))
            TRY(take_all_named(run, record, i, error));
    if (run->kind != RECORD_RESIDENTS || text_is_empty(record->value[RECORD_RESIDENTS_ID]) ||
        listnumber_is_id(record->value[RECORD_RESIDENTS_ID], desk_home(run->desk)))
        goto done;
    TRY(choose(run, record, &id, error));
    record->value[RECORD_RESIDENTS_ID] = id;
done:
    return status;
}
