/* SPDX-License-Identifier: MIT */
/* may_view: what a person sees and may do, place by place, with verbs and kinds of records, as text
 * and JSON: made from the tables that the rules use. For `staff may`. */
#ifndef SHOUWEN_CLI_MAY_VIEW_H
#define SHOUWEN_CLI_MAY_VIEW_H

#include "shouwen/cli/call.h"
#include "shouwen/domain/person.h"

/* Puts places, kinds and verbs into value. */
MUST_CHECK enum status may_view_json(struct call *call, const struct person *person,
                                     struct json *value, struct error *error);
MUST_CHECK enum status may_view_text(struct call *call, const struct person *person,
                                     struct error *error);

#endif
