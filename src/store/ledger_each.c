/* SPDX-License-Identifier: MIT */
/* One act each on many cases: what the rules refuse is left out, the others stand. */
#include "config.h"

#include "shouwen/domain/decide.h"
#include "shouwen/store/matters.h"
#include "store/ledger_inside.h"

/* What only the case itself can have refused; anything else concerns the file, and all acts. */
static bool is_refusal(enum status status)
{
    return status == STATUS_REFUSED || status == STATUS_INVALID || status == STATUS_NOT_FOUND ||
           status == STATUS_DENIED;
}

/* Saving twice is the same: true if this kind of act of this request is there already. */
static bool has_it(const struct matter *matter, const struct act *act)
{
    const char *request = act->value[FIELD_REQUEST];

    for (size_t i = matter->history_count; !text_is_empty(request) && i-- > 0;)
        if (matter->history[i].act->kind == act->kind &&
            text_same(matter->history[i].act->value[FIELD_REQUEST], request))
            return true;
    return false;
}

static enum status record_one(struct ledger *ledger, const char *by, struct act *act,
                              struct arena *arena, struct error *fate)
{
    const char *request = act->value[FIELD_REQUEST];
    struct matter matter;
    const struct situation situation = {.matter = &matter, .people = &ledger->people};
    enum status status;

    ledger_sign(ledger, act, by);
    TRY(matters_load(ledger->db, act_subject_id(act), &ledger->calendar, ledger->policy, arena,
                     &matter, fate));
    if (has_it(&matter, act))
        goto done;
    if (act->kind == ACT_UNDO && !text_is_empty(request))
        TRY(decide_is_latest(&situation, request, fate));
    TRY(ledger_act(ledger, act, arena, fate));
done:
    return status;
}

enum status ledger_record_each(struct ledger *ledger, const char *by, struct act *acts,
                               size_t count, struct arena *arena, struct error *fates,
                               struct error *error)
{
    enum status status;

    TRY(db_begin(ledger->db, error));
    TRY(ledger_refresh(ledger, error));
    TRY(journal_own_log(ledger->db, &ledger->log, error));
    for (size_t i = 0; i < count; i++) {
        fates[i] = (struct error){.kind = STATUS_OK};
        enum status one = record_one(ledger, by, &acts[i], arena, &fates[i]);
        if (one == STATUS_OK || is_refusal(one))
            continue;
        *error = fates[i];
        status = one;
        goto done;
    }
    TRY(db_commit(ledger->db, error));
done:
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    return status;
}
