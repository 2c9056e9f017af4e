/* SPDX-License-Identifier: MIT */
/* The hand-over sheet at the end of a shift: each call does one thing and shows the sheet. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/sheet.h"

#include <string.h>

enum { CODE_COLUMNS = 20, NAME_COLUMNS = 10, KIND_COLUMNS = 16, LISTED = 50 };

static struct json *lines_json(const struct sheet *sheet)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < sheet->count; i++) {
        const struct handover_line *line = &sheet->lines[i];
        struct json *item = json_new_object();
        json_put_text(item, "kind", handover_kinds[line->kind].word);
        json_put_text(item, "number", *line->number ? line->number : NULL);
        json_put_text(item, "text", line->text);
        json_put_boolean(item, "ticked", line->is_ticked);
        json_add(list, item);
    }
    return list;
}

static struct json *sheet_json(const struct sheet *sheet)
{
    struct json *value = json_new_object();
    char text[CLOCK_TEXT];

    json_put_text(value, "code", sheet->code);
    json_put_text(value, "on", clock_format_day(sheet->on, text));
    json_put_text(value, "node", sheet->node);
    json_put_text(value, "giver", sheet->giver);
    json_put_text(value, "to", *sheet->to ? sheet->to : NULL);
    json_put_text(value, "status", sheet->status);
    json_put_text(value, "taker", *sheet->taker ? sheet->taker : NULL);
    json_put_text(value, "taken_at",
                  sheet->taken_at ? clock_format_at(sheet->taken_at, text) : NULL);
    json_put(value, "lines", lines_json(sheet));
    return value;
}

static void sheet_head(struct call *call, const struct sheet *sheet)
{
    char day[CLOCK_TEXT];

    utf8_pad(call->out, sheet->code, CODE_COLUMNS);
    text_addf(call->out, " %s ", clock_format_day(sheet->on, day));
    utf8_pad(call->out, desk_name(call->desk, sheet->giver), NAME_COLUMNS);
    text_add_char(call->out, ' ');
    sheet_say(call->desk, sheet, call->out);
    text_add_char(call->out, '\n');
}

static void sheet_text(struct call *call, const struct sheet *sheet)
{
    sheet_head(call, sheet);
    for (size_t i = 0; i < sheet->count; i++) {
        const struct handover_line *line = &sheet->lines[i];
        text_addf(call->out, "%3zu %s ", i + 1, line->is_ticked ? "[x]" : "[ ]");
        utf8_pad(call->out, _(handover_kinds[line->kind].label), KIND_COLUMNS);
        text_addf(call->out, " %s%s%s\n", line->number, *line->number ? " " : "", line->text);
    }
    if (!sheet->count)
        text_add(call->out, _("there is nothing to hand over\n"));
}

static void show(struct call *call, const struct sheet *sheet)
{
    if (call->is_json)
        call_print(call, sheet_json(sheet));
    else
        sheet_text(call, sheet);
}

/* The sheet that a word names; without one, one's own. */
static enum status find(struct call *call, size_t word, struct sheet *sheet, struct error *error)
{
    if (call->word_count > word)
        return sheet_load(call->desk, call->words[word], call->arena, sheet, error);
    return sheet_own(call->desk, call->arena, sheet, error);
}

enum status verb_hand_over_show(struct call *call, struct error *error)
{
    struct sheet sheet;
    enum status status;

    TRY(find(call, 0, &sheet, error));
    show(call, &sheet);
done:
    return status;
}

enum status verb_hand_over_list(struct call *call, struct error *error)
{
    struct sheet *sheets;
    enum status status;
    size_t count;

    TRY(sheet_list(call->desk, LISTED, call->arena, &sheets, &count, error));
    if (call->is_json) {
        struct json *value = json_new_object(), *list = json_new_array();
        for (size_t i = 0; i < count; i++)
            json_add(list, sheet_json(&sheets[i]));
        json_put(value, "sheets", list);
        call_print(call, value);
        return STATUS_OK;
    }
    for (size_t i = 0; i < count; i++)
        sheet_head(call, &sheets[i]);
    if (!count)
        text_add(call->out, _("no sheet was handed over yet\n"));
done:
    return status;
}

enum status verb_hand_over_add(struct call *call, struct error *error)
{
    const char *text = call_value(call, OPTION_TEXT);
    struct sheet sheet;
    enum status status;

    TRY(sheet_add(call->desk, handover_kind_of(call->words[0]), text ? text : "", error));
    TRY(sheet_own(call->desk, call->arena, &sheet, error));
    show(call, &sheet);
done:
    return status;
}

enum status verb_hand_over_tick(struct call *call, struct error *error)
{
    struct sheet sheet;
    enum status status;
    long line;

    if (!text_to_long(call->words[0], 1, INT32_MAX, &line))
        return error_set(error, STATUS_INVALID, "line",
                         _("the lines of a sheet are counted from 1; \"%s\" is none"),
                         call->words[0]);
    TRY(find(call, 1, &sheet, error));
    TRY(sheet_tick(call->desk, &sheet, (size_t)line - 1, error));
    TRY(find(call, 1, &sheet, error));
    show(call, &sheet);
done:
    return status;
}

enum status verb_hand_over_give(struct call *call, struct error *error)
{
    struct sheet sheet;
    const char *code;
    enum status status;

    TRY(sheet_give(call->desk, call_value(call, OPTION_TO), call->arena, &code, error));
    TRY(sheet_load(call->desk, code, call->arena, &sheet, error));
    show(call, &sheet);
done:
    return status;
}

static void say_taken(struct call *call, const struct sheet_taken *taken)
{
    text_addf(call->out, ngettext("%zu case taken over\n", "%zu cases taken over\n", taken->count),
              taken->count);
    if (taken->promise_count)
        text_addf(call->out,
                  ngettext("%zu promise on another case taken over\n",
                           "%zu promises on other cases taken over\n", taken->promise_count),
                  taken->promise_count);
    if (taken->carried_count)
        text_addf(call->out,
                  ngettext("%zu line stands on your own sheet now\n",
                           "%zu lines stand on your own sheet now\n", taken->carried_count),
                  taken->carried_count);
    for (size_t i = 0; i < taken->stay_count; i++)
        text_addf(call->out, _("%s stays: %s\n"), taken->stays[i].number, taken->stays[i].why);
}

static struct json *taken_json(const struct sheet *sheet, const struct sheet_taken *taken)
{
    struct json *value = sheet_json(sheet), *numbers = json_new_array(), *stays = json_new_array();

    for (size_t i = 0; i < taken->count; i++)
        json_add(numbers, json_new_text(taken->numbers[i]));
    for (size_t i = 0; i < taken->stay_count; i++) {
        struct json *item = json_new_object();
        json_put_text(item, "number", taken->stays[i].number);
        json_put_text(item, "why", taken->stays[i].why);
        json_add(stays, item);
    }
    json_put(value, "taken_over", numbers);
    json_put_integer(value, "promises_taken_over", (int64_t)taken->promise_count);
    json_put_integer(value, "carried", (int64_t)taken->carried_count);
    json_put(value, "stays", stays);
    return value;
}

enum status verb_hand_over_accept(struct call *call, struct error *error)
{
    struct sheet_taken taken;
    struct sheet sheet;
    enum status status;
    bool found = true;

    if (call->word_count)
        TRY(sheet_load(call->desk, call->words[0], call->arena, &sheet, error));
    else
        TRY(sheet_waiting(call->desk, call->arena, &sheet, &found, error));
    if (!found)
        return error_set(error, STATUS_NOT_FOUND, "code", _("no sheet waits for you"));
    TRY(sheet_accept(call->desk, sheet.code, call->arena, &taken, error));
    TRY(sheet_load(call->desk, sheet.code, call->arena, &sheet, error));
    if (call->is_json) {
        call_print(call, taken_json(&sheet, &taken));
    } else {
        sheet_text(call, &sheet);
        say_taken(call, &taken);
    }
done:
    return status;
}
