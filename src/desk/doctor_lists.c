/* SPDX-License-Identifier: MIT */
/* Reference data that does not fit together: imports may come in any order, so what a row names may
 * be missing until it is loaded. */
#include "config.h"

#include "shouwen/desk/doctor.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/settling.h"
#include "shouwen/domain/parts.h"
#include "shouwen/store/disputes.h"
#include "shouwen/store/erasure.h"
#include "shouwen/store/records.h"
#include "desk/doctor_inside.h"

#include <stdlib.h>
#include <string.h>

/* The ids of a kind, in their order. */
struct ids {
    const char **at;
    size_t count, room;
};

struct lists {
    struct doctor_visit *visit;
    struct ids ids[RECORD_KIND_COUNT];
    struct arena arena; /* of the row that is looked at */
    struct ids *filling;
    struct ids told; /* who has left and is on the roster: once, however many days */
};

static void add(struct lists *lists, struct ids *ids, const char *id)
{
    ids->at = arena_grow(lists->visit->arena, ids->at, ids->count, &ids->room, sizeof(*ids->at));
    ids->at[ids->count++] = arena_copy(lists->visit->arena, id);
}

static enum status take_id(void *context, const struct record *record, struct error *error)
{
    struct lists *lists = context;

    (void)error;
    add(lists, lists->filling, record->id);
    return STATUS_OK;
}

static int by_id(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has(const struct lists *lists, enum record_kind kind, const char *id)
{
    const struct ids *ids = &lists->ids[kind];

    return ids->count && bsearch(&id, ids->at, ids->count, sizeof(*ids->at), by_id);
}

/* What a field names, whether the table says so or not: duties hold codes of service items. */
static enum record_kind named_kind(enum record_kind kind, size_t field)
{
    if (kind == RECORD_STAFF && field == RECORD_STAFF_DUTIES)
        return RECORD_SERVICES;
    return record_rows[kind].fields[field].refers;
}

static void miss(struct lists *lists, const struct record *record, size_t field, const char *id)
{
    struct text label = TEXT_EMPTY;

    record_field_say(&label, &record_rows[record->kind].fields[field]);
    doctor_find(lists->visit, "reference", _("%s %s: %s %s is not among the %s yet; import them"),
                record_kind_label(record->kind), record->id, label.at, id,
                record_kind_label(named_kind(record->kind, field)));
    text_release(&label);
}

/* Of the roster only what is still to come. */
static bool is_told(struct lists *lists, const struct record *record, const char *id)
{
    if (record->kind == RECORD_GRIDS || record->kind == RECORD_STAFF)
        return false;
    if (record->kind != RECORD_DUTY ||
        value_read_day(record_text(record, RECORD_DUTY_ON)) < desk_today(lists->visit->desk))
        return true;
    for (size_t i = 0; i < lists->told.count; i++)
        if (strcmp(lists->told.at[i], id) == 0)
            return true;
    add(lists, &lists->told, id);
    return false;
}

/* Nobody leads a grid, stands in or is on duty who is gone. */
static void look_at_person(struct lists *lists, const struct record *record, size_t field,
                           const char *id)
{
    const struct person *person = people_find(desk_people(lists->visit->desk), id);
    struct text label = TEXT_EMPTY;

    if (!person || person->status != PERSON_LEFT || is_told(lists, record, id))
        return;
    record_field_say(&label, &record_rows[record->kind].fields[field]);
    doctor_find(lists->visit, "left", _("%s %s: %s %s (%s) has left; name somebody else"),
                record_kind_label(record->kind), record->id, label.at, person->name, id);
    text_release(&label);
}

/* Residents whom a file is not to have: a department has none of the stations', a station none of
 * another's whom the street joined with one of here. */
static bool is_elsewhere(const struct lists *lists, const struct record *record)
{
    enum node_level level = node_level_of(desk_node(lists->visit->desk));

    return level == NODE_DEPARTMENT || (level == NODE_STATION && record->kind == RECORD_RESIDENTS);
}

static void say_erased(struct lists *lists, const struct record *record, size_t field,
                       const char *id)
{
    if (record->kind == RECORD_RESIDENTS && field == RECORD_RESIDENTS_JOINED)
        doctor_find(lists->visit, "erased",
                    _("resident %s was joined into %s, who was erased on request: erase them too "
                      "(shouwen resident erase %s), or part them (shouwen resident part %s)"),
                    record->id, id, record->id, record->id);
    if (record->kind == RECORD_VISITS &&
        (field == RECORD_VISITS_RESIDENT ||
         !text_same(record_text(record, RECORD_VISITS_RESIDENT), id)))
        doctor_find(lists->visit, "erased",
                    _("visit %s still says something of resident %s, who was erased on request: "
                      "shouwen resident erase %s takes it along"),
                    record->id, id, id);
}

static enum status look_at_unknown(struct lists *lists, const struct record *record, size_t field,
                                   const char *id, struct error *error)
{
    bool is_resident = named_kind(record->kind, field) == RECORD_RESIDENTS, is_erased = false;
    enum status status = STATUS_OK;

    if (is_resident)
        TRY(erasure_has(desk_reader(lists->visit->desk),
                        arena_format(&lists->arena, "residents/%s", id), &is_erased, error));
    if (is_erased)
        say_erased(lists, record, field, id);
    else if (!is_resident || !is_elsewhere(lists, record))
        miss(lists, record, field, id);
done:
    return status;
}

static enum status look_at_field(struct lists *lists, const struct record *record, size_t field,
                                 struct error *error)
{
    enum record_kind named = named_kind(record->kind, field);
    enum status status = STATUS_OK;
    size_t count = 0;

    if (named == RECORD_NO_KIND)
        return STATUS_OK;
    const char **ids =
        parts_split(&lists->arena, record_text(record, (int)field), PARTS_LIST, &count);
    for (size_t i = 0; i < count; i++) {
        if (!has(lists, named, ids[i]))
            TRY(look_at_unknown(lists, record, field, ids[i], error));
        else if (named == RECORD_STAFF)
            look_at_person(lists, record, field, ids[i]);
    }
done:
    return status;
}

static enum status look_at_record(void *context, const struct record *record, struct error *error)
{
    struct lists *lists = context;
    enum status status = STATUS_OK;

    arena_reset(&lists->arena);
    if (record->kind == RECORD_STAFF && text_same(record->value[RECORD_STAFF_STATUS], "left"))
        return STATUS_OK;
    for (size_t i = 0; i < record_rows[record->kind].field_count; i++)
        TRY(look_at_field(lists, record, i, error));
    if (record->kind == RECORD_SERVICES && !*record_text(record, RECORD_SERVICES_CATEGORY))
        doctor_find(lists->visit, "service",
                    _("service item %s has no category: it is missing on the wall list"),
                    record->id);
done:
    return status;
}

static void say_dispute(struct doctor_visit *visit, const char *subject)
{
    const char *id = strchr(subject, '/') + 1;

    if (text_starts(subject, "residents/"))
        doctor_find(visit, "dispute",
                    _("resident %s: two places do not say the same; see resident show %s, then "
                      "resident settle"),
                    id, id);
    else
        doctor_find(visit, "dispute",
                    _("%s: two places do not say the same; enter it again as it is right"),
                    subject);
}

/* Staff are numbered by each place for itself (domain/twin.h). */
static enum status look_at_dispute(struct doctor_visit *visit, const char *subject,
                                   struct error *error)
{
    const char *fields, *places;
    enum node_level level = node_level_of(desk_node(visit->desk));
    bool is_resident = text_starts(subject, "residents/");
    enum status status;

    TRY(disputes_get(desk_reader(visit->desk), subject, visit->arena, &fields, error));
    TRY(settling_clash(visit->desk, subject, visit->arena, &places, error));
    if (*places && !text_starts(subject, "staff/"))
        doctor_find(visit, "clash",
                    _("%s was given out by several places (%s) for different ones; the first is "
                      "shown, the others give theirs another number"),
                    is_resident ? strchr(subject, '/') + 1 : subject, places);
    /* nobody settles residents at a department */
    if (!text_same(fields, DISPUTES_ID) &&
        (!is_resident || level == NODE_STATION || level == NODE_STREET))
        say_dispute(visit, subject);
done:
    return status;
}

/* Of what they need not know of each other's word; the street sees both. */
static enum status look_at_disputes(struct doctor_visit *visit, struct error *error)
{
    enum { TOLD_MOST = 100 };
    const char **subjects;
    enum status status;
    size_t count;

    TRY(disputes_list(desk_reader(visit->desk), "", TOLD_MOST, visit->arena, &subjects, &count,
                      error));
    for (size_t i = 0; i < count; i++)
        TRY(look_at_dispute(visit, subjects[i], error));
done:
    return status;
}

/* Whoever erased a resident elsewhere did not have these. */
static enum status look_at_left(struct doctor_visit *visit, struct error *error)
{
    enum { TOLD_MOST = 100 };
    struct erasure_left *left;
    enum status status;
    size_t count;

    TRY(erasure_left(desk_reader(visit->desk), TOLD_MOST, visit->arena, &left, &count, error));
    for (size_t i = 0; i < count; i++)
        doctor_find(visit, "erased",
                    _("resident %s was erased on request, and case %s is still about them: close "
                      "it, then shouwen case erase %s"),
                    left[i].resident, left[i].number, left[i].number);
done:
    return status;
}

enum status doctor_look_at_lists(struct doctor_visit *visit, struct error *error)
{
    struct lists lists = {.visit = visit};
    enum status status = STATUS_OK;

    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        lists.filling = &lists.ids[kind];
        TRY(records_each(desk_reader(visit->desk), (enum record_kind)kind, "", take_id, &lists,
                         error));
    }
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++)
        TRY(records_each(desk_reader(visit->desk), (enum record_kind)kind, "", look_at_record,
                         &lists, error));
    TRY(look_at_disputes(visit, error));
    TRY(look_at_left(visit, error));
done:
    arena_release(&lists.arena);
    return status;
}
