/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/cli.h"
#include "shouwen/cli/demo.h"
#include "shouwen/cli/verb.h"

enum status verb_demo(struct call *call, struct error *error)
{
    struct cli_next *next = call->next;
    enum status status;
    bool is_new;

    TRY(demo_make(call_value(call, OPTION_DIR), &next->database, &next->config, &is_new, error));
    if (call->is_json) {
        struct json *value = json_new_object();
        json_put_text(value, "file", next->database.at);
        json_put_text(value, "config", next->config.at);
        json_put_boolean(value, "new", is_new);
        call_print(call, value);
        return STATUS_OK;
    }
    text_addf(call->out,
              is_new ? _("made a sample station; open it again with: shouwen --db %s --config %s\n")
                     : _("the sample station is there already: shouwen --db %s --config %s\n"),
              next->database.at, next->config.at);
    next->then = CLI_DEMO;
done:
    return status;
}
