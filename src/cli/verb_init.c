/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/admin.h"
#include "shouwen/domain/vocabulary.h"

enum status verb_init(struct call *call, struct error *error)
{
    const char *node = call_value(call, OPTION_NODE);
    enum status status;

    TRY(admin_init(call->desk, node, call_value(call, OPTION_NAME), error));
    if (call->is_json) {
        struct json *value = json_new_object();
        json_put_text(value, "file", desk_path(call->desk));
        json_put_text(value, "key", desk_key_path(call->desk));
        json_put_text(value, "node", node);
        call_print(call, value);
    } else {
        text_addf(call->out, _("made %s; keep its key %s apart from copies of the file\n"),
                  desk_path(call->desk), desk_key_path(call->desk));
    }
done:
    return status;
}

enum status verb_tally(struct call *call, struct error *error)
{
    struct json *counts = json_new_object();
    struct admin_tally_row *rows;
    size_t count;
    enum status status;

    TRY(admin_tally(call->desk, call->words[0], error));
    TRY(admin_tallies(call->desk, call->arena, &rows, &count, error));
    for (size_t i = 0; i < count; i++) {
        json_put_integer(counts, rows[i].kind, rows[i].count);
        if (!call->is_json)
            text_addf(call->out, "%s %lld\n", word_label(word_tallies, rows[i].kind),
                      (long long)rows[i].count);
    }
    if (call->is_json) {
        call_print(call, counts);
        return STATUS_OK;
    }
done:
    json_release(counts);
    return status;
}
