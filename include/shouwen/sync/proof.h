/* SPDX-License-Identifier: MIT */
/* proof: the hub's word that it gave a client its feed as far as a position, signed with its key.
 * A client that has more than the hub knows of shows with it that the hub's file is an older one;
 * without it nobody could tell that from a lie. The chain covers what was given, act by act, so
 * a proof of the end proves all before it. The key lies beside the hub's file and outlives it.
 * Used by the hub, which makes and judges them; clients only keep them. */
#ifndef SHOUWEN_SYNC_PROOF_H
#define SHOUWEN_SYNC_PROOF_H

#include "shouwen/sync/view.h"

/* Signs feed.epoch and feed.last of that client into feed.proof. */
void proof_write(struct view_feed *feed, const char *client, const uint8_t *secret_key);
/* True if the owner of public_key gave that client exactly this. */
bool proof_holds(const struct view_feed *feed, const char *client, const uint8_t *public_key);

#endif
