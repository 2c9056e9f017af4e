/* SPDX-License-Identifier: MIT */
/* The folder that a sample station is made in: nobody else's, and whole or as it was before. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "cli/demo_inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where it is made until it is whole; a later attempt takes away what an earlier one left there. */
static const char making[] = ".making";
static const char last_to_move[] = "shouwen.db";

static enum status say(const char *path, const char *sentence, struct error *error)
{
    return error_set(error, STATUS_BROKEN, "dir", sentence, path, strerror(errno));
}

/* mkdir -p; *made gets the bytes of the first part that was not there, 0 if all was. */
static enum status make_all(const char *path, size_t *made, struct error *error)
{
    enum status status = STATUS_OK;

    *made = 0;
    for (size_t end = 1; status == STATUS_OK && path[end - 1]; end++) {
        struct text part = TEXT_EMPTY;
        if (path[end] && path[end] != '/')
            continue;
        text_add_bytes(&part, path, end);
        if (mkdir(part.at, 0700) == 0)
            *made = *made ? *made : end;
        else if (errno != EEXIST)
            status = say(part.at, _("%s cannot be made: %s"), error);
        text_release(&part);
    }
    return status;
}

/* Takes away the folders that make_all() made, as far as they are empty. */
static void take_back(const char *path, size_t made)
{
    struct text part = TEXT_EMPTY;

    text_add(&part, path);
    while (made && part.length >= made && rmdir(part.at) == 0) {
        const char *slash = strrchr(part.at, '/');
        text_cut(&part, slash ? (size_t)(slash - part.at) : 0);
    }
    text_release(&part);
}

static int is_name(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* The names in a folder; -1 if it cannot be read. free_names() afterwards. */
static int list_names(const char *path, struct dirent ***names)
{
    *names = NULL;
    return scandir(path, names, is_name, alphasort);
}

static void free_names(struct dirent **names, int count)
{
    for (int i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

static void unlink_in(const char *folder, const char *name)
{
    struct text path = TEXT_EMPTY;

    text_addf(&path, "%s/%s", folder, name);
    unlink(path.at);
    text_release(&path);
}

static bool move(const struct demo_folder *folder, const char *name)
{
    struct text from = TEXT_EMPTY, to = TEXT_EMPTY;

    text_addf(&from, "%s/%s", folder->making.at, name);
    text_addf(&to, "%s/%s", folder->path, name);
    bool is_moved = rename(from.at, to.at) == 0;
    text_release(&from);
    text_release(&to);
    return is_moved;
}

/* Takes away the folder that something was made in. */
static void clear(const char *path)
{
    struct dirent **names;
    int count = list_names(path, &names);

    for (int i = 0; i < count; i++)
        unlink_in(path, names[i]->d_name);
    free_names(names, count);
    rmdir(path);
}

static enum status refuse_others(const char *path, struct error *error)
{
    struct dirent **names;
    int count = list_names(path, &names);
    enum status status = STATUS_OK;

    if (count < 0)
        return say(path, _("%s cannot be read: %s"), error);
    for (int i = 0; i < count && status == STATUS_OK; i++)
        if (strcmp(names[i]->d_name, making) != 0)
            status = error_set(error, STATUS_BROKEN, "dir",
                               _("there is %s in %s already; choose another folder with --dir"),
                               names[i]->d_name, path);
    free_names(names, count);
    return status;
}

static enum status lock(struct demo_folder *folder, struct error *error)
{
    folder->fd = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->fd < 0)
        return say(folder->path, _("%s cannot be read: %s"), error);
    if (flock(folder->fd, LOCK_EX | LOCK_NB) == 0)
        return STATUS_OK;
    close(folder->fd);
    folder->fd = -1;
    return error_set(error, STATUS_BUSY, "dir",
                     _("another program is making a sample station in %s; try again in a moment"),
                     folder->path);
}

enum status demo_folder_take(const char *path, struct demo_folder *folder, struct error *error)
{
    enum status status;

    /* the lock comes before anything that would disturb another one */
    *folder = (struct demo_folder){.path = path, .making = TEXT_EMPTY, .fd = -1};
    text_addf(&folder->making, "%s/%s", path, making);
    TRY(make_all(path, &folder->made, error));
    TRY(lock(folder, error));
    TRY(refuse_others(path, error));
    clear(folder->making.at);
    if (mkdir(folder->making.at, 0700) != 0)
        status = say(folder->making.at, _("%s cannot be made: %s"), error);
done:
    return status;
}

/* The station file comes last: where it is, all the others are. */
enum status demo_folder_finish(struct demo_folder *folder, struct error *error)
{
    struct dirent **names;
    int count = list_names(folder->making.at, &names);
    bool is_moved = count > 0;

    for (int i = 0; i < count && is_moved; i++)
        if (strcmp(names[i]->d_name, last_to_move) != 0)
            is_moved = move(folder, names[i]->d_name);
    is_moved = is_moved && move(folder, last_to_move);
    enum status status =
        is_moved ? STATUS_OK : say(folder->path, _("%s cannot be written: %s"), error);
    for (int i = 0; i < count && !is_moved; i++)
        unlink_in(folder->path, names[i]->d_name);
    free_names(names, count);
    return status;
}

void demo_folder_leave(struct demo_folder *folder)
{
    if (folder->fd >= 0) {
        clear(folder->making.at);
        close(folder->fd);
    }
    take_back(folder->path, folder->made);
    text_release(&folder->making);
}
