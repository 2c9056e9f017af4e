/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/case_view.h"
#include "shouwen/desk/conflicts.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/saved.h"
#include "shouwen/desk/sight.h"

enum { LIMIT = 100, ID_SHOWN = 8 };

static struct json *version_json(const struct conflict_version *version)
{
    const struct act *act = version->line->entry->act;
    struct json *item = json_new_object();
    char at[CLOCK_TEXT];

    json_put_integer(item, "choose", version->number);
    json_put_text(item, "id", version->id);
    json_put_text(item, "act", act->word);
    json_put_text(item, "at", clock_format_at(act->happened_at, at));
    json_put_text(item, "by", act->by);
    json_put_text(item, "node", act_text(act, FIELD_NODE));
    json_put_text(item, "to", act->value[FIELD_TO]);
    json_put_text(item, "reason", act->value[FIELD_REASON]);
    json_put_text(item, "text", act->value[FIELD_TEXT]);
    json_put_text(item, "outcome", act->value[FIELD_OUTCOME]);
    json_put_boolean(item, "stands", version->stands);
    json_put_text(item, "then", version->then);
    return item;
}

static struct json *conflicts_json(const struct matter *m, const struct conflicts *conflicts)
{
    struct json *value = json_new_object(), *list = json_new_array();

    json_put_text(value, "number", m->number);
    json_put_text(value, "now", conflicts->now);
    for (size_t i = 0; i < conflicts->count; i++) {
        struct json *one = json_new_object(), *versions = json_new_array();
        for (size_t side = 0; side < conflicts->at[i].count; side++)
            json_add(versions, version_json(&conflicts->at[i].versions[side]));
        json_put(one, "versions", versions);
        json_add(list, one);
    }
    json_put(value, "conflicts", list);
    return value;
}

static void print_version(struct text *out, const struct conflict_version *version)
{
    const struct history_line *line = version->line;

    text_addf(out, "%3d  %s  %s  %s", version->number, line->when, line->act, line->who);
    if (*version->node)
        text_addf(out, " (%s)", version->node);
    text_addf(out, "  [%.*s]\n", ID_SHOWN, version->id);
    if (*line->what)
        text_addf(out, "     %s\n", line->what);
    text_addf(out, version->stands ? _("     stands now: %s\n") : _("     if it is to hold: %s\n"),
              version->then);
}

static void print_conflicts(struct call *call, const struct matter *m,
                            const struct conflicts *conflicts)
{
    text_addf(call->out, _("%s: %s\n"), m->number, conflicts->now);
    if (!conflicts->count)
        text_add(call->out, _("nothing in this case needs a ruling\n"));
    for (size_t i = 0; i < conflicts->count; i++) {
        text_add(call->out, _("recorded without knowing of each other:\n"));
        for (size_t side = 0; side < conflicts->at[i].count; side++)
            print_version(call->out, &conflicts->at[i].versions[side]);
    }
    if (conflicts->count)
        text_addf(
            call->out,
            _("to let one hold: shouwen case resolve %s --choose N; to leave it as it stands: "
              "shouwen case resolve %s\n"),
            m->number, m->number);
}

/* Without a number: the list of those that need a person. */
static enum status list_all(struct call *call, struct error *error)
{
    struct saved saved = {.name = "", .queue = QUEUE_FLAGGED, .argument = "", .search = ""};
    size_t limit = (size_t)call_number(call, OPTION_LIMIT, LIMIT), count;
    const char *after = call_value(call, OPTION_AFTER), *next = NULL;
    struct case_filter filter;
    struct case_row *rows;
    enum status status;
    bool found = true;

    for (int i = 0; i < SAVED_CONDITIONS; i++)
        saved.conditions[i] = "";
    TRY(saved_filter(call->desk, &saved, call->arena, &filter, error));
    if (after)
        TRY(sight_locate(call->desk, &filter, after, &found, error));
    if (!found)
        return error_set(error, STATUS_NOT_FOUND, "after", _("there is no case %s"), after);
    filter.has_start = after != NULL;
    filter.limit = limit + 1;
    TRY(sight_page(call->desk, &filter, call->arena, &rows, &count, error));
    if (count > limit) {
        count = limit;
        next = rows[limit - 1].number;
    }
    if (call->is_json)
        call_print(call, case_view_list_json(call->desk, rows, count, next, false));
    else
        case_view_list_text(call->desk, rows, count, next, false, call->out);
done:
    return status;
}

enum status verb_case_conflicts(struct call *call, struct error *error)
{
    struct conflicts conflicts;
    struct matter matter;
    enum status status;

    if (!call->word_count)
        return list_all(call, error);
    TRY(follow_case(call->desk, call->words[0], call->arena, &matter, error));
    TRY(conflicts_of(call->desk, &matter, call->arena, &conflicts, error));
    if (call->is_json)
        call_print(call, conflicts_json(&matter, &conflicts));
    else
        print_conflicts(call, &matter, &conflicts);
done:
    return status;
}
