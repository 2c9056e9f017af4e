/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/secret.h"
#include "shouwen/desk/pin.h"

/* What was done, as JSON or as a sentence. */
static void say(struct call *call, const char *done, const char *id, const char *sentence)
{
    if (!call->is_json) {
        text_addf(call->out, "%s\n", sentence);
        return;
    }
    struct json *value = json_new_object();
    json_put_text(value, "pin", done);
    json_put_text(value, "id", id);
    call_print(call, value);
}

static enum status set(struct call *call, const char *id, struct error *error)
{
    struct text pin = TEXT_EMPTY;
    enum status status = STATUS_OK;

    if (!call->has_set_pin) {
        TRY(secret_choose(call_value(call, OPTION_NEW_PIN_FILE), _("new PIN: "), &pin, error));
        TRY(pin_set(call->desk, id, pin.at, error));
    }
    say(call, "set", id, _("the PIN is set"));
done:
    secret_forget(&pin);
    return status;
}

enum status verb_staff_pin(struct call *call, struct error *error)
{
    const char *what = call->words[0], *id = call->word_count > 1 ? call->words[1] : NULL;
    bool is_switch = text_same(what, "on") || text_same(what, "off");
    enum status status;

    if (is_switch) {
        TRY(pin_switch(call->desk, text_same(what, "on"), error));
        say(call, what, NULL,
            text_same(what, "on") ? _("PINs are on: whoever has none sets one at the next sign-in")
                                  : _("PINs are off"));
        return STATUS_OK;
    }
    if (!id && text_same(what, "set"))
        id = desk_person_id(call->desk);
    if (!id)
        return error_set(error, STATUS_REFUSED, "id", _("say whose PIN, by staff id"));
    if (text_same(what, "set"))
        return set(call, id, error);
    if (text_same(what, "unlock")) {
        TRY(pin_unlock(call->desk, id, error));
        say(call, "unlocked", id, _("the lock-out is taken away; the PIN stays"));
        return STATUS_OK;
    }
    TRY(pin_reset(call->desk, id, error));
    say(call, "reset", id, _("the PIN is taken away; a new one is set at the next sign-in"));
done:
    return status;
}
