-- SPDX-License-Identifier: MIT
-- Mailboxes in PostgreSQL: carrier_pg.c. Stations log in to these two tables only, and a row is seen by nobody but the hub,
-- whose tables they are, and the login of its client: by session_user, which no setting changes.
-- A login may delete nothing, for with that right it might lock a whole table: it empties a row, and the hub deletes it. The
-- hub waits for no lock of a login's: what is locked is passed over.
-- A row has one of 250 places of its client, so that is how many there are, each with no more than a bundle has.

-- name: mail_exists
SELECT pg_has_role(session_user, nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'mail';

-- $2: the group. Also whether the role is in it, and whether it may log in.
-- name: mail_role_exists
SELECT EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
    WHERE m.member = r.oid AND g.rolname = $2), r.rolcanlogin
FROM pg_roles r WHERE r.rolname = $1;

-- All stations' logins are in it.
-- name: mail_group_make
CREATE ROLE :"1" NOLOGIN NOINHERIT;

-- The names of bundles are those of carrier_name_write(), their bytes at most BUNDLE_FILE_MOST.
-- A policy is to come before what a login asks for, or EXPLAIN ANALYZE tells how many rows of others were looked at with it:
-- an array of one is what the planner finds cheapest, whatever else stands in a query, and the index finds it too. For the
-- same reason nothing is gathered about what is in the columns: by that the planner's guesses would tell it.
-- name: mail_create
REVOKE ALL ON DATABASE :"2" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"2" TO :"1";
CREATE SCHEMA mail;
REVOKE ALL ON SCHEMA mail FROM PUBLIC;
GRANT USAGE ON SCHEMA mail TO :"1";

CREATE TABLE mail.inbox (
    client text COLLATE "C" NOT NULL CHECK (length(client) BETWEEN 1 AND 63),
    name text COLLATE "C" NOT NULL CHECK (length(name) <= 232 AND left(name, length(client) + 5) = client || '-hub-'),
    bytes bytea NOT NULL CHECK (length(bytes) <= 4259912),
    place smallint NOT NULL CHECK (place BETWEEN 1 AND 250),
    PRIMARY KEY (client, name),
    UNIQUE (client, place)
);
CREATE TABLE mail.outbox (
    client text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL CHECK (left(name, length(client) + 5) = 'hub-' || client || '-'),
    bytes bytea NOT NULL,
    PRIMARY KEY (client, name)
);
ALTER TABLE mail.inbox ALTER client SET STATISTICS 0, ALTER name SET STATISTICS 0, ALTER place SET STATISTICS 0,
    ALTER bytes SET STATISTICS 0, ALTER bytes SET STORAGE EXTERNAL, ENABLE ROW LEVEL SECURITY;
ALTER TABLE mail.outbox ALTER client SET STATISTICS 0, ALTER name SET STATISTICS 0,
    ALTER bytes SET STATISTICS 0, ALTER bytes SET STORAGE EXTERNAL, ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON mail.inbox TO :"1" USING (client = ANY (ARRAY[
    (SELECT substr(session_user::text, 9) WHERE starts_with(session_user::text, 'shouwen_'))]));
CREATE POLICY own ON mail.outbox TO :"1" USING (client = ANY (ARRAY[
    (SELECT substr(session_user::text, 9) WHERE starts_with(session_user::text, 'shouwen_'))]));
CREATE POLICY emptied ON mail.outbox AS RESTRICTIVE FOR UPDATE TO :"1" USING (true) WITH CHECK (length(bytes) = 0);
GRANT SELECT, INSERT, UPDATE (name, bytes) ON mail.inbox TO :"1";
GRANT SELECT, UPDATE (bytes) ON mail.outbox TO :"1";

-- The hub is to be able to end its sessions.
-- name: mail_login_make
CREATE ROLE :"1" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT
    CONNECTION LIMIT 4 PASSWORD :'2';
GRANT :"3" TO :"1";
GRANT :"1" TO CURRENT_USER;

-- What a login has open may hold its role, even while that is ended: so nobody waits long for it.
-- name: mail_login_change
SET LOCAL lock_timeout = '2s';
ALTER ROLE :"1" LOGIN PASSWORD :'2';
GRANT :"1" TO CURRENT_USER;

-- The password stays, so that who has it hears that the login is closed; letting it back brings another.
-- name: mail_login_close
SET LOCAL lock_timeout = '2s';
ALTER ROLE :"1" NOLOGIN;
GRANT :"1" TO CURRENT_USER;

-- name: mail_login_end
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = $1;

-- A transaction that stays open keeps what was deleted on the disk: whoever is in the group has ten minutes, or
-- what the hub's database or login was told otherwise (ALTER ROLE shouwen_hub SET shouwen.longest = '2 min').
-- name: mail_end_long
SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
WHERE a.xact_start < now() - coalesce(nullif(current_setting('shouwen.longest', true), ''), '10 min')::interval
  AND a.usename <> session_user AND pg_has_role(session_user, a.usesysid, 'USAGE')
  AND EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
    WHERE m.member = a.usesysid AND g.rolname = $1);

-- What a login sees is its own.
-- name: mail_inbox_list
SELECT client, name, length(bytes) > 0 FROM mail.inbox ORDER BY name;

-- name: mail_inbox_take
SELECT bytes FROM mail.inbox WHERE client = $1 AND name = $2 AND length(bytes) > 0;

-- In place of that bundle, or of one that was emptied.
-- name: mail_inbox_replace
UPDATE mail.inbox SET name = $2, bytes = $3 WHERE client = $1 AND place = (
    SELECT i.place FROM mail.inbox i WHERE i.client = $1 AND (i.name = $2 OR length(i.bytes) = 0)
    ORDER BY i.name <> $2, i.place LIMIT 1);

-- name: mail_inbox_put
INSERT INTO mail.inbox (client, name, bytes, place)
SELECT $1::text, $2::text, $3::bytea, free.place FROM generate_series(1, 250) AS free (place)
WHERE NOT EXISTS (SELECT 1 FROM mail.inbox i WHERE i.client = $1 AND i.place = free.place)
ORDER BY free.place LIMIT 1;

-- name: mail_inbox_empty
UPDATE mail.inbox SET bytes = '' WHERE client = $1 AND name = $2;

-- name: mail_inbox_remove
DELETE FROM mail.inbox WHERE (client, name) IN (
    SELECT i.client, i.name FROM mail.inbox i JOIN unnest($1::text[], $2::text[]) AS gone (client, name)
      ON i.client = gone.client AND i.name = gone.name FOR UPDATE OF i SKIP LOCKED);

-- name: mail_outbox_list
SELECT client, name, length(bytes) > 0 FROM mail.outbox WHERE client = $1 ORDER BY name;

-- name: mail_outbox_take
SELECT bytes FROM mail.outbox WHERE client = $1 AND name = $2 AND length(bytes) > 0;

-- name: mail_outbox_put
INSERT INTO mail.outbox (client, name, bytes)
SELECT $1::text, $2::text, $3::bytea WHERE NOT EXISTS (SELECT 1 FROM mail.outbox o WHERE o.client = $1 AND o.name = $2);

-- name: mail_outbox_replace
UPDATE mail.outbox SET bytes = $3 WHERE (client, name) IN (
    SELECT o.client, o.name FROM mail.outbox o WHERE o.client = $1 AND o.name = $2 FOR UPDATE SKIP LOCKED);

-- name: mail_outbox_empty
UPDATE mail.outbox SET bytes = '' WHERE client = $1 AND name = $2;

-- name: mail_outbox_remove
DELETE FROM mail.outbox WHERE (client, name) IN (
    SELECT o.client, o.name FROM mail.outbox o JOIN unnest($1::text[], $2::text[]) AS gone (client, name)
      ON o.client = gone.client AND o.name = gone.name FOR UPDATE OF o SKIP LOCKED);
