/* SPDX-License-Identifier: MIT */
/* The sentence for who may not: each act and each deed has one that says who may. */
#include "config.h"

#include "shouwen/domain/refusal.h"

#include "forge.h"
#include "world.h"

#include "shouwen/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define NOT_AWAY .grids = "", .cover = "", .away_from = CLOCK_NO_DAY, .away_until = CLOCK_NO_DAY

static const struct person staff[] = {
    {.id = "S01", .name = "陆伟", .roles = 1u << ROLE_DESK, .node = FORGE_HOME, NOT_AWAY},
    {.id = "S05", .name = "王建国", .roles = 1u << ROLE_SECRETARY, .node = FORGE_HOME, NOT_AWAY},
    {.id = "S12", .name = "曹敏", .roles = 1u << ROLE_ADMIN, .node = FORGE_HOME, NOT_AWAY},
};
static const struct people people = {.at = staff, .count = 3, .today = 20777};

static void check_act(const struct matter *matter, enum act_kind kind, unsigned has,
                      const char *expected)
{
    struct text said = TEXT_EMPTY;

    refusal_of_act(&people, matter, kind, act_rows[kind].who, has, &said);
    assert_string_equal(said.at, expected);
    text_release(&said);
}

static void an_act_names_who_may_and_whom_to_ask(void **state)
{
    struct forge forge = {.seed = 1};
    struct act *open = forge_act(&forge, ACT_OPEN, "S01", 0, "");
    struct matter matter = forge_fold(&forge, forge.acts, 1);

    (void)state;
    (void)open;
    check_act(NULL, ACT_OPEN, 0,
              "only staff of a station or street centre who are here today may take in a request; "
              "pass it on to a service station");
    check_act(&matter, ACT_TICK, WHO_VIEWER,
              "only the station's desk or the accountable person may tick the checklist of this "
              "case; ask 陆伟, who is accountable");
    check_act(&matter, ACT_ASSIGN, WHO_VIEWER,
              "only the first-contact person, the grid leader or the secretary may assign this "
              "case; ask 陆伟, who is accountable");
    check_act(&matter, ACT_SHELVE, WHO_VIEWER,
              "only the secretary may shelve this case; ask 王建国");
    check_act(&matter, ACT_NOTE, 0,
              "only those who deal with this case may add a note to this case; ask 陆伟, who is "
              "accountable");
    check_act(&matter, ACT_UNDO, WHO_VIEWER,
              "only the person who recorded the act may take this back; record what is right as a "
              "new act");
    forge_release(&forge);
}

static void every_act_has_its_phrase(void **state)
{
    (void)state;
    for (int kind = 0; kind < ACT_CASE_KINDS; kind++)
        for (int other = 0; other < kind; other++)
            assert_string_not_equal(refusal_phrase((enum act_kind)kind),
                                    refusal_phrase((enum act_kind)other));
}

static void a_deed_names_who_may_and_whom_to_ask(void **state)
{
    static const struct {
        enum deed deed;
        const char *says;
    } rows[] = {
        {DEED_TALLY, "only staff of a station or street centre who are here may count a nameless "
                     "walk-in; pass it on to a service station"},
        {DEED_LEAVE, "only the secretary there or an administrator may record that somebody "
                     "leaves; ask 王建国"},
        {DEED_IMPORT, "only an administrator may import; ask 曹敏"},
        {DEED_HUB,
         "only an administrator may choose the hub, or change the key of this file; ask 曹敏"},
        {DEED_VISIT_UNDO, "only the person whose it is may take a visit back"},
    };
    const struct deed_place place = {.node = FORGE_HOME};
    struct text said = TEXT_EMPTY;

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        text_clear(&said);
        refusal_of_deed(&people, rows[i].deed, &place, &said);
        assert_string_equal(said.at, rows[i].says);
    }
    text_release(&said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_act_names_who_may_and_whom_to_ask),
        cmocka_unit_test(every_act_has_its_phrase),
        cmocka_unit_test(a_deed_names_who_may_and_whom_to_ask),
    };

    return cmocka_run_group_tests_name("refusal", tests, NULL, NULL);
}
