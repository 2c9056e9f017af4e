/* SPDX-License-Identifier: MIT */
/* server: a PostgreSQL server of the test's own, made by server.sh when it is first asked for. */
#ifndef SHOUWEN_TESTS_SYNC_SERVER_H
#define SHOUWEN_TESTS_SYNC_SERVER_H

#include <stdbool.h>

/* False if PostgreSQL is not installed; the server runs otherwise. */
bool server_start(void);
/* "pg:host=... dbname=shouwen_hub user=USER", until the next call but one; the hub is
 * "shouwen_hub". */
const char *server_address(const char *user);
void server_restart(void); /* at once, as if the power had gone */
void server_reset(void);   /* the hub's tables are gone */
/* What the hub keeps, without the mailboxes, is set aside; and is as it was then. */
void server_save(void);
void server_put_back(void);
void server_sql(const char *sql); /* as its superuser, in the hub's database */
void server_stop(void);           /* fine if it was never started */

#endif
