/* SPDX-License-Identifier: MIT */
/* child: the test program once more, as a process of its own with one word on its command line and
 * an environment of its own: for what happens once in a program's life, or ends it. */
#ifndef SHOUWEN_TESTS_BASE_CHILD_H
#define SHOUWEN_TESTS_BASE_CHILD_H

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

enum { CHILD_SAID = 1024, CHILD_VARIABLES = 12 };

struct child {
    int code; /* as it exited; -1: killed by a signal */
    char out[CHILD_SAID], complained[CHILD_SAID];
};

static inline void child_read(int fd, char *out)
{
    ssize_t length = pread(fd, out, CHILD_SAID - 1, 0);

    out[length > 0 ? length : 0] = '\0';
    close(fd);
}

static inline int child_file(void)
{
    char name[] = "/tmp/shouwen-child-XXXXXX";
    int fd = mkstemp(name);

    unlink(name);
    return fd;
}

/* environment: "NAME=value", ended by NULL; nothing else is set but where the data lies. */
static inline struct child child_run(const char *word, const char *const *environment)
{
    static const char *const kept[] = {"SHOUWEN_LOCALEDIR=", "PATH="};
    struct child child = {0};
    char *list[CHILD_VARIABLES + 1] = {0};
    char room[2][512];
    int out = child_file(), complained = child_file(), result = 0, count = 0;

    for (int i = 0; i < 2; i++) {
        char name[32];
        snprintf(name, sizeof(name), "%.*s", (int)strcspn(kept[i], "="), kept[i]);
        const char *value = getenv(name);
        snprintf(room[i], sizeof(room[i]), "%s%s", kept[i], value ? value : "");
        list[count++] = room[i];
    }
    for (; *environment && count < CHILD_VARIABLES; environment++)
        list[count++] = (char *)(uintptr_t)*environment;
    pid_t pid = fork();
    assert_true(pid >= 0 && out >= 0 && complained >= 0);
    if (!pid) {
        char *arguments[] = {(char *)"child", (char *)(uintptr_t)word, NULL};
        dup2(out, STDOUT_FILENO);
        dup2(complained, STDERR_FILENO);
        execve("/proc/self/exe", arguments, list);
        _exit(99);
    }
    assert_int_equal(waitpid(pid, &result, 0), pid);
    child.code = WIFEXITED(result) ? WEXITSTATUS(result) : -1;
    child_read(out, child.out);
    child_read(complained, child.complained);
    return child;
}

#endif
