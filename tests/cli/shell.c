/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "tests/cli/shell.h"

#include "shouwen/store/db.h"

#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

char shell_folder[] = "/tmp/shouwen-cli-XXXXXX";
struct text said = TEXT_EMPTY, complained = TEXT_EMPTY;
struct json *answer;
const char *shell_file;

static const char folder_pattern[] = "/tmp/shouwen-cli-XXXXXX";

static const char *build_folder(void)
{
    const char *folder = getenv("SHOUWEN_BUILDDIR");

    return folder ? folder : ".";
}

/* Runs a line of shell and waits; its status as waitpid() gives it. */
static int run_line(const char *line)
{
    char *arguments[] = {(char *)"sh", (char *)"-c", (char *)(uintptr_t)line, NULL};
    pid_t child;
    int code = -1;

    assert_int_equal(posix_spawn(&child, "/bin/sh", NULL, NULL, arguments, environ), 0);
    while (waitpid(child, &code, 0) < 0 && errno == EINTR)
        continue;
    return code;
}

static void read_back(const char *name, struct text *into)
{
    char room[4096];
    char path[128];
    size_t length;

    text_clear(into);
    snprintf(path, sizeof(path), "%s/%s", shell_folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while ((length = fread(room, 1, sizeof(room), file)) > 0)
        text_add_bytes(into, room, length);
    fclose(file);
}

void shell_set(const char *name, const char *value)
{
    if (value)
        setenv(name, value, 1);
    else
        unsetenv(name);
}

void shell_at(const char *time)
{
    shell_set("SHOUWEN_NOW", time);
}

int shell_start(void **state)
{
    static const char *const unset[] = {"SHOUWEN_AS", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                                        "LANGUAGE",   "LC_MESSAGES",     "NO_COLOR"};
    char program[4096];

    (void)state;
    memcpy(shell_folder, folder_pattern, sizeof(folder_pattern));
    if (!mkdtemp(shell_folder))
        return -1;
    for (size_t i = 0; i < sizeof(unset) / sizeof(unset[0]); i++)
        unsetenv(unset[i]);
    setenv("HOME", shell_folder, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    snprintf(program, sizeof(program), "%s/src/shouwen", build_folder());
    setenv("S", program, 1);
    shell_at("2026-11-16T09:00");
    shell_file = "s.db";
    return 0;
}

int shell_end(void **state)
{
    char line[128];

    (void)state;
    json_release(answer);
    answer = NULL;
    text_release(&said);
    text_release(&complained);
    said = complained = (struct text)TEXT_EMPTY;
    snprintf(line, sizeof(line), "rm -r '%s'", shell_folder);
    return run_line(line) == 0 ? 0 : -1;
}

void shell_write(const char *name, const char *content)
{
    char path[128];

    snprintf(path, sizeof(path), "%s/%s", shell_folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content, 1, strlen(content), file), strlen(content));
    assert_int_equal(fclose(file), 0);
}

static int run(const char *line)
{
    struct text whole = TEXT_EMPTY;

    text_addf(&whole, "cd '%s' && { %s\n} >.out 2>.err", shell_folder, line);
    int code = run_line(whole.at);
    text_release(&whole);
    read_back(".out", &said);
    read_back(".err", &complained);
    assert_true(WIFEXITED(code));
    return WEXITSTATUS(code);
}

int shell(const char *format, ...)
{
    struct text line = TEXT_EMPTY;
    va_list values;

    va_start(values, format);
    text_addv(&line, format, values);
    va_end(values);
    int code = run(line.at);
    text_release(&line);
    return code;
}

static int call(const char *more, const char *staff, const char *format, va_list values)
{
    struct text line = TEXT_EMPTY;

    text_addf(&line, "\"$S\" --db %s%s %s%s ", shell_file, more, *staff ? "--as " : "", staff);
    text_addv(&line, format, values);
    int code = run(line.at);
    text_release(&line);
    return code;
}

int as(const char *staff, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    int code = call("", staff, format, values);
    va_end(values);
    return code;
}

static void read_answer(const struct text *from)
{
    struct error error;

    json_release(answer);
    answer = NULL;
    if (json_read(from->at, from->length, 0, &answer, &error) != STATUS_OK)
        fail_msg("%s: %s", error.message, from->at);
}

void ask(const char *staff, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    int code = call(" --json", staff, format, values);
    va_end(values);
    if (code != 0 || complained.length)
        fail_msg("%s: exit code %d: %s", format, code, complained.at);
    read_answer(&said);
}

void refused(int code, const char *part, const char *staff, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    int was = call("", staff, format, values);
    va_end(values);
    if (was != code || !strstr(complained.at, part))
        fail_msg("%s: exit code %d, wanted %d with \"%s\": %s", format, was, code, part,
                 complained.at);
    assert_string_equal(said.at, "");
    assert_ptr_equal(strchr(complained.at, '\n'), complained.at + complained.length - 1);
    assert_int_equal(strncmp(complained.at, "shouwen: ", 9), 0);
}

/* --- looking into the answer --- */

static const struct json *step(const struct json *value, const char *name)
{
    long index;

    if (text_to_long(name, -1000, 1000000, &index) && !json_holds_object(value))
        return json_item(value, index < 0 ? json_length(value) - (size_t)-index : (size_t)index);
    return json_get(value, name);
}

const struct json *member(const char *path)
{
    char names[256], *next = names;
    const struct json *value = answer;

    snprintf(names, sizeof(names), "%s", path);
    while (*names && next && value) {
        char *name = strsep(&next, ".");
        value = step(value, name);
    }
    if (!value)
        fail_msg("there is no %s in %s", path, said.at);
    return value;
}

const char *got(const char *path)
{
    const char *text = json_text(member(path));

    return text ? text : "";
}

int64_t number_at(const char *path)
{
    int64_t number;

    if (!json_integer_of(member(path), &number))
        fail_msg("%s is no number in %s", path, said.at);
    return number;
}

void assert_got(const char *path, const char *expected)
{
    if (strcmp(got(path), expected) != 0)
        fail_msg("%s is \"%s\", wanted \"%s\": %s", path, got(path), expected, said.at);
}

static void add_name(void *context, const char *key, const struct json *value)
{
    struct text *names = context;

    (void)value;
    text_addf(names, "%s%s", names->length ? " " : "", key);
}

const char *members(const char *path)
{
    static struct text names = TEXT_EMPTY;

    text_release(&names);
    names = (struct text)TEXT_EMPTY;
    json_each(member(path), add_name, &names);
    return names.at;
}

/* --- a station --- */

static const char nodes[] = "code,name,parent,level\n"
                            "310115,浦东新区,,district\n"
                            "310115-fgj,区房管局,310115,department\n"
                            "310115007,上钢新村街道,310115,street\n"
                            "310115007001,上南一村,310115007,station\n";
static const char staff[] =
    "id,name,title,duties,backup,roles,node,grids,status\n"
    "S01,陆伟,社工,YB01,S06,desk,310115007001,,active\n"
    "S02,顾晓燕,联合接待员,,,joint,310115007001,,active\n"
    "S03,陈静,社工,MZ01,S06,worker,310115007001,,active\n"
    "S04,张欣,网格长,,S03,grid_leader;worker,310115007001,310115007001-G03,active\n"
    "S05,王建国,书记,,,secretary,310115007001,,active\n"
    "S06,金琳,社工,YB01,S01,desk;worker,310115007001,,active\n"
    "S12,曹敏,管理员,,S01,admin;desk,310115007001,,active\n"
    "T01,吴昊,分派员,,,dispatcher,310115007,,active\n"
    "U01,徐建平,经办,,,clerk,310115-fgj,,active\n"
    "V01,周强,监督员,,,supervisor,310115,,active\n";
static const char grids[] = "code,name,leader,places\n"
                            "310115007001-G03,第三网格,S04,3;4\n"
                            "310115007001-G04,第四网格,,5;6\n";
static const char services[] =
    "code,name,aliases,category,limit,materials,place\n"
    "MZ01,高龄津贴,老人钱,government,7w/5w,身份证/original/1|户口簿/copy/1|银行卡/copy/1,here\n"
    "YB01,医保咨询,医疗本,health,,,here\n";
static const char residents[] = "id,name,phone,door,id_number\n"
                                "RA000001A,王秀英,13900005501,5-502,\n"
                                "RA000002A,张伟,13900005502,2-301,\n"
                                "RA000003A,张伟,13900005503,4-101,\n"
                                "RA000004A,欧阳明,13900005504,6-201,11010519491231002X\n";

int station_start(void **state)
{
    static const struct {
        const char *kind, *content;
    } lists[] = {{"nodes", nodes},
                 {"grids", grids},
                 {"services", services},
                 {"residents", residents},
                 {"staff", staff}};

    if (shell_start(state) != 0 || as("", "init --node 310115007001 --name 上南一村") != 0)
        return -1;
    if (as("", "import calendar '%s/data/calendar-2026.csv'", getenv("SHOUWEN_SRCDIR")) != 0)
        return -1;
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        shell_write("list.csv", lists[i].content);
        if (as("", "import %s list.csv", lists[i].kind) != 0) {
            fputs(said.at, stderr);
            return -1;
        }
    }
    return 0;
}

const char *opened(const char *options)
{
    static char numbers[4][32];
    static int next;

    if (as("S01", "case open --channel walk-in --subject 楼道灯不亮 %s", options) != 0)
        fail_msg("%s", complained.at);
    char *number = numbers[next++ % 4];
    snprintf(number, sizeof(numbers[0]), "%.*s", (int)strcspn(said.at, "\n"), said.at);
    return number;
}

void shell_move_to_another_log(const char *number)
{
    struct text path = TEXT_EMPTY, statement = TEXT_EMPTY;
    struct error error;
    struct db *db;

    text_addf(&path, "%s/s.db", shell_folder);
    text_addf(&statement,
              "UPDATE act SET head = CAST(replace(CAST(head AS TEXT), '\"l\":\"310115007001-', "
              "'\"l\":\"310115007002-') AS BLOB) WHERE subject = 'case/%s'",
              number);
    assert_int_equal(db_open(path.at, DB_WRITE, &db, &error), STATUS_OK);
    assert_int_equal(db_begin(db, &error), STATUS_OK);
    assert_int_equal(query_run(db_query_composed(db, statement.at), &error), STATUS_OK);
    assert_int_equal(db_commit(db, &error), STATUS_OK);
    db_close(db);
    text_release(&path);
    text_release(&statement);
}
