-- SPDX-License-Identifier: MIT
-- What follows from visits and residents: visits.c. Days are numbers (clock.h).

-- Who was met when, so that their interval begins anew.
-- name: projection_create_visit_met
CREATE TABLE visit_met(
  resident TEXT NOT NULL,
  day INTEGER NOT NULL,
  visit TEXT NOT NULL,
  result TEXT NOT NULL,
  PRIMARY KEY (resident, day, visit)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_met_visit ON visit_met(visit);

-- Households with anybody to be visited: when, because of whom, what is to be done next. place
-- (record_place()): their grid, else their station.
-- name: projection_create_household
CREATE TABLE household(
  key TEXT PRIMARY KEY,
  place TEXT NOT NULL,
  class TEXT NOT NULL,
  due_on INTEGER NOT NULL,
  who TEXT NOT NULL,
  step TEXT NOT NULL,
  member_count INTEGER NOT NULL,
  met_on INTEGER,
  last_at INTEGER NOT NULL,
  last_result TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX household_due ON household(due_on, key);
CREATE INDEX household_place ON household(place, due_on, key);
CREATE INDEX household_class ON household(class, due_on, key);
CREATE INDEX household_place_class ON household(place, class, due_on, key);

-- Households per day on which they are due: what counts of a place are summed from.
-- name: projection_create_visit_load
CREATE TABLE visit_load(
  place TEXT NOT NULL,
  due_on INTEGER NOT NULL,
  class TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (place, due_on, class)
) STRICT, WITHOUT ROWID;

-- Visits made and persons met, per day.
-- name: projection_create_visit_count
CREATE TABLE visit_count(
  day INTEGER NOT NULL,
  place TEXT NOT NULL,
  class TEXT NOT NULL,
  staff TEXT NOT NULL,
  result TEXT NOT NULL,
  visit_count INTEGER NOT NULL,
  person_count INTEGER NOT NULL,
  PRIMARY KEY (day, place, class, staff, result)
) STRICT, WITHOUT ROWID;
