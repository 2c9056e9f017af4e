/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/hub_verb.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"
#include "sync/hub_verb_inside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define HUB_OPTION_ROW(name, word, argument, help) [HUB_OPTION_##name] = {word, argument, help},
const struct hub_option_row hub_option_rows[HUB_OPTION_COUNT] = {HUB_OPTION_TABLE(HUB_OPTION_ROW)};

static const char in_file[] = "sqlite:", in_pg[] = "pg:";

/* --- reading --- */

static int find_option(const char *name, size_t length)
{
    for (int option = 0; option < HUB_OPTION_COUNT; option++)
        if (strlen(hub_option_rows[option].name) == length &&
            memcmp(hub_option_rows[option].name, name, length) == 0)
            return option;
    return -1;
}

static enum status read_option(const char *text, char **next, int *used,
                               struct hub_options *options, struct error *error)
{
    size_t length = strcspn(text, "=");
    int option = find_option(text, length);
    const char *value = text[length] ? text + length + 1 : NULL;

    if (option < 0)
        return error_set(error, STATUS_INVALID, text, _("there is no option --%s"), text);
    const struct hub_option_row *row = &hub_option_rows[option];
    if (options->value[option])
        return error_set(error, STATUS_INVALID, row->name, _("--%s is given twice"), row->name);
    if (row->argument && !value) {
        value = *next;
        *used = 1;
    }
    if (row->argument && !value)
        return error_set(error, STATUS_INVALID, row->name, _("--%s needs %s"), row->name,
                         row->argument);
    if (!row->argument && value)
        return error_set(error, STATUS_INVALID, row->name, _("--%s takes no value"), row->name);
    options->value[option] = value ? value : "";
    return STATUS_OK;
}

enum status hub_verb_read(int argc, char **argv, struct hub_options *options, struct error *error)
{
    enum status status = STATUS_OK;

    *options = (struct hub_options){.word_count = 0};
    for (int i = 1; i < argc; i++) {
        int used = 0;
        if (text_starts(argv[i], "--"))
            TRY(read_option(argv[i] + 2, &argv[i + 1], &used, options, error));
        else if (options->word_count < HUB_WORDS_MOST)
            options->word[options->word_count++] = argv[i];
        else
            TRY(error_set(error, STATUS_INVALID, "", _("that is too much: \"%s\""), argv[i]));
        i += used;
    }
done:
    return status;
}

enum status hub_call_usage(struct hub_call *call, const char *field, const char *message,
                           struct error *error)
{
    call->is_usage = true;
    return error_set(error, STATUS_INVALID, field, "%s", message);
}

enum status hub_call_number(struct hub_call *call, enum hub_option option, int64_t fallback,
                            int64_t *value, struct error *error)
{
    const char *text = call->options->value[option];
    long number;

    *value = fallback;
    if (!text)
        return STATUS_OK;
    if (!text_to_long(text, 0, INT32_MAX, &number))
        return hub_call_usage(call, hub_option_rows[option].name, _("a whole number is needed"),
                              error);
    *value = number;
    return STATUS_OK;
}

/* --- what is printed --- */

static void say(struct hub_call *call, struct json *json, const char *text)
{
    if (call->is_json) {
        json_write_pretty(json, call->out);
        text_add_char(call->out, '\n');
    } else {
        text_add(call->out, text);
    }
    json_release(json);
}

void hub_call_report(struct hub_call *call, const struct hub_report *report, struct text *out)
{
    const struct {
        const char *key;
        int64_t count;
    } counts[] = {{"taken", report->taken_count},     {"acts", report->act_count},
                  {"refused", report->refused_count}, {"early", report->early_count},
                  {"sent", report->sent_count},       {"needs_person", report->clash_count},
                  {"faults", report->fault_count},    {"kept_out", report->kept_out_count}};

    call->has_problems |= report->refused_count || report->clash_count || report->fault_count ||
                          report->kept_out_count;
    if (!call->is_json) {
        text_add(out, report->lines.at);
        text_addf(out,
                  _("%ld bundles taken in, %ld new acts, %ld refused, %ld too early; %ld sent\n"),
                  (long)counts[0].count, (long)counts[1].count, (long)counts[2].count,
                  (long)counts[3].count, (long)counts[4].count);
        return;
    }
    struct json *json = json_new_object(), *lines = json_new_array();
    for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
        json_put_integer(json, counts[i].key, counts[i].count);
    for (const char *at = report->lines.at; *at;) {
        size_t length = strcspn(at, "\n");
        struct text line = TEXT_EMPTY;
        text_add_bytes(&line, at, length);
        json_add(lines, json_new_text(line.at));
        text_release(&line);
        at += length + (at[length] == '\n');
    }
    json_put(json, "lines", lines);
    json_write(json, out);
    text_add_char(out, '\n');
    json_release(json);
}

/* --- the verbs --- */

/* Makes a folder unless it is there; its whole path, which holds from anywhere. */
static enum status make_folder(const char *path, struct text *whole, struct error *error)
{
    char *found = NULL;

    if (mkdir(path, 0700) == 0 || errno == EEXIST)
        found = realpath(path, NULL);
    if (!found)
        return error_set(error, STATUS_BROKEN, "", _("can't make the folder %s: %s"), path,
                         strerror(errno));
    text_add(whole, found);
    free(found);
    return STATUS_OK;
}

/* Where the hub is to be kept, its key, and its mailboxes: beside what is kept unless told. */
static enum status find_places(struct hub_call *call, struct text *store, struct text *path,
                               struct text *mailbox, struct error *error)
{
    const char *folder = call->options->word_count > 1 ? call->options->word[1] : NULL;
    const char *given = call->options->value[HUB_OPTION_MAILBOX];
    bool is_pg = text_starts(call->store.at, in_pg);
    struct text inside = TEXT_EMPTY;
    enum status status = STATUS_OK;
    const char *slash = strrchr(call->path.at, '/');

    if (folder)
        TRY(make_folder(folder, path, error));
    if (folder || !slash)
        text_addf(&inside, "%s/mail", folder ? path->at : ".");
    else
        text_addf(&inside, "%.*s/mail", (int)(slash - call->path.at), call->path.at);
    text_add(path, folder ? is_pg ? "/hub" : "/hub.db" : call->path.at);
    if (is_pg || !folder)
        text_add(store, call->store.at);
    else
        text_addf(store, "%s%s", in_file, path->at);
    text_add(mailbox, given ? given : is_pg ? store->at : "dir:");
    if (!given && !is_pg)
        TRY(make_folder(inside.at, mailbox, error));
done:
    text_release(&inside);
    return status;
}

static enum status verb_init(struct hub_call *call, struct error *error)
{
    struct text store = TEXT_EMPTY, path = TEXT_EMPTY, mailbox = TEXT_EMPTY, text = TEXT_EMPTY;
    struct text key = TEXT_EMPTY;
    struct hub_place place;
    struct json *json;
    char code[KEYCODE];
    enum status status;

    TRY(find_places(call, &store, &path, &mailbox, error));
    place = (struct hub_place){store.at, path.at, mailbox.at};
    TRY(hub_init_at(&place, error));
    TRY(hub_open_at(&place, &call->hub, error));
    hub_code(call->hub, code);
    text_addf(&key, "%s.key", path.at);
    text_addf(&text,
              _("The hub is kept in %s, its key in %s, its mailboxes are %s.\nAt each station: "
                "shouwen sync --trust %s\n"),
              store.at, key.at, mailbox.at, code);
    json = json_new_object();
    json_put_text(json, "store", store.at);
    json_put_text(json, "key", key.at);
    json_put_text(json, "mailbox", mailbox.at);
    json_put_text(json, "code", code);
    say(call, json, text.at);
done:
    text_release(&store);
    text_release(&path);
    text_release(&key);
    text_release(&mailbox);
    text_release(&text);
    return status;
}

/* The node, by option or as the first word, and the code, by option or as all that follow. */
static enum status read_key(struct hub_call *call, const char **node, struct text *code,
                            struct error *error)
{
    const struct hub_options *options = call->options;
    size_t at = 1;

    *node = options->value[HUB_OPTION_NODE];
    if (!*node && at < options->word_count)
        *node = options->word[at++];
    if (options->value[HUB_OPTION_CODE])
        text_add(code, options->value[HUB_OPTION_CODE]);
    while (at < options->word_count)
        text_addf(code, "%s ", options->word[at++]);
    if (!*node)
        return hub_call_usage(call, "node", _("which node? --node CODE"), error);
    return STATUS_OK;
}

static enum status say_client(struct hub_call *call, const char *node, const char *text)
{
    struct json *json = json_new_object();

    json_put_text(json, "node", node);
    say(call, json, text);
    return STATUS_OK;
}

static enum status verb_enrol(struct hub_call *call, struct error *error)
{
    const char *node, *title = call->options->value[HUB_OPTION_NAME];
    struct text code = TEXT_EMPTY, text = TEXT_EMPTY;
    enum status status;

    TRY(read_key(call, &node, &code, error));
    TRY(hub_enrol(call->hub, node, title ? title : "", code.at, error));
    text_addf(&text, _("%s is enrolled.\n"), node);
    TRY(hub_admit(call->hub, node, false, &text, error));
    status = say_client(call, node, text.at);
done:
    text_release(&code);
    text_release(&text);
    return status;
}

static enum status verb_rotate(struct hub_call *call, struct error *error)
{
    struct text code = TEXT_EMPTY, text = TEXT_EMPTY;
    const char *node;
    enum status status;

    TRY(read_key(call, &node, &code, error));
    TRY(hub_rotate(call->hub, node, code.at, error));
    text_addf(&text, _("%s has a new key.\n"), node);
    TRY(hub_admit(call->hub, node, true, &text, error));
    status = say_client(call, node, text.at);
done:
    text_release(&code);
    text_release(&text);
    return status;
}

static enum status verb_revoke(struct hub_call *call, struct error *error)
{
    struct text code = TEXT_EMPTY, text = TEXT_EMPTY;
    const char *node;
    enum status status;

    TRY(read_key(call, &node, &code, error));
    TRY(hub_revoke(call->hub, node, error));
    TRY(hub_expel(call->hub, node, error));
    text_addf(&text,
              _("%s is revoked: nothing is taken from it nor sent to it; what came before "
                "stays.\n"),
              node);
    status = say_client(call, node, text.at);
done:
    text_release(&code);
    text_release(&text);
    return status;
}

static enum status verb_restored(struct hub_call *call, struct error *error)
{
    struct json *json;
    enum status status;

    TRY(hub_restored(call->hub, error));
    json = json_new_object();
    json_put_boolean(json, "restored", true);
    say(call, json,
        _("Every node gets its feed from the beginning; what it recorded itself and the hub lacks "
          "it sends again, and what the hub's signature shows it gives back.\n"));
done:
    return status;
}

static enum status verb_ingest(struct hub_call *call, struct error *error)
{
    struct hub_report report = {.lines = TEXT_EMPTY};
    int64_t most;
    enum status status;

    TRY(hub_call_number(call, HUB_OPTION_MOST, 0, &most, error));
    TRY(hub_ingest(call->hub, most, &report, error));
    hub_call_report(call, &report, call->out);
done:
    hub_report_release(&report);
    return status;
}

static enum status verb_publish(struct hub_call *call, struct error *error)
{
    struct hub_report report = {.lines = TEXT_EMPTY};
    enum status status;

    TRY(hub_publish(call->hub, &report, error));
    hub_call_report(call, &report, call->out);
done:
    hub_report_release(&report);
    return status;
}

const struct hub_verb_row hub_verb_rows[] = {
    {"init", "[DIR | --store ADDRESS] [--mailbox ADDRESS]",
     N_("make a hub: its file or tables, its key and its mailboxes; prints what stations type to "
        "trust it"),
     verb_init},
    {"enrol", "--node CODE --code CODE [--name NAME]",
     N_("take part from now on: a station, street or department, with the code that it printed"),
     verb_enrol},
    {"rotate", "--node CODE --code CODE",
     N_("give a node another key, of the same file or of a new one"), verb_rotate},
    {"revoke", "--node CODE", N_("take nothing from a node and send it nothing any more"),
     verb_revoke},
    {"restored", "",
     N_("the hub was put back from a backup, and no node could show it: count all feeds anew"),
     verb_restored},
    {"ingest", "[--most N]", N_("take in what lies there for the hub"), verb_ingest},
    {"publish", "", N_("give every node what it has not confirmed"), verb_publish},
    {"status", "", N_("who is enrolled, what was confirmed, what needs a person"), hub_verb_status},
    {"serve", "[--every SECONDS] [--rounds N] [--most N]",
     N_("ingest and publish again and again, until it is told to stop"), hub_verb_serve},
    {NULL, NULL, NULL, NULL},
};

static const struct hub_verb_row *find_verb(const char *word)
{
    const struct hub_verb_row *row = hub_verb_rows;

    while (row->word && !text_same(row->word, word))
        row++;
    return row->word ? row : NULL;
}

/* The key's file without its .key. */
static enum status find_key(struct hub_call *call, struct error *error)
{
    const char *given = call->options->value[HUB_OPTION_KEY];

    if (!given)
        given = getenv("SHOUWEN_HUB_KEY");
    if (text_is_empty(given))
        given = "hub.key";
    if (!text_ends(given, ".key"))
        return hub_call_usage(call, "key", _("the hub's key lies in a file FILE.key"), error);
    text_add_bytes(&call->path, given, strlen(given) - strlen(".key"));
    return STATUS_OK;
}

static enum status find_store(struct hub_call *call, struct error *error)
{
    const char *given = call->options->value[HUB_OPTION_STORE];

    if (!given)
        given = getenv("SHOUWEN_HUB");
    if (text_is_empty(given))
        given = "sqlite:hub.db";
    text_add(&call->store, given);
    if (text_starts(given, in_pg) && given[strlen(in_pg)])
        return find_key(call, error);
    if (!text_starts(given, in_file) || !given[strlen(in_file)])
        return hub_call_usage(
            call, "store", _("where the hub is kept is told as sqlite:FILE or pg:CONNINFO"), error);
    text_add(&call->path, given + strlen(in_file));
    return STATUS_OK;
}

enum status hub_verb_run(const struct hub_options *options, struct text *out, bool *has_problems,
                         bool *is_usage, struct error *error)
{
    struct hub_call call = {.options = options,
                            .out = out,
                            .store = TEXT_EMPTY,
                            .path = TEXT_EMPTY,
                            .is_json = options->value[HUB_OPTION_JSON] != NULL};
    struct hub_place place;
    const struct hub_verb_row *row = find_verb(options->word_count ? options->word[0] : "");
    enum status status;

    if (!row)
        TRY(hub_call_usage(&call, "", _("which verb? shouwen-hub --help lists them"), error));
    TRY(find_store(&call, error));
    place = (struct hub_place){call.store.at, call.path.at, options->value[HUB_OPTION_MAILBOX]};
    if (row->run != verb_init)
        TRY(hub_open_at(&place, &call.hub, error));
    TRY(row->run(&call, error));
done:
    *has_problems = call.has_problems;
    *is_usage = call.is_usage;
    hub_close(call.hub);
    text_release(&call.store);
    text_release(&call.path);
    return status;
}

void hub_verb_help(struct text *out)
{
    text_add(out, _("usage: shouwen-hub VERB [options]\n\nVerbs:\n"));
    for (const struct hub_verb_row *row = hub_verb_rows; row->word; row++)
        text_addf(out, "  %s %s\n      %s\n", row->word, row->arguments, _(row->help));
    text_add(out, _("\nOptions:\n"));
    for (int option = 0; option < HUB_OPTION_COUNT; option++)
        text_addf(out, "  --%s%s%s\n      %s\n", hub_option_rows[option].name,
                  hub_option_rows[option].argument ? " " : "",
                  hub_option_rows[option].argument ? hub_option_rows[option].argument : "",
                  _(hub_option_rows[option].help));
}
