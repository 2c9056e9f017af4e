/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/layout.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ini.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/matter.h"
#include "shouwen/domain/vocabulary.h"

#include <string.h>

#define EXTRA_ROW(name, word, heading) [LAYOUT_##name] = {word, heading},
static const struct {
    const char *word, *heading;
} extras[LAYOUT_EXTRA_COUNT] = {LAYOUT_EXTRA_TABLE(EXTRA_ROW)};

static const char plain_date[] = "YYYY-MM-DD";

/* --- reading --- */

struct reading {
    const char *path;
    struct arena *arena;
    struct layout *layout;
};

static bool find_column(const struct layout *layout, const char *word, struct layout_column *column)
{
    *column = (struct layout_column){.field = -1, .extra = LAYOUT_EXTRA_COUNT};
    for (int i = 0; layout->kind == RECORD_CASES && i < LAYOUT_EXTRA_COUNT; i++)
        if (text_same(extras[i].word, word))
            column->extra = (enum layout_extra)i;
    for (size_t i = 0;
         column->extra == LAYOUT_EXTRA_COUNT && i < record_rows[layout->kind].field_count; i++)
        if (text_same(record_rows[layout->kind].fields[i].name, word))
            column->field = (int)i;
    return column->field >= 0 || column->extra != LAYOUT_EXTRA_COUNT;
}

static void say_columns(const struct layout *layout, struct text *out)
{
    for (int i = 0; layout->kind == RECORD_CASES && i < LAYOUT_EXTRA_COUNT; i++)
        text_addf(out, "%s, ", extras[i].word);
    for (size_t i = 0; i < record_rows[layout->kind].field_count; i++)
        if (layout->kind != RECORD_CASES || i != RECORD_CASES_NUMBER)
            text_addf(out, "%s%s", i ? ", " : "", record_rows[layout->kind].fields[i].name);
}

static void add_column(struct layout *layout, struct arena *arena, struct layout_column column,
                       const char *heading)
{
    struct text own = TEXT_EMPTY;

    if (heading)
        text_add(&own, heading);
    else if (column.field >= 0)
        record_field_say(&own, &record_rows[layout->kind].fields[column.field]);
    else
        text_add(&own, _(extras[column.extra].heading));
    column.heading = arena_copy(arena, own.at);
    text_release(&own);
    layout->columns = arena_grow(arena, layout->columns, layout->column_count, &layout->column_room,
                                 sizeof(*layout->columns));
    layout->columns[layout->column_count++] = column;
}

static enum status read_columns(const struct reading *reading, const struct ini *ini,
                                struct error *error)
{
    struct layout *layout = reading->layout;
    const char *at = ini_text(ini, "layout:columns");
    struct text key = TEXT_EMPTY, there = TEXT_EMPTY;
    struct layout_column column;
    enum status status = STATUS_OK;

    while (at && *at) {
        at += strspn(at, " |");
        size_t length = strcspn(at, " |");
        const char *word = arena_copy_part(reading->arena, at, length);
        at += length;
        if (!length)
            continue;
        if (!find_column(layout, word, &column)) {
            say_columns(layout, &there);
            status = error_set(error, STATUS_INVALID, "layout",
                               _("%s: there is no column \"%s\"; there are %s"), reading->path,
                               word, there.at);
            break;
        }
        text_clear(&key);
        text_addf(&key, "headings:%s", word);
        add_column(layout, reading->arena, column, ini_text(ini, key.at));
    }
    if (status == STATUS_OK && !layout->column_count)
        status = error_set(error, STATUS_INVALID, "layout",
                           _("%s: [layout] needs columns, with | between"), reading->path);
    text_release(&key);
    text_release(&there);
    return status;
}

static enum status read_kind(const struct reading *reading, const struct ini *ini,
                             struct error *error)
{
    const char *word = ini_text(ini, "layout:kind"), *encoding = ini_text(ini, "layout:encoding");
    struct layout *layout = reading->layout;
    const char *name = ini_text(ini, "layout:name"), *date = ini_text(ini, "layout:date");

    layout->kind = text_same(word, record_rows[RECORD_CASES].name)
                       ? RECORD_CASES
                       : record_kind_find(word ? word : "");
    if (layout->kind == RECORD_NO_KIND)
        return error_set(error, STATUS_INVALID, "layout",
                         _("%s: [layout] needs a kind, as export is told it, like cases"),
                         reading->path);
    layout->encoding = encoding ? encoding_find(encoding) : ENCODING_UTF8;
    if (layout->encoding != ENCODING_UTF8 && layout->encoding != ENCODING_GB18030)
        return error_set(error, STATUS_INVALID, "layout",
                         _("%s: encoding \"%s\" is neither utf-8 nor gb18030"), reading->path,
                         encoding);
    layout->name = arena_copy(reading->arena, name);
    layout->date = arena_copy(reading->arena, date ? date : plain_date);
    return STATUS_OK;
}

/* A key that means nothing is a slip of the pen. */
static enum status check_key(void *context, const char *key, int line, struct error *error)
{
    static const char *const known[] = {"layout:name", "layout:kind", "layout:encoding",
                                        "layout:date", "layout:columns"};
    const struct reading *reading = context;

    if (text_starts(key, "headings:"))
        return STATUS_OK;
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (text_same(key, known[i]))
            return STATUS_OK;
    return error_set(error, STATUS_INVALID, "layout",
                     _("%s, line %d: a layout has name, kind, encoding, date and columns, and "
                       "[headings]"),
                     reading->path, line);
}

enum status layout_read(const char *path, struct arena *arena, struct layout *layout,
                        struct error *error)
{
    struct reading reading = {path, arena, layout};
    struct ini *ini = NULL;
    enum status status;

    *layout = (struct layout){0};
    TRY(ini_open(path, check_key, &reading, &ini, error));
    TRY(read_kind(&reading, ini, error));
    TRY(read_columns(&reading, ini, error));
done:
    ini_close(ini);
    return status;
}

void layout_of_queue(struct arena *arena, struct layout *layout)
{
    static const char *const shown[] = {"number", "state",   "due_on",   "subject",   "resident",
                                        "phone",  "door",    "grid",     "urgency",   "channel",
                                        "holder", "unit",    "rule",     "opened_at", "service",
                                        "ref",    "outcome", "closed_at"};
    struct layout_column column;

    *layout = (struct layout){
        .name = "", .kind = RECORD_CASES, .encoding = ENCODING_UTF8, .date = plain_date};
    for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
        if (find_column(layout, shown[i], &column))
            add_column(layout, arena, column, NULL);
}

/* --- values --- */

static void add_date(const char *form, struct clock_parts parts, struct text *out)
{
    const struct {
        const char *token;
        int value, digits;
    } tokens[] = {{"YYYY", parts.year, 4}, {"MM", parts.month, 2}, {"M", parts.month, 1},
                  {"DD", parts.day, 2},    {"D", parts.day, 1},    {"hh", parts.hour, 2},
                  {"mm", parts.minute, 2}};

    while (*form) {
        size_t i = 0;
        while (i < sizeof(tokens) / sizeof(tokens[0]) && !text_starts(form, tokens[i].token))
            i++;
        if (i == sizeof(tokens) / sizeof(tokens[0])) {
            text_add_char(out, *form++);
            continue;
        }
        text_addf(out, "%0*d", tokens[i].digits, tokens[i].value);
        form += strlen(tokens[i].token);
    }
}

static void add_day(const char *form, int32_t day, struct text *out)
{
    if (day != CLOCK_NO_DAY)
        add_date(form, clock_parts_of_day(day), out);
}

/* Words of choices, ';' between, as labels. */
static void add_words(const struct record_field *field, const char *value, struct text *out)
{
    while (*value) {
        char word[64] = "";
        size_t length = strcspn(value, ";");
        memcpy(word, value, length < sizeof(word) ? length : sizeof(word) - 1);
        value_choice_say(out, field->choices, word);
        value += length;
        text_add(out, *value ? ";" : "");
        value += *value != '\0';
    }
}

static void add_field(const struct layout *layout, const struct record_field *field,
                      const char *value, struct text *out)
{
    int64_t at;
    int32_t day;

    if (field->type == VALUE_DAY && clock_parse_day(value, &day))
        add_day(layout->date, day, out);
    else if (field->type == VALUE_MOMENT && clock_parse_at(value, &at))
        add_date(layout->date, clock_parts_of(at), out);
    else if (field->choices)
        add_words(field, value, out);
    else
        text_add(out, value);
}

static void add_rule(const char *word, struct text *out)
{
    for (int rule = 0; rule < RULE_COUNT; rule++)
        if (text_same(rule_rows[rule].word, word))
            text_add(out, _(rule_rows[rule].label));
}

static void add_extra(const struct layout *layout, enum layout_extra extra, const struct desk *desk,
                      const struct case_row *row, struct text *out)
{
    switch (extra) {
    case LAYOUT_NUMBER:
        text_add(out, row->number);
        return;
    case LAYOUT_STATE:
        text_add(out, word_label(word_states, row->state));
        return;
    case LAYOUT_RULE:
        add_rule(row->rule, out);
        return;
    case LAYOUT_HOLDER:
        text_add(out, desk_name(desk, row->holder));
        return;
    case LAYOUT_UNIT:
        text_add(out, row->unit);
        return;
    case LAYOUT_DUE_ON:
        add_day(layout->date, row->due_on, out);
        return;
    case LAYOUT_OUTCOME:
        text_add(out, *row->outcome ? word_label(word_outcomes, row->outcome) : "");
        return;
    case LAYOUT_CLOSED_AT:
        if (row->closed_at)
            add_date(layout->date, clock_parts_of(row->closed_at), out);
        return;
    case LAYOUT_EXTRA_COUNT:
        return;
    }
}

void layout_value(const struct layout *layout, const struct layout_column *column,
                  const struct desk *desk, const struct record *record, const struct case_row *row,
                  struct text *out)
{
    if (column->field < 0)
        add_extra(layout, column->extra, desk, row, out);
    else
        add_field(layout, &record_rows[layout->kind].fields[column->field],
                  record_text(record, column->field), out);
}
