/* SPDX-License-Identifier: MIT */
/* ledger: the only writer of a station file.
 * Everything goes one way: an intent is decided, appended to the journal, its subject is refolded
 * from its own acts, the projection and the search index follow, and COMMIT makes it durable: all
 * in one transaction. STATUS_OK means it is on disk. Used by desk and, for facts from elsewhere, by
 * sync. */
#ifndef SHOUWEN_STORE_LEDGER_H
#define SHOUWEN_STORE_LEDGER_H

#include "shouwen/domain/calendar.h"
#include "shouwen/domain/fact.h"
#include "shouwen/domain/matter.h"
#include "shouwen/domain/person.h"
#include "shouwen/domain/record.h"
#include "shouwen/store/db.h"
#include "shouwen/store/erasure.h"
#include "shouwen/store/imports.h"
#include "shouwen/store/uplink.h"

struct ledger; /* opaque */

#define LEDGER_PROGRAM "program" /* the author of what the program itself records */

/* True in *is_current if a file's rows are those that this program makes by this policy: it can be
 * read as it is. */
MUST_CHECK enum status ledger_is_current(struct db *db, const struct matter_policy *policy,
                                         bool *is_current, struct error *error);
/* Opens a station file for writing; what is not current is made anew first, and due days that moved
 * with a setting are listed as those that a calendar moved (moved.h). policy is borrowed. */
MUST_CHECK enum status ledger_open(const char *path, const struct matter_policy *policy,
                                   struct ledger **ledger, struct error *error);
void ledger_close(struct ledger *ledger);       /* NULL is fine */
struct db *ledger_db(struct ledger *ledger);    /* for reading what was just written */
const char *ledger_node(struct ledger *ledger); /* the station's code */

/* Records count acts as one request: all of them or none. Each act needs kind and fields; subject
 * NULL means the case of the act before it (or a new one, for open); happened_at 0 means now. by: a
 * staff id, LEDGER_PROGRAM, or NULL while the file has no administrator. The acts are completed in
 * place, texts in arena. A request id (FIELD_REQUEST of the first act) that was recorded before
 * changes nothing and gives the same case again. *number: the case of the last act. Between
 * ledger_begin() and ledger_commit() it is part of that transaction. */
MUST_CHECK enum status ledger_record(struct ledger *ledger, const char *by, struct act *acts,
                                     size_t count, struct arena *arena, const char **number,
                                     struct error *error);
/* Records one act each on count cases, in one transaction: what the rules refuse is left out and
 * its fate says why, the others stand (kind STATUS_OK). Each act names its case; those of a batch
 * share a request id, and a case that has this kind of act of this request already stays as it is.
 * An undo takes back what its request recorded last, and is refused where anything followed. */
MUST_CHECK enum status ledger_record_each(struct ledger *ledger, const char *by, struct act *acts,
                                          size_t count, struct arena *arena, struct error *fates,
                                          struct error *error);
/* Puts a record and records count acts that name it, all of them or none. */
MUST_CHECK enum status ledger_put_with(struct ledger *ledger, const char *by,
                                       const struct record *record, struct act *acts, size_t count,
                                       struct arena *arena, struct error *error);
/* Counts one nameless walk-in of a kind (word_tallies). */
MUST_CHECK enum status ledger_tally(struct ledger *ledger, const char *by, const char *kind,
                                    struct error *error);

/* Notes on which day the station's own run was done; of this file alone. */
MUST_CHECK enum status ledger_note_run(struct ledger *ledger, int32_t on, struct error *error);
/* The day it was last done, and the one before that; CLOCK_NO_DAY if never. */
MUST_CHECK enum status ledger_last_run(struct db *db, int32_t *on, int32_t *before,
                                       struct error *error);

enum ledger_change { LEDGER_UNCHANGED, LEDGER_ADDED, LEDGER_CHANGED };
/* Puts the fields of a record that differ from what stands; fields that are NULL stay. Between
 * ledger_begin() and ledger_commit(), or on its own. A person who is put as left has their open
 * cases fall back, each by an act of the program; a calendar that changed moves the due days of
 * open cases. */
MUST_CHECK enum status ledger_put(struct ledger *ledger, const char *by,
                                  const struct record *record, enum ledger_change *change,
                                  struct error *error);
/* What stands of the record that a put means; *found false: there is none, or of staff another one,
 * who has another name and works elsewhere. *old is empty then, but for its kind. */
MUST_CHECK enum status ledger_get_meant(struct ledger *ledger, const struct record *record,
                                        struct arena *arena, struct record *old, bool *found,
                                        struct error *error);
/* The ids of people in the row of a list, as this file knows them: in the words of the place that
 * the row names, by its unit or grid, or of a visit by the resident; and of a row about somebody of
 * the staff whose it is. STATUS_REFUSED where such a row names no unit and several places gave the
 * id out, this file's own not among them. In a transaction. */
MUST_CHECK enum status ledger_hear_row(struct ledger *ledger, struct record *row,
                                       struct arena *arena, struct error *error);
/* Says the fields that are given again, whether or not they stand so: what two places said
 * differently of them (record_dispute.h) is settled. */
MUST_CHECK enum status ledger_say_again(struct ledger *ledger, const char *by,
                                        const struct record *record, struct error *error);
/* The resident that a record between ledger_begin() and ledger_commit() is, by what stands and what
 * was put: query_reference.h. */
MUST_CHECK enum status ledger_find_resident(struct ledger *ledger, const struct record *record,
                                            struct arena *arena, const char **id,
                                            struct error *error);
/* An id that no resident has or had. Those of one ledger rise, with gaps that keep a slip of the
 * finger from being somebody else: what comes together stands together in the file. */
MUST_CHECK enum status ledger_new_resident_id(struct ledger *ledger, struct arena *arena,
                                              const char **id, struct error *error);
/* Says after ledger_begin() how many residents will come, in this transaction and those after it,
 * up to a ledger_rollback(): among many newcomers those who are there are known from a census. */
MUST_CHECK enum status ledger_expect_residents(struct ledger *ledger, int64_t count,
                                               struct error *error);
/* Several puts in one transaction; ledger_commit() also does what follows from them. */
MUST_CHECK enum status ledger_begin(struct ledger *ledger, struct error *error);
MUST_CHECK enum status ledger_commit(struct ledger *ledger, struct error *error);
void ledger_rollback(struct ledger *ledger);
/* Does what follows from the puts since ledger_begin(), for who looks at it before going back;
 * ledger_commit() does it too. */
MUST_CHECK enum status ledger_settle(struct ledger *ledger, struct error *error);
/* As ledger_commit(), and notes the transaction as the next piece of an import. The entry gets its
 * id with the first piece that recorded anything. STATUS_CONFLICT if somebody else took the same
 * import further meanwhile. */
MUST_CHECK enum status ledger_commit_piece(struct ledger *ledger, struct imports_entry *entry,
                                           struct error *error);

/* What was done since with something that an import brought. */
struct ledger_follower {
    const char *subject; /* on what: "case/..." */
    const char *word;    /* the act's */
    const char *by;
    int64_t at;
    const char *named; /* what of the import it names; "": it is on it itself */
};
enum { LEDGER_FOLLOWED_MOST = 20 }; /* kept; all are counted */
struct ledger_followed {
    struct ledger_follower at[LEDGER_FOLLOWED_MOST]; /* the latest first */
    size_t count;
    int64_t total;
    int64_t subject_count; /* records and cases that the import brought or changed */
    int64_t back_count;    /* of them: taken back, also by an earlier run that was stopped */
    bool is_stopped;
    struct arena arena;
};
/* How an import is taken back; zeroed: for good, with nobody looking. */
struct ledger_undo {
    bool is_dry;
    /* Called some times a second, after each piece and at the end; false stops: what is back stays
     * back, and the same import taken back again goes on there. NULL: nobody looks. */
    bool (*watch)(void *context, int64_t back_count, int64_t subject_count);
    void *context;
    int64_t piece_count; /* subjects of a piece; 0: as many as come in a second or two */
};
/* Takes a whole import back, by undo acts: records are as they were, cases that it opened are
 * closed as mistaken. Changes nothing where anything followed, or is_dry. By pieces, each a
 * transaction, so that others may write meanwhile and one that was stopped or killed goes on; what
 * hangs together, a calendar and a roster, is one piece. STATUS_NOT_FOUND and STATUS_REFUSED: there
 * is no such import, it is undone already. */
MUST_CHECK enum status ledger_undo_import(struct ledger *ledger, const char *by, int64_t import,
                                          const struct ledger_undo *how,
                                          struct ledger_followed *followed, struct error *error);

/* Says after ledger_begin() about how many cases ledger_import() will bring: many of them are
 * indexed at the end. */
MUST_CHECK enum status ledger_expect(struct ledger *ledger, int64_t cases, struct error *error);
/* Records the opening of a case that came in elsewhere, between ledger_begin() and ledger_commit().
 * taken_in_by: who took it in; "" if nobody did, then the roster of the day when it happened says
 * who answers first. A service item that is not on the list yet is taken by its code. *is_new is
 * false, and nothing changes, if the act's request id was recorded before. */
MUST_CHECK enum status ledger_import(struct ledger *ledger, const char *by, const char *taken_in_by,
                                     struct act *act, struct arena *arena, bool *is_new,
                                     struct error *error);

/* Erases what stands in subjects ("case/...", "residents/..."), an act each, all of them or none:
 * their bodies go here at once, elsewhere when the acts arrive, and none is taken in again. The
 * reason stays. Cases are decided as any other act on them; whoever may erase a record is the
 * caller's to know. One that is erased already stays as it is. Between ledger_begin() and
 * ledger_commit(), or on its own. */
MUST_CHECK enum status ledger_erase(struct ledger *ledger, const char *by,
                                    const char *const *subjects, size_t count, const char *reason,
                                    struct error *error);
/* What erasing a resident takes along: erasure_of_resident(), but of two who were given one id only
 * what is of the one who is shown in the file of a node. */
MUST_CHECK enum status ledger_erase_look(struct db *db, const char *node, const char *id,
                                         struct arena *arena, struct erasure_item **items,
                                         size_t *count, struct error *error);
/* The acts of a subject that are heeded in the file of a node, for a reader: of two who were given
 * one id those of the one who is shown (circle_heed.h). */
MUST_CHECK enum status ledger_read_shown(struct db *db, const char *node, const char *subject,
                                         struct arena *arena, struct act **acts, size_t *count,
                                         struct error *error);
/* Erases the hand-over sheets and sessions in which an erased case stands and that are settled, by
 * the program, with the case as the reason; those that are not go on a later call. After
 * ledger_erase() and ledger_receive(), and once a day. */
MUST_CHECK enum status ledger_erase_sheets(struct ledger *ledger, struct error *error);
/* What was erased lies in no mailbox and no quarantine any more (erasure.h). */
MUST_CHECK enum status ledger_erase_told(struct ledger *ledger, struct error *error);
/* What erased texts left behind in the file goes too, if any did; after ledger_erase() and
 * ledger_receive(), and once a day. *is_done is false while other programs have the file open in
 * the middle of a read. */
MUST_CHECK enum status ledger_scrub(struct ledger *ledger, bool *is_done, struct error *error);

/* Puts the search index in order after a day's work, and scrubs the file; changes nothing that is
 * shown. */
MUST_CHECK enum status ledger_tidy(struct ledger *ledger, struct error *error);

/* A line of the local audit table: sign-ins, refusals by role, reveals. Neither folded nor
 * exchanged. */
MUST_CHECK enum status ledger_audit(struct ledger *ledger, const char *who, const char *what,
                                    const char *subject, struct error *error);

/* Drafts of a desk: what was typed and not recorded yet, as text that the desk reads back. slot 0
 * is the form on screen, 1 to 9 are parked. An empty form takes the draft away. */
MUST_CHECK enum status ledger_draft_put(struct ledger *ledger, const char *owner, int slot,
                                        const char *form, struct error *error);

/* Notes what was given out under the name of a layout: ids, or case numbers. */
MUST_CHECK enum status ledger_sent_put(struct ledger *ledger, const char *layout,
                                       enum record_kind kind, const char *const *ids, size_t count,
                                       struct error *error);

/* Keeps a list that somebody saved under a key, in place of what had it; an empty form takes it
 * away. */
MUST_CHECK enum status ledger_saved_put(struct ledger *ledger, const char *owner, const char *key,
                                        const char *name, const char *form, struct error *error);

/* What one bundle brought, opened and verified by itself (sync.md 3). */
struct ledger_parcel {
    int64_t serial;   /* of the hub's bundles to this file */
    const char *view; /* what the hub says it has, JSON; NULL: nothing said */
    enum { LEDGER_PARCEL_VIEW, LEDGER_PARCEL_FEED, LEDGER_PARCEL_LOG } kind;
    int64_t epoch;                 /* of the feed */
    int64_t first;                 /* position in the feed, or number in the own log */
    const uint8_t *before, *after; /* the chain around them */
    const uint8_t *proof;          /* the hub's signature for the feed's end; NULL: none came */
    const char *parent;            /* of a branch of the own log, else NULL */
    int64_t parent_n;
    const struct fact *facts;
    size_t count;
};
struct ledger_taken {
    int64_t new_count;              /* acts that were not here, or only by their heads */
    int64_t subject_count;          /* cases and records that changed by it */
    char branch[FACT_LOG_MOST + 1]; /* the own log's tail went there; "": it did not */
    char left[FACT_LOG_MOST + 1];   /* its tail went to where the hub has it; "": none did */
};
/* Trusts a hub from now on, or the same one at another address. STATUS_REFUSED if another hub is
 * trusted already, unless is_new_key says that it is meant. */
MUST_CHECK enum status ledger_trust(struct ledger *ledger, const uint8_t *public_key,
                                    const char *address, bool is_new_key, struct error *error);
/* Takes a parcel in: acts, what is folded from them, the feed's position and the hub's view, in one
 * transaction; what is here already is skipped after its chain was compared. A range of the own log
 * or of a branch of it is what the hub still has: where the two differ, this file's tail becomes a
 * branch.
 * STATUS_CONFLICT, the parcel can wait: something before it is missing ("send from n").
 * STATUS_INVALID: what it brings cannot be true. */
MUST_CHECK enum status ledger_receive(struct ledger *ledger, const struct ledger_parcel *parcel,
                                      struct ledger_taken *taken, struct error *error);
/* Notes what an exchange came to, as the status bar shows it (JSON), when it was whole, and the
 * serial that was used last. */
MUST_CHECK enum status ledger_exchanged(struct ledger *ledger, const char *said, bool is_whole,
                                        int64_t sent_serial, struct error *error);

/* The rules' view of the file as it stands, kept until somebody changes it. Valid until the next
 * call. */
MUST_CHECK enum status ledger_view(struct ledger *ledger, const struct people **people,
                                   const struct calendar **calendar, struct error *error);

struct ledger_report {
    int64_t act_count, case_count;
    char digest[2 * CRYPTO_CHAIN + 1];
    int64_t problem_count;
    struct text problems; /* a line each, the first 1,000 */
};
/* Verifies chain, bodies, projection = refold, counts, and one accountable person per open case. */
MUST_CHECK enum status ledger_check(struct ledger *ledger, struct ledger_report *report,
                                    struct error *error);
/* Drops the projection and folds it anew from the journal. seed 0: subjects and acts in their
 * order; otherwise in a random order made from seed, which must give the same digest. */
MUST_CHECK enum status ledger_rebuild(struct ledger *ledger, uint64_t seed, struct error *error);
/* The digest of the projection, as check prints it: 64 hex digits. */
MUST_CHECK enum status ledger_digest(struct ledger *ledger, char out[2 * CRYPTO_CHAIN + 1],
                                     struct error *error);

#endif
