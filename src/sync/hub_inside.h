/* SPDX-License-Identifier: MIT */
/* hub_inside: what the files of the room hub share; nobody else includes it. */
#ifndef SHOUWEN_SYNC_HUB_INSIDE_H
#define SHOUWEN_SYNC_HUB_INSIDE_H

#include "shouwen/sync/carrier.h"
#include "shouwen/sync/hub.h"
#include "shouwen/sync/view.h"

#include <string.h>

/* Who sees a circle as it was last looked at: acts of one subject come close to each other. */
struct hub_reader {
    struct hub_client *client;
    bool is_whole;
};
struct hub_audience {
    int64_t circle;     /* 0: none yet */
    size_t claim_count; /* a circle only grows */
    struct hub_reader *readers;
    size_t count, room;
};
enum { HUB_AUDIENCES = 256, HUB_SAID = 1024 };
enum { HUB_TIES = 256 };
struct hub_said; /* of hub_said.c */
struct hub_ties; /* of hub_ties.c */

struct hub {
    struct hub_store *store;
    char *path;
    char *mailbox;
    struct carrier *carrier; /* NULL until something is to go there */
    uint8_t public_key[CRYPTO_PUBLIC], secret_key[CRYPTO_SECRET];
    int64_t epoch, kept_epoch; /* now, and as the store has it */
    struct arena arena;        /* the clients */
    struct hub_client *clients;
    size_t client_count;
    int64_t version; /* of the store when they were read; -1: they are to be read again */
    bool is_open;    /* a transaction */
    struct hub_audience audiences[HUB_AUDIENCES];
    struct text like_what; /* whose audience was worked out last, in like */
    struct hub_audience like;
    struct hub_said *said[HUB_SAID];
    struct hub_ties *ties[HUB_TIES]; /* of this transaction */
    struct arena ties_arena;
    size_t ties_count;
};

/* Kept by the store, beside the epoch: "1" while bundles in quarantine may hold what was erased. */
#define HUB_FORGET "forget"
/* Before a client's name: since when it is revoked, ms. */
#define HUB_REVOKED "revoked/"

/* --- hub.c --- */

/* A transaction: the clients as they stand now; those that changed are written at its end. */
enum status hub_begin(struct hub *hub, struct error *error);
enum status hub_commit(struct hub *hub, struct error *error);
/* Fine outside of one. */
void hub_rollback(struct hub *hub);
enum status hub_load(struct hub *hub, struct error *error);
/* The same, if others changed something since. */
enum status hub_renew(struct hub *hub, struct error *error);
enum status hub_reach(struct hub *hub, struct error *error);
/* Something is wrong with one bundle or one client: a line says so. STATUS_UNREACHABLE if the
 * carrier is gone as a whole. */
enum status hub_go_on(struct hub *hub, const char *who, const struct error *why,
                      struct hub_report *report, struct error *error);
struct hub_client *hub_find(const struct hub *hub, const char *node); /* NULL: not enrolled */
/* True if acts of that log are the client's own, which it never gets by its feed. */
bool hub_is_own(const struct hub_client *client, const char *log);

/* --- hub_feed.c --- */

/* Adds an act to the end of a client's feed. */
enum status hub_feed(struct hub *hub, struct hub_client *client, const struct hub_act *act,
                     bool is_whole, struct error *error);
/* Adds an act to the feed of all who see its circle. */
enum status hub_feed_all(struct hub *hub, const struct hub_circle *circle,
                         const struct hub_act *act, struct error *error);
/* What stood in a circle was erased: what lies unread in the mailboxes of those who see it goes, to
 * be put again without it, and quarantine is emptied (hub_forget). */
enum status hub_feed_withdraw(struct hub *hub, const struct hub_circle *circle,
                              struct error *error);
/* Cases that name a resident let their units see them: when something comes about the resident,
 * and when a case says more. */
enum status hub_hear_cases(struct hub *hub, struct hub_circle *circle, struct arena *arena,
                           struct error *error);
enum status hub_tell_residents(struct hub *hub, const struct hub_circle *circle,
                               struct arena *arena, struct error *error);
/* Of a circle that was erased (circle_is_erased) no body is kept, nor of what was kept out of
 * it. */
enum status hub_erase(struct hub *hub, const struct hub_circle *circle, struct arena *arena,
                      struct error *error);
/* The same list may have been taken in twice: circles of one subject that are not two people's are
 * erased together (circle_erases), whichever came first. After circle is new or says more. */
enum status hub_erase_beside(struct hub *hub, struct hub_circle *circle, struct arena *arena,
                             struct error *error);
/* Adds what is in a circle already to the feeds of those who see more of it than before. */
enum status hub_feed_earlier(struct hub *hub, int64_t id, const struct circle *before,
                             const struct circle *now, struct error *error);
/* Everything that a client is to see, for one that is new. */
enum status hub_feed_whole(struct hub *hub, struct hub_client *client, struct error *error);
/* What a client sent under a log that it has no more. */
enum status hub_feed_former(struct hub *hub, struct hub_client *client, struct error *error);
/* The hub was restored from a backup: feeds are counted anew. */
enum status hub_feed_anew(struct hub *hub, int64_t above, struct error *error);

/* --- hub_place.c --- */

/* One act, which says what fact says, that is new or was only given back so far; chain NULL: given
 * back by others. *is_new: nobody had it. */
enum status hub_place(struct hub *hub, const struct act *act, const struct fact *fact,
                      const char *author, const uint8_t *chain, bool *is_new,
                      struct hub_report *report, struct error *error);

/* --- hub_said.c --- */

/* The first act of a circle that is about to be made, if it gives out an id: tells whose word on it
 * is another one. */
enum status hub_said_first(struct hub *hub, const struct act *act, const char *author,
                           struct hub_report *report, struct error *error);
/* What was said of it is to be read again. */
void hub_said_forget(struct hub *hub, const char *subject);

/* --- hub_ties.c --- */

/* Where an act of a record belongs that names acts of several circles, or of none that is there, or
 * that others named before it came: the circles that become one with it, none if it makes its own.
 * What it tells of others is done: their circles are joined. */
enum status hub_tie(struct hub *hub, const struct act *act, const char *author, bool is_late,
                    struct arena *arena, int64_t **circles, size_t *count, bool *is_refused,
                    struct error *error);
/* An act was put into a circle, 0: it stands aside. */
void hub_tied(struct hub *hub, const struct act *act, const char *author, int64_t circle);
/* What is in one circle is in the other from now on: whoever sees more gets it. The other one is to
 * be kept by the caller. */
enum status hub_join(struct hub *hub, struct hub_circle *circle, int64_t other, struct arena *arena,
                     struct error *error);
/* Nothing stands in any circle of a subject that takes what stands beside it: noted for as long as
 * the transaction lasts, where it costs much to see. */
bool hub_is_calm(struct hub *hub, const char *subject);
void hub_calm(struct hub *hub, const struct hub_circle *circles, size_t count);
void hub_ties_forget(struct hub *hub);

/* --- hub_turns.c --- */

/* The names of a mailbox, in their order, so that each client's first few come before anybody's
 * others; each one's own stay in their order. */
void hub_take_turns(const char **names, size_t count);

/* --- hub_outside.c --- */

/* An act of a client in log log, act n, is kept out: it is told, counted and noted for its author,
 * who hears it. */
enum status hub_outside_add(struct hub *hub, const char *author, const char *log, int64_t n,
                            const struct act *act, struct hub_report *report, struct error *error);
/* The same for all that stand in circles of acts that were kept out, once it is known whose the
 * case is that they are about. */
enum status hub_outside_tell(struct hub *hub, const struct hub_circle *asides, size_t count,
                             struct hub_report *report, struct error *error);
/* It is let in after all. */
enum status hub_outside_drop(struct hub *hub, const char *author, const char *log, int64_t n,
                             struct error *error);
/* How many of a client's acts are kept out, and the latest of them. */
enum status hub_outside_read(struct hub *hub, const char *node, struct arena *arena,
                             struct view *view, struct error *error);

/* --- hub_take.c --- */

static inline struct fact hub_fact_of(const struct bundle_act *act)
{
    struct fact fact = {.log = act->log,
                        .n = act->n,
                        .head = act->head,
                        .head_length = act->head_length,
                        .body = act->body,
                        .body_length = act->body_length};

    memcpy(fact.id, act->id, CRYPTO_ID);
    return fact;
}

/* What a bundle of a client brought, whose acts were kept as they were read, inside a transaction.
 * STATUS_CONFLICT: it does not fit yet;
 * STATUS_INVALID: it cannot be right. */
enum status hub_take(struct hub *hub, struct hub_client *client, const struct bundle *bundle,
                     struct hub_report *report, struct error *error);

/* --- hub_view.c --- */

/* Notes what a client says it has. */
enum status hub_hear(struct hub *hub, struct hub_client *client, const struct bundle_header *header,
                     struct hub_report *report, struct error *error);
/* What it said last; *found false: nothing yet. */
enum status hub_heard(const struct hub_client *client, struct arena *arena, struct view *view,
                      bool *found, struct error *error);
/* True if the logs that the client had no room to name are just these here that it did not name. */
bool hub_rest_is_same(const struct hub_client *client, const struct hub_log *logs, size_t count,
                      const struct view *said);
/* What the hub tells a client. */
enum status hub_view(struct hub *hub, const struct hub_client *client, struct arena *arena,
                     struct view *view, struct error *error);

#endif
