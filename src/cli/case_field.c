/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/case_field.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/closing.h"
#include "shouwen/domain/act_use.h"

const struct case_field case_field_rows[] = {
    {OPTION_CHANNEL, FIELD_CHANNEL, false}, {OPTION_SUBJECT, FIELD_SUBJECT, false},
    {OPTION_PHONE, FIELD_PHONE, false},     {OPTION_DOOR, FIELD_DOOR, false},
    {OPTION_BY_NAME, FIELD_BY_NAME, false}, {OPTION_RELATION, FIELD_RELATION, false},
    {OPTION_SERVICE, FIELD_SERVICE, false}, {OPTION_WAY_UNIT, FIELD_WAY_UNIT, false},
    {OPTION_RECEIPT, FIELD_RECEIPT, false}, {OPTION_SPOKE_WITH, FIELD_SPOKE_WITH, false},
    {OPTION_GRID, FIELD_GRID, false},       {OPTION_URGENCY, FIELD_URGENCY, false},
    {OPTION_VIA, FIELD_VIA, false},         {OPTION_REF, FIELD_REF, false},
    {OPTION_TO, FIELD_TO, false},           {OPTION_REASON, FIELD_REASON, false},
    {OPTION_TEXT, FIELD_TEXT, false},       {OPTION_OUTCOME, FIELD_OUTCOME, false},
    {OPTION_HAVE, FIELD_HAVE, false},       {OPTION_ATTITUDE, FIELD_ATTITUDE, false},
    {OPTION_ABILITY, FIELD_ABILITY, false}, {OPTION_SOURCE, FIELD_SOURCE, false},
    {OPTION_REQUEST, FIELD_REQUEST, false}, {OPTION_PLACE_KIND, FIELD_PLACE_KIND, false},
    {OPTION_PLACE, FIELD_PLACE, false},     {OPTION_UNTIL, FIELD_UNTIL, true},
    {OPTION_CHOOSE, FIELD_CHOOSE, false},   {OPTION_PARTY, FIELD_PARTY, true},
    {OPTION_SET, FIELD_FIELD, true},
};
const size_t case_field_count = sizeof(case_field_rows) / sizeof(case_field_rows[0]);

bool case_field_takes(enum act_kind kind, enum option option)
{
    if (option == OPTION_ANYWAY)
        return closing_ends(kind);
    if (option == OPTION_YES)
        return kind == ACT_ERASE;
    for (size_t i = 0; i < case_field_count; i++)
        if (case_field_rows[i].option == option)
            return act_uses(kind, case_field_rows[i].field);
    return false;
}

/* "--to --text --reason" */
static void say_taken(enum act_kind kind, struct text *out)
{
    if (closing_ends(kind) || kind == ACT_ERASE)
        text_addf(out, "--%s", option_rows[kind == ACT_ERASE ? OPTION_YES : OPTION_ANYWAY].name);
    for (size_t i = 0; i < case_field_count; i++)
        if (act_uses(kind, case_field_rows[i].field))
            text_addf(out, "%s--%s", out->length ? " " : "",
                      option_rows[case_field_rows[i].option].name);
}

static enum status refuse_option(enum act_kind kind, enum option option, struct error *error)
{
    struct text all = TEXT_EMPTY;

    say_taken(kind, &all);
    error_set(error, STATUS_INVALID, option_rows[option].name,
              _("case %s does not take --%s; it takes %s"), act_rows[kind].word,
              option_rows[option].name, all.at);
    text_release(&all);
    return STATUS_INVALID;
}

enum status case_field_check(enum act_kind kind, const struct options *options, struct error *error)
{
    if (options->value[OPTION_ANYWAY] && !closing_ends(kind))
        return refuse_option(kind, OPTION_ANYWAY, error);
    if (options->value[OPTION_YES] && kind != ACT_ERASE)
        return refuse_option(kind, OPTION_YES, error);
    for (size_t i = 0; i < case_field_count; i++)
        if (options->value[case_field_rows[i].option] && !act_uses(kind, case_field_rows[i].field))
            return refuse_option(kind, case_field_rows[i].option, error);
    return STATUS_OK;
}
