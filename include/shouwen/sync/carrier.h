/* SPDX-License-Identifier: MIT */
/* carrier: what takes bundles from one party to the other: mailboxes by receiver, each holding
 * bundles under names. It looks into none of them. A folder, a stick, a share: "dir:PATH"; two
 * tables in PostgreSQL: "pg:CONNINFO".
 * Names are read in byte order, which is the order to take bundles in: own logs, their branches,
 * the feed, views. Every fault is STATUS_UNREACHABLE with one sentence that says what can be done.
 * Used by the exchange and the hub. */
#ifndef SHOUWEN_SYNC_CARRIER_H
#define SHOUWEN_SYNC_CARRIER_H

#include "shouwen/base/error.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An open carrier; what a kind keeps of its own follows behind it. */
struct carrier {
    const struct carrier_kind *kind;
    const char *address;
};

struct carrier_kind {
    const char *scheme; /* what addresses of this kind begin with: "dir:" */
    enum status (*open)(const char *address, bool may_make, struct carrier **carrier,
                        struct error *error);
    enum status (*list)(struct carrier *carrier, const char *mailbox, struct arena *arena,
                        const char ***names, size_t *count, struct error *error);
    enum status (*take)(struct carrier *carrier, const char *mailbox, const char *name,
                        struct text *bytes, struct error *error);
    enum status (*put)(struct carrier *carrier, const char *mailbox, const char *name,
                       const void *bytes, size_t length, struct error *error);
    enum status (*remove)(struct carrier *carrier, const char *mailbox, const char *name,
                          struct error *error);
    /* for the hub, NULL where mailboxes are open to whoever reaches them */
    enum status (*admit)(struct carrier *carrier, const char *client, bool is_anew,
                         struct text *say, struct error *error);
    enum status (*expel)(struct carrier *carrier, const char *client, struct error *error);
    void (*close)(struct carrier *carrier);
};

/* may_make: a place that is no carrier yet becomes one. Otherwise a stick that is not plugged in is
 * told, and nothing is written to where it would be. STATUS_INVALID for an address of no kind. */
MUST_CHECK enum status carrier_open(const char *address, bool may_make, struct carrier **carrier,
                                    struct error *error);
void carrier_close(struct carrier *carrier); /* NULL is fine */

/* Names of the bundles of a mailbox, in byte order, in the arena; one that nobody used yet is
 * empty. */
MUST_CHECK enum status carrier_list(struct carrier *carrier, const char *mailbox,
                                    struct arena *arena, const char ***names, size_t *count,
                                    struct error *error);
/* The bundle's bytes into bytes; of one that is too long to be a bundle only so many as show it.
 * STATUS_NOT_FOUND if it is gone. */
MUST_CHECK enum status carrier_take(struct carrier *carrier, const char *mailbox, const char *name,
                                    struct text *bytes, struct error *error);
/* Puts a bundle, whole and on the disk or not at all; in place of one of that name. */
MUST_CHECK enum status carrier_put(struct carrier *carrier, const char *mailbox, const char *name,
                                   const void *bytes, size_t length, struct error *error);
/* One that is gone already is fine. */
MUST_CHECK enum status carrier_remove(struct carrier *carrier, const char *mailbox,
                                      const char *name, struct error *error);

/* A client may reach its mailbox from now on, and what it needs for that is added to say, a line
 * for the hub's admin; is_anew: with another password, if it has one. Or it may no more, and what
 * it has open is ended. */
MUST_CHECK enum status carrier_admit(struct carrier *carrier, const char *client, bool is_anew,
                                     struct text *say, struct error *error);
MUST_CHECK enum status carrier_expel(struct carrier *carrier, const char *client,
                                     struct error *error);

/* What a bundle's name says: "310115007001-hub-310115007001-1a2b3c4d-0000000001-0000000200.swb"; of
 * a view the serial only: "hub-310115007001-view-001795309200000.swb". */
enum { CARRIER_PARTY_MOST = 63, CARRIER_LOG_MOST = 63, CARRIER_NAME = 3 * 64 + 40 };
#define CARRIER_FEED "feed"
#define CARRIER_VIEW "view"
struct carrier_name {
    char from[CARRIER_PARTY_MOST + 1], to[CARRIER_PARTY_MOST + 1];
    char log[CARRIER_LOG_MOST + 1]; /* CARRIER_FEED, CARRIER_VIEW, or a log's */
    int64_t first, last;            /* of a view both are the serial */
};
void carrier_name_write(const struct carrier_name *name, char out[CARRIER_NAME]);
/* False if it is no such name; one of the parties is the hub. */
bool carrier_name_read(const char *text, struct carrier_name *name);
/* False of a client whose bundles' names would be taken for another's: "310115-hub". */
bool carrier_party_is_valid(const char *node);

#endif
