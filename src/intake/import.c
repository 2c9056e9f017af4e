/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "intake/import_inside.h"

#include <stdio.h>
#include <string.h>

/* "column: sentence", after those that are there. */
static void add_sentence(struct text *out, const char *column, const char *sentence)
{
    text_add(out, out->length ? _("; ") : "");
    text_addf(out, "%s%s%s", column, *column ? ": " : "", sentence);
}

/* For the row's reject, whether or not the report keeps the problem. */
static void note_refusal(struct import_run *run, const char *column, const char *message,
                         const char *remedy)
{
    if (!run->report->rejects)
        return;
    add_sentence(&run->reasons, column, message);
    add_sentence(&run->remedies, column, remedy);
}

/* NULL where no more are kept. */
static struct import_problem *add_problem(struct import_run *run, const struct import_spot *spot,
                                          bool is_refusal)
{
    struct import_report *report = run->report;
    struct arena *arena = &report->arena;

    report->problem_total++;
    report->doubt_count += !is_refusal;
    if (report->problem_count == IMPORT_PROBLEMS_MOST)
        return NULL;
    report->problems = arena_grow(arena, report->problems, report->problem_count,
                                  &report->problem_room, sizeof(*report->problems));
    report->problems[report->problem_count] = (struct import_problem){
        .path = arena_copy(arena, run->path),
        .line = spot->line,
        .column = arena_copy(arena, spot->column),
        .value = arena_copy(arena, spot->value),
        .is_refusal = is_refusal,
    };
    return &report->problems[report->problem_count++];
}

void import_problem_add(struct import_run *run, const struct import_spot *spot, bool is_refusal,
                        enum reason reason, const char *detail)
{
    struct import_problem *problem = add_problem(run, spot, is_refusal);
    struct text said = TEXT_EMPTY, remedy = TEXT_EMPTY;

    if (!problem && !is_refusal)
        return;
    reason_say(&said, reason, detail);
    reason_say_remedy(&remedy, reason, detail);
    if (problem) {
        problem->message = arena_copy(&run->report->arena, said.at);
        problem->remedy = arena_copy(&run->report->arena, remedy.at);
    }
    if (is_refusal)
        note_refusal(run, spot->column, said.at, remedy.at);
    text_release(&said);
    text_release(&remedy);
}

void import_fault_add(struct import_run *run, const struct import_spot *spot,
                      const struct error *fault, enum reason otherwise)
{
    size_t reason_length = fault->remedy_at;
    struct import_problem *problem;
    const char *message;

    if (!reason_length) {
        import_problem_add(run, spot, true, otherwise, fault->message);
        return;
    }
    problem = add_problem(run, spot, true);
    reason_length -= strlen(_("; "));
    message = arena_copy_part(&run->row_arena, fault->message, reason_length);
    note_refusal(run, spot->column, message, fault->message + fault->remedy_at);
    if (!problem)
        return;
    problem->message = arena_copy(&run->report->arena, message);
    problem->remedy = arena_copy(&run->report->arena, fault->message + fault->remedy_at);
}

/* The first time the file is read through only: what is wrong with it as a whole is found before
 * anything is recorded. */
static enum status take_row(void *context, const struct csv_row *row, struct error *error)
{
    struct import_run *run = context;

    bool is_first = !run->has_headings || (run->is_surveyed && !run->is_past_headings);
    enum status status = STATUS_OK;

    if (row->line < run->heading_line)
        goto done;
    if (!run->has_headings)
        TRY(import_headings(run, row, error));
    run->is_past_headings = run->is_surveyed;
    if ((is_first && !run->how->has_no_headings) || import_is_blank(row))
        goto done;
    if (run->is_surveyed)
        return import_row(run, row, error);
    run->row_total++;
    import_note_ahead(run, row);
done:
    return status;
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
static void take_back(struct import_report *report, const struct import_report *before)
{
    report->added_count = before->added_count;
    report->changed_count = before->changed_count;
    report->unchanged_count = before->unchanged_count;
    report->change_count = before->change_count;
    report->change_total = before->change_total;
    report->cleared_count = before->cleared_count;
    report->new_count = before->new_count;
    report->gone_count = before->gone_count;
}

static void give_up(struct import_run *run, const struct import_report *before, int64_t line,
                    const struct error *fault)
{
    const struct import_spot spot = {line, run->fault_column ? run->fault_column : "", ""};
    struct import_report *report = run->report;

    take_back(report, before);
    report->refused_count++;
    report->is_given_up = true;
    import_fault_add(run, &spot, fault, REASON_CONTENT);
}

/* Tens of thousands are written otherwise than a few. */
static enum status expect_rows(struct import_run *run, struct error *error)
{
    int64_t coming = run->row_total - run->pieces.in_count;

    if (run->kind == RECORD_RESIDENTS)
        return reference_expect_residents(run->desk, coming, error);
    if (run->kind != RECORD_CASES)
        return STATUS_OK;
    return backlog_begin(run->desk, coming, &run->backlog, error);
}

/* The heading over a cell, or its number. */
static const char *column_at(struct import_run *run, size_t cell)
{
    if (run->has_headings && cell < run->columns.count && *run->columns.headings[cell])
        return run->columns.headings[cell];
    return arena_format(&run->arena, _("column %zu"), cell + 1);
}

/* One reading of the file. */
static enum status read_rows(struct import_run *run, FILE *file, int64_t *line, struct error *error)
{
    struct csv_reader *reader = csv_reader_new((struct csv_sink){run, take_row});
    enum status status = import_read(run, file, reader, error);

    *line = csv_reader_line(reader);
    if (status == STATUS_INVALID && !run->fault_column)
        run->fault_column = column_at(run, csv_reader_cell(reader));
    csv_reader_free(reader);
    return status;
}

/* A list often has its title above the headings. */
struct looking {
    struct import_run *run;
    size_t seen;
};

static enum status look_for_headings(void *context, const struct csv_row *row, struct error *error)
{
    struct looking *looking = context;
    struct import_run *run = looking->run;
    const char **cells = arena_alloc(&run->row_arena, (row->count + 1) * sizeof(*cells));
    struct text clean = TEXT_EMPTY;

    if (import_is_blank(row))
        return STATUS_OK;
    for (size_t i = 0; i < row->count; i++) {
        text_clear(&clean);
        utf8_clean(&clean, row->cells[i], strlen(row->cells[i]), false);
        cells[i] = arena_copy(&run->row_arena, clean.at);
    }
    text_release(&clean);
    if (import_are_headings(run->kind, run->how->map, desk_path(run->desk), cells, row->count))
        run->heading_line = looking->seen ? row->line : 0;
    else if (++looking->seen < IMPORT_TITLES)
        return STATUS_OK;
    /* that is enough */
    return error_set(error, STATUS_BUSY, "", _("stopped"));
}

/* Whatever is wrong with the file is found when it is read through. */
static void find_headings(struct import_run *run, FILE *file)
{
    struct looking looking = {.run = run};
    struct csv_reader *reader;
    struct error ignored;

    run->heading_line = run->how->heading_line;
    if (run->heading_line || run->how->has_no_headings)
        return;
    reader = csv_reader_new((struct csv_sink){&looking, look_for_headings});
    enum status status = import_read(run, file, reader, &ignored);
    (void)status;
    csv_reader_free(reader);
    arena_reset(&run->row_arena);
}

/* False in *is_good if nothing of the file can be taken; the report says why. */
static enum status survey(struct import_run *run, FILE *file, const struct import_report *before,
                          bool *is_good, struct error *error)
{
    enum status status = import_sniff(run, file, error);
    int64_t line = 1;

    *is_good = false;
    if (status == STATUS_OK)
        find_headings(run, file);
    run->report->heading_line = run->heading_line;
    if (status == STATUS_OK)
        status = read_rows(run, file, &line, error);
    if (status == STATUS_INVALID) {
        run->report->row_count += run->row_total;
        give_up(run, before, line, error);
        status = STATUS_OK;
    } else if (status == STATUS_OK && !run->has_headings) {
        reason_fault(error, STATUS_INVALID, REASON_EMPTY_FILE, "");
        give_up(run, before, 1, error);
    } else {
        *is_good = status == STATUS_OK;
    }
    run->is_surveyed = true;
    return status;
}

/* What the rows together bring about; false in *is_good if that is refused. */
static enum status finish(struct import_run *run, const struct import_report *before, bool *is_good,
                          struct error *error)
{
    enum status status = STATUS_OK;

    if (run->is_stopped)
        return STATUS_OK;
    import_say_lacking(run);
    TRY(import_missing(run, error));
    status = import_complete(run, error);
    if (status == STATUS_INVALID) {
        *is_good = false;
        give_up(run, before, run->admin_line ? run->admin_line : 1, error);
        status = STATUS_OK;
    }
done:
    return status;
}

/* Keeps a calendar, and says which cases' due days it moves. */
static enum status keep(struct import_run *run, struct error *error)
{
    struct import_report *report = run->report;
    struct moved before, after;
    enum status status;

    if (run->kind == RECORD_CALENDAR)
        TRY(reference_moved(run->desk, &report->arena, &before, error));
    TRY(reference_settle(run->desk, error));
    if (run->kind == RECORD_CALENDAR) {
        TRY(reference_moved(run->desk, &report->arena, &after, error));
        if (after.turn != before.turn)
            report->moved = after;
    }
    if (!run->how->is_dry)
        TRY(import_keep(run, error));
done:
    return status;
}

/* Everything between a begin and its end, except what stands behind a piece that is full. */
static enum status take_file(struct import_run *run, FILE *file, const struct import_report *before,
                             struct error *error)
{
    enum status status;
    bool is_good = true;
    int64_t line;

    TRY(import_resume(run, error));
    TRY(expect_rows(run, error));
    status = read_rows(run, file, &line, error);
    if (run->is_stopped)
        status = STATUS_OK;
    if (status == STATUS_OK)
        import_end_watch(run);
    if (status == STATUS_OK && run->is_stopped && import_is_whole(run) && !run->how->is_dry) {
        take_back(run->report, before);
        run->report->stopped_row = 0;
        goto done;
    }
    if (status == STATUS_OK)
        status = finish(run, before, &is_good, error);
    if (status == STATUS_OK && is_good)
        status = keep(run, error);
    run->report->import_id = run->how->is_dry ? 0 : run->pieces.entry.id;
done:
    backlog_end(run->backlog);
    return status;
}

static enum status read_file(struct import_run *run, FILE *file, struct error *error)
{
    const struct import_report before = *run->report;
    struct error fault;
    enum status status;
    bool is_good;

    run->before = &before;
    TRY(survey(run, file, &before, &is_good, error));
    if (!is_good)
        goto done;
    TRY(reference_begin(run->desk, error));
    status = take_file(run, file, &before, &fault);
    /* nothing to undo where all was kept */
    reference_rollback(run->desk);
    if (status != STATUS_OK)
        status = import_fell(run, &fault, error);
done:
    sort_by_line(run->report->problems + before.problem_count,
                 run->report->problem_count - before.problem_count);
    return status;
}

enum status import_file(struct desk *desk, enum record_kind kind, const char *path,
                        const struct import_how *how, struct import_report *report,
                        struct error *error)
{
    struct import_run run = {.desk = desk,
                             .row = &record_rows[kind],
                             .kind = kind,
                             .name_field = record_field_find(kind, "name"),
                             .path = path,
                             .how = how,
                             .pieces = {.now_refused = TEXT_EMPTY},
                             .reasons = TEXT_EMPTY,
                             .remedies = TEXT_EMPTY,
                             .report = report};
    enum status status;
    FILE *file;

    report->kind = kind;
    report->is_dry = how->is_dry;
    TRY(import_open(path, how->paste, &file, error));
    TRY(reference_require(desk, error));
    TRY(read_file(&run, file, error));
done:
    if (file)
        fclose(file);
    import_lines_release(&run.lines);
    import_doubles_release(run.doubles);
    arena_release(&run.arena);
    arena_release(&run.row_arena);
    arena_release(&run.pieces.arena);
    text_release(&run.pieces.now_refused);
    text_release(&run.reasons);
    text_release(&run.remedies);
    return status;
}

void import_report_release(struct import_report *report)
{
    arena_release(&report->arena);
    *report = (struct import_report){0};
}
