/* SPDX-License-Identifier: MIT */
/* shouwen-hub: reads its options, runs the verb, says how it went. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"
#include "shouwen/sync/hub_verb.h"

#include <stdio.h>
#include <sys/stat.h>

enum { EXIT_PROBLEMS = 1, EXIT_USAGE = 2 };

static void complain(const struct error *error, bool is_json)
{
    struct json *json = json_new_object(), *inner = json_new_object();
    struct text out = TEXT_EMPTY;

    json_put_text(inner, "kind", status_word(error->kind));
    json_put_text(inner, "message", error->message);
    json_put_text(inner, "field", error->field);
    json_put(json, "error", inner);
    if (is_json)
        json_write(json, &out);
    else
        text_addf(&out, "shouwen-hub: %s", error->message);
    fprintf(stderr, "%s\n", out.at);
    json_release(json);
    text_release(&out);
}

int main(int argc, char **argv)
{
    struct hub_options options;
    struct text out = TEXT_EMPTY;
    struct error error;
    bool has_problems = false, is_usage = true;

    umask(077);
    i18n_start(NULL);
    enum status status = hub_verb_read(argc, argv, &options, &error);
    if (status == STATUS_OK && options.value[HUB_OPTION_HELP]) {
        hub_verb_help(&out);
    } else if (status == STATUS_OK && options.value[HUB_OPTION_VERSION]) {
        text_add(&out, "shouwen-hub " PACKAGE_VERSION "\n");
    } else if (status == STATUS_OK) {
        status = hub_verb_run(&options, &out, &has_problems, &is_usage, &error);
    }
    fputs(out.at, stdout);
    text_release(&out);
    if (status == STATUS_OK)
        return has_problems ? EXIT_PROBLEMS : 0;
    complain(&error, options.value[HUB_OPTION_JSON] != NULL);
    return is_usage ? EXIT_USAGE : status_exit_code(status);
}
