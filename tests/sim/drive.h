/* SPDX-License-Identifier: MIT */
/* drive: the files of SQLite in this process's memory, with what it asks of a system: locks, the
 * WAL's index that connections share, and disk.h under each change. A process that forks has all of
 * them as they are. A database has a byte on a real disk too, where the product looks whether it is
 * there. */
#ifndef SHOUWEN_TESTS_SIM_DRIVE_H
#define SHOUWEN_TESTS_SIM_DRIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct drive_file {
    char path[320];
    bool is_there; /* by its name; who has it open may go on */
    unsigned char *bytes;
    size_t length, room;
    int users;
    struct drive_locks *locks;
};

/* Is what SQLite opens files with from here on. */
void drive_install(void);
/* NULL: there is none. */
struct drive_file *drive_find(const char *path);
/* Puts bytes there, whatever was there; nobody has it open. */
void drive_put(const char *path, const void *bytes, size_t length);
void drive_remove(const char *path);
/* What SQLite does with an open file. */
void drive_write(struct drive_file *file, const void *bytes, size_t length, size_t at);
void drive_set_length(struct drive_file *file, size_t length);

#endif
