/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "disk.h"

#include "dice.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <sqlite3.h>

enum { FILES_MOST = 8, PATH_MOST = 300 };

/* A write since the last sync, or a new length (bytes NULL). */
struct change {
    off_t at;
    size_t length;
    unsigned char *bytes;
};

/* A file as it was when it was synced last, and what was written since. */
struct unsynced {
    char path[PATH_MOST];
    ino_t number;
    unsigned char *was;
    size_t length;
    struct change *changes;
    size_t count, room;
};

static enum { SOUND, STOPS, FILLS } mode;
static bool is_over; /* it has stopped, or is full */
static int writes_left;
static struct unsynced files[FILES_MOST];
static size_t file_count;

/* --- what is not synced --- */

static struct unsynced *find(int file)
{
    struct stat kind;

    if (fstat(file, &kind) != 0)
        return NULL;
    for (size_t i = 0; i < file_count; i++)
        if (files[i].number == kind.st_ino)
            return &files[i];
    return NULL;
}

static void forget(struct unsynced *one)
{
    for (size_t i = 0; i < one->count; i++)
        free(one->changes[i].bytes);
    free(one->changes);
    free(one->was);
    *one = files[--file_count];
}

static struct unsynced *remember(int file)
{
    struct unsynced *one = find(file);
    char link[64];
    struct stat kind;

    if (one || file_count == FILES_MOST || fstat(file, &kind) != 0)
        return one;
    one = &files[file_count++];
    *one = (struct unsynced){.number = kind.st_ino};
    snprintf(link, sizeof(link), "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, one->path, PATH_MOST - 1);
    one->path[length > 0 ? length : 0] = '\0';
    one->was = disk_read(one->path, &one->length);
    return one;
}

static void note(int file, const void *bytes, size_t length, off_t at)
{
    struct unsynced *one = mode == STOPS ? remember(file) : NULL;

    if (!one)
        return;
    if (one->count == one->room) {
        one->room = 2 * one->room + 8;
        one->changes = realloc(one->changes, one->room * sizeof(*one->changes));
    }
    struct change *change = &one->changes[one->count++];
    *change = (struct change){.at = at, .length = length};
    if (bytes) {
        change->bytes = malloc(length + 1);
        memcpy(change->bytes, bytes, length);
    }
}

static void redo(int file, const struct change *change)
{
    ssize_t done = 0;

    if (!change->bytes)
        done = ftruncate(file, change->at);
    else
        done = pwrite(file, change->bytes, change->length, change->at);
    if (done < 0)
        abort();
}

/* The disk writes in its own order and loses some; a lost write may be the middle one of three. */
static void lose(const struct unsynced *one)
{
    uint64_t kept_in = dice_below(4); /* of 3: none, some, most, all */
    int file;

    if (access(one->path, F_OK) != 0)
        return;
    disk_write(one->path, one->was, one->length);
    file = open(one->path, O_WRONLY | O_CLOEXEC);
    for (size_t i = 0; file >= 0 && i < one->count; i++)
        if (dice_below(3) < kept_in)
            redo(file, &one->changes[i]);
    close(file);
}

/* --- writing --- */

bool disk_is_stopped(void)
{
    return mode == STOPS && is_over;
}

bool disk_is_faulty(void)
{
    return is_over;
}

bool disk_may_write(void)
{
    if (mode != SOUND && --writes_left <= 0)
        is_over = true;
    return !disk_is_stopped();
}

static bool refuse(int cause)
{
    errno = cause;
    return false;
}

static bool may_write(void)
{
    if (mode == SOUND)
        return true;
    if (!disk_may_write())
        return refuse(EIO);
    return is_over ? refuse(ENOSPC) : true;
}

static ssize_t sim_pwrite(int file, const void *bytes, size_t length, off_t at)
{
    if (!may_write())
        return -1;
    note(file, bytes, length, at);
    return pwrite(file, bytes, length, at);
}

static int sim_ftruncate(int file, off_t length)
{
    if (!may_write())
        return -1;
    note(file, NULL, 0, length);
    return ftruncate(file, length);
}

static int sim_unlink(const char *path)
{
    return disk_is_stopped() ? (errno = EIO, -1) : unlink(path);
}

/* The library calls these two by name. */
int fdatasync(int file)
{
    struct unsynced *one;

    if (mode == SOUND)
        return 0;
    if (!disk_may_write()) {
        errno = EIO;
        return -1;
    }
    one = find(file);
    if (one)
        forget(one);
    return 0;
}

int fsync(int file)
{
    return fdatasync(file);
}

/* --- faults --- */

void disk_install(void)
{
    static const struct {
        const char *name;
        sqlite3_syscall_ptr call;
    } calls[] = {{"pwrite", (sqlite3_syscall_ptr)sim_pwrite},
                 {"pwrite64", (sqlite3_syscall_ptr)sim_pwrite},
                 {"ftruncate", (sqlite3_syscall_ptr)sim_ftruncate},
                 {"unlink", (sqlite3_syscall_ptr)sim_unlink}};
    sqlite3_vfs *vfs;

    /* as the product does before it opens its first file, which comes too late now */
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
    vfs = sqlite3_vfs_find("unix");

    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
        vfs->xSetSystemCall(vfs, calls[i].name, calls[i].call);
}

void disk_stop_at(int n)
{
    mode = STOPS;
    is_over = false;
    writes_left = n;
}

void disk_full_at(int n)
{
    mode = FILLS;
    is_over = false;
    writes_left = n;
}

bool disk_mend(void)
{
    bool came = is_over;

    for (size_t i = 0; disk_is_stopped() && i < file_count; i++)
        lose(&files[i]);
    while (file_count)
        forget(&files[0]);
    mode = SOUND;
    is_over = false;
    return came;
}

/* --- whole files --- */

static FILE *open_or_stop(const char *path, const char *how)
{
    FILE *file = fopen(path, how);

    if (!file) {
        perror(path);
        exit(2);
    }
    return file;
}

unsigned char *disk_read(const char *path, size_t *length)
{
    FILE *file = open_or_stop(path, "rb");
    struct stat kind;

    fstat(fileno(file), &kind);
    unsigned char *bytes = malloc((size_t)kind.st_size + 1);
    *length = fread(bytes, 1, (size_t)kind.st_size, file);
    fclose(file);
    return bytes;
}

void disk_write(const char *path, const void *bytes, size_t length)
{
    FILE *file = open_or_stop(path, "wb");

    if (fwrite(bytes, 1, length, file) != length || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}
