-- SPDX-License-Identifier: MIT
-- The kept counts summed up by grid or home: query_board.c. ?1 today, ?2 ?3 the codes around those of a station's grids.

-- Open, late, due today, the first day that one is due, to review, the day when the oldest was opened.
-- name: board_grids
SELECT argument, sum(count), sum(iif(day < ?1, count, 0)), sum(iif(day = ?1, count, 0)), min(iif(count > 0, day, NULL)),
  sum(beside), min(iif(opened > 0, day, NULL))
FROM queue_count WHERE queue = 'grid' AND argument > ?2 AND argument < ?3 GROUP BY argument ORDER BY argument;

-- name: board_stations
SELECT node, sum(count), sum(iif(day < ?1, count, 0)), sum(iif(day = ?1, count, 0)), min(iif(count > 0, day, NULL))
FROM queue_count WHERE queue = 'open' GROUP BY node ORDER BY node;

-- What the grids of each home have to review, and the day when the oldest open case of any was opened.
-- name: board_stations_grids
SELECT node, sum(beside), min(iif(opened > 0, day, NULL)) FROM queue_count WHERE queue = 'grid' GROUP BY node ORDER BY node;
