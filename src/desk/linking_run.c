/* SPDX-License-Identifier: MIT */
/* shouwen-sync as a child: started, listened to, stopped. */
#include "config.h"

#include "shouwen/desk/linking.h"

#include "shouwen/base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "shouwen-sync"

extern char **environ;

enum { LINE_DEPTH = 6, ARGUMENTS_MOST = 12, WAIT_MOST = 3600 };

struct linking_run {
    pid_t child;
    int out;           /* what it says, as lines of JSON */
    struct text heard; /* lines that were not read yet */
    struct text sentence, step;
    bool has_ended;
    struct error error; /* what it said went wrong; kind STATUS_OK: nothing */
};

/* Beside this program, as built, or where make install puts it. */
static void find_program(struct text *path)
{
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
    char *slash;

    if (length > 0) {
        self[length] = '\0';
        slash = strrchr(self, '/');
        text_addf(path, "%.*s/" PROGRAM, (int)(slash - self), self);
        if (access(path->at, X_OK) == 0)
            return;
    }
    text_clear(path);
    text_add(path, PKGLIBEXECDIR "/" PROGRAM);
}

static enum status spawn(char *const *arguments, int out, pid_t *child, struct error *error)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t how;
    sigset_t none;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    /* faults are among the lines; anything else must not land on the screen */
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    sigemptyset(&none);
    posix_spawnattr_init(&how);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&how, &none);
    int code = posix_spawn(child, arguments[0], &actions, &how, arguments, environ);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&actions);
    if (code)
        return error_set(error, STATUS_BROKEN, "", _("%s cannot be started: %s"), arguments[0],
                         strerror(code));
    return STATUS_OK;
}

enum status linking_start(struct desk *desk, const char *with, const char *wait,
                          struct linking_run **run, struct error *error)
{
    const char *config = settings_path(desk_settings(desk));
    struct text program = TEXT_EMPTY;
    const char *arguments[ARGUMENTS_MOST];
    size_t count = 0;
    enum status status;
    long seconds;
    int ends[2];
    pid_t child;

    *run = NULL;
    if (wait && !text_to_long(wait, 0, WAIT_MOST, &seconds))
        return error_set(error, STATUS_INVALID, "wait",
                         _("\"%s\" is no number of seconds from 0 to %d"), wait, (int)WAIT_MOST);
    find_program(&program);
    arguments[count++] = program.at;
    arguments[count++] = "--progress";
    arguments[count++] = "--db";
    arguments[count++] = desk_path(desk);
    for (int i = 0; i < 3; i++) {
        const char *const names[] = {"--config", "--with", "--wait"};
        const char *const values[] = {config, with, wait};
        if (text_is_empty(values[i]))
            continue;
        arguments[count++] = names[i];
        arguments[count++] = values[i];
    }
    arguments[count] = NULL;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        status = error_set(error, STATUS_BROKEN, "", "%s: %s", program.at, strerror(errno));
        goto done;
    }
    status = spawn((char *const *)arguments, ends[1], &child, error);
    close(ends[1]);
    if (status != STATUS_OK) {
        close(ends[0]);
        goto done;
    }
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    *run = memory_new(sizeof(**run));
    **run = (struct linking_run){.child = child,
                                 .out = ends[0],
                                 .heard = TEXT_EMPTY,
                                 .sentence = TEXT_EMPTY,
                                 .step = TEXT_EMPTY};
done:
    text_release(&program);
    return status;
}

int linking_descriptor(const struct linking_run *run)
{
    return run->out;
}

/* --- what it says --- */

static void listen_to(struct linking_run *run)
{
    char buffer[4096];

    while (!run->has_ended) {
        ssize_t taken = read(run->out, buffer, sizeof(buffer));
        if (taken < 0 && errno == EINTR)
            continue;
        if (taken < 0 && errno == EAGAIN)
            return;
        if (taken <= 0)
            run->has_ended = true;
        else
            text_add_bytes(&run->heard, buffer, (size_t)taken);
    }
}

static void say_step(struct linking_run *run, const char *step, int64_t at, int64_t count)
{
    text_clear(&run->step);
    if (strcmp(step, "take") == 0)
        text_addf(&run->step, _("exchange: taking in %lld of %lld"), (long long)at,
                  (long long)count);
    else if (strcmp(step, "put") == 0)
        text_addf(&run->step, _("exchange: sending %lld of %lld"), (long long)at, (long long)count);
    else
        text_add(&run->step, _("exchange: waiting for the hub's answer"));
    text_add(&run->sentence, run->step.at);
}

static void keep_error(struct linking_run *run, const struct json *inner)
{
    const char *word = json_get_text(inner, "kind"), *message = json_get_text(inner, "message");
    enum status kind = STATUS_BROKEN;

    for (int i = STATUS_REFUSED; i <= STATUS_UNREACHABLE; i++)
        if (word && strcmp(status_word((enum status)i), word) == 0)
            kind = (enum status)i;
    error_set(&run->error, kind, "", "%s", message ? message : "");
}

static enum linking_word understand(struct linking_run *run, const char *line, size_t length)
{
    enum linking_word word = LINKING_NOTHING;
    struct json *object;

    text_clear(&run->sentence);
    if (json_read(line, length, LINE_DEPTH, &object, NULL) != STATUS_OK)
        return LINKING_NOTHING;
    const char *step = json_get_text(object, "step"), *says = json_get_text(object, "says");
    if (step) {
        say_step(run, step, json_get_integer(object, "at", 0),
                 json_get_integer(object, "count", 0));
        word = LINKING_STEP;
    } else if (says) {
        text_add(&run->sentence, says);
        word = LINKING_SAYS;
    } else if (json_get(object, "error")) {
        keep_error(run, json_get(object, "error"));
    }
    json_release(object);
    return word;
}

enum linking_word linking_read(struct linking_run *run, const char **sentence)
{
    enum linking_word word = LINKING_NOTHING;
    char *end;

    listen_to(run);
    while (word == LINKING_NOTHING && (end = memchr(run->heard.at, '\n', run->heard.length))) {
        size_t length = (size_t)(end - run->heard.at);
        word = understand(run, run->heard.at, length);
        text_splice(&run->heard, 0, length + 1, "", 0);
    }
    *sentence = run->sentence.at;
    return word == LINKING_NOTHING && run->has_ended ? LINKING_ENDED : word;
}

const char *linking_step(const struct linking_run *run)
{
    return run->step.at;
}

void linking_leave(struct linking_run *run)
{
    close(run->out);
    text_release(&run->heard);
    text_release(&run->sentence);
    text_release(&run->step);
    free(run);
}

void linking_stop(struct linking_run *run)
{
    kill(run->child, SIGTERM);
}

enum status linking_end(struct linking_run *run, struct error *error)
{
    enum status status;
    int result = 0;

    while (waitpid(run->child, &result, 0) < 0 && errno == EINTR)
        continue;
    if (run->error.kind != STATUS_OK) {
        *error = run->error;
        status = run->error.kind;
    } else if (!WIFEXITED(result) || WEXITSTATUS(result) > 1) {
        status = error_set(error, STATUS_BROKEN, "",
                           _("the exchange broke off; nothing is lost, the next one carries on"));
    } else {
        status = STATUS_OK;
    }
    linking_leave(run);
    return status;
}
