/* SPDX-License-Identifier: MIT */
/* station: a station file with its people, for the tests of the screens: node 310115007001, on
 * Monday 2026-11-23 at 10:42. S01 陆伟 and S02 at the desk, S03 陈静 and S04 张欣 (leads G03) social
 * workers, S05 王建国 the secretary, S07 away with S03 as cover, S12 the administrator, T01 the
 * street's dispatcher, U01 the clerk of 310115-fgj (nobody signs in at 310115007-pab), V01 the
 * supervisor; residents, and the service item YB01 with three materials, S03's duty. */
#ifndef SHOUWEN_TESTS_TUI_STATION_H
#define SHOUWEN_TESTS_TUI_STATION_H

#include "shouwen/desk/desk.h"

#define STATION_NODE "310115007001"

struct station {
    char folder[64];
    char path[96], config[96];
    struct desk_options options;
    struct desk *desk;  /* the one under test */
    struct desk *other; /* another program's, that the functions below record with */
    struct arena arena;
};

/* cmocka setup and teardown; *state is the struct station. Nobody is signed in. */
int station_set_up(void **state);
int station_tear_down(void **state);

/* Signs a person in. */
void station_as(struct station *station, const char *staff_id);
/* Opens a case as somebody; its number lives as long as the station. */
const char *station_open(struct station *station, const char *by, const char *name,
                         const char *subject, const char *service);
/* Records an act of somebody on a case; fields as "to=S03" or "reason=..", ended by NULL. */
void station_act(struct station *station, const char *by, const char *number, const char *act, ...);
/* Opens so many cases at once, "事由 1" the oldest; one a minute. */
void station_fill(struct station *station, int count);
/* "until=..." for the end of a day, into out[32]. */
char *station_until(int32_t day, char *out);
/* From today on somebody is away, and another one covers. */
void station_away(struct station *station, const char *staff_id, const char *cover);
/* Sets the clock so many minutes on. */
void station_later(int minutes);

#endif
