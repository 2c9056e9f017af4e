/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/almanac.h"
#include "shouwen/desk/daily.h"
#include "shouwen/desk/doctor.h"

#include <string.h>

enum { NUMBER_COLUMNS = 26, ACT_COLUMNS = 18, NAME_COLUMNS = 10 };

static struct json *deeds_json(const struct daily_report *report)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < report->deed_count; i++) {
        struct json *item = json_new_object();
        json_put_text(item, "number", report->deeds[i].number);
        json_put_text(item, "act", act_word(report->deeds[i].kind));
        json_put_text(item, "reason", report->deeds[i].reason);
        json_put_text(item, "holder", report->deeds[i].holder);
        json_add(list, item);
    }
    return list;
}

static struct json *covers_json(const struct daily_report *report, bool has_ended)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < report->cover_count; i++) {
        if (report->covers[i].has_ended != has_ended)
            continue;
        struct json *item = json_new_object();
        json_put_text(item, "id", report->covers[i].id);
        json_put_text(item, "name", report->covers[i].name);
        json_put_text(item, "cover", report->covers[i].cover);
        json_add(list, item);
    }
    return list;
}

static struct json *promises_json(const struct daily_report *report)
{
    struct json *list = json_new_array();
    char at[CLOCK_TEXT];

    for (size_t i = 0; i < report->promise_count; i++) {
        const struct promise_row *row = &report->promises[i];
        struct json *item = json_new_object();
        json_put_text(item, "number", row->number);
        json_put_text(item, "kind", row->kind);
        json_put_text(item, "at", clock_format_at(row->at, at));
        json_put_text(item, "staff", row->staff);
        json_put_text(item, "name", row->name);
        if (strcmp(row->kind, "call") == 0)
            json_put_text(item, "contact", row->contact);
        json_add(list, item);
    }
    return list;
}

static struct json *numbers_json(const char *const *numbers, size_t count)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < count; i++)
        json_add(list, json_new_text(numbers[i]));
    return list;
}

static void print_json(struct call *call, const struct daily_report *report)
{
    struct json *value = json_new_object();
    char day[CLOCK_TEXT];

    json_put_text(value, "on", clock_format_day(report->on, day));
    json_put(value, "acts", deeds_json(report));
    json_put(value, "cover_begun", covers_json(report, false));
    json_put(value, "cover_ended", covers_json(report, true));
    json_put(value, "promises", promises_json(report));
    json_put(value, "due_today", numbers_json(report->due_today, report->due_today_count));
    json_put(value, "unaccepted", numbers_json(report->unaccepted, report->unaccepted_count));
    json_put_integer(value, "open_count", report->open_count);
    json_put_integer(value, "late_count", report->late_count);
    if (report->missing_year)
        json_put_integer(value, "missing_calendar", report->missing_year);
    call_print(call, value);
}

static void print_text(struct call *call, const struct daily_report *report)
{
    struct text *out = call->out;
    char at[CLOCK_TEXT];

    for (size_t i = 0; i < report->deed_count; i++) {
        const struct daily_deed *deed = &report->deeds[i];
        utf8_pad(out, deed->number, NUMBER_COLUMNS);
        text_add_char(out, ' ');
        utf8_pad(out, _(act_rows[deed->kind].label), ACT_COLUMNS);
        text_addf(out, " %s -> %s\n", deed->reason, desk_name(call->desk, deed->holder));
    }
    for (size_t i = 0; i < report->cover_count; i++) {
        const struct daily_cover *cover = &report->covers[i];
        if (cover->has_ended)
            text_addf(out, _("%s is back\n"), cover->name);
        else
            text_addf(out, _("%s is away from today; %s answers\n"), cover->name,
                      *cover->cover ? cover->cover : _("the secretary"));
    }
    for (size_t i = 0; i < report->promise_count; i++) {
        const struct promise_row *row = &report->promises[i];
        utf8_pad(out, row->number, NUMBER_COLUMNS);
        text_add_char(out, ' ');
        utf8_pad(out, word_label(word_promises, row->kind), ACT_COLUMNS);
        text_addf(out, " %s %s\n", clock_format_short(row->at, at),
                  strcmp(row->kind, "call") == 0 ? row->contact : row->name);
    }
    for (size_t i = 0; i < report->due_today_count; i++)
        text_addf(out, _("%s is due today\n"), report->due_today[i]);
    for (size_t i = 0; i < report->unaccepted_count; i++)
        text_addf(out, _("%s is not accepted yet\n"), report->unaccepted[i]);
    text_addf(out, _("%lld cases open, %lld late\n"), (long long)report->open_count,
              (long long)report->late_count);
    if (report->missing_year) {
        almanac_say_missing(report->missing_year, out);
        text_add_char(out, '\n');
    }
}

enum status verb_daily(struct call *call, struct error *error)
{
    struct daily_report report;
    enum status status;

    TRY(daily_run(call->desk, call->arena, &report, error));
    if (call->is_json)
        print_json(call, &report);
    else
        print_text(call, &report);
done:
    return status;
}

enum status verb_doctor(struct call *call, struct error *error)
{
    struct doctor_report report;
    enum status status;

    TRY(doctor_look(call->desk, call->arena, &report, error));
    call->has_problems = report.finding_total > 0;
    if (call->is_json) {
        struct json *value = json_new_object(), *list = json_new_array();
        for (size_t i = 0; i < report.finding_count; i++) {
            struct json *item = json_new_object();
            json_put_text(item, "kind", report.findings[i].kind);
            json_put_text(item, "message", report.findings[i].message);
            json_add(list, item);
        }
        json_put_boolean(value, "ok", report.finding_total == 0);
        json_put_integer(value, "count", report.finding_total);
        json_put(value, "problems", list);
        call_print(call, value);
        return STATUS_OK;
    }
    for (size_t i = 0; i < report.finding_count; i++)
        text_addf(call->out, "%s\n", report.findings[i].message);
    if (report.finding_total > (int64_t)report.finding_count)
        text_addf(call->out, _("... and %lld more\n"),
                  (long long)(report.finding_total - (int64_t)report.finding_count));
    if (!report.finding_total)
        text_add(call->out, _("nothing is missing\n"));
done:
    return status;
}
