/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/act.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/vocabulary.h"
#include "domain/act_inside.h"

#include <string.h>

#define ACT_ROW(name, word, label, class, state, who, flags)                                       \
    [ACT_##name] = {word, label, ACT_##class, STATE_##state, who, flags},
const struct act_row act_rows[ACT_CASE_KINDS] = {ACT_TABLE(ACT_ROW)};

const struct act_field_row act_field_rows[ACT_FIELD_COUNT] = {
#define FIELD_ROW(name, key, place, form) [FIELD_##name] = {key, ACT_IN_##place, ACT_IS_##form},
    ACT_FIELD_TABLE(FIELD_ROW)};

static const char put_word[] = "put";
static const char tally_word[] = "tally";

const struct act_who_row act_who_rows[] = {
    {WHO_STAFF, "staff", N_("staff of a station or street centre who are here today")},
    {WHO_STATION, "station", N_("staff of the case's station")},
    {WHO_DESK, "desk", N_("the station's desk")},
    {WHO_ACCOUNTABLE, "accountable", N_("the accountable person")},
    {WHO_FIRST, "first-contact", N_("the first-contact person")},
    {WHO_GRID_LEADER, "grid-leader", N_("the grid leader")},
    {WHO_SECRETARY, "secretary", N_("the secretary")},
    {WHO_DISPATCHER, "dispatcher", N_("the street's dispatcher")},
    {WHO_CLERK, "clerk", N_("the handling unit's clerk")},
    {WHO_SUPERVISOR, "supervisor", N_("the district's supervisor")},
    {WHO_VIEWER, "viewer", N_("those who may see the case")},
    {WHO_SELF, "author", N_("the person who recorded the act")},
    {WHO_ADMIN, "admin", N_("an administrator")},
    {0, NULL, NULL},
};

enum act_kind act_kind_of(const char *word)
{
    for (int kind = 0; word && kind < ACT_CASE_KINDS; kind++)
        if (strcmp(act_rows[kind].word, word) == 0)
            return (enum act_kind)kind;
    if (text_same(word, put_word))
        return ACT_PUT;
    return text_same(word, tally_word) ? ACT_TALLY : ACT_UNKNOWN;
}

const char *act_word(enum act_kind kind)
{
    if (kind < ACT_CASE_KINDS)
        return act_rows[kind].word;
    return kind == ACT_PUT ? put_word : kind == ACT_TALLY ? tally_word : "";
}

bool act_has_text(const struct act *act)
{
    for (int field = 0; field < ACT_FIELD_COUNT; field++)
        if (act_field_rows[field].place == ACT_IN_BODY && !text_is_empty(act->value[field]))
            return true;
    return false;
}

const char *act_field_key(enum act_field field)
{
    return act_field_rows[field].key;
}

int act_field_of(const char *key)
{
    for (int field = 0; key && field < ACT_FIELD_COUNT; field++)
        if (strcmp(act_field_rows[field].key, key) == 0)
            return field;
    return -1;
}

/* The end of the year 9999: days are counted with what something is put off until. */
static const int64_t until_most = INT64_C(253402300799999);

int64_t act_number(const struct act *act, enum act_field field, int64_t fallback)
{
    bool is_until = field == FIELD_UNTIL;
    const char *text = act->value[field];
    long value;

    return text_to_long(text, is_until ? 0 : INT64_MIN, is_until ? until_most : INT64_MAX, &value)
               ? value
               : fallback;
}

const char *act_text(const struct act *act, enum act_field field)
{
    return act->value[field] ? act->value[field] : "";
}

const char *act_subject_id(const struct act *act)
{
    const char *slash = strchr(act->subject, '/');

    return slash ? slash + 1 : act->subject;
}

bool act_is_low_rating(const struct act *act)
{
    if (act->kind != ACT_RATE)
        return false;
    int64_t attitude = act_number(act, FIELD_ATTITUDE, 0);
    int64_t ability = act_number(act, FIELD_ABILITY, 0);
    return (attitude > 0 && attitude <= 2) || (ability > 0 && ability <= 2);
}

enum act_class act_class_of(const struct act *act)
{
    if (act->kind >= ACT_CASE_KINDS)
        return ACT_NORMAL;
    return act_is_low_rating(act) ? ACT_ESCALATING : act_rows[act->kind].class;
}

bool act_is_unfinished(const struct act *act)
{
    if (act->kind >= ACT_CASE_KINDS)
        return false;
    return (act_rows[act->kind].flags & ACT_UNFINISHED) || act_is_low_rating(act);
}

uint64_t act_id_prefix(const uint8_t *id)
{
    uint64_t prefix = 0;

    for (int i = 0; i < 8; i++)
        prefix = prefix << 8 | id[i];
    return prefix;
}

const uint64_t *act_on_last(const uint64_t *on, size_t *count)
{
    size_t passed = *count > ACT_ON_MOST ? *count - ACT_ON_MOST : 0;

    *count -= passed;
    return on + passed;
}
