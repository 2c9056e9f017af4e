/* SPDX-License-Identifier: MIT */
/* db_rows: many new rows of one table, several to a statement, so that its indexes are opened once
 * for all of them. Used by the ledger for long lists. */
#ifndef SHOUWEN_STORE_DB_ROWS_H
#define SHOUWEN_STORE_DB_ROWS_H

#include "shouwen/store/db.h"

/* Binds row i of what is put in: its first parameter is before + 1. */
typedef void db_rows_bind(struct query *query, int before, const void *rows, size_t i);

/* Runs sql for count rows, in their order. It is an INSERT OR FAIL or OR IGNORE with the parameters
 * ?1 to ?N as its VALUES, and nothing after them. After a fault the transaction is given up: some
 * of the rows may be in. Not for virtual tables, which write all they have at each such statement.
 */
MUST_CHECK enum status db_rows_put(struct db *db, enum sql sql, db_rows_bind *bind,
                                   const void *rows, size_t count, struct error *error);

#endif
