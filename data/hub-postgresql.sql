-- SPDX-License-Identifier: MIT
-- Makes a server ready for a hub, once, by its superuser:
--     sudo -u postgres psql -f hub-postgresql.sql
-- Afterwards the hub logs in as shouwen_hub (over the socket as the system user of that name, or with a password:
-- \password shouwen_hub), and shouwen-hub init --store "pg:dbname=shouwen_hub user=shouwen_hub" makes the tables.
-- It may make logins, which stations get when they are enrolled, and is no superuser.
CREATE ROLE shouwen_hub LOGIN CREATEROLE;
CREATE DATABASE shouwen_hub OWNER shouwen_hub ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
\connect shouwen_hub
REVOKE ALL ON SCHEMA public FROM PUBLIC;
-- Everybody may make large objects unless told otherwise; a station has nothing to keep there.
REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea), lo_open(oid, integer),
    lo_put(oid, bigint, bytea), lo_unlink(oid), lo_truncate(integer, integer), lo_truncate64(integer, bigint),
    lowrite(integer, bytea) FROM PUBLIC;
-- Nor may it fill the table of locks, which is for all, or the disk with what it sorts.
REVOKE EXECUTE ON FUNCTION pg_advisory_lock(bigint), pg_advisory_lock(integer, integer), pg_advisory_lock_shared(bigint),
    pg_advisory_lock_shared(integer, integer), pg_advisory_xact_lock(bigint), pg_advisory_xact_lock(integer, integer),
    pg_advisory_xact_lock_shared(bigint), pg_advisory_xact_lock_shared(integer, integer), pg_try_advisory_lock(bigint),
    pg_try_advisory_lock(integer, integer), pg_try_advisory_lock_shared(bigint),
    pg_try_advisory_lock_shared(integer, integer), pg_try_advisory_xact_lock(bigint),
    pg_try_advisory_xact_lock(integer, integer), pg_try_advisory_xact_lock_shared(bigint),
    pg_try_advisory_xact_lock_shared(integer, integer) FROM PUBLIC;
-- This one tells of rows that a policy hides whether they were changed.
REVOKE EXECUTE ON FUNCTION currtid2(text, tid) FROM PUBLIC;
ALTER DATABASE shouwen_hub SET temp_file_limit = '1GB';
-- All of this holds in that database: a login has no business in another one. Those that this server has for something else
-- are kept from them by pg_hba.conf (shouwen-hub(1)).
REVOKE CONNECT, TEMPORARY ON DATABASE postgres FROM PUBLIC;
REVOKE CONNECT ON DATABASE template1 FROM PUBLIC;
