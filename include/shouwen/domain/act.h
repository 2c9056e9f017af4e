/* SPDX-License-Identifier: MIT */
/* act: one thing that happened, and the table of everything that can happen to a case.
 * An act is a head (who, when, what kind; no personal data) and a body (names, phones, free text),
 * both JSON; its id is the hash of the head, and the head names the hash of the body (sync.md 1).
 * Intents that rules may refuse and facts that only get verified are the same struct. */
#ifndef SHOUWEN_DOMAIN_ACT_H
#define SHOUWEN_DOMAIN_ACT_H

#include "shouwen/base/crypto.h"
#include "shouwen/base/error.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Classes order concurrent acts in the fold: normal before escalating before closing (design.md
 * 3). */
enum act_class { ACT_NORMAL, ACT_ESCALATING, ACT_CLOSING };

/* Who may do an act, as bits (domain.md 3, column "who"). */
enum act_who {
    WHO_STAFF = 1 << 0,       /* active staff of a station or street centre */
    WHO_STATION = 1 << 1,     /* anyone at the case's home station */
    WHO_DESK = 1 << 2,        /* role desk or joint there, or on today's roster */
    WHO_ACCOUNTABLE = 1 << 3, /* the accountable person, or who answers for them today */
    WHO_FIRST = 1 << 4,       /* the first-contact person of this case */
    WHO_GRID_LEADER = 1 << 5, /* leader of the case's grid */
    WHO_SECRETARY = 1 << 6,   /* secretary of the home station, or who stands in */
    WHO_DISPATCHER = 1 << 7,  /* of the home station's street */
    WHO_CLERK = 1 << 8,       /* of the handling unit */
    WHO_SUPERVISOR = 1 << 9,  /* of the district */
    WHO_VIEWER = 1 << 10,     /* whoever may see the case */
    WHO_SELF = 1 << 11,       /* the author of the act in question */
    WHO_ADMIN = 1 << 12,      /* an administrator of the home station, or of one above it */
    WHO_PROGRAM = 1 << 13     /* the daily run */
};

struct act_who_row {
    unsigned bit;
    const char *word, *label; /* label through _() */
};
/* In the order of the bits, those for persons; ends with a bit of 0. */
extern const struct act_who_row act_who_rows[];

enum act_flag {
    ACT_REASON = 1 << 0,      /* a reason is required */
    ACT_UNFINISHED = 1 << 1,  /* a closing act must have seen it (design.md 3) */
    ACT_WHEN_CLOSED = 1 << 2, /* a closed case takes it */
    ACT_TO_STAFF = 1 << 3,    /* --to names a person of the home station */
    ACT_TO_NODE = 1 << 4,     /* --to names a node */
    ACT_TO_CASE = 1 << 5,     /* --to names a case */
    ACT_TEXT = 1 << 6,        /* a text is required */
    ACT_UNTIL = 1 << 7        /* a day, or day and time, is required */
};

/* X(NAME, "command word", N_("label"), class, state afterwards, who, flags), domain.md 3. The
 * state is a word of enum matter_state without its prefix, KEEP (unchanged) or BACK (as before
 * the pause). */
#define ACT_TABLE(X)                                                                               \
    X(OPEN, "open", N_("open"), NORMAL, RECEIVED, WHO_STAFF, ACT_UNFINISHED)                       \
    X(TICK, "tick", N_("tick"), NORMAL, KEEP, WHO_DESK | WHO_ACCOUNTABLE, 0)                       \
    X(ANSWER, "answer", N_("answer"), CLOSING, CLOSED, WHO_ACCOUNTABLE, 0)                         \
    X(SOLVE, "solve", N_("solve"), CLOSING, CLOSED, WHO_ACCOUNTABLE, 0)                            \
    X(ACCEPT, "accept", N_("accept"), NORMAL, HANDLING, WHO_ACCOUNTABLE, 0)                        \
    X(ASSIGN, "assign", N_("assign"), NORMAL, KEEP, WHO_FIRST | WHO_GRID_LEADER | WHO_SECRETARY,   \
      ACT_UNFINISHED | ACT_TO_STAFF)                                                               \
    X(TAKE_OVER, "take-over", N_("take over"), NORMAL, KEEP, WHO_DESK, ACT_UNFINISHED)             \
    X(DECLINE, "decline", N_("decline"), ESCALATING, KEEP, WHO_ACCOUNTABLE,                        \
      ACT_UNFINISHED | ACT_REASON)                                                                 \
    X(FALL_BACK, "fall-back", N_("ask for fallback"), ESCALATING, KEEP,                            \
      WHO_ACCOUNTABLE | WHO_GRID_LEADER | WHO_PROGRAM, ACT_UNFINISHED)                             \
    X(DESIGNATE, "designate", N_("designate"), NORMAL, KEEP, WHO_SECRETARY, ACT_TO_STAFF)          \
    X(CLAIM, "claim", N_("claim"), NORMAL, KEEP, WHO_SECRETARY, 0)                                 \
    X(REPORT_UP, "report-up", N_("report up"), ESCALATING, REPORTED,                               \
      WHO_ACCOUNTABLE | WHO_GRID_LEADER, ACT_UNFINISHED)                                           \
    X(DISPATCH, "dispatch", N_("dispatch"), ESCALATING, DISPATCHED, WHO_DISPATCHER,                \
      ACT_UNFINISHED | ACT_TO_NODE)                                                                \
    X(GIVE_BACK, "give-back", N_("give back"), NORMAL, REPORTED, WHO_CLERK, ACT_REASON)            \
    X(REPLY, "reply", N_("reply"), NORMAL, REPLIED, WHO_CLERK | WHO_DISPATCHER, ACT_TEXT)          \
    X(REMIND, "remind", N_("remind"), NORMAL, KEEP,                                                \
      WHO_ACCOUNTABLE | WHO_DESK | WHO_GRID_LEADER | WHO_SECRETARY, 0)                             \
    X(SUPERVISE, "supervise", N_("supervise"), NORMAL, KEEP, WHO_SUPERVISOR, 0)                    \
    X(EXTEND, "extend", N_("extend"), NORMAL, KEEP, WHO_SUPERVISOR, ACT_REASON | ACT_UNTIL)        \
    X(ON_SITE, "on-site", N_("on-site session"), NORMAL, KEEP, WHO_SECRETARY | WHO_DISPATCHER, 0)  \
    X(TELL, "tell", N_("tell the resident"), NORMAL, TOLD, WHO_ACCOUNTABLE, 0)                     \
    X(RATE, "rate", N_("rate"), NORMAL, KEEP, WHO_STATION | WHO_DISPATCHER, ACT_WHEN_CLOSED)       \
    X(CLOSE, "close", N_("close"), CLOSING, CLOSED, WHO_ACCOUNTABLE, 0)                            \
    X(REOPEN, "reopen", N_("reopen"), ESCALATING, HANDLING, WHO_DESK,                              \
      ACT_UNFINISHED | ACT_REASON | ACT_WHEN_CLOSED)                                               \
    X(MERGE, "merge", N_("merge"), CLOSING, CLOSED, WHO_DESK | WHO_GRID_LEADER, ACT_TO_CASE)       \
    X(WITHDRAW, "withdraw", N_("withdraw"), CLOSING, CLOSED, WHO_DESK, 0)                          \
    X(WAIT, "wait", N_("wait"), NORMAL, WAITING, WHO_ACCOUNTABLE | WHO_CLERK,                      \
      ACT_REASON | ACT_UNTIL)                                                                      \
    X(RESUME, "resume", N_("resume"), NORMAL, BACK, WHO_ACCOUNTABLE | WHO_CLERK | WHO_PROGRAM, 0)  \
    X(PROMISE, "promise", N_("promise"), NORMAL, KEEP, WHO_STATION, ACT_UNTIL)                     \
    X(KEEP, "keep", N_("keep the promise"), NORMAL, KEEP, WHO_STATION, 0)                          \
    X(SHELVE, "shelve", N_("shelve"), NORMAL, SHELVED, WHO_SECRETARY, ACT_REASON | ACT_UNTIL)      \
    X(NOTE, "note", N_("note"), NORMAL, KEEP, WHO_VIEWER, ACT_TEXT | ACT_WHEN_CLOSED)              \
    X(AMEND, "amend", N_("amend"), NORMAL, KEEP, WHO_DESK | WHO_ACCOUNTABLE, 0)                    \
    X(UNDO, "undo", N_("undo"), NORMAL, KEEP, WHO_SELF, ACT_WHEN_CLOSED)                           \
    X(RESOLVE, "resolve", N_("resolve"), NORMAL, KEEP, WHO_SECRETARY | WHO_DISPATCHER,             \
      ACT_WHEN_CLOSED)                                                                             \
    X(ERASE, "erase", N_("erase"), NORMAL, KEEP, WHO_ADMIN, ACT_REASON | ACT_WHEN_CLOSED)

#define ACT_ENUM(name, ...) ACT_##name,
enum act_kind {
    ACT_TABLE(ACT_ENUM) ACT_CASE_KINDS, /* so many kinds concern a case */
    ACT_PUT = ACT_CASE_KINDS,           /* fields of a record: reference data, residents */
    ACT_TALLY,                          /* one nameless walk-in counted */
    ACT_UNKNOWN                         /* a kind of a newer version: stored and passed on */
};

struct act_row {
    const char *word;
    const char *label; /* through _() */
    enum act_class class;
    int state; /* enum matter_state, or STATE_KEEP, STATE_BACK */
    unsigned who, flags;
};
extern const struct act_row act_rows[ACT_CASE_KINDS];

enum act_kind act_kind_of(const char *word); /* ACT_UNKNOWN if it is none */
const char *act_word(enum act_kind kind);

/* X(NAME, "key", HEAD or BODY, TEXT, NUMBER or LIST): the fields of acts; head fields carry ids
 * and words of fixed lists only. The command line's options have the same names. */
#define ACT_FIELD_TABLE(X)                                                                         \
    X(NODE, "node", HEAD, TEXT)     /* where the author works */                                   \
    X(TO, "to", HEAD, TEXT)         /* person, node or case the act is directed at */              \
    X(HOLDER, "holder", HEAD, TEXT) /* who holds the case afterwards, if that changes */           \
    X(WHOM, "whom", HEAD, TEXT)     /* rate: whose work was rated */                               \
    X(OUTCOME, "outcome", HEAD, TEXT)                                                              \
    X(UNTIL, "until", HEAD, NUMBER) /* ms */                                                       \
    X(HAVE, "have", HEAD, TEXT)     /* tick: numbers of the lines that are here, "1,3" */          \
    X(VIA, "via", HEAD, TEXT)       /* here video proxy referral; promise: call come visit */      \
    X(ATTITUDE, "attitude", HEAD, NUMBER)                                                          \
    X(ABILITY, "ability", HEAD, NUMBER)                                                            \
    X(SOURCE, "source", HEAD, TEXT) /* pressed phone paper */                                      \
    X(CHANNEL, "channel", HEAD, TEXT)                                                              \
    X(URGENCY, "urgency", HEAD, TEXT)                                                              \
    X(SERVICE, "service", HEAD, TEXT)                                                              \
    X(CATEGORY, "category", HEAD, TEXT) /* of the service item when it was chosen */               \
    X(GRID, "grid", HEAD, TEXT)                                                                    \
    X(RESIDENT, "resident", HEAD, TEXT)                                                            \
    X(LIMIT, "limit", HEAD, TEXT)     /* the time limit in force, "3w" */                          \
    X(CLOCK, "clock", HEAD, TEXT)     /* wait: "restart" where the item's clock begins anew */     \
    X(REQUEST, "rq", HEAD, TEXT)      /* one key press, one request */                             \
    X(VOIDS, "voids", HEAD, TEXT)     /* undo: ids of the acts it voids, blank between */          \
    X(FIELD, "field", HEAD, TEXT)     /* amend: which field */                                     \
    X(SESSION, "session", HEAD, TEXT) /* the on-site session it belongs to */                      \
    X(CHOOSE, "choose", HEAD, TEXT)   /* resolve: id of the act that is to hold */                 \
    X(OFF, "off", HEAD, TEXT)         /* the author's clock was off: word_clock_offs */            \
    X(WHY, "why", HEAD, TEXT)         /* what the program says of it: word_whys */                 \
    X(TALLY, "tally", HEAD, TEXT)     /* tally: which kind */                                      \
    X(PLACE_KIND, "place-kind", HEAD, TEXT)                                                        \
    X(PLACE, "place", BODY, TEXT)                                                                  \
    X(SUBJECT, "subject", BODY, TEXT)                                                              \
    X(REASON, "reason", BODY, TEXT)                                                                \
    X(TEXT, "text", BODY, TEXT)                                                                    \
    X(NAME, "name", BODY, TEXT) /* the person concerned, as given */                               \
    X(PHONE, "phone", BODY, TEXT)                                                                  \
    X(DOOR, "door", BODY, TEXT)                                                                    \
    X(BY_NAME, "by-name", BODY, TEXT) /* who acts for them */                                      \
    X(RELATION, "relation", BODY, TEXT)                                                            \
    X(PARTY, "party", BODY, TEXT)   /* the other party; asked for: people to be put to others */   \
    X(PEOPLE, "people", BODY, TEXT) /* all others with a part (matter_party.h) */                  \
    X(WAY_UNIT, "way-unit", BODY, TEXT)     /* of the way: the unit it was done with, */           \
    X(SPOKE_WITH, "spoke-with", BODY, TEXT) /* the person spoken to, */                            \
    X(RECEIPT, "receipt", BODY, TEXT)       /* and the number that they gave */                    \
    X(REF, "ref", BODY, TEXT)               /* number given by a hotline or on paper */            \
    X(VALUE, "value", BODY, TEXT)           /* amend: the new value */

#define ACT_FIELD_ENUM(name, ...) FIELD_##name,
enum act_field { ACT_FIELD_TABLE(ACT_FIELD_ENUM) ACT_FIELD_COUNT };

/* Text is borrowed from the arena the act was read into, or from the author's caller. NULL:
 * absent. */
struct act {
    uint8_t id[CRYPTO_ID];
    const char *log;
    int64_t n;
    enum act_kind kind;
    const char *word;    /* of the kind, also of an unknown one */
    const char *subject; /* "case/007001-261121-...", "staff/S01" */
    int64_t entered_at, happened_at;
    const char *by;
    const uint64_t *on; /* first 8 bytes of ids, big-endian */
    size_t on_count;
    const char *value[ACT_FIELD_COUNT];
    const char *fields; /* put: the JSON object of the record's fields (body), NULL if erased */
    bool is_erased;     /* the body is gone */
};

/* The key of a field as in head, body and command line. */
const char *act_field_key(enum act_field field);
/* The field with that key; -1 if there is none. */
int act_field_of(const char *key);
/* A whole number of a field; fallback if absent or no number. */
int64_t act_number(const struct act *act, enum act_field field, int64_t fallback);
/* "" if absent. */
const char *act_text(const struct act *act, enum act_field field);
/* True if it has a field of its body that is not empty. */
bool act_has_text(const struct act *act);
/* The part of the subject after '/'. */
const char *act_subject_id(const struct act *act);
/* Its class in the fold; a rating of 2 or less escalates. */
enum act_class act_class_of(const struct act *act);
bool act_is_low_rating(const struct act *act);
/* True if a closing act must have seen it. */
bool act_is_unfinished(const struct act *act);
/* The first 8 bytes of an id as `on` names it. */
uint64_t act_id_prefix(const uint8_t *id);

enum { ACT_HEAD_MOST = 4096, ACT_BODY_MOST = 65536, ACT_SALT = 16, ACT_HEAD_DEPTH = 4 };
/* A head has room for so many acts that it names. Of more the last are named; the others stay
 * beside them until a later act has room. */
enum { ACT_ON_MOST = 64 };
/* The last of *count, at most that many. */
const uint64_t *act_on_last(const uint64_t *on, size_t *count);

/* Encodes head and body (salt drawn anew; body stays empty if the act has no body field) and
 * sets act->id. Needs log, n, kind, subject, times, by, on. STATUS_INVALID if either would be
 * too large. */
MUST_CHECK enum status act_encode(struct act *act, struct text *head, struct text *body,
                                  struct error *error);
/* Reads head and body (NULL if erased or none) into act, text in arena, and verifies the body's
 * hash. STATUS_BROKEN says what is wrong. */
MUST_CHECK enum status act_decode(struct arena *arena, const void *head, size_t head_length,
                                  const void *body, size_t body_length, struct act *act,
                                  struct error *error);

#endif
