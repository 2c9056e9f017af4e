/* SPDX-License-Identifier: MIT */
/* import_people: who the rows of a roster are that says no ids, as offices keep it. Name and phone
 * tell; the name alone does where nothing speaks against it, with a doubt; who is nobody yet gets
 * an id. What cannot be told is refused. All rows are looked at together before the first one is
 * taken, so that a person whom one row is for certain is nobody else. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/domain/mask.h"
#include "intake/import_inside.h"

#include <string.h>

enum { NAMED_MOST = 5 }; /* people whom a doubt names */

/* Somebody who is in the record, or whom a row is. */
struct person_here {
    const char *id, *key, *phone, *node;
    bool is_left;
    bool is_taken; /* a row is this one for certain */
};
struct people_here {
    struct import_run *run;
    struct person_here *items;
    size_t count, room;
};

static const char *key_of(struct import_run *run, const char *name)
{
    struct text key = TEXT_EMPTY;

    searchkey_name(&key, name);
    const char *kept = arena_copy(&run->arena, key.at);
    text_release(&key);
    return kept;
}

static enum status keep_person(void *context, const struct record *record, struct error *error)
{
    struct people_here *here = context;
    struct arena *arena = &here->run->arena;

    (void)error;
    here->items = arena_grow(arena, here->items, here->count, &here->room, sizeof(*here->items));
    here->items[here->count++] = (struct person_here){
        .id = arena_copy(arena, record->id),
        .key = key_of(here->run, record_text(record, RECORD_STAFF_NAME)),
        .phone = arena_copy(arena, record_text(record, RECORD_STAFF_PHONE)),
        .node = arena_copy(arena, record_text(record, RECORD_STAFF_NODE)),
        .is_left = text_same(record_text(record, RECORD_STAFF_STATUS), "left"),
    };
    return STATUS_OK;
}

/* A phone number as the record has it; "" for one that says nothing. */
static const char *clean_phone(struct import_run *run, const char *cell)
{
    struct text out = TEXT_EMPTY;
    struct flaw found = FLAW_NONE;

    if (mask_is_masked(cell) ||
        value_clean(VALUE_PHONE, NULL, cell, strlen(cell), &out, &found) == VALUE_BAD)
        text_clear(&out);
    const char *kept = arena_copy(&run->arena, out.at);
    text_release(&out);
    reason_release(&found);
    return kept;
}

static bool differs(const char *one, const char *other)
{
    return *one && *other && !text_same(one, other);
}

static bool has_phone(const struct person_here *person, const struct import_ahead *ahead)
{
    return *ahead->phone && text_same(person->phone, ahead->phone) &&
           text_same(person->key, ahead->key);
}

/* First those whom an id or name and phone tell. */
static void take_certain(struct people_here *here, struct import_ahead *ahead)
{
    size_t count = 0;

    for (size_t i = 0; i < here->count; i++) {
        struct person_here *person = &here->items[i];
        bool is_one = *ahead->cell ? text_same(person->id, ahead->cell) : has_phone(person, ahead);
        if (!is_one)
            continue;
        person->is_taken = true;
        if (*ahead->cell)
            return;
        ahead->id = count++ ? "" : person->id;
    }
}

struct namesakes {
    struct text ids;
    size_t count, alone, elsewhere; /* all, with nothing but the name, of another unit and phone */
    const char *id;
};

static void add_namesake(struct namesakes *found, const char *id)
{
    if (found->count++ < NAMED_MOST)
        text_addf(&found->ids, "%s%s", found->ids.length ? ", " : "", id);
}

static void find_namesakes(const struct people_here *here, const struct import_ahead *ahead,
                           struct namesakes *found)
{
    for (size_t i = 0; i < here->count; i++) {
        const struct person_here *person = &here->items[i];
        bool is_same_phone = has_phone(person, ahead);
        if (!text_same(person->key, ahead->key) ||
            (!is_same_phone && (person->is_left || person->is_taken)))
            continue;
        bool other_unit = differs(person->node, ahead->node);
        bool other_phone = differs(person->phone, ahead->phone);
        add_namesake(found, person->id);
        found->elsewhere += other_unit && other_phone;
        found->alone += !other_unit && !other_phone && !is_same_phone;
        found->id = person->id;
    }
}

static bool is_here(const struct people_here *here, const char *id)
{
    for (size_t i = 0; i < here->count; i++)
        if (text_same(here->items[i].id, id))
            return true;
    return false;
}

static const char *new_id(const struct people_here *here, const struct import_ahead *ahead)
{
    struct record record = {.kind = RECORD_STAFF};
    const char *id;
    int turn = 0;

    record.value[RECORD_STAFF_NAME] = ahead->name;
    record.value[RECORD_STAFF_PHONE] = ahead->phone;
    record.value[RECORD_STAFF_NODE] = ahead->node;
    do
        id = record_staff_id(&here->run->arena, &record, turn++);
    while (is_here(here, id));
    return id;
}

static void doubt(struct import_ahead *ahead, enum reason reason, const char *detail)
{
    ahead->reason = reason;
    ahead->detail = detail;
}

/* Two of one name in the file are two people if their phones say so. */
static void doubt_row_before(struct import_run *run, struct import_ahead *ahead)
{
    for (const struct import_ahead *other = run->ahead; other < ahead; other++)
        if (text_same(other->key, ahead->key) && !text_same(other->id, ahead->id) &&
            !differs(other->node, ahead->node))
            doubt(ahead, REASON_NAMESAKE_NEW,
                  arena_format(&run->arena, _("line %lld (%s)"), (long long)other->line,
                               other->name));
}

/* Then the others, among those who are left. */
static void settle(struct people_here *here, struct import_ahead *ahead)
{
    struct import_run *run = here->run;
    struct namesakes found = {.ids = TEXT_EMPTY};

    find_namesakes(here, ahead, &found);
    const char *ids = arena_copy(&run->arena, found.ids.at);
    text_release(&found.ids);
    ahead->id = "";
    if (found.count == 1 && found.alone == 1) {
        ahead->id = found.id;
        doubt(ahead, REASON_NAME_ALONE, ids);
    } else if (found.count > found.elsewhere) {
        doubt(ahead, REASON_NAMESAKE, ids);
    } else {
        ahead->id = new_id(here, ahead);
        if (found.count)
            doubt(ahead, REASON_NAMESAKE_NEW, ids);
        else
            doubt_row_before(run, ahead);
    }
}

/* Their units' codes come first: a row may name its unit. */
static enum status prepare(struct people_here *here, struct error *error)
{
    struct import_run *run = here->run;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < run->ahead_count; i++) {
        struct import_ahead *ahead = &run->ahead[i];
        ahead->key = key_of(run, ahead->name);
        ahead->phone = clean_phone(run, ahead->phone);
        TRY(import_unit_named(run, ahead->node, &ahead->node, error));
        take_certain(here, ahead);
    }
done:
    return status;
}

enum status import_settle_people(struct import_run *run, struct error *error)
{
    struct people_here here = {.run = run};
    enum status status;

    if (run->kind != RECORD_STAFF || run->are_people_settled)
        return STATUS_OK;
    run->are_people_settled = true;
    TRY(reference_each_put(run->desk, RECORD_STAFF, keep_person, &here, error));
    TRY(prepare(&here, error));
    for (size_t i = 0; i < run->ahead_count; i++)
        if (!*run->ahead[i].id)
            settle(&here, &run->ahead[i]);
done:
    return status;
}

static const struct import_ahead *ahead_of(const struct import_run *run, int64_t line)
{
    size_t low = 0, high = run->ahead_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (run->ahead[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low < run->ahead_count && run->ahead[low].line == line ? &run->ahead[low] : NULL;
}

enum status import_identify_person(struct import_run *run, int64_t line, struct record *record,
                                   bool *is_good, struct error *error)
{
    enum status status = STATUS_OK;

    if (run->kind != RECORD_STAFF || !text_is_empty(record->value[RECORD_STAFF_ID]))
        return STATUS_OK;
    TRY(import_settle_people(run, error));
    const struct import_ahead *ahead = ahead_of(run, line);
    if (!ahead) /* it has no name either, which is said */
        goto done;
    if (ahead->reason)
        import_problem_add(
            run,
            &(struct import_spot){line, import_heading_of(run, RECORD_STAFF_NAME), ahead->name},
            !*ahead->id, ahead->reason, ahead->detail);
    *is_good = *is_good && *ahead->id;
    record->value[RECORD_STAFF_ID] = *ahead->id ? ahead->id : NULL;
done:
    return status;
}
