/* SPDX-License-Identifier: MIT */
/* import_report: what came of an import, for programs and for people. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/mask.h"
#include "shouwen/domain/reason.h"
#include "intake/import_inside.h"

#include <string.h>

enum { CHANGES_SAID = 100 };

static const char bom[] = "\xEF\xBB\xBF";

static struct json *problem_json(const struct import_problem *problem)
{
    struct json *out = json_new_object();

    json_put_text(out, "file", problem->path);
    json_put_integer(out, "line", problem->line);
    json_put_text(out, "column", problem->column);
    json_put_text(out, "value", problem->value);
    json_put_text(out, "message", problem->message);
    json_put_text(out, "remedy", problem->remedy);
    json_put_boolean(out, "warning", !problem->is_refusal);
    return out;
}

void import_mask(struct text *out, enum record_kind kind, int field, const char *value)
{
    /* 3.30106E+17 tells nothing any more */
    if (record_rows[kind].fields[field].flags & RECORD_MASKED && !strstr(value, "E+"))
        mask_tail(out, value);
    else
        text_add(out, value);
}

static struct json *changes_json(const struct import_report *report)
{
    struct json *out = json_new_array();
    struct text value = TEXT_EMPTY;

    for (size_t i = 0; i < report->change_count; i++) {
        const struct import_change *change = &report->changes[i];
        struct json *one = json_new_object();
        json_put_integer(one, "line", change->line);
        json_put_text(one, "id", change->id);
        json_put_text(one, "name", change->name);
        json_put_text(one, "field", record_rows[report->kind].fields[change->field].name);
        text_clear(&value);
        import_mask(&value, report->kind, change->field, change->before);
        json_put_text(one, "before", value.at);
        text_clear(&value);
        import_mask(&value, report->kind, change->field, change->after);
        json_put_text(one, "after", value.at);
        json_add(out, one);
    }
    text_release(&value);
    return out;
}

static struct json *gone_json(const struct import_report *report)
{
    struct json *out = json_new_array();

    for (size_t i = 0; i < report->gone_count; i++) {
        struct json *one = json_new_object();
        json_put_text(one, "id", report->gone[i].id);
        json_put_text(one, "name", report->gone[i].name);
        json_put_integer(one, "open_cases", report->gone[i].open_count);
        json_add(out, one);
    }
    return out;
}

struct json *import_report_json(const struct import_report *report)
{
    struct json *out = json_new_object(), *problems = json_new_array();

    json_put_text(out, "kind", record_rows[report->kind].name);
    json_put_text(out, "encoding", report->encoding ? encoding_name(report->encoding) : "");
    json_put_boolean(out, "dry_run", report->is_dry);
    if (report->heading_line)
        json_put_integer(out, "heading_line", report->heading_line);
    if (!text_is_empty(report->map_path))
        json_put_text(out, "map", report->map_path);
    json_put_integer(out, "rows", report->row_count);
    json_put_integer(out, "added", report->added_count);
    json_put_integer(out, "changed", report->changed_count);
    json_put_integer(out, "unchanged", report->unchanged_count);
    json_put_integer(out, "refused", report->refused_count);
    json_put_integer(out, "warnings", report->doubt_count);
    json_put_integer(out, "values_changed", report->change_total);
    json_put_integer(out, "values_emptied", report->cleared_count);
    json_put_integer(out, "empty_left", report->left_count);
    if (report->change_count)
        json_put(out, "changes", changes_json(report));
    json_put_integer(out, "resumed", report->resumed_count);
    json_put_boolean(out, "stopped", report->is_stopped);
    if (report->gone_count)
        json_put(out, "left", gone_json(report));
    for (size_t i = 0; i < report->problem_count; i++)
        json_add(problems, problem_json(&report->problems[i]));
    json_put(out, "problems", problems);
    if (report->kind == RECORD_CALENDAR) {
        json_put_integer(out, "moved_count", report->moved.total);
        json_put(out, "moved", almanac_moved_json(&report->moved));
    }
    return out;
}

void import_rejects(const struct import_report *report, struct text *out)
{
    const struct text *rows = report->rejects;
    bool is_utf16 = report->encoding == ENCODING_UTF16LE || report->encoding == ENCODING_UTF16BE;
    bool is_utf8 = report->encoding == ENCODING_UTF8 || report->encoding == ENCODING_NONE;
    struct text marked = TEXT_EMPTY, bytes = TEXT_EMPTY;
    struct error ignored;

    if (!rows || !rows->length)
        return;
    text_add(&marked, report->has_bom || is_utf16 || !is_utf8 ? bom : "");
    text_add_bytes(&marked, rows->at, rows->length);
    size_t skip = is_utf8 || is_utf16 ? 0 : strlen(bom);
    if (!is_utf8 && encoding_from_utf8(encoding_name(report->encoding), marked.at + skip,
                                       marked.length - skip, &bytes, &ignored) == STATUS_OK)
        text_add_bytes(out, bytes.at, bytes.length);
    else
        text_add_bytes(out, marked.at, marked.length);
    text_release(&marked);
    text_release(&bytes);
}

void import_problem_say(const struct import_problem *problem, struct text *out)
{
    text_addf(out, "%s%s", problem->column, *problem->column ? ": " : "");
    reason_join(out, problem->message, problem->remedy);
}

static void say_problem(const struct import_problem *problem, struct text *out)
{
    text_addf(out, "%s:%lld: ", problem->path, (long long)problem->line);
    text_add(out, problem->is_refusal ? "" : _("warning: "));
    text_add(out, problem->column);
    if (*problem->value)
        text_addf(out, "%s\"%s\"", *problem->column ? " " : "", problem->value);
    text_add(out, *problem->column || *problem->value ? ": " : "");
    reason_join(out, problem->message, problem->remedy);
    text_add_char(out, '\n');
}

static void say_value(const struct import_report *report, int field, const char *value,
                      struct text *out)
{
    if (*value)
        import_mask(out, report->kind, field, value);
    else
        text_add(out, _("(empty)"));
}

/* What a row would change, value by value. */
static void say_changes(const struct import_report *report, struct text *out)
{
    for (size_t i = 0; i < report->change_count && i < CHANGES_SAID; i++) {
        const struct import_change *change = &report->changes[i];
        text_addf(out, _("line %lld"), (long long)change->line);
        text_addf(out, ": %s%s%s  ", change->id, *change->name ? " " : "", change->name);
        record_field_say(out, &record_rows[report->kind].fields[change->field]);
        text_add(out, "  ");
        say_value(report, change->field, change->before, out);
        text_add(out, " -> ");
        say_value(report, change->field, change->after, out);
        text_add_char(out, '\n');
    }
    if (report->change_count && report->change_total > CHANGES_SAID)
        text_addf(out, _("... and %lld more values that change\n"),
                  (long long)report->change_total - CHANGES_SAID);
}

void import_report_say(const struct import_report *report, struct text *out)
{
    for (size_t i = 0; i < report->problem_count; i++)
        say_problem(&report->problems[i], out);
    if (report->problem_total > (int64_t)report->problem_count)
        text_addf(out, _("... and %lld more problems\n"),
                  (long long)(report->problem_total - (int64_t)report->problem_count));
    say_changes(report, out);
    for (size_t i = 0; i < report->gone_count; i++)
        text_addf(out,
                  _("%s %s is not in the roster and leaves; open cases that fall back: %lld\n"),
                  report->gone[i].id, report->gone[i].name, (long long)report->gone[i].open_count);
    text_addf(out,
              _("%s: %lld rows read, %lld added, %lld changed, %lld unchanged, %lld refused\n"),
              record_rows[report->kind].name, (long long)report->row_count,
              (long long)report->added_count, (long long)report->changed_count,
              (long long)report->unchanged_count, (long long)report->refused_count);
    if (report->cleared_count)
        text_addf(out, _("%lld values are emptied\n"), (long long)report->cleared_count);
    if (report->left_count)
        text_addf(
            out,
            _("%lld empty cells stand where the record has something, which was left; --clear "
              "empties it\n"),
            (long long)report->left_count);
    if (report->heading_line)
        text_addf(out, _("the headings are those of line %lld; what stands above was not read\n"),
                  (long long)report->heading_line);
    if (!text_is_empty(report->map_path))
        text_addf(out, _("the headings were taken as remembered in %s\n"), report->map_path);
    if (report->moved.total)
        almanac_say_moved(&report->moved, out);
    if (report->resumed_count)
        text_addf(out, _("an earlier run had done %lld of these rows; this one went on there\n"),
                  (long long)report->resumed_count);
    if (report->is_stopped && !report->is_dry && !report->stopped_row)
        text_add(out,
                 _("stopped; nothing of the file is kept, as part of such a list is worse than "
                   "none; import it again\n"));
    else if (report->is_stopped && !report->is_dry)
        text_addf(out,
                  _("stopped after %lld of %lld rows, which are kept; the same command again goes "
                    "on there\n"),
                  (long long)report->stopped_row, (long long)report->stopped_total);
    else if (report->is_stopped)
        text_addf(out, _("stopped after %lld of %lld rows\n"), (long long)report->stopped_row,
                  (long long)report->stopped_total);
    if (report->is_given_up)
        text_add(out, _("nothing of the file was taken; correct it and import it again\n"));
    else if (report->is_dry)
        text_add(out, _("this was a trial: nothing was recorded\n"));
}
