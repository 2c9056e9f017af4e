/* SPDX-License-Identifier: MIT */
/* case_view: a case, or a list of cases, as text and as JSON (field names: design.md 6).
 * Phone numbers show their last four characters unless unmask; names are never masked. */
#ifndef SHOUWEN_CLI_CASE_VIEW_H
#define SHOUWEN_CLI_CASE_VIEW_H

#include "shouwen/base/json.h"
#include "shouwen/desk/desk.h"
#include "shouwen/domain/matter.h"
#include "shouwen/store/query_cases.h"

/* followers: the cases that follow it (sight_merged()). */
struct json *case_view_json(struct desk *desk, const struct matter *matter,
                            const struct merged_row *followers, size_t follower_count, bool unmask);
MUST_CHECK enum status case_view_text(struct desk *desk, const struct matter *matter, bool unmask,
                                      struct arena *arena, struct text *out, struct error *error);
/* {"cases": [...], "next": NUMBER or null} */
struct json *case_view_list_json(struct desk *desk, const struct case_row *rows, size_t count,
                                 const char *next, bool unmask);
void case_view_list_text(struct desk *desk, const struct case_row *rows, size_t count,
                         const char *next, bool unmask, struct text *out);
/* Notes in the audit table that numbers were shown in full. */
MUST_CHECK enum status case_view_reveal(struct desk *desk, const char *subject,
                                        struct error *error);

#endif
