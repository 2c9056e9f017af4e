/* SPDX-License-Identifier: MIT */
/* Records that are put together, in one transaction, against the same put one by one, and against
 * what a rebuild makes of their acts: every row that follows from them is the same. */
#include "config.h"

#include "shouwen/store/ledger.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/journal.h"
#include "tests/store/sample.h"

static struct arena arena;

static int start(void **state)
{
    (void)state;
    clock_fix(1795230000000);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    arena_release(&arena);
    scratch_empty();
    return 0;
}

static struct ledger *open_ledger(const char *name)
{
    struct ledger *ledger;

    sample_make(scratch(name));
    assert_ok(ledger_open(scratch(name), &matter_policy_shipped, &ledger, &error));
    return ledger;
}

static struct record resident(const char *id, const char *name, const char *phone, const char *door,
                              const char *class)
{
    struct record record = {.kind = RECORD_RESIDENTS, .id = id};

    record.value[RECORD_RESIDENTS_ID] = id;
    record.value[RECORD_RESIDENTS_NAME] = name;
    record.value[RECORD_RESIDENTS_PHONE] = phone;
    record.value[RECORD_RESIDENTS_DOOR] = door;
    record.value[RECORD_RESIDENTS_GRID] = SAMPLE_NODE "-G01";
    record.value[RECORD_RESIDENTS_CLASS] = class;
    return record;
}

/* Households of three, of whom some move, some change their number, and some come twice; two are
 * joined, one of them before the other is there. */
static size_t make_list(struct record *list)
{
    static const char *const names[] = {"周美芳", "单晓红", "王伟", "李·买买提"};
    static const char *const classes[] = {"general", "key", "special", "general", NULL};
    enum { PEOPLE = 90 };
    size_t count = 0;

    for (int i = 0; i < PEOPLE; i++)
        list[count++] =
            resident(arena_format(&arena, "R%d", i), names[i % 4],
                     i % 7 ? arena_format(&arena, "1380013%04d", i) : NULL,
                     i % 11 ? arena_format(&arena, "%d-1-502", i / 3) : NULL, classes[i % 5]);
    list[4].value[RECORD_RESIDENTS_JOINED] = "R80";
    for (int i = 0; i < PEOPLE; i += 6) {
        struct record moved = {.kind = RECORD_RESIDENTS, .id = list[i].id};
        moved.value[i % 4 ? RECORD_RESIDENTS_DOOR : RECORD_RESIDENTS_NAME] =
            i % 4 ? "99-1-101" : "陆小曼";
        list[count++] = moved;
        list[count++] = list[i + 1];
    }
    list[count++] = (struct record){
        .kind = RECORD_SERVICES, .id = "S1", .value = {"S1", "居住证办理", "暂住证"}};
    return count;
}

#define BESIDE "||'|'||"
static const char *const shown[] = {
    "SELECT kind " BESIDE "near" BESIDE "key" BESIDE
    "ref FROM lookup ORDER BY kind, near, key, ref",
    "SELECT id " BESIDE "name" BESIDE "phone" BESIDE "door" BESIDE "class" BESIDE "joined" BESIDE
    "sort_key" BESIDE "door_key" BESIDE "node" BESIDE "household" BESIDE "since_on" BESIDE
    "who FROM resident ORDER BY id",
    "SELECT code " BESIDE "name" BESIDE "aliases FROM service ORDER BY code",
    "SELECT key " BESIDE "place" BESIDE "class" BESIDE "due_on" BESIDE "who" BESIDE "step" BESIDE
    "member_count FROM household ORDER BY key",
    "SELECT place " BESIDE "due_on" BESIDE "class" BESIDE "count FROM visit_load ORDER BY place",
    "SELECT subject " BESIDE "count(*) FROM act GROUP BY subject ORDER BY subject",
};

/* All that follows from the records. */
static const char *say(struct db *db)
{
    struct text out = TEXT_EMPTY;
    const char **rows;
    size_t count;

    for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
        assert_ok(query_all_text(db_query_composed(db, shown[i]), &arena, &rows, &count, &error));
        assert_true(count > 0);
        for (size_t k = 0; k < count; k++)
            text_addf(&out, "%s\n", rows[k]);
    }
    const char *said = arena_copy(&arena, out.at);
    text_release(&out);
    return said;
}

static void check(struct ledger *ledger)
{
    struct ledger_report report;

    assert_ok(ledger_check(ledger, &report, &error));
    if (report.problem_count)
        fail_msg("%s", report.problems.at);
    text_release(&report.problems);
}

static void together_is_the_same_as_one_by_one(void **state)
{
    struct ledger *one = open_ledger("one.db"), *all = open_ledger("all.db");
    struct record list[200];
    size_t count = make_list(list);
    enum ledger_change change, alone;

    (void)state;
    assert_ok(ledger_begin(all, &error));
    assert_ok(ledger_expect_residents(all, 100000, &error));
    for (size_t i = 0; i < count; i++) {
        assert_ok(ledger_put(one, NULL, &list[i], &alone, &error));
        assert_ok(ledger_put(all, NULL, &list[i], &change, &error));
        assert_int_equal(alone, change);
    }
    assert_ok(ledger_commit(all, &error));
    assert_string_equal(say(ledger_db(all)), say(ledger_db(one)));
    check(all);
    const char *before = say(ledger_db(all));
    assert_ok(ledger_rebuild(all, 0, &error));
    /* rows are numbered in another order now */
    assert_int_equal(strlen(say(ledger_db(all))), strlen(before));
    check(all);
    ledger_close(one);
    ledger_close(all);
}

static const char *found(struct ledger *ledger, struct record record)
{
    const char *id;

    record.id = NULL;
    assert_ok(ledger_find_resident(ledger, &record, &arena, &id, &error));
    return id ? id : "nobody";
}

/* With a census or without. */
static void who_was_just_put_is_found(void **state)
{
    struct ledger *ledger = open_ledger("found.db");
    struct record list[200], stranger = resident(NULL, "陆伟", "13900139000", "7-1-101", NULL);
    size_t count = make_list(list);
    enum ledger_change change;

    (void)state;
    for (int round = 0; round < 2; round++) {
        assert_ok(ledger_begin(ledger, &error));
        if (round)
            assert_ok(ledger_expect_residents(ledger, 100000, &error));
        for (size_t i = 0; i < count; i++)
            assert_ok(ledger_put(ledger, NULL, &list[i], &change, &error));
        /* by phone, by door, by what they changed to */
        assert_string_equal(found(ledger, list[1]), "R1");
        assert_string_equal(found(ledger, list[7]), "R7");
        assert_string_equal(found(ledger, resident(NULL, "周美芳", "", "0-1-502", NULL)), "nobody");
        assert_string_equal(found(ledger, resident(NULL, "王伟", "", "99-1-101", NULL)), "R18");
        assert_string_equal(found(ledger, stranger), "nobody");
        /* the same house number at another station is another house */
        struct record elsewhere = resident(NULL, "王伟", "", "99-1-101", NULL);
        elsewhere.value[RECORD_RESIDENTS_GRID] = "310115007002-G01";
        assert_string_equal(found(ledger, elsewhere), "nobody");
        elsewhere.value[RECORD_RESIDENTS_GRID] = NULL;
        assert_string_equal(found(ledger, elsewhere), "R18");
        ledger_rollback(ledger);
    }
    ledger_close(ledger);
}

/* A census is of what was there when it was taken. */
static void who_comes_from_elsewhere_is_found_too(void **state)
{
    struct ledger *ledger = open_ledger("both.db"), *other;
    struct record stranger = resident("R1", "陆伟", "13900139000", "7-1-101", NULL);
    struct imports_entry entry = {.kind = "residents", .path = "a", .state = IMPORTS_OPEN};
    enum ledger_change change;

    (void)state;
    assert_ok(ledger_open(scratch("both.db"), &matter_policy_shipped, &other, &error));
    assert_ok(ledger_begin(ledger, &error));
    assert_ok(ledger_expect_residents(ledger, 100000, &error));
    assert_string_equal(found(ledger, stranger), "nobody");
    assert_ok(ledger_commit_piece(ledger, &entry, &error));
    assert_ok(ledger_put(other, NULL, &stranger, &change, &error));
    assert_ok(ledger_begin(ledger, &error));
    assert_string_equal(found(ledger, stranger), "R1");
    ledger_rollback(ledger);
    ledger_close(ledger);
    ledger_close(other);
}

/* A visit to somebody who was joined into another person is one to that person. */
static void a_visit_taken_back_counts_for_whom_they_stand_for(void **state)
{
    struct ledger *ledger = open_ledger("visits.db");
    struct record joined = {.kind = RECORD_RESIDENTS, .id = "R2"};
    struct record visit = {.kind = RECORD_VISITS, .id = "V1"};
    const struct record people[] = {resident("R2", "王伟", NULL, "5-101", "special"),
                                    resident("R3", "王伟", NULL, "5-102", "special")};
    enum ledger_change change;

    (void)state;
    for (size_t i = 0; i < 2; i++)
        assert_ok(ledger_put(ledger, NULL, &people[i], &change, &error));
    visit.value[RECORD_VISITS_ID] = visit.id;
    visit.value[RECORD_VISITS_AT] = "2026-11-20T10:00:00+08:00";
    visit.value[RECORD_VISITS_RESIDENT] = "R2";
    visit.value[RECORD_VISITS_MET] = "R2";
    visit.value[RECORD_VISITS_RESULT] = "met";
    visit.value[RECORD_VISITS_STAFF] = "S01";
    assert_ok(ledger_put(ledger, NULL, &visit, &change, &error));
    joined.value[RECORD_RESIDENTS_JOINED] = "R3";
    assert_ok(ledger_put(ledger, NULL, &joined, &change, &error));
    check(ledger);
    visit.value[RECORD_VISITS_STATE] = "withdrawn";
    assert_ok(ledger_put(ledger, NULL, &visit, &change, &error));
    check(ledger);
    ledger_close(ledger);
}

static void new_ids_rise_and_are_nobodys(void **state)
{
    struct ledger *ledger = open_ledger("ids.db");
    const char *last = NULL, *id;
    size_t fell_count = 0;

    (void)state;
    for (int i = 0; i < 200; i++) {
        assert_ok(ledger_new_resident_id(ledger, &arena, &id, &error));
        assert_int_equal(strlen(id), 9);
        assert_int_equal(id[0], 'R');
        fell_count += last && strcmp(last, id) >= 0;
        last = id;
    }
    /* after the last id there is comes the first */
    assert_true(fell_count <= 1);
    ledger_close(ledger);
}

static void put_new(struct ledger *ledger, struct record *record)
{
    enum ledger_change change;

    assert_ok(ledger_new_resident_id(ledger, &arena, &record->id, &error));
    assert_ok(ledger_put(ledger, NULL, record, &change, &error));
    assert_int_equal(change, LEDGER_ADDED);
}

/* The same person in the next row of a long list: their record goes on, it does not begin anew. */
static void a_newcomer_is_new_once(void **state)
{
    struct ledger *ledger = open_ledger("twin.db");
    struct record first = resident(NULL, "周美芳", "13800138000", "5-1-502", "key"), twin;
    enum ledger_change change;

    (void)state;
    assert_ok(ledger_begin(ledger, &error));
    assert_ok(ledger_expect_residents(ledger, 100000, &error));
    put_new(ledger, &first);
    twin = first;
    twin.value[RECORD_RESIDENTS_DOOR] = NULL;
    assert_ok(ledger_put(ledger, NULL, &twin, &change, &error));
    assert_int_equal(change, LEDGER_UNCHANGED);
    twin.value[RECORD_RESIDENTS_CLASS] = "special";
    assert_ok(ledger_put(ledger, NULL, &twin, &change, &error));
    assert_int_equal(change, LEDGER_CHANGED);
    assert_string_equal(found(ledger, first), first.id);
    assert_ok(ledger_commit(ledger, &error));
    check(ledger);
    ledger_close(ledger);
}

/* A street's long list is of its stations' people: each goes to whoever looks after them. */
static void newcomers_are_at_home_where_their_grid_is(void **state)
{
    struct ledger *ledger = open_ledger("home.db");
    struct record there = resident(NULL, "周美芳", NULL, "5-1-502", NULL), here = there;
    const struct record *const all[] = {&there, &here};
    const char *const homes[] = {"310115007002", SAMPLE_NODE};
    struct act *acts;
    size_t count;

    (void)state;
    there.value[RECORD_RESIDENTS_GRID] = "310115007002-G01";
    here.value[RECORD_RESIDENTS_GRID] = NULL;
    assert_ok(ledger_begin(ledger, &error));
    assert_ok(ledger_expect_residents(ledger, 100000, &error));
    put_new(ledger, &there);
    put_new(ledger, &here);
    assert_ok(ledger_commit(ledger, &error));
    for (size_t i = 0; i < 2; i++) {
        assert_ok(journal_read(ledger_db(ledger), arena_format(&arena, "residents/%s", all[i]->id),
                               &arena, &acts, &count, &error));
        assert_int_equal(count, 1);
        assert_string_equal(act_text(&acts[0], FIELD_NODE), homes[i]);
    }
    ledger_close(ledger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(together_is_the_same_as_one_by_one, start, drop),
        cmocka_unit_test_setup_teardown(who_was_just_put_is_found, start, drop),
        cmocka_unit_test_setup_teardown(who_comes_from_elsewhere_is_found_too, start, drop),
        cmocka_unit_test_setup_teardown(a_visit_taken_back_counts_for_whom_they_stand_for, start,
                                        drop),
        cmocka_unit_test_setup_teardown(new_ids_rise_and_are_nobodys, start, drop),
        cmocka_unit_test_setup_teardown(a_newcomer_is_new_once, start, drop),
        cmocka_unit_test_setup_teardown(newcomers_are_at_home_where_their_grid_is, start, drop),
    };

    return cmocka_run_group_tests_name("ledger_group", tests, scratch_prepare, scratch_finish);
}
