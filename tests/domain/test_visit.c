/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/visit.h"

#include "shouwen/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct visit_policy shipped = VISIT_POLICY_SHIPPED;

static void words_and_their_places(void **state)
{
    (void)state;
    assert_int_equal(visit_class_of("special"), VISIT_SPECIAL);
    assert_int_equal(visit_class_of("general"), VISIT_GENERAL);
    assert_int_equal(visit_class_of(""), VISIT_CLASSES);
    assert_int_equal(visit_result_of("not-met"), VISIT_NOT_MET);
    assert_int_equal(visit_result_of("gone"), VISIT_RESULTS);
    assert_int_equal(visit_step_of("contact"), VISIT_STEP_CONTACT);
    assert_int_equal(visit_step_of("later"), VISIT_STEP_NOTHING);
}

/* 7, 30, 90, 180 and 365 days, from when they were met or came onto the list. */
static void each_class_has_its_interval(void **state)
{
    static const int days[] = {7, 30, 90, 180, 365};
    const int32_t met_on = 20000, since_on = 19000;

    (void)state;
    for (int class = 0; class < VISIT_CLASSES; class ++) {
        assert_int_equal(visit_due_on(&shipped, (enum visit_class) class, met_on, since_on),
                         met_on + days[class]);
        assert_int_equal(visit_due_on(&shipped, (enum visit_class) class, CLOCK_NO_DAY, since_on),
                         since_on + days[class]);
    }
}

static void only_meeting_somebody_begins_the_interval_anew(void **state)
{
    struct visit_policy by_phone = shipped;

    (void)state;
    by_phone.phoned_counts = true;
    assert_true(visit_resets(&shipped, VISIT_MET, false));
    assert_false(visit_resets(&shipped, VISIT_PHONED, false));
    assert_true(visit_resets(&by_phone, VISIT_PHONED, false));
    assert_false(visit_resets(&by_phone, VISIT_PHONED, true));
    assert_false(visit_resets(&shipped, VISIT_NOT_MET, false));
    assert_false(visit_resets(&shipped, VISIT_REFUSED, false));
}

#define CLOSED                                                                                     \
    {                                                                                              \
        VISIT_NOT_MET, false, false                                                                \
    }
#define ASKED                                                                                      \
    {                                                                                              \
        VISIT_NOT_MET, true, false                                                                 \
    }

static void a_closed_door_leads_on_step_by_step(void **state)
{
    static const struct {
        struct visit_deed deeds[4]; /* newest first */
        size_t count;
        enum visit_step with_contact, without_contact;
    } cases[] = {
        {{CLOSED}, 0, VISIT_STEP_NOTHING, VISIT_STEP_NOTHING},
        {{CLOSED}, 1, VISIT_STEP_AGAIN, VISIT_STEP_AGAIN},
        {{CLOSED, CLOSED}, 2, VISIT_STEP_CONTACT, VISIT_STEP_CASE},
        {{CLOSED, CLOSED, CLOSED}, 3, VISIT_STEP_CONTACT, VISIT_STEP_CASE},
        {{ASKED, CLOSED, CLOSED}, 3, VISIT_STEP_CASE, VISIT_STEP_CASE},
        /* the contact was reached and says that all is well */
        {{{VISIT_PHONED, true, false}, CLOSED, CLOSED}, 3, VISIT_STEP_NOTHING, VISIT_STEP_NOTHING},
        {{{VISIT_NOT_MET, true, true}, CLOSED, CLOSED}, 3, VISIT_STEP_NOTHING, VISIT_STEP_NOTHING},
        /* a lamp reported at the first closed door is no end of it */
        {{CLOSED, {VISIT_NOT_MET, false, true}}, 2, VISIT_STEP_CONTACT, VISIT_STEP_NOTHING},
        {{{VISIT_MET, false, false}, CLOSED}, 2, VISIT_STEP_NOTHING, VISIT_STEP_NOTHING},
        {{{VISIT_REFUSED, false, false}, CLOSED}, 2, VISIT_STEP_NOTHING, VISIT_STEP_NOTHING},
        {{CLOSED, {VISIT_MET, false, false}, CLOSED}, 3, VISIT_STEP_AGAIN, VISIT_STEP_AGAIN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        for (int class = 0; class < VISIT_CLASSES; class ++) {
            bool is_watched = class == VISIT_SPECIAL || class == VISIT_KEY;
            assert_int_equal(
                visit_next((enum visit_class) class, true, cases[i].deeds, cases[i].count),
                is_watched ? cases[i].with_contact : VISIT_STEP_NOTHING);
            assert_int_equal(
                visit_next((enum visit_class) class, false, cases[i].deeds, cases[i].count),
                is_watched ? cases[i].without_contact : VISIT_STEP_NOTHING);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_their_places),
        cmocka_unit_test(each_class_has_its_interval),
        cmocka_unit_test(only_meeting_somebody_begins_the_interval_anew),
        cmocka_unit_test(a_closed_door_leads_on_step_by_step),
    };

    return cmocka_run_group_tests_name("visit", tests, NULL, NULL);
}
