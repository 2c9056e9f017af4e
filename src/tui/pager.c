/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/pager.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/surface_curses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static bool write_all(int fd, const char *text)
{
    size_t length = strlen(text);

    while (length) {
        ssize_t sent = write(fd, text, length);
        if (sent < 0 && errno != EINTR)
            return errno == EPIPE; /* left before its end: no failure */
        text += sent > 0 ? sent : 0;
        length -= sent > 0 ? (size_t)sent : 0;
    }
    return true;
}

static bool run_pager(const char *text)
{
    const char *wanted = getenv("PAGER");
    char *const command[] = {(char *)"sh", (char *)"-c",
                             (char *)(wanted && *wanted ? wanted : "less"), NULL};
    posix_spawn_file_actions_t actions;
    int ends[2], result = -1;
    pid_t pager;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    bool is_run = posix_spawnp(&pager, command[0], &actions, NULL, command, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[0]);
    bool is_written = is_run && write_all(ends[1], text);
    close(ends[1]);
    while (is_run && waitpid(pager, &result, 0) < 0 && errno == EINTR)
        continue;
    return is_written && result == 0;
}

enum status pager_show(const char *text, struct error *error)
{
    struct sigaction old, ignore = {.sa_handler = SIG_IGN};

    sigemptyset(&ignore.sa_mask);
    surface_curses_suspend();
    sigaction(SIGPIPE, &ignore, &old);
    bool is_shown = run_pager(text);
    sigaction(SIGPIPE, &old, NULL);
    surface_curses_resume();
    return is_shown ? STATUS_OK
                    : error_set(error, STATUS_BROKEN, "PAGER",
                                _("the pager (PAGER, or less) could not be run"));
}
