-- SPDX-License-Identifier: MIT
-- Writing and reading the projection of cases: matters.c.

-- name: matters_add
INSERT OR FAIL INTO matter(number, node, state, is_open, rule, holder, first_contact, unit, channel, via,
  urgency, service, category, grid, ref, subject, resident, name, phone, door, opened_at, closed_at,
  due_on, unit_due_on, outcome, flags, bounces, attitude, ability, callback_at, pause_until_at, late_on,
  unaccepted_at, unit_late_on, reminds, source, merged_into, contact, contact_phone, code)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
  ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40);

-- What changes a row: the heads and ends, and a line for each column in the order of matters_add; only the columns that
-- differ are set, so that the indexes of the others are left alone. The last parameter is its seq.
-- name: matters_change
UPDATE matter SET

-- name: matters_change_columns
number = ?1
node = ?2
state = ?3
is_open = ?4
rule = ?5
holder = ?6
first_contact = ?7
unit = ?8
channel = ?9
via = ?10
urgency = ?11
service = ?12
category = ?13
grid = ?14
ref = ?15
subject = ?16
resident = ?17
name = ?18
phone = ?19
door = ?20
opened_at = ?21
closed_at = ?22
due_on = ?23
unit_due_on = ?24
outcome = ?25
flags = ?26
bounces = ?27
attitude = ?28
ability = ?29
callback_at = ?30
pause_until_at = ?31
late_on = ?32
unaccepted_at = ?33
unit_late_on = ?34
reminds = ?35
source = ?36
merged_into = ?37
contact = ?38
contact_phone = ?39
code = ?40

-- name: matters_change_where
WHERE seq = ?41

-- The indexes that only lists read; those of residents and numbers are asked while cases come in. Then: whether it is the
-- one that a long list leaves for its end.
-- name: matters_list_indexes
SELECT 'DROP INDEX ' || name, sql, name = 'matter_door' FROM sqlite_schema
WHERE type = 'index' AND tbl_name = 'matter' AND sql IS NOT NULL AND name NOT IN ('matter_resident', 'matter_number')
ORDER BY name;

-- name: matters_has_late_index
SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = 'matter_door';

-- The columns in the order of matters_add.
-- name: matters_get
SELECT number, node, state, is_open, rule, holder, first_contact, unit, channel, via, urgency,
  service, category, grid, ref, subject, resident, name, phone, door, opened_at, closed_at, due_on,
  unit_due_on, outcome, flags, bounces, attitude, ability, callback_at, pause_until_at, late_on,
  unaccepted_at, unit_late_on, reminds, source, merged_into, contact, contact_phone, code, seq
FROM matter WHERE code = substr(?1, -9) AND number = ?1;

-- name: moved_days
SELECT due_on, unit_due_on FROM matter WHERE code = substr(?1, -9) AND number = ?1;

-- name: matters_latest
SELECT max(seq) FROM matter;

-- name: matters_subject_of
SELECT subject FROM matter WHERE code = substr(?1, -9) AND number = ?1;

-- name: matters_find_code
SELECT number FROM matter WHERE code = ?1 LIMIT 2;

-- name: matters_open_of_holder
SELECT number FROM matter WHERE holder = ?1 AND is_open = 1 ORDER BY due_on, seq;

-- name: matters_open
SELECT number FROM matter WHERE is_open = 1 ORDER BY due_on, seq;

-- Closed ones that are due on a day or later, or that a calendar is missing for (flag ?2).
-- name: matters_closed_since
SELECT number FROM matter
WHERE is_open = 0 AND (due_on BETWEEN ?1 AND 2147483646 OR unit_due_on BETWEEN ?1 AND 2147483646 OR (flags & ?2) <> 0);

-- Paused cases whose time has come.
-- name: matters_paused
SELECT number FROM matter
WHERE is_open = 1 AND pause_until_at > 0 AND pause_until_at < ?1
ORDER BY pause_until_at, seq;

-- Those that may time out (matter_times_out()): assigned before a day and not accepted.
-- name: matters_unaccepted
SELECT number, node FROM matter
WHERE is_open = 1 AND unaccepted_at > 0 AND unaccepted_at < ?1
ORDER BY unaccepted_at, seq;

-- And those past their due day that nothing else holds up.
-- name: matters_overdue
SELECT number FROM matter
WHERE is_open = 1 AND state IN ('received', 'handling') AND due_on < ?1 AND rule <> 'fallback'
ORDER BY due_on, seq;

-- name: matters_due_on
SELECT number, node FROM matter
WHERE is_open = 1 AND due_on = ?1 AND state NOT IN ('waiting', 'shelved')
ORDER BY seq;

-- name: home_add
INSERT OR IGNORE INTO home(node) VALUES (?1);

-- name: home_drop_empty
DELETE FROM home WHERE node = ?1 AND NOT EXISTS (SELECT 1 FROM matter WHERE matter.node = ?1);

-- name: home_each
SELECT node FROM home WHERE node > '' ORDER BY node;

-- name: home_recount
SELECT DISTINCT node FROM matter WHERE node > '' ORDER BY node;

-- name: promise_clear
DELETE FROM promise WHERE number = ?1;

-- name: promise_put
INSERT INTO promise(number, place, at, kind, staff, text, is_kept) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: promise_get
SELECT place, at, kind, staff, text, is_kept FROM promise WHERE number = ?1 ORDER BY place;

-- name: load_add
UPDATE load SET open_count = open_count + ?4, replied_count = replied_count + ?5
WHERE holder = ?2 AND node = ?1 AND due_on = ?3;

-- name: load_new
INSERT INTO load(node, holder, due_on, open_count, replied_count) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: load_drop_empty
DELETE FROM load WHERE holder = ?2 AND node = ?1 AND due_on = ?3 AND open_count = 0;

-- name: load_each
SELECT node, holder, sum(open_count), sum(iif(due_on < ?1, open_count, 0)), sum(replied_count)
FROM load GROUP BY holder, node;

-- name: load_holders
SELECT holder, node FROM load_past ORDER BY holder, node;

-- name: load_holder_add
INSERT OR IGNORE INTO load_past(node, holder, open_count, replied_count) VALUES (?1, ?2, 0, 0);

-- name: load_holder_drop_empty
DELETE FROM load_past WHERE holder = ?2 AND node = ?1 AND NOT EXISTS (SELECT 1 FROM load WHERE holder = ?2 AND node = ?1);

-- ?4: the days from here on.
-- name: load_of
SELECT coalesce(sum(open_count), 0), coalesce(sum(iif(due_on < ?3, open_count, 0)), 0),
  coalesce(sum(replied_count), 0)
FROM load WHERE holder = ?1 AND node = ?2 AND due_on >= ?4;

-- name: load_past_of
SELECT open_count, replied_count FROM load_past WHERE holder = ?1 AND node = ?2;

-- name: load_recount
SELECT node, holder, late_on AS day, count(*),
  sum(state = 'replied') FROM matter WHERE is_open = 1 GROUP BY holder, node, day ORDER BY holder, node, day;

-- name: load_all
SELECT node, holder, due_on, open_count, replied_count FROM load ORDER BY holder, node, due_on;

-- name: tally_put
INSERT INTO tally(day, node, kind, count) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO UPDATE SET count = ?4;

-- name: tally_of_day
SELECT node, kind, count FROM tally WHERE day = ?1 ORDER BY node, kind;

-- name: tally_all
SELECT day, node, kind, count FROM tally ORDER BY day, node, kind;

-- name: matters_digest
SELECT number, node, state, is_open, rule, holder, first_contact, unit, channel, via, urgency,
  service, category, grid, ref, subject, resident, name, phone, door, opened_at, closed_at, due_on,
  unit_due_on, outcome, flags, bounces, attitude, ability, callback_at, pause_until_at, late_on,
  unaccepted_at, unit_late_on, reminds, source, merged_into, contact, contact_phone
FROM matter ORDER BY code, number;

-- name: promise_digest
SELECT number, place, at, kind, staff, text, is_kept FROM promise ORDER BY number, place;

-- A row is nearly always there: changing it costs a third of an insertion that finds it.
-- name: queue_count_add
UPDATE queue_count SET count = count + ?5, beside = beside + ?6, opened = opened + ?7
WHERE queue = ?1 AND argument = ?2 AND day = ?3 AND node = ?4;

-- name: queue_count_new
INSERT INTO queue_count(queue, argument, day, node, count, beside, opened) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: queue_count_drop_empty
DELETE FROM queue_count
WHERE queue = ?1 AND argument = ?2 AND day = ?3 AND node = ?4 AND count = 0 AND beside = 0 AND opened = 0;

-- name: queue_count_all
SELECT queue, argument, day, node, count, beside, opened FROM queue_count ORDER BY queue, argument, day, node;

-- The conditions of the queues once more, apart from those that the counts are kept by. ?1: what the site's zone
-- adds to a time.
-- name: queue_count_recount
WITH seen(is_grid, who, late, seq) AS (
  SELECT 1, grid, late_on, seq FROM matter WHERE grid <> ''
  UNION ALL SELECT 0, who, iif(party = 2, unit_late_on, late_on), m.seq
    FROM audience AS a JOIN matter AS m ON m.seq = a.seq WHERE party > 0),
theirs AS (SELECT is_grid, who, late, m.* FROM seen JOIN matter AS m ON m.seq = seen.seq)
SELECT queue, argument, day, node, sum(beside IS NULL AND opened IS NULL), count(beside), count(opened) FROM (
  SELECT 'open' AS queue, '' AS argument, late_on AS day, node, NULL AS beside, NULL AS opened FROM matter WHERE is_open = 1
  UNION ALL SELECT 'open', '', unit_late_on, node, 1, NULL FROM matter WHERE is_open = 1
  UNION ALL SELECT 'closed', '', (closed_at + ?1) / 86400000, node, NULL, NULL FROM matter WHERE is_open = 0
  UNION ALL SELECT 'fallback', '', late_on, node, NULL, NULL FROM matter WHERE is_open = 1 AND rule = 'fallback'
  UNION ALL SELECT 'unaccepted', '', late_on, node, NULL, NULL FROM matter
    WHERE is_open = 1 AND unaccepted_at > 0 AND state IN ('received', 'handling')
  UNION ALL SELECT 'callbacks', '', 2147483647, node, NULL, NULL FROM matter WHERE is_open = 1 AND callback_at > 0
  UNION ALL SELECT 'grid', grid, late_on, node, NULL, NULL FROM matter WHERE is_open = 1 AND grid <> ''
  UNION ALL SELECT 'grid', grid, late_on, node, 1, NULL FROM matter
    WHERE is_open = 1 AND grid <> '' AND state = 'received' AND rule = 'first-contact'
  UNION ALL SELECT 'grid', grid, (opened_at + ?1) / 86400000, node, NULL, 1 FROM matter WHERE is_open = 1
  UNION ALL SELECT 'unit', unit, unit_late_on, node, NULL, NULL FROM matter WHERE is_open = 1 AND unit <> node
  UNION ALL SELECT 'street', '', unit_late_on, node, NULL, NULL FROM matter WHERE is_open = 1 AND state = 'reported'
  UNION ALL SELECT 'dispatched', '', unit_late_on, node, NULL, NULL FROM matter WHERE is_open = 1 AND state = 'dispatched'
  UNION ALL SELECT 'supervised', '', unit_late_on, node, NULL, NULL FROM matter WHERE is_open = 1 AND (flags & 256) <> 0
  UNION ALL SELECT 'disputed', '', unit_late_on, node, NULL, NULL FROM matter WHERE is_open = 1 AND (flags & 128) <> 0
  UNION ALL SELECT 'flagged', '', iif(is_open, late_on, 2147483647), node, NULL, NULL FROM matter WHERE (flags & 2) <> 0
  UNION ALL SELECT '@open', who, late, node, NULL, NULL FROM theirs WHERE is_open = 1 AND is_grid = 0
  UNION ALL SELECT '@closed', who, (closed_at + ?1) / 86400000, node, NULL, NULL FROM theirs WHERE is_open = 0
  UNION ALL SELECT '@fallback', who, late, node, NULL, NULL FROM theirs WHERE is_open = 1 AND rule = 'fallback'
  UNION ALL SELECT '@unaccepted', who, late, node, NULL, NULL FROM theirs
    WHERE is_open = 1 AND unaccepted_at > 0 AND state IN ('received', 'handling')
  UNION ALL SELECT '@callbacks', who, 2147483647, node, NULL, NULL FROM theirs WHERE is_open = 1 AND callback_at > 0
  UNION ALL SELECT '@street', who, late, node, NULL, NULL FROM theirs WHERE is_open = 1 AND state = 'reported'
  UNION ALL SELECT '@dispatched', who, late, node, NULL, NULL FROM theirs WHERE is_open = 1 AND state = 'dispatched'
  UNION ALL SELECT '@supervised', who, late, node, NULL, NULL FROM theirs WHERE is_open = 1 AND (flags & 256) <> 0
  UNION ALL SELECT '@disputed', who, late, node, NULL, NULL FROM theirs WHERE is_open = 1 AND (flags & 128) <> 0
  UNION ALL SELECT '@flagged', who, iif(is_open, late, 2147483647), node, NULL, NULL FROM theirs
    WHERE (is_open = 1 OR is_grid = 1) AND (flags & 2) <> 0)
GROUP BY queue, argument, day, node ORDER BY queue, argument, day, node;
