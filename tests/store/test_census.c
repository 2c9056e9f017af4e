/* SPDX-License-Identifier: MIT */
/* Who is told from a census to be nobody there, and who may be there. */
#include "config.h"

#include "shouwen/store/census.h"
#include "shouwen/store/query_reference.h"
#include "shouwen/store/records.h"
#include "shouwen/store/requests.h"

#include "tests/store/projection.h"

static struct record person(const char *name, const char *card, const char *phone, const char *door)
{
    struct record record = {.kind = RECORD_RESIDENTS};

    record.value[RECORD_RESIDENTS_NAME] = name;
    record.value[RECORD_RESIDENTS_ID_NUMBER] = card;
    record.value[RECORD_RESIDENTS_PHONE] = phone;
    record.value[RECORD_RESIDENTS_DOOR] = door;
    return record;
}

static void who_is_there_is_never_told_to_be_nobody(void **state)
{
    static const char *const names[] = {"周美芳", "王伟", "王伟民"};
    static const char *const cards[] = {
        "", "310115194803050021", "31011519480305002x", "310115480305002", "护照E1234567", "无"};
    static const char *const phones[] = {"", "13800138000", "138-0013-8000", "call the son"};
    static const char *const doors[] = {"", "5-1-502", "5号502", "5-1-503"};
    enum { ALL = 3 * 6 * 4 * 4, THERE = 3 };
    struct record all[ALL];
    struct census *census;
    size_t count = 0, known_count = 0, newcomer_count = 0;

    (void)state;
    for (size_t i = 0; i < ALL; i++)
        all[count++] = person(names[i % 3], cards[i / 3 % 6], phones[i / 18 % 4], doors[i / 72]);
    /* a few of them are there, some before the census and some after it */
    for (size_t i = 0; i < 2 * THERE; i++) {
        struct record there = all[i * 37 % ALL];
        if (i == THERE)
            assert_ok(census_take(db, 0, &census, &error));
        there.id = arena_format(&arena, "R%zu", i);
        assert_ok(records_project(db, &there, 0, &error));
        if (i >= THERE)
            census_add(census, &there);
    }
    for (size_t i = 0; i < ALL; i++) {
        const char *id;
        assert_ok(query_reference_resident(db, &all[i], &arena, &id, &error));
        bool may_have = census_may_have(census, &all[i]) != CENSUS_NOBODY;
        assert_true(may_have || !id);
        known_count += id != NULL;
        newcomer_count += !may_have;
    }
    assert_true(known_count > 2 * THERE);
    assert_true(newcomer_count > 0);
    census_drop(census);
}

static void requests_are_told_apart(void **state)
{
    struct census *census;

    (void)state;
    struct requests_entry entries[] = {{.seq = 1}, {.seq = 2}};

    requests_key("import-1", entries[0].key);
    requests_key("import-1", entries[1].key);
    assert_ok(requests_add(db, entries, 2, &error));
    assert_ok(census_take_requests(db, 0, &census, &error));
    assert_true(census_may_have_request(census, "import-1"));
    assert_false(census_may_have_request(census, "import-2"));
    census_add_request(census, "import-2");
    assert_true(census_may_have_request(census, "import-2"));
    census_drop(census);
}

static void numbers_of_cases_are_told_apart(void **state)
{
    struct census *census;

    (void)state;
    assert_ok(query_run(
        db_query_composed(db, "INSERT INTO act (log, n, id, subject, head, chain) VALUES "
                              "('l', 1, zeroblob(16), 'case/A-1', x'00', zeroblob(32)), "
                              "('l', 2, randomblob(16), 'residents/B', x'00', zeroblob(32))"),
        &error));
    assert_ok(census_take_numbers(db, 0, &census, &error));
    assert_true(census_may_have_number(census, "A-1"));
    assert_false(census_may_have_number(census, "B"));
    census_add_number(census, "A-2");
    assert_true(census_may_have_number(census, "A-2"));
    census_drop(census);
}

static void a_census_grows(void **state)
{
    struct census *census;
    size_t mistaken_count = 0;

    (void)state;
    assert_ok(census_take(db, 0, &census, &error));
    for (int i = 0; i < 100000; i++) {
        struct record one = person("周美芳", "", "", arena_format(&arena, "1-1-%d", i));
        mistaken_count += census_may_have(census, &one) != CENSUS_NOBODY;
        census_add(census, &one);
        assert_int_equal(census_may_have(census, &one), CENSUS_BY_ROW);
    }
    /* each of those that are is looked for in the file, and all that waits is written before */
    assert_int_equal(mistaken_count, 0);
    census_drop(census);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PROJECTION(who_is_there_is_never_told_to_be_nobody),
        WITH_PROJECTION(requests_are_told_apart),
        WITH_PROJECTION(numbers_of_cases_are_told_apart),
        WITH_PROJECTION(a_census_grows),
    };

    return cmocka_run_group_tests_name("census", tests, scratch_prepare, scratch_finish);
}
