/* SPDX-License-Identifier: MIT */
/* What stood in cases and records, erased on request. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/store/erasure.h"
#include "store/ledger_inside.h"

#include <string.h>

enum status ledger_read_acts(struct ledger *ledger, const char *subject, struct arena *arena,
                             struct act **acts, size_t *count, struct error *error)
{
    enum status status;
    int dropped;

    TRY(journal_read(ledger->db, subject, arena, acts, count, error));
    if (!erasure_is_among(*acts, *count))
        return STATUS_OK;
    TRY(erasure_put(ledger->db, subject, &dropped, error));
    if (dropped)
        TRY(journal_read(ledger->db, subject, arena, acts, count, error));
done:
    return status;
}

enum status ledger_refuse_erased(struct ledger *ledger, const struct act *act, struct error *error)
{
    bool is_erased;
    enum status status = erasure_has(ledger->db, act->subject, &is_erased, error);

    if (status == STATUS_OK && is_erased)
        status = error_set(error, STATUS_REFUSED, "",
                           _("%s was erased on request, and nothing is entered there any more; "
                             "enter it as a new one"),
                           act_subject_id(act));
    return status;
}

static enum status erase_record(struct ledger *ledger, const char *by, const char *subject,
                                const char *reason, struct error *error)
{
    struct act act = {.kind = ACT_ERASE, .subject = subject};
    struct arena arena = {0};
    enum status status;
    bool is_there, is_erased;

    TRY(journal_has(ledger->db, subject, &is_there, error));
    if (!is_there)
        return error_set(error, STATUS_NOT_FOUND, "", _("nothing is known of %s"), subject);
    TRY(erasure_has(ledger->db, subject, &is_erased, error));
    if (is_erased)
        goto done;
    act.value[FIELD_NODE] = ledger->node;
    act.value[FIELD_REASON] = reason;
    TRY(journal_latest(ledger->db, subject, &arena, &act.on, &act.on_count, error));
    ledger_sign(ledger, &act, by);
    TRY(journal_append(ledger->db, &ledger->log, &act, error));
    TRY(ledger_refold_record(ledger, subject, &arena, error));
    ledger->has_view = false;
done:
    arena_release(&arena);
    return status;
}

static enum status erase_all(struct ledger *ledger, const char *by, const char *const *subjects,
                             size_t count, const char *reason, struct error *error)
{
    struct arena arena = {0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count; i++) {
        struct act act = {
            .kind = ACT_ERASE, .subject = subjects[i], .value = {[FIELD_REASON] = reason}};
        if (!text_starts(subjects[i], "case/")) {
            TRY(erase_record(ledger, by, subjects[i], reason, error));
            continue;
        }
        arena_reset(&arena);
        ledger_sign(ledger, &act, by);
        TRY(ledger_act(ledger, &act, &arena, error));
    }
done:
    arena_release(&arena);
    return status;
}

enum status ledger_erase(struct ledger *ledger, const char *by, const char *const *subjects,
                         size_t count, const char *reason, struct error *error)
{
    enum status status;

    if (text_is_empty(reason))
        return error_set(error, STATUS_REFUSED, "reason", _("\"%s\" needs a reason (--reason)"),
                         _(act_rows[ACT_ERASE].label));
    TRY(ledger_begin(ledger, error));
    status = erase_all(ledger, by ? by : LEDGER_PROGRAM, subjects, count, reason, error);
    if (status == STATUS_OK)
        return ledger_commit(ledger, error);
    ledger_rollback(ledger);
done:
    return status;
}

enum status ledger_erase_sheets(struct ledger *ledger, struct error *error)
{
    struct arena arena = {0};
    struct erasure_sheet *sheets;
    enum status status;
    size_t count;

    TRY(ledger_begin(ledger, error));
    TRY(erasure_sheets(ledger->db, "", &arena, &sheets, &count, error));
    for (size_t i = 0; i < count; i++)
        if (sheets[i].is_settled)
            TRY(erase_record(ledger, LEDGER_PROGRAM, sheets[i].subject, sheets[i].of, error));
    TRY(ledger_commit(ledger, error));
done:
    ledger_rollback(ledger);
    arena_release(&arena);
    return status;
}

enum status ledger_erase_told(struct ledger *ledger, struct error *error)
{
    return erasure_tell(ledger->db, error);
}

enum status ledger_scrub(struct ledger *ledger, bool *is_done, struct error *error)
{
    return erasure_scrub(ledger->db, is_done, error);
}
