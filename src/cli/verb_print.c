/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/slip.h"

/* Without --to the slip goes to stdout: the shell knows where it should go from there. */
enum status verb_print(struct call *call, struct error *error)
{
    enum slip slip = slip_find(call->words[0]);
    const char *about = call->word_count > 1 ? call->words[1] : NULL;
    const char *to = call_value(call, OPTION_TO);
    struct text written = TEXT_EMPTY, where = TEXT_EMPTY;
    enum status status;

    TRY(slip_write(call->desk, slip, about, options_has(call->options, OPTION_LARGE), &written,
                   error));
    if (to)
        TRY(slip_deliver(call->desk, slip, about, to, written.at, &where, error));
    if (call->is_json) {
        struct json *value = json_new_object();
        json_put_text(value, "slip", slip_rows[slip].word);
        json_put_text(value, "text", written.at);
        json_put_text(value, "file", to);
        call_print(call, value);
    } else {
        text_addf(call->out, "%s%s", to ? where.at : written.at, to ? "\n" : "");
    }
done:
    text_release(&written);
    text_release(&where);
    return status;
}
