-- SPDX-License-Identifier: MIT
-- What was erased on request: erasure.c.

-- Subjects of which no body is kept; folded from their acts.
-- name: projection_create_erased
CREATE TABLE erased (
    subject TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- name: erasure_has
SELECT 1 FROM erased WHERE subject = ?1;

-- name: erasure_put
INSERT OR IGNORE INTO erased (subject) VALUES (?1);

-- name: erasure_bodies
SELECT id, head FROM act WHERE subject = ?1 AND body IS NOT NULL;

-- name: erasure_body
UPDATE act SET body = NULL WHERE id = ?1;

-- What somebody was typing about it.
-- name: erasure_drafts
DELETE FROM draft WHERE instr(form, ?1) > 0;

-- A resident, those who were joined into them, and what says something about them: for the desk.
-- name: erasure_people
SELECT 'residents/' || id FROM resident WHERE id = ?1 OR (who = ?1 AND who <> '');

-- name: erasure_cases
SELECT 'case/' || number, is_open FROM matter
WHERE resident <> '' AND resident IN (SELECT ?1 UNION ALL SELECT id FROM resident WHERE who = ?1 AND who <> '');

-- name: erasure_visits
SELECT 'visits/' || id FROM visit WHERE resident = ?1 OR instr(';' || met || ';', ';' || ?1 || ';') > 0;

-- Demands have a name and a telephone number; or a visit to them says that they brought it.
-- name: erasure_demands
SELECT 'demands/' || d.id FROM demand AS d JOIN resident AS r ON r.id = ?1
WHERE d.resident = r.name AND ((d.phone = r.phone AND d.phone <> '') OR EXISTS (
  SELECT 1 FROM visit AS v WHERE v.resident = ?1 AND instr(';' || v.demands || ';', ';' || d.id || ';') > 0));
