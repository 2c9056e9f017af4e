/* SPDX-License-Identifier: MIT */
/* hub: the side that all clients exchange with: it takes in what they send, keeps it, and gives
 * each what it is to see (sync.md 2, 5).
 * Bundles go in by groups, a transaction each: whatever stops the hub in the middle, a bundle is in
 * or not, and is taken away only afterwards; the same one again changes nothing. A bundle that
 * cannot be right goes to quarantine with one line and stops nobody else's, also of its group; one
 * that does not fit yet is taken away, and the client hears what the hub has.
 * A hub whose file was put back from an older copy gets what it lost from its clients, but believes
 * nobody's word for it: each part of a feed that it gives out is signed with its key, which lies
 * beside the file, and what is given back must end at such a proof (proof.h) before any of it goes
 * in. So nobody can give back what the hub did not give out.
 * Used by shouwen-hub and the tests. */
#ifndef SHOUWEN_SYNC_HUB_H
#define SHOUWEN_SYNC_HUB_H

#include "shouwen/base/keycode.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"
#include "shouwen/sync/hub_store.h"

#define HUB_NAME "hub"

struct hub; /* opaque */

/* Where a hub is: "sqlite:FILE" or "pg:CONNINFO"; the file that its key (PATH.key) and its
 * quarantine (PATH.quarantine) lie beside, FILE itself with SQLite; where its mailboxes are, an
 * address like "dir:/srv/swb". */
struct hub_place {
    const char *store, *path, *mailbox;
};
/* Makes the hub's file or tables, its key and its mailboxes. Overwrites nothing. */
MUST_CHECK enum status hub_init_at(const struct hub_place *place, struct error *error);
/* mailbox NULL: the one that it was made with, reached when something is first to go there. */
MUST_CHECK enum status hub_open_at(const struct hub_place *place, struct hub **hub,
                                   struct error *error);
/* The same with SQLite. */
MUST_CHECK enum status hub_init(const char *path, const char *mailbox, struct error *error);
MUST_CHECK enum status hub_open(const char *path, const char *mailbox, struct hub **hub,
                                struct error *error);
void hub_close(struct hub *hub); /* NULL is fine */
/* What clients type to trust it. */
void hub_code(const struct hub *hub, char out[KEYCODE]);

/* Enrols a node with the code that its station printed, and lets it see what is there for it. The
 * same again is fine; STATUS_REFUSED if it has another key, which rotate is for. */
MUST_CHECK enum status hub_enrol(struct hub *hub, const char *node, const char *title,
                                 const char *code, struct error *error);
/* A new key for a node: of the same file, or of a new one, which gets by its feed what the old one
 * had sent. A revoked node is back with it. */
MUST_CHECK enum status hub_rotate(struct hub *hub, const char *node, const char *code,
                                  struct error *error);
/* Nothing is taken from it nor sent to it any more; what was confirmed stays. */
MUST_CHECK enum status hub_revoke(struct hub *hub, const char *node, struct error *error);

/* What is kept is from a backup, says a person: feeds are counted anew from here on, as if a client
 * had shown it. For clients whose files are from before the hub signed what it gave out. */
MUST_CHECK enum status hub_restored(struct hub *hub, struct error *error);

/* Lets a node that is enrolled reach its mailbox, and adds to say what it needs for that, if it
 * takes more than the way there (is_anew: with another password); or does so no more. */
MUST_CHECK enum status hub_admit(struct hub *hub, const char *node, bool is_anew, struct text *say,
                                 struct error *error);
MUST_CHECK enum status hub_expel(struct hub *hub, const char *node, struct error *error);

struct hub_report {
    int64_t taken_count;    /* bundles */
    int64_t act_count;      /* acts that were not there */
    int64_t refused_count;  /* bundles that went to quarantine */
    int64_t early_count;    /* bundles that do not fit yet */
    int64_t sent_count;     /* bundles put into mailboxes */
    int64_t clash_count;    /* ids that two stations gave out */
    int64_t kept_out_count; /* acts that their authors may not say: nobody gets them */
    int64_t fault_count; /* bundles that cannot be read or taken away, and mailboxes not filled */
    struct text lines;   /* what a person should know, a line each */
};
/* Takes in everything that lies there for the hub, or at most so many bundles. What is wrong with
 * one bundle is a line, and the next one is taken; it fails if the mailbox or the hub's own file
 * does. Whatever is in then is in. */
MUST_CHECK enum status hub_ingest(struct hub *hub, int64_t most, struct hub_report *report,
                                  struct error *error);
/* Gives every client what it has not confirmed and what does not lie there for it already, each in
 * a transaction of its own; one that cannot be given anything is a line. */
MUST_CHECK enum status hub_publish(struct hub *hub, struct hub_report *report, struct error *error);
/* Adds a line. */
void hub_report_say(struct hub_report *report, const char *format, ...) PRINTF_LIKE(2, 3);
void hub_report_release(struct hub_report *report);

struct hub_status_client {
    const char *node, *title;
    bool is_active;
    int64_t act_count;  /* in its logs here */
    int64_t feed_count; /* for it, and how many of them it confirmed */
    int64_t acked_count;
    int64_t heard_at;   /* 0: never */
    int64_t open_count; /* cases, as it said; -1: nothing said */
    int64_t kept_out_count;
};
struct hub_status {
    int64_t epoch, act_count;
    const char *mailbox;
    struct hub_status_client *clients;
    size_t client_count;
    struct hub_clash *clashes;
    size_t clash_count;
    size_t quarantine_count;
};
MUST_CHECK enum status hub_status(struct hub *hub, struct arena *arena, struct hub_status *status,
                                  struct error *error);

#endif
