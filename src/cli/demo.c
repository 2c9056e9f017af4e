/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/demo.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/place.h"
#include "shouwen/desk/admin.h"
#include "shouwen/intake/import.h"
#include "cli/demo_inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char station_code[] = "310115007001";
static const char station_name[] = "上南一村居委会家门口服务站";
static const char on_duty[] = "S01";
static const char title[] = "; the demo's settings\n";

/* In the order in which one refers to another; a place in the demo folder, or the calendars beside
 * it. */
static const struct {
    enum record_kind kind;
    const char *file;
} lists[] = {
    {RECORD_CALENDAR, "../calendar-2024.csv"},
    {RECORD_CALENDAR, "../calendar-2025.csv"},
    {RECORD_CALENDAR, "../calendar-2026.csv"},
    {RECORD_NODES, "nodes.csv"},
    {RECORD_SERVICES, "services.csv"},
    {RECORD_STAFF, "staff.csv"},
    {RECORD_GRIDS, "grids.csv"},
    {RECORD_DUTY, "duty.csv"},
    {RECORD_RESIDENTS, "residents.csv"},
    {RECORD_RESOURCES, "resources.csv"},
    {RECORD_DEMANDS, "demands.csv"},
};

enum status demo_read(const char *path, struct text *content, struct error *error)
{
    char room[65536];
    FILE *file = fopen(path, "re");
    size_t length;

    if (!file)
        return error_set(error, STATUS_BROKEN, "dir", _("%s cannot be read: %s"), path,
                         strerror(errno));
    while ((length = fread(room, 1, sizeof(room), file)) > 0)
        text_add_bytes(content, room, length);
    bool failed = ferror(file);
    fclose(file);
    return failed ? error_set(error, STATUS_BROKEN, "dir", _("%s cannot be read"), path)
                  : STATUS_OK;
}

static enum status write_file(const char *path, const struct text *content, struct error *error)
{
    FILE *file = fopen(path, "we");

    if (!file)
        return error_set(error, STATUS_BROKEN, "dir", _("%s cannot be written: %s"), path,
                         strerror(errno));
    bool done = fwrite(content->at, 1, content->length, file) == content->length;
    done = fclose(file) == 0 && done;
    return done ? STATUS_OK
                : error_set(error, STATUS_BROKEN, "dir", _("%s cannot be written"), path);
}

/* The list with its days written out, imported from a file in the new folder. */
static enum status import_list(struct desk *desk, const char *data, const char *folder,
                               enum record_kind kind, const char *name, struct error *error)
{
    struct text path = TEXT_EMPTY, content = TEXT_EMPTY, dated = TEXT_EMPTY;
    struct import_report report = {0};
    const char *slash = strrchr(name, '/');
    enum status status;

    text_addf(&path, "%s/demo/%s", data, name);
    TRY(demo_read(path.at, &content, error));
    demo_write_days(&dated, content.at, clock_day_of(clock_now_at()));
    text_clear(&path);
    text_addf(&path, "%s/%s", folder, slash ? slash + 1 : name);
    TRY(write_file(path.at, &dated, error));
    TRY(import_file(desk, kind, path.at, &(struct import_how){0}, &report, error));
    if (report.problem_count && (report.refused_count || report.is_given_up))
        status = error_set(error, STATUS_BROKEN, "dir", _("%s: line %lld, %s: %s"), path.at,
                           (long long)report.problems[0].line, report.problems[0].column,
                           report.problems[0].message);
done:
    import_report_release(&report);
    text_release(&path);
    text_release(&content);
    text_release(&dated);
    return status;
}

/* Once the staff is there an administrator goes on. */
static enum status sign_in_admin(struct desk *desk, struct error *error)
{
    enum status status;

    TRY(desk_refresh(desk, error));
    const struct people *people = desk_people(desk);
    for (size_t i = 0; i < people->count; i++)
        if (person_has(&people->at[i], ROLE_ADMIN) &&
            person_is_active(&people->at[i], people->today))
            return desk_sign_in(desk, people->at[i].id, error);
done:
    return status;
}

static enum status fill(struct desk *desk, const char *data, const char *folder,
                        struct error *error)
{
    struct text path = TEXT_EMPTY, diary = TEXT_EMPTY;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        TRY(sign_in_admin(desk, error));
        TRY(import_list(desk, data, folder, lists[i].kind, lists[i].file, error));
    }
    text_addf(&path, "%s/demo/cases.txt", data);
    TRY(demo_read(path.at, &diary, error));
    TRY(demo_play_diary(desk, diary.at, clock_day_of(clock_now_at()), error));
done:
    text_release(&path);
    text_release(&diary);
    return status;
}

static enum status make_in(const char *folder, struct error *error)
{
    char data[PLACE_MOST];
    struct text database = TEXT_EMPTY, config = TEXT_EMPTY, ini = TEXT_EMPTY;
    struct desk *desk = NULL;
    struct desk_options options = {0};
    enum status status;

    text_addf(&database, "%s/shouwen.db", folder);
    text_addf(&config, "%s/shouwen.ini", folder);
    text_addf(&ini, "%s[desk]\nstaff = %s\n", title, on_duty);
    place_find("data", "SHOUWEN_DATADIR", PKGDATADIR, data);
    TRY(write_file(config.at, &ini, error));
    options.database = database.at;
    options.config = config.at;
    TRY(desk_new(&options, &desk, error));
    TRY(admin_init(desk, station_code, station_name, error));
    TRY(desk_open(desk, error));
    TRY(fill(desk, data, folder, error));
done:
    desk_free(desk);
    text_release(&database);
    text_release(&config);
    text_release(&ini);
    return status;
}

static void default_folder(struct text *out)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

    if (!text_is_empty(data))
        text_addf(out, "%s/shouwen-demo", data);
    else
        text_addf(out, "%s/.local/share/shouwen-demo", home ? home : "");
}

/* A station file and the demo's settings beside it: any other station is nobody's to play with. */
static enum status find_there(const char *database, const char *config, bool *is_there,
                              struct error *error)
{
    struct text ini = TEXT_EMPTY;
    struct error unread;

    *is_there = access(database, F_OK) == 0;
    if (!*is_there)
        return STATUS_OK;
    bool is_demo = demo_read(config, &ini, &unread) == STATUS_OK && text_starts(ini.at, title);
    text_release(&ini);
    if (is_demo)
        return STATUS_OK;
    return error_set(error, STATUS_BROKEN, "dir",
                     _("%s is there and is not a demo; choose another folder with --dir"),
                     database);
}

static void take_folder(const char *dir, struct text *folder)
{
    if (dir)
        text_add(folder, dir);
    else
        default_folder(folder);
    while (folder->length > 1 && folder->at[folder->length - 1] == '/')
        text_cut(folder, folder->length - 1);
}

enum status demo_make(const char *dir, struct text *database, struct text *config, bool *is_new,
                      struct error *error)
{
    struct text path = TEXT_EMPTY;
    struct demo_folder folder = {.making = TEXT_EMPTY, .fd = -1, .path = ""};
    enum status status;
    bool is_there;

    if (dir && !*dir)
        return error_set(error, STATUS_INVALID, "dir", _("--dir needs the name of a folder"));
    take_folder(dir, &path);
    text_addf(database, "%s/shouwen.db", path.at);
    text_addf(config, "%s/shouwen.ini", path.at);
    TRY(find_there(database->at, config->at, &is_there, error));
    *is_new = !is_there;
    if (is_there)
        goto done;
    TRY(demo_folder_take(path.at, &folder, error));
    TRY(make_in(folder.making.at, error));
    TRY(demo_folder_finish(&folder, error));
done:
    demo_folder_leave(&folder);
    text_release(&path);
    return status;
}
