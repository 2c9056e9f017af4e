/* SPDX-License-Identifier: MIT */
/* settings: what shouwen.ini may say, one table.
 * Values are read as text and parsed here. Unknown keys, values out of range and unreadable
 * lines are problems that name file, key and what is expected. */
#ifndef SHOUWEN_BASE_SETTINGS_H
#define SHOUWEN_BASE_SETTINGS_H

#include "shouwen/base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum setting_type { SETTING_TEXT, SETTING_NUMBER, SETTING_CHOICE, SETTING_PATH };

/* One row of the table: X(ENUM, "section:key", type, "default", low, high, "choice|choice",
 * N_("what it does")). low and high bound numbers. The manual shouwen.ini(5) and the enum are
 * made from it. */
#define SETTING_TABLE(X)                                                                           \
    X(LANGUAGE, "desk:language", SETTING_CHOICE, "", 0, 0, "|zh_CN|en",                            \
      N_("language of the interface; empty: as the environment says"))                             \
    X(STAFF, "desk:staff", SETTING_TEXT, "", 0, 0, "",                                             \
      N_("id of the person who signs in when nobody is named"))                                    \
    X(DATABASE, "desk:database", SETTING_PATH, "", 0, 0, "",                                       \
      N_("the station file; empty: shouwen.db in the data folder of the user"))                    \
    X(KEY_FILE, "desk:key_file", SETTING_PATH, "", 0, 0, "",                                       \
      N_("the station's key; empty: the station file's name with .key added"))                     \
    X(UTC_OFFSET, "desk:utc_offset", SETTING_NUMBER, "480", -720, 840, "",                         \
      N_("minutes that local time is ahead of UTC"))                                               \
    X(ESCAPE_DELAY, "desk:escape_delay", SETTING_NUMBER, "25", 1, 2000, "",                        \
      N_("milliseconds to wait after Esc for the rest of a key; 50 to 100 over a slow line"))      \
    X(MOUSE, "desk:mouse", SETTING_CHOICE, "no", 0, 0, "no|yes", N_("whether the mouse is read"))  \
    X(COLOUR, "desk:colour", SETTING_CHOICE, "auto", 0, 0, "auto|never",                           \
      N_("colours: as the terminal can, or never"))                                                \
    X(IDLE_SECONDS, "desk:idle_seconds", SETTING_NUMBER, "600", 0, 86400, "",                      \
      N_("seconds without a key after which the desk is blanked, and locked where PINs are on; "   \
         "0: never"))                                                                              \
    X(PIN_LOCK_MINUTES, "desk:pin_lock_minutes", SETTING_NUMBER, "15", 0, 1440, "",                \
      N_("minutes that somebody is locked out after five wrong PINs; 0: until an administrator "   \
         "resets the PIN"))                                                                        \
    X(PRINT_COMMAND, "print:command", SETTING_TEXT, "", 0, 0, "",                                  \
      N_("command that slips are piped to, with SHOUWEN_SLIP and SHOUWEN_COLUMNS in its "          \
         "environment; empty: slips are written to files"))                                        \
    X(PRINT_FOLDER, "print:folder", SETTING_PATH, "", 0, 0, "",                                    \
      N_("folder for slips written to files; empty: beside the station file"))                     \
    X(PRINT_ENCODING, "print:encoding", SETTING_CHOICE, "UTF-8", 0, 0, "UTF-8|GB18030",            \
      N_("encoding of printed slips"))                                                             \
    X(PRINT_COLUMNS, "print:columns", SETTING_NUMBER, "64", 32, 132, "",                           \
      N_("columns of a printed slip"))                                                             \
    X(PRINT_SECONDS, "print:seconds", SETTING_NUMBER, "20", 1, 600, "",                            \
      N_("seconds after which a print command that does not end is stopped"))                      \
    X(LIMIT_URGENT, "limit:urgent", SETTING_NUMBER, "0", 0, 365, "",                               \
      N_("working days for urgent cases; 0: the same day"))                                        \
    X(LIMIT_SPECIAL, "limit:special", SETTING_NUMBER, "1", 0, 365, "",                             \
      N_("working days for special cases"))                                                        \
    X(LIMIT_ROUTINE, "limit:routine", SETTING_NUMBER, "3", 0, 365, "",                             \
      N_("working days for routine cases"))                                                        \
    X(LIMIT_DIFFICULT, "limit:difficult", SETTING_NUMBER, "15", 0, 365, "",                        \
      N_("working days for difficult cases"))                                                      \
    X(REST_DAY, "limit:rest_day", SETTING_CHOICE, "as-is", 0, 0, "as-is|next-working-day",         \
      N_("the day from which an act on a rest day counts"))                                        \
    X(ACCEPT_DAYS, "limit:accept_days", SETTING_NUMBER, "1", 1, 30, "",                            \
      N_("working days to accept an assigned case before it goes to fallback"))                    \
    X(UNDO_MINUTES, "limit:undo_minutes", SETTING_NUMBER, "10", 1, 10, "",                         \
      N_("minutes in which an act can be undone"))                                                 \
    X(VISIT_SPECIAL, "visit:special", SETTING_NUMBER, "7", 1, 3650, "",                            \
      N_("days between visits to residents of special care"))                                      \
    X(VISIT_KEY, "visit:key", SETTING_NUMBER, "30", 1, 3650, "",                                   \
      N_("days between visits to key residents"))                                                  \
    X(VISIT_REGULAR, "visit:regular", SETTING_NUMBER, "90", 1, 3650, "",                           \
      N_("days between visits to regular residents"))                                              \
    X(VISIT_ORDINARY, "visit:ordinary", SETTING_NUMBER, "180", 1, 3650, "",                        \
      N_("days between visits to ordinary residents"))                                             \
    X(VISIT_GENERAL, "visit:general", SETTING_NUMBER, "365", 1, 3650, "",                          \
      N_("days between visits to general residents"))                                              \
    X(VISIT_PHONED, "visit:phoned_counts", SETTING_CHOICE, "no", 0, 0, "no|yes",                   \
      N_("whether a phone call counts as a visit and begins the interval anew"))                   \
    X(RATING_SECONDS, "desk:rating_seconds", SETTING_NUMBER, "60", 10, 600, "",                    \
      N_("seconds after which the rating screen ends as not rated"))                               \
    X(WORD_STREET, "words:street", SETTING_TEXT, "镇街", 0, 0, "",                                 \
      N_("what streets and towns are called here, in Chinese: 街镇"))                              \
    X(WORD_STATION, "words:station", SETTING_TEXT, "村居", 0, 0, "",                               \
      N_("what villages and neighbourhoods are called here, in Chinese: 村社"))                    \
    X(WORD_WORKER, "words:worker", SETTING_TEXT, "社工", 0, 0, "",                                 \
      N_("what social workers are called here, in Chinese: 专职社工"))                             \
    X(SYNC_REMIND_DAYS, "sync:remind_days", SETTING_NUMBER, "3", 0, 365, "",                       \
      N_("after so many days in which the hub confirmed nothing every screen says so; 0: never"))  \
    X(SYNC_WITH, "sync:with", SETTING_TEXT, "", 0, 0, "",                                          \
      N_("the way to the hub: dir:PATH, a folder, a share or a stick; empty: as the hub was "      \
         "trusted"))

#define SETTING_ENUM(name, ...) SETTING_##name,
enum setting { SETTING_TABLE(SETTING_ENUM) SETTING_COUNT };

struct setting_row {
    const char *key;
    enum setting_type type;
    const char *fallback;
    long low, high;
    const char *choices;
    const char *help; /* through _() */
};
extern const struct setting_row setting_rows[SETTING_COUNT];

struct settings; /* opaque */

/* path NULL: the first that exists of $XDG_CONFIG_HOME/shouwen/shouwen.ini (~/.config without
 * it) and /etc/shouwen.ini; none of them is no error. A path that was given must be a readable
 * file. */
MUST_CHECK enum status settings_open(const char *path, struct settings **settings,
                                     struct error *error);
void settings_close(struct settings *settings);
/* Never NULL; the default where the file says nothing. */
const char *settings_text(const struct settings *settings, enum setting key);
long settings_number(const struct settings *settings, enum setting key);
bool settings_is(const struct settings *settings, enum setting key, const char *choice);
/* The file that was read, or "". */
const char *settings_path(const struct settings *settings);

#endif
