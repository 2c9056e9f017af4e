/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/ledger.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/decide.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/past.h"
#include "shouwen/store/records.h"
#include "shouwen/store/requests.h"
#include "shouwen/store/schema.h"
#include "shouwen/store/search.h"
#include "shouwen/store/station.h"
#include "shouwen/store/uplink.h"
#include "shouwen/store/usage.h"
#include "shouwen/store/visits.h"
#include "store/ledger_inside.h"

#include <stdlib.h>
#include <string.h>

/* The site's intervals are others than those by which the days were made. */
static enum status make_visits(struct ledger *ledger, struct error *error)
{
    enum status status;

    TRY(db_begin(ledger->db, error));
    TRY(visits_make_all(ledger->db, &ledger->policy->visits, error));
    TRY(db_commit(ledger->db, error));
done:
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    return status;
}

/* The site counts days by another usage than that of the rows. */
static enum status follow_usage(struct ledger *ledger, struct error *error)
{
    enum usage_state state;
    enum status status;

    TRY(usage_look(ledger->db, ledger->policy, &state, error));
    if (state == USAGE_CURRENT)
        return STATUS_OK;
    if (state == USAGE_OTHER_ZONE)
        return ledger_rebuild(ledger, 0, error);
    TRY(db_begin(ledger->db, error));
    TRY(ledger_count_days(ledger, error));
    TRY(usage_sign(ledger->db, ledger->policy, error));
    TRY(db_commit(ledger->db, error));
done:
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    return status;
}

/* A file that an older program made has its journal's tables brought up to date. */
static enum status update_journal(struct db *db, struct error *error)
{
    enum status status;
    int64_t version;

    TRY(db_schema_version(db, &version, error));
    if (version == DB_SCHEMA_VERSION)
        return STATUS_OK;
    TRY(db_begin(db, error));
    TRY(schema_update(db, error));
    TRY(db_commit(db, error));
done:
    if (status != STATUS_OK)
        db_rollback(db);
    return status;
}

enum status ledger_is_current(struct db *db, const struct matter_policy *policy, bool *is_current,
                              struct error *error)
{
    enum usage_state usage;
    enum status status;
    int64_t version;

    TRY(db_schema_version(db, &version, error));
    TRY(schema_projection_is_current(db, is_current, error));
    *is_current = *is_current && version == DB_SCHEMA_VERSION;
    if (!*is_current)
        goto done;
    TRY(visits_is_current(db, &policy->visits, is_current, error));
    TRY(usage_look(db, policy, &usage, error));
    *is_current = *is_current && usage == USAGE_CURRENT;
done:
    return status;
}

/* What keeps it from being done keeps counts from being quick, not from being right. */
static void carry_past(struct ledger *ledger)
{
    struct error ignored;
    enum status carried = past_carry(ledger->db, clock_day_of(clock_now_at()), &ignored);

    (void)carried;
}

enum status ledger_open(const char *path, const struct matter_policy *policy,
                        struct ledger **ledger, struct error *error)
{
    struct ledger *opened = memory_new(sizeof(*opened));
    struct station station;
    enum status status;
    bool is_current;

    opened->calendar_from = INT32_MAX;
    *ledger = NULL;
    opened->policy = policy;
    TRY(db_open(path, DB_WRITE, &opened->db, error));
    TRY(station_read(opened->db, &opened->arena, &station, error));
    opened->node = station.node;
    TRY(update_journal(opened->db, error));
    TRY(schema_projection_is_current(opened->db, &is_current, error));
    if (!is_current)
        TRY(ledger_rebuild(opened, 0, error));
    TRY(visits_is_current(opened->db, &policy->visits, &is_current, error));
    if (!is_current)
        TRY(make_visits(opened, error));
    TRY(follow_usage(opened, error));
    TRY(clockwatch_read(opened->db, &opened->watch, error));
    carry_past(opened);
    ledger_make_late_index(opened);
    *ledger = opened;
    opened = NULL;
done:
    ledger_close(opened);
    return status;
}

void ledger_close(struct ledger *ledger)
{
    if (!ledger)
        return;
    ledger_forget_import(ledger);
    db_close(ledger->db);
    calendar_release(&ledger->calendar);
    arena_release(&ledger->arena);
    arena_release(&ledger->view_arena);
    arena_release(&ledger->left_arena);
    ledger_forget_records(ledger);
    ledger_forget_twins(ledger);
    ledger_drop_census(ledger);
    free(ledger);
}

struct db *ledger_db(struct ledger *ledger)
{
    return ledger->db;
}

const char *ledger_node(struct ledger *ledger)
{
    return ledger->node;
}

enum status ledger_refresh(struct ledger *ledger, struct error *error)
{
    int32_t today = clock_day_of(clock_now_at());
    int64_t version = db_version(ledger->db);
    enum status status = STATUS_OK;

    if (ledger->has_view && version == ledger->view_version && ledger->people.today == today)
        return STATUS_OK;
    ledger->has_view = false;
    arena_reset(&ledger->view_arena);
    calendar_release(&ledger->calendar);
    TRY(records_load_people(ledger->db, ledger->node, &ledger->view_arena, today, &ledger->people,
                            error));
    TRY(records_load_calendar(ledger->db, &ledger->calendar, error));
    TRY(twins_are_there(ledger->db, &ledger->has_twins, error));
    ledger->is_founding = !people_have_admin(&ledger->people);
    ledger->view_version = version;
    ledger->has_view = true;
done:
    return status;
}

enum status ledger_view(struct ledger *ledger, const struct people **people,
                        const struct calendar **calendar, struct error *error)
{
    enum status status = ledger_refresh(ledger, error);

    *people = &ledger->people;
    *calendar = &ledger->calendar;
    return status;
}

void ledger_sign(struct ledger *ledger, struct act *act, const char *by)
{
    act->word = act_word(act->kind);
    act->by = by;
    act->entered_at = clock_now_at();
    enum clockwatch_fault fault = clockwatch_judge(&ledger->watch, act->entered_at);
    if (fault != CLOCKWATCH_RIGHT)
        act->value[FIELD_OFF] = clockwatch_words[fault];
    clockwatch_note(&ledger->watch, act->entered_at);
    if (!act->happened_at)
        act->happened_at = act->entered_at;
}

/* What may enter the record, whoever hands it in; line breaks only in texts and reasons. */
static void clean_values(struct act *act, struct arena *arena)
{
    struct text clean = TEXT_EMPTY;

    for (int field = 0; field < ACT_FIELD_COUNT; field++) {
        const char *value = act->value[field];
        if (!value)
            continue;
        text_clear(&clean);
        utf8_clean(&clean, value, strlen(value), field == FIELD_TEXT || field == FIELD_REASON);
        if (strcmp(clean.at, value) != 0)
            act->value[field] = arena_copy(arena, clean.at);
    }
    text_release(&clean);
}

enum status ledger_mint(struct ledger *ledger, const struct act *act, struct arena *arena,
                        const char **number, struct error *error)
{
    const char *node = act->value[FIELD_NODE];
    char minted[IDENT_NUMBER];
    enum status status;
    uint64_t bits;
    bool has;

    /* of a million in one day two may well be alike */
    do {
        if (ledger->number_count)
            bits = ledger->numbers[--ledger->number_count];
        else
            crypto_random(&bits, sizeof(bits));
        ident_case_number(text_is_empty(node) ? ledger->node : node, clock_day_of(act->entered_at),
                          bits & 0xFFFFFFFFFFULL, minted);
        /* one that may be another's by chance too is not worth a look: there are many */
        has = ledger->taken && census_may_have_number(ledger->taken, minted);
        if (!ledger->taken)
            TRY(journal_has(ledger->db, matters_subject(arena, minted), &has, error));
    } while (has);
    if (ledger->taken)
        census_add_number(ledger->taken, minted);
    *number = arena_copy(arena, minted);
done:
    return status;
}

static enum status load_service(struct ledger *ledger, const struct act *act,
                                const struct matter *matter, struct arena *arena,
                                struct situation_service *service, struct situation *situation,
                                struct error *error)
{
    const char *code = act->value[FIELD_SERVICE];
    bool found;

    if (!code && matter)
        code = matter->service;
    if (text_is_empty(code))
        return STATUS_OK;
    enum status status = records_load_service(ledger->db, code, arena, service, &found, error);
    if (status == STATUS_OK && found)
        situation->service = service;
    return status;
}

static enum status find_unit(struct ledger *ledger, const struct act *act, struct arena *arena,
                             bool *found, struct error *error)
{
    struct record unit;

    if (act->kind != ACT_DISPATCH || text_is_empty(act->value[FIELD_TO]))
        return STATUS_OK;
    return records_get(ledger->db, RECORD_NODES, act->value[FIELD_TO], arena, &unit, found, error);
}

enum status ledger_find_hub(struct ledger *ledger, const struct people *people,
                            const struct act *act, struct arena *arena, bool *found,
                            struct error *error)
{
    const struct person *person = people_find(people, act->by);
    struct uplink uplink;

    if (act->kind != ACT_OPEN || !person || nodecode_is_within(person->node, ledger->node))
        return STATUS_OK;
    return uplink_read(ledger->db, arena, &uplink, found, error);
}

enum status ledger_act(struct ledger *ledger, struct act *act, struct arena *arena,
                       struct error *error)
{
    struct situation situation = {.people = &ledger->people,
                                  .policy = ledger->policy,
                                  .calendar = &ledger->calendar,
                                  .home = ledger->node,
                                  .is_founding = ledger->is_founding};
    struct situation_service service;
    struct matter matter = {0}, target, after;
    const char *number = NULL;
    enum status status;

    situation.is_program = text_same(act->by, LEDGER_PROGRAM);
    situation.now = act->entered_at;
    clean_values(act, arena);
    if (act->kind != ACT_OPEN) {
        TRY(matters_load(ledger->db, act_subject_id(act), &ledger->calendar, ledger->policy, arena,
                         &matter, error));
        situation.matter = &matter;
        act->subject = matters_subject(arena, matter.number);
        act->on = matter.latest;
        act->on_count = matter.latest_count;
    }
    if (act->kind == ACT_MERGE && act->value[FIELD_TO]) {
        status = matters_load(ledger->db, act->value[FIELD_TO], &ledger->calendar, ledger->policy,
                              arena, &target, NULL);
        situation.target = status == STATUS_OK ? &target : NULL;
        if (situation.target)
            act->value[FIELD_TO] = target.number;
    }
    TRY(load_service(ledger, act, situation.matter, arena, &service, &situation, error));
    TRY(find_unit(ledger, act, arena, &situation.is_unit_listed, error));
    TRY(ledger_find_hub(ledger, &ledger->people, act, arena, &situation.is_linked, error));
    TRY(ledger_hear_whom(ledger, act, situation.matter, arena, error));
    TRY(decide(&situation, arena, act, error));
    if (act->kind == ACT_OPEN) {
        TRY(ledger_mint(ledger, act, arena, &number, error));
        act->subject = matters_subject(arena, number);
    }
    if (situation.matter)
        TRY(ledger_refuse_unheeded(ledger, act, matter.node, arena, error));
    TRY(ledger_append(ledger, act, act->kind == ACT_OPEN ? act_text(act, FIELD_NODE) : matter.node,
                      arena, error));
    if (act->kind == ACT_OPEN)
        TRY(ledger_project_new(ledger, act, arena, error));
    else
        TRY(ledger_refold(ledger, act_subject_id(act), &after, arena, error));
done:
    return status;
}

enum status ledger_find_request(struct ledger *ledger, const char *request, struct arena *arena,
                                const char **number, struct error *error)
{
    *number = NULL;
    if (text_is_empty(request))
        return STATUS_OK;
    struct query *query = db_query(ledger->db, SQL_REQUEST_CASES);
    requests_bind(query, 1, request);
    return query_one_copy(query, arena, number, error);
}

/* Acts of one key press share a request id, so that they are undone together. */
static void share_request(struct act *acts, size_t count, struct arena *arena)
{
    uint8_t bytes[8];
    char hex[2 * sizeof(bytes) + 1];

    if (!acts[0].value[FIELD_REQUEST]) {
        if (count < 2)
            return;
        crypto_random(bytes, sizeof(bytes));
        ident_hex(bytes, sizeof(bytes), hex);
        acts[0].value[FIELD_REQUEST] = arena_copy(arena, hex);
    }
    for (size_t i = 1; i < count; i++)
        acts[i].value[FIELD_REQUEST] = acts[0].value[FIELD_REQUEST];
}

static enum status record_all(struct ledger *ledger, const char *by, struct act *acts, size_t count,
                              struct arena *arena, struct error *error)
{
    enum status status = STATUS_OK;
    const char *subject = NULL;

    for (size_t i = 0; i < count; i++) {
        struct act *act = &acts[i];
        ledger_sign(ledger, act, by);
        if (act->kind != ACT_OPEN && !act->subject)
            act->subject = subject;
        if (act->kind != ACT_OPEN && !act->subject)
            return error_set(error, STATUS_INVALID, "number", _("say which case"));
        TRY(ledger_act(ledger, act, arena, error));
        subject = act->subject;
    }
done:
    return status;
}

enum status ledger_record(struct ledger *ledger, const char *by, struct act *acts, size_t count,
                          struct arena *arena, const char **number, struct error *error)
{
    bool is_grouped = db_is_writing(ledger->db);
    enum status status;

    share_request(acts, count, arena);
    if (!is_grouped)
        TRY(db_begin(ledger->db, error));
    TRY(ledger_refresh(ledger, error));
    TRY(journal_own_log(ledger->db, &ledger->log, error));
    TRY(ledger_find_request(ledger, acts[0].value[FIELD_REQUEST], arena, number, error));
    if (*number) {
        if (!is_grouped)
            db_rollback(ledger->db);
        return STATUS_OK;
    }
    TRY(record_all(ledger, by, acts, count, arena, error));
    if (!is_grouped)
        TRY(db_commit(ledger->db, error));
    *number = act_subject_id(&acts[count - 1]);
done:
    if (status != STATUS_OK && !is_grouped)
        db_rollback(ledger->db);
    return status;
}

enum status ledger_add_audit(struct ledger *ledger, const char *who, const char *what,
                             const char *subject, struct error *error)
{
    struct query *query = db_query(ledger->db, SQL_AUDIT_PUT);

    query_bind_integer(query, 1, clock_now_at());
    query_bind_text(query, 2, who);
    query_bind_text(query, 3, what);
    query_bind_text(query, 4, subject);
    return query_run(query, error);
}

enum status ledger_audit(struct ledger *ledger, const char *who, const char *what,
                         const char *subject, struct error *error)
{
    enum status status;

    TRY(db_begin(ledger->db, error));
    TRY(ledger_add_audit(ledger, who, what, subject, error));
    TRY(db_commit(ledger->db, error));
done:
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    return status;
}

enum status ledger_draft_put(struct ledger *ledger, const char *owner, int slot, const char *form,
                             struct error *error)
{
    enum status status;

    TRY(db_begin(ledger->db, error));
    struct query *query = db_query(ledger->db, *form ? SQL_DRAFT_PUT : SQL_DRAFT_DROP);
    query_bind_text(query, 1, owner);
    query_bind_integer(query, 2, slot);
    if (*form) {
        query_bind_integer(query, 3, clock_now_at());
        query_bind_text(query, 4, form);
    }
    TRY(query_run(query, error));
    TRY(db_commit(ledger->db, error));
done:
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    return status;
}

enum status ledger_saved_put(struct ledger *ledger, const char *owner, const char *key,
                             const char *name, const char *form, struct error *error)
{
    enum status status;

    TRY(db_begin(ledger->db, error));
    struct query *query = db_query(ledger->db, *form ? SQL_SAVED_PUT : SQL_SAVED_DROP);
    query_bind_text(query, 1, owner);
    query_bind_text(query, 2, key);
    if (*form) {
        query_bind_text(query, 3, name);
        query_bind_text(query, 4, form);
    }
    TRY(query_run(query, error));
    TRY(db_commit(ledger->db, error));
done:
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    return status;
}
