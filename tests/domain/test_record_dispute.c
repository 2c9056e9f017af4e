/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/record_dispute.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const uint64_t one = UINT64_C(1) << 56, two = UINT64_C(2) << 56;
static const uint64_t both[] = {UINT64_C(2) << 56, UINT64_C(3) << 56};

static struct act put(uint8_t id, int64_t entered_at, const uint64_t *on, size_t on_count,
                      const char *fields)
{
    struct act act = {.kind = ACT_PUT,
                      .word = "put",
                      .subject = "residents/R9",
                      .fields = fields,
                      .n = id,
                      .on = on,
                      .on_count = on_count,
                      .entered_at = entered_at,
                      .happened_at = entered_at};

    act.id[0] = id;
    return act;
}

/* Disputes of these acts: how many, and of the first one field and what is shown. */
static void expect(enum record_kind kind, const struct act *acts, size_t count, size_t wanted,
                   int field, const char *shown)
{
    struct arena arena = {0};
    struct record_dispute *disputes;
    struct error error;
    size_t found;

    assert_int_equal(record_disputes(&arena, kind, acts, count, &disputes, &found, &error),
                     STATUS_OK);
    assert_int_equal(found, wanted);
    if (wanted) {
        assert_int_equal(disputes[0].field, field);
        assert_string_equal(disputes[0].at[disputes[0].count - 1].text, shown);
    }
    arena_release(&arena);
}

static void who_knew_of_the_other_disputes_nothing(void **state)
{
    const struct act acts[] = {put(1, 100, NULL, 0, "{\"phone\":\"139\"}"),
                               put(2, 200, &one, 1, "{\"phone\":\"138\"}"),
                               put(3, 300, &two, 1, "{\"phone\":\"137\"}")};

    (void)state;
    expect(RECORD_RESIDENTS, acts, 3, 0, 0, NULL);
}

static void the_later_is_shown_until_somebody_says_it_again(void **state)
{
    const struct act acts[] = {put(1, 100, NULL, 0, "{\"name\":\"李\",\"phone\":\"139\"}"),
                               put(2, 300, &one, 1, "{\"phone\":\"138\"}"),
                               put(3, 200, &one, 1, "{\"phone\":\"137\",\"door\":\"5\"}"),
                               put(4, 400, both, 2, "{\"door\":\"6\"}"),
                               put(5, 400, both, 2, "{\"phone\":\"137\"}")};

    (void)state;
    expect(RECORD_RESIDENTS, acts, 3, 1, RECORD_RESIDENTS_PHONE, "138");
    expect(RECORD_RESIDENTS, acts, 4, 1, RECORD_RESIDENTS_PHONE, "138");
    expect(RECORD_RESIDENTS, acts, 5, 0, 0, NULL);
}

static void the_same_words_and_other_fields_are_no_dispute(void **state)
{
    const struct act acts[] = {put(1, 100, NULL, 0, "{\"name\":\"李\",\"door\":\"5\"}"),
                               put(2, 200, NULL, 0, "{\"name\":\"李\",\"door\":\"6\"}")};

    (void)state;
    expect(RECORD_RESIDENTS, acts, 2, 0, 0, NULL);
}

static void one_id_given_out_twice_is_one(void **state)
{
    const struct act acts[] = {put(1, 100, NULL, 0, "{\"name\":\"李\"}"),
                               put(2, 200, NULL, 0, "{\"name\":\"王\"}")};

    (void)state;
    expect(RECORD_RESIDENTS, acts, 2, 1, RECORD_RESIDENTS_NAME, "王");
    expect(RECORD_STAFF, acts, 2, 1, RECORD_STAFF_NAME, "王");
    expect(RECORD_VISITS, acts, 2, 0, 0, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_knew_of_the_other_disputes_nothing),
        cmocka_unit_test(the_later_is_shown_until_somebody_says_it_again),
        cmocka_unit_test(the_same_words_and_other_fields_are_no_dispute),
        cmocka_unit_test(one_id_given_out_twice_is_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
