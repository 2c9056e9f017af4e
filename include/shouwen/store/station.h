/* SPDX-License-Identifier: MIT */
/* station: whose file it is; its node, its name and its key.
 * The signing key lies in a file of its own, FILE.key or where a setting says: a copied station
 * file is no identity. The public key and the log's name are in the station file (sync.md 4). */
#ifndef SHOUWEN_STORE_STATION_H
#define SHOUWEN_STORE_STATION_H

#include "shouwen/base/crypto.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"
#include "shouwen/store/db.h"

/* Makes the station file with all its tables and an empty log, and the key file (mode 0600) at
 * key_path or, if that is NULL, at path with ".key" added. Overwrites neither; on failure neither
 * is left behind. STATUS_INVALID, field "node" or "name", for a node code or name that can't be
 * one. The node's own record is put by the ledger. */
MUST_CHECK enum status station_init(const char *path, const char *key_path, const char *node,
                                    const char *name, struct error *error);

/* Gives the file another key: whatever the old one signs counts for nothing once the hub knows the
 * new one. Log and acts stay as they are. The key file that was at key_path is kept beside it,
 * whose path is added to kept (nothing if there was none): "a.db.key.old-2026-11-23", "...-2" for
 * the second of a day. again: such a file, whose key the file is to have again; NULL: a new key.
 * STATUS_BROKEN, and nothing is changed, if again is no key of this file's log. */
MUST_CHECK enum status station_rekey(struct db *db, const char *key_path, const char *again,
                                     struct text *kept, struct error *error);

struct station {
    const char *node; /* code, "310115007001" */
    const char *name; /* as given to station_init() */
    const char *log;  /* name of the own log */
    uint8_t public_key[CRYPTO_PUBLIC];
};
/* Text goes into the arena. */
MUST_CHECK enum status station_read(struct db *db, struct arena *arena, struct station *station,
                                    struct error *error);
/* A key that the hub was not heard to know yet. */
struct station_rekeyed {
    int64_t at;    /* when the file got it, ms; 0: the hub knows the file's key */
    bool is_again; /* the file had it before */
};
MUST_CHECK enum status station_rekeyed(struct db *db, struct station_rekeyed *rekeyed,
                                       struct error *error);
/* The hub believed what it was sent under that number: it knows the key, if that was signed with
 * it. */
MUST_CHECK enum status station_believed(struct db *db, int64_t serial, struct error *error);

/* Where the key of a station file lies unless a setting says otherwise; added to out. */
void station_key_path(const char *path, struct text *out);
/* Writes a new key file, mode 0600, for a log's name or a hub; overwrites nothing. */
MUST_CHECK enum status station_make_key(const char *key_path, const char *log,
                                        const uint8_t *secret_key, struct error *error);
/* The secret key into secret_key[CRYPTO_SECRET], from there or from where a station_rekey() that
 * broke off left it, after checking that it belongs to the public one;
 * crypto_forget() it after use. */
MUST_CHECK enum status station_read_key(const char *key_path, const uint8_t *public_key,
                                        uint8_t *secret_key, struct error *error);
/* The same of a station's own; a key that this file has at another time is told as such, for a file
 * that was put back from before it got the key. */
MUST_CHECK enum status station_own_key(const char *key_path, const struct station *station,
                                       uint8_t *secret_key, struct error *error);

#endif
