-- SPDX-License-Identifier: MIT
-- A hub's own file: sync/hub_store*.c. hub_to_N makes version N of version N - 1.

-- client: name is its node's code, log its own log now; feed_n, feed_chain: where its feed ends; acked_n: how far it said
-- that it has it in this epoch, -1: nothing said yet; sent_epoch: whose feed lies in its mailbox; kept_*: how far a
-- feed of before a restore still holds (epoch 0: it
-- has none); is_due: it waits for an answer.
-- log: parent and parent_n of a branch, else '' and 0. act: chain NULL: given back by somebody else, its author's log does
-- not reach it again yet. circle: which acts are seen together, and by whom (domain/circle.h); no id is used twice.
-- missing: acts that were named and have not come. named: cases that name a resident. feed: what each client is to get.
-- name: hub_to_1
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE client (
    name TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    log TEXT NOT NULL,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    enrolled_at INTEGER NOT NULL,
    feed_n INTEGER NOT NULL CHECK (feed_n >= 0),
    feed_chain BLOB NOT NULL CHECK (length(feed_chain) = 32),
    acked_n INTEGER NOT NULL,
    sent_serial INTEGER NOT NULL,
    sent_epoch INTEGER NOT NULL,
    heard_serial INTEGER NOT NULL,
    heard_at INTEGER NOT NULL,
    heard_view TEXT NOT NULL,
    kept_epoch INTEGER NOT NULL,
    kept_n INTEGER NOT NULL,
    kept_chain BLOB NOT NULL CHECK (length(kept_chain) = 32),
    is_due INTEGER NOT NULL CHECK (is_due IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
    name TEXT NOT NULL PRIMARY KEY,
    client TEXT NOT NULL,
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    parent TEXT NOT NULL,
    parent_n INTEGER NOT NULL CHECK (parent_n >= 0),
    n INTEGER NOT NULL CHECK (n >= 0),
    chain BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX log_client ON log (client, name);

CREATE TABLE act (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    log TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    author TEXT NOT NULL,
    circle INTEGER NOT NULL,
    head BLOB NOT NULL,
    body BLOB,
    chain BLOB CHECK (chain IS NULL OR length(chain) = 32)
) STRICT;
CREATE UNIQUE INDEX act_place ON act (log, n) WHERE chain IS NOT NULL;
CREATE INDEX act_loose ON act (log, n) WHERE chain IS NULL;
CREATE INDEX act_circle ON act (circle, seq);

CREATE TABLE circle (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL,
    author TEXT NOT NULL,
    claims TEXT NOT NULL
) STRICT;
CREATE INDEX circle_subject ON circle (subject, author);

CREATE TABLE missing (
    prefix BLOB NOT NULL CHECK (length(prefix) = 8),
    circle INTEGER NOT NULL,
    PRIMARY KEY (prefix, circle)
) STRICT, WITHOUT ROWID;
CREATE INDEX missing_circle ON missing (circle);

CREATE TABLE named (
    resident TEXT NOT NULL,
    circle INTEGER NOT NULL,
    PRIMARY KEY (resident, circle)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed (
    client TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    act INTEGER NOT NULL,
    is_whole INTEGER NOT NULL CHECK (is_whole IN (0, 1)),
    chain BLOB NOT NULL CHECK (length(chain) = 32),
    PRIMARY KEY (client, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    client TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;

CREATE TABLE clash (
    subject TEXT NOT NULL,
    author TEXT NOT NULL,
    other TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (subject, author, other)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;

-- name: hub_meta_get
SELECT value FROM meta WHERE key = ?1;

-- name: hub_meta_put
INSERT INTO meta(key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: hub_clients
SELECT name, title, public_key, log, is_active, enrolled_at, feed_n, feed_chain, acked_n, sent_serial, heard_serial,
  heard_at, heard_view, kept_epoch, kept_n, kept_chain, is_due, sent_epoch
FROM client ORDER BY name;

-- name: hub_client_put
INSERT OR REPLACE INTO client(name, title, public_key, log, is_active, enrolled_at, feed_n, feed_chain, acked_n,
  sent_serial, heard_serial, heard_at, heard_view, kept_epoch, kept_n, kept_chain, is_due,
  sent_epoch)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18);

-- name: hub_log_get
SELECT name, client, public_key, parent, parent_n, n, chain FROM log WHERE name = ?1;

-- name: hub_log_put
INSERT OR REPLACE INTO log(name, client, public_key, parent, parent_n, n, chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- Names of branches begin with their parent's, so they follow it.
-- name: hub_logs_of
SELECT name, client, public_key, parent, parent_n, n, chain FROM log WHERE client = ?1 ORDER BY name;

-- name: hub_act_find
SELECT seq, log, n, circle, chain IS NOT NULL, body IS NOT NULL FROM act WHERE id = ?1;

-- name: hub_act_add
INSERT INTO act(id, log, n, author, circle, head, body, chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: hub_act_place
UPDATE act SET log = ?2, n = ?3, chain = ?4 WHERE seq = ?1;

-- name: hub_act_body
UPDATE act SET body = ?2 WHERE seq = ?1 AND body IS NULL;

-- name: hub_act_at
SELECT id, chain FROM act WHERE log = ?1 AND n = ?2 AND chain IS NOT NULL;

-- name: hub_acts_of_log
SELECT log, n, id, head, body, 1 FROM act WHERE log = ?1 AND n > ?2 AND chain IS NOT NULL ORDER BY n LIMIT ?3;

-- Acts that were given back and that their author has not.
-- name: hub_acts_loose
SELECT seq, id, author, log, n FROM act WHERE log = ?1 AND chain IS NULL ORDER BY n, seq;

-- An erasing's head says so, as the program writes it.
-- name: hub_circle_erase
UPDATE act SET body = NULL
WHERE circle = ?1 AND body IS NOT NULL AND instr(head, CAST('"k":"erase"' AS BLOB)) = 0;

-- name: hub_acts_of_circle
SELECT seq, id, author, log, n FROM act WHERE circle = ?1 ORDER BY seq;

-- name: hub_heads_of
SELECT act.circle, act.author, act.head FROM circle JOIN act ON act.circle = circle.id
WHERE circle.subject = ?1 ORDER BY act.seq;

-- All acts and who sees them, for a client that is new.
-- name: hub_acts_and_circles
SELECT act.seq, act.id, act.author, act.log, circle.subject, circle.claims, circle.id
FROM act JOIN circle ON circle.id = act.circle ORDER BY act.seq;

-- name: hub_acts_move
UPDATE act SET circle = ?2 WHERE circle = ?1;

-- The circle that an act is in which another one names, ?1 to ?2: all ids that begin so.
-- name: hub_circle_named
SELECT circle.id FROM act JOIN circle ON circle.id = act.circle
WHERE act.id BETWEEN ?1 AND ?2 AND circle.subject = ?3;

-- name: hub_circle_get
SELECT id, subject, author, claims FROM circle WHERE id = ?1;

-- name: hub_circles_of
SELECT id, subject, author, claims FROM circle WHERE subject = ?1 ORDER BY author, id;

-- name: hub_circle_of_author
SELECT id, subject, author, claims FROM circle WHERE subject = ?1 AND author = ?2 LIMIT 1;

-- name: hub_circle_add
INSERT INTO circle(subject, author, claims) VALUES (?1, ?2, ?3);

-- name: hub_circle_put
UPDATE circle SET claims = ?2 WHERE id = ?1;

-- name: hub_circle_drop
DELETE FROM circle WHERE id = ?1;

-- name: hub_missing_add
INSERT OR IGNORE INTO missing(prefix, circle) VALUES (?1, ?2);

-- name: hub_missing_of
SELECT missing.circle FROM missing JOIN circle ON circle.id = missing.circle
WHERE missing.prefix = ?1 AND circle.subject = ?2;

-- name: hub_missing_drop
DELETE FROM missing WHERE prefix = ?1;

-- name: hub_missing_move
UPDATE OR REPLACE missing SET circle = ?2 WHERE circle = ?1;

-- name: hub_named_add
INSERT OR IGNORE INTO named(resident, circle) VALUES (?1, ?2);

-- name: hub_named_of
SELECT circle.id, circle.subject, circle.author, circle.claims
FROM named JOIN circle ON circle.id = named.circle WHERE named.resident = ?1;

-- name: hub_feed_add
INSERT INTO feed(client, n, act, is_whole, chain) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: hub_feed_chain
SELECT chain FROM feed WHERE client = ?1 AND n = ?2;

-- name: hub_feed_ids
SELECT feed.n, act.id, feed.is_whole FROM feed JOIN act ON act.seq = feed.act WHERE feed.client = ?1 ORDER BY feed.n;

-- name: hub_feed_rechain
UPDATE feed SET chain = ?3 WHERE client = ?1 AND n = ?2;

-- name: hub_feed_of
SELECT act.log, act.n, act.id, act.head, CASE WHEN feed.is_whole THEN act.body END, feed.is_whole
FROM feed JOIN act ON act.seq = feed.act WHERE feed.client = ?1 AND feed.n > ?2 ORDER BY feed.n LIMIT ?3;

-- name: hub_event_add
INSERT INTO event(at, what, client, detail) VALUES (?1, ?2, ?3, ?4);

-- name: hub_clash_add
-- One of a subject: what all stations number for themselves would be as many as their pairs.
INSERT INTO clash(subject, author, other, at) SELECT ?1, ?2, ?3, ?4
WHERE NOT EXISTS (SELECT 1 FROM clash WHERE subject = ?1);

-- name: hub_clashes
SELECT subject, author, other FROM clash ORDER BY subject, author, other;

-- name: hub_act_count
SELECT count(*) FROM act;
