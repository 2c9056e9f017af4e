/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/erasing.h"

static void print_json(struct call *call, const struct erasing *erasing, bool is_erased,
                       bool is_done)
{
    struct json *value = json_new_object(), *list = json_new_array();

    json_put_text(value, "resident", call->words[0]);
    json_put_boolean(value, "erased", is_erased);
    json_put_boolean(value, "scrubbed", is_done);
    for (size_t i = 0; i < erasing->count; i++)
        json_add(list, json_new_text(erasing->subjects[i]));
    json_put(value, "subjects", list);
    json_put_integer(value, "shared_visits", (int64_t)erasing->shared_count);
    json_put_integer(value, "kept_erased", (int64_t)erasing->taken.count);
    json_put_integer(value, "kept_naming", (int64_t)erasing->named.count);
    json_put_text(value, "contact_of", erasing->contacts);
    call_print(call, value);
}

static const char *owners(const struct erasing_kept *kept)
{
    return *kept->owners ? kept->owners : _("nobody signed in");
}

static void print_text(struct call *call, const struct erasing *erasing, bool is_erased,
                       bool is_done)
{
    text_add(call->out, is_erased ? _("erased, and it goes elsewhere with the next exchange:\n")
                                  : _("this would be erased, here and elsewhere:\n"));
    for (size_t i = 0; i < erasing->count; i++)
        text_addf(call->out, "  %s\n", erasing->subjects[i]);
    if (erasing->shared_count)
        text_addf(call->out,
                  _("of these, visits that met others as well: %zu; for them each stays, without "
                    "the person and without what was written\n"),
                  erasing->shared_count);
    if (node_level_of(desk_node(call->desk)) == NODE_STATION)
        text_add(call->out, _("cases of theirs that the street opened are not here: the street is "
                              "told with the exchange, and erases them itself; nor is what a "
                              "department wrote of them: tell it, it erases that by this id\n"));
    if (erasing->taken.count)
        text_addf(call->out,
                  _("half-typed forms and saved lists of them go as well: %zu (of %s)\n"),
                  erasing->taken.count, owners(&erasing->taken));
    if (erasing->named.count)
        text_addf(call->out,
                  _("half-typed forms and saved lists of others in whose text the name or the "
                    "telephone number stands: %zu (of %s); they stay, see to them\n"),
                  erasing->named.count, owners(&erasing->named));
    if (*erasing->contacts)
        text_addf(call->out,
                  _("others have them as their emergency contact, with name or number: %s; that "
                    "stays, see to it\n"),
                  erasing->contacts);
    if (is_erased && !is_done)
        text_add(call->out, _("other programs have the file open: what is left on its free pages "
                              "goes with the next daily run\n"));
    text_add(call->out, _("older backups, slips on paper and files that were exported still have "
                          "it; so have other cases and sheets in whose text somebody wrote the "
                          "name (shouwen search finds cases)\n"));
}

enum status verb_resident_erase(struct call *call, struct error *error)
{
    bool is_dry = options_has(call->options, OPTION_DRY_RUN), is_done = false;
    struct erasing erasing;
    enum status status;

    TRY(erasing_look(call->desk, call->words[0], call->arena, &erasing, error));
    if (!is_dry && !options_has(call->options, OPTION_YES))
        return error_set(error, STATUS_REFUSED, "yes",
                         _("this cannot be taken back: look at it with --dry-run, then say --yes"));
    if (!is_dry)
        TRY(erasing_resident(call->desk, &erasing, call_value(call, OPTION_REASON), &is_done,
                             error));
    if (call->is_json)
        print_json(call, &erasing, !is_dry, is_done);
    else
        print_text(call, &erasing, !is_dry, is_done);
done:
    return status;
}
