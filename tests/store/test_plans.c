/* SPDX-License-Identifier: MIT */
/* Every statement of the program is read by an index, unless it is listed here as one that has to
 * look at everything. Statements put together from fragments have tests beside their tables
 * (test_query_cases, test_records, test_query_visits). */
#include "config.h"

#include "shouwen/store/schema.h"
#include "tests/store/plan.h"
#include "tests/store/scratch.h"

static struct db *db, *hub;

static int make(void **state)
{
    (void)state;
    assert_ok(db_open(scratch("a.db"), DB_CREATE, &db, &error));
    assert_ok(db_begin(db, &error));
    assert_ok(schema_update(db, &error));
    assert_ok(schema_projection_reset(db, &error));
    assert_ok(query_run(db_query(db, SQL_SEARCH_TERMS_OF_OPEN), &error));
    assert_ok(query_run(db_query(db, SQL_SEARCH_TERMS_OF_CLOSED), &error));
    assert_ok(db_open_as(scratch("hub.db"), DB_HUB, DB_CREATE, &hub, &error));
    assert_ok(db_begin(hub, &error));
    assert_ok(db_run_script(hub, SQL_HUB_TO_1, &error));
    return 0;
}

static int drop(void **state)
{
    (void)state;
    db_rollback(db);
    db_close(db);
    db_rollback(hub);
    db_close(hub);
    scratch_empty();
    return 0;
}

/* Why a statement looks at everything. CHECK: check, rebuild and the digest do. FEW: there are
 * few rows of it (kept counts, logs, indexes, the latest, acts of one record). ORDER: in the
 * table's own order, up to a limit. PERSON: sorts the cases of one person, who may have several
 * records; REQUEST: of one request. DAILY: the daily run, of a part of the open cases. CALENDAR:
 * a change of it, once a year. COUNT: how many records of a kind, for imports and reports; the
 * requests of all cases, for a list that is not much shorter. ERASING: the erasing of a
 * resident, which nobody waits for. TWINS: what names somebody whose id another place has just
 * given out as well, once. */
enum reason { NONE, CHECK, FEW, ORDER, PERSON, REQUEST, DAILY, CALENDAR, COUNT, ERASING, TWINS };

static const struct {
    const char *name;
    enum reason why;
} whole[] = {
    {"audience_digest", CHECK},
    {"erasure_kept", FEW},
    {"erasure_sent", ERASING},
    {"erasure_sheets", FEW},
    {"erasure_count", FEW},
    {"erasure_contacts", ERASING},
    {"erasure_visits", ERASING},
    {"erasure_demands", ERASING},
    {"branch_piece_cut", FEW},
    {"branch_piece_split", FEW},
    {"branch_pieces", FEW},
    {"branch_list", FEW},
    {"branch_drop", FEW},
    {"branch_log_drop", FEW},
    {"feed_verify", CHECK},
    {"hub_act_count", CHECK},
    {"hub_acts_and_circles", CHECK},
    {"hub_clashes", FEW},
    {"hub_clients", FEW},
    {"hub_heads_of", FEW},
    {"journal_each", CHECK},
    {"journal_count", CHECK},
    {"journal_verify", CHECK},
    {"ledger_subjects", CHECK},
    {"load_recount", CHECK},
    {"load_all", CHECK},
    {"load_holders", FEW},
    {"past_carry", DAILY},
    {"past_carry_load", DAILY},
    {"past_load_all", CHECK},
    {"past_load_recount", CHECK},
    {"past_recount", CHECK},
    {"tally_all", CHECK},
    {"matters_digest", CHECK},
    {"search_all_fresh", CHECK},
    {"search_all_keys", CHECK},
    {"search_all_texts", CHECK},
    {"search_fresh_count", FEW},
    {"search_fresh_move", FEW},
    {"promise_digest", CHECK},
    {"queue_count_all", CHECK},
    {"queue_count_recount", CHECK},
    {"visits_load_all", CHECK},
    {"visits_load_recount", CHECK},
    {"visits_count_all", CHECK},
    {"visits_count_recount", CHECK},
    {"visits_household_keys", CHECK},
    {"visits_households_total", CHECK},
    {"board_stations", FEW},
    {"board_stations_grids", FEW},
    {"journal_logs", FEW},
    {"uplink_own_acts", FEW},
    {"matters_has_late_index", FEW},
    {"matters_list_indexes", FEW},
    {"load_each", FEW},
    {"visits_counted", FEW},
    {"cases_service_use", FEW},
    {"cases_units_lately", ORDER},
    {"journal_back", ORDER},
    {"records_doubles", ORDER},
    {"cases_of_resident", PERSON},
    {"find_cases_resident", PERSON},
    {"matters_open", DAILY},
    {"matters_closed_since", CALENDAR},
    {"records_count_nodes", COUNT},
    {"records_count_grids", COUNT},
    {"records_count_staff", COUNT},
    {"records_count_duty", COUNT},
    {"records_count_residents", COUNT},
    {"records_count_services", COUNT},
    {"records_count_resources", COUNT},
    {"records_count_demands", COUNT},
    {"records_count_visits", COUNT},
    {"records_count_calendar", COUNT},
    {"records_count_sessions", COUNT},
    {"records_count_handovers", COUNT},
    {"batch_cases", REQUEST},
    {"request_cases", REQUEST},
    {"request_count", COUNT},
    {"request_all", COUNT},
    {"twins_name_residents", TWINS},
    {"twins_name_staff", TWINS},
};

static enum reason reason_of(const char *name)
{
    for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++)
        if (strcmp(whole[i].name, name) == 0)
            return whole[i].why;
    return NONE;
}

/* The first step of a statement's plan that reads or sorts too much, "" if there is none. */
static void find_bad_step(struct db *of, const char *text, struct text *bad)
{
    struct text explain = TEXT_EMPTY;
    bool row;

    text_clear(bad);
    text_addf(&explain, "EXPLAIN QUERY PLAN %s", text);
    struct query *query = db_query_composed(of, explain.at);
    for (;;) {
        assert_ok(query_step(query, &row, &error));
        if (!row)
            break;
        if (!bad->length && plan_is_bad(query_text(query, 3)))
            text_add(bad, query_text(query, 3));
    }
    query_reset(query);
    text_release(&explain);
}

static bool is_whole(enum sql sql)
{
    static const char *const verbs[] = {"SELECT ", "INSERT ", "REPLACE ",
                                        "UPDATE ", "DELETE ", "WITH "};
    static const char *const parts[] = {"cases_select", "cases_select_found", "fragment_",
                                        "matters_change"};

    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
        if (text_starts(sql_name[sql], parts[i]))
            return false;
    for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++)
        if (text_starts(sql_text[sql], verbs[i]))
            return true;
    return false;
}

static void every_statement_is_read_by_an_index(void **state)
{
    struct text bad = TEXT_EMPTY;
    size_t listed = 0;
    int count = 0;

    (void)state;
    for (int i = 0; i < SQL_COUNT; i++) {
        if (!is_whole((enum sql)i))
            continue;
        count++;
        find_bad_step(text_starts(sql_name[i], "hub_") ? hub : db, sql_text[i], &bad);
        if (bad.length && reason_of(sql_name[i]) == NONE)
            fail_msg("%s: %s", sql_name[i], bad.at);
        listed += reason_of(sql_name[i]) != NONE;
        if (!bad.length && reason_of(sql_name[i]) != NONE)
            fail_msg("%s is read by an index: it need not be listed", sql_name[i]);
    }
    assert_int_equal(listed, sizeof(whole) / sizeof(*whole));
    assert_true(count > 100);
    text_release(&bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_statement_is_read_by_an_index, make, drop),
    };

    scratch_start();
    int failed = cmocka_run_group_tests_name("plans", tests, NULL, NULL);
    scratch_end();
    return failed;
}
