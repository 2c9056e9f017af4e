-- SPDX-License-Identifier: MIT
-- Cases that one request concerned: query_batch.c.

-- name: batch_cases
SELECT number FROM request WHERE rq = ?1 ORDER BY number;
