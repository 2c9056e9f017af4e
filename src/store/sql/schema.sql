-- SPDX-License-Identifier: MIT
-- The journal's tables: schema.c. What is folded from them stands in projection.sql.

-- journal_to_N makes version N of version N - 1, and says so in user_version. A version that
-- stations have is never edited: a change is a further statement, and DB_SCHEMA_VERSION in db.h.
-- act: rows are only added, see journal.h. body is NULL if there is none or it was erased.
-- log: the last act of each log, so that a cut-off tail is found. audit: not folded, not synced.
-- name: journal_to_1
CREATE TABLE act (
    seq INTEGER PRIMARY KEY,
    log TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    subject TEXT NOT NULL,
    head BLOB NOT NULL,
    body BLOB,
    chain BLOB NOT NULL CHECK (length(chain) = 32),
    UNIQUE (log, n)
) STRICT;
-- each entry ends with seq, so the acts of a subject come in their order
CREATE INDEX act_subject ON act (subject);

CREATE TABLE log (
    name TEXT NOT NULL PRIMARY KEY,
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    n INTEGER NOT NULL CHECK (n >= 0),
    chain BLOB NOT NULL CHECK (length(chain) = 32),
    is_own INTEGER NOT NULL CHECK (is_own IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX log_own ON log (is_own) WHERE is_own = 1;

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    subject TEXT NOT NULL
) STRICT;
CREATE INDEX audit_at ON audit (at);

CREATE TABLE draft (
    owner TEXT NOT NULL,
    slot INTEGER NOT NULL,
    at INTEGER NOT NULL,
    form TEXT NOT NULL,
    PRIMARY KEY (owner, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_owner ON draft (owner, slot);

PRAGMA user_version = 1;

-- saved: lists of cases that people made their own, by key; form is the desk's. Not folded, not synced.
-- name: journal_to_2
CREATE TABLE saved (
    owner TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    form TEXT NOT NULL,
    PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 2;

-- pin: the staff's PINs, hashed; hash is '' for one that was taken away. Not folded, not synced. Whether they are asked
-- for at all stands in meta.
-- name: journal_to_3
CREATE TABLE pin (
    staff TEXT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL,
    wrong_count INTEGER NOT NULL CHECK (wrong_count >= 0),
    locked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 3;

-- import: files that were taken in, as far as they are (row_count rows of the file), so that one that was stopped goes on
-- there and a whole one can be taken back; refused: the numbers of those rows that did not go in. import_piece: the
-- transactions of each, with the numbers of their acts in the log. Not folded, not synced.
-- name: journal_to_4
CREATE TABLE import (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'undone')),
    row_count INTEGER NOT NULL CHECK (row_count >= 0),
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused TEXT NOT NULL
) STRICT;
CREATE INDEX import_open ON import (digest) WHERE state = 'open';

CREATE TABLE import_piece (
    import INTEGER NOT NULL,
    first_n INTEGER NOT NULL,
    last_n INTEGER NOT NULL,
    log TEXT NOT NULL,
    PRIMARY KEY (import, first_n, last_n)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 4;

-- sent: what was given out under the name of a layout, so that the next export has only what is new. Not folded, not synced.
-- name: journal_to_5
CREATE TABLE sent (
    layout TEXT NOT NULL,
    subject TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (layout, subject)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 5;

-- uplink: the hub that this file exchanges with, how far its feed was taken in, and what it last said (JSON). feed: what
-- came by it, in its order; whole: with its body. branch: act n of a log that forked off is act parent_n + n by its head.
-- Not folded, not synced.
-- name: journal_to_6
CREATE TABLE uplink (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    address TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    chain BLOB NOT NULL CHECK (length(chain) = 32),
    sent_serial INTEGER NOT NULL,
    heard_serial INTEGER NOT NULL,
    heard_view TEXT NOT NULL,
    heard_at INTEGER NOT NULL,
    whole_at INTEGER NOT NULL,
    said TEXT NOT NULL
) STRICT;

CREATE TABLE feed (
    epoch INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0),
    id BLOB NOT NULL CHECK (length(id) = 16),
    whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
    chain BLOB NOT NULL CHECK (length(chain) = 32),
    PRIMARY KEY (epoch, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_act ON feed (id);

CREATE TABLE branch (
    log TEXT NOT NULL PRIMARY KEY,
    parent TEXT NOT NULL,
    parent_n INTEGER NOT NULL CHECK (parent_n >= 0)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 6;

-- proof: the hub's signature for the feed as far as here, where a bundle of its ended.
-- name: journal_to_7
ALTER TABLE feed ADD COLUMN proof BLOB CHECK (proof IS NULL OR length(proof) = 64);

PRAGMA user_version = 7;

-- One DROP for every table that is folded: all but the journal's own. Tables that a virtual table
-- keeps for itself go with it.
-- name: schema_projection_drops
SELECT printf('DROP TABLE "%w"', name)
FROM pragma_table_list
WHERE schema = 'main'
  AND type IN ('table', 'virtual')
  AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
  AND name NOT IN ('act', 'log', 'meta', 'audit', 'draft', 'saved', 'pin', 'import', 'import_piece', 'sent',
  'uplink', 'feed', 'branch');

-- name: schema_meta_get
SELECT value FROM meta WHERE key = ?1;

-- name: schema_meta_put
INSERT INTO meta (key, value) VALUES (?1, ?2)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;
