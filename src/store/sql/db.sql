-- SPDX-License-Identifier: MIT
-- Connection and transactions: db.c.

-- What every connection needs and the C interface can't set. secure_delete: what is erased is gone.
-- name: db_configure
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -32768;

-- While a long list comes in: what is written is looked at again and again until it is.
-- name: db_bulk_begin
PRAGMA cache_size = -30720;

-- name: db_bulk_end
PRAGMA cache_size = -32768;

-- While an index is sorted in memory: its rows are read once.
-- name: db_sort_begin
PRAGMA cache_size = -2048;

-- Not mapped at first: around each page that is touched the system would read ahead in large steps, which is what
-- a start without a cache waits for.
-- name: db_configure_reader
PRAGMA query_only = ON;

-- Once the first screen is there: a page fault is cheaper than a read. No more of a large file than a desk may take
-- of the memory.
-- name: db_map
PRAGMA mmap_size = 50331648;

-- 'SWST', "shouwen station", at offset 68 of the file: db.c knows it as APPLICATION. Set while the new
-- file is still in rollback mode, so that the file itself tells it, and never only its WAL.
-- name: db_create
PRAGMA application_id = 0x53575354;
PRAGMA journal_mode = WAL;

-- 'SWHB', "shouwen hub".
-- name: db_create_hub
PRAGMA application_id = 0x53574842;
PRAGMA journal_mode = WAL;

-- name: db_use_wal
PRAGMA journal_mode = WAL;

-- Fails while anybody else has the file open; afterwards nobody else gets in.
-- name: db_seize
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = DELETE;

-- name: db_seize_give_up
PRAGMA locking_mode = NORMAL;

-- name: db_schema_version
PRAGMA user_version;

-- name: db_data_version
PRAGMA data_version;

-- name: db_begin
BEGIN IMMEDIATE;

-- name: db_commit
COMMIT;

-- name: db_rollback
ROLLBACK;

-- name: db_read_begin
BEGIN;

-- name: db_mark
SAVEPOINT mark;

-- name: db_mark_keep
RELEASE mark;

-- name: db_mark_undo
ROLLBACK TO mark;

-- A copy writes to another file only, but query_only forbids it all the same.
-- name: db_copy_allow
PRAGMA query_only = OFF;

-- name: db_copy_forbid
PRAGMA query_only = ON;

-- name: db_copy
VACUUM INTO ?1;
