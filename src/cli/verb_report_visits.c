/* SPDX-License-Identifier: MIT */
/* Visits made and persons met, by grid, class and person of the staff. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/visiting.h"
#include "shouwen/intake/csv.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { GRID_COLUMNS = 18, CLASS_COLUMNS = 14, WHO_COLUMNS = 12, DAY_LAST = INT32_MAX / 2 };

/* One line: every result of a place (a grid, or a station), class and person. */
struct line {
    const char *place, *class, *staff;
    int64_t by_result[VISIT_RESULTS], visit_count, person_count;
};
struct lines {
    struct line *at;
    size_t count, room;
    struct line total;
};

static void add_to(struct line *line, const struct visit_sum *sum)
{
    enum visit_result result = visit_result_of(sum->result);

    if (result < VISIT_RESULTS)
        line->by_result[result] += sum->visit_count;
    line->visit_count += sum->visit_count;
    line->person_count += sum->person_count;
}

/* Sums come by place, class and person, so those of one line stand together. */
static void gather(struct call *call, const struct visiting_scope *scope,
                   const struct visit_sum *sums, size_t count, struct lines *lines)
{
    for (size_t i = 0; i < count; i++) {
        const struct visit_sum *sum = &sums[i];
        struct line *last = lines->count ? &lines->at[lines->count - 1] : NULL;
        if (!visiting_has_place(scope, sum->place))
            continue;
        if (!last || !text_same(last->place, sum->place) || !text_same(last->class, sum->class) ||
            !text_same(last->staff, sum->staff)) {
            lines->at =
                arena_grow(call->arena, lines->at, lines->count, &lines->room, sizeof(*lines->at));
            last = &lines->at[lines->count++];
            *last = (struct line){.place = sum->place, .class = sum->class, .staff = sum->staff};
        }
        add_to(last, sum);
        add_to(&lines->total, sum);
    }
}

static const char *station_of(const char *place, char out[NODE_PART])
{
    snprintf(out, NODE_PART, "%.*s", (int)strcspn(place, "-"), place);
    return out;
}

/* Those of no grid by their station, where there are several. */
static const char *say_place(struct call *call, const char *place)
{
    if (*visiting_grid_of(place))
        return place;
    return !*place || text_same(place, desk_node(call->desk)) ? _("no grid") : place;
}

static struct json *counts_json(const struct line *line)
{
    struct json *item = json_new_object();

    for (int result = 0; result < VISIT_RESULTS; result++)
        json_put_integer(item, word_visit_results[result].word, line->by_result[result]);
    json_put_integer(item, "visits", line->visit_count);
    json_put_integer(item, "persons", line->person_count);
    return item;
}

static void print_json(struct call *call, const struct lines *lines)
{
    struct json *value = json_new_object(), *list = json_new_array();
    char station[NODE_PART];

    for (size_t i = 0; i < lines->count; i++) {
        struct json *item = counts_json(&lines->at[i]);
        json_put_text(item, "grid", visiting_grid_of(lines->at[i].place));
        json_put_text(item, "node", station_of(lines->at[i].place, station));
        json_put_text(item, "class", lines->at[i].class);
        json_put_text(item, "staff", lines->at[i].staff);
        json_add(list, item);
    }
    json_put(value, "visits", list);
    json_put(value, "total", counts_json(&lines->total));
    call_print(call, value);
}

static void print_csv(struct call *call, const struct lines *lines)
{
    char station[NODE_PART];

    text_add(call->out, "grid,class,staff,met,phoned,not-met,refused,visits,persons,node\n");
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->at[i];
        text_addf(call->out, "%s,%s,%s", visiting_grid_of(line->place), line->class, line->staff);
        for (int result = 0; result < VISIT_RESULTS; result++)
            text_addf(call->out, ",%" PRId64, line->by_result[result]);
        text_addf(call->out, ",%" PRId64 ",%" PRId64 ",%s\n", line->visit_count, line->person_count,
                  station_of(line->place, station));
    }
}

static void add_counts(struct call *call, const struct line *line)
{
    text_addf(call->out, _("visits %" PRId64 "  persons met %" PRId64), line->visit_count,
              line->person_count);
    for (int result = 0; result < VISIT_RESULTS; result++)
        if (line->by_result[result])
            text_addf(call->out, "  %s %" PRId64, _(word_visit_results[result].label),
                      line->by_result[result]);
    text_add_char(call->out, '\n');
}

static void print_text(struct call *call, const struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->at[i];
        utf8_pad(call->out, say_place(call, line->place), GRID_COLUMNS);
        text_add_char(call->out, ' ');
        utf8_pad(call->out, word_label(word_visit_classes, line->class), CLASS_COLUMNS);
        text_add_char(call->out, ' ');
        utf8_pad(call->out, desk_name(call->desk, line->staff), WHO_COLUMNS);
        text_add_char(call->out, ' ');
        add_counts(call, line);
    }
    text_addf(call->out, "%s ", _("in all:"));
    add_counts(call, &lines->total);
}

enum status verb_report_visits(struct call *call, struct error *error)
{
    const char *format = call_value(call, OPTION_FORMAT), *to = call_value(call, OPTION_TO);
    struct visiting_scope scope;
    struct lines lines = {0};
    struct visit_sum *sums;
    int32_t last = DAY_LAST;
    enum status status;
    size_t count;

    if (to && !clock_parse_day(to, &last))
        last = DAY_LAST;
    TRY(visiting_scope(call->desk, call_value(call, OPTION_GRID), call->arena, &scope, error));
    TRY(query_visits_sum(desk_reader(call->desk), call_day(call, OPTION_FROM, 0), last, call->arena,
                         &sums, &count, error));
    gather(call, &scope, sums, count, &lines);
    if (call->is_json || text_same(format, "json"))
        print_json(call, &lines);
    else if (text_same(format, "csv"))
        print_csv(call, &lines);
    else
        print_text(call, &lines);
done:
    return status;
}
