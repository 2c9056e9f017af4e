/* SPDX-License-Identifier: MIT */
/* The hub's mailbox. Bundles are taken in groups, a transaction each: what a group brings is looked
 * up and written in one go, and while the store takes it the next bundles are opened and those of
 * the group before are taken out of the mailbox. A bundle that does not go in takes its group back
 * with it, which goes in again without it. One that the store fails at stays where it is. */
#include "config.h"

#include "sync/hub_inside.h"

#include "shouwen/base/i18n.h"
#include "shouwen/sync/quarantine.h"

#include <stdlib.h>
#include <string.h>

/* Bytes as they lie in memory. */
enum { GROUP_MOST = 64, GROUP_BYTES = 64 << 20, FAULTS_MOST = 3 };

/* A bundle on its way in. */
struct letter {
    const char *name;
    struct text bytes;
    struct bundle bundle;
    uint8_t public_key[CRYPTO_PUBLIC]; /* by which it was believed */
    struct hub_report tried;
};
struct group {
    struct letter letters[GROUP_MOST];
    size_t count, bytes;
};
struct ingest {
    struct hub *hub;
    struct hub_report *report;
    const char **names;
    size_t count, next;
    const char **denied; /* of those names; their senders may have been revoked */
    size_t denied_count;
    struct group *ahead; /* that is being opened */
    const char **taken;  /* that the store has and the mailbox still has too */
    size_t taken_count, gone_count;
    const char *stuck;      /* the last that the store failed at, and how many senders had one */
    size_t stuck_count;     /* since the last that it took */
    enum status ahead_came; /* what came of what is done ahead, if it stops everything */
    struct error why;
};

/* --- opening --- */

struct keyring {
    struct hub *hub;
    uint8_t *public_key;
};

/* Whose signatures count. */
static enum status find_key(void *context, const char *from, uint8_t *public_key,
                            struct error *error)
{
    const struct keyring *keyring = context;
    const struct hub_client *client = hub_find(keyring->hub, from);

    if (!client)
        return error_set(error, STATUS_DENIED, "from", _("%s is not enrolled here"), from);
    if (!client->is_active)
        return error_set(error, STATUS_DENIED, "from", _("%s was revoked"), from);
    memcpy(public_key, client->public_key, CRYPTO_PUBLIC);
    memcpy(keyring->public_key, client->public_key, CRYPTO_PUBLIC);
    return STATUS_OK;
}

static enum status open_letter(struct hub *hub, struct letter *letter, struct error *error)
{
    struct keyring keyring = {hub, letter->public_key};
    const struct bundle_receiver receiver = {HUB_NAME, hub->secret_key, find_key, &keyring, true};

    return bundle_open(letter->bytes.at, letter->bytes.length, &receiver, &letter->bundle, error);
}

static void close_letter(struct letter *letter)
{
    text_release(&letter->bytes);
    bundle_close(&letter->bundle);
    hub_report_release(&letter->tried);
}

static void empty(struct group *group)
{
    for (size_t i = 0; i < group->count; i++)
        close_letter(&group->letters[i]);
    group->count = group->bytes = 0;
}

/* --- quarantine --- */

/* True if it may go: it lies in quarantine now. */
static bool quarantine(struct hub *hub, const char *name, const struct text *bytes,
                       const struct error *cause, struct hub_report *report)
{
    struct text folder = TEXT_EMPTY;
    struct error error;

    quarantine_folder(hub->path, &folder);
    enum status status =
        quarantine_keep(folder.at, name, bytes->at, bytes->length, cause->message, &error);
    if (status == STATUS_OK)
        hub_report_say(report, _("%s was refused and is kept in quarantine: %s"), name,
                       cause->message);
    else
        hub_report_say(report, _("%s was refused and stays where it is: %s"), name, error.message);
    report->refused_count++;
    text_release(&folder);
    return status == STATUS_OK;
}

/* What the carrier keeps is that bundle's fault alone. */
static enum status let_go(struct ingest *ingest, const char *name, struct error *error)
{
    struct hub *hub = ingest->hub;
    struct error why;

    if (carrier_remove(hub->carrier, HUB_NAME, name, &why) == STATUS_OK)
        return STATUS_OK;
    return hub_go_on(hub, name, &why, ingest->report, error);
}

static bool is_its_fault(enum status status)
{
    return status == STATUS_INVALID || status == STATUS_DENIED;
}

static enum status refuse(struct ingest *ingest, const struct letter *letter,
                          const struct error *why, struct error *error)
{
    if (why->kind == STATUS_DENIED)
        ingest->denied[ingest->denied_count++] = letter->name;
    if (!quarantine(ingest->hub, letter->name, &letter->bytes, why, ingest->report))
        return STATUS_OK;
    return let_go(ingest, letter->name, error);
}

/* Whatever it is that the store failed at. If it fails at those of others as well, it is no
 * bundle's fault. */
static enum status leave(struct ingest *ingest, const struct letter *letter,
                         const struct error *why, struct error *error)
{
    const char *from = letter->bundle.header.from;
    bool is_same =
        ingest->stuck && text_starts(ingest->stuck, from) && ingest->stuck[strlen(from)] == '-';

    ingest->stuck_count += !is_same || !ingest->stuck_count;
    ingest->stuck = letter->name;
    if (!hub_store_bears_faults(ingest->hub->store) || ingest->stuck_count > FAULTS_MOST) {
        *error = *why;
        return why->kind;
    }
    return hub_go_on(ingest->hub, letter->name, why, ingest->report, error);
}

static bool is_full(const struct ingest *ingest, const struct group *group)
{
    return ingest->next == ingest->count || group->count == GROUP_MOST ||
           group->bytes >= GROUP_BYTES;
}

/* The next of the mailbox, if the group has room; what the carrier does not give is that bundle's
 * fault alone. */
static enum status open_next(struct ingest *ingest, struct group *group, struct error *error)
{
    struct letter *letter = &group->letters[group->count];
    struct error why;
    enum status status;

    if (is_full(ingest, group))
        return STATUS_OK;
    *letter = (struct letter){
        .name = ingest->names[ingest->next++], .bytes = TEXT_EMPTY, .tried = {.lines = TEXT_EMPTY}};
    status = carrier_take(ingest->hub->carrier, HUB_NAME, letter->name, &letter->bytes, &why);
    if (status == STATUS_NOT_FOUND) {
        status = STATUS_OK;
    } else if (status != STATUS_OK) {
        status = hub_go_on(ingest->hub, letter->name, &why, ingest->report, error);
    } else {
        status = open_letter(ingest->hub, letter, &why);
        if (status == STATUS_OK) {
            group->bytes += letter->bytes.length + letter->bundle.arena.total;
            group->count++;
            return STATUS_OK;
        }
        if (is_its_fault(status))
            status = refuse(ingest, letter, &why, error);
        else
            *error = why;
    }
    close_letter(letter);
    return status;
}

/* --- taking --- */

/* All that the acts of a group will be asked about. */
static enum status expect(struct hub *hub, const struct letter *letters, size_t count,
                          struct error *error)
{
    struct arena arena = {0};
    size_t total = 0, at = 0;

    for (size_t i = 0; i < count; i++)
        if (letters[i].bundle.header.kind == BUNDLE_LOG)
            total += letters[i].bundle.act_count;
    struct fact *facts = arena_alloc(&arena, (total + 1) * sizeof(*facts));
    const struct act **acts = arena_alloc(&arena, (total + 1) * sizeof(*acts));
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0;
             letters[i].bundle.header.kind == BUNDLE_LOG && k < letters[i].bundle.act_count; k++) {
            facts[at] = hub_fact_of(&letters[i].bundle.acts[k]);
            acts[at++] = letters[i].bundle.acts[k].act;
        }
    enum status status = hub_store_expect(hub->store, acts, facts, total, error);
    arena_release(&arena);
    return status;
}

/* Inside a transaction. Who sent it may have been revoked, or have another key, since it was
 * opened. */
static enum status take_letter(struct hub *hub, struct letter *letter, struct error *error)
{
    const char *from = letter->bundle.header.from;
    struct hub_client *client = hub_find(hub, from);
    enum status status = STATUS_OK;

    hub_report_release(&letter->tried);
    letter->tried = (struct hub_report){.lines = TEXT_EMPTY};
    if (!client || !client->is_active ||
        memcmp(client->public_key, letter->public_key, CRYPTO_PUBLIC) != 0)
        TRY(error_set(error, STATUS_DENIED, "from", _("%s was revoked"), from));
    TRY(hub_take(hub, client, &letter->bundle, &letter->tried, error));
done:
    return status;
}

static enum status empty_next(struct ingest *ingest, struct error *error)
{
    return let_go(ingest, ingest->taken[ingest->gone_count++], error);
}

/* Of so many that were taken. */
static enum status empty_mailbox(struct ingest *ingest, size_t count, struct error *error)
{
    enum status status = STATUS_OK;

    while (ingest->gone_count < count)
        TRY(empty_next(ingest, error));
done:
    return status;
}

/* The next one to be emptied or, while the clients stay as they were read, opened; false: there is
 * none, or no room. */
static bool go_ahead(void *context)
{
    struct ingest *ingest = context;

    if (ingest->ahead_came != STATUS_OK)
        return false;
    if (ingest->gone_count < ingest->taken_count)
        ingest->ahead_came = empty_next(ingest, &ingest->why);
    else if (!is_full(ingest, ingest->ahead))
        ingest->ahead_came = open_next(ingest, ingest->ahead, &ingest->why);
    else
        return false;
    return true;
}

/* All of these or none; *failed: the one that did not go in, count if it was something else. */
static enum status take_all(struct ingest *ingest, struct letter *letters, size_t count,
                            size_t *failed, struct error *error)
{
    struct hub *hub = ingest->hub;
    enum status status;

    *failed = count;
    TRY(hub_begin(hub, error));
    TRY(expect(hub, letters, count, error)); /* short questions: the server would wait for us */
    hub_store_while_waiting(hub->store, count > 1 ? go_ahead : NULL, ingest);
    for (size_t i = 0; i < count; i++) {
        status = take_letter(hub, &letters[i], error);
        if (status != STATUS_OK)
            *failed = i;
        TRY(status);
    }
    TRY(hub_commit(hub, error));
done:
    hub_store_while_waiting(hub->store, NULL, NULL);
    hub_rollback(hub);
    return status;
}

static void have_taken(struct ingest *ingest, const struct letter *letters, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ingest->report->taken_count++;
        ingest->report->act_count += letters[i].tried.act_count;
        if (letters[i].tried.act_count)
            ingest->stuck_count = 0;
        ingest->report->clash_count += letters[i].tried.clash_count;
        ingest->report->kept_out_count += letters[i].tried.kept_out_count;
        text_add(&ingest->report->lines, letters[i].tried.lines.at);
        ingest->taken[ingest->taken_count++] = letters[i].name;
    }
}

/* It cannot be taken as it is; the client is to hear what the hub has. */
static enum status answer(struct hub *hub, const char *from, struct error *error)
{
    struct hub_client *client;
    enum status status;

    TRY(hub_begin(hub, error));
    client = hub_find(hub, from);
    if (client)
        client->is_due = client->is_changed = true;
    TRY(hub_commit(hub, error));
done:
    hub_rollback(hub);
    return status;
}

static enum status take_one(struct ingest *ingest, struct letter *letter, struct error *error)
{
    struct error why;
    size_t failed;
    enum status status = take_all(ingest, letter, 1, &failed, &why);

    if (status == STATUS_OK)
        have_taken(ingest, letter, 1);
    if (is_its_fault(status))
        return refuse(ingest, letter, &why, error);
    if (status == STATUS_BROKEN)
        return leave(ingest, letter, &why, error);
    if (status != STATUS_OK)
        *error = why;
    if (status == STATUS_CONFLICT) {
        ingest->report->early_count++;
        hub_report_say(ingest->report, "%s: %s", letter->name, why.message);
        TRY(answer(ingest->hub, letter->bundle.header.from, error));
        TRY(let_go(ingest, letter->name, error));
    }
done:
    return status;
}

static enum status take_singly(struct ingest *ingest, struct letter *letters, size_t count,
                               struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count; i++)
        TRY(take_one(ingest, &letters[i], error));
done:
    return status;
}

/* Those before the one that failed go in together, it goes in by itself, then the rest together. */
static enum status take_group(struct ingest *ingest, struct group *group, struct error *error)
{
    struct letter *letters = group->letters;
    size_t left = group->count, failed;
    enum status status = STATUS_OK;

    for (int faults = 0; left > 1 && faults < FAULTS_MOST; faults++) {
        status = take_all(ingest, letters, left, &failed, error);
        if (status == STATUS_OK) {
            have_taken(ingest, letters, left);
            return STATUS_OK;
        }
        if (status == STATUS_UNREACHABLE || status == STATUS_BUSY)
            return status;
        if (failed == left)
            break;
        if (failed && take_all(ingest, letters, failed, &(size_t){0}, error) == STATUS_OK)
            have_taken(ingest, letters, failed);
        else
            TRY(take_singly(ingest, letters, failed, error));
        TRY(take_one(ingest, &letters[failed], error));
        letters += failed + 1;
        left -= failed + 1;
    }
    TRY(take_singly(ingest, letters, left, error));
done:
    return status;
}

static enum status take_mail(struct ingest *ingest, struct group *groups, struct error *error)
{
    struct group *now = &groups[0];
    enum status status = STATUS_OK;
    size_t before;

    do {
        while (!is_full(ingest, now))
            TRY(open_next(ingest, now, error));
        ingest->ahead = now == &groups[0] ? &groups[1] : &groups[0];
        before = ingest->taken_count;
        TRY(take_group(ingest, now, error));
        if (ingest->ahead_came != STATUS_OK)
            *error = ingest->why;
        TRY(ingest->ahead_came);
        TRY(empty_mailbox(ingest, before, error));
        empty(now);
        now = ingest->ahead;
    } while (now->count || ingest->next < ingest->count);
done:
    return status;
}

/* Who was revoked and goes on sending has not heard it. */
static enum status answer_revoked(struct ingest *ingest, struct error *error)
{
    struct carrier_name name;
    enum status status = STATUS_OK;

    if (!ingest->denied_count)
        return STATUS_OK;
    TRY(hub_begin(ingest->hub, error));
    for (size_t i = 0; i < ingest->denied_count; i++) {
        struct hub_client *client =
            carrier_name_read(ingest->denied[i], &name) ? hub_find(ingest->hub, name.from) : NULL;
        if (client && !client->is_active)
            client->is_due = client->is_changed = true;
    }
    TRY(hub_commit(ingest->hub, error));
done:
    hub_rollback(ingest->hub);
    return status;
}

/* What was erased is in no bundle that was kept back, of which their reasons stay, and not in the
 * store's files. */
static enum status forget(struct hub *hub, struct error *error)
{
    struct text folder = TEXT_EMPTY, wanted = TEXT_EMPTY;
    enum status status;
    bool is_done;

    TRY(hub_store_get(hub->store, HUB_FORGET, &wanted, error));
    if (!*wanted.at)
        goto done;
    quarantine_folder(hub->path, &folder);
    TRY(quarantine_empty(folder.at, error));
    TRY(hub_store_scrub(hub->store, &is_done, error));
    if (!is_done)
        goto done;
    TRY(hub_begin(hub, error));
    TRY(hub_store_put(hub->store, HUB_FORGET, "", error));
    TRY(hub_commit(hub, error));
done:
    hub_rollback(hub);
    text_release(&folder);
    text_release(&wanted);
    return status;
}

enum status hub_ingest(struct hub *hub, int64_t most, struct hub_report *report,
                       struct error *error)
{
    struct ingest ingest = {.hub = hub, .report = report};
    struct group *groups = memory_new(2 * sizeof(*groups));
    struct arena arena = {0};
    enum status status;

    TRY(hub_reach(hub, error));
    TRY(carrier_list(hub->carrier, HUB_NAME, &arena, &ingest.names, &ingest.count, error));
    /* a hub that serves for weeks starts anew: what it heard the last time takes room */
    TRY(ingest.count ? hub_load(hub, error) : hub_renew(hub, error));
    hub_take_turns(ingest.names, ingest.count);
    if (most && (int64_t)ingest.count > most)
        ingest.count = (size_t)most;
    ingest.denied = arena_alloc(&arena, (ingest.count + 1) * sizeof(*ingest.denied));
    ingest.taken = arena_alloc(&arena, (ingest.count + 1) * sizeof(*ingest.taken));
    status = take_mail(&ingest, groups, error);
    enum status gone =
        empty_mailbox(&ingest, ingest.taken_count, status == STATUS_OK ? error : &ingest.why);
    TRY(status);
    TRY(gone);
    TRY(answer_revoked(&ingest, error));
    TRY(forget(hub, error));
done:
    empty(&groups[0]);
    empty(&groups[1]);
    free(groups);
    arena_release(&arena);
    return status;
}
