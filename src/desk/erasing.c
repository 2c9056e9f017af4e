/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/erasing.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/desk/dossier.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/permit.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/domain/parts.h"
#include "shouwen/domain/resident.h"
#include "shouwen/store/erasure.h"
#include "shouwen/store/erasure_kept.h"
#include "shouwen/store/query_reference.h"
#include "shouwen/store/records.h"

#include <stdlib.h>
#include <string.h>

static bool is_among(const struct erasing *erasing, const char *resident)
{
    for (size_t i = 0; i < erasing->count; i++)
        if (text_starts(erasing->subjects[i], "residents/") &&
            strcmp(strchr(erasing->subjects[i], '/') + 1, resident) == 0)
            return true;
    return text_same(erasing->id, resident);
}

/* Those of a list who stay. */
static const char *others_of(const struct erasing *erasing, const char *list, struct arena *arena)
{
    struct text out = TEXT_EMPTY;
    size_t count;
    const char **ids = parts_split(arena, list, PARTS_LIST, &count);

    for (size_t i = 0; i < count; i++)
        if (!is_among(erasing, ids[i]))
            text_addf(&out, "%s%s", out.length ? ";" : "", ids[i]);
    const char *kept = arena_copy(arena, out.at);
    text_release(&out);
    return kept;
}

/* What of a visit is about the others whom it was to or met: when, where and with what result, but
 * no word of what was said there. *is_kept: there are some. */
static void without(const struct erasing *erasing, const struct record *visit, struct arena *arena,
                    struct record *rest, bool *is_kept)
{
    static const int kept[] = {RECORD_VISITS_AT,         RECORD_VISITS_STAFF,  RECORD_VISITS_GRID,
                               RECORD_VISITS_CLASS,      RECORD_VISITS_RESULT, RECORD_VISITS_DOOR,
                               RECORD_VISITS_ENTERED_AT, RECORD_VISITS_NODE};
    const char *met = others_of(erasing, record_text(visit, RECORD_VISITS_MET), arena);
    const char *to = others_of(erasing, record_text(visit, RECORD_VISITS_RESIDENT), arena);

    *is_kept = (*met || *to) && !*record_text(visit, RECORD_VISITS_STATE);
    *rest = (struct record){.kind = RECORD_VISITS, .id = arena_format(arena, "%s-2", visit->id)};
    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
        rest->value[kept[i]] = record_text(visit, kept[i]);
    rest->value[RECORD_VISITS_ID] = rest->id;
    rest->value[RECORD_VISITS_MET] = met;
    rest->value[RECORD_VISITS_RESIDENT] = *to ? to : arena_copy_part(arena, met, strcspn(met, ";"));
}

static enum status each_shared(struct desk *desk, const struct erasing *erasing,
                               struct ledger *ledger, size_t *count, struct error *error)
{
    struct arena arena = {0};
    enum ledger_change change;
    struct record visit, rest;
    enum status status = STATUS_OK;
    bool found, is_kept = false;

    *count = 0;
    for (size_t i = 0; i < erasing->count; i++) {
        if (!text_starts(erasing->subjects[i], "visits/"))
            continue;
        TRY(records_get(desk_reader(desk), RECORD_VISITS, strchr(erasing->subjects[i], '/') + 1,
                        &arena, &visit, &found, error));
        if (found)
            without(erasing, &visit, &arena, &rest, &is_kept);
        *count += found && is_kept;
        if (found && is_kept && ledger)
            TRY(ledger_put(ledger, desk_person_id(desk), &rest, &change, error));
    }
done:
    arena_release(&arena);
    return status;
}

/* Who was joined into somebody else is that person, of whom everything else would stay. */
static enum status refuse_joined(struct desk *desk, const struct record *record,
                                 struct arena *arena, struct error *error)
{
    const char *who;
    enum status status;

    TRY(records_who(desk_reader(desk), record->id, arena, &who, error));
    if (strcmp(who, record->id) != 0)
        status = error_set(error, STATUS_REFUSED, "id",
                           _("%s is joined into %s: erase that one, or part them first"),
                           record->id, who);
done:
    return status;
}

/* The circle of those who may erase only grows; but who moved away is looked after elsewhere. */
static enum status refuse_moved(struct desk *desk, const char *subject, struct arena *arena,
                                struct error *error)
{
    const char *name, *id = strchr(subject, '/') + 1;
    char station[NODE_PART];
    struct record record;
    enum status status;
    bool found;

    TRY(records_get(desk_reader(desk), RECORD_RESIDENTS, id, arena, &record, &found, error));
    if (!found || !*resident_station(&record, station) ||
        nodecode_is_within(station, desk_node(desk)))
        goto done;
    TRY(dossier_node_name(desk, station, arena, &name, error));
    if (!text_same(name, station))
        name = arena_format(arena, "%s (%s)", name, station);
    status = error_set(error, STATUS_REFUSED, "id",
                       _("%s is looked after by %s now: ask there, or at the street, to erase "
                         "them"),
                       id, name);
done:
    return status;
}

static enum status look_at_moved(struct desk *desk, const struct erasure_item *items, size_t count,
                                 struct arena *arena, struct error *error)
{
    bool is_department = node_level_of(desk_node(desk)) == NODE_DEPARTMENT;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && !is_department; i++)
        if (text_starts(items[i].subject, "residents/"))
            TRY(refuse_moved(desk, items[i].subject, arena, error));
done:
    return status;
}

/* Sheets and sessions in which the cases stand go along. */
static enum status add_sheets(struct desk *desk, const char ***subjects, size_t *count,
                              struct arena *arena, struct error *error)
{
    const char **all = NULL;
    size_t room = 0, all_count = 0, found;
    struct erasure_sheet *sheets;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < *count; i++) {
        const char *subject = (*subjects)[i];
        all = arena_grow(arena, all, all_count, &room, sizeof(*all));
        all[all_count++] = subject;
        if (!text_starts(subject, "case/"))
            continue;
        TRY(follow_may_erase(desk, subject, arena, error));
        TRY(erasure_sheets(desk_reader(desk), subject, arena, &sheets, &found, error));
        for (size_t k = 0; k < found; k++) {
            all = arena_grow(arena, all, all_count, &room, sizeof(*all));
            all[all_count++] = sheets[k].subject;
        }
    }
    *subjects = all;
    *count = all_count;
done:
    return status;
}

static enum status take_subjects(const struct erasure_item *items, size_t count,
                                 struct arena *arena, const char ***subjects, struct error *error)
{
    *subjects = arena_alloc(arena, (count + 1) * sizeof(**subjects));
    for (size_t i = 0; i < count; i++) {
        if (items[i].is_open)
            return error_set(error, STATUS_REFUSED, "",
                             _("case %s of theirs is open; close it first, or withdraw it for "
                               "them, then erase"),
                             strchr(items[i].subject, '/') + 1);
        (*subjects)[i] = items[i].subject;
    }
    return STATUS_OK;
}

static void count_up(struct erasing *erasing)
{
    for (size_t i = 0; i < erasing->count; i++) {
        const char *subject = erasing->subjects[i];
        erasing->case_count += text_starts(subject, "case/");
        erasing->visit_count += text_starts(subject, "visits/");
        erasing->demand_count += text_starts(subject, "demands/");
        erasing->resident_count += text_starts(subject, "residents/");
    }
}

/* --- what people keep beside the journal --- */

struct keeping {
    struct arena *arena;
    struct erasure_kept *all;
    size_t count, room;
};

static bool is_same(const struct erasure_kept *one, const struct erasure_kept *other)
{
    return one->is_form == other->is_form && strcmp(one->owner, other->owner) == 0 &&
           strcmp(one->key, other->key) == 0;
}

/* What goes with one of the subjects does not stay for another. */
static void keep(struct keeping *keeping, const struct erasure_kept *kept)
{
    for (size_t i = 0; i < keeping->count; i++)
        if (is_same(&keeping->all[i], kept)) {
            keeping->all[i].is_theirs = keeping->all[i].is_theirs || kept->is_theirs;
            return;
        }
    keeping->all = arena_grow(keeping->arena, keeping->all, keeping->count, &keeping->room,
                              sizeof(*keeping->all));
    keeping->all[keeping->count++] = *kept;
}

static void sum_up(const struct keeping *keeping, bool is_theirs, struct erasing_kept *sum)
{
    struct text owners = TEXT_EMPTY;
    const char *last = "";

    for (size_t i = 0; i < keeping->count; i++) {
        const struct erasure_kept *kept = &keeping->all[i];
        if (kept->is_theirs != is_theirs)
            continue;
        sum->count++;
        if (*kept->owner && strcmp(kept->owner, last) != 0)
            text_addf(&owners, "%s%s", owners.length ? ", " : "", kept->owner);
        last = kept->owner;
    }
    sum->owners = arena_copy(keeping->arena, owners.at);
    text_release(&owners);
}

static int by_owner(const void *a, const void *b)
{
    return strcmp(((const struct erasure_kept *)a)->owner, ((const struct erasure_kept *)b)->owner);
}

static enum status look_at_kept(struct desk *desk, struct arena *arena, struct erasing *erasing,
                                struct error *error)
{
    struct keeping keeping = {.arena = arena};
    enum status status = STATUS_OK;
    struct erasure_kept *kept;
    size_t count;

    for (size_t i = 0; i < erasing->count; i++) {
        TRY(erasure_kept(desk_reader(desk), erasing->subjects[i], arena, &kept, &count, error));
        for (size_t k = 0; k < count; k++)
            keep(&keeping, &kept[k]);
    }
    if (keeping.count)
        qsort(keeping.all, keeping.count, sizeof(*keeping.all), by_owner);
    sum_up(&keeping, true, &erasing->taken);
    sum_up(&keeping, false, &erasing->named);
done:
    return status;
}

/* Others whose emergency contact they are: that is the others' own word. */
static enum status look_at_contacts(struct desk *desk, struct arena *arena, struct erasing *erasing,
                                    struct error *error)
{
    struct text all = TEXT_EMPTY;
    enum status status = STATUS_OK;
    const char **ids;
    size_t count;

    for (size_t i = 0; i < erasing->count; i++) {
        if (!text_starts(erasing->subjects[i], "residents/"))
            continue;
        TRY(erasure_contacts(desk_reader(desk), strchr(erasing->subjects[i], '/') + 1, arena, &ids,
                             &count, error));
        for (size_t k = 0; k < count; k++)
            if (!is_among(erasing, ids[k]))
                text_addf(&all, "%s%s", all.length ? ", " : "", ids[k]);
    }
done:
    erasing->contacts = arena_copy(arena, all.at);
    text_release(&all);
    return status;
}

/* Of somebody who is not on the list, or not any more, what this file has of its own. */
static enum status find_left(struct desk *desk, const char *id, struct arena *arena,
                             struct erasure_item **items, size_t *count, struct error *error)
{
    enum status status;
    size_t found;

    *count = 0;
    TRY(erasure_of_resident(desk_reader(desk), id, arena, items, &found, error));
    for (size_t i = 0; i < found; i++)
        if (!text_starts((*items)[i].subject, "case/") ||
            nodecode_is_within((*items)[i].place, desk_node(desk)))
            (*items)[(*count)++] = (*items)[i];
done:
    return status;
}

static enum status find_items(struct desk *desk, const char *id, struct arena *arena,
                              struct erasure_item **items, struct erasing *erasing,
                              struct error *error)
{
    struct record record;
    enum status status;
    bool found;

    TRY(query_reference_meant(desk_reader(desk), id, desk_home(desk), arena, &id, error));
    erasing->id = id;
    TRY(records_get(desk_reader(desk), RECORD_RESIDENTS, id, arena, &record, &found, error));
    if (!found)
        TRY(find_left(desk, id, arena, items, &erasing->count, error));
    if (!found && erasing->count)
        goto done;
    TRY(catalog_get(desk, RECORD_RESIDENTS, id, arena, &record, error));
    TRY(refuse_joined(desk, &record, arena, error));
    TRY(ledger_erase_look(desk_reader(desk), desk_node(desk), record.id, arena, items,
                          &erasing->count, error));
    TRY(look_at_moved(desk, *items, erasing->count, arena, error));
done:
    return status;
}

enum status erasing_look(struct desk *desk, const char *id, struct arena *arena,
                         struct erasing *erasing, struct error *error)
{
    const char **subjects;
    struct erasure_item *items;
    enum status status;

    *erasing = (struct erasing){0};
    TRY(permit(desk, DEED_ERASE, NULL, error));
    TRY(find_items(desk, id, arena, &items, erasing, error));
    TRY(take_subjects(items, erasing->count, arena, &subjects, error));
    TRY(add_sheets(desk, &subjects, &erasing->count, arena, error));
    erasing->subjects = subjects;
    count_up(erasing);
    TRY(each_shared(desk, erasing, NULL, &erasing->shared_count, error));
    TRY(look_at_kept(desk, arena, erasing, error));
    TRY(look_at_contacts(desk, arena, erasing, error));
done:
    return status;
}

/* What stays of visits to several goes in with the erasing, or not at all. */
static enum status erase_with_shared(struct desk *desk, const struct erasing *erasing,
                                     struct ledger *ledger, const char *reason, struct error *error)
{
    enum status status;
    size_t shared_count;

    TRY(each_shared(desk, erasing, ledger, &shared_count, error));
    TRY(ledger_erase(ledger, desk_person_id(desk), erasing->subjects, erasing->count, reason,
                     error));
done:
    return status;
}

enum status erasing_resident(struct desk *desk, const struct erasing *erasing, const char *reason,
                             bool *is_done, struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_begin(ledger, error));
    status = erase_with_shared(desk, erasing, ledger, reason, error);
    if (status != STATUS_OK) {
        ledger_rollback(ledger);
        return status;
    }
    TRY(ledger_commit(ledger, error));
    TRY(erasing_finish(desk, is_done, error));
done:
    return status;
}

enum status erasing_finish(struct desk *desk, bool *is_done, struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_erase_sheets(ledger, error));
    TRY(ledger_scrub(ledger, is_done, error));
done:
    return status;
}
