/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/follow.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/circle_heed.h"
#include "shouwen/store/erasure.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/records.h"

#include <inttypes.h>
#include <string.h>

/* As the command line calls it: "case close" of a number. */
static enum status note_refusal(struct desk *desk, enum status status, const struct act *act,
                                const struct error *error)
{
    struct text what = TEXT_EMPTY;

    text_addf(&what, "case %s", act_word(act->kind));
    status =
        desk_note_refusal(desk, status, what.at, act->subject ? act_subject_id(act) : "", error);
    text_release(&what);
    return status;
}

enum status follow_may_erase(struct desk *desk, const char *subject, struct arena *arena,
                             struct error *error)
{
    struct erasure_sheet *sheets;
    enum status status;
    size_t count;

    TRY(erasure_sheets(desk_reader(desk), subject, arena, &sheets, &count, error));
    for (size_t i = 0; i < count; i++)
        if (!sheets[i].is_settled)
            return error_set(error, STATUS_REFUSED, "",
                             _("%s stands in %s, which is not accepted or held yet; do that first, "
                               "or erase in %d days"),
                             strchr(subject, '/') + 1, sheets[i].subject, (int)ERASURE_SHEET_DAYS);
done:
    return status;
}

/* Of a case that is open the rules say so. */
static enum status check_erasings(struct desk *desk, const struct act *acts, size_t count,
                                  struct arena *arena, struct error *error)
{
    struct matter matter;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count; i++) {
        if (acts[i].kind != ACT_ERASE ||
            follow_case(desk, act_subject_id(&acts[i]), arena, &matter, error) != STATUS_OK ||
            matter.is_open)
            continue;
        TRY(follow_may_erase(desk, acts[i].subject, arena, error));
    }
done:
    return status;
}

enum status follow_record(struct desk *desk, struct act *acts, size_t count, struct arena *arena,
                          const char **number, struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(desk_require_person(desk, error));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(check_erasings(desk, acts, count, arena, error));
    TRY(ledger_record(ledger, desk_person_id(desk), acts, count, arena, number, error));
done:
    return note_refusal(desk, status, &acts[0], error);
}

const char *follow_word(enum act_kind kind, struct arena *arena)
{
    return arena_format(arena, "case %s", act_word(kind));
}

enum status follow_case_for(struct desk *desk, const char *number, const char *what,
                            struct arena *arena, struct matter *matter, struct error *error)
{
    enum status status;

    TRY(desk_refresh(desk, error));
    TRY(matters_load(desk_reader(desk), number, desk_calendar(desk), desk_policy(desk), arena,
                     matter, error));
    TRY(sight_restrict(desk, matter, what, arena, error));
done:
    return status;
}

enum status follow_case(struct desk *desk, const char *number, struct arena *arena,
                        struct matter *matter, struct error *error)
{
    return follow_case_for(desk, number, "case show", arena, matter, error);
}

struct accountable follow_answer(const struct desk *desk, const struct matter *matter)
{
    return responsibility_answer(desk_people(desk), matter->holder, matter->node);
}

const char *follow_staff_at(const struct desk *desk, const char *home, const char *id)
{
    const struct people *people = desk_people(desk);

    if (text_same(id, LEDGER_PROGRAM))
        return _("the program");
    return people_knows(people, home) ? desk_name(desk, id)
                                      : responsibility_answer(people, id, home).name;
}

const char *follow_staff(const struct desk *desk, const struct matter *matter, const char *id)
{
    return follow_staff_at(desk, matter->node, id);
}

const char *follow_author(const struct desk *desk, const struct matter *matter,
                          const struct act *act)
{
    char place[NODECODE_ROOM];

    circle_author(act->log, place);
    if (!*place || text_same(act->by, LEDGER_PROGRAM))
        return follow_staff(desk, matter, act->by);
    return people_knows(desk_people(desk), place) ? desk_name(desk, act->by) : act->by;
}

const char *follow_name(const struct matter *matter)
{
    if (matter->is_head)
        return _("not shown to you");
    if (matter->is_erased)
        return _("erased on request");
    return text_is_empty(matter->name) ? _("left no name") : matter->name;
}

unsigned follow_flags(const struct desk *desk, const struct matter *matter)
{
    struct accountable answer = follow_answer(desk, matter);
    unsigned flags = matter->flags;

    if (matter_is_late(matter, desk_today(desk)))
        flags |= FLAG_LATE;
    if (matter->is_open && answer.is_nobody)
        flags |= FLAG_NOBODY;
    if (matter->is_open && answer.no_secretary)
        flags |= FLAG_NO_SECRETARY;
    return flags;
}

static struct situation situation_of(struct desk *desk, const struct matter *matter)
{
    return (struct situation){
        .matter = matter,
        .people = desk_people(desk),
        .policy = desk_policy(desk),
        .calendar = desk_calendar(desk),
        .home = desk_node(desk),
        .now = clock_now_at(),
        .is_founding = !people_have_admin(desk_people(desk)),
    };
}

bool follow_is_possible(struct desk *desk, const struct matter *matter, enum act_kind kind,
                        struct error *error)
{
    struct situation situation = situation_of(desk, matter);

    return decide_is_possible(&situation, kind, desk_person_id(desk), error);
}

enum status follow_refuse(struct desk *desk, const struct matter *matter, enum act_kind kind,
                          struct error *error)
{
    struct arena arena = {0};
    enum status status = STATUS_OK;

    if (!follow_is_possible(desk, matter, kind, error))
        status =
            desk_note_refusal(desk, error->kind, follow_word(kind, &arena), matter->number, error);
    arena_release(&arena);
    return status;
}

/* As the ledger looks when it records. */
static enum status find_unit(struct desk *desk, const struct act *act, struct arena *arena,
                             bool *found, struct error *error)
{
    struct record unit;

    if (act->kind != ACT_DISPATCH || text_is_empty(act->value[FIELD_TO]))
        return STATUS_OK;
    return records_get(desk_reader(desk), RECORD_NODES, act->value[FIELD_TO], arena, &unit, found,
                       error);
}

enum status follow_try(struct desk *desk, const struct matter *matter, struct act *act,
                       struct arena *arena, struct error *error)
{
    struct situation situation = situation_of(desk, matter);
    struct matter target;
    enum status status;

    act->by = desk_person_id(desk);
    act->entered_at = situation.now;
    if (!act->happened_at)
        act->happened_at = situation.now;
    if (act->kind == ACT_MERGE && act->value[FIELD_TO] &&
        follow_case_for(desk, act->value[FIELD_TO], "case merge", arena, &target, NULL) ==
            STATUS_OK)
        situation.target = &target;
    TRY(find_unit(desk, act, arena, &situation.is_unit_listed, error));
    TRY(decide(&situation, arena, act, error));
    if (act->kind == ACT_UNDO && !text_is_empty(act->value[FIELD_REQUEST]))
        TRY(decide_is_latest(&situation, act->value[FIELD_REQUEST], error));
done:
    return status;
}

enum status follow_holders(struct desk *desk, const char *staff_id, struct arena *arena,
                           const char *const **holders, size_t *count, struct error *error)
{
    struct matters_load_row *rows;
    const char **found;
    size_t row_count;
    enum status status;

    *count = 0;
    TRY(desk_refresh(desk, error));
    TRY(matters_each_holder(desk_reader(desk), arena, &rows, &row_count, error));
    found = arena_alloc(arena, (row_count + 1) * sizeof(*found));
    for (size_t i = 0; i < row_count; i++) {
        bool is_known = *count && text_same(found[*count - 1], rows[i].holder);
        if (!is_known &&
            responsibility_is_with(desk_people(desk), staff_id, rows[i].holder, rows[i].node))
            found[(*count)++] = rows[i].holder;
    }
    *holders = (const char *const *)found;
done:
    return status;
}

enum status follow_count(struct desk *desk, const char *staff_id, struct follow_counts *counts,
                         struct error *error)
{
    struct arena arena = {0};
    struct matters_load_row *rows;
    size_t row_count;
    enum status status;

    *counts = (struct follow_counts){0};
    TRY(desk_refresh(desk, error));
    TRY(matters_each_holder(desk_reader(desk), &arena, &rows, &row_count, error));
    for (size_t i = 0; staff_id && i < row_count; i++) {
        if (!responsibility_is_with(desk_people(desk), staff_id, rows[i].holder, rows[i].node))
            continue;
        TRY(matters_load_of(desk_reader(desk), desk_today(desk), &rows[i], error));
        counts->open_count += rows[i].open_count;
        counts->late_count += rows[i].late_count;
        counts->replied_count += rows[i].replied_count;
    }
done:
    arena_release(&arena);
    return status;
}

enum status follow_until(struct arena *arena, const char *text, const char **value,
                         struct error *error)
{
    int32_t day;
    int64_t at;

    if (clock_parse_day(text, &day))
        at = clock_start_of(day + 1) - CLOCK_MINUTE;
    else if (!clock_parse_at(text, &at))
        return error_set(error, STATUS_INVALID, "until",
                         _("\"%s\" is no day; write 2026-11-23 or 2026-11-23T15:00"), text);
    *value = arena_format(arena, "%" PRId64, at);
    return STATUS_OK;
}
