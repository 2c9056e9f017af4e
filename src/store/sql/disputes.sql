-- SPDX-License-Identifier: MIT
-- Records of which two places say different things: disputes.c.

-- name: projection_create_dispute
CREATE TABLE dispute (
    subject TEXT NOT NULL PRIMARY KEY,
    fields TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- name: dispute_put
INSERT OR REPLACE INTO dispute (subject, fields) VALUES (?1, ?2);

-- name: dispute_drop
DELETE FROM dispute WHERE subject = ?1;

-- name: dispute_get
SELECT fields FROM dispute WHERE subject = ?1;

-- an id alone, given out twice, is for nobody to settle
-- name: dispute_residents
SELECT count(*) FROM dispute WHERE subject > 'residents/' AND subject < 'residents0' AND fields <> 'id';

-- name: dispute_list
SELECT subject, fields FROM dispute WHERE subject > ?1 ORDER BY subject LIMIT ?2;
