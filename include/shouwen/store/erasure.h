/* SPDX-License-Identifier: MIT */
/* erasure: what stood in a case or a record is gone on request, its acts stay (sync.md 1).
 * An erasing is an act like any other, known here by what is folded from it: from then on no body
 * of that subject is kept, whenever it comes and from wherever; the erasing's own reason stays.
 * What deleted rows leave behind in the file (parts of the search index, the WAL) goes when the
 * file is scrubbed; until that was done the file says so. Used by journal_facts and ledger. */
#ifndef SHOUWEN_STORE_ERASURE_H
#define SHOUWEN_STORE_ERASURE_H

#include "shouwen/domain/act.h"
#include "shouwen/store/db.h"

/* True if what stood in the subject was erased. */
MUST_CHECK enum status erasure_has(struct db *db, const char *subject, bool *has,
                                   struct error *error);
/* Takes the bodies of some acts of a subject away, all but those of erasings; inside a transaction.
 * is_all: nothing under that subject stands any more, which is noted, and the drafts that name it
 * go as well. *count: bodies that were there. */
MUST_CHECK enum status erasure_put(struct db *db, const char *subject, bool is_all,
                                   const struct act *lost, size_t lost_count, int *count,
                                   struct error *error);
/* What says something about a resident: they, those who were joined into them, their cases, visits
 * that met them, and demands under their name and telephone number, by their ids alone; an array in
 * arena. place: the grid or node that it is of, "" if that is nowhere or where they are. */
struct erasure_item {
    const char *subject, *place;
    bool is_open; /* a case that is open */
};
MUST_CHECK enum status erasure_of_resident(struct db *db, const char *id, struct arena *arena,
                                           struct erasure_item **items, size_t *count,
                                           struct error *error);
/* Ids of the residents whose emergency contact somebody is, by their number or name; an array in
 * arena. */
MUST_CHECK enum status erasure_contacts(struct db *db, const char *id, struct arena *arena,
                                        const char ***ids, size_t *count, struct error *error);
/* Hand-over sheets and sessions in which an erased case stands, whoever wrote them; subject: only
 * those of this one, "" those of all. is_settled: it was accepted or held, or is so many days old,
 * and may go as a whole. */
enum { ERASURE_SHEET_DAYS = 7 };
struct erasure_sheet {
    const char *subject, *of; /* "handovers/CODE", "case/NUMBER" */
    bool is_settled;
};
MUST_CHECK enum status erasure_sheets(struct db *db, const char *subject, struct arena *arena,
                                      struct erasure_sheet **sheets, size_t *count,
                                      struct error *error);
/* True if an erased case stands in what one act of a sheet or session says. */
MUST_CHECK enum status erasure_is_named(struct db *db, const uint8_t *id, bool *is_named,
                                        struct error *error);
/* Cases that still name a resident who was erased elsewhere: whoever erased them did not have the
 * case, as a station has none that its street opened. At most `most`; an array in arena. */
struct erasure_left {
    const char *number, *resident; /* "115007-261123-WBFPATW96", "R77-007001" */
};
MUST_CHECK enum status erasure_left(struct db *db, int most, struct arena *arena,
                                    struct erasure_left **left, size_t *count, struct error *error);
/* How many subjects were erased. */
MUST_CHECK enum status erasure_count(struct db *db, int64_t *count, struct error *error);
/* False if something was erased since erasure_tell(): what lies in mailboxes and quarantine may
 * hold it still. Outside of a transaction. */
MUST_CHECK enum status erasure_is_told(struct db *db, bool *is_told, struct error *error);
MUST_CHECK enum status erasure_tell(struct db *db, struct error *error);
/* True if the file is to be scrubbed. */
MUST_CHECK enum status erasure_is_pending(struct db *db, bool *is_pending, struct error *error);
/* Scrubs the file if it is to be, outside of a transaction: it may take some seconds for a million
 * cases. While others read it, it stays pending: *is_done is false. */
MUST_CHECK enum status erasure_scrub(struct db *db, bool *is_done, struct error *error);

#endif
