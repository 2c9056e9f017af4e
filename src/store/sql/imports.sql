-- SPDX-License-Identifier: MIT
-- Files that were taken in: imports.c.

-- name: imports_add
INSERT INTO import(at, who, kind, path, digest, state, row_count, added, changed, unchanged, refused)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

-- name: imports_change
UPDATE import SET state = ?2, row_count = ?3, added = ?4, changed = ?5, unchanged = ?6, refused = ?7
WHERE id = ?1 AND state = 'open' AND row_count = ?8;

-- name: imports_find_open
SELECT id, at, who, kind, path, digest, state, row_count, added, changed, unchanged, refused, 0, ''
FROM import WHERE digest = ?1 AND state = 'open' ORDER BY id DESC LIMIT 1;

-- name: imports_piece_add
INSERT INTO import_piece(import, first_n, last_n, log) VALUES (?1, ?2, ?3, ?4);

-- name: imports_pieces
SELECT first_n, last_n, log, (SELECT seq FROM act WHERE act.log = import_piece.log AND n = first_n)
FROM import_piece WHERE import = ?1 ORDER BY import, first_n, last_n;

-- name: imports_list
SELECT id, at, who, kind, path, digest, state, row_count, added, changed, unchanged, '',
  (SELECT coalesce(sum(last_n - first_n + 1), 0) FROM import_piece WHERE import = import.id),
  (SELECT value FROM meta WHERE key = 'import_back_' || import.id)
FROM import WHERE id < ?1 ORDER BY id DESC LIMIT ?2;

-- name: imports_get
SELECT id, at, who, kind, path, digest, state, row_count, added, changed, unchanged, refused,
  (SELECT coalesce(sum(last_n - first_n + 1), 0) FROM import_piece WHERE import = import.id),
  (SELECT value FROM meta WHERE key = 'import_back_' || import.id)
FROM import WHERE id = ?1;

-- name: imports_undo
UPDATE import SET state = ?2 WHERE id = ?1 AND state <> 'undone';
