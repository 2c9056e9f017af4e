/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "workplace.h"

#include "shouwen/base/clock.h"
#include "shouwen/cli/demo.h"
#include "shouwen/desk/receive_draft.h"
#include "shouwen/store/query_cases.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static char folder[] = "/tmp/shouwen-work-XXXXXX";
static char database[300], config[300];
static struct text made = TEXT_EMPTY, made_config = TEXT_EMPTY;

int workplace_make(void **state)
{
    struct error error;
    char demo[300];
    bool is_new;

    (void)state;
    assert_non_null(mkdtemp(folder));
    clock_fix(clock_at_from(clock_day_from(2026, 11, 23), 10, 42));
    snprintf(demo, sizeof(demo), "%s/demo", folder);
    if (demo_make(demo, &made, &made_config, &is_new, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return 0;
}

static int remove_one(const char *path, const struct stat *kind, int flag, struct FTW *where)
{
    (void)kind;
    (void)flag;
    (void)where;
    return remove(path);
}

int workplace_remove(void **state)
{
    (void)state;
    text_release(&made);
    text_release(&made_config);
    return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void copy(const char *from, const char *end, const char *to)
{
    char name[600], buffer[65536];
    size_t length;

    snprintf(name, sizeof(name), "%s%s", from, end);
    FILE *in = fopen(name, "rb");
    snprintf(name, sizeof(name), "%s%s", to, end);
    FILE *out = fopen(name, "wb");
    assert_non_null(in);
    assert_non_null(out);
    while ((length = fread(buffer, 1, sizeof(buffer), in)) > 0)
        assert_int_equal(fwrite(buffer, 1, length, out), length);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

int workplace_copy(void **state)
{
    static const char *const left[] = {"-wal", "-shm"};
    char name[600];

    (void)state;
    snprintf(database, sizeof(database), "%s/copy.db", folder);
    snprintf(config, sizeof(config), "%s/copy.ini", folder);
    for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++) {
        snprintf(name, sizeof(name), "%s%s", database, left[i]);
        remove(name);
    }
    copy(made.at, "", database);
    copy(made.at, ".key", database);
    copy(made_config.at, "", config);
    return 0;
}

struct pty *workplace_start(int rows, int columns, const char *staff,
                            const char *const *environment)
{
    const char *argv[] = {"src/shouwen", "--db", database, "--config", config, NULL, NULL, NULL};

    if (staff) {
        argv[5] = "--as";
        argv[6] = staff;
    }
    return pty_start(&(struct pty_options){
        .rows = rows, .columns = columns, .argv = argv, .environment = environment});
}

struct pty *workplace_open(void)
{
    static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};
    struct pty *pty = workplace_start(24, 80, NULL, chinese);

    pty_expect(pty, "什么事");
    return pty;
}

struct pty *workplace_open_by_shell(const char *script)
{
    static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};
    char program[600];
    const char *const argv[] = {"/bin/sh", "-c",     script,     "sh",   program,
                                "--db",    database, "--config", config, NULL};

    snprintf(program, sizeof(program), "%s/src/shouwen", getenv("SHOUWEN_BUILDDIR"));
    struct pty *pty = pty_start(&(struct pty_options){.argv = argv, .environment = chinese});
    pty_expect(pty, "什么事");
    return pty;
}

void workplace_leave(struct pty *pty)
{
    pty_keys(pty, "<Ctrl-Q>");
    assert_int_equal(pty_end(pty, NULL), 0);
}

const char *workplace_database(void)
{
    return database;
}

const char *workplace_config(void)
{
    return config;
}

struct desk *workplace_desk(void)
{
    const struct desk_options options = {.database = database, .config = config};
    struct desk *desk;
    struct error error;

    if (desk_new(&options, &desk, &error) != STATUS_OK || desk_open(desk, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return desk;
}

/* The latest cases, newest first. */
static size_t latest(struct desk *desk, struct arena *arena, struct case_row **rows)
{
    const struct case_filter filter = {
        .queue = QUEUE_ALL, .today = desk_today(desk), .limit = 10000};
    struct error error;
    size_t count;

    if (query_cases(desk_reader(desk), &filter, arena, rows, &count, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return count;
}

const char *workplace_newest(const char *text)
{
    static char number[64];
    struct desk *desk = workplace_desk();
    struct arena arena = {0};
    struct case_row *rows;
    size_t count = latest(desk, &arena, &rows);

    *number = '\0';
    for (size_t i = 0; i < count && !*number; i++)
        if (strstr(rows[i].subject, text))
            snprintf(number, sizeof(number), "%s", rows[i].number);
    arena_release(&arena);
    desk_free(desk);
    if (!*number)
        fail_msg("no case is about %s", text);
    return number;
}

int workplace_count(void)
{
    struct desk *desk = workplace_desk();
    struct arena arena = {0};
    struct case_row *rows;
    int count = (int)latest(desk, &arena, &rows);

    arena_release(&arena);
    desk_free(desk);
    return count;
}

void workplace_settings(const char *text)
{
    FILE *file = fopen(config, "w");

    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

/* What is on a screen has any slot up to 0. */
static bool holds(const char *staff, int slot, const char *who, const char *what)
{
    struct desk *desk = workplace_desk();
    struct query *query = db_query(desk_reader(desk), SQL_DRAFT_LIST);
    bool row, is_kept = false, does = false;
    struct receive_draft draft;
    struct error error;

    receive_draft_init(&draft);
    query_bind_text(query, 1, staff);
    while (!does) {
        if (query_step(query, &row, &error) != STATUS_OK)
            fail_msg("%s", error.message);
        if (!row)
            break;
        if (slot ? query_integer(query, 0) != slot : query_integer(query, 0) > 0)
            continue;
        receive_draft_read(&draft, query_text(query, 2));
        is_kept = true;
        does = strcmp(draft.who.at, who) == 0 && strcmp(draft.what.at, what) == 0;
    }
    query_reset(query);
    receive_draft_release(&draft);
    desk_free(desk);
    return does || (!is_kept && !*who && !*what);
}

void workplace_wait_draft(const char *staff, int slot, const char *who, const char *what)
{
    const struct timespec pause = {.tv_nsec = 20 * 1000 * 1000};
    time_t end = time(NULL) + PTY_SECONDS;

    while (!holds(staff, slot, who, what)) {
        if (time(NULL) > end)
            fail_msg("slot %d of %s never held \"%s\" and \"%s\"", slot, staff, who, what);
        nanosleep(&pause, NULL);
    }
}
