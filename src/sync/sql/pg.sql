-- SPDX-License-Identifier: MIT
-- Connection and transactions: pg*.c.

-- Statements are few and known: one plan each, by the indexes, also before the tables were ever looked through.
-- name: configure
SET search_path = pg_catalog;
SET plan_cache_mode = force_generic_plan;
SET enable_seqscan = off;
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SET jit = off;
SET lock_timeout = '30s';
SET idle_in_transaction_session_timeout = '10min';

-- name: begin
BEGIN ISOLATION LEVEL READ COMMITTED;

-- name: commit
COMMIT;

-- name: rollback
ROLLBACK;
