/* SPDX-License-Identifier: MIT */
/* deed: what somebody records that is no act on a case, and who may (domain.md 1).
 * One table beside ACT_TABLE; the desk asks it before anything is recorded (permit.h), the verbs of
 * the command line and `staff may` name its rows. Acts on a case are decide()'s. Pure. */
#ifndef SHOUWEN_DOMAIN_DEED_H
#define SHOUWEN_DOMAIN_DEED_H

#include "shouwen/base/text.h"
#include "shouwen/domain/person.h"

/* X(NAME, N_("label")): in which capacity somebody does it. */
#define DEED_WHO_TABLE(X)                                                                          \
    X(STAFF, N_("staff of a station or street centre who are here"))                               \
    X(CARER, N_("those who look after the residents of this grid or station"))                     \
    X(DESK, N_("the desk or whoever is on today's roster there"))                                  \
    X(STATION, N_("staff of its station"))                                                         \
    X(SECRETARY, N_("the secretary there"))                                                        \
    X(DISPATCHER, N_("the street's dispatcher"))                                                   \
    X(SELF, N_("the person whose it is"))                                                          \
    X(ADMIN, N_("an administrator"))

#define DEED_WHO_INDEX(name, ...) DEED_WHO_INDEX_##name,
enum { DEED_WHO_TABLE(DEED_WHO_INDEX) DEED_WHO_COUNT };
#define DEED_WHO_ENUM(name, ...) DEED_BY_##name = 1 << DEED_WHO_INDEX_##name,
enum deed_who { DEED_WHO_TABLE(DEED_WHO_ENUM) };

/* X(NAME, "word", N_("label"), who): the word is that of the audit ("denied tally"). */
#define DEED_TABLE(X)                                                                              \
    X(INTAKE, "case open", N_("take in a request"), DEED_BY_STAFF)                                 \
    X(SESSION_CALL, "session call", N_("call an on-site session"),                                 \
      DEED_BY_SECRETARY | DEED_BY_DISPATCHER)                                                      \
    X(SESSION, "session", N_("keep the lists of a session"),                                       \
      DEED_BY_SELF | DEED_BY_STATION | DEED_BY_DISPATCHER)                                         \
    X(SHEET, "hand-over", N_("write a hand-over sheet"), DEED_BY_STAFF)                            \
    X(SHEET_ACCEPT, "hand-over accept", N_("accept a hand-over sheet"), DEED_BY_DESK)              \
    X(RESIDENT, "resident", N_("enter a resident"), DEED_BY_CARER | DEED_BY_ADMIN)                 \
    X(JOIN, "resident join", N_("join residents who are one, or part them again"),                 \
      DEED_BY_CARER | DEED_BY_ADMIN)                                                               \
    X(ERASE, "resident erase", N_("erase what is known of a resident"), DEED_BY_ADMIN)             \
    X(DEMAND, "demand", N_("note what is wanted"), DEED_BY_STAFF)                                  \
    X(VISIT, "visit record", N_("record a visit"), DEED_BY_CARER)                                  \
    X(VISIT_UNDO, "visit undo", N_("take a visit back"), DEED_BY_SELF)                             \
    X(TALLY, "tally", N_("count a nameless walk-in"), DEED_BY_STAFF)                               \
    X(AWAY, "staff away", N_("record an absence"),                                                 \
      DEED_BY_SELF | DEED_BY_SECRETARY | DEED_BY_ADMIN)                                            \
    X(LEAVE, "staff leave", N_("record that somebody leaves"), DEED_BY_SECRETARY | DEED_BY_ADMIN)  \
    X(PIN, "staff pin", N_("set a PIN"), DEED_BY_SELF | DEED_BY_ADMIN)                             \
    X(PINS, "pins", N_("turn PINs on or off, reset or unlock one"), DEED_BY_ADMIN)                 \
    X(IMPORT, "import", N_("import"), DEED_BY_ADMIN)                                               \
    X(HUB, "sync", N_("choose the hub, or change the key of this file"), DEED_BY_ADMIN)

#define DEED_ENUM(name, ...) DEED_##name,
enum deed {
    DEED_NONE, /* nothing is recorded, or only for whoever asks: everybody */
    DEED_TABLE(DEED_ENUM) DEED_COUNT
};
struct deed_row {
    const char *word, *label; /* label through _() */
    unsigned who;
};
extern const struct deed_row deed_rows[DEED_COUNT];

/* Where and whose it is; members that a deed does not ask for may be NULL. */
struct deed_place {
    const char *node;  /* the station or centre */
    const char *grid;  /* of the resident; "" or NULL: none */
    const char *owner; /* staff id */
};

/* The bits of enum deed_who that hold for a person there; 0 for who has left. */
unsigned deed_who(const struct people *people, const struct person *person,
                  const struct deed_place *place);
bool deed_may(const struct people *people, const struct person *person, enum deed deed,
              const struct deed_place *place);
/* The same at the person's own place, in one of their grids at least. */
bool deed_may_somewhere(const struct people *people, const struct person *person, enum deed deed);
/* "a, b or c" to an empty text: who may do it, in the person's language. */
void deed_say_who(enum deed deed, struct text *out);

#endif
