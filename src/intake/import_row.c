/* SPDX-License-Identifier: MIT */
/* import_row: one row of a file as a record. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/mask.h"
#include "intake/import_inside.h"

#include <string.h>

bool import_is_blank(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i][strspn(row->cells[i], " \t\r\n")])
            return false;
    return true;
}

/* Where a row that ends early is torn: the first column it must have and lacks. Spreadsheets leave
 * out empty cells at the end of a row, but hardly what the row is about. */
static size_t find_torn(const struct import_columns *columns, size_t count)
{
    while (count < columns->count && !(columns->flags[count] & (RECORD_REQUIRED | RECORD_GIST)))
        count++;
    return count;
}

/* Rows that end at the same cell, one after the other, are named once. */
static bool has_all_it_must(struct import_run *run, const struct csv_row *row)
{
    const struct import_columns *columns = &run->columns;
    size_t torn = find_torn(columns, row->count);
    bool is_named = run->short_count == row->count;

    run->short_count = row->count;
    if (torn < columns->count) {
        import_problem_add(run, &(struct import_spot){row->line, columns->headings[torn], ""}, true,
                           REASON_SHORT, "");
        return false;
    }
    if (!is_named)
        import_problem_add(run, &(struct import_spot){row->line, columns->headings[row->count], ""},
                           false, REASON_SHORT_FROM, "");
    return true;
}

/* Cells behind the last heading are fine as long as nothing is in them. */
static bool has_right_size(struct import_run *run, const struct csv_row *row)
{
    size_t wanted = run->columns.count, count = row->count;

    while (count > wanted && !*row->cells[count - 1])
        count--;
    if (count < wanted)
        return has_all_it_must(run, row);
    run->short_count = 0;
    if (count == wanted)
        return true;
    import_problem_add(run, &(struct import_spot){row->line, "", row->cells[wanted]}, true,
                       REASON_WIDE, arena_format(&run->row_arena, "%zu > %zu", count, wanted));
    return false;
}

/* A number that an export masked is none: what stands is left. */
static bool is_left(struct import_run *run, int64_t line, int field, const char *cell)
{
    if (!(run->row->fields[field].flags & RECORD_MASKED) || !mask_is_masked(cell))
        return false;
    import_problem_add(run, &(struct import_spot){line, import_heading_of(run, field), cell}, false,
                       REASON_MASKED, "");
    return true;
}

/* What empties a value on purpose. */
static bool is_clear(const char *cell)
{
    static const char *const marks[] = {"清空", "(清空)", "（清空）", "(clear)"};
    const char *start = cell + strspn(cell, " \t");
    size_t length = strlen(start);

    while (length && strchr(" \t", start[length - 1]))
        length--;
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (strlen(marks[i]) == length && memcmp(start, marks[i], length) == 0)
            return true;
    return false;
}

/* The word alone, or with a mark behind it: "合计", "填表人:张三". */
static bool is_foot_word(const char *cell)
{
    static const char *const words[] = {"合计",   "总计",       "小计",   "共计",
                                        "总数",   "填表人",     "制表人", "填报人",
                                        "审核人", "负责人签字", "total"};

    cell += strspn(cell, " \t");
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (!text_starts(cell, words[i]))
            continue;
        const char *rest = cell + strlen(words[i]);
        rest += strspn(rest, " \t");
        if (!*rest || *rest == ':' || text_starts(rest, "："))
            return true;
    }
    return false;
}

bool import_is_foot(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i][strspn(row->cells[i], " \t\r\n")])
            return is_foot_word(row->cells[i]);
    return false;
}

/* Nobody and nothing of the list. */
static void refuse_foot(struct import_run *run, const struct csv_row *row)
{
    size_t first = 0;

    while (!row->cells[first][strspn(row->cells[first], " \t\r\n")])
        first++;
    const char *heading = first < run->columns.count ? run->columns.headings[first] : "";
    import_problem_add(run, &(struct import_spot){row->line, heading, row->cells[first]}, true,
                       REASON_TOTAL, "");
    run->report->refused_count++;
}

static void fill(struct import_run *run, const struct csv_row *row, struct record *record)
{
    *record = (struct record){.kind = run->kind};
    run->empty_count = 0;
    for (size_t i = 0; i < run->columns.count; i++) {
        int field = run->columns.fields[i];
        const char *cell = i < row->count ? row->cells[i] : "";
        bool is_empty = !cell[strspn(cell, " \t")];
        if (field < 0 || is_left(run, row->line, field, cell))
            continue;
        if (is_empty && !run->how->clears)
            run->empty[run->empty_count++] = field;
        else
            record->value[field] = is_clear(cell) ? "" : csv_plain(csv_said(&run->row_arena, cell));
    }
}

static bool passes(struct import_run *run, const struct csv_row *row, struct record *record)
{
    struct record_problems problems = {0};
    bool good = record_check(&run->row_arena, record, &problems);

    for (size_t i = 0; i < problems.count; i++) {
        const struct record_problem *one = &problems.items[i];
        const struct import_spot spot = {row->line, import_heading_of(run, one->field), one->value};
        import_problem_add(run, &spot, one->is_refusal, one->reason, one->detail);
    }
    return good;
}

static enum status open_case(struct import_run *run, int64_t line, int64_t first_line,
                             const struct record *record, struct error *error)
{
    enum status status;
    bool is_new = false, is_there, is_other;

    TRY(backlog_find(run->backlog, record, &run->row_arena, &is_there, &is_other, error));
    if (is_other)
        import_problem_add(run,
                           &(struct import_spot){line, import_heading_of(run, RECORD_CASES_NUMBER),
                                                 record_text(record, RECORD_CASES_NUMBER)},
                           false, REASON_CASE_THERE, "");
    if (!is_there)
        TRY(backlog_open(run->backlog, record, &run->row_arena, &is_new, error));
    if (is_new && first_line != line && !*record_text(record, RECORD_CASES_REF))
        import_problem_add(run, &(struct import_spot){line, "", ""}, false, REASON_SAME_ROW,
                           arena_format(&run->row_arena, _("line %lld"), (long long)first_line));
    import_count(run->report, is_new ? LEDGER_ADDED : LEDGER_UNCHANGED);
done:
    return status;
}

/* The column that a fault of the rules is about. */
static const char *column_of(const struct import_run *run, const struct error *fault)
{
    const char *name = text_same(fault->field, "at") ? "opened_at" : fault->field;
    int field = record_field_find(run->kind, name);

    return field < 0 ? "" : import_heading_of(run, field);
}

/* Ids of people are in the words of the row's place. By which a row is told from others, the id
 * that is made of a visit and what the row of a case says, goes by what stands in the file: who
 * comes to share an id later makes no other row of it. */
static enum status hear(struct import_run *run, struct record *record, struct record *heard,
                        struct error *error)
{
    enum status status;

    if (run->kind == RECORD_VISITS)
        record_make_id(&run->row_arena, record, "");
    *heard = *record;
    TRY(reference_hear(run->desk, heard, &run->row_arena, error));
    if (run->kind != RECORD_CASES)
        *record = *heard;
done:
    return status;
}

static enum status put_record(struct import_run *run, int64_t line, struct record *record,
                              struct error *error)
{
    enum status status;
    int64_t first_line = line;
    struct record heard;

    TRY(import_take_numbers(run, line, record, error));
    TRY(hear(run, record, &heard, error));
    TRY(import_note_references(run, line, &heard, error));
    if (run->kind == RECORD_CASES)
        backlog_note(run->backlog, record, line, &first_line);
    if (import_is_in(run))
        goto done;
    status = run->kind == RECORD_CASES ? open_case(run, line, first_line, record, error)
                                       : import_put(run, line, record, error);
done:
    return status;
}

/* Into the record; what a rule refuses is a problem of this row only. */
static enum status put(struct import_run *run, int64_t line, struct record *record,
                       struct error *error)
{
    enum status status = put_record(run, line, record, error);

    if (status == STATUS_INVALID || status == STATUS_REFUSED) {
        import_fault_add(run, &(struct import_spot){line, column_of(run, error), ""}, error,
                         REASON_RULE);
        run->report->refused_count++;
        status = STATUS_OK;
    }
    return status;
}

static bool is_reason_at(const struct import_run *run, size_t column)
{
    return column < run->columns.count && run->columns.is_reason[column];
}

static void add_reject(const struct import_run *run, const char *reason, const char *remedy,
                       const char *const *cells, size_t count)
{
    struct text *out = run->report->rejects;
    uint32_t separator = run->found.separator;
    char between[5] = "";

    utf8_encode(separator, between);

    csv_add_cell_between(out, reason, separator);
    text_add(out, between);
    csv_add_cell_between(out, remedy, separator);
    for (size_t i = 0; i < count; i++) {
        if (is_reason_at(run, i))
            continue;
        text_add(out, between);
        csv_add_cell_between(out, cells[i], separator);
    }
    text_add(out, "\r\n");
}

/* The row as it came, to be corrected and imported again, with the sentences that were said of it
 * in front, where no row is too short for them. */
static void keep_reject(struct import_run *run, const struct csv_row *row)
{
    if (!run->report->rejects)
        return;
    if (!run->has_rejects)
        add_reject(run, import_reason_heading(), import_remedy_heading(), run->columns.headings,
                   run->columns.count);
    run->has_rejects = true;
    add_reject(run, run->reasons.at, run->remedies.at, row->cells, row->count);
}

enum status import_row(struct import_run *run, const struct csv_row *row, struct error *error)
{
    int64_t refused_before = run->report->refused_count;
    struct record record;
    enum status status = STATUS_OK;
    bool is_refused, is_named, is_known = true;

    arena_reset(&run->row_arena);
    text_clear(&run->reasons);
    text_clear(&run->remedies);
    run->report->row_count++;
    run->row_count++;
    if (import_is_foot(row)) {
        refuse_foot(run, row);
    } else if (!has_right_size(run, row)) {
        run->report->refused_count++;
    } else {
        fill(run, row, &record);
        TRY(import_identify_person(run, row->line, &record, &is_known, error));
        TRY(import_names_to_codes(run, row->line, &record, &is_named, error));
        if (is_known && passes(run, row, &record) && is_named)
            TRY(put(run, row->line, &record, error));
        else
            run->report->refused_count++;
    }
    is_refused = run->report->refused_count > refused_before;
    if (is_refused) {
        keep_reject(run, row);
        import_note_refused(run, row);
    }
    status = import_step(run, is_refused, error);
done:
    return status;
}
