/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/i18n.h"
#include "intake/import_inside.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { ROW_BYTES = 128 };

void import_problem_add(struct import_run *run, int64_t line, const char *column, const char *value,
                        bool is_refusal, const char *message)
{
    struct import_report *report = run->report;
    struct arena *arena = &report->arena;

    report->problem_total++;
    report->doubt_count += !is_refusal;
    if (report->problem_count == IMPORT_PROBLEMS_MOST)
        return;
    report->problems = arena_grow(arena, report->problems, report->problem_count,
                                  &report->problem_room, sizeof(*report->problems));
    report->problems[report->problem_count++] = (struct import_problem){
        .path = arena_copy(arena, run->path),
        .line = line,
        .column = arena_copy(arena, column),
        .value = arena_copy(arena, value),
        .message = arena_copy(arena, message),
        .is_refusal = is_refusal,
    };
}

static enum status take_row(void *context, const struct csv_row *row, struct error *error)
{
    return import_row(context, row, error);
}

/* Stable, and nearly in order already: only the doubts of import_missing() come late. */
static void sort_by_line(struct import_problem *problems, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct import_problem moved = problems[i];
        size_t to = i;
        for (; to && problems[to - 1].line > moved.line; to--)
            problems[to] = problems[to - 1];
        problems[to] = moved;
    }
}

/* Nothing of this file counts, as nothing of it stays. */
static void give_up(struct import_run *run, const struct import_report *before, int64_t line,
                    const char *message)
{
    struct import_report *report = run->report;

    report->added_count = before->added_count;
    report->changed_count = before->changed_count;
    report->unchanged_count = before->unchanged_count;
    report->refused_count++;
    report->is_given_up = true;
    import_problem_add(run, line, run->fault_column ? run->fault_column : "", "", true, message);
}

/* Tens of thousands of cases are indexed at the end: their number is guessed from the size. */
static enum status begin_cases(struct import_run *run, FILE *file, struct error *error)
{
    struct stat about;

    if (run->kind != RECORD_CASES)
        return STATUS_OK;
    if (fstat(fileno(file), &about) != 0)
        about.st_size = 0;
    return backlog_begin(run->desk, about.st_size / ROW_BYTES, &run->backlog, error);
}

/* Everything inside the transaction; *keep says whether it may be kept. */
static enum status read_file(struct import_run *run, FILE *file, bool *keep, struct error *error)
{
    const struct import_report before = *run->report;
    struct csv_reader *reader = csv_reader_new((struct csv_sink){run, take_row});
    enum status status = begin_cases(run, file, error);

    *keep = false;
    if (status == STATUS_OK)
        status = import_read(run, file, reader, error);
    if (status == STATUS_INVALID) {
        give_up(run, &before, csv_reader_line(reader), error->message);
        status = STATUS_OK;
    } else if (status == STATUS_OK && !run->has_headings) {
        give_up(run, &before, 1, _("the file is empty; its first row must hold the headings"));
    } else if (status == STATUS_OK) {
        *keep = true;
        status = import_missing(run, error);
        if (status == STATUS_OK)
            status = import_complete(run, error);
        if (status == STATUS_INVALID) {
            *keep = false;
            give_up(run, &before, 1, error->message);
            status = STATUS_OK;
        }
    }
    sort_by_line(run->report->problems + before.problem_count,
                 run->report->problem_count - before.problem_count);
    csv_reader_free(reader);
    backlog_end(run->backlog);
    return status;
}

/* Keeps a calendar, and says which cases' due days it moved. */
static enum status commit(struct desk *desk, struct import_report *report, struct error *error)
{
    struct moved before, after;
    enum status status;

    if (report->kind != RECORD_CALENDAR)
        return reference_commit(desk, error);
    TRY(almanac_moved(desk, &report->arena, &before, error));
    TRY(reference_commit(desk, error));
    TRY(almanac_moved(desk, &report->arena, &after, error));
    if (after.turn != before.turn)
        report->moved = after;
done:
    return status;
}

enum status import_file(struct desk *desk, enum record_kind kind, const char *path,
                        const struct import_how *how, struct import_report *report,
                        struct error *error)
{
    struct import_run run = {.desk = desk,
                             .row = &record_rows[kind],
                             .kind = kind,
                             .path = path,
                             .how = how,
                             .report = report};
    struct error fault;
    enum status status;
    bool keep = false;
    FILE *file;

    report->kind = kind;
    report->is_dry = how->is_dry;
    TRY(import_open(path, how->paste, &file, error));
    TRY(reference_begin(desk, error));
    status = read_file(&run, file, &keep, &fault);
    if (status != STATUS_OK)
        error_set(error, fault.kind, fault.field, "%s", fault.message);
    if (status == STATUS_OK && keep && !how->is_dry)
        status = commit(desk, report, error);
    else
        reference_rollback(desk);
done:
    if (file)
        fclose(file);
    arena_release(&run.arena);
    arena_release(&run.row_arena);
    return status;
}

void import_report_release(struct import_report *report)
{
    arena_release(&report->arena);
    *report = (struct import_report){0};
}
