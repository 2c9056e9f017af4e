-- SPDX-License-Identifier: MIT
-- Lists of cases, put together from a head, a condition and an order by the tables in query_cases.c.
-- Parameters: ?1 ?2 the row before the page (key, seq), ?3 rows wanted, ?4 the queue's own (a grid, a unit,
-- today), ?5 the search terms, ?6 the list's end, ?7 the holder, grid, home or reader by whose index it is read (?8: the
-- grid of that home). + keeps the planner from reading by a day of the condition where the page's own key is nearer.

-- name: cases_select
SELECT seq, number, state, rule, holder, subject, name, door, grid, urgency, service, due_on, unit_due_on,
  opened_at, closed_at, flags, callback_at, node, unit, resident, attitude, ability, outcome, is_open, phone,
  channel, late_on, first_contact, via, category, bounces, ref, unit_late_on, reminds, unaccepted_at,
  source, contact, contact_phone FROM matter

-- name: cases_select_found
SELECT m.seq, number, state, rule, holder, m.subject, name, door, grid, urgency, service, due_on, unit_due_on,
  opened_at, closed_at, flags, callback_at, node, unit, resident, attitude, ability, outcome, is_open, phone,
  channel, late_on, first_contact, via, category, bounces, ref, unit_late_on, reminds, unaccepted_at,
  source, contact, contact_phone FROM

-- name: cases_from_open_words
find_open AS f JOIN matter AS m ON m.seq = f.rowid WHERE find_open MATCH ?5 AND

-- name: cases_from_closed_words
find_closed AS f JOIN matter AS m ON m.seq = f.rowid WHERE find_closed MATCH ?5 AND

-- ?5: rows that other keys than words found, as JSON.
-- name: cases_select_hit
SELECT m.seq, number, state, rule, holder, subject, name, door, grid, urgency, service, due_on, unit_due_on,
  opened_at, closed_at, flags, callback_at, node, unit, resident, attitude, ability, outcome, is_open, phone,
  channel, late_on, first_contact, via, category, bounces, ref, unit_late_on, reminds, unaccepted_at,
  source, contact, contact_phone FROM matter AS m NOT INDEXED WHERE m.seq IN (SELECT value FROM json_each(?5)) AND

-- name: cases_select_seen
SELECT m.seq, number, state, rule, holder, subject, name, door, grid, urgency, service, due_on, unit_due_on,
  opened_at, closed_at, flags, callback_at, node, unit, resident, attitude, ability, outcome, is_open, phone,
  channel, late_on, first_contact, via, category, bounces, ref, unit_late_on, reminds, unaccepted_at,
  source, contact, contact_phone
FROM audience AS a CROSS JOIN matter AS m ON m.seq = a.seq

-- What drives a list says by which index.
-- name: cases_from_queue
WHERE

-- name: cases_from_holder
INDEXED BY matter_holder WHERE

-- name: cases_from_grid
INDEXED BY matter_grid WHERE

-- name: cases_from_home
INDEXED BY matter_home WHERE

-- name: cases_from_home_work
INDEXED BY matter_home_work WHERE

-- name: cases_from_seen
WHERE a.who = ?7 AND a.party > 0 AND

-- name: cases_where_open
is_open = 1

-- name: cases_where_fallback
is_open = 1 AND rule = 'fallback'

-- name: cases_where_grid
grid = ?4 AND is_open = 1

-- What was brought in for a grid, and nobody has taken on or given to anyone.
-- name: cases_where_review
grid = ?4 AND is_open = 1 AND +state = 'received' AND +rule = 'first-contact'

-- name: cases_where_late
is_open = 1 AND +due_on < ?4 AND late_on < ?4

-- What waits is not due while it does: its day will be another.
-- name: cases_where_today
is_open = 1 AND +due_on = ?4 AND late_on = ?4

-- name: cases_where_due
is_open = 1 AND +due_on >= ?4 AND +due_on <= ?4 + 2 AND late_on <= ?4 + 2

-- The same by the handling unit's clock.
-- name: cases_where_unit_late
is_open = 1 AND unit_late_on < ?4

-- name: cases_where_unit_today
is_open = 1 AND unit_late_on = ?4

-- name: cases_where_unit_due
is_open = 1 AND unit_late_on >= ?4 AND unit_late_on <= ?4 + 2

-- name: cases_where_unaccepted
is_open = 1 AND unaccepted_at > 0 AND state IN ('received', 'handling')

-- name: cases_where_callbacks
is_open = 1 AND callback_at > 0

-- name: cases_where_closed
is_open = 0

-- name: cases_where_closed_today
is_open = 0 AND +closed_at >= ?4

-- name: cases_where_all
1 = 1

-- name: cases_where_reported
state = 'reported' AND is_open = 1

-- name: cases_where_dispatched
state = 'dispatched' AND is_open = 1

-- name: cases_where_unit
unit = ?4 AND unit <> node AND is_open = 1

-- name: cases_where_supervised
is_open = 1 AND (flags & 256) <> 0

-- name: cases_where_disputed
is_open = 1 AND (flags & 128) <> 0

-- Also what was closed in two ways: somebody must say which one holds.
-- name: cases_where_flagged
(flags & 2) <> 0

-- name: cases_drive_holder
AND holder = ?7

-- name: cases_drive_grid
AND grid = ?7

-- name: cases_drive_home
AND node = ?7

-- name: cases_drive_place
AND node = ?7 AND grid = ?8

-- A page beyond (?1, ?2) is those with the same key, then those with a further one: SQLite would use a row value
-- as far as its first column only, and read from the day's first case on. ?6 is where the list ends.
-- name: cases_by_due_after
AND due_on > ?1 AND due_on < ?6 ORDER BY due_on, seq LIMIT ?3

-- name: cases_by_due_before
AND due_on < ?1 AND due_on > ?6 ORDER BY due_on DESC, seq DESC LIMIT ?3

-- name: cases_at_due_after
AND due_on = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3

-- name: cases_at_due_before
AND due_on = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3

-- name: cases_by_work_after
AND work_on > ?1 AND work_on < ?6 ORDER BY work_on, seq LIMIT ?3

-- name: cases_by_work_before
AND work_on < ?1 AND work_on > ?6 ORDER BY work_on DESC, seq DESC LIMIT ?3

-- name: cases_at_work_after
AND work_on = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3

-- name: cases_at_work_before
AND work_on = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3

-- name: cases_by_callback_after
AND callback_at > ?1 AND callback_at < ?6 ORDER BY callback_at, seq LIMIT ?3

-- name: cases_by_callback_before
AND callback_at < ?1 AND callback_at > ?6 ORDER BY callback_at DESC, seq DESC LIMIT ?3

-- name: cases_at_callback_after
AND callback_at = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3

-- name: cases_at_callback_before
AND callback_at = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3

-- newest first: "after" a row are the older ones
-- name: cases_by_opened_after
AND opened_at < ?1 AND opened_at > ?6 ORDER BY opened_at DESC, seq DESC LIMIT ?3

-- name: cases_by_opened_before
AND opened_at > ?1 AND opened_at < ?6 ORDER BY opened_at, seq LIMIT ?3

-- name: cases_at_opened_after
AND opened_at = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3

-- name: cases_at_opened_before
AND opened_at = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3

-- name: cases_by_closed_after
AND closed_at < ?1 AND closed_at > ?6 ORDER BY closed_at DESC, seq DESC LIMIT ?3

-- name: cases_by_closed_before
AND closed_at > ?1 AND closed_at < ?6 ORDER BY closed_at, seq LIMIT ?3

-- name: cases_at_closed_after
AND closed_at = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3

-- name: cases_at_closed_before
AND closed_at = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3

-- By whom it is seen: open ones by their clock, closed ones and all newest first.
-- name: cases_by_seen_open_after
AND a.stands = 1 AND a.at > ?1 AND a.at < ?6 ORDER BY a.at, a.seq LIMIT ?3

-- name: cases_by_seen_open_before
AND a.stands = 1 AND a.at < ?1 AND a.at > ?6 ORDER BY a.at DESC, a.seq DESC LIMIT ?3

-- name: cases_at_seen_open_after
AND a.stands = 1 AND a.at = ?1 AND a.seq > ?2 ORDER BY a.seq LIMIT ?3

-- name: cases_at_seen_open_before
AND a.stands = 1 AND a.at = ?1 AND a.seq < ?2 ORDER BY a.seq DESC LIMIT ?3

-- name: cases_by_seen_closed_after
AND a.stands = 0 AND a.at < ?1 AND a.at > ?6 ORDER BY a.at DESC, a.seq DESC LIMIT ?3

-- name: cases_by_seen_closed_before
AND a.stands = 0 AND a.at > ?1 AND a.at < ?6 ORDER BY a.at, a.seq LIMIT ?3

-- name: cases_at_seen_closed_after
AND a.stands = 0 AND a.at = ?1 AND a.seq < ?2 ORDER BY a.seq DESC LIMIT ?3

-- name: cases_at_seen_closed_before
AND a.stands = 0 AND a.at = ?1 AND a.seq > ?2 ORDER BY a.seq LIMIT ?3

-- name: cases_by_seen_since_after
AND a.since_at < ?1 AND a.since_at > ?6 ORDER BY a.since_at DESC, a.seq DESC LIMIT ?3

-- name: cases_by_seen_since_before
AND a.since_at > ?1 AND a.since_at < ?6 ORDER BY a.since_at, a.seq LIMIT ?3

-- name: cases_at_seen_since_after
AND a.since_at = ?1 AND a.seq < ?2 ORDER BY a.seq DESC LIMIT ?3

-- name: cases_at_seen_since_before
AND a.since_at = ?1 AND a.seq > ?2 ORDER BY a.seq LIMIT ?3

-- Found by search: newest first, by the row's id alone.
-- name: cases_found_after
AND f.rowid < ?2 ORDER BY f.rowid DESC LIMIT ?3

-- name: cases_found_before
AND f.rowid > ?2 ORDER BY f.rowid LIMIT ?3

-- name: cases_hit_after
AND m.seq < ?2 ORDER BY m.seq DESC LIMIT ?3

-- name: cases_hit_before
AND m.seq > ?2 ORDER BY m.seq LIMIT ?3

-- name: cases_of_resident
SELECT number, state, subject, holder, opened_at, due_on, outcome, attitude, ability, is_open,
  flags FROM matter
WHERE resident IN (SELECT ?1 UNION ALL SELECT id FROM resident WHERE who = ?1 AND who <> '')
  AND resident <> '' ORDER BY opened_at DESC LIMIT ?2;

-- name: cases_of_door
SELECT number, state, subject, holder, opened_at, due_on, outcome, attitude, ability, is_open,
  flags FROM matter
WHERE door = ?1 AND door <> '' ORDER BY opened_at DESC LIMIT ?2;

-- What somebody answers for and may not know of: given to them and not accepted, or reminded of.
-- name: cases_news
SELECT number, state, subject, holder, opened_at, due_on, outcome, attitude, ability, is_open,
  flags FROM matter INDEXED BY matter_holder
WHERE holder = ?1 AND is_open = 1
  AND (unaccepted_at > 0 OR reminds > 0 OR (rule = 'fallback' AND state = 'received'))
ORDER BY due_on, seq LIMIT ?2;

-- name: cases_merged
SELECT number, subject, name, iif(contact = '', name, contact), iif(contact = '', phone, contact_phone), closed_at
FROM matter WHERE merged_into = ?1 AND merged_into <> '' ORDER BY closed_at;

-- name: cases_promised
SELECT p.number, p.place, p.at, p.kind, p.staff, p.text, m.subject, m.name, m.door, m.holder, m.node,
  iif(m.contact = '', m.name, m.contact), iif(m.contact = '', m.phone, m.contact_phone)
FROM promise AS p JOIN matter AS m ON m.code = substr(p.number, -9) AND m.number = p.number
WHERE p.is_kept = 0 AND p.at < ?1 ORDER BY p.at LIMIT ?2;

-- name: cases_promised_by
SELECT p.number, p.place, p.at, p.kind, p.staff, p.text, m.subject, m.name, m.door, m.holder, m.node,
  iif(m.contact = '', m.name, m.contact), iif(m.contact = '', m.phone, m.contact_phone)
FROM promise AS p JOIN matter AS m ON m.code = substr(p.number, -9) AND m.number = p.number
WHERE p.is_kept = 0 AND p.staff = ?1 ORDER BY p.at;

-- Of the latest cases only: what is asked for often now, at the same price whatever the file holds.
-- name: cases_service_use
SELECT service, count(*) AS uses FROM (
  SELECT service FROM matter INDEXED BY matter_opened WHERE opened_at >= ?1 AND opened_at < ?3 ORDER BY opened_at DESC LIMIT 300)
WHERE service <> '' GROUP BY service ORDER BY uses DESC, service LIMIT ?2;

-- Units in the order in which they were dispatched to last, among so many latest acts.
-- name: cases_units_lately
SELECT json_extract(CAST(head AS TEXT), '$.to') AS unit, max(seq) AS latest FROM (
    SELECT seq, head FROM act ORDER BY seq DESC LIMIT ?1)
WHERE json_extract(CAST(head AS TEXT), '$.k') = 'dispatch'
GROUP BY unit ORDER BY latest DESC;

-- Where a case stands: its keys for every order.
-- name: cases_locate
SELECT seq, due_on, work_on, callback_at, opened_at, closed_at FROM matter
WHERE code = substr(?1, -9) AND ?1 IN (number, code);

-- The kept counts: ?1 queue, ?2 argument, ?3 ?4 the days from and to, ?5 the homes as a JSON array: the days are gone
-- through once, however many homes there are.
-- name: cases_count
SELECT coalesce(sum(count), 0) FROM queue_count
WHERE queue = ?1 AND argument = ?2 AND day BETWEEN ?3 AND ?4;

-- name: cases_count_homes
SELECT coalesce(sum(count), 0) FROM queue_count
WHERE queue = ?1 AND argument = ?2 AND day BETWEEN ?3 AND ?4 AND node IN (SELECT value FROM json_each(?5));

-- Those that are counted beside a queue's.
-- name: cases_count_beside
SELECT coalesce(sum(beside), 0) FROM queue_count
WHERE queue = ?1 AND argument = ?2 AND day BETWEEN ?3 AND ?4;

-- name: cases_count_beside_homes
SELECT coalesce(sum(beside), 0) FROM queue_count
WHERE queue = ?1 AND argument = ?2 AND day BETWEEN ?3 AND ?4 AND node IN (SELECT value FROM json_each(?5));

-- The sums of the days before one, both counts, and that day (past.h). ?1 queue, ?2 argument, ?3 the homes.
-- name: cases_past
SELECT coalesce(sum(count), 0), coalesce(sum(beside), 0),
  (SELECT count FROM queue_past WHERE queue = '' AND argument = '' AND node = '')
FROM queue_past WHERE queue = ?1 AND argument = ?2;

-- name: cases_past_homes
SELECT coalesce(sum(count), 0), coalesce(sum(beside), 0),
  (SELECT count FROM queue_past WHERE queue = '' AND argument = '' AND node = '')
FROM queue_past WHERE queue = ?1 AND argument = ?2 AND node IN (SELECT value FROM json_each(?3));

-- name: cases_next_grid
SELECT grid FROM matter WHERE node = ?1 AND grid > ?2 ORDER BY grid LIMIT 1;
