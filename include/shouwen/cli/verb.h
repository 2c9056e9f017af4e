/* SPDX-License-Identifier: MIT */
/* verb: what `shouwen WORD ...` does, one table (design.md 6).
 * Each verb is a function that prints to the call's output; usage, permission and opening the file
 * are done by the table's row before it runs. The manual and the completion are made from the same
 * rows. */
#ifndef SHOUWEN_CLI_VERB_H
#define SHOUWEN_CLI_VERB_H

#include "shouwen/cli/option.h"

#include <stdbool.h>

/* What must be there before a verb runs, in this order. */
enum verb_need {
    VERB_ALONE,  /* no station file */
    VERB_FILE,   /* an open file; nobody need be signed in */
    VERB_PERSON, /* ... and a person, once the file has an administrator */
    VERB_ADMIN   /* ... who is an administrator */
};

struct call;

struct verb {
    const char *word, *sub; /* sub NULL: the verb has one word */
    enum verb_need need;
    size_t least, most; /* words after the verb */
    const char *usage;  /* words and options as the manual shows them */
    const char *help;   /* through _() */
    enum status (*run)(struct call *call, struct error *error);
};

extern const struct verb verb_rows[];
extern const size_t verb_count;

/* The row for the words of a call; NULL if there is none. A verb with subs matches by both
 * words. */
const struct verb *verb_find(const struct options *options, size_t *used);
/* True if the usage of a verb names the option; --db --config --as --json --help always may be
 * given. */
bool verb_takes(const struct verb *verb, enum option option);

/* The functions of the rows; each in the file named after its first word. */
enum status verb_backup(struct call *call, struct error *error);
enum status verb_case_act(struct call *call, struct error *error);
enum status verb_case_list(struct call *call, struct error *error);
enum status verb_case_show(struct call *call, struct error *error);
enum status verb_check(struct call *call, struct error *error);
enum status verb_demo(struct call *call, struct error *error);
enum status verb_doctor(struct call *call, struct error *error);
enum status verb_due(struct call *call, struct error *error);
enum status verb_export(struct call *call, struct error *error);
enum status verb_import(struct call *call, struct error *error);
enum status verb_init(struct call *call, struct error *error);
enum status verb_print(struct call *call, struct error *error);
enum status verb_rebuild(struct call *call, struct error *error);
enum status verb_restore(struct call *call, struct error *error);
enum status verb_tally(struct call *call, struct error *error);

#endif
