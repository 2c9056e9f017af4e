/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/form.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/tui/when.h"

#include <assert.h>
#include <string.h>

void form_init(struct form *form, const struct form_field *fields)
{
    *form = (struct form){.fields = fields};
    while (fields[form->count].name) {
        assert(form->count < FORM_FIELDS);
        struct form_value *value = &form->values[form->count];
        line_init(&value->line, fields[form->count].limit);
        value->id = value->refusal = value->doubt = value->value = (struct text)TEXT_EMPTY;
        value->choice = -1;
        form->count++;
    }
}

void form_release(struct form *form)
{
    form_keep_end(form);
    for (size_t i = 0; i < form->count; i++) {
        struct form_value *value = &form->values[i];
        line_release(&value->line);
        text_release(&value->id);
        text_release(&value->refusal);
        text_release(&value->doubt);
        text_release(&value->value);
    }
    form->count = 0;
}

static bool find(const struct form *form, const char *name, size_t *at)
{
    for (*at = 0; *at < form->count; ++*at)
        if (strcmp(form->fields[*at].name, name) == 0)
            return true;
    return false;
}

size_t form_find(const struct form *form, const char *name)
{
    size_t at;
    bool is_found = find(form, name, &at);

    assert(is_found);
    return is_found ? at : 0;
}

static int choice_of(const struct form_field *field, const char *word)
{
    for (int i = 0; field->choices[i].word; i++)
        if (strcmp(field->choices[i].word, word) == 0)
            return i;
    return -1;
}

void form_set(struct form *form, const char *name, const char *text)
{
    size_t at = form_find(form, name);

    if (form->fields[at].kind == FORM_CHOICE)
        form->values[at].choice = choice_of(&form->fields[at], text);
    else
        line_set(&form->values[at].line, text);
    text_clear(&form->values[at].id);
    text_clear(&form->values[at].refusal);
}

void form_put(struct form *form, size_t field, const char *id, const char *shown)
{
    struct form_value *value = &form->values[field];

    line_set(&value->line, shown);
    text_clear(&value->id);
    text_add(&value->id, id);
    text_clear(&value->refusal);
    if (form->focus == field && field + 1 < form->count)
        form->focus++;
}

/* What a day or moment field says; false if that is none. */
static bool read_day(const struct form *form, size_t at, int32_t *day, int *minutes)
{
    int32_t today = clock_day_of(clock_now_at());

    return when_read(form->values[at].line.text.at, today, day, minutes) &&
           (form->fields[at].kind == FORM_MOMENT || *minutes < 0);
}

static void get_day(struct form *form, size_t at, struct text *out)
{
    char text[CLOCK_TEXT];
    int32_t day;
    int minutes;

    if (!read_day(form, at, &day, &minutes))
        return;
    text_add(out, clock_format_day(day, text));
    if (minutes >= 0)
        text_addf(out, "T%02d:%02d", minutes / 60, minutes % 60);
}

const char *form_get(struct form *form, const char *name)
{
    size_t at = form_find(form, name);
    struct form_value *value = &form->values[at];

    text_clear(&value->value);
    switch (form->fields[at].kind) {
    case FORM_CHOICE:
        text_add(&value->value,
                 value->choice < 0 ? "" : form->fields[at].choices[value->choice].word);
        break;
    case FORM_LOOKUP:
        text_add(&value->value, value->id.at);
        break;
    case FORM_DAY:
    case FORM_MOMENT:
        get_day(form, at, &value->value);
        break;
    case FORM_TEXT:
    case FORM_NUMBER:
        line_value(&value->line, &value->value);
        break;
    }
    return value->value.at;
}

const char *form_typed(const struct form *form, const char *name)
{
    return form->values[form_find(form, name)].line.text.at;
}

static bool is_empty(const struct form *form, size_t at)
{
    return form->fields[at].kind == FORM_CHOICE ? form->values[at].choice < 0
                                                : line_is_empty(&form->values[at].line);
}

bool form_is_empty(const struct form *form)
{
    for (size_t at = 0; at < form->count; at++)
        if (!is_empty(form, at))
            return false;
    return true;
}

static bool number_fits(struct form *form, size_t at)
{
    const struct form_field *field = &form->fields[at];
    long value;

    return text_to_long(form_get(form, field->name), field->low, field->high, &value);
}

/* Adds what is wrong with a field's value to its refusal. */
static void check_field(struct form *form, size_t at)
{
    const struct form_field *field = &form->fields[at];
    struct text *refusal = &form->values[at].refusal;
    int32_t day;
    int minutes;

    text_clear(refusal);
    if (is_empty(form, at)) {
        if (field->is_required)
            text_add(refusal, _("must be filled in"));
    } else if (field->kind == FORM_NUMBER && !number_fits(form, at)) {
        text_addf(refusal, _("must be a number from %ld to %ld"), field->low, field->high);
    } else if (field->kind == FORM_DAY && !read_day(form, at, &day, &minutes)) {
        text_add(refusal, _("is no day; 11-27, 2026-11-27, fri and +3 are"));
    } else if (field->kind == FORM_MOMENT && !read_day(form, at, &day, &minutes)) {
        text_add(refusal, _("is no time; 15:00, 11-27 15:00 and fri 15:00 are"));
    } else if (field->kind == FORM_LOOKUP && field->is_required &&
               text_is_empty(form->values[at].id.at)) {
        text_add(refusal, _("press Enter to choose one"));
    }
}

bool form_check(struct form *form)
{
    size_t wrong = form->count;

    for (size_t at = form->count; at-- > 0;) {
        check_field(form, at);
        if (!text_is_empty(form->values[at].refusal.at))
            wrong = at;
    }
    if (wrong < form->count)
        form->focus = wrong;
    return wrong == form->count;
}

void form_doubt(struct form *form, const char *name, const char *message, bool is_urgent)
{
    size_t at = form_find(form, name);
    struct text *doubt = &form->values[at].doubt;

    text_clear(doubt);
    if (at != form->focus || is_urgent)
        text_add(doubt, message);
}

bool form_has_doubt(const struct form *form, const char *name)
{
    return !text_is_empty(form->values[form_find(form, name)].doubt.at);
}

bool form_refuse(struct form *form, const struct error *error)
{
    size_t at;

    if (!find(form, error->field, &at))
        return false;
    text_clear(&form->values[at].refusal);
    text_add(&form->values[at].refusal, error->message);
    /* what nobody can read is not mended, it is typed anew */
    if (form->fields[at].hidden)
        line_set(&form->values[at].line, "");
    form->focus = at;
    return true;
}
