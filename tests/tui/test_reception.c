/* SPDX-License-Identifier: MIT */
/* Reception on the real program: whole visits, and the keys that they cost. */
#include "config.h"

#include "workplace.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/follow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* A case as it was recorded; its texts are in the arena. */
static struct matter read_case(const char *subject, struct arena *arena)
{
    struct desk *desk = workplace_desk();
    struct matter matter;
    struct error error;

    if (follow_case(desk, workplace_newest(subject), arena, &matter, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    desk_free(desk);
    return matter;
}

static void takes_in_a_known_resident_and_rates(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "zmf");
    pty_expect(pty, "周美芳 女 78岁 5号502");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "139****2208");
    pty_expect(pty, "楼道灯不亮");
    pty_keys(pty, "本子");
    pty_expect(pty, "换发就医记录册(本子)");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "[ ] 社会保障卡或医保卡");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "材料 2 齐了");
    pty_keys(pty, "<9>");
    pty_expect(pty, "您 对 服 务 态 度 满 意 吗");
    pty_refuse(pty, "今天约定");
    pty_keys(pty, "<5>");
    pty_expect(pty, "您 对 服 务 能 力 满 意 吗");
    pty_keys(pty, "<4>");
    pty_expect(pty, "谢 谢 您");
    pty_expect(pty, "评价已记");
    assert_in_range(pty_presses(pty), 1, 10);
    workplace_leave(pty);
    struct matter matter = read_case("换发就医记录册", &arena);
    assert_string_equal(matter.name, "周美芳");
    assert_string_equal(matter.outcome, "solved");
    assert_string_equal(matter.via, "video");
    assert_string_equal(matter.have, "1,2");
    assert_false(matter.is_open);
    assert_int_equal(matter.attitude, 5);
    assert_int_equal(matter.ability, 4);
    assert_string_equal(matter.source, "pressed");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(takes_in_a_known_resident_and_rates, workplace_copy),
    };

    return cmocka_run_group_tests(tests, workplace_make, workplace_remove);
}
