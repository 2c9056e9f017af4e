-- SPDX-License-Identifier: MIT
-- Reference data and residents, row by row: records.c. Parameters and columns in the order of
-- domain/record_table.h, derived columns after them.

-- name: records_put_node
INSERT INTO node(
  code, name, parent, level, hours, phone, address
) VALUES (
  ?1, ?2, ?3, ?4, ?5, ?6, ?7
) ON CONFLICT(code) DO UPDATE SET
  name = ?2, parent = ?3, level = ?4, hours = ?5, phone = ?6, address = ?7;

-- name: records_get_node
SELECT
  code, name, parent, level, hours, phone, address
FROM node WHERE code = ?1;

-- name: records_each_node
SELECT code,
  code, name, parent, level, hours, phone, address
FROM node WHERE code > ?1 ORDER BY code;

-- name: records_count_node
SELECT count(*) FROM node;

-- name: records_put_grid
INSERT INTO grid(
  code, name, leader, places
) VALUES (
  ?1, ?2, ?3, ?4
) ON CONFLICT(code) DO UPDATE SET
  name = ?2, leader = ?3, places = ?4;

-- name: records_get_grid
SELECT
  code, name, leader, places
FROM grid WHERE code = ?1;

-- name: records_each_grid
SELECT code,
  code, name, leader, places
FROM grid WHERE code > ?1 ORDER BY code;

-- name: records_count_grid
SELECT count(*) FROM grid;

-- name: records_put_staff
INSERT INTO staff(
  id, name, title, duties, backup, roles, node, grids, phone, status, away_from, away_until, cover
) VALUES (
  ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13
) ON CONFLICT(id) DO UPDATE SET
  name = ?2, title = ?3, duties = ?4, backup = ?5, roles = ?6, node = ?7, grids = ?8, phone = ?9,
  status = ?10, away_from = ?11, away_until = ?12, cover = ?13;

-- name: records_get_staff
SELECT
  id, name, title, duties, backup, roles, node, grids, phone, status, away_from, away_until, cover
FROM staff WHERE id = ?1;

-- name: records_each_staff
SELECT id,
  id, name, title, duties, backup, roles, node, grids, phone, status, away_from, away_until, cover
FROM staff WHERE id > ?1 ORDER BY id;

-- name: records_count_staff
SELECT count(*) FROM staff;

-- name: records_put_duty
INSERT INTO duty(
  "on", shift, "from", "to", staff_id, seat, id, node
) VALUES (
  ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
) ON CONFLICT(id) DO UPDATE SET
  "on" = ?1, shift = ?2, "from" = ?3, "to" = ?4, staff_id = ?5, seat = ?6, node = ?8;

-- name: records_get_duty
SELECT
  "on", shift, "from", "to", staff_id, seat
FROM duty WHERE id = ?1;

-- name: records_each_duty
SELECT id,
  "on", shift, "from", "to", staff_id, seat
FROM duty WHERE id > ?1 ORDER BY id;

-- name: records_count_duty
SELECT count(*) FROM duty;

-- name: records_put_resident
INSERT INTO resident(
  id, name, sex, birth_on, id_number, phone, door, grid, class, tags, contact, contact_phone,
  liaison, sort_key, door_key, node, near
) VALUES (
  ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17
) ON CONFLICT(id) DO UPDATE SET
  name = ?2, sex = ?3, birth_on = ?4, id_number = ?5, phone = ?6, door = ?7, grid = ?8, class = ?9,
  tags = ?10, contact = ?11, contact_phone = ?12, liaison = ?13, sort_key = ?14, door_key = ?15,
  node = ?16, near = ?17;

-- name: records_get_resident
SELECT
  id, name, sex, birth_on, id_number, phone, door, grid, class, tags, contact, contact_phone,
  liaison, seq, near
FROM resident WHERE id = ?1;

-- name: records_each_resident
SELECT id,
  id, name, sex, birth_on, id_number, phone, door, grid, class, tags, contact, contact_phone,
  liaison
FROM resident WHERE id > ?1 ORDER BY id;

-- name: records_count_resident
SELECT count(*) FROM resident;

-- name: records_put_service
INSERT INTO service(
  code, name, aliases, category, origin, department, "limit", materials, steps, legal_basis,
  coverage, cost, place, hours, instead
) VALUES (
  ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15
) ON CONFLICT(code) DO UPDATE SET
  name = ?2, aliases = ?3, category = ?4, origin = ?5, department = ?6, "limit" = ?7,
  materials = ?8, steps = ?9, legal_basis = ?10, coverage = ?11, cost = ?12, place = ?13,
  hours = ?14, instead = ?15;

-- name: records_get_service
SELECT
  code, name, aliases, category, origin, department, "limit", materials, steps, legal_basis,
  coverage, cost, place, hours, instead, seq
FROM service WHERE code = ?1;

-- name: records_each_service
SELECT code,
  code, name, aliases, category, origin, department, "limit", materials, steps, legal_basis,
  coverage, cost, place, hours, instead
FROM service WHERE code > ?1 ORDER BY code;

-- name: records_count_service
SELECT count(*) FROM service;

-- name: records_put_resource
INSERT INTO resource(
  code, name, owner, kind, quantity, how, lead_time, phone
) VALUES (
  ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
) ON CONFLICT(code) DO UPDATE SET
  name = ?2, owner = ?3, kind = ?4, quantity = ?5, how = ?6, lead_time = ?7, phone = ?8;

-- name: records_get_resource
SELECT
  code, name, owner, kind, quantity, how, lead_time, phone
FROM resource WHERE code = ?1;

-- name: records_each_resource
SELECT code,
  code, name, owner, kind, quantity, how, lead_time, phone
FROM resource WHERE code > ?1 ORDER BY code;

-- name: records_count_resource
SELECT count(*) FROM resource;

-- name: records_put_demand
INSERT INTO demand(
  "on", kind, subject, resident, phone, grid, source, id
) VALUES (
  ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
) ON CONFLICT(id) DO UPDATE SET
  "on" = ?1, kind = ?2, subject = ?3, resident = ?4, phone = ?5, grid = ?6, source = ?7;

-- name: records_get_demand
SELECT
  "on", kind, subject, resident, phone, grid, source
FROM demand WHERE id = ?1;

-- name: records_each_demand
SELECT id,
  "on", kind, subject, resident, phone, grid, source
FROM demand WHERE id > ?1 ORDER BY id;

-- name: records_count_demand
SELECT count(*) FROM demand;

-- name: records_put_calendar
INSERT INTO calendar(
  date, kind, name
) VALUES (
  ?1, ?2, ?3
) ON CONFLICT(date) DO UPDATE SET
  kind = ?2, name = ?3;

-- name: records_get_calendar
SELECT
  date, kind, name
FROM calendar WHERE date = ?1;

-- name: records_each_calendar
SELECT date,
  date, kind, name
FROM calendar WHERE date > ?1 ORDER BY date;

-- name: records_count_calendar
SELECT count(*) FROM calendar;

-- Today's roster, the desk's own seats first.
-- name: records_duty_of_day
SELECT staff_id, shift, seat, "from", "to" FROM duty WHERE "on" = ?1 ORDER BY "on", id;

-- name: records_grid_leaders
SELECT code, leader FROM grid ORDER BY code;

-- name: records_residents_of_door
SELECT id FROM resident WHERE door_key = ?1 AND door_key <> '' ORDER BY node, sort_key, id;

-- name: records_residents_named
SELECT id FROM resident WHERE sort_key = ?1 AND name = ?2 ORDER BY id;
