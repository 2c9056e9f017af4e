/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/progress.h"
#include "shouwen/desk/linking.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>

static void say_code(struct call *call, const char *code, bool is_known)
{
    const char *node = desk_node(call->desk), *name = desk_node_name(call->desk);

    text_addf(call->out, "%s\n", code);
    text_addf(call->out,
              is_known ? _("the code of %s %s, which the hub knows already: there, type "
                           "shouwen-hub rotate --node %s --code and this code\n")
                       : _("the code of %s %s: at the hub, type shouwen-hub enrol --node %s "
                           "--code and this code\n"),
              node, name, node);
}

/* kept: where the key is that this one came after, "" if there was none. */
static void say_new_key(struct call *call, const char *code, const char *kept)
{
    const char *node = desk_node(call->desk), *name = desk_node_name(call->desk);

    text_addf(call->out, "%s\n", code);
    text_addf(call->out,
              _("the new code of %s %s: at the hub, type shouwen-hub rotate --node %s "
                "--code and this code\n"),
              node, name, node);
    if (*kept)
        text_addf(call->out,
                  _("the key before is kept as %s: shouwen sync --rekey --old-key puts it back as "
                    "long as the hub has not taken the new one; remove it afterwards\n"),
                  kept);
}

static void say_old_key(struct call *call, const char *kept)
{
    text_add(call->out, _("the old key is back: the next exchange goes on with it, unless the hub "
                          "has taken the other one\n"));
    if (*kept)
        text_addf(call->out, _("the other one is kept as %s\n"), kept);
}

/* kept: as above; NULL: the key is no other one. */
static void print_code(struct call *call, const char *code, const char *kept)
{
    struct json *value = json_new_object();

    json_put_text(value, "node", desk_node(call->desk));
    json_put_text(value, "name", desk_node_name(call->desk));
    json_put_text(value, "code", code);
    if (kept)
        json_put_text(value, "old_key", kept);
    call_print(call, value);
}

static enum status show_code(struct call *call, struct error *error)
{
    struct text code = TEXT_EMPTY;
    struct linking linking;
    enum status status;

    TRY(linking_load(call->desk, call->arena, &linking, error));
    TRY(linking_code(call->desk, &code, error));
    if (call->is_json)
        print_code(call, code.at, NULL);
    else
        say_code(call, code.at, linking.heard_at || linking.rekeyed.at);
done:
    text_release(&code);
    return status;
}

static enum status rekey(struct call *call, struct error *error)
{
    const char *again = call_value(call, OPTION_OLD_KEY);
    struct text kept = TEXT_EMPTY, code = TEXT_EMPTY;
    enum status status;

    if (!call_value(call, OPTION_YES))
        return error_set(error, STATUS_REFUSED, "yes",
                         _("until the new key's code is typed in at the hub nothing is exchanged: "
                           "say --yes if it is meant"));
    TRY(linking_rekey(call->desk, again, &kept, error));
    TRY(linking_code(call->desk, &code, error));
    if (call->is_json)
        print_code(call, code.at, kept.at);
    else if (again)
        say_old_key(call, kept.at);
    else
        say_new_key(call, code.at, kept.at);
done:
    text_release(&code);
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
    call->has_problems = linking.last.refused > 0 || linking.last.revoked_at || linking.rekeyed.at;
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
    bool is_rekey = call_value(call, OPTION_REKEY) || call_value(call, OPTION_OLD_KEY);
    enum status status;

    if ((code != NULL) + is_rekey + (call_value(call, OPTION_ENROL_CODE) != NULL) > 1)
        return error_set(error, STATUS_REFUSED, "trust",
                         _("--enrol-code, --trust and --rekey are said one at a time"));
    if (call_value(call, OPTION_ENROL_CODE))
        return show_code(call, error);
    if (is_rekey)
        return rekey(call, error);
    if (!code)
        return exchange(call, error);
    TRY(linking_trust(call->desk, code, call_value(call, OPTION_WITH),
                      call_value(call, OPTION_NEW_KEY) != NULL, error));
    TRY(show(call, false, error));
done:
    return status;
}
