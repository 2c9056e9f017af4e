/* SPDX-License-Identifier: MIT */
/* A commit's pages go to the WAL in one write. The library writes each page, and 24 bytes before
 * it, on its own: of an act that changes thirty pages this is a quarter of the processor's time.
 * Held back is only what COMMIT itself writes, while it has the lock of writers, and only until the
 * frame that ends the transaction: before others can know of it, it is written, and the library
 * syncs it as ever. While a long list comes in, so are the pages that have to leave the memory
 * before: nobody reads them but this connection, for which they are written. */
#include "config.h"

#include "store/db_inside.h"

#include <string.h>

/* FRAME_HEAD: before each page (sqlite.org/fileformat.html, "WAL file format"); its bytes 4 to 7
 * are 0 unless the frame ends a transaction. HELD_MOST: 31 pages and their heads, as the library's
 * files write less than 128 KB at once. */
enum { FRAME_HEAD = 24, END_AT = 4, END_BYTES = 4, HELD_MOST = 31 * (4096 + FRAME_HEAD) };

struct wal_file {
    sqlite3_file file;  /* what the library sees */
    sqlite3_file *real; /* the system's, behind this struct */
    unsigned char *held;
    int length;
    sqlite3_int64 at; /* where held belongs */
    bool is_holding;
    bool ends; /* the head before says so */
};

static struct wal_file *wal_of(sqlite3_file *file)
{
    return (struct wal_file *)file;
}

static int write_held(struct wal_file *wal)
{
    int length = wal->length;

    /* after a fault the library undoes the transaction: what was held is never written later */
    wal->length = 0;
    return length ? wal->real->pMethods->xWrite(wal->real, wal->held, length, wal->at) : SQLITE_OK;
}

static int wal_close(sqlite3_file *file)
{
    struct wal_file *wal = wal_of(file);

    sqlite3_free(wal->held);
    return wal->real->pMethods->xClose(wal->real);
}

static int wal_read(sqlite3_file *file, void *into, int amount, sqlite3_int64 at)
{
    struct wal_file *wal = wal_of(file);
    bool is_apart = at + amount <= wal->at || at >= wal->at + wal->length;
    int code = wal->length && !is_apart ? write_held(wal) : SQLITE_OK;

    return code == SQLITE_OK ? wal->real->pMethods->xRead(wal->real, into, amount, at) : code;
}

/* True once it has room for the bytes behind those that it has. */
static bool make_room(struct wal_file *wal, int amount, sqlite3_int64 at, int *code)
{
    if (wal->length && (at != wal->at + wal->length || wal->length + amount > HELD_MOST))
        *code = write_held(wal);
    if (*code != SQLITE_OK || amount > HELD_MOST)
        return false;
    if (!wal->held)
        wal->held = sqlite3_malloc(HELD_MOST);
    if (!wal->length)
        wal->at = at;
    return wal->held;
}

static int wal_write(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 at)
{
    static const unsigned char goes_on[END_BYTES];
    struct wal_file *wal = wal_of(file);
    int code = SQLITE_OK;

    if (!wal->is_holding || !make_room(wal, amount, at, &code))
        return code == SQLITE_OK ? wal->real->pMethods->xWrite(wal->real, bytes, amount, at) : code;
    memcpy(wal->held + wal->length, bytes, (size_t)amount);
    wal->length += amount;
    if (amount == FRAME_HEAD) {
        wal->ends = memcmp((const unsigned char *)bytes + END_AT, goes_on, END_BYTES) != 0;
        return SQLITE_OK;
    }
    return wal->ends ? write_held(wal) : SQLITE_OK;
}

static int wal_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct wal_file *wal = wal_of(file);
    int code = write_held(wal);

    return code == SQLITE_OK ? wal->real->pMethods->xTruncate(wal->real, size) : code;
}

static int wal_sync(sqlite3_file *file, int flags)
{
    struct wal_file *wal = wal_of(file);
    int code = write_held(wal);

    return code == SQLITE_OK ? wal->real->pMethods->xSync(wal->real, flags) : code;
}

static int wal_size(sqlite3_file *file, sqlite3_int64 *size)
{
    struct wal_file *wal = wal_of(file);
    int code = write_held(wal);

    return code == SQLITE_OK ? wal->real->pMethods->xFileSize(wal->real, size) : code;
}

static int wal_lock(sqlite3_file *file, int level)
{
    return wal_of(file)->real->pMethods->xLock(wal_of(file)->real, level);
}

static int wal_unlock(sqlite3_file *file, int level)
{
    return wal_of(file)->real->pMethods->xUnlock(wal_of(file)->real, level);
}

static int wal_check_lock(sqlite3_file *file, int *is_locked)
{
    return wal_of(file)->real->pMethods->xCheckReservedLock(wal_of(file)->real, is_locked);
}

static int wal_control(sqlite3_file *file, int what, void *argument)
{
    return wal_of(file)->real->pMethods->xFileControl(wal_of(file)->real, what, argument);
}

static int wal_sector_size(sqlite3_file *file)
{
    return wal_of(file)->real->pMethods->xSectorSize(wal_of(file)->real);
}

static int wal_characteristics(sqlite3_file *file)
{
    return wal_of(file)->real->pMethods->xDeviceCharacteristics(wal_of(file)->real);
}

static const sqlite3_io_methods wal_methods = {
    .iVersion = 1,
    .xClose = wal_close,
    .xRead = wal_read,
    .xWrite = wal_write,
    .xTruncate = wal_truncate,
    .xSync = wal_sync,
    .xFileSize = wal_size,
    .xLock = wal_lock,
    .xUnlock = wal_unlock,
    .xCheckReservedLock = wal_check_lock,
    .xFileControl = wal_control,
    .xSectorSize = wal_sector_size,
    .xDeviceCharacteristics = wal_characteristics,
};

static sqlite3_vfs *usual;

/* Every file but a WAL is the system's own. */
static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                     int *out_flags)
{
    struct wal_file *wal = wal_of(file);

    (void)vfs;
    if (!(flags & SQLITE_OPEN_WAL))
        return usual->xOpen(usual, name, file, flags, out_flags);
    *wal = (struct wal_file){.real = (sqlite3_file *)(wal + 1)};
    int code = usual->xOpen(usual, name, wal->real, flags, out_flags);
    if (code == SQLITE_OK)
        wal->file.pMethods = &wal_methods;
    return code;
}

const char *db_wal_files(void)
{
    static const char name[] = "shouwen";
    static sqlite3_vfs vfs;

    if (usual)
        return name;
    usual = sqlite3_vfs_find(NULL);
    if (!usual)
        return NULL; /* no memory, not even to begin: opening will say so */
    vfs = *usual;
    vfs.pNext = NULL;
    vfs.zName = name;
    vfs.szOsFile = (int)sizeof(struct wal_file) + usual->szOsFile;
    vfs.xOpen = open_file;
    sqlite3_vfs_register(&vfs, 0);
    return name;
}

static struct wal_file *wal_of_db(struct db *db)
{
    sqlite3_file *file = NULL;

    sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
    return file && file->pMethods == &wal_methods ? wal_of(file) : NULL;
}

void db_wal_hold(struct db *db)
{
    struct wal_file *wal = wal_of_db(db);

    if (wal)
        wal->is_holding = true;
}

void db_wal_let_go(struct db *db)
{
    struct wal_file *wal = wal_of_db(db);

    if (!wal)
        return;
    wal->is_holding = wal->ends = false;
    /* something is left only of a transaction that failed or was given up, and others may write
     * there by now */
    wal->length = 0;
}
