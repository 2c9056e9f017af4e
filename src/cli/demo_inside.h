/* SPDX-License-Identifier: MIT */
/* What the parts of the demo's maker share; nobody else includes this. */
#ifndef SHOUWEN_CLI_DEMO_INSIDE_H
#define SHOUWEN_CLI_DEMO_INSIDE_H

#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"
#include "shouwen/desk/desk.h"

/* A folder with nothing in it but what is being made, in a place of its own inside. */
struct demo_folder {
    const char *path;
    struct text making; /* where the files are made */
    size_t made;        /* bytes of path up to the first folder that was not there; 0: all were */
    int fd;             /* locked meanwhile; -1: not taken */
};
/* Makes the folder where it is not there, and the place inside it. STATUS_BROKEN if that cannot be
 * or other things lie there, STATUS_BUSY if another program is at it; demo_folder_leave()
 * afterwards, however it ended. */
MUST_CHECK enum status demo_folder_take(const char *path, struct demo_folder *folder,
                                        struct error *error);
/* Moves what was made into the folder, the station file last. */
MUST_CHECK enum status demo_folder_finish(struct demo_folder *folder, struct error *error);
/* Takes away whatever was not moved, and folders made for nothing. */
void demo_folder_leave(struct demo_folder *folder);

/* A file's content. STATUS_BROKEN names it. */
MUST_CHECK enum status demo_read(const char *path, struct text *content, struct error *error);
/* Adds text with each day or time relative to today (@-5, @0, @+3T15:00) written out; only where
 * '@' begins a cell, a word or an item of a list. */
void demo_write_days(struct text *out, const char *text, int32_t today);
/* Runs the diary's lines up to the present moment, the clock set to each. */
MUST_CHECK enum status demo_play_diary(struct desk *desk, const char *diary, int32_t today,
                                       struct error *error);

#endif
