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

-- name: erasure_not
DELETE FROM erased WHERE subject = ?1;

-- name: erasure_bodies
SELECT id FROM act WHERE subject = ?1 AND body IS NOT NULL;

-- name: erasure_body
UPDATE act SET body = NULL WHERE id = ?1;

-- What people keep beside the journal, forms and lists: erasure_kept.c.
-- name: erasure_kept
SELECT owner, slot, 1, '', form FROM draft UNION ALL SELECT owner, key, 0, name, form FROM saved;

-- Whose emergency contact somebody is; a name of one character stands in those of many people.
-- name: erasure_contacts
SELECT other.id FROM resident AS gone JOIN resident AS other ON other.id <> gone.id
WHERE gone.id = ?1 AND ((gone.phone <> '' AND instr(other.contact_phone, gone.phone) > 0)
                        OR (length(gone.name) > 1 AND instr(other.contact, gone.name) > 0))
ORDER BY other.id;

-- name: erasure_sent
DELETE FROM sent WHERE subject IN (?1, replace(?1, 'case/', 'cases/'));

-- Sheets and sessions in which a case stands, by what was ever written there, and whether they are settled or from
-- before ?1: of all cases that were erased, or of the one that ?2 is.
-- name: erasure_sheets
WITH gone(subject) AS (
  SELECT subject FROM erased WHERE ?2 = '' AND subject > 'case/' AND subject < 'case0'
  UNION ALL SELECT ?2 WHERE ?2 > 'case/' AND ?2 < 'case0')
SELECT DISTINCT act.subject, gone.subject, CASE
  WHEN act.subject < 'handovers0' THEN
    (SELECT status = 'accepted' OR "on" < ?1 FROM handover WHERE code = substr(act.subject, 11))
  ELSE (SELECT status IN ('held', 'cancelled') OR at < ?1 FROM session WHERE code = substr(act.subject, 10)) END
FROM gone CROSS JOIN act INDEXED BY act_subject
WHERE ((act.subject > 'handovers/' AND act.subject < 'handovers0')
       OR (act.subject > 'sessions/' AND act.subject < 'sessions0'))
  AND instr(act.body, CAST(substr(gone.subject, 6) AS BLOB)) > 0;

-- Whether an erased case stands in one act of those.
-- name: erasure_is_named
SELECT 1 FROM act CROSS JOIN erased AS gone WHERE act.id = ?1 AND gone.subject > 'case/' AND gone.subject < 'case0'
  AND instr(act.body, CAST(substr(gone.subject, 6) AS BLOB)) > 0 LIMIT 1;

-- Cases that still name somebody who was erased.
-- name: erasure_left
SELECT m.number, m.resident FROM erased AS e CROSS JOIN matter AS m ON m.resident = substr(e.subject, 11)
WHERE e.subject > 'residents/' AND e.subject < 'residents0' AND m.resident <> ''
  AND NOT EXISTS (SELECT 1 FROM erased WHERE subject = 'case/' || m.number)
LIMIT ?1;

-- name: erasure_count
SELECT count(*) FROM erased;

-- A resident, those who were joined into them, and what says something about any of them, with the place that it is
-- of: for the desk.
-- name: erasure_people
SELECT 'residents/' || id, iif(id = ?1, '', iif(grid <> '', grid, node)) FROM resident
WHERE id = ?1 OR (who = ?1 AND who <> '');

-- name: erasure_cases
SELECT 'case/' || number, node, is_open FROM matter
WHERE resident <> '' AND resident IN (SELECT ?1 UNION ALL SELECT id FROM resident WHERE who = ?1 AND who <> '');

-- name: erasure_visits
WITH self(id) AS (SELECT ?1 UNION ALL SELECT id FROM resident WHERE who = ?1 AND who <> '')
SELECT 'visits/' || v.id, iif(v.grid <> '', v.grid, v.node) FROM visit AS v
WHERE v.resident IN self OR EXISTS (SELECT 1 FROM self WHERE instr(';' || v.met || ';', ';' || self.id || ';') > 0);

-- Demands have a name and a telephone number; or a visit to them says that they brought it. Of somebody who is not on
-- the list any more those that a visit to them alone has.
-- name: erasure_demands
WITH self(id) AS (SELECT ?1 UNION ALL SELECT id FROM resident WHERE who = ?1 AND who <> '')
SELECT DISTINCT 'demands/' || d.id, iif(d.grid <> '', d.grid, d.node)
FROM demand AS d JOIN resident AS r ON r.id IN self
WHERE d.resident = r.name AND ((d.phone = r.phone AND d.phone <> '') OR EXISTS (
  SELECT 1 FROM visit AS v WHERE v.resident IN self AND instr(';' || v.demands || ';', ';' || d.id || ';') > 0))
UNION
SELECT 'demands/' || d.id, iif(d.grid <> '', d.grid, d.node) FROM visit AS v JOIN demand AS d
ON instr(';' || v.demands || ';', ';' || d.id || ';') > 0
WHERE v.resident = ?1 AND v.met IN ('', ?1) AND NOT EXISTS (SELECT 1 FROM resident WHERE id = ?1);
