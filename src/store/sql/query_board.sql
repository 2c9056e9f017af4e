-- SPDX-License-Identifier: MIT
-- The kept counts summed up by grid or home: query_board.c. ?1 the counter, ?2 today, ?3 ?4 the codes around those
-- of a station's grids.

-- name: board_grids
SELECT argument, sum(count), sum(iif(day < ?2, count, 0)), sum(iif(day = ?2, count, 0)), min(day)
FROM queue_count WHERE queue = ?1 AND argument > ?3 AND argument < ?4 GROUP BY argument ORDER BY argument;

-- name: board_stations
SELECT node, sum(count), sum(iif(day < ?2, count, 0)), sum(iif(day = ?2, count, 0)), min(day)
FROM queue_count WHERE queue = ?1 GROUP BY node ORDER BY node;
