/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/settling.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/desk/dossier.h"
#include "shouwen/desk/permit.h"
#include "shouwen/domain/circle_heed.h"
#include "shouwen/domain/resident.h"
#include "shouwen/store/disputes.h"
#include "shouwen/store/journal.h"
#include "shouwen/store/ledger.h"

#include <string.h>

/* Acts of a record, by whom it means, as the file shows them (circle_heed.h). */
struct halves {
    struct act *acts;
    size_t count;
    int *parts, part_count, shown;
};

static enum status read_halves(struct desk *desk, const char *subject, struct arena *arena,
                               struct halves *halves, struct error *error)
{
    enum status status;
    bool *is_erased;

    TRY(journal_read(desk_reader(desk), subject, arena, &halves->acts, &halves->count, error));
    halves->parts = arena_alloc(arena, (halves->count + 1) * sizeof(*halves->parts));
    is_erased = arena_alloc(arena, halves->count + 1);
    halves->part_count = circle_parts(subject, desk_node(desk), halves->acts, halves->count, arena,
                                      halves->parts, is_erased);
    halves->shown = halves->part_count - 1;
    for (size_t i = 0; i < halves->count; i++) {
        if (is_erased[i])
            halves->parts[i] = CIRCLE_UNHEEDED;
        else if (halves->parts[i] != CIRCLE_UNHEEDED && halves->parts[i] < halves->shown)
            halves->shown = halves->parts[i];
    }
done:
    return status;
}

static enum status add_place(struct desk *desk, const struct halves *halves, int part,
                             struct arena *arena, const char **places, struct error *error)
{
    char author[NODECODE_ROOM];
    const char *name;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < halves->count; i++) {
        if (halves->parts[i] != part)
            continue;
        circle_author(halves->acts[i].log, author);
        TRY(dossier_node_name(desk, author, arena, &name, error));
        *places = arena_format(arena, "%s%s%s", *places, **places ? ", " : "", name);
        break;
    }
done:
    return status;
}

enum status settling_clash(struct desk *desk, const char *subject, struct arena *arena,
                           const char **places, struct error *error)
{
    struct halves halves;
    const char *fields;
    enum status status;

    *places = "";
    TRY(disputes_get(desk_reader(desk), subject, arena, &fields, error));
    if (!disputes_have(fields, DISPUTES_ID))
        goto done;
    TRY(read_halves(desk, subject, arena, &halves, error));
    TRY(add_place(desk, &halves, halves.shown, arena, places, error));
    for (int part = 0; part < halves.part_count; part++)
        if (part != halves.shown)
            TRY(add_place(desk, &halves, part, arena, places, error));
done:
    return status;
}

enum status settling_look(struct desk *desk, const char *id, struct arena *arena,
                          struct record_dispute **disputes, size_t *count, struct error *error)
{
    struct record record;
    enum status status;
    struct act *acts;
    size_t act_count;

    TRY(catalog_get(desk, RECORD_RESIDENTS, id, arena, &record, error));
    TRY(ledger_read_shown(desk_reader(desk), desk_node(desk),
                          arena_format(arena, "residents/%s", record.id), arena, &acts, &act_count,
                          error));
    TRY(record_disputes(arena, RECORD_RESIDENTS, acts, act_count, disputes, count, error));
done:
    return status;
}

const char *settling_who(struct desk *desk, const struct record_version *version,
                         struct arena *arena)
{
    const char *log = version->act->log, *end = strrchr(log, '-');
    const char *node = act_text(version->act, FIELD_NODE), *name = node;
    struct error ignored;

    /* who wrote it says more than where the resident belongs */
    if (end)
        node = arena_copy_part(arena, log, (size_t)(end - log));
    return dossier_node_name(desk, node, arena, &name, &ignored) == STATUS_OK ? name : node;
}

void settling_number(const struct record_dispute *disputes, size_t dispute_count, int number,
                     struct arena *arena, struct settling_choice **choices, size_t *count)
{
    int last = 0;

    *choices = arena_alloc(arena, (dispute_count + 1) * sizeof(**choices));
    *count = 0;
    for (size_t i = 0; i < dispute_count; i++)
        for (size_t k = 0; k < disputes[i].count; k++) {
            bool is_shown = k + 1 == disputes[i].count;
            if (++last != number && (number || !is_shown))
                continue;
            struct settling_choice *choice = &(*choices)[(*count)++];
            choice->field = disputes[i].field;
            memcpy(choice->act, disputes[i].at[k].act->id, sizeof(choice->act));
        }
}

/* The value that holds from now on; false if there is no such version any more. */
static bool choose(const struct record_dispute *disputes, size_t count,
                   const struct settling_choice *choice, struct record *said)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < disputes[i].count && disputes[i].field == choice->field; k++)
            if (memcmp(disputes[i].at[k].act->id, choice->act, sizeof(choice->act)) == 0) {
                said->value[choice->field] = disputes[i].at[k].text;
                return true;
            }
    return false;
}

enum status settling_settle(struct desk *desk, const char *id,
                            const struct settling_choice *choices, size_t count,
                            struct arena *arena, struct error *error)
{
    struct record record, said = {.kind = RECORD_RESIDENTS};
    struct record_dispute *disputes;
    struct deed_place place = {0};
    struct ledger *ledger;
    enum status status;
    char station[NODE_PART];
    size_t dispute_count;

    TRY(catalog_get(desk, RECORD_RESIDENTS, id, arena, &record, error));
    place.grid = record_text(&record, RECORD_RESIDENTS_GRID);
    place.node = *resident_station(&record, station) ? station : desk_node(desk);
    TRY(permit(desk, DEED_JOIN, &place, error));
    TRY(settling_look(desk, id, arena, &disputes, &dispute_count, error));
    said.id = record.id;
    if (!dispute_count)
        return error_set(error, STATUS_REFUSED, "choose",
                         _("nobody says anything else of %s: there is nothing to settle"),
                         record.id);
    for (size_t i = 0; i < count; i++)
        if (!choose(disputes, dispute_count, &choices[i], &said))
            count = 0;
    if (!count)
        return error_set(error, STATUS_REFUSED, "choose",
                         _("%s: that version is in dispute no more; look again which there are "
                           "(resident show)"),
                         record.id);
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_say_again(ledger, desk_person_id(desk), &said, error));
done:
    return status;
}
