/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/case_view.h"
#include "shouwen/cli/resident_disputes.h"
#include "shouwen/cli/visit_view.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/desk/joining.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/mask.h"

enum { CASES_MOST = 200, LABEL_COLUMNS = 16, NUMBER_COLUMNS = 26, STATE_COLUMNS = 14 };

/* A field as it may be shown, in the call's arena. */
static const char *shown(struct call *call, const struct record *record, int field)
{
    const char *value = record_text(record, field);
    struct text masked = TEXT_EMPTY;

    if (!(record_rows[record->kind].fields[field].flags & RECORD_MASKED) ||
        options_has(call->options, OPTION_UNMASK))
        return value;
    mask_tail(&masked, value);
    value = arena_copy(call->arena, masked.at);
    text_release(&masked);
    return value;
}

static struct json *cases_json(const struct case_row *rows, size_t count)
{
    struct json *list = json_new_array();
    char text[CLOCK_TEXT];

    for (size_t i = 0; i < count; i++) {
        struct json *item = json_new_object();
        json_put_text(item, "number", rows[i].number);
        json_put_text(item, "subject", rows[i].subject);
        json_put_text(item, "state", rows[i].state);
        json_put_text(item, "opened_at", clock_format_at(rows[i].opened_at, text));
        json_put_text(item, "due_on",
                      rows[i].due_on == CLOCK_NO_DAY ? NULL
                                                     : clock_format_day(rows[i].due_on, text));
        json_put_text(item, "outcome", *rows[i].outcome ? rows[i].outcome : NULL);
        json_add(list, item);
    }
    return list;
}

/* Of their household; none for whoever may not see it. */
static struct json *visits_json(struct call *call, const char *id)
{
    struct json *list = json_new_array();
    struct visiting_household household;
    struct error ignored;

    if (visiting_household(call->desk, id, call->arena, &household, &ignored) == STATUS_OK)
        for (size_t i = 0; i < household.visit_count; i++)
            json_add(list, visit_view_visit(call, &household.visits[i]));
    return list;
}

static void print_text(struct call *call, const struct record *record, const struct case_row *rows,
                       size_t count, const char *const *joined, size_t joined_count)
{
    struct text heading = TEXT_EMPTY;
    char day[CLOCK_TEXT];

    for (size_t i = 0; i < record_rows[RECORD_RESIDENTS].field_count; i++) {
        const struct record_field *field = &record_rows[RECORD_RESIDENTS].fields[i];
        const char *value = shown(call, record, (int)i);
        if (!*value)
            continue;
        text_clear(&heading);
        record_field_say(&heading, field);
        utf8_pad(call->out, heading.at, LABEL_COLUMNS);
        text_add_char(call->out, ' ');
        if (field->choices)
            catalog_say(call->out, record, (int)i);
        else
            text_add(call->out, value);
        text_add_char(call->out, '\n');
    }
    for (size_t i = 0; i < joined_count; i++) {
        utf8_pad(call->out, i ? "" : _("joined into it"), LABEL_COLUMNS);
        text_addf(call->out, " %s\n", joined[i]);
    }
    for (size_t i = 0; i < count; i++) {
        utf8_pad(call->out, rows[i].number, NUMBER_COLUMNS);
        text_add_char(call->out, ' ');
        utf8_pad(call->out, word_label(word_states, rows[i].state), STATE_COLUMNS);
        text_addf(call->out, " %s %s\n", clock_format_day(clock_day_of(rows[i].opened_at), day),
                  rows[i].subject);
    }
    text_release(&heading);
}

/* Several of one name are named with their doors. */
static enum status refuse_namesakes(const struct search_hits *hits, size_t count,
                                    struct error *error)
{
    struct text list = TEXT_EMPTY;

    for (size_t i = 0; i < count; i++)
        text_addf(&list, "%s%s %s", i ? ", " : "", hits->residents[i].id, hits->residents[i].door);
    error_set(error, STATUS_REFUSED, "id", _("%zu residents have the name %s; give the id: %s"),
              count, hits->residents[0].name, list.at);
    text_release(&list);
    return STATUS_REFUSED;
}

/* A whole name stands for the one resident who has it. */
static enum status find_by_name(struct call *call, const char *word, const char **id,
                                struct error *error)
{
    const struct search_context context = {.today = desk_today(call->desk),
                                           .node = desk_node(call->desk)};
    struct search_hits hits;
    size_t count = 0;
    enum status status;

    *id = word;
    TRY(sight_search(call->desk, word, &context, call->arena, &hits, error));
    while (count < hits.resident_count && hits.residents[count].why == SEARCH_WHY_NAME)
        count++;
    if (count > 1)
        return refuse_namesakes(&hits, count, error);
    if (count)
        *id = hits.residents[0].id;
done:
    return status;
}

enum status verb_resident_show(struct call *call, struct error *error)
{
    const char *id;
    struct json *list;
    struct record record;
    struct case_row *rows;
    enum status status;
    const char **joined;
    size_t count, joined_count;

    TRY(find_by_name(call, call->words[0], &id, error));
    TRY(joining_person(call->desk, id, call->arena, &record, &joined, &joined_count, error));
    TRY(sight_cases_of(call->desk, record.id, "", CASES_MOST, call->arena, &rows, &count, error));
    if (options_has(call->options, OPTION_UNMASK))
        TRY(case_view_reveal(call->desk, record.id, error));
    if (!call->is_json) {
        print_text(call, &record, rows, count, joined, joined_count);
        return resident_disputes_print(call, record.id, NULL, error);
    }
    struct json *value = json_new_object();
    for (size_t i = 0; i < record_rows[RECORD_RESIDENTS].field_count; i++)
        json_put_text(value, record_rows[RECORD_RESIDENTS].fields[i].name,
                      shown(call, &record, (int)i));
    json_put(value, "joined_into_it", list = json_new_array());
    for (size_t i = 0; i < joined_count; i++)
        json_add(list, json_new_text(joined[i]));
    json_put(value, "disputes", list = json_new_array());
    TRY(resident_disputes_print(call, record.id, list, error));
    json_put(value, "cases", cases_json(rows, count));
    json_put(value, "visits", visits_json(call, record.id));
    call_print(call, value);
done:
    return status;
}

static struct json *pair_json(struct call *call, const struct joining_pair *pair)
{
    const struct record *both[] = {&pair->one, &pair->other};
    struct json *item = json_new_object(), *residents = json_new_array();

    for (size_t i = 0; i < 2; i++) {
        struct json *one = json_new_object();
        json_put_text(one, "id", both[i]->id);
        json_put_text(one, "name", shown(call, both[i], RECORD_RESIDENTS_NAME));
        json_put_text(one, "door", shown(call, both[i], RECORD_RESIDENTS_DOOR));
        json_put_text(one, "phone", shown(call, both[i], RECORD_RESIDENTS_PHONE));
        json_add(residents, one);
    }
    json_put_text(item, "same", pair->same->name);
    json_put(item, "residents", residents);
    return item;
}

static void print_pair(struct call *call, const struct joining_pair *pair)
{
    const struct record *both[] = {&pair->one, &pair->other};
    struct text field = TEXT_EMPTY;

    record_field_say(&field, pair->same);
    for (size_t i = 0; i < 2; i++)
        text_addf(call->out, "%s %s %s %s  ", both[i]->id,
                  shown(call, both[i], RECORD_RESIDENTS_NAME),
                  shown(call, both[i], RECORD_RESIDENTS_DOOR),
                  shown(call, both[i], RECORD_RESIDENTS_PHONE));
    text_addf(call->out, _("the same: %s\n"), field.at);
    text_release(&field);
}

enum status verb_resident_duplicates(struct call *call, struct error *error)
{
    int limit = (int)call_number(call, OPTION_LIMIT, CASES_MOST);
    struct json *value, *list;
    struct joining_pair *pairs;
    enum status status;
    size_t count;

    TRY(joining_pairs(call->desk, limit, call->arena, &pairs, &count, error));
    if (call->is_json) {
        value = json_new_object();
        json_put(value, "duplicates", list = json_new_array());
        for (size_t i = 0; i < count; i++)
            json_add(list, pair_json(call, &pairs[i]));
        call_print(call, value);
        goto done;
    }
    for (size_t i = 0; i < count; i++)
        print_pair(call, &pairs[i]);
    text_add(call->out, count ? _("to join two: shouwen resident join ID --to ID; if they are two: "
                                  "shouwen resident apart ID --to ID\n")
                              : _("nobody is on the list twice, as far as can be told\n"));
done:
    return status;
}

enum status verb_resident_join(struct call *call, struct error *error)
{
    enum status status;

    TRY(joining_join(call->desk, call->words[0], call_value(call, OPTION_TO), error));
    TRY(verb_resident_show(call, error));
done:
    return status;
}

enum status verb_resident_apart(struct call *call, struct error *error)
{
    enum status status;

    TRY(joining_apart(call->desk, call->words[0], call_value(call, OPTION_TO), false, error));
    TRY(verb_resident_show(call, error));
done:
    return status;
}

enum status verb_resident_part(struct call *call, struct error *error)
{
    enum status status;

    TRY(joining_part(call->desk, call->words[0], error));
    TRY(verb_resident_show(call, error));
done:
    return status;
}
