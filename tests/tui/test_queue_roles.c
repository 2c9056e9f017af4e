/* SPDX-License-Identifier: MIT */
/* Each role on the real program: what they see first, and the queue that is theirs, on a usual and
 * on a large terminal. */
#include "config.h"

#include "workplace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};

static const struct {
    const char *staff, *own, *also; /* the tab that F4 opens, and another one of theirs */
    bool has_own_line;              /* their own queue is the first line of the day's view */
} roles[] = {
    {"S01", "[1 我的", "今天到期", false},  {"S08", "[1 网格 G01", "我的", true},
    {"S05", "[1 兜底", "未开始办理", true}, {"T01", "[1 镇街待分派", "已分派", true},
    {"U01", "[1 本部门", "部门时限", true}, {"V01", "[1 已督办", "分派有争议", true},
};

static void see(int rows, int columns)
{
    for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
        struct pty *pty = workplace_start(rows, columns, roles[i].staff, chinese);
        pty_expect(pty, "今天(上移");
        if (roles[i].has_own_line) {
            pty_expect(pty, "F4 1");
            pty_keys(pty, "<Up><Enter>");
        } else {
            pty_keys(pty, "<F4>");
        }
        pty_expect(pty, roles[i].own);
        pty_expect(pty, roles[i].also);
        pty_expect(pty, "查询码");
        pty_keys(pty, "<q>");
        pty_expect(pty, "今天(上移");
        workplace_leave(pty);
    }
}

static void opens_on_ones_own_queue(void **state)
{
    (void)state;
    see(24, 80);
}

static void a_large_terminal_shows_more(void **state)
{
    (void)state;
    see(40, 120);
    struct pty *pty = workplace_start(40, 120, "S01", chinese);
    pty_expect(pty, "今天(上移");
    pty_keys(pty, "<F4><2>");
    pty_expect(pty, "办理类别");
    pty_expect(pty, "催办");
    pty_resize(pty, 24, 60);
    pty_refuse(pty, "办理类别");
    pty_expect(pty, "事由");
    workplace_leave(pty);
}

static void the_days_view_leads_to_its_lists(void **state)
{
    (void)state;
    struct pty *pty = workplace_start(24, 80, "S01", chinese);
    pty_expect(pty, "超期");
    pty_expect(pty, "外出:");
    pty_keys(pty, "<Up><Enter>");
    pty_expect(pty, "[7 超期 2]");
    pty_keys(pty, "<q>");
    pty_expect(pty, "今天(上移");
    pty_keys(pty, "周美芳");
    pty_refuse(pty, "今天(上移");
    workplace_leave(pty);
}

#define WORK(test) cmocka_unit_test_setup(test, workplace_copy)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORK(opens_on_ones_own_queue),
        WORK(a_large_terminal_shows_more),
        WORK(the_days_view_leads_to_its_lists),
    };

    return cmocka_run_group_tests_name("queue_roles", tests, workplace_make, workplace_remove);
}
