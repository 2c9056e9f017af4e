/* SPDX-License-Identifier: MIT */
/* Where slips go: a file, whole or not at all, or the configured command. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/encoding.h"
#include "shouwen/base/i18n.h"
#include "desk/slip_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length) {
        ssize_t done = write(fd, bytes, length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        bytes += done;
        length -= (size_t)done;
    }
    return true;
}

static enum status to_file(const char *path, const struct text *bytes, struct error *error)
{
    struct text temporary = TEXT_EMPTY;
    bool is_written = false;

    text_addf(&temporary, "%s.new", path);
    int fd = open(temporary.at, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd >= 0) {
        is_written = write_all(fd, bytes->at, bytes->length) && fsync(fd) == 0;
        int fault = errno;
        is_written = close(fd) == 0 && is_written && rename(temporary.at, path) == 0;
        if (!is_written) {
            errno = errno ? errno : fault;
            unlink(temporary.at);
        }
    }
    text_release(&temporary);
    if (is_written)
        return STATUS_OK;
    return error_set(error, STATUS_BROKEN, "to", _("%s cannot be written: %s"), path,
                     strerror(errno));
}

static enum status feed(pid_t child, int fd, const struct text *bytes, const char *command,
                        struct error *error)
{
    int result = 0;
    /* a command that ends early must not end us */
    struct sigaction ignore = {.sa_handler = SIG_IGN}, old;

    sigaction(SIGPIPE, &ignore, &old);
    write_all(fd, bytes->at, bytes->length);
    close(fd);
    sigaction(SIGPIPE, &old, NULL);
    while (waitpid(child, &result, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(result) && WEXITSTATUS(result) == 0)
        return STATUS_OK;
    return error_set(error, STATUS_BROKEN, "command",
                     _("the print command failed (%s); the slip was not printed"), command);
}

static enum status to_command(const char *command, const struct text *bytes, struct error *error)
{
    char *arguments[] = {(char *)"sh", (char *)"-c", memory_copy_text(command), NULL};
    posix_spawn_file_actions_t actions;
    int ends[2];
    pid_t child;
    enum status status = STATUS_OK;

    if (pipe2(ends, O_CLOEXEC) != 0) {
        status = error_set(error, STATUS_BROKEN, "command", _("no pipe: %s"), strerror(errno));
        goto done;
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    /* what the command says must not land on the screen */
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int fault = posix_spawn(&child, "/bin/sh", &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[0]);
    if (fault) {
        close(ends[1]);
        status = error_set(error, STATUS_BROKEN, "command", _("the print command cannot start: %s"),
                           strerror(fault));
    } else {
        status = feed(child, ends[1], bytes, command, error);
    }
done:
    free(arguments[2]);
    return status;
}

/* A file beside the station file or in the configured folder, named after what it is about and
 * when. */
static const char *new_path(struct desk *desk, struct arena *arena, enum slip slip,
                            const char *about)
{
    const char *folder = settings_text(desk_settings(desk), SETTING_PRINT_FOLDER);
    const char *file = desk_path(desk), *slash = strrchr(file, '/');
    struct clock_parts p = clock_parts_of(clock_now_at());

    if (!*folder)
        folder = slash ? arena_copy_part(arena, file, (size_t)(slash - file)) : ".";
    return arena_format(arena, "%s/%s%s%s-%02d%02d%02d.txt", folder, slip_rows[slip].word,
                        about ? "-" : "", about ? about : "", p.hour, p.minute, p.second);
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
        TRY(to_command(command, &bytes, error));
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
