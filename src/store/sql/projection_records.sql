-- SPDX-License-Identifier: MIT
-- Tables of the records that records.c projects: one per kind, columns named and ordered as in
-- domain/record_table.h, the key first. Columns after "derived" follow from the others.

-- name: projection_create_node
CREATE TABLE node (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    parent TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL DEFAULT '',
    hours TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- name: projection_create_node_parent
CREATE INDEX node_parent ON node (parent, code);

-- name: projection_create_grid
CREATE TABLE grid (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    leader TEXT NOT NULL DEFAULT '',
    places TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- name: projection_create_staff
CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    duties TEXT NOT NULL DEFAULT '',
    backup TEXT NOT NULL DEFAULT '',
    roles TEXT NOT NULL DEFAULT '',
    node TEXT NOT NULL DEFAULT '',
    grids TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    away_from TEXT NOT NULL DEFAULT '',
    away_until TEXT NOT NULL DEFAULT '',
    cover TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- name: projection_create_staff_node
CREATE INDEX staff_node ON staff (node, id);

-- The id is on/shift/seat/node; derived: node.
-- name: projection_create_duty
CREATE TABLE duty (
    id TEXT PRIMARY KEY,
    "on" TEXT NOT NULL DEFAULT '',
    shift TEXT NOT NULL DEFAULT '',
    "from" TEXT NOT NULL DEFAULT '',
    "to" TEXT NOT NULL DEFAULT '',
    staff_id TEXT NOT NULL DEFAULT '',
    seat TEXT NOT NULL DEFAULT '',
    node TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- name: projection_create_duty_on
CREATE INDEX duty_on ON duty ("on", id);

-- name: projection_create_duty_node
CREATE INDEX duty_node ON duty (node, id);

-- seq is what the search refers to and means nothing elsewhere. home is the field node. Derived: sort_key (pinyin order),
-- door_key (search_key_of_door), node (resident_station()), household (visits.h), since_on (the day
-- on which they came onto the list: visits.c), who (the resident that one who was joined stands for: records_who.c; ''
-- for everybody else).
-- name: projection_create_resident
CREATE TABLE resident (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    sex TEXT NOT NULL DEFAULT '',
    birth_on TEXT NOT NULL DEFAULT '',
    id_number TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    door TEXT NOT NULL DEFAULT '',
    grid TEXT NOT NULL DEFAULT '',
    class TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL DEFAULT '',
    contact_phone TEXT NOT NULL DEFAULT '',
    liaison TEXT NOT NULL DEFAULT '',
    joined TEXT NOT NULL DEFAULT '',
    apart TEXT NOT NULL DEFAULT '',
    home TEXT NOT NULL DEFAULT '',
    sort_key TEXT NOT NULL DEFAULT '',
    door_key TEXT NOT NULL DEFAULT '',
    node TEXT NOT NULL DEFAULT '',
    household TEXT NOT NULL DEFAULT '',
    since_on INTEGER NOT NULL DEFAULT 0,
    who TEXT NOT NULL DEFAULT ''
) STRICT;

-- name: projection_create_resident_joined
CREATE INDEX resident_joined ON resident (joined) WHERE joined <> '';

-- name: projection_create_resident_who
CREATE INDEX resident_who ON resident (who) WHERE who <> '';

-- name: projection_create_resident_household
CREATE INDEX resident_household ON resident (household, sort_key, id);

-- name: projection_create_resident_sort
CREATE INDEX resident_sort ON resident (sort_key, id);

-- name: projection_create_resident_grid
CREATE INDEX resident_grid ON resident (grid, sort_key, id);

-- name: projection_create_resident_door
CREATE INDEX resident_door ON resident (door_key, node, sort_key, id) WHERE door_key <> '';

-- name: projection_create_service
CREATE TABLE service (
    seq INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    aliases TEXT NOT NULL DEFAULT '',
    category TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    "limit" TEXT NOT NULL DEFAULT '',
    materials TEXT NOT NULL DEFAULT '',
    steps TEXT NOT NULL DEFAULT '',
    legal_basis TEXT NOT NULL DEFAULT '',
    coverage TEXT NOT NULL DEFAULT '',
    cost TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    hours TEXT NOT NULL DEFAULT '',
    instead TEXT NOT NULL DEFAULT '',
    supplement TEXT NOT NULL DEFAULT ''
) STRICT;

-- name: projection_create_service_category
CREATE INDEX service_category ON service (category, code);

-- name: projection_create_resource
CREATE TABLE resource (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    owner TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    quantity TEXT NOT NULL DEFAULT '',
    how TEXT NOT NULL DEFAULT '',
    lead_time TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- name: projection_create_resource_kind
CREATE INDEX resource_kind ON resource (kind, code);

-- name: projection_create_demand
CREATE TABLE demand (
    id TEXT PRIMARY KEY,
    "on" TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    resident TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    grid TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    node TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- name: projection_create_demand_on
CREATE INDEX demand_on ON demand ("on", id);

-- name: projection_create_demand_grid
CREATE INDEX demand_grid ON demand (grid, "on", id);

-- Derived: happened_at and day of the visit, household (visits.h), person_count of those met.
-- name: projection_create_visit
CREATE TABLE visit (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL DEFAULT '',
    staff TEXT NOT NULL DEFAULT '',
    resident TEXT NOT NULL DEFAULT '',
    door TEXT NOT NULL DEFAULT '',
    grid TEXT NOT NULL DEFAULT '',
    class TEXT NOT NULL DEFAULT '',
    result TEXT NOT NULL DEFAULT '',
    whom TEXT NOT NULL DEFAULT '',
    met TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    cases TEXT NOT NULL DEFAULT '',
    demands TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    entered_at TEXT NOT NULL DEFAULT '',
    node TEXT NOT NULL DEFAULT '',
    happened_at INTEGER NOT NULL DEFAULT 0,
    day INTEGER NOT NULL DEFAULT 0,
    household TEXT NOT NULL DEFAULT '',
    person_count INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- name: projection_create_visit_household
CREATE INDEX visit_household ON visit (household, happened_at, id);

-- name: projection_create_visit_staff
CREATE INDEX visit_staff ON visit (staff, happened_at, id);

-- name: projection_create_calendar
CREATE TABLE calendar (
    date TEXT PRIMARY KEY,
    kind TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- name: projection_create_session
CREATE TABLE session (
    code TEXT PRIMARY KEY,
    at TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    node TEXT NOT NULL DEFAULT '',
    caller TEXT NOT NULL DEFAULT '',
    cases TEXT NOT NULL DEFAULT '',
    guests TEXT NOT NULL DEFAULT '',
    conclusions TEXT NOT NULL DEFAULT '',
    tasks TEXT NOT NULL DEFAULT '',
    previous TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- name: projection_create_session_at
CREATE INDEX session_at ON session (at, code);

-- name: projection_create_handover
CREATE TABLE handover (
    code TEXT PRIMARY KEY,
    "on" TEXT NOT NULL DEFAULT '',
    node TEXT NOT NULL DEFAULT '',
    giver TEXT NOT NULL DEFAULT '',
    "to" TEXT NOT NULL DEFAULT '',
    lines TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    taker TEXT NOT NULL DEFAULT '',
    taken_at TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- name: projection_create_handover_on
CREATE INDEX handover_on ON handover ("on", code);

-- name: projection_create_handover_node
CREATE INDEX handover_node ON handover (node, "on", code);

-- Those that somebody is to accept, and those that are being written: few, whatever lies behind.
-- name: projection_create_handover_given
CREATE INDEX handover_given ON handover (node, "on", code) WHERE status = 'given';

-- name: projection_create_handover_draft
CREATE INDEX handover_draft ON handover (giver, "on", code) WHERE status = 'draft';
