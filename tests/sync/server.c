/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_INSTALLED = 77 };

static char folder[400];

/* Runs server.sh; its first line of output goes to out. The exit code. */
static int run(const char *verb, const char *argument, const char *sql, char *out, size_t room)
{
    char script[400];
    int ends[2], result = 0;

    snprintf(script, sizeof(script), "%s/tests/sync/server.sh", getenv("SHOUWEN_SRCDIR"));
    if (pipe(ends) != 0)
        abort();
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execl("/bin/sh", "sh", script, verb, argument, sql, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    FILE *said = fdopen(ends[0], "r");
    if (!said || !fgets(out, (int)room, said))
        *out = '\0';
    fclose(said);
    out[strcspn(out, "\n")] = '\0';
    if (child < 0 || waitpid(child, &result, 0) != child || !WIFEXITED(result))
        abort();
    return WEXITSTATUS(result);
}

static void must_with(const char *verb, const char *sql)
{
    char out[400];

    if (run(verb, folder, sql, out, sizeof(out)) == 0)
        return;
    fprintf(stderr, "server.sh %s: %s\n", verb, out);
    abort();
}

static void must(const char *verb)
{
    must_with(verb, NULL);
}

bool server_start(void)
{
    char out[400];

    if (*folder)
        return true;
    int code = run("start", NULL, NULL, out, sizeof(out));
    if (code && code != NOT_INSTALLED)
        abort();
    if (!code)
        snprintf(folder, sizeof(folder), "%s", out);
    else
        printf("# %s\n", out);
    return !code;
}

const char *server_address(const char *user)
{
    static char address[2][500];
    static int at;

    at = !at;
    snprintf(address[at], sizeof(address[at]), "pg:host=%s dbname=shouwen_hub user=%s", folder,
             user);
    return address[at];
}

void server_restart(void)
{
    must("restart");
}

void server_reset(void)
{
    must("reset");
}

void server_save(void)
{
    must("save");
}

void server_put_back(void)
{
    must("putback");
}

void server_sql(const char *sql)
{
    must_with("sql", sql);
}

void server_stop(void)
{
    if (*folder)
        must("stop");
    *folder = '\0';
}
