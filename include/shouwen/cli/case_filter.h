/* SPDX-License-Identifier: MIT */
/* case_filter: a list of cases as the options of a call ask for it: a queue, its order, what is
 * looked for. Used by the verbs that list cases or save such lists. */
#ifndef SHOUWEN_CLI_CASE_FILTER_H
#define SHOUWEN_CLI_CASE_FILTER_H

#include "shouwen/cli/call.h"
#include "shouwen/desk/saved.h"

/* What --filter KEY saved, or all open cases, changed by whatever else was given; saved->key and
 * name stay empty without --filter. */
MUST_CHECK enum status case_filter_read(struct call *call, struct saved *saved,
                                        struct error *error);
/* As the JSON of a filter, and as a line of text: "all open; urgency urgent; by due day". */
struct json *case_filter_json(const struct saved *saved);
void case_filter_text(const struct desk *desk, const struct saved *saved, struct text *out);

#endif
