/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/progress.h"
#include "shouwen/desk/linking.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>

/* is_new: the file just got another key. */
static enum status show_code(struct call *call, bool is_new, struct error *error)
{
    const char *say =
        is_new ? _("the new code of %s %s: at the hub, type shouwen-hub rotate --node %s "
                   "--code and this code\n")
               : _("the code of %s %s: at the hub, type shouwen-hub enrol --node %s "
                   "--code and this code\n");
    struct text code = TEXT_EMPTY;
    enum status status;

    TRY(linking_code(call->desk, &code, error));
    if (call->is_json) {
        struct json *value = json_new_object();
        json_put_text(value, "node", desk_node(call->desk));
        json_put_text(value, "name", desk_node_name(call->desk));
        json_put_text(value, "code", code.at);
        call_print(call, value);
    } else {
        text_addf(call->out, "%s\n", code.at);
        text_addf(call->out, say, desk_node(call->desk), desk_node_name(call->desk),
                  desk_node(call->desk));
    }
done:
    text_release(&code);
    return status;
}

static enum status show(struct call *call, bool is_judged, struct error *error)
{
    struct linking linking;
    enum status status;

    TRY(linking_load(call->desk, call->arena, &linking, error));
    if (call->is_json) {
        call_print(call, linking_json(&linking));
    } else {
        linking_say(&linking, call->out);
        text_add(call->out, "\n");
    }
    call->has_problems = linking.last.refused > 0 || linking.last.revoked_at;
    if (is_judged)
        call->has_problems |= !linking.has_hub || linking_has_failed(&linking) ||
                              linking.last.needs_person > 0 || !linking.whole_at;
done:
    return status;
}

enum status verb_sync_status(struct call *call, struct error *error)
{
    return show(call, true, error);
}

/* Passes on what it says until it ends. */
static void listen_to(struct linking_run *run, struct progress *progress)
{
    struct pollfd ready = {.fd = linking_descriptor(run), .events = POLLIN};
    enum linking_word word = LINKING_NOTHING;
    const char *sentence;
    bool was_stopped = false;

    while (word != LINKING_ENDED) {
        word = linking_read(run, &sentence);
        if (word == LINKING_STEP)
            progress_show(progress, sentence);
        else if (word == LINKING_SAYS)
            progress_say(progress, sentence);
        if (progress_was_asked() && !was_stopped) {
            was_stopped = true;
            linking_stop(run);
        }
        if (word == LINKING_NOTHING)
            poll(&ready, 1, -1);
    }
}

static enum status exchange(struct call *call, struct error *error)
{
    struct progress progress;
    struct linking_run *run;
    enum status status;

    TRY(linking_start(call->desk, call_value(call, OPTION_WITH), call_value(call, OPTION_WAIT),
                      &run, error));
    progress_begin(&progress, call->is_json);
    listen_to(run, &progress);
    progress_end(&progress);
    TRY(linking_end(run, error));
    TRY(show(call, false, error));
done:
    return status;
}

enum status verb_sync(struct call *call, struct error *error)
{
    const char *code = call_value(call, OPTION_TRUST);
    enum status status;

    if (call_value(call, OPTION_ENROL_CODE))
        return show_code(call, false, error);
    if (call_value(call, OPTION_REKEY)) {
        TRY(linking_rekey(call->desk, error));
        return show_code(call, true, error);
    }
    if (!code)
        return exchange(call, error);
    TRY(linking_trust(call->desk, code, call_value(call, OPTION_WITH),
                      call_value(call, OPTION_NEW_KEY) != NULL, error));
    TRY(show(call, false, error));
done:
    return status;
}
