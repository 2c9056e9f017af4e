/* SPDX-License-Identifier: MIT */
/* Somebody of the staff who moves to another place of the file's area: that place, which may never
 * have heard of them, is told all that is known of them. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"
#include "shouwen/domain/circle.h"
#include "shouwen/domain/circle_heed.h"
#include "shouwen/domain/record_fold.h"
#include "store/ledger_inside.h"

#include <string.h>

static bool is_same(const struct record_values *one, const struct record_values *other)
{
    for (size_t i = 0; i < one->count; i++)
        if (!text_same(one->at[i].text, record_value(other, one->at[i].key)))
            return false;
    return one->count == other->count;
}

/* What a place that lies apart said does not come to the node. */
static size_t keep_known(const char *node, const struct act *acts, size_t count, struct act *known)
{
    char author[NODECODE_ROOM];
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        circle_author(acts[i].log, author);
        if (!circle_is_apart(author, node))
            known[kept++] = acts[i];
    }
    return kept;
}

static const char *write_all(struct arena *arena, const struct record_values *values)
{
    struct text text = TEXT_EMPTY;

    for (size_t i = 0; i < values->count; i++) {
        text_add(&text, i ? "," : "{");
        json_write_text(values->at[i].key, &text);
        text_add_char(&text, ':');
        json_write_text(values->at[i].text, &text);
    }
    text_add_char(&text, '}');
    const char *all = arena_copy(arena, text.at);
    text_release(&text);
    return all;
}

/* All that is known of a subject, with the ids of people as the node says them; NULL if the node
 * knows it. */
static enum status find_unknown(struct ledger *ledger, const char *subject, const char *node,
                                bool is_moved, struct arena *arena, const char **fields,
                                struct error *error)
{
    struct record_values all, theirs;
    struct act *acts, *known;
    enum status status;
    size_t count;

    *fields = NULL;
    TRY(ledger_read_acts(ledger, subject, arena, &acts, &count, error));
    TRY(ledger_hear_fields(ledger, RECORD_STAFF, acts, count, arena, error));
    TRY(record_fold(arena, acts, count, &all, error));
    known = arena_alloc(arena, (count + 1) * sizeof(*known));
    TRY(record_fold(arena, known, keep_known(node, acts, count, known), &theirs, error));
    if (!is_moved && is_same(&all, &theirs))
        goto done;
    TRY(ledger_say_values(ledger, RECORD_STAFF, &all, node, arena, error));
    *fields = write_all(arena, &all);
done:
    return status;
}

static bool is_ours(const struct ledger *ledger, const char *node)
{
    return *node && nodecode_is_within(node, ledger->node);
}

/* Somebody else's id at the new place would become theirs, also of whom worked there once. */
static enum status refuse_taken(struct ledger *ledger, const char *subject, const char *node,
                                struct arena *arena, struct error *error)
{
    struct ledger_part *parts;
    enum status status;
    size_t count;

    TRY(ledger_read_parts(ledger, subject, arena, &parts, &count, error));
    for (size_t i = 1; i < count; i++)
        for (size_t k = 0; k < parts[i].count; k++)
            if (strcmp(act_text(&parts[i].acts[k], FIELD_NODE), node) == 0)
                return error_set(error, STATUS_REFUSED, "node",
                                 _("somebody else at %s has the id %s: one of the two needs "
                                   "another id before this one moves there"),
                                 node, act_subject_id(&parts[i].acts[k]));
done:
    return status;
}

enum status ledger_may_transfer(struct ledger *ledger, const struct record *record,
                                const struct record *old, const char *subject, struct arena *arena,
                                struct error *error)
{
    if (record->kind != RECORD_STAFF || !old)
        return STATUS_OK;
    const char *from = record_text(old, RECORD_STAFF_NODE);
    const char *to = record_text(record, RECORD_STAFF_NODE);
    if (!*to || strcmp(from, to) == 0 || !is_ours(ledger, from))
        return STATUS_OK;
    if (!is_ours(ledger, to))
        return error_set(error, STATUS_REFUSED, "node",
                         _("%s works at %s and %s lies outside of %s: a level above both moves "
                           "somebody there; if they leave, record that they left"),
                         record->id, from, to, ledger->node);
    return refuse_taken(ledger, subject, to, arena, error);
}

enum status ledger_transfer(struct ledger *ledger, const char *by, const struct record *record,
                            const struct record *old, const char *subject, struct arena *arena,
                            struct error *error)
{
    struct act act = {.kind = ACT_PUT};
    enum status status = STATUS_OK;

    if (record->kind != RECORD_STAFF || !old)
        return STATUS_OK;
    const char *from = record_text(old, RECORD_STAFF_NODE);
    const char *node = record->value[RECORD_STAFF_NODE];
    node = node ? node : from;
    bool is_moved = strcmp(from, node) != 0;
    if (!is_ours(ledger, from) || !is_ours(ledger, node) ||
        (!is_moved && strcmp(node, ledger->node) == 0))
        return STATUS_OK;
    TRY(find_unknown(ledger, subject, node, is_moved, arena, &act.fields, error));
    if (!act.fields)
        goto done;
    act.value[FIELD_NODE] = node;
    TRY(ledger_given_subject(ledger->db, subject, arena, &act.subject, error));
    TRY(ledger_latest(ledger, subject, arena, &act.on, &act.on_count, error));
    ledger_sign(ledger, &act, by);
    TRY(journal_append(ledger->db, &ledger->log, &act, error));
done:
    return status;
}
