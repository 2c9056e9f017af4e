/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/admin.h"
#include "shouwen/desk/almanac.h"
#include "shouwen/domain/deadline.h"

#include <string.h>

static struct json *lines_json(const char *lines)
{
    struct json *list = json_new_array();

    while (*lines) {
        size_t length = strcspn(lines, "\n");
        struct text line = TEXT_EMPTY;
        text_add_bytes(&line, lines, length);
        json_add(list, json_new_text(line.at));
        text_release(&line);
        lines += length + (lines[length] == '\n');
    }
    return list;
}

static void print_report(struct call *call, const struct ledger_report *report)
{
    if (call->is_json) {
        struct json *value = json_new_object();
        json_put_boolean(value, "ok", report->problem_count == 0);
        json_put_integer(value, "acts", report->act_count);
        json_put_integer(value, "cases", report->case_count);
        json_put_text(value, "digest", report->digest);
        json_put(value, "problems", lines_json(report->problems.at));
        call_print(call, value);
        return;
    }
    text_add(call->out, report->problems.at);
    text_addf(call->out, _("%lld acts, %lld cases, %lld problems\ndigest %s\n"),
              (long long)report->act_count, (long long)report->case_count,
              (long long)report->problem_count, report->digest);
}

enum status verb_check(struct call *call, struct error *error)
{
    struct ledger_report report = {.problems = TEXT_EMPTY};
    enum status status;

    TRY(admin_check(call->desk, &report, error));
    print_report(call, &report);
    call->has_problems = report.problem_count > 0;
done:
    text_release(&report.problems);
    return status;
}

enum status verb_rebuild(struct call *call, struct error *error)
{
    char digest[2 * CRYPTO_CHAIN + 1];
    enum status status;

    TRY(admin_rebuild(call->desk, digest, error));
    if (call->is_json) {
        struct json *value = json_new_object();
        json_put_text(value, "digest", digest);
        call_print(call, value);
    } else {
        text_addf(call->out, _("folded anew; digest %s\n"), digest);
    }
done:
    return status;
}

static struct json *days_json(const struct deadline *deadline)
{
    struct json *list = json_new_array();
    char day[CLOCK_TEXT];

    for (size_t i = 0; i < deadline->day_count; i++) {
        struct json *item = json_new_object();
        json_put_text(item, "on", clock_format_day(deadline->days[i].on, day));
        json_put_boolean(item, "counted", deadline->days[i].counted);
        json_put_text(item, "why", deadline->days[i].why);
        json_add(list, item);
    }
    return list;
}

static void print_due(struct call *call, const struct deadline *due, bool explain)
{
    char day[CLOCK_TEXT];

    if (call->is_json) {
        struct json *value = json_new_object();
        json_put_text(value, "due_on", clock_format_day(due->due_on, day));
        if (explain)
            json_put(value, "days", days_json(due));
        call_print(call, value);
        return;
    }
    for (size_t i = 0; explain && i < due->day_count; i++)
        text_addf(call->out, "%s %s %s\n", clock_format_day(due->days[i].on, day),
                  due->days[i].counted ? "+" : "-", due->days[i].why);
    text_addf(call->out, "%s\n", clock_format_day(due->due_on, day));
}

enum status verb_due_moved(struct call *call, struct error *error)
{
    struct moved moved;
    enum status status;
    char at[CLOCK_TEXT];

    TRY(almanac_moved(call->desk, call->arena, &moved, error));
    if (call->is_json) {
        struct json *value = json_new_object();
        json_put_text(value, "at", moved.turn ? clock_format_at(moved.at, at) : "");
        json_put_integer(value, "moved_count", moved.total);
        json_put(value, "moved", almanac_moved_json(&moved));
        call_print(call, value);
    } else if (moved.turn) {
        text_addf(call->out, "%s  ", clock_format_short(moved.at, at));
        almanac_say_moved(&moved, call->out);
    } else {
        text_add(call->out, _("no calendar has moved a due day yet\n"));
    }
done:
    return status;
}

enum status verb_due(struct call *call, struct error *error)
{
    bool explain = options_has(call->options, OPTION_EXPLAIN);
    struct text missing = TEXT_EMPTY;
    struct deadline due;
    int32_t day = call_day(call, OPTION_FROM, desk_today(call->desk));
    struct limit limit = {(int)call_number(call, OPTION_DAYS, 0), LIMIT_WORKING};

    enum deadline_result result =
        deadline_explain(desk_calendar(call->desk), limit, clock_start_of(day), NULL, 0,
                         desk_policy(call->desk)->rest_day_is_next, call->arena, &due);
    if (result == DEADLINE_NO_CALENDAR) {
        deadline_say_missing(&missing, &due);
        error_set(error, STATUS_REFUSED, "from", "%s", missing.at);
        text_release(&missing);
        return STATUS_REFUSED;
    }
    print_due(call, &due, explain);
    return STATUS_OK;
}
