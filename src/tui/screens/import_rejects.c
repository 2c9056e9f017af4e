/* SPDX-License-Identifier: MIT */
/* The rows that were refused, in a file that can be mended and imported again. */
#include "config.h"

#include "import_state.h"

#include "shouwen/base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* "roster-rejects.csv" beside "roster.csv"; again for a second round "roster-rejects-2.csv". */
static void name_rejects(const struct import_work *work, int round, bool is_beside,
                         struct text *out)
{
    static const char ending[] = "-rejects";
    const char *from = is_beside && work->path ? work->path : desk_path(work->desk);
    const char *slash = strrchr(from, '/');
    const char *name = work->path ? strrchr(work->path, '/') : NULL;

    text_add_bytes(out, from, slash ? (size_t)(slash - from) + 1 : 0);
    name = name ? name + 1 : work->path ? work->path : "paste";
    const char *dot = strrchr(name, '.'), *again = strstr(name, ending);
    size_t length = again ? (size_t)(again - name) : dot ? (size_t)(dot - name) : strlen(name);
    text_add_bytes(out, name, length);
    text_add(out, ending);
    if (round > 1)
        text_addf(out, "-%d", round);
    text_add(out, ".csv");
}

/* A new file, never one that is there; -1 where none can be made. */
static int make_file(const struct import_work *work, bool is_beside, struct text *path)
{
    enum { ROUNDS = 1000 };
    int file = -1;

    for (int round = 1; file < 0 && round < ROUNDS; round++) {
        text_clear(path);
        name_rejects(work, round, is_beside, path);
        file = open(path->at, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (file < 0 && errno != EEXIST)
            break;
    }
    return file;
}

static bool write_all(int file, const struct text *bytes)
{
    size_t done = 0;

    while (done < bytes->length) {
        ssize_t written = write(file, bytes->at + done, bytes->length - done);
        if (written < 0 && errno != EINTR)
            return false;
        done += written > 0 ? (size_t)written : 0;
    }
    return true;
}

/* Beside the file it came from, or beside the station file where that cannot be written. */
enum status import_keep_rejects(const struct import_work *work, const struct import_report *report,
                                struct text *path, struct error *error)
{
    struct text bytes = TEXT_EMPTY;
    bool is_done = true;

    import_rejects(report, &bytes);
    if (bytes.length) {
        int file = make_file(work, true, path);
        if (file < 0)
            file = make_file(work, false, path);
        is_done = file >= 0 && write_all(file, &bytes);
        is_done = file >= 0 && close(file) == 0 && is_done;
    }
    text_release(&bytes);
    if (is_done)
        return STATUS_OK;
    return error_set(error, STATUS_BROKEN, "rejects", _("%s cannot be written: %s"), path->at,
                     strerror(errno));
}
