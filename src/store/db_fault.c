/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "store/db_inside.h"

#include "shouwen/base/i18n.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum detail { NOTHING, STATEMENT, ERRNO, ENGINE };

/* Extended codes stand before the primary ones that they belong to. Each sentence gets the file and
 * a detail, which it may leave out. */
static const struct {
    int code;
    enum status kind;
    enum detail detail;
    const char *sentence;
} faults[] = {
    {SQLITE_CONSTRAINT_COMMITHOOK, STATUS_BROKEN, STATEMENT,
     N_("a write to %s outside of a transaction was refused (%s)")},
    {SQLITE_CONSTRAINT_UNIQUE, STATUS_CONFLICT, ENGINE, N_("%s holds this already: %s")},
    {SQLITE_CONSTRAINT_PRIMARYKEY, STATUS_CONFLICT, ENGINE, N_("%s holds this already: %s")},
    {SQLITE_CONSTRAINT_ROWID, STATUS_CONFLICT, ENGINE, N_("%s holds this already: %s")},
    {SQLITE_CONSTRAINT, STATUS_INVALID, ENGINE, N_("%s can't hold this value: %s")},
    {SQLITE_BUSY, STATUS_BUSY, NOTHING,
     N_("%s is in use by another program; try again in a moment")},
    {SQLITE_LOCKED, STATUS_BUSY, NOTHING,
     N_("%s is in use by another program; try again in a moment")},
    {SQLITE_INTERRUPT, STATUS_BUSY, NOTHING,
     N_("looking something up in %s was stopped before it was done")},
    {SQLITE_FULL, STATUS_BROKEN, NOTHING,
     N_("the disk with %s is full: nothing was saved; make room and try again")},
    {SQLITE_READONLY, STATUS_BROKEN, NOTHING,
     N_("nothing was saved: %s or its folder is read-only")},
    {SQLITE_IOERR, STATUS_BROKEN, ERRNO,
     N_("the disk with %s reports a fault: %s; nothing more is saved until it is mended")},
    {SQLITE_CANTOPEN, STATUS_BROKEN, ERRNO, N_("can't open %s: %s")},
    {SQLITE_PERM, STATUS_BROKEN, ERRNO, N_("can't open %s: %s")},
    {SQLITE_AUTH, STATUS_BROKEN, ERRNO, N_("can't open %s: %s")},
    {SQLITE_NOTADB, STATUS_BROKEN, NOTHING, N_("%s is not a station file")},
    {SQLITE_CORRUPT, STATUS_BROKEN, ENGINE,
     N_("%s is damaged (%s): restore the newest backup with shouwen restore")},
    {SQLITE_NOMEM, STATUS_BROKEN, NOTHING, N_("there is not enough memory to work with %s")},
};

enum status db_fault(struct db *db, int code, const char *what, struct error *error)
{
    int cause = db->handle ? sqlite3_system_errno(db->handle) : 0;
    const char *said = db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(code);
    const char *details[] = {
        [NOTHING] = "",
        [STATEMENT] = what,
        [ERRNO] = cause ? strerror(cause) : sqlite3_errstr(code),
        [ENGINE] = said,
    };

    /* what shared memory beside the file has no room for comes as a fault of the disk */
    if ((code & 0xff) == SQLITE_IOERR && (cause == ENOSPC || cause == EDQUOT))
        code = SQLITE_FULL;
    for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
        if (faults[i].code == code || faults[i].code == (code & 0xff))
            return error_set(error, faults[i].kind, "", _(faults[i].sentence), db->path,
                             details[faults[i].detail]);
    return error_set(error, STATUS_BROKEN, "", _("%s: the statement %s failed: %s"), db->path, what,
                     said);
}

_Noreturn void db_bug(const struct db *db, const char *what, const char *detail)
{
    fprintf(stderr, "shouwen: bug: %s: %s: %s\n", db->path, what, detail);
    abort();
}
