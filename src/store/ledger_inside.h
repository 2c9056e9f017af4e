/* SPDX-License-Identifier: MIT */
/* What the parts of the ledger share; nobody else includes this. */
#ifndef SHOUWEN_STORE_LEDGER_INSIDE_H
#define SHOUWEN_STORE_LEDGER_INSIDE_H

#include "shouwen/domain/record_fold.h"
#include "shouwen/store/census.h"
#include "shouwen/store/clockwatch.h"
#include "shouwen/store/journal.h"
#include "shouwen/store/ledger.h"
#include "shouwen/store/search.h"
#include "shouwen/store/twins.h"
#include "shouwen/store/visits.h"

struct ledger {
    struct db *db;
    const struct matter_policy *policy;
    struct journal_log log;
    struct clockwatch watch;
    struct arena arena; /* lives as long as the ledger */
    const char *node;
    /* the rules' view: staff, roster, grids, calendar */
    struct arena view_arena;
    struct people people;
    struct calendar calendar;
    bool has_view, is_founding;
    bool has_twins;        /* ids were given to several (twins.h) */
    bool is_settling;      /* what is put is said again, also where it stands so */
    bool is_refolding_all; /* every act of a subject may be new, not its last alone */
    int64_t view_version;
    uint64_t shuffle; /* state of the random order of a rebuild; 0: in order */
    /* what a group of puts brings about at its end */
    int64_t begun_n;       /* of the last act before it */
    int32_t calendar_from; /* the first day of the calendar that changed; INT32_MAX: none did */
    struct arena left_arena;
    const char **left; /* ids of those who left, or moved to another place */
    size_t left_count, left_room;
    struct arena twin_arena;
    const char **twins[RECORD_KIND_COUNT]; /* by which others are known than before */
    size_t twin_count[RECORD_KIND_COUNT], twin_room[RECORD_KIND_COUNT];
    struct visits_touched touched;
    struct search_batch batch;
    struct census *census, *requests; /* of a long list; NULL: each row is looked up */
    struct census *taken;             /* numbers, where there are requests */
    int64_t census_version;
    uint64_t *numbers; /* drawn for the cases of a long list, falling: handed out from the end */
    size_t number_count, number_room;
    uint64_t resident_bits;       /* of the id that was given last; 0: none yet */
    uint64_t resident_free;       /* up to there no id above that one was given; 0: not known */
    bool resident_awaited;        /* it was nobody's, and was not put yet */
    bool has_late_index;          /* to be made: matters_make_late_index() */
    struct ledger_ahead *ahead;   /* ledger_ahead.c; NULL: nothing was prepared */
    struct ledger_memory *memory; /* ledger_import.c: what rows of one file name again and again */
    struct arena memory_arena;
};

/* Where lists lack an index they are slow, not wrong: a fault leaves it to who opens the file next.
 */
void ledger_make_late_index(struct ledger *ledger);
/* Notes that a subject changed, if it is a day of the calendar: the cases follow when the group is
 * settled. */
void ledger_note_calendar(struct ledger *ledger, const char *subject);
/* Every case by the calendar and the usage that are in force now; which days moved is kept. */
MUST_CHECK enum status ledger_count_days(struct ledger *ledger, struct error *error);
/* Whether a hub is trusted, which keeps out what is opened elsewhere; asked for those who open a
 * case and whose node lies outside of the file's. */
MUST_CHECK enum status ledger_find_hub(struct ledger *ledger, const struct people *people,
                                       const struct act *act, struct arena *arena, bool *found,
                                       struct error *error);
/* Folds a case from its acts and writes projection and search index; inside a transaction. */
MUST_CHECK enum status ledger_refold(struct ledger *ledger, const char *number,
                                     struct matter *matter, struct arena *arena,
                                     struct error *error);
/* The acts of a subject that are heeded (circle_heed.h), for folding: of two who were given one id
 * those of the one who is shown. Inside a transaction, of what is erased no bodies are left from
 * here on. */
MUST_CHECK enum status ledger_read_acts(struct ledger *ledger, const char *subject,
                                        struct arena *arena, struct act **acts, size_t *count,
                                        struct error *error);
/* The same of everybody who was given the id, each by themselves: first who is shown, then the
 * others, but for those who were erased; known: by which id the file knows them (twin.h). A subject
 * with such an id: first whose it is. */
struct ledger_part {
    const char *known;
    struct act *acts;
    size_t count;
};
MUST_CHECK enum status ledger_read_parts(struct ledger *ledger, const char *subject,
                                         struct arena *arena, struct ledger_part **parts,
                                         size_t *count, struct error *error);
/* The subject of acts for one with an id that the file knows somebody by; mostly itself. */
MUST_CHECK enum status ledger_given_subject(struct db *db, const char *known, struct arena *arena,
                                            const char **subject, struct error *error);
/* Keeps by which ids those are known who were given one; inside a transaction. */
MUST_CHECK enum status ledger_put_twins(struct ledger *ledger, enum record_kind kind,
                                        const char *id, const struct ledger_part *parts,
                                        size_t count, struct arena *arena, struct error *error);
/* What names somebody who is known by another id now is folded once more. */
MUST_CHECK enum status ledger_follow_twins(struct ledger *ledger, struct error *error);
void ledger_forget_twins(struct ledger *ledger);
/* Who is named for a case by a bare id is somebody of its home; matter NULL: nobody is named. */
MUST_CHECK enum status ledger_hear_whom(struct ledger *ledger, struct act *act,
                                        const struct matter *matter, struct arena *arena,
                                        struct error *error);
/* Appends an act about a case of that home. The ids of people are written as the home says them;
 * act keeps those by which this file knows them. */
MUST_CHECK enum status ledger_append(struct ledger *ledger, struct act *act, const char *home,
                                     struct arena *arena, struct error *error);
/* The ids of people in the fields of somebody's acts, each said where it was made, as this file
 * knows them; and in fields folded from them as a home says them. */
MUST_CHECK enum status ledger_hear_fields(struct ledger *ledger, enum record_kind kind,
                                          struct act *acts, size_t count, struct arena *arena,
                                          struct error *error);
MUST_CHECK enum status ledger_say_values(struct ledger *ledger, enum record_kind kind,
                                         struct record_values *values, const char *home,
                                         struct arena *arena, struct error *error);
/* The ids of people in a record as its home says them. */
MUST_CHECK enum status ledger_say_record(struct ledger *ledger, struct record *record,
                                         const char *home, struct arena *arena,
                                         struct error *error);
/* `on` of the next act of a record: those of them that no other one names. */
MUST_CHECK enum status ledger_latest(struct ledger *ledger, const char *subject,
                                     struct arena *arena, const uint64_t **on, size_t *count,
                                     struct error *error);
/* STATUS_REFUSED if no file would heed an act on a case of that home: only where the home does not
 * lie within the file's node is it asked. */
MUST_CHECK enum status ledger_refuse_unheeded(struct ledger *ledger, struct act *act,
                                              const char *home, struct arena *arena,
                                              struct error *error);
/* STATUS_REFUSED if what an act is about was erased. */
MUST_CHECK enum status ledger_refuse_erased(struct ledger *ledger, const struct act *act,
                                            struct error *error);
/* The same of a case that was never there: from its one act, as a refold from the journal would. */
MUST_CHECK enum status ledger_project_new(struct ledger *ledger, const struct act *act,
                                          struct arena *arena, struct error *error);
/* Decides and appends one act and refolds its case; inside a transaction. */
MUST_CHECK enum status ledger_act(struct ledger *ledger, struct act *act, struct arena *arena,
                                  struct error *error);
/* A number that no case has, for an opening that is signed. */
MUST_CHECK enum status ledger_mint(struct ledger *ledger, const struct act *act,
                                   struct arena *arena, const char **number, struct error *error);
/* The case that a request id was recorded for; NULL if it is new. */
MUST_CHECK enum status ledger_find_request(struct ledger *ledger, const char *request,
                                           struct arena *arena, const char **number,
                                           struct error *error);
/* Projects a record, or the tallies of a day, from its acts. */
MUST_CHECK enum status ledger_refold_record(struct ledger *ledger, const char *subject,
                                            struct arena *arena, struct error *error);
MUST_CHECK enum status ledger_refold_tally(struct ledger *ledger, const char *subject,
                                           struct arena *arena, struct error *error);
/* As if it had never been there. */
MUST_CHECK enum status ledger_drop_record(struct ledger *ledger, enum record_kind kind,
                                          const char *id, struct arena *arena, struct error *error);
/* Who was met was met once, however often a list or an act names them. */
void ledger_meet_once(struct record *record, struct arena *arena);
/* For the census of a long list, while there is one. */
void ledger_note_resident(struct ledger *ledger, const struct record *record);
/* True in *same if the row of a record is what its acts say. */
MUST_CHECK enum status ledger_compare_record(struct ledger *ledger, const char *subject,
                                             struct arena *arena, bool *same, struct error *error);
/* Mixes items while a rebuild in random order runs; otherwise does nothing. */
void ledger_shuffle(struct ledger *ledger, void *items, size_t count, size_t size);
/* Folds one subject from its acts, if it is a case or (cases false) if it is none. */
MUST_CHECK enum status ledger_refold_subject(struct ledger *ledger, const char *subject, bool cases,
                                             struct arena *arena, struct error *error);
/* What the records of a transaction still wait for: search keys, households. */
MUST_CHECK enum status ledger_finish_records(struct ledger *ledger, struct error *error);
void ledger_forget_records(struct ledger *ledger);
void ledger_drop_census(struct ledger *ledger);
/* The fields that differ from what stands (NULL: nothing does), as a JSON object; NULL if none
 * does. */
const char *ledger_difference(struct arena *arena, const struct record *record,
                              const struct record *old);
/* Refuses what an act that is signed would say of somebody of the staff (old: who stands; NULL:
 * nobody, or another one under the id) who works outside of the file's area, or of somebody new
 * whom every file would take for who had the id before. */
MUST_CHECK enum status ledger_may_say(struct ledger *ledger, const struct record *record,
                                      const struct record *old, const struct act *act,
                                      struct arena *arena, struct error *error);
/* Refuses somebody of the staff (old: who stands; NULL: nobody) who is moved from the file's area
 * to outside of it, which nobody there would heed, or to where somebody else has the id. */
MUST_CHECK enum status ledger_may_transfer(struct ledger *ledger, const struct record *record,
                                           const struct record *old, const char *subject,
                                           struct arena *arena, struct error *error);
/* Once what is new of them is appended, at home where they worked until now: an act at home where
 * they work from now on, of all that is known of them, if that place may not know it. */
MUST_CHECK enum status ledger_transfer(struct ledger *ledger, const char *by,
                                       const struct record *record, const struct record *old,
                                       const char *subject, struct arena *arena,
                                       struct error *error);
/* Whoever stands for somebody else now, or does no longer, has other households and other cases. */
MUST_CHECK enum status ledger_rejoin(struct ledger *ledger, const struct record *record,
                                     struct arena *arena, struct error *error);
/* True for a resident of a long list whose id was given a moment ago: nothing is known of them. */
bool ledger_is_newcomer(const struct ledger *ledger, const struct record *record);
/* ... put, to be written with others (ledger_ahead.h). */
MUST_CHECK enum status ledger_put_newcomer(struct ledger *ledger, const char *by,
                                           const struct record *record, struct error *error);
/* What imported cases still wait for: search, counts, indexes. */
MUST_CHECK enum status ledger_finish_import(struct ledger *ledger, struct error *error);
/* Forgets what an import remembered. */
void ledger_forget_import(struct ledger *ledger);
/* Makes people and calendar current; today's roster too. */
MUST_CHECK enum status ledger_refresh(struct ledger *ledger, struct error *error);
/* A line of the audit table, inside a transaction. */
MUST_CHECK enum status ledger_add_audit(struct ledger *ledger, const char *who, const char *what,
                                        const char *subject, struct error *error);
/* The next act of a subject by this file: log, times, subject; `on` as given. */
void ledger_sign(struct ledger *ledger, struct act *act, const char *by);

#endif
