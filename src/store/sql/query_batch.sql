-- SPDX-License-Identifier: MIT
-- Cases that one request concerned: query_batch.c.

-- name: batch_cases
SELECT m.number FROM request AS r JOIN matter AS m ON m.seq = r.seq WHERE r.rq = ?1 ORDER BY m.number;
