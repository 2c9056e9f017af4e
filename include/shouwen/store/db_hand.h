/* SPDX-License-Identifier: MIT */
/* db_hand: a second thread that writes what was prepared while the program prepares what follows.
 * The library is used by one thread at a time: from db_hand_out() on that is the hand, until
 * db_hand_wait(). Whoever asks a connection for a statement, opens or closes one, or ends a
 * transaction waits for the hand by itself (db.h); a statement that is being read has to be reset
 * before. Used by the ledger for long lists. */
#ifndef SHOUWEN_STORE_DB_HAND_H
#define SHOUWEN_STORE_DB_HAND_H

#include <stdbool.h>

/* Runs work on the hand, or at once where there is no second thread to be had. What it uses is its
 * own until db_hand_wait(): the connection, and the context with all that belongs to it. */
void db_hand_out(void (*work)(void *context), void *context);
/* Until the hand is done; at once if it has nothing to do, or is who asks. */
void db_hand_wait(void);
/* True for the hand itself. */
bool db_hand_is_here(void);

#endif
