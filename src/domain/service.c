/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/service.h"

#include "shouwen/domain/parts.h"

static enum service_place place_from(const char *word)
{
    static const char *const words[] = {
        [SERVICE_UNSAID] = "",     [SERVICE_HERE] = "here",     [SERVICE_VIDEO] = "video",
        [SERVICE_PROXY] = "proxy", [SERVICE_STREET] = "street", [SERVICE_NONE] = "none",
    };

    for (int place = SERVICE_HERE; place <= SERVICE_NONE; place++)
        if (text_same(word, words[place]))
            return (enum service_place)place;
    return SERVICE_UNSAID;
}

void service_read(struct arena *arena, const struct record *record, struct service *service)
{
    *service = (struct service){
        .code = record_text(record, RECORD_SERVICES_CODE),
        .name = record_text(record, RECORD_SERVICES_NAME),
        .category = record_text(record, RECORD_SERVICES_CATEGORY),
        .department = record_text(record, RECORD_SERVICES_DEPARTMENT),
        .steps = record_text(record, RECORD_SERVICES_STEPS),
        .legal_basis = record_text(record, RECORD_SERVICES_LEGAL_BASIS),
        .coverage = record_text(record, RECORD_SERVICES_COVERAGE),
        .cost = record_text(record, RECORD_SERVICES_COST),
        .hours = record_text(record, RECORD_SERVICES_HOURS),
        .instead = record_text(record, RECORD_SERVICES_INSTEAD),
        .is_own = text_same(record_text(record, RECORD_SERVICES_ORIGIN), "own"),
        .place = place_from(record_text(record, RECORD_SERVICES_PLACE)),
        .restarts = text_same(record_text(record, RECORD_SERVICES_SUPPLEMENT), "restart"),
    };
    service->aliases = parts_split(arena, record_text(record, RECORD_SERVICES_ALIASES), PARTS_LIST,
                                   &service->alias_count);
    service->materials = material_read(arena, record_text(record, RECORD_SERVICES_MATERIALS),
                                       &service->material_count, NULL);
    service->has_limit =
        limit_pair_parse(record_text(record, RECORD_SERVICES_LIMIT), &service->limit);
}
