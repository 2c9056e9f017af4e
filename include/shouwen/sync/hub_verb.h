/* SPDX-License-Identifier: MIT */
/* hub_verb: the verbs and options of shouwen-hub, one table each: usage, help, the manual and the
 * running come from them. Used by the program's main and by docgen. */
#ifndef SHOUWEN_SYNC_HUB_VERB_H
#define SHOUWEN_SYNC_HUB_VERB_H

#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* X(NAME, "name", "ARGUMENT" or NULL for a flag, N_("help")) */
#define HUB_OPTION_TABLE(X)                                                                        \
    X(STORE, "store", "ADDRESS",                                                                   \
      N_("where the hub is kept, sqlite:FILE or pg:CONNINFO; otherwise $SHOUWEN_HUB, otherwise "   \
         "hub.db in this folder"))                                                                 \
    X(KEY, "key", "FILE.key",                                                                      \
      N_("the hub's key where the hub is kept in PostgreSQL; otherwise $SHOUWEN_HUB_KEY, "         \
         "otherwise hub.key in this folder"))                                                      \
    X(MAILBOX, "mailbox", "ADDRESS",                                                               \
      N_("where bundles lie, dir:PATH or pg:CONNINFO, instead of where init was told; a stick "    \
         "that came, for instance"))                                                               \
    X(NODE, "node", "CODE", N_("the code of the station, street or department"))                   \
    X(NAME, "name", "NAME", N_("what people call it"))                                             \
    X(CODE, "code", "CODE", N_("the six groups that shouwen sync --enrol-code printed there"))     \
    X(EVERY, "every", "SECONDS", N_("serve: look again after so many, 10 unless told"))            \
    X(ROUNDS, "rounds", "N", N_("serve: stop after so many rounds; 0, as if not given: never"))    \
    X(MOST, "most", "N", N_("take in at most so many bundles in one round; 0: all"))               \
    X(JSON, "json", NULL, N_("print one JSON value"))                                              \
    X(HELP, "help", NULL, N_("explain the program"))                                               \
    X(VERSION, "version", NULL, N_("print the version"))

#define HUB_OPTION_ENUM(name, ...) HUB_OPTION_##name,
enum hub_option { HUB_OPTION_TABLE(HUB_OPTION_ENUM) HUB_OPTION_COUNT };
struct hub_option_row {
    const char *name, *argument, *help; /* help through _() */
};
extern const struct hub_option_row hub_option_rows[HUB_OPTION_COUNT];

enum { HUB_WORDS_MOST = 16 };
struct hub_options {
    const char *value[HUB_OPTION_COUNT]; /* NULL: not given; flags: "" */
    const char *word[HUB_WORDS_MOST];    /* the verb and what follows */
    size_t word_count;
};

struct hub_call; /* one verb at work */
struct hub_verb_row {
    const char *word, *arguments, *help; /* help through _() */
    enum status (*run)(struct hub_call *call, struct error *error);
};
/* Ends with a row of NULLs. */
extern const struct hub_verb_row hub_verb_rows[];

/* STATUS_INVALID, field: the option, for what there is not, twice, or without its argument. */
MUST_CHECK enum status hub_verb_read(int argc, char **argv, struct hub_options *options,
                                     struct error *error);
/* Runs the verb that options name and prints what it says into out; *has_problems: it is done, and
 * something needs a person. serve prints on standard output as it goes on. *is_usage: what was
 * asked for is no verb, or lacks something. */
MUST_CHECK enum status hub_verb_run(const struct hub_options *options, struct text *out,
                                    bool *has_problems, bool *is_usage, struct error *error);
void hub_verb_help(struct text *out);

#endif
