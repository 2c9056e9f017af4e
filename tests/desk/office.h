/* SPDX-License-Identifier: MIT */
/* office: a station file with its people and lists, for the tests of the desk floor: node
 * 310115007001, Monday 2026-11-23 at 10:42, everything in a folder of its own. S01 陆伟 and S02 at
 * the desk, S03 陈静 and S04 张欣 (leads G03) social workers, S05 王建国 the secretary, S06 金琳
 * in the evening, S07 孙磊 away until 11-28 with S03 as cover, S10 a grid member, S12 the
 * administrator, S13 left, T01 the street's dispatcher, U01 a clerk. */
#ifndef SHOUWEN_TESTS_DESK_OFFICE_H
#define SHOUWEN_TESTS_DESK_OFFICE_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/act.h"
#include "shouwen/domain/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define OFFICE_NODE "310115007001"

struct office {
    char folder[64];
    char path[96], config[96];
    struct desk *desk;
    struct arena arena;
};
extern struct office office; /* the one of the test that runs */
extern struct error error;   /* of the last call */

/* cmocka setups and their teardown. office_empty: a folder with an empty settings file and nothing
 * else; office_open: the station above, S12 signed in. */
int office_empty(void **state);
int office_open(void **state);
int office_close(void **state);

void must(enum status status);
/* It must be that status, with part in its sentence. */
void fails(enum status status, enum status expected, const char *part);

/* A path in the folder, in the office's arena. */
const char *office_path(const char *name);
void office_write(const char *name, const char *content);
/* A file's bytes; fails the test if it is not there. */
void office_read(const char *path, struct text *out);
/* How many things lie in the folder. */
int office_count(void);
/* Settings as the file's lines; the desk is closed and opened anew with them. */
void office_set(const char *settings);
/* Rows of a kind, with their headings, imported; nothing may be refused. */
void office_import(enum record_kind kind, const char *csv);

void office_as(const char *staff_id); /* signs a person in */
/* Opens a case as somebody, fields as "name=李桂珍", ended by NULL; its number. */
const char *office_take(const char *by, const char *subject, ...);
/* Records an act of somebody on a case, fields as above. */
enum status office_act(const char *by, const char *number, const char *word, ...) MUST_CHECK;
/* "2026-11-25T15:00" as an act's field has it: milliseconds. */
const char *office_until(const char *time);
void office_at(const char *time); /* sets the clock */

#endif
