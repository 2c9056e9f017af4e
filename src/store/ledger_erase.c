/* SPDX-License-Identifier: MIT */
/* What stood in cases and records, erased on request. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/circle_heed.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/store/erasure.h"
#include "store/ledger_inside.h"

#include <string.h>

/* Which of the acts stand together, and what of that was erased. */
struct sorted {
    const char *node, *subject; /* of the file; as the acts name it */
    struct act *acts;
    size_t count;
    int *parts, part_count, shown;
    bool *is_erased, has_erased, is_all;
};

/* The id by which the file knows those of a part: that of the acts where they are shown. Where
 * several of the staff have it, nobody goes by it but the file's own. */
static const char *known_as(const struct sorted *sorted, int part, struct arena *arena)
{
    const char *least = "", *id = strchr(sorted->subject, '/') + 1;
    bool is_own = sorted->part_count == 1 || !text_starts(sorted->subject, "staff/");

    for (size_t i = 0; i < sorted->count; i++) {
        if (sorted->parts[i] != part || sorted->acts[i].kind == ACT_ERASE)
            continue;
        const char *home = circle_home(&sorted->acts[i], arena);
        is_own |= strcmp(home, sorted->node) == 0;
        if (!*least || (*home && strcmp(home, least) < 0))
            least = home;
    }
    return part == sorted->shown && is_own ? id : twin_name(arena, id, least);
}

/* Who is meant by an id with a home comes in the place of who is shown. */
static void choose(struct sorted *sorted, const char *known, struct arena *arena)
{
    int chosen = sorted->part_count;

    for (int part = 0; part < sorted->part_count && chosen == sorted->part_count; part++)
        if (strcmp(known_as(sorted, part, arena), known) == 0)
            chosen = part;
    sorted->shown = chosen;
}

static enum status sort_acts(struct db *db, const char *node, const char *subject,
                             struct arena *arena, struct sorted *sorted, struct error *error)
{
    enum status status;

    sorted->node = node;
    TRY(ledger_given_subject(db, subject, arena, &sorted->subject, error));
    TRY(journal_read(db, sorted->subject, arena, &sorted->acts, &sorted->count, error));
    sorted->parts = arena_alloc(arena, (sorted->count + 1) * sizeof(*sorted->parts));
    sorted->is_erased = arena_alloc(arena, sorted->count + 1);
    sorted->part_count = circle_parts(sorted->subject, node, sorted->acts, sorted->count, arena,
                                      sorted->parts, sorted->is_erased);
    sorted->shown = sorted->part_count;
    for (size_t i = 0; i < sorted->count; i++) {
        sorted->has_erased = sorted->has_erased || sorted->is_erased[i];
        if (!sorted->is_erased[i] && sorted->parts[i] >= 0 && sorted->parts[i] < sorted->shown)
            sorted->shown = sorted->parts[i];
    }
    sorted->is_all = sorted->has_erased && sorted->shown == sorted->part_count;
    if (sorted->shown == sorted->part_count)
        sorted->shown = 0;
    if (strcmp(subject, sorted->subject) != 0)
        choose(sorted, strchr(subject, '/') + 1, arena);
done:
    return status;
}

/* Of what was erased in part the rest; where everything was, all of it, which says so. */
static struct ledger_part part_of(const struct sorted *sorted, int which, struct act *room)
{
    struct ledger_part part = {.acts = room};

    for (size_t i = 0; i < sorted->count; i++)
        if (sorted->is_all ? sorted->parts[i] != CIRCLE_UNHEEDED
                           : sorted->parts[i] == which && !sorted->is_erased[i])
            room[part.count++] = sorted->acts[i];
    return part;
}

/* The one that is shown first, in place of all. */
static void split(const struct sorted *sorted, struct arena *arena, struct ledger_part **parts,
                  size_t *count)
{
    *parts = arena_alloc(arena, ((size_t)sorted->part_count + 1) * sizeof(**parts));
    *count = 1;
    for (int part = 0; part < sorted->part_count && !sorted->is_all; part++) {
        if (part == sorted->shown)
            continue;
        (*parts)[*count] =
            part_of(sorted, part, arena_alloc(arena, (sorted->count + 1) * sizeof(struct act)));
        (*parts)[*count].known = known_as(sorted, part, arena);
        *count += (*parts)[*count].count != 0;
    }
    (*parts)[0] = part_of(sorted, sorted->shown, sorted->acts);
    (*parts)[0].known =
        sorted->is_all ? strchr(sorted->subject, '/') + 1 : known_as(sorted, sorted->shown, arena);
}

static enum status drop_erased(struct ledger *ledger, struct arena *arena, struct sorted *sorted,
                               struct error *error)
{
    struct act *lost = arena_alloc(arena, (sorted->count + 1) * sizeof(*lost));
    size_t lost_count = 0, count;
    enum status status;
    int dropped;

    for (size_t i = 0; i < sorted->count; i++)
        if (sorted->is_erased[i])
            lost[lost_count++] = sorted->acts[i];
    TRY(erasure_put(ledger->db, sorted->subject, sorted->is_all, lost, lost_count, &dropped,
                    error));
    if (dropped)
        TRY(journal_read(ledger->db, sorted->subject, arena, &sorted->acts, &count, error));
done:
    return status;
}

enum status ledger_read_parts(struct ledger *ledger, const char *subject, struct arena *arena,
                              struct ledger_part **parts, size_t *count, struct error *error)
{
    struct sorted sorted = {.count = 0};
    enum status status;

    TRY(sort_acts(ledger->db, ledger->node, subject, arena, &sorted, error));
    if (sorted.has_erased && db_is_writing(ledger->db))
        TRY(drop_erased(ledger, arena, &sorted, error));
    split(&sorted, arena, parts, count);
done:
    return status;
}

enum status ledger_read_acts(struct ledger *ledger, const char *subject, struct arena *arena,
                             struct act **acts, size_t *count, struct error *error)
{
    struct ledger_part *parts;
    enum status status;
    size_t part_count;

    TRY(ledger_read_parts(ledger, subject, arena, &parts, &part_count, error));
    *acts = parts[0].acts;
    *count = parts[0].count;
done:
    return status;
}

enum status ledger_read_shown(struct db *db, const char *node, const char *subject,
                              struct arena *arena, struct act **acts, size_t *count,
                              struct error *error)
{
    struct sorted sorted = {.count = 0};
    enum status status;

    TRY(sort_acts(db, node, subject, arena, &sorted, error));
    struct ledger_part shown = part_of(&sorted, sorted.shown, sorted.acts);
    *acts = shown.acts;
    *count = shown.count;
done:
    return status;
}

enum status ledger_erase_look(struct db *db, const char *node, const char *id, struct arena *arena,
                              struct erasure_item **items, size_t *count, struct error *error)
{
    struct sorted sorted = {.count = 0};
    enum status status;
    size_t found;

    *count = 0;
    TRY(erasure_of_resident(db, id, arena, items, &found, error));
    TRY(sort_acts(db, node, arena_format(arena, "residents/%s", id), arena, &sorted, error));
    for (size_t i = 0; i < found; i++)
        if (circle_part_at((*items)[i].place, sorted.acts, sorted.count, sorted.parts,
                           sorted.shown) == sorted.shown)
            (*items)[(*count)++] = (*items)[i];
done:
    return status;
}

enum status ledger_latest(struct ledger *ledger, const char *subject, struct arena *arena,
                          const uint64_t **on, size_t *count, struct error *error)
{
    struct act *acts;
    size_t act_count;
    enum status status;

    TRY(ledger_read_acts(ledger, subject, arena, &acts, &act_count, error));
    *on = journal_latest_of(acts, act_count, arena, count);
done:
    return status;
}

enum status ledger_refuse_erased(struct ledger *ledger, const struct act *act, struct error *error)
{
    bool is_erased;
    enum status status = erasure_has(ledger->db, act->subject, &is_erased, error);

    if (status == STATUS_OK && is_erased)
        status = error_set(error, STATUS_REFUSED, "",
                           _("%s was erased on request, and nothing is entered there any more; "
                             "enter it as a new one"),
                           act_subject_id(act));
    return status;
}

/* Nothing is written that no file would heed. */
static enum status look_whose(struct ledger *ledger, struct act *act, struct arena *arena,
                              bool *is_ours, struct error *error)
{
    struct act *acts;
    enum status status;
    size_t count;

    TRY(journal_read(ledger->db, act->subject, arena, &acts, &count, error));
    act->log = ledger->log.name;
    *is_ours = circle_would_heed(act, ledger->node, acts, count, arena);
done:
    return status;
}

enum status ledger_refuse_unheeded(struct ledger *ledger, struct act *act, const char *home,
                                   struct arena *arena, struct error *error)
{
    enum status status;
    bool is_heeded;

    if (text_is_empty(home) || nodecode_is_within(home, ledger->node))
        return STATUS_OK;
    TRY(look_whose(ledger, act, arena, &is_heeded, error));
    if (!is_heeded)
        status = error_set(error, STATUS_REFUSED, "",
                           _("\"%s\" is recorded only at the place whose the case is (%s), or at "
                             "a level above it; a note (note) reaches them"),
                           _(act_rows[act->kind].label), home);
done:
    return status;
}

static enum status refuse_theirs(const struct act *act, struct error *error)
{
    return error_set(
        error, STATUS_REFUSED, "",
        _("%s is another place's: only the place whose it is, or a level above it, can "
          "erase it; ask them to"),
        act_subject_id(act));
}

/* True for what is erased for the cases that stand in it: a sheet, a session. */
static bool is_sheet(const char *subject)
{
    return text_starts(subject, "handovers/") || text_starts(subject, "sessions/");
}

/* Two stations may have named their sheets alike: is_named[part]: an erased case stands in that
 * one. By themselves, levels above leave them to who wrote them. */
static enum status find_named(struct ledger *ledger, const struct sorted *sorted, bool is_program,
                              struct arena *arena, bool *is_named, struct error *error)
{
    bool *is_own = arena_alloc(arena, (size_t)sorted->part_count + 1);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sorted->count; i++) {
        int part = sorted->parts[i];
        bool has_case;
        if (part == CIRCLE_UNHEEDED || sorted->acts[i].kind == ACT_ERASE)
            continue;
        is_own[part] |= strcmp(circle_home(&sorted->acts[i], arena), sorted->node) == 0;
        TRY(erasure_is_named(ledger->db, sorted->acts[i].id, &has_case, error));
        is_named[part] |= has_case;
    }
    for (int part = 0; part < sorted->part_count; part++)
        is_named[part] &= is_own[part] || !is_program;
done:
    return status;
}

static enum status erase_part(struct ledger *ledger, const char *by, const char *subject,
                              const struct ledger_part *part, const char *reason,
                              struct arena *arena, struct error *error)
{
    struct act act = {.kind = ACT_ERASE,
                      .subject = subject,
                      .value = {[FIELD_NODE] = ledger->node, [FIELD_REASON] = reason}};
    enum status status;
    bool is_ours;

    act.on = journal_latest_of(part->acts, part->count, arena, &act.on_count);
    TRY(look_whose(ledger, &act, arena, &is_ours, error));
    if (!is_ours && strcmp(by, LEDGER_PROGRAM) == 0)
        goto done;
    if (!is_ours)
        TRY(refuse_theirs(&act, error));
    ledger_sign(ledger, &act, by);
    TRY(journal_append(ledger->db, &ledger->log, &act, error));
done:
    return status;
}

/* Who is shown; of several sheets those in which an erased case stands. */
static enum status erase_parts(struct ledger *ledger, const char *by, const char *known,
                               const char *reason, struct arena *arena, struct error *error)
{
    struct sorted sorted = {.count = 0};
    struct act *room;
    enum status status;
    bool *is_meant;

    TRY(sort_acts(ledger->db, ledger->node, known, arena, &sorted, error));
    room = arena_alloc(arena, (sorted.count + 1) * sizeof(*room));
    is_meant = arena_alloc(arena, (size_t)sorted.part_count + 1);
    if (is_sheet(sorted.subject) && sorted.part_count > 1)
        TRY(find_named(ledger, &sorted, strcmp(by, LEDGER_PROGRAM) == 0, arena, is_meant, error));
    else
        is_meant[sorted.shown] = true;
    for (int which = 0; which < sorted.part_count; which++) {
        struct ledger_part part = part_of(&sorted, which, room);
        if (is_meant[which] && part.count)
            TRY(erase_part(ledger, by, sorted.subject, &part, reason, arena, error));
    }
    TRY(ledger_refold_record(ledger, sorted.subject, arena, error));
    ledger->has_view = false;
done:
    return status;
}

static enum status erase_record(struct ledger *ledger, const char *by, const char *known,
                                const char *reason, struct error *error)
{
    struct arena arena = {0};
    enum status status;
    const char *subject;
    bool is_there, is_erased;

    TRY(ledger_given_subject(ledger->db, known, &arena, &subject, error));
    TRY(journal_has(ledger->db, subject, &is_there, error));
    if (!is_there) {
        status = error_set(error, STATUS_NOT_FOUND, "", _("nothing is known of %s"), known);
        goto done;
    }
    TRY(erasure_has(ledger->db, subject, &is_erased, error));
    if (!is_erased)
        TRY(erase_parts(ledger, by, known, reason, &arena, error));
done:
    arena_release(&arena);
    return status;
}

static enum status erase_all(struct ledger *ledger, const char *by, const char *const *subjects,
                             size_t count, const char *reason, struct error *error)
{
    struct arena arena = {0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count; i++) {
        struct act act = {
            .kind = ACT_ERASE, .subject = subjects[i], .value = {[FIELD_REASON] = reason}};
        if (!text_starts(subjects[i], "case/")) {
            TRY(erase_record(ledger, by, subjects[i], reason, error));
            continue;
        }
        arena_reset(&arena);
        ledger_sign(ledger, &act, by);
        TRY(ledger_act(ledger, &act, &arena, error));
    }
done:
    arena_release(&arena);
    return status;
}

enum status ledger_erase(struct ledger *ledger, const char *by, const char *const *subjects,
                         size_t count, const char *reason, struct error *error)
{
    bool is_grouped = db_is_writing(ledger->db);
    enum status status;

    if (text_is_empty(reason))
        return error_set(error, STATUS_REFUSED, "reason", _("\"%s\" needs a reason (--reason)"),
                         _(act_rows[ACT_ERASE].label));
    if (!is_grouped)
        TRY(ledger_begin(ledger, error));
    status = erase_all(ledger, by ? by : LEDGER_PROGRAM, subjects, count, reason, error);
    if (is_grouped)
        return status;
    if (status == STATUS_OK)
        return ledger_commit(ledger, error);
    ledger_rollback(ledger);
done:
    return status;
}

/* Nothing is looked for where nothing was erased. */
static enum status find_settled(struct ledger *ledger, struct arena *arena,
                                struct erasure_sheet **sheets, size_t *settled, struct error *error)
{
    enum status status;
    size_t count = 0;
    int64_t erased;

    *settled = 0;
    TRY(erasure_count(ledger->db, &erased, error));
    if (erased)
        TRY(erasure_sheets(ledger->db, "", arena, sheets, &count, error));
    for (size_t i = 0; i < count; i++)
        if ((*sheets)[i].is_settled)
            (*sheets)[(*settled)++] = (*sheets)[i];
done:
    return status;
}

static enum status erase_settled(struct ledger *ledger, const struct erasure_sheet *sheets,
                                 size_t count, struct error *error)
{
    enum status status;

    TRY(ledger_begin(ledger, error));
    for (size_t i = 0; i < count; i++)
        TRY(erase_record(ledger, LEDGER_PROGRAM, sheets[i].subject, sheets[i].of, error));
    TRY(ledger_commit(ledger, error));
done:
    if (status != STATUS_OK)
        ledger_rollback(ledger);
    return status;
}

enum status ledger_erase_sheets(struct ledger *ledger, struct error *error)
{
    struct arena arena = {0};
    struct erasure_sheet *sheets;
    enum status status;
    size_t count;

    TRY(find_settled(ledger, &arena, &sheets, &count, error));
    if (count)
        TRY(erase_settled(ledger, sheets, count, error));
done:
    arena_release(&arena);
    return status;
}

enum status ledger_erase_told(struct ledger *ledger, struct error *error)
{
    return erasure_tell(ledger->db, error);
}

enum status ledger_scrub(struct ledger *ledger, bool *is_done, struct error *error)
{
    return erasure_scrub(ledger->db, is_done, error);
}
