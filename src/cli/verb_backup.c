/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/admin.h"

enum status verb_backup(struct call *call, struct error *error)
{
    enum status status;

    TRY(admin_backup(call->desk, call->words[0], error));
    if (call->is_json) {
        struct json *value = json_new_object();
        json_put_text(value, "file", desk_path(call->desk));
        json_put_text(value, "copy", call->words[0]);
        call_print(call, value);
    } else {
        text_addf(call->out, _("copied %s to %s; the key %s is not in it\n"), desk_path(call->desk),
                  call->words[0], desk_key_path(call->desk));
    }
done:
    return status;
}

enum status verb_restore(struct call *call, struct error *error)
{
    struct text kept = TEXT_EMPTY;
    enum status status;

    TRY(admin_restore(call->desk, call->words[0], &kept, error));
    if (call->is_json) {
        struct json *value = json_new_object();
        json_put_text(value, "file", desk_path(call->desk));
        json_put_text(value, "kept", kept.length ? kept.at : NULL);
        call_print(call, value);
    } else {
        text_addf(call->out, _("%s is what %s holds\n"), desk_path(call->desk), call->words[0]);
        if (kept.length)
            text_addf(call->out, _("what was there is kept as %s\n"), kept.at);
    }
done:
    text_release(&kept);
    return status;
}
