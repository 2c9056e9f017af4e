/* SPDX-License-Identifier: MIT */
/* linking: the hub as the desk sees it: whom the file trusts, what the last exchange came to, and
 * an exchange as a process of its own, shouwen-sync, which never holds the desk up.
 * Used by the verb `sync` and the workstation; shouwen-sync says its outcome with it. */
#ifndef SHOUWEN_DESK_LINKING_H
#define SHOUWEN_DESK_LINKING_H

#include "shouwen/desk/desk.h"
#include "shouwen/store/outcome.h"
#include "shouwen/store/station.h"

struct linking {
    bool has_hub;
    const char *address; /* by the setting, else as it was trusted; "": none */
    struct outcome last; /* pending counted as the file stands now */
    int64_t whole_at;    /* of the last full exchange; 0: none yet */
    int64_t heard_at;    /* when the hub's word was taken in last; 0: never */
    struct station_rekeyed rekeyed;
    int64_t trusted_at; /* when the hub was trusted; 0: not known */
    /* own acts of the last 30 days that the hub gives nobody, the latest first */
    struct linking_outside *outside;
    size_t outside_count;
};
/* An own act that the hub keeps out: this file may not say it of what is not its own. */
struct linking_outside {
    int64_t at;              /* when it was recorded */
    const char *by;          /* the name of who recorded it */
    const char *act, *about; /* "close", "case 007002-261122-4KQ7M2R9X" */
};
/* All of them that are known, however old. */
MUST_CHECK enum status linking_find_outside(struct desk *desk, const struct linking *linking,
                                            struct arena *arena, struct linking_outside **found,
                                            size_t *count, struct error *error);
MUST_CHECK enum status linking_load(struct desk *desk, struct arena *arena, struct linking *linking,
                                    struct error *error);
/* "3 sent, 41 received, 1 refused, 12 waiting; last full exchange 11-21 22:31". */
void linking_say(const struct linking *linking, struct text *out);
/* The same for the status bar, without what went wrong; in few columns what matters of it. */
void linking_say_whole(const struct linking *linking, struct text *out);
void linking_say_short(const struct linking *linking, struct text *out);
/* Since when the hub takes nothing from this file, and what to do. */
void linking_say_revoked(const struct linking *linking, struct text *out);
/* Since when the file has a key that the hub does not know, and what to do; nothing if it does. In
 * few columns that it is so. */
void linking_say_rekeyed(const struct linking *linking, struct text *out);
void linking_say_rekeyed_short(const struct linking *linking, struct text *out);
/* That the hub was not heard for days, since it was trusted or last, and what to do, whether own
 * acts wait or not: others may. Nothing if it was, or it is told otherwise already. */
void linking_say_silence(struct desk *desk, const struct linking *linking, struct text *out);
/* True if the last exchange failed, or something of it was refused or kept out on either side. */
bool linking_has_failed(const struct linking *linking);
/* As `shouwen sync --json` prints it; the caller owns it. */
struct json *linking_json(const struct linking *linking);

/* This file's code for `shouwen-hub enrol`, added to out. */
MUST_CHECK enum status linking_code(struct desk *desk, struct text *out, struct error *error);
/* Gives this file another key, or again one that was kept (station_rekey()); for administrators. */
MUST_CHECK enum status linking_rekey(struct desk *desk, const char *again, struct text *kept,
                                     struct error *error);
/* Trusts the hub whose code shouwen-hub printed; address NULL: as before. For administrators. */
MUST_CHECK enum status linking_trust(struct desk *desk, const char *code, const char *address,
                                     bool is_new_key, struct error *error);

/* --- an exchange on its way --- */

struct linking_run; /* opaque */

/* Starts shouwen-sync; with and wait NULL: as set. */
MUST_CHECK enum status linking_start(struct desk *desk, const char *with, const char *wait,
                                     struct linking_run **run, struct error *error);
/* What can be waited for until linking_read() has something. */
int linking_descriptor(const struct linking_run *run);
enum linking_word {
    LINKING_NOTHING, /* yet */
    LINKING_STEP,    /* sentence: how far it is, to be shown over the one before */
    LINKING_SAYS,    /* sentence: to be read and kept */
    LINKING_ENDED
};
/* The next thing that was said, without waiting; sentence until the next call. */
enum linking_word linking_read(struct linking_run *run, const char **sentence);
/* The step that was told last, "" before the first; for the status bar. */
const char *linking_step(const struct linking_run *run);
/* Asks it to stop between two transactions. */
void linking_stop(struct linking_run *run);
/* Lets go of it without waiting: it goes on alone. */
void linking_leave(struct linking_run *run);
/* Waits for its end and frees it. What ended it, if it was not done wholly. */
MUST_CHECK enum status linking_end(struct linking_run *run, struct error *error);

#endif
