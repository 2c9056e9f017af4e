/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/batch.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/closing.h"
#include "shouwen/desk/follow.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/query_batch.h"

static const char *new_request(struct arena *arena)
{
    uint8_t bytes[8];
    char hex[2 * sizeof(bytes) + 1];

    crypto_random(bytes, sizeof(bytes));
    ident_hex(bytes, sizeof(bytes), hex);
    return arena_copy(arena, hex);
}

void batch_start(struct batch *batch, enum act_kind kind, enum act_kind also,
                 const char *const fields[ACT_FIELD_COUNT])
{
    *batch = (struct batch){.act.kind = kind, .also = also};
    for (int field = 0; fields && field < ACT_FIELD_COUNT; field++)
        if (fields[field])
            batch->act.value[field] = arena_copy(&batch->arena, fields[field]);
    if (text_is_empty(batch->act.value[FIELD_REQUEST]))
        batch->act.value[FIELD_REQUEST] = new_request(&batch->arena);
}

void batch_release(struct batch *batch)
{
    arena_release(&batch->arena);
}

enum status batch_possible(struct desk *desk, const char *const *numbers, size_t count,
                           bool possible[ACT_CASE_KINDS], struct error *error)
{
    struct arena arena = {0};
    struct matter matter;
    enum status status = STATUS_OK;

    for (int kind = 0; kind < ACT_CASE_KINDS; kind++)
        possible[kind] = false;
    for (size_t i = 0; i < count; i++) {
        arena_reset(&arena);
        status = follow_case_for(desk, numbers[i], NULL, &arena, &matter, error);
        if (status == STATUS_NOT_FOUND || status == STATUS_DENIED)
            continue;
        if (status != STATUS_OK)
            goto done;
        for (int kind = 0; kind < ACT_CASE_KINDS; kind++)
            if (!possible[kind] && (batch_may((enum act_kind)kind) || kind == ACT_ON_SITE))
                possible[kind] = follow_is_possible(desk, &matter, (enum act_kind)kind, NULL);
    }
    status = STATUS_OK;
done:
    arena_release(&arena);
    return status;
}

static void refuse(struct batch *batch, struct batch_row *row, const struct error *error)
{
    row->fate = BATCH_REFUSED;
    row->refusal = error->kind;
    row->field = arena_copy(&batch->arena, error->field);
    row->reason = arena_copy(&batch->arena, error->message);
}

/* The act of a row, complete but for its author and time. */
static struct act act_of(struct batch *batch, const struct batch_row *row, struct arena *arena)
{
    struct act act = batch->act;

    act.kind = row->kind;
    act.subject = matters_subject(arena, row->number);
    act.value[FIELD_REQUEST] = text_is_empty(row->request) ? NULL : row->request;
    return act;
}

static struct batch_row *find_row(struct batch *batch, const char *number)
{
    for (size_t i = 0; i < batch->count; i++)
        if (text_same(batch->rows[i].number, number))
            return &batch->rows[i];
    return NULL;
}

static enum status add_row(struct batch *batch, const char *number, struct batch_row **row,
                           struct error *error)
{
    if (batch->count == BATCH_MOST)
        return error_set(error, STATUS_INVALID, "number",
                         _("at most %d cases can be acted on at once"), BATCH_MOST);
    batch->rows =
        arena_grow(&batch->arena, batch->rows, batch->count, &batch->room, sizeof(*batch->rows));
    *row = &batch->rows[batch->count++];
    **row = (struct batch_row){.number = arena_copy(&batch->arena, number),
                               .subject = "",
                               .name = "",
                               .door = "",
                               .request = batch->act.value[FIELD_REQUEST],
                               .kind = batch->act.kind};
    return STATUS_OK;
}

/* Whether the act would go through on a case as it stands. request: what an undo takes back, NULL
 * for whatever came last. */
static void look(struct desk *desk, struct batch *batch, const struct matter *matter,
                 const char *request, struct arena *arena, struct batch_row *row)
{
    const struct act *last = matter->history[matter->history_count - 1].act;
    struct error error;

    row->subject = arena_copy(&batch->arena, matter->subject);
    row->name = arena_copy(&batch->arena, matter->name);
    row->door = arena_copy(&batch->arena, matter->door);
    if (row->kind == ACT_UNDO)
        row->request = arena_copy(&batch->arena, request ? request : act_text(last, FIELD_REQUEST));
    if (batch->also != ACT_OPEN && !follow_is_possible(desk, matter, row->kind, NULL) &&
        follow_is_possible(desk, matter, batch->also, NULL))
        row->kind = batch->also;
    struct act act = act_of(batch, row, arena);
    enum status status = follow_try(desk, matter, &act, arena, &error);
    if (status == STATUS_OK && !batch->takes_doubtful)
        status = closing_check(desk, matter, row->kind, &error);
    if (status != STATUS_OK)
        refuse(batch, row, &error);
}

/* An undo names the case's own request or, for the others of a batch, that of the first. */
static enum status add_one(struct desk *desk, struct batch *batch, const char *number,
                           const char *request, struct batch_row **added, struct error *error)
{
    struct arena arena = {0};
    struct matter matter;
    struct batch_row *row = NULL;
    enum status status;

    *added = NULL;
    status =
        follow_case_for(desk, number, follow_word(batch->act.kind, &arena), &arena, &matter, error);
    const char *full = status == STATUS_OK ? matter.number : number;
    bool is_unseen = status == STATUS_NOT_FOUND || status == STATUS_DENIED;
    if ((status != STATUS_OK && !is_unseen) || find_row(batch, full))
        goto done;
    struct error unseen = is_unseen ? *error : (struct error){0};
    TRY(add_row(batch, full, &row, error));
    row->is_unseen = is_unseen;
    if (is_unseen)
        refuse(batch, row, &unseen);
    else
        look(desk, batch, &matter, request, &arena, row);
    *added = row;
done:
    arena_release(&arena);
    return status == STATUS_NOT_FOUND || status == STATUS_DENIED ? STATUS_OK : status;
}

static enum status add_request(struct desk *desk, struct batch *batch, const char *request,
                               struct error *error)
{
    struct arena arena = {0};
    struct batch_row *row;
    const char **numbers;
    size_t count;
    enum status status;

    TRY(query_batch_cases(desk_reader(desk), request, &arena, &numbers, &count, error));
    for (size_t i = 0; i < count; i++)
        TRY(add_one(desk, batch, numbers[i], request, &row, error));
done:
    arena_release(&arena);
    return status;
}

enum status batch_add(struct desk *desk, struct batch *batch, const char *number,
                      struct error *error)
{
    struct batch_row *row;
    enum status status;

    TRY(add_one(desk, batch, number, NULL, &row, error));
    if (row && row->kind == ACT_UNDO && row->fate != BATCH_REFUSED && *row->request)
        TRY(add_request(desk, batch, row->request, error));
done:
    return status;
}

enum status batch_find_last(struct desk *desk, struct batch *batch, bool *found,
                            struct error *error)
{
    int64_t since = clock_now_at() - (int64_t)desk_policy(desk)->undo_minutes * CLOCK_MINUTE;
    const char *me = desk_person_id(desk), *request;
    enum status status;

    *found = false;
    batch_start(batch, ACT_UNDO, ACT_OPEN, NULL);
    TRY(desk_refresh(desk, error));
    TRY(query_batch_latest(desk_reader(desk), me ? me : LEDGER_PROGRAM, since, &batch->arena,
                           &request, error));
    if (*request)
        TRY(add_request(desk, batch, request, error));
    *found = batch->count > 1 && batch_count(batch, BATCH_WAITING) > 0;
done:
    return status;
}

enum status batch_size_at(struct desk *desk, const struct matter *matter, size_t *size,
                          struct error *error)
{
    const struct act *last = matter->history[matter->history_count - 1].act;
    const char *request = act_text(last, FIELD_REQUEST);
    struct arena arena = {0};
    const char **numbers;
    enum status status = STATUS_OK;

    *size = 1;
    if (*request)
        TRY(query_batch_cases(desk_reader(desk), request, &arena, &numbers, size, error));
done:
    arena_release(&arena);
    return status;
}

/* Who may not do it is noted, as a single act would be. */
static void note(struct desk *desk, const struct batch_row *row)
{
    struct text what = TEXT_EMPTY;

    if (row->is_unseen)
        return;
    text_addf(&what, "case %s", act_word(row->kind));
    (void)desk_note_refusal(desk, row->refusal, what.at, row->number, NULL);
    text_release(&what);
}

enum status batch_step(struct desk *desk, struct batch *batch, struct error *error)
{
    struct batch_row *rows[BATCH_STEP];
    struct act acts[BATCH_STEP];
    struct error fates[BATCH_STEP];
    struct arena arena = {0};
    struct ledger *ledger;
    size_t count = 0, next = batch->next;
    enum status status;

    TRY(desk_require_person(desk, error));
    TRY(desk_ledger(desk, &ledger, error));
    for (; next < batch->count && count < BATCH_STEP; next++) {
        struct batch_row *row = &batch->rows[next];
        if (row->fate != BATCH_WAITING)
            continue;
        rows[count] = row;
        acts[count++] = act_of(batch, row, &arena);
    }
    if (count)
        TRY(ledger_record_each(ledger, desk_person_id(desk), acts, count, &arena, fates, error));
    for (size_t i = 0; i < count; i++) {
        rows[i]->fate = BATCH_DONE;
        if (fates[i].kind != STATUS_OK)
            refuse(batch, rows[i], &fates[i]);
    }
    for (; batch->next < next; batch->next++)
        if (batch->rows[batch->next].fate == BATCH_REFUSED)
            note(desk, &batch->rows[batch->next]);
done:
    arena_release(&arena);
    return status;
}
