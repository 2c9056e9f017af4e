/* SPDX-License-Identifier: MIT */
/* act_use: which fields the author of an act on a case gives; any other one the act would carry
 * without meaning a thing. One table, for the command line, which refuses what an act does not use,
 * and for its manual. What the program adds itself (holder, limit, voids, ...) is not of it. */
#ifndef SHOUWEN_DOMAIN_ACT_USE_H
#define SHOUWEN_DOMAIN_ACT_USE_H

#include "shouwen/domain/act.h"

#define USE(field) (UINT64_C(1) << FIELD_##field)
/* the way something was done (domain.md 3, 办理方式) */
#define USE_WAY (USE(VIA) | USE(WAY_UNIT) | USE(SPOKE_WITH) | USE(RECEIPT))
#define USE_PEOPLE (USE(PARTY) | USE(BY_NAME) | USE(RELATION))
/* the history tells them with any act */
#define USE_ALWAYS (USE(REASON) | USE(TEXT) | USE(REQUEST))

/* X(ACT, fields beside USE_ALWAYS) */
#define ACT_USE_TABLE(X)                                                                           \
    X(OPEN, USE(CHANNEL) | USE(SUBJECT) | USE(RESIDENT) | USE(NAME) | USE(PHONE) | USE(DOOR) |     \
                USE(SERVICE) | USE(GRID) | USE(PLACE_KIND) | USE(PLACE) | USE(URGENCY) |           \
                USE(REF) | USE_PEOPLE | USE_WAY)                                                   \
    X(TICK, USE(HAVE) | USE_WAY)                                                                   \
    X(ANSWER, USE_WAY)                                                                             \
    X(SOLVE, USE_WAY)                                                                              \
    X(ACCEPT, USE_WAY)                                                                             \
    X(ASSIGN, USE(TO))                                                                             \
    X(TAKE_OVER, 0)                                                                                \
    X(DECLINE, 0)                                                                                  \
    X(FALL_BACK, 0)                                                                                \
    X(DESIGNATE, USE(TO))                                                                          \
    X(CLAIM, 0)                                                                                    \
    X(REPORT_UP, USE_WAY)                                                                          \
    X(DISPATCH, USE(TO))                                                                           \
    X(GIVE_BACK, 0)                                                                                \
    X(REPLY, USE_WAY)                                                                              \
    X(REMIND, USE(TO) | USE_WAY)                                                                   \
    X(SUPERVISE, USE(TO))                                                                          \
    X(EXTEND, USE(UNTIL))                                                                          \
    X(ON_SITE, USE(UNTIL))                                                                         \
    X(TELL, USE_WAY)                                                                               \
    X(RATE, USE(ATTITUDE) | USE(ABILITY) | USE(SOURCE))                                            \
    X(CLOSE, USE(OUTCOME) | USE_WAY)                                                               \
    X(REOPEN, USE_WAY)                                                                             \
    X(MERGE, USE(TO))                                                                              \
    X(WITHDRAW, USE_WAY)                                                                           \
    X(WAIT, USE(UNTIL) | USE_WAY)                                                                  \
    X(RESUME, USE_WAY)                                                                             \
    X(PROMISE, USE(UNTIL) | USE(VIA) | USE(TO))                                                    \
    X(KEEP, USE_WAY)                                                                               \
    X(SHELVE, USE(UNTIL))                                                                          \
    X(NOTE, USE_WAY)                                                                               \
    X(AMEND, USE(FIELD) | USE_PEOPLE | USE_WAY)                                                    \
    X(UNDO, 0)                                                                                     \
    X(RESOLVE, USE(CHOOSE))                                                                        \
    X(ERASE, 0)

/* False for an act that is none on a case. */
bool act_uses(enum act_kind kind, enum act_field field);

#endif
