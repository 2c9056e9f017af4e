/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/responsibility.h"

#include "shouwen/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char home[] = "310115007001", street[] = "310115007";
enum { TODAY = 20777 };

/* Places in the list below, which is sorted by id. */
enum { ADMIN, SECOND_ADMIN, DISPATCHER, ELSEWHERE, WORKER, COVER, SECRETARY, DEPUTY, STAFF };

/* Everybody is here; each test sends some away. */
static void gather(struct person staff[STAFF])
{
    static const struct person all[STAFF] = {
        [ADMIN] = {.id = "A01", .name = "曹敏", .roles = 1u << ROLE_ADMIN, .node = home},
        [SECOND_ADMIN] = {.id = "A02", .name = "朱雯", .roles = 1u << ROLE_ADMIN, .node = street},
        [DISPATCHER] = {.id = "D01",
                        .name = "吴昊",
                        .roles = 1u << ROLE_DISPATCHER,
                        .node = street},
        [ELSEWHERE] = {.id = "N05",
                       .name = "郑海平",
                       .roles = 1u << ROLE_SECRETARY | 1u << ROLE_DISPATCHER,
                       .node = "310115008005"},
        [WORKER] =
            {.id = "S02", .name = "陈静", .roles = 1u << ROLE_WORKER, .node = home, .cover = "S03"},
        [COVER] =
            {.id = "S03", .name = "金琳", .roles = 1u << ROLE_WORKER, .node = home, .cover = "S02"},
        [SECRETARY] = {.id = "S05",
                       .name = "王建国",
                       .roles = 1u << ROLE_SECRETARY,
                       .node = home,
                       .cover = "S06"},
        [DEPUTY] =
            {.id = "S06", .name = "孙磊", .roles = 1u << ROLE_WORKER, .node = home, .cover = ""},
    };

    memcpy(staff, all, sizeof(all));
    for (int i = 0; i < STAFF; i++)
        staff[i].away_from = staff[i].away_until = CLOCK_NO_DAY;
}

static struct accountable ask(const struct person *staff, const char *holder, const char *where)
{
    struct people people = {.at = staff, .count = STAFF, .today = TODAY};
    struct accountable answer = responsibility_answer(&people, holder, where);

    for (int i = 0; i < STAFF; i++)
        assert_int_equal(responsibility_is_with(&people, staff[i].id, holder, where),
                         strcmp(staff[i].id, answer.id) == 0);
    return answer;
}

static void expect(const struct person *staff, const char *holder, const char *id, bool is_stand_in,
                   bool no_secretary)
{
    struct accountable answer = ask(staff, holder, home);

    assert_string_equal(answer.id, id);
    assert_int_equal(answer.is_stand_in, is_stand_in);
    assert_int_equal(answer.no_secretary, no_secretary);
    assert_false(answer.is_nobody);
    assert_true(*answer.name != '\0');
}

static void the_chain_from_holder_to_nobody(void **state)
{
    struct person staff[STAFF];

    (void)state;
    gather(staff);
    expect(staff, "S02", "S02", false, false);
    staff[WORKER].status = PERSON_LEAVE;
    expect(staff, "S02", "S03", true, false); /* their cover */
    staff[COVER].status = PERSON_LEAVE;
    expect(staff, "S02", "S05", true, false); /* followed once: the secretary */
    staff[SECRETARY].status = PERSON_LEAVE;
    expect(staff, "S02", "S06", true, true); /* the secretary's cover */
    staff[DEPUTY].status = PERSON_LEFT;
    expect(staff, "S02", "D01", true, true); /* the street's dispatcher */
    staff[DISPATCHER].status = PERSON_LEAVE;
    expect(staff, "S02", "A01", true, true); /* any administrator */
    staff[ADMIN].status = PERSON_LEAVE;
    expect(staff, "S02", "A02", true, true);
    staff[SECOND_ADMIN].status = PERSON_LEFT;
    struct accountable answer = ask(staff, "S02", home);
    assert_true(answer.is_nobody);
    assert_string_equal(answer.id, "S02");
    assert_string_equal(answer.name, "陈静");
    assert_false(answer.is_stand_in);
    assert_true(answer.no_secretary);
}

static void who_left_is_covered_like_who_is_away(void **state)
{
    struct person staff[STAFF];

    (void)state;
    gather(staff);
    staff[WORKER].status = PERSON_LEFT;
    expect(staff, "S02", "S03", true, false);
    staff[WORKER].cover = "S99"; /* nobody of the staff */
    expect(staff, "S02", "S05", true, false);
    staff[WORKER].cover = "S02"; /* not oneself */
    expect(staff, "S02", "S05", true, false);
    staff[WORKER].cover = NULL;
    expect(staff, "S02", "S05", true, false);
}

static void a_holder_whom_nobody_knows(void **state)
{
    struct person staff[STAFF];

    (void)state;
    gather(staff);
    expect(staff, "program", "S05", true, false);
    for (int i = 0; i < STAFF; i++)
        staff[i].status = PERSON_LEFT;
    struct accountable answer = ask(staff, "X77", home);
    assert_true(answer.is_nobody);
    assert_string_equal(answer.id, "X77");
    assert_string_equal(answer.name, "X77");
    assert_string_equal(ask(staff, "S02", "").id, "S02");
}

static void leave_has_dates(void **state)
{
    struct person staff[STAFF];

    (void)state;
    gather(staff);
    staff[WORKER].status = PERSON_LEAVE;
    staff[WORKER].away_from = TODAY;
    staff[WORKER].away_until = TODAY + 3;
    expect(staff, "S02", "S03", true, false);
    staff[WORKER].away_from = TODAY + 1;
    expect(staff, "S02", "S02", false, false);
    staff[WORKER].away_from = TODAY - 9;
    staff[WORKER].away_until = TODAY - 1;
    expect(staff, "S02", "S02", false, false);
}

static void the_secretary_holds_and_is_away(void **state)
{
    struct person staff[STAFF];

    (void)state;
    gather(staff);
    expect(staff, "S05", "S05", false, false);
    staff[SECRETARY].status = PERSON_LEAVE;
    expect(staff, "S05", "S06", true, true);
    staff[DEPUTY].status = PERSON_LEAVE;
    expect(staff, "S05", "D01", true, true);
}

static void of_several_the_one_with_the_lowest_id(void **state)
{
    struct person staff[STAFF];
    struct people people = {.at = staff, .count = STAFF, .today = TODAY};

    (void)state;
    gather(staff);
    staff[DEPUTY].roles |= 1u << ROLE_SECRETARY;
    assert_string_equal(responsibility_active_secretary(&people, home)->id, "S05");
    staff[SECRETARY].status = PERSON_LEAVE;
    assert_string_equal(responsibility_active_secretary(&people, home)->id, "S06");
    assert_string_equal(responsibility_secretary(&people, home)->id, "S06");
    staff[SECRETARY].status = PERSON_ACTIVE;
    staff[ADMIN].roles |= 1u << ROLE_DISPATCHER;
    staff[ADMIN].node = street;
    assert_string_equal(responsibility_dispatcher(&people, home)->id, "A01");
    staff[ADMIN].status = PERSON_LEAVE;
    assert_string_equal(responsibility_dispatcher(&people, home)->id, "D01");
}

static void those_of_other_places_do_not_answer(void **state)
{
    struct person staff[STAFF];
    struct people people = {.at = staff, .count = STAFF, .today = TODAY};

    (void)state;
    gather(staff);
    staff[SECRETARY].status = staff[DEPUTY].status = staff[DISPATCHER].status = PERSON_LEFT;
    assert_null(responsibility_active_secretary(&people, home));
    assert_null(responsibility_dispatcher(&people, home));
    assert_string_equal(responsibility_secretary(&people, home)->id, "A01");
}

static void at_a_street_centre_the_dispatcher_stands_in(void **state)
{
    struct person staff[STAFF];
    struct people people = {.at = staff, .count = STAFF, .today = TODAY};

    (void)state;
    gather(staff);
    assert_string_equal(responsibility_active_secretary(&people, street)->id, "D01");
    assert_string_equal(responsibility_fallback_holder(&people, street)->id, "D01");
    staff[DISPATCHER].status = PERSON_LEAVE;
    staff[DISPATCHER].cover = "A02";
    assert_string_equal(responsibility_secretary(&people, street)->id, "A02");
    assert_string_equal(responsibility_fallback_holder(&people, street)->id, "D01");
    assert_true(ask(staff, "A02", street).no_secretary);
}

static void whose_a_case_becomes_when_it_falls_back(void **state)
{
    struct person staff[STAFF];
    struct people people = {.at = staff, .count = STAFF, .today = TODAY};

    (void)state;
    gather(staff);
    assert_string_equal(responsibility_fallback_holder(&people, home)->id, "S05");
    staff[SECRETARY].status = PERSON_LEAVE; /* leave doesn't move a case: others answer */
    assert_string_equal(responsibility_fallback_holder(&people, home)->id, "S05");
    assert_string_equal(responsibility_secretary(&people, home)->id, "S06");
    staff[SECRETARY].status = PERSON_LEFT;
    assert_string_equal(responsibility_fallback_holder(&people, home)->id, "D01");
    staff[DISPATCHER].status = PERSON_LEFT;
    assert_string_equal(responsibility_fallback_holder(&people, home)->id, "A01");
    staff[ADMIN].status = staff[SECOND_ADMIN].status = PERSON_LEFT;
    assert_null(responsibility_fallback_holder(&people, home));
    assert_null(responsibility_secretary(&people, home));
}

static void where_the_staff_of_its_home_never_come(void **state)
{
    static const char *const apart[] = {"310115-mzj", "310115007-mzk", "310115007002"};
    static const char *const over[] = {"310115007001", "310115007", "310115"};
    struct person staff[STAFF];
    struct people people = {.at = staff, .count = STAFF, .today = TODAY};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        gather(staff);
        people.node = apart[i];
        assert_true(people_knows(&people, home));
        for (int k = 0; k < STAFF; k++)
            if (staff[k].node == home)
                staff[k].node = apart[i];
        assert_false(people_knows(&people, home));
        /* who is not known has not left, and an id is that of somebody at its home */
        struct accountable answer = responsibility_answer(&people, "S77", home);
        assert_string_equal(answer.id, "S77");
        assert_string_equal(answer.name, "S77");
        assert_true(answer.is_elsewhere);
        assert_false(answer.is_stand_in || answer.is_nobody || answer.no_secretary);
        assert_false(responsibility_is_with(&people, "S77", "S77", home));
        assert_string_equal(responsibility_answer(&people, "S02", home).name, "S02");
        assert_string_equal(responsibility_answer(&people, "D01", home).name, "吴昊");
        assert_null(responsibility_secretary(&people, home));
        assert_null(responsibility_fallback_holder(&people, home));
        gather(staff);
        people.node = over[i];
        assert_false(responsibility_answer(&people, "S77", home).is_elsewhere);
        assert_true(responsibility_is_with(&people, "S05", "S77", home));
    }
}

/* A section has the staff of its street, whose cases they are, and no say in them. */
static void a_section_does_not_stand_in_for_its_street(void **state)
{
    struct person staff[STAFF];
    struct people people = {.at = staff, .count = STAFF, .today = TODAY, .node = "310115007-mzk"};

    (void)state;
    gather(staff);
    assert_string_equal(responsibility_answer(&people, "S77", street).id, "D01");
    staff[DISPATCHER].status = PERSON_LEFT;
    assert_null(responsibility_secretary(&people, street));
    assert_true(responsibility_answer(&people, "D01", street).is_nobody);
}

static void nobody_at_all(void **state)
{
    struct people people = {.today = TODAY};
    struct accountable answer = responsibility_answer(&people, "S01", home);

    (void)state;
    assert_true(answer.is_nobody);
    assert_true(answer.no_secretary);
    assert_string_equal(answer.id, "S01");
}

/* Whoever moved answers for nothing of where they were. */
static void who_works_elsewhere_is_gone(void **state)
{
    struct person staff[STAFF];
    const struct people people = {.at = staff, .count = STAFF, .today = TODAY};

    (void)state;
    gather(staff);
    assert_int_equal(responsibility_gone(&people, "S02", home), RESPONSIBILITY_HERE);
    assert_int_equal(responsibility_gone(&people, "D01", home), RESPONSIBILITY_HERE);
    assert_int_equal(responsibility_gone(&people, "nobody", home), RESPONSIBILITY_HERE);
    staff[WORKER].node = "310115007001-G01";
    assert_int_equal(responsibility_gone(&people, "S02", home), RESPONSIBILITY_HERE);
    staff[WORKER].node = "310115007002";
    assert_int_equal(responsibility_gone(&people, "S02", home), RESPONSIBILITY_MOVED);
    expect(staff, "S02", "S05", true, false);
    staff[WORKER].status = PERSON_LEFT;
    assert_int_equal(responsibility_gone(&people, "S02", home), RESPONSIBILITY_LEFT);
    expect(staff, "S02", "S03", true, false);
    /* from the street to a station of it */
    staff[DISPATCHER].node = home;
    assert_int_equal(responsibility_gone(&people, "D01", street), RESPONSIBILITY_MOVED);
    assert_int_equal(responsibility_gone(&people, "D01", home), RESPONSIBILITY_HERE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_chain_from_holder_to_nobody),
        cmocka_unit_test(who_left_is_covered_like_who_is_away),
        cmocka_unit_test(a_holder_whom_nobody_knows),
        cmocka_unit_test(leave_has_dates),
        cmocka_unit_test(the_secretary_holds_and_is_away),
        cmocka_unit_test(of_several_the_one_with_the_lowest_id),
        cmocka_unit_test(those_of_other_places_do_not_answer),
        cmocka_unit_test(at_a_street_centre_the_dispatcher_stands_in),
        cmocka_unit_test(whose_a_case_becomes_when_it_falls_back),
        cmocka_unit_test(where_the_staff_of_its_home_never_come),
        cmocka_unit_test(a_section_does_not_stand_in_for_its_street),
        cmocka_unit_test(nobody_at_all),
        cmocka_unit_test(who_works_elsewhere_is_gone),
    };

    return cmocka_run_group_tests_name("responsibility", tests, NULL, NULL);
}
