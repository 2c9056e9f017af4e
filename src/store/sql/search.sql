-- SPDX-License-Identifier: MIT
-- The search: what keeps its index (search_index.c), and its steps, each with a limit.

-- name: search_lookup_add
INSERT OR IGNORE INTO lookup (kind, near, key, ref) VALUES (?1, ?2, ?3, ?4)

-- name: search_lookup_drop
DELETE FROM lookup WHERE kind = ?1 AND near = ?2 AND key = ?3 AND ref = ?4

-- name: search_text_get
SELECT m.is_open, m.resident, m.subject, m.name, m.phone, coalesce(f.who, ''), coalesce(f.phone, '')
FROM matter AS m LEFT JOIN find_text AS f ON f.seq = m.seq WHERE m.code = substr(?1, -9) AND m.number = ?1

-- name: search_text_put
REPLACE INTO find_text (seq, who, phone) VALUES (?1, ?2, ?3)

-- name: search_text_drop
DELETE FROM find_text WHERE seq = ?1

-- name: search_fresh_add
INSERT INTO find_fresh (seq, who, subject) VALUES (?1, ?2, ?3)

-- name: search_fresh_drop
DELETE FROM find_fresh WHERE seq = ?1

-- name: search_fresh_count
SELECT count(*) FROM find_fresh

-- name: search_fresh_move
INSERT INTO find_open (rowid, who, subject) SELECT seq, who, subject FROM find_fresh ORDER BY seq

-- name: search_fresh_clear
DELETE FROM find_fresh

-- name: search_open_add
INSERT INTO find_open (rowid, who, subject) VALUES (?1, ?2, ?3)

-- name: search_open_drop
INSERT INTO find_open (find_open, rowid, who, subject) VALUES ('delete', ?1, ?2, ?3)

-- name: search_closed_add
INSERT INTO find_closed (rowid, who, subject) VALUES (?1, ?2, ?3)

-- name: search_closed_drop
INSERT INTO find_closed (find_closed, rowid, who, subject) VALUES ('delete', ?1, ?2, ?3)

-- Puts parts of the index together, about so many pages of them.
-- name: search_open_merge
INSERT INTO find_open (find_open, rank) VALUES ('merge', ?1)

-- name: search_closed_merge
INSERT INTO find_closed (find_closed, rank) VALUES ('merge', ?1)

-- Puts all parts together: terms of texts that were taken out are in none of them any more.
-- name: search_open_optimize
INSERT INTO find_open (find_open) VALUES ('optimize')

-- name: search_closed_optimize
INSERT INTO find_closed (find_closed) VALUES ('optimize')

-- name: search_all_fresh
SELECT seq, who, subject FROM find_fresh

-- name: search_service_add
INSERT INTO find_service (rowid, name, material) VALUES (?1, ?2, ?3)

-- name: search_service_drop
DELETE FROM find_service WHERE rowid = ?1

-- name: search_resident_get
SELECT seq, name, who FROM resident WHERE id = ?1

-- name: search_resident_has_case
SELECT 1 FROM matter WHERE resident = ?1 AND resident <> '' LIMIT 1

-- name: search_home_get
SELECT door_key, node, grid FROM resident WHERE id = ?1

-- NULL without a case, 1 with an open one; and when the latest was opened.
-- name: find_nearness
SELECT max(is_open), max(opened_at) FROM matter
WHERE resident IN (SELECT ?1 UNION ALL SELECT id FROM resident WHERE who = ?1 AND who <> '') AND resident <> ''

-- All of the index, to prove it: search_check.c. The terms are those of the library's own table of them.
-- name: search_case_seq
SELECT seq FROM matter WHERE code = substr(?1, -9) AND number = ?1

-- name: search_all_keys
SELECT kind, near, key, ref FROM lookup

-- name: search_all_texts
SELECT seq, who, phone FROM find_text

-- name: search_terms_of_open
CREATE VIRTUAL TABLE IF NOT EXISTS temp.find_open_terms USING fts5vocab('main', 'find_open', 'instance')

-- name: search_terms_of_closed
CREATE VIRTUAL TABLE IF NOT EXISTS temp.find_closed_terms USING fts5vocab('main', 'find_closed', 'instance')

-- name: search_all_terms
SELECT term, doc, col, 1 FROM temp.find_open_terms UNION ALL SELECT term, doc, col, 0 FROM temp.find_closed_terms

-- Residents: the columns that search_take_residents() reads.

-- name: find_residents_exact
SELECT r.seq, r.id, r.name, r.sex, r.birth_on, r.phone, r.door, r.grid, r.tags, r.sort_key, r.node, r.who
FROM lookup AS l CROSS JOIN resident AS r ON r.seq = l.ref
WHERE l.kind = ?1 AND l.near = ?2 AND l.key = ?3
ORDER BY l.ref LIMIT ?4

-- name: find_residents_prefix
SELECT r.seq, r.id, r.name, r.sex, r.birth_on, r.phone, r.door, r.grid, r.tags, r.sort_key, r.node, r.who
FROM lookup AS l CROSS JOIN resident AS r ON r.seq = l.ref
WHERE l.kind = ?1 AND l.near = ?2 AND l.key >= ?3 AND l.key < ?3 || char(0x10FFFF)
ORDER BY l.key, l.ref LIMIT ?4

-- name: find_residents_door_here
SELECT seq, id, name, sex, birth_on, phone, door, grid, tags, sort_key, node, who
FROM resident WHERE door_key = ?1 AND door_key <> '' AND node = ?3
ORDER BY sort_key, id LIMIT ?2

-- name: find_residents_door
SELECT seq, id, name, sex, birth_on, phone, door, grid, tags, sort_key, node, who
FROM resident WHERE door_key = ?1 AND door_key <> ''
ORDER BY node, sort_key, id LIMIT ?2

-- name: find_residents_stairwell
SELECT seq, id, name, sex, birth_on, phone, door, grid, tags, sort_key, node, who
FROM resident WHERE door_key >= ?1 || '-' AND door_key < ?1 || '.' AND door_key <> ''
ORDER BY door_key, node, sort_key, id LIMIT ?2

-- name: find_residents_id
SELECT seq, id, name, sex, birth_on, phone, door, grid, tags, sort_key, node, who
FROM resident WHERE id = ?1

-- name: find_promise
SELECT p.at FROM matter AS m CROSS JOIN promise AS p ON p.number = m.number
WHERE m.resident IN (SELECT ?1 UNION ALL SELECT id FROM resident WHERE who = ?1 AND who <> '')
    AND m.resident <> '' AND m.is_open = 1 AND p.is_kept = 0 AND p.at < ?2 LIMIT 1

-- Services: the columns that search_services.c reads.

-- name: find_services_exact
SELECT s.code, s.name, s.aliases, s."limit", s.cost, s.hours, s.instead, s.place, s.materials
FROM lookup AS l CROSS JOIN service AS s ON s.seq = l.ref
WHERE l.kind = ?1 AND l.near = ?2 AND l.key = ?3
ORDER BY l.ref LIMIT ?4

-- name: find_services_prefix
SELECT s.code, s.name, s.aliases, s."limit", s.cost, s.hours, s.instead, s.place, s.materials
FROM lookup AS l CROSS JOIN service AS s ON s.seq = l.ref
WHERE l.kind = ?1 AND l.near = ?2 AND l.key >= ?3 AND l.key < ?3 || char(0x10FFFF)
ORDER BY l.key, l.ref LIMIT ?4

-- name: find_services_text
SELECT s.code, s.name, s.aliases, s."limit", s.cost, s.hours, s.instead, s.place, s.materials
FROM find_service AS f CROSS JOIN service AS s ON s.seq = f.rowid
WHERE find_service MATCH ?1 ORDER BY f.rowid LIMIT ?2

-- name: find_service_aliases
SELECT aliases FROM service WHERE code = ?1

-- name: find_service_use
SELECT count(*) FROM (
    SELECT 1 FROM matter WHERE service = ?1 AND service <> '' AND opened_at >= ?2 LIMIT ?3
)

-- Cases: the columns that search_take_cases() reads.

-- name: find_cases_code
SELECT seq, number, subject, state, name, resident, service, holder, is_open, opened_at, due_on,
    flags
FROM matter WHERE code = ?1 LIMIT ?2

-- name: find_cases_ref
SELECT seq, number, subject, state, name, resident, service, holder, is_open, opened_at, due_on,
    flags
FROM matter WHERE ref = ?1 AND ref <> '' LIMIT ?2

-- name: find_cases_phone
SELECT m.seq, m.number, m.subject, m.state, m.name, m.resident, m.service, m.holder, m.is_open,
    m.opened_at, m.due_on, m.flags
FROM lookup AS l CROSS JOIN matter AS m ON m.seq = l.ref
WHERE l.kind = ?1 AND l.near = ?2 AND l.key >= ?3 AND l.key < ?3 || char(0x10FFFF)
ORDER BY l.key, l.ref LIMIT ?4

-- name: find_cases_door
SELECT seq, number, subject, state, name, resident, service, holder, is_open, opened_at, due_on,
    flags
FROM matter WHERE door = ?1 AND door <> '' ORDER BY opened_at DESC LIMIT ?2

-- name: find_cases_resident
SELECT seq, number, subject, state, name, ?1, service, holder, is_open, opened_at, due_on,
    flags
FROM matter WHERE resident IN (SELECT ?1 UNION ALL SELECT id FROM resident WHERE who = ?1 AND who <> '')
    AND resident <> '' ORDER BY opened_at DESC LIMIT ?2

-- Of those who live behind a door of the station, in the grid if that is known.
-- name: find_cases_household
SELECT m.seq, m.number, m.subject, m.state, m.name, m.resident, m.service, m.holder, m.is_open,
    m.opened_at, m.due_on, m.flags
FROM resident AS r CROSS JOIN matter AS m ON m.resident = r.id AND m.resident <> ''
WHERE r.door_key = ?1 AND r.door_key <> '' AND r.node = ?2
    AND (?3 = '' OR r.grid = '' OR r.grid = ?3) AND m.is_open = 1
LIMIT ?4

-- name: find_cases_open_text
SELECT m.seq, m.number, m.subject, m.state, m.name, m.resident, m.service, m.holder, m.is_open,
    m.opened_at, m.due_on, m.flags
FROM find_open AS f CROSS JOIN matter AS m ON m.seq = f.rowid
WHERE find_open MATCH ?1 ORDER BY f.rowid DESC LIMIT ?2

-- Those that wait for the index; ?3: in the names only.
-- name: find_cases_fresh_text
SELECT m.seq, m.number, m.subject, m.state, m.name, m.resident, m.service, m.holder, m.is_open,
    m.opened_at, m.due_on, m.flags
FROM find_fresh AS f CROSS JOIN matter AS m ON m.seq = f.seq
WHERE f.seq > 0 AND NOT EXISTS (
    SELECT 1 FROM json_each(?1) WHERE instr(iif(?3, f.who, f.who || f.subject), value) = 0
)
ORDER BY f.seq DESC LIMIT ?2

-- name: find_cases_closed_text
SELECT m.seq, m.number, m.subject, m.state, m.name, m.resident, m.service, m.holder, m.is_open,
    m.opened_at, m.due_on, m.flags
FROM find_closed AS f CROSS JOIN matter AS m ON m.seq = f.rowid
WHERE find_closed MATCH ?1 ORDER BY f.rowid DESC LIMIT ?2

-- Cases by a key of the search, by their row alone, the nearest key first: of cases, of residents, of items (the latest
-- cases of each; ?5: only open ones count).
-- name: gather_by_key
SELECT l.ref FROM lookup AS l WHERE l.kind = ?1 AND l.near = ?2 AND l.key >= ?3 AND l.key < ?3 || char(0x10FFFF)
ORDER BY l.key, l.ref LIMIT ?4

-- name: gather_by_fresh
SELECT seq FROM find_fresh
WHERE seq > 0 AND NOT EXISTS (SELECT 1 FROM json_each(?1) WHERE instr(who || subject, value) = 0) LIMIT ?2

-- name: gather_by_resident
SELECT m.seq FROM lookup AS l CROSS JOIN resident AS r ON r.seq = l.ref
    CROSS JOIN matter AS m ON m.resident IN (SELECT r.id UNION ALL SELECT id FROM resident WHERE who = r.id AND who <> '')
        AND m.resident <> ''
WHERE l.kind = ?1 AND l.near = ?2 AND l.key >= ?3 AND l.key < ?3 || char(0x10FFFF)
LIMIT ?4

-- name: gather_by_home
SELECT m.seq FROM resident AS r
    CROSS JOIN matter AS m ON m.resident IN (SELECT r.id UNION ALL SELECT id FROM resident WHERE who = r.id AND who <> '')
        AND m.resident <> ''
WHERE r.door_key = ?1 AND r.door_key <> '' LIMIT ?2

-- name: gather_by_door
SELECT seq FROM matter WHERE door = ?1 AND door <> '' ORDER BY opened_at DESC LIMIT ?2

-- name: gather_by_code
SELECT seq FROM matter WHERE code = ?1 LIMIT ?2

-- name: gather_by_code_start
SELECT seq FROM matter WHERE code >= ?1 AND code < ?1 || char(0x10FFFF) ORDER BY code LIMIT ?2

-- name: gather_by_ref
SELECT seq FROM matter WHERE ref = ?1 AND ref <> '' LIMIT ?2

-- name: gather_services
SELECT s.code FROM lookup AS l CROSS JOIN service AS s ON s.seq = l.ref
WHERE l.kind = ?1 AND l.near = ?2 AND l.key >= ?3 AND l.key < ?3 || char(0x10FFFF)
LIMIT ?4

-- name: gather_services_text
SELECT s.code FROM find_service AS f CROSS JOIN service AS s ON s.seq = f.rowid
WHERE find_service MATCH 'name : (' || ?1 || ')' LIMIT ?2

-- name: gather_by_service
SELECT seq FROM matter WHERE service = ?1 AND service <> '' ORDER BY opened_at DESC LIMIT ?2
