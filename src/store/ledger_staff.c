/* SPDX-License-Identifier: MIT */
/* Of somebody of the staff who is put: whether it is who stands under the id, and whether this file
 * may say it. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/circle_heed.h"
#include "shouwen/store/records.h"
#include "store/ledger_inside.h"

#include <string.h>

static bool is_ours(const struct ledger *ledger, const char *node)
{
    return nodecode_is_within(node, ledger->node);
}

/* Each place numbers its own people without asking who has the number elsewhere: another name at
 * another place of the file's area is another one. Who moves keeps the name. */
static bool is_another(const struct ledger *ledger, const struct record *record,
                       const struct record *old)
{
    const char *node = record_text(record, RECORD_STAFF_NODE);
    const char *name = record_text(record, RECORD_STAFF_NAME);

    return record->kind == RECORD_STAFF && *name && *node && is_ours(ledger, node) &&
           !text_same(old->value[RECORD_STAFF_NODE], node) &&
           !text_same(old->value[RECORD_STAFF_NAME], name);
}

enum status ledger_get_meant(struct ledger *ledger, const struct record *record,
                             struct arena *arena, struct record *old, bool *found,
                             struct error *error)
{
    enum status status;

    TRY(records_get(ledger->db, record->kind, record->id, arena, old, found, error));
    if (*found && is_another(ledger, record, old)) {
        *old = (struct record){.kind = record->kind};
        *found = false;
    }
done:
    return status;
}

/* A number that became free by a move is still who moved, for all who know of it. */
static bool is_apart(const struct ledger *ledger, const struct act *act, const struct act *acts,
                     size_t count, struct arena *arena)
{
    struct act *all = arena_alloc(arena, (count + 1) * sizeof(*all));
    bool *is_erased = arena_alloc(arena, count + 1);
    int *parts = arena_alloc(arena, (count + 1) * sizeof(*parts));

    memcpy(all, acts, count * sizeof(*all));
    all[count] = *act;
    circle_parts(act->subject, ledger->node, all, count + 1, arena, parts, is_erased);
    for (size_t i = 0; i < count; i++)
        if (parts[i] == parts[count])
            return false;
    return parts[count] != CIRCLE_UNHEEDED;
}

static enum status refuse_joined(struct ledger *ledger, const struct act *act,
                                 const struct record *there, struct arena *arena,
                                 struct error *error)
{
    struct act *acts;
    enum status status;
    size_t count;

    TRY(journal_read(ledger->db, act->subject, arena, &acts, &count, error));
    if (count && !is_apart(ledger, act, acts, count, arena))
        status =
            error_set(error, STATUS_REFUSED, "id",
                      _("the number %s stays that of %s, who works at %s now: give somebody new "
                        "another number"),
                      there->id, record_text(there, RECORD_STAFF_NAME),
                      record_text(there, RECORD_STAFF_NODE));
done:
    return status;
}

/* True if others said something of them; whom this file alone has written down is its own to say,
 * wherever they work. */
static enum status is_said_elsewhere(struct ledger *ledger, const char *subject,
                                     struct arena *arena, bool *is_said, struct error *error)
{
    char author[NODECODE_ROOM];
    enum status status;
    struct act *acts;
    size_t count;

    *is_said = false;
    TRY(journal_read(ledger->db, subject, arena, &acts, &count, error));
    for (size_t i = 0; i < count; i++) {
        circle_author(acts[i].log, author);
        *is_said |= *author && strcmp(author, ledger->node) != 0;
    }
done:
    return status;
}

enum status ledger_may_say(struct ledger *ledger, const struct record *record,
                           const struct record *old, const struct act *act, struct arena *arena,
                           struct error *error)
{
    enum status status = STATUS_OK;
    struct record there;
    bool is_there, is_said = false;

    if (record->kind != RECORD_STAFF)
        return STATUS_OK;
    const char *node = old ? record_text(old, RECORD_STAFF_NODE) : "";
    if (*node && !is_ours(ledger, node))
        TRY(is_said_elsewhere(ledger, act->subject, arena, &is_said, error));
    if (is_said)
        return error_set(error, STATUS_REFUSED, "node",
                         _("%s (%s) works at %s: what is new of them is said there, or at a level "
                           "above"),
                         record->id, record_text(old, RECORD_STAFF_NAME), node);
    if (old)
        return STATUS_OK;
    TRY(records_get(ledger->db, RECORD_STAFF, record->id, arena, &there, &is_there, error));
    if (is_there)
        TRY(refuse_joined(ledger, act, &there, arena, error));
done:
    return status;
}
