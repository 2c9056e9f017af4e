/* SPDX-License-Identifier: MIT */
/* A case folded, and what is shown of it written. */
#include "config.h"

#include "shouwen/store/matters.h"
#include "shouwen/store/requests.h"
#include "store/ledger_inside.h"

static enum status note_request(struct ledger *ledger, const struct act *act, int64_t seq,
                                struct error *error)
{
    struct requests_entry entry = {.seq = seq};

    if (text_is_empty(act->value[FIELD_REQUEST]))
        return STATUS_OK;
    requests_key(act->value[FIELD_REQUEST], entry.key);
    return requests_add(ledger->db, &entry, 1, error);
}

enum status ledger_refold(struct ledger *ledger, const char *number, struct matter *matter,
                          struct arena *arena, struct error *error)
{
    struct act *acts;
    struct search_text stood;
    size_t count;
    enum status status;
    int64_t seq;

    TRY(ledger_read_acts(ledger, matters_subject(arena, number), arena, &acts, &count, error));
    ledger_shuffle(ledger, acts, count, sizeof(*acts));
    TRY(matter_fold(arena, acts, count, &ledger->calendar, ledger->policy, matter, error));
    /* it may be one that waits in the batch */
    TRY(search_batch_write(ledger->db, &ledger->batch, error));
    TRY(search_read_stood(ledger->db, number, arena, &stood, error));
    TRY(matters_project(ledger->db, matter, &seq, error));
    TRY(search_put_case(ledger->db, seq, &stood, matter, error));
    for (size_t i = 0; i < matter->history_count; i++)
        if (i + 1 == matter->history_count || ledger->is_refolding_all)
            TRY(note_request(ledger, matter->history[i].act, seq, error));
done:
    return status;
}

enum status ledger_project_new(struct ledger *ledger, const struct act *act, struct arena *arena,
                               struct error *error)
{
    const struct search_text none = {.resident = "", .who = "", .subject = "", .phone = ""};
    struct matter matter;
    enum status status;
    int64_t seq;

    TRY(matter_fold(arena, act, 1, &ledger->calendar, ledger->policy, &matter, error));
    TRY(search_batch_write(ledger->db, &ledger->batch, error));
    const struct matters_standing *standing = matters_stand(&matter, arena);
    TRY(matters_add(ledger->db, &standing, 1, &seq, error));
    TRY(matters_count_alike(ledger->db, standing, 1, error));
    TRY(search_put_case(ledger->db, seq, &none, &matter, error));
    TRY(note_request(ledger, act, seq, error));
done:
    return status;
}
