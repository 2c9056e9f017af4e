-- SPDX-License-Identifier: MIT
-- What the search reads beside the records themselves; kept by search_index.c row by row.

-- Exact and prefix tiers: kind is enum search_kind, ref the seq of a resident, service or case. Every key
-- has a row at the last near (enum search_near); names and initials of residents who have cases have
-- further rows before it: of ten thousand Wangs those with an open case are found first, without a
-- look at the others.
-- name: projection_create_lookup
CREATE TABLE lookup (
    kind INTEGER NOT NULL,
    near INTEGER NOT NULL,
    key TEXT NOT NULL,
    ref INTEGER NOT NULL,
    PRIMARY KEY (kind, near, key, ref)
) STRICT, WITHOUT ROWID;

-- Of cases that have further people: their names, a line each, and their phones as they were indexed. A contentless
-- index has to be told what it is to forget; what else it knows of a case stands in its row.
-- name: projection_create_find_text
CREATE TABLE find_text (seq INTEGER PRIMARY KEY, who TEXT NOT NULL, phone TEXT NOT NULL) STRICT;

-- Search terms of cases (rowid: seq), made by searchkey_terms(); the open ones have an index of their own, since those
-- are asked for most, without a look at the many that are closed. Contentless, without sizes, since nothing is ranked by
-- frequency: a third smaller at the same speed. A word of one character asks for all terms that begin with it: without an
-- index of them that takes 5 ms at 1,000,000 cases instead of 0.1.
-- A search looks into each part of the index, and an act makes one: search_tidy() puts them together, where
-- two are enough for it. Terms of so many bytes are gathered before a part is written: those of 20,000 cases that come in
-- together.
-- name: projection_create_find_open
CREATE VIRTUAL TABLE find_open USING fts5(
    who, subject, content = '', columnsize = 0, prefix = 1, tokenize = 'ascii'
);
INSERT INTO find_open (find_open, rank) VALUES ('usermerge', 2);
INSERT INTO find_open (find_open, rank) VALUES ('hashsize', 8388608);

-- name: projection_create_find_closed
CREATE VIRTUAL TABLE find_closed USING fts5(
    who, subject, content = '', columnsize = 0, prefix = 1, tokenize = 'ascii'
);
INSERT INTO find_closed (find_closed, rank) VALUES ('usermerge', 2);

-- Open cases that the index does not have yet: their terms, with a blank before and after each. Writing them there is half
-- of what an act costs, whether of one case or of thirty: search_fresh.c moves them when there are so many.
-- name: projection_create_find_fresh
CREATE TABLE find_fresh (seq INTEGER PRIMARY KEY, who TEXT NOT NULL, subject TEXT NOT NULL) STRICT;

-- A few hundred service items (rowid: seq): names with aliases, and materials.
-- name: projection_create_find_service
CREATE VIRTUAL TABLE find_service USING fts5(
    name, material, columnsize = 0, tokenize = 'ascii'
);
