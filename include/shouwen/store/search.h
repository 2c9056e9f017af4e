/* SPDX-License-Identifier: MIT */
/* search: who and what the desk means by what is being typed.
 * The shape of the text decides what is looked for and in which order (screens.md, "Ranking of
 * hits"); each hit says why it matched. Every step is a range of an index or a full-text query
 * with a limit, so that a keystroke takes about a millisecond at any size. The index follows the
 * projection row by row, inside the same transaction. Used by the screens and verbs that look for
 * something, and by records and ledger. */
#ifndef SHOUWEN_STORE_SEARCH_H
#define SHOUWEN_STORE_SEARCH_H

#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"
#include "shouwen/domain/matter.h"
#include "shouwen/domain/record.h"
#include "shouwen/store/db.h"

/* X(NAME, "word", N_("label")): why something was found, the strongest reason first */
#define SEARCH_WHY_TABLE(X)                                                                        \
    X(CODE, "code", N_("query code"))                                                              \
    X(REF, "ref", N_("incoming number"))                                                           \
    X(PHONE, "phone", N_("phone number"))                                                          \
    X(CARD, "card", N_("ID number"))                                                               \
    X(PHONE_TAIL, "phone-tail", N_("end of the phone number"))                                     \
    X(CARD_TAIL, "card-tail", N_("end of the ID number"))                                          \
    X(PERSON, "person", N_("same person"))                                                         \
    X(DOOR, "door", N_("door"))                                                                    \
    X(NAME, "name", N_("name"))                                                                    \
    X(INITIALS, "initials", N_("initials"))                                                        \
    X(PINYIN, "pinyin", N_("pinyin"))                                                              \
    X(NAME_PREFIX, "name-prefix", N_("beginning of the name"))                                     \
    X(INITIALS_PREFIX, "initials-prefix", N_("beginning of the initials"))                         \
    X(PINYIN_PREFIX, "pinyin-prefix", N_("beginning of the pinyin"))                               \
    X(NAME_INSIDE, "name-inside", N_("part of the name"))                                          \
    X(MATERIAL, "material", N_("material"))                                                        \
    X(PARTY, "party", N_("a person of the case"))                                                  \
    X(SUBJECT, "subject", N_("subject"))
#define SEARCH_WHY_ENUM(name, ...) SEARCH_WHY_##name,
enum search_why { SEARCH_WHY_TABLE(SEARCH_WHY_ENUM) SEARCH_WHY_COUNT };
struct search_why_row {
    const char *word, *label; /* label through _() */
};
extern const struct search_why_row search_why_rows[SEARCH_WHY_COUNT];

enum search_group { SEARCH_RESIDENTS, SEARCH_SERVICES, SEARCH_CASES, SEARCH_GROUPS };

struct search_context {
    int32_t today;
    const char *node;            /* of the desk: its own people and habits come first */
    int limit;                   /* hits of each group; 0: 20 */
    int deadline_ms;             /* 0: 50 */
    bool (*stop)(void *context); /* true when a key is waiting; NULL: never */
    void *stop_context;
};

struct search_resident {
    const char *id, *name, *sex, *phone, *door, *grid, *tags;
    const char *node;       /* the station that looks after them; "" if it is not known */
    int32_t birth_on;       /* CLOCK_NO_DAY if unknown */
    int32_t contact_on;     /* day of the latest case; CLOCK_NO_DAY if there is none */
    bool has_open_case;     /* of their own */
    bool is_promised_today; /* an open promise is due, or was */
    const char *former;     /* why they are no longer a resident, as tagged; NULL: they are one */
    enum search_why why;
};
struct search_service {
    const char *code, *name, *limit, *cost, *hours, *instead;
    const char *alias; /* what it was found under, if not its name; "" otherwise */
    const char *place; /* "none": must not be issued by a committee, see instead */
    int material_count;
    int use_count; /* cases in the last 90 days, at most 200 */
    enum search_why why;
};
struct search_case {
    const char *number, *subject, *state, *name, *resident, *service, *holder;
    bool is_open;
    int64_t opened_at;
    int32_t due_on;     /* CLOCK_NO_DAY: none */
    unsigned flags;     /* FLAG_*: of those that follow from the acts */
    bool is_same_topic; /* search_duplicates(): the same item, or about the same words */
    enum search_why why;
};
struct search_hits {
    struct search_resident *residents;
    struct search_service *services;
    struct search_case *cases;
    size_t resident_count, service_count, case_count;
    enum search_group order[SEARCH_GROUPS]; /* in which to show the groups */
    bool is_partial; /* the deadline passed, or stop() said so: there may be more */
};

/* What was typed, found; everything is in the arena. Nothing typed finds nothing. Takes the limit
 * of db_set_limit() for itself; not between db_read_begin() and db_read_end(). */
MUST_CHECK enum status search_query(struct db *db, const char *typed,
                                    const struct search_context *context, struct arena *arena,
                                    struct search_hits *hits, struct error *error);

/* The query of the tables find_open and find_closed for what was typed: the case's words and
 * people. Empty if nothing is left to search for. */
void search_case_query(struct text *out, const char *typed);

/* Rows of cases (seq), in no order, some of them twice; is_cut: one kind of key had more. */
struct search_seqs {
    int64_t *at;
    size_t count, room;
    bool is_cut;
};
/* The cases that a typed text means by other than their words: the query code or its first three
 * characters and more, the number that others gave, phone and ID number or their ends, the door,
 * the letters of a name, the service item (its latest cases). is_open_only: of residents by their
 * letters only those who have an open case. STATUS_BUSY if the connection's limit stopped it. */
MUST_CHECK enum status search_gather_cases(struct db *db, const char *typed, bool is_open_only,
                                           struct arena *arena, struct search_seqs *seqs,
                                           struct error *error);

/* What is known while an intake is typed; each may be NULL. */
struct search_intake {
    const char *resident; /* id, once chosen */
    const char *name, *phone, *door;
    const char *service, *subject;
};
/* Open cases of the same person or household, those about the same first, and residents who have
 * the same phone or name (without the chosen one). Fills residents and cases of hits. */
MUST_CHECK enum status search_duplicates(struct db *db, const struct search_intake *intake,
                                         const struct search_context *context, struct arena *arena,
                                         struct search_hits *hits, struct error *error);

/* --- keeping the index, inside the transaction that changes the projection --- */

/* What is indexed of a case. who: names of all its people, a line each; phone: their numbers;
 * others, other_phones: the parts of both that are not the person's own. */
struct search_text {
    bool is_there, is_open;
    const char *resident, *subject, *who, *phone, *others, *other_phones;
};
/* As it stands, before the case's row is written again; texts in the arena. */
MUST_CHECK enum status search_read_stood(struct db *db, const char *number, struct arena *arena,
                                         struct search_text *stood, struct error *error);
/* Brings the index up to date with a case whose row in matter has this seq; unchanged texts cost
 * nothing. Call it after the row was written. */
MUST_CHECK enum status search_put_case(struct db *db, int64_t seq, const struct search_text *stood,
                                       const struct matter *matter, struct error *error);
/* The same for a resident or service item: before is what stood there, after what stands there now;
 * NULL: nothing. Other kinds are not searched. */
MUST_CHECK enum status search_put_record(struct db *db, int64_t seq, const struct record *before,
                                         const struct record *after, struct error *error);

/* Keys that wait to be written together, in the order of the index: one by one each would be
 * looked for on a page of its own. A zeroed struct is empty. Until search_batch_write() nobody
 * finds what waits there, nor may it be changed. */
struct search_batch {
    struct search_batch_key *keys;
    size_t count, room;
    struct search_batch_case *cases;
    size_t case_count, case_room;
    struct arena arena, case_arena;
};
/* As search_put_case() for a case that was not there before; a full batch is written. What is
 * indexed of it is worked out before, without the file; it borrows from the matter and lives in the
 * arena. */
struct search_case_new;
const struct search_case_new *search_prepare_case(const struct matter *matter, struct arena *arena);
MUST_CHECK enum status search_add_case(struct db *db, struct search_batch *batch, int64_t seq,
                                       const struct search_case_new *prepared, struct error *error);
/* As search_put_record() for a record that was not there before, whose keys are known; a full batch
 * is written. */
struct search_keys;
MUST_CHECK enum status search_add_record(struct db *db, struct search_batch *batch, int64_t seq,
                                         const struct record *record,
                                         const struct search_keys *keys, struct error *error);
MUST_CHECK enum status search_batch_write(struct db *db, struct search_batch *batch,
                                          struct error *error);
void search_batch_forget(struct search_batch *batch);

/* Puts a resident's keys, and those of whoever stands for them, where their cases reach now; inside
 * a transaction. */
MUST_CHECK enum status search_place_resident(struct db *db, const char *id, struct error *error);

/* What the search index holds, summed up. */
struct search_sums {
    uint64_t keys, texts, terms;
};
/* Adds what a case has in it, as its acts say. */
MUST_CHECK enum status search_sum_case(struct db *db, const struct matter *matter,
                                       struct search_sums *sums, struct error *error);
/* *hold: the index holds what all cases (summed) and the records in the projection say, no more and
 * no less. Goes through all of it. */
MUST_CHECK enum status search_hold(struct db *db, const struct search_sums *cases, bool *hold,
                                   struct error *error);

/* Puts the parts together that the index of cases is made of, so that a search has few to look
 * into; after an import, and once a day. */
MUST_CHECK enum status search_tidy(struct db *db, struct error *error);
/* The same for good: what was taken out of the index stands nowhere in it afterwards. Takes seconds
 * for a million cases. */
MUST_CHECK enum status search_scrub(struct db *db, struct error *error);

#endif
