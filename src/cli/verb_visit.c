/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/case_view.h"
#include "shouwen/cli/visit_view.h"
#include "shouwen/desk/lists.h"

#include <inttypes.h>
#include <stdint.h>

enum { ROWS_USUAL = 100, COUNTED_MOST = 100000, LINES_MOST = 64 };

/* Of one class: there are no kept counts of a class, so its households are looked through. */
static enum status count_class(struct call *call, struct visit_filter filter, int64_t *due_count,
                               int64_t *late_count, struct error *error)
{
    struct visit_row *rows;
    enum status status;
    size_t count;

    filter.limit = COUNTED_MOST;
    filter.until = desk_today(call->desk);
    TRY(query_visits_due(desk_reader(call->desk), &filter, call->arena, &rows, &count, error));
    *due_count = *late_count = 0;
    for (size_t i = 0; i < count; i++) {
        *due_count += rows[i].due_on <= desk_today(call->desk);
        *late_count += rows[i].due_on < desk_today(call->desk);
    }
done:
    return status;
}

enum status verb_visit_due(struct call *call, struct error *error)
{
    const char *class = call_value(call, OPTION_CLASS);
    struct visiting_scope scope;
    struct visit_row *rows;
    int64_t due_count, late_count;
    enum status status;
    size_t count;

    if (class && visit_class_of(class) == VISIT_CLASSES)
        return error_set(error, STATUS_INVALID, "class",
                         _("\"%s\" is no class; classes are special, key, regular, ordinary and "
                           "general"),
                         class);
    TRY(visiting_scope(call->desk, call_value(call, OPTION_GRID), call->arena, &scope, error));
    const struct visit_filter filter = {
        .places = scope.places,
        .place_count = scope.count,
        .within = scope.within,
        .class = class,
        .until = call_day(call, OPTION_UNTIL, desk_today(call->desk)),
        .limit = (size_t)call_number(call, OPTION_LIMIT, ROWS_USUAL),
    };
    TRY(query_visits_due(desk_reader(call->desk), &filter, call->arena, &rows, &count, error));
    if (class)
        TRY(count_class(call, filter, &due_count, &late_count, error));
    else
        TRY(visiting_count(call->desk, &scope, &due_count, &late_count, error));
    if (options_has(call->options, OPTION_UNMASK))
        TRY(case_view_reveal(call->desk, "visits", error));
    if (call->is_json) {
        struct json *value = json_new_object(), *list = json_new_array();
        for (size_t i = 0; i < count; i++)
            json_add(list, visit_view_row(call, &rows[i]));
        json_put(value, "visits", list);
        json_put_integer(value, "due", due_count);
        json_put_integer(value, "late", late_count);
        call_print(call, value);
        return STATUS_OK;
    }
    for (size_t i = 0; i < count; i++)
        visit_view_add_row(call, &rows[i]);
    text_addf(call->out, _("%" PRId64 " households are due, %" PRId64 " of them late\n"), due_count,
              late_count);
done:
    return status;
}

static size_t take_lines(const struct call *call, struct visiting_line *lines)
{
    static const enum option options[VISITING_LINES] = {
        [VISITING_CASE] = OPTION_CASE,       [VISITING_DEMAND] = OPTION_DEMAND,
        [VISITING_OPINION] = OPTION_OPINION, [VISITING_WISH] = OPTION_WISH,
        [VISITING_ANSWER] = OPTION_ANSWER,
    };
    size_t count = 0;

    for (int kind = 0; kind < VISITING_LINES; kind++) {
        const char *text;
        for (size_t n = 0;
             count < LINES_MOST && (text = call_value_of_many(call, options[kind], n)) != NULL; n++)
            lines[count++] = (struct visiting_line){(enum visiting_line_kind)kind, text};
    }
    return count;
}

/* The number to ring is shown in full where ringing is what comes next; that is recorded. */
static enum status print_done(struct call *call, const struct visiting_done *done,
                              struct error *error)
{
    struct visiting_household household;
    const char *given = record_text(&done->visit, RECORD_VISITS_RESIDENT);
    enum status status;

    if (!*given)
        given = record_text(&done->visit, RECORD_VISITS_DOOR);
    TRY(visiting_household(call->desk, given, call->arena, &household, error));
    bool rings = household.step == VISIT_STEP_CONTACT;
    if (rings)
        TRY(visiting_note_reveal(call->desk, &household, error));
    if (call->is_json) {
        struct json *value = visit_view_visit(call, &done->visit);
        char day[CLOCK_TEXT];
        json_put_text(value, "due_on",
                      household.is_due_known ? clock_format_day(household.due_on, day) : NULL);
        json_put(value, "next",
                 visit_view_next(call, household.step, household.contact, household.contact_phone,
                                 rings));
        call_print(call, value);
        return STATUS_OK;
    }
    visit_view_add_visit(call, &done->visit);
    visit_view_add_next(call, household.step, household.contact, household.contact_phone, rings);
done:
    return status;
}

enum status verb_visit_record(struct call *call, struct error *error)
{
    struct visiting_line lines[LINES_MOST];
    const char *at = call_value(call, OPTION_AT);
    struct visiting_household household;
    struct visiting_done done;
    struct visiting_entry entry = {
        .result = visit_result_of(call_value(call, OPTION_RESULT)),
        .asks_contact = options_has(call->options, OPTION_CONTACT),
        .met = call_value(call, OPTION_MET),
        .text = call_value(call, OPTION_TEXT),
        .request = call_value(call, OPTION_REQUEST),
        .lines = lines,
        .line_count = take_lines(call, lines),
    };
    enum status status;

    if (at && !clock_parse_at(at, &entry.at))
        return error_set(error, STATUS_INVALID, "at", "%s", at);
    TRY(visiting_household(call->desk, call->words[0], call->arena, &household, error));
    TRY(visiting_record(call->desk, &household, &entry, call->arena, &done, error));
    TRY(desk_refresh(call->desk, error));
    TRY(print_done(call, &done, error));
done:
    return status;
}

static struct json *household_json(struct call *call, const struct visiting_household *household)
{
    struct json *value = json_new_object(), *members = json_new_array(), *visits = json_new_array();
    char day[CLOCK_TEXT];

    json_put_text(value, "household", household->key);
    json_put_text(value, "door", household->door);
    json_put_text(value, "grid", household->grid);
    json_put_text(value, "class", *household->class ? household->class : NULL);
    json_put_text(value, "due_on",
                  household->is_due_known ? clock_format_day(household->due_on, day) : NULL);
    json_put(value, "next",
             visit_view_next(call, household->step, household->contact, household->contact_phone,
                             false));
    for (size_t i = 0; i < household->member_count; i++) {
        struct json *member = json_new_object();
        json_put_text(member, "id", household->members[i].id);
        json_put_text(member, "name", record_text(&household->members[i], RECORD_RESIDENTS_NAME));
        json_put_text(member, "class", record_text(&household->members[i], RECORD_RESIDENTS_CLASS));
        json_add(members, member);
    }
    json_put(value, "members", members);
    for (size_t i = 0; i < household->visit_count; i++)
        json_add(visits, visit_view_visit(call, &household->visits[i]));
    json_put(value, "visits", visits);
    return value;
}

enum status verb_visit_show(struct call *call, struct error *error)
{
    struct visiting_household household;
    struct text due = TEXT_EMPTY;
    enum status status;

    TRY(visiting_household(call->desk, call->words[0], call->arena, &household, error));
    if (options_has(call->options, OPTION_UNMASK))
        TRY(visiting_note_reveal(call->desk, &household, error));
    if (call->is_json) {
        call_print(call, household_json(call, &household));
        goto done;
    }
    if (household.is_due_known)
        lists_say_due(&due, household.due_on, desk_today(call->desk));
    text_addf(call->out, "%s  %s  %s  %s\n", household.door, household.grid,
              word_label(word_visit_classes, household.class), due.at);
    for (size_t i = 0; i < household.member_count; i++)
        text_addf(call->out, "%s  %s\n", household.members[i].id,
                  record_text(&household.members[i], RECORD_RESIDENTS_NAME));
    visit_view_add_next(call, household.step, household.contact, household.contact_phone, false);
    for (size_t i = 0; i < household.visit_count; i++)
        visit_view_add_visit(call, &household.visits[i]);
done:
    text_release(&due);
    return status;
}

enum status verb_visit_undo(struct call *call, struct error *error)
{
    enum status status = visiting_undo(call->desk, call->words[0], error);

    if (status != STATUS_OK)
        return status;
    if (call->is_json) {
        struct json *value = json_new_object();
        json_put_text(value, "id", call->words[0]);
        json_put_text(value, "state", "undone");
        call_print(call, value);
    } else {
        text_addf(call->out, _("visit %s is taken back\n"), call->words[0]);
    }
    return STATUS_OK;
}
