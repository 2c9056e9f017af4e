-- SPDX-License-Identifier: MIT
-- Cases as the fold gives them: matters.c. Days are numbers (clock.h); 2147483647 sorts "no day" last.
-- contact: whom call-backs go to, where that is not the person concerned. work_on: the day that queues of clerk, dispatcher and supervisor go by. late_on, unit_late_on: late by either
-- clock once that day is over. code: the query code, which number ends in; written with it, since a statement that works it
-- out for many rows at once keeps a copy of each page that it changes.

-- name: projection_create_matter
CREATE TABLE matter(
  seq INTEGER PRIMARY KEY,
  number TEXT NOT NULL,
  node TEXT NOT NULL,
  state TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  rule TEXT NOT NULL,
  holder TEXT NOT NULL CHECK (holder <> ''),
  first_contact TEXT NOT NULL,
  unit TEXT NOT NULL,
  channel TEXT NOT NULL,
  via TEXT NOT NULL,
  urgency TEXT NOT NULL,
  service TEXT NOT NULL,
  category TEXT NOT NULL,
  grid TEXT NOT NULL,
  ref TEXT NOT NULL,
  subject TEXT NOT NULL,
  resident TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  door TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER NOT NULL,
  due_on INTEGER NOT NULL,
  unit_due_on INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  flags INTEGER NOT NULL,
  bounces INTEGER NOT NULL,
  attitude INTEGER NOT NULL,
  ability INTEGER NOT NULL,
  callback_at INTEGER NOT NULL,
  pause_until_at INTEGER NOT NULL,
  late_on INTEGER NOT NULL,
  unaccepted_at INTEGER NOT NULL,
  unit_late_on INTEGER NOT NULL,
  reminds INTEGER NOT NULL,
  source TEXT NOT NULL,
  merged_into TEXT NOT NULL,
  contact TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  code TEXT NOT NULL,
  work_on INTEGER GENERATED ALWAYS AS (iif(unit_due_on < 2147483647, unit_due_on, due_on)) VIRTUAL
) STRICT;
-- Of number and query code, which it ends in, only one is an index: by number is asked for both.
CREATE UNIQUE INDEX matter_number ON matter(code, number);
CREATE INDEX matter_due ON matter(due_on, seq) WHERE is_open = 1;
CREATE INDEX matter_holder ON matter(holder, due_on, seq) WHERE is_open = 1;
CREATE INDEX matter_fallback ON matter(due_on, seq) WHERE is_open = 1 AND rule = 'fallback';
CREATE INDEX matter_grid ON matter(grid, due_on, seq) WHERE is_open = 1;
CREATE INDEX matter_home ON matter(node, due_on, seq) WHERE is_open = 1;
CREATE INDEX matter_home_work ON matter(node, work_on, seq) WHERE is_open = 1;
CREATE INDEX matter_unit ON matter(unit, work_on, seq) WHERE is_open = 1 AND unit <> node;
CREATE INDEX matter_reported ON matter(work_on, seq) WHERE is_open = 1 AND state = 'reported';
CREATE INDEX matter_dispatched ON matter(work_on, seq) WHERE is_open = 1 AND state = 'dispatched';
CREATE INDEX matter_supervised ON matter(work_on, seq) WHERE is_open = 1 AND (flags & 256) <> 0;
CREATE INDEX matter_disputed ON matter(work_on, seq) WHERE is_open = 1 AND (flags & 128) <> 0;
CREATE INDEX matter_unaccepted_due ON matter(due_on, seq)
  WHERE is_open = 1 AND unaccepted_at > 0 AND state IN ('received', 'handling');
CREATE INDEX matter_flagged ON matter(due_on, seq) WHERE (flags & 2) <> 0;
CREATE INDEX matter_callback ON matter(callback_at, seq) WHERE is_open = 1 AND callback_at > 0;
CREATE INDEX matter_pause ON matter(pause_until_at, seq) WHERE is_open = 1 AND pause_until_at > 0;
CREATE INDEX matter_unaccepted ON matter(unaccepted_at, seq) WHERE is_open = 1 AND unaccepted_at > 0;
-- service: cases_service_use reads no rows; is_open: nor does the list of the open ones by when they were opened
CREATE INDEX matter_opened ON matter(opened_at, seq, service, is_open);
CREATE INDEX matter_home_opened ON matter(node, grid, opened_at, seq);
CREATE INDEX matter_closed ON matter(closed_at, seq) WHERE is_open = 0;
CREATE INDEX matter_home_closed ON matter(node, grid, closed_at, seq) WHERE is_open = 0;
CREATE INDEX matter_resident ON matter(resident, opened_at) WHERE resident <> '';
CREATE INDEX matter_merged ON matter(merged_into, closed_at) WHERE merged_into <> '';
CREATE INDEX matter_ref ON matter(ref) WHERE ref <> '';
CREATE INDEX matter_service ON matter(service, opened_at) WHERE service <> '';

-- Of a long list it is made once all of it is there, since doors come in no order: matters_indexes.c.
-- name: projection_create_matter_door
CREATE INDEX matter_door ON matter(door, opened_at) WHERE door <> '';

-- name: projection_create_promise
CREATE TABLE promise(
  number TEXT NOT NULL,
  place INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  staff TEXT NOT NULL,
  text TEXT NOT NULL,
  is_kept INTEGER NOT NULL,
  PRIMARY KEY (number, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX promise_open ON promise(at) WHERE is_kept = 0;
CREATE INDEX promise_staff ON promise(staff, at) WHERE is_kept = 0;

-- The homes that cases have, so that nobody goes through the cases to know them.
-- name: projection_create_home
CREATE TABLE home(node TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Open cases per holder and late_on: what a person's counts are summed from.
-- name: projection_create_load
CREATE TABLE load(
  node TEXT NOT NULL,
  holder TEXT NOT NULL,
  due_on INTEGER NOT NULL,
  open_count INTEGER NOT NULL,
  replied_count INTEGER NOT NULL,
  PRIMARY KEY (holder, node, due_on)
) STRICT, WITHOUT ROWID;

-- What the days of a holder and home that are over were counted as: past.h. There is a row for each that has open cases.
-- name: projection_create_load_past
CREATE TABLE load_past(
  holder TEXT NOT NULL,
  node TEXT NOT NULL,
  open_count INTEGER NOT NULL,
  replied_count INTEGER NOT NULL,
  PRIMARY KEY (holder, node)
) STRICT, WITHOUT ROWID;

-- How many cases stand in a queue: by its argument (a grid, a unit, a holder; '' for none), the day that says which
-- of them are late or due, and the home. What is due or late is a range of the days of 'open'. A queue named '@open' and
-- so on is what a grid, a unit or somebody who brought cases in sees of it, by the clock that they go by.
-- Further counts beside that of a queue, so that an act writes few rows. beside: of 'open' those whose day it is by the
-- handling unit's clock; of 'grid' those to review. opened: of 'grid' the open cases that were opened on that day, of no
-- grid ('') too.
-- name: projection_create_queue_count
CREATE TABLE queue_count(
  queue TEXT NOT NULL,
  argument TEXT NOT NULL,
  day INTEGER NOT NULL,
  node TEXT NOT NULL,
  count INTEGER NOT NULL,
  beside INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  PRIMARY KEY (queue, argument, day, node)
) STRICT, WITHOUT ROWID;

-- What its days that are over were counted as: past.h. The row of no queue has the day before which they are.
-- name: projection_create_queue_past
CREATE TABLE queue_past(
  queue TEXT NOT NULL,
  argument TEXT NOT NULL,
  node TEXT NOT NULL,
  count INTEGER NOT NULL,
  beside INTEGER NOT NULL,
  PRIMARY KEY (queue, argument, node)
) STRICT, WITHOUT ROWID;

-- name: projection_create_tally
CREATE TABLE tally(
  day INTEGER NOT NULL,
  node TEXT NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, node, kind)
) STRICT, WITHOUT ROWID;

-- Which case a request was recorded for, and which cases a batch: saving twice is the same case. rq: requests_key(); seq: of
-- the case. The requests of a long list come in no order, so each of them wants a page of its own: the shorter, the fewer.
-- name: projection_create_request
CREATE TABLE request(rq BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (rq, seq)) STRICT, WITHOUT ROWID;
