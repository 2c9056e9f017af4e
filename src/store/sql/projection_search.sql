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

-- Search terms of cases (rowid: seq), made by searchkey_terms(). An open case has each once more with a beginning
-- that nobody can type (SEARCH_OPEN_TERM), and that alone: the open ones are asked for without a look at the many
-- that are closed. Contentless, without sizes, since nothing is ranked by frequency: a third smaller at the same
-- speed. A word of one character asks for all terms that begin with it: without an index of them that takes 5 ms
-- at 1,000,000 cases instead of 0.1.
-- name: projection_create_find_case
CREATE VIRTUAL TABLE find_case USING fts5(
    who, subject, content = '', columnsize = 0, prefix = 1, tokenize = 'ascii'
);
-- A search looks into each part of the index, and an act makes one: search_tidy() puts them together, where
-- two are enough for it.
INSERT INTO find_case (find_case, rank) VALUES ('usermerge', 2);
-- Terms of so many bytes are gathered before a part is written: those of 20,000 cases that come in together.
INSERT INTO find_case (find_case, rank) VALUES ('hashsize', 8388608);

-- A few hundred service items (rowid: seq): names with aliases, and materials.
-- name: projection_create_find_service
CREATE VIRTUAL TABLE find_service USING fts5(
    name, material, columnsize = 0, tokenize = 'ascii'
);
