/* SPDX-License-Identifier: MIT */
/* view: what one side of an exchange knows of the other, as a bundle's header carries it: the
 * acknowledgement of everything before (sync.md 2). A client tells its logs, how far it has its
 * feed, its open cases; the hub which part of the client's logs it has and where the feed ends.
 * Both compare numbers and hashes, never numbers alone. Borrowed texts and arrays throughout.
 * Used by the bundle, the exchange and the hub. */
#ifndef SHOUWEN_SYNC_VIEW_H
#define SHOUWEN_SYNC_VIEW_H

#include "shouwen/base/crypto.h"
#include "shouwen/base/error.h"
#include "shouwen/base/json.h"
#include "shouwen/base/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Names of clients and logs cross file systems and tables: 1 to 63 of A-Z a-z 0-9 - ~, not
 * beginning with a dash. */
enum { VIEW_NAME_MOST = 63, VIEW_LOGS_MOST = 64, VIEW_LOCATORS_MOST = 80, VIEW_OUTSIDE_MOST = 20 };
bool view_name_is_valid(const char *name);

/* No count, epoch, serial or clock of another side is more than the last millisecond of the year
 * 9999: sums of them never overflow. */
#define VIEW_NUMBER_MOST INT64_C(253402300799999)

/* The hash that stands after the n-th act; a log's chain at 0 is its beginning. */
struct view_locator {
    int64_t n;
    uint8_t chain[CRYPTO_CHAIN];
};

struct view_log {
    const char *log;
    const char *parent; /* of a branch: the log it left after its act parent_n; else NULL, 0 */
    int64_t parent_n;
    struct view_locator last;
    const struct view_locator *at; /* falling: last.n, last.n - 1, - 2, - 4 ... and 0 */
    size_t at_count;
};

struct view_feed {
    int64_t epoch;
    struct view_locator last; /* n: the position; 0 before the first act */
    bool has_proof;           /* client: proof.h; the hub gave it that much */
    uint8_t proof[CRYPTO_SIGNATURE];
};

/* Where an act stands. */
struct view_place {
    const char *log;
    int64_t n;
};

struct view {
    const struct view_log *logs;
    size_t log_count;
    /* further logs, which there was no room to name: how many, and a hash over them in the order of
     * their names. Who has just these of the logs that are not named has the same. */
    int64_t rest_count;
    uint8_t rest_hash[CRYPTO_CHAIN];
    /* client: how far it has its feed; hub: its epoch now, and where this client's feed ends */
    struct view_feed feed;
    /* hub, after it was restored: how far the client's older feed still holds */
    bool has_kept;
    struct view_feed kept;
    /* client: how many open cases it shows, and a hash over them */
    bool has_open;
    int64_t open_count;
    uint8_t open_hash[CRYPTO_CHAIN];
    /* hub: since when it takes nothing from this client; 0: it does */
    int64_t revoked_at;
    /* hub: how many of the client's acts nobody gets since it may not say them, and the latest */
    int64_t outside_total;
    const struct view_place *outside;
    size_t outside_count;
    int64_t clock_at; /* ms, the sender's clock when the view was written */
    int64_t fold;     /* version of the sender's fold; 0: not told */
};

/* Counts one more log of those that are not named; by their names. */
void view_add_rest(struct view *view, const char *log, const struct view_locator *last);
/* What a view names under that name; NULL: nothing. */
const struct view_log *view_log_of(const struct view *view, const char *log);

/* The view as a JSON object; the caller owns it. */
struct json *view_write(const struct view *view);
/* The reverse, into the arena. STATUS_INVALID names the field that is not what it must be; fields
 * that are not known are passed over. */
MUST_CHECK enum status view_read(struct arena *arena, const struct json *from, struct view *view,
                                 struct error *error);

#endif
