/* SPDX-License-Identifier: MIT */
/* A visit with its cases and demands, in one transaction; and taking it back. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/permit.h"
#include "shouwen/desk/reference.h"
#include "shouwen/domain/decide.h"
#include "shouwen/domain/listnumber.h"
#include "shouwen/domain/parts.h"
#include "shouwen/store/records.h"
#include "desk/visiting_inside.h"

#include <string.h>

static const struct record *member_of(const struct visiting_household *household, const char *id)
{
    for (size_t i = 0; i < household->member_count; i++)
        if (text_same(household->members[i].id, id))
            return &household->members[i];
    return NULL;
}

/* By a list's number too, where one of them has it. */
static const struct record *meant_of(const struct visiting_household *household, const char *number)
{
    const struct record *found = member_of(household, number), *other = NULL;
    size_t count = 0;

    for (size_t i = 0; !found && i < household->member_count; i++)
        if (listnumber_is_of(household->members[i].id, number)) {
            other = &household->members[i];
            count++;
        }
    return count == 1 ? other : found;
}

/* --- what is checked --- */

static enum status refuse_met(const struct visiting_household *household, struct error *error)
{
    struct text names = TEXT_EMPTY;

    for (size_t i = 0; i < household->member_count; i++)
        text_addf(&names, "%s%s %s", i ? ", " : "", household->members[i].id,
                  record_text(&household->members[i], RECORD_RESIDENTS_NAME));
    error_set(error, STATUS_REFUSED, "met", _("say who was met (--met ID,...): %s"),
              names.length ? names.at : _("nobody is known behind this door"));
    text_release(&names);
    return STATUS_REFUSED;
}

/* Those met, each once, ';' between: whoever was named, else whoever was asked for. */
static enum status settle_met(const struct visiting_household *household,
                              const struct visiting_entry *entry, struct arena *arena,
                              const char **met, struct error *error)
{
    struct text list = TEXT_EMPTY;
    enum status status = STATUS_OK;
    size_t count = 0;

    *met = "";
    if (entry->asks_contact || (entry->result != VISIT_MET && entry->result != VISIT_PHONED))
        return STATUS_OK;
    const char *given = entry->met ? entry->met : household->who;
    const char **ids = parts_split(arena, given, PARTS_LIST, &count);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        const struct record *member = meant_of(household, ids[i]);
        if (!member)
            status = error_set(error, STATUS_NOT_FOUND, "met", _("%s does not live there"), ids[i]);
        else if (!person_list_has(list.at, member->id))
            text_addf(&list, "%s%s", list.length ? ";" : "", member->id);
    }
    if (status == STATUS_OK && !count && household->member_count)
        status = refuse_met(household, error);
    *met = arena_copy(arena, list.at);
    text_release(&list);
    return status;
}

/* --- the visit as a record --- */

static const char *visit_id(struct arena *arena, const char *request)
{
    uint8_t hash[CRYPTO_ID];
    char hex[CRYPTO_ID + 1];

    crypto_id(request, strlen(request), hash);
    ident_hex(hash, CRYPTO_ID / 2, hex);
    return arena_format(arena, "V%s", hex);
}

static const char *name_request(const struct visiting_entry *entry, struct arena *arena)
{
    uint8_t bytes[8];
    char hex[2 * sizeof(bytes) + 1];

    if (!text_is_empty(entry->request))
        return entry->request;
    crypto_random(bytes, sizeof(bytes));
    ident_hex(bytes, sizeof(bytes), hex);
    return arena_copy(arena, hex);
}

static const char *station_of(const struct desk *desk, const struct visiting_household *household)
{
    return *household->station ? household->station : desk_home(desk);
}

static enum status make_visit(struct desk *desk, const struct visiting_household *household,
                              const struct visiting_entry *entry, const char *request,
                              struct arena *arena, struct record *visit, struct error *error)
{
    const char *staff = desk_person_id(desk);
    int64_t now = clock_now_at();
    char at[CLOCK_TEXT];
    enum status status;

    if (entry->at > now)
        return error_set(
            error, STATUS_INVALID, "at",
            _("the time lies in the future; nothing can be recorded before it happened"));
    *visit = (struct record){.kind = RECORD_VISITS};
    for (size_t i = 0; i < record_rows[RECORD_VISITS].field_count; i++)
        visit->value[i] = "";
    visit->value[RECORD_VISITS_ID] = visit_id(arena, request);
    TRY(settle_met(household, entry, arena, &visit->value[RECORD_VISITS_MET], error));
    visit->value[RECORD_VISITS_AT] =
        arena_copy(arena, clock_format_at(entry->at ? entry->at : now, at));
    visit->value[RECORD_VISITS_STAFF] = staff ? staff : "";
    visit->value[RECORD_VISITS_RESIDENT] = household->who;
    visit->value[RECORD_VISITS_DOOR] = household->door;
    visit->value[RECORD_VISITS_GRID] = household->grid;
    record_take_node(visit, station_of(desk, household));
    visit->value[RECORD_VISITS_CLASS] = household->class;
    visit->value[RECORD_VISITS_RESULT] = word_visit_results[entry->result].word;
    visit->value[RECORD_VISITS_WHOM] = entry->asks_contact ? "contact" : "household";
    visit->value[RECORD_VISITS_TEXT] = entry->text ? entry->text : "";
done:
    return status;
}

static enum status check_record(struct arena *arena, struct record *record, struct error *error)
{
    struct record_problems problems = {0};

    if (!record_check(arena, record, &problems))
        for (size_t i = 0; i < problems.count; i++)
            if (problems.items[i].is_refusal)
                return error_set(error, STATUS_INVALID,
                                 record_rows[record->kind].fields[problems.items[i].field].name,
                                 "%s", problems.items[i].message);
    record_make_id(arena, record, "");
    return STATUS_OK;
}

/* --- its lines --- */

struct recording {
    struct desk *desk;
    const struct visiting_household *household;
    const struct visiting_entry *entry;
    struct arena *arena;
    struct ledger *ledger;
    struct record visit;
    const struct record *whom; /* whom the lines are about; NULL if nobody is known */
    const char *request;
    struct visiting_done *done;
};

static bool is_case(enum visiting_line_kind kind)
{
    return kind == VISITING_CASE || kind == VISITING_ANSWER;
}

/* A case that a closed door leads to is urgent. */
static bool is_urgent(const struct recording *r)
{
    return r->entry->result == VISIT_NOT_MET &&
           (r->entry->asks_contact || r->household->step == VISIT_STEP_CASE);
}

static void add_open(const struct recording *r, const struct visiting_line *line, struct act *act)
{
    int64_t at;

    act->kind = ACT_OPEN;
    act->value[FIELD_CHANNEL] = "visit";
    act->value[FIELD_SUBJECT] = line->text;
    act->value[FIELD_DOOR] = *r->household->door ? r->household->door : NULL;
    act->value[FIELD_GRID] = *r->household->grid ? r->household->grid : NULL;
    if (is_urgent(r))
        act->value[FIELD_URGENCY] = "urgent";
    if (r->whom) {
        const char *phone = r->whom->value[RECORD_RESIDENTS_PHONE];
        act->value[FIELD_RESIDENT] = r->whom->id;
        act->value[FIELD_NAME] = r->whom->value[RECORD_RESIDENTS_NAME];
        act->value[FIELD_PHONE] = *phone ? phone : NULL;
    }
    if (clock_parse_at(r->visit.value[RECORD_VISITS_AT], &at))
        act->happened_at = r->entry->at ? at : 0;
}

/* What was answered there is closed by whoever answers for it: for others that is a note, and the
 * case waits for its first contact. */
static void add_answer(const struct recording *r, const struct act *open, struct act *act)
{
    const struct person *me = desk_person(r->desk);
    bool is_theirs =
        me && person_only_reports(me) && !people_is_on_duty(desk_people(r->desk), me->id);

    act->kind = is_theirs ? ACT_NOTE : ACT_ANSWER;
    act->happened_at = open->happened_at;
    if (is_theirs)
        act->value[FIELD_TEXT] = _("answered at the door, in words");
}

static enum status record_cases(struct recording *r, struct error *error)
{
    struct act *acts = arena_alloc(r->arena, (2 * r->entry->line_count + 1) * sizeof(*acts));
    struct text numbers = TEXT_EMPTY;
    const char *number;
    size_t count = 0;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < r->entry->line_count; i++) {
        const struct visiting_line *line = &r->entry->lines[i];
        if (!is_case(line->kind))
            continue;
        add_open(r, line, &acts[count++]);
        if (line->kind == VISITING_ANSWER) {
            add_answer(r, &acts[count - 1], &acts[count]);
            count++;
        }
    }
    if (!count)
        return STATUS_OK;
    acts[0].value[FIELD_REQUEST] = r->request;
    TRY(ledger_record(r->ledger, desk_person_id(r->desk), acts, count, r->arena, &number, error));
    r->done->was_there = !acts[0].subject;
    r->done->cases = arena_alloc(r->arena, count * sizeof(*r->done->cases));
    for (size_t i = 0; i < count && !r->done->was_there; i++)
        if (acts[i].kind == ACT_OPEN) {
            text_addf(&numbers, "%s%s", numbers.length ? ";" : "", act_subject_id(&acts[i]));
            r->done->cases[r->done->case_count++] = act_subject_id(&acts[i]);
        }
    r->visit.value[RECORD_VISITS_CASES] = arena_copy(r->arena, numbers.at);
done:
    text_release(&numbers);
    return status;
}

static enum status record_demand(struct recording *r, const struct visiting_line *line,
                                 struct text *ids, struct error *error)
{
    static const char *const kinds[VISITING_LINES] = {
        [VISITING_DEMAND] = "need", [VISITING_OPINION] = "opinion", [VISITING_WISH] = "wish"};
    struct record record = {.kind = RECORD_DEMANDS};
    enum ledger_change change;
    enum status status;

    record.value[RECORD_DEMANDS_ON] =
        arena_copy_part(r->arena, r->visit.value[RECORD_VISITS_AT], strlen("2026-11-21"));
    record.value[RECORD_DEMANDS_KIND] = kinds[line->kind];
    record.value[RECORD_DEMANDS_SUBJECT] = line->text;
    if (r->whom) {
        record.value[RECORD_DEMANDS_RESIDENT] = r->whom->value[RECORD_RESIDENTS_NAME];
        record.value[RECORD_DEMANDS_PHONE] = r->whom->value[RECORD_RESIDENTS_PHONE];
    }
    record.value[RECORD_DEMANDS_GRID] = r->household->grid;
    record_take_node(&record, station_of(r->desk, r->household));
    record.value[RECORD_DEMANDS_SOURCE] = "visit";
    record.value[RECORD_DEMANDS_STATE] = "";
    TRY(check_record(r->arena, &record, error));
    TRY(ledger_put(r->ledger, desk_person_id(r->desk), &record, &change, error));
    text_addf(ids, "%s%s", ids->length ? ";" : "", record.id);
    r->done->demand_count++;
done:
    return status;
}

static enum status record_demands(struct recording *r, struct error *error)
{
    struct text ids = TEXT_EMPTY;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < r->entry->line_count; i++)
        if (!is_case(r->entry->lines[i].kind))
            TRY(record_demand(r, &r->entry->lines[i], &ids, error));
    r->visit.value[RECORD_VISITS_DEMANDS] = arena_copy(r->arena, ids.at);
done:
    text_release(&ids);
    return status;
}

/* --- all of it --- */

static enum status check_lines(const struct visiting_entry *entry, struct error *error)
{
    for (size_t i = 0; i < entry->line_count; i++)
        if (text_is_empty(entry->lines[i].text))
            return error_set(error, STATUS_INVALID, word_visiting_lines[entry->lines[i].kind].word,
                             _("say in a few words what it is about"));
    return STATUS_OK;
}

/* Inside the transaction. The same visit again is recognised by its id or its request. */
static enum status record_all(struct recording *r, struct error *error)
{
    struct record standing;
    enum ledger_change change;
    enum status status;
    bool found;

    TRY(records_get(ledger_db(r->ledger), RECORD_VISITS, r->visit.id, r->arena, &standing, &found,
                    error));
    TRY(record_cases(r, error));
    r->done->was_there = r->done->was_there || (found && !*standing.value[RECORD_VISITS_STATE]);
    if (r->done->was_there) {
        r->visit = found ? standing : r->visit;
        goto done;
    }
    TRY(record_demands(r, error));
    TRY(ledger_put(r->ledger, desk_person_id(r->desk), &r->visit, &change, error));
    TRY(records_get(ledger_db(r->ledger), RECORD_VISITS, r->visit.id, r->arena, &r->visit, &found,
                    error));
done:
    return status;
}

enum status visiting_record(struct desk *desk, const struct visiting_household *household,
                            const struct visiting_entry *entry, struct arena *arena,
                            struct visiting_done *done, struct error *error)
{
    struct recording r = {.desk = desk,
                          .household = household,
                          .entry = entry,
                          .arena = arena,
                          .done = done,
                          .request = name_request(entry, arena)};
    const struct deed_place place = {.node = station_of(desk, household), .grid = household->grid};
    enum status status;

    *done = (struct visiting_done){0};
    TRY(permit(desk, DEED_VISIT, &place, error));
    TRY(check_lines(entry, error));
    TRY(make_visit(desk, household, entry, r.request, arena, &r.visit, error));
    TRY(check_record(arena, &r.visit, error));
    r.whom =
        member_of(household, *r.visit.value[RECORD_VISITS_MET]
                                 ? arena_copy_part(arena, r.visit.value[RECORD_VISITS_MET],
                                                   strcspn(r.visit.value[RECORD_VISITS_MET], ";"))
                                 : household->who);
    TRY(desk_ledger(desk, &r.ledger, error));
    TRY(ledger_begin(r.ledger, error));
    status = record_all(&r, error);
    if (status == STATUS_OK && !done->was_there)
        status = ledger_commit(r.ledger, error);
    else
        ledger_rollback(r.ledger);
    /* a refusal is written on its own */
    status = desk_note_refusal(desk, status, "visit record", household->who, error);
    done->visit = r.visit;
done:
    return status;
}

/* --- taking it back --- */

static enum status check_undo(struct desk *desk, const struct record *visit, struct error *error)
{
    const struct deed_place place = {.owner = visit->value[RECORD_VISITS_STAFF]};
    int minutes = desk_policy(desk)->undo_minutes;
    int64_t entered_at;

    if (*visit->value[RECORD_VISITS_STATE])
        return error_set(error, STATUS_REFUSED, "", _("this visit was taken back already"));
    if (!permit_has(desk, DEED_VISIT_UNDO, &place))
        return error_set(error, STATUS_DENIED, "as", _("only %s may take this visit back"),
                         desk_name(desk, visit->value[RECORD_VISITS_STAFF]));
    if (!clock_parse_at(visit->value[RECORD_VISITS_ENTERED_AT], &entered_at) ||
        clock_now_at() - entered_at > (int64_t)minutes * CLOCK_MINUTE)
        return error_set(error, STATUS_REFUSED, "",
                         _("more than %d minutes have passed; record what is right as a new act"),
                         minutes);
    return STATUS_OK;
}

static enum status undo_cases(struct desk *desk, struct ledger *ledger, const char *numbers,
                              struct arena *arena, struct error *error)
{
    enum status status = STATUS_OK;
    const char *number;
    size_t count;
    const char **all = parts_split(arena, numbers, PARTS_LIST, &count);

    for (size_t i = 0; i < count; i++) {
        struct act act = {.kind = ACT_UNDO, .subject = arena_format(arena, "case/%s", all[i])};
        TRY(ledger_record(ledger, desk_person_id(desk), &act, 1, arena, &number, error));
    }
done:
    return status;
}

static enum status put_state(struct desk *desk, struct ledger *ledger, enum record_kind kind,
                             const char *id, int field, const char *state, struct error *error)
{
    struct record record = {.kind = kind, .id = id};
    enum ledger_change change;

    record.value[field] = state;
    return ledger_put(ledger, desk_person_id(desk), &record, &change, error);
}

static enum status undo_all(struct desk *desk, struct ledger *ledger, const struct record *visit,
                            struct arena *arena, struct error *error)
{
    const char **demands;
    enum status status;
    size_t count;

    TRY(undo_cases(desk, ledger, visit->value[RECORD_VISITS_CASES], arena, error));
    demands = parts_split(arena, visit->value[RECORD_VISITS_DEMANDS], PARTS_LIST, &count);
    for (size_t i = 0; i < count; i++)
        TRY(put_state(desk, ledger, RECORD_DEMANDS, demands[i], RECORD_DEMANDS_STATE, "withdrawn",
                      error));
    TRY(put_state(desk, ledger, RECORD_VISITS, visit->id, RECORD_VISITS_STATE, "undone", error));
done:
    return status;
}

enum status visiting_undo(struct desk *desk, const char *visit_id, struct error *error)
{
    struct arena arena = {0};
    struct ledger *ledger;
    struct record visit;
    enum status status;
    bool found;

    TRY(desk_refresh(desk, error));
    TRY(desk_require_person(desk, error));
    TRY(records_get(desk_reader(desk), RECORD_VISITS, visit_id, &arena, &visit, &found, error));
    if (!found) {
        status = error_set(error, STATUS_NOT_FOUND, "visit", _("no visit has the id %s"), visit_id);
        goto done;
    }
    TRY(check_undo(desk, &visit, error));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_begin(ledger, error));
    status = undo_all(desk, ledger, &visit, &arena, error);
    if (status == STATUS_OK)
        status = ledger_commit(ledger, error);
    else
        ledger_rollback(ledger);
done:
    arena_release(&arena);
    return desk_note_refusal(desk, status, "visit undo", visit_id, error);
}
