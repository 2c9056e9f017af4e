/* SPDX-License-Identifier: MIT */
/* disk: the disk of the machine that is at work, under SQLite and the program: it may fill up, or
 * the machine stops at the n-th write, and what was not synced until then may be lost, all of it or
 * any part. What a step does with a carrier counts as a write as well. */
#ifndef SHOUWEN_TESTS_SIM_DISK_H
#define SHOUWEN_TESTS_SIM_DISK_H

#include "drive.h"

/* The machine stops at the n-th write from here on. */
void disk_stop_at(int n);
/* From the n-th write on nothing finds room any more. */
void disk_full_at(int n);
/* Counts one write; false if it never came about. */
bool disk_may_write(void);
bool disk_is_stopped(void);
bool disk_is_faulty(void); /* stopped or full */
/* Everything works again. After a stop, once no file is open: what was not synced is lost as the
 * dice say. Returns whether the fault came about at all. */
bool disk_mend(void);

/* Before a change of a file: bytes at a place, or (bytes NULL) a new length. */
enum disk_says { DISK_SOUND, DISK_STOPPED, DISK_FULL };
enum disk_says disk_write_comes(struct drive_file *file, const void *bytes, size_t length,
                                size_t at);
/* What was written to it stays; false if it never came about. */
bool disk_sync_comes(const struct drive_file *file);
void disk_file_goes(const struct drive_file *file);

#endif
