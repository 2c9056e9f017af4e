/* SPDX-License-Identifier: MIT */
/* option: the options of the command line, one table, and reading argv by it. An option may stand
 * anywhere; "--" ends options; "--name=value" and "--name value" are the same. Used by the verbs,
 * the manual and the completion. */
#ifndef SHOUWEN_CLI_OPTION_H
#define SHOUWEN_CLI_OPTION_H

#include "shouwen/base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* X(NAME, "name", "ARGUMENT" or NULL, kind, N_("help")): the first seven may be given to every verb
 */
#define OPTION_TABLE(X)                                                                            \
    X(DB, "db", "FILE", TEXT, N_("the station file"))                                              \
    X(CONFIG, "config", "FILE", TEXT, N_("settings file instead of the usual places"))             \
    X(AS, "as", "STAFF-ID", TEXT, N_("who acts"))                                                  \
    X(PIN_FILE, "pin-file", "FILE", TEXT, N_("file with their PIN, where PINs are on"))            \
    X(JSON, "json", NULL, FLAG, N_("print one JSON value"))                                        \
    X(HELP, "help", NULL, FLAG, N_("explain the program or a verb"))                               \
    X(VERSION, "version", NULL, FLAG, N_("print the version"))                                     \
    X(DIR, "dir", "DIR", TEXT, N_("folder of the demo"))                                           \
    X(NODE, "node", "CODE", TEXT, N_("the station's code"))                                        \
    X(NAME, "name", "NAME", TEXT, N_("the station's name"))                                        \
    X(CHANNEL, "channel", "CHANNEL", CHANNEL, N_("how it came in: walk-in, phone, grid ..."))      \
    X(PLACE_KIND, "place-kind", "KIND", TEXT,                                                      \
      N_("grid, compound, stairwell, home, building, enterprise or unit"))                         \
    X(PLACE, "place", "TEXT", TEXT,                                                                \
      N_("where it was seen, which finds its grid; where the session is"))                         \
    X(SUBJECT, "subject", "TEXT", TEXT, N_("what it is about"))                                    \
    X(RESIDENT, "resident", "ID|NAME", TEXT, N_("the person concerned"))                           \
    X(PHONE, "phone", "PHONE", TEXT, N_("their phone number"))                                     \
    X(DOOR, "door", "DOOR", TEXT, N_("their door, 5-502"))                                         \
    X(BY_NAME, "by-name", "NAME", TEXT, N_("who acts for them"))                                   \
    X(RELATION, "relation", "RELATION", TEXT, N_("how they are related to the person concerned"))  \
    X(PARTY, "party", "PERSON", TEXTS,                                                             \
      N_("another person of the case: [proxy|other|emergency] [relation] name [phone] [*], where " \
         "* is whom to call back; may be given several times, or with ; between"))                 \
    X(WAY_UNIT, "way-unit", "NAME", TEXT, N_("the unit that the way was gone with"))               \
    X(SPOKE_WITH, "spoke-with", "NAME", TEXT, N_("the person spoken to there"))                    \
    X(RECEIPT, "receipt", "NUMBER", TEXT, N_("the number on the receipt that the unit gave"))      \
    X(SERVICE, "service", "CODE", TEXT, N_("the service item"))                                    \
    X(GRID, "grid", "CODE", TEXT, N_("the grid"))                                                  \
    X(URGENCY, "urgency", "URGENCY", URGENCY, N_("urgent, special, difficult or routine"))         \
    X(VIA, "via", "WAY", TEXT,                                                                     \
      N_("here, video, proxy, referral; of a promise: call, come, visit"))                         \
    X(AT, "at", "TIME", TIME, N_("when it happened, if earlier; when a session is to be"))         \
    X(REF, "ref", "NUMBER", TEXT, N_("number given by a hotline or on paper"))                     \
    X(REQUEST, "request", "ID", TEXT, N_("the same id again records nothing twice"))               \
    X(TO, "to", "STAFF-ID|NODE|NUMBER|FILE", TEXT,                                                 \
      N_("whom, which unit, which case, or which file"))                                           \
    X(REASON, "reason", "TEXT", TEXT, N_("why"))                                                   \
    X(TEXT, "text", "TEXT", TEXT, N_("what is to be said"))                                        \
    X(OUTCOME, "outcome", "OUTCOME", TEXT, N_("answered, solved, unsolved, referred or mistaken")) \
    X(UNTIL, "until", "DATE[THH:MM]", UNTIL, N_("by when"))                                        \
    X(HAVE, "have", "1,3", TEXT, N_("lines of the checklist that are here; all or none"))          \
    X(SET, "set", "FIELD=VALUE", SETTING, N_("the field to correct"))                              \
    X(ATTITUDE, "attitude", "1-5", TEXT, N_("rating of the attitude"))                             \
    X(ABILITY, "ability", "1-5", TEXT, N_("rating of the ability"))                                \
    X(SOURCE, "source", "SOURCE", TEXT, N_("pressed, phone or paper"))                             \
    X(QUEUE, "queue", "QUEUE", QUEUE,                                                              \
      N_("which queue: mine, open, late, fallback, grid:CODE ..."))                                \
    X(FILTER, "filter", "KEY", TEXT, N_("the list saved under this key"))                          \
    X(SORT, "sort", "ORDER", SORT, N_("own, due, unit or opened"))                                 \
    X(CATEGORY, "category", "CATEGORY", TEXT, N_("only of this category of service items"))        \
    X(RULE, "rule", "RULE", RULE, N_("only under first-contact, assigned or fallback"))            \
    X(PERSON, "person", "STAFF-ID", TEXT, N_("only those this person answers for; id or name"))    \
    X(SEARCH, "search", "TEXT", TEXT, N_("only those that match"))                                 \
    X(LIMIT, "limit", "N", ROWS, N_("at most so many"))                                            \
    X(AFTER, "after", "NUMBER", TEXT, N_("go on after this case"))                                 \
    X(UNMASK, "unmask", NULL, FLAG, N_("show phone and ID numbers; this is recorded"))             \
    X(ANYWAY, "anyway", NULL, FLAG, N_("close although a promise is open or a unit has the case")) \
    X(CHOOSE, "choose", "N|ID", TEXT, N_("the version that is to hold, by its number or id"))      \
    X(YES, "yes", NULL, FLAG, N_("do what cannot be taken back"))                                  \
    X(DRY_RUN, "dry-run", NULL, FLAG, N_("report everything, write nothing"))                      \
    X(ENCODING, "encoding", "ENCODING", TEXT,                                                      \
      N_("what the file is written in: utf-8, gb18030, utf-16le, utf-16be, cp936 or big5; "        \
         "without "                                                                                \
         "it the program finds out"))                                                              \
    X(COMPLETE, "complete", NULL, FLAG,                                                            \
      N_("staff: the roster is complete, so who works at its nodes and is not in it has left"))    \
    X(CLEAR, "clear", NULL, FLAG,                                                                  \
      N_("an empty cell empties what the record has; otherwise that is left"))                     \
    X(HEADING_LINE, "heading-line", "N", ROWS,                                                     \
      N_("the line of the headings, if the program does not find it; lines above are not read"))   \
    X(MAP, "map", "FILE", TEXT, N_("an INI file that says which heading is which field"))          \
    X(LAYOUT, "layout", "FILE", TEXT, N_("an INI file that says how a department wants the list")) \
    X(NEW, "new", NULL, FLAG, N_("only what was not sent in this layout before; needs --to"))      \
    X(HEADINGS, "headings", "LANGUAGE", TEXT,                                                      \
      N_("zh: Chinese headings and words, which import reads as well; en: as they are kept"))      \
    X(GB18030, "gb18030", NULL, FLAG, N_("write GB18030 instead of UTF-8"))                        \
    X(REJECTS, "rejects", "FILE", TEXT, N_("write the refused rows there"))                        \
    X(FORMAT, "format", "FORMAT", TEXT, N_("text, csv, json or html"))                             \
    X(FROM, "from", "DATE", DAY, N_("from this day"))                                              \
    X(DAYS, "days", "N", DAYS, N_("working days"))                                                 \
    X(EXPLAIN, "explain", NULL, FLAG, N_("each day counted or skipped, and why"))                  \
    X(CLASS, "class", "CLASS", TEXT, N_("special, key, regular, ordinary or general"))             \
    X(RESULT, "result", "RESULT", TEXT, N_("met, phoned, not-met or refused"))                     \
    X(MET, "met", "ID,...", TEXT, N_("who of the household was met"))                              \
    X(CONTACT, "contact", NULL, FLAG, N_("the emergency contact was asked"))                       \
    X(CASE, "case", "TEXT", TEXTS, N_("what becomes a case; may be given several times"))          \
    X(DEMAND, "demand", "TEXT", TEXTS, N_("what is needed; may be given several times"))           \
    X(OPINION, "opinion", "TEXT", TEXTS, N_("what they think; may be given several times"))        \
    X(WISH, "wish", "TEXT", TEXTS, N_("a small wish; may be given several times"))                 \
    X(ANSWER, "answer", "TEXT", TEXTS,                                                             \
      N_("what was asked and answered at once; may be given several times"))                       \
    X(COVER, "cover", "STAFF-ID", TEXT, N_("who answers meanwhile"))                               \
    X(INVITE, "invite", "NAMES", TEXT, N_("who is invited, with , between"))                       \
    X(NEW_PIN_FILE, "new-pin-file", "FILE", TEXT, N_("file with the PIN that is to be set"))       \
    X(LARGE, "large", NULL, FLAG, N_("in large print"))                                            \
    X(WITH, "with", "ADDRESS", TEXT,                                                               \
      N_("the way to the hub: dir:PATH, a folder, a share or a stick; one that is new is made "    \
         "ready"))                                                                                 \
    X(WAIT, "wait", "SECONDS", TEXT, N_("how long to wait for the hub's answer; 0: not"))          \
    X(ENROL_CODE, "enrol-code", NULL, FLAG, N_("this file's code, for shouwen-hub enrol"))         \
    X(TRUST, "trust", "CODE", TEXT, N_("the hub's code, as shouwen-hub init printed it"))          \
    X(NEW_KEY, "new-key", NULL, FLAG, N_("the hub has another key than before"))                   \
    X(REKEY, "rekey", NULL, FLAG,                                                                  \
      N_("give this file another key, and print its code for shouwen-hub rotate"))                 \
    X(OLD_KEY, "old-key", "FILE", TEXT, N_("the key to have again, as --rekey put it aside"))

#define OPTION_ENUM(name, ...) OPTION_##name,
enum option { OPTION_TABLE(OPTION_ENUM) OPTION_COUNT, OPTION_EVERYWHERE = OPTION_VERSION };

/* What a value must look like; whether it fits a case is decided by the rules. */
enum option_kind {
    OPTION_IS_FLAG,
    OPTION_IS_TEXT,
    OPTION_IS_TEXTS,   /* may be given several times */
    OPTION_IS_ROWS,    /* how many rows, 1 to 100,000 */
    OPTION_IS_DAYS,    /* how many days, 0 to LIMIT_MOST */
    OPTION_IS_DAY,     /* 2026-11-23 */
    OPTION_IS_TIME,    /* 2026-11-23T15:00 */
    OPTION_IS_UNTIL,   /* either */
    OPTION_IS_QUEUE,   /* a word of queue_rows, or grid:CODE */
    OPTION_IS_CHANNEL, /* a word of that list */
    OPTION_IS_URGENCY,
    OPTION_IS_RULE,
    OPTION_IS_SORT,
    OPTION_IS_SETTING /* FIELD=VALUE */
};

struct option_row {
    const char *name, *argument; /* argument NULL: a flag */
    enum option_kind kind;
    const char *help; /* through _() */
};
extern const struct option_row option_rows[OPTION_COUNT];

enum { OPTION_WORDS_MOST = 1024, OPTION_ROWS_MOST = 100000, OPTION_AGAIN_MOST = 64 };

struct options {
    const char *value[OPTION_COUNT];         /* NULL: not given; flags: "" */
    const char *word[OPTION_WORDS_MOST + 1]; /* verb and what follows, without options */
    size_t word_count;
    struct {
        enum option option;
        const char *value;
    } again[OPTION_AGAIN_MOST]; /* what an OPTION_IS_TEXTS was given beside its first value */
    size_t again_count;
};

/* STATUS_INVALID (field: the option) for an unknown option, one given twice, a missing argument or
 * one that does not look as it must: a fault of usage. Flags that stand behind the fault are read
 * too, so that it can be said in the form that was asked for. */
MUST_CHECK enum status options_read(int argc, char **argv, struct options *options,
                                    struct error *error);
/* STATUS_INVALID unless the value looks like one of the kind. */
MUST_CHECK enum status option_check(enum option option, enum option_kind kind, const char *value,
                                    struct error *error);
static inline bool options_has(const struct options *options, enum option option)
{
    return options->value[option] != 0;
}

#endif
