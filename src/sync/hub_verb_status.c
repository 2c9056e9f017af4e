/* SPDX-License-Identifier: MIT */
/* What shouwen-hub status and serve print. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"
#include "sync/hub_verb_inside.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>

/* --- status --- */

static const char *heard(const struct hub_status_client *client, char *out)
{
    return client->heard_at ? clock_format_at(client->heard_at, out) : _("never");
}

static void print(struct hub_call *call, const struct hub_status *now)
{
    char at[CLOCK_TEXT], code[KEYCODE];

    hub_code(call->hub, code);
    text_addf(call->out, _("%ld acts, epoch %ld, mailboxes %s\n"), (long)now->act_count,
              (long)now->epoch, now->mailbox);
    text_addf(call->out, _("stations trust it by: shouwen sync --trust %s\n"), code);
    for (size_t i = 0; i < now->client_count; i++) {
        const struct hub_status_client *one = &now->clients[i];
        text_addf(call->out,
                  _("%s%s%s: %ld acts from it; %ld of %ld confirmed by it; heard of %s%s"),
                  one->node, *one->title ? " " : "", one->title, (long)one->act_count,
                  (long)one->acked_count, (long)one->feed_count, heard(one, at),
                  one->is_active ? "" : _("; revoked"));
        if (one->kept_out_count)
            text_addf(call->out, _("; %ld of its acts kept out"), (long)one->kept_out_count);
        text_add_char(call->out, '\n');
    }
    if (now->quarantine_count)
        text_addf(call->out, _("%zu bundles lie in quarantine, beside the hub's file\n"),
                  now->quarantine_count);
    for (size_t i = 0; i < now->clash_count; i++)
        text_addf(call->out, _("needs a person: %s was given out by %s and by %s\n"),
                  now->clashes[i].subject, now->clashes[i].author, now->clashes[i].other);
}

static struct json *client_json(const struct hub_status_client *client)
{
    struct json *json = json_new_object();

    json_put_text(json, "node", client->node);
    json_put_text(json, "name", client->title);
    json_put_boolean(json, "active", client->is_active);
    json_put_integer(json, "acts", client->act_count);
    json_put_integer(json, "feed", client->feed_count);
    json_put_integer(json, "confirmed", client->acked_count);
    json_put_integer(json, "heard_at", client->heard_at);
    json_put_integer(json, "open", client->open_count);
    json_put_integer(json, "kept_out", client->kept_out_count);
    return json;
}

static void print_json(struct hub_call *call, const struct hub_status *now)
{
    struct json *json = json_new_object(), *clients = json_new_array(), *clashes;
    char code[KEYCODE];

    clashes = json_new_array();
    hub_code(call->hub, code);
    json_put_text(json, "code", code);
    json_put_integer(json, "epoch", now->epoch);
    json_put_integer(json, "acts", now->act_count);
    json_put_text(json, "mailbox", now->mailbox);
    for (size_t i = 0; i < now->client_count; i++)
        json_add(clients, client_json(&now->clients[i]));
    json_put(json, "clients", clients);
    json_put_integer(json, "quarantine", (int64_t)now->quarantine_count);
    for (size_t i = 0; i < now->clash_count; i++) {
        struct json *clash = json_new_object();
        json_put_text(clash, "subject", now->clashes[i].subject);
        json_put_text(clash, "node", now->clashes[i].author);
        json_put_text(clash, "other", now->clashes[i].other);
        json_add(clashes, clash);
    }
    json_put(json, "needs_person", clashes);
    json_write_pretty(json, call->out);
    text_add_char(call->out, '\n');
    json_release(json);
}

enum status hub_verb_status(struct hub_call *call, struct error *error)
{
    struct arena arena = {0};
    struct hub_status now;
    enum status status;

    TRY(hub_status(call->hub, &arena, &now, error));
    if (call->is_json)
        print_json(call, &now);
    else
        print(call, &now);
done:
    arena_release(&arena);
    return status;
}

/* --- serve --- */

static bool is_idle(const struct hub_report *report)
{
    return !report->taken_count && !report->refused_count && !report->early_count &&
           !report->sent_count;
}

/* Mailboxes that cannot be reached now may be later; the hub's own file must be right. */
static enum status one_round(struct hub_call *call, int64_t most, struct error *error)
{
    struct hub_report report = {.lines = TEXT_EMPTY};
    struct text out = TEXT_EMPTY;
    enum status status = hub_ingest(call->hub, most, &report, error);

    if (status == STATUS_OK)
        status = hub_publish(call->hub, &report, error);
    if (status == STATUS_UNREACHABLE || status == STATUS_BUSY) {
        hub_report_say(&report, "%s", error->message);
        status = STATUS_OK;
    }
    if (report.lines.length || !is_idle(&report))
        hub_call_report(call, &report, &out);
    fputs(out.at, stdout);
    fflush(stdout);
    hub_report_release(&report);
    text_release(&out);
    return status;
}

enum status hub_verb_serve(struct hub_call *call, struct error *error)
{
    int64_t every, rounds, most;
    struct timespec pause = {.tv_sec = 0};
    sigset_t stops;
    enum status status;

    TRY(hub_call_number(call, HUB_OPTION_EVERY, 10, &every, error));
    TRY(hub_call_number(call, HUB_OPTION_ROUNDS, 0, &rounds, error));
    TRY(hub_call_number(call, HUB_OPTION_MOST, 0, &most, error));
    pause.tv_sec = every;
    sigemptyset(&stops);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGINT);
    sigprocmask(SIG_BLOCK, &stops, NULL);
    for (int64_t round = 1;; round++) {
        TRY(one_round(call, most, error));
        if (round == rounds || sigtimedwait(&stops, NULL, &pause) > 0)
            break;
    }
done:
    return status;
}
