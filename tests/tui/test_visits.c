/* SPDX-License-Identifier: MIT */
/* Visits on the real program: whom, what became of it, and the keys that it costs (screens.md). */
#include "config.h"

#include "workplace.h"

#include "shouwen/desk/follow.h"
#include "shouwen/desk/visiting_draft.h"
#include "shouwen/store/query_visits.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};
static const char *const english[] = {"LANGUAGE=en", NULL};

static void find_case(const char *subject, struct arena *arena, struct matter *matter)
{
    struct desk *desk = workplace_desk();
    struct error error;

    if (follow_case(desk, workplace_newest(subject), arena, matter, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    desk_free(desk);
}

/* Visits of S04 that stand. */
static size_t visits_made(struct arena *arena, struct record **visits)
{
    struct desk *desk = workplace_desk();
    struct error error;
    size_t count, standing = 0;

    if (query_visits_of_staff(desk_reader(desk), "S04", 99, arena, visits, &count, &error) !=
        STATUS_OK)
        fail_msg("%s", error.message);
    for (size_t i = 0; i < count; i++)
        standing += !*record_text(&(*visits)[i], RECORD_VISITS_STATE);
    desk_free(desk);
    return standing;
}

/* The third of the five visits: a lamp is broken, wants the meal service: at most six keys. */
static void a_visit_costs_six_keys(void **state)
{
    struct pty *pty = workplace_start(24, 80, "S04", chinese);
    struct arena arena = {0};
    struct record *visits;
    struct matter matter;
    size_t before = visits_made(&arena, &visits);

    (void)state;
    pty_expect(pty, "什么事");
    pty_keys(pty, "<F5>");
    pty_expect(pty, "我的网格");
    pty_expect(pty, "独居");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "电话问候");
    pty_keys(pty, "<1>");
    pty_expect(pty, "一行一个问题");
    pty_keys(pty, "家里灯坏了想换<Tab>");
    pty_expect(pty, "进需求清单");
    pty_keys(pty, "想要助餐服务<Ctrl-S>");
    pty_expect(pty, "办件 1,需求 1");
    assert_in_range(pty_presses(pty), 1, 6);
    assert_int_equal(visits_made(&arena, &visits), before + 1);
    assert_string_equal(record_text(&visits[0], RECORD_VISITS_RESULT), "met");
    find_case("家里灯坏了", &arena, &matter);
    assert_string_equal(matter.channel, "visit");
    assert_string_equal(matter.resident, record_text(&visits[0], RECORD_VISITS_RESIDENT));
    assert_string_equal(matter.grid, record_text(&visits[0], RECORD_VISITS_GRID));
    assert_string_equal(matter.holder, "S04");
    /* and all of it back with one key */
    pty_keys(pty, "<Ctrl-Z>");
    pty_expect(pty, "走访已撤销");
    assert_int_equal(visits_made(&arena, &visits), before);
    workplace_leave(pty);
    find_case("家里灯坏了", &arena, &matter);
    assert_false(matter.is_open);
    arena_release(&arena);
}

/* A closed door, again, then the contact, whose number stands there in full. */
static void a_closed_door_is_followed_up_on_the_screen(void **state)
{
    struct pty *pty = workplace_start(24, 80, "S04", chinese);
    struct arena arena = {0};
    struct matter matter;

    (void)state;
    pty_expect(pty, "什么事");
    pty_keys(pty, "<F5>/周美芳<Enter>");
    pty_expect(pty, "139****2208");
    pty_keys(pty, "<3><Ctrl-S>");
    pty_expect(pty, "下一步 今天再去");
    pty_keys(pty, "/周美芳<Enter>");
    pty_expect(pty, "历次走访");
    pty_keys(pty, "<3><Ctrl-S>");
    pty_expect(pty, "下一步 联系紧急联系人");
    pty_keys(pty, "/周美芳<Enter>");
    pty_expect(pty, "联系人也没打通");
    pty_expect(pty, "13900006710");
    /* the urgent case is there, to be saved */
    pty_keys(pty, "<6>");
    pty_expect(pty, "多次未遇且联系不上:5-502 周美芳");
    /* somebody came to the door after all: with another result there is nothing to offer */
    pty_keys(pty, "<Esc><1>");
    pty_refuse(pty, "多次未遇");
    pty_keys(pty, "<Esc><6>");
    pty_expect(pty, "多次未遇且联系不上:5-502 周美芳");
    pty_keys(pty, "<Ctrl-S>");
    pty_expect(pty, "办件 1");
    pty_keys(pty, "/周美芳<Enter>");
    pty_expect(pty, "紧急联系人: 没打通");
    workplace_leave(pty);
    find_case("联系不上", &arena, &matter);
    assert_string_equal(matter.urgency, "urgent");
    arena_release(&arena);
}

/* Several lines, who was met among several, a time that is past, and a refusal that keeps it all.
 */
static void what_was_typed_stays_until_it_is_recorded(void **state)
{
    struct pty *pty = workplace_start(40, 120, "S04", english);
    struct arena arena = {0};
    struct record *visits;
    size_t before = visits_made(&arena, &visits);

    (void)state;
    pty_expect(pty, "F5 visits");
    pty_keys(pty, "<F5>");
    pty_expect(pty, "my grids");
    pty_expect(pty, "liaison");
    pty_keys(pty, "<Enter><1>");
    pty_expect(pty, "it becomes a case");
    pty_keys(pty, "one<Enter>two<Enter>");
    pty_keys(pty, "<Tab><Tab><Tab><Tab><Tab>quiet<Tab>2027-01-01 10:00<Ctrl-S>");
    pty_expect(pty, "in the future");
    pty_expect(pty, "two");
    pty_keys(pty, "<Ctrl-U>soon<Ctrl-S>");
    pty_expect(pty, "is no time");
    pty_keys(pty, "<Ctrl-U>2026-11-20 15:30<Ctrl-S>");
    pty_expect(pty, "cases 2, demands 0");
    assert_int_equal(visits_made(&arena, &visits), before + 1);
    workplace_leave(pty);
    arena_release(&arena);
}

static void leaving_asks_before_anything_is_lost(void **state)
{
    struct pty *pty = workplace_start(24, 80, "S04", english);
    struct arena arena = {0};
    struct record *visits;
    size_t before = visits_made(&arena, &visits);

    (void)state;
    pty_expect(pty, "F5 visits");
    pty_keys(pty, "<F5><Enter><1>");
    pty_expect(pty, "it becomes a case");
    pty_keys(pty, "typed<Esc>");
    pty_expect(pty, "phoned");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "Drop what was typed?");
    pty_keys(pty, "n");
    pty_refuse(pty, "Drop what was typed?");
    pty_keys(pty, "<1>");
    pty_expect(pty, "typed");
    pty_keys(pty, "<Esc><Esc>");
    pty_expect(pty, "Drop what was typed?");
    pty_keys(pty, "y");
    pty_expect(pty, "my grids");
    pty_keys(pty, "<Ctrl-Z>");
    pty_expect(pty, "no visit was recorded here");
    workplace_leave(pty);
    assert_int_equal(visits_made(&arena, &visits), before);
    arena_release(&arena);
}

/* A clerk sees no residents; the sentence says who does. */
static void only_those_who_may(void **state)
{
    struct pty *pty = workplace_start(24, 80, "U01", english);

    (void)state;
    pty_expect(pty, "F4 queues");
    pty_keys(pty, "<F5>");
    pty_expect(pty, "are visited by others");
    workplace_leave(pty);
}

/* The draft of a visit, once it is kept with these words. */
static void wait_draft(const char *words)
{
    const struct timespec pause = {.tv_nsec = 20 * 1000 * 1000};
    time_t end = time(NULL) + PTY_SECONDS;
    bool found = false;

    while (!found) {
        struct desk *desk = workplace_desk();
        struct arena arena = {0};
        struct visiting_draft draft;
        struct error error;
        if (desk_sign_in(desk, "S04", &error) != STATUS_OK ||
            visiting_draft_load(desk, "310115007001-G03/5-502", &arena, &draft, &found, &error) !=
                STATUS_OK)
            fail_msg("%s", error.message);
        found = found && (strstr(draft.typed[VISITING_DEMAND], words) != NULL);
        arena_release(&arena);
        desk_free(desk);
        if (!found && time(NULL) > end)
            fail_msg("no draft ever held \"%s\"", words);
        nanosleep(&pause, NULL);
    }
}

/* Half a visit survives a kill, and recorded it is gone. */
static void comes_back_after_a_kill(void **state)
{
    enum { KILLED = 128 + SIGKILL };
    struct pty *pty = workplace_start(24, 80, "S04", chinese);
    struct arena arena = {0};
    struct matter matter;

    (void)state;
    pty_expect(pty, "什么事");
    pty_keys(pty, "<F5>/周美芳<Enter>");
    pty_expect(pty, "电话问候");
    pty_keys(pty, "<1>");
    pty_expect(pty, "一行一个问题");
    pty_keys(pty, "厨房水管渗水<Enter><Tab>想学用手机挂");
    wait_draft("挂");
    pty_signal(pty, SIGKILL);
    assert_int_equal(pty_end(pty, NULL), KILLED);
    pty = workplace_start(24, 80, "S04", chinese);
    pty_expect(pty, "什么事");
    pty_keys(pty, "<F5>");
    pty_expect(pty, "有一次走访没记完:5-502");
    pty_keys(pty, "/周美芳<Enter>");
    pty_expect(pty, "厨房水管渗水");
    pty_expect(pty, "想学用手机挂");
    pty_keys(pty, "号<Ctrl-S>");
    pty_expect(pty, "办件 1,需求 1");
    pty_keys(pty, "<Esc><F5>");
    pty_expect(pty, "我的网格");
    pty_refuse(pty, "没记完");
    workplace_leave(pty);
    find_case("厨房水管渗水", &arena, &matter);
    arena_release(&arena);
}

/* An informant's report: four keys beside the words; its place finds the grid and its leader. */
static void a_quick_report_costs_four_keys(void **state)
{
    struct pty *pty = workplace_start(24, 80, "S11", chinese);
    struct arena arena = {0};
    struct matter matter;

    (void)state;
    pty_expect(pty, "Ctrl-X 随手报");
    pty_keys(pty, "<Ctrl-X>");
    pty_expect(pty, "7 单位");
    pty_expect(pty, "网格 310115007001-G03,网格长 张欣"); /* their only one */
    /* the digit moved on: an Enter out of habit does not pass the place */
    pty_keys(pty, "<3><Enter>3号楼道");
    pty_expect(pty, "网格 310115007001-G02,网格长 许国强");
    /* the help lies over the draft, which is kept with its cursor */
    pty_keys(pty, "<F12>");
    pty_expect(pty, "可用的按键: 随手报");
    pty_expect(pty, "字段名后面的星号");
    pty_refuse(pty, "3号楼道");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "3号楼道");
    pty_keys(pty, "<Enter>二楼堆了纸箱<Ctrl-S>");
    pty_expect(pty, "责任人 许国强");
    assert_in_range(pty_presses(pty), 1, 5 + 2);
    workplace_leave(pty);
    find_case("二楼堆了纸箱", &arena, &matter);
    assert_string_equal(matter.channel, "grid");
    assert_string_equal(matter.place_kind, "stairwell");
    assert_string_equal(matter.place, "3号楼道");
    assert_string_equal(matter.first_contact, "S08");
    arena_release(&arena);
}

/* A visit is found again with the resident, in the lists. */
static void a_resident_shows_the_visits_of_the_household(void **state)
{
    struct pty *pty = workplace_start(40, 120, "S04", chinese);

    (void)state;
    pty_expect(pty, "什么事");
    pty_keys(pty, "<F5>/周美芳<Enter>");
    pty_expect(pty, "139****2208");
    pty_keys(pty, "<1><Tab><Tab><Tab><Tab><Tab>精神不错<Ctrl-S>");
    pty_expect(pty, "见到 周美芳");
    pty_keys(pty, "<F6>4/周美芳");
    pty_expect(pty, "1948-05-17");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "历次走访");
    pty_expect(pty, "精神不错");
    workplace_leave(pty);
}

int main(void)
{
#define AT_WORK(test) cmocka_unit_test_setup(test, workplace_copy)
    const struct CMUnitTest tests[] = {
        AT_WORK(a_visit_costs_six_keys),
        AT_WORK(comes_back_after_a_kill),
        AT_WORK(a_closed_door_is_followed_up_on_the_screen),
        AT_WORK(what_was_typed_stays_until_it_is_recorded),
        AT_WORK(leaving_asks_before_anything_is_lost),
        AT_WORK(only_those_who_may),
        AT_WORK(a_quick_report_costs_four_keys),
        AT_WORK(a_resident_shows_the_visits_of_the_household),
    };

    return cmocka_run_group_tests_name("visits", tests, workplace_make, workplace_remove);
}
