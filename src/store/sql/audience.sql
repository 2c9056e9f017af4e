-- SPDX-License-Identifier: MIT
-- Who sees a case beside its holder: audience.c.

-- name: projection_create_audience
CREATE TABLE audience(seq INTEGER NOT NULL, who TEXT NOT NULL, PRIMARY KEY (seq, who)) STRICT, WITHOUT ROWID;
CREATE INDEX audience_who ON audience(who, seq);

-- name: audience_get
SELECT who FROM audience WHERE seq = ?1 ORDER BY who;

-- name: audience_of_number
SELECT who FROM audience WHERE seq = (SELECT seq FROM matter WHERE number = ?1) ORDER BY who;

-- name: audience_clear
DELETE FROM audience WHERE seq = ?1;

-- name: audience_put
INSERT INTO audience(seq, who) VALUES (?1, ?2);

-- name: audience_digest
SELECT m.number, a.who FROM matter AS m JOIN audience AS a ON a.seq = m.seq ORDER BY m.number, a.who;

-- Whether one of two (a person, a unit) is among those who see it.
-- name: audience_has
SELECT EXISTS (SELECT 1 FROM audience WHERE seq = ?1 AND who = ?2),
  EXISTS (SELECT 1 FROM audience WHERE seq = ?1 AND who = ?3);

-- What is asked about a case that comes by its number or query code.
-- name: audience_case
SELECT seq, node, grid, unit, holder, flags FROM matter WHERE number = ?1 OR code = ?1;
