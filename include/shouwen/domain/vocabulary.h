/* SPDX-License-Identifier: MIT */
/* vocabulary: the words of fixed lists that cases use, each with its label (domain.md 3).
 * Words are stored, exchanged and typed; labels are shown, translated. */
#ifndef SHOUWEN_DOMAIN_VOCABULARY_H
#define SHOUWEN_DOMAIN_VOCABULARY_H

#include <stdbool.h>

/* X(NAME, "word", N_("label")) */
#define MATTER_STATE_TABLE(X)                                                                      \
    X(RECEIVED, "received", N_("received"))                                                        \
    X(HANDLING, "handling", N_("handling"))                                                        \
    X(WAITING, "waiting", N_("waiting"))                                                           \
    X(REPORTED, "reported", N_("reported up"))                                                     \
    X(DISPATCHED, "dispatched", N_("dispatched"))                                                  \
    X(REPLIED, "replied", N_("replied, to be told"))                                               \
    X(TOLD, "told", N_("told"))                                                                    \
    X(SHELVED, "shelved", N_("shelved"))                                                           \
    X(CLOSED, "closed", N_("closed"))
#define MATTER_STATE_ENUM(name, ...) STATE_##name,
enum matter_state {
    MATTER_STATE_TABLE(MATTER_STATE_ENUM) STATE_COUNT,
    STATE_KEEP = STATE_COUNT, /* act table: the state stays */
    STATE_BACK                /* act table: the state before the pause */
};

#define MATTER_FLAG_TABLE(X)                                                                       \
    X(LATE, "late", N_("late"))                                                                    \
    X(CONTRADICTION, "contradiction", N_("needs a person"))                                        \
    X(CLOCK, "clock", N_("clock was off"))                                                         \
    X(HISTORY, "history", N_("history incomplete"))                                                \
    X(CALENDAR, "calendar", N_("calendar not loaded"))                                             \
    X(NOBODY, "nobody", N_("nobody is active"))                                                    \
    X(NO_SECRETARY, "no-secretary", N_("no secretary"))                                            \
    X(DISPUTE, "dispute", N_("disputed dispatch"))                                                 \
    X(SUPERVISED, "supervised", N_("supervised"))                                                  \
    X(ERASED, "erased", N_("erased"))                                                              \
    X(NEWER, "newer", N_("a newer version is needed"))
#define MATTER_FLAG_INDEX(name, ...) FLAG_INDEX_##name,
enum { MATTER_FLAG_TABLE(MATTER_FLAG_INDEX) FLAG_COUNT };
#define MATTER_FLAG_ENUM(name, ...) FLAG_##name = 1 << FLAG_INDEX_##name,
enum matter_flag { MATTER_FLAG_TABLE(MATTER_FLAG_ENUM) };

#define CHANNEL_TABLE(X)                                                                           \
    X(WALK_IN, "walk-in", N_("walk-in"))                                                           \
    X(PHONE, "phone", N_("phone call"))                                                            \
    X(GRID, "grid", N_("grid report"))                                                             \
    X(VISIT, "visit", N_("visit"))                                                                 \
    X(WISH_BOX, "wish-box", N_("wish box"))                                                        \
    X(HOTLINE, "hotline", N_("12345 hotline"))                                                     \
    X(ONLINE, "online", N_("online"))                                                              \
    X(LETTER, "letter", N_("letter"))                                                              \
    X(ALARM, "alarm", N_("device alarm"))                                                          \
    X(SUPERIOR, "superior", N_("from above"))                                                      \
    X(OWN, "own", N_("own need"))
#define URGENCY_TABLE(X)                                                                           \
    X(URGENT, "urgent", N_("urgent"))                                                              \
    X(SPECIAL, "special", N_("special"))                                                           \
    X(DIFFICULT, "difficult", N_("difficult"))                                                     \
    X(ROUTINE, "routine", N_("routine"))
#define URGENCY_ENUM(name, ...) URGENCY_##name,
enum { URGENCY_TABLE(URGENCY_ENUM) URGENCY_COUNT };
#define OUTCOME_TABLE(X)                                                                           \
    X(ANSWERED, "answered", N_("answered"))                                                        \
    X(SOLVED, "solved", N_("solved"))                                                              \
    X(UNSOLVED, "unsolved", N_("not solved"))                                                      \
    X(REFERRED, "referred", N_("referred"))                                                        \
    X(WITHDRAWN, "withdrawn", N_("withdrawn"))                                                     \
    X(MERGED, "merged", N_("merged"))                                                              \
    X(MISTAKEN, "mistaken", N_("mistaken"))
#define WAY_TABLE(X)                                                                               \
    X(HERE, "here", N_("here"))                                                                    \
    X(VIDEO, "video", N_("video link"))                                                            \
    X(PROXY, "proxy", N_("by proxy"))                                                              \
    X(REFERRAL, "referral", N_("referral"))
/* The part that somebody besides the person concerned has in a case. */
#define PARTY_TABLE(X)                                                                             \
    X(PROXY, "proxy", N_("acting for them"))                                                       \
    X(OTHER, "other", N_("other party"))                                                           \
    X(EMERGENCY, "emergency", N_("emergency contact"))
#define PROMISE_TABLE(X)                                                                           \
    X(CALL, "call", N_("call back"))                                                               \
    X(COME, "come", N_("will come"))                                                               \
    X(VISIT, "visit", N_("home visit"))
#define RATING_SOURCE_TABLE(X)                                                                     \
    X(PRESSED, "pressed", N_("pressed at the desk"))                                               \
    X(PHONE, "phone", N_("by phone"))                                                              \
    X(PAPER, "paper", N_("on paper"))
#define TALLY_TABLE(X)                                                                             \
    X(PRINT, "print", N_("printing and copying"))                                                  \
    X(WAY, "way", N_("the way"))                                                                   \
    X(LOAN, "loan", N_("a loan"))                                                                  \
    X(CONSULT, "consult", N_("a question"))

/* The seven categories of the service list (domain.md 4). */
#define CATEGORY_TABLE(X)                                                                          \
    X(PARTY, "party", N_("party and masses"))                                                      \
    X(GOVERNMENT, "government", N_("government services"))                                         \
    X(LIVING, "living", N_("living"))                                                              \
    X(LEGAL, "legal", N_("legal aid"))                                                             \
    X(HEALTH, "health", N_("health"))                                                              \
    X(CULTURE, "culture", N_("culture"))                                                           \
    X(COMMUNITY, "community", N_("community management"))

/* Where a service item is done (domain.md 4). */
#define PLACE_TABLE(X)                                                                             \
    X(HERE, "here", N_("here"))                                                                    \
    X(VIDEO, "video", N_("video link"))                                                            \
    X(PROXY, "proxy", N_("by proxy"))                                                              \
    X(STREET, "street", N_("at the street"))                                                       \
    X(NONE, "none", N_("not to be issued"))

/* The five classes of residents, the most demanding first, and what became of a visit (domain.md
 * 5). */
#define VISIT_CLASS_TABLE(X)                                                                       \
    X(SPECIAL, "special", N_("special care"))                                                      \
    X(KEY, "key", N_("key care"))                                                                  \
    X(REGULAR, "regular", N_("regular"))                                                           \
    X(ORDINARY, "ordinary", N_("ordinary"))                                                        \
    X(GENERAL, "general", N_("general"))
#define VISIT_CLASS_ENUM(name, ...) VISIT_##name,
enum visit_class { VISIT_CLASS_TABLE(VISIT_CLASS_ENUM) VISIT_CLASSES };
#define VISIT_RESULT_TABLE(X)                                                                      \
    X(MET, "met", N_("met"))                                                                       \
    X(PHONED, "phoned", N_("phoned"))                                                              \
    X(NOT_MET, "not-met", N_("not met"))                                                           \
    X(REFUSED, "refused", N_("declined"))
enum visit_result { VISIT_RESULT_TABLE(VISIT_CLASS_ENUM) VISIT_RESULTS };
/* Where something was seen: the seven kinds of place that the grid goes into (domain.md 5). */
#define PLACE_KIND_TABLE(X)                                                                        \
    X(GRID, "grid", N_("grid"))                                                                    \
    X(COMPOUND, "compound", N_("compound"))                                                        \
    X(STAIRWELL, "stairwell", N_("stairwell"))                                                     \
    X(HOME, "home", N_("home"))                                                                    \
    X(BUILDING, "building", N_("office building"))                                                 \
    X(ENTERPRISE, "enterprise", N_("enterprise"))                                                  \
    X(UNIT, "unit", N_("work unit"))

/* What the program itself says of an act that it records, or prepares for somebody: stored as a
 * word, so that each reader has it in their language. */
#define WHY_TABLE(X)                                                                               \
    X(LEFT, "left", N_("the person has left the staff"))                                           \
    X(MOVED, "moved", N_("the person works elsewhere now"))                                        \
    X(LATE, "late", N_("not done by its due day"))                                                 \
    X(UNACCEPTED, "unaccepted", N_("not accepted in time"))                                        \
    X(DAY_CAME, "day-came", N_("the day that was set has come"))                                   \
    X(MATERIALS, "materials", N_("materials are missing"))                                         \
    X(CAN_BE_HAD, "can-be-had", N_("say whether it can be had"))                                   \
    X(SHEET, "sheet", N_("by the hand-over sheet"))                                                \
    X(TASK, "task", N_("agreed at the on-site session"))                                           \
    X(HELD, "held", N_("on-site session held"))                                                    \
    X(CALLED_OFF, "called-off", N_("on-site session called off"))
#define WHY_ENUM(name, ...) WHY_##name,
enum why { WHY_TABLE(WHY_ENUM) WHY_COUNT };

struct word {
    const char *word, *label; /* label through _() */
};
/* Each list ends with a row of NULLs. */
extern const struct word word_states[], word_flags[], word_channels[], word_urgencies[],
    word_outcomes[], word_ways[], word_promises[], word_rating_sources[], word_tallies[],
    word_categories[], word_places[], word_visit_classes[], word_visit_results[],
    word_place_kinds[], word_whys[], word_parties[];
/* The label of a word in one of these lists, translated; the word itself if it is not in the
 * list. */
const char *word_label(const struct word *list, const char *word);
/* Its place in the list; -1 if it is not there. */
int word_index(const struct word *list, const char *word);

#endif
