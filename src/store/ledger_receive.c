/* SPDX-License-Identifier: MIT */
/* What was decided elsewhere: bundles of the hub taken into the file. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/store/journal_facts.h"
#include "store/ledger_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One parcel on its way in. */
struct intake {
    struct ledger *ledger;
    const struct ledger_parcel *parcel;
    struct ledger_taken *taken;
    struct uplink uplink;
    struct arena arena, one;
    const char **subjects; /* that new acts are about, each perhaps several times */
    size_t subject_count, subject_room;
};

/* --- acts --- */

static void touch(struct intake *intake, const struct act *act)
{
    intake->subjects = arena_grow(&intake->arena, intake->subjects, intake->subject_count,
                                  &intake->subject_room, sizeof(*intake->subjects));
    intake->subjects[intake->subject_count++] = arena_copy(&intake->arena, act->subject);
    intake->taken->new_count++;
}

/* True for a place in the file's own log, or in a branch of it. */
static bool is_own_place(const struct ledger *ledger, const struct fact *fact)
{
    size_t length = strlen(ledger->log.name);

    return strncmp(fact->log, ledger->log.name, length) == 0 &&
           (fact->log[length] == '\0' || fact->log[length] == '~');
}

static enum status take_from_feed(struct intake *intake, const struct fact *fact, int64_t position,
                                  struct error *error)
{
    struct uplink *uplink = &intake->uplink;
    struct db *db = intake->ledger->db;
    uint8_t chain[CRYPTO_CHAIN];
    enum journal_fate fate;
    struct act act;
    enum status status;

    arena_reset(&intake->one);
    TRY(fact_read(&intake->one, fact, &act, error));
    uplink_feed_step(uplink->chain, fact->id, fact->is_whole, chain);
    TRY(journal_put_fact(db, fact, &act, chain, &fate, error));
    /* the log's end would not know of it, and the next own act would want the same place */
    if (fate != JOURNAL_KNOWN && is_own_place(intake->ledger, fact))
        return error_set(
            error, STATUS_INVALID, "",
            _("log %s, act %ld: what this file wrote itself does not come by the feed"), fact->log,
            (long)fact->n);
    struct query *query = db_query(db, SQL_FEED_ADD);
    query_bind_integer(query, 1, uplink->epoch);
    query_bind_integer(query, 2, position);
    query_bind_bytes(query, 3, fact->id, CRYPTO_ID);
    query_bind_integer(query, 4, fact->is_whole);
    query_bind_bytes(query, 5, chain, CRYPTO_CHAIN);
    TRY(query_run(query, error));
    memcpy(uplink->chain, chain, CRYPTO_CHAIN);
    uplink->position = position;
    if (fate != JOURNAL_KNOWN)
        touch(intake, &act);
done:
    return status;
}

static enum status feed_chain(struct intake *intake, int64_t position, uint8_t *chain,
                              struct error *error)
{
    bool found;
    enum status status = uplink_feed_chain(intake->ledger->db, intake->ledger->node,
                                           intake->uplink.epoch, position, chain, &found, error);

    if (status == STATUS_OK && !found)
        memset(chain, 0, CRYPTO_CHAIN);
    return status;
}

/* A hub that was restored counts its feed anew, from the first act on. */
static enum status enter_epoch(struct intake *intake, struct error *error)
{
    const struct ledger_parcel *parcel = intake->parcel;
    struct uplink *uplink = &intake->uplink;

    if (parcel->epoch < uplink->epoch)
        return error_set(error, STATUS_INVALID, "",
                         _("this part of the feed is from before the hub was restored"));
    if (parcel->epoch > uplink->epoch || (!uplink->position && parcel->first == 1)) {
        uplink->epoch = parcel->epoch;
        uplink->position = 0;
        uplink_feed_start(uplink->epoch, intake->ledger->node, uplink->chain);
    }
    if (parcel->first > uplink->position + 1)
        return error_set(error, STATUS_CONFLICT, "",
                         _("something before it is missing: the hub must send from %ld"),
                         (long)uplink->position + 1);
    return STATUS_OK;
}

static enum status take_feed(struct intake *intake, struct error *error)
{
    const struct ledger_parcel *parcel = intake->parcel;
    uint8_t chain[CRYPTO_CHAIN];
    enum status status;

    TRY(enter_epoch(intake, error));
    TRY(feed_chain(intake, parcel->first - 1, chain, error));
    if (memcmp(chain, parcel->before, CRYPTO_CHAIN) != 0)
        return error_set(error, STATUS_INVALID, "",
                         _("the feed does not fit what came before it, at %ld"),
                         (long)parcel->first);
    for (size_t i = 0; i < parcel->count; i++) {
        int64_t position = parcel->first + (int64_t)i;
        if (position > intake->uplink.position)
            TRY(take_from_feed(intake, &parcel->facts[i], position, error));
    }
    int64_t end = parcel->first + (int64_t)parcel->count - 1;
    TRY(feed_chain(intake, end, chain, error));
    if (memcmp(chain, parcel->after, CRYPTO_CHAIN) != 0)
        return error_set(error, STATUS_INVALID, "",
                         _("the feed does not fit what came before it, at %ld"),
                         (long)parcel->first);
    if (parcel->proof)
        TRY(uplink_prove(intake->ledger->db, intake->uplink.epoch, end, parcel->proof, error));
done:
    return status;
}

/* --- the own log and its branches, as the hub still has them --- */

/* A branch that this file has not begins with the first of its acts, which gives it its name. */
static enum status begin_branch(struct intake *intake, const struct journal_log *parent,
                                struct journal_log *log, struct error *error)
{
    const struct ledger_parcel *parcel = intake->parcel;
    const struct fact *first = &parcel->facts[0];
    char name[FACT_LOG_MOST + 1];

    if (parcel->first != 1)
        return error_set(error, STATUS_CONFLICT, "",
                         _("something before it is missing: the hub must send from %ld"), 1L);
    if (!parent || !fact_branch_name(parent->name, first->id, name) ||
        strcmp(name, first->log) != 0)
        return error_set(error, STATUS_INVALID, "",
                         _("log %s, act %ld: it is not the next of this file's own log"),
                         first->log, (long)first->n);
    return journal_branch_begin(intake->ledger->db, name, parent, parcel->parent_n, log, error);
}

static enum status find_log(struct intake *intake, struct journal_log *log, struct error *error)
{
    const struct ledger_parcel *parcel = intake->parcel;
    const struct journal_log *parent = NULL;
    struct journal_branch *logs;
    enum status status;
    size_t count;

    *log = intake->ledger->log;
    if (!parcel->count || strcmp(parcel->facts[0].log, log->name) == 0)
        return STATUS_OK;
    TRY(journal_logs(intake->ledger->db, &intake->arena, &logs, &count, error));
    for (size_t i = 0; i < count; i++) {
        if (text_same(logs[i].log.name, parcel->parent))
            parent = &logs[i].log;
        if (strcmp(logs[i].log.name, parcel->facts[0].log) == 0) {
            *log = logs[i].log;
            goto done;
        }
    }
    TRY(begin_branch(intake, parent, log, error));
done:
    return status;
}

/* The first act of the range that this file has otherwise; count if there is none. */
static enum status find_fork(struct intake *intake, const struct journal_log *log, size_t *fork,
                             struct error *error)
{
    const struct ledger_parcel *parcel = intake->parcel;
    struct fact *own;
    size_t count;
    enum status status;

    TRY(journal_facts_of(intake->ledger->db, log->name, parcel->first - 1, parcel->count,
                         &intake->arena, &own, &count, error));
    for (*fork = 0; *fork < parcel->count && *fork < count; ++*fork)
        if (memcmp(own[*fork].id, parcel->facts[*fork].id, CRYPTO_ID) != 0)
            break;
done:
    return status;
}

static enum status branch_off(struct intake *intake, struct journal_log *log, int64_t n,
                              struct error *error)
{
    const char *name;
    enum status status;

    if (log->n == n)
        return STATUS_OK;
    TRY(journal_branch_off(intake->ledger->db, log, n, &intake->arena, &name, error));
    snprintf(intake->taken->branch, sizeof(intake->taken->branch), "%s", name);
done:
    return status;
}

static enum status put_back(struct intake *intake, struct journal_log *log, const struct fact *fact,
                            struct error *error)
{
    struct act act;
    enum status status;

    arena_reset(&intake->one);
    TRY(fact_read(&intake->one, fact, &act, error));
    if (strcmp(fact->log, log->name) != 0 || fact->n != log->n + 1)
        return error_set(error, STATUS_INVALID, "",
                         _("log %s, act %ld: it is not the next of this file's own log"), fact->log,
                         (long)fact->n);
    TRY(journal_put_back(intake->ledger->db, log, fact, &act, error));
    touch(intake, &act);
done:
    return status;
}

/* As the hub has it: what this file has in its place goes aside, and what it has elsewhere comes
 * here. */
static enum status put_next(struct intake *intake, struct journal_log *log, const struct fact *fact,
                            struct error *error)
{
    struct db *db = intake->ledger->db;
    struct arena *arena = &intake->arena;
    const char *left;
    struct fact *own;
    size_t count;
    enum status status;

    TRY(journal_facts_of(db, log->name, fact->n - 1, 1, arena, &own, &count, error));
    if (count && memcmp(own[0].id, fact->id, CRYPTO_ID) == 0)
        goto done;
    if (count)
        TRY(branch_off(intake, log, fact->n - 1, error));
    if (fact->n == log->n + 1) {
        TRY(journal_take_over(db, log, fact->id, arena, &left, error));
        if (left) {
            snprintf(intake->taken->left, sizeof(intake->taken->left), "%s", left);
            goto done;
        }
    }
    TRY(put_back(intake, log, fact, error));
done:
    return status;
}

static enum status check_before(struct intake *intake, const struct journal_log *log,
                                struct error *error)
{
    const struct ledger_parcel *parcel = intake->parcel;
    uint8_t chain[CRYPTO_CHAIN];
    enum status status;
    bool found;

    TRY(journal_chain_at(intake->ledger->db, log, parcel->first - 1, chain, &found, error));
    if (!found)
        return error_set(error, STATUS_CONFLICT, "",
                         _("something before it is missing: the hub must send from %ld"),
                         (long)log->n + 1);
    if (memcmp(chain, parcel->before, CRYPTO_CHAIN) != 0)
        return error_set(error, STATUS_INVALID, "",
                         _("log %s, act %ld: it does not fit the chain of the acts before it"),
                         log->name, (long)parcel->first);
done:
    return status;
}

static enum status take_own(struct intake *intake, struct error *error)
{
    const struct ledger_parcel *parcel = intake->parcel;
    struct ledger *ledger = intake->ledger;
    int64_t end = parcel->first + (int64_t)parcel->count - 1;
    uint8_t chain[CRYPTO_CHAIN];
    struct journal_log log;
    enum status status;
    size_t fork;
    bool found;

    TRY(find_log(intake, &log, error));
    TRY(check_before(intake, &log, error));
    TRY(find_fork(intake, &log, &fork, error));
    for (size_t i = fork; i < parcel->count; i++)
        TRY(put_next(intake, &log, &parcel->facts[i], error));
    if (fork < parcel->count) {
        TRY(journal_chain_at(ledger->db, &log, end, chain, &found, error));
        if (!found || memcmp(chain, parcel->after, CRYPTO_CHAIN) != 0)
            return error_set(error, STATUS_INVALID, "",
                             _("log %s, act %ld: the end of the log does not fit it"), log.name,
                             (long)end);
    }
    TRY(journal_own_log(ledger->db, &ledger->log, error));
done:
    return status;
}

/* --- what follows --- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* True if it is of what a view of people and calendar is made of; ids that are told apart see to
 * the view themselves. */
static bool is_in_view(const char *subject)
{
    static const enum record_kind kinds[] = {RECORD_STAFF, RECORD_DUTY, RECORD_GRIDS,
                                             RECORD_CALENDAR};
    bool is_in = false;

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        const char *name = record_rows[kinds[i]].name;
        is_in = is_in || (text_starts(subject, name) && subject[strlen(name)] == '/');
    }
    return is_in;
}

/* Reference data first: due days need the calendar. */
static enum status refold(struct intake *intake, struct error *error)
{
    struct ledger *ledger = intake->ledger;
    const char **subjects = intake->subjects;
    size_t count = intake->subject_count;
    enum status status = STATUS_OK;
    bool is_view_old = false;

    if (count)
        qsort(subjects, count, sizeof(*subjects), by_text);
    for (size_t i = 0; i < count; i++)
        is_view_old = is_view_old || is_in_view(subjects[i]);
    ledger->is_refolding_all = true;
    for (int cases = 0; cases < 2; cases++) {
        ledger->has_view = ledger->has_view && !is_view_old;
        TRY(ledger_refresh(ledger, error));
        for (size_t i = 0; i < count; i++) {
            if (i && strcmp(subjects[i], subjects[i - 1]) == 0)
                continue;
            arena_reset(&intake->one);
            TRY(ledger_refold_subject(ledger, subjects[i], cases, &intake->one, error));
            ledger_note_calendar(ledger, subjects[i]);
            intake->taken->subject_count += cases;
        }
        TRY(ledger_follow_twins(ledger, error));
    }
    ledger->has_view = ledger->has_view && !is_view_old;
done:
    ledger->is_refolding_all = false;
    return status;
}

static enum status note(struct intake *intake, struct error *error)
{
    const struct ledger_parcel *parcel = intake->parcel;
    struct uplink *uplink = &intake->uplink;

    /* views may overtake each other on the way */
    if (parcel->serial > uplink->heard_serial && parcel->view) {
        uplink->heard_serial = parcel->serial;
        uplink->heard_view = parcel->view;
        uplink->heard_at = clock_now_at();
    }
    return uplink_put(intake->ledger->db, uplink, error);
}

static enum status need_uplink(struct ledger *ledger, struct arena *arena, struct uplink *uplink,
                               struct error *error)
{
    bool found;
    enum status status = uplink_read(ledger->db, arena, uplink, &found, error);

    if (status == STATUS_OK && !found)
        status = error_set(error, STATUS_REFUSED, "",
                           _("no hub is trusted yet: run shouwen sync --trust CODE with the code "
                             "that shouwen-hub init printed"));
    return status;
}

enum status ledger_receive(struct ledger *ledger, const struct ledger_parcel *parcel,
                           struct ledger_taken *taken, struct error *error)
{
    struct intake intake = {.ledger = ledger, .parcel = parcel, .taken = taken};
    enum status status;

    *taken = (struct ledger_taken){0};
    TRY(ledger_begin(ledger, error));
    TRY(need_uplink(ledger, &intake.arena, &intake.uplink, error));
    if (parcel->kind == LEDGER_PARCEL_FEED)
        TRY(take_feed(&intake, error));
    else if (parcel->kind == LEDGER_PARCEL_LOG)
        TRY(take_own(&intake, error));
    TRY(refold(&intake, error));
    TRY(note(&intake, error));
    TRY(ledger_commit(ledger, error));
done:
    if (status != STATUS_OK)
        ledger_rollback(ledger);
    arena_release(&intake.arena);
    arena_release(&intake.one);
    return status;
}

enum status ledger_trust(struct ledger *ledger, const uint8_t *public_key, const char *address,
                         bool is_new_key, struct error *error)
{
    struct arena arena = {0};
    struct uplink uplink;
    enum status status;
    bool found;

    TRY(db_begin(ledger->db, error));
    TRY(uplink_read(ledger->db, &arena, &uplink, &found, error));
    if (found && !is_new_key && memcmp(uplink.public_key, public_key, CRYPTO_PUBLIC) != 0) {
        status = error_set(error, STATUS_REFUSED, "code",
                           _("this file trusts another hub already; if the hub has a new key, add "
                             "--new-key"));
        goto done;
    }
    memcpy(uplink.public_key, public_key, CRYPTO_PUBLIC);
    if (!text_is_empty(address))
        uplink.address = address;
    TRY(uplink_put(ledger->db, &uplink, error));
    if (!found)
        TRY(uplink_put_trusted(ledger->db, clock_now_at(), error));
    TRY(db_commit(ledger->db, error));
done:
    db_rollback(ledger->db);
    arena_release(&arena);
    return status;
}

enum status ledger_exchanged(struct ledger *ledger, const char *said, bool is_whole,
                             int64_t sent_serial, struct error *error)
{
    struct arena arena = {0};
    struct uplink uplink;
    enum status status;

    TRY(db_begin(ledger->db, error));
    TRY(need_uplink(ledger, &arena, &uplink, error));
    uplink.said = said;
    if (is_whole)
        uplink.whole_at = clock_now_at();
    if (sent_serial > uplink.sent_serial)
        uplink.sent_serial = sent_serial;
    TRY(uplink_put(ledger->db, &uplink, error));
    TRY(db_commit(ledger->db, error));
done:
    db_rollback(ledger->db);
    arena_release(&arena);
    return status;
}
