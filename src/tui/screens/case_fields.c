/* SPDX-License-Identifier: MIT */
/* What each act asks for. Fields are named as in the act (act.h), so that a refusal finds its
 * field. */
#include "config.h"

#include "case_state.h"

#include "shouwen/base/i18n.h"

enum { LONG_TEXT = 1000, LONG_ROWS = 3 };

/* withdrawn and merged have acts of their own */
static const struct choice outcomes[] = {
    {"solved", N_("solved"), NULL},     {"answered", N_("answered"), NULL},
    {"referred", N_("referred"), NULL}, {"unsolved", N_("not solved"), NULL},
    {"mistaken", N_("mistaken"), NULL}, {NULL, NULL, NULL},
};
/* the digit that picks a row is the mark */
static const struct choice marks[] = {
    {"1", N_("very dissatisfied"), NULL}, {"2", N_("dissatisfied"), NULL},
    {"3", N_("fairly satisfied"), NULL},  {"4", N_("satisfied"), NULL},
    {"5", N_("very satisfied"), NULL},    {NULL, NULL, NULL},
};
static const struct choice amendable[] = {
    {"subject", N_("about"), NULL},     {"name", N_("name"), NULL},
    {"phone", N_("telephone"), NULL},   {"door", N_("door"), NULL},
    {"urgency", N_("urgency"), NULL},   {"service", N_("service item"), NULL},
    {"grid", N_("grid"), NULL},         {"ref", N_("incoming number"), NULL},
    {"resident", N_("resident"), NULL}, {NULL, NULL, NULL},
};

#define TEXT(field_name, field_label, required)                                                    \
    {                                                                                              \
        .name = field_name, .label = field_label, .kind = FORM_TEXT, .limit = LONG_TEXT,           \
        .rows = LONG_ROWS, .is_required = required                                                 \
    }
#define CHOICE(field_name, field_label, list)                                                      \
    {                                                                                              \
        .name = field_name, .label = field_label, .kind = FORM_CHOICE, .choices = list,            \
        .is_required = true                                                                        \
    }
#define WHEN(field_label, field_kind, required)                                                    \
    {                                                                                              \
        .name = "until", .label = field_label, .kind = field_kind, .columns = 20,                  \
        .is_required = required, .hint = N_("tomorrow, fri 15:00, 11-27")                          \
    }
#define END                                                                                        \
    {                                                                                              \
        .name = NULL                                                                               \
    }

static const struct form_field required_text[] = {TEXT("text", N_("text"), true), END};
static const struct form_field optional_text[] = {TEXT("text", N_("text"), false), END};
static const struct form_field agreed_text[] = {TEXT("text", N_("who agreed"), true), END};
static const struct form_field required_reason[] = {TEXT("reason", N_("reason"), true), END};
static const struct form_field optional_reason[] = {TEXT("reason", N_("reason"), false), END};
static const struct form_field on_site_fields[] = {
    WHEN(N_("when"), FORM_MOMENT, true),
    TEXT("text", N_("who is invited"), true),
    {.name = "place", .label = N_("place"), .kind = FORM_TEXT},
    END};
static const struct form_field wait_fields[] = {TEXT("reason", N_("waits for"), true),
                                                WHEN(N_("until when"), FORM_DAY, true), END};
static const struct form_field shelve_fields[] = {TEXT("reason", N_("reason"), true),
                                                  WHEN(N_("look again on"), FORM_DAY, true), END};
static const struct form_field extend_fields[] = {WHEN(N_("until when"), FORM_DAY, true),
                                                  TEXT("reason", N_("reason"), true), END};
static const struct form_field close_fields[] = {CHOICE("outcome", N_("outcome"), outcomes),
                                                 TEXT("text", N_("result"), false), END};
static const struct form_field close_untold_fields[] = {CHOICE("outcome", N_("outcome"), outcomes),
                                                        TEXT("reason", N_("why not told"), true),
                                                        TEXT("text", N_("result"), false), END};
static const struct form_field rate_fields[] = {CHOICE("attitude", N_("attitude"), marks),
                                                CHOICE("ability", N_("ability"), marks),
                                                TEXT("text", N_("remark"), false), END};
static const struct form_field amend_fields[] = {CHOICE("field", N_("field"), amendable),
                                                 TEXT("value", N_("new value"), true), END};

static const struct form_field *const fields[ACT_CASE_KINDS] = {
    [ACT_NOTE] = required_text,        [ACT_PROMISE] = optional_text,
    [ACT_TELL] = optional_text,        [ACT_ASSIGN] = optional_text,
    [ACT_DESIGNATE] = optional_text,   [ACT_REMIND] = optional_text,
    [ACT_ON_SITE] = on_site_fields,    [ACT_WAIT] = wait_fields,
    [ACT_SHELVE] = shelve_fields,      [ACT_CLOSE] = close_fields,
    [ACT_ANSWER] = optional_text,      [ACT_SOLVE] = optional_text,
    [ACT_TAKE_OVER] = agreed_text,     [ACT_DECLINE] = required_reason,
    [ACT_FALL_BACK] = optional_reason, [ACT_REPORT_UP] = optional_reason,
    [ACT_DISPATCH] = optional_text,    [ACT_GIVE_BACK] = required_reason,
    [ACT_REPLY] = required_text,       [ACT_SUPERVISE] = optional_text,
    [ACT_EXTEND] = extend_fields,      [ACT_RATE] = rate_fields,
    [ACT_REOPEN] = required_reason,    [ACT_MERGE] = optional_reason,
    [ACT_WITHDRAW] = optional_reason,  [ACT_AMEND] = amend_fields,
    [ACT_RESOLVE] = optional_text,     [ACT_KEEP] = optional_text,
    [ACT_ERASE] = required_reason,
};

const struct form_field *case_fields(const struct case_state *state, enum act_kind kind)
{
    /* who has not been told the reply is told first, or there is a reason (domain.md 3) */
    if (kind == ACT_CLOSE && state->dossier.matter.state == STATE_REPLIED)
        return close_untold_fields;
    return fields[kind];
}
