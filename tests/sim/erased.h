/* SPDX-License-Identifier: MIT */
/* erased: what was erased stands nowhere (sync.md 7). Each case and resident of a run has a word of
 * its own in all its texts; after healing no file of any machine or of the hub, no quarantine and
 * no unread bundle, opened with its reader's key, holds the word of one that was erased. Out of
 * reach are copies of files and of bundles that somebody keeps, until they are put back. */
#ifndef SHOUWEN_TESTS_SIM_ERASED_H
#define SHOUWEN_TESTS_SIM_ERASED_H

#include "world.h"

/* Text of a case's texts, or of its resident's, that holds its word; 0: without one. */
const char *erased_word(struct arena *arena, unsigned word, const char *text);
/* What was erased by one of the acts held is to have no bodies there, but for the erasing's own:
 * takes them out of whole. */
void erased_leave(const struct world *world, const struct book_set *held, struct book_set *whole);
/* Notes what must not be there; every machine is open. */
void erased_check(struct world *world);

#endif
