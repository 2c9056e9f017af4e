/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/service.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void reads_an_item_for_the_desk(void **state)
{
    struct arena arena = {0};
    struct record_problems problems = {0};
    struct record record = {.kind = RECORD_SERVICES,
                            .value = {"YB01", "换发就医记录册", "医疗本;本子", "政务服务",
                                      "自选动作", "310115007-slzx", "20日/即办",
                                      "身份证/原件/1|委托书/original/1/代办", "核对\n连线",
                                      "某办法", "参保", "免费", "视频连线", "1-6 9:00-17:00", ""}};
    struct service service;

    (void)state;
    assert_true(record_check(&arena, &record, &problems));
    service_read(&arena, &record, &service);
    assert_string_equal(service.code, "YB01");
    assert_int_equal(service.alias_count, 2);
    assert_string_equal(service.aliases[1], "本子");
    assert_string_equal(service.category, "government");
    assert_true(service.is_own);
    assert_int_equal(service.place, SERVICE_VIDEO);
    assert_true(service.has_limit);
    assert_int_equal(service.limit.statutory.unit, LIMIT_NATURAL);
    assert_int_equal(service.limit.promised.unit, LIMIT_SPOT);
    assert_int_equal(service.material_count, 2);
    assert_string_equal(service.materials[1].condition, "代办");
    assert_string_equal(service.steps, "核对\n连线");
    assert_string_equal(service.hours, "1-6 09:00-17:00");
    arena_release(&arena);
}

static void an_empty_item_is_empty(void **state)
{
    struct arena arena = {0};
    struct record record = {.kind = RECORD_SERVICES, .value = {"X1"}};
    struct service service;

    (void)state;
    service_read(&arena, &record, &service);
    assert_string_equal(service.name, "");
    assert_int_equal(service.place, SERVICE_UNSAID);
    assert_false(service.has_limit);
    assert_int_equal(service.limit.promised.unit, LIMIT_NONE);
    assert_null(service.materials);
    assert_int_equal(service.alias_count, 0);
    arena_release(&arena);
}

static void every_place_of_the_list_is_read(void **state)
{
    const struct value_choice *places =
        record_rows[RECORD_SERVICES].fields[RECORD_SERVICES_PLACE].choices;
    struct arena arena = {0};

    (void)state;
    for (int i = 0; places[i].word; i++) {
        struct record record = {.kind = RECORD_SERVICES,
                                .value = {"X1", [RECORD_SERVICES_PLACE] = places[i].word}};
        struct service service;
        service_read(&arena, &record, &service);
        assert_int_equal(service.place, SERVICE_HERE + i);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_an_item_for_the_desk),
        cmocka_unit_test(an_empty_item_is_empty),
        cmocka_unit_test(every_place_of_the_list_is_read),
    };

    return cmocka_run_group_tests_name("service", tests, NULL, NULL);
}
