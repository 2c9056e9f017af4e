-- SPDX-License-Identifier: MIT
-- Checks of a copy: backup.c.

-- name: backup_quick_check
PRAGMA quick_check(1);
