/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "trial.h"

#include "shouwen/desk/admin.h"
#include "shouwen/intake/export.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static void path_in(const struct trial *trial, const char *name, char *out, size_t room)
{
    snprintf(out, room, "%s/%s", trial->folder, name);
}

static void make_desk(struct trial *trial)
{
    struct error error = {0};
    char path[128], config[128];

    path_in(trial, "station.db", path, sizeof(path));
    path_in(trial, "empty.ini", config, sizeof(config));
    if (desk_new(&(struct desk_options){.database = path, .config = config}, &trial->desk,
                 &error) != STATUS_OK)
        fail_msg("%s", error.message);
}

void trial_open(struct trial *trial)
{
    struct error error = {0};

    make_desk(trial);
    if (desk_open(trial->desk, &error) != STATUS_OK)
        fail_msg("%s", error.message);
}

void trial_close(struct trial *trial)
{
    desk_free(trial->desk);
    trial->desk = NULL;
}

int trial_set_up(void **state)
{
    return trial_set_up_at(state, "330106001001");
}

int trial_set_up_at(void **state, const char *node)
{
    struct trial *trial = memory_new(sizeof(*trial));
    struct error error;
    char config[128];

    snprintf(trial->folder, sizeof(trial->folder), "/tmp/shouwen-intake-XXXXXX");
    if (!mkdtemp(trial->folder))
        return -1;
    path_in(trial, "empty.ini", config, sizeof(config));
    FILE *empty = fopen(config, "w");
    if (!empty || fclose(empty) != 0)
        return -1;
    make_desk(trial);
    if (admin_init(trial->desk, node, "示例居委会", &error) != STATUS_OK ||
        desk_open(trial->desk, &error) != STATUS_OK) {
        print_error("%s\n", error.message);
        return -1;
    }
    *state = trial;
    return 0;
}

int trial_tear_down(void **state)
{
    static const char *const files[] = {"station.db",     "station.db-wal", "station.db-shm",
                                        "station.db.key", "rows.csv",       "empty.ini"};
    struct trial *trial = *state;
    char path[128];

    desk_free(trial->desk);
    import_report_release(&trial->report);
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        path_in(trial, files[i], path, sizeof(path));
        unlink(path);
    }
    int removed = rmdir(trial->folder);
    free(trial);
    return removed;
}

static const struct import_report *run(struct trial *trial, enum record_kind kind, const char *path,
                                       bool is_dry)
{
    struct import_how how = trial->how;
    struct error error = {0};

    import_report_release(&trial->report);
    trial->report.rejects = trial->rejects;
    how.is_dry = is_dry;
    how.is_complete = trial->is_complete;
    if (import_file(trial->desk, kind, path, &how, &trial->report, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return &trial->report;
}

const char *trial_write(struct trial *trial, const char *bytes, size_t length)
{
    path_in(trial, "rows.csv", trial->path, sizeof(trial->path));
    FILE *file = fopen(trial->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
    return trial->path;
}

static const struct import_report *run_bytes(struct trial *trial, enum record_kind kind,
                                             const char *csv, size_t length, bool is_dry)
{
    return run(trial, kind, trial_write(trial, csv, length), is_dry);
}

static const struct import_report *run_text(struct trial *trial, enum record_kind kind,
                                            const char *csv, bool is_dry)
{
    return run_bytes(trial, kind, csv, strlen(csv), is_dry);
}

const struct import_report *trial_import_bytes(struct trial *trial, enum record_kind kind,
                                               const char *bytes, size_t length)
{
    return run_bytes(trial, kind, bytes, length, false);
}

const struct import_report *trial_import(struct trial *trial, enum record_kind kind,
                                         const char *csv)
{
    return run_text(trial, kind, csv, false);
}

const struct import_report *trial_try(struct trial *trial, enum record_kind kind, const char *csv)
{
    return run_text(trial, kind, csv, true);
}

const struct import_report *trial_import_file(struct trial *trial, enum record_kind kind,
                                              const char *path)
{
    return run(trial, kind, path, false);
}

static enum status add_bytes(void *context, const char *bytes, size_t length, struct error *error)
{
    (void)error;
    text_add_bytes(context, bytes, length);
    return STATUS_OK;
}

void trial_export(struct trial *trial, enum record_kind kind, bool unmask, struct text *out)
{
    struct export_sink sink = {out, add_bytes};
    struct error error = {0};

    if (export_records(trial->desk, kind, &(struct export_how){.unmask = unmask}, sink, &error) !=
        STATUS_OK)
        fail_msg("%s", error.message);
}

const char *trial_data(struct arena *arena, const char *file)
{
    return arena_format(arena, "%s/tests/intake/data/%s", getenv("SHOUWEN_SRCDIR"), file);
}

void trial_read(const char *path, struct text *out)
{
    FILE *file = fopen(path, "rb");
    char bytes[4096];
    size_t length;

    assert_non_null(file);
    while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
        text_add_bytes(out, bytes, length);
    fclose(file);
}

void trial_expect(const struct import_report *report, int added, int changed, int unchanged,
                  int refused)
{
    if (report->added_count == added && report->changed_count == changed &&
        report->unchanged_count == unchanged && report->refused_count == refused)
        return;
    struct text said = TEXT_EMPTY;
    import_report_say(report, &said);
    print_error("%s", said.at);
    text_release(&said);
    fail();
}

void trial_expect_problem(const struct import_report *report, size_t index, int line,
                          const char *column, const char *words)
{
    assert_true(index < report->problem_count);
    const struct import_problem *problem = &report->problems[index];
    if (problem->line != line || strcmp(problem->column, column) != 0 ||
        (!strstr(problem->message, words) && !strstr(problem->remedy, words)))
        fail_msg("%lld %s: %s; %s", (long long)problem->line, problem->column, problem->message,
                 problem->remedy);
}
