/* SPDX-License-Identifier: MIT */
/* One record's acts make the same circles in every order, at a hub and in a file. */
#include "config.h"

#include "shouwen/domain/circle_ties.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define A "310115007001"
#define B "310115007002"
#define STREET "310115007"
#define UNIT "310115-gl"
#define SUBJECT "residents/R8-007001"

enum { MOST = 12 };

static struct arena arena;
static struct act acts[MOST];
static const char *authors[MOST];
static uint64_t on[MOST][MOST];
static size_t act_count;

static int start(void **state)
{
    (void)state;
    act_count = 0;
    return 0;
}

static int release(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* named: the numbers of those that it names, as bits. */
static size_t say(const char *author, enum act_kind kind, const char *home, unsigned named)
{
    size_t which = act_count++;
    struct act *act = &acts[which];

    *act = (struct act){.kind = kind, .subject = SUBJECT, .on = on[which]};
    act->id[0] = (uint8_t)(37 * which + 1);
    act->value[FIELD_NODE] = home;
    for (size_t i = 0; i < which; i++)
        if (named & 1U << i)
            on[which][act->on_count++] = act_id_prefix(acts[i].id);
    authors[which] = author;
    return which;
}

/* The circle of each act as a letter, that of its first act; '-' where an erasing is refused. */
static void read_off(struct circle_ties *ties, const size_t *numbers, char *out)
{
    for (size_t i = 0; i < act_count; i++) {
        size_t first = 0;
        while (circle_ties_of(ties, numbers[first]) != circle_ties_of(ties, numbers[i]))
            first++;
        out[i] = circle_ties_is_refused(ties, numbers[i]) ? '-' : (char)('a' + first);
    }
    out[act_count] = '\0';
}

static void in_file(char *out)
{
    struct circle_ties *ties = circle_ties_new(SUBJECT, false, &arena);
    size_t numbers[MOST];

    for (size_t i = 0; i < act_count; i++)
        numbers[i] = circle_ties_add(ties, &acts[i], authors[i], "");
    circle_ties_settle(ties);
    read_off(ties, numbers, out);
}

/* They come one after another. */
static void at_hub(const size_t *order, char *out)
{
    struct circle_ties *ties = circle_ties_new(SUBJECT, true, &arena);
    size_t numbers[MOST];

    for (size_t i = 0; i < act_count; i++) {
        numbers[order[i]] = circle_ties_add(ties, &acts[order[i]], authors[order[i]], "");
        circle_ties_settle(ties);
    }
    read_off(ties, numbers, out);
}

static uint32_t drawn;

static uint32_t draw(uint32_t below)
{
    drawn = drawn * 1664525U + 1013904223U;
    return (drawn >> 8) % below;
}

static void shuffle(size_t *order)
{
    for (size_t i = 0; i < act_count; i++)
        order[i] = i;
    for (size_t i = act_count; i > 1; i--) {
        size_t other = draw((uint32_t)i), kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

static void expect(const char *circles)
{
    size_t order[MOST];
    char said[MOST + 1];

    in_file(said);
    assert_string_equal(said, circles);
    for (int i = 0; i < 50; i++) {
        shuffle(order);
        at_hub(order, said);
        assert_string_equal(said, circles);
    }
}

/* The street wrote them down itself, without a grid, and knows that they moved. */
static void who_moved_and_was_taken_in_twice_is_one(void **state)
{
    (void)state;
    say(A, ACT_PUT, "", 0);
    say(STREET, ACT_PUT, "", 0);
    say(STREET, ACT_PUT, B, 3);
    say(A, ACT_PUT, "", 4);
    expect("aaaa");
}

/* What a level moved before it heard of the other entry holds both together afterwards. */
static void what_moved_before_is_known_as_what_it_was(void **state)
{
    (void)state;
    say(STREET, ACT_PUT, A, 0);
    say(STREET, ACT_PUT, B, 1);
    say(A, ACT_PUT, "", 0);
    say(A, ACT_PUT, "", 2 | 4);
    expect("aaaa");
}

static void two_of_one_number_stay_apart(void **state)
{
    (void)state;
    say(A, ACT_PUT, "", 0);
    say(B, ACT_PUT, "", 0);
    say(STREET, ACT_PUT, A, 3);
    say(STREET, ACT_PUT, "310115007003", 3);
    say(STREET, ACT_ERASE, "", 2);
    say(B, ACT_ERASE, "", 1);
    say(STREET, ACT_PUT, B, 16);
    expect("abaab-b");
}

static const char *const homes[] = {"", "", A, B, "310115007003"};
static const char *const places[] = {A, A, B, STREET, STREET, UNIT};

/* A history as nobody writes it: each names some of those before it. */
static void make_history(void)
{
    size_t count = 3 + draw(MOST - 3);

    act_count = 0;
    while (act_count < count) {
        unsigned named = 0;
        for (size_t i = 0; i < act_count; i++)
            named |= draw(3) ? 0 : 1U << i;
        const char *home = homes[draw(sizeof(homes) / sizeof(*homes))];
        say(places[draw(sizeof(places) / sizeof(*places))], draw(8) ? ACT_PUT : ACT_ERASE, home,
            named);
    }
}

/* What a client gets: some circles as wholes. It makes of them what they are. */
static void expect_of_some(const char *circles)
{
    struct circle_ties *ties = circle_ties_new(SUBJECT, false, &arena);
    size_t numbers[MOST], of[MOST], count = 0;
    unsigned seen = draw(1U << MOST);

    for (size_t i = 0; i < act_count; i++)
        if (circles[i] != '-' && seen & 1U << (circles[i] - 'a')) {
            of[count] = i;
            numbers[count++] = circle_ties_add(ties, &acts[i], authors[i], "");
        }
    circle_ties_settle(ties);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            assert_int_equal(circles[of[i]] == circles[of[k]],
                             circle_ties_of(ties, numbers[i]) == circle_ties_of(ties, numbers[k]));
}

static void every_order_and_every_part_tells_the_same(void **state)
{
    char circles[MOST + 1];

    (void)state;
    drawn = 1;
    for (int i = 0; i < 3000; i++) {
        make_history();
        in_file(circles);
        for (int k = 0; k < 5; k++) {
            size_t order[MOST];
            char said[MOST + 1];
            shuffle(order);
            at_hub(order, said);
            assert_string_equal(said, circles);
            expect_of_some(circles);
        }
        arena_reset(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_moved_and_was_taken_in_twice_is_one, start, release),
        cmocka_unit_test_setup_teardown(what_moved_before_is_known_as_what_it_was, start, release),
        cmocka_unit_test_setup_teardown(two_of_one_number_stay_apart, start, release),
        cmocka_unit_test_setup_teardown(every_order_and_every_part_tells_the_same, start, release),
    };

    return cmocka_run_group_tests_name("circle ties", tests, NULL, NULL);
}
