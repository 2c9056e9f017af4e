/* SPDX-License-Identifier: MIT */
/* due: working days counted, of a case, of what an item promises, or as many as were asked for; and
 * the days by law beside those promised. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/almanac.h"
#include "shouwen/desk/dossier.h"
#include "shouwen/domain/deadline.h"

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

/* What is counted: the limit and its days, those by law, and what counts at the department. */
struct counting {
    struct dossier_count own, statutory, unit;
    bool has_limit, has_statutory, has_unit;
    bool was_given; /* the limit is the one that was asked for */
    int32_t due_on; /* of a case, where something else moved it; else that of own */
};

static void put_count(struct json *value, const char *limit_key, const char *due_key,
                      const char *days_key, const struct dossier_count *count)
{
    struct text limit = TEXT_EMPTY;
    char day[CLOCK_TEXT];

    limit_write(&limit, count->limit);
    if (limit_key)
        json_put_text(value, limit_key, limit.at);
    json_put_text(value, due_key, clock_format_day(count->deadline.due_on, day));
    if (days_key)
        json_put(value, days_key, days_json(&count->deadline));
    text_release(&limit);
}

static void print_json(struct call *call, const struct counting *counting, bool explain)
{
    struct json *value = json_new_object();
    char day[CLOCK_TEXT];

    if (counting->has_limit)
        put_count(value, counting->was_given ? NULL : "limit", "due_on", explain ? "days" : NULL,
                  &counting->own);
    if (counting->has_statutory)
        put_count(value, "statutory_limit", "statutory_due_on", explain ? "statutory_days" : NULL,
                  &counting->statutory);
    if (counting->has_unit)
        put_count(value, "unit_limit", "unit_due_on", explain ? "unit_days" : NULL,
                  &counting->unit);
    json_put_text(value, "due_on", clock_format_day(counting->due_on, day));
    call_print(call, value);
}

static void print_days(struct call *call, const struct dossier_count *count)
{
    char day[CLOCK_TEXT];

    for (size_t i = 0; i < count->deadline.day_count; i++)
        text_addf(call->out, "%s %s %s\n", clock_format_day(count->deadline.days[i].on, day),
                  count->deadline.days[i].counted ? "+" : "-", count->deadline.days[i].why);
}

/* "by law: 30 working days, at the latest by the end of 2027-01-05" */
static void print_beside(struct call *call, const char *what, const struct dossier_count *count,
                         bool explain)
{
    char day[CLOCK_TEXT];

    if (explain)
        print_days(call, count);
    text_add(call->out, what);
    limit_say(call->out, count->limit);
    if (count->deadline.missing_year) {
        text_add(call->out, "; ");
        deadline_say_missing(call->out, &count->deadline);
    } else if (count->deadline.due_on != CLOCK_NO_DAY) {
        text_addf(call->out, _(", at the latest by the end of "));
        text_add(call->out, clock_format_day(count->deadline.due_on, day));
    }
    text_add(call->out, "\n");
}

static void print_text(struct call *call, const struct counting *counting, bool explain)
{
    char day[CLOCK_TEXT];

    if (explain && counting->has_limit)
        print_days(call, &counting->own);
    text_addf(call->out, "%s\n", clock_format_day(counting->due_on, day));
    if (counting->has_statutory)
        print_beside(call, _("by law: "), &counting->statutory, explain);
    if (counting->has_unit)
        print_beside(call, _("for the handling unit: "), &counting->unit, explain);
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

static void count_days(struct call *call, struct limit limit, struct dossier_count *count)
{
    int32_t day = call_day(call, OPTION_FROM, desk_today(call->desk));

    count->limit = limit;
    count->from_at = clock_start_of(day);
    deadline_explain(desk_calendar(call->desk), limit, count->from_at, NULL, 0,
                     desk_policy(call->desk)->rest_day_is_next, call->arena, &count->deadline);
}

/* What the item promises, and the law. */
static enum status count_item(struct call *call, const char *code, struct counting *counting,
                              struct error *error)
{
    struct limit_pair pair;
    enum status status;

    TRY(dossier_limits(call->desk, code, &pair, error));
    counting->has_limit = true;
    counting->has_statutory = pair.has_statutory;
    count_days(call, pair.promised, &counting->own);
    if (pair.has_statutory)
        count_days(call, pair.statutory, &counting->statutory);
    counting->due_on = counting->own.deadline.due_on;
done:
    return status;
}

/* The days of a case as its ? shows them. */
static enum status count_case(struct call *call, const char *number, struct counting *counting,
                              struct error *error)
{
    struct dossier dossier;
    struct dossier_reason reason;
    enum status status;

    TRY(dossier_load(call->desk, number, call->arena, &dossier, error));
    dossier_explain(call->desk, &dossier, call->arena, &reason);
    *counting = (struct counting){
        .own = reason.own,
        .statutory = reason.statutory,
        .unit = reason.unit,
        .has_limit = reason.has_limit,
        .has_statutory = reason.has_statutory,
        .has_unit = reason.is_dispatched && dossier.matter.unit_due_on != CLOCK_NO_DAY,
        .due_on = dossier.matter.due_on,
    };
    if (!counting->has_limit)
        return error_set(error, STATUS_REFUSED, "number", _("no limit applies to this case"));
done:
    return status;
}

static enum status print(struct call *call, const struct counting *counting, struct error *error)
{
    bool explain = options_has(call->options, OPTION_EXPLAIN);
    struct text missing = TEXT_EMPTY;
    enum status status = STATUS_OK;

    if (counting->own.deadline.missing_year && counting->due_on == CLOCK_NO_DAY) {
        deadline_say_missing(&missing, &counting->own.deadline);
        status = error_set(error, STATUS_REFUSED, "from", "%s", missing.at);
    } else if (call->is_json) {
        print_json(call, counting, explain);
    } else {
        print_text(call, counting, explain);
    }
    text_release(&missing);
    return status;
}

enum status verb_due_case(struct call *call, struct error *error)
{
    struct counting counting;
    enum status status;

    TRY(count_case(call, call->words[0], &counting, error));
    TRY(print(call, &counting, error));
done:
    return status;
}

enum status verb_due(struct call *call, struct error *error)
{
    const struct limit days = {(int)call_number(call, OPTION_DAYS, 0), LIMIT_WORKING};
    const char *service = call_value(call, OPTION_SERVICE);
    struct counting counting = {.has_limit = true};
    enum status status = STATUS_OK;

    if (!service && !options_has(call->options, OPTION_DAYS))
        return error_set(error, STATUS_INVALID, "days", _("--%s is missing; see shouwen %s --help"),
                         "days", "due");
    if (service) {
        TRY(count_item(call, service, &counting, error));
    } else {
        counting.was_given = true;
        count_days(call, days, &counting.own);
        counting.due_on = counting.own.deadline.due_on;
    }
    TRY(print(call, &counting, error));
done:
    return status;
}
