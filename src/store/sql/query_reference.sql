-- SPDX-License-Identifier: MIT
-- Who is there already: query_reference.c.

-- name: reference_residents_named
SELECT id, id_number, door, phone, node FROM resident WHERE sort_key = ?1 AND name = ?2 ORDER BY id;

-- name: reference_residents_behind
SELECT id, id_number, door, phone, node FROM resident
WHERE door_key = ?1 AND door_key <> '' AND name = ?2 ORDER BY node, sort_key, id;

-- At a station, and with no station said.
-- name: reference_residents_behind_here
SELECT id, id_number, door, phone, node FROM resident
WHERE door_key = ?1 AND door_key <> '' AND node IN (?3, '') AND sort_key = ?4 AND name = ?2;

-- name: reference_residents_called
SELECT r.id, r.id_number, r.door, r.phone, r.node FROM lookup AS l CROSS JOIN resident AS r ON r.seq = l.ref
WHERE l.kind = ?1 AND l.near = ?2 AND l.key = ?3 AND r.name = ?4 ORDER BY l.ref;

-- Of a list's number, bare and with the digits of a station: ':' comes after the digits.
-- name: reference_residents_numbered
SELECT substr(subject, 11) FROM act WHERE subject = 'residents/' || ?1
UNION ALL SELECT substr(subject, 11) FROM act WHERE subject > 'residents/' || ?1 || '-' AND subject < 'residents/' || ?1 || '-:';
