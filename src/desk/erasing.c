/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/erasing.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/permit.h"
#include "shouwen/store/erasure.h"

#include <string.h>

/* Sheets and sessions in which the cases stand go along. */
static enum status add_sheets(struct desk *desk, const char ***subjects, size_t *count,
                              struct arena *arena, struct error *error)
{
    const char **all = NULL;
    size_t room = 0, all_count = 0, found;
    struct erasure_sheet *sheets;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < *count; i++) {
        const char *subject = (*subjects)[i];
        all = arena_grow(arena, all, all_count, &room, sizeof(*all));
        all[all_count++] = subject;
        if (!text_starts(subject, "case/"))
            continue;
        TRY(follow_may_erase(desk, subject, arena, error));
        TRY(erasure_sheets(desk_reader(desk), subject, arena, &sheets, &found, error));
        for (size_t k = 0; k < found; k++) {
            all = arena_grow(arena, all, all_count, &room, sizeof(*all));
            all[all_count++] = sheets[k].subject;
        }
    }
    *subjects = all;
    *count = all_count;
done:
    return status;
}

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
    TRY(add_sheets(desk, &subjects, &erasing->count, arena, error));
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
    TRY(ledger_erase_sheets(ledger, error));
    TRY(ledger_scrub(ledger, is_done, error));
done:
    return status;
}
