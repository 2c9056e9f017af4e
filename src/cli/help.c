/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/help.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/usage.h"
#include "shouwen/domain/act.h"
#include "shouwen/store/query_cases.h"

#include <string.h>

enum { WORD_COLUMNS = 14 };

static void add_verb(const struct verb *verb, struct text *out)
{
    text_add(out, "  shouwen ");
    verb_name(verb, out);
    text_addf(out, "%s%s\n      %s\n", *verb->usage ? " " : "", verb->usage, _(verb->help));
}

static void add_word(const char *word, const char *label, struct text *out)
{
    text_add(out, "      ");
    utf8_pad(out, word, WORD_COLUMNS);
    text_addf(out, " %s\n", label);
}

static void add_queue(enum queue queue, struct text *out)
{
    struct text word = TEXT_EMPTY;

    text_addf(&word, "%s%s", queue_rows[queue].word, queue_needs_grid(queue) ? ":CODE" : "");
    add_word(word.at, _(queue_rows[queue].label), out);
    text_release(&word);
}

static void add_options(const struct verb *verb, struct text *out)
{
    for (int option = 0; option < OPTION_COUNT; option++) {
        const struct option_row *row = &option_rows[option];
        if (option > OPTION_EVERYWHERE && !usage_takes(verb->usage, (enum option)option))
            continue;
        text_addf(out, "  --%s%s%s\n      %s\n", row->name, row->argument ? " " : "",
                  row->argument ? row->argument : "", _(row->help));
        for (int queue = 0; option == OPTION_QUEUE && queue < QUEUE_COUNT; queue++)
            add_queue((enum queue)queue, out);
    }
}

static void add_acts(const struct verb *verb, struct text *out)
{
    if (!verb->sub || *verb->sub)
        return;
    text_addf(out, "  ACT\n      %s\n", _("one of:"));
    for (int kind = 0; kind < ACT_CASE_KINDS; kind++)
        if (kind != ACT_OPEN)
            add_word(act_rows[kind].word, _(act_rows[kind].label), out);
}

void help_add(const struct verb *verb, const char *word, struct text *out)
{
    size_t count = 0;

    text_addf(out, "%s\n\n",
              _("Usage: shouwen [--db FILE] [--config FILE] [--as STAFF-ID] [--json] [VERB ...]"));
    if (verb) {
        add_verb(verb, out);
        text_add_char(out, '\n');
        add_acts(verb, out);
        add_options(verb, out);
        return;
    }
    for (size_t i = 0; word && i < verb_count; i++)
        if (strcmp(verb_rows[i].word, word) == 0 && ++count)
            add_verb(&verb_rows[i], out);
    if (!count)
        text_addf(out, "  shouwen\n      %s\n", _("the workstation"));
    for (size_t i = 0; !count && i < verb_count; i++)
        add_verb(&verb_rows[i], out);
    text_addf(out, "\n%s\n", _("shouwen VERB --help explains a verb; shouwen(1) is the manual."));
}
