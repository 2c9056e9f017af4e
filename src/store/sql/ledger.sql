-- SPDX-License-Identifier: MIT
-- The ledger's own small tables: ledger.c, ledger_check.c.

-- name: request_add
INSERT OR IGNORE INTO request(rq, seq) VALUES (?1, ?2);

-- With how each ended.
-- name: request_cases
SELECT m.number, m.outcome FROM request AS r JOIN matter AS m ON m.seq = r.seq WHERE r.rq = ?1 ORDER BY m.number;

-- name: request_count
SELECT count(*) FROM request;

-- name: request_all
SELECT rq FROM request;

-- name: audit_put
INSERT INTO audit(at, who, what, subject) VALUES (?1, ?2, ?3, ?4);

-- name: audit_list
SELECT at, who, what, subject FROM audit WHERE at >= ?1 AND at < ?2 ORDER BY at, seq;

-- name: pin_get
SELECT hash, wrong_count, locked_at FROM pin WHERE staff = ?1;

-- name: pin_put
INSERT INTO pin(staff, hash, wrong_count, locked_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT(staff) DO UPDATE SET hash = ?2, wrong_count = ?3, locked_at = ?4;

-- What somebody has under an id by which another one is known from now on, or nobody.
-- name: pin_rename
UPDATE OR IGNORE pin SET staff = ?2 WHERE staff = ?1;

-- name: draft_rename
UPDATE OR IGNORE draft SET owner = ?2 WHERE owner = ?1;

-- name: saved_rename
UPDATE OR IGNORE saved SET owner = ?2 WHERE owner = ?1;

-- name: draft_put
INSERT INTO draft(owner, slot, at, form) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT(owner, slot) DO UPDATE SET at = ?3, form = ?4;

-- name: draft_drop
DELETE FROM draft WHERE owner = ?1 AND slot = ?2;

-- Intakes that wait (slots: desk/receive_draft.c), of the owners in a range.
-- name: draft_parked
SELECT owner, form FROM draft WHERE owner >= ?1 AND owner <= ?2 AND slot BETWEEN 1 AND 9 ORDER BY owner, slot;

-- name: draft_list
SELECT slot, at, form FROM draft WHERE owner = ?1 ORDER BY slot;

-- name: sent_put
INSERT INTO sent(layout, subject, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING;

-- name: sent_get
SELECT at FROM sent WHERE layout = ?1 AND subject = ?2;

-- name: saved_put
INSERT INTO saved(owner, key, name, form) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT(owner, key) DO UPDATE SET name = ?3, form = ?4;

-- name: saved_drop
DELETE FROM saved WHERE owner = ?1 AND key = ?2;

-- name: saved_list
SELECT key, name, form FROM saved WHERE owner = ?1 ORDER BY key;

-- name: ledger_subjects
SELECT DISTINCT subject FROM act ORDER BY subject;
