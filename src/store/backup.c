/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/backup.h"

#include "shouwen/base/i18n.h"
#include "shouwen/store/journal.h"
#include "store/backup_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- files --- */

enum status backup_file_new(const char *path, const char *what, struct text *name,
                            struct error *error)
{
    text_clear(name);
    text_addf(name, "%s.%s-XXXXXX", path, what);
    int file = mkstemp(name->at);
    if (file < 0) {
        text_clear(name);
        return error_set(error, STATUS_BROKEN, "", _("can't write beside %s: %s"), path,
                         strerror(errno));
    }
    close(file);
    return STATUS_OK;
}

void backup_file_drop(const struct text *name)
{
    static const char *const ends[] = {"", "-journal", "-wal", "-shm"};
    struct text gone = TEXT_EMPTY;

    for (size_t i = 0; name->length && i < sizeof(ends) / sizeof(ends[0]); i++) {
        text_clear(&gone);
        text_addf(&gone, "%s%s", name->at, ends[i]);
        unlink(gone.at);
    }
    text_release(&gone);
}

static enum status sync_path(const char *path, int flags, struct error *error)
{
    enum status status = STATUS_OK;
    int file = open(path, O_RDONLY | O_CLOEXEC | flags);

    /* some file systems can't sync a folder, and need not */
    bool is_done = file >= 0 && (fsync(file) == 0 || ((flags & O_DIRECTORY) && errno == EINVAL));
    if (!is_done)
        status = error_set(error, STATUS_BROKEN, "", _("can't save %s on the disk: %s"), path,
                           strerror(errno));
    if (file >= 0)
        close(file);
    return status;
}

enum status backup_file_sync(const char *path, struct error *error)
{
    return sync_path(path, 0, error);
}

enum status backup_file_sync_folder(const char *path, struct error *error)
{
    struct text folder = TEXT_EMPTY;
    const char *slash = strrchr(path, '/');

    text_add_bytes(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
    enum status status = sync_path(folder.length ? folder.at : ".", O_DIRECTORY, error);
    text_release(&folder);
    return status;
}

/* Gives the file its name, which nobody else may have taken meanwhile. */
static enum status publish(const char *from, const char *target, struct error *error)
{
    struct stat taken;
    int result = renameat2(AT_FDCWD, from, AT_FDCWD, target, RENAME_NOREPLACE);

    /* network file systems don't know the flag */
    if (result != 0 && errno == EINVAL && lstat(target, &taken) != 0)
        result = rename(from, target);
    if (result != 0)
        return error_set(error, STATUS_BROKEN, "", _("can't make %s: %s"), target, strerror(errno));
    return backup_file_sync_folder(target, error);
}

/* --- making one --- */

/* The copy must open, be sound as a file, and reach at least to where the journal was before. */
static enum status read_back(const char *copy, const struct journal_log *before,
                             struct error *error)
{
    enum status status = STATUS_OK;
    struct db *db = NULL;
    struct journal_log log;
    bool row;

    TRY(db_open(copy, DB_READ, &db, error));
    struct query *query = db_query(db, SQL_BACKUP_QUICK_CHECK);
    TRY(query_step(query, &row, error));
    if (strcmp(query_text(query, 0), "ok") != 0)
        TRY(error_set(error, STATUS_BROKEN, "", "%s", query_text(query, 0)));
    query_reset(query);
    TRY(journal_own_log(db, &log, error));
    if (strcmp(log.name, before->name) != 0 || log.n < before->n)
        TRY(error_set(error, STATUS_BROKEN, "", _("acts are missing")));
done:
    db_close(db);
    return status;
}

enum status backup_make(struct db *db, const char *target, struct error *error)
{
    enum status status = STATUS_OK;
    struct text copy = TEXT_EMPTY;
    struct journal_log log;
    struct error cause;
    struct stat taken;

    if (lstat(target, &taken) == 0)
        return error_set(error, STATUS_BROKEN, "", _("%s exists already and is left as it is"),
                         target);
    TRY(journal_own_log(db, &log, error));
    TRY(backup_file_new(target, "part", &copy, error));
    TRY(db_copy(db, copy.at, error));
    TRY(backup_file_sync(copy.at, error));
    if (read_back(copy.at, &log, &cause) != STATUS_OK)
        TRY(error_set(error, STATUS_BROKEN, "", _("the copy %s can't be read back: %s"), target,
                      cause.message));
    TRY(publish(copy.at, target, error));
    text_clear(&copy);
done:
    backup_file_drop(&copy);
    text_release(&copy);
    return status;
}
