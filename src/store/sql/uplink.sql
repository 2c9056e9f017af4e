-- SPDX-License-Identifier: MIT
-- What a station file knows of its hub, and what came from it: uplink.c, journal_facts.c.

-- name: uplink_get
SELECT public_key, address, epoch, position, chain, sent_serial, heard_serial, heard_view, heard_at, whole_at, said
FROM uplink WHERE id = 1;

-- name: uplink_put
INSERT OR REPLACE INTO uplink(id, public_key, address, epoch, position, chain, sent_serial, heard_serial, heard_view,
  heard_at, whole_at, said)
VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

-- name: feed_add
INSERT INTO feed(epoch, position, id, whole, chain) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: feed_chain
SELECT chain FROM feed WHERE epoch = ?1 AND position = ?2;

-- name: feed_prove
UPDATE feed SET proof = ?3 WHERE epoch = ?1 AND position = ?2;

-- The next position that there is a proof of.
-- name: feed_proof
SELECT position, proof FROM feed WHERE epoch = ?1 AND position >= ?2 AND proof IS NOT NULL ORDER BY position LIMIT 1;

-- In its order, and whether the act is there.
-- name: feed_verify
SELECT epoch, position, id, whole, chain, EXISTS (SELECT 1 FROM act WHERE act.id = feed.id) FROM feed
ORDER BY epoch, position;

-- name: feed_has
SELECT 1 FROM feed WHERE id = ?1 LIMIT 1;

-- name: fact_get
SELECT log, n, body FROM act WHERE id = ?1;

-- name: fact_body
UPDATE act SET body = ?2 WHERE id = ?1 AND body IS NULL;

-- name: fact_at
SELECT id, chain FROM act WHERE log = ?1 AND n = ?2;

-- Acts of a log from a number on, as they are shipped.
-- name: fact_of_log
SELECT log, n, id, head, body FROM act WHERE log = ?1 AND n > ?2 ORDER BY n LIMIT ?3;

-- Acts of a feed after a position, as they came.
-- name: fact_of_feed
SELECT act.log, act.n, act.id, act.head, CASE WHEN feed.whole THEN act.body END, feed.whole
FROM feed JOIN act ON act.id = feed.id WHERE feed.epoch = ?1 AND feed.position > ?2
ORDER BY feed.position LIMIT ?3;

-- name: branch_add
INSERT INTO branch(log, parent, parent_n) VALUES (?1, ?2, ?3);

-- name: branch_list
SELECT log, parent, parent_n FROM branch ORDER BY parent, parent_n, log;

-- A branch begins as another log of the same key.
-- name: branch_log_add
INSERT INTO log(name, public_key, n, chain, is_own) VALUES (?1, ?2, ?3, ?4, 0);

-- name: branch_move
UPDATE act SET log = ?3, n = n - ?4, chain = ?5 WHERE log = ?1 AND n = ?2;

-- The own log goes back to where the other one forked off.
-- name: branch_log_back
UPDATE log SET n = ?2, chain = ?3 WHERE name = ?1;

-- What came in after act ?2 of a log stands in ?3 behind its act ?4 now.
-- name: branch_pieces
UPDATE import_piece SET log = ?3, first_n = first_n - ?2 + ?4, last_n = last_n - ?2 + ?4
WHERE log = ?1 AND first_n > ?2;

-- name: branch_piece_split
INSERT INTO import_piece(import, first_n, last_n, log)
SELECT import, 1 + ?4, last_n - ?2 + ?4, ?3 FROM import_piece WHERE log = ?1 AND first_n <= ?2 AND last_n > ?2;

-- name: branch_piece_cut
UPDATE import_piece SET last_n = ?2 WHERE log = ?1 AND first_n <= ?2 AND last_n > ?2;

-- A branch whose acts stand in another log now, and that nothing forked off from.
-- name: branch_log_drop
DELETE FROM log WHERE name = ?1 AND n = 0 AND is_own = 0 AND name NOT IN (SELECT parent FROM branch);

-- name: branch_drop
DELETE FROM branch WHERE log NOT IN (SELECT name FROM log);

-- Acts of the own logs, branches with them.
-- name: uplink_own_acts
SELECT sum(n) FROM log;

-- The latest acts of the file's own log.
-- name: clockwatch_latest
SELECT head FROM act WHERE log = (SELECT name FROM log WHERE is_own = 1) ORDER BY n DESC LIMIT ?1;
