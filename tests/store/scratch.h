/* SPDX-License-Identifier: MIT */
/* scratch: what the test programs of the store share: a folder of their own and what lies in it,
 * and the last error. */
#ifndef SHOUWEN_TESTS_STORE_SCRATCH_H
#define SHOUWEN_TESTS_STORE_SCRATCH_H

#include "shouwen/base/error.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static struct error error;

static inline void assert_ok(enum status status)
{
    if (status != STATUS_OK)
        fail_msg("%s", error.message);
}

static inline void assert_fails(enum status status, enum status expected, const char *part)
{
    assert_int_equal(status, expected);
    assert_int_equal(error.kind, expected);
    if (!strstr(error.message, part))
        fail_msg("\"%s\" is not in \"%s\"", part, error.message);
}

static char scratch_folder[] = "/tmp/shouwen-store-XXXXXX";

static inline void scratch_start(void)
{
    if (!mkdtemp(scratch_folder)) {
        perror(scratch_folder);
        exit(1);
    }
}

/* The path of a name in the folder; of the last four calls each is still valid. */
static inline const char *scratch(const char *name)
{
    static char paths[4][300];
    static unsigned next;
    char *path = paths[next++ % 4];

    snprintf(path, sizeof(paths[0]), "%s/%s", scratch_folder, name);
    return path;
}

/* How many things are in the folder. */
static inline int scratch_count(void)
{
    DIR *folder = opendir(scratch_folder);
    int count = 0;

    while (folder && readdir(folder))
        count++;
    closedir(folder);
    return count - 2;
}

/* Removes everything in the folder; returns how many things were there. */
static inline int scratch_empty(void)
{
    DIR *folder = opendir(scratch_folder);
    struct dirent *entry;
    int count = 0;

    while (folder && (entry = readdir(folder))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (unlink(scratch(entry->d_name)) != 0)
            rmdir(scratch(entry->d_name));
        count++;
    }
    if (folder)
        closedir(folder);
    return count;
}

static inline void scratch_end(void)
{
    scratch_empty();
    rmdir(scratch_folder);
}

/* The two for a whole group of tests. */
static inline int scratch_prepare(void **state)
{
    (void)state;
    scratch_start();
    return 0;
}

static inline int scratch_finish(void **state)
{
    (void)state;
    scratch_end();
    return 0;
}

static inline void scratch_write(const char *path, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

/* The whole file in memory of its own. */
static inline unsigned char *scratch_read(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    struct stat kind;

    if (!file || fstat(fileno(file), &kind) != 0) {
        perror(path);
        exit(1);
    }
    unsigned char *bytes = malloc((size_t)kind.st_size + 1);
    *length = fread(bytes, 1, (size_t)kind.st_size, file);
    fclose(file);
    return bytes;
}

#endif
