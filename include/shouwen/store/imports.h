/* SPDX-License-Identifier: MIT */
/* imports: the files that were taken in, and their transactions: how far each is, so that one that
 * was stopped goes on there, and which acts it recorded, so that it can be taken back.
 * Of this file alone: neither folded nor exchanged. Written through the ledger only. */
#ifndef SHOUWEN_STORE_IMPORTS_H
#define SHOUWEN_STORE_IMPORTS_H

#include "shouwen/base/memory.h"
#include "shouwen/store/db.h"

/* Words of a state. */
#define IMPORTS_OPEN "open" /* rows of the file are still to come */
#define IMPORTS_DONE "done"
#define IMPORTS_UNDONE "undone"

struct imports_entry {
    int64_t id; /* 0: not noted yet */
    int64_t at; /* begun */
    const char *who, *kind, *path, *state;
    const char *digest; /* of the content and how it is read */
    int64_t row_count;  /* rows of the file that are dealt with */
    int64_t kept_count; /* the same, as it stands in the table */
    int64_t added_count, changed_count, unchanged_count;
    const char *refused; /* numbers of rows that did not go in, blanks between */
    int64_t act_count;   /* imports_list() and imports_get() only, as is the next one */
    int64_t back_count;  /* records and cases that are taken back, of one that is half undone */
};

/* The acts of one transaction, by their numbers in a log. */
struct imports_piece {
    const char *log;
    int64_t first_n, last_n;
    int64_t seq; /* of its first act: a fork numbers acts anew, but this rises with their coming */
};

/* Adds an entry, or changes one that is open; inside a transaction. STATUS_CONFLICT if it is not as
 * far as kept_count any more. */
MUST_CHECK enum status imports_put(struct db *db, struct imports_entry *entry, struct error *error);
MUST_CHECK enum status imports_add_piece(struct db *db, int64_t import,
                                         const struct imports_piece *piece, struct error *error);
/* The latest open import of a digest. */
MUST_CHECK enum status imports_find_open(struct db *db, const char *digest, struct arena *arena,
                                         struct imports_entry *entry, bool *found,
                                         struct error *error);
/* The latest imports, at most 1,000, the last one first. */
MUST_CHECK enum status imports_list(struct db *db, struct arena *arena,
                                    struct imports_entry **entries, size_t *count,
                                    struct error *error);
/* One of them, with the numbers of its refused rows. STATUS_NOT_FOUND. */
MUST_CHECK enum status imports_get(struct db *db, int64_t import, struct arena *arena,
                                   struct imports_entry *entry, struct error *error);
/* Notes how much of one is taken back, and whether that is all; no more rows come into it from then
 * on. Inside a transaction; STATUS_REFUSED if it is undone. */
MUST_CHECK enum status imports_undo(struct db *db, int64_t import, int64_t back_count, bool is_all,
                                    struct error *error);
/* The pieces of an import, the first one first. */
MUST_CHECK enum status imports_pieces(struct db *db, int64_t import, struct arena *arena,
                                      struct imports_piece **pieces, size_t *count,
                                      struct error *error);

#endif
