-- SPDX-License-Identifier: MIT
-- Ids that several places gave to different people (twin.h): a row for each home of each of them; known is by which id
-- the file knows them. twins.c.

-- name: projection_create_twin
CREATE TABLE twin (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    known TEXT NOT NULL,
    home TEXT NOT NULL,
    PRIMARY KEY (kind, id, known, home)
) STRICT, WITHOUT ROWID;

-- name: twins_are_there
SELECT 1 FROM twin WHERE kind > '' LIMIT 1;

-- Who is shown comes before all who are known by a longer id.
-- name: twins_of
SELECT known, home FROM twin WHERE kind = ?1 AND id = ?2 ORDER BY known, home;

-- name: twins_drop
DELETE FROM twin WHERE kind = ?1 AND id = ?2;

-- name: twins_add
INSERT INTO twin (kind, id, known, home) VALUES (?1, ?2, ?3, ?4);

-- What names somebody by one of these ids, a JSON array.
-- name: twins_name_staff
WITH sought AS MATERIALIZED (SELECT value FROM json_each(?1))
SELECT 'case/' || number FROM matter WHERE holder IN sought OR first_contact IN sought
UNION SELECT 'case/' || number FROM promise WHERE staff IN sought
UNION SELECT 'duty/' || id FROM duty WHERE staff_id IN sought
UNION SELECT 'grids/' || code FROM grid WHERE leader IN sought
UNION SELECT 'handovers/' || code FROM handover WHERE giver IN sought OR "to" IN sought OR taker IN sought
UNION SELECT 'sessions/' || code FROM session WHERE caller IN sought
UNION SELECT 'staff/' || id FROM staff WHERE cover IN sought OR backup IN sought
UNION SELECT 'visits/' || id FROM visit WHERE staff IN sought;

-- name: twins_name_residents
WITH sought AS MATERIALIZED (SELECT value FROM json_each(?1))
SELECT 'case/' || number FROM matter WHERE resident <> '' AND resident IN sought
UNION SELECT 'residents/' || id FROM resident WHERE joined <> '' AND joined IN sought
UNION SELECT 'visits/' || id FROM visit WHERE resident IN sought
    OR met <> '' AND EXISTS (SELECT 1 FROM sought WHERE instr(';' || met || ';', ';' || value || ';'));
