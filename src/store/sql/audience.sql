-- SPDX-License-Identifier: MIT
-- Who sees a case beside its holder: audience.c.

-- Whoever brought a case in for others, and a unit that it was dispatched to, have lists of their own: party 1 and 2
-- (0: nobody's list). stands, at: 1 and the day by which they look at it, or 0 and when it was closed; since_at: when it was
-- opened.
-- name: projection_create_audience
CREATE TABLE audience(
  seq INTEGER NOT NULL,
  who TEXT NOT NULL,
  party INTEGER NOT NULL,
  stands INTEGER NOT NULL,
  at INTEGER NOT NULL,
  since_at INTEGER NOT NULL,
  PRIMARY KEY (seq, who)
) STRICT, WITHOUT ROWID;
CREATE INDEX audience_list ON audience(who, stands, at, seq) WHERE party > 0;
CREATE INDEX audience_since ON audience(who, since_at, seq) WHERE party > 0;

-- name: audience_get
SELECT who, party, stands, at, since_at FROM audience WHERE seq = ?1 ORDER BY who;

-- name: audience_of_number
SELECT who, party, stands, at, since_at FROM audience
WHERE seq = (SELECT seq FROM matter WHERE code = substr(?1, -9) AND number = ?1) ORDER BY who;

-- name: audience_clear
DELETE FROM audience WHERE seq = ?1 AND who = ?2;

-- name: audience_put
INSERT INTO audience(seq, who, party, stands, at, since_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT DO UPDATE SET party = ?3, stands = ?4, at = ?5, since_at = ?6;

-- name: audience_add
INSERT OR FAIL INTO audience(seq, who, party, stands, at, since_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: audience_digest
SELECT m.number, a.who, a.party, a.stands, a.at, a.since_at
FROM matter AS m JOIN audience AS a ON a.seq = m.seq ORDER BY m.code, m.number, a.who;

-- Whether one of two (a person, a unit) is among those who see it.
-- name: audience_has
SELECT EXISTS (SELECT 1 FROM audience WHERE seq = ?1 AND who = ?2),
  EXISTS (SELECT 1 FROM audience WHERE seq = ?1 AND who = ?3);

-- What is asked about a case that comes by its number or query code.
-- name: audience_case
SELECT seq, node, grid, unit, holder, flags FROM matter WHERE code = substr(?1, -9) AND ?1 IN (number, code);
