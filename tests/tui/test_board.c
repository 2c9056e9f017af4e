/* SPDX-License-Identifier: MIT */
/* The grid board on a screen, and the queues behind it. */
#include "config.h"

#include "shouwen/tui/screens/board.h"
#include "shouwen/tui/screens/case.h"
#include "shouwen/tui/screens/queue.h"

#include "drive.h"
#include "station.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct screen_kind *const screens[] = {&board_screen, &queue_screen, &case_screen,
                                                    NULL};
static struct drive drive;

static void show(struct station *station, const char *staff, int rows, int columns)
{
    const struct app_config config = {.screens = screens, .context = station->desk};

    station_as(station, staff);
    drive_start(&drive, &config, rows, columns);
}

static void open_in_grid(struct station *station, const char *name, const char *subject)
{
    const char *number = station_open(station, "S01", name, subject, NULL);

    station_act(station, "S01", number, "amend", "field=grid", "grid=310115007001-G03", NULL);
}

static void a_row_opens_its_queue(void **state)
{
    struct station *station = *state;

    open_in_grid(station, "周美芳", "楼道灯不亮");
    open_in_grid(station, "李桂珍", "楼上漏水");
    show(station, "S05", 24, 80);
    drive_expect(&drive, "pending 2  late 0  due today 0  to review 2");
    drive_expect(&drive, "第三网格");
    drive_expect(&drive, "张欣");
    drive_expect(&drive, "in 3 days");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "grid G03");
    drive_expect(&drive, "楼上漏水");
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, "to review 2");
    station_later(4 * 24 * 60);
    app_mark_stale(drive.app);
    drive_expect(&drive, "late 2");
    drive_expect(&drive, "1 day late");
    drive_resize(&drive, 40, 120);
    drive_expect(&drive, "第三网格");
    drive_end(&drive);
}

static void above_a_station_a_row_opens_its_grids(void **state)
{
    struct station *station = *state;

    open_in_grid(station, "周美芳", "楼道灯不亮");
    show(station, "T01", 24, 80);
    drive_expect(&drive, "secretary");
    drive_expect(&drive, "王建国");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "第三网格");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "grid G03");
    drive_keys(&drive, "<Esc><Esc>");
    drive_expect(&drive, "secretary");
    drive_monkey(&drive, 7, 200);
    drive_end(&drive);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, station_set_up, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(a_row_opens_its_queue),
        EACH(above_a_station_a_row_opens_its_grids),
    };

    return cmocka_run_group_tests_name("board_screen", tests, NULL, NULL);
}
