/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/record_fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

enum { ACTS = 5, VOIDED = 34 /* an id in hex, what stands before it and the end */ };

/* A put with an id that begins with the given byte and so is named by `on` as that byte shifted up.
 */
static struct act put(uint8_t id, int64_t entered_at, const char *fields)
{
    struct act act = {.kind = ACT_PUT, .word = "put", .subject = "staff/S03", .fields = fields};

    act.id[0] = id;
    act.n = id;
    act.entered_at = act.happened_at = entered_at;
    return act;
}

static uint64_t named(uint8_t id)
{
    return (uint64_t)id << 56;
}

static void expect(const struct act *acts, size_t count, const char *key, const char *text)
{
    struct arena arena = {0};
    struct record_values values;
    struct error error;

    assert_int_equal(record_fold(&arena, acts, count, &values, &error), STATUS_OK);
    if (text)
        assert_string_equal(record_value(&values, key), text);
    else
        assert_null(record_value(&values, key));
    arena_release(&arena);
}

static void later_fields_win_one_by_one(void **state)
{
    struct act acts[] = {
        put(1, 100, "{\"name\":\"陈静\",\"phone\":\"13900000103\",\"title\":\"社工\"}"),
        put(2, 300, "{\"phone\":\"13900000999\"}"),
        put(3, 200, "{\"phone\":\"13900000555\",\"title\":\"\"}"),
    };

    (void)state;
    expect(acts, 3, "name", "陈静");
    expect(acts, 3, "phone", "13900000999");
    expect(acts, 3, "title", "");
    expect(acts, 3, "node", NULL);
    expect(acts, 0, "name", NULL);
}

static void of_one_moment_the_larger_id_wins(void **state)
{
    struct act acts[] = {put(9, 100, "{\"title\":\"nine\"}"), put(2, 100, "{\"title\":\"two\"}")};

    (void)state;
    expect(acts, 2, "title", "nine");
}

static void who_has_seen_the_other_is_later(void **state)
{
    /* the clock stood still, or was put back: what was seen still counts for more */
    const uint64_t nine[] = {named(9)};
    struct act acts[] = {put(9, 100, "{\"title\":\"first\"}"), put(2, 50, "{\"title\":\"then\"}")};

    (void)state;
    acts[1].on = nine;
    acts[1].on_count = 1;
    expect(acts, 2, "title", "then");
}

static void erased_and_other_acts_say_nothing(void **state)
{
    struct act acts[] = {put(1, 100, "{\"title\":\"first\",\"seats\":3}"), put(2, 200, NULL),
                         put(3, 300, "{\"title\":\"never\"}")};

    (void)state;
    acts[2].kind = ACT_UNKNOWN;
    expect(acts, 3, "title", "first");
    expect(acts, 3, "seats", NULL);
}

static void unreadable_fields_are_named(void **state)
{
    struct act act = put(7, 100, "{\"title\":");
    struct arena arena = {0};
    struct record_values values;
    struct error error;

    (void)state;
    assert_int_equal(record_fold(&arena, &act, 1, &values, &error), STATUS_BROKEN);
    assert_non_null(strstr(error.message, "act 7 of staff/S03"));
    arena_release(&arena);
}

/* Folds every order of the acts and compares with the first. */
static void permute(struct act *acts, size_t at, struct arena *arena,
                    const struct record_values *first, size_t *orders)
{
    struct record_values values;
    struct error error;

    if (at == ACTS) {
        assert_int_equal(record_fold(arena, acts, ACTS, &values, &error), STATUS_OK);
        assert_int_equal(values.count, first->count);
        for (size_t i = 0; i < values.count; i++) {
            assert_string_equal(values.at[i].key, first->at[i].key);
            assert_string_equal(values.at[i].text, first->at[i].text);
        }
        ++*orders;
        return;
    }
    for (size_t i = at; i < ACTS; i++) {
        struct act kept = acts[at];
        acts[at] = acts[i];
        acts[i] = kept;
        permute(acts, at + 1, arena, first, orders);
        acts[i] = acts[at];
        acts[at] = kept;
    }
}

static void any_order_of_arrival_gives_the_same(void **state)
{
    const uint64_t one[] = {named(1)}, branches[] = {named(2), named(3), named(200)};
    struct act acts[ACTS] = {
        put(1, 100, "{\"name\":\"a\",\"title\":\"a\",\"phone\":\"a\"}"),
        put(2, 500, "{\"title\":\"b\",\"phone\":\"b\"}"),
        put(3, 400, "{\"title\":\"c\",\"grids\":\"c\"}"),
        put(4, 300, "{\"phone\":\"d\"}"),
        put(5, 500, "{\"grids\":\"e\",\"title\":\"e\"}"),
    };
    struct arena arena = {0};
    struct record_values first;
    struct error error;
    size_t orders = 0;

    (void)state;
    acts[1].on = acts[2].on = acts[4].on = one;
    acts[1].on_count = acts[2].on_count = acts[4].on_count = 1;
    acts[3].on = branches; /* names one act that never arrived as well */
    acts[3].on_count = 3;
    assert_int_equal(record_fold(&arena, acts, ACTS, &first, &error), STATUS_OK);
    assert_string_equal(record_value(&first, "name"), "a");
    assert_string_equal(record_value(&first, "title"), "e");
    assert_string_equal(record_value(&first, "phone"), "d");
    assert_string_equal(record_value(&first, "grids"), "e");
    permute(acts, 0, &arena, &first, &orders);
    assert_int_equal(orders, 120);
    arena_release(&arena);
}

/* An undo of the puts whose ids begin with these bytes, up to 0. */
static struct act undo(uint8_t id, int64_t entered_at, const uint8_t *puts, char *voids)
{
    struct act act = put(id, entered_at, NULL);

    act.kind = ACT_UNDO;
    act.word = "undo";
    act.value[FIELD_VOIDS] = voids;
    for (size_t i = 0; puts[i]; i++)
        voids += snprintf(voids, VOIDED, "%s%02x%030d", i ? " " : "", (unsigned)puts[i], 0);
    return act;
}

static void follow(struct act *act, const uint64_t *on, size_t on_count)
{
    act->on = on;
    act->on_count = on_count;
}

static void who_went_on_without_knowing_of_the_undo_keeps_it_all(void **state)
{
    const uint64_t one[] = {named(1)}, two[] = {named(2)}, undone[] = {named(3)};
    char voids[200];
    struct act acts[ACTS] = {
        put(1, 100, "{\"name\":\"金\",\"phone\":\"1\"}"),
        put(2, 200, "{\"door\":\"5\"}"),
        undo(3, 400, (const uint8_t[]){2, 1, 0}, voids),
        put(4, 300, "{\"phone\":\"2\"}"),
        put(5, 500, "{\"grid\":\"G1\"}"),
    };
    struct arena arena = {0};
    struct record_values values;
    struct error error;
    size_t orders = 0;

    (void)state;
    follow(&acts[1], one, 1);
    follow(&acts[2], two, 1);
    follow(&acts[3], two, 1);    /* had not heard that both were undone */
    follow(&acts[4], undone, 1); /* had */
    assert_int_equal(record_fold(&arena, acts, ACTS, &values, &error), STATUS_OK);
    assert_string_equal(record_value(&values, "name"), "金");
    assert_string_equal(record_value(&values, "door"), "5");
    assert_string_equal(record_value(&values, "phone"), "2");
    assert_string_equal(record_value(&values, "grid"), "G1");
    permute(acts, 0, &arena, &values, &orders);
    acts[3].kind = ACT_ERASE;
    expect(acts, ACTS, "name", NULL);
    arena_release(&arena);
}

static void what_was_undone_knowingly_is_gone(void **state)
{
    const uint64_t one[] = {named(1)}, two[] = {named(2)}, three[] = {named(3)};
    char voids[200];
    struct act acts[] = {
        put(1, 100, "{\"name\":\"金\"}"),
        put(2, 200, "{\"phone\":\"2\"}"),
        undo(3, 300, (const uint8_t[]){1, 0}, voids),
    };

    (void)state;
    follow(&acts[1], one, 1);
    follow(&acts[2], two, 1); /* the undo knew of who went on */
    expect(acts, 3, "name", NULL);
    follow(&acts[2], one, 1);
    expect(acts, 3, "name", "金");
    follow(&acts[1], three, 1); /* who went on knew of the undo */
    expect(acts, 3, "name", NULL);
}

static void a_change_is_undone_where_the_rest_still_stands(void **state)
{
    const uint64_t one[] = {named(1)}, two[] = {named(2)};
    char voids[200];
    struct act acts[] = {
        put(1, 100, "{\"name\":\"金\",\"phone\":\"1\"}"),
        put(2, 200, "{\"phone\":\"2\"}"),
        undo(3, 300, (const uint8_t[]){2, 0}, voids),
        put(4, 400, "{\"door\":\"5\"}"),
    };

    (void)state;
    follow(&acts[1], one, 1);
    follow(&acts[2], two, 1);
    follow(&acts[3], two, 1);
    expect(acts, 4, "phone", "1");
    expect(acts, 4, "door", "5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(later_fields_win_one_by_one),
        cmocka_unit_test(of_one_moment_the_larger_id_wins),
        cmocka_unit_test(who_has_seen_the_other_is_later),
        cmocka_unit_test(erased_and_other_acts_say_nothing),
        cmocka_unit_test(unreadable_fields_are_named),
        cmocka_unit_test(any_order_of_arrival_gives_the_same),
        cmocka_unit_test(who_went_on_without_knowing_of_the_undo_keeps_it_all),
        cmocka_unit_test(what_was_undone_knowingly_is_gone),
        cmocka_unit_test(a_change_is_undone_where_the_rest_still_stands),
    };

    return cmocka_run_group_tests_name("record_fold", tests, NULL, NULL);
}
