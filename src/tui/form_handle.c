/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/form.h"

static int choice_count(const struct form_field *field)
{
    int count = 0;

    while (field->choices[count].word)
        count++;
    return count;
}

static enum form_step go_on(struct form *form)
{
    if (form->focus + 1 >= form->count)
        return FORM_DONE;
    form->focus++;
    return FORM_STAY;
}

static enum next choice_made(struct screen *asker, const struct answer *answer)
{
    struct form *form = asker->widget;

    if (answer->is_given) {
        form->values[form->focus].choice = (int)answer->number;
        text_clear(&form->values[form->focus].refusal);
        if (form->focus + 1 < form->count)
            form->focus++;
    }
    return NEXT_STAY;
}

static enum form_step open_choices(struct form *form, struct screen *screen, enum next *next)
{
    const struct form_field *field = &form->fields[form->focus];
    struct choice choices[64];
    int count = choice_count(field);

    count = count > (int)(sizeof(choices) / sizeof(choices[0])) ? 0 : count;
    for (int i = 0; i < count; i++)
        choices[i] = (struct choice){field->choices[i].word, _(field->choices[i].label), NULL};
    *next = prompt_choose(screen, _(field->label), choices, (size_t)count, choice_made);
    return FORM_NEXT;
}

static enum form_step select_field(struct form *form, struct screen *screen, enum next *next)
{
    const struct form_field *field = &form->fields[form->focus];
    struct form_value *value = &form->values[form->focus];
    bool has_moved_on = form->has_moved_on;

    form->has_moved_on = false;
    /* the last field's Enter saves, as everywhere */
    if (has_moved_on && form->focus + 1 < form->count && field->kind != FORM_CHOICE &&
        line_is_empty(&value->line))
        return FORM_STAY;
    if (field->kind == FORM_CHOICE && value->choice < 0 && choice_count(field) > 9)
        return open_choices(form, screen, next);
    if (field->kind == FORM_LOOKUP && !line_is_empty(&value->line) && text_is_empty(value->id.at)) {
        *next = field->lookup(screen, form->focus, value->line.text.at);
        return FORM_NEXT;
    }
    return go_on(form);
}

static enum form_step handle_command(struct form *form, struct screen *screen, enum command command,
                                     enum next *next)
{
    size_t last = form->count - 1;

    switch ((int)command) {
    case COMMAND_SELECT:
        return select_field(form, screen, next);
    case COMMAND_SAVE:
        return FORM_DONE;
    case COMMAND_NEXT_FIELD:
        form->focus = form->focus < last ? form->focus + 1 : 0;
        return FORM_STAY;
    case COMMAND_PREVIOUS_FIELD:
        form->focus = form->focus ? form->focus - 1 : last;
        return FORM_STAY;
    case COMMAND_DOWN:
        form->focus += form->focus < last ? 1 : 0;
        return FORM_STAY;
    case COMMAND_UP:
        form->focus -= form->focus ? 1 : 0;
        return FORM_STAY;
    default:
        return FORM_IGNORED;
    }
}

static enum form_step handle_choice(struct form *form, struct screen *screen,
                                    const struct event *event, enum next *next)
{
    struct form_value *value = &form->values[form->focus];
    int count = choice_count(&form->fields[form->focus]);
    uint32_t key = key_plain(event->key);

    text_clear(&value->refusal);
    if (key == ' ')
        return open_choices(form, screen, next);
    if (key >= '1' && key <= '9' && (int)(key - '1') < count) {
        value->choice = (int)(key - '1');
        form->has_moved_on = !form->fields[form->focus].stays && form->focus + 1 < form->count;
        form->focus += form->has_moved_on;
    } else if (key == KEYCODE_BACKSPACE || key == KEYCODE_DELETE) {
        value->choice = -1;
    } else if (key == KEYCODE_RIGHT) {
        value->choice = value->choice + 1 < count ? value->choice + 1 : 0;
    } else if (key == KEYCODE_LEFT) {
        value->choice = value->choice > 0 ? value->choice - 1 : count - 1;
    }
    return FORM_STAY;
}

enum form_step form_handle(struct form *form, struct screen *screen, const struct event *event,
                           enum next *next)
{
    struct form_value *value = &form->values[form->focus];

    /* for what opens over it: a list of choices, the help */
    screen->widget = form;
    if (event->kind == EVENT_TICK) {
        form_keep_now(form);
        return FORM_STAY;
    }
    if (form->key && event->kind == EVENT_KEY && event->key == KEYCODE_F3) {
        *next = screen_command(screen, COMMAND_PHONE);
        return FORM_NEXT;
    }
    if (event->kind != EVENT_COMMAND || event->command != COMMAND_SELECT)
        form->has_moved_on = false;
    if (event->kind == EVENT_COMMAND)
        return handle_command(form, screen, event->command, next);
    if (event->kind != EVENT_TEXT && event->kind != EVENT_PASTE && event->kind != EVENT_KEY)
        return FORM_IGNORED;
    form_keep_touch(form);
    if (form->fields[form->focus].kind == FORM_CHOICE)
        return handle_choice(form, screen, event, next);
    if (event->kind == EVENT_KEY && !key_is_editing(event->key))
        return FORM_IGNORED;
    size_t length = value->line.text.length;
    if (event->kind == EVENT_KEY)
        line_key(&value->line, event->key);
    text_clear(&value->refusal);
    if (event->kind != EVENT_KEY && !line_insert(&value->line, event->text, event->length))
        text_addf(&value->refusal, _("%zu characters fit here; what is beyond was left out"),
                  value->line.limit);
    /* what stands for somebody stands for nobody once it is changed */
    if (value->line.text.length != length)
        text_clear(&value->id);
    return FORM_STAY;
}
