/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "disk.h"

#include "dice.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES_MOST = 8 };

/* A write since the last sync, or a new length (bytes NULL). */
struct change {
    size_t at, length;
    unsigned char *bytes;
};

/* A file as it was when it was synced last, and what was written since. */
struct unsynced {
    struct drive_file *file;
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

static struct unsynced *find(const struct drive_file *file)
{
    for (size_t i = 0; i < file_count; i++)
        if (files[i].file == file)
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

static struct unsynced *remember(struct drive_file *file)
{
    struct unsynced *one = find(file);

    if (one || file_count == FILES_MOST)
        return one;
    one = &files[file_count++];
    *one = (struct unsynced){.file = file, .length = file->length};
    one->was = malloc(one->length + 1);
    if (one->length)
        memcpy(one->was, file->bytes, one->length);
    return one;
}

void disk_file_goes(const struct drive_file *file)
{
    struct unsynced *one = find(file);

    if (one)
        forget(one);
}

static void note(struct drive_file *file, const void *bytes, size_t length, size_t at)
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

/* The disk writes in its own order and loses some; a lost write may be the middle one of three. */
static void lose(const struct unsynced *one)
{
    uint64_t kept_in = dice_below(4); /* of 3: none, some, most, all */

    if (!one->file->is_there)
        return;
    drive_set_length(one->file, one->length);
    drive_write(one->file, one->was, one->length, 0);
    for (size_t i = 0; i < one->count; i++) {
        const struct change *change = &one->changes[i];
        if (dice_below(3) >= kept_in)
            continue;
        if (change->bytes)
            drive_write(one->file, change->bytes, change->length, change->at);
        else
            drive_set_length(one->file, change->at);
    }
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

enum disk_says disk_write_comes(struct drive_file *file, const void *bytes, size_t length,
                                size_t at)
{
    if (mode != SOUND && !disk_may_write())
        return DISK_STOPPED;
    if (is_over)
        return DISK_FULL;
    note(file, bytes, length, at);
    return DISK_SOUND;
}

bool disk_sync_comes(const struct drive_file *file)
{
    struct unsynced *one = find(file);

    if (!disk_may_write())
        return false;
    if (one)
        forget(one);
    return true;
}

/* What the product itself makes sure of. */
int fdatasync(int file)
{
    (void)file;
    if (disk_may_write())
        return 0;
    errno = EIO;
    return -1;
}

int fsync(int file)
{
    return fdatasync(file);
}

/* --- faults --- */

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
