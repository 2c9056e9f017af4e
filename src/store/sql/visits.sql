-- SPDX-License-Identifier: MIT
-- Keeping what follows from visits (visits.c), and reading it (query_visits.c).

-- A resident's, and that of whom they stand for.
-- name: visits_household_of
SELECT household FROM resident WHERE id = ?1
UNION ALL SELECT s.household FROM resident AS r CROSS JOIN resident AS s ON s.id = r.who
WHERE r.id = ?1 AND r.who <> '';

-- name: visits_members
SELECT id, class, tags, since_on, contact_phone, iif(grid <> '', grid, node) FROM resident WHERE household = ?1
AND who = '' ORDER BY sort_key, id;

-- ?2: whether a telephone call counts
-- name: visits_met_on
SELECT max(day) FROM visit_met
WHERE resident IN (SELECT ?1 UNION ALL SELECT id FROM resident WHERE who = ?1 AND who <> '') AND (result = 'met' OR (?2 AND result = 'phoned'));

-- name: visits_latest
SELECT result, whom = 'contact', cases <> '', happened_at, state <> '' FROM visit WHERE household = ?1
ORDER BY happened_at DESC, id DESC LIMIT ?2;

-- name: visits_any
SELECT EXISTS(SELECT 1 FROM visit WHERE id > '');

-- name: visits_met_clear
DELETE FROM visit_met WHERE visit = ?1;

-- name: visits_met_put
INSERT INTO visit_met(resident, day, visit, result) VALUES (?1, ?2, ?3, ?4);

-- name: visits_count_add
INSERT INTO visit_count(day, place, class, staff, result, visit_count, person_count)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT DO UPDATE SET visit_count = visit_count + ?6, person_count = person_count + ?7;

-- name: visits_count_drop_empty
DELETE FROM visit_count
WHERE day = ?1 AND place = ?2 AND class = ?3 AND staff = ?4 AND result = ?5 AND visit_count = 0;

-- name: visits_load_add
INSERT INTO visit_load(place, due_on, class, count) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO UPDATE SET count = count + ?4;

-- name: visits_load_drop_empty
DELETE FROM visit_load WHERE place = ?1 AND due_on = ?2 AND class = ?3 AND count = 0;

-- name: visits_household_get
SELECT place, due_on, class, who, step, member_count, met_on, last_at, last_result FROM household
WHERE key = ?1;

-- name: visits_household_put
REPLACE INTO household(key, place, due_on, class, who, step, member_count, met_on, last_at, last_result)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: visits_household_drop
DELETE FROM household WHERE key = ?1;

-- name: visits_household_keys
SELECT DISTINCT household FROM resident ORDER BY household;

-- name: visits_households_clear
DELETE FROM household;

-- name: visits_load_clear
DELETE FROM visit_load;

-- name: visits_households_total
SELECT count(*) FROM household;

-- name: visits_load_all
SELECT place, due_on, class, count FROM visit_load ORDER BY place, due_on, class;

-- name: visits_load_recount
SELECT place, due_on, class, count(*) FROM household GROUP BY place, due_on, class
ORDER BY place, due_on, class;

-- name: visits_count_all
SELECT day, place, class, staff, result, visit_count, person_count FROM visit_count
ORDER BY day, place, class, staff, result;

-- name: visits_count_recount
SELECT day, iif(grid <> '', grid, node) AS place, class, staff, result, count(*), sum(person_count) FROM visit
WHERE state = '' AND whom <> 'contact'
GROUP BY day, place, class, staff, result ORDER BY day, place, class, staff, result;

-- Pages of households to be visited: columns, where, order. ?1 place, ?2 class, ?3 ?4 the day and key
-- that the page begins after, ?5 how many, ?6 the last day, ?7 the area that all of them lie in.
-- name: fragment_household_columns
SELECT h.key, r.grid, h.class, h.due_on, h.who, h.step, h.member_count, h.met_on, h.last_at,
  h.last_result, r.name, r.door, r.phone, r.tags, r.liaison, r.contact, r.contact_phone, r.birth_on, r.node
FROM household AS h CROSS JOIN resident AS r ON r.id = h.who

-- name: fragment_household_where_all
WHERE substr(h.place, 1, length(?7)) = ?7

-- name: fragment_household_where_place
WHERE h.place = ?1

-- name: fragment_household_where_class
WHERE h.class = ?2 AND substr(h.place, 1, length(?7)) = ?7

-- name: fragment_household_where_place_class
WHERE h.place = ?1 AND h.class = ?2

-- name: fragment_household_after
AND (h.due_on, h.key) > (?3, ?4) AND h.due_on <= ?6 ORDER BY h.due_on, h.key LIMIT ?5

-- name: fragment_household_before
AND (h.due_on, h.key) < (?3, ?4) AND h.due_on <= ?6 ORDER BY h.due_on DESC, h.key DESC LIMIT ?5

-- name: fragment_household_from
AND (h.due_on, h.key) >= (?3, ?4) AND h.due_on <= ?6 ORDER BY h.due_on, h.key LIMIT ?5

-- name: fragment_household_at
WHERE h.key = ?1

-- Due until a day, and late before it, by place; or of all places of an area.
-- name: visits_due_counts
SELECT coalesce(sum(count), 0), coalesce(sum(iif(due_on < ?2, count, 0)), 0) FROM visit_load
WHERE place = ?1 AND due_on <= ?2;

-- name: visits_due_counts_all
SELECT coalesce(sum(count), 0), coalesce(sum(iif(due_on < ?2, count, 0)), 0) FROM visit_load
WHERE place >= ?1 AND place < ?1 || '~' AND due_on <= ?2;

-- name: fragment_visits_of_household
FROM visit WHERE household = ?1 ORDER BY happened_at DESC, id DESC LIMIT ?2

-- name: fragment_visits_of_staff
FROM visit WHERE staff = ?1 ORDER BY happened_at DESC, id DESC LIMIT ?2

-- name: visits_counted
SELECT place, class, staff, result, sum(visit_count), sum(person_count) FROM visit_count
WHERE day BETWEEN ?1 AND ?2 GROUP BY place, class, staff, result ORDER BY place, class, staff, result;

-- name: fragment_household_members
FROM resident WHERE household = ?1 AND who = '' ORDER BY sort_key, id
