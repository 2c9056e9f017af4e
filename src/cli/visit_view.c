/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/visit_view.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/lists.h"
#include "shouwen/domain/mask.h"
#include "shouwen/domain/parts.h"
#include "shouwen/domain/resident.h"

enum { DUE_COLUMNS = 12, CLASS_COLUMNS = 14, DOOR_COLUMNS = 12, NAME_COLUMNS = 12 };

static const char *masked(struct call *call, const char *phone, bool is_full)
{
    struct text out = TEXT_EMPTY;

    if (is_full || options_has(call->options, OPTION_UNMASK))
        return phone;
    mask_tail(&out, phone);
    phone = arena_copy(call->arena, out.at);
    text_release(&out);
    return phone;
}

static struct json *list_of(struct call *call, const char *list)
{
    struct json *array = json_new_array();
    size_t count;
    const char **parts = parts_split(call->arena, list, PARTS_LIST, &count);

    for (size_t i = 0; i < count; i++)
        json_add(array, json_new_text(parts[i]));
    return array;
}

static void put_day(struct json *object, const char *key, int32_t day)
{
    char text[CLOCK_TEXT];

    json_put_text(object, key, day == CLOCK_NO_DAY ? NULL : clock_format_day(day, text));
}

struct json *visit_view_next(struct call *call, enum visit_step step, const char *name,
                             const char *phone, bool is_full)
{
    struct json *next;

    if (step == VISIT_STEP_NOTHING)
        return json_new_null();
    next = json_new_object();
    json_put_text(next, "step", word_visit_steps[step].word);
    json_put_text(next, "name", *name ? name : NULL);
    json_put_text(next, "phone", *phone ? masked(call, phone, is_full) : NULL);
    return next;
}

void visit_view_add_next(struct call *call, enum visit_step step, const char *name,
                         const char *phone, bool is_full)
{
    if (step == VISIT_STEP_NOTHING)
        return;
    text_addf(call->out, "%s %s", _("next:"), _(word_visit_steps[step].label));
    if (step == VISIT_STEP_CONTACT)
        text_addf(call->out, " %s %s", name, masked(call, phone, is_full));
    text_add_char(call->out, '\n');
}

struct json *visit_view_row(struct call *call, const struct visit_row *row)
{
    struct json *item = json_new_object(), *resident = json_new_object(), *last = NULL;
    enum visit_step step = visit_step_of(row->step);
    char at[CLOCK_TEXT];

    json_put_text(item, "household", row->key);
    json_put_text(resident, "id", row->who);
    json_put_text(resident, "name", row->name);
    json_put_text(resident, "phone", masked(call, row->phone, false));
    json_put(item, "resident", resident);
    json_put_text(item, "door", row->door);
    json_put_text(item, "grid", row->grid);
    json_put_text(item, "class", row->class);
    put_day(item, "due_on", row->due_on);
    json_put_boolean(item, "late", row->due_on < desk_today(call->desk));
    json_put_integer(item, "members", row->member_count);
    json_put_boolean(item, "living_alone", resident_lives_alone(row->tags));
    json_put(item, "tags", list_of(call, row->tags));
    json_put_text(item, "liaison", *row->liaison ? row->liaison : NULL);
    put_day(item, "last_met_on", row->met_on);
    if (row->last_at) {
        last = json_new_object();
        json_put_text(last, "at", clock_format_at(row->last_at, at));
        json_put_text(last, "result", row->last_result);
    }
    json_put(item, "last_visit", last ? last : json_new_null());
    /* of the household itself: ring there before going again */
    json_put(item, "next",
             step == VISIT_STEP_CONTACT
                 ? visit_view_next(call, step, row->contact, row->contact_phone, false)
                 : visit_view_next(call, step, row->name, row->phone, false));
    return item;
}

void visit_view_add_row(struct call *call, const struct visit_row *row)
{
    enum visit_step step = visit_step_of(row->step);
    struct text due = TEXT_EMPTY;
    char day[CLOCK_TEXT];

    lists_say_due(&due, row->due_on, desk_today(call->desk));
    utf8_pad(call->out, due.at, DUE_COLUMNS);
    text_add_char(call->out, ' ');
    utf8_pad(call->out, word_label(word_visit_classes, row->class), CLASS_COLUMNS);
    text_add_char(call->out, ' ');
    utf8_pad(call->out, row->door, DOOR_COLUMNS);
    text_add_char(call->out, ' ');
    utf8_pad(call->out, row->name, NAME_COLUMNS);
    text_addf(call->out, " %s %s", row->who,
              row->met_on == CLOCK_NO_DAY ? _("never met") : clock_format_day(row->met_on, day));
    if (resident_lives_alone(row->tags))
        text_addf(call->out, " %s", _("living alone"));
    if (step != VISIT_STEP_NOTHING)
        text_addf(call->out, " %s %s", _("next:"), _(word_visit_steps[step].label));
    if (step == VISIT_STEP_CONTACT)
        text_addf(call->out, " %s %s", row->contact, masked(call, row->contact_phone, false));
    else if (options_has(call->options, OPTION_UNMASK))
        text_addf(call->out, " %s", row->phone);
    text_add_char(call->out, '\n');
    text_release(&due);
}

struct json *visit_view_visit(struct call *call, const struct record *visit)
{
    static const int lists[] = {RECORD_VISITS_MET, RECORD_VISITS_CASES, RECORD_VISITS_DEMANDS};
    struct json *item = json_new_object();

    json_put_text(item, "id", visit->id);
    for (size_t i = 0; i < record_rows[RECORD_VISITS].field_count; i++) {
        const char *name = record_rows[RECORD_VISITS].fields[i].name;
        bool is_list = false;
        for (size_t k = 0; k < sizeof(lists) / sizeof(lists[0]); k++)
            is_list = is_list || lists[k] == (int)i;
        if (is_list)
            json_put(item, name, list_of(call, record_text(visit, (int)i)));
        else
            json_put_text(item, name, record_text(visit, (int)i));
    }
    return item;
}

void visit_view_add_visit(struct call *call, const struct record *visit)
{
    const char *text = record_text(visit, RECORD_VISITS_TEXT);
    const char *cases = record_text(visit, RECORD_VISITS_CASES);
    struct text what = TEXT_EMPTY;
    char short_at[CLOCK_TEXT];
    int64_t at;

    visiting_say(call->desk, visit, &what);
    if (clock_parse_at(record_text(visit, RECORD_VISITS_AT), &at))
        text_addf(call->out, "%s  ", clock_format_short(at, short_at));
    text_addf(call->out, "%s  %s", desk_name(call->desk, record_text(visit, RECORD_VISITS_STAFF)),
              what.at);
    if (*text)
        text_addf(call->out, "  %s", text);
    if (*cases)
        text_addf(call->out, _("  cases %s"), cases);
    text_addf(call->out, "  %s\n", visit->id);
    text_release(&what);
}
