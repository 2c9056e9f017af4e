/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/resident_disputes.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/settling.h"
#include "shouwen/domain/mask.h"

static const char *shown(struct call *call, int field, const char *value)
{
    struct text masked = TEXT_EMPTY;

    if (!(record_rows[RECORD_RESIDENTS].fields[field].flags & RECORD_MASKED) ||
        options_has(call->options, OPTION_UNMASK))
        return value;
    mask_tail(&masked, value);
    value = arena_copy(call->arena, masked.at);
    text_release(&masked);
    return value;
}

static void print_one(struct call *call, const struct record_dispute *dispute, int *number)
{
    struct text field = TEXT_EMPTY;
    char day[CLOCK_TEXT];

    record_field_say(&field, &record_rows[RECORD_RESIDENTS].fields[dispute->field]);
    text_addf(call->out, _("needs a person: two places do not say the same %s\n"), field.at);
    for (size_t i = 0; i < dispute->count; i++) {
        const struct record_version *version = &dispute->at[i];
        text_addf(call->out, "  %d %s  %s %s%s\n", ++*number,
                  shown(call, dispute->field, version->text),
                  settling_who(call->desk, version, call->arena),
                  clock_format_day(clock_day_of(version->act->entered_at), day),
                  i + 1 == dispute->count ? _(" (shown)") : "");
    }
    text_release(&field);
}

static struct json *one_json(struct call *call, const struct record_dispute *dispute, int *number)
{
    struct json *item = json_new_object(), *versions = json_new_array();

    json_put_text(item, "field", record_rows[RECORD_RESIDENTS].fields[dispute->field].name);
    for (size_t i = 0; i < dispute->count; i++) {
        struct json *one = json_new_object();
        json_put_integer(one, "number", ++*number);
        json_put_text(one, "value", shown(call, dispute->field, dispute->at[i].text));
        json_put_text(one, "node", settling_who(call->desk, &dispute->at[i], call->arena));
        json_put_boolean(one, "shown", i + 1 == dispute->count);
        json_add(versions, one);
    }
    json_put(item, "versions", versions);
    return item;
}

static enum status print_clash(struct call *call, const char *id, struct json *list,
                               struct error *error)
{
    const char *places;
    enum status status;

    TRY(settling_clash(call->desk, arena_format(call->arena, "residents/%s", id), call->arena,
                       &places, error));
    if (*places && list) {
        struct json *item = json_new_object();
        json_put_text(item, "field", "id");
        json_put_text(item, "places", places);
        json_add(list, item);
    } else if (*places) {
        text_addf(call->out,
                  _("needs a person: %s gave out this number for different people; the first of "
                    "them is shown, the others give theirs another number\n"),
                  places);
    }
done:
    return status;
}

enum status resident_disputes_print(struct call *call, const char *id, struct json *list,
                                    struct error *error)
{
    struct record_dispute *disputes;
    enum status status;
    size_t count;
    int number = 0;

    TRY(print_clash(call, id, list, error));
    TRY(settling_look(call->desk, id, call->arena, &disputes, &count, error));
    for (size_t i = 0; i < count; i++) {
        if (list)
            json_add(list, one_json(call, &disputes[i], &number));
        else
            print_one(call, &disputes[i], &number);
    }
done:
    return status;
}
