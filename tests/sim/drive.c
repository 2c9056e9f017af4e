/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "drive.h"

#include "disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

enum { FILES_MOST = 64, REGIONS_MOST = 64, SECTOR = 4096 };

/* Of all connections to one file. */
struct drive_locks {
    int shared;
    const void *reserved, *pending, *exclusive; /* by which connection; NULL: by none */
    int readers[SQLITE_SHM_NLOCK];
    const void *writers[SQLITE_SHM_NLOCK];
    void *regions[REGIONS_MOST];
    int mapped; /* connections that have the index */
};

/* What the library sees of it. */
struct connection {
    sqlite3_file base;
    struct drive_file *file;
    int level;
    unsigned reads; /* bits of the index's locks */
    bool is_mapped, goes_when_closed;
};

static struct drive_file files[FILES_MOST];

/* --- files --- */

struct drive_file *drive_find(const char *path)
{
    for (size_t i = 0; path && i < FILES_MOST; i++)
        if (files[i].is_there && strcmp(files[i].path, path) == 0)
            return &files[i];
    return NULL;
}

static struct drive_file *make(const char *path)
{
    struct drive_file *file = files;

    while (file->is_there || file->users)
        if (++file == files + FILES_MOST)
            abort();
    snprintf(file->path, sizeof(file->path), "%s", path ? path : "");
    file->is_there = true;
    file->length = 0;
    if (!file->locks)
        file->locks = malloc(sizeof(*file->locks));
    memset(file->locks, 0, sizeof(*file->locks));
    return file;
}

void drive_set_length(struct drive_file *file, size_t length)
{
    if (length > file->room) {
        file->room = 2 * length + SECTOR;
        file->bytes = realloc(file->bytes, file->room);
    }
    if (length > file->length)
        memset(file->bytes + file->length, 0, length - file->length);
    file->length = length;
}

void drive_write(struct drive_file *file, const void *bytes, size_t length, size_t at)
{
    if (at + length > file->length)
        drive_set_length(file, at + length);
    if (length)
        memcpy(file->bytes + at, bytes, length);
}

/* The product asks the system whether a database is there. */
static void mark(const char *path)
{
    FILE *file = fopen(path, "we");

    if (!file || fputc('.', file) == EOF || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

void drive_put(const char *path, const void *bytes, size_t length)
{
    struct drive_file *file = drive_find(path);

    if (!file)
        file = make(path);
    drive_set_length(file, length);
    drive_write(file, bytes, length, 0);
    mark(path);
}

void drive_remove(const char *path)
{
    struct drive_file *file = drive_find(path);

    if (file)
        file->is_there = false;
}

/* --- what the library does with a file --- */

static struct connection *connection_of(sqlite3_file *file)
{
    return (struct connection *)file;
}

static int unlock(sqlite3_file *base, int level);
static int unmap(sqlite3_file *base, int goes);

static int close_it(sqlite3_file *base)
{
    struct connection *connection = connection_of(base);

    unlock(base, SQLITE_LOCK_NONE);
    unmap(base, 0);
    connection->file->users--;
    if (connection->goes_when_closed)
        connection->file->is_there = false;
    return SQLITE_OK;
}

static int read_it(sqlite3_file *base, void *into, int amount, sqlite3_int64 at)
{
    const struct drive_file *file = connection_of(base)->file;
    size_t from = (size_t)at, length = (size_t)amount;
    size_t found = from >= file->length ? 0 : file->length - from;

    if (found > length)
        found = length;
    if (found)
        memcpy(into, file->bytes + from, found);
    memset((char *)into + found, 0, length - found);
    return found == length ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int write_it(sqlite3_file *base, const void *bytes, int amount, sqlite3_int64 at)
{
    struct drive_file *file = connection_of(base)->file;

    switch (disk_write_comes(file, bytes, (size_t)amount, (size_t)at)) {
    case DISK_FULL:
        return SQLITE_FULL;
    case DISK_STOPPED:
        return SQLITE_IOERR_WRITE;
    case DISK_SOUND:
        break;
    }
    drive_write(file, bytes, (size_t)amount, (size_t)at);
    return SQLITE_OK;
}

static int truncate_it(sqlite3_file *base, sqlite3_int64 length)
{
    struct drive_file *file = connection_of(base)->file;

    if (disk_write_comes(file, NULL, 0, (size_t)length) != DISK_SOUND)
        return SQLITE_IOERR_TRUNCATE;
    drive_set_length(file, (size_t)length);
    return SQLITE_OK;
}

static int sync_it(sqlite3_file *base, int flags)
{
    (void)flags;
    return disk_sync_comes(connection_of(base)->file) ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

static int size_of(sqlite3_file *base, sqlite3_int64 *size)
{
    *size = (sqlite3_int64)connection_of(base)->file->length;
    return SQLITE_OK;
}

/* --- locks, as the library's documents of its interface say --- */

static int lock(sqlite3_file *base, int level)
{
    struct connection *connection = connection_of(base);
    struct drive_locks *locks = connection->file->locks;
    bool is_reader = connection->level >= SQLITE_LOCK_SHARED;

    if (level <= connection->level)
        return SQLITE_OK;
    if (!is_reader) {
        if (locks->pending || locks->exclusive)
            return SQLITE_BUSY;
        locks->shared++;
        connection->level = SQLITE_LOCK_SHARED;
    }
    if (level == SQLITE_LOCK_RESERVED) {
        if (locks->reserved)
            return SQLITE_BUSY;
        locks->reserved = connection;
    }
    if (level == SQLITE_LOCK_EXCLUSIVE) {
        if ((locks->reserved && locks->reserved != connection) ||
            (locks->pending && locks->pending != connection))
            return SQLITE_BUSY;
        locks->pending = connection;
        connection->level = SQLITE_LOCK_PENDING;
        if (locks->shared > 1)
            return SQLITE_BUSY;
        locks->exclusive = connection;
    }
    connection->level = level;
    return SQLITE_OK;
}

static int unlock(sqlite3_file *base, int level)
{
    struct connection *connection = connection_of(base);
    struct drive_locks *locks = connection->file->locks;

    if (connection->level <= level)
        return SQLITE_OK;
    if (locks->reserved == connection)
        locks->reserved = NULL;
    if (locks->pending == connection)
        locks->pending = NULL;
    if (locks->exclusive == connection)
        locks->exclusive = NULL;
    if (level == SQLITE_LOCK_NONE)
        locks->shared--;
    connection->level = level;
    return SQLITE_OK;
}

static int check_reserved(sqlite3_file *base, int *is_locked)
{
    const struct drive_locks *locks = connection_of(base)->file->locks;

    *is_locked = locks->reserved || locks->pending || locks->exclusive;
    return SQLITE_OK;
}

static int control(sqlite3_file *base, int what, void *argument)
{
    (void)base;
    (void)what;
    (void)argument;
    return SQLITE_NOTFOUND;
}

static int sector_size(sqlite3_file *base)
{
    (void)base;
    return SECTOR;
}

static int characteristics(sqlite3_file *base)
{
    (void)base;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE; /* as the system's */
}

/* --- the index of a WAL --- */

static int map(sqlite3_file *base, int region, int size, int extends, void volatile **out)
{
    struct connection *connection = connection_of(base);
    struct drive_locks *locks = connection->file->locks;

    *out = NULL;
    if (region >= REGIONS_MOST)
        return SQLITE_NOMEM;
    locks->mapped += !connection->is_mapped;
    connection->is_mapped = true;
    if (!locks->regions[region] && extends)
        locks->regions[region] = calloc(1, (size_t)size);
    *out = locks->regions[region];
    return SQLITE_OK;
}

static bool may_lock(const struct connection *connection, int slot, bool is_shared)
{
    const struct drive_locks *locks = connection->file->locks;
    int mine = (int)(connection->reads >> slot & 1);

    if (locks->writers[slot] && locks->writers[slot] != connection)
        return false;
    return is_shared || locks->readers[slot] == mine;
}

static int lock_index(sqlite3_file *base, int from, int count, int flags)
{
    struct connection *connection = connection_of(base);
    struct drive_locks *locks = connection->file->locks;
    bool is_shared = flags & SQLITE_SHM_SHARED;

    for (int slot = from; flags & SQLITE_SHM_LOCK && slot < from + count; slot++)
        if (!may_lock(connection, slot, is_shared))
            return SQLITE_BUSY;
    for (int slot = from; slot < from + count; slot++) {
        unsigned bit = 1u << slot;
        if (!is_shared) {
            if (flags & SQLITE_SHM_LOCK)
                locks->writers[slot] = connection;
            else if (locks->writers[slot] == connection)
                locks->writers[slot] = NULL;
        } else if (!(connection->reads & bit) == !!(flags & SQLITE_SHM_LOCK)) {
            locks->readers[slot] += flags & SQLITE_SHM_LOCK ? 1 : -1;
            connection->reads ^= bit;
        }
    }
    return SQLITE_OK;
}

static void barrier(sqlite3_file *base)
{
    (void)base;
}

static int unmap(sqlite3_file *base, int goes)
{
    struct connection *connection = connection_of(base);
    struct drive_locks *locks = connection->file->locks;

    (void)goes; /* nobody is left to whom it would be of use */
    if (!connection->is_mapped)
        return SQLITE_OK;
    connection->is_mapped = false;
    lock_index(base, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
    lock_index(base, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
    for (int i = 0; !--locks->mapped && i < REGIONS_MOST; i++) {
        free(locks->regions[i]);
        locks->regions[i] = NULL;
    }
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close_it,
    .xRead = read_it,
    .xWrite = write_it,
    .xTruncate = truncate_it,
    .xSync = sync_it,
    .xFileSize = size_of,
    .xLock = lock,
    .xUnlock = unlock,
    .xCheckReservedLock = check_reserved,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = map,
    .xShmLock = lock_index,
    .xShmBarrier = barrier,
    .xShmUnmap = unmap,
};

/* --- all files --- */

static int open_it(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags,
                   int *out_flags)
{
    struct drive_file *file = drive_find(path);

    (void)vfs;
    base->pMethods = NULL;
    /* the product makes a database's file, empty, before the library opens it */
    if (!file && flags & SQLITE_OPEN_MAIN_DB)
        mark(path);
    if (!file)
        file = make(path);
    file->users++;
    *connection_of(base) = (struct connection){
        .base.pMethods = &methods,
        .file = file,
        .goes_when_closed = flags & SQLITE_OPEN_DELETEONCLOSE,
    };
    if (out_flags)
        *out_flags = flags;
    return SQLITE_OK;
}

static int delete_it(sqlite3_vfs *vfs, const char *path, int is_synced)
{
    (void)vfs;
    (void)is_synced;
    if (disk_is_stopped())
        return SQLITE_IOERR_DELETE;
    if (!drive_find(path))
        return SQLITE_IOERR_DELETE_NOENT;
    disk_file_goes(drive_find(path));
    drive_remove(path);
    return SQLITE_OK;
}

static int access_it(sqlite3_vfs *vfs, const char *path, int flags, int *can)
{
    const struct drive_file *file = drive_find(path);

    (void)vfs;
    *can = file && (flags != SQLITE_ACCESS_EXISTS || file->length);
    return SQLITE_OK;
}

static int whole_path(sqlite3_vfs *vfs, const char *path, int room, char *out)
{
    (void)vfs;
    snprintf(out, (size_t)room, "%s", path);
    return SQLITE_OK;
}

void drive_install(void)
{
    static sqlite3_vfs vfs;

    /* as the product does before it opens its first file, which comes too late now */
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
    vfs = *sqlite3_vfs_find("unix");
    vfs.pNext = NULL;
    vfs.zName = "drive";
    vfs.szOsFile = (int)sizeof(struct connection);
    vfs.xOpen = open_it;
    vfs.xDelete = delete_it;
    vfs.xAccess = access_it;
    vfs.xFullPathname = whole_path;
    sqlite3_vfs_register(&vfs, 1);
}
