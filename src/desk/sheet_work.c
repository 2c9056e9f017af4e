/* SPDX-License-Identifier: MIT */
/* What is done with a hand-over sheet. */
#include "config.h"

#include "shouwen/desk/sheet.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/permit.h"
#include "shouwen/domain/record.h"
#include "shouwen/store/matters.h"

#include <inttypes.h>

static struct record record_of(const struct sheet *sheet, struct arena *arena)
{
    struct record record = {.kind = RECORD_HANDOVERS, .id = sheet->code};
    struct text lines = TEXT_EMPTY;
    char text[CLOCK_TEXT];

    for (size_t i = 0; i < sheet->count; i++)
        handover_write(&lines, &sheet->lines[i]);
    record.value[RECORD_HANDOVERS_CODE] = sheet->code;
    record.value[RECORD_HANDOVERS_ON] = arena_copy(arena, clock_format_day(sheet->on, text));
    record.value[RECORD_HANDOVERS_NODE] = sheet->node;
    record.value[RECORD_HANDOVERS_GIVER] = sheet->giver;
    record.value[RECORD_HANDOVERS_TO] = sheet->to;
    record.value[RECORD_HANDOVERS_LINES] = arena_copy(arena, lines.length ? lines.at : "");
    record.value[RECORD_HANDOVERS_STATUS] = sheet->status;
    record.value[RECORD_HANDOVERS_TAKER] = sheet->taker;
    if (sheet->taken_at)
        record.value[RECORD_HANDOVERS_TAKEN_AT] =
            arena_copy(arena, clock_format_at(sheet->taken_at, text));
    text_release(&lines);
    return record;
}

/* Records the sheet as it is given here. */
static enum status put(struct desk *desk, const struct sheet *sheet, struct arena *arena,
                       struct error *error)
{
    const struct record record = record_of(sheet, arena);
    enum ledger_change change;
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_put(ledger, desk_person_id(desk), &record, &change, error));
done:
    return status;
}

enum status sheet_add(struct desk *desk, enum handover_kind kind, const char *text,
                      struct error *error)
{
    struct arena arena = {0};
    struct sheet sheet;
    enum status status;

    TRY(permit(desk, DEED_SHEET, NULL, error));
    if (kind < HANDOVER_SLIP || kind >= HANDOVER_KIND_COUNT)
        return error_set(error, STATUS_INVALID, "kind",
                         _("cases and promises come by themselves; write a slip, a key or a note"));
    if (text_is_empty(text))
        return error_set(error, STATUS_REFUSED, "text", _("say what, with --text"));
    TRY(sheet_own(desk, &arena, &sheet, error));
    struct handover_line *lines = arena_alloc(&arena, (sheet.count + 1) * sizeof(*lines));
    for (size_t i = 0; i < sheet.count; i++)
        lines[i] = sheet.lines[i];
    lines[sheet.count++] = (struct handover_line){kind, "", text, false};
    sheet.lines = lines;
    TRY(put(desk, &sheet, &arena, error));
done:
    arena_release(&arena);
    return status;
}

static bool is_mine(const struct desk *desk, const struct sheet *sheet)
{
    return text_same(sheet->giver, desk_person_id(desk));
}

enum status sheet_tick(struct desk *desk, const struct sheet *sheet, size_t line,
                       struct error *error)
{
    struct arena arena = {0};
    struct sheet now;
    enum status status;

    TRY(permit(desk, DEED_SHEET, NULL, error));
    if (sheet->is_draft && is_mine(desk, sheet))
        TRY(sheet_own(desk, &arena, &now, error));
    else
        TRY(sheet_load(desk, sheet->code, &arena, &now, error));
    if (line >= now.count) {
        status = error_set(error, STATUS_INVALID, "line", _("the sheet has %zu lines"), now.count);
        goto done;
    }
    if (!now.is_draft && !now.is_given) {
        status =
            error_set(error, STATUS_REFUSED, "", _("the sheet is accepted; it stays as it is"));
        goto done;
    }
    now.lines[line].is_ticked = !now.lines[line].is_ticked;
    TRY(put(desk, &now, &arena, error));
done:
    arena_release(&arena);
    return status;
}

static enum status check_to(const struct desk *desk, const char *to, struct error *error)
{
    const struct person *person = to ? people_find(desk_people(desk), to) : NULL;

    if (to && !person)
        return error_set(error, STATUS_NOT_FOUND, "to", _("no staff member has the id %s"), to);
    if (to && text_same(to, desk_person_id(desk)))
        return error_set(error, STATUS_REFUSED, "to", _("hand it over to somebody else"));
    if (to && (!text_same(person->node, desk_person(desk)->node) || person->status == PERSON_LEFT))
        return error_set(error, STATUS_REFUSED, "to",
                         _("%s does not work at the same place; choose a colleague there"),
                         person->name);
    return STATUS_OK;
}

enum status sheet_give(struct desk *desk, const char *to, struct arena *arena, const char **code,
                       struct error *error)
{
    struct sheet sheet;
    enum status status;

    TRY(permit(desk, DEED_SHEET, NULL, error));
    TRY(sheet_own(desk, arena, &sheet, error));
    TRY(check_to(desk, to, error));
    if (!sheet.count)
        return error_set(error, STATUS_REFUSED, "", _("there is nothing to hand over"));
    sheet.to = to ? to : "";
    sheet.status = "given";
    TRY(put(desk, &sheet, arena, error));
    *code = sheet.code;
done:
    return status;
}

/* --- accepting --- */
struct taking {
    struct desk *desk;
    struct arena *arena;
    const struct sheet *sheet;
    struct sheet_taken *taken;
    struct act *acts; /* recorded together with the sheet */
    size_t count, room;
};

static void stay(struct taking *taking, const char *number, const char *why)
{
    struct sheet_taken *taken = taking->taken;

    taken->stays = arena_grow(taking->arena, taken->stays, taken->stay_count, &taken->stay_room,
                              sizeof(*taken->stays));
    taken->stays[taken->stay_count++] =
        (struct sheet_stay){arena_copy(taking->arena, number), arena_copy(taking->arena, why)};
}

static struct act *add_act(struct taking *taking, enum act_kind kind, const char *number)
{
    taking->acts = arena_grow(taking->arena, taking->acts, taking->count, &taking->room,
                              sizeof(*taking->acts));
    struct act *act = &taking->acts[taking->count++];
    *act = (struct act){.kind = kind, .subject = matters_subject(taking->arena, number)};
    act->value[FIELD_WHY] = word_whys[WHY_SHEET].word;
    act->value[FIELD_REASON] = taking->sheet->code;
    return act;
}

static void give_again(const struct taking *taking, const struct matter_promise *promise,
                       struct act *act)
{
    act->value[FIELD_UNTIL] = arena_format(taking->arena, "%" PRId64, promise->at);
    act->value[FIELD_VIA] = promise->kind;
    act->value[FIELD_TO] = desk_person_id(taking->desk);
}

static enum status look_at_case(struct taking *taking, const char *number, struct error *error)
{
    struct sheet_taken *taken = taking->taken;
    struct matter matter;
    struct error reason;
    enum status status;

    TRY(follow_case(taking->desk, number, taking->arena, &matter, error));
    if (!matter.is_open || !text_same(matter.holder, taking->sheet->giver))
        return STATUS_OK; /* closed or handed on since: nothing to take over */
    if (!follow_is_possible(taking->desk, &matter, ACT_TAKE_OVER, &reason)) {
        stay(taking, matter.number, reason.message);
        return STATUS_OK;
    }
    taken->numbers = arena_grow(taking->arena, taken->numbers, taken->count, &taken->room,
                                sizeof(*taken->numbers));
    taken->numbers[taken->count++] = matter.number;
    add_act(taking, ACT_TAKE_OVER, matter.number);
done:
    return status;
}

/* With a case go the promises that its holder was to keep. */
static bool goes_with_case(const struct taking *taking, const char *number)
{
    const struct sheet_taken *taken = taking->taken;

    for (size_t i = 0; i < taken->count; i++)
        if (text_same(taken->numbers[i], number))
            return true;
    return false;
}

/* A line begins with the time, in every language. */
static bool is_about(const struct handover_line *line, const struct matter_promise *promise)
{
    char at[CLOCK_TEXT];

    return text_starts(line->text, clock_format_short(promise->at, at));
}

/* A promise on somebody else's case, or on one that stays: given again, by whoever takes over. */
static enum status look_at_promise(struct taking *taking, const struct handover_line *line,
                                   struct error *error)
{
    struct matter matter;
    struct error reason;
    enum status status;

    if (goes_with_case(taking, line->number))
        return STATUS_OK;
    TRY(follow_case(taking->desk, line->number, taking->arena, &matter, error));
    for (size_t i = 0; matter.is_open && i < matter.promise_count; i++) {
        const struct matter_promise *promise = &matter.promises[i];
        if (promise->is_kept || !text_same(promise->staff, taking->sheet->giver) ||
            !is_about(line, promise))
            continue;
        struct act act = {.kind = ACT_PROMISE};
        give_again(taking, promise, &act);
        if (follow_try(taking->desk, &matter, &act, taking->arena, &reason) != STATUS_OK) {
            stay(taking, matter.number,
                 arena_format(taking->arena, _("%s; tell %s: %s"), line->text,
                              follow_answer(taking->desk, &matter).name, reason.message));
            continue;
        }
        give_again(taking, promise, add_act(taking, ACT_PROMISE, matter.number));
        taking->taken->promise_count++;
    }
done:
    return status;
}

bool sheet_may_take(const struct desk *desk)
{
    const struct person *me = desk_person(desk);

    return me && permit_has(desk, DEED_SHEET_ACCEPT, &(struct deed_place){.node = me->node});
}

static enum status check_taker(struct desk *desk, const struct sheet *sheet, struct error *error)
{
    const struct person *me = desk_person(desk);
    enum status status = STATUS_OK;

    if (!sheet->is_given)
        return error_set(error, STATUS_REFUSED, "code",
                         sheet->is_draft ? _("%s is still writing this sheet")
                                         : _("this sheet is accepted already (%s)"),
                         desk_name(desk, sheet->is_draft ? sheet->giver : sheet->taker));
    if (!me || is_mine(desk, sheet))
        status = error_set(error, STATUS_DENIED, "as",
                           _("a sheet is accepted by who takes over, not by who hands over"));
    else if (*sheet->to && !text_same(sheet->to, me->id))
        status = error_set(error, STATUS_DENIED, "as", _("this sheet is for %s"),
                           desk_name(desk, sheet->to));
    return desk_note_refusal(desk, status, "hand-over accept", sheet->code, error);
}

/* Cases first: their promises go along with them. */
static enum status look_at_lines(struct taking *taking, enum handover_kind kind,
                                 struct error *error)
{
    const struct sheet *sheet = taking->sheet;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sheet->count; i++) {
        const struct handover_line *line = &sheet->lines[i];
        if (line->kind != kind || line->is_ticked)
            continue;
        if (kind == HANDOVER_CASE)
            TRY(look_at_case(taking, line->number, error));
        else
            TRY(look_at_promise(taking, line, error));
    }
done:
    return status;
}

static bool has_line(const struct sheet *sheet, const struct handover_line *line)
{
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->lines[i].kind == line->kind && text_same(sheet->lines[i].text, line->text))
            return true;
    return false;
}

/* What is parked is fetched back by its owner only: whoever takes over has it as a note. */
static struct handover_line keep_line(const struct taking *taking, const struct handover_line *line)
{
    if (line->kind != HANDOVER_PARKED)
        return *line;
    return (struct handover_line){
        HANDOVER_NOTE, "",
        arena_format(taking->arena, "%s (%s): %s", _(handover_kinds[HANDOVER_PARKED].label),
                     desk_name(taking->desk, taking->sheet->giver), line->text),
        false};
}

/* What was written and is not settled stands on the sheet of who takes over from now on. */
static enum status carry(struct taking *taking, struct sheet *own, struct error *error)
{
    const struct sheet *given = taking->sheet;
    enum status status;

    TRY(sheet_own(taking->desk, taking->arena, own, error));
    struct handover_line *lines =
        arena_alloc(taking->arena, (own->count + given->count + 1) * sizeof(*lines));
    for (size_t i = 0; i < own->count; i++)
        lines[i] = own->lines[i];
    own->lines = lines;
    for (size_t i = 0; i < given->count; i++) {
        const struct handover_line *line = &given->lines[i];
        if (line->kind < HANDOVER_PARKED || line->is_ticked)
            continue;
        taking->taken->carried_count++;
        struct handover_line kept = keep_line(taking, line);
        if (!has_line(own, &kept))
            own->lines[own->count++] = kept;
    }
done:
    return status;
}

/* Both sheets and what goes over, all of it or nothing. */
static enum status record_all(struct taking *taking, const struct sheet *own, struct error *error)
{
    const struct record given = record_of(taking->sheet, taking->arena);
    const struct record mine = record_of(own, taking->arena);
    const char *by = desk_person_id(taking->desk), *number;
    enum ledger_change change;
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(taking->desk, &ledger, error));
    TRY(ledger_begin(ledger, error));
    status = ledger_put(ledger, by, &given, &change, error);
    if (status == STATUS_OK && taking->taken->carried_count)
        status = ledger_put(ledger, by, &mine, &change, error);
    if (status == STATUS_OK && taking->count)
        status =
            ledger_record(ledger, by, taking->acts, taking->count, taking->arena, &number, error);
    if (status == STATUS_OK)
        return ledger_commit(ledger, error);
    ledger_rollback(ledger);
done:
    return status;
}

enum status sheet_accept(struct desk *desk, const char *code, struct arena *arena,
                         struct sheet_taken *taken, struct error *error)
{
    struct sheet sheet, own;
    struct taking taking = {.desk = desk, .arena = arena, .sheet = &sheet, .taken = taken};
    enum status status;

    *taken = (struct sheet_taken){0};
    TRY(desk_require_person(desk, error));
    TRY(sheet_load(desk, code, arena, &sheet, error));
    TRY(permit(desk, DEED_SHEET_ACCEPT, &(struct deed_place){.node = sheet.node}, error));
    TRY(check_taker(desk, &sheet, error));
    TRY(look_at_lines(&taking, HANDOVER_CASE, error));
    TRY(look_at_lines(&taking, HANDOVER_PROMISE, error));
    sheet.status = "accepted";
    sheet.taker = desk_person_id(desk);
    sheet.taken_at = clock_now_at();
    TRY(carry(&taking, &own, error));
    TRY(record_all(&taking, &own, error));
done:
    return status;
}
