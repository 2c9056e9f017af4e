/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "store/db_inside.h"

#include "shouwen/base/i18n.h"

#include <errno.h>
#include <string.h>

enum { SEIZE_MS = 500 };

static bool is_fault_of_target(int code)
{
    int primary = code & 0xff;

    return primary == SQLITE_FULL || primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN ||
           primary == SQLITE_READONLY;
}

static enum status copy(struct db *db, const char *target, struct error *error)
{
    struct query *query = db_query(db, SQL_DB_COPY);

    query_bind_text(query, 1, target);
    enum status status = query_run(query, error);
    int code = sqlite3_extended_errcode(db->handle), cause = sqlite3_system_errno(db->handle);
    if (status != STATUS_OK && is_fault_of_target(code))
        error_set(error, status, "", _("can't copy %s to %s: %s"), db->path, target,
                  (code & 0xff) == SQLITE_FULL ? strerror(ENOSPC)
                  : cause                      ? strerror(cause)
                                               : sqlite3_errmsg(db->handle));
    return status;
}

enum status db_copy(struct db *db, const char *target, struct error *error)
{
    enum status status = STATUS_OK;

    if (db->mode != DB_READ)
        return copy(db, target, error);
    TRY(db_run_script(db, SQL_DB_COPY_ALLOW, error));
    status = copy(db, target, error);
    enum status again = db_run_script(db, SQL_DB_COPY_FORBID, status == STATUS_OK ? error : NULL);
    if (status == STATUS_OK)
        status = again;
done:
    return status;
}

enum status db_seize(struct db *db, struct error *error)
{
    /* long enough for who only looks something up; who works with the file stays */
    db->busy_ms = SEIZE_MS;
    db->is_committing = true; /* changing the journal mode writes to the file */
    enum status status = db_run_script(db, SQL_DB_SEIZE, error);
    db->is_committing = false;
    if (status != STATUS_OK)
        sqlite3_exec(db->handle, sql_text[SQL_DB_SEIZE_GIVE_UP], NULL, NULL, NULL);
    return status;
}
