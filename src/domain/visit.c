/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/visit.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"

#include <stddef.h>

#define STEP_WORD(name, word, label) {word, label},
const struct word word_visit_steps[] = {VISIT_STEP_TABLE(STEP_WORD){NULL, NULL}};

enum visit_class visit_class_of(const char *word)
{
    int at = word_index(word_visit_classes, word);

    return at < 0 ? VISIT_CLASSES : (enum visit_class)at;
}

enum visit_result visit_result_of(const char *word)
{
    int at = word_index(word_visit_results, word);

    return at < 0 ? VISIT_RESULTS : (enum visit_result)at;
}

enum visit_step visit_step_of(const char *word)
{
    int at = word_index(word_visit_steps, word);

    return at < 0 ? VISIT_STEP_NOTHING : (enum visit_step)at;
}

bool visit_resets(const struct visit_policy *policy, enum visit_result result, bool asks_contact)
{
    if (asks_contact)
        return false;
    return result == VISIT_MET || (result == VISIT_PHONED && policy->phoned_counts);
}

int32_t visit_due_on(const struct visit_policy *policy, enum visit_class class, int32_t met_on,
                     int32_t since_on)
{
    return (met_on == CLOCK_NO_DAY ? since_on : met_on) + policy->days[class];
}

enum visit_step visit_next(enum visit_class class, bool has_contact, const struct visit_deed *deeds,
                           size_t count)
{
    size_t closed_doors = 0;
    bool has_asked = false, has_case = false;

    if (class != VISIT_SPECIAL && class != VISIT_KEY)
        return VISIT_STEP_NOTHING;
    for (size_t i = 0; i < count && deeds[i].result == VISIT_NOT_MET; i++) {
        closed_doors += !deeds[i].asks_contact;
        has_asked = has_asked || deeds[i].asks_contact;
        has_case = has_case || deeds[i].has_case;
    }
    bool is_exhausted = has_asked || (closed_doors > 1 && !has_contact);
    if (!closed_doors && !has_asked)
        return VISIT_STEP_NOTHING;
    if (is_exhausted)
        return has_case ? VISIT_STEP_NOTHING : VISIT_STEP_CASE;
    return closed_doors > 1 ? VISIT_STEP_CONTACT : VISIT_STEP_AGAIN;
}
