/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/admin.h"

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
