-- SPDX-License-Identifier: MIT
-- The kept counts of the days before one, summed up: past.c. The day stands in the row of no queue.

-- name: past_day
SELECT count FROM queue_past WHERE queue = '' AND argument = '' AND node = '';

-- name: past_day_put
INSERT INTO queue_past(queue, argument, node, count, beside) VALUES ('', '', '', ?1, 0)
ON CONFLICT DO UPDATE SET count = ?1;

-- name: past_add
UPDATE queue_past SET count = count + ?4, beside = beside + ?5 WHERE queue = ?1 AND argument = ?2 AND node = ?3;

-- name: past_new
INSERT INTO queue_past(queue, argument, node, count, beside) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: past_add_load
UPDATE load_past SET open_count = open_count + ?3, replied_count = replied_count + ?4 WHERE holder = ?1 AND node = ?2;

-- What the days from ?1 to before ?2 count goes to the sums, or (?3 is -1) out of them again.
-- name: past_carry
INSERT INTO queue_past(queue, argument, node, count, beside)
SELECT queue, argument, node, ?3 * sum(count), ?3 * sum(beside) FROM queue_count
WHERE day >= ?1 AND day < ?2 AND (count <> 0 OR beside <> 0) GROUP BY queue, argument, node
ON CONFLICT DO UPDATE SET count = count + excluded.count, beside = beside + excluded.beside;

-- name: past_carry_load
INSERT INTO load_past(holder, node, open_count, replied_count)
SELECT holder, node, ?3 * sum(open_count), ?3 * sum(replied_count) FROM load
WHERE due_on >= ?1 AND due_on < ?2 GROUP BY holder, node
ON CONFLICT DO UPDATE SET open_count = open_count + excluded.open_count,
  replied_count = replied_count + excluded.replied_count;

-- name: past_drop_empty
DELETE FROM queue_past WHERE queue > '' AND count = 0 AND beside = 0;

-- name: past_all
SELECT queue, argument, node, count, beside FROM queue_past
WHERE queue > '' AND (count <> 0 OR beside <> 0) ORDER BY queue, argument, node;

-- name: past_recount
SELECT queue, argument, node, sum(count) AS own, sum(beside) AS other FROM queue_count
WHERE day < ?1 GROUP BY queue, argument, node HAVING own <> 0 OR other <> 0 ORDER BY queue, argument, node;

-- name: past_load_all
SELECT holder, node, open_count, replied_count FROM load_past ORDER BY holder, node;

-- name: past_load_recount
SELECT holder, node, sum(iif(due_on < ?1, open_count, 0)), sum(iif(due_on < ?1, replied_count, 0)) FROM load
GROUP BY holder, node ORDER BY holder, node;
