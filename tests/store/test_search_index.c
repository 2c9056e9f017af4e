/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "tests/store/search_sample.h"
#include "tests/store/plan.h"

#include "shouwen/base/searchkey.h"
#include "shouwen/store/query_cases.h"

static bool at_once(void *context)
{
    ++*(int *)context;
    return true;
}

static void a_waiting_key_stops_the_search(void **state)
{
    int asked = 0;

    (void)state;
    for (int i = 0; i < 300; i++)
        put_case(a_case(-i, "王建国", arena_format(&arena, "漏水 %d 号楼", i)));
    assert_ok(db_commit(db, &error)); /* writes are never stopped */
    search_with("漏水",
                (struct search_context){.limit = 200, .stop = at_once, .stop_context = &asked});
    assert_true(asked > 0);
    assert_true(hits.is_partial);
    search_with("漏水", (struct search_context){.limit = 200});
    assert_false(hits.is_partial);
    assert_int_equal(hits.case_count, 200);
}

/* A few hundred people made of syllables, some with cases; the same however they came in. */
static void put_crowd(bool is_reversed)
{
    static const char *const surnames[] = {"王", "李", "单", "欧阳", "曾", "解", "仇", "赵"};
    static const char *const given[] = {"伟", "建国", "美芳", "静", "宝", "雨", "艾力"};

    for (int k = 0; k < 400; k++) {
        int i = is_reversed ? 399 - k : k;
        const char *name = arena_format(&arena, "%s%s", surnames[i % 8], given[i / 8 % 7]);
        const char *id = arena_format(&arena, "R%03d", i);
        struct matter matter = of(a_case(-i, name, "漏水"), id);
        matter.number = arena_format(&arena, "007001-261123-%09d", i);
        if (is_reversed && i % 5 == 0)
            put_case(i % 10 ? matter : closed(matter));
        put_resident(id, name, arena_format(&arena, "1390000%04d", i * 7),
                     arena_format(&arena, "%d-%d", i % 9 + 1, i % 6 * 100 + 101));
        if (!is_reversed && i % 5 == 0) {
            put_case(matter);
            if (i % 10 == 0)
                put_case(closed(matter));
        }
    }
}

static const char *const crowd_questions[] = {
    "王", "w", "wjg", "单伟", "dw", "艾", "芳", "5-301", "2100", "ouyang", "oy", "漏水", "赵建国"};

static void ask_crowd(struct text *answers)
{
    for (size_t i = 0; i < sizeof(crowd_questions) / sizeof(*crowd_questions); i++) {
        search_with(crowd_questions[i], (struct search_context){.limit = 15});
        for (int group = 0; group < SEARCH_GROUPS; group++) {
            write_hits(answers, (enum search_group)group);
            text_add_char(answers, '\n');
        }
    }
}

static void the_order_of_arrival_does_not_matter(void **state)
{
    struct text first = TEXT_EMPTY, second = TEXT_EMPTY;

    put_crowd(false);
    ask_crowd(&first);
    assert_true(first.length > 500);
    projection_drop(state);
    make(state);
    put_crowd(true);
    ask_crowd(&second);
    assert_string_equal(first.at, second.at);
    text_release(&first);
    text_release(&second);
}

static int64_t number_of(const char *text)
{
    struct query *query = db_query_composed(db, text);
    bool row;

    assert_ok(query_step(query, &row, &error));
    int64_t number = query_integer(query, 0);
    query_reset(query);
    return number;
}

static void assert_the_index_is_whole(void)
{
    assert_ok(query_run(
        db_query_composed(db, "INSERT INTO find_open(find_open) VALUES ('integrity-check')"),
        &error));
    assert_ok(query_run(
        db_query_composed(db, "INSERT INTO find_closed(find_closed) VALUES ('integrity-check')"),
        &error));
}

static void the_index_is_whole(void **state)
{
    (void)state;
    put_crowd(false);
    for (int i = 0; i < 400; i += 2)
        assert_ok(records_remove(db, RECORD_RESIDENTS, arena_format(&arena, "R%03d", i), &error));
    assert_int_equal(number_of("SELECT count(*) FROM lookup WHERE kind = 1 AND near = 2"), 200);
    /* every fifth has a case, every tenth a closed one; the even ones are gone */
    assert_int_equal(number_of("SELECT count(*) FROM lookup WHERE kind = 1 AND near = 1"), 40);
    assert_int_equal(number_of("SELECT count(*) FROM lookup WHERE kind = 1 AND near = 0"), 40);
    assert_int_equal(number_of("SELECT count(*) FROM lookup AS l LEFT JOIN resident AS r ON "
                               "r.seq = l.ref WHERE l.kind < 6 AND r.seq IS NULL"),
                     0);
    assert_the_index_is_whole();
}

static int64_t number_by(const char *statement, const char *asked)
{
    struct query *query = db_query_composed(db, statement);
    bool row;

    query_bind_text(query, 1, asked);
    assert_ok(query_step(query, &row, &error));
    int64_t count = query_integer(query, 0);
    query_reset(query);
    return count;
}

/* Open or closed cases that their full-text table finds, or a look at those that wait for it. */
static int64_t matches(const char *typed, bool is_open)
{
    struct text terms = TEXT_EMPTY, needles = TEXT_EMPTY;
    int64_t count;

    search_case_query(&terms, typed);
    searchkey_needles(&needles, typed);
    if (is_open)
        count = number_by("SELECT count(*) FROM find_open WHERE find_open MATCH ?1", terms.at) +
                number_by("SELECT count(*) FROM find_fresh WHERE NOT EXISTS (SELECT 1 FROM "
                          "json_each(?1) WHERE instr(who || subject, value) = 0)",
                          needles.at);
    else
        count = number_by("SELECT count(*) FROM find_closed WHERE find_closed MATCH ?1", terms.at);
    text_release(&terms);
    text_release(&needles);
    return count;
}

/* However often cases are closed, opened again and told anew, in whatever parts the index lies:
 * it finds what stands there now, and nothing else. */
static void the_index_follows_every_change(void **state)
{
    enum { CASES = 40, ROUNDS = 1500 };
    static const char *const words[] = {"漏水", "电梯故障", "噪音", "illegal parking", ""};
    static const char *const names[] = {"王建国", "漏水", "单伟"};
    bool is_open[CASES] = {false}, is_there[CASES] = {false};
    size_t about[CASES], who[CASES];
    uint32_t random = 20261122;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        random = random * 1664525u + 1013904223u;
        size_t i = random / 65536 % CASES;
        is_open[i] = random >> 30 & 1;
        if (!is_there[i] || random >> 28 & 1) {
            about[i] = (random >> 8) % 5;
            who[i] = (random >> 4) % 3;
        }
        is_there[i] = true;
        struct matter matter = a_case(-(int)i, names[who[i]], words[about[i]]);
        matter.number = arena_format(&arena, "007001-261123-%09zu", i);
        put_case(is_open[i] ? matter : closed(matter));
        if (round % 500 == 499)
            assert_ok(search_tidy(db, &error));
    }
    for (size_t word = 0; word < 4; word++) {
        int64_t closed = 0, open = 0;
        for (size_t i = 0; i < CASES; i++) {
            bool fits = is_there[i] && (about[i] == word || (word == 0 && who[i] == 1));
            closed += fits && !is_open[i];
            open += fits && is_open[i];
        }
        assert_int_equal(matches(words[word], false), closed);
        assert_int_equal(matches(words[word], true), open);
        assert_true(open > 0 && closed > 0);
    }
    assert_the_index_is_whole();
}

static int64_t parts_of_the_index(void)
{
    return number_of("SELECT count(DISTINCT id >> 37) FROM find_open_data WHERE id > 100");
}

static void tidying_leaves_few_parts(void **state)
{
    enum { CASES = 250 };

    (void)state;
    for (int i = 0; i < CASES; i++) {
        put_case(a_case(-i, "王建国", arena_format(&arena, "漏水 %d 号楼", i)));
        assert_ok(db_commit(db, &error));
        assert_ok(db_begin(db, &error));
    }
    assert_true(parts_of_the_index() > 5);
    assert_true(number_of("SELECT count(*) FROM find_fresh") > 5);
    assert_int_equal(matches("漏水", true), CASES);
    assert_ok(search_tidy(db, &error));
    assert_true(parts_of_the_index() <= 3);
    assert_int_equal(number_of("SELECT count(*) FROM find_fresh"), 0);
    assert_int_equal(matches("漏水", true), CASES);
    int changed = db_changes_in_all(db);
    assert_ok(search_tidy(db, &error));
    assert_true(db_changes_in_all(db) - changed < 10); /* there was nothing left to do */
}

static const struct {
    const char *typed;
    int found;
} asked[] = {{"漏", 1},      {"电梯", 1}, {"梯故", 1},    {"电故", 0},    {"王", 1},
             {"建国 电", 1}, {"国电", 0}, {"建国 漏", 0}, {"park 停", 1}, {"parking", 1},
             {"arkin", 1},   {"停p", 0},  {"王 李", 0},   {"单伟", 1},    {"漏水 单", 1}};

static int cases_found(const char *typed)
{
    struct case_filter filter = {.queue = QUEUE_OPEN, .search = typed, .limit = 50};
    struct case_row *rows;
    size_t count;

    assert_ok(query_cases(db, &filter, &arena, &rows, &count, &error));
    return (int)count;
}

/* Whether a case waits for the full-text index or is there: it is found by the same words, in a
 * list and by everybody's search. */
static void what_waits_is_found_like_what_is_there(void **state)
{
    (void)state;
    put_case(a_case(-1, "王建国", "电梯故障"));
    put_case(a_case(-2, "单伟", "楼上漏水"));
    put_case(a_case(-3, "李秀英", "illegal parking 停车"));
    for (int is_tidy = 0; is_tidy < 2; is_tidy++) {
        assert_int_equal(number_of("SELECT count(*) FROM find_fresh"), is_tidy ? 0 : 3);
        for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
            if (cases_found(asked[i].typed) != asked[i].found)
                fail_msg("%s: %d in the list", asked[i].typed, cases_found(asked[i].typed));
            search_with(asked[i].typed, (struct search_context){.limit = 15});
            if ((int)hits.case_count != asked[i].found)
                fail_msg("%s: %zu hits", asked[i].typed, hits.case_count);
        }
        assert_ok(search_tidy(db, &error));
    }
}

/* The cases of one person, who may be several records: found by the index of each, sorted after. */
static const char *const sorted[] = {"find_cases_resident"};

static bool is_sorted(const char *name)
{
    for (size_t i = 0; i < sizeof(sorted) / sizeof(sorted[0]); i++)
        if (text_same(sorted[i], name))
            return true;
    return false;
}

static void every_step_is_read_by_an_index(void **state)
{
    int count = 0;

    (void)state;
    for (int i = 0; i < SQL_COUNT; i++)
        if ((text_starts(sql_name[i], "find_") || text_starts(sql_name[i], "list_") ||
             text_starts(sql_name[i], "gather_")) &&
            !is_sorted(sql_name[i])) {
            assert_plan_is_good(db, sql_text[i]);
            count++;
        }
    assert_true(count > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILE(a_waiting_key_stops_the_search),
        WITH_FILE(the_order_of_arrival_does_not_matter),
        WITH_FILE(the_index_is_whole),
        WITH_FILE(the_index_follows_every_change),
        WITH_FILE(tidying_leaves_few_parts),
        WITH_FILE(what_waits_is_found_like_what_is_there),
        WITH_FILE(every_step_is_read_by_an_index),
    };

    return run_searches("search_index", tests, sizeof(tests) / sizeof(*tests));
}
