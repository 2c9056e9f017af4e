-- SPDX-License-Identifier: MIT

-- name: db_busy_check
SELECT 1;
