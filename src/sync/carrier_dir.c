/* SPDX-License-Identifier: MIT */
/* A folder with a folder for each receiver: on a disk, a stick, a share, or one that rsync or sftp
 * carries on. A bundle is there whole or not at all: a temporary name, on the disk, renamed. */
#include "config.h"

#include "sync/carrier_inside.h"

#include "shouwen/base/i18n.h"
#include "shouwen/sync/bundle.h"
#include "shouwen/sync/line.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SCHEME "dir:"
#define HUB "hub" /* its mailbox is what shows that a folder is a carrier */

struct carrier_dir {
    struct carrier carrier;
    char *address;
    const char *root; /* in address */
    char *swept;      /* the mailbox that was looked through for what a stopped put left */
};

static struct carrier_dir *dir_of(struct carrier *carrier)
{
    return (struct carrier_dir *)carrier;
}

/* --- faults --- */

static enum status describe(struct error *error, const char *path, int code)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return error_set(error, STATUS_UNREACHABLE, "with",
                         _("%s: there is no room left; make some and exchange again"), path);
    case EROFS:
    case EACCES:
    case EPERM:
        return error_set(error, STATUS_UNREACHABLE, "with",
                         _("%s cannot be written: it is read-only, or belongs to somebody else"),
                         path);
    case ENOENT:
    case ENOTDIR:
    case ENODEV:
    case ENXIO:
    case EIO:
        return error_set(error, STATUS_UNREACHABLE, "with",
                         _("%s is not there any more (%s): was the stick pulled out?"), path,
                         strerror(code));
    default:
        return error_set(error, STATUS_UNREACHABLE, "with", "%s: %s", path, strerror(code));
    }
}

static enum status fault(struct error *error, const char *path, int code)
{
    struct text shown = TEXT_EMPTY;

    line_add(&shown, path);
    enum status status = describe(error, shown.at, code);
    text_release(&shown);
    return status;
}

/* --- opening --- */

/* As open as the carrier itself, which others are to reach as well. A stick knows no modes. */
static void open_up(const struct carrier_dir *dir, const char *path, mode_t most)
{
    struct stat root;

    if (stat(dir->root, &root) == 0 && chmod(path, root.st_mode & most) != 0)
        return;
}

static int make_folder(const struct carrier_dir *dir, const char *path)
{
    if (mkdir(path, 0700) == 0)
        open_up(dir, path, 0777);
    else if (errno != EEXIST)
        return errno;
    return 0;
}

static enum status open_root(struct carrier_dir *dir, bool may_make, struct error *error)
{
    struct text hub = TEXT_EMPTY;
    enum status status = STATUS_OK;
    struct stat there;

    text_addf(&hub, "%s/" HUB, dir->root);
    if (stat(dir->root, &there) != 0 || !S_ISDIR(there.st_mode)) {
        status = error_set(error, STATUS_UNREACHABLE, "with",
                           _("there is no folder %s: is the stick plugged in?"), dir->root);
    } else if (stat(hub.at, &there) == 0 && S_ISDIR(there.st_mode)) {
        status = STATUS_OK;
    } else if (!may_make) {
        status = error_set(error, STATUS_UNREACHABLE, "with",
                           _("%s holds no mailboxes: is the stick plugged in? A new one is made "
                             "ready by shouwen sync --with dir:PATH"),
                           dir->root);
    } else {
        int code = make_folder(dir, hub.at);
        if (code)
            status = fault(error, hub.at, code);
    }
    text_release(&hub);
    return status;
}

static void close_dir(struct carrier *carrier)
{
    struct carrier_dir *dir = dir_of(carrier);

    free(dir->address);
    free(dir->swept);
    free(dir);
}

static enum status open_dir(const char *address, bool may_make, struct carrier **carrier,
                            struct error *error)
{
    struct carrier_dir *dir = memory_new(sizeof(*dir));
    enum status status;

    dir->address = memory_copy_text(address);
    dir->root = dir->address + strlen(SCHEME);
    dir->carrier = (struct carrier){&carrier_dir_kind, dir->address};
    status = *dir->root ? open_root(dir, may_make, error)
                        : error_set(error, STATUS_INVALID, "with", _("dir: wants a folder"));
    if (status == STATUS_OK)
        *carrier = &dir->carrier;
    else
        close_dir(&dir->carrier);
    return status;
}

/* --- reading --- */

static void mailbox_path(const struct carrier_dir *dir, const char *mailbox, const char *name,
                         struct text *path)
{
    text_clear(path);
    text_addf(path, "%s/%s", dir->root, mailbox);
    if (name)
        text_addf(path, "/%s", name);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A folder or a link of that name is no bundle. */
static bool is_file(DIR *folder, const struct dirent *entry)
{
    struct stat there;

    return fstatat(dirfd(folder), entry->d_name, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(there.st_mode);
}

static enum status list_dir(struct carrier *carrier, const char *mailbox, struct arena *arena,
                            const char ***names, size_t *count, struct error *error)
{
    struct carrier_dir *dir = dir_of(carrier);
    struct text path = TEXT_EMPTY;
    enum status status = STATUS_OK;
    size_t room = 0;

    *names = NULL;
    *count = 0;
    mailbox_path(dir, mailbox, NULL, &path);
    DIR *folder = opendir(path.at);
    if (!folder) {
        /* a mailbox that nobody used yet, or the whole carrier is gone */
        int code = errno;
        status = code == ENOENT ? open_root(dir, false, error) : fault(error, path.at, code);
        goto done;
    }
    errno = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL; errno = 0) {
        if (*entry->d_name == '.' || !text_ends(entry->d_name, ".swb") || !is_file(folder, entry))
            continue;
        *names = arena_grow(arena, *names, *count, &room, sizeof(**names));
        (*names)[(*count)++] = arena_copy(arena, entry->d_name);
    }
    if (errno)
        status = fault(error, path.at, errno);
    closedir(folder);
    if (*count)
        qsort(*names, *count, sizeof(**names), by_bytes);
done:
    text_release(&path);
    return status;
}

static int read_all(int file, struct text *bytes)
{
    char buffer[1 << 16];

    while (bytes->length <= BUNDLE_FILE_MOST) {
        ssize_t taken = read(file, buffer, sizeof(buffer));
        if (taken < 0 && errno == EINTR)
            continue;
        if (taken <= 0)
            return taken ? errno : 0;
        text_add_bytes(bytes, buffer, (size_t)taken);
    }
    return 0;
}

static enum status take_dir(struct carrier *carrier, const char *mailbox, const char *name,
                            struct text *bytes, struct error *error)
{
    struct carrier_dir *dir = dir_of(carrier);
    struct text path = TEXT_EMPTY;
    enum status status = STATUS_OK;

    mailbox_path(dir, mailbox, name, &path);
    int file = open(path.at, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
    int code = file < 0 ? errno : read_all(file, bytes);
    if (file >= 0)
        close(file);
    if (code == ENOENT && access(dir->root, F_OK) == 0)
        status = error_set(error, STATUS_NOT_FOUND, "", _("%s is gone"), path.at);
    else if (code)
        status = fault(error, path.at, code);
    text_release(&path);
    return status;
}

/* --- writing --- */

/* Not every file system can do it for a folder: then the rename is as good as it gets. */
static int sync_folder(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int code = folder < 0 ? errno : 0;

    if (!code && fsync(folder) != 0 && errno != EINVAL && errno != ENOTSUP)
        code = errno;
    if (folder >= 0)
        close(folder);
    return code;
}

static int write_all(int file, const char *bytes, size_t length)
{
    for (size_t done = 0; done < length;) {
        ssize_t taken = write(file, bytes + done, length - done);
        if (taken == 0 || (taken < 0 && errno != EINTR))
            return taken ? errno : EIO;
        done += taken > 0 ? (size_t)taken : 0;
    }
    return fsync(file) == 0 ? 0 : errno;
}

/* What this sender began to put and was stopped at. */
static void sweep(struct carrier_dir *dir, const char *mailbox, const char *folder_path,
                  const char *name)
{
    struct text path = TEXT_EMPTY, begun = TEXT_EMPTY;
    struct carrier_name put;

    if ((dir->swept && strcmp(dir->swept, mailbox) == 0) || !carrier_name_read(name, &put))
        return;
    text_addf(&begun, ".%s-%s-", put.from, put.to);
    free(dir->swept);
    dir->swept = memory_copy_text(mailbox);
    DIR *folder = opendir(folder_path);
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        if (!text_starts(entry->d_name, begun.at))
            continue;
        mailbox_path(dir, mailbox, entry->d_name, &path);
        unlink(path.at);
    }
    if (folder)
        closedir(folder);
    text_release(&begun);
    text_release(&path);
}

static enum status put_dir(struct carrier *carrier, const char *mailbox, const char *name,
                           const void *bytes, size_t length, struct error *error)
{
    struct carrier_dir *dir = dir_of(carrier);
    struct text folder = TEXT_EMPTY, path = TEXT_EMPTY, beside = TEXT_EMPTY;
    enum status status;

    TRY(open_root(dir, false, error));
    mailbox_path(dir, mailbox, NULL, &folder);
    mailbox_path(dir, mailbox, name, &path);
    int code = make_folder(dir, folder.at);
    sweep(dir, mailbox, folder.at, name);
    text_addf(&beside, "%s/.%s.XXXXXX", folder.at, name);
    int file = code ? -1 : mkostemp(beside.at, O_CLOEXEC);
    if (!code)
        code = file < 0 ? errno : write_all(file, bytes, length);
    if (file >= 0) {
        open_up(dir, beside.at, 0666);
        if (close(file) != 0 && !code)
            code = errno;
    }
    if (!code && rename(beside.at, path.at) != 0)
        code = errno;
    if (code && file >= 0)
        unlink(beside.at);
    if (!code)
        code = sync_folder(folder.at);
    if (code)
        status = fault(error, path.at, code);
done:
    text_release(&folder);
    text_release(&path);
    text_release(&beside);
    return status;
}

static enum status remove_dir(struct carrier *carrier, const char *mailbox, const char *name,
                              struct error *error)
{
    struct carrier_dir *dir = dir_of(carrier);
    struct text path = TEXT_EMPTY;
    enum status status = STATUS_OK;

    mailbox_path(dir, mailbox, name, &path);
    if (unlink(path.at) != 0 && errno != ENOENT)
        status = fault(error, path.at, errno);
    text_release(&path);
    return status;
}

const struct carrier_kind carrier_dir_kind = {.scheme = SCHEME,
                                              .open = open_dir,
                                              .list = list_dir,
                                              .take = take_dir,
                                              .put = put_dir,
                                              .remove = remove_dir,
                                              .close = close_dir};
