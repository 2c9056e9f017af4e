/* SPDX-License-Identifier: MIT */
/* option: the options of the command line, one table, and reading argv by it. An option may stand
 * anywhere; "--" ends options; "--name=value" and "--name value" are the same. Used by the verbs,
 * the manual and the completion. */
#ifndef SHOUWEN_CLI_OPTION_H
#define SHOUWEN_CLI_OPTION_H

#include "shouwen/base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* X(NAME, "name", "ARGUMENT" or NULL, N_("help")) */
#define OPTION_TABLE(X)                                                                            \
    X(DB, "db", "FILE", N_("the station file"))                                                    \
    X(CONFIG, "config", "FILE", N_("settings file instead of the usual places"))                   \
    X(AS, "as", "STAFF-ID", N_("who acts"))                                                        \
    X(JSON, "json", NULL, N_("print one JSON value"))                                              \
    X(HELP, "help", NULL, N_("explain the program or a verb"))                                     \
    X(VERSION, "version", NULL, N_("print the version"))                                           \
    X(DIR, "dir", "DIR", N_("folder of the demo"))                                                 \
    X(NODE, "node", "CODE", N_("the station's code"))                                              \
    X(NAME, "name", "NAME", N_("the station's name"))                                              \
    X(CHANNEL, "channel", "CHANNEL", N_("how it came in: walk-in, phone, grid ..."))               \
    X(SUBJECT, "subject", "TEXT", N_("what it is about"))                                          \
    X(RESIDENT, "resident", "ID|NAME", N_("the person concerned"))                                 \
    X(PHONE, "phone", "PHONE", N_("their phone number"))                                           \
    X(DOOR, "door", "DOOR", N_("their door, 5-502"))                                               \
    X(BY_NAME, "by-name", "NAME", N_("who acts for them"))                                         \
    X(RELATION, "relation", "RELATION", N_("... and how they are related"))                        \
    X(PARTY, "party", "NAME", N_("the other party"))                                               \
    X(SERVICE, "service", "CODE", N_("the service item"))                                          \
    X(GRID, "grid", "CODE", N_("the grid"))                                                        \
    X(URGENCY, "urgency", "URGENCY", N_("urgent, special, difficult or routine"))                  \
    X(VIA, "via", "WAY", N_("here, video, proxy, referral; of a promise: call, come, visit"))      \
    X(AT, "at", "TIME", N_("when it happened, if earlier"))                                        \
    X(REF, "ref", "NUMBER", N_("number given by a hotline or on paper"))                           \
    X(REQUEST, "request", "ID", N_("the same id again records nothing twice"))                     \
    X(TO, "to", "STAFF-ID|NODE|NUMBER|FILE", N_("whom, which unit, which case, or which file"))    \
    X(REASON, "reason", "TEXT", N_("why"))                                                         \
    X(TEXT, "text", "TEXT", N_("what is to be said"))                                              \
    X(OUTCOME, "outcome", "OUTCOME", N_("answered, solved, unsolved, referred or mistaken"))       \
    X(UNTIL, "until", "DATE[THH:MM]", N_("by when"))                                               \
    X(HAVE, "have", "1,3", N_("lines of the checklist that are here; all or none"))                \
    X(SET, "set", "FIELD=VALUE", N_("the field to correct"))                                       \
    X(ATTITUDE, "attitude", "1-5", N_("rating of the attitude"))                                   \
    X(ABILITY, "ability", "1-5", N_("rating of the ability"))                                      \
    X(SOURCE, "source", "SOURCE", N_("pressed, phone or paper"))                                   \
    X(QUEUE, "queue", "QUEUE", N_("which queue: mine, open, late, fallback, grid:CODE ..."))       \
    X(SEARCH, "search", "TEXT", N_("only those that match"))                                       \
    X(LIMIT, "limit", "N", N_("at most so many"))                                                  \
    X(AFTER, "after", "NUMBER", N_("go on after this case"))                                       \
    X(UNMASK, "unmask", NULL, N_("show phone and ID numbers; this is recorded"))                   \
    X(DRY_RUN, "dry-run", NULL, N_("report everything, write nothing"))                            \
    X(MAP, "map", "FILE", N_("how columns are mapped"))                                            \
    X(ENCODING, "encoding", "ENCODING", N_("encoding of the file"))                                \
    X(REJECTS, "rejects", "FILE", N_("write the refused rows there"))                              \
    X(FORMAT, "format", "FORMAT", N_("text, csv, json or html"))                                   \
    X(FROM, "from", "DATE", N_("from this day"))                                                   \
    X(DAYS, "days", "N", N_("working days"))                                                       \
    X(EXPLAIN, "explain", NULL, N_("each day counted or skipped, and why"))                        \
    X(COVER, "cover", "STAFF-ID", N_("who answers meanwhile"))                                     \
    X(LARGE, "large", NULL, N_("in large print"))

#define OPTION_ENUM(name, ...) OPTION_##name,
enum option { OPTION_TABLE(OPTION_ENUM) OPTION_COUNT };

struct option_row {
    const char *name, *argument, *help; /* argument NULL: a flag; help through _() */
};
extern const struct option_row option_rows[OPTION_COUNT];

enum { OPTION_WORDS_MOST = 64 };

struct options {
    const char *value[OPTION_COUNT];         /* NULL: not given; flags: "" */
    const char *word[OPTION_WORDS_MOST + 1]; /* verb and what follows, without options */
    size_t word_count;
};

/* STATUS_INVALID (field: the option) for an unknown option, a missing argument, or one given twice:
 * usage. */
MUST_CHECK enum status options_read(int argc, char **argv, struct options *options,
                                    struct error *error);
static inline bool options_has(const struct options *options, enum option option)
{
    return options->value[option] != 0;
}

#endif
