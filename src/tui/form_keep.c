/* SPDX-License-Identifier: MIT */
/* What is typed into a form is kept until it is saved: Esc, a call or a crash lose nothing. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/form_draft.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/form.h"

#include <stdlib.h>

enum { KEEP_AFTER = 300 }; /* milliseconds from the first change to the disk */

static const char *typed_in(const struct form *form, size_t at)
{
    const struct form_value *value = &form->values[at];

    if (form->fields[at].kind == FORM_CHOICE)
        return value->choice < 0 ? "" : form->fields[at].choices[value->choice].word;
    return value->line.text.at;
}

void form_keep(struct form *form, struct screen *screen, const char *key)
{
    struct json *fields;
    struct error error;
    bool has_some = false;

    form->keeper = screen;
    form->key = memory_copy_text(key);
    if (form_draft_load(screen_context(screen), key, &fields, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return;
    }
    for (size_t i = 0; fields && i < form->count; i++) {
        const char *text = json_get_text(fields, form->fields[i].name);
        if (text_is_empty(text))
            continue;
        form_set(form, form->fields[i].name, text);
        has_some = true;
    }
    json_release(fields);
    if (has_some)
        app_say(screen->app, _("what was typed here before is here again"));
}

/* True if texts were typed: a choice alone is soon made again. */
static bool has_text(const struct form *form)
{
    for (size_t i = 0; i < form->count; i++)
        if (form->fields[i].kind != FORM_CHOICE && *typed_in(form, i))
            return true;
    return false;
}

static bool put(struct form *form, bool is_kept)
{
    struct json *fields = is_kept ? json_new_object() : NULL;
    struct error error;

    for (size_t i = 0; is_kept && i < form->count; i++)
        json_put_text(fields, form->fields[i].name, typed_in(form, i));
    enum status status = form_draft_save(screen_context(form->keeper), form->key, fields, &error);
    json_release(fields);
    if (status != STATUS_OK)
        app_complain(form->keeper->app, &error);
    return status == STATUS_OK && is_kept;
}

void form_keep_touch(struct form *form)
{
    if (!form->key || form->has_unsaved)
        return;
    form->has_unsaved = form->is_typed = true;
    screen_wake(form->keeper, KEEP_AFTER);
}

void form_keep_now(struct form *form)
{
    if (form->key && form->has_unsaved)
        put(form, has_text(form));
    form->has_unsaved = false;
}

void form_keep_done(struct form *form)
{
    if (form->key)
        put(form, false);
    form->has_unsaved = form->is_typed = false;
}

void form_keep_end(struct form *form)
{
    form_keep_now(form);
    if (form->is_typed && has_text(form))
        app_say(form->keeper->app, _("what you typed is kept; the same key brings it back"));
    free(form->key);
    form->key = NULL;
}
