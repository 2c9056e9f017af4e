/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/progress.h"
#include "shouwen/desk/linking.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>

/* kept: where the key is that this one came after, "" if there was none; NULL: it is no new one. */
static void print_code(struct call *call, const char *code, const char *kept)
{
    const char *node = desk_node(call->desk), *name = desk_node_name(call->desk);

    text_addf(call->out, "%s\n", code);
    text_addf(call->out,
              kept ? _("the new code of %s %s: at the hub, type shouwen-hub rotate --node %s "
                       "--code and this code\n")
                   : _("the code of %s %s: at the hub, type shouwen-hub enrol --node %s "
                       "--code and this code\n"),
              node, name, node);
    if (!text_is_empty(kept))
        text_addf(call->out,
                  _("the key before is kept as %s: shouwen sync --rekey --old-key puts it back as "
                    "long as the hub has not taken the new one; remove it afterwards\n"),
                  kept);
}

static enum status show_code(struct call *call, const char *kept, struct error *error)
{
    struct text code = TEXT_EMPTY;
    enum status status;

    TRY(linking_code(call->desk, &code, error));
    if (call->is_json) {
        struct json *value = json_new_object();
        json_put_text(value, "node", desk_node(call->desk));
        json_put_text(value, "name", desk_node_name(call->desk));
        json_put_text(value, "code", code.at);
        if (kept)
            json_put_text(value, "old_key", kept);
        call_print(call, value);
    } else {
        print_code(call, code.at, kept);
    }
done:
    text_release(&code);
    return status;
}

static enum status rekey(struct call *call, struct error *error)
{
    struct text kept = TEXT_EMPTY;
    enum status status;

    if (!call_value(call, OPTION_YES))
        return error_set(error, STATUS_REFUSED, "yes",
                         _("until the new key's code is typed in at the hub nothing is exchanged: "
                           "say --yes if it is meant"));
    TRY(linking_rekey(call->desk, call_value(call, OPTION_OLD_KEY), &kept, error));
    TRY(show_code(call, kept.at, error));
done:
    text_release(&kept);
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
    call->has_problems = linking.last.refused > 0 || linking.last.revoked_at || linking.rekeyed_at;
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
        return show_code(call, NULL, error);
    if (call_value(call, OPTION_REKEY) || call_value(call, OPTION_OLD_KEY))
        return rekey(call, error);
    if (!code)
        return exchange(call, error);
    TRY(linking_trust(call->desk, code, call_value(call, OPTION_WITH),
                      call_value(call, OPTION_NEW_KEY) != NULL, error));
    TRY(show(call, false, error));
done:
    return status;
}
