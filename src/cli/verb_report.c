/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/admin.h"
#include "shouwen/intake/csv.h"

enum { WHO_COLUMNS = 12, WHAT_COLUMNS = 28, DAY_LAST = INT32_MAX / 2 };

static void print_json(struct call *call, const struct admin_audit_row *rows, size_t count)
{
    struct json *value = json_new_object(), *list = json_new_array();
    char at[CLOCK_TEXT];

    for (size_t i = 0; i < count; i++) {
        struct json *item = json_new_object();
        json_put_text(item, "at", clock_format_at(rows[i].at, at));
        json_put_text(item, "who", rows[i].who);
        json_put_text(item, "what", rows[i].what);
        json_put_text(item, "subject", rows[i].subject);
        json_add(list, item);
    }
    json_put(value, "audit", list);
    call_print(call, value);
}

static void print_csv(struct call *call, const struct admin_audit_row *rows, size_t count)
{
    char at[CLOCK_TEXT];

    text_add(call->out, "at,who,what,subject\n");
    for (size_t i = 0; i < count; i++) {
        const char *cells[] = {clock_format_at(rows[i].at, at), rows[i].who, rows[i].what,
                               rows[i].subject};
        for (int cell = 0; cell < 4; cell++) {
            text_add(call->out, cell ? "," : "");
            csv_add_cell(call->out, cells[cell]);
        }
        text_add_char(call->out, '\n');
    }
}

static void print_text(struct call *call, const struct admin_audit_row *rows, size_t count)
{
    char at[CLOCK_TEXT];

    for (size_t i = 0; i < count; i++) {
        text_addf(call->out, "%s  ", clock_format_at(rows[i].at, at));
        utf8_pad(call->out, *rows[i].who ? desk_name(call->desk, rows[i].who) : _("nobody"),
                 WHO_COLUMNS);
        text_add_char(call->out, ' ');
        utf8_pad(call->out, _(rows[i].what), WHAT_COLUMNS);
        text_addf(call->out, " %s\n", rows[i].subject);
    }
    if (!count)
        text_add(call->out, _("nothing was recorded in this time\n"));
}

enum status verb_report_audit(struct call *call, struct error *error)
{
    const char *format = call_value(call, OPTION_FORMAT), *to = call_value(call, OPTION_TO);
    struct admin_audit_row *rows;
    int32_t last = DAY_LAST;
    enum status status;
    size_t count;

    if (to && !clock_parse_day(to, &last))
        last = DAY_LAST;
    TRY(admin_audit(call->desk, call_day(call, OPTION_FROM, 0), last, call->arena, &rows, &count,
                    error));
    if (call->is_json || text_same(format, "json"))
        print_json(call, rows, count);
    else if (text_same(format, "csv"))
        print_csv(call, rows, count);
    else
        print_text(call, rows, count);
done:
    return status;
}
