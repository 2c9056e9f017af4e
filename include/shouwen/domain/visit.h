/* SPDX-License-Identifier: MIT */
/* visit: when a resident is to be visited again, and what follows from a door that stayed closed
 * (domain.md 5). Pure. Used by the projection of visits, the desk and its screens. */
#ifndef SHOUWEN_DOMAIN_VISIT_H
#define SHOUWEN_DOMAIN_VISIT_H

#include "shouwen/domain/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Site policy: days between two visits by class, and whether a phone call counts as one. */
struct visit_policy {
    int days[VISIT_CLASSES];
    bool phoned_counts;
};
#define VISIT_POLICY_SHIPPED                                                                       \
    {                                                                                              \
        .days = { 7, 30, 90, 180, 365 }                                                            \
    }

/* The class of a word; VISIT_CLASSES if it is none. */
enum visit_class visit_class_of(const char *word);
/* The result of a word; VISIT_RESULTS if it is none. */
enum visit_result visit_result_of(const char *word);

/* True if a visit with that result begins the interval anew for whoever was met; asking the
 * emergency contact never does. */
bool visit_resets(const struct visit_policy *policy, enum visit_result result, bool asks_contact);
/* The day by which somebody of a class is to be visited: an interval after they were last met, or,
 * while they never were (CLOCK_NO_DAY), after the day they came onto the list. */
int32_t visit_due_on(const struct visit_policy *policy, enum visit_class class, int32_t met_on,
                     int32_t since_on);

/* X(NAME, "word", N_("label")): what is to be done next where a special or key resident was not
 * met. */
#define VISIT_STEP_TABLE(X)                                                                        \
    X(NOTHING, "", "")                                                                             \
    X(AGAIN, "again", N_("go again"))                                                              \
    X(CONTACT, "contact", N_("call the emergency contact"))                                        \
    X(CASE, "case", N_("open an urgent case"))
#define VISIT_STEP_ENUM(name, ...) VISIT_STEP_##name,
enum visit_step { VISIT_STEP_TABLE(VISIT_STEP_ENUM) VISIT_STEPS };
extern const struct word word_visit_steps[];
/* VISIT_STEP_NOTHING for a word that is none. */
enum visit_step visit_step_of(const char *word);

/* One visit as the steps see it. */
struct visit_deed {
    enum visit_result result;
    bool asks_contact; /* the emergency contact was asked, not the household */
    bool has_case;     /* a case was opened from it */
};
/* The next step of a household after its visits, the newest first: again the same day, then the
 * emergency contact (skipped where none is known), then an urgent case. Whoever is met, answers the
 * telephone or opens the door ends it, and so does a case once the contact was asked. */
enum visit_step visit_next(enum visit_class class, bool has_contact, const struct visit_deed *deeds,
                           size_t count);

#endif
