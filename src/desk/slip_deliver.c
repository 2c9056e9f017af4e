/* SPDX-License-Identifier: MIT */
/* Where slips go: a file, whole or not at all, or the configured command. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/encoding.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "desk/slip_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

enum { NAMES_MOST = 1000 };

/* Writes and closes; 0, or what went wrong. */
static int write_out(int fd, const struct text *bytes, bool is_file)
{
    size_t done = 0;
    int fault = fd < 0 ? errno : 0;

    while (!fault && done < bytes->length) {
        ssize_t taken = write(fd, bytes->at + done, bytes->length - done);
        if (taken == 0 || (taken < 0 && errno != EINTR))
            fault = taken ? errno : EIO;
        done += taken > 0 ? (size_t)taken : 0;
    }
    if (!fault && is_file && fsync(fd) != 0)
        fault = errno;
    if (fd >= 0 && close(fd) != 0 && !fault)
        fault = errno;
    return fault;
}

/* A device or a pipe: nothing to be whole, and nothing may take its place. */
static int to_device(const char *path, const struct text *bytes)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, old;
    /* a pipe that nobody reads is a fault, not a wait without end */
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

    if (fd >= 0)
        fcntl(fd, F_SETFL, 0);
    sigaction(SIGPIPE, &ignore, &old);
    int fault = write_out(fd, bytes, false);
    sigaction(SIGPIPE, &old, NULL);
    return fault;
}

/* Beside its place and moved there when it is on disk. */
static int to_place(const char *path, const struct text *bytes)
{
    struct text beside = TEXT_EMPTY;

    text_addf(&beside, "%s.XXXXXX", path);
    int fd = mkostemp(beside.at, O_CLOEXEC);
    int fault = write_out(fd, bytes, true);
    if (!fault && rename(beside.at, path) != 0)
        fault = errno;
    if (fault && fd >= 0)
        unlink(beside.at);
    text_release(&beside);
    return fault;
}

static enum status to_file(const char *path, const struct text *bytes, struct error *error)
{
    struct stat there;
    int fault;

    if (stat(path, &there) != 0 || S_ISREG(there.st_mode))
        fault = to_place(path, bytes);
    else
        fault = S_ISDIR(there.st_mode) ? EISDIR : to_device(path, bytes);
    if (!fault)
        return STATUS_OK;
    return error_set(error, STATUS_BROKEN, "to", _("%s cannot be written: %s"), path,
                     strerror(fault));
}

/* The columns of the page: those of its longest line, which a rule is. */
static int columns_of(const char *slip_text)
{
    int most = 0;

    for (size_t length; *slip_text; slip_text += length + (slip_text[length] == '\n')) {
        struct text line = TEXT_EMPTY;
        length = strcspn(slip_text, "\n");
        text_add_bytes(&line, slip_text, length);
        int columns = utf8_columns(line.at);
        most = columns > most ? columns : most;
        text_release(&line);
    }
    return most;
}

/* The program's own environment and what a command may want to know: which slip it is, and how
 * wide, so that large print gets a large font. */
static char **environment_for(struct arena *arena, enum slip slip, const char *slip_text)
{
    static const char *const ours[] = {"SHOUWEN_SLIP=", "SHOUWEN_COLUMNS="};
    size_t count = 0, kept = 0;

    while (environ[count])
        count++;
    char **all = arena_alloc(arena, (count + 3) * sizeof(*all));
    for (size_t i = 0; i < count; i++)
        if (!text_starts(environ[i], ours[0]) && !text_starts(environ[i], ours[1]))
            all[kept++] = environ[i];
    all[kept++] = arena_format(arena, "%s%s", ours[0], slip_rows[slip].word);
    all[kept] = arena_format(arena, "%s%d", ours[1], columns_of(slip_text));
    return all;
}

/* Letters and digits of any script and '-' stay: what a code holds may be no file name. */
static const char *safe_name(struct arena *arena, const char *about)
{
    char *name = arena_copy(arena, about ? about : "");

    for (char *at = name; *at; at++)
        if ((unsigned char)*at <= ' ' || strchr("/\\:*?\"<>|.", *at))
            *at = '_';
    return name;
}

/* A name that nothing has yet, in the configured folder or beside the station file: which slip,
 * what it is about, day and time, and a number where that is there already. */
static const char *new_path(struct desk *desk, struct arena *arena, enum slip slip,
                            const char *about)
{
    const char *folder = settings_text(desk_settings(desk), SETTING_PRINT_FOLDER);
    const char *file = desk_path(desk), *slash = strrchr(file, '/');
    struct clock_parts p = clock_parts_of(clock_now_at());

    if (!*folder)
        folder = slash ? arena_copy_part(arena, file, (size_t)(slash - file)) : ".";
    about = safe_name(arena, about);
    const char *base = arena_format(arena, "%s/%s%s%s-%04d%02d%02d-%02d%02d%02d",
                                    *folder ? folder : "/", slip_rows[slip].word, *about ? "-" : "",
                                    about, p.year, p.month, p.day, p.hour, p.minute, p.second);
    const char *path = arena_format(arena, "%s.txt", base);
    for (int i = 2; access(path, F_OK) == 0 && i < NAMES_MOST; i++)
        path = arena_format(arena, "%s-%d.txt", base, i);
    return path;
}

enum status slip_deliver(struct desk *desk, enum slip slip, const char *about, const char *path,
                         const char *slip_text, struct text *where, struct error *error)
{
    const struct settings *settings = desk_settings(desk);
    const char *command = settings_text(settings, SETTING_PRINT_COMMAND);
    struct text bytes = TEXT_EMPTY;
    struct arena arena = {0};
    enum status status;

    TRY(encoding_from_utf8(settings_text(settings, SETTING_PRINT_ENCODING), slip_text,
                           strlen(slip_text), &bytes, error));
    if (!path && *command) {
        TRY(slip_command(command, environment_for(&arena, slip, slip_text), &bytes,
                         (int)settings_number(settings, SETTING_PRINT_SECONDS), error));
        text_addf(where, _("printed (%s)"), command);
        goto done;
    }
    if (!path)
        path = new_path(desk, &arena, slip, about);
    TRY(to_file(path, &bytes, error));
    text_addf(where, _("written to %s"), path);
done:
    text_release(&bytes);
    arena_release(&arena);
    return status;
}
