/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/quarantine.h"

#include "shouwen/base/i18n.h"
#include "shouwen/sync/line.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A name has 255 bytes; ".1000.txt" comes behind it. */
enum { NAME_MOST = 200 };

void quarantine_folder(const char *file, struct text *out)
{
    text_addf(out, "%s.quarantine", file);
}

/* A file that was not there before; 0, or what went wrong. */
static int write_new(const char *path, const void *bytes, size_t length)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    int code = file < 0 ? errno : 0;

    for (size_t done = 0; !code && done < length;) {
        ssize_t taken = write(file, (const char *)bytes + done, length - done);
        if (taken == 0 || (taken < 0 && errno != EINTR))
            code = taken ? errno : EIO;
        done += taken > 0 ? (size_t)taken : 0;
    }
    if (!code && fsync(file) != 0)
        code = errno;
    if (file >= 0)
        close(file);
    if (code && file >= 0)
        unlink(path);
    return code;
}

static int sync_folder(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int code = folder >= 0 && fsync(folder) == 0 ? 0 : errno;

    if (folder >= 0)
        close(folder);
    return code;
}

/* The reason goes first: a bundle is never there without one. */
static int keep(const char *folder, const char *name, const void *bytes, size_t length,
                const char *why)
{
    struct text path = TEXT_EMPTY, reason = TEXT_EMPTY, line = TEXT_EMPTY;
    int code = EEXIST;

    line_add(&line, why);
    text_add_char(&line, '\n');
    for (int i = 1; code == EEXIST && i <= QUARANTINE_MOST; i++) {
        text_clear(&path);
        text_clear(&reason);
        text_addf(&path, "%s/%.*s", folder, NAME_MOST, name);
        if (i > 1)
            text_addf(&path, ".%d", i);
        text_addf(&reason, "%s.txt", path.at);
        if (access(path.at, F_OK) == 0)
            continue;
        unlink(reason.at);
        code = write_new(reason.at, line.at, line.length);
        if (!code)
            code = write_new(path.at, bytes, length);
    }
    text_release(&path);
    text_release(&reason);
    text_release(&line);
    return code;
}

enum status quarantine_keep(const char *folder, const char *name, const void *bytes, size_t length,
                            const char *why, struct error *error)
{
    int code = mkdir(folder, 0700) == 0 || errno == EEXIST ? 0 : errno;

    if (!code)
        code = keep(folder, name, bytes, length, why);
    if (!code)
        code = sync_folder(folder);
    if (code == EEXIST)
        return error_set(error, STATUS_REFUSED, "",
                         _("%s holds %d of %s already: look at them, and take them away"), folder,
                         (int)QUARANTINE_MOST, name);
    if (code)
        return error_set(error, STATUS_BROKEN, "", _("%s cannot be written: %s"), folder,
                         strerror(code));
    return STATUS_OK;
}

/* The line behind the reason is for whoever looks for the bundle. */
static int forget(const char *folder, const char *name)
{
    static const char reason_end[] = ".txt";
    struct text path = TEXT_EMPTY, reason = TEXT_EMPTY;
    size_t length = strlen(name), end = strlen(reason_end);
    int code = 0;

    if (*name == '.' || (length > end && strcmp(name + length - end, reason_end) == 0))
        return 0;
    text_addf(&path, "%s/%s", folder, name);
    text_addf(&reason, "%s%s", path.at, reason_end);
    FILE *file = fopen(reason.at, "ae");
    if (file) {
        fprintf(file, "%s\n", _("taken away, because what it may have held was erased on request"));
        fclose(file);
    }
    if (unlink(path.at) != 0 && errno != ENOENT)
        code = errno;
    text_release(&path);
    text_release(&reason);
    return code;
}

enum status quarantine_empty(const char *folder, struct error *error)
{
    DIR *listing = opendir(folder);
    int code = listing || errno == ENOENT ? 0 : errno;

    for (struct dirent *entry; listing && !code && (entry = readdir(listing));)
        code = forget(folder, entry->d_name);
    if (listing) {
        closedir(listing);
        code = code ? code : sync_folder(folder);
    }
    if (code)
        return error_set(error, STATUS_BROKEN, "", _("%s cannot be written: %s"), folder,
                         strerror(code));
    return STATUS_OK;
}
