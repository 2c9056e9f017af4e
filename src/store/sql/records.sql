-- SPDX-License-Identifier: MIT
-- Reading and projecting records: records.c. A fragment that selects the columns of a kind, its fields in
-- the order of domain/record_table.h and then the id, is put before one that says which rows.

-- name: fragment_records_columns_nodes
SELECT
    code, name, parent, level, hours, phone, address, code

-- name: fragment_records_columns_grids
SELECT
    code, name, leader, places, code

-- name: fragment_records_columns_staff
SELECT
    id, name, title, duties, backup, roles, node, grids, phone, status, away_from,
    away_until, cover, id

-- name: fragment_records_columns_duty
SELECT
    "on", shift, "from", "to", staff_id, seat, id

-- name: fragment_records_columns_residents
SELECT
    id, name, sex, birth_on, id_number, phone, door, grid, class, tags, contact,
    contact_phone, liaison, joined, apart, home, id

-- name: fragment_records_columns_services
SELECT
    code, name, aliases, category, origin, department, "limit", materials, steps,
    legal_basis, coverage, cost, place, hours, instead, supplement, code

-- name: fragment_records_columns_resources
SELECT
    code, name, owner, kind, quantity, how, lead_time, phone, code

-- name: fragment_records_columns_demands
SELECT
    "on", kind, subject, resident, phone, grid, source, state, node, id

-- name: fragment_records_columns_visits
SELECT
    id, at, staff, resident, door, grid, class, result, whom, met, text, cases, demands, state,
    entered_at, node, id

-- name: fragment_records_columns_calendar
SELECT
    date, kind, name, date

-- name: fragment_records_columns_sessions
SELECT
    code, at, place, subject, node, caller, cases, guests, conclusions, tasks, previous,
    status, code

-- name: fragment_records_columns_handovers
SELECT
    code, "on", node, giver, "to", lines, status, taker, taken_at, code

-- name: fragment_records_at_nodes
FROM node WHERE code = ?1

-- name: fragment_records_at_grids
FROM grid WHERE code = ?1

-- name: fragment_records_at_staff
FROM staff WHERE id = ?1

-- name: fragment_records_at_duty
FROM duty WHERE id = ?1

-- name: fragment_records_at_residents
FROM resident WHERE id = ?1

-- name: fragment_records_at_services
FROM service WHERE code = ?1

-- name: fragment_records_at_resources
FROM resource WHERE code = ?1

-- name: fragment_records_at_demands
FROM demand WHERE id = ?1

-- name: fragment_records_at_visits
FROM visit WHERE id = ?1

-- name: fragment_records_at_calendar
FROM calendar WHERE date = ?1

-- name: fragment_records_at_sessions
FROM session WHERE code = ?1

-- name: fragment_records_at_handovers
FROM handover WHERE code = ?1

-- name: fragment_records_after_nodes
FROM node WHERE code > ?1 ORDER BY code

-- name: fragment_records_after_grids
FROM grid WHERE code > ?1 ORDER BY code

-- name: fragment_records_after_staff
FROM staff WHERE id > ?1 ORDER BY id

-- name: fragment_records_after_duty
FROM duty WHERE id > ?1 ORDER BY id

-- name: fragment_records_after_residents
FROM resident WHERE id > ?1 ORDER BY id

-- name: fragment_records_after_services
FROM service WHERE code > ?1 ORDER BY code

-- name: fragment_records_after_resources
FROM resource WHERE code > ?1 ORDER BY code

-- name: fragment_records_after_demands
FROM demand WHERE id > ?1 ORDER BY id

-- name: fragment_records_after_visits
FROM visit WHERE id > ?1 ORDER BY id

-- name: fragment_records_after_calendar
FROM calendar WHERE date > ?1 ORDER BY date

-- name: fragment_records_after_sessions
FROM session WHERE code > ?1 ORDER BY code

-- name: records_count_nodes
SELECT count(*) FROM node

-- name: records_count_grids
SELECT count(*) FROM grid

-- name: records_count_staff
SELECT count(*) FROM staff

-- name: records_count_duty
SELECT count(*) FROM duty

-- name: records_count_residents
SELECT count(*) FROM resident

-- name: records_count_services
SELECT count(*) FROM service

-- name: records_count_resources
SELECT count(*) FROM resource

-- name: records_count_demands
SELECT count(*) FROM demand

-- name: records_count_visits
SELECT count(*) FROM visit

-- name: records_count_calendar
SELECT count(*) FROM calendar

-- name: fragment_records_after_handovers
FROM handover WHERE code > ?1 ORDER BY code

-- name: records_count_handovers
SELECT count(*) FROM handover

-- name: records_count_sessions
SELECT count(*) FROM session

-- Parameters: the id, the fields, then what is derived.
-- name: records_put_nodes
REPLACE INTO node (
    code, name, parent, level, hours, phone, address
) VALUES (
    ?1, ?3, ?4, ?5, ?6, ?7, ?8
)

-- name: records_put_grids
REPLACE INTO grid (
    code, name, leader, places
) VALUES (
    ?1, ?3, ?4, ?5
)

-- name: records_put_staff
REPLACE INTO staff (
    id, name, title, duties, backup, roles, node, grids, phone, status, away_from,
    away_until, cover
) VALUES (
    ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14
)

-- name: records_put_duty
REPLACE INTO duty (
    id, "on", shift, "from", "to", staff_id, seat, node
) VALUES (
    ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
)

-- name: records_put_residents
INSERT INTO resident (
    id, name, sex, birth_on, id_number, phone, door, grid, class, tags, contact,
    contact_phone, liaison, joined, apart, home, sort_key, door_key, node, household, since_on
) VALUES (
    ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22
) ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, sex = excluded.sex, birth_on = excluded.birth_on,
    id_number = excluded.id_number, phone = excluded.phone, door = excluded.door,
    grid = excluded.grid, class = excluded.class, tags = excluded.tags,
    contact = excluded.contact, contact_phone = excluded.contact_phone,
    liaison = excluded.liaison, joined = excluded.joined, apart = excluded.apart, home = excluded.home, sort_key = excluded.sort_key, door_key = excluded.door_key,
    node = excluded.node, household = excluded.household, since_on = excluded.since_on

-- name: records_put_services
INSERT INTO service (
    code, name, aliases, category, origin, department, "limit", materials, steps,
    legal_basis, coverage, cost, place, hours, instead, supplement
) VALUES (
    ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17
) ON CONFLICT (code) DO UPDATE SET
    name = excluded.name, aliases = excluded.aliases, category = excluded.category,
    origin = excluded.origin, department = excluded.department, "limit" = excluded."limit",
    materials = excluded.materials, steps = excluded.steps,
    legal_basis = excluded.legal_basis, coverage = excluded.coverage, cost = excluded.cost,
    place = excluded.place, hours = excluded.hours, instead = excluded.instead,
    supplement = excluded.supplement

-- name: records_put_resources
REPLACE INTO resource (
    code, name, owner, kind, quantity, how, lead_time, phone
) VALUES (
    ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9
)

-- name: records_put_demands
REPLACE INTO demand (
    id, "on", kind, subject, resident, phone, grid, source, state, node
) VALUES (
    ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
)

-- name: records_put_visits
REPLACE INTO visit (
    id, at, staff, resident, door, grid, class, result, whom, met, text, cases, demands, state,
    entered_at, node, happened_at, day, household, person_count
) VALUES (
    ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21
)

-- name: records_put_calendar
REPLACE INTO calendar (
    date, kind, name
) VALUES (
    ?1, ?3, ?4
)

-- name: records_put_sessions
REPLACE INTO session (
    code, at, place, subject, node, caller, cases, guests, conclusions, tasks, previous,
    status
) VALUES (
    ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13
)

-- The number by which the search knows a row.
-- name: records_place_residents
SELECT seq FROM resident WHERE id = ?1

-- name: records_place_services
SELECT seq FROM service WHERE code = ?1

-- name: records_remove_nodes
DELETE FROM node WHERE code = ?1

-- name: records_remove_grids
DELETE FROM grid WHERE code = ?1

-- name: records_remove_staff
DELETE FROM staff WHERE id = ?1

-- name: records_remove_duty
DELETE FROM duty WHERE id = ?1

-- name: records_remove_residents
DELETE FROM resident WHERE id = ?1

-- name: records_remove_services
DELETE FROM service WHERE code = ?1

-- name: records_remove_resources
DELETE FROM resource WHERE code = ?1

-- name: records_remove_demands
DELETE FROM demand WHERE id = ?1

-- name: records_remove_visits
DELETE FROM visit WHERE id = ?1

-- name: records_remove_calendar
DELETE FROM calendar WHERE date = ?1

-- name: records_put_handovers
REPLACE INTO handover (
    code, "on", node, giver, "to", lines, status, taker, taken_at
) VALUES (
    ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
)

-- name: records_remove_handovers
DELETE FROM handover WHERE code = ?1

-- name: records_remove_sessions
DELETE FROM session WHERE code = ?1

-- Who was joined into whom: records_who.c.
-- name: records_joined_of
SELECT joined, who FROM resident WHERE id = ?1

-- name: records_joined_into
SELECT id FROM resident WHERE joined = ?1 AND joined <> ''

-- name: records_is_joined_into
SELECT 1 FROM resident WHERE joined = ?1 AND joined <> '' LIMIT 1

-- name: records_who_put
UPDATE resident SET who = ?2 WHERE id = ?1

-- name: records_stand_for
SELECT id FROM resident WHERE who = ?1 AND who <> ''

-- Two who may be one: the same name, however it is spaced and dotted, and the same phone, door or birthday; no two ID
-- numbers, and nobody has said that they are two.
-- name: records_doubles
SELECT a.id, b.id,
    CASE WHEN a.id_number <> '' AND a.id_number = b.id_number THEN 'id_number'
        WHEN a.phone <> '' AND a.phone = b.phone THEN 'phone'
        WHEN a.door <> '' AND a.door = b.door THEN 'door'
        ELSE 'birth_on' END
FROM resident AS a CROSS JOIN resident AS b INDEXED BY resident_sort
    ON b.sort_key = a.sort_key AND b.id > a.id
WHERE a.who = '' AND b.who = '' AND (a.id_number = '' OR b.id_number = '' OR a.id_number = b.id_number)
    AND ((a.id_number <> '' AND a.id_number = b.id_number) OR (a.phone <> '' AND a.phone = b.phone)
        OR (a.door <> '' AND a.door = b.door) OR (a.birth_on <> '' AND a.birth_on = b.birth_on))
    AND instr(';' || a.apart || ';', ';' || b.id || ';') = 0
    AND instr(';' || b.apart || ';', ';' || a.id || ';') = 0
ORDER BY a.id, b.id LIMIT ?1

-- name: fragment_records_from_day
FROM duty WHERE "on" = ?1 ORDER BY id

-- name: records_duty_span
SELECT coalesce((SELECT min("on") FROM duty), ''), coalesce((SELECT max("on") FROM duty), '');

-- name: fragment_records_from_key
FROM lookup AS l CROSS JOIN resident ON seq = l.ref
WHERE l.kind = ?1 AND l.near = ?2 AND l.key = ?3 ORDER BY l.ref

-- name: fragment_records_from_door
FROM resident WHERE door_key = ?1 AND door_key <> '' ORDER BY node, sort_key, id

-- name: fragment_records_from_household
FROM resident WHERE door_key = ?1 AND door_key <> '' AND node = ?2
    AND (?3 = '' OR grid = '' OR grid = ?3) AND who = ''
ORDER BY sort_key, id

-- Pages of lists, forward and back. ?1 is what the list is about, ?2 and ?3 the order key and the id
-- of the row before, ?4 how many.

-- name: fragment_page_nodes_of_parent
FROM node WHERE parent = ?1 AND code > ?3
ORDER BY code LIMIT ?4

-- name: fragment_page_nodes_of_parent_back
FROM node WHERE parent = ?1 AND code < ?3
ORDER BY code DESC LIMIT ?4

-- name: fragment_page_grids_of_node
FROM grid WHERE code > ?1 || '-' AND code < ?1 || '.' AND code > ?3
ORDER BY code LIMIT ?4

-- name: fragment_page_grids_of_node_back
FROM grid WHERE code > ?1 || '-' AND code < ?1 || '.' AND code < ?3
ORDER BY code DESC LIMIT ?4

-- name: fragment_page_staff_of_node
FROM staff WHERE node = ?1 AND id > ?3
ORDER BY id LIMIT ?4

-- name: fragment_page_staff_of_node_back
FROM staff WHERE node = ?1 AND id < ?3
ORDER BY id DESC LIMIT ?4

-- name: fragment_page_duty_of_day
FROM duty WHERE "on" = ?1 AND id > ?3
ORDER BY id LIMIT ?4

-- name: fragment_page_duty_of_day_back
FROM duty WHERE "on" = ?1 AND id < ?3
ORDER BY id DESC LIMIT ?4

-- name: fragment_page_duty_of_node
FROM duty WHERE node = ?1 AND id > ?3
ORDER BY id LIMIT ?4

-- name: fragment_page_duty_of_node_back
FROM duty WHERE node = ?1 AND id < ?3
ORDER BY id DESC LIMIT ?4

-- name: fragment_page_residents
FROM resident WHERE (sort_key, id) > (?2, ?3) AND who = ''
ORDER BY sort_key, id LIMIT ?4

-- name: fragment_page_residents_back
FROM resident WHERE (sort_key, id) < (?2, ?3) AND who = ''
ORDER BY sort_key DESC, id DESC LIMIT ?4

-- name: fragment_page_residents_of_grid
FROM resident WHERE grid = ?1 AND (sort_key, id) > (?2, ?3) AND who = ''
ORDER BY sort_key, id LIMIT ?4

-- name: fragment_page_residents_of_grid_back
FROM resident WHERE grid = ?1 AND (sort_key, id) < (?2, ?3) AND who = ''
ORDER BY sort_key DESC, id DESC LIMIT ?4

-- name: fragment_page_services
FROM service WHERE (category, code) > (?2, ?3)
ORDER BY category, code LIMIT ?4

-- name: fragment_page_services_back
FROM service WHERE (category, code) < (?2, ?3)
ORDER BY category DESC, code DESC LIMIT ?4

-- name: fragment_page_services_of_category
FROM service WHERE category = ?1 AND code > ?3
ORDER BY code LIMIT ?4

-- name: fragment_page_services_of_category_back
FROM service WHERE category = ?1 AND code < ?3
ORDER BY code DESC LIMIT ?4

-- name: fragment_page_resources
FROM resource WHERE (kind, code) > (?2, ?3)
ORDER BY kind, code LIMIT ?4

-- name: fragment_page_resources_back
FROM resource WHERE (kind, code) < (?2, ?3)
ORDER BY kind DESC, code DESC LIMIT ?4

-- name: fragment_page_resources_of_kind
FROM resource WHERE kind = ?1 AND code > ?3
ORDER BY code LIMIT ?4

-- name: fragment_page_resources_of_kind_back
FROM resource WHERE kind = ?1 AND code < ?3
ORDER BY code DESC LIMIT ?4

-- name: fragment_page_demands
FROM demand WHERE ("on", id) < (?2, ?3)
ORDER BY "on" DESC, id DESC LIMIT ?4

-- name: fragment_page_demands_back
FROM demand WHERE ("on", id) > (?2, ?3)
ORDER BY "on", id LIMIT ?4

-- name: fragment_page_demands_of_grid
FROM demand WHERE grid = ?1 AND ("on", id) < (?2, ?3)
ORDER BY "on" DESC, id DESC LIMIT ?4

-- name: fragment_page_demands_of_grid_back
FROM demand WHERE grid = ?1 AND ("on", id) > (?2, ?3)
ORDER BY "on", id LIMIT ?4

-- name: fragment_page_sessions
FROM session WHERE (at, code) < (?2, ?3)
ORDER BY at DESC, code DESC LIMIT ?4

-- name: fragment_page_handovers
FROM handover WHERE ("on", code) < (?2, ?3)
ORDER BY "on" DESC, code DESC LIMIT ?4

-- name: fragment_page_handovers_back
FROM handover WHERE ("on", code) > (?2, ?3)
ORDER BY "on", code LIMIT ?4

-- name: fragment_page_handovers_of_node
FROM handover WHERE node = ?1 AND ("on", code) < (?2, ?3)
ORDER BY "on" DESC, code DESC LIMIT ?4

-- name: fragment_page_handovers_of_node_back
FROM handover WHERE node = ?1 AND ("on", code) > (?2, ?3)
ORDER BY "on", code LIMIT ?4

-- name: fragment_page_handovers_given
FROM handover WHERE status = 'given' AND node = ?1 AND ("on", code) < (?2, ?3)
ORDER BY "on" DESC, code DESC LIMIT ?4

-- name: fragment_page_handovers_given_back
FROM handover WHERE status = 'given' AND node = ?1 AND ("on", code) > (?2, ?3)
ORDER BY "on", code LIMIT ?4

-- name: fragment_page_handovers_draft
FROM handover WHERE status = 'draft' AND giver = ?1 AND ("on", code) < (?2, ?3)
ORDER BY "on" DESC, code DESC LIMIT ?4

-- name: fragment_page_handovers_draft_back
FROM handover WHERE status = 'draft' AND giver = ?1 AND ("on", code) > (?2, ?3)
ORDER BY "on", code LIMIT ?4

-- name: fragment_page_sessions_back
FROM session WHERE (at, code) > (?2, ?3)
ORDER BY at, code LIMIT ?4
