/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/unsettled.h"

#include "shouwen/desk/permit.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/resident.h"
#include "shouwen/store/disputes.h"
#include "shouwen/store/records.h"

#include <string.h>

enum { MOST = 100 };

static bool may_settle(struct desk *desk, const struct record *resident)
{
    char station[NODE_PART];
    struct deed_place place = {.grid = record_text(resident, RECORD_RESIDENTS_GRID)};

    place.node = *resident_station(resident, station) ? station : desk_node(desk);
    return sight_has_record(desk, resident) && permit_has(desk, DEED_JOIN, &place);
}

static enum status load_residents(struct desk *desk, struct arena *arena,
                                  struct unsettled *unsettled, struct error *error)
{
    static const char residents[] = "residents/";
    const char **subjects, *fields;
    struct record record;
    enum status status;
    size_t count;
    bool found;

    TRY(disputes_list(desk_reader(desk), residents, MOST, arena, &subjects, &count, error));
    unsettled->residents = arena_alloc(arena, (count + 1) * sizeof(*unsettled->residents));
    for (size_t i = 0; i < count && text_starts(subjects[i], residents); i++) {
        TRY(disputes_get(desk_reader(desk), subjects[i], arena, &fields, error));
        TRY(records_get(desk_reader(desk), RECORD_RESIDENTS, subjects[i] + strlen(residents), arena,
                        &record, &found, error));
        if (found && !text_same(fields, DISPUTES_ID) && may_settle(desk, &record))
            unsettled->residents[unsettled->resident_count++] = record;
    }
done:
    return status;
}

enum status unsettled_load(struct desk *desk, struct arena *arena, struct unsettled *unsettled,
                           struct error *error)
{
    enum status status = STATUS_OK;

    *unsettled = (struct unsettled){0};
    if (!desk_person(desk))
        return STATUS_OK;
    TRY(load_residents(desk, arena, unsettled, error));
    if (permit_has(desk, DEED_ERASE, NULL))
        TRY(erasure_left(desk_reader(desk), MOST, arena, &unsettled->cases, &unsettled->case_count,
                         error));
done:
    return status;
}
