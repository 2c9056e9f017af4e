/* SPDX-License-Identifier: MIT */
/* service: one item of the service list, read for the desk. Made from a checked record; texts are
 * borrowed from it, the lists live in the caller's arena. Used by the intake line, checklists,
 * notices and deadlines (domain.md 4). */
#ifndef SHOUWEN_DOMAIN_SERVICE_H
#define SHOUWEN_DOMAIN_SERVICE_H

#include "shouwen/base/memory.h"
#include "shouwen/domain/limit.h"
#include "shouwen/domain/material.h"
#include "shouwen/domain/record.h"

#include <stdbool.h>
#include <stddef.h>

enum service_place {
    SERVICE_UNSAID, /* the list does not say */
    SERVICE_HERE,
    SERVICE_VIDEO,
    SERVICE_PROXY,
    SERVICE_STREET,
    SERVICE_NONE /* a committee must not issue it: 不应由居委会出具 */
};

struct service {
    const char *code, *name, *category, *department;
    const char *steps, *legal_basis, *coverage, *cost, *hours;
    const char *instead; /* where to go, for SERVICE_NONE */
    const char **aliases;
    size_t alias_count;
    bool is_own; /* 自选动作, not published by the district */
    enum service_place place;
    bool restarts; /* what was missing having come, the limit is counted anew; else it goes on */
    bool has_limit;
    struct limit_pair limit; /* both LIMIT_NONE unless has_limit */
    const struct material *materials;
    size_t material_count;
};

/* record is of RECORD_SERVICES; NULL values read as empty. */
void service_read(struct arena *arena, const struct record *record, struct service *service);

#endif
