/* SPDX-License-Identifier: MIT */
/* clockwatch: whether this machine's clock can be right (sync.md 1): not 5 minutes before what the
 * file itself wrote last, not before the day on which the program was made, not 5 minutes off the
 * hub's at the last exchange. Times of acts are kept as the clock gave them; those of a clock that
 * is off are marked, and people are told. A clock that is fixed (SHOUWEN_NOW) is not watched unless
 * SHOUWEN_WATCH_CLOCK is set. Used by the ledger, the command line and the desk's frame. */
#ifndef SHOUWEN_STORE_CLOCKWATCH_H
#define SHOUWEN_STORE_CLOCKWATCH_H

#include "shouwen/base/text.h"
#include "shouwen/store/db.h"

/* X(NAME, "word"): FIELD_OFF of acts. */
#define CLOCKWATCH_TABLE(X)                                                                        \
    X(RIGHT, "")                                                                                   \
    X(OWN, "own")                                                                                  \
    X(BUILD, "build")                                                                              \
    X(HUB, "hub")
#define CLOCKWATCH_ENUM(name, word) CLOCKWATCH_##name,
enum clockwatch_fault { CLOCKWATCH_TABLE(CLOCKWATCH_ENUM) };
extern const char *const clockwatch_words[];

/* What a clock is measured by. */
enum { CLOCKWATCH_LATEST = 20 };
struct clockwatch {
    int64_t latest[CLOCKWATCH_LATEST]; /* when the last acts that the file wrote were entered */
    size_t latest_count, place;        /* of the next one */
    int64_t newest_at;                 /* of them; INT64_MIN: none */
    int64_t hub_minutes;               /* that this clock is ahead of the hub's; 0: near enough */
};
MUST_CHECK enum status clockwatch_read(struct db *db, struct clockwatch *watch,
                                       struct error *error);
/* One more act is entered: so many acts after a clock was put right it is believed again. */
void clockwatch_note(struct clockwatch *watch, int64_t at);
/* What is wrong with a time that the clock gives now. */
enum clockwatch_fault clockwatch_judge(const struct clockwatch *watch, int64_t now);
/* One sentence that says it, and what to do; nothing if the clock may be right. */
void clockwatch_say(const struct clockwatch *watch, int64_t now, struct text *out);

#endif
