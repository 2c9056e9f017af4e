/* SPDX-License-Identifier: MIT */
/* Deciding as a function of the situation that the caller hands in. The rules themselves are told
 * in rules/, by test_rules. */
#include "config.h"

#include "shouwen/domain/decide.h"

#include "forge.h"
#include "world.h"

#include "shouwen/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct person staff[] = {
    {.id = "S01",
     .name = "陆伟",
     .roles = 1u << ROLE_DESK,
     .node = FORGE_HOME,
     .grids = "",
     .cover = "",
     .away_from = CLOCK_NO_DAY,
     .away_until = CLOCK_NO_DAY},
    {.id = "S05",
     .name = "王建国",
     .roles = 1u << ROLE_SECRETARY,
     .node = FORGE_HOME,
     .grids = "",
     .cover = "",
     .away_from = CLOCK_NO_DAY,
     .away_until = CLOCK_NO_DAY},
};
static const struct people people = {.at = staff, .count = 2, .today = 20777};
static const struct situation_service service = {.code = "YB01",
                                                 .name = "换医疗本",
                                                 .category = "government",
                                                 .limit = "5w",
                                                 .material_count = 3};

/* A case that S01 took in, and the situation of an act on it. */
struct scene {
    struct forge forge;
    struct matter matter;
    struct situation situation;
    struct error error;
};

static void set_scene(struct scene *scene)
{
    *scene = (struct scene){.forge = {.seed = 1}};
    struct act *open = forge_act(&scene->forge, ACT_OPEN, "S01", 0, "");
    open->value[FIELD_SERVICE] = "YB01";
    scene->matter = forge_fold(&scene->forge, scene->forge.acts, 1);
    scene->situation = (struct situation){.matter = &scene->matter,
                                          .people = &people,
                                          .service = &service,
                                          .policy = &matter_policy_shipped,
                                          .home = FORGE_HOME,
                                          .now = open->entered_at + CLOCK_MINUTE};
}

static struct act intent(const struct scene *scene, enum act_kind kind, const char *by)
{
    int64_t now = scene->situation.now;

    return (struct act){.kind = kind, .by = by, .entered_at = now, .happened_at = now};
}

static enum status rule_on(struct scene *scene, struct act *act)
{
    return decide(&scene->situation, &scene->forge.arena, act, &scene->error);
}

static void what_only_rules_say_is_not_taken_from_the_author(void **state)
{
    struct scene scene;

    (void)state;
    set_scene(&scene);
    struct act act = intent(&scene, ACT_NOTE, "S01");
    act.value[FIELD_TEXT] = "问过了";
    act.value[FIELD_HOLDER] = act.value[FIELD_WHOM] = "王阿姨";
    act.value[FIELD_VOIDS] = "00";
    assert_int_equal(rule_on(&scene, &act), STATUS_OK);
    assert_null(act.value[FIELD_HOLDER]);
    assert_null(act.value[FIELD_WHOM]);
    assert_null(act.value[FIELD_VOIDS]);
    assert_string_equal(act.value[FIELD_NODE], FORGE_HOME);
    forge_release(&scene.forge);
}

static void what_follows_is_filled_in(void **state)
{
    struct scene scene;

    (void)state;
    set_scene(&scene);
    struct act act = intent(&scene, ACT_FALL_BACK, "S01");
    assert_int_equal(rule_on(&scene, &act), STATUS_OK);
    assert_string_equal(act.value[FIELD_HOLDER], "S05");
    act = intent(&scene, ACT_OPEN, "S01");
    act.value[FIELD_SUBJECT] = "换医疗本";
    act.value[FIELD_SERVICE] = "YB01";
    scene.situation.matter = NULL;
    assert_int_equal(rule_on(&scene, &act), STATUS_OK);
    assert_string_equal(act.value[FIELD_HOLDER], "S01");
    assert_string_equal(act.value[FIELD_CHANNEL], "walk-in");
    assert_string_equal(act.value[FIELD_URGENCY], "routine");
    assert_string_equal(act.value[FIELD_CATEGORY], "government");
    assert_string_equal(act.value[FIELD_LIMIT], "5w");
    assert_string_equal(act.value[FIELD_NODE], FORGE_HOME);
    forge_release(&scene.forge);
}

static void an_item_taken_away_takes_its_limit_along(void **state)
{
    struct scene scene;

    (void)state;
    set_scene(&scene);
    struct act act = intent(&scene, ACT_AMEND, "S01");
    act.value[FIELD_FIELD] = "service";
    act.value[FIELD_SERVICE] = ""; /* the situation still holds the case's item */
    assert_int_equal(rule_on(&scene, &act), STATUS_OK);
    assert_string_equal(act.value[FIELD_LIMIT], "3w");
    assert_string_equal(act.value[FIELD_CATEGORY], "");
    act = intent(&scene, ACT_AMEND, "S01");
    act.value[FIELD_FIELD] = act.value[FIELD_URGENCY] = "urgency";
    act.value[FIELD_URGENCY] = "special";
    assert_int_equal(rule_on(&scene, &act), STATUS_OK);
    assert_string_equal(act.value[FIELD_LIMIT], "5w");
    forge_release(&scene.forge);
}

static void a_case_of_a_newer_version_is_only_read(void **state)
{
    struct scene scene;

    (void)state;
    set_scene(&scene);
    forge_act(&scene.forge, ACT_UNKNOWN, "S09", 1, "a")->word = "Transfer";
    scene.matter = forge_fold(&scene.forge, scene.forge.acts, 2);
    for (int kind = ACT_TICK; kind < ACT_CASE_KINDS; kind++)
        assert_false(
            decide_is_possible(&scene.situation, (enum act_kind)kind, "S01", &scene.error));
    struct act act = intent(&scene, ACT_ACCEPT, "S01");
    assert_int_equal(rule_on(&scene, &act), STATUS_REFUSED);
    assert_non_null(strstr(scene.error.message, "newer version"));
    forge_release(&scene.forge);
}

static void what_is_no_act_of_a_case(void **state)
{
    struct scene scene;

    (void)state;
    set_scene(&scene);
    struct act act = intent(&scene, ACT_PUT, "S01");
    assert_int_equal(rule_on(&scene, &act), STATUS_INVALID);
    act = intent(&scene, ACT_UNKNOWN, "S01");
    assert_int_equal(rule_on(&scene, &act), STATUS_INVALID);
    assert_false(decide_is_possible(&scene.situation, ACT_TALLY, "S01", &scene.error));
    forge_release(&scene.forge);
}

static void who_acts_must_be_said_and_known(void **state)
{
    struct scene scene;

    (void)state;
    set_scene(&scene);
    struct act act = intent(&scene, ACT_ACCEPT, NULL);
    assert_int_equal(rule_on(&scene, &act), STATUS_DENIED);
    assert_string_equal(scene.error.field, "as");
    act = intent(&scene, ACT_ACCEPT, "S77");
    assert_int_equal(rule_on(&scene, &act), STATUS_DENIED);
    assert_string_equal(scene.error.field, "as");
    scene.situation.is_founding = true; /* until there is an administrator nobody is asked */
    act = intent(&scene, ACT_ACCEPT, NULL);
    assert_int_equal(rule_on(&scene, &act), STATUS_OK);
    assert_string_equal(act.by, "program");
    act = intent(&scene, ACT_ACCEPT, "S05");
    assert_int_equal(rule_on(&scene, &act), STATUS_OK);
    assert_string_equal(act.by, "S05");
    forge_release(&scene.forge);
}

static void the_refusal_says_who_may_and_whom_to_ask(void **state)
{
    struct scene scene;

    (void)state;
    set_scene(&scene);
    struct act act = intent(&scene, ACT_CLOSE, "S05");
    assert_int_equal(rule_on(&scene, &act), STATUS_DENIED);
    assert_string_equal(
        scene.error.message,
        "only the accountable person may close this case; ask 陆伟, who is accountable");
    forge_release(&scene.forge);
}

static int release_calendar(void **state)
{
    (void)state;
    world_calendar_release();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_only_rules_say_is_not_taken_from_the_author),
        cmocka_unit_test(what_follows_is_filled_in),
        cmocka_unit_test(an_item_taken_away_takes_its_limit_along),
        cmocka_unit_test(a_case_of_a_newer_version_is_only_read),
        cmocka_unit_test(what_is_no_act_of_a_case),
        cmocka_unit_test(who_acts_must_be_said_and_known),
        cmocka_unit_test(the_refusal_says_who_may_and_whom_to_ask),
    };

    return cmocka_run_group_tests_name("decide", tests, NULL, release_calendar);
}
