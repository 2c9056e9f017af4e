/* SPDX-License-Identifier: MIT */
/* What the files of doctor share. */
#ifndef SHOUWEN_DESK_DOCTOR_INSIDE_H
#define SHOUWEN_DESK_DOCTOR_INSIDE_H

#include "shouwen/desk/doctor.h"

struct doctor_visit {
    struct desk *desk;
    struct arena *arena;
    struct doctor_report *report;
};

void doctor_find(struct doctor_visit *visit, const char *kind, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* Ids that are named and not there, services without a category. */
MUST_CHECK enum status doctor_look_at_lists(struct doctor_visit *visit, struct error *error);

#endif
