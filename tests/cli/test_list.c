/* SPDX-License-Identifier: MIT */
/* Every queue, a page at a time: each case once, in an order that does not jump. */
#include "config.h"

#include "shouwen/store/query_cases.h"
#include "tests/cli/shell.h"

enum { CASES = 30, PAGE = 4 };

static char numbers[CASES][32];

/* Cases in all states: each act's queue gets more than a page. */
static int start(void **state)
{
    if (station_start(state) != 0)
        return -1;
    for (int i = 0; i < CASES; i++) {
        char time[32];
        snprintf(time, sizeof(time), "2026-11-%02dT09:%02d", 3 + i % 7, i);
        shell_at(time);
        const char *options =
            i % 2 ? "--grid 310115007001-G03 --urgency difficult" : "--resident 王秀英";
        snprintf(numbers[i], sizeof(numbers[i]), "%s", opened(options));
    }
    shell_at("2026-11-12T09:00");
    for (int i = 0; i < 6; i++) {
        ask("S01", "case fall-back %s", numbers[i]);
        ask("S01", "case report-up %s", numbers[6 + i]);
        ask("S01", "case answer %s", numbers[12 + i]);
        if (i < 3)
            ask("S01", "case rate %s --attitude %d --ability 4 --source %s", numbers[12 + i], 5 - i,
                i == 0   ? "pressed"
                : i == 1 ? "phone"
                         : "paper");
        ask("S01", "case promise %s --until 2026-11-1%dT10:00", numbers[18 + i], 2 + i);
        ask("V01", "case supervise %s", numbers[6 + i]);
        ask("S01", "case assign %s --to S04", numbers[24 + i]);
    }
    for (int i = 0; i < 6; i++) {
        ask("S01", "case report-up %s", numbers[18 + i]);
        ask("T01", "case dispatch %s --to 310115-fgj", numbers[18 + i]);
    }
    return 0;
}

/* All numbers of a queue, blank between, read in pages of a size; that all pages but the last are
 * full and that `next` is the last number of each. */
static void read_pages(const char *staff, const char *queue, int size, struct text *all)
{
    char after[64] = "";

    text_clear(all);
    for (;;) {
        ask(staff, "case list --queue %s --limit %d %s", queue, size, after);
        size_t count = json_length(member("cases"));
        for (size_t i = 0; i < count; i++)
            text_addf(all, "%s ", json_get_text(json_item(member("cases"), i), "number"));
        const char *next = json_text(member("next"));
        if (!next)
            return;
        assert_int_equal(count, (size_t)size);
        assert_got("cases.-1.number", next);
        snprintf(after, sizeof(after), "--after %s", next);
    }
}

static void pages_make_up_every_queue(void **state)
{
    static const struct {
        const char *queue, *staff;
        size_t least;
    } queues[] = {
        {"mine", "S01", 12},
        {"open", "S01", 24},
        {"fallback", "S05", 6},
        {"callbacks", "S01", 6},
        {"closed", "S01", 6},
        {"all", "S01", 30},
        {"late", "S01", 2},
        {"due", "S01", 1},
        {"grid:310115007001-G03", "S04", 12},
        {"street", "T01", 6},
        {"unit", "U01", 6},
        {"dispatched", "T01", 6},
        {"supervised", "V01", 6},
        {"flagged", "S05", 0},
        {"closed-today", "S01", 6},
        {"today", "S01", 0},
        {"disputed", "V01", 0},
        {"unaccepted", "S04", 6},
        {"review:310115007001-G03", "S04", 0},
    };
    struct text whole = TEXT_EMPTY, paged = TEXT_EMPTY;

    (void)state;
    assert_int_equal(sizeof(queues) / sizeof(queues[0]), QUEUE_COUNT);
    for (size_t i = 0; i < QUEUE_COUNT; i++) {
        read_pages(queues[i].staff, queues[i].queue, 1000, &whole);
        size_t count = 0;
        for (const char *at = whole.at; *at; at++)
            count += *at == ' ';
        if (count < queues[i].least)
            fail_msg("%s has %zu cases, wanted %zu", queues[i].queue, count, queues[i].least);
        read_pages(queues[i].staff, queues[i].queue, PAGE, &paged);
        assert_string_equal(paged.at, whole.at);
        read_pages(queues[i].staff, queues[i].queue, 1, &paged);
        assert_string_equal(paged.at, whole.at);
    }
    text_release(&whole);
    text_release(&paged);
}

/* Whose numbers a queue of somebody has. */
static bool has_number(const char *staff, const char *queue, const char *number)
{
    struct text all = TEXT_EMPTY;

    read_pages(staff, queue, 1000, &all);
    bool has = strstr(all.at, number) != NULL;
    text_release(&all);
    return has;
}

/* Dispatched on 11-12, its department has until 11-23; the resident was told a later day. */
static void who_watches_the_units_goes_by_their_day(void **state)
{
    static const char *const watching[] = {"T01", "V01", "U01"};
    const char *number = numbers[19];

    (void)state;
    shell_at("2026-11-23T10:00");
    for (size_t i = 0; i < 3; i++) {
        if (!has_number(watching[i], "today", number))
            fail_msg("%s does not see it", watching[i]);
        assert_true(has_number(watching[i], "due", number));
        assert_false(has_number(watching[i], "late", number));
    }
    assert_false(has_number("S05", "today", number));
    shell_at("2026-11-25T10:00");
    for (size_t i = 0; i < 3; i++)
        assert_true(has_number(watching[i], "late", number));
    assert_false(has_number("S05", "late", number));
    /* the others see the mark */
    assert_int_equal(as("S05", "case list --queue open"), 0);
    assert_non_null(strstr(said.at, "unit late"));
}

static void a_page_goes_on_behind_a_query_code(void **state)
{
    (void)state;
    ask("S01", "case list --queue all --limit 2");
    const char *next = got("next");
    ask("S01", "case list --queue all --limit 1 --after %s", next + strlen(next) - 9);
    char third[32];
    snprintf(third, sizeof(third), "%s", got("cases.0.number"));
    ask("S01", "case list --queue all --limit 3");
    assert_got("cases.2.number", third);
    refused(1, "no case", "S01", "case list --after 007001-261116-000000000");
}

static void a_search_is_paged_too(void **state)
{
    char first[32];

    (void)state;
    ask("S01", "case list --search 王秀英 --queue all --limit 10");
    assert_int_equal(json_length(member("cases")), 10);
    snprintf(first, sizeof(first), "%s", got("cases.0.number"));
    ask("S01", "case list --search 王秀英 --queue all --limit 10 --after %s", got("next"));
    assert_int_equal(json_length(member("cases")), 5);
    assert_true(json_text(member("next")) == NULL);
    assert_string_not_equal(got("cases.0.number"), first);
    ask("S01", "case list --search 没有这个人");
    assert_int_equal(json_length(member("cases")), 0);
}

static void compare_member(void *context, const char *name, const struct json *value)
{
    struct text row = TEXT_EMPTY, whole = TEXT_EMPTY;

    (void)context;
    json_write(value, &row);
    json_write(member(name), &whole);
    if (strcmp(row.at, whole.at) != 0)
        fail_msg("%s: %s is %s in the list, %s in the case", got("number"), name, row.at, whole.at);
    text_release(&row);
    text_release(&whole);
}

static void a_row_says_what_the_case_says(void **state)
{
    struct json *list;
    size_t rated = 0;

    (void)state;
    ask("S01", "case list --queue all --limit 100");
    list = answer;
    answer = NULL; /* kept over the calls that follow */
    for (size_t i = 0; i < json_length(json_get(list, "cases")); i++) {
        const struct json *one = json_item(json_get(list, "cases"), i);
        ask("S01", "case show %s", json_get_text(one, "number"));
        rated += json_length(json_get(one, "rating")) > 0;
        json_each(one, compare_member, NULL);
    }
    assert_true(rated >= 3);
    json_release(list);
}

static void numbers_are_masked_in_lists_too(void **state)
{
    (void)state;
    ask("S01", "case list --search 王秀英 --limit 1");
    assert_got("cases.0.resident.phone", "139****5501");
    ask("S01", "case list --search 王秀英 --limit 1 --unmask");
    assert_got("cases.0.resident.phone", "13900005501");
    ask("S12", "report audit");
    assert_got("audit.-1.subject", "case list");
}

static void an_empty_queue_says_so(void **state)
{
    (void)state;
    assert_int_equal(as("S01", "case list --queue flagged"), 0);
    assert_string_equal(said.at, "no case in this queue\n");
}

static void columns_are_aligned_and_say_what_matters(void **state)
{
    (void)state;
    assert_int_equal(as("S01", "case list --queue open --limit 5"), 0);
    assert_true(text_starts(said.at, "case "));
    assert_non_null(strstr(said.at, "late"));
    assert_non_null(strstr(said.at, "more: --after"));
    assert_int_equal(as("V01", "case list --queue supervised"), 0);
    assert_non_null(strstr(said.at, "supervised"));
}

/* --- filters --- */

static void a_list_is_narrowed(void **state)
{
    (void)state;
    ask("S01", "case list --queue open --limit 1000");
    size_t all = json_length(member("cases"));
    ask("S01", "case list --urgency difficult --limit 1000");
    size_t difficult = json_length(member("cases"));
    assert_true(difficult > 0 && difficult < all);
    ask("S01", "case list --urgency difficult --person 陆伟 --grid G03 --sort opened");
    for (size_t i = 0; i < json_length(member("cases")); i++) {
        const struct json *row = json_item(member("cases"), i);
        assert_string_equal(json_get_text(row, "urgency"), "difficult");
        assert_string_equal(json_get_text(row, "holder"), "S01");
        assert_string_equal(json_get_text(row, "grid"), "310115007001-G03");
    }
    /* of the closed ones those that the person held */
    ask("S01", "case list --queue closed --person S01");
    assert_true(json_length(member("cases")) >= 6);
    ask("S01", "case list --queue closed --person S03");
    assert_int_equal(json_length(member("cases")), 0);
    refused(2, "\"hasty\" is not an urgency", "S01", "case list --urgency hasty");
    refused(1, "nobody here is called", "S01", "case list --person 没有");
    refused(1, "no grid has the code", "S01", "case list --grid G77");
    refused(1, "cannot be sorted", "S01", "case list --queue closed --sort due");
    refused(1, "there is no grid NOPE", "S01", "case list --queue grid:NOPE");
    refused(2, "is not a channel", "S01", "case list --channel hasty");
    refused(2, "is not a rule", "S01", "case list --rule hasty");
    refused(2, "is not an order", "S01", "case list --sort name");
}

static void a_filter_is_saved_renamed_used_and_dropped(void **state)
{
    (void)state;
    ask("S01", "filter list");
    assert_int_equal(json_length(member("filters")), 0);
    ask("S01", "filter save w --name 难办 --urgency difficult --sort opened");
    assert_got("filters.0.key", "w");
    assert_got("filters.0.queue", "open");
    ask("S01", "filter save 9 --name 三网格 --queue grid:310115007001-G03 --rule first-contact");
    ask("S01", "filter list");
    assert_int_equal(json_length(member("filters")), 2);
    ask("S01", "case list --filter w --limit 1000");
    size_t saved = json_length(member("cases"));
    ask("S01", "case list --urgency difficult --limit 1000");
    assert_int_equal(json_length(member("cases")), saved);
    ask("S01", "filter rename w --name 难事");
    assert_got("filters.0.name", "难事");
    assert_int_equal(as("S01", "filter list"), 0);
    assert_non_null(strstr(said.at, "w  难事    all open; urgency difficult; newest first\n"));
    assert_non_null(strstr(said.at, "9  三网格  grid 310115007001-G03; rule first contact\n"));
    /* what is whose */
    ask("S03", "filter list");
    assert_int_equal(json_length(member("filters")), 0);
    refused(1, "no filter saved under", "S03", "case list --filter w");
    ask("S01", "filter drop w");
    assert_int_equal(json_length(member("filters")), 1);
    refused(1, "no filter saved under", "S01", "filter drop w");
    refused(1, "is a key of the queues", "S01", "filter save s --name x");
    refused(1, "one character", "S01", "filter save ww --name x");
    refused(1, "from 1 to 9", "S01", "filter save W --name x");
    refused(2, "--name", "S01", "filter save x");
    assert_int_equal(as("S01", "check"), 0);
}

/* A whole name is as good as an id where one resident has it. */
static void a_resident_is_shown_by_name(void **state)
{
    (void)state;
    ask("S01", "resident show 王秀英");
    assert_got("name", "王秀英");
    shell_write("same.csv", "id,name,door\nRA000091A,同名,1-101\nRA000092A,同名,2-202\n");
    ask("S12", "import residents same.csv");
    refused(1, "RA000091A 1-101", "S01", "resident show 同名");
    refused(1, "2 residents have the name", "S01", "resident show 同名");
    ask("S01", "resident show RA000092A");
    assert_got("door", "2-202");
    assert_int_equal(as("S01", "resident show 没有此人"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_make_up_every_queue),
        cmocka_unit_test(who_watches_the_units_goes_by_their_day),
        cmocka_unit_test(a_page_goes_on_behind_a_query_code),
        cmocka_unit_test(a_search_is_paged_too),
        cmocka_unit_test(a_row_says_what_the_case_says),
        cmocka_unit_test(numbers_are_masked_in_lists_too),
        cmocka_unit_test(a_resident_is_shown_by_name),
        cmocka_unit_test(an_empty_queue_says_so),
        cmocka_unit_test(columns_are_aligned_and_say_what_matters),
        cmocka_unit_test(a_list_is_narrowed),
        cmocka_unit_test(a_filter_is_saved_renamed_used_and_dropped),
    };

    return cmocka_run_group_tests_name("list", tests, start, shell_end);
}
