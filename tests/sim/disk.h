/* SPDX-License-Identifier: MIT */
/* disk: the disk of the machine that is at work, under SQLite and the program: it may fill up, or
 * the machine stops at the n-th write, and what was not synced until then may be lost, all of it or
 * any part. What a step does with a carrier counts as a write as well. */
#ifndef SHOUWEN_TESTS_SIM_DISK_H
#define SHOUWEN_TESTS_SIM_DISK_H

#include <stdbool.h>
#include <stddef.h>

void disk_install(void);
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

/* Whole files; both say what went wrong and stop the program. */
unsigned char *disk_read(const char *path, size_t *length); /* for free() */
void disk_write(const char *path, const void *bytes, size_t length);

#endif
