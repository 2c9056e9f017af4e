/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/erasing.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/desk/permit.h"
#include "shouwen/store/erasure.h"

#include <string.h>

static void count_up(struct erasing *erasing)
{
    for (size_t i = 0; i < erasing->count; i++) {
        const char *subject = erasing->subjects[i];
        erasing->case_count += text_starts(subject, "case/");
        erasing->visit_count += text_starts(subject, "visits/");
        erasing->demand_count += text_starts(subject, "demands/");
        erasing->resident_count += text_starts(subject, "residents/");
    }
}

enum status erasing_look(struct desk *desk, const char *id, struct arena *arena,
                         struct erasing *erasing, struct error *error)
{
    const char **subjects, *open_number;
    struct record record;
    enum status status;

    *erasing = (struct erasing){0};
    TRY(permit(desk, DEED_ERASE, NULL, error));
    TRY(catalog_get(desk, RECORD_RESIDENTS, id, arena, &record, error));
    TRY(erasure_of_resident(desk_reader(desk), record.id, arena, &subjects, &erasing->count,
                            &open_number, error));
    if (open_number)
        return error_set(error, STATUS_REFUSED, "",
                         _("case %s of theirs is open; close it first, or withdraw it for them, "
                           "then erase"),
                         open_number);
    erasing->subjects = subjects;
    count_up(erasing);
done:
    return status;
}

enum status erasing_resident(struct desk *desk, const struct erasing *erasing, const char *reason,
                             bool *is_done, struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_erase(ledger, desk_person_id(desk), erasing->subjects, erasing->count, reason,
                     error));
    TRY(erasing_finish(desk, is_done, error));
done:
    return status;
}

enum status erasing_finish(struct desk *desk, bool *is_done, struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_scrub(ledger, is_done, error));
done:
    return status;
}
