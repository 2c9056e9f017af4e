-- SPDX-License-Identifier: MIT
-- What a hub keeps in PostgreSQL: hub_store_pg*.c. $1 is the district everywhere.

-- counter: who writes holds its row, so positions are given in the order of commits; version rises with each.
-- client, log, circle, missing, named, event, clash: as in the hub's SQLite file (store/sql/hub.sql).
-- act: log is that of the station, branch what follows it in a branch's name ('' in the log itself): an id stands in one
-- log and its branches only. feed: a row is a run of acts of one log that follow each other in a feed, n the place of the
-- last; entries: 17 bytes each, an act's id and whether its body is to come along; chain: after the first of them.
-- name: hub_create
CREATE SCHEMA hub;
REVOKE ALL ON SCHEMA hub FROM PUBLIC;

CREATE TABLE hub.counter (
    district bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    seq bigint NOT NULL,
    circle bigint NOT NULL
);

CREATE TABLE hub.meta (
    district bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (district, key)
);

CREATE TABLE hub.client (
    district bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    title text NOT NULL,
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    log text COLLATE "C" NOT NULL,
    is_active boolean NOT NULL,
    enrolled_at bigint NOT NULL,
    feed_n bigint NOT NULL CHECK (feed_n >= 0),
    feed_chain bytea NOT NULL CHECK (length(feed_chain) = 32),
    acked_n bigint NOT NULL,
    sent_serial bigint NOT NULL,
    sent_epoch bigint NOT NULL,
    heard_serial bigint NOT NULL,
    heard_at bigint NOT NULL,
    heard_view text NOT NULL,
    kept_epoch bigint NOT NULL,
    kept_n bigint NOT NULL,
    kept_chain bytea NOT NULL CHECK (length(kept_chain) = 32),
    is_due boolean NOT NULL,
    PRIMARY KEY (district, name)
) WITH (fillfactor = 50);

CREATE TABLE hub.log (
    district bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    client text COLLATE "C" NOT NULL,
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    parent text COLLATE "C" NOT NULL,
    parent_n bigint NOT NULL CHECK (parent_n >= 0),
    n bigint NOT NULL CHECK (n >= 0),
    chain bytea NOT NULL CHECK (length(chain) = 32),
    PRIMARY KEY (district, name)
) WITH (fillfactor = 50);
CREATE INDEX log_client ON hub.log (district, client, name);
CREATE INDEX log_parent ON hub.log (district, parent);

CREATE TABLE hub.act (
    district bigint NOT NULL,
    log text COLLATE "C" NOT NULL,
    branch text COLLATE "C" NOT NULL,
    n bigint NOT NULL CHECK (n > 0),
    id bytea NOT NULL CHECK (length(id) = 16),
    seq bigint NOT NULL,
    author text COLLATE "C" NOT NULL,
    circle bigint NOT NULL,
    head bytea NOT NULL,
    body bytea,
    chain bytea CHECK (chain IS NULL OR length(chain) = 32),
    PRIMARY KEY (district, log, id)
) PARTITION BY HASH (log);
CREATE UNIQUE INDEX act_place ON hub.act (district, log, branch, n) WHERE chain IS NOT NULL;
CREATE INDEX act_loose ON hub.act (district, log, branch, n) WHERE chain IS NULL;
CREATE INDEX act_circle ON hub.act (district, circle);
CREATE TABLE hub.act_0 PARTITION OF hub.act FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE hub.act_1 PARTITION OF hub.act FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE hub.act_2 PARTITION OF hub.act FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE hub.act_3 PARTITION OF hub.act FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE hub.act_4 PARTITION OF hub.act FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE hub.act_5 PARTITION OF hub.act FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE hub.act_6 PARTITION OF hub.act FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE hub.act_7 PARTITION OF hub.act FOR VALUES WITH (MODULUS 8, REMAINDER 7);

CREATE TABLE hub.circle (
    district bigint NOT NULL,
    id bigint NOT NULL,
    subject text COLLATE "C" NOT NULL,
    author text COLLATE "C" NOT NULL,
    claims text NOT NULL,
    PRIMARY KEY (district, id)
);
CREATE INDEX circle_subject ON hub.circle (district, subject);

CREATE TABLE hub.missing (
    district bigint NOT NULL,
    prefix bytea NOT NULL CHECK (length(prefix) = 8),
    circle bigint NOT NULL,
    PRIMARY KEY (district, prefix, circle)
);
CREATE INDEX missing_circle ON hub.missing (district, circle);

CREATE TABLE hub.named (
    district bigint NOT NULL,
    resident text COLLATE "C" NOT NULL,
    circle bigint NOT NULL,
    PRIMARY KEY (district, resident, circle)
);

CREATE TABLE hub.feed (
    district bigint NOT NULL,
    client text COLLATE "C" NOT NULL,
    n bigint NOT NULL CHECK (n > 0),
    log text COLLATE "C" NOT NULL,
    entries bytea NOT NULL CHECK (length(entries) > 0 AND length(entries) % 17 = 0),
    chain bytea NOT NULL CHECK (length(chain) = 32),
    PRIMARY KEY (district, client, n)
) PARTITION BY HASH (client);
CREATE TABLE hub.feed_0 PARTITION OF hub.feed FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE hub.feed_1 PARTITION OF hub.feed FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE hub.feed_2 PARTITION OF hub.feed FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE hub.feed_3 PARTITION OF hub.feed FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE hub.feed_4 PARTITION OF hub.feed FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE hub.feed_5 PARTITION OF hub.feed FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE hub.feed_6 PARTITION OF hub.feed FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE hub.feed_7 PARTITION OF hub.feed FOR VALUES WITH (MODULUS 8, REMAINDER 7);

CREATE TABLE hub.event (
    district bigint NOT NULL,
    at bigint NOT NULL,
    what text NOT NULL,
    client text NOT NULL,
    detail text NOT NULL
);
CREATE INDEX event_at ON hub.event (district, at);

CREATE TABLE hub.clash (
    district bigint NOT NULL,
    subject text COLLATE "C" NOT NULL,
    author text COLLATE "C" NOT NULL,
    other text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (district, subject, author, other)
);

INSERT INTO hub.counter (district, version, seq, circle) VALUES (1, 1, 0, 0);

-- name: hub_schema_exists
SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'hub';

-- name: hub_counter
SELECT district, version FROM hub.counter LIMIT 1;

-- name: hub_counter_lock
SELECT version, seq, circle FROM hub.counter WHERE district = $1 FOR UPDATE;

-- name: hub_counter_put
UPDATE hub.counter SET version = version + 1, seq = $2, circle = $3 WHERE district = $1;

-- Row versions that nobody sees any more go; what free pages hold is overwritten as they are used (hub manual).
-- name: hub_scrub
VACUUM hub.act;

-- name: hub_act_count
SELECT seq FROM hub.counter WHERE district = $1;

-- name: hub_meta_get
SELECT value FROM hub.meta WHERE district = $1 AND key = $2;

-- name: hub_meta_put
INSERT INTO hub.meta (district, key, value) VALUES ($1, $2, $3)
ON CONFLICT (district, key) DO UPDATE SET value = excluded.value;

-- name: hub_clients
SELECT name, title, public_key, log, is_active, enrolled_at, feed_n, feed_chain, acked_n, sent_serial, heard_serial,
  heard_at, heard_view, kept_epoch, kept_n, kept_chain, is_due, sent_epoch
FROM hub.client WHERE district = $1 ORDER BY name;

-- name: hub_clients_put
INSERT INTO hub.client (district, name, title, public_key, log, is_active, enrolled_at, feed_n, feed_chain, acked_n,
  sent_serial, heard_serial, heard_at, heard_view, kept_epoch, kept_n, kept_chain, is_due, sent_epoch)
SELECT $1::bigint, new.* FROM unnest($2::text[], $3::text[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[],
  $8::bigint[], $9::bytea[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::text[], $15::bigint[],
  $16::bigint[], $17::bytea[], $18::boolean[], $19::bigint[]) AS new
ON CONFLICT (district, name) DO UPDATE SET title = excluded.title, public_key = excluded.public_key, log = excluded.log,
  is_active = excluded.is_active, feed_n = excluded.feed_n, feed_chain = excluded.feed_chain,
  acked_n = excluded.acked_n, sent_serial = excluded.sent_serial, heard_serial = excluded.heard_serial,
  heard_at = excluded.heard_at, heard_view = excluded.heard_view, kept_epoch = excluded.kept_epoch,
  kept_n = excluded.kept_n, kept_chain = excluded.kept_chain, is_due = excluded.is_due,
  sent_epoch = excluded.sent_epoch;

-- name: hub_logs_get
SELECT name, client, public_key, parent, parent_n, n, chain FROM hub.log
WHERE district = $1 AND name = ANY ($2::text[]) FOR UPDATE;

-- name: hub_logs_put
INSERT INTO hub.log (district, name, client, public_key, parent, parent_n, n, chain)
SELECT $1::bigint, new.* FROM unnest($2::text[], $3::text[], $4::bytea[], $5::text[], $6::bigint[], $7::bigint[],
  $8::bytea[]) AS new
ON CONFLICT (district, name) DO UPDATE SET client = excluded.client, public_key = excluded.public_key,
  parent = excluded.parent, parent_n = excluded.parent_n, n = excluded.n, chain = excluded.chain;

-- name: hub_logs_of
SELECT name, client, public_key, parent, parent_n, n, chain FROM hub.log
WHERE district = $1 AND client = $2 ORDER BY name;

-- name: hub_act_at
SELECT id, chain FROM hub.act WHERE district = $1 AND log = $2 AND branch = $3 AND n = $4 AND chain IS NOT NULL;

-- Which of these logs have branches, and which have acts that others gave back: there an act may stand elsewhere already.
-- name: hub_logs_branched
SELECT parent FROM hub.log WHERE district = $1 AND parent = ANY ($2::text[]);

-- name: hub_logs_loose
SELECT DISTINCT log FROM hub.act WHERE district = $1 AND log = ANY ($2::text[]) AND chain IS NULL;

-- Those of a log and its branches that are there already.
-- name: hub_acts_known
SELECT id, branch, n, seq, circle, author, chain IS NOT NULL, body IS NOT NULL
FROM hub.act WHERE district = $1 AND log = $2 AND id = ANY ($3::bytea[]);

-- name: hub_act_copy
COPY hub.act (district, log, branch, n, id, seq, author, circle, head, body, chain) FROM STDIN (FORMAT binary);

-- name: hub_act_place
UPDATE hub.act SET branch = $4, n = $5, chain = $6 WHERE district = $1 AND log = $2 AND id = $3;

-- name: hub_act_body
UPDATE hub.act SET body = $4 WHERE district = $1 AND log = $2 AND id = $3 AND body IS NULL;

-- name: hub_acts_of_log
SELECT log || branch, n, id, head, body, true FROM hub.act
WHERE district = $1 AND log = $2 AND branch = $3 AND n > $4 AND chain IS NOT NULL ORDER BY n LIMIT $5;

-- name: hub_acts_loose
SELECT id, log || branch, n, seq, circle, author, false, body IS NOT NULL FROM hub.act
WHERE district = $1 AND log = $2 AND branch = $3 AND chain IS NULL ORDER BY n, seq;

-- name: hub_acts_of_circles
SELECT id, log || branch, n, seq, circle, author, chain IS NOT NULL, body IS NOT NULL FROM hub.act
WHERE district = $1 AND circle = ANY ($2::bigint[]);

-- name: hub_heads_of
SELECT act.circle, act.author, act.head
FROM hub.circle JOIN hub.act ON act.district = circle.district AND act.circle = circle.id
WHERE circle.district = $1 AND circle.subject = $2 ORDER BY act.seq;

-- An erasing's head says so, as the program writes it. What was there goes from the file with the next VACUUM.
-- name: hub_circle_erase
UPDATE hub.act SET body = NULL
WHERE district = $1 AND circle = $2 AND body IS NOT NULL AND position('"k":"erase"'::bytea IN head) = 0;

-- name: hub_acts_move
UPDATE hub.act SET circle = $3 WHERE district = $1 AND circle = $2;

-- All acts and who sees them, for a client that is new; a piece of them at a time.
-- name: hub_each_open
DECLARE every_act NO SCROLL CURSOR FOR
SELECT act.seq, act.id, act.author, act.log || act.branch, circle.subject, circle.claims, circle.id
FROM hub.act JOIN hub.circle ON circle.district = act.district AND circle.id = act.circle
WHERE act.district = $1 ORDER BY act.seq;

-- name: hub_each_next
FETCH 2000 FROM every_act;

-- name: hub_each_close
CLOSE every_act;

-- name: hub_circles_by_id
SELECT id, subject, author, claims FROM hub.circle WHERE district = $1 AND id = ANY ($2::bigint[]);

-- name: hub_circles_by_subject
SELECT id, subject, author, claims FROM hub.circle WHERE district = $1 AND subject = ANY ($2::text[]);

-- name: hub_circle_copy
COPY hub.circle (district, id, subject, author, claims) FROM STDIN (FORMAT binary);

-- name: hub_circles_put
UPDATE hub.circle SET claims = new.claims FROM unnest($2::bigint[], $3::text[]) AS new (id, claims)
WHERE circle.district = $1 AND circle.id = new.id;

-- name: hub_circle_drop
DELETE FROM hub.circle WHERE district = $1 AND id = $2;

-- name: hub_missing_of
SELECT prefix, circle FROM hub.missing WHERE district = $1 AND prefix = ANY ($2::bytea[]);

-- name: hub_missing_add
INSERT INTO hub.missing (district, prefix, circle)
SELECT $1::bigint, new.prefix, new.circle FROM unnest($2::bytea[], $3::bigint[]) AS new (prefix, circle)
ON CONFLICT DO NOTHING;

-- name: hub_missing_by_circle
SELECT prefix, circle FROM hub.missing WHERE district = $1 AND circle = ANY ($2::bigint[]);

-- name: hub_missing_drop
DELETE FROM hub.missing WHERE district = $1 AND prefix = $2;

-- name: hub_missing_move
INSERT INTO hub.missing (district, prefix, circle)
SELECT district, prefix, $3::bigint FROM hub.missing WHERE district = $1 AND circle = $2 ON CONFLICT DO NOTHING;

-- name: hub_missing_moved
DELETE FROM hub.missing WHERE district = $1 AND circle = $2;

-- name: hub_named_of
SELECT named.resident, circle.id, circle.subject, circle.author, circle.claims FROM hub.named
JOIN hub.circle ON circle.district = named.district AND circle.id = named.circle
WHERE named.district = $1 AND named.resident = ANY ($2::text[]);

-- name: hub_named_add
INSERT INTO hub.named (district, resident, circle)
SELECT $1::bigint, new.resident, new.circle FROM unnest($2::text[], $3::bigint[]) AS new (resident, circle)
ON CONFLICT DO NOTHING;

-- name: hub_feed_copy
COPY hub.feed (district, client, n, log, entries, chain) FROM STDIN (FORMAT binary);

-- name: hub_feed_runs
SELECT n, log, entries, chain FROM hub.feed WHERE district = $1 AND client = $2 AND n > $3 ORDER BY n LIMIT $4;

-- name: hub_feed_rechain
UPDATE hub.feed SET chain = new.chain FROM unnest($3::bigint[], $4::bytea[]) AS new (n, chain)
WHERE feed.district = $1 AND feed.client = $2 AND feed.n = new.n;

-- name: hub_acts_named
SELECT act.log || act.branch, act.n, act.id, act.head, CASE WHEN named.is_whole THEN act.body END, named.is_whole
FROM unnest($2::text[], $3::bytea[], $4::boolean[]) WITH ORDINALITY AS named (log, id, is_whole, place)
JOIN hub.act ON act.district = $1 AND act.log = named.log AND act.id = named.id
ORDER BY named.place;

-- name: hub_event_add
INSERT INTO hub.event (district, at, what, client, detail) VALUES ($1, $2, $3, $4, $5);

-- name: hub_clash_add
INSERT INTO hub.clash (district, subject, author, other, at) SELECT $1, $2, $3, $4, $5
WHERE NOT EXISTS (SELECT 1 FROM hub.clash WHERE district = $1 AND subject = $2);

-- name: hub_clashes
SELECT subject, author, other FROM hub.clash WHERE district = $1 ORDER BY subject, author, other;
