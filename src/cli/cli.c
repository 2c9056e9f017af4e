/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/cli.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/help.h"

#include <stdio.h>

enum { EXIT_USAGE = 2 };

static void complain(bool is_json, const char *kind, const struct error *error)
{
    struct text line = TEXT_EMPTY;

    if (is_json) {
        struct json *value = json_new_object(), *inner = json_new_object();
        json_put_text(inner, "kind", kind);
        json_put_text(inner, "message", error->message);
        json_put_text(inner, "field", error->field);
        json_put(value, "error", inner);
        json_write(value, &line);
        json_release(value);
    } else {
        text_addf(&line, "shouwen: %s", error->message);
    }
    fprintf(stderr, "%s\n", line.at);
    text_release(&line);
}

static int usage_fault(const struct options *options, const struct error *error)
{
    complain(options_has(options, OPTION_JSON), "usage", error);
    return EXIT_USAGE;
}

/* Words and options that the verb does not take are usage faults. */
static enum status check_usage(const struct verb *verb, const struct options *options, size_t used,
                               struct error *error)
{
    size_t words = options->word_count - used;

    for (int option = 0; option < OPTION_COUNT; option++)
        if (options->value[option] && !verb_takes(verb, (enum option)option))
            return error_set(error, STATUS_INVALID, option_rows[option].name,
                             _("%s does not take --%s; usage: shouwen %s %s"), verb->word,
                             option_rows[option].name, verb->word, verb->usage);
    if (words < verb->least || words > verb->most)
        return error_set(error, STATUS_INVALID, "", _("usage: shouwen %s%s%s %s"), verb->word,
                         verb->sub && *verb->sub ? " " : "", verb->sub ? verb->sub : "",
                         verb->usage);
    return STATUS_OK;
}

static enum status prepare(struct call *call, struct error *error)
{
    const struct desk_options wanted = {
        call_value(call, OPTION_DB), call_value(call, OPTION_CONFIG), call_value(call, OPTION_AS)};
    enum status status;

    TRY(desk_new(&wanted, &call->desk, error));
    if (call->verb->need == VERB_ALONE)
        return STATUS_OK;
    TRY(desk_open(call->desk, error));
    if (call->verb->need == VERB_PERSON)
        TRY(desk_require_person(call->desk, error));
    if (call->verb->need == VERB_ADMIN)
        TRY(desk_require_admin(call->desk, call->verb->word, error));
done:
    return status;
}

static int run(const struct verb *verb, const struct options *options, size_t used,
               struct cli_next *next)
{
    struct arena arena = {0};
    struct text out = TEXT_EMPTY;
    struct error error = {0};
    struct call call = {.options = options,
                        .verb = verb,
                        .words = options->word + used,
                        .word_count = options->word_count - used,
                        .arena = &arena,
                        .out = &out,
                        .next = next,
                        .is_json = options_has(options, OPTION_JSON)};
    int code;

    enum status status = prepare(&call, &error);
    if (status == STATUS_OK)
        status = verb->run(&call, &error);
    code = status_exit_code(status);
    if (status == STATUS_OK && call.has_problems)
        code = 1;
    fwrite(out.at, 1, out.length, stdout);
    if (status != STATUS_OK)
        complain(call.is_json, status_word(status), &error);
    if (fflush(stdout) != 0 && code == 0)
        code = 3;
    desk_free(call.desk);
    text_release(&out);
    arena_release(&arena);
    return code;
}

void cli_next_release(struct cli_next *next)
{
    text_release(&next->database);
    text_release(&next->config);
    text_release(&next->staff);
}

/* No verb: the workstation, which takes the options that every verb takes. */
static int open_workstation(const struct options *options, struct cli_next *next)
{
    struct error error;

    for (int option = 0; option < OPTION_COUNT; option++)
        if (options->value[option] && option != OPTION_DB && option != OPTION_CONFIG &&
            option != OPTION_AS) {
            error_set(&error, STATUS_INVALID, option_rows[option].name,
                      _("--%s needs a verb; see shouwen --help"), option_rows[option].name);
            return usage_fault(options, &error);
        }
    next->then = CLI_WORKSTATION;
    text_add(&next->database, options->value[OPTION_DB]);
    text_add(&next->config, options->value[OPTION_CONFIG]);
    text_add(&next->staff, options->value[OPTION_AS]);
    return 0;
}

int cli_main(int argc, char **argv, struct cli_next *next)
{
    struct options options;
    struct error error = {0};
    size_t used = 0;

    *next = (struct cli_next){.database = TEXT_EMPTY, .config = TEXT_EMPTY, .staff = TEXT_EMPTY};
    if (options_read(argc, argv, &options, &error) != STATUS_OK)
        return usage_fault(&options, &error);
    const struct verb *verb = verb_find(&options, &used);
    if (options_has(&options, OPTION_VERSION)) {
        puts(PACKAGE_STRING);
        return 0;
    }
    if (options_has(&options, OPTION_HELP)) {
        help_print(verb);
        return 0;
    }
    if (!options.word_count)
        return open_workstation(&options, next);
    if (!verb) {
        error_set(&error, STATUS_INVALID, "", _("there is no verb \"%s\"; see shouwen --help"),
                  options.word[0] ? options.word[0] : "");
        return usage_fault(&options, &error);
    }
    if (check_usage(verb, &options, used, &error) != STATUS_OK)
        return usage_fault(&options, &error);
    return run(verb, &options, used, next);
}
