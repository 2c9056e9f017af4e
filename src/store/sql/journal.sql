-- SPDX-License-Identifier: MIT
-- Acts and logs: journal.c. The columns of act are fixed by sync.md 1; rows are only added.

-- name: journal_append
INSERT INTO act (log, n, id, subject, head, body, chain)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: journal_log_add
INSERT INTO log (name, public_key, n, chain, is_own)
VALUES (?1, ?2, 0, ?3, 1);

-- name: journal_log_own
SELECT name, public_key, n, chain FROM log WHERE is_own = 1;

-- Nobody else may have moved it on meanwhile.
-- name: journal_log_move
UPDATE log SET n = ?2, chain = ?3 WHERE name = ?1 AND n = ?4;

-- name: journal_logs
SELECT name, public_key, n, chain, is_own FROM log ORDER BY name;

-- The last column says whether ids have to be told apart: twins.h.
-- name: journal_read
SELECT log, n, head, body, EXISTS (SELECT 1 FROM twin WHERE kind > '') FROM act WHERE subject = ?1 ORDER BY seq;

-- name: journal_heads
SELECT log, n, head, NULL FROM act WHERE subject = ?1 ORDER BY seq;

-- name: journal_has
SELECT 1 FROM act WHERE subject = ?1 LIMIT 1;

-- name: journal_has_between
SELECT 1 FROM act WHERE subject >= ?1 AND subject <= ?2 LIMIT 1;

-- The numbers of all cases, some of them several times: what stands behind "case/".
-- name: journal_numbers
SELECT substr(subject, 6) FROM act WHERE subject >= 'case/' AND subject < 'case0';

-- name: journal_each
SELECT log, n, head, body FROM act ORDER BY seq;

-- name: journal_of_log
SELECT subject, id, seq FROM act WHERE log = ?1 AND n >= ?2 AND n <= ?3 ORDER BY n;

-- name: journal_since
SELECT log, n, head, body FROM act
WHERE seq > (SELECT seq FROM act WHERE log = ?1 AND n = ?2) ORDER BY seq DESC;

-- name: journal_back
SELECT log, n, head, NULL FROM act ORDER BY seq DESC LIMIT ?1;

-- name: journal_count
SELECT count(*) FROM act;

-- name: journal_verify
SELECT log, n, head, body, id, subject, chain, seq FROM act ORDER BY log, n;

-- The table against its indexes.
-- name: journal_integrity_act
PRAGMA integrity_check(act);

-- name: journal_integrity_log
PRAGMA integrity_check(log);
