/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/help.h"

#include "shouwen/base/i18n.h"

#include <stdio.h>

static void print_verb(const struct verb *verb)
{
    printf("  shouwen %s%s%s %s\n      %s\n", verb->word, verb->sub && *verb->sub ? " " : "",
           verb->sub ? verb->sub : "", verb->usage, _(verb->help));
}

static void print_option(enum option option)
{
    const struct option_row *row = &option_rows[option];

    printf("  --%s%s%s\n      %s\n", row->name, row->argument ? " " : "",
           row->argument ? row->argument : "", _(row->help));
}

void help_print(const struct verb *verb)
{
    puts(_("Usage: shouwen [--db FILE] [--config FILE] [--as STAFF-ID] [--json] [VERB ...]"));
    if (!verb) {
        printf("\n  shouwen\n      %s\n", _("the workstation"));
        for (size_t i = 0; i < verb_count; i++)
            print_verb(&verb_rows[i]);
        puts(_("\nshouwen VERB --help explains a verb; shouwen(1) is the manual."));
        return;
    }
    puts("");
    print_verb(verb);
    puts("");
    for (int option = 0; option < OPTION_COUNT; option++)
        if (verb_takes(verb, (enum option)option))
            print_option((enum option)option);
}
