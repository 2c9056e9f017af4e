-- SPDX-License-Identifier: MIT
-- Mailboxes in PostgreSQL: carrier_pg.c. Stations log in to these two tables only, and a row is seen by nobody but the hub,
-- whose tables they are, and the login of its client: by session_user, which no setting changes.

-- name: mail_exists
SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'mail';

-- name: mail_role_exists
SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1;

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
    USING ('shouwen_' || client = session_user::text) WITH CHECK (false);
GRANT SELECT, INSERT, DELETE ON mail.inbox TO :"1";
GRANT UPDATE (bytes) ON mail.inbox TO :"1";
GRANT SELECT, DELETE ON mail.outbox TO :"1";

-- name: mail_login_make
CREATE ROLE :"1" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT
    CONNECTION LIMIT 4 PASSWORD :'2';
GRANT :"3" TO :"1";

-- name: mail_login_change
ALTER ROLE :"1" LOGIN PASSWORD :'2';
GRANT :"3" TO :"1";

-- name: mail_login_close
ALTER ROLE :"1" NOLOGIN PASSWORD NULL;

-- name: mail_inbox_list
SELECT name FROM mail.inbox ORDER BY name;

-- name: mail_inbox_take
SELECT bytes FROM mail.inbox WHERE client = $1 AND name = $2;

-- name: mail_inbox_put
INSERT INTO mail.inbox (client, name, bytes) VALUES ($1, $2, $3)
ON CONFLICT (client, name) DO UPDATE SET bytes = excluded.bytes;

-- name: mail_inbox_remove
DELETE FROM mail.inbox WHERE client = $1 AND name = $2;

-- name: mail_outbox_list
SELECT name FROM mail.outbox WHERE client = $1 ORDER BY name;

-- name: mail_outbox_take
SELECT bytes FROM mail.outbox WHERE client = $1 AND name = $2;

-- name: mail_outbox_put
INSERT INTO mail.outbox (client, name, bytes) VALUES ($1, $2, $3)
ON CONFLICT (client, name) DO UPDATE SET bytes = excluded.bytes;

-- name: mail_outbox_remove
DELETE FROM mail.outbox WHERE client = $1 AND name = $2;
