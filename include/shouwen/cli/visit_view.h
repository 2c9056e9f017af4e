/* SPDX-License-Identifier: MIT */
/* visit_view: visits and households as JSON and text, as the verbs show them. */
#ifndef SHOUWEN_CLI_VISIT_VIEW_H
#define SHOUWEN_CLI_VISIT_VIEW_H

#include "shouwen/cli/call.h"
#include "shouwen/desk/visiting.h"

/* A row of whom to visit: household door grid class due_on late resident{id,name,phone}
 * members living_alone tags liaison last_met_on last_visit{at,result} next{step,name,phone}. */
struct json *visit_view_row(struct call *call, const struct visit_row *row);
void visit_view_add_row(struct call *call, const struct visit_row *row);
/* A visit: id at entered_at staff resident door grid class result whom met[] text cases[]
 * demands[] state. */
struct json *visit_view_visit(struct call *call, const struct record *visit);
void visit_view_add_visit(struct call *call, const struct record *visit);
/* What is to be done next, with whom to ring: step name phone; null if nothing is. The number is
 * shown in full where is_full. */
struct json *visit_view_next(struct call *call, enum visit_step step, const char *name,
                             const char *phone, bool is_full);
void visit_view_add_next(struct call *call, enum visit_step step, const char *name,
                         const char *phone, bool is_full);

#endif
