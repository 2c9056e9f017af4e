/* SPDX-License-Identifier: MIT */
/* case_field: the options of `case ACT` as fields of the act that they become, and which of them an
 * act takes (act_use.h). Used by the `case` verbs, the check of usage and the manual. */
#ifndef SHOUWEN_CLI_CASE_FIELD_H
#define SHOUWEN_CLI_CASE_FIELD_H

#include "shouwen/cli/option.h"
#include "shouwen/domain/act.h"

struct case_field {
    enum option option;
    enum act_field field;
    bool is_read; /* not the field's value yet: a day, FIELD=VALUE, one of several */
};
extern const struct case_field case_field_rows[];
extern const size_t case_field_count;

/* True if the act takes the option; options that are no field of an act (--at, --dry-run) are not
 * asked about. */
bool case_field_takes(enum act_kind kind, enum option option);
/* STATUS_INVALID, one sentence, for an option that the act would not use. */
MUST_CHECK enum status case_field_check(enum act_kind kind, const struct options *options,
                                        struct error *error);

#endif
