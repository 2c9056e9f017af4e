/* SPDX-License-Identifier: MIT */
/* sight: cases and residents as far as the person signed in sees them (visibility.h): whatever the
 * desk shows, lists, finds or gives out is asked for here or in follow_case(). For the program, and
 * while the file has no administrator, everything is seen. */
#ifndef SHOUWEN_DESK_SIGHT_H
#define SHOUWEN_DESK_SIGHT_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/record.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/store/search.h"

/* As query_cases(), of what the person sees; heads only where they see no more, and none of these
 * while searching. STATUS_BUSY with the rows found so far if too few of very many are theirs. */
MUST_CHECK enum status sight_page(struct desk *desk, const struct case_filter *filter,
                                  struct arena *arena, struct case_row **rows, size_t *count,
                                  struct error *error);
/* The filter by which the person's part of a list is read: by their homes and grids, their
 * department, or what they brought in. What it borrows is the desk's until that is refreshed.
 * *is_counted: kept counts tell how many these are; not for QUEUE_MINE. */
MUST_CHECK enum status sight_narrow(struct desk *desk, const struct case_filter *filter,
                                    struct case_filter *asked, bool *is_counted,
                                    struct error *error);
/* As query_cases_locate(), in the list as the person sees it: sets start_key and start_seq. */
MUST_CHECK enum status sight_locate(struct desk *desk, struct case_filter *filter,
                                    const char *number, bool *found, struct error *error);
/* True if every case of the grid is seen whole. */
bool sight_has_grid(struct desk *desk, const char *grid);
/* True if the person's most urgent cases of the list are found by the handling unit's clock. */
bool sight_goes_by_unit(struct desk *desk, const struct case_filter *filter);
/* As query_cases_of() and query_promises(): the cases that are seen whole. */
MUST_CHECK enum status sight_cases_of(struct desk *desk, const char *resident, const char *door,
                                      size_t limit, struct arena *arena, struct case_row **rows,
                                      size_t *count, struct error *error);
/* The cases that follow one, and those that follow them, which are seen whole. */
MUST_CHECK enum status sight_merged(struct desk *desk, const char *number, struct arena *arena,
                                    struct merged_row **rows, size_t *count, struct error *error);
MUST_CHECK enum status sight_promises(struct desk *desk, int64_t before_at, size_t limit,
                                      struct arena *arena, struct promise_row **rows, size_t *count,
                                      struct error *error);
/* As search_query() and search_duplicates(): residents and cases that are seen. */
MUST_CHECK enum status sight_search(struct desk *desk, const char *typed,
                                    const struct search_context *context, struct arena *arena,
                                    struct search_hits *hits, struct error *error);
MUST_CHECK enum status sight_duplicates(struct desk *desk, const struct search_intake *intake,
                                        const struct search_context *context, struct arena *arena,
                                        struct search_hits *hits, struct error *error);

/* STATUS_DENIED, noted in the audit as `what` (NULL: not noted), where a case that was loaded is
 * not seen at all; of one that is seen as a head only the rest is taken out. */
MUST_CHECK enum status sight_restrict(struct desk *desk, struct matter *matter, const char *what,
                                      struct arena *arena, struct error *error);
/* True if the person sees a record: residents, demands and visits are for their station and grid,
 * sessions and hand-over sheets for their station and whom they name, a session also for whoever
 * sees one of its cases; all other kinds for everybody. */
bool sight_has_record(struct desk *desk, const struct record *record);
/* True if they see every record of the kind. */
bool sight_has_all(struct desk *desk, enum record_kind kind);
/* False if they see none of the kind, whatever there is: residents, visits and demands. */
bool sight_has_kind(struct desk *desk, enum record_kind kind);
/* STATUS_DENIED, noted as `what`, for a kind of which the person sees no record at all. */
MUST_CHECK enum status sight_require_kind(struct desk *desk, enum record_kind kind,
                                          const char *what, struct error *error);
/* STATUS_DENIED, noted as `what`, unless the record is seen. */
MUST_CHECK enum status sight_require_record(struct desk *desk, const struct record *record,
                                            const char *what, struct error *error);

#endif
