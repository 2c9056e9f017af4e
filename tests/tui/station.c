/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "station.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/admin.h"
#include "shouwen/desk/follow.h"
#include "shouwen/intake/import.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static const struct {
    enum record_kind kind;
    const char *csv;
} reference[] = {
    {RECORD_NODES, "code,name,level\n310115007,上钢新村街道,street\n"
                   "310115-fgj,区房管局,department\n"
                   "310115007-pab,街道平安办,department\n"},
    {RECORD_STAFF,
     "id,name,title,duties,backup,roles,node,grids,status,away_from,away_until,cover\n"
     "S01,陆伟,社工,SH01,S06,desk,310115007001,,active,,,\n"
     "S02,顾晓燕,联合接待员,,,joint,310115007001,,active,,,\n"
     "S03,陈静,社工,YB01,S04,worker,310115007001,,active,,,\n"
     "S04,张欣,社工 网格长,,S03,worker;grid_leader,310115007001,310115007001-G03,active,,,\n"
     "S05,王建国,书记,,,secretary,310115007001,,active,,,\n"
     "S07,孙磊,社工,YB01,S03,worker,310115007001,,leave,2026-11-23,2026-11-28,S03\n"
     "S12,曹敏,主任助理,,,admin;desk,310115007001,,active,,,\n"
     "T01,吴昊,分派员,,,dispatcher,310115007,,active,,,\n"
     "V01,方慧,监督员,,,supervisor,310115,,active,,,\n"
     "U01,徐建平,经办,,,clerk,310115-fgj,,active,,,\n"},
    {RECORD_GRIDS, "code,name,leader\n310115007001-G03,第三网格,S04\n"},
    {RECORD_RESIDENTS, "id,name,sex,birth_on,phone,door,grid,tags\n"
                       "RA000001A,周美芳,女,1948-03-02,13900002208,5-502,310115007001-G03,独居\n"
                       "RA000002A,李桂珍,女,1955-01-09,13700005512,5-301,310115007001-G03,\n"},
    {RECORD_SERVICES, "code,name,aliases,category,place,materials,limit\n"
                      "YB01,换发就医记录册,医疗本,government,video,社保卡|旧册/original|照片,3w\n"},
};

static int64_t start_at(void)
{
    return clock_at_from(clock_day_from(2026, 11, 23), 10, 42);
}

static void path_in(const struct station *station, const char *name, char *out, size_t room)
{
    snprintf(out, room, "%s/%s", station->folder, name);
}

static void must(enum status status, const struct error *error)
{
    if (status != STATUS_OK)
        fail_msg("%s", error->message);
}

static void load_file(struct station *station, enum record_kind kind, const char *path)
{
    struct import_report report = {0};
    struct text problems = TEXT_EMPTY;
    struct error error;

    must(import_file(station->desk, kind, path, &(struct import_how){0}, &report, &error), &error);
    import_report_say(&report, &problems);
    if (report.refused_count || report.is_given_up)
        fail_msg("%s", problems.at);
    text_release(&problems);
    import_report_release(&report);
}

static void load_text(struct station *station, enum record_kind kind, const char *csv)
{
    char path[128];

    path_in(station, "rows.csv", path, sizeof(path));
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(csv, file);
    fclose(file);
    load_file(station, kind, path);
}

static void make_empty(const char *path)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fclose(file);
}

int station_set_up(void **state)
{
    struct station *station = memory_new(sizeof(*station));
    const char *data = getenv("SHOUWEN_DATADIR");
    struct error error;
    char calendar[512];

    clock_fix(start_at());
    snprintf(station->folder, sizeof(station->folder), "/tmp/shouwen-tui-XXXXXX");
    assert_non_null(mkdtemp(station->folder));
    path_in(station, "station.db", station->path, sizeof(station->path));
    path_in(station, "empty.ini", station->config, sizeof(station->config));
    make_empty(station->config);
    station->options = (struct desk_options){.database = station->path, .config = station->config};
    must(desk_new(&station->options, &station->desk, &error), &error);
    must(admin_init(station->desk, STATION_NODE, "市新居委会家门口服务站", &error), &error);
    must(desk_open(station->desk, &error), &error);
    snprintf(calendar, sizeof(calendar), "%s/calendar-2026.csv", data ? data : "../data");
    load_file(station, RECORD_CALENDAR, calendar);
    for (size_t i = 0; i < sizeof(reference) / sizeof(*reference); i++) {
        load_text(station, reference[i].kind, reference[i].csv);
        /* the first administrator is among the staff: from then on somebody must be signed in */
        must(desk_refresh(station->desk, &error), &error);
        if (reference[i].kind == RECORD_STAFF)
            station_as(station, "S12");
    }
    *state = station;
    return 0;
}

/* Whatever a test left there goes with the folder. */
static void remove_files(const struct station *station)
{
    DIR *folder = opendir(station->folder);
    struct dirent *entry;
    char path[512];

    while (folder && (entry = readdir(folder))) {
        if (*entry->d_name == '.')
            continue;
        path_in(station, entry->d_name, path, sizeof(path));
        unlink(path);
    }
    if (folder)
        closedir(folder);
}

int station_tear_down(void **state)
{
    struct station *station = *state;

    desk_free(station->desk);
    desk_free(station->other);
    arena_release(&station->arena);
    remove_files(station);
    int removed = rmdir(station->folder);
    free(station);
    clock_fix(0);
    return removed;
}

void station_as(struct station *station, const char *staff_id)
{
    struct error error;

    must(desk_sign_in(station->desk, staff_id, &error), &error);
}

/* What is recorded here comes from another desk, as another program's acts would. */
static const char *record(struct station *station, const char *by, struct act *acts, size_t count)
{
    const char *number;
    struct error error;

    if (!station->other) {
        must(desk_new(&station->options, &station->other, &error), &error);
        must(desk_open(station->other, &error), &error);
    }
    must(desk_refresh(station->other, &error), &error);
    must(desk_sign_in(station->other, by, &error), &error);
    must(follow_record(station->other, acts, count, &station->arena, &number, &error), &error);
    return arena_copy(&station->arena, number);
}

const char *station_open(struct station *station, const char *by, const char *name,
                         const char *subject, const char *service)
{
    struct act act = {.kind = ACT_OPEN};

    act.value[FIELD_CHANNEL] = "walk-in";
    act.value[FIELD_NAME] = name;
    act.value[FIELD_SUBJECT] = subject;
    act.value[FIELD_SERVICE] = service;
    return record(station, by, &act, 1);
}

void station_act(struct station *station, const char *by, const char *number, const char *word, ...)
{
    struct act act = {.kind = act_kind_of(word)};
    va_list fields;

    act.subject = arena_format(&station->arena, "case/%s", number);
    va_start(fields, word);
    for (const char *field; (field = va_arg(fields, const char *));) {
        const char *equals = strchr(field, '=');
        assert_non_null(equals);
        int at = act_field_of(arena_copy_part(&station->arena, field, (size_t)(equals - field)));
        assert_true(at >= 0);
        act.value[at] = equals + 1;
    }
    va_end(fields);
    record(station, by, &act, 1);
}

void station_fill(struct station *station, int count)
{
    enum { BATCH = 250 };
    struct act acts[BATCH];

    for (int done = 0; done < count;) {
        int batch = count - done < BATCH ? count - done : BATCH;
        memset(acts, 0, sizeof(acts));
        for (int i = 0; i < batch; i++, done++) {
            acts[i].kind = ACT_OPEN;
            acts[i].happened_at = start_at() - (int64_t)(count - done) * CLOCK_MINUTE;
            acts[i].value[FIELD_CHANNEL] = "phone";
            acts[i].value[FIELD_SUBJECT] = arena_format(&station->arena, "事由 %d", done + 1);
        }
        record(station, "S01", acts, (size_t)batch);
    }
}

char *station_until(int32_t day, char *out)
{
    snprintf(out, 32, "until=%lld", (long long)(clock_start_of(day + 1) - CLOCK_MINUTE));
    return out;
}

void station_away(struct station *station, const char *staff_id, const char *cover)
{
    char csv[200], today[CLOCK_TEXT];

    station_as(station, "S12");
    snprintf(csv, sizeof(csv), "id,status,away_from,cover\n%s,leave,%s,%s\n", staff_id,
             clock_format_day(clock_day_of(clock_now_at()), today), cover);
    load_text(station, RECORD_STAFF, csv);
}

void station_later(int minutes)
{
    clock_fix(clock_now_at() + (int64_t)minutes * CLOCK_MINUTE);
}
