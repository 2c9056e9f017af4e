-- SPDX-License-Identifier: MIT
-- Mailboxes in PostgreSQL: carrier_pg.c. Stations log in to these two tables only, and a row is seen by nobody but the hub,
-- whose tables they are, and the login of its client: by session_user, which no setting changes.
-- A login may delete nothing, for with that right it might lock a whole table: it empties a row, and the hub deletes it. The
-- hub waits for no lock of a login's: what is locked is passed over.

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

-- The names of bundles are those of carrier_name_write().
-- name: mail_create
REVOKE ALL ON DATABASE :"2" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"2" TO :"1";
CREATE SCHEMA mail;
REVOKE ALL ON SCHEMA mail FROM PUBLIC;
GRANT USAGE ON SCHEMA mail TO :"1";

CREATE TABLE mail.inbox (
    client text COLLATE "C" NOT NULL CHECK (length(client) BETWEEN 1 AND 63),
    name text COLLATE "C" NOT NULL CHECK (length(name) <= 232 AND left(name, length(client) + 5) = client || '-hub-'),
    bytes bytea NOT NULL CHECK (length(bytes) <= 8388608),
    PRIMARY KEY (client, name)
);
CREATE TABLE mail.outbox (
    client text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL CHECK (left(name, length(client) + 5) = 'hub-' || client || '-'),
    bytes bytea NOT NULL,
    PRIMARY KEY (client, name)
);
ALTER TABLE mail.inbox ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE mail.outbox ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE mail.inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE mail.outbox ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON mail.inbox TO :"1"
    USING ('shouwen_' || client = session_user::text) WITH CHECK ('shouwen_' || client = session_user::text);
CREATE POLICY own ON mail.outbox TO :"1"
    USING ('shouwen_' || client = session_user::text)
    WITH CHECK ('shouwen_' || client = session_user::text AND length(bytes) = 0);
GRANT SELECT, INSERT, UPDATE (bytes) ON mail.inbox TO :"1";
GRANT SELECT, UPDATE (bytes) ON mail.outbox TO :"1";

-- The hub is to be able to end its sessions.
-- name: mail_login_make
CREATE ROLE :"1" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT
    CONNECTION LIMIT 4 PASSWORD :'2';
GRANT :"3" TO :"1";
GRANT :"1" TO CURRENT_USER;

-- name: mail_login_change
ALTER ROLE :"1" LOGIN PASSWORD :'2';
GRANT :"1" TO CURRENT_USER;

-- The password stays, so that who has it hears that the login is closed; letting it back brings another.
-- name: mail_login_close
ALTER ROLE :"1" NOLOGIN;
GRANT :"1" TO CURRENT_USER;

-- name: mail_login_end
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1;

-- A transaction that stays open keeps what was deleted on the disk: whoever is in the group has ten minutes.
-- name: mail_end_long
SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
WHERE a.xact_start < now() - interval '10 min' AND a.usename <> session_user AND pg_has_role(session_user, a.usesysid, 'USAGE')
  AND EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
    WHERE m.member = a.usesysid AND g.rolname = $1);

-- What a login sees is its own.
-- name: mail_inbox_list
SELECT client, name, length(bytes) > 0 FROM mail.inbox ORDER BY name;

-- So many of each client at a time, whatever it put there; one index probe for each.
-- name: mail_inbox_list_all
WITH RECURSIVE each (client) AS (
    (SELECT client FROM mail.inbox ORDER BY client LIMIT 1)
    UNION ALL
    SELECT (SELECT i.client FROM mail.inbox i WHERE i.client > each.client ORDER BY i.client LIMIT 1)
    FROM each WHERE each.client IS NOT NULL
)
SELECT theirs.client, theirs.name, theirs.is_there FROM each, LATERAL (
    SELECT i.client, i.name, length(i.bytes) > 0 AS is_there FROM mail.inbox i WHERE i.client = each.client
    ORDER BY i.name LIMIT 1000) theirs
ORDER BY theirs.name;

-- name: mail_inbox_take
SELECT bytes FROM mail.inbox WHERE client = $1 AND name = $2 AND length(bytes) > 0;

-- name: mail_inbox_put
INSERT INTO mail.inbox (client, name, bytes) VALUES ($1, $2, $3)
ON CONFLICT (client, name) DO UPDATE SET bytes = excluded.bytes;

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
