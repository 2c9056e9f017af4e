/* SPDX-License-Identifier: MIT */
/* reference: reference data and residents, put and looked up by the person who keeps them.
 * Puts go through the ledger, several in one transaction; between reference_begin() and its end the
 * look-ups see what was put. Used by import and export. */
#ifndef SHOUWEN_DESK_REFERENCE_H
#define SHOUWEN_DESK_REFERENCE_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/record.h"
#include "shouwen/store/imports.h"
#include "shouwen/store/moved.h"

#include <stdbool.h>

/* STATUS_DENIED unless an administrator is signed in, or the file has none. */
MUST_CHECK enum status reference_require(struct desk *desk, struct error *error);
/* The same, and begins. */
MUST_CHECK enum status reference_begin(struct desk *desk, struct error *error);
/* The ids of people in a row that was checked, as the place that it names says them: as the file
 * knows them; and back. STATUS_REFUSED of a row of staff: see ledger_hear_row(). */
MUST_CHECK enum status reference_hear(struct desk *desk, struct record *row, struct arena *arena,
                                      struct error *error);
MUST_CHECK enum status reference_write(struct desk *desk, struct record *row, struct arena *arena,
                                       struct error *error);
/* True in *has if any id was given to several. */
MUST_CHECK enum status reference_has_twins(struct desk *desk, bool *has, struct error *error);
/* record was checked and has its id. */
MUST_CHECK enum status reference_put(struct desk *desk, const struct record *record,
                                     enum ledger_change *change, struct error *error);
MUST_CHECK enum status reference_commit(struct desk *desk, struct error *error);
void reference_rollback(struct desk *desk);
/* Does what follows from the puts, before the commit or instead of it. */
MUST_CHECK enum status reference_settle(struct desk *desk, struct error *error);
/* Commits the puts as the next piece of an import; see ledger_commit_piece(). */
MUST_CHECK enum status reference_commit_piece(struct desk *desk, struct imports_entry *entry,
                                              struct error *error);
/* The import of this digest that was stopped. */
MUST_CHECK enum status reference_find_open(struct desk *desk, const char *digest,
                                           struct arena *arena, struct imports_entry *entry,
                                           bool *found, struct error *error);
/* What was imported, the latest first; for administrators. */
MUST_CHECK enum status reference_imports(struct desk *desk, struct arena *arena,
                                         struct imports_entry **entries, size_t *count,
                                         struct error *error);
/* One of them, with the numbers of its refused rows. */
MUST_CHECK enum status reference_import(struct desk *desk, int64_t import, struct arena *arena,
                                        struct imports_entry *entry, struct error *error);
/* Takes an import back; see ledger_undo_import(). */
MUST_CHECK enum status reference_undo(struct desk *desk, int64_t import,
                                      const struct ledger_undo *how,
                                      struct ledger_followed *followed, struct error *error);
/* Which due days the calendar that was put moved, as the transaction sees it. */
MUST_CHECK enum status reference_moved(struct desk *desk, struct arena *arena, struct moved *moved,
                                       struct error *error);

/* The look-ups, after reference_begin(). */
MUST_CHECK enum status reference_has(struct desk *desk, enum record_kind kind, const char *id,
                                     bool *has, struct error *error);
/* Whether anybody is an administrator as the transaction sees it. */
MUST_CHECK enum status reference_has_admin(struct desk *desk, bool *has, struct error *error);
/* *found false: there is none. */
MUST_CHECK enum status reference_get(struct desk *desk, enum record_kind kind, const char *id,
                                     struct arena *arena, struct record *record, bool *found,
                                     struct error *error);
/* What stands of the record that a put means: ledger_get_meant(). */
MUST_CHECK enum status reference_get_meant(struct desk *desk, const struct record *record,
                                           struct arena *arena, struct record *old, bool *found,
                                           struct error *error);
/* Where a person works; the file's own station for an id that is not there. In arena. */
MUST_CHECK enum status reference_node_of(struct desk *desk, const char *staff_id,
                                         struct arena *arena, const char **node,
                                         struct error *error);
/* The resident that a checked record without an id means (query_reference.h); NULL if nobody. */
MUST_CHECK enum status reference_find_resident(struct desk *desk, const struct record *record,
                                               struct arena *arena, const char **id,
                                               struct error *error);
/* Who may be meant by a list's number, and who is: query_reference_numbered(), _meant(). */
MUST_CHECK enum status reference_numbered(struct desk *desk, const char *number,
                                          struct arena *arena, const char ***ids, size_t *count,
                                          struct error *error);
MUST_CHECK enum status reference_meant(struct desk *desk, const char *number, const char *home,
                                       struct arena *arena, const char **id, struct error *error);

/* Says how many residents will come, so that newcomers cost no look: ledger_expect_residents(). */
MUST_CHECK enum status reference_expect_residents(struct desk *desk, int64_t count,
                                                  struct error *error);
/* An id for a resident who has none: ledger_new_resident_id(). */
MUST_CHECK enum status reference_new_resident_id(struct desk *desk, struct arena *arena,
                                                 const char **id, struct error *error);

/* Calls visit for each record of a kind that the person signed in sees, in the order of ids. */
MUST_CHECK enum status reference_each(struct desk *desk, enum record_kind kind,
                                      enum status (*visit)(void *context,
                                                           const struct record *record,
                                                           struct error *error),
                                      void *context, struct error *error);
/* The same of all there are, as the transaction of reference_begin() sees them. */
MUST_CHECK enum status reference_each_put(struct desk *desk, enum record_kind kind,
                                          enum status (*visit)(void *context,
                                                               const struct record *record,
                                                               struct error *error),
                                          void *context, struct error *error);
/* What was given out under the name of a layout, so that the next time it is not. */
MUST_CHECK enum status reference_note_sent(struct desk *desk, const char *layout,
                                           enum record_kind kind, const char *const *ids,
                                           size_t count, struct error *error);
MUST_CHECK enum status reference_was_sent(struct desk *desk, const char *layout,
                                          enum record_kind kind, const char *id, bool *was,
                                          struct error *error);
/* Records in the audit that phone and card numbers of a kind were given out in full. */
MUST_CHECK enum status reference_note_reveal(struct desk *desk, enum record_kind kind,
                                             struct error *error);

#endif
