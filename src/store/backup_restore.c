/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/store/backup.h"
#include "shouwen/store/journal.h"
#include "store/backup_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- the copy --- */

struct faults {
    struct text first;
    int64_t count;
};

static void count_fault(void *context, const char *sentence)
{
    struct faults *faults = context;

    if (!faults->count++)
        text_add(&faults->first, sentence);
}

/* Checks the copy and makes it a file that programs can work with. */
static enum status check_copy(const char *copy, const char *from, struct journal_log *log,
                              struct error *error)
{
    enum status status = STATUS_OK;
    struct db *db = NULL;
    struct faults faults = {.first = TEXT_EMPTY};
    int64_t act_count;

    TRY(db_open(copy, DB_WRITE, &db, error));
    TRY(journal_verify(db, count_fault, &faults, &act_count, error));
    if (faults.count)
        TRY(error_set(error, STATUS_BROKEN, "",
                      _("%s is not restored: %ld faults were found in it, the first: %s"), from,
                      (long)faults.count, faults.first.at));
    TRY(journal_own_log(db, log, error));
done:
    db_close(db);
    text_release(&faults.first);
    return status;
}

/* Everything is done with a copy of our own: the given file may lie on a stick, and is only read.
 * */
static enum status take_copy(const char *path, const char *from, struct text *copy,
                             struct journal_log *log, struct error *error)
{
    enum status status = STATUS_OK;
    struct db *db = NULL;

    TRY(db_open(from, DB_READ, &db, error));
    TRY(backup_file_new(path, "restore", copy, error));
    TRY(db_copy(db, copy->at, error));
    TRY(check_copy(copy->at, from, log, error));
    TRY(backup_file_sync(copy->at, error));
done:
    db_close(db);
    return status;
}

/* --- the present file --- */

/* What keeps other programs out while names change: a connection that seized the file or, if it
 * can't be opened, a lock on it. */
struct hold {
    struct db *db;
    int file; /* -1: none */
};

static void let_go(struct hold *hold)
{
    db_close(hold->db);
    if (hold->file >= 0)
        close(hold->file);
}

static enum status in_use(const char *path, struct error *error)
{
    return error_set(error, STATUS_BUSY, "",
                     _("%s is open in another program: close it there, then restore again"), path);
}

/* Every program that works with a station file holds a read lock on these bytes, whatever the
 * file's content is like (sqlite.org/fileformat2.html, "The Lock-Byte Page"). */
static enum status lock_damaged(struct hold *hold, const char *path, struct error *error)
{
    struct flock lock = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000, .l_len = 512};

    hold->file = open(path, O_RDWR | O_CLOEXEC);
    if (hold->file < 0)
        return error_set(error, STATUS_BROKEN, "", _("can't open %s: %s"), path, strerror(errno));
    if (fcntl(hold->file, F_OFD_SETLK, &lock) != 0)
        return in_use(path, error);
    return STATUS_OK;
}

static enum status seize(struct hold *hold, const char *path, const char *from,
                         const struct journal_log *log, struct error *error)
{
    struct journal_log present;
    enum status status = db_open(path, DB_WRITE, &hold->db, error);

    if (status == STATUS_OK && journal_own_log(hold->db, &present, error) == STATUS_OK &&
        strcmp(present.name, log->name) != 0)
        return error_set(error, STATUS_REFUSED, "",
                         _("%s is not restored: it belongs to %s, but %s belongs to %s"), from,
                         log->name, path, present.name);
    if (status == STATUS_OK)
        status = db_seize(hold->db, error);
    if (status == STATUS_BUSY)
        return in_use(path, error);
    if (status == STATUS_OK)
        return STATUS_OK;
    db_close(hold->db);
    hold->db = NULL;
    return lock_damaged(hold, path, error);
}

/* --- the change of names --- */

/* Finds a free name for what is at path, and gives it that as a second name if it is there. */
static enum status keep(const char *path, bool is_there, struct text *name, struct error *error)
{
    struct clock_parts now = clock_parts_of(clock_now_at());
    struct stat taken;
    int again = 0;

    do {
        text_clear(name);
        text_addf(name, "%s.before-restore-%04d%02d%02d-%02d%02d%02d", path, now.year, now.month,
                  now.day, now.hour, now.minute, now.second);
        if (again++)
            text_addf(name, "-%d", again);
    } while (lstat(name->at, &taken) == 0);
    if (is_there && link(path, name->at) != 0)
        return error_set(error, STATUS_BROKEN, "",
                         _("can't keep the present %s under another name: %s"), path,
                         strerror(errno));
    return STATUS_OK;
}

/* What SQLite keeps beside the file must be gone before another file gets its name, or it would be
 * read as that one's own. Of a file that was seized only an empty journal is left; a damaged or
 * lost one may have more, which stays with it. */
static enum status move_companions(const char *path, const char *kept, struct error *error)
{
    static const char *const ends[] = {"-wal", "-journal"};
    struct text from = TEXT_EMPTY, to = TEXT_EMPTY;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        text_clear(&from);
        text_clear(&to);
        text_addf(&from, "%s%s", path, ends[i]);
        text_addf(&to, "%s%s", kept, ends[i]);
        if (rename(from.at, to.at) != 0 && errno != ENOENT)
            TRY(error_set(error, STATUS_BROKEN, "", _("can't move %s to %s: %s"), from.at, to.at,
                          strerror(errno)));
    }
done:
    text_release(&from);
    text_release(&to);
    return status;
}

static void drop_companion(const char *path, const char *end)
{
    struct text name = TEXT_EMPTY;

    text_addf(&name, "%s%s", path, end);
    unlink(name.at);
    text_release(&name);
}

static enum status replace(const char *path, const char *copy, bool is_there, bool is_seized,
                           struct text *kept, struct error *error)
{
    enum status status = STATUS_OK;
    struct text name = TEXT_EMPTY;

    TRY(keep(path, is_there, &name, error));
    if (!is_seized)
        TRY(move_companions(path, name.at, error));
    drop_companion(path, "-journal");
    drop_companion(path, "-shm");
    if (rename(copy, path) != 0)
        TRY(error_set(error, STATUS_BROKEN, "", _("can't put the copy in the place of %s: %s"),
                      path, strerror(errno)));
    text_add(kept, is_there ? name.at : "");
    TRY(backup_file_sync_folder(path, error));
done:
    text_release(&name);
    return status;
}

static enum status restore(const char *path, bool is_there, const char *from, struct text *kept,
                           struct error *error)
{
    enum status status = STATUS_OK;
    struct text copy = TEXT_EMPTY;
    struct hold hold = {.file = -1};
    struct journal_log log;

    TRY(take_copy(path, from, &copy, &log, error));
    if (is_there)
        TRY(seize(&hold, path, from, &log, error));
    TRY(replace(path, copy.at, is_there, hold.db != NULL, kept, error));
    text_clear(&copy);
done:
    let_go(&hold);
    backup_file_drop(&copy);
    text_release(&copy);
    return status;
}

enum status backup_restore(const char *path, const char *from, struct text *kept,
                           struct error *error)
{
    struct stat present, given;
    bool is_there = stat(path, &present) == 0;

    if (stat(from, &given) != 0)
        return error_set(error, STATUS_BROKEN, "", _("can't open %s: %s"), from, strerror(errno));
    if (is_there && !S_ISREG(present.st_mode))
        return error_set(error, STATUS_BROKEN, "", _("%s is not a plain file"), path);
    if (is_there && given.st_dev == present.st_dev && given.st_ino == present.st_ino)
        return error_set(error, STATUS_REFUSED, "",
                         _("%s is the station file itself, not a backup"), from);
    /* names change beside the file itself, not beside a link to it */
    char *real = is_there ? realpath(path, NULL) : NULL;
    enum status status = restore(real ? real : path, is_there, from, kept, error);
    free(real);
    return status;
}
