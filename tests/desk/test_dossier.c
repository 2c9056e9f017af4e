/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/dossier.h"

#include "tests/tui/station.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static struct dossier dossier;

static const struct dossier *load(struct station *station, const char *staff, const char *number)
{
    struct error error;

    station_as(station, staff);
    if (dossier_load(station->desk, number, &station->arena, &dossier, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return &dossier;
}

static void gathers_what_is_shown(void **state)
{
    struct station *station = *state;
    const char *number = station_open(station, "S01", "周美芳", "换医疗本", "YB01");
    const struct dossier *d;

    station_act(station, "S01", number, "amend", "field=resident", "resident=RA000001A", NULL);
    station_act(station, "S01", number, "tick", "have=1,3", NULL);
    d = load(station, "S01", number);
    assert_true(d->has_resident);
    assert_int_equal(d->age, 78);
    assert_string_equal(d->sex, "女");
    assert_string_equal(d->tags, "独居");
    assert_int_equal(d->service.material_count, 3);
    assert_true(dossier_has_material(d, 1));
    assert_false(dossier_has_material(d, 2));
    assert_true(dossier_has_material(d, 3));
    assert_int_equal(d->days_left, 3);
    assert_int_equal(d->unit_days_left, DOSSIER_UNKNOWN);
    assert_true(d->is_possible[ACT_CLOSE]);
    assert_false(d->is_possible[ACT_OPEN]);
    assert_int_equal(d->undo_minutes_left, 10);
    assert_false(load(station, "S02", number)->is_possible[ACT_CLOSE]);
}

static void undo_has_so_many_minutes(void **state)
{
    struct station *station = *state;
    const char *number = station_open(station, "S01", "周美芳", "换医疗本", NULL);

    assert_int_equal(load(station, "S01", number)->undo_minutes_left, 10);
    station_later(9);
    assert_int_equal(load(station, "S01", number)->undo_minutes_left, 1);
    station_later(2);
    assert_int_equal(load(station, "S01", number)->undo_minutes_left, 0);
    assert_int_equal(load(station, "S02", number)->undo_minutes_left, 0);
}

static void days_left_end_with_the_calendar(void **state)
{
    struct station *station = *state;
    const char *number = station_open(station, "S01", "周美芳", "路灯", NULL);

    station_act(station, "S01", number, "report-up", NULL);
    station_act(station, "T01", number, "dispatch", "to=310115-fgj", NULL);
    assert_int_equal(load(station, "S01", number)->unit_days_left, 7);
    assert_string_equal(dossier.unit_name, "区房管局");
    assert_int_equal(dossier.days_left, 7);
    station_later(20 * 24 * 60);
    assert_int_equal(load(station, "S01", number)->days_left, DOSSIER_UNKNOWN);
    assert_true(dossier.flags & FLAG_LATE);
}

static void explains_waits_and_dispatches(void **state)
{
    struct station *station = *state;
    const char *number = station_open(station, "S01", "周美芳", "换医疗本", NULL);
    struct dossier_reason reason;
    char until[32];

    station_until(clock_day_from(2026, 11, 30), until);
    station_act(station, "S01", number, "wait", "reason=照片", until, NULL);
    station_later(24 * 60);
    station_act(station, "S01", number, "resume", NULL);
    load(station, "S01", number);
    dossier_explain(station->desk, &dossier, &station->arena, &reason);
    assert_true(reason.has_limit);
    assert_int_equal(reason.own.deadline.due_on, dossier.matter.due_on);
    assert_int_equal(reason.own.deadline.day_count, 4);
    assert_false(reason.own.deadline.days[0].counted);
    assert_false(reason.is_dispatched);
    station_act(station, "S01", number, "report-up", NULL);
    station_act(station, "T01", number, "dispatch", "to=310115-fgj", NULL);
    load(station, "S01", number);
    dossier_explain(station->desk, &dossier, &station->arena, &reason);
    assert_true(reason.is_dispatched);
    assert_int_equal(reason.dispatch_due_on, dossier.matter.due_on);
    assert_int_equal(reason.unit.deadline.due_on, dossier.matter.unit_due_on);
}

/* What the law allows is counted beside what the item promises. */
static void the_limit_by_law_is_explained_too(void **state)
{
    struct station *station = *state;
    const char *number = station_open(station, "S01", "周美芳", "换医疗本", "YB01");
    struct dossier_reason reason;

    load(station, "S01", number);
    dossier_explain(station->desk, &dossier, &station->arena, &reason);
    assert_false(reason.has_statutory);
    dossier.service.limit.has_statutory = true;
    dossier.service.limit.statutory = (struct limit){5, LIMIT_WORKING};
    dossier_explain(station->desk, &dossier, &station->arena, &reason);
    assert_true(reason.has_statutory);
    assert_int_equal(reason.own.deadline.due_on, clock_day_from(2026, 11, 26));
    assert_int_equal(reason.statutory.deadline.due_on, clock_day_from(2026, 11, 30));
}

static void the_likeliest_come_first(void **state)
{
    struct station *station = *state;
    const char *number = station_open(station, "S01", "周美芳", "换医疗本", "YB01");
    const char *other = station_open(station, "S01", "周美芳", "路灯", NULL);
    struct dossier_candidate *at;
    struct error error;
    size_t count;

    station_act(station, "S01", other, "assign", "to=S03", NULL);
    load(station, "S01", number);
    assert_int_equal(
        dossier_candidates(station->desk, &dossier.matter, &station->arena, &at, &count, &error),
        STATUS_OK);
    assert_int_equal(count, 6);
    assert_string_equal(at[0].person->id, "S03");
    assert_int_equal(at[0].fit, DOSSIER_DUTY);
    assert_int_equal(at[0].open_count, 1);
    assert_string_equal(at[1].person->id, "S04");
    assert_int_equal(at[1].fit, DOSSIER_BACKUP);
    assert_int_equal(at[2].fit, DOSSIER_OTHER);
    assert_string_equal(at[5].person->id, "S07");
    assert_int_equal(at[5].fit, DOSSIER_AWAY);
}

static void units_are_those_of_street_and_district(void **state)
{
    struct station *station = *state;
    const char *number = station_open(station, "S01", "周美芳", "路灯", NULL);
    struct dossier_unit *units;
    struct error error;
    const char *name;
    size_t count;

    load(station, "T01", number);
    assert_int_equal(
        dossier_units(station->desk, &dossier.matter, &station->arena, &units, &count, &error),
        STATUS_OK);
    assert_int_equal(count, 2);
    assert_string_equal(units[0].name, "区房管局");
    assert_string_equal(units[1].name, "街道平安办");
    assert_int_equal(dossier_node_name(station->desk, "310115999", &station->arena, &name, &error),
                     STATUS_OK);
    assert_string_equal(name, "310115999");
}

static void put(struct station *station, enum record_kind kind, const char *id, int field,
                const char *value)
{
    struct record record = {.kind = kind, .id = id};
    enum ledger_change change;
    struct ledger *ledger;
    struct error error;

    record.value[0] = id;
    record.value[field] = value;
    assert_int_equal(desk_ledger(station->desk, &ledger, &error), STATUS_OK);
    assert_int_equal(ledger_put(ledger, "S12", &record, &change, &error), STATUS_OK);
}

/* Whom the item belongs to, then whom one has just dispatched to, then the others by code. */
static void the_likeliest_unit_comes_first(void **state)
{
    static const char *const codes[] = {"310115-cgj", "310115-mzj", "310115-xfj", "310115007-wgk"};
    static const char *const wanted[] = {"310115-mzj", "310115007-wgk", "310115-fgj",
                                         "310115-cgj", "310115-xfj",    "310115007-pab"};
    struct station *station = *state;
    const char *number = station_open(station, "S01", "周美芳", "高龄津贴", "YB01");
    struct dossier_unit *units;
    struct error error;
    size_t count;

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
        put(station, RECORD_NODES, codes[i], RECORD_NODES_NAME, codes[i]);
    put(station, RECORD_SERVICES, "YB01", RECORD_SERVICES_DEPARTMENT, "310115-mzj");
    for (int i = 0; i < 2; i++) {
        const char *other = station_open(station, "S01", "刘杰", "堆物", NULL);
        station_act(station, "S01", other, "report-up", NULL);
        station_act(station, "T01", other, "dispatch", i ? "to=310115007-wgk" : "to=310115-fgj",
                    NULL);
    }
    load(station, "T01", number);
    assert_int_equal(
        dossier_units(station->desk, &dossier.matter, &station->arena, &units, &count, &error),
        STATUS_OK);
    assert_int_equal(count, 6);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(units[i].code, wanted[i]);
    assert_int_equal(units[0].use, DOSSIER_OWNER);
    assert_int_equal(units[2].use, DOSSIER_LATELY);
    assert_int_equal(units[3].use, DOSSIER_NOT_LATELY);
}

#define AT_STATION(test) cmocka_unit_test_setup_teardown(test, station_set_up, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_STATION(gathers_what_is_shown),
        AT_STATION(the_likeliest_unit_comes_first),
        AT_STATION(undo_has_so_many_minutes),
        AT_STATION(days_left_end_with_the_calendar),
        AT_STATION(explains_waits_and_dispatches),
        AT_STATION(the_limit_by_law_is_explained_too),
        AT_STATION(the_likeliest_come_first),
        AT_STATION(units_are_those_of_street_and_district),
    };

    i18n_start("en");
    return cmocka_run_group_tests_name("dossier", tests, NULL, NULL);
}
