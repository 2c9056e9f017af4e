-- SPDX-License-Identifier: MIT
-- Who is there already: query_reference.c.

-- name: reference_residents_named
SELECT id, id_number, door, phone FROM resident WHERE sort_key = ?1 AND name = ?2 ORDER BY id;
