-- SPDX-License-Identifier: MIT
-- Who is there already: query_reference.c.

-- name: projection_create_resident_card
CREATE INDEX resident_card ON resident (id_number, id) WHERE id_number <> '';

-- name: reference_resident_of_card
SELECT id FROM resident WHERE id_number = ?1 AND id_number <> '' ORDER BY id LIMIT 1;

-- name: reference_residents_named
SELECT id, id_number, door, phone FROM resident WHERE sort_key = ?1 AND name = ?2 ORDER BY id;
