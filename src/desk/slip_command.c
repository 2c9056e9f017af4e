/* SPDX-License-Identifier: MIT */
/* A slip on its way to the configured command. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "desk/slip_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SAID_MOST = 200, LOOK_AGAIN_MS = 5 };

static int64_t uptime_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Writes what the command takes: one that ends early, or reads nothing, has had enough. */
static void feed(int fd, const struct text *bytes, int64_t until)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, old;
    size_t done = 0;

    sigaction(SIGPIPE, &ignore, &old);
    while (done < bytes->length && uptime_ms() < until) {
        struct pollfd ready = {.fd = fd, .events = POLLOUT};
        if (poll(&ready, 1, (int)(until - uptime_ms())) < 0 && errno != EINTR)
            break;
        ssize_t taken = write(fd, bytes->at + done, bytes->length - done);
        if (taken < 0 && errno != EAGAIN && errno != EINTR)
            break;
        done += taken > 0 ? (size_t)taken : 0;
    }
    sigaction(SIGPIPE, &old, NULL);
}

/* False if the child was still there at the end of its time; then it and what it started are
 * ended. */
static bool wait_for(pid_t child, int64_t until, int *result)
{
    bool is_timely = true;

    for (;;) {
        pid_t ended = waitpid(child, result, is_timely ? WNOHANG : 0);
        if (ended == child || (ended < 0 && errno != EINTR))
            return is_timely;
        if (is_timely && uptime_ms() >= until) {
            is_timely = false;
            kill(-child, SIGKILL);
        } else {
            poll(NULL, 0, LOOK_AGAIN_MS);
        }
    }
}

/* What the command said of its fault: its last line. */
static void read_said(int fd, struct text *out)
{
    char said[SAID_MOST + 1];
    off_t size = lseek(fd, 0, SEEK_END);
    ssize_t length = pread(fd, said, SAID_MOST, size > SAID_MOST ? size - SAID_MOST : 0);

    said[length > 0 ? length : 0] = '\0';
    while (length > 0 && said[length - 1] == '\n')
        said[--length] = '\0';
    const char *line = strrchr(said, '\n');
    line = line ? line + 1 : said;
    utf8_clean(out, line, strlen(line), false);
}

static enum status start(const char *command, char *const *environment, int input, int said,
                         pid_t *child, struct error *error)
{
    char *text = memory_copy_text(command);
    char *arguments[] = {(char *)"sh", (char *)"-c", text, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t how;
    sigset_t none, pipes;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    /* what the command says must not land on the screen */
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, said, STDERR_FILENO);
    sigemptyset(&none);
    sigemptyset(&pipes);
    sigaddset(&pipes, SIGPIPE);
    posix_spawnattr_init(&how);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                       POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &pipes);
    int fault = posix_spawn(child, "/bin/sh", &actions, &how, arguments, environment);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&actions);
    free(text);
    if (fault)
        return error_set(error, STATUS_BROKEN, "command", _("the print command cannot start: %s"),
                         strerror(fault));
    return STATUS_OK;
}

static enum status judge(const char *command, int result, int said, struct error *error)
{
    struct text words = TEXT_EMPTY;

    if (WIFEXITED(result) && WEXITSTATUS(result) == 0)
        return STATUS_OK;
    read_said(said, &words);
    if (words.length)
        error_set(error, STATUS_BROKEN, "command",
                  _("the print command failed (%s): %s; the slip was not printed"), command,
                  words.at);
    else
        error_set(error, STATUS_BROKEN, "command",
                  _("the print command failed (%s); the slip was not printed"), command);
    text_release(&words);
    return STATUS_BROKEN;
}

enum status slip_command(const char *command, char *const *environment, const struct text *bytes,
                         int seconds, struct error *error)
{
    int64_t until = uptime_ms() + (int64_t)seconds * 1000;
    int ends[2] = {-1, -1}, said = memfd_create("said", MFD_CLOEXEC), result = 0;
    pid_t child;
    enum status status;

    if (said < 0 || pipe2(ends, O_CLOEXEC) != 0) {
        status = error_set(error, STATUS_BROKEN, "command", _("the print command cannot start: %s"),
                           strerror(errno));
        goto done;
    }
    TRY(start(command, environment, ends[0], said, &child, error));
    close(ends[0]);
    ends[0] = -1;
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    feed(ends[1], bytes, until);
    close(ends[1]);
    ends[1] = -1;
    if (wait_for(child, until, &result))
        TRY(judge(command, result, said, error));
    else
        status = error_set(error, STATUS_BROKEN, "command",
                           _("the print command (%s) was not done after %d seconds and was "
                             "stopped; look whether the slip was printed"),
                           command, seconds);
done:
    if (ends[0] >= 0)
        close(ends[0]);
    if (ends[1] >= 0)
        close(ends[1]);
    if (said >= 0)
        close(said);
    return status;
}
