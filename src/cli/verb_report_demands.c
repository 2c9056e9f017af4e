/* SPDX-License-Identifier: MIT */
/* What residents want and think, summed up by grid and kind for the regular meetings (domain.md 5).
 * Without names: a meeting needs none. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/visiting.h"
#include "shouwen/domain/value.h"
#include "shouwen/intake/csv.h"

#include <inttypes.h>

enum { DAY_LAST = INT32_MAX / 2 };

struct demands {
    struct record *at;
    size_t count;
};

static const struct record_field *field(int at)
{
    return &record_rows[RECORD_DEMANDS].fields[at];
}

/* How many from here on are of the same grid and kind. */
static size_t group_of(const struct demands *demands, size_t from)
{
    const struct record *first = &demands->at[from];
    size_t count = 1;

    while (from + count < demands->count &&
           text_same(record_text(first, RECORD_DEMANDS_GRID),
                     record_text(&demands->at[from + count], RECORD_DEMANDS_GRID)) &&
           text_same(record_text(first, RECORD_DEMANDS_KIND),
                     record_text(&demands->at[from + count], RECORD_DEMANDS_KIND)))
        count++;
    return count;
}

static void print_json(struct call *call, const struct demands *demands)
{
    static const int shown[] = {RECORD_DEMANDS_ON, RECORD_DEMANDS_SUBJECT, RECORD_DEMANDS_SOURCE};
    struct json *value = json_new_object(), *groups = json_new_array();

    for (size_t i = 0, count; i < demands->count; i += count) {
        struct json *group = json_new_object(), *list = json_new_array();
        count = group_of(demands, i);
        json_put_text(group, "grid", record_text(&demands->at[i], RECORD_DEMANDS_GRID));
        json_put_text(group, "kind", record_text(&demands->at[i], RECORD_DEMANDS_KIND));
        json_put_integer(group, "count", (int64_t)count);
        for (size_t k = i; k < i + count; k++) {
            struct json *item = json_new_object();
            for (size_t f = 0; f < sizeof(shown) / sizeof(shown[0]); f++)
                json_put_text(item, field(shown[f])->name, record_text(&demands->at[k], shown[f]));
            json_add(list, item);
        }
        json_put(group, "demands", list);
        json_add(groups, group);
    }
    json_put(value, "groups", groups);
    json_put_integer(value, "total", (int64_t)demands->count);
    call_print(call, value);
}

static void print_csv(struct call *call, const struct demands *demands)
{
    static const int shown[] = {RECORD_DEMANDS_GRID, RECORD_DEMANDS_KIND, RECORD_DEMANDS_ON,
                                RECORD_DEMANDS_SUBJECT, RECORD_DEMANDS_SOURCE};

    text_add(call->out, "grid,kind,on,subject,source\n");
    for (size_t i = 0; i < demands->count; i++) {
        for (size_t f = 0; f < sizeof(shown) / sizeof(shown[0]); f++) {
            text_add(call->out, f ? "," : "");
            csv_add_cell(call->out, record_text(&demands->at[i], shown[f]));
        }
        text_add_char(call->out, '\n');
    }
}

static void print_text(struct call *call, const struct demands *demands)
{
    for (size_t i = 0, count; i < demands->count; i += count) {
        const char *grid = record_text(&demands->at[i], RECORD_DEMANDS_GRID);
        count = group_of(demands, i);
        text_addf(call->out, "%s  ", *grid ? grid : _("no grid"));
        value_choice_say(call->out, field(RECORD_DEMANDS_KIND)->choices,
                         record_text(&demands->at[i], RECORD_DEMANDS_KIND));
        text_addf(call->out, "  %zu\n", count);
        for (size_t k = i; k < i + count; k++)
            text_addf(call->out, "  %s  %s\n", record_text(&demands->at[k], RECORD_DEMANDS_ON),
                      record_text(&demands->at[k], RECORD_DEMANDS_SUBJECT));
    }
    if (!demands->count)
        text_add(call->out, _("nothing was recorded in this time\n"));
}

enum status verb_report_demands(struct call *call, struct error *error)
{
    const char *format = call_value(call, OPTION_FORMAT), *to = call_value(call, OPTION_TO);
    struct visiting_scope scope;
    struct demands demands = {0};
    int32_t last = DAY_LAST;
    enum status status;

    if (to && !clock_parse_day(to, &last))
        last = DAY_LAST;
    TRY(visiting_scope(call->desk, call_value(call, OPTION_GRID), call->arena, &scope, error));
    TRY(visiting_demands(call->desk, &scope, call_value(call, OPTION_SOURCE),
                         call_day(call, OPTION_FROM, 0), last, call->arena, &demands.at,
                         &demands.count, error));
    if (call->is_json || text_same(format, "json"))
        print_json(call, &demands);
    else if (text_same(format, "csv"))
        print_csv(call, &demands);
    else
        print_text(call, &demands);
done:
    return status;
}
