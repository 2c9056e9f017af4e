/* SPDX-License-Identifier: MIT */
/* call: one call of a verb: what was given, the desk it works on, and where its output goes.
 * Made by cli, handed to the function of the verb; it all lives until the verb has returned. */
#ifndef SHOUWEN_CLI_CALL_H
#define SHOUWEN_CLI_CALL_H

#include "shouwen/base/json.h"
#include "shouwen/base/memory.h"
#include "shouwen/cli/option.h"
#include "shouwen/cli/verb.h"
#include "shouwen/desk/desk.h"

struct cli_next;

struct call {
    const struct options *options;
    const struct verb *verb;
    const char *const *words; /* after the verb's own words */
    size_t word_count;
    struct desk *desk;
    struct arena *arena;   /* freed after the call */
    struct text *out;      /* what goes to stdout */
    struct cli_next *next; /* what main does afterwards */
    bool is_json;
    bool has_set_pin;  /* who had none has one since this call, by `staff pin set` */
    bool has_problems; /* set to make a done call end with 1: problems found */
};

/* An option's value; NULL if not given. */
const char *call_value(const struct call *call, enum option option);
/* The n-th value, from 0 on, of an OPTION_IS_TEXTS; NULL behind the last. */
const char *call_value_of_many(const struct call *call, enum option option, size_t n);
/* The number of an OPTION_IS_ROWS or OPTION_IS_DAYS; fallback if it was not given. */
long call_number(const struct call *call, enum option option, long fallback);
/* The day of an OPTION_IS_DAY; fallback if it was not given. */
int32_t call_day(const struct call *call, enum option option, int32_t fallback);
/* Prints value as the call's one JSON value and releases it. */
void call_print(struct call *call, struct json *value);

#endif
