/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/cli.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/help.h"
#include "shouwen/cli/secret.h"
#include "shouwen/desk/almanac.h"
#include "shouwen/desk/pin.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { EXIT_USAGE = 2 };

/* One line on stderr, whatever the message quotes. */
static void complain(bool is_json, const char *kind, const struct error *error)
{
    struct text line = TEXT_EMPTY, message = TEXT_EMPTY;

    utf8_clean(&message, error->message, strlen(error->message), false);
    if (is_json) {
        struct json *value = json_new_object(), *inner = json_new_object();
        json_put_text(inner, "kind", kind);
        json_put_text(inner, "message", message.at);
        json_put_text(inner, "field", error->field);
        json_put(value, "error", inner);
        json_write(value, &line);
        json_release(value);
    } else {
        text_addf(&line, "shouwen: %s", message.at);
    }
    fprintf(stderr, "%s\n", line.at);
    text_release(&line);
    text_release(&message);
}

static int usage_fault(const struct options *options, const struct error *error)
{
    complain(options_has(options, OPTION_JSON), "usage", error);
    return EXIT_USAGE;
}

/* False if not all of it could be written; says so. */
static bool put_out(const struct text *out, bool is_json)
{
    struct error error;

    if (fwrite(out->at, 1, out->length, stdout) == out->length && fflush(stdout) == 0)
        return true;
    error_set(&error, STATUS_BROKEN, "", _("the output cannot be written: %s"), strerror(errno));
    complain(is_json, status_word(STATUS_BROKEN), &error);
    return false;
}

/* "staff pin set" for whoever calls. */
static bool sets_own_pin(const struct call *call, const char *id)
{
    return call->verb->run == verb_staff_pin && text_same(call->words[0], "set") &&
           (call->word_count < 2 || text_same(call->words[1], id));
}

/* Who has no PIN chooses one: typed twice, or by the verb that is for it. One from --pin-file would
 * become theirs unseen, slip and all. */
static enum status choose_pin(struct call *call, const char *id, struct text *pin,
                              struct error *error)
{
    struct text prompt = TEXT_EMPTY;
    enum status status;

    call->has_set_pin = sets_own_pin(call, id);
    const char *file = call->has_set_pin ? call_value(call, OPTION_NEW_PIN_FILE) : NULL;
    if (!file && call_value(call, OPTION_PIN_FILE))
        return error_set(error, STATUS_DENIED, "pin-file",
                         _("%s has no PIN yet; set one first with: shouwen --as %s staff pin set "
                           "--new-pin-file FILE"),
                         desk_name(call->desk, id), id);
    text_addf(&prompt, _("%s has no PIN yet; choose six digits: "), desk_name(call->desk, id));
    status = secret_choose(file, prompt.at, pin, error);
    text_release(&prompt);
    return status;
}

static enum status ask_pin(struct call *call, const char *id, struct text *pin, struct error *error)
{
    struct text prompt = TEXT_EMPTY;

    text_addf(&prompt, _("PIN of %s: "), desk_name(call->desk, id));
    enum status status = secret_read(call_value(call, OPTION_PIN_FILE), prompt.at, pin, error);
    text_release(&prompt);
    return status;
}

/* Where PINs are on, whoever was named proves it. */
static enum status prove(struct call *call, struct error *error)
{
    const char *id = desk_wanted(call->desk);
    struct text pin = TEXT_EMPTY;
    enum pin_need need;
    enum status status;

    if (!id || desk_person(call->desk) || !people_have_admin(desk_people(call->desk)))
        return STATUS_OK;
    TRY(pin_need_of(call->desk, id, &need, error));
    if (need == PIN_TO_BE_SET)
        TRY(choose_pin(call, id, &pin, error));
    else
        TRY(ask_pin(call, id, &pin, error));
    TRY(pin_sign_in(call->desk, id, pin.at, error));
done:
    secret_forget(&pin);
    return status;
}

/* Everybody may exchange, and nobody be signed in for it; the hub and the key are somebody's. */
static enum verb_need need_of(const struct call *call)
{
    bool is_deed = call->verb->run == verb_sync &&
                   (call_value(call, OPTION_TRUST) || call_value(call, OPTION_REKEY) ||
                    call_value(call, OPTION_OLD_KEY));

    return is_deed ? VERB_PERSON : call->verb->need;
}

/* Opens the file first, whoever asks; then asks who may (design.md 6). */
static enum status prepare(struct call *call, struct error *error)
{
    const enum verb_need need = need_of(call);
    const struct desk_options wanted = {.database = call_value(call, OPTION_DB),
                                        .config = call_value(call, OPTION_CONFIG),
                                        .staff = call_value(call, OPTION_AS),
                                        .is_nobody = need <= VERB_FILE};
    struct text name = TEXT_EMPTY;
    enum status status;

    verb_name(call->verb, &name);
    TRY(desk_new(&wanted, &call->desk, error));
    if (need == VERB_ALONE)
        goto done;
    status = desk_open(call->desk, error);
    if (status == STATUS_OK && need >= VERB_PERSON)
        status = prove(call, error);
    if (status == STATUS_OK && need >= VERB_PERSON)
        status = desk_require_person(call->desk, error);
    TRY(desk_note_refusal(call->desk, status, name.at, "", error));
    if (need == VERB_ADMIN)
        TRY(desk_require_admin(call->desk, name.at, error));
done:
    text_release(&name);
    return status;
}

/* A line beside whatever was printed: what is recorded now has a wrong time. */
static void warn_of_clock(const struct call *call)
{
    struct text said = TEXT_EMPTY;

    if (call->desk)
        almanac_say_clock(call->desk, &said);
    if (said.length)
        fprintf(stderr, "shouwen: %s\n", said.at);
    text_release(&said);
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
    if (!put_out(&out, call.is_json) && status == STATUS_OK)
        code = status_exit_code(STATUS_BROKEN);
    if (status != STATUS_OK)
        complain(call.is_json, status_word(status), &error);
    if (verb->need != VERB_ALONE)
        warn_of_clock(&call);
    desk_free(call.desk);
    text_release(&out);
    arena_release(&arena);
    return code;
}

/* --help and --version */
static int explain(const struct verb *verb, const struct options *options)
{
    struct text out = TEXT_EMPTY;

    if (options_has(options, OPTION_VERSION))
        text_add(&out, PACKAGE_STRING "\n");
    else
        help_add(verb, options->word[0], &out);
    bool is_out = put_out(&out, false);
    text_release(&out);
    return is_out ? 0 : status_exit_code(STATUS_BROKEN);
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
        if (options->value[option] && option > OPTION_AS) {
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
    if (clock_fault()) {
        error_set(&error, STATUS_INVALID, "",
                  _("SHOUWEN_NOW says \"%s\", which is no time; write 2026-11-21T10:42"),
                  clock_fault());
        return usage_fault(&options, &error);
    }
    const struct verb *verb = verb_find(&options, &used);
    if (options_has(&options, OPTION_VERSION) || options_has(&options, OPTION_HELP))
        return explain(verb, &options);
    if (!options.word_count)
        return open_workstation(&options, next);
    if (!verb) {
        const char *sub = options.word[1] && verb_is_known(options.word[0]) ? options.word[1] : "";
        error_set(&error, STATUS_INVALID, "", _("there is no verb \"%s%s%s\"; see shouwen --help"),
                  options.word[0], *sub ? " " : "", sub);
        return usage_fault(&options, &error);
    }
    if (verb_check_usage(verb, &options, &error) != STATUS_OK)
        return usage_fault(&options, &error);
    return run(verb, &options, used, next);
}
