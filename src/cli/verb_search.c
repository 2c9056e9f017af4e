/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/case_view.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/mask.h"

/* nobody types on while a verb searches */
enum { PATIENCE_MS = 10000, FIRST_COLUMNS = 26, SECOND_COLUMNS = 14 };

static const char *phone_of(struct call *call, const char *phone)
{
    struct text shown = TEXT_EMPTY;

    if (options_has(call->options, OPTION_UNMASK))
        return phone;
    mask_tail(&shown, phone);
    phone = arena_copy(call->arena, shown.at);
    text_release(&shown);
    return phone;
}

static const char *why(enum search_why reason)
{
    return search_why_rows[reason].word;
}

static struct json *residents_json(struct call *call, const struct search_hits *hits)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < hits->resident_count; i++) {
        const struct search_resident *hit = &hits->residents[i];
        struct json *item = json_new_object();
        json_put_text(item, "id", hit->id);
        json_put_text(item, "name", hit->name);
        json_put_text(item, "door", hit->door);
        json_put_text(item, "phone", phone_of(call, hit->phone));
        json_put_text(item, "why", why(hit->why));
        json_add(list, item);
    }
    return list;
}

static struct json *services_json(const struct search_hits *hits)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < hits->service_count; i++) {
        const struct search_service *hit = &hits->services[i];
        struct json *item = json_new_object();
        json_put_text(item, "code", hit->code);
        json_put_text(item, "name", hit->name);
        json_put_text(item, "why", why(hit->why));
        json_add(list, item);
    }
    return list;
}

static struct json *cases_json(const struct search_hits *hits)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < hits->case_count; i++) {
        const struct search_case *hit = &hits->cases[i];
        struct json *item = json_new_object();
        json_put_text(item, "number", hit->number);
        json_put_text(item, "subject", hit->subject);
        json_put_text(item, "state", hit->state);
        json_put_text(item, "name", hit->name);
        json_put_text(item, "why", why(hit->why));
        json_add(list, item);
    }
    return list;
}

static void add_line(struct text *out, const char *first, const char *second, const char *rest)
{
    utf8_pad(out, first, FIRST_COLUMNS);
    text_add_char(out, ' ');
    utf8_pad(out, second, SECOND_COLUMNS);
    text_addf(out, " %s\n", rest);
}

static void print_text(struct call *call, const struct search_hits *hits)
{
    struct text rest = TEXT_EMPTY;

    for (size_t i = 0; i < hits->resident_count; i++) {
        const struct search_resident *hit = &hits->residents[i];
        text_clear(&rest);
        text_addf(&rest, "%s %s", hit->door, phone_of(call, hit->phone));
        add_line(call->out, hit->id, hit->name, rest.at);
    }
    for (size_t i = 0; i < hits->service_count; i++)
        add_line(call->out, hits->services[i].code, "", hits->services[i].name);
    for (size_t i = 0; i < hits->case_count; i++) {
        const struct search_case *hit = &hits->cases[i];
        text_clear(&rest);
        text_addf(&rest, "%s %s", hit->name, hit->subject);
        add_line(call->out, hit->number, word_label(word_states, hit->state), rest.at);
    }
    if (!(hits->resident_count + hits->service_count + hits->case_count))
        text_add(call->out, _("nothing found\n"));
    text_release(&rest);
}

enum status verb_search(struct call *call, struct error *error)
{
    const struct search_context context = {
        .today = desk_today(call->desk),
        .node = desk_node(call->desk),
        .limit = (int)call_number(call, OPTION_LIMIT, 20),
        .deadline_ms = PATIENCE_MS,
    };
    struct search_hits hits;
    enum status status;

    if (options_has(call->options, OPTION_UNMASK))
        TRY(case_view_reveal(call->desk, "search", error));
    TRY(sight_search(call->desk, call->words[0], &context, call->arena, &hits, error));
    if (!call->is_json) {
        print_text(call, &hits);
        return STATUS_OK;
    }
    struct json *value = json_new_object();
    json_put(value, "residents", residents_json(call, &hits));
    json_put(value, "services", services_json(&hits));
    json_put(value, "cases", cases_json(&hits));
    call_print(call, value);
done:
    return status;
}
