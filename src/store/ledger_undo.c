/* SPDX-License-Identifier: MIT */
/* Taking an import back: every act of its transactions is voided by an undo act, one a subject.
 * Only while nothing followed: no other act since then stands on what it brought, or names it. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/json.h"
#include "shouwen/domain/matter_order.h"
#include "shouwen/domain/parts.h"
#include "shouwen/store/matters.h"
#include "store/ledger_inside.h"

#include <stdlib.h>
#include <string.h>

/* An undo act names so many acts that its head stays small. A piece is measured by the program's
 * own time, as in import_piece.c. */
enum { VOIDS_MOST = 100, PIECE_MS = 2000, WATCH_MS = 100, LOOK_SUBJECTS = 16 };

/* An act of the import. */
struct brought {
    const char *subject;
    uint8_t id[CRYPTO_ID];
    int64_t seq;   /* in the order in which the acts came, also where a fork numbered some anew */
    bool is_added; /* its subject was not there before */
};

struct undoing {
    struct ledger *ledger;
    const struct ledger_undo *how;
    const char *by;
    struct imports_entry entry;
    int64_t piece_ms, watched_ms, piece_from; /* of the piece: begun, told last, back before it */
    const struct imports_piece *pieces;
    size_t piece_count;
    struct arena arena;
    struct brought *acts; /* by subject, then as they came */
    size_t act_count, act_room;
    uint8_t (*voided)[CRYPTO_ID]; /* acts that were undone since: a set, at most half full */
    size_t voided_room, voided_count;
    struct ledger_followed *followed;
};

static int compare_acts(const void *a, const void *b)
{
    const struct brought *one = a, *two = b;
    int order = strcmp(one->subject, two->subject);

    return order ? order : (one->seq > two->seq) - (one->seq < two->seq);
}

static int compare_subject(const void *key, const void *item)
{
    return strcmp(key, ((const struct brought *)item)->subject);
}

/* Some act of the import on a subject; NULL if there is none. */
static const struct brought *brought(const struct undoing *undoing, const char *subject)
{
    if (!undoing->act_count)
        return NULL;
    return bsearch(subject, undoing->acts, undoing->act_count, sizeof(*undoing->acts),
                   compare_subject);
}

static enum status take_act(void *context, const char *subject, const uint8_t *id, int64_t seq,
                            struct error *error)
{
    struct undoing *undoing = context;

    if (undoing->act_count == undoing->act_room)
        return error_set(error, STATUS_BROKEN, "", _("the log has acts twice"));
    struct brought *act = &undoing->acts[undoing->act_count++];
    act->subject = arena_copy(&undoing->arena, subject);
    act->seq = seq;
    memcpy(act->id, id, sizeof(act->id));
    return STATUS_OK;
}

/* --- what was undone since --- */

static size_t place_of(const struct undoing *undoing, const uint8_t *id)
{
    static const uint8_t none[CRYPTO_ID];
    uint64_t hash;

    memcpy(&hash, id, sizeof(hash));
    size_t place = hash & (undoing->voided_room - 1);
    while (memcmp(undoing->voided[place], none, CRYPTO_ID) != 0 &&
           memcmp(undoing->voided[place], id, CRYPTO_ID) != 0)
        place = (place + 1) & (undoing->voided_room - 1);
    return place;
}

static bool is_voided(const struct undoing *undoing, const uint8_t *id)
{
    return undoing->voided_room &&
           memcmp(undoing->voided[place_of(undoing, id)], id, CRYPTO_ID) == 0;
}

static void add_voided(struct undoing *undoing, const uint8_t *id)
{
    if (2 * undoing->voided_count >= undoing->voided_room) {
        uint8_t(*old)[CRYPTO_ID] = undoing->voided;
        size_t room = undoing->voided_room;
        undoing->voided_room = room ? 2 * room : 256;
        undoing->voided =
            arena_alloc(&undoing->arena, undoing->voided_room * sizeof(*undoing->voided));
        undoing->voided_count = 0;
        for (size_t i = 0; i < room; i++)
            if (memcmp(old[i], (const uint8_t[CRYPTO_ID]){0}, CRYPTO_ID) != 0)
                add_voided(undoing, old[i]);
    }
    size_t place = place_of(undoing, id);
    undoing->voided_count += memcmp(undoing->voided[place], id, CRYPTO_ID) != 0;
    memcpy(undoing->voided[place], id, CRYPTO_ID);
}

static void take_voids(struct undoing *undoing, const struct act *undo)
{
    const char *ids = act_text(undo, FIELD_VOIDS);
    char hex[2 * CRYPTO_ID + 1] = "";
    uint8_t id[CRYPTO_ID];

    for (; *ids; ids += strspn(ids, " ")) {
        size_t length = strcspn(ids, " ");
        memcpy(hex, ids, length < sizeof(hex) ? length : sizeof(hex) - 1);
        if (length == sizeof(hex) - 1 && ident_unhex(hex, id, sizeof(id)))
            add_voided(undoing, id);
        ids += length;
    }
}

/* --- what followed --- */

static void note(struct undoing *undoing, const struct act *act, const char *named)
{
    struct ledger_followed *followed = undoing->followed;

    if (followed->total++ >= LEDGER_FOLLOWED_MOST)
        return;
    struct arena *arena = &followed->arena;
    followed->at[followed->count++] =
        (struct ledger_follower){.subject = arena_copy(arena, act->subject),
                                 .word = arena_copy(arena, act->word),
                                 .by = arena_copy(arena, act->by),
                                 .at = act->entered_at,
                                 .named = arena_copy(arena, named)};
}

/* "" if the import did not add it; what it only changed is there without it, too. */
static const char *named_one(struct undoing *undoing, struct arena *arena, enum record_kind kind,
                             const char *id)
{
    const char *subject = arena_format(arena, "%s/%s", record_rows[kind].name, id);

    const struct brought *act = *id ? brought(undoing, subject) : NULL;
    return act && act->is_added ? subject : "";
}

static const char *named_by_case(struct undoing *undoing, struct arena *arena,
                                 const struct act *act)
{
    static const struct {
        enum act_field field;
        enum record_kind kind;
    } names[] = {{FIELD_RESIDENT, RECORD_RESIDENTS}, {FIELD_SERVICE, RECORD_SERVICES},
                 {FIELD_GRID, RECORD_GRIDS},         {FIELD_HOLDER, RECORD_STAFF},
                 {FIELD_TO, RECORD_STAFF},           {FIELD_TO, RECORD_NODES}};
    const char *found = named_one(undoing, arena, RECORD_STAFF, act->by ? act->by : "");

    for (size_t i = 0; !*found && i < sizeof(names) / sizeof(names[0]); i++)
        found = named_one(undoing, arena, names[i].kind, act_text(act, names[i].field));
    return found;
}

static const char *named_by_value(struct undoing *undoing, struct arena *arena,
                                  const struct record_field *field, const char *value)
{
    size_t count;

    if (field->refers == RECORD_NO_KIND)
        return "";
    const char **ids = parts_split(arena, value, PARTS_LIST, &count);
    for (size_t i = 0; i < count; i++) {
        const char *found = named_one(undoing, arena, field->refers, ids[i]);
        if (*found)
            return found;
    }
    return "";
}

static const char *named_by_record(struct undoing *undoing, struct arena *arena,
                                   const struct act *act)
{
    const char *word = arena_copy_part(arena, act->subject, strcspn(act->subject, "/"));
    enum record_kind kind = record_kind_find(word);
    struct json *fields;
    struct error ignored;
    const char *found = "";

    if (kind == RECORD_NO_KIND || !act->fields ||
        json_read(act->fields, strlen(act->fields), ACT_HEAD_DEPTH, &fields, &ignored) != STATUS_OK)
        return found;
    for (size_t i = 0; !*found && i < record_rows[kind].field_count; i++) {
        const struct record_field *field = &record_rows[kind].fields[i];
        const char *value = json_get_text(fields, field->name);
        found = value ? named_by_value(undoing, arena, field, value) : "";
    }
    json_release(fields);
    return found;
}

/* The newest first, so that an undo is seen before what it undid. */
static enum status look_at(void *context, struct arena *arena, const struct act *act,
                           struct error *error)
{
    struct undoing *undoing = context;

    (void)error;
    if (act->kind == ACT_UNDO) {
        take_voids(undoing, act);
    } else if (!is_voided(undoing, act->id)) {
        const char *named = act->kind == ACT_PUT ? named_by_record(undoing, arena, act)
                                                 : named_by_case(undoing, arena, act);
        if (*named || brought(undoing, act->subject))
            note(undoing, act, named);
    }
    return STATUS_OK;
}

static bool is_own(void *context, const char *log, int64_t n)
{
    const struct undoing *undoing = context;

    for (size_t i = 0; i < undoing->piece_count; i++)
        if (n >= undoing->pieces[i].first_n && n <= undoing->pieces[i].last_n &&
            text_same(log, undoing->pieces[i].log))
            return true;
    return false;
}

/* --- the undo --- */

/* Voids up to VOIDS_MOST acts of one subject. */
static enum status void_acts(struct undoing *undoing, const struct brought *acts, size_t count,
                             struct arena *arena, struct error *error)
{
    struct ledger *ledger = undoing->ledger;
    struct act act = {.kind = ACT_UNDO, .subject = acts[0].subject};
    struct text ids = TEXT_EMPTY;
    char hex[2 * CRYPTO_ID + 1];
    enum status status;

    for (size_t i = count; i-- > 0;) {
        ident_hex(acts[i].id, CRYPTO_ID, hex);
        text_addf(&ids, "%s%s", ids.length ? " " : "", hex);
    }
    act.value[FIELD_VOIDS] = ids.at;
    act.value[FIELD_NODE] = ledger->node;
    TRY(ledger_latest(ledger, act.subject, arena, &act.on, &act.on_count, error));
    ledger_sign(ledger, &act, undoing->by);
    TRY(journal_append(ledger->db, &ledger->log, &act, error));
done:
    text_release(&ids);
    return status;
}

static enum status undo_subject(struct undoing *undoing, const struct brought *acts, size_t count,
                                struct arena *arena, struct error *error)
{
    struct ledger *ledger = undoing->ledger;
    const char *subject = acts[0].subject;
    enum status status = STATUS_OK;
    struct matter matter;

    for (size_t i = 0; i < count; i += VOIDS_MOST)
        TRY(void_acts(undoing, acts + i, count - i < VOIDS_MOST ? count - i : VOIDS_MOST, arena,
                      error));
    if (text_starts(subject, "case/"))
        return ledger_refold(ledger, strchr(subject, '/') + 1, &matter, arena, error);
    TRY(ledger_refold_record(ledger, subject, arena, error));
    ledger_note_calendar(ledger, subject);
    ledger->has_view = false;
done:
    return status;
}

/* Acts of one subject, from the one at first on. */
static size_t count_alike(const struct undoing *undoing, size_t first)
{
    size_t end = first + 1;

    while (end < undoing->act_count &&
           strcmp(undoing->acts[first].subject, undoing->acts[end].subject) == 0)
        end++;
    return end - first;
}

/* By an earlier run. */
static bool is_back(const struct undoing *undoing, const struct brought *acts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_voided(undoing, acts[i].id))
            return false;
    return true;
}

/* --- piece by piece --- */

static void tell(struct undoing *undoing, int64_t now)
{
    struct ledger_followed *followed = undoing->followed;
    const struct ledger_undo *how = undoing->how;

    undoing->watched_ms = now;
    if (how->watch && !how->watch(how->context, followed->back_count, followed->subject_count))
        followed->is_stopped = true;
}

static enum status keep_piece(struct undoing *undoing, bool is_all, struct error *error)
{
    struct ledger *ledger = undoing->ledger;
    enum status status;

    TRY(imports_undo(ledger->db, undoing->entry.id, undoing->followed->back_count, is_all, error));
    TRY(ledger_commit(ledger, error));
done:
    return status;
}

/* What followed meanwhile stops it as it would have before. */
static enum status next_piece(struct undoing *undoing, struct error *error)
{
    struct ledger *ledger = undoing->ledger;
    int64_t last = ledger->log.n;
    enum status status;

    TRY(ledger_begin(ledger, error));
    TRY(journal_each_since(ledger->db, ledger->log.name, last, is_own, look_at, undoing, error));
    undoing->piece_ms = clock_ms_of(CLOCK_PROCESS_CPUTIME_ID);
    undoing->piece_from = undoing->followed->back_count;
done:
    return status;
}

static bool is_full(const struct undoing *undoing)
{
    const struct ledger_undo *how = undoing->how;

    if (how->piece_count)
        return undoing->followed->back_count - undoing->piece_from >= how->piece_count;
    return clock_ms_of(CLOCK_PROCESS_CPUTIME_ID) - undoing->piece_ms >= PIECE_MS;
}

/* A calendar and a roster bring about more than their own records: they go back whole. */
static bool is_whole(const struct undoing *undoing)
{
    return text_same(undoing->entry.kind, record_rows[RECORD_CALENDAR].name) ||
           text_same(undoing->entry.kind, record_rows[RECORD_STAFF].name);
}

static enum status step(struct undoing *undoing, struct error *error)
{
    enum status status = STATUS_OK;

    if (is_whole(undoing) ||
        (undoing->followed->back_count % LOOK_SUBJECTS && !undoing->how->piece_count))
        return STATUS_OK;
    int64_t now = clock_ms_of(CLOCK_MONOTONIC);
    if (now - undoing->watched_ms >= WATCH_MS)
        tell(undoing, now);
    if (!undoing->followed->is_stopped && is_full(undoing)) {
        TRY(keep_piece(undoing, false, error));
        TRY(next_piece(undoing, error));
        tell(undoing, now);
    }
done:
    return status;
}

static enum status undo_all(struct undoing *undoing, struct error *error)
{
    struct ledger_followed *followed = undoing->followed;
    struct arena arena = {0};
    enum status status = STATUS_OK;
    bool goes_on = true;

    undoing->piece_ms = clock_ms_of(CLOCK_PROCESS_CPUTIME_ID);
    undoing->piece_from = followed->back_count;
    for (size_t i = 0, count; i < undoing->act_count && goes_on; i += count) {
        count = count_alike(undoing, i);
        if (is_back(undoing, undoing->acts + i, count))
            continue;
        arena_reset(&arena);
        TRY(undo_subject(undoing, undoing->acts + i, count, &arena, error));
        followed->back_count++;
        TRY(step(undoing, error));
        goes_on = !followed->is_stopped && !followed->total;
    }
    if (followed->total) /* nothing of this piece was done yet */
        goto done;
    tell(undoing, clock_ms_of(CLOCK_MONOTONIC));
    followed->is_stopped = followed->back_count < followed->subject_count;
    TRY(keep_piece(undoing, !followed->is_stopped, error));
done:
    arena_release(&arena);
    return status;
}

/* Acts from before the import that stand. */
static enum status was_there(struct undoing *undoing, const struct brought *first, bool *was,
                             struct error *error)
{
    struct arena arena = {0};
    struct matter_order order;
    enum status status;
    struct act *acts;
    size_t count;

    TRY(journal_read(undoing->ledger->db, first->subject, &arena, &acts, &count, error));
    matter_order_init(&arena, acts, count, &order);
    *was = false;
    for (size_t i = 0; i < count && memcmp(acts[i].id, first->id, CRYPTO_ID) != 0; i++)
        *was = *was || !order.is_voided[i];
done:
    arena_release(&arena);
    return status;
}

static enum status mark_added(struct undoing *undoing, struct error *error)
{
    enum status status = STATUS_OK;
    bool was = false;

    for (size_t i = 0; i < undoing->act_count; i++) {
        struct brought *act = &undoing->acts[i];
        bool is_first = !i || strcmp(act->subject, act[-1].subject) != 0;
        if (is_first && undoing->entry.changed_count)
            TRY(was_there(undoing, act, &was, error));
        undoing->followed->subject_count += is_first;
        act->is_added = !was;
    }
done:
    return status;
}

static enum status find_acts(struct undoing *undoing, struct error *error)
{
    struct db *db = undoing->ledger->db;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < undoing->piece_count; i++)
        undoing->act_room += (size_t)(undoing->pieces[i].last_n - undoing->pieces[i].first_n + 1);
    undoing->acts = arena_alloc(&undoing->arena, (undoing->act_room + 1) * sizeof(*undoing->acts));
    for (size_t i = 0; i < undoing->piece_count; i++)
        TRY(journal_each_of_log(db, undoing->pieces[i].log, undoing->pieces[i].first_n,
                                undoing->pieces[i].last_n, take_act, undoing, error));
    qsort(undoing->acts, undoing->act_count, sizeof(*undoing->acts), compare_acts);
    TRY(mark_added(undoing, error));
    if (undoing->piece_count)
        TRY(journal_each_since(db, undoing->pieces[0].log, undoing->pieces[0].first_n, is_own,
                               look_at, undoing, error));
    for (size_t i = 0, count; i < undoing->act_count; i += count) {
        count = count_alike(undoing, i);
        undoing->followed->back_count += is_back(undoing, undoing->acts + i, count);
    }
done:
    return status;
}

enum status ledger_undo_import(struct ledger *ledger, const char *by, int64_t import,
                               const struct ledger_undo *how, struct ledger_followed *followed,
                               struct error *error)
{
    struct undoing undoing = {
        .ledger = ledger, .how = how, .by = by ? by : LEDGER_PROGRAM, .followed = followed};
    struct imports_piece *pieces;
    enum status status;

    *followed = (struct ledger_followed){0};
    TRY(ledger_begin(ledger, error));
    TRY(imports_get(ledger->db, import, &undoing.arena, &undoing.entry, error));
    if (text_same(undoing.entry.state, IMPORTS_UNDONE)) {
        status = error_set(error, STATUS_REFUSED, "import", _("import %lld is undone already"),
                           (long long)import);
        goto done;
    }
    TRY(imports_pieces(ledger->db, import, &undoing.arena, &pieces, &undoing.piece_count, error));
    undoing.pieces = pieces;
    TRY(find_acts(&undoing, error));
    if (!followed->total && !how->is_dry)
        TRY(undo_all(&undoing, error));
done:
    ledger_rollback(ledger);
    arena_release(&undoing.arena);
    return status;
}
